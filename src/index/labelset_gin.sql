--| `CREATE INDEX ON post USING gin (labels);` serves `labels @@ query`, `labels @> set`, and their
--| function forms. Its keys tell labels that assert, and are neither superseded nor withdrawn, from
--| all others. So without a timestamp, these are exact in the index:
--|
--| - `@>`; plain terms, `=`, wildcards, `&` and `|`;
--| - literal terms with one filter on the source, down to two segments;
--| - literal terms with filters on the verdict and on tenths of the score (`score>=0.8`).
--|
--| `!`, other filters, and timestamps are rechecked against the row. Literal terms with a timestamp,
--| alone or joined by `|`, find few rows too many, because the index has the times at which each path
--| was asserted. An index without these times, `USING gin (labels labelset_gin_ops)`, is a third
--| smaller. That is the class of indexes that version 0.2.0 made.
--|
--| A source is found by the paths that it labels. So all that somebody said is sooner found with the names at the top,
--| `hate[by=human/ana] | misinfo[by=human/ana]`, than by `**[by=human/ana]`, for which each row with a label is read.

CREATE FUNCTION labelset_gin_extract_value(labelset, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_extract_value(labelset, internal) IS 'GIN support: the keys of a log';
CREATE FUNCTION labelset_gin_extract_query(labelset, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_extract_query(labelset, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys of a condition';
CREATE FUNCTION labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal) IS 'GIN support: whether a row with these keys matches the condition';
CREATE FUNCTION labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal) IS 'GIN support: whether a row matches the condition if some keys are unknown';
CREATE FUNCTION labelset_gin_compare_partial(bytea, bytea, smallint, internal) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_compare_partial(bytea, bytea, smallint, internal) IS 'GIN support: whether a key matches a wildcard pattern';

CREATE OPERATOR CLASS labelset_gin_ops FOR TYPE labelset USING gin AS
    OPERATOR 1 @@ (labelset, tagquery),
    OPERATOR 2 @> (labelset, tagset),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 labelset_gin_extract_value(labelset, internal),
    FUNCTION 3 labelset_gin_extract_query(labelset, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal),
    FUNCTION 5 labelset_gin_compare_partial(bytea, bytea, smallint, internal),
    FUNCTION 6 labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS labelset_gin_ops USING gin IS 'paths and strict ancestors, separately for labels that assert, for @@ and @>';
COMMENT ON OPERATOR FAMILY labelset_gin_ops USING gin IS 'paths and strict ancestors, separately for labels that assert, for @@ and @>';

CREATE FUNCTION labelset_gin_time_extract_value(labelset, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_time_extract_value(labelset, internal) IS 'GIN support: the keys of a log, with those of times';
CREATE FUNCTION labelset_gin_time_extract_query(labelset, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_time_extract_query(labelset, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys of a condition, with those of times';

-- Without triConsistent: GIN then calls consistent for each row. What triConsistent says of one row that needs a
-- recheck, GIN takes to hold for all rows after it (keyGetItem does not reset recheckCurItem).
CREATE OPERATOR CLASS labelset_gin_time_ops DEFAULT FOR TYPE labelset USING gin AS
    OPERATOR 1 @@ (labelset, tagquery),
    OPERATOR 2 @> (labelset, tagset),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 labelset_gin_time_extract_value(labelset, internal),
    FUNCTION 3 labelset_gin_time_extract_query(labelset, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal),
    FUNCTION 5 labelset_gin_compare_partial(bytea, bytea, smallint, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS labelset_gin_time_ops USING gin IS 'those of labelset_gin_ops, and the times at which each path was asserted, for @@ and @>';
COMMENT ON OPERATOR FAMILY labelset_gin_time_ops USING gin IS 'those of labelset_gin_ops, and the times at which each path was asserted, for @@ and @>';
