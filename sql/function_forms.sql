-- Function forms: for tools and drivers that send text and know no operators. Same answers,
-- same indexes; where time matters they mean today.
\set ECHO queries
-- from 16 on a sorted aggregate may change the plans shown below
SELECT count(set_config(name, 'off', false)) >= 0 AS set FROM pg_settings WHERE name = 'enable_presorted_aggregate';
SET TimeZone = 'UTC';
CREATE TABLE person (id int PRIMARY KEY, tags tagset NOT NULL, home tagpath);
INSERT INTO person VALUES
    (1, 'interest/sport/tennis, region/taipei', 'tw/taipei/daan'),
    (2, 'interest/sport[weight=0.5], region/tainan', 'tw/tainan'),
    (3, 'interest/music, status/churned', 'tw/taipei'),
    (4, 'region', 'jp/tokyo'),
    (5, '', NULL);
CREATE INDEX person_tags ON person USING gin (tags);
CREATE INDEX person_home ON person (home);
VACUUM ANALYZE person;

\echo
\echo == tagset_matches(tags, query): tags @@ query
SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_matches(tags, 'interest/sport');
SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_matches(tags, 'interest & !status/churned');
SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_matches(tags, '*/sport[weight<1]');

\echo
\echo == tagset_covers(tags, other): tags @> other, each of other met at or below it
SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_covers(tags, 'interest/sport, region');

\echo
\echo == tagset_contains(tags, path): that very path, nothing below it; the path in tagpath syntax
SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_contains(tags, 'Interest/Sport');
SELECT tagset_contains('"C, C++", x', 'C, C++') AS one_tag, tagset_contains('"R&D*"', '"R&D*"') AS content, tagset_contains('RxD', '"R*D"') AS no_wildcard;

