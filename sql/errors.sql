-- what a cast raises, or what the value prints as
CREATE FUNCTION attempt(input text) RETURNS text LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    detail text;
BEGIN
    RETURN input::tagset;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws(': ', SQLSTATE, SQLERRM, detail);
END $$;

\echo == Syntax: 22P02, with what was expected where, and how to write it

SELECT 'interest//apartment'::tagpath;
\echo :LAST_ERROR_SQLSTATE
SELECT 'music/"AC/DC'::tagpath;
\echo :LAST_ERROR_SQLSTATE
SELECT 'music/"AC/DC" live'::tagpath;
SELECT 'a/"b\n"'::tagpath;
SELECT 'interest/sports, , region'::tagset;
\echo :LAST_ERROR_SQLSTATE
SELECT 'interest/sports[colour=red]'::tagset;
SELECT 'interest/sports[weight 0.5]'::tagset;
SELECT 'interest/sports[weight=0.5, value=1]'::tagset;
SELECT 'misinfo[verdict=false & score>=0.5]'::tagquery;
SELECT 'misinfo[at=2026-07-01T00:00:00Z by=agency/afp]'::factlabel;
SELECT 'misinfo[score>=0.8 @ 2026-07-01T00:00:00Z]'::tagquery;
SELECT 'misinfo @ 2026-07-01T00:00:00Z[score>=0.8]'::tagquery;
SELECT 'interest/sports[weight=0.5; weight=0.6]'::tagset;
SELECT 'interest/sports[weight=half]'::tagset;
SELECT 'interest/sports] region'::tagset;
SELECT 'interest & & region'::tagquery;
\echo :LAST_ERROR_SQLSTATE
SELECT 'interest region | (a'::tagquery;
SELECT 'interest[value>=]'::tagquery;
SELECT 'interest[value 5]'::tagquery;
SELECT 'interest[value>5|6]'::tagquery;
SELECT 'C++ & C#, R&D'::tagquery;
SELECT '***'::tagquery;
SELECT '~"^(re"'::tagquery;
SELECT 'interest/(music | sport)'::tagquery;

\echo == Positions count characters of the text as it was written, not bytes

SELECT '興趣／房地產／／公寓'::tagpath;
SELECT '興趣/房地產/"公寓'::tagpath;
SELECT '興趣/房地產[權重=1]'::tagset;
SELECT '🎉 , 甲［weight＝0.5；value=很多］'::tagset;
SELECT 'ＡＢＣ & 興趣 ) 公寓'::tagquery;

\echo == Characters that a segment cannot hold

SELECT U&'a/\FDD0'::tagpath;
SELECT U&'\0301a'::tagpath;

\echo == Moments: without an offset midnight in Taipei is not midnight in Greenwich

SELECT 'vip[until=2026-12-31]'::tagset;
SELECT 'vip[until=2026-12-31 00:00:00]'::tagset;
\echo :LAST_ERROR_SQLSTATE
SELECT 'vip[until=next year]'::tagset;
SELECT 'vip @2026-12-31'::tagquery;
SELECT format('vip[until=%s]', m) AS input, attempt(format('vip[until=%s]', m)) AS raised
FROM unnest(ARRAY['2026-01-01T00:00:00+1', '2026-01-01T00:00:00+08:1', '2026-01-01T00:00:00+08:00:1', '2026-01-01T00:00:00+081', '2026-01-01T00:00:00+99', '2026-01-01T00:00:00+08:60', '2026-01-01T24:00:01Z',
                  '2026-01-01T00:00:60Z', '0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z BC', '4714-01-01T00:00:00Z BC', '294277-01-01T00:00:00Z', '2026-01-01T00:00:00Z AD', '2026-01-01T00:00:00+08:00:30', '2026-01-01T24:00:00Z', '0044-03-15T00:00:00Z BC']) AS m;

\echo == Out of range: 22003

SELECT 'vip[until=infinity]'::tagset;
\echo :LAST_ERROR_SQLSTATE
SELECT 'vip[until=2026-02-30T00:00:00Z]'::tagset;
SELECT 'a[weight=-1]'::tagset;
SELECT 'a[weight=1e39]'::tagset;
SELECT 'a[value=NaN]'::tagset;
SELECT 'a[value>1e309]'::tagquery;
SELECT tagset_make('a', weight => -1);
SELECT tagset_make('a', value => 'NaN');
SELECT tagset_put('a', 'b', until => 'infinity');
\echo :LAST_ERROR_SQLSTATE
SELECT tagquery_at('a', '-infinity');
SELECT tagpath_ancestor('a/b', 0);
\echo :LAST_ERROR_SQLSTATE

