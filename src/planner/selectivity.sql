--| ## Statistics
--|
--| ANALYZE keeps, besides what every type has, the most common tags of a column *and their
--| ancestors* with their frequencies, so that the planner knows how many rows are below a
--| node of the tree, and estimates `@>`, `<@`, `&&` and `@@` from that; what hangs together
--| it learns from the column's common values and its histogram. Of a labelset it keeps the
--| paths that are asserted, without a moment. Paths are kept up to 50
--| times the column's statistics target, down to 0.03 % of the rows;
--| `ALTER TABLE … ALTER COLUMN tags SET STATISTICS 1000` keeps more. The statistics are of a
--| kind of our own: pg_dump and pg_upgrade leave them behind, so run ANALYZE afterwards, as
--| before PostgreSQL 18.

CREATE FUNCTION tagset_typanalyze(internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_typanalyze(internal) IS 'ANALYZE for tagset: common tags and ancestors';
CREATE FUNCTION tagpath_typanalyze(internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_typanalyze(internal) IS 'ANALYZE for tagpath: common paths and ancestors';
CREATE FUNCTION labelset_typanalyze(internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_typanalyze(internal) IS 'ANALYZE for labelset: common paths of what is asserted, and ancestors';

CREATE FUNCTION tagset_covers_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_covers_sel(internal, oid, internal, integer) IS 'restriction selectivity of @> of tagset';
CREATE FUNCTION tagset_covers_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_covers_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @> of tagset';

CREATE FUNCTION tagset_covered_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_covered_sel(internal, oid, internal, integer) IS 'restriction selectivity of <@ of tagset';
CREATE FUNCTION tagset_covered_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_covered_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of <@ of tagset';

CREATE FUNCTION tagset_overlaps_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_overlaps_sel(internal, oid, internal, integer) IS 'restriction selectivity of &&';
CREATE FUNCTION tagset_overlaps_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_overlaps_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of &&';

CREATE FUNCTION tagset_meets_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_meets_sel(internal, oid, internal, integer) IS 'restriction selectivity of @@ of tagset and tagquery';
CREATE FUNCTION tagset_meets_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_meets_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @@ of tagset and tagquery';

CREATE FUNCTION tagpath_within_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_within_sel(internal, oid, internal, integer) IS 'restriction selectivity of <@ of tagpath';
CREATE FUNCTION tagpath_within_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_within_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of <@ of tagpath';

CREATE FUNCTION tagpath_contains_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_contains_sel(internal, oid, internal, integer) IS 'restriction selectivity of @> of tagpath';
CREATE FUNCTION tagpath_contains_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_contains_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @> of tagpath';

CREATE FUNCTION tagpath_meets_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_meets_sel(internal, oid, internal, integer) IS 'restriction selectivity of @@ of tagpath and tagquery';
CREATE FUNCTION tagpath_meets_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_meets_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @@ of tagpath and tagquery';

CREATE FUNCTION labelset_meets_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_meets_sel(internal, oid, internal, integer) IS 'restriction selectivity of @@ of labelset and tagquery';
CREATE FUNCTION labelset_meets_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_meets_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @@ of labelset and tagquery';
