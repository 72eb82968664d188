--| ## Statistics
--|
--| For a column of type tagset, tagpath or labelset, ANALYZE also collects the most common tags
--| *and their ancestors* with their frequencies. So the planner knows how many rows are below a
--| node of the tree, and estimates `@>`, `<@`, `&&` and `@@` from that. It detects correlated
--| conditions from the column's most common values and its histogram. For a labelset, the
--| statistics count the paths that are asserted without a timestamp.
--|
--| - ANALYZE keeps up to 50 times as many paths as the column's statistics target, down to a
--|   frequency of 0.03 %. `ALTER TABLE … ALTER COLUMN tags SET STATISTICS 1000` keeps more.
--| - These statistics have a kind of their own, which pg_dump and pg_upgrade do not transfer, not
--|   even in PostgreSQL 18 and later. Run ANALYZE after a restore or an upgrade.
--| - Users who cannot read every row of a table get default estimates, because estimates reveal
--|   data just as error messages do.

CREATE FUNCTION tagset_typanalyze(internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_typanalyze(internal) IS 'ANALYZE for tagset: collects common tags and their ancestors';
CREATE FUNCTION tagpath_typanalyze(internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_typanalyze(internal) IS 'ANALYZE for tagpath: collects common paths and their ancestors';
CREATE FUNCTION labelset_typanalyze(internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_typanalyze(internal) IS 'ANALYZE for labelset: collects common paths of labels that assert, and their ancestors';

CREATE FUNCTION tagquery_cost_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_cost_support(internal) IS 'planner support: the cost of @@ with the queries of a column';

CREATE FUNCTION tagset_covers_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_covers_sel(internal, oid, internal, integer) IS 'restriction selectivity of tagset @>';
CREATE FUNCTION tagset_covers_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_covers_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of tagset @>';

CREATE FUNCTION tagset_covered_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_covered_sel(internal, oid, internal, integer) IS 'restriction selectivity of <@ tagset';
CREATE FUNCTION tagset_covered_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_covered_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of <@ tagset';

CREATE FUNCTION tagset_overlaps_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_overlaps_sel(internal, oid, internal, integer) IS 'restriction selectivity of tagset && tagset';
CREATE FUNCTION tagset_overlaps_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_overlaps_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of tagset && tagset';

CREATE FUNCTION tagset_meets_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_meets_sel(internal, oid, internal, integer) IS 'restriction selectivity of @@ between tagset and tagquery';
CREATE FUNCTION tagset_meets_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_meets_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @@ between tagset and tagquery';

CREATE FUNCTION tagpath_within_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_within_sel(internal, oid, internal, integer) IS 'restriction selectivity of tagpath <@ tagpath';
CREATE FUNCTION tagpath_within_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_within_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of tagpath <@ tagpath';

CREATE FUNCTION tagpath_contains_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_contains_sel(internal, oid, internal, integer) IS 'restriction selectivity of tagpath @> tagpath';
CREATE FUNCTION tagpath_contains_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_contains_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of tagpath @> tagpath';

CREATE FUNCTION tagpath_meets_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_meets_sel(internal, oid, internal, integer) IS 'restriction selectivity of @@ between tagpath and tagquery';
CREATE FUNCTION tagpath_meets_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_meets_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @@ between tagpath and tagquery';

CREATE FUNCTION labelset_meets_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_meets_sel(internal, oid, internal, integer) IS 'restriction selectivity of @@ between labelset and tagquery';
CREATE FUNCTION labelset_meets_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_meets_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of @@ between labelset and tagquery';

CREATE FUNCTION labelset_covers_sel(internal, oid, internal, integer) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_covers_sel(internal, oid, internal, integer) IS 'restriction selectivity of labelset @> tagset';
CREATE FUNCTION labelset_covers_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_covers_joinsel(internal, oid, internal, smallint, internal) IS 'join selectivity of labelset @> tagset';
