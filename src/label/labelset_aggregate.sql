--| ### Aggregates of labels
--|
--| One log of many, merged as `||` merges: independent of the order of rows, in parallel.
--| NULLs are absent; no row at all gives NULL.

CREATE FUNCTION labelset_union_step(internal, labelset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_step(internal, labelset) IS 'internal: transition function of labelset_union';
CREATE FUNCTION labelset_agg_step(internal, factlabel) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION labelset_agg_step(internal, factlabel) IS 'internal: transition function of labelset_agg';
CREATE FUNCTION labelset_union_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_combine(internal, internal) IS 'internal: combine function of labelset_union and labelset_agg';
CREATE FUNCTION labelset_union_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_serialize(internal) IS 'internal: the state as the bytes of a labelset';
CREATE FUNCTION labelset_union_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_deserialize(bytea, internal) IS 'internal: the state back from the bytes of a labelset';
CREATE FUNCTION labelset_union_final(internal) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_final(internal) IS 'internal: final function of labelset_union and labelset_agg';

CREATE AGGREGATE labelset_union(labelset) (
    SFUNC = labelset_union_step, STYPE = internal, FINALFUNC = labelset_union_final,
    COMBINEFUNC = labelset_union_combine, SERIALFUNC = labelset_union_serialize, DESERIALFUNC = labelset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE labelset_union(labelset) IS 'all labels of the logs';
CREATE AGGREGATE labelset_agg(factlabel) (
    SFUNC = labelset_agg_step, STYPE = internal, FINALFUNC = labelset_union_final,
    COMBINEFUNC = labelset_union_combine, SERIALFUNC = labelset_union_serialize, DESERIALFUNC = labelset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE labelset_agg(factlabel) IS 'the log of these labels, one a row: a table post_label(post_id, label, …) as logs';
