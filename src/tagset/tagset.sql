--| ## tagset
--|
--| A set of tags, one element a path, written
--| `interest/real-estate[weight=0.8; until=2026-12-31T00:00:00Z], listing/price[value=12800000], region/taipei`.
--| The empty string is the empty set. Where a path is written twice the later one stays.
--|
--| | attribute | type | meaning |
--| |---|---|---|
--| | `weight` | float4 ≥ 0, absent = 1 | how strongly |
--| | `value` | float8 | how much: a price, an age, a count |
--| | `since` | moment | when it was put there |
--| | `until` | moment | a dynamic tag ends then; absent = never |
--|
--| A moment is ISO 8601 or PostgreSQL's own output and carries an offset
--| (`2026-12-31T00:00:00+08:00`); it prints in UTC. A set knows its hierarchy: nobody stores
--| ancestors. Limits: 10,000,000 elements a set, which
--| print to at most 256 MB (54000 beyond).

--@ src/text/text_type.sql.in
--@     type         tagset
--@     description  set of hierarchical tags, each with optional weight, value, since and until
--@     input        text input of tagset; 22P02 for syntax, 54000 for limits, 22003 for numbers and moments out of range
--@     output       text output of tagset in preorder; reads back to equal bytes
--@     cost_input   COST 50
--@     cost_output  COST 50
--@     analyze      ANALYZE = tagset_typanalyze,

--| ### Hierarchy

