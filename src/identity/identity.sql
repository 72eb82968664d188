--| ## Identities

CREATE FUNCTION identity_create(graph text, prefer text DEFAULT 'last', most integer DEFAULT 500) RETURNS regclass
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_create(text, text, integer) IS 'makes an identity graph, and returns the table that stands for it';
CREATE FUNCTION identity_drop(graph regclass) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_drop(regclass) IS 'drops an identity graph: its tables and its view';

CREATE FUNCTION identity_see(graph regclass, identifiers jsonb, at timestamptz, source text) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_see(regclass, jsonb, timestamptz, text) IS 'records that identifiers were seen together, and returns the person of the strongest of them';
CREATE FUNCTION identity_unlink(graph regclass, link bigint, reason text DEFAULT NULL) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_unlink(regclass, bigint, text) IS 'takes back what a source says of two identifiers, and returns how many identifiers got another person';
CREATE FUNCTION identity_resolve(graph regclass, identifiers bigint[] DEFAULT NULL) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_resolve(regclass, bigint[]) IS 'computes the persons of these identifiers anew, or all if NULL, and returns how many identifiers got another person';

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

CREATE TYPE identity_proof AS (erasure bigint, digest bytea, salt bytea);
COMMENT ON TYPE identity_proof IS 'proof of an erasure: the salt is for the person, and not stored';
CREATE FUNCTION identity_erase(graph regclass, person bigint, method text, place text, reason text DEFAULT NULL, salt bytea DEFAULT NULL) RETURNS SETOF identity_proof
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1;
COMMENT ON FUNCTION identity_erase(regclass, bigint, text, text, text, bytea) IS 'deletes a person''s identifiers, links and history, and returns the proof';

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
