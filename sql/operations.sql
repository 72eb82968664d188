\echo == The SQL of doc/operations.md, word for word
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO';

\echo == Writing to a GIN index

CREATE TABLE member (id bigint PRIMARY KEY, tags tagset NOT NULL DEFAULT '');
CREATE INDEX member_tags_idx ON member USING gin (tags) WITH (gin_pending_list_limit = 64);
ALTER INDEX member_tags_idx SET (gin_pending_list_limit = 4096);
INSERT INTO member SELECT i, format('interest/i%s, region/r%s, status/vip', i % 40, i % 7)::tagset FROM generate_series(1, 1000) AS i;
SELECT gin_clean_pending_list('member_tags_idx') > 0 AS emptied;

\echo == Building an index

\echo == Statistics

ALTER TABLE member ALTER COLUMN tags SET STATISTICS 400;
ANALYZE member;

\echo == Large sets and TOAST

ALTER TABLE member SET (toast_tuple_target = 8160);                    -- sets of up to 8 kB stay in the row, uncompressed
ALTER TABLE member ALTER COLUMN tags SET STORAGE EXTERNAL;             -- or: beside the row, uncompressed

\echo == Partitions

\echo == Row level security

CREATE TABLE enquiry (id bigint PRIMARY KEY, branch text NOT NULL, tags tagset NOT NULL);
INSERT INTO enquiry SELECT i, 'b' || i % 3, format('interest/i%s, region/r%s', i % 40, i % 7)::tagset FROM generate_series(1, 10000) AS i;
CREATE INDEX ON enquiry USING gin (tags);
ANALYZE enquiry;
ALTER TABLE enquiry ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_branch ON enquiry FOR SELECT USING (branch = current_setting('app.branch'));

CREATE ROLE enquiry_reader;
GRANT SELECT ON enquiry TO enquiry_reader;
SET app.branch = 'b1';
SET ROLE enquiry_reader;
EXPLAIN (COSTS off) SELECT count(*) FROM enquiry WHERE tags @@ 'interest/i7 & region/r3';
RESET ROLE;

ALTER FUNCTION tagset_covers_path(tagset, tagpath) LEAKPROOF;       -- tags @> path
ALTER FUNCTION tagset_covers_set(tagset, tagset) LEAKPROOF;         -- tags @> set
ALTER FUNCTION tagset_meets(tagset, tagquery) LEAKPROOF;            -- tags @@ query

SET ROLE enquiry_reader;
EXPLAIN (COSTS off) SELECT count(*) FROM enquiry WHERE tags @@ 'interest/i7 & region/r3';
EXPLAIN (COSTS off) SELECT count(*) FROM enquiry WHERE tags @> 'interest/i7'::tagpath AND tags @> 'region/r3, interest/i7';
SELECT count(*) FROM enquiry WHERE tags @@ 'interest/i7 & region/r3';
RESET ROLE;
ALTER FUNCTION tagset_covers_path(tagset, tagpath) NOT LEAKPROOF;
ALTER FUNCTION tagset_covers_set(tagset, tagset) NOT LEAKPROOF;
ALTER FUNCTION tagset_meets(tagset, tagquery) NOT LEAKPROOF;
DROP TABLE enquiry;
DROP ROLE enquiry_reader;

\echo == Vacuum and long snapshots

\echo == Audiences

SELECT audience_create('member', 'id', 'tags');
SELECT audience, members, pending, problem FROM audience_status();
SELECT count(*) AS problems FROM audience_problems('member_audience');

\echo == Identity graphs

SELECT identity_create('crm');
SELECT identifiers, count(*) AS persons FROM crm_person GROUP BY identifiers ORDER BY identifiers DESC LIMIT 5;
SELECT source, reason, count(*) AS refused FROM crm_refused WHERE last > now() - interval '1 day' GROUP BY source, reason ORDER BY count(*) DESC;
SELECT count(*) AS problems FROM identity_problems('crm');

\echo == Memory of a backend

\echo == What to watch

-- sizes differ between machines
\o /dev/null
SELECT i.indexrelid::regclass AS index, pg_size_pretty(pg_relation_size(i.indexrelid)) AS size, s.idx_scan AS scans, o.opcname AS class
FROM pg_index AS i JOIN pg_opclass AS o ON o.oid = i.indclass[0] JOIN pg_am AS a ON a.oid = o.opcmethod LEFT JOIN pg_stat_user_indexes AS s USING (indexrelid)
WHERE a.amname = 'gin' AND o.opcintype IN ('tagset'::regtype, 'labelset'::regtype, 'tagquery'::regtype) ORDER BY pg_relation_size(i.indexrelid) DESC;
\o

SELECT count(*) AS to_write_anew FROM member WHERE NOT tagset_is_canonical(tags);
SELECT component FROM factag_version() WHERE version IS DISTINCT FROM compiled AND compiled IS NOT NULL;    -- libraries that are newer than those factag was built with

\echo == Backups and replicas

\echo == A new major version of PostgreSQL

\echo == A new version of factag

\echo == A new ICU

\echo == Managed services

SELECT audience_drop('member_audience');
SELECT identity_drop('crm');
DROP TABLE member;
