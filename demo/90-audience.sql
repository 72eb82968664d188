-- Counts in a blink: Debian's packages by tag instead of by package. The members, their dates and prices are invented.

SET timezone = 'UTC';

\echo
\echo :bold'24. The same number, twice':reset
\echo 'An audience is the column of tags turned around: for each tag, the ids of its packages. It counts what a'
\echo 'query matches without looking at the packages, and a trigger keeps it exact.'
\echo

ALTER TABLE package ADD id int GENERATED ALWAYS AS IDENTITY UNIQUE;

\set ECHO queries
\timing on

SELECT audience_create('package', 'id', 'tags');

SELECT count(*) AS "by the table" FROM package WHERE tags @@ '2 of (interface, implemented-in/c, use) & !role/shared-lib';
SELECT audience_count('package_audience', '2 of (interface, implemented-in/c, use) & !role/shared-lib') AS "by audience";

\unset ECHO
\timing off

\echo 'How the packages that match spread over the tags of a kind, which tagset_counts counts package by package:'
\echo
\set ECHO queries
\timing on

SELECT tag, rows AS packages FROM audience_counts('package_audience', '!game')
WHERE parent = 'uitoolkit' ORDER BY packages DESC, tag LIMIT 5;

SELECT tag, rows AS packages FROM unnest((SELECT tagset_counts(tags) FROM package WHERE tags @@ '!game'))
WHERE tagpath_parent(tag) = 'uitoolkit' ORDER BY packages DESC, tag LIMIT 5;

\unset ECHO
\timing off

\echo 'What a transaction writes counts at once, and no longer after a rollback.'
\echo
\set ECHO queries

BEGIN;
UPDATE package SET tags = tags || 'use/demonstrating' WHERE name LIKE 'a%' AND tags @@ 'interface/x11';
SELECT audience_count('package_audience', 'use/demonstrating') AS inside;
ROLLBACK;
SELECT audience_count('package_audience', 'use/demonstrating') AS afterwards;

\unset ECHO

\echo
\echo :bold'25. A tag that ends, and nobody writes':reset
\echo 'Ten thousand invented members. A third are on trial, for some days of December; some have looked at flats.'
\echo 'The counts of the coming weeks follow from the dates that the tags have.'
\echo

CREATE TABLE subscriber (id int PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO subscriber
SELECT i, concat_ws(', ', 'region/r' || i % 22,
                    CASE WHEN i % 3 = 0 THEN format('status/trial[since=2026-12-%sT00:00:00Z; until=2026-12-%sT00:00:00Z]', to_char(1 + i / 3 % 14, 'FM00'), to_char(15 + i / 3 % 14, 'FM00')) END,
                    CASE WHEN i % 10 = 1 THEN 'status/vip' END,
                    CASE WHEN i % 4 = 0 THEN format('interest/real-estate, viewed/price[value=%s]', 8000000 + i % 1000 * 20000) END,
                    CASE WHEN i % 7 < 5 THEN 'consent/mail' END)::tagset
FROM generate_series(1, 10000) AS i;

\set ECHO queries
\timing on

SELECT audience_create('subscriber', 'id', 'tags');

SELECT day::date, audience_count('subscriber_audience', 'status', day) AS members,
       audience_count('subscriber_audience', 'status/trial & viewed/price[value>=12000000; value<=15000000]', day) AS "trial, and a price seen"
FROM generate_series('2026-12-01 00:00Z'::timestamptz, '2026-12-29 00:00Z', '7 days') AS day;

\unset ECHO
\timing off

\echo
\echo :bold'26. Who entered, and who left':reset
\echo 'Saved queries with the ids that they matched last. Between the tenth and the twentieth nobody writes a row;'
\echo 'even so, members enter and leave. A set of ids is a value of some kilobytes at most, so the last one is kept.'
\echo
\set ECHO queries
\timing on

CREATE TABLE saved_query (name text PRIMARY KEY, query tagquery NOT NULL, ids idset NOT NULL DEFAULT '{}');
INSERT INTO saved_query (name, query) VALUES
    ('buyers on trial', 'status/trial & interest/real-estate & consent/mail'), ('no status', '!status'), ('vip', 'status/vip');
UPDATE saved_query SET ids = audience_ids('subscriber_audience', query, '2026-12-10 00:00Z');

SELECT name, idset_count(later - ids) AS entered, idset_count(ids - later) AS "left", pg_column_size(ids) AS bytes
FROM saved_query, LATERAL (SELECT audience_ids('subscriber_audience', query, '2026-12-20 00:00Z') AS later) AS l ORDER BY name;

\unset ECHO
\timing off

\echo 'And the other way, for a member on a page: which saved queries match? A GIN index on the queries finds them.'
\echo
\set ECHO queries

CREATE INDEX ON saved_query USING gin (query);
SELECT id, day::date, array_agg(name ORDER BY name) AS meets
FROM subscriber CROSS JOIN unnest('{2026-12-10, 2026-12-20}'::timestamptz[]) AS day JOIN saved_query ON query @@ tagset_live(tags, day)
WHERE id IN (36, 84) GROUP BY id, day ORDER BY id, day;

\unset ECHO

\echo 'Changes wait in a table until a job compacts them. Nothing is read wrong before that, only more slowly:'
\echo
\set ECHO queries
\timing on

UPDATE subscriber SET tags = tags || 'consent/line' WHERE id % 10 = 0;
SELECT audience, source, members, pending FROM audience_status() ORDER BY audience::text;
CALL audience_compact('subscriber_audience');
SELECT audience_count('subscriber_audience', 'consent/line') AS members, pending FROM audience_status() WHERE source = 'subscriber'::regclass;

\unset ECHO
\timing off