CREATE FUNCTION tagset_covers_path(tagset, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION tagset_covers_path(tagset, tagpath) IS 'implementation of the @> operator';
CREATE FUNCTION tagpath_covered_by(tagpath, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION tagpath_covered_by(tagpath, tagset) IS 'implementation of the <@ operator';
CREATE FUNCTION tagset_covers_set(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_covers_set(tagset, tagset) IS 'implementation of the @> operator';
CREATE FUNCTION tagset_covered_by(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_covered_by(tagset, tagset) IS 'implementation of the <@ operator';
CREATE FUNCTION tagset_overlaps_set(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_overlaps_set(tagset, tagset) IS 'implementation of the && operator';
CREATE FUNCTION tagset_meets(tagset, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_meets(tagset, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_set' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagquery_met_by(tagquery, tagset) IS 'implementation of the @@ operator';

CREATE OPERATOR @> (
    LEFTARG = tagset, RIGHTARG = tagpath, FUNCTION = tagset_covers_path, COMMUTATOR = <@,
    RESTRICT = tagset_covers_sel, JOIN = tagset_covers_joinsel
);
COMMENT ON OPERATOR @> (tagset, tagpath) IS 'the set has an element at or below the path';
CREATE OPERATOR <@ (
    LEFTARG = tagpath, RIGHTARG = tagset, FUNCTION = tagpath_covered_by, COMMUTATOR = @>,
    RESTRICT = tagset_covered_sel, JOIN = tagset_covered_joinsel
);
COMMENT ON OPERATOR <@ (tagpath, tagset) IS 'the set has an element at or below the path';
CREATE OPERATOR @> (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_covers_set, COMMUTATOR = <@,
    RESTRICT = tagset_covers_sel, JOIN = tagset_covers_joinsel
);
COMMENT ON OPERATOR @> (tagset, tagset) IS 'each path on the right is met by one at or below it on the left';
CREATE OPERATOR <@ (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_covered_by, COMMUTATOR = @>,
    RESTRICT = tagset_covered_sel, JOIN = tagset_covered_joinsel
);
COMMENT ON OPERATOR <@ (tagset, tagset) IS 'each path on the left is met by one at or below it on the right';
CREATE OPERATOR && (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_overlaps_set, COMMUTATOR = &&,
    RESTRICT = tagset_overlaps_sel, JOIN = tagset_overlaps_joinsel
);
COMMENT ON OPERATOR && (tagset, tagset) IS 'some path on the left and some path on the right are on one line of descent';
CREATE OPERATOR @@ (
    LEFTARG = tagset, RIGHTARG = tagquery, FUNCTION = tagset_meets, COMMUTATOR = @@,
    RESTRICT = tagset_meets_sel, JOIN = tagset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagset, tagquery) IS 'the set meets the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = tagset, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = tagset_meets_sel, JOIN = tagset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, tagset) IS 'the query is met by the set';

--| ### Algebra

CREATE FUNCTION tagset_concat(tagset, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_concat(tagset, tagset) IS 'implementation of the || operator';
CREATE FUNCTION tagset_restrict(tagset, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_restrict(tagset, tagset) IS 'implementation of the & operator';
CREATE FUNCTION tagset_remove_path(tagset, tagpath) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_remove_path(tagset, tagpath) IS 'implementation of the - operator';
CREATE FUNCTION tagset_remove_set(tagset, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_remove_set(tagset, tagset) IS 'implementation of the - operator';
CREATE OPERATOR || (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_concat);
COMMENT ON OPERATOR || (tagset, tagset) IS 'put: all elements, the right side''s replaces the left''s at the same path';
--|
--| With text on one side (a varchar parameter of a driver) the text is read as a set:
--| without these two PostgreSQL's own `anynonarray || text` would glue the printed forms.

CREATE FUNCTION tagset_concat_text(tagset, text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_concat_text(tagset, text) IS 'implementation of the || operator';
CREATE FUNCTION tagset_text_concat(text, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_text_concat(text, tagset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = tagset, RIGHTARG = text, FUNCTION = tagset_concat_text);
COMMENT ON OPERATOR || (tagset, text) IS 'put, the right side read from text';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = tagset, FUNCTION = tagset_text_concat);
COMMENT ON OPERATOR || (text, tagset) IS 'put, the left side read from text';
CREATE OPERATOR & (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_restrict);
COMMENT ON OPERATOR & (tagset, tagset) IS 'the left''s elements whose very paths are on the right';
CREATE OPERATOR - (LEFTARG = tagset, RIGHTARG = tagpath, FUNCTION = tagset_remove_path);
COMMENT ON OPERATOR - (tagset, tagpath) IS 'the set without the path and everything below it';
CREATE OPERATOR - (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_remove_set);
COMMENT ON OPERATOR - (tagset, tagset) IS 'the set without the right side''s paths and everything below them';

--| ### Making sets and taking them apart

CREATE FUNCTION tagset_make(path tagpath, weight double precision DEFAULT NULL, value double precision DEFAULT NULL,
                            since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_make(tagpath, double precision, double precision, timestamptz, timestamptz) IS 'a set of one; a NULL attribute is absent, a NULL path gives the empty set; a weight is kept as float4; 22003 for NaN, infinities and weights below 0';
CREATE FUNCTION tagset_put(tags tagset, path tagpath, weight double precision DEFAULT NULL, value double precision DEFAULT NULL,
                           since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_put(tagset, tagpath, double precision, double precision, timestamptz, timestamptz) IS 'the set with this element put in, replacing one at the same path; a NULL set counts as empty, a NULL path changes nothing';
CREATE FUNCTION tagset_count(tagset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_count(tagset) IS 'number of elements';
CREATE FUNCTION tagset_expand(tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_expand(tagset) IS 'the set with every ancestor of its paths, those without attributes';
CREATE FUNCTION tagset_leaves(tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_leaves(tagset) IS 'the elements that have no other element below them';
CREATE FUNCTION tagset_below(tagset, tagpath) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_below(tagset, tagpath) IS 'the elements at or below the path';
CREATE FUNCTION tagset_rebase(tags tagset, from_path tagpath, to_path tagpath) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_rebase(tagset, tagpath, tagpath) IS 'the set with everything at or below from_path moved to below to_path; a moved element replaces one already there; 54000 where a path would exceed 2000 bytes';
CREATE FUNCTION tagset_live(tags tagset, at timestamptz) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_live(tagset, timestamptz) IS 'the elements that count as of the moment: since absent or at most it, until absent or after it';
CREATE FUNCTION tagset_purge(tags tagset, at timestamptz) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_purge(tagset, timestamptz) IS 'the set without the elements that ended by the moment; unlike tagset_live it keeps those that begin later';
CREATE FUNCTION tagset_next_until(tagset) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_next_until(tagset) IS 'the earliest until in the set, NULL where nothing ends: for an index that finds what to purge';
CREATE FUNCTION tagset_why(tagset, tagquery) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_why(tagset, tagquery) IS 'the elements that met the query''s positive terms (those under an even number of negations), whether or not the whole query is met; none met: the empty set';
CREATE FUNCTION tagset_rows(tags tagset, at timestamptz DEFAULT now(),
                            OUT tag text, OUT parent text, OUT depth integer,
                            OUT level1 text, OUT level2 text, OUT level3 text,
                            OUT level4 text, OUT level5 text, OUT level6 text,
                            OUT weight double precision, OUT value double precision,
                            OUT since timestamptz, OUT until timestamptz) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION tagset_rows(tagset, timestamptz) IS 'a row an element in built-in types, for BI tools: those that count as of the moment (NULL: all); parent is NULL at the top, level1 to level6 are the first six segments unquoted, weight is 1 where absent';

--| ### Casts

--@ src/text/text_casts.sql.in
--@     type         tagset
--@     value        a set
--@     cost_input   COST 50
--@     cost_output  COST 50

CREATE FUNCTION tagset_from_path(tagpath) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_from_path(tagpath) IS 'tagpath to tagset: a set of one';
CREATE FUNCTION tagset_from_paths(tagpath[]) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_from_paths(tagpath[]) IS 'tagpath[] to tagset; NULL elements are absent';
CREATE FUNCTION tagset_to_paths(tagset) RETURNS tagpath[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_to_paths(tagset) IS 'tagset to tagpath[], in preorder, without attributes';
CREATE FUNCTION tagset_from_array(text[]) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_from_array(text[]) IS 'text[] to tagset: each element is one path in tagpath syntax (''C, C++'' is one tag); NULL elements are absent';
CREATE FUNCTION tagset_to_array(tagset) RETURNS text[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_to_array(tagset) IS 'tagset to text[]: each path as tagpath prints it, in preorder, without attributes';
CREATE FUNCTION tagset_from_jsonb(jsonb) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_from_jsonb(jsonb) IS 'jsonb to tagset: an object of path to attributes ({"a/b": {"weight": 0.5}}; null or {} for none), or an array of paths';
CREATE FUNCTION tagset_to_jsonb(tagset) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_to_jsonb(tagset) IS 'tagset to jsonb: an object of path to attributes, {} for none';
CREATE CAST (tagpath AS tagset) WITH FUNCTION tagset_from_path(tagpath) AS ASSIGNMENT;
COMMENT ON CAST (tagpath AS tagset) IS 'a set of one';
CREATE CAST (tagpath[] AS tagset) WITH FUNCTION tagset_from_paths(tagpath[]) AS ASSIGNMENT;
COMMENT ON CAST (tagpath[] AS tagset) IS 'the set of these paths';
CREATE CAST (tagset AS tagpath[]) WITH FUNCTION tagset_to_paths(tagset) AS ASSIGNMENT;
COMMENT ON CAST (tagset AS tagpath[]) IS 'the paths in preorder';
CREATE CAST (text[] AS tagset) WITH FUNCTION tagset_from_array(text[]) AS ASSIGNMENT;
COMMENT ON CAST (text[] AS tagset) IS 'the set of these paths, one an element';
CREATE CAST (tagset AS text[]) WITH FUNCTION tagset_to_array(tagset) AS ASSIGNMENT;
COMMENT ON CAST (tagset AS text[]) IS 'the paths in preorder';
CREATE CAST (jsonb AS tagset) WITH FUNCTION tagset_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS tagset) IS 'read an object of path to attributes, or an array of paths';
CREATE CAST (tagset AS jsonb) WITH FUNCTION tagset_to_jsonb(tagset) AS ASSIGNMENT;
COMMENT ON CAST (tagset AS jsonb) IS 'an object of path to attributes';

--| ### Comparing sets
--|
--| Equal sets have the same paths with the same attributes. They sort element by element:
--| by path in preorder, then by weight, value, since, until, absent first.

--@ src/index/comparison.sql.in
--@     type     tagset
--@     same     the same paths with the same attributes
--@     other    another set
--@     cost_eq  COST 10
--@     cost_lt  COST 10

--| ### Function forms
--|
--| For tools and drivers: they take text, mean *today* unless told otherwise, and are
--| inlined, so they use the index.

CREATE FUNCTION tagset_matches(tags tagset, query text, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @@ tagquery_at(query::tagquery, at);
COMMENT ON FUNCTION tagset_matches(tagset, text, timestamptz) IS 'the set meets the query as of the moment (default now; NULL: no moment)';
CREATE FUNCTION tagset_covers(tags tagset, other text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @> other::tagset;
COMMENT ON FUNCTION tagset_covers(tagset, text) IS 'tags @> other: each path of other is met by one at or below it';
CREATE FUNCTION tagset_contains(tags tagset, path text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @@ tagquery_term(path::tagpath, true);
COMMENT ON FUNCTION tagset_contains(tagset, text) IS 'that very path is in the set';
CREATE FUNCTION tagset_overlaps(tags tagset, other text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags && other::tagset;
COMMENT ON FUNCTION tagset_overlaps(tagset, text) IS 'tags && other: some pair of paths is on one line of descent';
