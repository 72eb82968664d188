--|@section tagtaxonomy
--|
--| ### Checking and completing sets
--|
--| - `taxonomy_valid` is for CHECK constraints. A CHECK passes what is NULL, so the column and the taxonomy
--|   must not be NULL.
--| - `taxonomy_problems` has a row for each problem. The problems `unknown`, `name`, `exclusive`, `must`,
--|   `static` and `dynamic` are errors. `alias`, for an old name, and `deprecated` are warnings: rows with
--|   old names stay valid. `tag` is as the set has it, and `hint` is never NULL.
--| - What a tag implies is looked at by `exclusive` and `must` only: nobody has written it down.
--| - `taxonomy_apply` returns what a set means today. With a timestamp, dynamic tags without `until` get one
--|   if there is a duration, by the calendar in UTC. With `implied` the set also gets what it implies. In
--|   this order: elements that meet are united, lifetimes completed, implied tags added, and their
--|   lifetimes completed. NULL for the taxonomy changes nothing.

CREATE TYPE taxonomy_problem_row AS (problem text, severity text, tag text, detail text, hint text);
COMMENT ON TYPE taxonomy_problem_row IS 'a row of taxonomy_problems and taxonomy_query_problems';

CREATE FUNCTION taxonomy_valid(tags tagset, t tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION taxonomy_valid(tagset, tagtaxonomy) IS 'whether the set has no problem that is an error';
CREATE FUNCTION taxonomy_valid(tags text, t tagtaxonomy) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN taxonomy_valid(tags::tagset, t);
COMMENT ON FUNCTION taxonomy_valid(text, tagtaxonomy) IS 'whether the set, read from text, has no problem that is an error';
CREATE FUNCTION taxonomy_problems(tags tagset, t tagtaxonomy) RETURNS SETOF taxonomy_problem_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 2;
COMMENT ON FUNCTION taxonomy_problems(tagset, tagtaxonomy) IS 'one row per problem of the set';
CREATE FUNCTION taxonomy_problems(tags text, t tagtaxonomy) RETURNS SETOF taxonomy_problem_row
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 2
    BEGIN ATOMIC SELECT * FROM taxonomy_problems(tags::tagset, t); END;
COMMENT ON FUNCTION taxonomy_problems(text, tagtaxonomy) IS 'one row per problem of the set, read from text';
CREATE FUNCTION taxonomy_apply(tags tagset, t tagtaxonomy, at timestamptz DEFAULT NULL, implied boolean DEFAULT false) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION taxonomy_apply(tagset, tagtaxonomy, timestamptz, boolean) IS 'the set under the names of today, with lifetimes completed if a timestamp is given, and with what it implies if asked for';
CREATE FUNCTION taxonomy_apply(tags text, t tagtaxonomy, at timestamptz DEFAULT NULL, implied boolean DEFAULT false) RETURNS tagset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN taxonomy_apply(tags::tagset, t, at, implied);
COMMENT ON FUNCTION taxonomy_apply(text, tagtaxonomy, timestamptz, boolean) IS 'the set, read from text, under the names of today, with lifetimes completed and with what it implies if asked for';
