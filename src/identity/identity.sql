--| ## Identities
--|
--| An identity graph says which identifiers (a member number, a phone, an e-mail address, a cookie) are one person's, why, and since when. Its
--| evidence is *links*: two identifiers were seen together, at a timestamp, by a source. Persons follow from the links by one rule, so a link that was wrong can be
--| taken back, and a late one can be added, at any time. [identities.md](identities.md) explains it with stories, and has recipes.
--|
--| ```sql
--| SELECT identity_create('crm');
--| INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 2, 5, 20), ('cookie', 3, NULL, 100);
--|
--| SELECT identity_see('crm', '{"cookie": "c1"}', '2026-11-20 09:00Z', 'web');                                   -- 1: a person of its own
--| SELECT identity_see('crm', '{"cookie": "c1", "member": 4711}', '2026-11-21 20:00Z', 'login');                 -- 2: the member, who has the cookie, too
--| UPDATE crm_identifier SET tags = tags || 'viewed/apartment' WHERE kind = 'cookie' AND value = 'c1';
--| SELECT * FROM crm_person;
--| SELECT identity_person_at('crm', identity_find('crm', 'cookie', 'c1'), '2026-11-21 08:00Z');                  -- 1: before the login
--| SELECT source, at FROM identity_explain('crm', identity_find('crm', 'member', '4711'), identity_find('crm', 'cookie', 'c1'));
--| ```
--|
--| **Person.** A person is no object of its own. Its id is the id of its strongest identifier: that of the kind with the lowest `priority`, and among those the
--| first that was seen. So a member keeps its id whatever joins it, and after a link is taken back the former ids return. Tags stay with the
--| identifier that earned them. A person's tags are `tagset_union` over its identifiers, so nothing has to be picked apart again.
--|
--| ### Making a graph
--|
--| `identity_create` makes seven tables and a view, which belong to the caller, and returns the first table, which stands for the graph wherever a function
--| takes one. The name is an SQL identifier of at most 52 bytes (42622), with a schema if you like: `'crm'`, `'sales.crm'`, `'"My Graph"'`. A name that is
--| taken is refused (42710).
--|
--| | table | rows, and columns |
--| |---|---|
--| | `crm` | one, the definition: `prefer` (`last` or `first`: which of two links the rule takes first), `most` (the most identifiers of a person), `stale` (limits changed since `identity_resolve`), and the other tables |
--| | `crm_kind` | what kinds there are, with their limits. You insert them |
--| | `crm_identifier` | `id`, `kind`, `value`, `person`, `shared`, `tags` |
--| | `crm_link` | `id`, `a` (the stronger identifier), `b`, `at` and `last` (the first and the last timestamp of an uninterrupted run of evidence), `source`, `ended_at` and `reason` (taken back) |
--| | `crm_person` | `person`, `tags`, `identifiers` (how many), `known` (it has an identifier of a kind with a `per_person`). Shared identifiers have no row |
--| | `crm_history` | `identifier` belonged to `person` from `since` to `until` (NULL: it still does), by the clock. At a time without a row, the identifier was a person of its own |
--| | `crm_erasure` | what was erased: `at`, `method`, `place`, `by`, `reason`, numbers of `identifiers` and `links`, `digest` |
--| | `crm_refused` | a view: links in force that join nobody, and why. `reason` is `limit` (of the kind `limit_of`), `most`, `shared` (`limit_of` is the kind of the shared end) or `unresolved` (nothing forbids it: call `identity_resolve`). It reads the whole graph |
--|
--| | column of `crm_kind` | meaning | default |
--| |---|---|---|
--| | `kind` | its name, as in events. It can be renamed with UPDATE | |
--| | `priority` | 1 to 1,000, unique: the lower, the stronger. Kinds that tell persons apart come first | |
--| | `per_person` | the most identifiers of the kind that one person can have; NULL: no limit | NULL |
--| | `shared_above` | an identifier with more neighbours is *shared*, and joins nobody; NULL: none is | 100 |
--| | `blocked` | values that events drop, such as `anonymous` | `{"null",anonymous,-1,""}` |
--| | `blocked_pattern` | a regular expression (PCRE2), whose matches events drop, too; NULL: none | `^[0-]*$` |
--|
--| A trigger of the graph makes a new identifier a person of its own. Others keep `crm_person` in the transaction that changes identifiers or
--| their tags, so that an audience can be made of it, and note in `stale` that limits changed. Insert kinds and identifiers, and update tags, kinds
--| and the definition, with plain SQL. Links that are inserted, updated or deleted with plain SQL, and identifiers that are deleted, count
--| from the next `identity_resolve('crm')`.
--|
--| **Rights.** All functions run as the owner of the graph, restricted as REINDEX is, after they have checked a right of the caller on a whole table, not on columns of it. At first, only the owner has it,
--| whatever the default privileges are. A right on a table is also the right to write it with plain SQL. Grant the rights below by name, and not ALL, which includes
--| TRIGGER and REFERENCES: a table with a trigger whose function or condition belongs to another role is refused (55000), since it would run as the owner. So is a table to which
--| another role's table has a foreign key with ON DELETE CASCADE or the like, whose triggers would.
--|
--| | function | the caller must |
--| |---|---|
--| | `identity_create` | have CREATE on the schema |
--| | `identity_drop` | own the graph |
--| | `identity_see` | have INSERT on `crm_link` |
--| | `identity_unlink` | have UPDATE on `crm_link` |
--| | `identity_resolve` | have UPDATE on `crm_person` |
--| | `identity_erase` | have DELETE on `crm_identifier` |
--| | `identity_find` | have SELECT on `crm_identifier` |
--| | `identity_person_at`, `identity_explain`, `identity_problems` | have SELECT on `crm_identifier` and `crm_link` |
--|
--| A function refuses to run if row security of a table in this list applies to the caller (42501). All tables of a graph must belong to one owner (55000).
--| `identity_drop` is refused while views or functions depend on the tables (2BP01).

