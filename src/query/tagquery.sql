--| ## tagquery
--|
--| A boolean query over the paths of a set or of a log of labels:
--| `interest/*/apartment & !status/churned`.
--|
--| ```sql
--| SELECT id FROM article WHERE tags @@ 'topic/sport & !lang/en';                  -- 2
--| SELECT id FROM article WHERE tags @@ 'topic/*/golf | **/vaccine' ORDER BY id;   -- 1, 2
--| SELECT id FROM article WHERE tags @@ 'topic[weight>=0.5; weight<0.95]';         -- 1
--| SELECT id FROM article WHERE tags @@ 'promoted @ 2027-01-01T00:00:00Z';         -- none: the tag has ended
--| SELECT tagquery 'topic/sport' && '!lang/en' AS both;                            -- topic/sport & !lang/en
--| ```
--|
--| ```
--| query   = or [ "@" timestamp ]
--| or      = and *( "|" and )
--| and     = unary *( "&" unary )
--| unary   = "!" unary | "(" or [ "@" timestamp ] ")" | N "of" "(" or *( "," or ) ")" | term
--| term    = [ "=" ] pattern [ "[" filter *( ";" filter ) "]" ]
--| pattern = pseg *( "/" pseg )
--| pseg    = segment, in which an unquoted * stands for any run of characters
--|         | "*" one segment | "**" any number of segments, including none
--|         | "~" quoted: a regular expression that one segment matches
--| filter  = attribute ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value *( "|" value ) | "deny"
--| ```
--|
--| **Patterns.** A term matches an element at its pattern **or anywhere below it**; with `=` only
--| at that exact path. Within quotes a star is literal; after an unquoted star, quotes may open
--| again: `*"R&D"*`. Outside quotes, the full-width `＆ ｜ ！ （ ） ＊ ＝ ＜ ＞ ＠` count as their ASCII
--| equivalents, so a name that contains one is quoted: `"R＆D"`.
--|
--| **N of.** `2 of (interest/sport, interest/travel, status/vip)` matches if at least two of its list
--| match; an operand that is written twice counts twice. `1 of` is printed with `|`, and as many as the
--| list has with `&`. A tag named `2 of` needs no quotes, because no parenthesis follows a tag.
--|
--| **Regular expressions.** `~"…"` is a PCRE2 regular expression, always in Unicode mode and
--| always case-insensitive. It matches anywhere within the folded segment:
--| `brand/~"^(levi|north)"`. In it, a quote is written `\"` and a backslash `\\`: `~"^\\d+$"`. It
--| has at most 254 bytes. The restrictions and backtracking limits of [rule sets](#ruleset) apply
--| (54000).
--|
--| **Filters.** A term's pattern and filters must match the same element; different terms may
--| match different elements.
--|
--| - `=` with several values matches any of them, `!=` none of them.
--| - A filter on an attribute that the element lacks fails, even with `!=`. The exception is a
--|   tag's `weight`, which defaults to 1.
--| - Tags and labels share the query language but have different attributes, listed at
--|   [tagset](#tagset) and [factlabel](#factlabel).
--| - `by` matches a source at or below the value. `by`, `claim`, `said`, `ref` and `path` can only be
--|   compared with `=` and `!=`.
--| - `path` is the path of the element itself: `interest[path!=interest/crypto|interest/sport]` matches
--|   what is at or below `interest`, but not what is at or below the other two. Its values are paths,
--|   quoted as in a pattern and without wildcards.
--| - `<`, `<=`, `>` and `>=` on `verdict` match only verdicts on the scale from `false` to `true`.
--| - `deny` matches labels that deny; see [labelset](#which-labels-are-in-effect).
--|
--| **Time.** As of a timestamp *t*, an element of a tagset counts if its `since` is absent or ≤
--| *t* and its `until` is absent or > *t*. Without a timestamp, both are ignored.
--|
--| A filter may compare with a duration before (`-`) or after the timestamp asked for. So a stored
--| query means something new each day: as of *t*, `vip[since>=-P30D]` finds whoever became a vip in the
--| 30 days before *t*, and `trial[until<P1M]` whose trial ends within a month.
--|
--| ```sql
--| SELECT tagset_matches('vip[since=2026-06-15T00:00:00Z]', 'vip[since>=-P30D]', '2026-07-01Z');   -- true
--| SELECT tagquery_at('vip[since>=-P30D]', '2026-07-01Z');     -- vip[since>=-P30D] @2026-07-01T00:00:00Z
--| ```
--|
--| - A duration is written as ISO 8601 has it, `P1Y6M`, `P2W`, `P30D`, `PT12H`, `P1DT0.5S`; only seconds
--|   take a fraction. `since`, `until`, `at` and `seen` can be compared with one, or with several:
--|   `[since=-P1D|P0D]`.
--| - It is added by UTC's calendar, as `timestamptz + interval` is if `TimeZone` is UTC. So a day has 24
--|   hours, and `-P1M` before 31 March is 28 or 29 February.
--| - What is beyond the range of `timestamptz` counts as before or after every timestamp. Durations of
--|   more than 2,147,483,647 months, or days that make more than 292,271 years, are refused (22003).
--| - The timestamp is the nearest one around the term: the one after `@`, or else the one that
--|   `tagquery_at`, `tagset_matches` or `labelset_matches` gets. Without one, it is an error to evaluate
--|   the query (22023). `tagquery_at` keeps the duration and adds the timestamp.
--|
--| **Queries that mean something else.** Blanks and words are part of a name, so these are queries, and
--| find nothing:
--|
--| | written | asks for | meant |
--| |---|---|---|
--| | `interest and sport` | the tag `interest and sport` | `interest & sport` |
--| | `interest/sport or region` | the tag `sport or region` below `interest` | `interest/sport \| region` |
--| | `NOT region` | the tag `not region` | `!region` |
--| | `interest.sport` | the tag `interest.sport` | `interest/sport` |
--| | `interest/sports` | a tag that does not exist | `interest/sport` |
--| | `spam[by=auto & score>=0.8]` | a source named `auto & score>=0.8` | `spam[by=auto; score>=0.8]` |
--| | `spam[by=auto*]` | a source named `auto*` | `spam[by=auto]`, which finds `auto/rules`, too |
--| | `tags @> 'interest/*'` | a tag named `*` below `interest` | `tags @@ 'interest/*'` |
--|
--| [tagquery_unknown](#terms-that-a-vocabulary-lacks) lists the terms that no tag in use can match.
--|
--| **Limits.** 10,000 terms, 1,000 levels of nesting, 1,000 filters per term, 1,000 values per
--| filter, and 16 MB as stored (54000 beyond that).

--@ src/text/text_type.sql.in
--@     type         tagquery
--@     description  boolean query over path patterns, with filters on attributes and timestamps
--@     input        text input of tagquery
--@     output       text output of tagquery, in canonical form
--@     cost_input   COST 50
--@     cost_output  COST 50

--| ### Composing queries
--|
--| `tagquery_at` refuses an infinite timestamp (22003).

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

--| ```sql
--| SELECT tagquery_not('interest | vip');    -- !(interest | vip)
--| SELECT tagquery_terms('interest & !(vip | region/taipei)');    -- interest; vip; region/taipei
--| ```

--| ### Casts
--|
--| `tagquery_error` checks a query that somebody has typed, without an error.

--@ src/text/text_casts.sql.in
--@     type         tagquery
--@     value        a query
--@     cost_input   COST 50
--@     cost_output  COST 50

CREATE FUNCTION tagquery_error(query text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagquery_error(text) IS 'why the text does not read as a query: the message and the detail of the error; NULL if it does';

--| ```sql
--| SELECT tagquery_error('interest & (vip');    -- invalid input syntax for type tagquery: "interest & (vip". Expected ")", found the end. The error is at character 16.
--| ```

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `query::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         tagquery
--@     cost_output  COST 50

--| ### Comparing queries
--|
--| Queries are compared in canonical form, for GROUP BY, DISTINCT and joins. Their order has no other
--| meaning.

--@ src/index/comparison.sql.in
--@     type   tagquery
--@     same   whether both queries have the same canonical form
--@     other  whether the queries differ

--| ### Matching a single path
--|
--| A path matches as a set of one element without attributes. If the query begins with literal
--| segments, as `topic/*/tennis` does, `@@` uses a btree index on the path for them.

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

--| ```sql
--| SELECT tagpath_matches('interest/sport/golf', 'interest/*/golf');    -- true
--| ```
