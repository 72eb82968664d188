\echo == A path: segments from the root down, folded to one spelling

SELECT 'Interest/Real-Estate/Apartment'::tagpath;
SELECT '  interest /  real   estate / apartment '::tagpath;
SELECT '興趣／房地產／公寓'::tagpath;
SELECT 'a'::tagpath, 'A/b'::tagpath = 'a/B' AS same;

\echo == Quoting: only a slash, and a quote at the start of a segment, are special

SELECT v, v::tagpath
FROM unnest(ARRAY['Arts & Crafts/Origami (paper)', '5" disk', 'C, C++', 'a[1]; b=c|d@e~f*', 'music/"AC/DC"',
                  '"plain"/b', '"say \"hi\""', '"back\\slash"', 'back\slash', '" a "', 'music / "AC/DC" / live']) AS v;

\echo == tagpath_quote: one segment, safe in a path, a set and a query

SELECT v, tagpath_quote(v)
FROM unnest(ARRAY['Real  Estate', 'AC/DC', 'C, C++', '5" disk', '"quoted"', 'R&D', 'a*', 'why?', 'x=1', '24/7', 'a;b']) AS v;
SELECT format('%s/%s[weight=0.5]', tagpath_quote('C, C++'), tagpath_quote('[x]'))::tagset;
SELECT (tagpath_quote('R&D') || ' & !' || tagpath_quote('a*'))::tagquery;

\echo -- what is special elsewhere is part of a name
SELECT v::tagpath, tagpath_segments(v::tagpath), tagpath_make(v) AS one_name FROM unnest(ARRAY['AC/DC', 'region/taipei[weight=2]', 'a, b', 'a & b']) AS v;

\echo == What is no path

SELECT ''::tagpath;
SELECT '   '::tagpath;
SELECT '/a'::tagpath;
SELECT 'a/'::tagpath;
SELECT 'a//b'::tagpath;
SELECT 'a/""'::tagpath;
SELECT 'a/"b'::tagpath;
SELECT 'a/"b"c'::tagpath;
SELECT 'a/"b\c"'::tagpath;

\echo == Constructors: each argument is one whole segment, NULL is absent

SELECT tagpath('music', 'AC/DC', 'Live');
SELECT tagpath('music', NULL, 'AC/DC'), tagpath(NULL, 'music'), tagpath(NULL, NULL) IS NULL AS nothing;
SELECT tagpath('music', VARIADIC ARRAY['a', 'b']), tagpath('music', VARIADIC '{}'::text[]), tagpath('music', VARIADIC NULL::text[]);
SELECT tagpath_make('music', 'AC/DC'), tagpath_make('AC/DC'), tagpath_make(VARIADIC '{}') IS NULL AS nothing,
       tagpath_make(NULL, NULL) IS NULL AS nothing;
SELECT tagpath_make('a', '');
SELECT tagpath('', 'a');
SELECT tagpath('a', NULL, 'b', E' \u200b');
SELECT tagpath_append('a', 'b', '');
SELECT tagpath_make('');
SELECT tagpath_make('a', NULLIF('', ''), NULLIF('b', '')) AS left_out;
\echo -- with one argument it is the cast, as for every type
SELECT tagpath('a/b'), tagpath_depth(tagpath('a/b')), tagpath(NULL) IS NULL AS nothing;

\echo == tagpath_split: a path written with another separator

SELECT tagpath_split('a.b.c', '.'), tagpath_split('use::gameplaying', '::'), tagpath_split('a/b > c', '>'),
       tagpath_split('"x".y', '.'), tagpath_split('一、二', '、'), tagpath_split('alone', '.');
SELECT tagpath_split('a:::b', '::');
SELECT tagpath_split('a..b', '.');
SELECT tagpath_split('A | B |', '|');
SELECT tagpath_split('|A', '|');
SELECT tagpath_split('', '.');
SELECT tagpath_split('a.b', '');
SELECT tagpath_split(NULL, '.') IS NULL AND tagpath_split('a', NULL) IS NULL AS nothing;

\echo == tagpath_append

