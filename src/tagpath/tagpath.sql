--| ## tagpath
--|
--| A hierarchical name, written as segments from the root down: `interest/real-estate/apartment`
--| or `興趣/房地產/公寓`. It suits a table with one tag per row.
--|
--| ```sql
--| CREATE TABLE article_tag (article int, tag tagpath);
--| INSERT INTO article_tag VALUES (1, 'Topic/Health/Vaccine'), (1, 'lang/en'), (2, 'topic/sport');
--| CREATE INDEX ON article_tag (tag);
--|
--| SELECT article, tag, tagpath_parent(tag) AS parent, tagpath_leaf(tag) AS leaf
--| FROM article_tag WHERE tag <@ 'topic' ORDER BY tag;
--| ```
--| ```
--|  article |         tag          |    parent    |  leaf   
--| ---------+----------------------+--------------+---------
--|        1 | topic/health/vaccine | topic/health | vaccine
--|        2 | topic/sport          | topic        | sport
--| ```
--|
--| - Each segment is folded by Unicode's rules (NFD, then NFKC_Casefold), blanks around it are
--|   dropped, and a run of blanks within it becomes one space. So `Interest / Real  Estate` is
--|   `interest/real estate`. `臺北` and `台北` stay two names, and so do Traditional and Simplified
--|   Chinese, `興趣` and `兴趣`: an alias in a [taxonomy](#tagtaxonomy) makes them one.
--| - A segment has 1 to 255 bytes after folding, a path at most 2,000 bytes (54000 beyond that).
--| - A segment with a `/` in it, or a `"` at its start, is written in quotes: `music/"AC/DC"`. Within
--|   quotes, `\"` stands for a quote and `\\` for a backslash. Other contexts have more special
--|   characters: `,` `[` `]` in a tagset or labelset, and also `& | ! ( ) * = < > @ ~` in a
--|   tagquery. `tagpath_quote` quotes a segment for all of them.
--| - So what reads as a path may not be the path that was meant: `AC/DC` without quotes has two
--|   segments, and `region/taipei[weight=2]`, which is a tag with a weight in a tagset, is a path whose
--|   last segment is `taipei[weight=2]`. `tagpath_make('AC/DC')` takes the name as one segment.
--| - A path that begins with `!`, `=` or `(` is printed in quotes, `"!hide"`, because a query would read
--|   the character as an operator. To paste other paths into a query, take `tagquery_term(path)`.
--| - Outside quotes, the full-width `／ ， ； ［ ］` and the ideographic comma `、` count as their ASCII
--|   equivalents.
--| - A segment cannot contain a control character or a Unicode noncharacter, and cannot begin with
--|   a combining mark (22P02).
--| - Folding drops the characters that Unicode calls default ignorable. So emoji joined by a
--|   zero-width joiner become separate emoji.
--| - Paths sort in preorder, byte by byte, whatever the locale: a node comes directly before its
--|   subtree.

--@ src/text/text_type.sql.in
--@     type         tagpath
--@     description  hierarchical name: segments from the root down, folded, in preorder
--@     input        text input of tagpath
--@     output       text output of tagpath, quoted where needed
--@     cost_input   COST 50
--@     analyze      ANALYZE = tagpath_typanalyze,

--| ### Comparing paths

--@ src/index/comparison.sql.in
--@     type            tagpath
--@     same            whether both paths are the same
--@     other           whether the paths differ
--@     before          whether the left path comes before the right one in preorder
--@     before_or_same  whether the left path comes before the right one in preorder or is equal
--@     after           whether the left path comes after the right one in preorder
--@     after_or_same   whether the left path comes after the right one in preorder or is equal

--| ### Hierarchy
--|
--| `tag <@ 'topic'` uses a btree index on `tag`: the planner turns it into a range of the index. So
--| does `tag @> 'topic/health/vaccine'`, which looks up the path and its ancestors, if `tag` is the
--| first column of the index. The same is true of the commutators.
--|
--| PostgreSQL asks no extension how an index serves `tag <@ ANY (array)`, and so scans the table. For
--| a list that is known when the query is written, write OR. For an array, join it:
--|
--| ```sql
--| SELECT tag FROM article_tag WHERE tag <@ 'topic/health' OR tag <@ 'lang' ORDER BY tag;
--| SELECT DISTINCT article_tag.* FROM unnest('{topic/health,lang}'::tagpath[]) AS top JOIN article_tag ON tag <@ top ORDER BY tag;
--| ```

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

--| ### Making paths and taking them apart
--|
--| - `tagpath_make`, `tagpath` with several arguments and `tagpath_append` take each segment
--|   literally: a `/` in it is part of the name. NULL segments are ignored, and a path without
--|   segments is NULL.
--| - `tagpath` with one argument is the cast, as for every type: `tagpath('a/b')` has two
--|   segments.
--| - `tagpath_split` knows no quotes: `tagpath_split('use::gameplaying', '::')` is
--|   `use/gameplaying`, and every character other than the separator is part of a name.
--| - `tagpath_ancestor` refuses a depth below 1 (22003).
--| - `tagpath_rebase` returns the path unchanged if one of the other two is NULL.

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

--| ```sql
--| SELECT tagpath_make('music', 'AC/DC');    -- music/"ac/dc"
--| SELECT tagpath('interest/golf'::varchar);    -- interest/golf
--| SELECT tagpath_split('Home > Garden > Tools', '>');    -- home/garden/tools
--| SELECT tagpath_append('interest', 'sport', 'golf');    -- interest/sport/golf
--| SELECT tagpath_depth('interest/sport/golf');    -- 3
--| SELECT tagpath_root('interest/sport/golf');    -- interest
--| SELECT tagpath_ancestor('interest/sport/golf', 2);    -- interest/sport
--| SELECT tagpath_ancestors('interest/sport/golf');    -- interest; interest/sport; interest/sport/golf
--| SELECT tagpath_rebase('interest/flats/old', 'interest/flats', 'interest/real-estate/apartment');    -- interest/real-estate/apartment/old
--| SELECT tagpath_quote('AC/DC');    -- "ac/dc"
--| ```

--| ### Casts
--|
--| `tagpath_error` finds the texts of a column that do not read as paths, with the reason, before a
--| cast fails on one of them. On PostgreSQL 16 and later, `pg_input_error_info` does that for every type.
--|
--| ```sql
--| SELECT name, tagpath_error(name) FROM unnest('{topic/health,topic//sport,AC/DC}'::text[]) AS name;
--| ```
--| ```
--|      name     |                                                   tagpath_error                                                    
--| --------------+--------------------------------------------------------------------------------------------------------------------
--|  topic/health | 
--|  topic//sport | invalid input syntax for type tagpath: "topic//sport". Expected a segment, found "/". The error is at character 7.
--|  AC/DC        | 
--| ```

--@ src/text/text_casts.sql.in
--@     type        tagpath
--@     value       a path
--@     cost_input  COST 50

CREATE FUNCTION tagpath_error(path text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagpath_error(text) IS 'why the text does not read as a path: the message and the detail of the error; NULL if it does';

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `path::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         tagpath
--@     cost_output  COST 10

--| ### Function forms
--|
--| Text with a star outside quotes is refused (22P02), because a path has no wildcards; see
--| [tagset](#function-forms).

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

--| ```sql
--| SELECT tagpath_under('interest/sport/golf', 'interest');    -- true
--| ```
