CREATE FUNCTION pg_temp.refusal(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    RETURN 'accepted: ' || input::tagquery::text;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ': ' || coalesce(detail, SQLERRM);
END $$;

\echo == A query prints canonically: fewest parentheses, single blanks

SELECT v, v::tagquery
FROM unnest(ARRAY['A', '  interest / * / Apartment&!status/churned ', 'a|b|c', '(a|b)|c', 'a&(b&c)', 'a&b|c&d', '(a&b)|(c&d)', 'a&(b|c)', '((a))',
                  '!(a)', '!(a&b)', '!!a', '!!!a',
                  '!(!a)', '(a|b)&!(c|(d))', '= a / b', '=*', 'a/**', '**', 'a [ value >= 8 ; value<=15 ]', 'interest／房地產＆！狀態／流失']) AS v;

\echo == Quotes: a name with special characters; a star inside quotes is a star

SELECT v, v::tagquery
FROM unnest(ARRAY['"Arts & Crafts"/"Origami (paper)"', '"C++"', 'C++', '"a*"', '"*"/"**"', '"5\" disk"', '5" disk', '"a"/b', '*"R&D"*', 'a*"x|y"',
                  '"AC/DC"', 'a / "b" / c', 'why?', 'x-y_z.:;#$%^+{}`']) AS v;

\echo == A path that begins with an operator is printed in quotes, so that a query does not read it as one
SELECT p AS printed, tagset_make(p) AS in_a_set, tagquery_term(p) AS in_a_query, p @@ p::text::tagquery AS pasted
FROM unnest(ARRAY[tagpath_make('!hide'), tagpath_make('=x', 'y'), tagpath_make('(a)')]) AS p;
SELECT setseed(0.14);
CREATE TEMP TABLE odd AS
SELECT i, tagpath_make(VARIADIC ARRAY(SELECT (SELECT string_agg(CASE WHEN random() < 0.1 THEN (ARRAY['＆', '、', '興', '～', '（', '"', '\', 'ß', '*', '２ of ('])[1 + floor(random() * 10)::int] ELSE chr(33 + floor(random() * 94)::int) END, '')
                                              FROM generate_series(0, floor(random() * 4 + 0 * (i + s))::int)) FROM generate_series(1, 1 + i % 3) AS s)) AS p
FROM generate_series(1, 3000) AS i;
SELECT count(*) AS paths, count(*) FILTER (WHERE p::text::tagpath <> p) AS read_back, count(*) FILTER (WHERE left(p::text, 1) IN ('!', '=', '(')) AS operators,
       count(*) FILTER (WHERE p::tagset::text::tagset <> p::tagset OR factlabel_make(p, by => p, at => NULL)::text::factlabel <> factlabel_make(p, by => p, at => NULL)) AS as_set,
       count(*) FILTER (WHERE tagquery_term(p)::text::tagquery <> tagquery_term(p) OR NOT p @@ tagquery_term(p) OR NOT tagpath_append(p, 'x') @@ tagquery_term(p)) AS as_query,
       count(*) FILTER (WHERE NOT p @@ format('2 of (x, %s, =%s)', q, q)::tagquery OR NOT p @@ format('**[path=%s|x]', q)::tagquery OR p @@ format('**[path!=%s]', q)::tagquery) AS in_list_and_filter,
       count(*) FILTER (WHERE (SELECT tag FROM tagset_rows(p::tagset, NULL)) <> p::text OR ((p::tagset)::text[])[1] <> p::text OR (SELECT jsonb_object_keys((p::tagset)::jsonb)) <> p::text
                                OR (SELECT label FROM labelset_rows(factlabel_make(p, at => NULL)::labelset, NULL)) <> p::text OR factlabel_make('a', by => p, at => NULL)::jsonb ->> 'by' <> p::text) AS printed_otherwise
FROM odd, LATERAL (SELECT string_agg(tagpath_quote(segment), '/' ORDER BY n) FROM unnest(tagpath_segments(p)) WITH ORDINALITY AS t (segment, n)) AS quoted (q);

\echo == Precedence: ! before & before |

SELECT q, 'a'::tagset @@ q AS "a", 'b'::tagset @@ q AS "b", 'a, b'::tagset @@ q AS "a, b", 'a, c'::tagset @@ q AS "a, c",
       'b, c'::tagset @@ q AS "b, c", ''::tagset @@ q AS nothing
FROM unnest(ARRAY['a | b & c', '(a | b) & c', '!a & b', '!(a & b)', '!a | b', 'a & b | c', '!a & !b']::tagquery[]) AS q;

\echo == A term is met at the pattern or anywhere below it; with = by that very path alone

CREATE FUNCTION pg_temp.met_by(query tagquery, paths text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(p, '  ' ORDER BY i) FROM unnest(string_to_array(paths, ' ')) WITH ORDINALITY AS t (p, i) WHERE p::tagpath @@ query $$;
\set paths '''a a/b a/b/c a/b/c/d ab ab/c b b/a b/a/b'''
SELECT q, pg_temp.met_by(q, :paths) AS "of a, a/b, a/b/c, a/b/c/d, ab, ab/c, b, b/a, b/a/b"
FROM unnest(ARRAY['a', '=a', 'a/b', '=a/b', 'a/b/c/d/e', 'b/b']::tagquery[]) AS q;

\echo == N of: at least so many of a list
SELECT v, v::tagquery
FROM unnest(ARRAY['2 of (a, b, c)', ' 02  of(a , b|c& d,(e))', '!2 of (a, !b, c) & d', '2 of (a, b, (c @2026-01-01T00:00:00Z)) @2026-07-01T00:00:00Z', '2 of (2 of (a, b, c), 2 of (d, e, f), g)', '２&2 of （a、b，c）',
                  '1 of (a, b)', '2 of (a, b)', '1 of (a)', '2 of (a, b) & c', '1 of (a, b) | c', '!1 of (!a)', '2 of (a, a, b)',
                  '2 of', '2 of & (a)', '"2 of" | x', 'a/2 of', '2 of/a', '2 off', '2of', 'x 2 of', '2 of[value>1]', '*2 of']) AS v;
SELECT q, string_agg(s, '  ' ORDER BY s) AS met_by
FROM unnest(ARRAY['2 of (a, b, c)', '!2 of (a, b, c)', '2 of (a, a, b)', '2 of (!a, !b, !c)', '3 of (a, b, c, d)', '2 of (a & b, c, d)', '2 of (a | b, c, d)', '2 of (2 of (a, b, c), d, !a)']::tagquery[]) AS q,
     unnest(ARRAY['', 'a', 'b', 'c', 'd', 'a,b', 'a,c', 'b,c', 'a,b,c', 'a,d', 'b,c,d', 'a,b,c,d']) AS s WHERE s::tagset @@ q GROUP BY q;
SELECT q, tagquery_terms(q) FROM (SELECT '2 of (a[value>1], =b, !c/*)'::tagquery AS q) AS t;
SELECT tagset_why('a/x, b, d', '2 of (a, b, c) | !2 of (d, e, f)'), tagset_why('a/x, d', '2 of (a, b, c)');
SELECT tagquery_not('2 of (a, b, c)'), '2 of (a, b, c)'::tagquery && 'd', '2 of (a, b, c)'::tagquery || '2 of (a, b, c)', tagquery_at('2 of (a, b, c)', '2026-07-01 00:00+00');
SELECT 'a[until=2026-07-01T00:00:00Z], b'::tagset @@ tagquery_at('2 of (a, b, c)', t) AS met, t FROM unnest('{2026-06-01,2026-08-01,NULL}'::timestamptz[]) AS t;
SELECT q::tagquery @@ 'a[by=human], a[by=auto; deny], b[verdict=false]'::labelset AS met, q FROM unnest(ARRAY['2 of (a, a[deny], c)', '2 of (a[by=auto], b, c)', '3 of (a[by=human], b[verdict<=mixed], a[deny], c)']) AS q;
SELECT q, pg_temp.met_by(q::tagquery, 'a a/b a/b/c b b/a') AS "of a, a/b, a/b/c, b, b/a" FROM unnest(ARRAY['2 of (a, a/b, a/b/c)', '2 of (a, b, *)']) AS q;

\echo == Wildcards: * one segment, ** any number of them, none included, a star within a segment any run of characters

SELECT q, pg_temp.met_by(q, :paths) AS "of a, a/b, a/b/c, a/b/c/d, ab, ab/c, b, b/a, b/a/b"
FROM unnest(ARRAY['*', '=*', 'a/*', '=a/*', '*/b', '=*/b', '*/*', 'a/*/c', '=a/*/c', '**', '=**', '**/b', '=**/b', '**/c', 'a/**/c', '=a/**/c',
                  'a/**', '=a/**', '**/**/c', '**/*/b', '*/**/b',
                  'a*', '=a*', '*b', '*a*b*', 'a*/c', '**/*b']::tagquery[]) AS q;
SELECT q, pg_temp.met_by(q, 'apartment appointment ap pa 公寓 公園 "a*" "*"') AS "of apartment, appointment, ap, pa, 公寓, 公園, a*, *"
FROM unnest(ARRAY['a*', '*p', 'ap*ment', 'ap*p*t', 'a*a', '公*', '*寓', '"a*"', '"a*"*', '"*"', '*"*"', 'ap*', '*ap*ap*']::tagquery[]) AS q;

\echo -- ~ is a regular expression of PCRE2 that a segment must match somewhere, as it is folded, in either case
SELECT q, pg_temp.met_by(q, 'apartment appointment ap pa 公寓 公園 a*/x a*/y"z') AS "of apartment, appointment, ap, pa, 公寓, 公園, a*/x, a*/y""z"
FROM unnest(ARRAY['~"^Ap"', '~"p.+t$"', '~"^.{2}$"', '~"^公(寓|園)$"', '~"\\p{Han}"', '~"\\*$"/~"\\W"', '=~"\\*"', '**/~"^[xy]"', '!~"p"', '~"a"/**/~"x"', '~"(?<!a)p"', '~"\""']::tagquery[]) AS q;
SELECT q::text::tagquery = q AS same, q FROM unnest(ARRAY[' ~ "a\\d" / b', '＝a/~"[/,]"[value>1]', 'a/~"x"/**']::tagquery[]) AS q;
SELECT (repeat('a', 50) || '!')::tagpath @@ '~"^(a+)+$"';

\echo -- blanks next to a star count
SELECT q, q @@ 'real estate'::tagpath AS "real estate", q @@ 'realestate'::tagpath AS "realestate"
FROM unnest(ARRAY['real *', 'real*', '* estate', '*estate', 'real * estate', 'real*estate', ' real * ']::tagquery[]) AS q;

\echo -- the same against regular expressions, for every pattern of up to three of these segments on every path of up to four
CREATE TEMP TABLE segment (pattern text, regex text);
INSERT INTO segment VALUES ('a', 'a/'), ('b', 'b/'), ('*', '[^/]+/'), ('**', '([^/]+/)*'), ('a*', 'a[^/]*/'), ('*b', '[^/]*b/'), ('a*b', 'a[^/]*b/'),
    ('*a*', '[^/]*a[^/]*/'), ('~"^a+b$"', 'a+b/'), ('~"A|^b$"', '([^/]*a[^/]*|b)/');
CREATE TEMP TABLE pattern AS
SELECT concat_ws('/', a.pattern, b.pattern, c.pattern) AS pattern, concat(a.regex, b.regex, c.regex) AS regex
FROM segment AS a, (TABLE segment UNION ALL SELECT NULL, NULL) AS b, (TABLE segment UNION ALL SELECT NULL, NULL) AS c;
CREATE TEMP TABLE path AS
SELECT concat_ws('/', a, b, c, d) AS path
FROM unnest(ARRAY['a', 'b', 'ab']) AS a, unnest(ARRAY['a', 'b', 'aab', NULL]) AS b, unnest(ARRAY['a', 'b', 'ba', NULL]) AS c, unnest(ARRAY['b', NULL]) AS d;
SELECT count(*) > 50000 AS "many cases", count(*) FILTER (WHERE path::tagpath @@ pattern::tagquery <> (path || '/' ~ ('^' || regex))) AS differences,
       count(*) FILTER (WHERE path::tagpath @@ ('=' || pattern)::tagquery <> (path || '/' ~ ('^' || regex || '$'))) AS "differences of ="
FROM pattern, path;

\echo == Different terms may be met by different elements, the filters of one by the same element as its pattern

SELECT q, 'a/x[value=1], a/y[value=9]'::tagset @@ q AS meets
FROM unnest(ARRAY['a/x & a/y', 'a[value=1] & a[value=9]', 'a[value=1; value=9]', 'a/x[value=9]', 'a[value>1; value<9]',
                  'a[value>=1; value<=1]']::tagquery[]) AS q;

\echo == Filters: = any of the values, != none of them; an absent weight is 1, a filter on what else is absent fails

SELECT v, v::tagquery
FROM unnest(ARRAY['a[ weight >= 0.50 ]', 'a[Value=1|2 | 3]', 'a[value!=1|2;weight<1]', 'a[until>"2026-12-31 00:00:00+08"]',
                  'a/*[since<=2026-01-01T00:00:00Z]', 'a［value＝1；weight＞0.5］', 'a[value=-0]']) AS v;
CREATE FUNCTION pg_temp.elements(query tagquery, tags tagset) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(tag, ' ' ORDER BY tag COLLATE "C") FROM tagset_rows(tagset_why(tags, query), NULL) $$;
SELECT q, pg_temp.elements(q, 'one[value=1], two[value=2; weight=0.5], ten[value=10; weight=0], none, end[until=2026-12-31T00:00:00Z],
                              span[since=2026-01-01T00:00:00Z; until=2026-02-01T00:00:00Z]') AS "elements that meet it"
FROM unnest(ARRAY['*[value=1]', '*[value!=1]', '*[value<2]', '*[value<=2]', '*[value>2]', '*[value>=2]', '*[value=1|10|99]', '*[value!=1|10]',
                  '*[weight=1]', '*[weight!=1]', '*[weight<1]', '*[weight>0; value>1]',
                  '*[until>2026-06-01T00:00:00Z]', '*[until=2026-12-31T08:00:00+08:00]', '*[until!=2026-12-31T00:00:00Z]',
                  '*[since<2026-01-01T00:00:00Z]', '*[since<=2026-01-01T00:00:00Z]']::tagquery[]) AS q;

\echo == As of a moment: since absent or at most it, until absent or after it; without one both are ignored

SET DateStyle = 'ISO';
SET TimeZone = 'UTC';
SELECT t, s @@ tagquery_at('always', t) AS always, s @@ tagquery_at('ending', t) AS ending, s @@ tagquery_at('starting', t) AS starting,
       s @@ tagquery_at('!ending & !starting', t) AS "!ending & !starting"
FROM (VALUES ('always, ending[until=2026-07-01T00:00:00Z], starting[since=2026-07-02T00:00:00Z]'::tagset)) AS v (s),
     unnest('{2026-06-30 23:59:59.999999+00,2026-07-01 00:00+00,2026-07-02 00:00+00,NULL}'::timestamptz[]) AS t;
\echo -- an inner moment stays
SELECT v, v::tagquery, 'a[until=2026-07-01T00:00:00Z], b'::tagset @@ v::tagquery AS meets
FROM unnest(ARRAY['a@2026-06-01T00:00:00Z', 'a @ 2026-08-01 08:00:00+08', 'a & b @2026-06-01T00:00:00Z', '(a @2026-06-01T00:00:00Z) & b',
                  '(a @2026-06-01T00:00:00Z) & b @2026-08-01T00:00:00Z', '(a @2026-06-01T00:00:00Z) @2026-08-01T00:00:00Z',
                  '!(a @2026-08-01T00:00:00Z)', '(b | a @2026-08-01T00:00:00Z) & a', 'a ＠2026-06-01T00:00:00Z']) AS v;

\echo == Timestamps relative to the one asked for: a duration before (-) or after it
SELECT v, v::tagquery, v::tagquery::text::tagquery = v::tagquery AS same
FROM unnest(ARRAY['vip[since>=-P30D]', 'a[until<+P1M]', 'a[until<p1y14m2w3dt25h61m61.5s]', 'a[since=P0D|-P0D|2026-01-01T00:00:00Z|"-PT0.000001S"]', 'a[at>PT1,25S; seen<=-P1W] @2026-01-01T00:00:00Z',
                  'a[since>PT0.0000005S; since<PT0.0000004S]', 'a[until>-P178956970Y7M]', 'a[until>PT9223372036854.775807S]']) AS v;
SELECT q, t, 'vip[since=2026-06-15T00:00:00Z], trial[until=2026-07-20T00:00:00Z]'::tagset @@ tagquery_at(q, t) AS met
FROM unnest(ARRAY['vip[since>=-P30D]', 'trial[until<P1M]', 'trial[until>=P1M]', 'vip[since=-P1M]', '!vip[since>-P7D]', 'vip[since>-P7D] @2026-06-20T00:00:00Z']::tagquery[]) AS q,
     unnest('{2026-06-20 00:00:00+00,2026-07-15 00:00:00+00,2026-07-16 00:00:00+00}'::timestamptz[]) AS t;
SELECT tagset_matches('vip[since=2026-06-15T00:00:00Z]', 'vip[since>=-P30D]', '2026-07-01 00:00+00') AS in_july, tagset_matches('vip[since=2026-06-15T00:00:00Z]', 'vip[since>=-P30D]', '2026-08-01 00:00+00') AS in_august,
       tagset_matches(tagset_make('vip', since => now()), 'vip[since>=-P1D]') AS today, labelset_matches('a[at=2026-07-01T00:00:00Z; until=2026-08-01T00:00:00Z]', 'a[at>-P3D; until<P1M]', '2026-07-03 00:00+00') AS label;
SELECT tagset_why('vip[since=2026-06-15T00:00:00Z], x[since=2026-01-01T00:00:00Z]', tagquery_at('*[since>=-P30D]', '2026-07-01 00:00+00')),
       labelset_why('a[at=2026-07-01T00:00:00Z], a[by=x; at=2026-01-01T00:00:00Z]', tagquery_at('a[at>-P3D]', '2026-07-03 00:00+00')), tagquery_terms('a[since>-P1Y6M] & b');
\echo -- the calendar is UTC's and PostgreSQL's; what is beyond the range of timestamptz is before or after everything
DO $$
DECLARE
    t timestamptz; i interval; sign int; expected timestamptz; duration text; tag text; counts int[] := '{0,0,0}'; met boolean;
BEGIN
    PERFORM setseed(0.3);
    FOR n IN 1 .. 4000 LOOP
        t := CASE n % 4 WHEN 0 THEN timestamptz '4713-01-01 00:00:00+00 BC' + random() * interval '2 years' WHEN 1 THEN timestamptz '294275-01-01 00:00:00+00' + random() * interval '1 year'
                        ELSE timestamptz '2020-01-31 00:00:00+00' + floor(random() * 2000) * interval '1 day' + (random() > 0.5)::int * random() * interval '1 day' END;
        sign := CASE WHEN random() < 0.5 THEN -1 ELSE 1 END;
        i := make_interval(months => floor(random() ^ 3 * 400)::int, days => floor(random() ^ 4 * 1000)::int, secs => (random() > 0.5)::int * floor(random() * 200000)::int);
        duration := format('%sP%sM%sDT%sS', CASE sign WHEN -1 THEN '-' ELSE '' END, extract(year FROM i) * 12 + extract(month FROM i), extract(day FROM i), extract(hour FROM i) * 3600 + extract(minute FROM i) * 60 + extract(second FROM i));
        BEGIN
            expected := (t AT TIME ZONE 'UTC' + sign * i) AT TIME ZONE 'UTC';
        EXCEPTION WHEN datetime_field_overflow THEN
            expected := NULL;
        END;
        tag := CASE sign WHEN 1 THEN 'until' ELSE 'since' END;
        IF expected IS NULL THEN
            met := tagset_make('a', since => CASE sign WHEN -1 THEN '4713-01-01 00:00:00+00 BC'::timestamptz END, until => CASE sign WHEN 1 THEN '294276-12-31 23:59:59.999999+00'::timestamptz END)
                   @@ tagquery_at(format('a[%s%s%s]', tag, CASE sign WHEN 1 THEN '<' ELSE '>' END, duration)::tagquery, t);
            counts[3] := counts[3] + (NOT met)::int;
            counts[2] := counts[2] + 1;
        ELSE
            -- as of t, a tag that ends at t is no longer live
            met := tagset_make('a', since => CASE sign WHEN -1 THEN expected END, until => CASE sign WHEN 1 THEN expected END) @@ tagquery_at(format('a[%s=%s]', tag, duration)::tagquery, t);
            counts[3] := counts[3] + (met = (sign = 1 AND expected = t))::int;
            counts[1] := counts[1] + 1;
        END IF;
    END LOOP;
    RAISE NOTICE 'many within the range: %, many beyond: %, differences: %', counts[1] > 2000, counts[2] > 200, counts[3];
END $$;
\echo -- without a timestamp to be relative to, it is an error; an estimate raises none
SELECT 'vip[since=2026-06-15T00:00:00Z]'::tagset @@ 'x | vip[since>=-P30D]';
SELECT 'a'::labelset @@ '!(a[at>-P3D])';
SELECT tagset_why('vip', tagquery '(a[since>P1D] @2026-01-01T00:00:00Z) & b[until<P1D]');
CREATE TEMP TABLE visitor AS SELECT format('vip[since=2026-06-%sT00:00:00Z], n%s', 10 + i % 20, i % 7)::tagset AS tags, format('vip/n%s', i % 10)::tagpath AS path, format('a[at=2026-06-%sT00:00:00Z]', 10 + i % 20)::labelset AS labels
    FROM generate_series(1, 1000) AS i;
CREATE INDEX ON visitor USING gin (tags);
CREATE INDEX ON visitor USING gin (labels);
CREATE INDEX ON visitor (path);
ANALYZE visitor;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT FROM visitor WHERE tags @@ 'vip[since>=-P30D] & n1';
SELECT count(*) FROM visitor WHERE tags @@ 'vip[since>=-P30D] & n1';
SELECT count(*) FROM visitor WHERE tags @@ 'nothing[since>=-P30D]';
SELECT count(*) FROM visitor WHERE labels @@ 'a[at>=-P30D]';
SELECT tagset_matches(tags, 'vip[since>=-P30D]', NULL) FROM visitor;
DO $$ BEGIN EXECUTE 'EXPLAIN SELECT FROM visitor WHERE path @@ ''vip/n1[since>=-P30D]'''; END $$;
SELECT count(*) FROM visitor WHERE path @@ 'nothing[since>=-P30D]';
SELECT count(*) FROM visitor WHERE path @@ (SELECT 'nothing[since>=-P30D]'::tagquery);
SELECT count(*) FILTER (WHERE tagset_matches(tags, 'vip[since>=-P5D]', '2026-06-20 00:00+00')) AS by_filter, (SELECT count(*) FROM visitor WHERE tagset_matches(tags, 'vip[since>=-P5D]', '2026-06-20 00:00+00')) AS by_index FROM visitor;
SELECT count(*) FROM visitor AS v, (VALUES ('n1'::tagquery), ('vip[since>=-P30D]')) AS q (query) WHERE tags @@ query;
\echo -- nor do estimates evaluate stored queries that fail: on each of these columns, with a constant on the other side, and in a join
CREATE TEMP TABLE segment_of AS SELECT (ARRAY['vip[since>=-P30D]', 'n' || i % 40, '~"^(a+)+$"'])[1 + i % 3]::tagquery AS query, format('a[by=x%s]', i % 40)::factlabel AS label FROM generate_series(1, 1000) AS i;
ANALYZE segment_of;
CREATE FUNCTION pg_temp.plans(condition text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'EXPLAIN SELECT FROM segment_of, visitor WHERE ' || condition; RETURN true; END $$;
SELECT c, pg_temp.plans(c)
FROM unnest(ARRAY[$$query @@ 'vip, n1, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'::tagset$$, $$'vip/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'::tagpath @@ query$$, $$query @@ 'vip'::labelset$$, $$'vip'::factlabel @@ query$$,
                  $$label @@ 'a[at>-P1D]'$$, $$'a[at>-P1D]'::tagquery @@ label$$, $$query @@ tags$$, $$path @@ query$$, $$query @@ label$$, $$EXISTS (SELECT FROM segment_of AS s WHERE s.query @@ visitor.labels)$$]) AS c;
TRUNCATE visitor;
SELECT (SELECT count(*) FROM visitor WHERE tags @@ 'nothing[since>=-P30D]') AS by_index, (SELECT count(*) FROM visitor WHERE labels @@ 'nothing[at>=-P30D]') AS of_labels;
RESET enable_seqscan;
\echo -- what is no duration
SELECT v, pg_temp.refusal(v)
FROM unnest(ARRAY['a[since>P]', 'a[since>-]', 'a[since>PT]', 'a[since>P1DT]', 'a[since>P1D1Y]', 'a[since>P1D1D]', 'a[since>P0.5D]', 'a[since>PT0.S]', 'a[since>P1H]', 'a[since>PT1D]', 'a[since>P-1D]', 'a[since>--P1D]', 'a[since>-30D]', 'a[since>+1 day]',
                  'a[since>- P1D]', 'a[since>1D]', 'a[since>P1D|]', 'a[since>P1D2]', 'a[since>P178956970Y8M]', 'a[since>-P106751992D]', 'a[since>PT99999999999999999999999S]', 'a[since>-infinity]', 'a[value>P1D]', 'a @-P1D', 'a[since>P1D']) AS v;
SELECT 'a[since>=-30D]'::tagquery;
SELECT 'a[since=-P1D]'::tagset;
SELECT left(pg_temp.refusal('a[since>P' || repeat('9', 1000000) || 'D]'), 60);

\echo == Composing: && || tagquery_not tagquery_at

SELECT 'a | b'::tagquery && 'c', 'a & b'::tagquery || 'c', 'a'::tagquery && 'b & c', 'a | b'::tagquery || 'c | d', '(a @2026-01-01T00:00:00Z)'::tagquery && 'b';
SELECT 'a & b'::tagquery || 'C'::text, 'C & D'::text || 'a'::tagquery, pg_typeof('a'::tagquery || 'b'::text);
SELECT q, tagquery_not(q), tagquery_not(tagquery_not(q)) = q AS "twice is the same", tagquery_at(q, '2026-07-01 00:00+08'), tagquery_at(q, NULL) = q AS same
FROM unnest(ARRAY['a', '!a', 'a & b', 'a | b', 'a @2026-01-01T00:00:00Z', '!(a @2026-01-01T00:00:00Z)']::tagquery[]) AS q;
SELECT tagquery_at('a', 'infinity');
SELECT tagquery_at(NULL, now()) IS NULL AND tagquery_not(NULL) IS NULL AND 'a'::tagquery && NULL IS NULL AND NULL || 'a'::tagquery IS NULL AS nothing;

\echo == tagquery_term: the query for a path, or that very one; tagquery_terms: the terms as printed, in order

SELECT p, tagquery_term(p), tagquery_term(p, true), p @@ tagquery_term(p, true) AS meets FROM unnest(ARRAY['a/b', 'Arts & Crafts/Origami (paper)',
                                                            'a*', '興趣/公寓']::tagpath[]) AS p;
SELECT tagquery_terms('interest/*/apartment & !status/churned | =listing/"A&B"[value>=8; value<=15] & (x @2026-07-01T00:00:00Z)');
SELECT count(*) FROM tagquery_terms(NULL);

\echo == A query out of a column or a parameter

CREATE TEMP TABLE campaign (name text, query tagquery);
INSERT INTO campaign VALUES ('homes', 'interest/real-estate & !status/churned'), ('all', '**'), ('none', 'x/y'), ('lost', 'status/churned'),
    ('undecided', NULL);
SELECT name, tags FROM campaign JOIN (VALUES ('interest/real-estate/apartment'::tagset), ('interest/real-estate, status/churned'),
       ('region')) AS m (tags) ON tags @@ query ORDER BY name COLLATE "C", tags;
DO $$
DECLARE
    q tagquery;
    answers text := '';
BEGIN
    FOREACH q IN ARRAY '{a,b,a,!a,b | a}'::tagquery[] LOOP
        answers := answers || ' ' || ('a'::tagset @@ q)::text || ' ' || (q @@ 'b'::tagpath)::text;
    END LOOP;
    RAISE NOTICE '%', answers;
END $$;

\echo == What is no query

SELECT v, pg_temp.refusal(v)
FROM unnest(ARRAY['', ' ', '()', 'a &', '& a', 'a | | b', 'a b | ', 'a ! b', '!', 'a (b)', '(a', 'a)', '(a))', 'a, b', 'a/', '/a', 'a//b', 'a/!b',
                  '= = a', '=', 'a = b', 'a < b', '~x', '~', 'a/~', '~""', '~"x', '~"("', '~"\d"', '~"x"y', '~"x"*', 'x~"y"', '~"x{,3}"', 'x/~"[{,3}]x{1, 3}"', '~"(*UTF)x"', '~"x(?C)"', '~"\\C"', E'~"\t"', '***', 'a/***', '****',
                  '"a"b', '"a" b', '"a"*', 'a*b"c', '"a', 'a[', 'a[]', 'a[value]', 'a[value>]', 'a[value>1', 'a[value>1;]', 'a[value!1]',
                  'a[value=>1]', 'a[value<1|2]', 'a[value=1|]', 'a[colour=red]', 'a[weight=NaN]', 'a[weight<-1]',
                  'a[until>2026-01-01]', 'a[value=1]b', 'a[value=1]/b', 'a[value=1][value=2]', 'a @', 'a @2026-01-01', 'a @tomorrow', 'a @infinity',
                  'a @2026-01-01T00:00:00Z & b', 'a @2026-01-01T00:00:00Z @2026-01-01T00:00:00Z',
                  '@2026-01-01T00:00:00Z', '"a"@', '""', '*""']) AS v;

\echo -- of N of
SELECT v, pg_temp.refusal(v)
FROM unnest(ARRAY['0 of (a, b)', '3 of (a, b)', '99999999999999999999 of (a)', '2 of ()', '2 of (a, )', '2 of (a, b', '2 of (a, b @2026-01-01T00:00:00Z)', '2 of (a, b) c', '-1 of (a)', '+1 of (a)', '1.5 of (a)',
                  'N of (a)', '=2 of (a, b)', 'a/2 of (b, c)', '2 OF (a, b)', '2 of a, b', '2 of [a, b]', 'of (a)', '2 of (a, b)[value>1]', '2 of (a, b)/c', '"2" of (a, b)', '"2 of" (a, b)']) AS v;
SELECT '0 of (a, b)'::tagquery;
SELECT '3 of (a, b)'::tagquery;
\echo == An escape of another language gets a hint at the one of PCRE2

DO $$
DECLARE
    hint text;
BEGIN
    PERFORM '~"\\u200D"'::tagquery;
EXCEPTION WHEN invalid_text_representation THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RAISE NOTICE '%', hint;
END $$;

\echo == Limits: 10,000 terms, 1,000 levels, 1,000 values a filter, 254 bytes of a regular expression

SELECT n, left(pg_temp.refusal('~"' || repeat('x', n) || '"'), 60) FROM unnest('{254,255}'::int[]) AS n;
SELECT n, left(pg_temp.refusal(array_to_string(array_fill('a'::text, ARRAY[n]), '|')), 60) FROM unnest('{10000,10001}'::int[]) AS n;
SELECT n, left(pg_temp.refusal(repeat('(', n) || 'a' || repeat(')', n)), 90) FROM unnest('{1000,1001,100000}'::int[]) AS n;
SELECT n, left(pg_temp.refusal(repeat('!', n) || 'a'), 90) FROM unnest('{1000,1001,100000}'::int[]) AS n;
SELECT n, left(pg_temp.refusal(repeat('!(a & ', n) || 'a' || repeat(')', n)), 30) FROM unnest('{500,501}'::int[]) AS n;
SELECT n, left(pg_temp.refusal('a[value=' || array_to_string(array_fill(1, ARRAY[n]), '|') || ']'), 90) FROM unnest('{1000,1001}'::int[]) AS n;
SELECT n, left(pg_temp.refusal('a[' || array_to_string(array_fill('value>1'::text, ARRAY[n]), ';') || ']'), 90) FROM unnest('{1000,1001}'::int[]) AS n;

SELECT n, m, left(pg_temp.refusal(format('%s of (%s)', m, array_to_string(array_fill('a'::text, ARRAY[n]), ','))), 60) FROM (VALUES (10000, 5000), (10000, 10000), (10001, 5000), (10000, 10001)) AS v (n, m);
SELECT n, left(pg_temp.refusal(repeat('2 of (a,b,', n) || 'c' || repeat(')', n)), 90) FROM unnest('{999,1000,1001,100000}'::int[]) AS n;
SELECT left(pg_temp.refusal(repeat('9', 1000000) || ' of (a)'), 90);
SELECT (SELECT string_agg('k' || i, ', ') FROM generate_series(1, have) AS i)::tagset @@ format('5000 of (%s)', (SELECT string_agg('k' || i, ', ') FROM generate_series(1, 10000) AS i))::tagquery AS met FROM unnest('{4999,5000,10000}'::int[]) AS have;

\echo -- composing has the same limits; what is accepted can be evaluated, composed further and read back
SELECT array_to_string(array_fill('a'::text, ARRAY[9999]), '&')::tagquery && 'a' IS NOT NULL AS accepted;
SELECT array_to_string(array_fill('a'::text, ARRAY[10000]), '&')::tagquery && 'a';
CREATE FUNCTION pg_temp.usable(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    query tagquery;
BEGIN
    BEGIN
        query := input;
    EXCEPTION WHEN program_limit_exceeded THEN
        RETURN 'refused';
    END;
    RETURN CASE WHEN 'a'::tagset @@ query AND query || 'a' IS NOT NULL AND query::text::tagquery = query THEN 'works' END;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
END $$;
SELECT n, pg_temp.usable(repeat('a | b & (', n) || 'a' || repeat(')', n)) FROM unnest('{100,900}'::int[]) AS n;
SELECT result, count(*) > 10 AS several
FROM generate_series(470, 530) AS n, pg_temp.usable(repeat('a | b & (', n) || 'a' || repeat(')', n)) AS result
GROUP BY result ORDER BY result;
DO $$
DECLARE
    q tagquery := 'a';
    levels int := 0;
BEGIN
    LOOP
        q := tagquery_not(q && 'b');
        levels := levels + 2;
    END LOOP;
EXCEPTION WHEN program_limit_exceeded THEN
    RAISE NOTICE 'about 1,000 levels: %; reads back: %', levels BETWEEN 990 AND 1000, q::text::tagquery = q;
END $$;

\echo -- a text with many stars takes its time by length, not by the number of ways to match
SELECT (repeat('a', 250) || 'b')::tagpath @@ (repeat('a*', 127) || 'c')::tagquery AS meets,
       array_to_string(array_fill('a'::text, ARRAY[900]), '/')::tagpath @@ (repeat('**/a/', 300) || 'b')::tagquery AS meets;

\echo == path: whether the element itself is at or below a path
SELECT q::tagquery FROM unnest(ARRAY['interest[ path != Interest / Crypto ]', '**[path=a|"x*"/c; weight>1]', '=a/**[PATH!="a&b"|"c;d"|"{e}"/"\""]']) AS q;
CREATE FUNCTION pg_temp.differs(query text) RETURNS boolean LANGUAGE sql RETURN query::tagquery::text::tagquery <> query::tagquery;
SELECT q, pg_temp.met_by(q::tagquery, :paths) AS "of a, a/b, a/b/c, a/b/c/d, ab, ab/c, b, b/a, b/a/b", pg_temp.differs(q) AS differs
FROM unnest(ARRAY['a[path!=a/b]', 'a[path=a/b]', 'a[path=a]', 'a[path!=a]', 'a[path=b]', 'a[path!=b]', 'a/b[path=a]', 'a/b[path!=a]', 'a[path=a/b|a/x]', 'a[path!=a/b/c|a/x|b]',
                  'a[path=a/b; path!=a/b/c/d]', 'a[path!=a/b/c/d; path=a/b; path=a/b/c|a/b|b]', '=a[path!=a/b]', '=a[path=a/b]', '=a/b[path=a]', '*[path=ab|b/a]', '**/b[path=a]',
                  '**/b[path!=a|b/a]', '=*/*[path!=a]', '!a[path!=a/b]', 'a[path!=a/b] | b[path=b/a/b]', '~"^a"[path!=a]', 'a/*[path=a/b/c]']) AS q;
\echo -- by the same element: a filter on the path goes with the others and with the pattern
SELECT q, 'a/b[value=1], a/c[value=2], x/b[since=2026-01-01T00:00:00Z]'::tagset @@ q::tagquery AS met, tagset_why('a/b[value=1], a/c[value=2], x/b[since=2026-01-01T00:00:00Z]', q) AS why
FROM unnest(ARRAY['a[path!=a/b; value=1]', 'a[path!=a/b; value=2]', '**/b[path!=a; since<2026-06-01T00:00:00Z]', '**/b[path!=a] @2025-06-01T00:00:00Z', 'a[path=a/b] & a[path!=a/b]']) AS q;
SELECT q, 'a/b[by=human], a/c[by=auto; deny], x/b[by=human; score=0.5]'::labelset @@ q::tagquery AS met
FROM unnest(ARRAY['a[path!=a/b]', 'a[path!=a/b; deny]', 'a[path=a/b; by=human]', '**[path!=a; by=human; score>=0.5]', '*[path!=a|x]']) AS q;
\echo -- a path is a path: its special characters are quoted, and it has no wildcards
SELECT v, pg_temp.refusal(v) FROM unnest(ARRAY['a[path]', 'a[path=]', 'a[path=b|]', 'a[path<b]', 'a[path=b/]', 'a[path=b,c]', 'a[path=b&c]', 'a[path=~"x"]', 'a[path=b']) AS v;
SELECT 'interest[path!=interest/*]'::tagquery;
SELECT 'interest[path!=interest/c*]'::tagquery;
SELECT n, left(pg_temp.refusal('a[path!=' || array_to_string(array_fill('b'::text, ARRAY[n]), '|') || ']'), 90) FROM unnest('{1000,1001}'::int[]) AS n;
SELECT 'a[path=a/b]'::tagset;
\echo -- what is left after simplification is found by the index without other rows
CREATE TEMP TABLE narrowed AS SELECT format('a/n%s, b/n%s', i % 10, i % 7)::tagset AS tags FROM generate_series(1, 1000) AS i;
CREATE INDEX ON narrowed USING gin (tags);
SET enable_seqscan = off;
CREATE FUNCTION pg_temp.recheck(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE format('EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT json) SELECT FROM narrowed WHERE tags @@ %L', query) INTO plan;
    RETURN format('%s rows, %s removed', round((plan #>> '{0,Plan,Actual Rows}')::numeric), plan #> '{0,Plan,Rows Removed by Index Recheck}');
END $$;
SELECT q, pg_temp.recheck(q) FROM unnest(ARRAY['a[path=a/n1]', 'a[path=a/n1|a/n2]', 'a[path!=b]', 'a[path!=a/n1]', 'a[path=b]', 'a[path!=a]', '**/n1[path=a]', '**/n1[path!=a]', '!a[path!=a]']) AS q;
RESET enable_seqscan;

\echo == Filters on what labels have: verdicts, sources, texts, flags
SELECT q::tagquery FROM unnest(ARRAY[
    '**/vaccine[ verdict <= "Mostly False" ; score>=0.8; by=Agency / AFP|human ]', 'a[claim=c17|"a|b"|" x"; said!=False]',
    'a[ref="https://example.org/?a=1;b=[2]|3"]', 'a[deny]', 'a[DENY; by!="x;y"/"a|b"; at<2026-07-01T08:00:00+08:00]', 'a[verdict=satire|true]']) AS q;
SELECT q, q::tagquery::text::tagquery = q::tagquery AND q::tagquery = ('(' || q || ')')::tagquery AS same
FROM unnest(ARRAY['a[said="x\"y\\z"]', 'a[ref="｜"]', 'a[by="｜"/"；"]', 'a[deny; verdict!=false|true]']) AS q;
\echo -- a tag has none of these, so the filter fails, != included
SELECT q, 'a[weight=0.5; until=2026-12-31T00:00:00Z]'::tagset @@ q::tagquery AS met, 'a'::tagpath @@ q::tagquery AS path_met
FROM unnest(ARRAY['a[verdict!=false]', 'a[by=x]', 'a[by!=x]', 'a[said!=x]', 'a[score<=1]', 'a[deny]', '!a[deny]', 'a[seen>2000-01-01T00:00:00Z]']) AS q;
\echo -- what cannot be asked
SELECT 'a[said<"x"]'::tagquery;
SELECT 'a[by>=agency]'::tagquery;
SELECT 'a[verdict<satire]'::tagquery;
SELECT 'a[verdict=maybe]'::tagquery;
SELECT 'a[score>1.5]'::tagquery;
SELECT 'a[deny=true]'::tagquery;
SELECT 'a[neg]'::tagquery;
SELECT 'a[claim=""]'::tagquery;
SELECT 'a[by=]'::tagquery;
SELECT 'a[by=x/]'::tagquery;
SELECT 'a[verdict]'::tagquery;
SELECT ('a[claim=' || repeat('x', 201) || ']')::tagquery;
