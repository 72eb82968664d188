\echo Use "CREATE EXTENSION factag" to load this file. \quit

CREATE FUNCTION factag_require_utf8() RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
SELECT factag_require_utf8();
DROP FUNCTION factag_require_utf8();

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

CREATE TYPE tagpath;

CREATE FUNCTION tagpath_in(cstring) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_in(cstring) IS 'text input of tagpath';
CREATE FUNCTION tagpath_out(tagpath) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_out(tagpath) IS 'text output of tagpath, quoted where needed';
CREATE FUNCTION tagpath_recv(internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_recv(internal) IS 'binary input of tagpath: version byte 1, then the text form';
CREATE FUNCTION tagpath_send(tagpath) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_send(tagpath) IS 'binary output of tagpath: version byte 1, then the text form';

CREATE TYPE tagpath (
    INPUT = tagpath_in, OUTPUT = tagpath_out, RECEIVE = tagpath_recv, SEND = tagpath_send,
    ANALYZE = tagpath_typanalyze,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE tagpath IS 'hierarchical name: segments from the root down, folded, in preorder';

CREATE FUNCTION tagpath_eq(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_eq(tagpath, tagpath) IS 'implementation of the = operator';
CREATE FUNCTION tagpath_ne(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_ne(tagpath, tagpath) IS 'implementation of the <> operator';
CREATE FUNCTION tagpath_lt(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_lt(tagpath, tagpath) IS 'implementation of the < operator';
CREATE FUNCTION tagpath_le(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_le(tagpath, tagpath) IS 'implementation of the <= operator';
CREATE FUNCTION tagpath_gt(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_gt(tagpath, tagpath) IS 'implementation of the > operator';
CREATE FUNCTION tagpath_ge(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_ge(tagpath, tagpath) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (tagpath, tagpath) IS 'whether both paths are the same';
CREATE OPERATOR <> (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (tagpath, tagpath) IS 'whether the paths differ';
CREATE OPERATOR < (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (tagpath, tagpath) IS 'whether the left path comes before the right one in preorder';
CREATE OPERATOR <= (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (tagpath, tagpath) IS 'whether the left path comes before the right one in preorder or is equal';
CREATE OPERATOR > (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (tagpath, tagpath) IS 'whether the left path comes after the right one in preorder';
CREATE OPERATOR >= (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (tagpath, tagpath) IS 'whether the left path comes after the right one in preorder or is equal';

CREATE FUNCTION tagpath_within_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_within_support(internal) IS 'planner support: turns <@ into a range of an index on its left side, or into equality with ancestors on its right side';
CREATE FUNCTION tagpath_contains_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_contains_support(internal) IS 'planner support: turns @> into equality with ancestors on its left side, or into a range of an index on its right side';
CREATE FUNCTION tagpath_within(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT tagpath_within_support;
COMMENT ON FUNCTION tagpath_within(tagpath, tagpath) IS 'implementation of the <@ operator';
CREATE FUNCTION tagpath_contains(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT tagpath_contains_support;
COMMENT ON FUNCTION tagpath_contains(tagpath, tagpath) IS 'implementation of the @> operator';
CREATE FUNCTION tagpath_range_start(tagpath, internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_range_start(tagpath, internal) IS 'internal: start of the btree range of a subtree that is not known before execution';
CREATE FUNCTION tagpath_range_end(tagpath, internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_range_end(tagpath, internal) IS 'internal: end of the btree range of a subtree that is not known before execution';

CREATE FUNCTION tagpath_range_ancestors(tagpath, internal) RETURNS tagpath[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_range_ancestors(tagpath, internal) IS 'internal: the path and its ancestors, which a btree looks up, if they are not known before execution';

CREATE OPERATOR <@ (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_within, COMMUTATOR = @>,
    RESTRICT = tagpath_within_sel, JOIN = tagpath_within_joinsel
);
COMMENT ON OPERATOR <@ (tagpath, tagpath) IS 'whether the left path is the right path or a descendant of it';
CREATE OPERATOR @> (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_contains, COMMUTATOR = <@,
    RESTRICT = tagpath_contains_sel, JOIN = tagpath_contains_joinsel
);
COMMENT ON OPERATOR @> (tagpath, tagpath) IS 'whether the left path is the right path or an ancestor of it';

CREATE FUNCTION tagpath_make(VARIADIC segments text[]) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_make(text[]) IS 'the path of these segments, each taken literally';
CREATE FUNCTION tagpath(root text, VARIADIC segments text[]) RETURNS tagpath
    AS 'MODULE_PATHNAME', 'tagpath_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath(text, text[]) IS 'the path of these segments, two or more, each taken literally';
CREATE FUNCTION tagpath(path text) RETURNS tagpath
    AS 'MODULE_PATHNAME', 'tagpath_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath(text) IS 'the same as the cast path::tagpath';
CREATE FUNCTION tagpath_split(path text, separator text) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_split(text, text) IS 'the path whose segments are separated by the separator instead of a slash';
CREATE FUNCTION tagpath_append(path tagpath, VARIADIC segments text[]) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_append(tagpath, text[]) IS 'the path with these segments appended, each taken literally';
CREATE FUNCTION tagpath_depth(tagpath) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_depth(tagpath) IS 'number of segments';
CREATE FUNCTION tagpath_root(tagpath) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_root(tagpath) IS 'the first segment, as a path';
CREATE FUNCTION tagpath_parent(tagpath) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_parent(tagpath) IS 'the path without its last segment; NULL at the top level';
CREATE FUNCTION tagpath_leaf(tagpath) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_leaf(tagpath) IS 'the last segment, unquoted';
CREATE FUNCTION tagpath_segments(tagpath) RETURNS text[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_segments(tagpath) IS 'the segments from the root down, unquoted';
CREATE FUNCTION tagpath_ancestor(path tagpath, depth integer) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_ancestor(tagpath, integer) IS 'the path of the first depth segments; NULL if the path has fewer';
CREATE FUNCTION tagpath_ancestors(tagpath) RETURNS SETOF tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION tagpath_ancestors(tagpath) IS 'every ancestor from the root down, then the path itself';
CREATE FUNCTION tagpath_common(tagpath, tagpath) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common(tagpath, tagpath) IS 'the deepest path at or above both; NULL if their first segments differ';
CREATE FUNCTION tagpath_common(path tagpath, other text) RETURNS tagpath
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagpath_common(path, other::tagpath);
COMMENT ON FUNCTION tagpath_common(tagpath, text) IS 'the deepest path at or above both, with other read from text; NULL if their first segments differ';
CREATE FUNCTION tagpath_rebase(path tagpath, from_path tagpath, to_path tagpath) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_rebase(tagpath, tagpath, tagpath) IS 'the path moved from from_path to to_path; unchanged if it is not at or below from_path';
CREATE FUNCTION tagpath_rebase(path tagpath, from_path text, to_path text) RETURNS tagpath
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagpath_rebase(path, from_path::tagpath, to_path::tagpath);
COMMENT ON FUNCTION tagpath_rebase(tagpath, text, text) IS 'the path moved from from_path to to_path, both read from text';
CREATE FUNCTION tagpath_quote(segment text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_quote(text) IS 'the segment, folded, and quoted if the syntax of any type requires it';

CREATE FUNCTION tagpath_from_text(text) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_from_text(text) IS 'text to tagpath, as text input reads it';
CREATE FUNCTION tagpath_to_text(tagpath) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_to_text(tagpath) IS 'tagpath to text, as text output prints it';
CREATE CAST (text AS tagpath) WITH FUNCTION tagpath_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS tagpath) IS 'read a path';
CREATE CAST (tagpath AS text) WITH FUNCTION tagpath_to_text(tagpath) AS ASSIGNMENT;
COMMENT ON CAST (tagpath AS text) IS 'print a path';
CREATE CAST (varchar AS tagpath) WITH FUNCTION tagpath_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS tagpath) IS 'read a path';

CREATE FUNCTION tagpath_error(path text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_error(text) IS 'why the text does not read as a path: the message and the detail of the error; NULL if it does';

CREATE FUNCTION tagpath_like(tagpath, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagpath_like(tagpath, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION tagpath_not_like(tagpath, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagpath_not_like(tagpath, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION tagpath_ilike(tagpath, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagpath_ilike(tagpath, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION tagpath_not_ilike(tagpath, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagpath_not_ilike(tagpath, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = tagpath, RIGHTARG = text, FUNCTION = tagpath_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (tagpath, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = tagpath, RIGHTARG = text, FUNCTION = tagpath_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (tagpath, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = tagpath, RIGHTARG = text, FUNCTION = tagpath_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (tagpath, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = tagpath, RIGHTARG = text, FUNCTION = tagpath_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (tagpath, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION tagpath_without_star(text) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_without_star(text) IS 'internal: text to tagpath for functions that ask for a path, refusing a star outside quotes';
CREATE FUNCTION tagpath_under(path tagpath, above text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN path <@ tagpath_without_star(above);
COMMENT ON FUNCTION tagpath_under(tagpath, text) IS 'path <@ above, with above read from text; inlined, so it uses the btree index';
CREATE FUNCTION tagpath_under(path tagpath, above tagpath) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN path <@ above;
COMMENT ON FUNCTION tagpath_under(tagpath, tagpath) IS 'path <@ above; inlined, so it uses the btree index';

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

CREATE TYPE tagquery;

CREATE FUNCTION tagquery_in(cstring) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_in(cstring) IS 'text input of tagquery';
CREATE FUNCTION tagquery_out(tagquery) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_out(tagquery) IS 'text output of tagquery, in canonical form';
CREATE FUNCTION tagquery_recv(internal) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_recv(internal) IS 'binary input of tagquery: version byte 1, then the text form';
CREATE FUNCTION tagquery_send(tagquery) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_send(tagquery) IS 'binary output of tagquery: version byte 1, then the text form';

CREATE TYPE tagquery (
    INPUT = tagquery_in, OUTPUT = tagquery_out, RECEIVE = tagquery_recv, SEND = tagquery_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE tagquery IS 'boolean query over path patterns, with filters on attributes and timestamps';

CREATE FUNCTION tagquery_and(tagquery, tagquery) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_and(tagquery, tagquery) IS 'implementation of the && operator';
CREATE FUNCTION tagquery_or(tagquery, tagquery) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_or(tagquery, tagquery) IS 'implementation of the || operator';
CREATE OPERATOR && (LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_and);
COMMENT ON OPERATOR && (tagquery, tagquery) IS 'the query that matches if both match';
CREATE OPERATOR || (LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_or);
COMMENT ON OPERATOR || (tagquery, tagquery) IS 'the query that matches if either matches';
CREATE FUNCTION tagquery_or_text(tagquery, text) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_or_text(tagquery, text) IS 'implementation of the || operator';
CREATE FUNCTION tagquery_text_or(text, tagquery) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_text_or(text, tagquery) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = tagquery, RIGHTARG = text, FUNCTION = tagquery_or_text);
COMMENT ON OPERATOR || (tagquery, text) IS 'the query that matches if either matches, the right one read from text';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = tagquery, FUNCTION = tagquery_text_or);
COMMENT ON OPERATOR || (text, tagquery) IS 'the query that matches if either matches, the left one read from text';
CREATE FUNCTION tagquery_not(tagquery) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_not(tagquery) IS 'the negated query; a double negation cancels out';
CREATE FUNCTION tagquery_at(query tagquery, at timestamptz) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_at(tagquery, timestamptz) IS 'the query as of the timestamp, keeping timestamps within it; unchanged if the timestamp is NULL';
CREATE FUNCTION tagquery_term(path tagpath, exact boolean DEFAULT false) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_term(tagpath, boolean) IS 'the query for this path and everything below it, or, if exact, for this path alone';
CREATE FUNCTION tagquery_term(path text, exact boolean DEFAULT false) RETURNS tagquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagquery_term(path::tagpath, exact);
COMMENT ON FUNCTION tagquery_term(text, boolean) IS 'the query for this path, read from text';
CREATE FUNCTION tagquery_terms(tagquery) RETURNS SETOF text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION tagquery_terms(tagquery) IS 'the terms in canonical form and in order, without timestamps';

CREATE FUNCTION tagquery_from_text(text) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_from_text(text) IS 'text to tagquery, as text input reads it';
CREATE FUNCTION tagquery_to_text(tagquery) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_to_text(tagquery) IS 'tagquery to text, as text output prints it';
CREATE CAST (text AS tagquery) WITH FUNCTION tagquery_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS tagquery) IS 'read a query';
CREATE CAST (tagquery AS text) WITH FUNCTION tagquery_to_text(tagquery) AS ASSIGNMENT;
COMMENT ON CAST (tagquery AS text) IS 'print a query';
CREATE CAST (varchar AS tagquery) WITH FUNCTION tagquery_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS tagquery) IS 'read a query';

CREATE FUNCTION tagquery_error(query text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_error(text) IS 'why the text does not read as a query: the message and the detail of the error; NULL if it does';

CREATE FUNCTION tagquery_like(tagquery, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_like(tagquery, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION tagquery_not_like(tagquery, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_not_like(tagquery, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION tagquery_ilike(tagquery, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_ilike(tagquery, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION tagquery_not_ilike(tagquery, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_not_ilike(tagquery, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = tagquery, RIGHTARG = text, FUNCTION = tagquery_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (tagquery, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = tagquery, RIGHTARG = text, FUNCTION = tagquery_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (tagquery, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = tagquery, RIGHTARG = text, FUNCTION = tagquery_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (tagquery, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = tagquery, RIGHTARG = text, FUNCTION = tagquery_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (tagquery, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION tagquery_eq(tagquery, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_eq(tagquery, tagquery) IS 'implementation of the = operator';
CREATE FUNCTION tagquery_ne(tagquery, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_ne(tagquery, tagquery) IS 'implementation of the <> operator';
CREATE FUNCTION tagquery_lt(tagquery, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_lt(tagquery, tagquery) IS 'implementation of the < operator';
CREATE FUNCTION tagquery_le(tagquery, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_le(tagquery, tagquery) IS 'implementation of the <= operator';
CREATE FUNCTION tagquery_gt(tagquery, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gt(tagquery, tagquery) IS 'implementation of the > operator';
CREATE FUNCTION tagquery_ge(tagquery, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_ge(tagquery, tagquery) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (tagquery, tagquery) IS 'whether both queries have the same canonical form';
CREATE OPERATOR <> (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (tagquery, tagquery) IS 'whether the queries differ';
CREATE OPERATOR < (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (tagquery, tagquery) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (tagquery, tagquery) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (tagquery, tagquery) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (tagquery, tagquery) IS 'whether the left value sorts after the right one or is equal';

CREATE FUNCTION tagquery_range_start(tagquery, internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_range_start(tagquery, internal) IS 'internal: start of the btree range of a query that is not known before execution';
CREATE FUNCTION tagquery_range_end(tagquery, internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_range_end(tagquery, internal) IS 'internal: end of the btree range of a query that is not known before execution';
CREATE FUNCTION tagpath_meets_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_meets_support(internal) IS 'planner support: turns the literal prefix in path @@ query into a btree range on path';
CREATE FUNCTION tagquery_met_by_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_met_by_support(internal) IS 'planner support: turns the literal prefix in query @@ path into a btree range on path';
CREATE FUNCTION tagpath_meets(tagpath, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT tagpath_meets_support;
COMMENT ON FUNCTION tagpath_meets(tagpath, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_path' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT tagquery_met_by_support;
COMMENT ON FUNCTION tagquery_met_by(tagquery, tagpath) IS 'implementation of the @@ operator';
CREATE OPERATOR @@ (
    LEFTARG = tagpath, RIGHTARG = tagquery, FUNCTION = tagpath_meets, COMMUTATOR = @@,
    RESTRICT = tagpath_meets_sel, JOIN = tagpath_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagpath, tagquery) IS 'whether the path matches the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = tagpath, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = tagpath_meets_sel, JOIN = tagpath_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, tagpath) IS 'whether the path matches the query';
CREATE FUNCTION tagpath_matches(path tagpath, query text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN path @@ query::tagquery;
COMMENT ON FUNCTION tagpath_matches(tagpath, text) IS 'path @@ query, with query read from text; inlined, so it uses the btree index';
CREATE FUNCTION tagpath_matches(path tagpath, query tagquery) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN path @@ query;
COMMENT ON FUNCTION tagpath_matches(tagpath, tagquery) IS 'path @@ query; inlined, so it uses the btree index';

CREATE TYPE factverdict;

CREATE FUNCTION factverdict_in(cstring) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_in(cstring) IS 'text input of factverdict';
CREATE FUNCTION factverdict_out(factverdict) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_out(factverdict) IS 'text output of factverdict: the name in lower case, with hyphens';
CREATE FUNCTION factverdict_recv(internal) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_recv(internal) IS 'binary input of factverdict: version byte 1, then the text form';
CREATE FUNCTION factverdict_send(factverdict) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_send(factverdict) IS 'binary output of factverdict: version byte 1, then the text form';

CREATE TYPE factverdict (
    INPUT = factverdict_in, OUTPUT = factverdict_out, RECEIVE = factverdict_recv, SEND = factverdict_send,
    INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, STORAGE = plain
);
COMMENT ON TYPE factverdict IS 'the finding of a fact-check, from false to true or off that scale, in one byte';

CREATE FUNCTION factverdict_eq(factverdict, factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_eq(factverdict, factverdict) IS 'implementation of the = operator';
CREATE FUNCTION factverdict_ne(factverdict, factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_ne(factverdict, factverdict) IS 'implementation of the <> operator';
CREATE FUNCTION factverdict_lt(factverdict, factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_lt(factverdict, factverdict) IS 'implementation of the < operator';
CREATE FUNCTION factverdict_le(factverdict, factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_le(factverdict, factverdict) IS 'implementation of the <= operator';
CREATE FUNCTION factverdict_gt(factverdict, factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_gt(factverdict, factverdict) IS 'implementation of the > operator';
CREATE FUNCTION factverdict_ge(factverdict, factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_ge(factverdict, factverdict) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (factverdict, factverdict) IS 'whether both verdicts are the same';
CREATE OPERATOR <> (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (factverdict, factverdict) IS 'whether the verdicts differ';
CREATE OPERATOR < (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (factverdict, factverdict) IS 'whether the left verdict sorts before the right one; on the scale, whether it is worse';
CREATE OPERATOR <= (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (factverdict, factverdict) IS 'whether the left verdict sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (factverdict, factverdict) IS 'whether the left verdict sorts after the right one; on the scale, whether it is better';
CREATE OPERATOR >= (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (factverdict, factverdict) IS 'whether the left verdict sorts after the right one or is equal';

CREATE FUNCTION factverdict_cmp(factverdict, factverdict) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_cmp(factverdict, factverdict) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION factverdict_hash(factverdict) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_hash(factverdict) IS 'hash of the verdict''s byte';
CREATE FUNCTION factverdict_hash_extended(factverdict, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_hash_extended(factverdict, bigint) IS 'seeded 64-bit hash of the verdict''s byte';
CREATE OPERATOR CLASS factverdict_ops DEFAULT FOR TYPE factverdict USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 factverdict_cmp(factverdict, factverdict),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS factverdict_ops USING btree IS 'the order of the type: the scale, then the verdicts off it';
COMMENT ON OPERATOR FAMILY factverdict_ops USING btree IS 'order of verdicts';
CREATE OPERATOR CLASS factverdict_ops DEFAULT FOR TYPE factverdict USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 factverdict_hash(factverdict),
    FUNCTION 2 factverdict_hash_extended(factverdict, bigint);
COMMENT ON OPERATOR CLASS factverdict_ops USING hash IS 'equality of verdicts';
COMMENT ON OPERATOR FAMILY factverdict_ops USING hash IS 'equality of verdicts';

CREATE FUNCTION factverdict_on_scale(factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_on_scale(factverdict) IS 'whether the verdict is on the scale from false to true';
CREATE FUNCTION factverdict_value(factverdict) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_value(factverdict) IS 'the position on the scale, from 0 for false to 1 for true; NULL off the scale';
CREATE FUNCTION factverdict_title(verdict factverdict, lang text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_title(factverdict, text) IS 'the verdict in the words to show to a reader, such as "Mostly false" or "大部分錯誤"';
CREATE FUNCTION factverdict_from_number(value double precision, worst double precision, best double precision) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_from_number(double precision, double precision, double precision) IS 'the verdict nearest to a number on a scale';

CREATE FUNCTION factverdict_from_text(text) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_from_text(text) IS 'text to factverdict, as text input reads it';
CREATE FUNCTION factverdict_to_text(factverdict) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_to_text(factverdict) IS 'factverdict to text, as text output prints it';
CREATE CAST (text AS factverdict) WITH FUNCTION factverdict_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS factverdict) IS 'read a verdict';
CREATE CAST (factverdict AS text) WITH FUNCTION factverdict_to_text(factverdict) AS ASSIGNMENT;
COMMENT ON CAST (factverdict AS text) IS 'print a verdict';
CREATE CAST (varchar AS factverdict) WITH FUNCTION factverdict_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS factverdict) IS 'read a verdict';

CREATE FUNCTION factverdict_like(factverdict, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_like(factverdict, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION factverdict_not_like(factverdict, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_not_like(factverdict, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION factverdict_ilike(factverdict, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_ilike(factverdict, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION factverdict_not_ilike(factverdict, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_not_ilike(factverdict, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = factverdict, RIGHTARG = text, FUNCTION = factverdict_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (factverdict, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = factverdict, RIGHTARG = text, FUNCTION = factverdict_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (factverdict, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = factverdict, RIGHTARG = text, FUNCTION = factverdict_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (factverdict, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = factverdict, RIGHTARG = text, FUNCTION = factverdict_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (factverdict, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION factverdict_from_rating(rating text, publisher text DEFAULT NULL, lang text DEFAULT NULL) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factverdict_from_rating(text, text, text) IS 'the verdict that a fact-checker''s rating means; NULL if it is unknown';
CREATE FUNCTION factverdict_ratings(OUT publisher text, OUT lang text, OUT rating text, OUT verdict factverdict) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 7000;
COMMENT ON FUNCTION factverdict_ratings() IS 'the entries of the map';
CREATE FUNCTION factverdict_rating_key(rating text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factverdict_rating_key(text) IS 'the normalized form in which ratings are compared';
CREATE FUNCTION factverdict_rating_publisher(publisher text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factverdict_rating_publisher(text) IS 'the domain of a publisher in the map, given by a domain, URL or name; NULL if it is unknown';

CREATE TYPE tagset;

CREATE FUNCTION tagset_in(cstring) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_in(cstring) IS 'text input of tagset';
CREATE FUNCTION tagset_out(tagset) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_out(tagset) IS 'text output of tagset, in preorder';
CREATE FUNCTION tagset_recv(internal) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_recv(internal) IS 'binary input of tagset: version byte 1, then the text form';
CREATE FUNCTION tagset_send(tagset) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_send(tagset) IS 'binary output of tagset: version byte 1, then the text form';

CREATE TYPE tagset (
    INPUT = tagset_in, OUTPUT = tagset_out, RECEIVE = tagset_recv, SEND = tagset_send,
    ANALYZE = tagset_typanalyze,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE tagset IS 'set of hierarchical tags, each with optional weight, value, since and until';

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
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION tagset_meets(tagset, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_set' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION tagquery_met_by(tagquery, tagset) IS 'implementation of the @@ operator';

CREATE OPERATOR @> (
    LEFTARG = tagset, RIGHTARG = tagpath, FUNCTION = tagset_covers_path, COMMUTATOR = <@,
    RESTRICT = tagset_covers_sel, JOIN = tagset_covers_joinsel
);
COMMENT ON OPERATOR @> (tagset, tagpath) IS 'whether the set has an element at or below the path';
CREATE OPERATOR <@ (
    LEFTARG = tagpath, RIGHTARG = tagset, FUNCTION = tagpath_covered_by, COMMUTATOR = @>,
    RESTRICT = tagset_covered_sel, JOIN = tagset_covered_joinsel
);
COMMENT ON OPERATOR <@ (tagpath, tagset) IS 'whether the set has an element at or below the path';
CREATE OPERATOR @> (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_covers_set, COMMUTATOR = <@,
    RESTRICT = tagset_covers_sel, JOIN = tagset_covers_joinsel
);
COMMENT ON OPERATOR @> (tagset, tagset) IS 'whether the left set has, for each path on the right, an element at or below it';
CREATE OPERATOR <@ (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_covered_by, COMMUTATOR = @>,
    RESTRICT = tagset_covered_sel, JOIN = tagset_covered_joinsel
);
COMMENT ON OPERATOR <@ (tagset, tagset) IS 'whether the right set has, for each path on the left, an element at or below it';
CREATE OPERATOR && (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_overlaps_set, COMMUTATOR = &&,
    RESTRICT = tagset_overlaps_sel, JOIN = tagset_overlaps_joinsel
);
COMMENT ON OPERATOR && (tagset, tagset) IS 'whether some path on the left is equal to, above or below some path on the right';
CREATE OPERATOR @@ (
    LEFTARG = tagset, RIGHTARG = tagquery, FUNCTION = tagset_meets, COMMUTATOR = @@,
    RESTRICT = tagset_meets_sel, JOIN = tagset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagset, tagquery) IS 'whether the set matches the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = tagset, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = tagset_meets_sel, JOIN = tagset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, tagset) IS 'whether the set matches the query';

CREATE FUNCTION tagset_concat(tagset, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_concat(tagset, tagset) IS 'implementation of the || operator';
CREATE FUNCTION tagset_restrict(tagset, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_restrict(tagset, tagset) IS 'implementation of the & operator';
CREATE FUNCTION tagset_remove_path(tagset, tagpath) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_remove_path(tagset, tagpath) IS 'implementation of the - operator';
CREATE FUNCTION tagset_remove_set(tagset, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_remove_set(tagset, tagset) IS 'implementation of the - operator';
CREATE OPERATOR || (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_concat);
COMMENT ON OPERATOR || (tagset, tagset) IS 'all elements of both sets; at the same path the right element replaces the left one';

CREATE FUNCTION tagset_concat_text(tagset, text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_concat_text(tagset, text) IS 'implementation of the || operator';
CREATE FUNCTION tagset_text_concat(text, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_text_concat(text, tagset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = tagset, RIGHTARG = text, FUNCTION = tagset_concat_text);
COMMENT ON OPERATOR || (tagset, text) IS 'all elements of both sets, the right one read from text';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = tagset, FUNCTION = tagset_text_concat);
COMMENT ON OPERATOR || (text, tagset) IS 'all elements of both sets, the left one read from text';
CREATE OPERATOR & (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_restrict);
COMMENT ON OPERATOR & (tagset, tagset) IS 'the left set''s elements whose exact paths are in the right set';
CREATE OPERATOR - (LEFTARG = tagset, RIGHTARG = tagpath, FUNCTION = tagset_remove_path);
COMMENT ON OPERATOR - (tagset, tagpath) IS 'the set without the path and everything below it';
CREATE OPERATOR - (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_remove_set);
COMMENT ON OPERATOR - (tagset, tagset) IS 'the left set without the right set''s paths and everything below them';

CREATE FUNCTION tagset_make(path tagpath, weight double precision DEFAULT NULL, value double precision DEFAULT NULL,
                            since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_make(tagpath, double precision, double precision, timestamptz, timestamptz) IS 'a set of one element';
CREATE FUNCTION tagset_make(path text, weight double precision DEFAULT NULL, value double precision DEFAULT NULL,
                            since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL) RETURNS tagset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_make(path::tagpath, weight, value, since, until);
COMMENT ON FUNCTION tagset_make(text, double precision, double precision, timestamptz, timestamptz) IS 'a set of one element, with the path read from text';
CREATE FUNCTION tagset_put(tags tagset, path tagpath, weight double precision DEFAULT NULL, value double precision DEFAULT NULL,
                           since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_put(tagset, tagpath, double precision, double precision, timestamptz, timestamptz) IS 'the set with this element added, replacing one at the same path';
CREATE FUNCTION tagset_put(tags tagset, path text, weight double precision DEFAULT NULL, value double precision DEFAULT NULL,
                           since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL) RETURNS tagset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_put(tags, path::tagpath, weight, value, since, until);
COMMENT ON FUNCTION tagset_put(tagset, text, double precision, double precision, timestamptz, timestamptz) IS 'the set with this element added, with the path read from text';
CREATE FUNCTION tagset_count(tagset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_count(tagset) IS 'number of elements';
CREATE FUNCTION tagset_weight(tags tagset, path tagpath) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION tagset_weight(tagset, tagpath) IS 'the weight of the element at this exact path, 1 if it has none; NULL if there is no such element';
CREATE FUNCTION tagset_weight(tags tagset, path text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_weight(tags, tagpath_without_star(path));
COMMENT ON FUNCTION tagset_weight(tagset, text) IS 'the weight of the element at this exact path, read from text';
CREATE FUNCTION tagset_value(tags tagset, path tagpath) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION tagset_value(tagset, tagpath) IS 'the value of the element at this exact path; NULL if it has none or there is no such element';
CREATE FUNCTION tagset_value(tags tagset, path text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_value(tags, tagpath_without_star(path));
COMMENT ON FUNCTION tagset_value(tagset, text) IS 'the value of the element at this exact path, read from text';
CREATE FUNCTION tagset_expand(tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_expand(tagset) IS 'the set with every missing ancestor of its paths added, without attributes';
CREATE FUNCTION tagset_leaves(tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_leaves(tagset) IS 'the elements that have no other element below them';
CREATE FUNCTION tagset_below(tagset, tagpath) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_below(tagset, tagpath) IS 'the elements at or below the path';
CREATE FUNCTION tagset_below(tags tagset, path text) RETURNS tagset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_below(tags, tagpath_without_star(path));
COMMENT ON FUNCTION tagset_below(tagset, text) IS 'the elements at or below the path, read from text';
CREATE FUNCTION tagset_rebase(tags tagset, from_path tagpath, to_path tagpath) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_rebase(tagset, tagpath, tagpath) IS 'the set with the subtree at from_path moved to to_path';
CREATE FUNCTION tagset_rebase(tags tagset, from_path text, to_path text) RETURNS tagset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_rebase(tags, from_path::tagpath, to_path::tagpath);
COMMENT ON FUNCTION tagset_rebase(tagset, text, text) IS 'the set with the subtree at from_path moved to to_path, both read from text';
CREATE FUNCTION tagset_live(tags tagset, at timestamptz) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_live(tagset, timestamptz) IS 'the elements valid at the timestamp: since absent or not after it, until absent or after it';
CREATE FUNCTION tagset_purge(tags tagset, at timestamptz) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_purge(tagset, timestamptz) IS 'the set without the elements that had ended by the timestamp';
CREATE FUNCTION tagset_next_until(tagset) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_next_until(tagset) IS 'the earliest until in the set; NULL if no element has one';
CREATE FUNCTION tagset_why(tagset, tagquery) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION tagset_why(tagset, tagquery) IS 'the elements that matched the query''s positive terms; the empty set if none did';
CREATE FUNCTION tagset_why(tags tagset, query text) RETURNS tagset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_why(tags, query::tagquery);
COMMENT ON FUNCTION tagset_why(tagset, text) IS 'the elements that matched the positive terms of the query, read from text';
CREATE FUNCTION tagset_rows(tags tagset, at timestamptz DEFAULT now(),
                            OUT tag text, OUT parent text, OUT depth integer,
                            OUT level1 text, OUT level2 text, OUT level3 text,
                            OUT level4 text, OUT level5 text, OUT level6 text,
                            OUT weight double precision, OUT value double precision,
                            OUT since timestamptz, OUT until timestamptz) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION tagset_rows(tagset, timestamptz) IS 'one row per element valid at the timestamp (NULL: every element), in built-in types';

CREATE FUNCTION tagset_from_text(text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_from_text(text) IS 'text to tagset, as text input reads it';
CREATE FUNCTION tagset_to_text(tagset) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_to_text(tagset) IS 'tagset to text, as text output prints it';
CREATE CAST (text AS tagset) WITH FUNCTION tagset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS tagset) IS 'read a set';
CREATE CAST (tagset AS text) WITH FUNCTION tagset_to_text(tagset) AS ASSIGNMENT;
COMMENT ON CAST (tagset AS text) IS 'print a set';
CREATE CAST (varchar AS tagset) WITH FUNCTION tagset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS tagset) IS 'read a set';

CREATE FUNCTION tagset_from_path(tagpath) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_from_path(tagpath) IS 'tagpath to tagset: a set of one';
CREATE FUNCTION tagset_from_paths(tagpath[]) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_from_paths(tagpath[]) IS 'tagpath[] to tagset; NULL elements are ignored';
CREATE FUNCTION tagset_to_paths(tagset) RETURNS tagpath[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_to_paths(tagset) IS 'tagset to tagpath[], in preorder, without attributes';
CREATE FUNCTION tagset_from_array(text[]) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_from_array(text[]) IS 'text[] to tagset, one path per array element; NULL elements are ignored';
CREATE FUNCTION tagset_to_array(tagset) RETURNS text[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_to_array(tagset) IS 'tagset to text[]: each path as tagpath prints it, in preorder, without attributes';
CREATE FUNCTION tagset_from_jsonb(jsonb) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_from_jsonb(jsonb) IS 'jsonb to tagset: an object from path to attributes, or an array of paths';
CREATE FUNCTION tagset_from_json(json) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_from_json(json) IS 'json to tagset, as from jsonb';
CREATE FUNCTION tagset_to_jsonb(tagset) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_to_jsonb(tagset) IS 'tagset to jsonb: an object from path to attributes';
CREATE CAST (tagpath AS tagset) WITH FUNCTION tagset_from_path(tagpath) AS ASSIGNMENT;
COMMENT ON CAST (tagpath AS tagset) IS 'a set of one';
CREATE CAST (tagpath[] AS tagset) WITH FUNCTION tagset_from_paths(tagpath[]) AS ASSIGNMENT;
COMMENT ON CAST (tagpath[] AS tagset) IS 'the set of these paths';
CREATE CAST (tagset AS tagpath[]) WITH FUNCTION tagset_to_paths(tagset) AS ASSIGNMENT;
COMMENT ON CAST (tagset AS tagpath[]) IS 'the paths in preorder';
CREATE CAST (text[] AS tagset) WITH FUNCTION tagset_from_array(text[]) AS ASSIGNMENT;
COMMENT ON CAST (text[] AS tagset) IS 'the set of these paths, one per array element';
CREATE CAST (tagset AS text[]) WITH FUNCTION tagset_to_array(tagset) AS ASSIGNMENT;
COMMENT ON CAST (tagset AS text[]) IS 'the paths in preorder';
CREATE CAST (jsonb AS tagset) WITH FUNCTION tagset_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS tagset) IS 'read an object from path to attributes, or an array of paths';
CREATE CAST (json AS tagset) WITH FUNCTION tagset_from_json(json) AS ASSIGNMENT;
COMMENT ON CAST (json AS tagset) IS 'read as from jsonb';
CREATE CAST (tagset AS jsonb) WITH FUNCTION tagset_to_jsonb(tagset) AS ASSIGNMENT;
COMMENT ON CAST (tagset AS jsonb) IS 'an object from path to attributes';

CREATE FUNCTION tagset_like(tagset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_like(tagset, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION tagset_not_like(tagset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_not_like(tagset, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION tagset_ilike(tagset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_ilike(tagset, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION tagset_not_ilike(tagset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_not_ilike(tagset, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = tagset, RIGHTARG = text, FUNCTION = tagset_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (tagset, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = tagset, RIGHTARG = text, FUNCTION = tagset_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (tagset, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = tagset, RIGHTARG = text, FUNCTION = tagset_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (tagset, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = tagset, RIGHTARG = text, FUNCTION = tagset_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (tagset, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION tagset_eq(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_eq(tagset, tagset) IS 'implementation of the = operator';
CREATE FUNCTION tagset_ne(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_ne(tagset, tagset) IS 'implementation of the <> operator';
CREATE FUNCTION tagset_lt(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_lt(tagset, tagset) IS 'implementation of the < operator';
CREATE FUNCTION tagset_le(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_le(tagset, tagset) IS 'implementation of the <= operator';
CREATE FUNCTION tagset_gt(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_gt(tagset, tagset) IS 'implementation of the > operator';
CREATE FUNCTION tagset_ge(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_ge(tagset, tagset) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (tagset, tagset) IS 'whether both sets have the same paths with the same attributes';
CREATE OPERATOR <> (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (tagset, tagset) IS 'whether the sets differ';
CREATE OPERATOR < (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (tagset, tagset) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (tagset, tagset) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (tagset, tagset) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (tagset, tagset) IS 'whether the left value sorts after the right one or is equal';

CREATE FUNCTION tagset_without_star(text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_without_star(text) IS 'internal: text to tagset for functions that ask for its paths, refusing a star outside quotes';
CREATE FUNCTION tagset_matches(tags tagset, query text, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @@ tagquery_at(query::tagquery, at);
COMMENT ON FUNCTION tagset_matches(tagset, text, timestamptz) IS 'whether the set matches the query at the timestamp (NULL: regardless of time)';
CREATE FUNCTION tagset_matches(tags tagset, query tagquery, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @@ tagquery_at(query, at);
COMMENT ON FUNCTION tagset_matches(tagset, tagquery, timestamptz) IS 'whether the set matches the query at the timestamp (NULL: regardless of time)';
CREATE FUNCTION tagset_covers(tags tagset, other text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @> tagset_without_star(other);
COMMENT ON FUNCTION tagset_covers(tagset, text) IS 'tags @> other: whether each path of other has an element of tags at or below it';
CREATE FUNCTION tagset_covers(tags tagset, other tagset) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @> other;
COMMENT ON FUNCTION tagset_covers(tagset, tagset) IS 'tags @> other';
CREATE FUNCTION tagset_covers(tags tagset, path tagpath) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @> path;
COMMENT ON FUNCTION tagset_covers(tagset, tagpath) IS 'tags @> path: whether the set has an element at or below the path';
CREATE FUNCTION tagset_contains(tags tagset, path text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @@ tagquery_term(tagpath_without_star(path), true);
COMMENT ON FUNCTION tagset_contains(tagset, text) IS 'whether this exact path is in the set';
CREATE FUNCTION tagset_contains(tags tagset, path tagpath) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @@ tagquery_term(path, true);
COMMENT ON FUNCTION tagset_contains(tagset, tagpath) IS 'whether this exact path is in the set';
CREATE FUNCTION tagset_overlaps(tags tagset, other text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags && tagset_without_star(other);
COMMENT ON FUNCTION tagset_overlaps(tagset, text) IS 'tags && other: whether some path of tags is equal to, above or below some path of other';
CREATE FUNCTION tagset_overlaps(tags tagset, other tagset) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags && other;
COMMENT ON FUNCTION tagset_overlaps(tagset, tagset) IS 'tags && other';

CREATE FUNCTION tagset_exclusive(tags tagset, groups tagpath[]) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_exclusive(tagset, tagpath[]) IS 'the set with only one child of each group: the one with the latest since';
CREATE FUNCTION tagset_exclusive(tags tagset, groups text[]) RETURNS tagset
    AS 'MODULE_PATHNAME', 'tagset_exclusive_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_exclusive(tagset, text[]) IS 'the set with only one child of each group, with the groups read from texts';
CREATE FUNCTION tagset_exclusive(tags tagset, groups text) RETURNS tagset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_exclusive(tags, tagset_without_star(groups)::tagpath[]);
COMMENT ON FUNCTION tagset_exclusive(tagset, text) IS 'the set with only one child of each group, with the groups read from a list';

CREATE FUNCTION tagquery_unknown(query tagquery, vocabulary tagset) RETURNS SETOF text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 1;
COMMENT ON FUNCTION tagquery_unknown(tagquery, tagset) IS 'the terms of the query that no tag of the vocabulary can match, in order';
CREATE FUNCTION tagquery_unknown(query text, vocabulary tagset) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
    RETURN tagquery_unknown(query::tagquery, vocabulary);
COMMENT ON FUNCTION tagquery_unknown(text, tagset) IS 'the terms of the query, read from text, that no tag of the vocabulary can match';

CREATE FUNCTION tagset_distance(tagset, tagset) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_distance(tagset, tagset) IS 'implementation of the <-> operator';
CREATE OPERATOR <-> (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_distance, COMMUTATOR = <->);
COMMENT ON OPERATOR <-> (tagset, tagset) IS 'the distance between the sets, from 0 to 1';
CREATE FUNCTION tagset_distance(tags tagset, other text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags <-> other::tagset;
COMMENT ON FUNCTION tagset_distance(tagset, text) IS 'tags <-> other, with other read from text';

CREATE FUNCTION hashtags(text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION hashtags(text) IS 'the hashtags in a text as a set; the empty set if there are none';

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

CREATE TYPE factlabel;

CREATE FUNCTION factlabel_in(cstring) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_in(cstring) IS 'text input of factlabel';
CREATE FUNCTION factlabel_out(factlabel) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_out(factlabel) IS 'text output of factlabel, quoted where needed';
CREATE FUNCTION factlabel_recv(internal) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_recv(internal) IS 'binary input of factlabel: version byte 1, then the text form';
CREATE FUNCTION factlabel_send(factlabel) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_send(factlabel) IS 'binary output of factlabel: version byte 1, then the text form';

CREATE TYPE factlabel (
    INPUT = factlabel_in, OUTPUT = factlabel_out, RECEIVE = factlabel_recv, SEND = factlabel_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE factlabel IS 'one assertion about a piece of content: a path with optional verdict, score, source, claim, timestamps and texts';

CREATE FUNCTION factlabel_make(path tagpath, verdict factverdict DEFAULT NULL, score double precision DEFAULT NULL,
                               by tagpath DEFAULT NULL, claim text DEFAULT NULL, at timestamptz DEFAULT now(),
                               seen timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
                               neg boolean DEFAULT false, deny boolean DEFAULT false,
                               said text DEFAULT NULL, ref text DEFAULT NULL) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION factlabel_make(tagpath, factverdict, double precision, tagpath, text, timestamptz, timestamptz, timestamptz, boolean, boolean, text, text) IS 'a label of these parts, asserted now unless at says otherwise';
CREATE FUNCTION factlabel_make(path text, verdict text DEFAULT NULL, score double precision DEFAULT NULL,
                               by text DEFAULT NULL, claim text DEFAULT NULL, at timestamptz DEFAULT now(),
                               seen timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
                               neg boolean DEFAULT false, deny boolean DEFAULT false,
                               said text DEFAULT NULL, ref text DEFAULT NULL) RETURNS factlabel
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN factlabel_make(path::tagpath, verdict::factverdict, score, by::tagpath, claim, at, seen, until, neg, deny, said, ref);
COMMENT ON FUNCTION factlabel_make(text, text, double precision, text, text, timestamptz, timestamptz, timestamptz, boolean, boolean, text, text) IS 'a label of these parts, with path, verdict and by read from text';
CREATE FUNCTION factlabel_make(path text, verdict factverdict, score double precision DEFAULT NULL,
                               by text DEFAULT NULL, claim text DEFAULT NULL, at timestamptz DEFAULT now(),
                               seen timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
                               neg boolean DEFAULT false, deny boolean DEFAULT false,
                               said text DEFAULT NULL, ref text DEFAULT NULL) RETURNS factlabel
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN factlabel_make(path::tagpath, verdict, score, by::tagpath, claim, at, seen, until, neg, deny, said, ref);
COMMENT ON FUNCTION factlabel_make(text, factverdict, double precision, text, text, timestamptz, timestamptz, timestamptz, boolean, boolean, text, text) IS 'a label of these parts, with path and by read from text';
CREATE FUNCTION factlabel_path(factlabel) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_path(factlabel) IS 'what is asserted: the path';
CREATE FUNCTION factlabel_verdict(factlabel) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_verdict(factlabel) IS 'the finding of the fact-check; NULL if there is none';
CREATE FUNCTION factlabel_score(factlabel) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_score(factlabel) IS 'how confident the source is, from 0 to 1; NULL if it does not say';
CREATE FUNCTION factlabel_by(factlabel) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_by(factlabel) IS 'the source; NULL if there is none';
CREATE FUNCTION factlabel_claim(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_claim(factlabel) IS 'the source''s key of the claim within the content; NULL if there is none';
CREATE FUNCTION factlabel_at(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_at(factlabel) IS 'when the source asserted it; NULL if absent';
CREATE FUNCTION factlabel_seen(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_seen(factlabel) IS 'when this database learned of it; NULL if absent';
CREATE FUNCTION factlabel_until(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_until(factlabel) IS 'when it expires; NULL if never';
CREATE FUNCTION factlabel_neg(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_neg(factlabel) IS 'whether the source withdraws what it asserted';
CREATE FUNCTION factlabel_deny(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_deny(factlabel) IS 'whether the source asserts that it is not so';
CREATE FUNCTION factlabel_said(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_said(factlabel) IS 'the rating in the source''s own words; NULL if absent';
CREATE FUNCTION factlabel_ref(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_ref(factlabel) IS 'where the source explains it, usually a URL; NULL if absent';

CREATE FUNCTION factlabel_from_text(text) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_from_text(text) IS 'text to factlabel, as text input reads it';
CREATE FUNCTION factlabel_to_text(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_to_text(factlabel) IS 'factlabel to text, as text output prints it';
CREATE CAST (text AS factlabel) WITH FUNCTION factlabel_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS factlabel) IS 'read a label';
CREATE CAST (factlabel AS text) WITH FUNCTION factlabel_to_text(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS text) IS 'print a label';
CREATE CAST (varchar AS factlabel) WITH FUNCTION factlabel_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS factlabel) IS 'read a label';

CREATE FUNCTION factlabel_from_jsonb(jsonb) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_from_jsonb(jsonb) IS 'jsonb to factlabel: an object with the path as "label", and the attributes';
CREATE FUNCTION factlabel_from_json(json) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_from_json(json) IS 'json to factlabel, as from jsonb';
CREATE FUNCTION factlabel_to_jsonb(factlabel) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_to_jsonb(factlabel) IS 'factlabel to jsonb: an object with the path as "label", and the attributes';
CREATE CAST (jsonb AS factlabel) WITH FUNCTION factlabel_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS factlabel) IS 'read an object with the path as "label", and the attributes';
CREATE CAST (json AS factlabel) WITH FUNCTION factlabel_from_json(json) AS ASSIGNMENT;
COMMENT ON CAST (json AS factlabel) IS 'read as from jsonb';
CREATE CAST (factlabel AS jsonb) WITH FUNCTION factlabel_to_jsonb(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS jsonb) IS 'an object with the path as "label", and the attributes';

CREATE FUNCTION factlabel_like(factlabel, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_like(factlabel, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION factlabel_not_like(factlabel, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_not_like(factlabel, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION factlabel_ilike(factlabel, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_ilike(factlabel, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION factlabel_not_ilike(factlabel, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_not_ilike(factlabel, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = factlabel, RIGHTARG = text, FUNCTION = factlabel_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (factlabel, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = factlabel, RIGHTARG = text, FUNCTION = factlabel_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (factlabel, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = factlabel, RIGHTARG = text, FUNCTION = factlabel_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (factlabel, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = factlabel, RIGHTARG = text, FUNCTION = factlabel_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (factlabel, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION factlabel_eq(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_eq(factlabel, factlabel) IS 'implementation of the = operator';
CREATE FUNCTION factlabel_ne(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_ne(factlabel, factlabel) IS 'implementation of the <> operator';
CREATE FUNCTION factlabel_lt(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION factlabel_lt(factlabel, factlabel) IS 'implementation of the < operator';
CREATE FUNCTION factlabel_le(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION factlabel_le(factlabel, factlabel) IS 'implementation of the <= operator';
CREATE FUNCTION factlabel_gt(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION factlabel_gt(factlabel, factlabel) IS 'implementation of the > operator';
CREATE FUNCTION factlabel_ge(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION factlabel_ge(factlabel, factlabel) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (factlabel, factlabel) IS 'whether both labels have the same path and attributes';
CREATE OPERATOR <> (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (factlabel, factlabel) IS 'whether the labels differ';
CREATE OPERATOR < (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (factlabel, factlabel) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (factlabel, factlabel) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (factlabel, factlabel) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (factlabel, factlabel) IS 'whether the left value sorts after the right one or is equal';

CREATE TYPE labelset;

CREATE FUNCTION labelset_in(cstring) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_in(cstring) IS 'text input of labelset';
CREATE FUNCTION labelset_out(labelset) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_out(labelset) IS 'text output of labelset, in order, quoted where needed';
CREATE FUNCTION labelset_recv(internal) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_recv(internal) IS 'binary input of labelset: version byte 1, then the text form';
CREATE FUNCTION labelset_send(labelset) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_send(labelset) IS 'binary output of labelset: version byte 1, then the text form';

CREATE TYPE labelset (
    INPUT = labelset_in, OUTPUT = labelset_out, RECEIVE = labelset_recv, SEND = labelset_send,
    ANALYZE = labelset_typanalyze,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE labelset IS 'log of assertions about a piece of content, by any number of sources';

CREATE FUNCTION labelset_concat(labelset, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(labelset, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (labelset, labelset) IS 'all labels of both logs';
CREATE FUNCTION labelset_concat(labelset, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(labelset, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = factlabel, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (labelset, factlabel) IS 'the log with this label added';
CREATE FUNCTION labelset_concat(factlabel, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(factlabel, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = labelset, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (factlabel, labelset) IS 'the log with this label added';
CREATE FUNCTION labelset_concat(factlabel, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(factlabel, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (factlabel, factlabel) IS 'a log of both labels';
CREATE FUNCTION labelset_concat_text(labelset, text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_concat_text(labelset, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = text, FUNCTION = labelset_concat_text);
COMMENT ON OPERATOR || (labelset, text) IS 'all labels of both logs, the right one read from text';
CREATE FUNCTION labelset_text_concat(text, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_text_concat(text, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = labelset, FUNCTION = labelset_text_concat);
COMMENT ON OPERATOR || (text, labelset) IS 'all labels of both logs, the left one read from text';
CREATE FUNCTION labelset_concat_text(factlabel, text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_concat_text(factlabel, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = text, FUNCTION = labelset_concat_text);
COMMENT ON OPERATOR || (factlabel, text) IS 'the log with this label added, the right side read from text';
CREATE FUNCTION labelset_text_concat(text, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_text_concat(text, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = factlabel, FUNCTION = labelset_text_concat);
COMMENT ON OPERATOR || (text, factlabel) IS 'the log with this label added, the left side read from text';
CREATE FUNCTION labelset_count(labelset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_count(labelset) IS 'number of labels in the log, including superseded and withdrawn ones';

CREATE FUNCTION labelset_from_label(factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_from_label(factlabel) IS 'factlabel to labelset: a log of one label';
CREATE CAST (factlabel AS labelset) WITH FUNCTION labelset_from_label(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS labelset) IS 'a log of one label';
CREATE FUNCTION labelset_from_text(text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_from_text(text) IS 'text to labelset, as text input reads it';
CREATE FUNCTION labelset_to_text(labelset) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_to_text(labelset) IS 'labelset to text, as text output prints it';
CREATE CAST (text AS labelset) WITH FUNCTION labelset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS labelset) IS 'read a log';
CREATE CAST (labelset AS text) WITH FUNCTION labelset_to_text(labelset) AS ASSIGNMENT;
COMMENT ON CAST (labelset AS text) IS 'print a log';
CREATE CAST (varchar AS labelset) WITH FUNCTION labelset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS labelset) IS 'read a log';

CREATE FUNCTION labelset_from_jsonb(jsonb) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_from_jsonb(jsonb) IS 'jsonb to labelset: an array of labels as objects';
CREATE FUNCTION labelset_from_json(json) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_from_json(json) IS 'json to labelset, as from jsonb';
CREATE FUNCTION labelset_to_jsonb(labelset) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_to_jsonb(labelset) IS 'labelset to jsonb: an array of labels as objects';
CREATE CAST (jsonb AS labelset) WITH FUNCTION labelset_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS labelset) IS 'read an array of labels as objects';
CREATE CAST (json AS labelset) WITH FUNCTION labelset_from_json(json) AS ASSIGNMENT;
COMMENT ON CAST (json AS labelset) IS 'read as from jsonb';
CREATE CAST (labelset AS jsonb) WITH FUNCTION labelset_to_jsonb(labelset) AS ASSIGNMENT;
COMMENT ON CAST (labelset AS jsonb) IS 'an array of labels as objects';

CREATE FUNCTION labelset_like(labelset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_like(labelset, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION labelset_not_like(labelset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_not_like(labelset, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION labelset_ilike(labelset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_ilike(labelset, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION labelset_not_ilike(labelset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_not_ilike(labelset, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = labelset, RIGHTARG = text, FUNCTION = labelset_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (labelset, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = labelset, RIGHTARG = text, FUNCTION = labelset_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (labelset, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = labelset, RIGHTARG = text, FUNCTION = labelset_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (labelset, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = labelset, RIGHTARG = text, FUNCTION = labelset_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (labelset, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION labelset_eq(labelset, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelset_eq(labelset, labelset) IS 'implementation of the = operator';
CREATE FUNCTION labelset_ne(labelset, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelset_ne(labelset, labelset) IS 'implementation of the <> operator';
CREATE FUNCTION labelset_lt(labelset, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_lt(labelset, labelset) IS 'implementation of the < operator';
CREATE FUNCTION labelset_le(labelset, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_le(labelset, labelset) IS 'implementation of the <= operator';
CREATE FUNCTION labelset_gt(labelset, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_gt(labelset, labelset) IS 'implementation of the > operator';
CREATE FUNCTION labelset_ge(labelset, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_ge(labelset, labelset) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (labelset, labelset) IS 'whether both logs have the same labels';
CREATE OPERATOR <> (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (labelset, labelset) IS 'whether the logs differ';
CREATE OPERATOR < (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (labelset, labelset) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (labelset, labelset) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (labelset, labelset) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (labelset, labelset) IS 'whether the left value sorts after the right one or is equal';

CREATE FUNCTION labelset_meets(labelset, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION labelset_meets(labelset, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION tagquery_met_by(tagquery, labelset) IS 'implementation of the @@ operator';
CREATE FUNCTION factlabel_meets(factlabel, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION factlabel_meets(factlabel, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_label' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION tagquery_met_by(tagquery, factlabel) IS 'implementation of the @@ operator';
CREATE OPERATOR @@ (
    LEFTARG = labelset, RIGHTARG = tagquery, FUNCTION = labelset_meets, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (labelset, tagquery) IS 'whether the labels in effect match the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = labelset, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, labelset) IS 'whether the labels in effect match the query';
CREATE OPERATOR @@ (
    LEFTARG = factlabel, RIGHTARG = tagquery, FUNCTION = factlabel_meets, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (factlabel, tagquery) IS 'whether the label, as a log of one, matches the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = factlabel, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, factlabel) IS 'whether the label, as a log of one, matches the query';
CREATE FUNCTION labelset_matches(labels labelset, query text, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @@ tagquery_at(query::tagquery, at);
COMMENT ON FUNCTION labelset_matches(labelset, text, timestamptz) IS 'whether the labels in effect at the timestamp match the query; inlined, so it uses the index';
CREATE FUNCTION labelset_matches(labels labelset, query tagquery, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @@ tagquery_at(query, at);
COMMENT ON FUNCTION labelset_matches(labelset, tagquery, timestamptz) IS 'whether the labels in effect at the timestamp match the query; inlined, so it uses the index';

CREATE FUNCTION labelset_covers_set(labelset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_covers_set(labelset, tagset) IS 'implementation of the @> operator';
CREATE FUNCTION tagset_covered_by(tagset, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagset_covered_by_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_covered_by(tagset, labelset) IS 'implementation of the <@ operator';
CREATE OPERATOR @> (
    LEFTARG = labelset, RIGHTARG = tagset, FUNCTION = labelset_covers_set, COMMUTATOR = <@,
    RESTRICT = labelset_covers_sel, JOIN = labelset_covers_joinsel
);
COMMENT ON OPERATOR @> (labelset, tagset) IS 'whether each path on the right, or one below it, is asserted by a label in effect';
CREATE OPERATOR <@ (
    LEFTARG = tagset, RIGHTARG = labelset, FUNCTION = tagset_covered_by, COMMUTATOR = @>,
    RESTRICT = labelset_covers_sel, JOIN = labelset_covers_joinsel
);
COMMENT ON OPERATOR <@ (tagset, labelset) IS 'whether each path on the left, or one below it, is asserted by a label in effect';
CREATE FUNCTION labelset_covers(labels labelset, other text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @> tagset_without_star(other);
COMMENT ON FUNCTION labelset_covers(labelset, text) IS 'labels @> other, with other read from text; inlined, so it uses the index';
CREATE FUNCTION labelset_covers(labels labelset, other tagset) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @> other;
COMMENT ON FUNCTION labelset_covers(labelset, tagset) IS 'labels @> other; inlined, so it uses the index';
CREATE FUNCTION labelset_covers(labels labelset, path tagpath) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @> path::tagset;
COMMENT ON FUNCTION labelset_covers(labelset, tagpath) IS 'whether the path, or one below it, is asserted by a label in effect; inlined, so it uses the index';

CREATE FUNCTION labelset_live(labels labelset, at timestamptz) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_live(labelset, timestamptz) IS 'the labels in effect at the timestamp, including denials';
CREATE FUNCTION labelset_tags(labels labelset, at timestamptz) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_tags(labelset, timestamptz) IS 'the paths asserted at the timestamp as a tagset, weighted by score';
CREATE FUNCTION labelset_why(labelset, tagquery) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_why(labelset, tagquery) IS 'the labels that matched the query''s positive terms; the empty log if none did';
CREATE FUNCTION labelset_why(labels labelset, query text) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labelset_why(labels, query::tagquery);
COMMENT ON FUNCTION labelset_why(labelset, text) IS 'the labels that matched the positive terms of the query, read from text';
CREATE FUNCTION labelset_rows(labels labelset, moment timestamptz DEFAULT now(),
                              OUT label text, OUT parent text, OUT depth integer,
                              OUT level1 text, OUT level2 text, OUT level3 text,
                              OUT level4 text, OUT level5 text, OUT level6 text,
                              OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                              OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                              OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text,
                              OUT holds boolean) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_rows(labelset, timestamptz) IS 'one row per label in effect at the timestamp (NULL: every label), in built-in types';
CREATE TYPE labelset_span AS (
    label text, parent text, depth integer,
    level1 text, level2 text, level3 text, level4 text, level5 text, level6 text,
    verdict text, verdict_value double precision, score double precision, by text, claim text,
    at timestamptz, seen timestamptz, until timestamptz,
    neg boolean, deny boolean, said text, ref text,
    holds_from timestamptz, holds_to timestamptz
);
COMMENT ON TYPE labelset_span IS 'a row of labelset_spans: a label, and the time in which it is in effect';
CREATE FUNCTION labelset_spans(labels labelset) RETURNS SETOF labelset_span
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_spans(labelset) IS 'one row per label that is ever in effect, from holds_from until just before holds_to, in built-in types';
CREATE FUNCTION labelset_history(labels labelset, path tagpath,
                                 OUT known timestamptz, OUT label text, OUT did text, OUT holds boolean,
                                 OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                                 OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                                 OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_history(labelset, tagpath) IS 'one row per label at or below the path, in the order in which they became known';
CREATE FUNCTION labelset_history(labels labelset, path text,
                                 OUT known timestamptz, OUT label text, OUT did text, OUT holds boolean,
                                 OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                                 OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                                 OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text) RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 6
    BEGIN ATOMIC SELECT * FROM labelset_history(labels, path::tagpath); END;
COMMENT ON FUNCTION labelset_history(labelset, text) IS 'one row per label at or below the path, read from text, in the order in which they became known';

CREATE FUNCTION labelset_resolve(labels labelset, at timestamptz, precedence tagpath[]) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_resolve(labelset, timestamptz, tagpath[]) IS 'the assertions in effect at the timestamp after higher-ranked sources have overruled lower ones';

CREATE FUNCTION labelset_refresh(labels labelset, source tagpath, found labelset, at timestamptz DEFAULT now()) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_refresh(labelset, tagpath, labelset, timestamptz) IS 'the log after a new run of a source: found labels are added, labels not found again are withdrawn';
CREATE FUNCTION labelset_refresh(labels labelset, source text, found labelset, at timestamptz DEFAULT now()) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labelset_refresh(labels, source::tagpath, found, at);
COMMENT ON FUNCTION labelset_refresh(labelset, text, labelset, timestamptz) IS 'the log after a new run of a source, with the source read from text';
CREATE FUNCTION labelset_refresh(labels labelset, source text, found text, at timestamptz DEFAULT now()) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labelset_refresh(labels, source::tagpath, found::labelset, at);
COMMENT ON FUNCTION labelset_refresh(labelset, text, text, timestamptz) IS 'the log after a new run of a source, with the source and what it found read from text';
CREATE FUNCTION labelset_prune(labels labelset, before timestamptz) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_prune(labelset, timestamptz) IS 'the log without labels that had been superseded or had expired by the timestamp';

CREATE FUNCTION labelset_union_step(internal, labelset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_step(internal, labelset) IS 'internal: transition function of labelset_union';
CREATE FUNCTION labelset_agg_step(internal, factlabel) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION labelset_agg_step(internal, factlabel) IS 'internal: transition function of labelset_agg';
CREATE FUNCTION labelset_union_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_combine(internal, internal) IS 'internal: combine function of labelset_union and labelset_agg';
CREATE FUNCTION labelset_union_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_serialize(internal) IS 'internal: serializes the state of labelset_union and labelset_agg';
CREATE FUNCTION labelset_union_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_deserialize(bytea, internal) IS 'internal: deserializes the state of labelset_union and labelset_agg';
CREATE FUNCTION labelset_union_final(internal) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_final(internal) IS 'internal: final function of labelset_union and labelset_agg';

CREATE AGGREGATE labelset_union(labelset) (
    SFUNC = labelset_union_step, STYPE = internal, FINALFUNC = labelset_union_final,
    COMBINEFUNC = labelset_union_combine, SERIALFUNC = labelset_union_serialize, DESERIALFUNC = labelset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE labelset_union(labelset) IS 'all labels of the logs';
CREATE AGGREGATE labelset_agg(factlabel) (
    SFUNC = labelset_agg_step, STYPE = internal, FINALFUNC = labelset_union_final,
    COMBINEFUNC = labelset_union_combine, SERIALFUNC = labelset_union_serialize, DESERIALFUNC = labelset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE labelset_agg(factlabel) IS 'the log of these labels, one per row';

CREATE FUNCTION claimreview_key(claim text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION claimreview_key(text) IS 'the key of a claim: 16 hexadecimal digits of the SHA-256 of its folded words';
CREATE FUNCTION claimreview_labels(document jsonb, path tagpath, seen timestamptz DEFAULT NULL,
                                   OUT claim text, OUT claimant text, OUT label factlabel, OUT url text, OUT problem text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 4;
COMMENT ON FUNCTION claimreview_labels(jsonb, tagpath, timestamptz) IS 'one row per claim of each ClaimReview in a document, with its label at the path';
CREATE FUNCTION claimreview_from_label(label factlabel, claim text, claimant text DEFAULT NULL, url text DEFAULT NULL) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION claimreview_from_label(factlabel, text, text, text) IS 'the label as a ClaimReview, with the label''s ref as its url if none is given';

CREATE FUNCTION factlabel_from_atproto(label jsonb, seen timestamptz DEFAULT NULL) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_from_atproto(jsonb, timestamptz) IS 'the AT Protocol label as a factlabel, with seen as given';
CREATE FUNCTION factlabel_to_atproto(label factlabel, uri text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_to_atproto(factlabel, text) IS 'the factlabel as an unsigned AT Protocol label about the uri';

CREATE FUNCTION labelset_from_self_labels(record jsonb, author text, at timestamptz DEFAULT NULL, seen timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION labelset_from_self_labels(jsonb, text, timestamptz, timestamptz) IS 'what the record says of itself by AT Protocol self-labels, by the author''s DID, at the time, else its createdAt';

CREATE FUNCTION factag_fold(text, VARIADIC options text[]) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factag_fold(text, text[]) IS 'the text as rules with these fold options see it, with disguised words restored';

CREATE TYPE ruleset;

CREATE FUNCTION ruleset_in(cstring) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_in(cstring) IS 'text input of ruleset; compiles every pattern';
CREATE FUNCTION ruleset_out(ruleset) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ruleset_out(ruleset) IS 'text output of ruleset, including comments';
CREATE FUNCTION ruleset_recv(internal) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_recv(internal) IS 'binary input of ruleset: version byte 1, then the text form';
CREATE FUNCTION ruleset_send(ruleset) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ruleset_send(ruleset) IS 'binary output of ruleset: version byte 1, then the text form';

CREATE TYPE ruleset (
    INPUT = ruleset_in, OUTPUT = ruleset_out, RECEIVE = ruleset_recv, SEND = ruleset_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE ruleset IS 'rules that put labels on text';

CREATE FUNCTION ruleset_from_text(text) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_from_text(text) IS 'text to ruleset, as text input reads it';
CREATE FUNCTION ruleset_to_text(ruleset) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ruleset_to_text(ruleset) IS 'ruleset to text, as text output prints it';
CREATE CAST (text AS ruleset) WITH FUNCTION ruleset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS ruleset) IS 'read a rule set';
CREATE CAST (ruleset AS text) WITH FUNCTION ruleset_to_text(ruleset) AS ASSIGNMENT;
COMMENT ON CAST (ruleset AS text) IS 'print a rule set';
CREATE CAST (varchar AS ruleset) WITH FUNCTION ruleset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS ruleset) IS 'read a rule set';

CREATE FUNCTION ruleset_error(rules text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_error(text) IS 'why the text does not read as a rule set: the message and the detail of the error; NULL if it does';

CREATE FUNCTION ruleset_like(ruleset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ruleset_like(ruleset, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION ruleset_not_like(ruleset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ruleset_not_like(ruleset, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION ruleset_ilike(ruleset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ruleset_ilike(ruleset, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION ruleset_not_ilike(ruleset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ruleset_not_ilike(ruleset, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = ruleset, RIGHTARG = text, FUNCTION = ruleset_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (ruleset, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = ruleset, RIGHTARG = text, FUNCTION = ruleset_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (ruleset, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = ruleset, RIGHTARG = text, FUNCTION = ruleset_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (ruleset, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = ruleset, RIGHTARG = text, FUNCTION = ruleset_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (ruleset, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION ruleset_test(text, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION ruleset_test(text, ruleset) IS 'whether any rule matches the text';
CREATE FUNCTION ruleset_test(jsonb, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'ruleset_test_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION ruleset_test(jsonb, ruleset) IS 'whether any rule matches the document';
CREATE FUNCTION ruleset_test(document json, rules ruleset) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_test(document::jsonb, rules);
COMMENT ON FUNCTION ruleset_test(json, ruleset) IS 'whether any rule matches the document';
CREATE FUNCTION ruleset_test(document text, rules text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_test(document, rules::ruleset);
COMMENT ON FUNCTION ruleset_test(text, text) IS 'whether any rule matches the text, with the rules read from text';
CREATE FUNCTION ruleset_test(document jsonb, rules text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_test(document, rules::ruleset);
COMMENT ON FUNCTION ruleset_test(jsonb, text) IS 'whether any rule matches the document, with the rules read from text';
CREATE FUNCTION ruleset_test(document json, rules text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_test(document::jsonb, rules::ruleset);
COMMENT ON FUNCTION ruleset_test(json, text) IS 'whether any rule matches the document, with the rules read from text';
CREATE FUNCTION ruleset_classify(document text, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_classify(text, ruleset, timestamptz) IS 'the labels of every rule that matches the text';
CREATE FUNCTION ruleset_classify(document jsonb, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME', 'ruleset_classify_jsonb' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_classify(jsonb, ruleset, timestamptz) IS 'the labels of every rule that matches the document';
CREATE FUNCTION ruleset_classify(document json, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_classify(document::jsonb, rules, at);
COMMENT ON FUNCTION ruleset_classify(json, ruleset, timestamptz) IS 'the labels of every rule that matches the document';
CREATE FUNCTION ruleset_classify(document text, rules text, at timestamptz DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_classify(document, rules::ruleset, at);
COMMENT ON FUNCTION ruleset_classify(text, text, timestamptz) IS 'the labels of every rule that matches the text, with the rules read from text';
CREATE FUNCTION ruleset_classify(document jsonb, rules text, at timestamptz DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_classify(document, rules::ruleset, at);
COMMENT ON FUNCTION ruleset_classify(jsonb, text, timestamptz) IS 'the labels of every rule that matches the document, with the rules read from text';
CREATE FUNCTION ruleset_classify(document json, rules text, at timestamptz DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_classify(document::jsonb, rules::ruleset, at);
COMMENT ON FUNCTION ruleset_classify(json, text, timestamptz) IS 'the labels of every rule that matches the document, with the rules read from text';

CREATE FUNCTION ruleset_matches(text, ruleset,
                                OUT rule text, OUT label text, OUT start integer, OUT length integer, OUT match text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 5;
COMMENT ON FUNCTION ruleset_matches(text, ruleset) IS 'one row per label and match of each rule that matches the text';
CREATE FUNCTION ruleset_matches(document text, rules text,
                                OUT rule text, OUT label text, OUT start integer, OUT length integer, OUT match text) RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5
    BEGIN ATOMIC SELECT * FROM ruleset_matches(document, rules::ruleset); END;
COMMENT ON FUNCTION ruleset_matches(text, text) IS 'one row per label and match of each rule that matches the text, with the rules read from text';
CREATE FUNCTION ruleset_highlight(document text, rules ruleset, start_mark text, stop_mark text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_highlight(text, ruleset, text, text) IS 'the original text with marks around the matches of rules that match it';
CREATE FUNCTION ruleset_highlight(document text, rules text, start_mark text, stop_mark text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_highlight(document, rules::ruleset, start_mark, stop_mark);
COMMENT ON FUNCTION ruleset_highlight(text, text, text, text) IS 'the original text with marks around the matches of rules that match it, with the rules read from text';
CREATE FUNCTION ruleset_rules(ruleset,
                              OUT "position" integer, OUT name text, OUT condition text, OUT label text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION ruleset_rules(ruleset) IS 'one row per rule';
CREATE TYPE ruleset_row AS ("position" integer, name text, by text, condition text, label text, comment text);
COMMENT ON TYPE ruleset_row IS 'a row of ruleset_rows: a rule, the source of its labels, and the comment in its line';
CREATE FUNCTION ruleset_rows(rules ruleset) RETURNS SETOF ruleset_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION ruleset_rows(ruleset) IS 'one row per rule, with the source of its labels';
CREATE FUNCTION ruleset_rows(rules text) RETURNS SETOF ruleset_row
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    BEGIN ATOMIC SELECT * FROM ruleset_rows(rules::ruleset); END;
COMMENT ON FUNCTION ruleset_rows(text) IS 'one row per rule, with the source of its labels, with the rules read from text';
CREATE FUNCTION ruleset_count(ruleset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ruleset_count(ruleset) IS 'number of rules';

CREATE FUNCTION ruleset_rule(name text, pattern text, flags text, label text) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_rule(text, text, text, text) IS 'the rule set of one rule, made from its parts';

CREATE FUNCTION ruleset_concat(ruleset, ruleset) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION ruleset_concat(ruleset, ruleset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_concat);
COMMENT ON OPERATOR || (ruleset, ruleset) IS 'the rules of both';
CREATE FUNCTION ruleset_concat_text(ruleset, text) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_concat_text(ruleset, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = ruleset, RIGHTARG = text, FUNCTION = ruleset_concat_text);
COMMENT ON OPERATOR || (ruleset, text) IS 'the rules of both, the right side read from text';
CREATE FUNCTION ruleset_text_concat(text, ruleset) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_text_concat(text, ruleset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = ruleset, FUNCTION = ruleset_text_concat);
COMMENT ON OPERATOR || (text, ruleset) IS 'the rules of both, the left side read from text';

CREATE FUNCTION ruleset_agg_step(internal, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_agg_step(internal, text) IS 'internal: transition function of ruleset_agg';
CREATE FUNCTION ruleset_agg_final(internal) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_agg_final(internal) IS 'internal: final function of ruleset_agg';
CREATE AGGREGATE ruleset_agg(text) (
    SFUNC = ruleset_agg_step, STYPE = internal, FINALFUNC = ruleset_agg_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ruleset_agg(text) IS 'the rule set joined from these texts, each with rules or options';
CREATE FUNCTION ruleset_agg_set_step(internal, ruleset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ruleset_agg_set_step(internal, ruleset) IS 'internal: transition function of ruleset_agg for rule sets';
CREATE AGGREGATE ruleset_agg(ruleset) (
    SFUNC = ruleset_agg_set_step, STYPE = internal, FINALFUNC = ruleset_agg_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ruleset_agg(ruleset) IS 'the rule set joined from these rule sets';

CREATE FUNCTION ruleset_eq(ruleset, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION ruleset_eq(ruleset, ruleset) IS 'implementation of the = operator';
CREATE FUNCTION ruleset_ne(ruleset, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION ruleset_ne(ruleset, ruleset) IS 'implementation of the <> operator';
CREATE FUNCTION ruleset_lt(ruleset, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION ruleset_lt(ruleset, ruleset) IS 'implementation of the < operator';
CREATE FUNCTION ruleset_le(ruleset, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION ruleset_le(ruleset, ruleset) IS 'implementation of the <= operator';
CREATE FUNCTION ruleset_gt(ruleset, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION ruleset_gt(ruleset, ruleset) IS 'implementation of the > operator';
CREATE FUNCTION ruleset_ge(ruleset, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION ruleset_ge(ruleset, ruleset) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (ruleset, ruleset) IS 'whether both rule sets have the same text';
CREATE OPERATOR <> (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (ruleset, ruleset) IS 'whether the rule sets differ';
CREATE OPERATOR < (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (ruleset, ruleset) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (ruleset, ruleset) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (ruleset, ruleset) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (ruleset, ruleset) IS 'whether the left value sorts after the right one or is equal';

CREATE TYPE tagtaxonomy;

CREATE FUNCTION tagtaxonomy_in(cstring) RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tagtaxonomy_in(cstring) IS 'text input of tagtaxonomy; checks the lines together';
CREATE FUNCTION tagtaxonomy_out(tagtaxonomy) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION tagtaxonomy_out(tagtaxonomy) IS 'text output of tagtaxonomy, including comments';
CREATE FUNCTION tagtaxonomy_recv(internal) RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tagtaxonomy_recv(internal) IS 'binary input of tagtaxonomy: version byte 1, then the text form';
CREATE FUNCTION tagtaxonomy_send(tagtaxonomy) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION tagtaxonomy_send(tagtaxonomy) IS 'binary output of tagtaxonomy: version byte 1, then the text form';

CREATE TYPE tagtaxonomy (
    INPUT = tagtaxonomy_in, OUTPUT = tagtaxonomy_out, RECEIVE = tagtaxonomy_recv, SEND = tagtaxonomy_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE tagtaxonomy IS 'which tags exist, how they are named, and what old names mean';

CREATE FUNCTION tagtaxonomy_from_text(text) RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tagtaxonomy_from_text(text) IS 'text to tagtaxonomy, as text input reads it';
CREATE FUNCTION tagtaxonomy_to_text(tagtaxonomy) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION tagtaxonomy_to_text(tagtaxonomy) IS 'tagtaxonomy to text, as text output prints it';
CREATE CAST (text AS tagtaxonomy) WITH FUNCTION tagtaxonomy_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS tagtaxonomy) IS 'read a taxonomy';
CREATE CAST (tagtaxonomy AS text) WITH FUNCTION tagtaxonomy_to_text(tagtaxonomy) AS ASSIGNMENT;
COMMENT ON CAST (tagtaxonomy AS text) IS 'print a taxonomy';
CREATE CAST (varchar AS tagtaxonomy) WITH FUNCTION tagtaxonomy_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS tagtaxonomy) IS 'read a taxonomy';

CREATE FUNCTION taxonomy_error(taxonomy text) RETURNS text
    AS 'MODULE_PATHNAME', 'tagtaxonomy_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION taxonomy_error(text) IS 'why the text does not read as a taxonomy: the message and the detail of the error; NULL if it does';

CREATE FUNCTION tagtaxonomy_like(tagtaxonomy, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION tagtaxonomy_like(tagtaxonomy, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION tagtaxonomy_not_like(tagtaxonomy, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION tagtaxonomy_not_like(tagtaxonomy, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION tagtaxonomy_ilike(tagtaxonomy, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION tagtaxonomy_ilike(tagtaxonomy, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION tagtaxonomy_not_ilike(tagtaxonomy, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION tagtaxonomy_not_ilike(tagtaxonomy, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = tagtaxonomy, RIGHTARG = text, FUNCTION = tagtaxonomy_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (tagtaxonomy, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = tagtaxonomy, RIGHTARG = text, FUNCTION = tagtaxonomy_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (tagtaxonomy, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = tagtaxonomy, RIGHTARG = text, FUNCTION = tagtaxonomy_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (tagtaxonomy, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = tagtaxonomy, RIGHTARG = text, FUNCTION = tagtaxonomy_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (tagtaxonomy, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION tagtaxonomy_concat(tagtaxonomy, tagtaxonomy) RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tagtaxonomy_concat(tagtaxonomy, tagtaxonomy) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = tagtaxonomy, RIGHTARG = tagtaxonomy, FUNCTION = tagtaxonomy_concat);
COMMENT ON OPERATOR || (tagtaxonomy, tagtaxonomy) IS 'the lines of both';
CREATE FUNCTION tagtaxonomy_concat_text(tagtaxonomy, text) RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tagtaxonomy_concat_text(tagtaxonomy, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = tagtaxonomy, RIGHTARG = text, FUNCTION = tagtaxonomy_concat_text);
COMMENT ON OPERATOR || (tagtaxonomy, text) IS 'the lines of both, the right side read from text';
CREATE FUNCTION tagtaxonomy_text_concat(text, tagtaxonomy) RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tagtaxonomy_text_concat(text, tagtaxonomy) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = tagtaxonomy, FUNCTION = tagtaxonomy_text_concat);
COMMENT ON OPERATOR || (text, tagtaxonomy) IS 'the lines of both, the left side read from text';

CREATE FUNCTION taxonomy_agg_text_step(internal, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION taxonomy_agg_text_step(internal, text) IS 'internal: transition function of taxonomy_agg';
CREATE FUNCTION taxonomy_agg_text_final(internal) RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION taxonomy_agg_text_final(internal) IS 'internal: final function of taxonomy_agg';
CREATE AGGREGATE taxonomy_agg(text) (
    SFUNC = taxonomy_agg_text_step, STYPE = internal, FINALFUNC = taxonomy_agg_text_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE taxonomy_agg(text) IS 'the taxonomy made of these lines, in order';
CREATE FUNCTION taxonomy_agg_step(internal, tagtaxonomy) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION taxonomy_agg_step(internal, tagtaxonomy) IS 'internal: transition function of taxonomy_agg';
CREATE FUNCTION taxonomy_agg_final(internal) RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION taxonomy_agg_final(internal) IS 'internal: final function of taxonomy_agg';
CREATE AGGREGATE taxonomy_agg(tagtaxonomy) (
    SFUNC = taxonomy_agg_step, STYPE = internal, FINALFUNC = taxonomy_agg_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE taxonomy_agg(tagtaxonomy) IS 'these taxonomies joined, in order';

CREATE FUNCTION tagtaxonomy_eq(tagtaxonomy, tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagtaxonomy_eq(tagtaxonomy, tagtaxonomy) IS 'implementation of the = operator';
CREATE FUNCTION tagtaxonomy_ne(tagtaxonomy, tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagtaxonomy_ne(tagtaxonomy, tagtaxonomy) IS 'implementation of the <> operator';
CREATE FUNCTION tagtaxonomy_lt(tagtaxonomy, tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagtaxonomy_lt(tagtaxonomy, tagtaxonomy) IS 'implementation of the < operator';
CREATE FUNCTION tagtaxonomy_le(tagtaxonomy, tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagtaxonomy_le(tagtaxonomy, tagtaxonomy) IS 'implementation of the <= operator';
CREATE FUNCTION tagtaxonomy_gt(tagtaxonomy, tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagtaxonomy_gt(tagtaxonomy, tagtaxonomy) IS 'implementation of the > operator';
CREATE FUNCTION tagtaxonomy_ge(tagtaxonomy, tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagtaxonomy_ge(tagtaxonomy, tagtaxonomy) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = tagtaxonomy, RIGHTARG = tagtaxonomy, FUNCTION = tagtaxonomy_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (tagtaxonomy, tagtaxonomy) IS 'whether both taxonomies have the same text';
CREATE OPERATOR <> (
    LEFTARG = tagtaxonomy, RIGHTARG = tagtaxonomy, FUNCTION = tagtaxonomy_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (tagtaxonomy, tagtaxonomy) IS 'whether the taxonomies differ';
CREATE OPERATOR < (
    LEFTARG = tagtaxonomy, RIGHTARG = tagtaxonomy, FUNCTION = tagtaxonomy_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (tagtaxonomy, tagtaxonomy) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = tagtaxonomy, RIGHTARG = tagtaxonomy, FUNCTION = tagtaxonomy_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (tagtaxonomy, tagtaxonomy) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = tagtaxonomy, RIGHTARG = tagtaxonomy, FUNCTION = tagtaxonomy_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (tagtaxonomy, tagtaxonomy) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = tagtaxonomy, RIGHTARG = tagtaxonomy, FUNCTION = tagtaxonomy_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (tagtaxonomy, tagtaxonomy) IS 'whether the left value sorts after the right one or is equal';

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

CREATE FUNCTION taxonomy_expand(query tagquery, t tagtaxonomy) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION taxonomy_expand(tagquery, tagtaxonomy) IS 'the query for stored names that finds the sets whose meaning matches the given one';
CREATE FUNCTION taxonomy_expand(query text, t tagtaxonomy) RETURNS tagquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN taxonomy_expand(query::tagquery, t);
COMMENT ON FUNCTION taxonomy_expand(text, tagtaxonomy) IS 'the query for stored names that finds the sets whose meaning matches the given one, read from text';
CREATE FUNCTION taxonomy_matches(tags tagset, query text, t tagtaxonomy, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @@ tagquery_at(taxonomy_expand(query::tagquery, t), at);
COMMENT ON FUNCTION taxonomy_matches(tagset, text, tagtaxonomy, timestamptz) IS 'whether what the set means matches the query, read from text, at the timestamp (NULL: regardless of time)';
CREATE FUNCTION taxonomy_matches(tags tagset, query tagquery, t tagtaxonomy, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags @@ tagquery_at(taxonomy_expand(query, t), at);
COMMENT ON FUNCTION taxonomy_matches(tagset, tagquery, tagtaxonomy, timestamptz) IS 'whether what the set means matches the query at the timestamp (NULL: regardless of time)';
CREATE FUNCTION taxonomy_query_problems(query tagquery, t tagtaxonomy) RETURNS SETOF taxonomy_problem_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 2;
COMMENT ON FUNCTION taxonomy_query_problems(tagquery, tagtaxonomy) IS 'one row per name of the query that is unknown, old or deprecated';
CREATE FUNCTION taxonomy_query_problems(query text, t tagtaxonomy) RETURNS SETOF taxonomy_problem_row
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 2
    BEGIN ATOMIC SELECT * FROM taxonomy_query_problems(query::tagquery, t); END;
COMMENT ON FUNCTION taxonomy_query_problems(text, tagtaxonomy) IS 'one row per name of the query, read from text, that is unknown, old or deprecated';

CREATE TYPE taxonomy_term_row AS (
    "position" integer, tag text, parent text, depth integer,
    level1 text, level2 text, level3 text, level4 text, level5 text, level6 text,
    title text, kind text, lifetime interval, exclusive boolean, open boolean, deprecated boolean,
    purpose text[], attributes jsonb
);
COMMENT ON TYPE taxonomy_term_row IS 'a row of taxonomy_terms';
CREATE FUNCTION taxonomy_terms(t tagtaxonomy, lang text DEFAULT NULL) RETURNS SETOF taxonomy_term_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 1000;
COMMENT ON FUNCTION taxonomy_terms(tagtaxonomy, text) IS 'one row per tag of the taxonomy, in preorder, with its title in a language';
CREATE TYPE taxonomy_link_row AS (tag text, link text, target text);
COMMENT ON TYPE taxonomy_link_row IS 'a row of taxonomy_links';
CREATE FUNCTION taxonomy_links(t tagtaxonomy) RETURNS SETOF taxonomy_link_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION taxonomy_links(tagtaxonomy) IS 'one row per source and target of a link';

CREATE FUNCTION taxonomy_import(document text, format text, root tagpath, lang text DEFAULT 'en') RETURNS tagtaxonomy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION taxonomy_import(text, text, tagpath, text) IS 'the taxonomy in a document of another format (iab, google, misp, skos-jsonld), at and below the root';
CREATE FUNCTION taxonomy_import(document text, format text, root text, lang text DEFAULT 'en') RETURNS tagtaxonomy
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN taxonomy_import(document, format, root::tagpath, lang);
COMMENT ON FUNCTION taxonomy_import(text, text, text, text) IS 'the taxonomy in a document of another format, at and below the root, which is read from text';

CREATE TYPE labelpolicy;

CREATE FUNCTION labelpolicy_in(cstring) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_in(cstring) IS 'text input of labelpolicy; checks the lines together';
CREATE FUNCTION labelpolicy_out(labelpolicy) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION labelpolicy_out(labelpolicy) IS 'text output of labelpolicy, including comments';
CREATE FUNCTION labelpolicy_recv(internal) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_recv(internal) IS 'binary input of labelpolicy: version byte 1, then the text form';
CREATE FUNCTION labelpolicy_send(labelpolicy) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION labelpolicy_send(labelpolicy) IS 'binary output of labelpolicy: version byte 1, then the text form';

CREATE TYPE labelpolicy (
    INPUT = labelpolicy_in, OUTPUT = labelpolicy_out, RECEIVE = labelpolicy_recv, SEND = labelpolicy_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE labelpolicy IS 'which decisions follow from labels and facts';

CREATE FUNCTION labelpolicy_from_text(text) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_from_text(text) IS 'text to labelpolicy, as text input reads it';
CREATE FUNCTION labelpolicy_to_text(labelpolicy) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION labelpolicy_to_text(labelpolicy) IS 'labelpolicy to text, as text output prints it';
CREATE CAST (text AS labelpolicy) WITH FUNCTION labelpolicy_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS labelpolicy) IS 'read a policy';
CREATE CAST (labelpolicy AS text) WITH FUNCTION labelpolicy_to_text(labelpolicy) AS ASSIGNMENT;
COMMENT ON CAST (labelpolicy AS text) IS 'print a policy';
CREATE CAST (varchar AS labelpolicy) WITH FUNCTION labelpolicy_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS labelpolicy) IS 'read a policy';

CREATE FUNCTION policy_error(policy text) RETURNS text
    AS 'MODULE_PATHNAME', 'labelpolicy_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION policy_error(text) IS 'why the text does not read as a policy: the message and the detail of the error; NULL if it does';

CREATE FUNCTION labelpolicy_like(labelpolicy, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION labelpolicy_like(labelpolicy, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION labelpolicy_not_like(labelpolicy, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION labelpolicy_not_like(labelpolicy, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION labelpolicy_ilike(labelpolicy, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION labelpolicy_ilike(labelpolicy, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION labelpolicy_not_ilike(labelpolicy, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION labelpolicy_not_ilike(labelpolicy, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = labelpolicy, RIGHTARG = text, FUNCTION = labelpolicy_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (labelpolicy, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = labelpolicy, RIGHTARG = text, FUNCTION = labelpolicy_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (labelpolicy, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = labelpolicy, RIGHTARG = text, FUNCTION = labelpolicy_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (labelpolicy, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = labelpolicy, RIGHTARG = text, FUNCTION = labelpolicy_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (labelpolicy, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION labelpolicy_concat(labelpolicy, labelpolicy) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_concat(labelpolicy, labelpolicy) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelpolicy, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_concat);
COMMENT ON OPERATOR || (labelpolicy, labelpolicy) IS 'the rules of both, none exempted by the other';
CREATE FUNCTION labelpolicy_concat_text(labelpolicy, text) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_concat_text(labelpolicy, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelpolicy, RIGHTARG = text, FUNCTION = labelpolicy_concat_text);
COMMENT ON OPERATOR || (labelpolicy, text) IS 'the rules of both, the right side read from text';
CREATE FUNCTION labelpolicy_text_concat(text, labelpolicy) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_text_concat(text, labelpolicy) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_text_concat);
COMMENT ON OPERATOR || (text, labelpolicy) IS 'the rules of both, the left side read from text';

CREATE FUNCTION policy_agg_text_step(internal, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION policy_agg_text_step(internal, text) IS 'internal: transition function of policy_agg';
CREATE FUNCTION policy_agg_text_final(internal) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION policy_agg_text_final(internal) IS 'internal: final function of policy_agg';
CREATE AGGREGATE policy_agg(text) (
    SFUNC = policy_agg_text_step, STYPE = internal, FINALFUNC = policy_agg_text_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE policy_agg(text) IS 'the policy made of these lines, in order; NULL if there are none';
CREATE FUNCTION policy_agg_step(internal, labelpolicy) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION policy_agg_step(internal, labelpolicy) IS 'internal: transition function of policy_agg';
CREATE FUNCTION policy_agg_final(internal) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION policy_agg_final(internal) IS 'internal: final function of policy_agg';
CREATE AGGREGATE policy_agg(labelpolicy) (
    SFUNC = policy_agg_step, STYPE = internal, FINALFUNC = policy_agg_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE policy_agg(labelpolicy) IS 'these policies joined, in order; NULL if there are none';

CREATE TYPE policy_rule_row AS (
    "position" integer, kind text, name text, by text, condition text, outputs text[],
    notice text, shadowed_by text, attributes jsonb, comment text
);
COMMENT ON TYPE policy_rule_row IS 'a row of policy_rules';
CREATE FUNCTION policy_rules(policy labelpolicy, lang text DEFAULT NULL) RETURNS SETOF policy_rule_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION policy_rules(labelpolicy, text) IS 'one row per line of the policy, with the notice of rules in a language';
CREATE FUNCTION policy_rules(policy text, lang text DEFAULT NULL) RETURNS SETOF policy_rule_row
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    BEGIN ATOMIC SELECT * FROM policy_rules(policy::labelpolicy, lang); END;
COMMENT ON FUNCTION policy_rules(text, text) IS 'one row per line of the policy, read from text, with the notice of rules in a language';

CREATE FUNCTION labelpolicy_eq(labelpolicy, labelpolicy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelpolicy_eq(labelpolicy, labelpolicy) IS 'implementation of the = operator';
CREATE FUNCTION labelpolicy_ne(labelpolicy, labelpolicy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelpolicy_ne(labelpolicy, labelpolicy) IS 'implementation of the <> operator';
CREATE FUNCTION labelpolicy_lt(labelpolicy, labelpolicy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelpolicy_lt(labelpolicy, labelpolicy) IS 'implementation of the < operator';
CREATE FUNCTION labelpolicy_le(labelpolicy, labelpolicy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelpolicy_le(labelpolicy, labelpolicy) IS 'implementation of the <= operator';
CREATE FUNCTION labelpolicy_gt(labelpolicy, labelpolicy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelpolicy_gt(labelpolicy, labelpolicy) IS 'implementation of the > operator';
CREATE FUNCTION labelpolicy_ge(labelpolicy, labelpolicy) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelpolicy_ge(labelpolicy, labelpolicy) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = labelpolicy, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (labelpolicy, labelpolicy) IS 'whether both policies have the same text';
CREATE OPERATOR <> (
    LEFTARG = labelpolicy, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (labelpolicy, labelpolicy) IS 'whether the policies differ';
CREATE OPERATOR < (
    LEFTARG = labelpolicy, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (labelpolicy, labelpolicy) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = labelpolicy, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (labelpolicy, labelpolicy) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = labelpolicy, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (labelpolicy, labelpolicy) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = labelpolicy, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (labelpolicy, labelpolicy) IS 'whether the left value sorts after the right one or is equal';

CREATE FUNCTION policy_decide(content labelset, policy labelpolicy, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION policy_decide(labelset, labelpolicy, timestamptz, labelset, labelset, tagset) IS 'what the policy decides about the labels and facts, as labels';
CREATE FUNCTION policy_decide(content labelset, policy text, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN policy_decide(content, policy::labelpolicy, at, actor, context, facts);
COMMENT ON FUNCTION policy_decide(labelset, text, timestamptz, labelset, labelset, tagset) IS 'what the policy, read from text, decides about the labels and facts, as labels';

CREATE TYPE policy_explain_row AS (
    rule text, outcome text, outputs text[], exempted_by text[], because labelset, because_facts tagset, missing text[]
);
COMMENT ON TYPE policy_explain_row IS 'a row of policy_explain';
CREATE FUNCTION policy_explain(content labelset, policy labelpolicy, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS SETOF policy_explain_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION policy_explain(labelset, labelpolicy, timestamptz, labelset, labelset, tagset) IS 'one row per rule of the policy, with what it says about the labels and facts, and why';
CREATE FUNCTION policy_explain(content labelset, policy text, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS SETOF policy_explain_row
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    BEGIN ATOMIC SELECT * FROM policy_explain(content, policy::labelpolicy, at, actor, context, facts); END;
COMMENT ON FUNCTION policy_explain(labelset, text, timestamptz, labelset, labelset, tagset) IS 'one row per rule of the policy, read from text, with what it says about the labels and facts, and why';

CREATE TYPE dsa_problem_row AS (field text, problem text);
COMMENT ON TYPE dsa_problem_row IS 'a row of dsa_problems';
CREATE FUNCTION dsa_statement(given jsonb, decision labelset DEFAULT NULL, policy labelpolicy DEFAULT NULL, lang text DEFAULT 'en', version text DEFAULT '2026-06') RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 300;
COMMENT ON FUNCTION dsa_statement(jsonb, labelset, labelpolicy, text, text) IS 'the statement of reasons for a decision, with the given fields, as the DSA Transparency Database takes it';
CREATE FUNCTION dsa_problems(given jsonb, decision labelset DEFAULT NULL, policy labelpolicy DEFAULT NULL, lang text DEFAULT 'en', version text DEFAULT '2026-06') RETURNS SETOF dsa_problem_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 300 ROWS 2;
COMMENT ON FUNCTION dsa_problems(jsonb, labelset, labelpolicy, text, text) IS 'one row per faulty field of the statement that dsa_statement would make';

CREATE TYPE idset;

CREATE FUNCTION idset_in(cstring) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_in(cstring) IS 'text input of idset';
CREATE FUNCTION idset_out(idset) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_out(idset) IS 'text output of idset, in ascending order';
CREATE FUNCTION idset_recv(internal) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_recv(internal) IS 'binary input of idset: version byte 1, then the text form';
CREATE FUNCTION idset_send(idset) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_send(idset) IS 'binary output of idset: version byte 1, then the text form';

CREATE TYPE idset (
    INPUT = idset_in, OUTPUT = idset_out, RECEIVE = idset_recv, SEND = idset_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = external
);
COMMENT ON TYPE idset IS 'set of bigint ids';

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

CREATE FUNCTION idset_to_roaring(idset) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_to_roaring(idset) IS 'the ids as a 64-bit Roaring bitmap in the portable format';
CREATE FUNCTION idset_from_roaring(bytea) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_from_roaring(bytea) IS 'the ids of a 64-bit Roaring bitmap in the portable format';

CREATE FUNCTION idset_from_text(text) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_from_text(text) IS 'text to idset, as text input reads it';
CREATE FUNCTION idset_to_text(idset) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_to_text(idset) IS 'idset to text, as text output prints it';
CREATE CAST (text AS idset) WITH FUNCTION idset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS idset) IS 'read a set of ids';
CREATE CAST (idset AS text) WITH FUNCTION idset_to_text(idset) AS ASSIGNMENT;
COMMENT ON CAST (idset AS text) IS 'print a set of ids';
CREATE CAST (varchar AS idset) WITH FUNCTION idset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS idset) IS 'read a set of ids';

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

CREATE FUNCTION idset_like(idset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_like(idset, text) IS 'implementation of the ~~ operator';
CREATE FUNCTION idset_not_like(idset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_not_like(idset, text) IS 'implementation of the !~~ operator';
CREATE FUNCTION idset_ilike(idset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_ilike(idset, text) IS 'implementation of the ~~* operator';
CREATE FUNCTION idset_not_ilike(idset, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION idset_not_ilike(idset, text) IS 'implementation of the !~~* operator';

CREATE OPERATOR ~~ (
    LEFTARG = idset, RIGHTARG = text, FUNCTION = idset_like, NEGATOR = !~~,
    RESTRICT = likesel, JOIN = likejoinsel
);
COMMENT ON OPERATOR ~~ (idset, text) IS 'LIKE: whether the text form matches the pattern';
CREATE OPERATOR !~~ (
    LEFTARG = idset, RIGHTARG = text, FUNCTION = idset_not_like, NEGATOR = ~~,
    RESTRICT = nlikesel, JOIN = nlikejoinsel
);
COMMENT ON OPERATOR !~~ (idset, text) IS 'NOT LIKE: whether the text form does not match the pattern';
CREATE OPERATOR ~~* (
    LEFTARG = idset, RIGHTARG = text, FUNCTION = idset_ilike, NEGATOR = !~~*,
    RESTRICT = iclikesel, JOIN = iclikejoinsel
);
COMMENT ON OPERATOR ~~* (idset, text) IS 'ILIKE: whether the text form matches the pattern, regardless of case';
CREATE OPERATOR !~~* (
    LEFTARG = idset, RIGHTARG = text, FUNCTION = idset_not_ilike, NEGATOR = ~~*,
    RESTRICT = icnlikesel, JOIN = icnlikejoinsel
);
COMMENT ON OPERATOR !~~* (idset, text) IS 'NOT ILIKE: whether the text form does not match the pattern, regardless of case';

CREATE FUNCTION idset_eq(idset, idset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_eq(idset, idset) IS 'implementation of the = operator';
CREATE FUNCTION idset_ne(idset, idset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_ne(idset, idset) IS 'implementation of the <> operator';
CREATE FUNCTION idset_lt(idset, idset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_lt(idset, idset) IS 'implementation of the < operator';
CREATE FUNCTION idset_le(idset, idset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_le(idset, idset) IS 'implementation of the <= operator';
CREATE FUNCTION idset_gt(idset, idset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_gt(idset, idset) IS 'implementation of the > operator';
CREATE FUNCTION idset_ge(idset, idset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_ge(idset, idset) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (idset, idset) IS 'whether both sets have the same ids';
CREATE OPERATOR <> (
    LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (idset, idset) IS 'whether one of the sets has an id that the other has not';
CREATE OPERATOR < (
    LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (idset, idset) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (idset, idset) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (idset, idset) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = idset, RIGHTARG = idset, FUNCTION = idset_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (idset, idset) IS 'whether the left value sorts after the right one or is equal';

CREATE FUNCTION consensus_alpha_step(internal, double precision[]) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_alpha_step(internal, double precision[]) IS 'internal: transition function of consensus_alpha';
CREATE FUNCTION consensus_alpha_step(internal, double precision[], text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_alpha_step(internal, double precision[], text) IS 'internal: transition function of consensus_alpha';
CREATE FUNCTION consensus_alpha_step(internal, text[]) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_alpha_step(internal, text[]) IS 'internal: transition function of consensus_alpha';
CREATE FUNCTION consensus_alpha_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION consensus_alpha_combine(internal, internal) IS 'internal: combine function of consensus_alpha';
CREATE FUNCTION consensus_alpha_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION consensus_alpha_serialize(internal) IS 'internal: serializes the state of consensus_alpha';
CREATE FUNCTION consensus_alpha_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION consensus_alpha_deserialize(bytea, internal) IS 'internal: deserializes the state of consensus_alpha';
CREATE FUNCTION consensus_alpha_final(internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION consensus_alpha_final(internal) IS 'internal: final function of consensus_alpha';

CREATE AGGREGATE consensus_alpha(ratings double precision[]) (
    SFUNC = consensus_alpha_step, STYPE = internal, FINALFUNC = consensus_alpha_final,
    COMBINEFUNC = consensus_alpha_combine, SERIALFUNC = consensus_alpha_serialize, DESERIALFUNC = consensus_alpha_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_alpha(double precision[]) IS 'Krippendorff''s alpha of nominal ratings, an array per item';
CREATE AGGREGATE consensus_alpha(ratings double precision[], level text) (
    SFUNC = consensus_alpha_step, STYPE = internal, FINALFUNC = consensus_alpha_final,
    COMBINEFUNC = consensus_alpha_combine, SERIALFUNC = consensus_alpha_serialize, DESERIALFUNC = consensus_alpha_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_alpha(double precision[], text) IS 'Krippendorff''s alpha of ratings, an array per item, at a level of measurement: nominal, ordinal, interval or ratio';
CREATE AGGREGATE consensus_alpha(ratings text[]) (
    SFUNC = consensus_alpha_step, STYPE = internal, FINALFUNC = consensus_alpha_final,
    COMBINEFUNC = consensus_alpha_combine, SERIALFUNC = consensus_alpha_serialize, DESERIALFUNC = consensus_alpha_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_alpha(text[]) IS 'Krippendorff''s alpha of labels, an array per item';

CREATE TYPE consensus_item AS (item text, label text, p double precision, votes bigint);
COMMENT ON TYPE consensus_item IS 'an entry of consensus_dawid_skene: the item, its most probable label, the probability of the label, and the number of votes';
CREATE TYPE consensus_rater AS (rater text, votes bigint, accuracy double precision);
COMMENT ON TYPE consensus_rater IS 'an entry of consensus_dawid_skene_raters: the rater, the number of votes, and the expected share of right ones';

CREATE FUNCTION consensus_dawid_skene_step(internal, text, text, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_dawid_skene_step(internal, text, text, text) IS 'internal: transition function of consensus_dawid_skene and consensus_dawid_skene_raters';
CREATE FUNCTION consensus_votes_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION consensus_votes_combine(internal, internal) IS 'internal: combine function of aggregates over votes';
CREATE FUNCTION consensus_votes_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION consensus_votes_serialize(internal) IS 'internal: serializes the state of aggregates over votes';
CREATE FUNCTION consensus_votes_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION consensus_votes_deserialize(bytea, internal) IS 'internal: deserializes the state of aggregates over votes';
CREATE FUNCTION consensus_dawid_skene_final(internal) RETURNS consensus_item[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION consensus_dawid_skene_final(internal) IS 'internal: final function of consensus_dawid_skene';
CREATE FUNCTION consensus_dawid_skene_raters_final(internal) RETURNS consensus_rater[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION consensus_dawid_skene_raters_final(internal) IS 'internal: final function of consensus_dawid_skene_raters';

CREATE AGGREGATE consensus_dawid_skene(item text, rater text, label text) (
    SFUNC = consensus_dawid_skene_step, STYPE = internal, FINALFUNC = consensus_dawid_skene_final,
    COMBINEFUNC = consensus_votes_combine, SERIALFUNC = consensus_votes_serialize, DESERIALFUNC = consensus_votes_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_dawid_skene(text, text, text) IS 'the most probable label of each item, by Dawid and Skene''s model, in the order of the items'' bytes';
CREATE AGGREGATE consensus_dawid_skene_raters(item text, rater text, label text) (
    SFUNC = consensus_dawid_skene_step, STYPE = internal, FINALFUNC = consensus_dawid_skene_raters_final,
    COMBINEFUNC = consensus_votes_combine, SERIALFUNC = consensus_votes_serialize, DESERIALFUNC = consensus_votes_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_dawid_skene_raters(text, text, text) IS 'the accuracy of each rater, by Dawid and Skene''s model, in the order of the raters'' bytes';

CREATE TYPE consensus_bridging_item AS (item text, score double precision, factor double precision, ratings bigint);
COMMENT ON TYPE consensus_bridging_item IS 'an entry of consensus_bridging: the item, its score across sides, its factor, and the number of ratings';

CREATE FUNCTION consensus_bridging_step(internal, text, text, double precision) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_bridging_step(internal, text, text, double precision) IS 'internal: transition function of consensus_bridging';
CREATE FUNCTION consensus_bridging_final(internal) RETURNS consensus_bridging_item[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION consensus_bridging_final(internal) IS 'internal: final function of consensus_bridging';

CREATE AGGREGATE consensus_bridging(item text, rater text, rating double precision) (
    SFUNC = consensus_bridging_step, STYPE = internal, FINALFUNC = consensus_bridging_final,
    COMBINEFUNC = consensus_votes_combine, SERIALFUNC = consensus_votes_serialize, DESERIALFUNC = consensus_votes_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_bridging(text, text, double precision) IS 'the score of each item across raters who usually disagree, in the order of the items'' bytes';

CREATE FUNCTION claim_terms(claim text) RETURNS SETOF text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION claim_terms(text) IS 'the terms of a text in order, repeats included: words, their 4-grams with a ~ in front, and pairs of Chinese, Japanese or Korean characters';

CREATE TYPE claimstats;

CREATE FUNCTION claimstats_in(cstring) RETURNS claimstats
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claimstats_in(cstring) IS 'text input of claimstats';
CREATE FUNCTION claimstats_out(claimstats) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claimstats_out(claimstats) IS 'text output of claimstats';
CREATE FUNCTION claimstats_recv(internal) RETURNS claimstats
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claimstats_recv(internal) IS 'binary input of claimstats: version byte 1, then the text form';
CREATE FUNCTION claimstats_send(claimstats) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claimstats_send(claimstats) IS 'binary output of claimstats: version byte 1, then the text form';

CREATE TYPE claimstats (
    INPUT = claimstats_in, OUTPUT = claimstats_out, RECEIVE = claimstats_recv, SEND = claimstats_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = external
);
COMMENT ON TYPE claimstats IS 'how common terms are in a corpus of claims';

CREATE FUNCTION claimstats_from_text(text) RETURNS claimstats
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claimstats_from_text(text) IS 'text to claimstats, as text input reads it';
CREATE FUNCTION claimstats_to_text(claimstats) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claimstats_to_text(claimstats) IS 'claimstats to text, as text output prints it';
CREATE CAST (text AS claimstats) WITH FUNCTION claimstats_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS claimstats) IS 'read statistics of claims';
CREATE CAST (claimstats AS text) WITH FUNCTION claimstats_to_text(claimstats) AS ASSIGNMENT;
COMMENT ON CAST (claimstats AS text) IS 'print statistics of claims';
CREATE CAST (varchar AS claimstats) WITH FUNCTION claimstats_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS claimstats) IS 'read statistics of claims';

CREATE FUNCTION claimstats_eq(claimstats, claimstats) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_eq(claimstats, claimstats) IS 'implementation of the = operator';
CREATE FUNCTION claimstats_ne(claimstats, claimstats) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_ne(claimstats, claimstats) IS 'implementation of the <> operator';
CREATE FUNCTION claimstats_lt(claimstats, claimstats) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_lt(claimstats, claimstats) IS 'implementation of the < operator';
CREATE FUNCTION claimstats_le(claimstats, claimstats) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_le(claimstats, claimstats) IS 'implementation of the <= operator';
CREATE FUNCTION claimstats_gt(claimstats, claimstats) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_gt(claimstats, claimstats) IS 'implementation of the > operator';
CREATE FUNCTION claimstats_ge(claimstats, claimstats) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_ge(claimstats, claimstats) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = claimstats, RIGHTARG = claimstats, FUNCTION = claimstats_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (claimstats, claimstats) IS 'whether both statistics are the same';
CREATE OPERATOR <> (
    LEFTARG = claimstats, RIGHTARG = claimstats, FUNCTION = claimstats_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (claimstats, claimstats) IS 'whether the statistics differ';
CREATE OPERATOR < (
    LEFTARG = claimstats, RIGHTARG = claimstats, FUNCTION = claimstats_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (claimstats, claimstats) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = claimstats, RIGHTARG = claimstats, FUNCTION = claimstats_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (claimstats, claimstats) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = claimstats, RIGHTARG = claimstats, FUNCTION = claimstats_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (claimstats, claimstats) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = claimstats, RIGHTARG = claimstats, FUNCTION = claimstats_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (claimstats, claimstats) IS 'whether the left value sorts after the right one or is equal';

CREATE FUNCTION claim_stats_step(internal, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION claim_stats_step(internal, text) IS 'internal: transition function of claim_stats';
CREATE FUNCTION claim_stats_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_combine(internal, internal) IS 'internal: combine function of claim_stats';
CREATE FUNCTION claim_stats_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_serialize(internal) IS 'internal: serializes the state of claim_stats';
CREATE FUNCTION claim_stats_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_deserialize(bytea, internal) IS 'internal: deserializes the state of claim_stats';
CREATE FUNCTION claim_stats_final(internal) RETURNS claimstats
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_final(internal) IS 'internal: final function of claim_stats';

CREATE FUNCTION claim_stats_step(internal, claimstats) RETURNS internal
    AS 'MODULE_PATHNAME', 'claim_stats_add' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_step(internal, claimstats) IS 'internal: transition function of claim_stats';

CREATE AGGREGATE claim_stats(claim text) (
    SFUNC = claim_stats_step, STYPE = internal, FINALFUNC = claim_stats_final,
    COMBINEFUNC = claim_stats_combine, SERIALFUNC = claim_stats_serialize, DESERIALFUNC = claim_stats_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE claim_stats(text) IS 'how common the terms of these texts are';
CREATE AGGREGATE claim_stats(stats claimstats) (
    SFUNC = claim_stats_step, STYPE = internal, FINALFUNC = claim_stats_final,
    COMBINEFUNC = claim_stats_combine, SERIALFUNC = claim_stats_serialize, DESERIALFUNC = claim_stats_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE claim_stats(claimstats) IS 'the sum of statistics of parts, about that of all their texts';

CREATE FUNCTION claimstats_concat(claimstats, claimstats) RETURNS claimstats
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claimstats_concat(claimstats, claimstats) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = claimstats, RIGHTARG = claimstats, FUNCTION = claimstats_concat, COMMUTATOR = ||);
COMMENT ON OPERATOR || (claimstats, claimstats) IS 'the sum of both statistics, about that of all their texts';
CREATE FUNCTION claimstats_documents(claimstats) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_documents(claimstats) IS 'number of texts that the statistics are of, without those that have no terms';

CREATE TYPE claimquery;

CREATE FUNCTION claimquery_in(cstring) RETURNS claimquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION claimquery_in(cstring) IS 'text input of claimquery';
CREATE FUNCTION claimquery_out(claimquery) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION claimquery_out(claimquery) IS 'text output of claimquery';
CREATE FUNCTION claimquery_recv(internal) RETURNS claimquery
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION claimquery_recv(internal) IS 'binary input of claimquery: version byte 1, then the text form';
CREATE FUNCTION claimquery_send(claimquery) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION claimquery_send(claimquery) IS 'binary output of claimquery: version byte 1, then the text form';

CREATE TYPE claimquery (
    INPUT = claimquery_in, OUTPUT = claimquery_out, RECEIVE = claimquery_recv, SEND = claimquery_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE claimquery IS 'the terms of a post, with how common they are';

CREATE FUNCTION claimquery_from_text(text) RETURNS claimquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION claimquery_from_text(text) IS 'text to claimquery, as text input reads it';
CREATE FUNCTION claimquery_to_text(claimquery) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION claimquery_to_text(claimquery) IS 'claimquery to text, as text output prints it';
CREATE CAST (text AS claimquery) WITH FUNCTION claimquery_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS claimquery) IS 'read a query of claims';
CREATE CAST (claimquery AS text) WITH FUNCTION claimquery_to_text(claimquery) AS ASSIGNMENT;
COMMENT ON CAST (claimquery AS text) IS 'print a query of claims';
CREATE CAST (varchar AS claimquery) WITH FUNCTION claimquery_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (varchar AS claimquery) IS 'read a query of claims';

CREATE FUNCTION claimquery_eq(claimquery, claimquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_eq(claimquery, claimquery) IS 'implementation of the = operator';
CREATE FUNCTION claimquery_ne(claimquery, claimquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_ne(claimquery, claimquery) IS 'implementation of the <> operator';
CREATE FUNCTION claimquery_lt(claimquery, claimquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_lt(claimquery, claimquery) IS 'implementation of the < operator';
CREATE FUNCTION claimquery_le(claimquery, claimquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_le(claimquery, claimquery) IS 'implementation of the <= operator';
CREATE FUNCTION claimquery_gt(claimquery, claimquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_gt(claimquery, claimquery) IS 'implementation of the > operator';
CREATE FUNCTION claimquery_ge(claimquery, claimquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_ge(claimquery, claimquery) IS 'implementation of the >= operator';

CREATE OPERATOR = (
    LEFTARG = claimquery, RIGHTARG = claimquery, FUNCTION = claimquery_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (claimquery, claimquery) IS 'whether both queries are the same';
CREATE OPERATOR <> (
    LEFTARG = claimquery, RIGHTARG = claimquery, FUNCTION = claimquery_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (claimquery, claimquery) IS 'whether the queries differ';
CREATE OPERATOR < (
    LEFTARG = claimquery, RIGHTARG = claimquery, FUNCTION = claimquery_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (claimquery, claimquery) IS 'whether the left value sorts before the right one';
CREATE OPERATOR <= (
    LEFTARG = claimquery, RIGHTARG = claimquery, FUNCTION = claimquery_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (claimquery, claimquery) IS 'whether the left value sorts before the right one or is equal';
CREATE OPERATOR > (
    LEFTARG = claimquery, RIGHTARG = claimquery, FUNCTION = claimquery_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (claimquery, claimquery) IS 'whether the left value sorts after the right one';
CREATE OPERATOR >= (
    LEFTARG = claimquery, RIGHTARG = claimquery, FUNCTION = claimquery_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (claimquery, claimquery) IS 'whether the left value sorts after the right one or is equal';

CREATE FUNCTION claim_query(post text, stats claimstats, least_share real DEFAULT 0.06) RETURNS claimquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_query(text, claimstats, real) IS 'query for claims that share terms with a post, at least this share of its rarer ones by weight';
CREATE FUNCTION claim_meets(text, claimquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION claim_meets(text, claimquery) IS 'implementation of the @~ operator';
CREATE FUNCTION claim_met(claimquery, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION claim_met(claimquery, text) IS 'implementation of the ~@ operator';
CREATE OPERATOR @~ (
    LEFTARG = text, RIGHTARG = claimquery, FUNCTION = claim_meets, COMMUTATOR = ~@,
    RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @~ (text, claimquery) IS 'whether the text shares enough of the query''s rarer terms to be a candidate';
CREATE OPERATOR ~@ (
    LEFTARG = claimquery, RIGHTARG = text, FUNCTION = claim_met, COMMUTATOR = @~,
    RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR ~@ (claimquery, text) IS 'whether the text shares enough of the query''s rarer terms to be a candidate';
CREATE FUNCTION claim_matches(claim text, query claimquery) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN claim @~ query;
COMMENT ON FUNCTION claim_matches(text, claimquery) IS 'claim @~ query: whether the text shares enough of the query''s rarer terms to be a candidate';
CREATE FUNCTION claim_matches(claim text, post text, stats claimstats, least_share real DEFAULT 0.06) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN claim @~ claim_query(post, stats, least_share);
COMMENT ON FUNCTION claim_matches(text, text, claimstats, real) IS 'claim @~ claim_query(post, stats, least_share): whether the text shares enough of the post''s rarer terms to be a candidate';

CREATE FUNCTION claim_score(claim text, query claimquery) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION claim_score(text, claimquery) IS 'how near the text is to the post of the query, by BM25; 0 if they share no term';
CREATE FUNCTION claim_share(claim text, query claimquery, stats claimstats) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION claim_share(text, claimquery, claimstats) IS 'how much of the text is in the post of the query, from 0 to 1, by the weight of its terms; NULL for a text without terms';
CREATE TYPE claim_shared_term AS (term text, weight double precision);
COMMENT ON TYPE claim_shared_term IS 'a row of claim_why: a term that a claim and a post share, and what it adds to the score';
CREATE FUNCTION claim_why(claim text, query claimquery) RETURNS SETOF claim_shared_term
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200 ROWS 20;
COMMENT ON FUNCTION claim_why(text, claimquery) IS 'the terms that the text shares with the post of the query, and what each adds to the score';

CREATE FUNCTION claim_gin_extract_value(text, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claim_gin_extract_value(text, internal) IS 'GIN support: the keys of a text';
CREATE FUNCTION claim_gin_extract_query(text, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claim_gin_extract_query(text, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys that a query looks up';
CREATE FUNCTION claim_gin_consistent(internal, smallint, text, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claim_gin_consistent(internal, smallint, text, integer, internal, internal, internal, internal) IS 'GIN support: whether a text with these keys is a candidate';
CREATE FUNCTION claim_gin_triconsistent(internal, smallint, text, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claim_gin_triconsistent(internal, smallint, text, integer, internal, internal, internal) IS 'GIN support: whether a text is a candidate if some keys are unknown';

CREATE OPERATOR CLASS claim_gin_ops FOR TYPE text USING gin AS
    OPERATOR 1 @~ (text, claimquery),
    FUNCTION 1 btint4cmp(int4, int4),
    FUNCTION 2 claim_gin_extract_value(text, internal),
    FUNCTION 3 claim_gin_extract_query(text, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 claim_gin_consistent(internal, smallint, text, integer, internal, internal, internal, internal),
    FUNCTION 6 claim_gin_triconsistent(internal, smallint, text, integer, internal, internal, internal),
    STORAGE int4;
COMMENT ON OPERATOR CLASS claim_gin_ops USING gin IS 'words and pairs of characters, for @~';
COMMENT ON OPERATOR FAMILY claim_gin_ops USING gin IS 'words and pairs of characters, for @~';

CREATE FUNCTION audience_create(tbl regclass, id text, tags text, audience text DEFAULT NULL, chunk_bits integer DEFAULT 16) RETURNS regclass
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION audience_create(regclass, text, text, text, integer) IS 'makes an audience of a table''s column of tags, fills it, and returns the table that stands for it';
CREATE FUNCTION audience_rebuild(audience regclass) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION audience_rebuild(regclass) IS 'makes the content of an audience anew from its table';
CREATE FUNCTION audience_drop(audience regclass) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION audience_drop(regclass) IS 'drops an audience, its tables and its triggers';

CREATE FUNCTION audience_count(audience regclass, query tagquery, at timestamptz DEFAULT now()) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 2000;
COMMENT ON FUNCTION audience_count(regclass, tagquery, timestamptz) IS 'number of rows that match the query as of a timestamp';
CREATE FUNCTION audience_count(audience regclass, query text, at timestamptz DEFAULT now()) RETURNS bigint
    LANGUAGE sql STABLE PARALLEL RESTRICTED COST 2000 RETURN audience_count(audience, query::tagquery, at);
COMMENT ON FUNCTION audience_count(regclass, text, timestamptz) IS 'number of rows that match the query as of a timestamp, for tools and drivers';
CREATE FUNCTION audience_ids(audience regclass, query tagquery, at timestamptz DEFAULT now()) RETURNS idset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 2000;
COMMENT ON FUNCTION audience_ids(regclass, tagquery, timestamptz) IS 'ids of the rows that match the query as of a timestamp';
CREATE FUNCTION audience_ids(audience regclass, query text, at timestamptz DEFAULT now()) RETURNS idset
    LANGUAGE sql STABLE PARALLEL RESTRICTED COST 2000 RETURN audience_ids(audience, query::tagquery, at);
COMMENT ON FUNCTION audience_ids(regclass, text, timestamptz) IS 'ids of the rows that match the query as of a timestamp, for tools and drivers';

CREATE TYPE audience_tally AS (tag text, parent text, depth integer, rows bigint);
COMMENT ON TYPE audience_tally IS 'a tag, with the number of rows at or below it';
CREATE FUNCTION audience_counts(audience regclass, query tagquery DEFAULT NULL, at timestamptz DEFAULT now()) RETURNS SETOF audience_tally
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 20000 ROWS 1000;
COMMENT ON FUNCTION audience_counts(regclass, tagquery, timestamptz) IS 'number of rows per tag and ancestor, among those that match the query as of a timestamp';
CREATE FUNCTION audience_counts(audience regclass, query text, at timestamptz DEFAULT now()) RETURNS SETOF audience_tally
    LANGUAGE sql STABLE PARALLEL RESTRICTED COST 20000 ROWS 1000
    BEGIN ATOMIC SELECT * FROM audience_counts(audience, query::tagquery, at); END;
COMMENT ON FUNCTION audience_counts(regclass, text, timestamptz) IS 'number of rows per tag and ancestor, among those that match the query as of a timestamp, for tools and drivers';

CREATE PROCEDURE audience_compact(audience regclass, most interval DEFAULT NULL)
    AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON PROCEDURE audience_compact(regclass, interval) IS 'moves the changes of rows into the audience''s base, in transactions of its own, and stops after that time';

CREATE TYPE audience_state AS (audience regclass, source regclass, owner name, members bigint, pending bigint, bytes bigint, problem text);
COMMENT ON TYPE audience_state IS 'an audience, with its sizes';
CREATE FUNCTION audience_status() RETURNS SETOF audience_state
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000 ROWS 10;
COMMENT ON FUNCTION audience_status() IS 'every audience of the database, with its table and its sizes';

CREATE TYPE audience_problem AS (problem text, tag text, id bigint, detail text);
COMMENT ON TYPE audience_problem IS 'a difference between an audience and its table';
CREATE FUNCTION audience_problems(audience regclass) RETURNS SETOF audience_problem
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 1000000 ROWS 10;
COMMENT ON FUNCTION audience_problems(regclass) IS 'what is wrong with an audience, compared with its table';

CREATE FUNCTION audience_note() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION audience_note() IS 'internal: trigger that notes a changed row for an audience';
CREATE FUNCTION audience_hold() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION audience_hold() IS 'internal: trigger that ties an audience to two columns, and never fires';
CREATE FUNCTION audience_empty() RETURNS trigger AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION audience_empty() IS 'internal: trigger that empties an audience when its table is truncated';

CREATE FUNCTION identity_create(graph text, prefer text DEFAULT 'last', most integer DEFAULT 500) RETURNS regclass
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_create(text, text, integer) IS 'makes an identity graph, and returns the table that stands for it';
CREATE FUNCTION identity_drop(graph regclass) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_drop(regclass) IS 'drops an identity graph: its tables and its view';

CREATE FUNCTION identity_see(graph regclass, identifiers jsonb, at timestamptz, source text) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_see(regclass, jsonb, timestamptz, text) IS 'records that identifiers were seen together, and returns the person of the strongest of them';
CREATE FUNCTION identity_unlink(graph regclass, link bigint, reason text DEFAULT NULL) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_unlink(regclass, bigint, text) IS 'takes back what a source says of two identifiers, and returns how many identifiers got another person';
CREATE FUNCTION identity_resolve(graph regclass, identifiers bigint[] DEFAULT NULL) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION identity_resolve(regclass, bigint[]) IS 'computes the persons of these identifiers anew, or all if NULL, and returns how many identifiers got another person';

CREATE FUNCTION identity_find(graph regclass, kind text, value text) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL UNSAFE COST 1000;
COMMENT ON FUNCTION identity_find(regclass, text, text) IS 'id of an identifier; NULL if it was never seen';
CREATE FUNCTION identity_person_at(graph regclass, identifier bigint, at timestamptz DEFAULT now()) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE COST 10000;
COMMENT ON FUNCTION identity_person_at(regclass, bigint, timestamptz) IS 'person of an identifier by the links up to a timestamp, as they are known today';
CREATE TYPE identity_step AS (step integer, identifier bigint, linked_to bigint, link bigint, source text, at timestamptz, last timestamptz);
COMMENT ON TYPE identity_step IS 'a link of a chain that leads from one identifier to another';
CREATE FUNCTION identity_explain(graph regclass, a bigint, b bigint) RETURNS SETOF identity_step
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL UNSAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION identity_explain(regclass, bigint, bigint) IS 'shortest chain of links that makes two identifiers one person; no rows if they are two persons';
CREATE TYPE identity_problem AS (problem text, identifier bigint, link bigint, person bigint, detail text);
COMMENT ON TYPE identity_problem IS 'a fault of an identity graph';
CREATE FUNCTION identity_problems(graph regclass) RETURNS SETOF identity_problem
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL UNSAFE COST 1000000 ROWS 10;
COMMENT ON FUNCTION identity_problems(regclass) IS 'differences between the stored persons and those that the links make; no rows if there are none';

CREATE TYPE identity_proof AS (erasure bigint, digest bytea, salt bytea);
COMMENT ON TYPE identity_proof IS 'proof of an erasure: the salt is for the person, and not stored';
CREATE FUNCTION identity_erase(graph regclass, person bigint, method text, place text, reason text DEFAULT NULL, salt bytea DEFAULT NULL) RETURNS SETOF identity_proof
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE ROWS 1;
COMMENT ON FUNCTION identity_erase(regclass, bigint, text, text, text, bytea) IS 'deletes a person''s identifiers, links and history, and returns the proof';

CREATE TYPE identity_member AS (identifier bigint, person bigint);
COMMENT ON TYPE identity_member IS 'an identifier and its person';
CREATE FUNCTION identity_rows(members bigint[]) RETURNS SETOF identity_member
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION identity_rows(bigint[]) IS 'result of identity_components as rows';
CREATE FUNCTION identity_components_add(internal, bigint, integer, bigint, integer, integer[], integer) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION identity_components_add(internal, bigint, integer, bigint, integer, integer[], integer) IS 'aggregate support: adds a link';
CREATE FUNCTION identity_components_final(internal) RETURNS bigint[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION identity_components_final(internal) IS 'aggregate support: identifiers with their persons';
CREATE AGGREGATE identity_components(a bigint, a_kind integer, b bigint, b_kind integer, per_kind integer[], most integer) (
    SFUNC = identity_components_add, STYPE = internal, FINALFUNC = identity_components_final, PARALLEL = RESTRICTED
);
COMMENT ON AGGREGATE identity_components(bigint, integer, bigint, integer, integer[], integer) IS 'identifiers and their persons in turns, when links join them in the order of the rows unless a limit forbids';

CREATE FUNCTION identity_own_person() RETURNS trigger
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION identity_own_person() IS 'internal: trigger that makes a new identifier a person of its own';
CREATE FUNCTION identity_note_new() RETURNS trigger
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION identity_note_new() IS 'internal: trigger that adds new identifiers to the table of persons';
CREATE FUNCTION identity_note_tags() RETURNS trigger
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION identity_note_tags() IS 'internal: trigger that keeps the tags of persons';
CREATE FUNCTION identity_note_limits() RETURNS trigger
    AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION identity_note_limits() IS 'internal: trigger that marks an identity graph as stale when its limits change';
CREATE TYPE factag_component AS (component text, version text, compiled text);
COMMENT ON TYPE factag_component IS 'a row of factag_version: a component, the version in use, the version that factag was compiled with';

CREATE FUNCTION factag_version() RETURNS SETOF factag_component
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION factag_version() IS 'the versions of factag''s library (component factag), of ICU and PCRE2, and of Unicode in each of them; compiled is NULL where it is not known';

CREATE FUNCTION tagpath_is_canonical(tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagpath_is_canonical(tagpath) IS 'whether the path, written as text and read again, is the same: false for what today''s ICU folds differently';
CREATE FUNCTION tagset_is_canonical(tagset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_is_canonical(tagset) IS 'whether the set, written as text and read again, is the same';
CREATE FUNCTION tagquery_is_canonical(tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagquery_is_canonical(tagquery) IS 'whether the query, written as text and read again, is the same';
CREATE FUNCTION factlabel_is_canonical(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_is_canonical(factlabel) IS 'whether the label, written as text and read again, is the same';
CREATE FUNCTION labelset_is_canonical(labelset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION labelset_is_canonical(labelset) IS 'whether the log, written as text and read again, is the same';
CREATE FUNCTION ruleset_is_canonical(ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_is_canonical(ruleset) IS 'whether the rule set, written as text and read again, is the same: false also for what today''s PCRE2 refuses';
CREATE FUNCTION tagtaxonomy_is_canonical(tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tagtaxonomy_is_canonical(tagtaxonomy) IS 'whether the taxonomy, written as text and read again, is the same: false also for what today''s PCRE2 refuses';
CREATE FUNCTION labelpolicy_is_canonical(labelpolicy) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_is_canonical(labelpolicy) IS 'whether the policy, written as text and read again, is the same: false also for what today''s PCRE2 refuses';

CREATE FUNCTION tagpath_sortsupport(internal) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_sortsupport(internal) IS 'btree sort support';
CREATE FUNCTION tagpath_cmp(tagpath, tagpath) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_cmp(tagpath, tagpath) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION tagpath_hash(tagpath) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_hash(tagpath) IS 'hash of the path''s bytes';
CREATE FUNCTION tagpath_hash_extended(tagpath, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_hash_extended(tagpath, bigint) IS 'seeded 64-bit hash of the path''s bytes';
CREATE OPERATOR CLASS tagpath_ops DEFAULT FOR TYPE tagpath USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 tagpath_cmp(tagpath, tagpath),
    FUNCTION 2 tagpath_sortsupport(internal),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS tagpath_ops USING btree IS 'preorder; also serves <@ and the literal prefix of @@';
COMMENT ON OPERATOR FAMILY tagpath_ops USING btree IS 'preorder of paths';
CREATE OPERATOR CLASS tagpath_ops DEFAULT FOR TYPE tagpath USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 tagpath_hash(tagpath),
    FUNCTION 2 tagpath_hash_extended(tagpath, bigint);
COMMENT ON OPERATOR CLASS tagpath_ops USING hash IS 'equality of paths';
COMMENT ON OPERATOR FAMILY tagpath_ops USING hash IS 'equality of paths';

CREATE FUNCTION tagset_cmp(tagset, tagset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_cmp(tagset, tagset) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION tagset_hash(tagset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_hash(tagset) IS 'hash of the set''s bytes';
CREATE FUNCTION tagset_hash_extended(tagset, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_hash_extended(tagset, bigint) IS 'seeded 64-bit hash of the set''s bytes';
CREATE OPERATOR CLASS tagset_ops DEFAULT FOR TYPE tagset USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 tagset_cmp(tagset, tagset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS tagset_ops USING btree IS 'element by element';
COMMENT ON OPERATOR FAMILY tagset_ops USING btree IS 'element by element';
CREATE OPERATOR CLASS tagset_ops DEFAULT FOR TYPE tagset USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 tagset_hash(tagset),
    FUNCTION 2 tagset_hash_extended(tagset, bigint);
COMMENT ON OPERATOR CLASS tagset_ops USING hash IS 'equality of sets';
COMMENT ON OPERATOR FAMILY tagset_ops USING hash IS 'equality of sets';

CREATE FUNCTION tagquery_cmp(tagquery, tagquery) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_cmp(tagquery, tagquery) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION tagquery_hash(tagquery) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_hash(tagquery) IS 'hash of the query''s bytes';
CREATE FUNCTION tagquery_hash_extended(tagquery, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_hash_extended(tagquery, bigint) IS 'seeded 64-bit hash of the query''s bytes';
CREATE OPERATOR CLASS tagquery_ops DEFAULT FOR TYPE tagquery USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 tagquery_cmp(tagquery, tagquery),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS tagquery_ops USING btree IS 'by bytes, for grouping and joins';
COMMENT ON OPERATOR FAMILY tagquery_ops USING btree IS 'by bytes, for grouping and joins';
CREATE OPERATOR CLASS tagquery_ops DEFAULT FOR TYPE tagquery USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 tagquery_hash(tagquery),
    FUNCTION 2 tagquery_hash_extended(tagquery, bigint);
COMMENT ON OPERATOR CLASS tagquery_ops USING hash IS 'equality of queries as written';
COMMENT ON OPERATOR FAMILY tagquery_ops USING hash IS 'equality of queries as written';

CREATE FUNCTION factlabel_cmp(factlabel, factlabel) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION factlabel_cmp(factlabel, factlabel) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION factlabel_hash(factlabel) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_hash(factlabel) IS 'hash of the label''s bytes';
CREATE FUNCTION factlabel_hash_extended(factlabel, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_hash_extended(factlabel, bigint) IS 'seeded 64-bit hash of the label''s bytes';
CREATE OPERATOR CLASS factlabel_ops DEFAULT FOR TYPE factlabel USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 factlabel_cmp(factlabel, factlabel),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS factlabel_ops USING btree IS 'by path, source, claim and time, then the other attributes';
COMMENT ON OPERATOR FAMILY factlabel_ops USING btree IS 'by path, source, claim and time, then the other attributes';
CREATE OPERATOR CLASS factlabel_ops DEFAULT FOR TYPE factlabel USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 factlabel_hash(factlabel),
    FUNCTION 2 factlabel_hash_extended(factlabel, bigint);
COMMENT ON OPERATOR CLASS factlabel_ops USING hash IS 'equality of labels';
COMMENT ON OPERATOR FAMILY factlabel_ops USING hash IS 'equality of labels';

CREATE FUNCTION labelset_cmp(labelset, labelset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_cmp(labelset, labelset) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION labelset_hash(labelset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelset_hash(labelset) IS 'hash of the log''s bytes';
CREATE FUNCTION labelset_hash_extended(labelset, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelset_hash_extended(labelset, bigint) IS 'seeded 64-bit hash of the log''s bytes';
CREATE OPERATOR CLASS labelset_ops DEFAULT FOR TYPE labelset USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 labelset_cmp(labelset, labelset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS labelset_ops USING btree IS 'label by label';
COMMENT ON OPERATOR FAMILY labelset_ops USING btree IS 'label by label';
CREATE OPERATOR CLASS labelset_ops DEFAULT FOR TYPE labelset USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 labelset_hash(labelset),
    FUNCTION 2 labelset_hash_extended(labelset, bigint);
COMMENT ON OPERATOR CLASS labelset_ops USING hash IS 'equality of logs';
COMMENT ON OPERATOR FAMILY labelset_ops USING hash IS 'equality of logs';

CREATE FUNCTION ruleset_cmp(ruleset, ruleset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION ruleset_cmp(ruleset, ruleset) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION ruleset_hash(ruleset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION ruleset_hash(ruleset) IS 'hash of the text';
CREATE FUNCTION ruleset_hash_extended(ruleset, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION ruleset_hash_extended(ruleset, bigint) IS 'seeded 64-bit hash of the text';
CREATE OPERATOR CLASS ruleset_ops DEFAULT FOR TYPE ruleset USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 ruleset_cmp(ruleset, ruleset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS ruleset_ops USING btree IS 'by text, byte by byte';
COMMENT ON OPERATOR FAMILY ruleset_ops USING btree IS 'by text, byte by byte';
CREATE OPERATOR CLASS ruleset_ops DEFAULT FOR TYPE ruleset USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 ruleset_hash(ruleset),
    FUNCTION 2 ruleset_hash_extended(ruleset, bigint);
COMMENT ON OPERATOR CLASS ruleset_ops USING hash IS 'equality of texts';
COMMENT ON OPERATOR FAMILY ruleset_ops USING hash IS 'equality of texts';

CREATE FUNCTION tagtaxonomy_cmp(tagtaxonomy, tagtaxonomy) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagtaxonomy_cmp(tagtaxonomy, tagtaxonomy) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION tagtaxonomy_hash(tagtaxonomy) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagtaxonomy_hash(tagtaxonomy) IS 'hash of the text';
CREATE FUNCTION tagtaxonomy_hash_extended(tagtaxonomy, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagtaxonomy_hash_extended(tagtaxonomy, bigint) IS 'seeded 64-bit hash of the text';
CREATE OPERATOR CLASS tagtaxonomy_ops DEFAULT FOR TYPE tagtaxonomy USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 tagtaxonomy_cmp(tagtaxonomy, tagtaxonomy),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS tagtaxonomy_ops USING btree IS 'by text, byte by byte';
COMMENT ON OPERATOR FAMILY tagtaxonomy_ops USING btree IS 'by text, byte by byte';
CREATE OPERATOR CLASS tagtaxonomy_ops DEFAULT FOR TYPE tagtaxonomy USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 tagtaxonomy_hash(tagtaxonomy),
    FUNCTION 2 tagtaxonomy_hash_extended(tagtaxonomy, bigint);
COMMENT ON OPERATOR CLASS tagtaxonomy_ops USING hash IS 'equality of texts';
COMMENT ON OPERATOR FAMILY tagtaxonomy_ops USING hash IS 'equality of texts';

CREATE FUNCTION labelpolicy_cmp(labelpolicy, labelpolicy) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelpolicy_cmp(labelpolicy, labelpolicy) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION labelpolicy_hash(labelpolicy) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelpolicy_hash(labelpolicy) IS 'hash of the text';
CREATE FUNCTION labelpolicy_hash_extended(labelpolicy, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelpolicy_hash_extended(labelpolicy, bigint) IS 'seeded 64-bit hash of the text';
CREATE OPERATOR CLASS labelpolicy_ops DEFAULT FOR TYPE labelpolicy USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 labelpolicy_cmp(labelpolicy, labelpolicy),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS labelpolicy_ops USING btree IS 'by text, byte by byte';
COMMENT ON OPERATOR FAMILY labelpolicy_ops USING btree IS 'by text, byte by byte';
CREATE OPERATOR CLASS labelpolicy_ops DEFAULT FOR TYPE labelpolicy USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 labelpolicy_hash(labelpolicy),
    FUNCTION 2 labelpolicy_hash_extended(labelpolicy, bigint);
COMMENT ON OPERATOR CLASS labelpolicy_ops USING hash IS 'equality of texts';
COMMENT ON OPERATOR FAMILY labelpolicy_ops USING hash IS 'equality of texts';

CREATE FUNCTION idset_cmp(idset, idset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_cmp(idset, idset) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION idset_hash(idset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_hash(idset) IS 'hash of the set''s bytes';
CREATE FUNCTION idset_hash_extended(idset, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION idset_hash_extended(idset, bigint) IS 'seeded 64-bit hash of the set''s bytes';
CREATE OPERATOR CLASS idset_ops DEFAULT FOR TYPE idset USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 idset_cmp(idset, idset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS idset_ops USING btree IS 'by bytes, for grouping and joins';
COMMENT ON OPERATOR FAMILY idset_ops USING btree IS 'by bytes, for grouping and joins';
CREATE OPERATOR CLASS idset_ops DEFAULT FOR TYPE idset USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 idset_hash(idset),
    FUNCTION 2 idset_hash_extended(idset, bigint);
COMMENT ON OPERATOR CLASS idset_ops USING hash IS 'equality of sets';
COMMENT ON OPERATOR FAMILY idset_ops USING hash IS 'equality of sets';

CREATE FUNCTION claimstats_cmp(claimstats, claimstats) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_cmp(claimstats, claimstats) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION claimstats_hash(claimstats) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_hash(claimstats) IS 'hash of the statistics'' bytes';
CREATE FUNCTION claimstats_hash_extended(claimstats, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_hash_extended(claimstats, bigint) IS 'seeded 64-bit hash of the statistics'' bytes';
CREATE OPERATOR CLASS claimstats_ops DEFAULT FOR TYPE claimstats USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 claimstats_cmp(claimstats, claimstats),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS claimstats_ops USING btree IS 'by bytes, for grouping and joins';
COMMENT ON OPERATOR FAMILY claimstats_ops USING btree IS 'by bytes, for grouping and joins';
CREATE OPERATOR CLASS claimstats_ops DEFAULT FOR TYPE claimstats USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 claimstats_hash(claimstats),
    FUNCTION 2 claimstats_hash_extended(claimstats, bigint);
COMMENT ON OPERATOR CLASS claimstats_ops USING hash IS 'equality of statistics';
COMMENT ON OPERATOR FAMILY claimstats_ops USING hash IS 'equality of statistics';

CREATE FUNCTION claimquery_cmp(claimquery, claimquery) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_cmp(claimquery, claimquery) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION claimquery_hash(claimquery) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_hash(claimquery) IS 'hash of the query''s bytes';
CREATE FUNCTION claimquery_hash_extended(claimquery, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION claimquery_hash_extended(claimquery, bigint) IS 'seeded 64-bit hash of the query''s bytes';
CREATE OPERATOR CLASS claimquery_ops DEFAULT FOR TYPE claimquery USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 claimquery_cmp(claimquery, claimquery),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS claimquery_ops USING btree IS 'by bytes, for grouping and joins';
COMMENT ON OPERATOR FAMILY claimquery_ops USING btree IS 'by bytes, for grouping and joins';
CREATE OPERATOR CLASS claimquery_ops DEFAULT FOR TYPE claimquery USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 claimquery_hash(claimquery),
    FUNCTION 2 claimquery_hash_extended(claimquery, bigint);
COMMENT ON OPERATOR CLASS claimquery_ops USING hash IS 'equality of queries';
COMMENT ON OPERATOR FAMILY claimquery_ops USING hash IS 'equality of queries';

CREATE OPERATOR CLASS tagpath_minmax_ops DEFAULT FOR TYPE tagpath USING brin AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 brin_minmax_opcinfo(internal),
    FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
    FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
    FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS tagpath_minmax_ops USING brin IS 'first and last path of a range of pages, in preorder';
COMMENT ON OPERATOR FAMILY tagpath_minmax_ops USING brin IS 'first and last path of a range of pages, in preorder';

CREATE FUNCTION factag_gin_compare(bytea, bytea) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factag_gin_compare(bytea, bytea) IS 'GIN support: compares keys byte by byte';
CREATE FUNCTION tagset_gin_extract_value(tagset, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_extract_value(tagset, internal) IS 'GIN support: the keys of a set';
CREATE FUNCTION tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys of a condition';
CREATE FUNCTION tagset_gin_consistent(internal, smallint, tagset, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_consistent(internal, smallint, tagset, integer, internal, internal, internal, internal) IS 'GIN support: whether a row with these keys matches the condition';
CREATE FUNCTION tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal) IS 'GIN support: whether a row matches the condition if some keys are unknown';
CREATE FUNCTION tagset_gin_compare_partial(bytea, bytea, smallint, internal) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_compare_partial(bytea, bytea, smallint, internal) IS 'GIN support: whether a key matches a wildcard pattern';

CREATE OPERATOR CLASS tagset_gin_ops DEFAULT FOR TYPE tagset USING gin AS
    OPERATOR 1 @> (tagset, tagset),
    OPERATOR 2 @> (tagset, tagpath),
    OPERATOR 3 <@ (tagset, tagset),
    OPERATOR 4 && (tagset, tagset),
    OPERATOR 5 @@ (tagset, tagquery),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 tagset_gin_extract_value(tagset, internal),
    FUNCTION 3 tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 tagset_gin_consistent(internal, smallint, tagset, integer, internal, internal, internal, internal),
    FUNCTION 5 tagset_gin_compare_partial(bytea, bytea, smallint, internal),
    FUNCTION 6 tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS tagset_gin_ops USING gin IS 'elements and strict ancestors, for @> <@ && @@';
COMMENT ON OPERATOR FAMILY tagset_gin_ops USING gin IS 'elements and strict ancestors, for @> <@ && @@';

CREATE FUNCTION labelset_gin_extract_value(labelset, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_extract_value(labelset, internal) IS 'GIN support: the keys of a log';
CREATE FUNCTION labelset_gin_extract_query(labelset, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_extract_query(labelset, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys of a condition';
CREATE FUNCTION labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal) IS 'GIN support: whether a row with these keys matches the condition';
CREATE FUNCTION labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal) IS 'GIN support: whether a row matches the condition if some keys are unknown';
CREATE FUNCTION labelset_gin_compare_partial(bytea, bytea, smallint, internal) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_compare_partial(bytea, bytea, smallint, internal) IS 'GIN support: whether a key matches a wildcard pattern';

CREATE OPERATOR CLASS labelset_gin_ops FOR TYPE labelset USING gin AS
    OPERATOR 1 @@ (labelset, tagquery),
    OPERATOR 2 @> (labelset, tagset),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 labelset_gin_extract_value(labelset, internal),
    FUNCTION 3 labelset_gin_extract_query(labelset, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal),
    FUNCTION 5 labelset_gin_compare_partial(bytea, bytea, smallint, internal),
    FUNCTION 6 labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS labelset_gin_ops USING gin IS 'paths and strict ancestors, separately for labels that assert, for @@ and @>';
COMMENT ON OPERATOR FAMILY labelset_gin_ops USING gin IS 'paths and strict ancestors, separately for labels that assert, for @@ and @>';

CREATE FUNCTION labelset_gin_time_extract_value(labelset, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_time_extract_value(labelset, internal) IS 'GIN support: the keys of a log, with those of times';
CREATE FUNCTION labelset_gin_time_extract_query(labelset, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_time_extract_query(labelset, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys of a condition, with those of times';

-- Without triConsistent: GIN then calls consistent for each row. What triConsistent says of one row that needs a
-- recheck, GIN takes to hold for all rows after it (keyGetItem does not reset recheckCurItem).
CREATE OPERATOR CLASS labelset_gin_time_ops DEFAULT FOR TYPE labelset USING gin AS
    OPERATOR 1 @@ (labelset, tagquery),
    OPERATOR 2 @> (labelset, tagset),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 labelset_gin_time_extract_value(labelset, internal),
    FUNCTION 3 labelset_gin_time_extract_query(labelset, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal),
    FUNCTION 5 labelset_gin_compare_partial(bytea, bytea, smallint, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS labelset_gin_time_ops USING gin IS 'those of labelset_gin_ops, and the times at which each path was asserted, for @@ and @>';
COMMENT ON OPERATOR FAMILY labelset_gin_time_ops USING gin IS 'those of labelset_gin_ops, and the times at which each path was asserted, for @@ and @>';

CREATE FUNCTION tagquery_gin_extract_value(tagquery, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_extract_value(tagquery, internal) IS 'GIN support: the keys of a query';
CREATE FUNCTION tagquery_gin_extract_query(tagquery, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_extract_query(tagquery, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys that a value looks up';
CREATE FUNCTION tagquery_gin_consistent(internal, smallint, tagquery, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_consistent(internal, smallint, tagquery, integer, internal, internal, internal, internal) IS 'GIN support: whether a query with these keys may match';
CREATE FUNCTION tagquery_gin_triconsistent(internal, smallint, tagquery, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_triconsistent(internal, smallint, tagquery, integer, internal, internal, internal) IS 'GIN support: whether a query may match if some keys are unknown';
CREATE FUNCTION tagquery_gin_compare_partial(bytea, bytea, smallint, internal) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_compare_partial(bytea, bytea, smallint, internal) IS 'GIN support: whether a key is among the paths of a value';

CREATE OPERATOR CLASS tagquery_gin_ops DEFAULT FOR TYPE tagquery USING gin AS
    OPERATOR 1 @@ (tagquery, tagset),
    OPERATOR 2 @@ (tagquery, labelset),
    OPERATOR 3 @@ (tagquery, tagpath),
    OPERATOR 4 @@ (tagquery, factlabel),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 tagquery_gin_extract_value(tagquery, internal),
    FUNCTION 3 tagquery_gin_extract_query(tagquery, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 tagquery_gin_consistent(internal, smallint, tagquery, integer, internal, internal, internal, internal),
    FUNCTION 5 tagquery_gin_compare_partial(bytea, bytea, smallint, internal),
    FUNCTION 6 tagquery_gin_triconsistent(internal, smallint, tagquery, integer, internal, internal, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS tagquery_gin_ops USING gin IS 'paths that a value must have to match, for @@';
COMMENT ON OPERATOR FAMILY tagquery_gin_ops USING gin IS 'paths that a value must have to match, for @@';