CREATE FUNCTION identity_create(graph text, prefer text DEFAULT 'last', most integer DEFAULT 500) RETURNS regclass
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_create(text, text, integer) IS 'makes an identity graph, and returns the table that stands for it';
CREATE FUNCTION identity_drop(graph regclass) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_drop(regclass) IS 'drops an identity graph: its tables and its view';

--| ### Events
--|
--| `identity_see` takes the identifiers that were seen together, as a JSON object from kinds to values: `{"cookie": "c1", "member": 4711, "email": ["a@x.tw", "b@x.tw"]}`.
--| Unknown identifiers are made, and each pair becomes a link. It returns the person of the strongest of them.
--|
--| - A value is a string or a number, or an array of these. NULL is dropped; booleans and objects are refused (22023). Values are compared as they are: make
--|   e-mail addresses lower case, and phone numbers uniform, before.
--| - Blocked values are dropped. If none is left, the result is NULL, and nothing is written.
--| - An unknown kind is refused (23503). More than 64 identifiers, or a value of more than 1,024 bytes, are too many (54000).
--| - `at` is the timestamp of the event, and must be finite (22008). Events may arrive late and in any order. `source` names the system that reports the event: `login`, `crm import 7`.
--|
--| A row of `crm_link` is a **run**: one source saw one pair, from `at` to `last`, while the weaker identifier was not seen with another. So a repeated login moves `last` and
--| adds no row. A login with somebody else's member number on the same cookie in between splits the run, so that `identity_person_at` knows who it was on each day.
--|
--| `identity_unlink` takes back all runs of the pair and the source of that link. They stay as ended rows, with the reason, and the result is the number of identifiers that
--| got another person. Ended links do not return with older evidence: an event of that pair and source counts only if its `at` is later than `ended_at`. If the two
--| identifiers are still one person, by other links, a notice says so.
--|
--| `identity_see` and `identity_unlink` are one transaction with what the caller does before and after: a rollback undoes them.
--|
--| `identity_resolve` computes persons anew: those of the given identifiers and of all that their links lead to, or those of the whole graph. Call it for the whole graph after a change of limits, which makes the
--| graph `stale`, and after bulk loads. Then it locks out writers until the end of the transaction, which must be READ COMMITTED (25001).
--|
--| ### The rule
--|
--| Links in force, those that were not ended and whose ends are not shared, are taken one after another, and each joins the components of its two ends unless a limit
--| forbids it. The order is:
--|
--| 1. the weaker kind of the two ends, strongest first: what a CRM says of members comes before what a device says;
--| 2. with `prefer = 'last'`, the greatest `last` first; with `'first'`, the least `at` first;
--| 3. the sum of the two priorities, the least first; then the link's id, the highest first (with `'first'` the lowest).
--|
--| The limits are `per_person` of each kind, and `most` for all kinds together. A link that is refused stays, and counts again as soon as nothing forbids it.
--|
--| An identifier is **shared** while it has more than `shared_above` different neighbours that count, over links that were not ended. A neighbour counts if its kind is not weaker, or has
--| a `per_person`: an e-mail address of 200 members is shared, and so is the cookie of a kiosk where 150 members logged in; a member with 200 cookies is not. A shared identifier
--| is a person of its own.
--|
--| Events, late events, ended links and changed limits all give the persons that the rule gives for all links in force. `identity_problems` compares them.
--|
--| **Concurrency.** Calls that concern the same identifiers or persons wait for each other. Every call that changes links can fail with a deadlock (40P01), and under REPEATABLE READ and SERIALIZABLE
--| also with a serialization failure (40001): repeat the transaction. Calls in a transaction of their own deadlock rarely: two of them must move each other's identifiers.
--| `identity_drop` can deadlock with a transaction that inserts identifiers or updates their tags with plain SQL.
--| Split a long series of events into transactions of some hundreds: a row that one transaction updates thousands of times leaves dead versions behind,
--| which PostgreSQL can remove only after the transaction.

