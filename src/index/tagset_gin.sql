--| ### GIN
--|
--| `CREATE INDEX ON member USING gin (tags);` serves `@>` (with a path or a set), `<@`, `&&` and
--| `@@`, and their function forms. The index has a key for every element and for every strict
--| ancestor, and can tell the two apart. So plain terms, `=`, wildcards, `&`, `|`, `N of` and `&&` are
--| exact in the index. Only `<@`, `!`, timestamps, and filters but
--| `path=` after a name are rechecked against the row.

CREATE FUNCTION factag_gin_compare(bytea, bytea) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factag_gin_compare(bytea, bytea) IS 'GIN support: compares keys byte by byte';
CREATE FUNCTION tagset_gin_extract_value(tagset, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_extract_value(tagset, internal) IS 'GIN support: the keys of a set';
CREATE FUNCTION tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys of a condition';
CREATE FUNCTION tagset_gin_consistent(internal, smallint, tagset, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_consistent(internal, smallint, tagset, integer, internal, internal, internal, internal) IS 'GIN support: whether a row with these keys matches the condition';
CREATE FUNCTION tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal) IS 'GIN support: whether a row matches the condition if some keys are unknown';
CREATE FUNCTION tagset_gin_compare_partial(bytea, bytea, smallint, internal) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_compare_partial(bytea, bytea, smallint, internal) IS 'GIN support: whether a key matches a wildcard pattern';

CREATE OPERATOR CLASS tagset_gin_ops DEFAULT FOR TYPE tagset USING gin AS
    OPERATOR 1 @> (tagset, tagset),
    OPERATOR 2 @> (tagset, tagpath),
    OPERATOR 3 <@ (tagset, tagset),
    OPERATOR 4 && (tagset, tagset),
    OPERATOR 5 @@ (tagset, tagquery),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 tagset_gin_extract_value(tagset, internal),
    FUNCTION 3 tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 tagset_gin_consistent(internal, smallint, tagset, integer, internal, internal, internal, internal),
    FUNCTION 5 tagset_gin_compare_partial(bytea, bytea, smallint, internal),
    FUNCTION 6 tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS tagset_gin_ops USING gin IS 'elements and strict ancestors, for @> <@ && @@';
COMMENT ON OPERATOR FAMILY tagset_gin_ops USING gin IS 'elements and strict ancestors, for @> <@ && @@';