\echo == Limits: 54000; a long input is clipped in the message, at a character

SELECT repeat('x', 256)::tagpath;
\echo :LAST_ERROR_SQLSTATE
SELECT ('興趣/' || repeat('公', 86))::tagset;
SELECT (repeat('a/', 1000) || 'b')::tagpath;
SELECT repeat('(', 1001)::tagquery;
\echo :LAST_ERROR_SQLSTATE
SELECT ('a' || repeat(' | a', 10000))::tagquery;
SELECT (array_to_string(array_fill('a'::text, ARRAY[10000]), '|')::tagquery) || 'b'::tagquery;
\echo :LAST_ERROR_SQLSTATE
SELECT ('a[value=1' || repeat('|1', 1000) || ']')::tagquery;
SELECT tagpath_rebase((repeat('a/', 990) || 'b')::tagpath, 'a', 'a/much/longer/path/than/there/is/room/for');
\echo :LAST_ERROR_SQLSTATE
SELECT tagset_rebase((repeat('a/', 990) || 'b')::tagset, 'a', 'a/much/longer/path/than/there/is/room/for');

\echo == Arrays, jsonb and constructors go through the same checks

SELECT ARRAY['a', 'b//c']::tagset;
\echo :LAST_ERROR_SQLSTATE
SELECT '{"a": {"weight": "heavy"}}'::jsonb::tagset;
\echo :LAST_ERROR_SQLSTATE
SELECT '{"a": {"weight": -1}}'::jsonb::tagset;
\echo :LAST_ERROR_SQLSTATE
SELECT '{"興趣//": {}}'::jsonb::tagset;
SELECT '"a"'::jsonb::tagset;
SELECT '[["a"]]'::jsonb::tagset;
SELECT '{"a": {"until": "2026-12-31"}}'::jsonb::tagset;
SELECT tagpath('a', ' ');
SELECT tagpath_make(repeat('x', 256));
SELECT tagpath_split('a..b', '.');
SELECT tagpath_split('a.b', '');
\echo :LAST_ERROR_SQLSTATE
SELECT tagpath_quote('');

\echo == COPY says which row it was

CREATE TEMP TABLE member (id int, tags tagset);
COPY member FROM stdin;
1	interest/sports
2	interest//sports
\.

\echo == Soft errors, where the server has them (16 and newer)

