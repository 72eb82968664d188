-- tagset_exclusive: one child below each group, the one with the latest since.
\set ECHO queries
SET TimeZone = 'UTC';
SET jit = off;

\echo
\echo == The child with the latest since stays, with everything below it
SELECT tagset_exclusive('plan/free[since=2026-01-01T00:00:00Z], plan/paid/year[since=2026-03-01T00:00:00Z], plan/paid, vip', '{plan}');
-- plan/paid, plan/paid/year[since=2026-03-01T00:00:00Z], vip
SELECT tagset_exclusive(tagset_union(tags), 'plan, status')
FROM (VALUES ('plan/free, status/active'::tagset), ('plan/paid[since=2026-02-01T00:00:00Z], lang/en')) AS source (tags);
-- lang/en, plan/paid[since=2026-02-01T00:00:00Z], status/active

\echo
\echo == Without a since it is earlier than any timestamp; on a tie the first in preorder stays
SELECT tagset_exclusive('s/a, s/b[since=1900-01-01T00:00:00Z]', 's') AS absent, tagset_exclusive('s/b, s/a, s/c', 's') AS tie,
       tagset_exclusive('s/a/x[since=2026-02-01T00:00:00Z], s/a/y[since=2026-01-01T00:00:00Z], s/b[since=2026-02-01T00:00:00Z]', 's') AS tie_below;

\echo
\echo == A child is a whole segment
SELECT tagset_exclusive('s/a, s/ab[since=2026-01-01T00:00:00Z], s/a/b', 's') AS longer, tagset_exclusive('s/ab, s/a/b[since=2026-01-01T00:00:00Z]', 's') AS shorter,
       tagset_exclusive('s, sa/x, sa/y, s/x, s/y', 's') AS neighbours;

\echo
\echo == The group itself stays, its attributes count for nothing; so does what is not below a group
SELECT tagset_exclusive('s[since=2027-01-01T00:00:00Z; weight=0.5], s/a, s/b, t/a, t/b', 's'), tagset_exclusive('t/a, t/b', 's') AS none_below, tagset_exclusive('s', 's') AS alone,
       tagset_exclusive('s/a', 's') AS one_child, tagset_exclusive('', 's') AS empty, tagset_exclusive('s/a, s/b', '{}') AS no_groups;

\echo
\echo == Groups below groups, in any order, and repeated: each keeps one child
SELECT groups, tagset_exclusive('s/a/x, s/a/y[since=2026-01-01T00:00:00Z], s/b/x[since=2026-02-01T00:00:00Z], s/b/y, s/b/x/1, s/b/x/2', groups)
FROM (VALUES ('{s}'::tagpath[]), ('{s/a,s/b}'), ('{s,s/b}'), ('{s/b,s}'), ('{s/b/x,s,s/b,s}'), ('{{s,s/b},{s/b/x,s/b/x}}')) AS g (groups);

\echo
\echo == Elements that have ended count; tagset_live first if they should not
SELECT tagset_exclusive(t, 's'), tagset_exclusive(tagset_live(t, '2026-06-01Z'), 's') AS live
FROM (VALUES ('s/a, s/b[since=2026-01-01T00:00:00Z; until=2026-02-01T00:00:00Z]'::tagset)) AS v (t);

\echo
\echo == Groups as paths, and from text as drivers send it: an array of texts, a list
SELECT tagset_exclusive(t, ARRAY['s', '"C, C++"']::tagpath[]), tagset_exclusive(t, ARRAY['s', '"C, C++"']), tagset_exclusive(t, ARRAY['s', 'C, C++']::varchar[]), tagset_exclusive(t, 's, "C, C++"'), tagset_exclusive(t, '{S,"C, C++"}'::varchar)
FROM (VALUES ('s/a, s/b, "C, C++"/a, "C, C++"/b'::tagset)) AS v (t);
PREPARE groups(unknown, text[], text) AS SELECT tagset_exclusive('s/a, s/b', $1), tagset_exclusive('s/a, s/b', $2), tagset_exclusive('s/a, s/b', $3);
EXECUTE groups('{s}', '{s}', '["s"]');

\echo
\echo == NULL, an empty name, and a star that is meant as a wildcard
SELECT tagset_exclusive(NULL, '{s}'::tagpath[]), tagset_exclusive('s', NULL::tagpath[]), tagset_exclusive('s', NULL::text[]), tagset_exclusive(NULL, 's'), tagset_exclusive('s', NULL::text);
SELECT tagset_exclusive('s', '{s,NULL}'::tagpath[]);
SELECT tagset_exclusive('s', ARRAY[NULL, 's']);
SELECT tagset_exclusive('s', ARRAY['s//a']);
SELECT tagset_exclusive('s', ARRAY['s/*']);
SELECT tagset_exclusive('s', 's/*');
SELECT tagset_exclusive('"*"/a, "*"/b', ARRAY['"*"']);

