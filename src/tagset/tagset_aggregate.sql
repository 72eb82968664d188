--| ### Aggregates
--|
--| These make one set out of many rows. The result does not depend on the order of rows, and they
--| run in parallel. Memory use is proportional to the number of distinct paths. NULLs are ignored,
--| and the result is NULL if there is no row. `tagset_intersect` is also NULL if all sets are
--| NULL.
--|
--| PostgreSQL's aggregates have no default arguments, so `tagset_agg` takes a path alone or with all
--| four attributes. To give some of them by name, unite sets of one:
--| `tagset_union(tagset_make(tag, until => expires))`.
--|
--| Several elements at the same path become one with these attributes:
--|
--| | | weight, 1 if absent | value | since | until |
--| |---|---|---|---|---|
--| | `tagset_agg`, `tagset_union` | largest | largest | earliest; absent is the earliest | latest; absent is the latest |
--| | `tagset_intersect` | smallest | smallest, if all have one | latest; absent is the earliest | earliest; absent is the latest |

CREATE FUNCTION tagset_union_step(internal, tagset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_step(internal, tagset) IS 'internal: transition function of tagset_union';
CREATE FUNCTION tagset_agg_step(internal, tagpath, double precision, double precision, timestamptz, timestamptz) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_agg_step(internal, tagpath, double precision, double precision, timestamptz, timestamptz) IS 'internal: transition function of tagset_agg';
CREATE FUNCTION tagset_agg_step(internal, tagpath) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_agg_step(internal, tagpath) IS 'internal: transition function of tagset_agg without attributes';
CREATE FUNCTION tagset_agg_step(internal, text, double precision, double precision, timestamptz, timestamptz) RETURNS internal
    AS 'MODULE_PATHNAME', 'tagset_agg_text_step' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_agg_step(internal, text, double precision, double precision, timestamptz, timestamptz) IS 'internal: transition function of tagset_agg of text';
CREATE FUNCTION tagset_agg_step(internal, text) RETURNS internal
    AS 'MODULE_PATHNAME', 'tagset_agg_text_step' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_agg_step(internal, text) IS 'internal: transition function of tagset_agg of text without attributes';
CREATE FUNCTION tagset_union_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_combine(internal, internal) IS 'internal: combine function of tagset_union and tagset_agg';
CREATE FUNCTION tagset_union_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_serialize(internal) IS 'internal: serializes the state of tagset_union and tagset_agg';
CREATE FUNCTION tagset_union_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_deserialize(bytea, internal) IS 'internal: deserializes the state of tagset_union and tagset_agg';
CREATE FUNCTION tagset_union_final(internal) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_final(internal) IS 'internal: final function of tagset_union and tagset_agg';

CREATE AGGREGATE tagset_union(tagset) (
    SFUNC = tagset_union_step, STYPE = internal, FINALFUNC = tagset_union_final,
    COMBINEFUNC = tagset_union_combine, SERIALFUNC = tagset_union_serialize, DESERIALFUNC = tagset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_union(tagset) IS 'the union of the sets';
CREATE AGGREGATE tagset_agg(path tagpath, weight double precision, value double precision, since timestamptz, until timestamptz) (
    SFUNC = tagset_agg_step, STYPE = internal, FINALFUNC = tagset_union_final,
    COMBINEFUNC = tagset_union_combine, SERIALFUNC = tagset_union_serialize, DESERIALFUNC = tagset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_agg(tagpath, double precision, double precision, timestamptz, timestamptz) IS 'the set of these tags, one tag with its attributes per row';
CREATE AGGREGATE tagset_agg(path tagpath) (
    SFUNC = tagset_agg_step, STYPE = internal, FINALFUNC = tagset_union_final,
    COMBINEFUNC = tagset_union_combine, SERIALFUNC = tagset_union_serialize, DESERIALFUNC = tagset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_agg(tagpath) IS 'the set of these paths, one per row, without attributes';
CREATE AGGREGATE tagset_agg(path text, weight double precision, value double precision, since timestamptz, until timestamptz) (
    SFUNC = tagset_agg_step, STYPE = internal, FINALFUNC = tagset_union_final,
    COMBINEFUNC = tagset_union_combine, SERIALFUNC = tagset_union_serialize, DESERIALFUNC = tagset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_agg(text, double precision, double precision, timestamptz, timestamptz) IS 'the set of these tags, one tag with its attributes per row, with the paths read from text';
CREATE AGGREGATE tagset_agg(path text) (
    SFUNC = tagset_agg_step, STYPE = internal, FINALFUNC = tagset_union_final,
    COMBINEFUNC = tagset_union_combine, SERIALFUNC = tagset_union_serialize, DESERIALFUNC = tagset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_agg(text) IS 'the set of these paths, read from text, one per row';

CREATE FUNCTION tagset_intersect_step(tagset, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_intersect_step(tagset, tagset) IS 'internal: transition and combine function of tagset_intersect';

CREATE AGGREGATE tagset_intersect(tagset) (
    SFUNC = tagset_intersect_step, STYPE = tagset, COMBINEFUNC = tagset_intersect_step, PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_intersect(tagset) IS 'the elements whose exact paths are in every set';

--| ```sql
--| SELECT tagset_agg(tag) FROM unnest('{interest/golf,vip}'::text[]) AS tag;    -- interest/golf, vip
--| SELECT tagset_intersect(tags) FROM unnest(ARRAY['interest/golf, vip', 'vip, region/taipei']::tagset[]) AS tags;    -- vip
--| ```