DO $$
DECLARE
    wrong text[] := ARRAY['tagpath', 'a//b', 'tagpath', repeat('x', 256), 'tagpath', '"a', 'tagpath', '"a\x"', 'tagpath', '"a"b', 'tagset', 'a[',
                          'tagset', 'a[colour=1]', 'tagset', 'a[weight=-1]', 'tagset', 'a[value=NaN]',
                          'tagset', 'a[until=2026-12-31]', 'tagset', 'a[until=infinity]', 'tagset', 'a]', 'tagset', 'a, "b', 'tagset', 'a[value="1',
                          'tagset', 'a[value="1"2]', 'tagset', 'a[weight=1; weight=1]', 'tagset', U&'\0301',
                          'tagquery', '', 'tagquery', 'a &', 'tagquery', '(a', 'tagquery', '"a"b', 'tagquery', 'a["x]', 'tagquery', 'a[value>1|2]',
                          'tagquery', 'a @', 'tagquery', 'a @now', 'tagquery', '***', 'tagquery', '~x', 'tagquery', '~"("',
                          'tagquery', repeat('(', 2000), 'tagquery', 'a' || repeat('&a', 10000), 'tagquery', '!', 'tagquery',
                          'a[value=1' || repeat('|1', 1000) || ']', 'tagquery', '!a & (b | "c)',
                          'tagquery', repeat('a | b & (', 900) || 'a' || repeat(')', 900),
                          'tagquery', 'a[neg]', 'tagquery', 'a[deny=1]', 'tagquery', 'a[by<x]', 'tagquery', 'a[verdict<satire]', 'tagquery', 'a[score=2]', 'tagquery', 'a[by=x/]',
                          'factlabel', '', 'factlabel', 'a, b', 'factlabel', 'a[by=]', 'factlabel', 'a[neg=1]', 'factlabel', 'a[said="x]', 'factlabel', 'a[said=""]',
                          'factlabel', 'a[claim=' || repeat('x', 201) || ']', 'factlabel', 'a[score=NaN]', 'factlabel', 'a[verdict=x]', 'factlabel', 'a[by=' || repeat('x', 256) || ']',
                          'labelset', 'a,', 'labelset', 'a[at=infinity]', 'labelset', 'a]', 'labelset', 'a[at=2026-01-01]', 'labelset', 'a[deny; deny]',
                          'tagset', '{a', 'tagset', '{a//b}', 'tagset', '["a', 'tagset', '["a", 1]', 'tagset', '["a//b"]', 'tagset', '{"a": 1}', 'tagset', '{"a//b": {}}',
                          'tagset', '{"a": {"colour": 1}}', 'tagset', '{"a": {"weight": -1}}', 'tagset', '{"a": {"until": "2026-01-01"}}', 'tagset', '{"a": {"value": 1, "VALUE": 2}}',
                          'factlabel', '{"a": {}}', 'factlabel', '{"label": 1}', 'factlabel', '{"label": "a//b"}', 'factlabel', '{"score": 1}', 'factlabel', '{"label": "a", "deny": 1}',
                          'labelset', '{a[by=]}', 'labelset', '{"label": "a"}', 'labelset', '["a"]', 'labelset', '[{"label": "a", "by": "x//"}]', 'labelset', '[{"label": "a", "said": ""}]',
                          'labelset', '[{"label": "a", "claim": "' || repeat('x', 201) || '"}]'];
    ok boolean;
    message text;
    again text;
BEGIN
    FOR i IN 1 .. cardinality(wrong) BY 2 LOOP
        BEGIN
            EXECUTE format('SELECT %L::%s', wrong[i + 1], wrong[i]);
            RAISE EXCEPTION 'accepted: % %', wrong[i], wrong[i + 1];
        EXCEPTION WHEN invalid_text_representation OR invalid_parameter_value OR program_limit_exceeded OR numeric_value_out_of_range THEN
            message := SQLERRM;
        END;
        IF current_setting('server_version_num')::int >= 160000 THEN
            EXECUTE 'SELECT pg_input_is_valid($1, $2), (pg_input_error_info($1, $2)).message' INTO ok, again USING wrong[i + 1], wrong[i];
            IF ok OR again IS DISTINCT FROM message THEN
                RAISE WARNING '% %: valid %, soft error "%", hard error "%"', wrong[i], wrong[i + 1], ok, again, message;
            END IF;
        END IF;
    END LOOP;
    IF current_setting('server_version_num')::int >= 160000 THEN
        EXECUTE $q$SELECT pg_input_is_valid('a/b', 'tagpath') AND pg_input_is_valid('', 'tagset') AND pg_input_is_valid('a & b', 'tagquery')
            AND pg_input_is_valid('a[by=x]', 'factlabel') AND pg_input_is_valid('', 'labelset')$q$ INTO ok;
        IF ok IS NOT TRUE THEN
            RAISE WARNING 'what is valid is not';
        END IF;
    END IF;
    RAISE NOTICE '% soft errors tried', cardinality(wrong) / 2;
END $$;

\echo == A long word is clipped in the detail too
SELECT ('a[weight=' || repeat('中', 300) || ']')::tagset;
SELECT ('a[' || repeat('x', 300) || '=1]')::tagset;

\echo == Front coding packs what would print to more than a text holds: refused when it is made
SELECT tagset_count(tagset_rebase((SELECT array_agg('x/' || i)::text[]::tagset FROM generate_series(1, 200000) AS i), 'x',
                                  tagpath_make(VARIADIC array_fill(repeat('z', 190), ARRAY[10]))));
DROP FUNCTION attempt;

\echo == Flags stand alone; texts have limits; what folding lengthens has room
SELECT 'a[deny=true]'::tagquery;
SELECT 'a[neg=true]'::factlabel;
SELECT format('a[said="%s"]', repeat('錯', 10000))::factlabel;
\echo :LAST_ERROR_SQLSTATE
SELECT 'a[claim=""]'::factlabel;
SELECT length(repeat(U&'\FDFA', 7)::tagpath::text);
SELECT repeat(U&'\FDFA', 8)::tagpath;
SELECT repeat(U&'\FDFA', 7)::tagpath = repeat('صلى الله عليه وسلم', 7)::tagpath AS folded;
SELECT ('"' || repeat('a', 200) || '"*"' || repeat('b', 200) || '"')::tagquery;