CREATE FUNCTION identity_see(graph regclass, identifiers jsonb, at timestamptz, source text) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_see(regclass, jsonb, timestamptz, text) IS 'records that identifiers were seen together, and returns the person of the strongest of them';
CREATE FUNCTION identity_unlink(graph regclass, link bigint, reason text DEFAULT NULL) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_unlink(regclass, bigint, text) IS 'takes back what a source says of two identifiers, and returns how many identifiers got another person';
CREATE FUNCTION identity_resolve(graph regclass, identifiers bigint[] DEFAULT NULL) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_resolve(regclass, bigint[]) IS 'computes the persons of these identifiers anew, or all if NULL, and returns how many identifiers got another person';

--| ### Asking
--|
--| - `identity_find` returns the id of an identifier, NULL if it is unknown. In a WHERE clause, write `(SELECT identity_find(…))`. Otherwise it is called for each row.
--| - `identity_person_at` is what was true then: the person by the links up to `at`, as they are known today, so that links that were taken back do not count, and late
--|   ones do. `crm_history` says what was known then. With NULL, there is no limit of time.
--| - `identity_explain` has the shortest chain of links that leads from `a` to `b`, and of several shortest ones that of the links that the rule takes first. Step 1 begins at `a`: `link` was seen
--|   between `identifier` and `linked_to`, by `source`, from `at` to `last`. There are no rows if `a` and `b` are two persons, or the same identifier.
--| - `identity_problems` has a row for each fault, and none in a graph that only its functions and triggers have written:
--|
--| | problem | what is wrong |
--| |---|---|
--| | `stale` | limits changed since the last `identity_resolve` of the whole graph |
--| | `person`, `shared` | an identifier has another person or another `shared` than the rule gives |
--| | `member` | a row of `crm_person` is missing, is one too many, or has wrong tags or numbers |
--| | `history` | the last row of an identifier in `crm_history` is not its person, or rows overlap |
--| | `link` | an end of the link does not exist |