SELECT tagpath_append('a', 'b', 'c/d'), tagpath_append('a', NULL, 'b'), tagpath_append('a', NULL), tagpath_append(NULL, 'b'),
       tagpath_append(NULL, NULL) IS NULL AS nothing;
SELECT tagpath_append('a', VARIADIC '{}'), tagpath_append('a', VARIADIC NULL);

\echo == Taking a path apart

SELECT p, tagpath_depth(p), tagpath_root(p), tagpath_parent(p), tagpath_leaf(p), tagpath_segments(p)
FROM unnest(ARRAY['a', 'a/b', 'a/b/c', 'music/"AC/DC"', '"\"x\""/興趣']::tagpath[]) AS p;
SELECT depth, tagpath_ancestor('a/b/c', depth) FROM generate_series(1, 4) AS depth;
SELECT tagpath_ancestor('a/b/c', 0);
SELECT tagpath_ancestor('a/b/c', -1);
SELECT * FROM tagpath_ancestors('interest/real-estate/apartment');
SELECT * FROM tagpath_ancestors('"a/b"/c');
SELECT * FROM tagpath_ancestors(NULL);

\echo == tagpath_common: the deepest path at or above both

SELECT a, b, tagpath_common(a, b)
FROM (VALUES ('a/b/c'::tagpath, 'a/b/d'::tagpath), ('a/b', 'a/b'), ('a/b', 'a/b/c'), ('a/b/c', 'a/b'), ('a/bc', 'a/bd'), ('a/b', 'a/bc'),
             ('ab', 'ac'), ('a', 'b'), ('興趣', '興')) AS t (a, b);

\echo == tagpath_rebase: moved from below one path to below another

SELECT p, tagpath_rebase(p, 'a/b', 'x/y/z')
FROM unnest('{a/b,a/b/c,a/b/c/d,a,a/bc,x}'::tagpath[]) AS p;
SELECT tagpath_rebase('a/b/c', 'a', 'a/b'), tagpath_rebase('a/b/c', 'a/b', 'a');

\echo == Hierarchy: <@ at or below, @> at or above, tagpath_under for tools

SELECT a, b, a <@ b AS "a <@ b", a @> b AS "a @> b", b <@ a AS "b <@ a", tagpath_under(a, b::text)
FROM (VALUES ('a/b'::tagpath, 'a'::tagpath), ('a', 'a'), ('a', 'a/b'), ('ab', 'a'), ('a b', 'a'), ('a/b/c', 'a'), ('"a/b"', 'a'), ('b', 'a')) AS t (a, b);

\echo == A path meets a query as a set of one, without attributes

SELECT q, 'a/b/c'::tagpath @@ q AS "a/b/c @@ q", q @@ 'x/b'::tagpath AS "q @@ x/b", tagpath_matches('a', q::text) AS "a @@ q"
FROM unnest('{a,=a,a/*,a/**/c,**/b,!a,a & b,a | x,a[weight=1],a[value=1],a @2026-01-01T00:00:00Z}'::tagquery[]) AS q;

\echo == Preorder: a node stands directly before its subtree

SELECT p FROM unnest(ARRAY['b', 'a/b', 'a b', 'a-b', 'a', 'a/b/c', 'ab', 'a/!', 'a/a', '興趣', '興趣/公寓', 'Ä']::tagpath[]) AS p ORDER BY p;
SELECT 'a' < 'a/b'::tagpath AS "1", 'a/z' < 'a b'::tagpath AS "2", 'a' <= 'a'::tagpath AS "3", 'b' > 'a/z'::tagpath AS "4",
       'a' >= 'b'::tagpath AS "5", 'a' <> 'A'::tagpath AS "6";

\echo == Casts to and from text are explicit, or by assignment

CREATE TEMP TABLE cast_target (t text, p tagpath);
INSERT INTO cast_target VALUES ('A/b'::tagpath, 'A/b'::text) RETURNING *;
SELECT 'A/b'::text::tagpath, 'A/b'::tagpath::text, CAST('A' AS tagpath)::varchar;
SELECT 'a/b'::tagpath || '/c' AS no_implicit_cast;

\echo == A plain btree index serves a subtree

