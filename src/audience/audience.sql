--| ## Audiences
--|
--| An audience counts the rows of a table that match a query, and names them, in milliseconds. It is a copy of a
--| column of tags, turned around: for each tag it has the ids of the rows that have it.
--|
--| ```sql
--| CREATE TABLE member (id bigint PRIMARY KEY, name text, tags tagset);
--| SELECT audience_create('member', 'id', 'tags');                                  -- member_audience
--| SELECT audience_count('member_audience', 'interest/real-estate & !status/churned');
--| SELECT audience_ids('member_audience', 'region/taipei | region/tainan');         -- an idset
--| SELECT tag, rows FROM audience_counts('member_audience', 'interest') WHERE depth = 1;
--| CALL audience_compact('member_audience');                                        -- now and then, best by a timer
--| ```
--|
--| **Exact.** In each snapshot, between statements, the answer is that of `count(*) … WHERE tagset_matches(tags, query, at)`, at
--| any timestamp, past or future: nothing has to be refreshed, and a tag that ends leaves the count by itself.
--| [audiences.md](audiences.md) explains how, and has recipes.
--|
--| ### Making an audience
--|
--| An audience is four tables in the schema of its table, and three triggers on it. `audience_create` returns the first of the tables, which
--| stands for the audience wherever a function takes one:
--|
--| | table | rows |
--| |---|---|
--| | `member_audience` | one: the definition |
--| | `member_audience_tags` | for each tag or ancestor, and chunk of ids: the ids at or below it |
--| | `member_audience_members` | for each chunk: the ids of the rows whose tags are not NULL |
--| | `member_audience_pending` | rows that changed since `audience_compact`, with their new tags; NULL: the row is gone |
--|
--| - `id` and `tags` are names of columns as the catalog has them, without quotes. The id is `smallint`, `integer` or `bigint`, or a domain over
--|   one of them, NOT NULL, and has a unique index of its own that is neither partial nor deferrable (22023 otherwise).
--| - `audience` is the name, without quotes and schema, of at most 55 bytes (42622). Without it, the name is the table's with `_audience`. A
--|   name that is taken, with or without the suffix of a table, is refused (42710).
--| - `chunk_bits`, from 16 to 20, says how many ids share a row of the copy: 65,536 to 1,048,576. A chunk is what a compaction rewrites.
--| - The table is permanent and has no children (0A000). A partition, or a table that inherits, can have an audience of its own, which
--|   counts the rows of that table `ONLY`.
--|
--| | function | the caller must | meanwhile |
--| |---|---|---|
--| | `audience_create` | own the table; its owner, who gets the audience, needs CREATE on the schema | writers of the table wait |
--| | `audience_rebuild` | own the audience; its owner must be able to read all rows of the table | writers of the table wait, readers see the old content |
--| | `audience_compact` | own the audience | nobody waits, except a writer of a row that is being moved |
--| | `audience_drop` | own the audience | readers and writers of the table wait |
--| | `audience_count` and others that ask | have SELECT on the four tables | nobody waits |
--|
--| Whoever may write the table needs no right on the audience. All writing is done as the audience's owner, whoever calls, and asking as the caller.
--| `audience_problems` sees to it that the caller may read the table, and then reads it as its owner.
--| Default privileges do not apply to the four tables: only their owner can read them until somebody is granted SELECT. Where row
--| security of the table or of the copy applies to the caller, asking is refused (42501). If the table alone gets another owner, the
--| audience stays with the former owner and goes on to get the tags that are written; `audience_status` tells.
--|
--| `audience_create` and `audience_rebuild` run in READ COMMITTED transactions only (25001). They and `audience_drop` cannot be called within a
--| statement that uses the table (55006).
--|
--| Grant rights on the four tables by name, and not ALL, which includes TRIGGER and REFERENCES: if one of them has a trigger whose function or condition belongs to
--| another role, or another role's table has a foreign key to it with ON DELETE CASCADE or the like, what would write the audience is refused (55000), since triggers of that role would run as the owner.
--|
--| **What the triggers hold.** Tables, columns, triggers and schemas can be renamed. The two columns can neither be dropped nor change
--| their types. If the unique index is dropped, writes of the table fail (55000) until there is one again, and an id that is NULL fails
--| (23502). If the table gets children or becomes unlogged, or a trigger is disabled, asking is refused (0A000, 55000). TRUNCATE of the table
--| empties the audience. `DROP TABLE` of the table leaves the four tables, and `audience_drop` drops them. If the table `member_audience`
--| is dropped, no function finds the other three, and nothing more is noted: drop these three with DROP TABLE, and trigger `member_audience_empty` with DROP TRIGGER. `audience_drop` is
--| refused while views or functions depend on the audience (2BP01).
--|
--| **What needs a rebuild.** What is written while a trigger is disabled or `session_replication_role` is `replica`, and `ALTER COLUMN … SET
--| EXPRESSION` of a generated column of tags, passes the triggers by. `audience_problems` finds what was missed, and `audience_rebuild` mends it.

