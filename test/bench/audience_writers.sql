-- Four tables of the same :rows rows, to be written. With "trigger" an audience keeps itself up.
SET client_min_messages = warning;
CREATE TABLE written (kind text, us float8);
CREATE TABLE waited (what text, updates bigint, mean_ms float8, most_ms float8);
CREATE TABLE written_none (id int PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO written_none SELECT 1 + id % :rows, tags FROM person WHERE id <= :rows;
CREATE TABLE written_trigger (LIKE written_none INCLUDING ALL);
CREATE TABLE written_gin (LIKE written_none INCLUDING ALL);
CREATE TABLE written_both (LIKE written_none INCLUDING ALL);
INSERT INTO written_trigger TABLE written_none;
INSERT INTO written_gin TABLE written_none;
INSERT INTO written_both TABLE written_none;
CREATE INDEX ON written_gin USING gin (tags);
CREATE INDEX ON written_both USING gin (tags);
SELECT audience_create('written_trigger', 'id', 'tags'), audience_create('written_both', 'id', 'tags');
VACUUM (FREEZE, ANALYZE);