\echo
\echo == A star outside quotes is refused by functions that ask for a path; operators and queries take it as what it is
\set SHOW_CONTEXT never
SELECT tagset_covers(tags, 'interest/*') FROM person;
SELECT tagset_contains('a', 'interest／＊');
\set SHOW_CONTEXT errors
CREATE FUNCTION pg_temp.refused(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    EXECUTE 'SELECT ' || call INTO answer;
    RETURN 'answers ' || coalesce(answer, 'NULL');
EXCEPTION WHEN invalid_text_representation THEN
    GET STACKED DIAGNOSTICS answer = PG_EXCEPTION_DETAIL;
    RETURN answer;
END $$;
SELECT call, pg_temp.refused(call)
FROM unnest(ARRAY[$$tagset_covers('a/b', 'a, a/b*[weight=1]')$$, $$tagset_overlaps('a/b', '*')$$, $$tagset_below('a/b', 'a/**')$$, $$tagset_exclusive('a/b', 'a/*')$$, $$tagset_weight('a/b', 'a/*')$$, $$tagset_value('a/b', 'a/*b')$$, $$tagpath_under('a/b', '*/b')$$,
                  $$labelset_covers('a/b', 'a/*')$$, $$tagset_covers('a/b', '["a/*"]')$$, $$tagset_covers('a/b', '{a,b*}')$$, $$tagset_covers('a/b', '{a,a/b}')$$, $$tagset_covers('"a*"/b', '"a*"')$$, $$tagset_contains('"a*"', ' "a*" ')$$, $$tagset_covers('a/b', '')$$, $$tagset_covers('a', NULL::text)$$,
                  $$'a/b' @> tagset 'a/*'$$, $$'"a*"'::tagset @> tagpath 'a*'$$, $$'a/b'::tagpath <@ 'a*'$$, $$tagset_covers('a/b', 'a*'::tagpath)$$, $$tagset_covers('a/b', 'a*'::tagset)$$, $$tagset_put('a', 'b*')$$, $$tagquery_term('a*'::text)$$, $$tagset_matches('a/b', 'a/*')$$]) AS call;

\echo
\echo == tagset_overlaps(tags, other): tags && other, some pair on one line of descent
SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_overlaps(tags, 'region/taipei/daan, interest/music/jazz');

\echo
\echo == tagset_distance(tags, other): tags <-> other, 0 to 1
SELECT id, tagset_distance(tags, 'interest/sport') FROM person ORDER BY 2, 1 LIMIT 2;

\echo
\echo == tagpath_under(path, above): path <@ above
SELECT array_agg(id ORDER BY id) FROM person WHERE tagpath_under(home, 'TW/Taipei');

\echo
\echo == tagpath_matches(path, query): path @@ query
SELECT array_agg(id ORDER BY id) FROM person WHERE tagpath_matches(home, 'tw & !tw/tainan');

\echo
\echo == The same answer as the operator, row by row, for every kind of query
SELECT count(*) AS compared,
       count(*) FILTER (WHERE tagset_matches(tags, t, NULL) IS DISTINCT FROM tags @@ t::tagquery) AS matches,
       count(*) FILTER (WHERE tagpath_matches(home, t) IS DISTINCT FROM home @@ t::tagquery) AS path_matches
FROM person, unnest('{interest,=interest/sport,!region,*/tai*,**/tennis,a|b,interest&region,"**[weight>=0.5]"}'::text[]) AS t;
SELECT count(*) AS compared,
       count(*) FILTER (WHERE tagset_covers(tags, t) IS DISTINCT FROM tags @> t::tagset) AS covers,
       count(*) FILTER (WHERE tagset_overlaps(tags, t) IS DISTINCT FROM tags && t::tagset) AS overlaps
FROM person, unnest('{interest,interest/sport/tennis/x,"region, interest","","region/taipei[weight=2]"}'::text[]) AS t;
SELECT count(*) AS compared,
       count(*) FILTER (WHERE tagset_contains(tags, t) IS DISTINCT FROM t::tagpath = ANY (tags::tagpath[])) AS contains,
       count(*) FILTER (WHERE tagpath_under(home, t) IS DISTINCT FROM home <@ t::tagpath) AS under
FROM person, unnest('{interest,interest/sport,region,tw,tw/taipei}'::text[]) AS t;

\echo
\echo == NULL in, NULL out; only a NULL moment says something: none
SELECT tagset_matches(NULL, 'a'), tagset_matches('a', NULL), tagset_matches('a', 'a', NULL),
       tagset_covers(NULL, 'a') AS covers, tagset_contains('a', NULL) AS contains, tagset_overlaps('a', NULL) AS overlaps,
       tagpath_under(NULL, 'a') AS under, tagpath_matches('a', NULL) AS path_matches;

\echo
\echo == What does not read is an error, as for the operator
\set SHOW_CONTEXT never
SELECT tagset_matches('a', 'a &');
SELECT tagpath_under('a', '');
\set SHOW_CONTEXT errors

\echo
\echo == tagset_matches means today: what ended yesterday or begins tomorrow does not match
CREATE TABLE offer (name text, tags tagset);
INSERT INTO offer VALUES
    ('ended yesterday', tagset_make('sale', until => now() - interval '1 day')),
    ('ends tomorrow', tagset_make('sale', until => now() + interval '1 day')),
    ('begins tomorrow', tagset_make('sale', since => now() + interval '1 day')),
    ('always', 'sale');
SELECT name,
       tagset_matches(tags, 'sale') AS today,
       tagset_matches(tags, 'sale', at => now() - interval '2 days') AS two_days_ago,
       tagset_matches(tags, 'sale', at => now() + interval '2 days') AS in_two_days,
       tagset_matches(tags, 'sale', at => NULL) AS whenever,
       tags @@ 'sale' AS operator
FROM offer ORDER BY name;

\echo
\echo == A moment in the query itself stays
SELECT tagset_matches('a[until=2020-01-01T00:00:00Z]', 'a @ 2019-06-01T00:00:00Z') AS in_2019, tagset_matches('a[until=2020-01-01T00:00:00Z]', 'a') AS today;

\echo
\echo == They are inlined, and use the indexes
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM person WHERE tagset_matches(tags, 'interest/sport');
EXPLAIN (COSTS OFF) SELECT * FROM person WHERE tagset_matches(tags, 'interest/sport', NULL);
EXPLAIN (COSTS OFF) SELECT * FROM person WHERE tagset_covers(tags, 'interest/sport, region');
EXPLAIN (COSTS OFF) SELECT * FROM person WHERE tagset_contains(tags, 'interest/sport');
EXPLAIN (COSTS OFF) SELECT * FROM person WHERE tagset_overlaps(tags, 'interest/sport/golf');
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM person WHERE tagpath_under(home, 'tw/taipei');
EXPLAIN (COSTS OFF) SELECT * FROM person WHERE tagpath_matches(home, 'tw/taipei & !tw/taipei/daan');
RESET enable_bitmapscan;

\echo
\echo == Parameters of type varchar, as JDBC sends them, in a plan made before they are known
SET plan_cache_mode = force_generic_plan;
PREPARE matching (varchar) AS SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_matches(tags, $1);
PREPARE matching_at (varchar, timestamptz) AS SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_matches(tags, $1, $2);
PREPARE covering (varchar) AS SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_covers(tags, $1);
PREPARE containing (varchar) AS SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_contains(tags, $1);
PREPARE overlapping (varchar) AS SELECT array_agg(id ORDER BY id) FROM person WHERE tagset_overlaps(tags, $1);
PREPARE under (varchar) AS SELECT array_agg(id ORDER BY id) FROM person WHERE tagpath_under(home, $1);
PREPARE path_matching (varchar) AS SELECT array_agg(id ORDER BY id) FROM person WHERE tagpath_matches(home, $1);
EXECUTE matching ('interest & !status/churned');
EXECUTE matching ('region');
EXECUTE matching_at ('region', NULL);
EXECUTE covering ('interest/sport, region');
EXECUTE covering ('');
EXECUTE containing ('interest/sport');
EXECUTE overlapping ('region/taipei/daan');
EXECUTE under ('tw/taipei');
EXECUTE under ('jp');
EXECUTE path_matching ('tw & !tw/tainan');
EXECUTE path_matching ('!tw');
EXECUTE matching (NULL);
EXPLAIN (COSTS OFF) EXECUTE matching ('interest');
EXPLAIN (COSTS OFF) EXECUTE covering ('interest');
EXPLAIN (COSTS OFF) EXECUTE containing ('interest');
EXPLAIN (COSTS OFF) EXECUTE overlapping ('interest');
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) EXECUTE under ('tw');
EXPLAIN (COSTS OFF) EXECUTE path_matching ('tw & a');
RESET enable_bitmapscan;
RESET plan_cache_mode;
DEALLOCATE ALL;

