\echo Use "CREATE EXTENSION factag" to load this file. \quit

CREATE FUNCTION factag_require_utf8() RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
SELECT factag_require_utf8();
DROP FUNCTION factag_require_utf8();

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

CREATE TYPE tagpath;

CREATE FUNCTION tagpath_in(cstring) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_in(cstring) IS 'text input of tagpath; 22P02 for syntax, 54000 for a segment over 255 or a path over 2000 bytes';
CREATE FUNCTION tagpath_out(tagpath) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_out(tagpath) IS 'text output of tagpath, quoted where needed; reads back to equal bytes';
CREATE FUNCTION tagpath_recv(internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_recv(internal) IS 'binary input of tagpath: version byte 1, then the text form; 22P03 for anything text input would refuse';
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
COMMENT ON OPERATOR = (tagpath, tagpath) IS 'the same path';
CREATE OPERATOR <> (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (tagpath, tagpath) IS 'another path';
CREATE OPERATOR < (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (tagpath, tagpath) IS 'before in preorder';
CREATE OPERATOR <= (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (tagpath, tagpath) IS 'before in preorder, or the same';
CREATE OPERATOR > (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (tagpath, tagpath) IS 'after in preorder';
CREATE OPERATOR >= (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (tagpath, tagpath) IS 'after in preorder, or the same';

CREATE FUNCTION tagpath_within_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_within_support(internal) IS 'planner support: turns <@ into a btree range of its left side';
CREATE FUNCTION tagpath_contains_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_contains_support(internal) IS 'planner support: turns @> into a btree range of its right side';
CREATE FUNCTION tagpath_within(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT tagpath_within_support;
COMMENT ON FUNCTION tagpath_within(tagpath, tagpath) IS 'implementation of the <@ operator';
CREATE FUNCTION tagpath_contains(tagpath, tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT tagpath_contains_support;
COMMENT ON FUNCTION tagpath_contains(tagpath, tagpath) IS 'implementation of the @> operator';
CREATE FUNCTION tagpath_range_start(tagpath, internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_range_start(tagpath, internal) IS 'internal: start of the btree range of a subtree known at execution';
CREATE FUNCTION tagpath_range_end(tagpath, internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_range_end(tagpath, internal) IS 'internal: end of the btree range of a subtree known at execution';

CREATE OPERATOR <@ (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_within, COMMUTATOR = @>,
    RESTRICT = tagpath_within_sel, JOIN = tagpath_within_joinsel
);
COMMENT ON OPERATOR <@ (tagpath, tagpath) IS 'at or below: the left path is the right one or a descendant of it; uses a btree index';
CREATE OPERATOR @> (
    LEFTARG = tagpath, RIGHTARG = tagpath, FUNCTION = tagpath_contains, COMMUTATOR = <@,
    RESTRICT = tagpath_contains_sel, JOIN = tagpath_contains_joinsel
);
COMMENT ON OPERATOR @> (tagpath, tagpath) IS 'at or above: the left path is the right one or an ancestor of it';

CREATE FUNCTION tagpath_make(VARIADIC segments text[]) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_make(text[]) IS 'a path of these segments, each taken whole (a / inside is content); NULL segments are absent, none at all give NULL';
CREATE FUNCTION tagpath(root text, VARIADIC segments text[]) RETURNS tagpath
    AS 'MODULE_PATHNAME', 'tagpath_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath(text, text[]) IS 'a path of these segments, two or more, each taken whole; NULLs are absent';
CREATE FUNCTION tagpath(path text) RETURNS tagpath
    AS 'MODULE_PATHNAME', 'tagpath_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath(text) IS 'with one argument tagpath(x) is the cast x::tagpath, as for every type: ''a/b'' has two segments';
CREATE FUNCTION tagpath_split(path text, separator text) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_split(text, text) IS 'a path written with another separator: tagpath_split(''use::gameplaying'', ''::''); no quoting, every other character is content';
CREATE FUNCTION tagpath_append(path tagpath, VARIADIC segments text[]) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_append(tagpath, text[]) IS 'the path with these segments below it; NULLs are absent';
CREATE FUNCTION tagpath_depth(tagpath) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_depth(tagpath) IS 'number of segments, from 1';
CREATE FUNCTION tagpath_root(tagpath) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_root(tagpath) IS 'the first segment as a path';
CREATE FUNCTION tagpath_parent(tagpath) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_parent(tagpath) IS 'the path without its last segment; NULL at the top';
CREATE FUNCTION tagpath_leaf(tagpath) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_leaf(tagpath) IS 'the last segment, unquoted';
CREATE FUNCTION tagpath_segments(tagpath) RETURNS text[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_segments(tagpath) IS 'the segments from the root down, unquoted';
CREATE FUNCTION tagpath_ancestor(path tagpath, depth integer) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_ancestor(tagpath, integer) IS 'the first depth segments (the path itself at its own depth); NULL where the path is shallower; 22003 below 1';
CREATE FUNCTION tagpath_ancestors(tagpath) RETURNS SETOF tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION tagpath_ancestors(tagpath) IS 'every ancestor from the root down, itself last';
CREATE FUNCTION tagpath_common(tagpath, tagpath) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common(tagpath, tagpath) IS 'the deepest path at or above both; NULL where not even the root is common';
CREATE FUNCTION tagpath_rebase(path tagpath, from_path tagpath, to_path tagpath) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_rebase(tagpath, tagpath, tagpath) IS 'the path moved from below from_path to below to_path; unchanged where it is not at or below from_path';
CREATE FUNCTION tagpath_quote(segment text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_quote(text) IS 'one segment, folded, and quoted where any context needs it: safe to paste into a tagpath, tagset or tagquery';

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

CREATE FUNCTION tagpath_under(path tagpath, above text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN path <@ above::tagpath;
COMMENT ON FUNCTION tagpath_under(tagpath, text) IS 'path <@ above, for tools: inlined, so it uses the btree index';

CREATE FUNCTION tagpath_common_step(internal, tagpath) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_step(internal, tagpath) IS 'internal: transition function of tagpath_common';
CREATE FUNCTION tagpath_common_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_combine(internal, internal) IS 'internal: combine function of tagpath_common';
CREATE FUNCTION tagpath_common_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_serialize(internal) IS 'internal: the state of tagpath_common as bytes';
CREATE FUNCTION tagpath_common_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_deserialize(bytea, internal) IS 'internal: the state of tagpath_common back from bytes';
CREATE FUNCTION tagpath_common_final(internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_common_final(internal) IS 'internal: final function of tagpath_common';

CREATE AGGREGATE tagpath_common(tagpath) (
    SFUNC = tagpath_common_step, STYPE = internal, SSPACE = 64, FINALFUNC = tagpath_common_final,
    COMBINEFUNC = tagpath_common_combine, SERIALFUNC = tagpath_common_serialize, DESERIALFUNC = tagpath_common_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagpath_common(tagpath) IS 'the deepest path at or above all; NULLs are absent; NULL where not even the root is common, or without a path';

CREATE TYPE tagquery;

CREATE FUNCTION tagquery_in(cstring) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_in(cstring) IS 'text input of tagquery; 22P02 for syntax, 54000 for limits, 22003 for numbers and moments out of range';
CREATE FUNCTION tagquery_out(tagquery) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_out(tagquery) IS 'text output of tagquery: fewest parentheses, single blanks; reads back to equal bytes';
CREATE FUNCTION tagquery_recv(internal) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_recv(internal) IS 'binary input of tagquery: version byte 1, then the text form; 22P03 for anything text input would refuse';
CREATE FUNCTION tagquery_send(tagquery) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_send(tagquery) IS 'binary output of tagquery: version byte 1, then the text form';

CREATE TYPE tagquery (
    INPUT = tagquery_in, OUTPUT = tagquery_out, RECEIVE = tagquery_recv, SEND = tagquery_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE tagquery IS 'boolean expression over path patterns, with filters on attributes and moments';

CREATE FUNCTION tagquery_and(tagquery, tagquery) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_and(tagquery, tagquery) IS 'implementation of the && operator';
CREATE FUNCTION tagquery_or(tagquery, tagquery) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_or(tagquery, tagquery) IS 'implementation of the || operator';
CREATE OPERATOR && (LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_and);
COMMENT ON OPERATOR && (tagquery, tagquery) IS 'both queries';
CREATE OPERATOR || (LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_or);
COMMENT ON OPERATOR || (tagquery, tagquery) IS 'either query';
CREATE FUNCTION tagquery_or_text(tagquery, text) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_or_text(tagquery, text) IS 'implementation of the || operator';
CREATE FUNCTION tagquery_text_or(text, tagquery) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_text_or(text, tagquery) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = tagquery, RIGHTARG = text, FUNCTION = tagquery_or_text);
COMMENT ON OPERATOR || (tagquery, text) IS 'either query, the right side read from text';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = tagquery, FUNCTION = tagquery_text_or);
COMMENT ON OPERATOR || (text, tagquery) IS 'either query, the left side read from text';
CREATE FUNCTION tagquery_not(tagquery) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_not(tagquery) IS 'the negated query; a double negation vanishes';
CREATE FUNCTION tagquery_at(query tagquery, at timestamptz) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_at(tagquery, timestamptz) IS 'the query as of a moment; a moment inside it stays; NULL leaves it as it is; an infinite moment is refused (22003)';
CREATE FUNCTION tagquery_term(path tagpath, exact boolean DEFAULT false) RETURNS tagquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_term(tagpath, boolean) IS 'the query that asks for this path or anything below it, or (exact) for that very path alone';
CREATE FUNCTION tagquery_terms(tagquery) RETURNS SETOF text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION tagquery_terms(tagquery) IS 'the terms as written in the canonical form, in order, without their moments';

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
COMMENT ON OPERATOR = (tagquery, tagquery) IS 'the same query as written';
CREATE OPERATOR <> (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (tagquery, tagquery) IS 'another query';
CREATE OPERATOR < (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (tagquery, tagquery) IS 'before';
CREATE OPERATOR <= (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (tagquery, tagquery) IS 'before, or the same';
CREATE OPERATOR > (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (tagquery, tagquery) IS 'after';
CREATE OPERATOR >= (
    LEFTARG = tagquery, RIGHTARG = tagquery, FUNCTION = tagquery_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (tagquery, tagquery) IS 'after, or the same';

CREATE FUNCTION tagquery_range_start(tagquery, internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_range_start(tagquery, internal) IS 'internal: start of the btree range of a query known at execution';
CREATE FUNCTION tagquery_range_end(tagquery, internal) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_range_end(tagquery, internal) IS 'internal: end of the btree range of a query known at execution';
CREATE FUNCTION tagpath_meets_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_meets_support(internal) IS 'planner support: turns the literal head of path @@ query into a btree range of path';
CREATE FUNCTION tagquery_met_by_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_met_by_support(internal) IS 'planner support: turns the literal head of query @@ path into a btree range of path';
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
COMMENT ON OPERATOR @@ (tagpath, tagquery) IS 'the path meets the query, as a set of one without attributes; a literal head uses a btree index';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = tagpath, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = tagpath_meets_sel, JOIN = tagpath_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, tagpath) IS 'the query is met by the path';
CREATE FUNCTION tagpath_matches(path tagpath, query text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN path @@ query::tagquery;
COMMENT ON FUNCTION tagpath_matches(tagpath, text) IS 'path @@ query, for tools: inlined, so it uses the btree index';

CREATE TYPE factverdict;

CREATE FUNCTION factverdict_in(cstring) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_in(cstring) IS 'text input of factverdict; 22P02 for anything but a verdict';
CREATE FUNCTION factverdict_out(factverdict) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_out(factverdict) IS 'text output of factverdict: the name in lower case, with hyphens';
CREATE FUNCTION factverdict_recv(internal) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_recv(internal) IS 'binary input of factverdict: version byte 1, then the text form; 22P03 for anything text input would refuse';
CREATE FUNCTION factverdict_send(factverdict) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_send(factverdict) IS 'binary output of factverdict: version byte 1, then the text form';

CREATE TYPE factverdict (
    INPUT = factverdict_in, OUTPUT = factverdict_out, RECEIVE = factverdict_recv, SEND = factverdict_send,
    INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char, STORAGE = plain
);
COMMENT ON TYPE factverdict IS 'what a fact-check found: false to true, or off the scale; one byte';

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
COMMENT ON OPERATOR = (factverdict, factverdict) IS 'the same verdict';
CREATE OPERATOR <> (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (factverdict, factverdict) IS 'another verdict';
CREATE OPERATOR < (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (factverdict, factverdict) IS 'before in the type''s order: worse, on the scale';
CREATE OPERATOR <= (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (factverdict, factverdict) IS 'before in the type''s order, or the same';
CREATE OPERATOR > (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (factverdict, factverdict) IS 'after in the type''s order: better, on the scale; what is off it comes after true';
CREATE OPERATOR >= (
    LEFTARG = factverdict, RIGHTARG = factverdict, FUNCTION = factverdict_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (factverdict, factverdict) IS 'after in the type''s order, or the same';

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
COMMENT ON OPERATOR CLASS factverdict_ops USING btree IS 'the type''s order: the scale, then what is off it';
COMMENT ON OPERATOR FAMILY factverdict_ops USING btree IS 'order of verdicts';
CREATE OPERATOR CLASS factverdict_ops DEFAULT FOR TYPE factverdict USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 factverdict_hash(factverdict),
    FUNCTION 2 factverdict_hash_extended(factverdict, bigint);
COMMENT ON OPERATOR CLASS factverdict_ops USING hash IS 'equality of verdicts';
COMMENT ON OPERATOR FAMILY factverdict_ops USING hash IS 'equality of verdicts';

CREATE FUNCTION factverdict_on_scale(factverdict) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_on_scale(factverdict) IS 'whether it is one of false to true';
CREATE FUNCTION factverdict_value(factverdict) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_value(factverdict) IS 'false 0, mostly-false 0.25, mixed 0.5, mostly-true 0.75, true 1; NULL off the scale';
CREATE FUNCTION factverdict_title(verdict factverdict, lang text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_title(factverdict, text) IS 'what a reader is shown, "Mostly false" or "大部分錯誤"; English where the language is NULL or unknown';
CREATE FUNCTION factverdict_from_number(value double precision, worst double precision, best double precision) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factverdict_from_number(double precision, double precision, double precision) IS 'the verdict of a number on a scale; 22003 outside the scale or not finite, 22023 where the ends are equal';

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

CREATE FUNCTION factverdict_from_rating(rating text, publisher text DEFAULT NULL, lang text DEFAULT NULL) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factverdict_from_rating(text, text, text) IS 'the verdict that a fact-checker''s rating means; NULL where it is unknown; a NULL publisher or language is any';
CREATE FUNCTION factverdict_ratings(OUT publisher text, OUT lang text, OUT rating text, OUT verdict factverdict) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 1300;
COMMENT ON FUNCTION factverdict_ratings() IS 'the map: publishers by their domain, languages in lower case, NULL for any; ratings in the form in which they are compared';
CREATE FUNCTION factverdict_rating_key(rating text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factverdict_rating_key(text) IS 'the form in which ratings are compared: "Half-True!" is half true; NULL where nothing is left, or over 255 bytes';
CREATE FUNCTION factverdict_rating_publisher(publisher text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factverdict_rating_publisher(text) IS 'the domain under which the map has this publisher, given by a domain, URL or name; NULL where it has not';

CREATE TYPE tagset;

CREATE FUNCTION tagset_in(cstring) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_in(cstring) IS 'text input of tagset; 22P02 for syntax, 54000 for limits, 22003 for numbers and moments out of range';
CREATE FUNCTION tagset_out(tagset) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_out(tagset) IS 'text output of tagset in preorder; reads back to equal bytes';
CREATE FUNCTION tagset_recv(internal) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_recv(internal) IS 'binary input of tagset: version byte 1, then the text form; 22P03 for anything text input would refuse';
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

CREATE FUNCTION tagset_from_text(text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_from_text(text) IS 'text to tagset, as text input reads it';
CREATE FUNCTION tagset_to_text(tagset) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_to_text(tagset) IS 'tagset to text, as text output prints it';
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
CREATE CAST (text AS tagset) WITH FUNCTION tagset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS tagset) IS 'read a set';
CREATE CAST (tagset AS text) WITH FUNCTION tagset_to_text(tagset) AS ASSIGNMENT;
COMMENT ON CAST (tagset AS text) IS 'print a set';
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

CREATE FUNCTION tagset_eq(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_eq(tagset, tagset) IS 'implementation of the = operator';
CREATE FUNCTION tagset_ne(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_ne(tagset, tagset) IS 'implementation of the <> operator';
CREATE FUNCTION tagset_lt(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_lt(tagset, tagset) IS 'implementation of the < operator';
CREATE FUNCTION tagset_le(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_le(tagset, tagset) IS 'implementation of the <= operator';
CREATE FUNCTION tagset_gt(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gt(tagset, tagset) IS 'implementation of the > operator';
CREATE FUNCTION tagset_ge(tagset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_ge(tagset, tagset) IS 'implementation of the >= operator';
CREATE OPERATOR = (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (tagset, tagset) IS 'the same paths with the same attributes';
CREATE OPERATOR <> (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (tagset, tagset) IS 'another set';
CREATE OPERATOR < (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (tagset, tagset) IS 'before';
CREATE OPERATOR <= (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (tagset, tagset) IS 'before, or the same';
CREATE OPERATOR > (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (tagset, tagset) IS 'after';
CREATE OPERATOR >= (
    LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (tagset, tagset) IS 'after, or the same';

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

CREATE FUNCTION tagset_distance(tagset, tagset) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_distance(tagset, tagset) IS 'implementation of the <-> operator';
CREATE OPERATOR <-> (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_distance, COMMUTATOR = <->);
COMMENT ON OPERATOR <-> (tagset, tagset) IS 'how far the sets are apart, from 0 to 1';
CREATE FUNCTION tagset_distance(tags tagset, other text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags <-> other::tagset;
COMMENT ON FUNCTION tagset_distance(tagset, text) IS 'tags <-> other, for tools; an untyped literal is text';

CREATE FUNCTION hashtags(text) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION hashtags(text) IS 'the hashtags of a text, folded, each once; the empty set where there are none';

CREATE FUNCTION tagset_union_step(internal, tagset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_step(internal, tagset) IS 'internal: transition function of tagset_union';
CREATE FUNCTION tagset_agg_step(internal, tagpath, double precision, double precision, timestamptz, timestamptz) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_agg_step(internal, tagpath, double precision, double precision, timestamptz, timestamptz) IS 'internal: transition function of tagset_agg';
CREATE FUNCTION tagset_agg_step(internal, tagpath) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_agg_step(internal, tagpath) IS 'internal: transition function of tagset_agg without attributes';
CREATE FUNCTION tagset_union_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_combine(internal, internal) IS 'internal: combine function of tagset_union and tagset_agg';
CREATE FUNCTION tagset_union_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_serialize(internal) IS 'internal: the state as the bytes of a tagset';
CREATE FUNCTION tagset_union_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_union_deserialize(bytea, internal) IS 'internal: the state back from the bytes of a tagset';
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
COMMENT ON AGGREGATE tagset_agg(tagpath, double precision, double precision, timestamptz, timestamptz) IS 'the set of these tags, one a row: a table member_tag(member_id, tag, …) as sets';
CREATE AGGREGATE tagset_agg(path tagpath) (
    SFUNC = tagset_agg_step, STYPE = internal, FINALFUNC = tagset_union_final,
    COMBINEFUNC = tagset_union_combine, SERIALFUNC = tagset_union_serialize, DESERIALFUNC = tagset_union_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_agg(tagpath) IS 'the set of these paths, without attributes';

CREATE FUNCTION tagset_intersect_step(tagset, tagset) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_intersect_step(tagset, tagset) IS 'internal: transition and combine function of tagset_intersect';

CREATE AGGREGATE tagset_intersect(tagset) (
    SFUNC = tagset_intersect_step, STYPE = tagset, COMBINEFUNC = tagset_intersect_step, PARALLEL = SAFE
);
COMMENT ON AGGREGATE tagset_intersect(tagset) IS 'the elements whose very paths are in every set; an empty set makes it empty, NULLs alone make it NULL';

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

CREATE TYPE factlabel;

CREATE FUNCTION factlabel_in(cstring) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_in(cstring) IS 'text input of factlabel; 22P02 for syntax, 54000 for limits, 22003 for numbers and moments out of range';
CREATE FUNCTION factlabel_out(factlabel) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_out(factlabel) IS 'text output of factlabel, quoting what needs it; reads back to equal bytes';
CREATE FUNCTION factlabel_recv(internal) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_recv(internal) IS 'binary input of factlabel: version byte 1, then the text form; 22P03 for anything text input would refuse';
CREATE FUNCTION factlabel_send(factlabel) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_send(factlabel) IS 'binary output of factlabel: version byte 1, then the text form';

CREATE TYPE factlabel (
    INPUT = factlabel_in, OUTPUT = factlabel_out, RECEIVE = factlabel_recv, SEND = factlabel_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE factlabel IS 'one assertion about a piece of content: a path with optional verdict, score, source, claim, moments and words';

CREATE FUNCTION factlabel_make(path tagpath, verdict factverdict DEFAULT NULL, score double precision DEFAULT NULL,
                               by tagpath DEFAULT NULL, claim text DEFAULT NULL, at timestamptz DEFAULT now(),
                               seen timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
                               neg boolean DEFAULT false, deny boolean DEFAULT false,
                               said text DEFAULT NULL, ref text DEFAULT NULL) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION factlabel_make(tagpath, factverdict, double precision, tagpath, text, timestamptz, timestamptz, timestamptz, boolean, boolean, text, text) IS 'a label of these parts, asserted now unless told otherwise; a NULL part is absent, a NULL path gives NULL; 22003 for a score outside 0 to 1 and infinite moments, 22023 for an empty text, 54000 for a long one';
CREATE FUNCTION factlabel_path(factlabel) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_path(factlabel) IS 'what it is about the content: the path';
CREATE FUNCTION factlabel_verdict(factlabel) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_verdict(factlabel) IS 'the finding, NULL if there is none';
CREATE FUNCTION factlabel_score(factlabel) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_score(factlabel) IS 'the confidence of whoever asserts it, 0 to 1';
CREATE FUNCTION factlabel_by(factlabel) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_by(factlabel) IS 'the source';
CREATE FUNCTION factlabel_claim(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_claim(factlabel) IS 'which claim in the content, in the source''s own key';
CREATE FUNCTION factlabel_at(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_at(factlabel) IS 'when the source asserted it';
CREATE FUNCTION factlabel_seen(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_seen(factlabel) IS 'when this database learnt of it';
CREATE FUNCTION factlabel_until(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_until(factlabel) IS 'when it lapses';
CREATE FUNCTION factlabel_neg(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_neg(factlabel) IS 'whether the source withdraws what it asserted';
CREATE FUNCTION factlabel_deny(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_deny(factlabel) IS 'whether the source asserts that it is not so';
CREATE FUNCTION factlabel_said(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_said(factlabel) IS 'the rating in the source''s words';
CREATE FUNCTION factlabel_ref(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_ref(factlabel) IS 'where it is argued';

CREATE FUNCTION factlabel_from_text(text) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_from_text(text) IS 'text to factlabel, as text input reads it';
CREATE FUNCTION factlabel_to_text(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_to_text(factlabel) IS 'factlabel to text, as text output prints it';
CREATE FUNCTION factlabel_from_jsonb(jsonb) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_from_jsonb(jsonb) IS 'jsonb to factlabel: an object of "label", the path, and the attributes: numbers and flags as such, the rest as strings';
CREATE FUNCTION factlabel_to_jsonb(factlabel) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_to_jsonb(factlabel) IS 'factlabel to jsonb: an object of "label" and the attributes';
CREATE CAST (text AS factlabel) WITH FUNCTION factlabel_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS factlabel) IS 'read a label';
CREATE CAST (factlabel AS text) WITH FUNCTION factlabel_to_text(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS text) IS 'print a label';
CREATE CAST (jsonb AS factlabel) WITH FUNCTION factlabel_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS factlabel) IS 'read an object of "label" and the attributes';
CREATE CAST (factlabel AS jsonb) WITH FUNCTION factlabel_to_jsonb(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS jsonb) IS 'an object of "label" and the attributes';

CREATE FUNCTION factlabel_eq(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_eq(factlabel, factlabel) IS 'implementation of the = operator';
CREATE FUNCTION factlabel_ne(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_ne(factlabel, factlabel) IS 'implementation of the <> operator';
CREATE FUNCTION factlabel_lt(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_lt(factlabel, factlabel) IS 'implementation of the < operator';
CREATE FUNCTION factlabel_le(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_le(factlabel, factlabel) IS 'implementation of the <= operator';
CREATE FUNCTION factlabel_gt(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_gt(factlabel, factlabel) IS 'implementation of the > operator';
CREATE FUNCTION factlabel_ge(factlabel, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_ge(factlabel, factlabel) IS 'implementation of the >= operator';
CREATE OPERATOR = (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_eq, COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (factlabel, factlabel) IS 'the same path with the same attributes';
CREATE OPERATOR <> (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (factlabel, factlabel) IS 'another label';
CREATE OPERATOR < (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (factlabel, factlabel) IS 'before';
CREATE OPERATOR <= (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (factlabel, factlabel) IS 'before, or the same';
CREATE OPERATOR > (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (factlabel, factlabel) IS 'after';
CREATE OPERATOR >= (
    LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = factlabel_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (factlabel, factlabel) IS 'after, or the same';

CREATE TYPE labelset;

CREATE FUNCTION labelset_in(cstring) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_in(cstring) IS 'text input of labelset; 22P02 for syntax, 54000 for limits, 22003 for numbers and moments out of range';
CREATE FUNCTION labelset_out(labelset) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_out(labelset) IS 'text output of labelset in order, quoting what needs it; reads back to equal bytes';
CREATE FUNCTION labelset_recv(internal) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_recv(internal) IS 'binary input of labelset: version byte 1, then the text form; 22P03 for anything text input would refuse';
CREATE FUNCTION labelset_send(labelset) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_send(labelset) IS 'binary output of labelset: version byte 1, then the text form';

CREATE TYPE labelset (
    INPUT = labelset_in, OUTPUT = labelset_out, RECEIVE = labelset_recv, SEND = labelset_send,
    ANALYZE = labelset_typanalyze,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE labelset IS 'log of assertions about a piece of content, by many sources';

CREATE FUNCTION labelset_concat(labelset, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(labelset, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (labelset, labelset) IS 'all labels of both';
CREATE FUNCTION labelset_concat(labelset, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(labelset, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = factlabel, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (labelset, factlabel) IS 'the log with this label';
CREATE FUNCTION labelset_concat(factlabel, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(factlabel, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = labelset, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (factlabel, labelset) IS 'the log with this label';
CREATE FUNCTION labelset_concat(factlabel, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(factlabel, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (factlabel, factlabel) IS 'a log of both';
CREATE FUNCTION labelset_concat_text(labelset, text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_concat_text(labelset, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = text, FUNCTION = labelset_concat_text);
COMMENT ON OPERATOR || (labelset, text) IS 'all labels of both, the right side read from text';
CREATE FUNCTION labelset_text_concat(text, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_text_concat(text, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = labelset, FUNCTION = labelset_text_concat);
COMMENT ON OPERATOR || (text, labelset) IS 'all labels of both, the left side read from text';
CREATE FUNCTION labelset_concat_text(factlabel, text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_concat_text(factlabel, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = text, FUNCTION = labelset_concat_text);
COMMENT ON OPERATOR || (factlabel, text) IS 'a log of both, the right side read from text';
CREATE FUNCTION labelset_text_concat(text, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_text_concat(text, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = factlabel, FUNCTION = labelset_text_concat);
COMMENT ON OPERATOR || (text, factlabel) IS 'a log of both, the left side read from text';
CREATE FUNCTION labelset_count(labelset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_count(labelset) IS 'number of labels in the log, superseded and withdrawn ones included';

CREATE FUNCTION labelset_from_label(factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_from_label(factlabel) IS 'factlabel to labelset: a log of one';
CREATE CAST (factlabel AS labelset) WITH FUNCTION labelset_from_label(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS labelset) IS 'a log of one';
CREATE FUNCTION labelset_from_text(text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_from_text(text) IS 'text to labelset, as text input reads it';
CREATE FUNCTION labelset_to_text(labelset) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_to_text(labelset) IS 'labelset to text, as text output prints it';
CREATE FUNCTION labelset_from_jsonb(jsonb) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_from_jsonb(jsonb) IS 'jsonb to labelset: an array of labels, each an object of "label", the path, and its attributes';
CREATE FUNCTION labelset_to_jsonb(labelset) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_to_jsonb(labelset) IS 'labelset to jsonb: an array of objects of "label" and the attributes';
CREATE CAST (text AS labelset) WITH FUNCTION labelset_from_text(text) AS ASSIGNMENT;
COMMENT ON CAST (text AS labelset) IS 'read a log';
CREATE CAST (labelset AS text) WITH FUNCTION labelset_to_text(labelset) AS ASSIGNMENT;
COMMENT ON CAST (labelset AS text) IS 'print a log';
CREATE CAST (jsonb AS labelset) WITH FUNCTION labelset_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS labelset) IS 'read an array of objects of "label" and the attributes';
CREATE CAST (labelset AS jsonb) WITH FUNCTION labelset_to_jsonb(labelset) AS ASSIGNMENT;
COMMENT ON CAST (labelset AS jsonb) IS 'an array of objects of "label" and the attributes';

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
COMMENT ON OPERATOR = (labelset, labelset) IS 'the same labels';
CREATE OPERATOR <> (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (labelset, labelset) IS 'another log';
CREATE OPERATOR < (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (labelset, labelset) IS 'before';
CREATE OPERATOR <= (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (labelset, labelset) IS 'before, or the same';
CREATE OPERATOR > (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (labelset, labelset) IS 'after';
CREATE OPERATOR >= (
    LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (labelset, labelset) IS 'after, or the same';

CREATE FUNCTION labelset_meets(labelset, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_meets(labelset, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagquery_met_by(tagquery, labelset) IS 'implementation of the @@ operator';
CREATE FUNCTION factlabel_meets(factlabel, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION factlabel_meets(factlabel, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_label' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagquery_met_by(tagquery, factlabel) IS 'implementation of the @@ operator';
CREATE OPERATOR @@ (
    LEFTARG = labelset, RIGHTARG = tagquery, FUNCTION = labelset_meets, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (labelset, tagquery) IS 'what holds in the log meets the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = labelset, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, labelset) IS 'the query is met by what holds in the log';
CREATE OPERATOR @@ (
    LEFTARG = factlabel, RIGHTARG = tagquery, FUNCTION = factlabel_meets, COMMUTATOR = @@,
    RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @@ (factlabel, tagquery) IS 'the label meets the query, as a log of one';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = factlabel, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @@ (tagquery, factlabel) IS 'the query is met by the label';
CREATE FUNCTION labelset_matches(labels labelset, query text, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @@ tagquery_at(query::tagquery, at);
COMMENT ON FUNCTION labelset_matches(labelset, text, timestamptz) IS 'the log meets the query as of the moment (default now; NULL: no moment), for tools: inlined, so it uses the index';

CREATE FUNCTION labelset_live(labels labelset, at timestamptz) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_live(labelset, timestamptz) IS 'the labels that hold as of the moment (NULL: no moment), denials included';
CREATE FUNCTION labelset_tags(labels labelset, at timestamptz) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_tags(labelset, timestamptz) IS 'the paths that are asserted as of the moment (NULL: no moment) as tags, each weighing its greatest score, 1 where there is none: for roll-ups such as tagset_counts';
CREATE FUNCTION labelset_why(labelset, tagquery) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_why(labelset, tagquery) IS 'the labels that met the query''s positive terms (those under an even number of negations), whether or not the whole query is met; none met: the empty log';
CREATE FUNCTION labelset_rows(labels labelset, moment timestamptz DEFAULT now(),
                              OUT label text, OUT parent text, OUT depth integer,
                              OUT level1 text, OUT level2 text, OUT level3 text,
                              OUT level4 text, OUT level5 text, OUT level6 text,
                              OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                              OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                              OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text,
                              OUT holds boolean) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_rows(labelset, timestamptz) IS 'a row a label in built-in types, for BI tools: those that hold as of the moment (NULL: all of the log, and holds tells which hold without a moment); parent is NULL at the top, level1 to level6 are the first six segments unquoted';
CREATE FUNCTION labelset_history(labels labelset, path tagpath,
                                 OUT known timestamptz, OUT label text, OUT did text, OUT holds boolean,
                                 OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                                 OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                                 OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_history(labelset, tagpath) IS 'every label at or below the path as it came to be known (seen, or else at; NULL: before everything else): what it did, asserts, denies or withdraws, and whether it holds without a moment';

CREATE FUNCTION labelset_resolve(labels labelset, at timestamptz, precedence tagpath[]) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_resolve(labelset, timestamptz, tagpath[]) IS 'the assertions that stand as of the moment (NULL: no moment, as a generated column needs it), sources believed in this order; NULL for precedence: all alike';

CREATE FUNCTION labelset_refresh(labels labelset, source tagpath, found labelset, at timestamptz DEFAULT now()) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_refresh(labelset, tagpath, labelset, timestamptz) IS 'the log after a new run of a source: what it found is added, by the source and at the moment where it does not say; what held below the source and was not found again (same path, source, claim) is withdrawn as of the moment; what is found again in the same words is not repeated; other words speak even where the log knows words of that moment or later: right behind those, seen at the moment; 22023 where something found names another source';
CREATE FUNCTION labelset_prune(labels labelset, before timestamptz) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_prune(labelset, timestamptz) IS 'the log without what was superseded or had lapsed by the moment: every answer as of that moment or later stays the same. The one function that un-grows a log: merged with an older copy it grows back';

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
COMMENT ON FUNCTION labelset_union_serialize(internal) IS 'internal: the state as the bytes of a labelset';
CREATE FUNCTION labelset_union_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_union_deserialize(bytea, internal) IS 'internal: the state back from the bytes of a labelset';
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
COMMENT ON AGGREGATE labelset_agg(factlabel) IS 'the log of these labels, one a row: a table post_label(post_id, label, …) as logs';

CREATE FUNCTION claimreview_key(claim text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION claimreview_key(text) IS 'the key of a claim: 16 hexadecimal digits of the SHA-256 of its words, each folded as a segment is, of its first 64 kB; NULL where there are none';
CREATE FUNCTION claimreview_labels(document jsonb, path tagpath, seen timestamptz DEFAULT NULL,
                                   OUT claim text, OUT claimant text, OUT label factlabel, OUT url text, OUT problem text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 4;
COMMENT ON FUNCTION claimreview_labels(jsonb, tagpath, timestamptz) IS 'every ClaimReview in a document, with its label at the path; problem says what could not be read; 22004 for a NULL path, 22003 for an infinite seen';
CREATE FUNCTION claimreview_from_label(label factlabel, claim text, claimant text DEFAULT NULL, url text DEFAULT NULL) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION claimreview_from_label(factlabel, text, text, text) IS 'a label as a ClaimReview; without url its ref; NULL without a label or a claim; 22023 for a label with neg or deny';

CREATE FUNCTION factlabel_from_atproto(label jsonb, seen timestamptz DEFAULT NULL) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_from_atproto(jsonb, timestamptz) IS 'an AT Protocol label as a factlabel, learnt of when seen says; 22P02 for what is no such label, 22023 for what a factlabel cannot hold';
CREATE FUNCTION factlabel_to_atproto(label factlabel, uri text) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_to_atproto(factlabel, text) IS 'a factlabel as an AT Protocol label about uri, unsigned; 22023 for what such a label cannot hold';

CREATE FUNCTION factag_fold(text, VARIADIC options text[]) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factag_fold(text, text[]) IS 'the text as rules with these options see it, what hides words undone';

CREATE TYPE ruleset;

CREATE FUNCTION ruleset_in(cstring) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_in(cstring) IS 'text input of ruleset; every pattern is compiled; errors (22P02, 54000, 42710 for a name given twice) tell line and column, and what PCRE2 says';
CREATE FUNCTION ruleset_out(ruleset) RETURNS cstring
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ruleset_out(ruleset) IS 'text output of ruleset, comments kept; reads back to equal bytes';
CREATE FUNCTION ruleset_recv(internal) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_recv(internal) IS 'binary input of ruleset: version byte 1, then the text form; 22P03 for anything text input would refuse';
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

CREATE FUNCTION ruleset_test(text, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION ruleset_test(text, ruleset) IS 'whether some rule holds of the text; stops at the first';
CREATE FUNCTION ruleset_test(jsonb, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'ruleset_test_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION ruleset_test(jsonb, ruleset) IS 'whether some rule holds of the document; stops at the first';
CREATE FUNCTION ruleset_classify(document text, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_classify(text, ruleset, timestamptz) IS 'the labels of every rule that holds of the text, each by its rule; with a moment, asserted then; NULL for a text or rules that are NULL';
CREATE FUNCTION ruleset_classify(document jsonb, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME', 'ruleset_classify_jsonb' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_classify(jsonb, ruleset, timestamptz) IS 'the labels of every rule that holds of the document, each by its rule; with a moment, asserted then; NULL for a document or rules that are NULL';

CREATE FUNCTION ruleset_matches(text, ruleset,
                                OUT rule text, OUT label text, OUT start integer, OUT length integer, OUT match text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 5;
COMMENT ON FUNCTION ruleset_matches(text, ruleset) IS 'why: a row for each label and match of each rule that holds, in characters of the original text, from 1; what is under a ! is no reason, nor is a part of the condition that does not hold; a rule that holds without a match has one row with NULLs';
CREATE FUNCTION ruleset_highlight(document text, rules ruleset, start_mark text, stop_mark text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_highlight(text, ruleset, text, text) IS 'the original text with marks around what rules that hold have matched; matches that overlap are one';
CREATE FUNCTION ruleset_rules(ruleset,
                              OUT "position" integer, OUT name text, OUT condition text, OUT label text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION ruleset_rules(ruleset) IS 'a row a rule, in their order; label holds all labels of it, separated by commas';
CREATE FUNCTION ruleset_count(ruleset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ruleset_count(ruleset) IS 'number of rules';

CREATE FUNCTION ruleset_concat(ruleset, ruleset) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION ruleset_concat(ruleset, ruleset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_concat);
COMMENT ON OPERATOR || (ruleset, ruleset) IS 'the rules of both';
CREATE FUNCTION ruleset_concat_text(ruleset, text) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_concat_text(ruleset, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = ruleset, RIGHTARG = text, FUNCTION = ruleset_concat_text);
COMMENT ON OPERATOR || (ruleset, text) IS 'the rules of both, the right side read from text';
CREATE FUNCTION ruleset_text_concat(text, ruleset) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
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
COMMENT ON AGGREGATE ruleset_agg(text) IS 'one rule set of many texts, each of some rules or options: use ORDER BY; NULLs are left out, no rows make the empty one';

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
COMMENT ON OPERATOR = (ruleset, ruleset) IS 'the same text';
CREATE OPERATOR <> (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_ne, COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (ruleset, ruleset) IS 'another text';
CREATE OPERATOR < (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_lt, COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (ruleset, ruleset) IS 'before';
CREATE OPERATOR <= (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_le, COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (ruleset, ruleset) IS 'before, or the same';
CREATE OPERATOR > (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_gt, COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (ruleset, ruleset) IS 'after';
CREATE OPERATOR >= (
    LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_ge, COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (ruleset, ruleset) IS 'after, or the same';

CREATE FUNCTION tagpath_cmp(tagpath, tagpath) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_cmp(tagpath, tagpath) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION tagpath_sortsupport(internal) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_sortsupport(internal) IS 'btree sort support';
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
COMMENT ON OPERATOR CLASS tagpath_ops USING btree IS 'preorder; also serves <@ and the literal head of @@';
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
COMMENT ON OPERATOR CLASS factlabel_ops USING btree IS 'by path, source, claim, time, then the rest';
COMMENT ON OPERATOR FAMILY factlabel_ops USING btree IS 'by path, source, claim, time, then the rest';
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
COMMENT ON OPERATOR CLASS ruleset_ops USING btree IS 'by text, bytewise';
COMMENT ON OPERATOR FAMILY ruleset_ops USING btree IS 'by text, bytewise';
CREATE OPERATOR CLASS ruleset_ops DEFAULT FOR TYPE ruleset USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 ruleset_hash(ruleset),
    FUNCTION 2 ruleset_hash_extended(ruleset, bigint);
COMMENT ON OPERATOR CLASS ruleset_ops USING hash IS 'equality of texts';
COMMENT ON OPERATOR FAMILY ruleset_ops USING hash IS 'equality of texts';

CREATE FUNCTION factag_gin_compare(bytea, bytea) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factag_gin_compare(bytea, bytea) IS 'GIN support of tagset and labelset: orders keys, bytewise';
CREATE FUNCTION tagset_gin_extract_value(tagset, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_extract_value(tagset, internal) IS 'GIN support: the keys of a set';
CREATE FUNCTION tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_extract_query(tagset, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys of a condition';
CREATE FUNCTION tagset_gin_consistent(internal, smallint, tagset, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_consistent(internal, smallint, tagset, integer, internal, internal, internal, internal) IS 'GIN support: whether a row with these keys meets the condition';
CREATE FUNCTION tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagset_gin_triconsistent(internal, smallint, tagset, integer, internal, internal, internal) IS 'GIN support: the same where some keys are unknown';
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
COMMENT ON FUNCTION labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal) IS 'GIN support: whether a row with these keys meets the condition';
CREATE FUNCTION labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal) IS 'GIN support: the same where some keys are unknown';
CREATE FUNCTION labelset_gin_compare_partial(bytea, bytea, smallint, internal) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_gin_compare_partial(bytea, bytea, smallint, internal) IS 'GIN support: whether a key matches a wildcard pattern';

CREATE OPERATOR CLASS labelset_gin_ops DEFAULT FOR TYPE labelset USING gin AS
    OPERATOR 1 @@ (labelset, tagquery),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 labelset_gin_extract_value(labelset, internal),
    FUNCTION 3 labelset_gin_extract_query(labelset, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 labelset_gin_consistent(internal, smallint, labelset, integer, internal, internal, internal, internal),
    FUNCTION 5 labelset_gin_compare_partial(bytea, bytea, smallint, internal),
    FUNCTION 6 labelset_gin_triconsistent(internal, smallint, labelset, integer, internal, internal, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS labelset_gin_ops USING gin IS 'paths and strict ancestors, what asserts told apart, for @@';
COMMENT ON OPERATOR FAMILY labelset_gin_ops USING gin IS 'paths and strict ancestors, what asserts told apart, for @@';