CREATE FUNCTION identity_find(graph regclass, kind text, value text) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL UNSAFE COST 1000;
COMMENT ON FUNCTION identity_find(regclass, text, text) IS 'id of an identifier; NULL if it was never seen';
CREATE FUNCTION identity_person_at(graph regclass, identifier bigint, at timestamptz DEFAULT now()) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION identity_person_at(regclass, bigint, timestamptz) IS 'person of an identifier by the links up to a timestamp, as they are known today';
CREATE TYPE identity_step AS (step integer, identifier bigint, linked_to bigint, link bigint, source text, at timestamptz, last timestamptz);
COMMENT ON TYPE identity_step IS 'a link of a chain that leads from one identifier to another';
CREATE FUNCTION identity_explain(graph regclass, a bigint, b bigint) RETURNS SETOF identity_step
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL UNSAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION identity_explain(regclass, bigint, bigint) IS 'shortest chain of links that makes two identifiers one person; no rows if they are two persons';
CREATE TYPE identity_problem AS (problem text, identifier bigint, link bigint, person bigint, detail text);
COMMENT ON TYPE identity_problem IS 'a fault of an identity graph';
CREATE FUNCTION identity_problems(graph regclass) RETURNS SETOF identity_problem
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL UNSAFE COST 1000000 ROWS 10;
COMMENT ON FUNCTION identity_problems(regclass) IS 'differences between the stored persons and those that the links make; no rows if there are none';

--| ```sql
--| SELECT identity_create('desk');
--| INSERT INTO desk_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 2, NULL);
--| SELECT identity_see('desk', '{"cookie": "c1", "member": 7}', '2026-11-20 09:00Z', 'login');
--| SELECT identity_unlink('desk', id, 'wrong account') FROM desk_link;    -- 1: the cookie is a person of its own again
--| SELECT identity_resolve('desk');    -- 0: nothing else to do
--| SELECT count(*) FROM identity_problems('desk');    -- 0
--| SELECT identity_drop('desk');
--| ```

--| ### Erasing a person
--|
--| `identity_erase` deletes a person's identifiers, all their links and their history, and keeps a proof: a row of `crm_erasure` with the method and the place that you name, the time,
--| the role, numbers, and a digest. What the person was linked to is resolved anew. The person must be a current one, or a shared identifier (42704).
--|
--| The result has the digest, and the salt, which is not stored. Give the salt to the person: with it, anyone who knows the identifiers can show that it was those that were erased, and without
--| it nobody can guess them. Without the argument, it is 16 random bytes; your own must have 16 at least (22023). The digest is
--| `sha256` over the salt, and then the kind and the value of each identifier, in the order of their bytes, each with its length in front of it:
--|
--| ```sql
--| CREATE FUNCTION erasure_digest(salt bytea, kinds text[], identifier_values text[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
--|     SELECT sha256(int4send(length(salt)) || salt || string_agg(int4send(octet_length(k)) || convert_to(k, 'UTF8') || int4send(octet_length(v)) || convert_to(v, 'UTF8'),
--|                                                                '' ORDER BY k COLLATE "C", v COLLATE "C"))
--|     FROM unnest(kinds, identifier_values) AS i (k, v)
--| $$;
--|
--| SELECT erasure, digest = erasure_digest(salt, '{cookie,member}', '{c1,4711}') AS proven
--| FROM identity_erase('crm', 2, 'DELETE of identifiers, links and history', 'database shop, tables crm_*', 'request of the person');
--| ```
--|
--| Like every DELETE, it leaves dead rows until VACUUM, and WAL, replicas and backups as long as you keep them. Audiences of `crm_person` forget with `audience_compact`. Let the method
--| say what you do about these.