CREATE FUNCTION audience_create(tbl regclass, id text, tags text, audience text DEFAULT NULL, chunk_bits integer DEFAULT 16) RETURNS regclass
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION audience_create(regclass, text, text, text, integer) IS 'makes an audience of a table''s column of tags, fills it, and returns the table that stands for it';
CREATE FUNCTION audience_rebuild(audience regclass) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION audience_rebuild(regclass) IS 'makes the content of an audience anew from its table';
CREATE FUNCTION audience_drop(audience regclass) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION audience_drop(regclass) IS 'drops an audience, its tables and its triggers';

--| ### Asking
--|
--| The query is any `tagquery`. The forms that take text are for tools and drivers, and an untyped literal is read by them. `at` is the timestamp
--| as of which the query is asked, as in `tagquery_at(query, at)`; a timestamp within the query stays. With NULL, time is ignored. `audience_counts`
--| counts those of the tags that are in effect at `at`, and leaves out tags without rows.
--|
--| - If the audience or the query is NULL, so is the answer. `audience_counts` counts all rows if the query is NULL or left out.
--| - Rows whose tags are NULL are not counted, as `NULL @@ query` is not true. Rows with the empty set are, for example by `!a`.
--| - In a WHERE clause, write `(SELECT audience_ids(…)) @> id`, or join with `idset_ids(audience_ids(…))`. Otherwise the function is called for each row,
--|   also from a subquery in FROM, or from a WITH that is not MATERIALIZED.
--| - Errors may differ from those of a scan. A regular expression that exceeds its limits is tried on the paths of the copy here, and on the rows that
--|   are reached there.
--| - Under REPEATABLE READ and SERIALIZABLE, a transaction whose snapshot is older than the audience cannot ask it (40001). Serializable
--|   transactions conflict with writers more often than if they scanned the table.

CREATE FUNCTION audience_count(audience regclass, query tagquery, at timestamptz DEFAULT now()) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 2000;
COMMENT ON FUNCTION audience_count(regclass, tagquery, timestamptz) IS 'number of rows that match the query as of a timestamp';
CREATE FUNCTION audience_count(audience regclass, query text, at timestamptz DEFAULT now()) RETURNS bigint
    LANGUAGE sql STABLE PARALLEL RESTRICTED COST 2000 RETURN audience_count(audience, query::tagquery, at);
COMMENT ON FUNCTION audience_count(regclass, text, timestamptz) IS 'number of rows that match the query as of a timestamp, for tools and drivers';
CREATE FUNCTION audience_ids(audience regclass, query tagquery, at timestamptz DEFAULT now()) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 2000;
COMMENT ON FUNCTION audience_ids(regclass, tagquery, timestamptz) IS 'ids of the rows that match the query as of a timestamp';
CREATE FUNCTION audience_ids(audience regclass, query text, at timestamptz DEFAULT now()) RETURNS idset
    LANGUAGE sql STABLE PARALLEL RESTRICTED COST 2000 RETURN audience_ids(audience, query::tagquery, at);
COMMENT ON FUNCTION audience_ids(regclass, text, timestamptz) IS 'ids of the rows that match the query as of a timestamp, for tools and drivers';

CREATE TYPE audience_tally AS (tag text, parent text, depth integer, rows bigint);
COMMENT ON TYPE audience_tally IS 'a tag, with the number of rows at or below it';
CREATE FUNCTION audience_counts(audience regclass, query tagquery DEFAULT NULL, at timestamptz DEFAULT now()) RETURNS SETOF audience_tally
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 20000 ROWS 1000;
COMMENT ON FUNCTION audience_counts(regclass, tagquery, timestamptz) IS 'number of rows per tag and ancestor, among those that match the query as of a timestamp';
CREATE FUNCTION audience_counts(audience regclass, query text, at timestamptz DEFAULT now()) RETURNS SETOF audience_tally
    LANGUAGE sql STABLE PARALLEL RESTRICTED COST 20000 ROWS 1000
    BEGIN ATOMIC SELECT * FROM audience_counts(audience, query::tagquery, at); END;
COMMENT ON FUNCTION audience_counts(regclass, text, timestamptz) IS 'number of rows per tag and ancestor, among those that match the query as of a timestamp, for tools and drivers';

