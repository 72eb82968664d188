--| ### Roll-ups
--|
--| Numbers for every tag **and every ancestor**, from one pass over the sets. Each gives an
--| array in preorder, to be unnested: a tag, its depth, how many sets have an element at or
--| below it (each set once, however many elements), and what else was asked for. They run in
--| parallel and do not depend on the order of rows; memory is proportional to the distinct
--| tags, not to the rows. NULLs and empty sets count nowhere; no row at all gives NULL. A
--| roll-up of more than 1 GB, some ten million tags, is refused (54000).

CREATE TYPE tagset_tally AS (tag tagpath, depth integer, rows bigint);
COMMENT ON TYPE tagset_tally IS 'a row of tagset_counts: the tag, its depth from 1, the number of sets at or below it';

CREATE FUNCTION tagset_counts_step(internal, tagset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_counts_step(internal, tagset) IS 'internal: transition function of tagset_counts';
CREATE FUNCTION tagset_counts_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_counts_combine(internal, internal) IS 'internal: combine function of tagset_counts and tagset_counts_merge';
CREATE FUNCTION tagset_counts_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_counts_serialize(internal) IS 'internal: the state of tagset_counts as bytes';
CREATE FUNCTION tagset_counts_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_counts_deserialize(bytea, internal) IS 'internal: the state of tagset_counts back from bytes';
CREATE FUNCTION tagset_counts_final(internal) RETURNS tagset_tally[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_counts_final(internal) IS 'internal: final function of tagset_counts and tagset_counts_merge';

CREATE AGGREGATE tagset_counts(tagset) (
    SFUNC = tagset_counts_step, STYPE = internal, FINALFUNC = tagset_counts_final,
    COMBINEFUNC = tagset_counts_combine, SERIALFUNC = tagset_counts_serialize, DESERIALFUNC = tagset_counts_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_counts(tagset) IS 'for every tag and ancestor the number of sets at or below it';
