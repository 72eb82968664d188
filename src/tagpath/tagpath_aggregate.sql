--| ### Aggregate
--|
--| NULLs are ignored. The result is NULL if the paths have no segment in common, or if there is no
--| path at all.

CREATE FUNCTION tagpath_common_step(internal, tagpath) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_step(internal, tagpath) IS 'internal: transition function of tagpath_common';
CREATE FUNCTION tagpath_common_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_combine(internal, internal) IS 'internal: combine function of tagpath_common';
CREATE FUNCTION tagpath_common_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_serialize(internal) IS 'internal: serializes the state of tagpath_common';
CREATE FUNCTION tagpath_common_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_deserialize(bytea, internal) IS 'internal: deserializes the state of tagpath_common';
CREATE FUNCTION tagpath_common_final(internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_final(internal) IS 'internal: final function of tagpath_common';

CREATE AGGREGATE tagpath_common(tagpath) (
    SFUNC = tagpath_common_step, STYPE = internal, SSPACE = 64, FINALFUNC = tagpath_common_final,
    COMBINEFUNC = tagpath_common_combine, SERIALFUNC = tagpath_common_serialize, DESERIALFUNC = tagpath_common_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagpath_common(tagpath) IS 'the deepest path at or above all paths';

--| ```sql
--| SELECT tagpath_common('interest/sport/golf', 'interest/sport/tennis');    -- interest/sport
--| ```
