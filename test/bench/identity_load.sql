-- From empty tables to persons: the links of identity_data.sql as files bring them, with the kinds and values of identifiers, into a
-- graph. It is the recipe of doc/identities.md for the first load of millions. Notes the time of each step in "loaded". Runs after identity_times.sql. psql variable: rows.
SET client_min_messages = warning;
SET work_mem = '256MB';
CREATE FUNCTION value_of(id bigint, kind int) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE kind WHEN 1 THEN id::text WHEN 2 THEN format('reader%s@mail.example', id) WHEN 3 THEN 'U' || md5(id::text) ELSE md5(id::text)::uuid::text END;
CREATE TABLE seen AS
SELECT k[a_kind] COLLATE "C" AS a_kind, value_of(a, a_kind) COLLATE "C" AS a_value, k[b_kind] COLLATE "C" AS b_kind, value_of(b, b_kind) COLLATE "C" AS b_value, at FROM links, (SELECT '{member,email,line,cookie}'::text[] AS k) AS k;
-- and members with 4 and with 44 cookies each, on which events are measured
INSERT INTO seen SELECT 'cookie', format('%s-%s-%s', size, m, c), 'member', format('%s-%s', size, m), timestamptz '2026-01-01 00:00Z' + c * interval '1 day'
FROM (VALUES (5), (45)) AS s (size), generate_series(1, 200) AS m, generate_series(1, size - 1) AS c;
VACUUM (FREEZE, ANALYZE) seen;
CHECKPOINT;

CREATE TABLE loaded (o int, step text, cpu float8, ms float8);
CREATE PROCEDURE load_step(number int, what text, statement text) LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz := clock_timestamp(); cpu_start float8 := cpu_clock();
BEGIN
    EXECUTE statement;
    INSERT INTO loaded VALUES (number, what, cpu_clock() - cpu_start, 1000 * extract(epoch FROM clock_timestamp() - start));
    COMMIT;
END $$;

SELECT identity_create('shop');
INSERT INTO shop_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 2, 5, 100), ('line', 3, 1, 100), ('cookie', 4, NULL, 100);
CALL load_step(0, 'without what can wait', $$
    ALTER TABLE shop_identifier DISABLE TRIGGER shop_note_new, DROP CONSTRAINT shop_identifier_kind_fkey, SET (fillfactor = 45);
    DROP INDEX shop_identifier_person_idx, shop_link_a_b_idx, shop_link_b_a_idx, shop_history_person_idx$$);
CALL load_step(1, 'identifiers', 'INSERT INTO shop_identifier (kind, value) SELECT a_kind, a_value FROM seen UNION SELECT b_kind, b_value FROM seen');
CALL load_step(2, 'statistics of the identifiers', 'ANALYZE shop_identifier');
CALL load_step(3, 'links', $$
    INSERT INTO shop_link (a, b, at, last, source)
    SELECT CASE WHEN stronger THEN a.id ELSE b.id END, CASE WHEN stronger THEN b.id ELSE a.id END, at, at, 'import'
    FROM seen JOIN shop_identifier AS a ON (a.kind, a.value) = (a_kind, a_value) JOIN shop_identifier AS b ON (b.kind, b.value) = (b_kind, b_value)
         JOIN shop_kind AS ka ON ka.kind = a_kind JOIN shop_kind AS kb ON kb.kind = b_kind,
         LATERAL (SELECT (ka.priority, a.id) < (kb.priority, b.id) AS stronger) AS s
    WHERE a.id <> b.id$$);
CALL load_step(4, 'persons, by `identity_resolve`', 'SELECT identity_resolve(''shop'')');
CALL load_step(5, 'indexes and the foreign key', $$
    CREATE INDEX shop_identifier_person_idx ON shop_identifier (person);
    CREATE INDEX shop_link_a_b_idx ON shop_link (a, b);
    CREATE INDEX shop_link_b_a_idx ON shop_link (b, a);
    CREATE INDEX shop_history_person_idx ON shop_history (person);
    ALTER TABLE shop_identifier ADD FOREIGN KEY (kind) REFERENCES shop_kind ON UPDATE CASCADE, ENABLE TRIGGER shop_note_new, SET (fillfactor = 90)$$);
VACUUM (ANALYZE) shop_identifier, shop_link, shop_person, shop_history;
CHECKPOINT;

-- the aggregate, over the same links in the order of the rule, has the same persons
SELECT 1 / (count(*) FILTER (WHERE i.person IS DISTINCT FROM coalesce(c.person, i.id)) = 0)::int AS agrees
FROM shop_identifier AS i LEFT JOIN identity_rows((
    SELECT identity_components(a, a_kind, b, b_kind, '{1,5,1}', 500)
    FROM (SELECT a, ka.priority AS a_kind, b, kb.priority AS b_kind FROM shop_link AS l JOIN shop_identifier AS ia ON ia.id = a JOIN shop_identifier AS ib ON ib.id = b JOIN shop_kind AS ka ON ka.kind = ia.kind JOIN shop_kind AS kb ON kb.kind = ib.kind
          WHERE NOT ia.shared AND NOT ib.shared ORDER BY greatest(ka.priority, kb.priority), last DESC, ka.priority + kb.priority, l.id DESC) AS l)) AS c ON c.identifier = i.id \gset