\echo
\echo == Many elements and groups
SELECT tagset_count(t) AS elements, tagset_count(e) AS left, e = tagset_exclusive(e, g) AS again
FROM (SELECT string_agg(format('a%s/b%s/c%s', i % 10, i % 100, i), ',')::tagset AS t, array_agg(DISTINCT format('a%s/b%s', i % 10, i % 100))::tagpath[] AS g FROM generate_series(1, 20000) AS i) AS v,
     tagset_exclusive(t, g) AS e;
SELECT tagset_exclusive(path::tagset || (path || '/x')::tagset || (path || '/y')::tagset, (SELECT array_agg(ancestor) FROM tagpath_ancestors(path::tagpath) AS ancestor)) = path::tagset || (path || '/x')::tagset AS deepest
FROM (SELECT rtrim(repeat('d/', 999), '/') AS path) AS p;

\echo
\echo == Random sets and groups, compared with plain SQL over tagset_rows; any order of the groups, and each group by itself, give the same
SELECT setseed(0.18);
CREATE TEMP TABLE random_set AS
    SELECT n, (SELECT tagset_agg(path, NULL, NULL, since, NULL) FROM (
               SELECT (SELECT string_agg(chr(97 + floor(random() * 3)::int) || CASE WHEN random() < 0.2 THEN 'a' ELSE '' END, '/') FROM generate_series(0, floor(random() * 4 + i * 0)::int))::tagpath AS path,
                      CASE WHEN random() < 0.7 THEN '2026-01-01Z'::timestamptz + floor(random() * 4) * '1 day'::interval END AS since
               FROM generate_series(1, 1 + floor(random() * 25 + n * 0)::int) AS i) AS s) AS tags,
           (SELECT array_agg(path) FROM (
               SELECT (SELECT string_agg(chr(97 + floor(random() * 3)::int), '/') FROM generate_series(0, floor(random() * 3 + i * 0)::int))::tagpath AS path
               FROM generate_series(1, 1 + floor(random() * 4 + n * 0)::int) AS i) AS s) AS groups
    FROM generate_series(1, 2000) AS n;
CREATE TEMP TABLE random_row AS
    SELECT n, tag::tagpath AS tag, since, groups FROM random_set, tagset_rows(tags, NULL);
CREATE TEMP TABLE random_child AS
    SELECT DISTINCT ON (n, grp) n, grp, child FROM (
        SELECT n, grp, tagpath_ancestor(tag, tagpath_depth(grp) + 1) AS child, max(coalesce(since, '-infinity')) AS latest
        FROM random_row, unnest(groups) AS grp WHERE tag <@ grp AND tag <> grp GROUP BY 1, 2, 3) AS c
    ORDER BY n, grp, latest DESC, child;
CREATE INDEX ON random_row (n);
CREATE INDEX ON random_child (n);
ANALYZE random_set, random_row, random_child;
CREATE FUNCTION pg_temp.one_by_one(tags tagset, groups tagpath[]) RETURNS tagset LANGUAGE plpgsql AS $$
DECLARE grp tagpath;
BEGIN
    FOREACH grp IN ARRAY groups LOOP tags := tagset_exclusive(tags, ARRAY[grp]); END LOOP;
    RETURN tags;
END $$;
SELECT count(*) AS sets, count(*) FILTER (WHERE expected <> tags) AS changed,
       count(*) FILTER (WHERE expected IS DISTINCT FROM tagset_exclusive(tags, groups)) AS wrong,
       count(*) FILTER (WHERE expected IS DISTINCT FROM tagset_exclusive(tags, reversed)) AS wrong_reversed,
       count(*) FILTER (WHERE expected IS DISTINCT FROM pg_temp.one_by_one(tags, groups) OR expected IS DISTINCT FROM pg_temp.one_by_one(tags, reversed)) AS wrong_one_by_one,
       count(*) FILTER (WHERE expected IS DISTINCT FROM tagset_exclusive(tags, groups::text[])) AS wrong_text
FROM (SELECT tags, groups, (SELECT array_agg(grp ORDER BY i DESC) FROM unnest(groups) WITH ORDINALITY AS g (grp, i)) AS reversed,
             (SELECT tagset_agg(r.tag, NULL, NULL, r.since, NULL) FROM random_row AS r
              WHERE r.n = s.n AND NOT EXISTS (SELECT FROM unnest(s.groups) AS grp JOIN random_child AS c USING (grp)
                                              WHERE c.n = s.n AND r.tag <@ grp AND r.tag <> grp AND NOT r.tag <@ c.child)) AS expected
      FROM random_set AS s) AS t;