CREATE TYPE identity_proof AS (erasure bigint, digest bytea, salt bytea);
COMMENT ON TYPE identity_proof IS 'proof of an erasure: the salt is for the person, and not stored';
CREATE FUNCTION identity_erase(graph regclass, person bigint, method text, place text, reason text DEFAULT NULL, salt bytea DEFAULT NULL) RETURNS SETOF identity_proof
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1;
COMMENT ON FUNCTION identity_erase(regclass, bigint, text, text, text, bytea) IS 'deletes a person''s identifiers, links and history, and returns the proof';

--| ### Components without tables
--|
--| The aggregate `identity_components` is the rule by itself, for links in tables of your own. Its rows are links, and their order is the order in which they are taken. `per_kind[k]` is the most
--| identifiers of kind `k` (1 to 1,000) in a component, and `most` the most of all kinds; NULL, or an array that ends before `k`: no limit. A row whose `b` is NULL adds `a` alone, and one whose
--| `a` is NULL is ignored. If an identifier has different kinds in different rows, the first one counts. The result is an array of identifiers, each followed by its person, which `identity_rows` turns into rows; without
--| rows, it is NULL. `per_kind` and `most` must be the same in all rows (22023). Beyond 67 million identifiers the result would exceed 1 GB (54000).
--|
--| Without kinds and limits, these are the connected components of any graph, each under its lowest id:
--|
--| ```sql
--| CREATE TABLE edge (a bigint NOT NULL, b bigint NOT NULL, a_kind int NOT NULL DEFAULT 1, b_kind int NOT NULL DEFAULT 1, at timestamptz NOT NULL DEFAULT now());
--| INSERT INTO edge VALUES (1, 2), (2, 3), (10, 11);
--|
--| SELECT person, array_agg(identifier ORDER BY identifier) AS identifiers
--| FROM identity_rows((SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM edge)) GROUP BY person ORDER BY person;
--| SELECT identity_components(a, a_kind, b, b_kind, '{1,5}', 500)
--| FROM (SELECT * FROM edge ORDER BY greatest(a_kind, b_kind), at DESC, a_kind + b_kind, a, b) AS e;
--| ```
--|
--| Without limits, no order is needed. For millions of links, sort in a subquery as above, not within the aggregate, and by one number that nearly always decides, with the exact order after it:
--| `ORDER BY greatest(a_kind, b_kind) * float8 '1e10' - date_part('epoch', at), at DESC, …`. That takes less than half of the time.

CREATE TYPE identity_member AS (identifier bigint, person bigint);
COMMENT ON TYPE identity_member IS 'an identifier and its person';
CREATE FUNCTION identity_rows(members bigint[]) RETURNS SETOF identity_member
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION identity_rows(bigint[]) IS 'result of identity_components as rows';
CREATE FUNCTION identity_components_add(internal, bigint, integer, bigint, integer, integer[], integer) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION identity_components_add(internal, bigint, integer, bigint, integer, integer[], integer) IS 'aggregate support: adds a link';
CREATE FUNCTION identity_components_final(internal) RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION identity_components_final(internal) IS 'aggregate support: identifiers with their persons';
CREATE AGGREGATE identity_components(a bigint, a_kind integer, b bigint, b_kind integer, per_kind integer[], most integer) (
    SFUNC = identity_components_add, STYPE = internal, FINALFUNC = identity_components_final, PARALLEL = RESTRICTED
);
COMMENT ON AGGREGATE identity_components(bigint, integer, bigint, integer, integer[], integer) IS 'identifiers and their persons in turns, when links join them in the order of the rows unless a limit forbids';

CREATE FUNCTION identity_own_person() RETURNS trigger
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION identity_own_person() IS 'internal: trigger that makes a new identifier a person of its own';
CREATE FUNCTION identity_note_new() RETURNS trigger
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION identity_note_new() IS 'internal: trigger that adds new identifiers to the table of persons';
CREATE FUNCTION identity_note_tags() RETURNS trigger
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION identity_note_tags() IS 'internal: trigger that keeps the tags of persons';
CREATE FUNCTION identity_note_limits() RETURNS trigger
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION identity_note_limits() IS 'internal: trigger that marks an identity graph as stale when its limits change';