--| ### Upkeep
--|
--| Whoever asks reads all pending rows. `audience_compact` moves them into the base; without it, answers stay exact and become slower.
--| Call it every few minutes, for example with pg_cron:
--|
--| ```
--| SELECT cron.schedule('audience', '*/5 * * * *', $$CALL audience_compact('member_audience', most => '4 minutes')$$);
--| ```
--|
--| - It works in transactions of its own, so it cannot be called in a transaction block or by a function (2D000). Each of them
--|   moves up to 8,192 rows and takes chunks for 50 ms, so it lasts 50 ms and one chunk at most. A writer waits for it only
--|   if it writes a row that is being moved.
--| - `most` limits the time: `audience_compact` runs at least one transaction, and begins no other once that time is over. The next call moves the other rows.
--| - Several calls can run at once. A call leaves out a chunk that another one works on, and pending rows that a writer has locked.
--| - Its transactions are READ COMMITTED, whatever the default is. A writer in REPEATABLE READ or SERIALIZABLE may get a
--|   serialization failure (40001) if compaction moves the row that it writes, as it may from any concurrent transaction.
--| - It goes once through the pending rows, in the order of ids. It can be canceled at any time: at most the current transaction is lost.
--| - It updates rows as an UPDATE does, so autovacuum has to run. A snapshot that is held for hours keeps the pending rows that have been
--|   moved: readers pass over them, and the tables grow.
--|
--| `audience_problems` compares an audience with its table, both in one snapshot, which takes about as long as making it. The caller needs SELECT on the
--| table, too. There is a row for each kind of problem, tag and chunk. `id` is the lowest id that has it, and `detail` names others:
--|
--| | problem | what is wrong |
--| |---|---|
--| | `missing`, `extra` | ids with an element at or below the tag that the audience lacks; ids that it has, and the table does not |
--| | `own` | ids with the tag itself, as opposed to one below it, are not those that the audience has |
--| | `attributes` | a weight, value, since or until differs, or an array is damaged |
--| | `dynamic` | the column `dynamic` is wrong: it is true if an element at or below the tag has `since` or `until` |
--| | `rows` | a number of rows is not that of the ids |
--| | `member` | the ids whose tags are not NULL are not those that the audience has |
--| | `duplicate` | more than one row of the table, or more than one pending row, has an id |

CREATE PROCEDURE audience_compact(audience regclass, most interval DEFAULT NULL)
    AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON PROCEDURE audience_compact(regclass, interval) IS 'moves the changes of rows into the audience''s base, in transactions of its own, and stops after that time';

--| `audience_status` has a row for each audience of the database. `members` is the number of rows that have tags, as of the last compaction, and `pending`
--| the number of rows that changed since. These and `bytes` are NULL if the caller may not ask the audience. `problem` is the error that asking
--| raises, or says that the table has another owner, or that another transaction has locked the audience, for which `audience_status` does
--| not wait; NULL: there is none.

CREATE TYPE audience_state AS (audience regclass, source regclass, owner name, members bigint, pending bigint, bytes bigint, problem text);
COMMENT ON TYPE audience_state IS 'an audience, with its sizes';
CREATE FUNCTION audience_status() RETURNS SETOF audience_state
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000 ROWS 10;
COMMENT ON FUNCTION audience_status() IS 'every audience of the database, with its table and its sizes';

CREATE TYPE audience_problem AS (problem text, tag text, id bigint, detail text);
COMMENT ON TYPE audience_problem IS 'a difference between an audience and its table';
CREATE FUNCTION audience_problems(audience regclass) RETURNS SETOF audience_problem
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 1000000 ROWS 10;
COMMENT ON FUNCTION audience_problems(regclass) IS 'what is wrong with an audience, compared with its table';

--| ```sql
--| CREATE TABLE reader (id int PRIMARY KEY, tags tagset NOT NULL);
--| INSERT INTO reader VALUES (1, 'interest/golf'), (2, 'interest/music');
--| SELECT audience_create('reader', 'id', 'tags');
--| SELECT audience, members, pending, problem FROM audience_status() WHERE audience = 'reader_audience'::regclass;
--| SELECT count(*) FROM audience_problems('reader_audience');    -- 0
--| SELECT audience_rebuild('reader_audience');    -- after a load with triggers disabled
--| SELECT audience_drop('reader_audience');
--| DROP TABLE reader;
--| ```

CREATE FUNCTION audience_note() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION audience_note() IS 'internal: trigger that notes a changed row for an audience';
CREATE FUNCTION audience_hold() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION audience_hold() IS 'internal: trigger that ties an audience to two columns, and never fires';
CREATE FUNCTION audience_empty() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION audience_empty() IS 'internal: trigger that empties an audience when its table is truncated';
