--| ### Aggregates of labels
--|
--| These make one log out of many rows, merged as by `||`. The result does not depend on the order
--| of rows, and they run in parallel. NULLs are ignored, and the result is NULL if there is no
--| row.

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
COMMENT ON FUNCTION labelset_union_serialize(internal) IS 'internal: serializes the state of labelset_union and labelset_agg';
CREATE FUNCTION labelset_union_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_deserialize(bytea, internal) IS 'internal: deserializes the state of labelset_union and labelset_agg';
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
COMMENT ON AGGREGATE labelset_agg(factlabel) IS 'the log of these labels, one per row';

--| ```sql
--| SELECT labelset_agg(label) FROM unnest('{spam[by=auto],hate[by=human]}'::factlabel[]) AS label;    -- hate[by=human], spam[by=auto]
--| SELECT labelset_union(labels) FROM unnest(ARRAY['spam[by=auto]', 'spam[by=human]']::labelset[]) AS labels;    -- spam[by=auto], spam[by=human]
--| ```