\echo == Without an error: why a text does not read

SELECT name, tagpath_error(name) FROM unnest(ARRAY['interest/sport', 'AC/DC', 'region//taipei', 'music/"AC/DC', '', U&'a/\FDD0', '{a,b}']) AS name;
SELECT right(tagpath_error(repeat('x', 300)), 90) AS segment, right(tagpath_error(repeat('a/', 1500) || 'a'), 90) AS path, right(tagquery_error(repeat('(', 1001)), 90) AS query;
SELECT query, tagquery_error(query) FROM unnest(ARRAY['interest/* & !region', 'interest & & region', 'a[value>=x]', '~"^(re"', 'vip @2026-12-31']) AS query;
SELECT rules, ruleset_error(rules) FROM unnest(ARRAY['flat: /flats?/ -> interest/flats', E'a: /x/ -> b\nflat: /flat(/ -> c', E'a: /x/ -> b\na: /y/ -> c', 'flat']) AS rules;
SELECT taxonomy, taxonomy_error(taxonomy) FROM unnest(ARRAY[E'interest/golf\nputting -> interest/golf', 'golf -> interest//golf', 'open: maybe', E'a -> b\nb -> a']) AS taxonomy;
SELECT coalesce(tagpath_error(NULL), tagquery_error(NULL), ruleset_error(NULL), taxonomy_error(NULL)) IS NULL AS "NULL";
\echo -- it is what the cast raises, and NULL where the cast raises nothing: thousands of texts, most of them wrong
CREATE FUNCTION raised(type text, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    EXECUTE format('SELECT $1::%s', type) USING input;
    RETURN NULL;
EXCEPTION WHEN data_exception OR program_limit_exceeded OR duplicate_object OR undefined_object THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN SQLERRM || '. ' || detail;
END $$;
DO $$ BEGIN PERFORM setseed(0.5); END $$;
CREATE TEMP TABLE texts AS
    SELECT (SELECT string_agg((ARRAY['a', 'b c', '/', '/', '"', '\', ',', '[', ']', '{', '興', '&', '|', '!', '(', ')', '*', '=', '<', '@', '~', 'value', '1', ';', ' ', U&'\0301', repeat('x', 100)])[1 + floor(random() * 27)::int], '')
            FROM generate_series(1, 1 + i % 9)) AS text
    FROM generate_series(1, 4000) AS i;
SELECT count(*) FILTER (WHERE tagpath_error(text) IS NULL) BETWEEN 1000 AND 3000 AS some_paths, count(*) FILTER (WHERE tagpath_error(text) IS DISTINCT FROM raised('tagpath', text)) AS differences,
       count(*) FILTER (WHERE tagquery_error(text) IS NULL) BETWEEN 200 AND 3000 AS some_queries, count(*) FILTER (WHERE tagquery_error(text) IS DISTINCT FROM raised('tagquery', text)) AS differences FROM texts;
WITH lines AS (
    SELECT format(E'a: /%s/ -> x\n%s: /y/ -> %s', a.text, b.text, a.text) AS rules, format(E'%s\n%s -> %s', a.text, b.text, a.text) AS taxonomy
    FROM (SELECT text, row_number() OVER () AS n FROM texts LIMIT 1500) AS a JOIN (SELECT text, row_number() OVER () AS n FROM texts WHERE tagpath_error(text) IS NULL) AS b USING (n))
SELECT count(*) FILTER (WHERE ruleset_error(rules) IS NULL) BETWEEN 100 AND 1400 AS some_rule_sets, count(*) FILTER (WHERE ruleset_error(rules) IS DISTINCT FROM raised('ruleset', rules)) AS differences,
       count(*) FILTER (WHERE taxonomy_error(taxonomy) IS NULL) BETWEEN 100 AND 1400 AS some_taxonomies, count(*) FILTER (WHERE taxonomy_error(taxonomy) IS DISTINCT FROM raised('tagtaxonomy', taxonomy)) AS differences FROM lines;
DROP FUNCTION raised(text, text);
