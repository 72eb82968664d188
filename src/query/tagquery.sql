--| ## tagquery
--|
--| A boolean over paths: `interest/*/apartment & !status/churned`.
--|
--| ```
--| query   = or [ "@" moment ]
--| or      = and *( "|" and )
--| and     = unary *( "&" unary )
--| unary   = "!" unary | "(" or [ "@" moment ] ")" | term
--| term    = [ "=" ] pattern [ "[" filter *( ";" filter ) "]" ]
--| pattern = pseg *( "/" pseg )
--| pseg    = segment, in which a bare * stands for any run of characters
--|         | "*" one segment | "**" any number of segments, none included
--|         | "~" quoted: a regular expression that one segment matches
--| filter  = attribute ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value *( "|" value ) | "deny"
--| ```
--|
--| A term is met by an element at the pattern **or anywhere below it**; with `=` by that
--| very path alone. A star inside quotes is a star; after a bare star a quote may open again
--| (`*"R&D"*`). Different terms may be met by different elements; a term's filters by the same
--| element as its pattern. `=` with several values: any of them, `!=`: none of them. A filter on
--| an attribute that the element lacks fails, `!=` included, except a tag's `weight` (1); tags
--| and labels share the query and have different attributes. `by` is met by a source at or below
--| the value; with `by`, `claim`, `said` and `ref` go `=` and `!=` alone. `<` and the like on a
--| `verdict` are met only on the scale from `false` to `true`. Outside quotes the full-width
--| forms `＆ ｜ ！ （ ） ＊ ＝ ＜ ＞ ＠` count as their ASCII selves, as `／ ， ； ［ ］ 、` do everywhere; a
--| name that holds one is quoted: `"R＆D"`. As of a moment *t* an element counts if its `since` is
--| absent or ≤ *t* and its `until` absent or > *t*; without a moment both are ignored. Limits:
--| 10,000 terms, 1,000 levels of nesting, 1,000 values a filter, 16 MB as stored (54000 beyond).
--|
--| A regular expression is PCRE2's, always Unicode and in either case, and is met where it matches
--| somewhere in the segment as it is folded: `brand/~"^(levi|north)"`. A quote and a backslash in it
--| are written `\"` and `\\`: `~"^\\d+$"`. It takes at most 254 bytes; what a rule set refuses is
--| refused here too, and its limits on backtracking hold (54000).

--@ src/text/text_type.sql.in
--@     type         tagquery
--@     description  boolean expression over path patterns, with filters on attributes and moments
--@     input        text input of tagquery; 22P02 for syntax, 54000 for limits, 22003 for numbers and moments out of range
--@     output       text output of tagquery: fewest parentheses, single blanks; reads back to equal bytes
--@     cost_input   COST 50
--@     cost_output  COST 50

--| ### Composing queries

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

--| ### Casts

--@ src/text/text_casts.sql.in
--@     type         tagquery
--@     value        a query
--@     cost_input   COST 50
--@     cost_output  COST 50

--| ### Comparing queries
--|
--| As written in canonical form: for GROUP BY, DISTINCT and joins. The order means nothing
--| else.

--@ src/index/comparison.sql.in
--@     type   tagquery
--@     same   the same query as written
--@     other  another query

--| ### Asking a single path

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
