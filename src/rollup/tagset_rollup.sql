--| ### Roll-ups
--|
--| These aggregates produce numbers for every tag **and every ancestor** in one pass over the
--| sets. Each returns an array in preorder, to be unnested, with one entry per tag: the tag, its
--| depth, and the number of sets that have an element at or below it. A set counts once per tag,
--| however many such elements it has.
--|
--| - They run in parallel, and the result does not depend on the order of rows. Memory use is
--|   proportional to the number of distinct tags, not to the number of rows.
--| - NULLs and empty sets are not counted. The result is NULL if there is no row.
--| - A roll-up of more than 1 GB, about ten million tags, is refused (54000).
--| - `tagset_counts_merge` adds up results of `tagset_counts` for parts of the data, such as
--|   nodes, partitions or days, tag by tag. A set that is in several parts counts once in each.
--|   The entries of an array may be in any order. It raises 22023 for entries that `tagset_counts`
--|   would not return, and 22003 for a sum beyond bigint.
--| - `tagset_sums` is exact. As with `count(*)` and `sum()`, a set with a NULL amount counts as a
--|   row but adds nothing to the total, and the total is NULL if all amounts are NULL.

CREATE TYPE tagset_tally AS (tag tagpath, depth integer, rows bigint);
COMMENT ON TYPE tagset_tally IS 'an entry of tagset_counts: the tag, its depth from 1, and the number of sets at or below it';

CREATE FUNCTION tagset_counts_step(internal, tagset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_counts_step(internal, tagset) IS 'internal: transition function of tagset_counts';
CREATE FUNCTION tagset_counts_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_counts_combine(internal, internal) IS 'internal: combine function of tagset_counts and tagset_counts_merge';
CREATE FUNCTION tagset_counts_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_counts_serialize(internal) IS 'internal: serializes the state of tagset_counts';
CREATE FUNCTION tagset_counts_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_counts_deserialize(bytea, internal) IS 'internal: deserializes the state of tagset_counts';
CREATE FUNCTION tagset_counts_final(internal) RETURNS tagset_tally[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_counts_final(internal) IS 'internal: final function of tagset_counts and tagset_counts_merge';

CREATE AGGREGATE tagset_counts(tagset) (
    SFUNC = tagset_counts_step, STYPE = internal, FINALFUNC = tagset_counts_final,
    COMBINEFUNC = tagset_counts_combine, SERIALFUNC = tagset_counts_serialize, DESERIALFUNC = tagset_counts_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_counts(tagset) IS 'for every tag and ancestor, the number of sets with an element at or below it';

CREATE FUNCTION tagset_counts_merge_step(internal, tagset_tally[]) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_counts_merge_step(internal, tagset_tally[]) IS 'internal: transition function of tagset_counts_merge';

CREATE AGGREGATE tagset_counts_merge(tagset_tally[]) (
    SFUNC = tagset_counts_merge_step, STYPE = internal, FINALFUNC = tagset_counts_final,
    COMBINEFUNC = tagset_counts_combine, SERIALFUNC = tagset_counts_serialize, DESERIALFUNC = tagset_counts_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_counts_merge(tagset_tally[]) IS 'the sum, tag by tag, of several results of tagset_counts';

CREATE TYPE tagset_total AS (tag tagpath, depth integer, rows bigint, total numeric);
COMMENT ON TYPE tagset_total IS 'an entry of tagset_sums: the tag, its depth from 1, the number of sets at or below it, and the sum of their amounts';

CREATE FUNCTION tagset_sums_step(internal, tagset, numeric) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 25;
COMMENT ON FUNCTION tagset_sums_step(internal, tagset, numeric) IS 'internal: transition function of tagset_sums';
CREATE FUNCTION tagset_sums_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_sums_combine(internal, internal) IS 'internal: combine function of tagset_sums';
CREATE FUNCTION tagset_sums_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_sums_serialize(internal) IS 'internal: serializes the state of tagset_sums';
CREATE FUNCTION tagset_sums_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_sums_deserialize(bytea, internal) IS 'internal: deserializes the state of tagset_sums';
CREATE FUNCTION tagset_sums_final(internal) RETURNS tagset_total[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_sums_final(internal) IS 'internal: final function of tagset_sums';

CREATE AGGREGATE tagset_sums(tags tagset, amount numeric) (
    SFUNC = tagset_sums_step, STYPE = internal, FINALFUNC = tagset_sums_final,
    COMBINEFUNC = tagset_sums_combine, SERIALFUNC = tagset_sums_serialize, DESERIALFUNC = tagset_sums_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_sums(tagset, numeric) IS 'for every tag and ancestor, the number of sets with an element at or below it and the sum of their amounts';

--| ```sql
--| SELECT tag, rows, total FROM unnest((SELECT tagset_sums(tags, spend) FROM (VALUES ('interest/golf'::tagset, 120), ('interest/music', 80)) AS v (tags, spend))) ORDER BY tag;    -- interest, 2, 200; interest/golf, 1, 120; interest/music, 1, 80 …
--| SELECT tag, rows FROM unnest((SELECT tagset_counts_merge(counts) FROM (VALUES ((SELECT tagset_counts('interest/golf'))), ((SELECT tagset_counts('interest/music')))) AS node (counts))) ORDER BY tag;    -- interest, 2; interest/golf, 1; interest/music, 1 …
--| ```

--| #### For BI tools
--|
--| Plain columns for a treemap, sunburst or drill-down, one row per tag:
--|
--| ```sql
--| SELECT tag::text, tagpath_parent(tag)::text AS parent, depth, rows
--| FROM unnest((SELECT tagset_counts(tags) FROM member));
--| ```
--|
--| Distinct members per tag and day, where a member may visit several times a day:
--|
--| ```sql
--| SELECT day, tag::text, rows AS members
--| FROM (SELECT day, tagset_counts(tags) AS counts
--|       FROM (SELECT day, member_id, tagset_union(tags) AS tags FROM visit GROUP BY 1, 2) AS a
--|       GROUP BY day) AS b, unnest(counts);
--| ```
--|
--| For one level, add `WHERE depth = 2` to either query. For the tags valid now, count
--| `tagset_live(tags, now())`. For one subtree, count `tagset_below(tags, 'interest')`.
