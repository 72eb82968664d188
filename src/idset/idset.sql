--| ## idset
--|
--| A set of ids, each a `bigint`: the members with a tag, the buyers of a day, those whom [audiences](#audiences) find (`audience_ids`). A million ids
--| without gaps take 100 bytes, and a million of ten million take 1.2 MB. Unions, intersections and counts of
--| such sets take about a millisecond.
--|
--| ```sql
--| CREATE TABLE saved (name text PRIMARY KEY, ids idset NOT NULL);
--| INSERT INTO saved VALUES ('buyers', '{1-3,7}'), ('readers', '{2-9,70000}');
--|
--| SELECT name, idset_count(ids) FROM saved ORDER BY name;                     -- buyers 4, readers 9
--| SELECT name FROM saved WHERE ids @> 8;                                      -- readers
--| SELECT r.ids - b.ids AS did_not_buy, idset_common_count(r.ids, b.ids) AS bought
--| FROM saved AS r, saved AS b WHERE r.name = 'readers' AND b.name = 'buyers';        -- {4-6,8,9,70000} and 3
--| SELECT idset_union(ids) FROM saved;                                         -- {1-9,70000}
--| UPDATE saved SET ids = ids | (SELECT idset_agg(id) FROM generate_series(20, 25) AS id) WHERE name = 'buyers';
--| SELECT idset_ids(ids) FROM saved WHERE name = 'buyers' LIMIT 2;             -- 1 and 2
--| ```
--|
--| A set is written like an array, and three or more ids without a gap as a run: `{1-3,7,70000}`. A run has both
--| its ends, so `{-5--3}` is −5, −4 and −3. The empty set is `{}`. Text may have ids and runs in any order, more
--| than once and in quotes, so what a driver sends as an array reads as a set. Cast the parameter, as many drivers say that it is an array:
--| `$1::idset`. JSON is read by the cast from `jsonb`: `'[1, 2, "9007199254740993"]'::jsonb::idset`.
--|
--| - Ids should lie close to each other, as those of an identity column do: 65,536 neighbours form a block, and
--|   an id that is alone in its block takes some ten bytes.
--| - A set has ids in at most 16,777,216 blocks, takes at most 1 GB and prints to at most 900 MB (54000 beyond that).
--| - Values are stored without compression. So `idset_count` reads a few bytes of a large set, and `@>` a part of it.

--@ src/text/text_type.sql.in
--@     type         idset
--@     description  set of bigint ids
--@     input        text input of idset
--@     output       text output of idset, in ascending order
--@     cost_input   COST 50
--@     cost_output  COST 50
--@     storage      INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = external

--| ### Algebra
--|
--| `|` takes NULL for the empty set. `&` and `-` leave the left set as it is if the right one is NULL. `&&` and
--| `idset_common_count` make no set, so they are faster than `&`.

CREATE FUNCTION idset_or(idset, idset) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_or(idset, idset) IS 'implementation of the | operator';
CREATE FUNCTION idset_and(idset, idset) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_and(idset, idset) IS 'implementation of the & operator';
CREATE FUNCTION idset_minus(idset, idset) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_minus(idset, idset) IS 'implementation of the - operator';
CREATE FUNCTION idset_contains(idset, bigint) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION idset_contains(idset, bigint) IS 'implementation of the @> operator';
CREATE FUNCTION idset_contained(bigint, idset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION idset_contained(bigint, idset) IS 'implementation of the <@ operator';
CREATE FUNCTION idset_overlaps(idset, idset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_overlaps(idset, idset) IS 'implementation of the && operator';

CREATE OPERATOR | (LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_or, COMMUTATOR = |);
COMMENT ON OPERATOR | (idset, idset) IS 'the ids that are in either set';
CREATE OPERATOR & (LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_and);
COMMENT ON OPERATOR & (idset, idset) IS 'the ids that are in both sets';
CREATE OPERATOR - (LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_minus);
COMMENT ON OPERATOR - (idset, idset) IS 'the ids of the left set that are not in the right one';
CREATE OPERATOR @> (
    LEFTARG = idset, RIGHTARG = bigint, FUNCTION = idset_contains, COMMUTATOR = <@,
    RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @> (idset, bigint) IS 'whether the id is in the set';
CREATE OPERATOR <@ (
    LEFTARG = bigint, RIGHTARG = idset, FUNCTION = idset_contained, COMMUTATOR = @>,
    RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR <@ (bigint, idset) IS 'whether the id is in the set';
CREATE OPERATOR && (
    LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_overlaps, COMMUTATOR = &&,
    RESTRICT = areasel, JOIN = areajoinsel
);
COMMENT ON OPERATOR && (idset, idset) IS 'whether some id is in both sets';

--| ### Counts and rows

CREATE FUNCTION idset_count(idset) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION idset_count(idset) IS 'number of ids';
CREATE FUNCTION idset_common_count(idset, idset) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_common_count(idset, idset) IS 'number of ids that are in both sets';
CREATE FUNCTION idset_ids_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION idset_ids_support(internal) IS 'planner support: estimates how many rows idset_ids returns';
CREATE FUNCTION idset_ids(idset) RETURNS SETOF bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000 SUPPORT idset_ids_support;
COMMENT ON FUNCTION idset_ids(idset) IS 'the ids in ascending order, one per row';

--| ### Aggregates
--|
--| The aggregates run in parallel, and the result does not depend on the order of rows. NULLs are ignored, and the
--| result is NULL if there is no row. `idset_intersect` is also NULL if all sets are NULL.

CREATE FUNCTION idset_union_step(internal, idset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_union_step(internal, idset) IS 'internal: transition function of idset_union';
CREATE FUNCTION idset_agg_step(internal, bigint) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION idset_agg_step(internal, bigint) IS 'internal: transition function of idset_agg';
CREATE FUNCTION idset_union_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_union_combine(internal, internal) IS 'internal: combine function of idset_union and idset_agg';
CREATE FUNCTION idset_union_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_union_serialize(internal) IS 'internal: serializes the state of idset_union and idset_agg';
CREATE FUNCTION idset_union_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_union_deserialize(bytea, internal) IS 'internal: deserializes the state of idset_union and idset_agg';
CREATE FUNCTION idset_union_final(internal) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_union_final(internal) IS 'internal: final function of idset_union and idset_agg';
CREATE FUNCTION idset_intersect_step(idset, idset) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_intersect_step(idset, idset) IS 'internal: transition and combine function of idset_intersect';

CREATE AGGREGATE idset_agg(bigint) (
    SFUNC = idset_agg_step, STYPE = internal, FINALFUNC = idset_union_final,
    COMBINEFUNC = idset_union_combine, SERIALFUNC = idset_union_serialize, DESERIALFUNC = idset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE idset_agg(bigint) IS 'the set of these ids, one per row';
CREATE AGGREGATE idset_union(idset) (
    SFUNC = idset_union_step, STYPE = internal, FINALFUNC = idset_union_final,
    COMBINEFUNC = idset_union_combine, SERIALFUNC = idset_union_serialize, DESERIALFUNC = idset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE idset_union(idset) IS 'the ids that are in some set';
CREATE AGGREGATE idset_intersect(idset) (
    SFUNC = idset_intersect_step, STYPE = idset, COMBINEFUNC = idset_intersect_step, PARALLEL = SAFE
);
COMMENT ON AGGREGATE idset_intersect(idset) IS 'the ids that are in every set';

--| ```sql
--| SELECT idset_intersect(ids) FROM unnest('{"{1,2,3}","{2,3,4}"}'::idset[]) AS ids;    -- {2,3}
--| ```

--| ### Roaring bitmaps
--|
--| Many programs keep sets of ids as Roaring bitmaps. These functions write and read 64-bit bitmaps in the
--| [portable format](https://github.com/RoaringBitmap/RoaringFormatSpec) of CRoaring and its kin in Java, Go, Rust
--| and Python.
--|
--| - The ids of a bitmap are unsigned. A negative id is its two's complement, so −1 is 2⁶⁴ − 1.
--| - `idset_from_roaring` checks all of the bitmap, and refuses what the format does not allow (22P03).
--| - A 32-bit bitmap, such as one of type `roaringbitmap` of pg_roaringbitmap, is read with 12 bytes before it.
--|   They say that one bitmap follows, for ids below 2³².
--|
--| ```sql
--| SELECT idset_to_roaring('{1,2,7}');    -- \x0100000000000000000000003a300000010000000000020010000000010002000700
--| SELECT idset_from_roaring('\x0100000000000000000000003a300000010000000000020010000000010002000700');            -- {1,2,7}
--| SELECT idset_from_roaring('\x010000000000000000000000'::bytea || '\x3a300000010000000000020010000000010002000700');    -- {1,2,7}
--| ```

CREATE FUNCTION idset_to_roaring(idset) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_to_roaring(idset) IS 'the ids as a 64-bit Roaring bitmap in the portable format';
CREATE FUNCTION idset_from_roaring(bytea) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_from_roaring(bytea) IS 'the ids of a 64-bit Roaring bitmap in the portable format';

--| ### Casts
--|
--| - An array of integers, or JSON array of numbers or strings, may have ids in any order and more than once. A NULL
--|   in an array is refused (22004).
--| - An array holds at most 134,217,724 ids, and `jsonb` 22,369,621 (54000 beyond that). `idset_ids` has no limit.

--@ src/text/text_casts.sql.in
--@     type         idset
--@     value        a set of ids
--@     cost_input   COST 50
--@     cost_output  COST 50

CREATE FUNCTION idset_from_array(bigint[]) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_from_array(bigint[]) IS 'bigint[] to idset, in any order and more than once';
CREATE FUNCTION idset_from_array(integer[]) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_from_array(integer[]) IS 'integer[] to idset, as from bigint[]';
CREATE FUNCTION idset_from_array(smallint[]) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_from_array(smallint[]) IS 'smallint[] to idset, as from bigint[]';
CREATE FUNCTION idset_to_array(idset) RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_to_array(idset) IS 'idset to bigint[]: the ids in ascending order';
CREATE FUNCTION idset_from_jsonb(jsonb) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_from_jsonb(jsonb) IS 'jsonb to idset: an array of numbers, or of numbers as strings';
CREATE FUNCTION idset_from_json(json) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_from_json(json) IS 'json to idset, as from jsonb';
CREATE FUNCTION idset_to_jsonb(idset) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION idset_to_jsonb(idset) IS 'idset to jsonb: an array of numbers, ascending';
CREATE CAST (bigint[] AS idset) WITH FUNCTION idset_from_array(bigint[]) AS ASSIGNMENT;
COMMENT ON CAST (bigint[] AS idset) IS 'the set of these ids';
CREATE CAST (integer[] AS idset) WITH FUNCTION idset_from_array(integer[]) AS ASSIGNMENT;
COMMENT ON CAST (integer[] AS idset) IS 'the set of these ids';
CREATE CAST (smallint[] AS idset) WITH FUNCTION idset_from_array(smallint[]) AS ASSIGNMENT;
COMMENT ON CAST (smallint[] AS idset) IS 'the set of these ids';
CREATE CAST (idset AS bigint[]) WITH FUNCTION idset_to_array(idset) AS ASSIGNMENT;
COMMENT ON CAST (idset AS bigint[]) IS 'the ids in ascending order';
CREATE CAST (jsonb AS idset) WITH FUNCTION idset_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS idset) IS 'read an array of numbers, or of numbers as strings';
CREATE CAST (json AS idset) WITH FUNCTION idset_from_json(json) AS ASSIGNMENT;
COMMENT ON CAST (json AS idset) IS 'read as from jsonb';
CREATE CAST (idset AS jsonb) WITH FUNCTION idset_to_jsonb(idset) AS ASSIGNMENT;
COMMENT ON CAST (idset AS jsonb) IS 'an array of numbers, ascending';

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `ids::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         idset
--@     cost_output  COST 50

--| ### Comparing sets
--|
--| Sets are compared for GROUP BY, DISTINCT and joins, byte by byte. Their order has no other meaning.

--@ src/index/comparison.sql.in
--@     type   idset
--@     same   whether both sets have the same ids
--@     other  whether one of the sets has an id that the other has not
