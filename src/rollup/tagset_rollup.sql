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

CREATE FUNCTION tagset_counts_merge_step(internal, tagset_tally[]) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_counts_merge_step(internal, tagset_tally[]) IS 'internal: transition function of tagset_counts_merge';

CREATE AGGREGATE tagset_counts_merge(tagset_tally[]) (
    SFUNC = tagset_counts_merge_step, STYPE = internal, FINALFUNC = tagset_counts_final,
    COMBINEFUNC = tagset_counts_combine, SERIALFUNC = tagset_counts_serialize, DESERIALFUNC = tagset_counts_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_counts_merge(tagset_tally[]) IS 'results of tagset_counts for parts (nodes, partitions, days) added up, tag by tag: a member counts once in every part that has it; the rows of an array may come in any order; 22023 for rows that tagset_counts does not give, 22003 for a sum beyond bigint';

CREATE TYPE tagset_total AS (tag tagpath, depth integer, rows bigint, total numeric);
COMMENT ON TYPE tagset_total IS 'a row of tagset_sums: the tag, its depth from 1, the number of sets at or below it, the sum of their amounts';

CREATE FUNCTION tagset_sums_step(internal, tagset, numeric) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 25;
COMMENT ON FUNCTION tagset_sums_step(internal, tagset, numeric) IS 'internal: transition function of tagset_sums';
CREATE FUNCTION tagset_sums_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_sums_combine(internal, internal) IS 'internal: combine function of tagset_sums';
CREATE FUNCTION tagset_sums_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_sums_serialize(internal) IS 'internal: the state of tagset_sums as bytes';
CREATE FUNCTION tagset_sums_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_sums_deserialize(bytea, internal) IS 'internal: the state of tagset_sums back from bytes';
CREATE FUNCTION tagset_sums_final(internal) RETURNS tagset_total[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_sums_final(internal) IS 'internal: final function of tagset_sums';

CREATE AGGREGATE tagset_sums(tags tagset, amount numeric) (
    SFUNC = tagset_sums_step, STYPE = internal, FINALFUNC = tagset_sums_final,
    COMBINEFUNC = tagset_sums_combine, SERIALFUNC = tagset_sums_serialize, DESERIALFUNC = tagset_sums_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_sums(tagset, numeric) IS 'for every tag and ancestor the number of sets at or below it and the sum of their amounts, exact; as count(*) and sum() have it, a set with a NULL amount counts among the rows and adds nothing to the total, which is NULL where all amounts are';

--| #### For BI tools
--|
--| Plain columns for a treemap, sunburst or drill-down, a row a tag:
--|
--| ```sql
--| SELECT tag::text, tagpath_parent(tag)::text AS parent, depth, rows
--| FROM unnest((SELECT tagset_counts(tags) FROM member));
--| ```
--|
--| Distinct members per tag per day, where a member may visit several times a day:
--|
--| ```sql
--| SELECT day, tag::text, rows AS members
--| FROM (SELECT day, tagset_counts(tags) AS counts
--|       FROM (SELECT day, member_id, tagset_union(tags) AS tags FROM visit GROUP BY 1, 2) AS a
--|       GROUP BY day) AS b, unnest(counts);
--| ```
--|
--| `WHERE depth = 2` behind either asks for one level, `tagset_counts(tagset_live(tags, now()))`
--| for what holds now, `tagset_counts(tagset_below(tags, 'interest'))` for one subtree.
