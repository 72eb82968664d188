-- Names that mean two things; the table in the reference, "Conventions".
SET TimeZone = 'UTC';
\echo == <@ and @>: of paths, and of sets
SELECT 'a/b'::tagpath <@ 'a' AS path_below, 'a'::tagpath <@ 'a/b, c'::tagset AS set_has_below, 'a/b'::tagpath <@ 'a, c'::tagset AS set_has_not;
SELECT 'a'::tagpath @> 'a/b' AS path_above, 'a/b/c'::tagset @> 'a/b' AS set_has_below, 'a'::tagset @> 'a/b' AS set_has_not;

SELECT '{5,6}'::idset @> 5 AS has_id, 5 <@ '{6}'::idset AS has_not;

\echo == && and ||: of queries, and of sets
SELECT 'a'::tagquery && 'b' AS both, 'a'::tagset && 'a/b' AS related, '{1,2}'::idset && '{2,3}' AS an_id_in_both, 'a'::tagquery || 'b' AS either, 'a'::tagset || 'b'::tagset AS set;

\echo == - takes what is below, & does not
SELECT 'a, a/b, c'::tagset - 'a'::tagset AS minus, 'a, a/b, c'::tagset & 'a' AS "and";

\echo == contains is that very path, @> is covers
SELECT tagset_contains('a/b', 'a') AS contains, tagset_covers('a/b', 'a') AS covers;

\echo == _matches is boolean, or rows
SELECT tagset_matches('a', 'a'), labelset_matches('a', 'a'), tagpath_matches('a', 'a');
SELECT rule, match FROM ruleset_matches('a b', E'one: /b/ -> x');

\echo == tagpath of one argument, and of several
SELECT tagpath('a/b'), tagpath_depth(tagpath('a/b')) AS two, tagpath('x', 'a/b'), tagpath_depth(tagpath('x', 'a/b')) AS two;

\echo == A star is a wildcard in queries alone
SELECT 'a/b'::tagset @@ 'a/*' AS query, 'a/b'::tagset @> 'a/*' AS set, '"a*"'::tagset @> 'a*' AS star;

\echo == NULL is no timestamp
SELECT tagset_live('a[until=2000-01-01T00:00:00Z]', NULL), tagset_purge('a[until=2000-01-01T00:00:00Z]', NULL), tagset_matches('a[until=2000-01-01T00:00:00Z]', 'a', NULL),
       labelset_live('a[by=x], a[by=x; at=2026-01-01T00:00:00Z; neg], b[until=2000-01-01T00:00:00Z]', NULL), labelset_tags('b[until=2000-01-01T00:00:00Z]', NULL),
       labelset_matches('b[until=2000-01-01T00:00:00Z]', 'b', NULL), tagquery_at('a', NULL);
SELECT label, neg, holds FROM labelset_rows('a[by=x], a[by=x; at=2026-01-01T00:00:00Z; neg], b', NULL);
SELECT count(*) FROM tagset_rows('a[until=2000-01-01T00:00:00Z]', NULL);

\echo == The default of at reads the clock: stored in a CHECK, refused where it must not change
CREATE TABLE clock (tags tagset CHECK (tagset_matches(tags, 'status')));
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'clock'::regclass;
INSERT INTO clock VALUES ('status[until=2000-01-01T00:00:00Z]');
ALTER TABLE clock ADD active boolean GENERATED ALWAYS AS (tagset_matches(tags, 'status')) STORED;
CREATE INDEX ON clock (tags) WHERE tagset_matches(tags, 'status');
ALTER TABLE clock DROP CONSTRAINT clock_tags_check, ADD CHECK (tagset_matches(tags, 'status', NULL)), ADD active boolean GENERATED ALWAYS AS (tags @@ 'status') STORED;
INSERT INTO clock VALUES ('status[until=2000-01-01T00:00:00Z]') RETURNING active;
DROP TABLE clock;

\echo == An untyped literal is a text, not a document
SELECT ruleset_classify('{"title": "free"}', E'by: r\nin-title: title ~ /free/ -> spam') AS text, ruleset_classify('{"title": "free"}'::jsonb, E'by: r\nin-title: title ~ /free/ -> spam') AS document;