CREATE TABLE member_tag (tag tagpath);
INSERT INTO member_tag
SELECT tagpath_split(format('%s.%s.%s', a, b, c), '.')
FROM unnest(ARRAY['a', 'a b', 'a-b', 'ab', 'b', '興趣']) AS a, unnest(ARRAY['b', 'bb', 'b c', 'c', 'c/d']) AS b, generate_series(1, 20) AS c
UNION ALL SELECT tagpath_split(v, '.') FROM unnest(ARRAY['a', 'a.b', 'a b', 'ab', 'b', '興趣', 'a.c']) AS v
UNION ALL SELECT NULL;
CREATE INDEX member_tag_idx ON member_tag (tag);
ANALYZE member_tag;

CREATE FUNCTION index_cond(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        IF line ~ 'Index Cond|Filter|Seq Scan' THEN
            RETURN NEXT trim(line);
        END IF;
    END LOOP;
END $$;

SET enable_seqscan = off;
SET enable_bitmapscan = off;

EXPLAIN (COSTS OFF) SELECT tag FROM member_tag WHERE tag <@ 'a/b';
\echo -- the function form and the commutator, too
SELECT index_cond($$SELECT FROM member_tag WHERE tagpath_under(tag, 'a/b')$$);
SELECT index_cond($$SELECT FROM member_tag WHERE 'a/b' @> tag$$);
\echo -- the literal head of a query; what the head does not tell is filtered
SELECT index_cond($$SELECT FROM member_tag WHERE tag @@ 'a/b'$$);
SELECT index_cond($$SELECT FROM member_tag WHERE tag @@ '=a/b'$$);
SELECT index_cond($$SELECT FROM member_tag WHERE tag @@ 'a/b/*/c'$$);
SELECT index_cond($$SELECT FROM member_tag WHERE tag @@ 'a/b*'$$);
SELECT index_cond($$SELECT FROM member_tag WHERE tagpath_matches(tag, 'a/b')$$);
SELECT index_cond($$SELECT FROM member_tag WHERE 'a/b'::tagquery @@ tag$$);
\echo -- & takes the narrowest of its ranges, | spans them
SELECT index_cond($$SELECT FROM member_tag WHERE tag @@ 'a & a/b & !a/b/3'$$);
SELECT index_cond($$SELECT FROM member_tag WHERE tag @@ 'a/b | a/c'$$);
\echo -- no head, no range
SET enable_seqscan = on;
SELECT index_cond($$SELECT FROM member_tag WHERE tag @@ '**/b'$$);
SELECT index_cond($$SELECT FROM member_tag WHERE tag @@ '!a'$$);
SELECT index_cond($$SELECT FROM member_tag WHERE tag @> 'a/b'$$);
SET enable_seqscan = off;

\echo == The same for a parameter, known only when the query starts

SET plan_cache_mode = force_generic_plan;
PREPARE below (tagpath) AS SELECT count(*) FROM member_tag WHERE tag <@ $1;
PREPARE meets (tagquery) AS SELECT count(*) FROM member_tag WHERE tag @@ $1;
PREPARE under (text) AS SELECT count(*) FROM member_tag WHERE tagpath_under(tag, $1);
SELECT index_cond($$EXECUTE below ('a/b')$$);
SELECT index_cond($$EXECUTE meets ('a/b*')$$);
SELECT index_cond($$EXECUTE under ('a/b')$$);
EXECUTE below ('a/b');
EXECUTE below ('a b');
EXECUTE below (NULL);
EXECUTE meets ('a/b');
EXECUTE meets ('a/*/3');
EXECUTE meets ('**/3');
EXECUTE meets ('!a');
EXECUTE meets (NULL);
EXECUTE under ('a/b');
EXECUTE under (NULL);
RESET plan_cache_mode;

\echo == And in a nested loop

CREATE TEMP TABLE asked (path tagpath, query tagquery);
INSERT INTO asked (path)
SELECT v::tagpath
FROM unnest(ARRAY['a', 'a/b', 'a b', 'a/b c', 'a/"c/d"', 'a/b/3', 'ab', '興趣', '興', 'z', '!', '興趣/bb/7', NULL]) AS v;
INSERT INTO asked (query)
SELECT v::tagquery
FROM unnest(ARRAY['a', '=a', '=a/b', 'a/*', 'a/**', 'a/b*', 'a*', '*', '**', '**/3', 'a/**/3', 'a/b* | b', 'a/b & !a/b/3', '!a', 'a & b', 'a | b',
    '!(a & b)', '=a | =ab', 'a/b/* & a/*/3', '興*', '"a/b"', 'a[weight=1]', 'a[value>0]', 'a @2026-01-01T00:00:00Z', 'a/**/*',
    '(a | ab) & **/3', '=a/**', '=*/b', 'a/b | **/3', '!a & !b', 'a/b & b/b', NULL]) AS v;
ANALYZE asked;

SELECT index_cond($$SELECT FROM asked JOIN member_tag ON tag <@ path$$);
SELECT index_cond($$SELECT FROM asked JOIN member_tag ON tag @@ query$$);

\echo == Index and sequential scan give the same answers, as constants, parameters and in a nested loop

CREATE FUNCTION answer(scan text, how text, path tagpath, query tagquery) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    condition text := CASE WHEN path IS NULL THEN format('tag @@ %L::tagquery', query) ELSE format('tag <@ %L::tagpath', path) END;
    result text;
BEGIN
    PERFORM set_config('enable_' || name, (name = scan OR scan || name = 'indexscanindexonlyscan')::text, true)
    FROM unnest(ARRAY['seqscan', 'indexscan', 'indexonlyscan', 'bitmapscan']) AS name;
    IF how = 'constant' THEN
        EXECUTE 'SELECT array_agg(tag ORDER BY tag) FROM member_tag WHERE ' || condition INTO result;
    ELSIF how = 'parameter' THEN
        EXECUTE CASE WHEN path IS NULL THEN 'PREPARE ask (tagquery) AS SELECT array_agg(tag ORDER BY tag) FROM member_tag WHERE tag @@ $1'
                     ELSE 'PREPARE ask (tagpath) AS SELECT array_agg(tag ORDER BY tag) FROM member_tag WHERE tag <@ $1' END;
        EXECUTE format('EXECUTE ask (%L)', coalesce(path::text, query::text)) INTO result;
        DEALLOCATE ask;
    ELSIF path IS NULL THEN
        WITH q AS MATERIALIZED (SELECT answer.query) SELECT array_agg(tag ORDER BY tag) INTO result FROM q JOIN member_tag ON tag @@ q.query;
    ELSE
        WITH q AS MATERIALIZED (SELECT answer.path) SELECT array_agg(tag ORDER BY tag) INTO result FROM q JOIN member_tag ON tag <@ q.path;
    END IF;
    RETURN result;
END $$;

SET plan_cache_mode = force_generic_plan;
SELECT count(*) AS questions, count(DISTINCT seq) AS different_answers, count(*) FILTER (WHERE seq IS DISTINCT FROM answer) AS differences
FROM asked, LATERAL (SELECT answer('seqscan', 'constant', path, query)) AS s (seq),
     unnest(ARRAY['indexscan', 'bitmapscan']) AS scan, unnest(ARRAY['constant', 'parameter', 'join']) AS how,
     LATERAL (SELECT answer(scan, how, path, query)) AS a (answer);
RESET plan_cache_mode;

\echo == The end of a range is no value: input refuses what EXPLAIN prints, SQL cannot call what makes it

SELECT 'a/b//'::tagpath;
CREATE FUNCTION refused(statement text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN false;
EXCEPTION WHEN undefined_function OR cannot_coerce OR feature_not_supported THEN
    RETURN true;
END $$;
SELECT refused($$SELECT tagpath_range_end('a/b', NULL)$$), refused($$SELECT tagpath_range_end('a/b', NULL::internal)$$),
       refused($$SELECT tagquery_range_end('a/b', 'x')$$);

RESET enable_seqscan;
RESET enable_bitmapscan;
DROP TABLE member_tag;
DROP FUNCTION index_cond(text), answer(text, text, tagpath, tagquery), refused(text);
