--| ## tagpath
--|
--| A hierarchical name: segments from the root down, written `interest/real-estate/apartment`
--| or `興趣/房地產/公寓`. A segment is 1 to 255 bytes after folding (NFD, then NFKC_Casefold;
--| runs of blanks become one space), a path at most 2,000 bytes. A segment that holds `/`
--| or begins with `"` is quoted: `music/"AC/DC"`; inside quotes `\"` and `\\` stand for
--| themselves. Paths sort in preorder, byte by byte, whatever the locale: a node stands
--| directly before its subtree.

--@ src/text/text_type.sql.in
--@     type         tagpath
--@     description  hierarchical name: segments from the root down, folded, in preorder
--@     input        text input of tagpath; 22P02 for syntax, 54000 for a segment over 255 or a path over 2000 bytes
--@     output       text output of tagpath, quoted where needed; reads back to equal bytes
--@     cost_input   COST 50
--@     analyze      ANALYZE = tagpath_typanalyze,

--| ### Comparing paths

--@ src/index/comparison.sql.in
--@     type            tagpath
--@     same            the same path
--@     other           another path
--@     before          before in preorder
--@     before_or_same  before in preorder, or the same
--@     after           after in preorder
--@     after_or_same   after in preorder, or the same

--| ### Hierarchy

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

--| ### Making paths and taking them apart

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

--| ### Casts

--@ src/text/text_casts.sql.in
--@     type        tagpath
--@     value       a path
--@     cost_input  COST 50

--| ### Function form

CREATE FUNCTION tagpath_under(path tagpath, above text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN path <@ above::tagpath;
COMMENT ON FUNCTION tagpath_under(tagpath, text) IS 'path <@ above, for tools: inlined, so it uses the btree index';