\echo
\echo == In another schema, not on search_path: called by their full names
SELECT extnamespace::regnamespace AS home_schema FROM pg_extension WHERE extname = 'factag' \gset
CREATE SCHEMA elsewhere;
ALTER EXTENSION factag SET SCHEMA elsewhere;
SET search_path = pg_catalog;
SELECT array_agg(id ORDER BY id) FROM public.person WHERE elsewhere.tagset_matches(tags, 'interest & !status/churned');
SELECT array_agg(id ORDER BY id) FROM public.person WHERE elsewhere.tagset_covers(tags, 'interest/sport, region');
SELECT array_agg(id ORDER BY id) FROM public.person WHERE elsewhere.tagset_contains(tags, 'interest/sport');
SELECT array_agg(id ORDER BY id) FROM public.person WHERE elsewhere.tagset_overlaps(tags, 'region/taipei/daan');
SELECT array_agg(id ORDER BY id) FROM public.person WHERE elsewhere.tagset_distance(tags, 'interest/sport') < 0.7;
SELECT array_agg(id ORDER BY id) FROM public.person WHERE elsewhere.tagpath_under(home, 'tw/taipei');
SELECT array_agg(id ORDER BY id) FROM public.person WHERE elsewhere.tagpath_matches(home, 'tw & !tw/tainan');
EXPLAIN (COSTS OFF) SELECT * FROM public.person WHERE elsewhere.tagset_matches(tags, 'interest');
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM public.person WHERE elsewhere.tagpath_under(home, 'tw/taipei');
PREPARE under (varchar) AS SELECT array_agg(id ORDER BY id) FROM public.person WHERE elsewhere.tagpath_under(home, $1);
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) EXECUTE under ('tw/taipei');
EXECUTE under ('tw/taipei');
RESET ALL;
DEALLOCATE ALL;
ALTER EXTENSION factag SET SCHEMA :home_schema;
DROP SCHEMA elsewhere;
DROP TABLE person, offer;
