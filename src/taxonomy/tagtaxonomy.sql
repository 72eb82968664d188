--| ## tagtaxonomy
--|
--| Which tags exist, how they are named, and what old names mean. A taxonomy is a value, kept in a column
--| of a table of yours.
--|
--| ```
--| name: /[a-z0-9-]+/                        # options apply to all tags
--| must: status                              # every set has a status
--| interest [static; purpose=interest; title-en="Interests"; title-zh-Hant="興趣"]
--| interest/real-estate/apartment            # its ancestors count as declared
--| status [exclusive; dynamic]               # one below it at a time, and with an end
--| status/active
--| status/churned
--| campaign [open; dynamic=P90D]             # below it names need not be declared
--| 興趣/公寓 -> interest/real-estate/apartment      # an alias: what is written left means what is right
--| interest/real-estate/apartment => asset/apartment # an implication: it is also there
--| asset [open]
--| ```
--|
--| ```
--| line      = [ option | term | link ] [ "#" comment ]
--| option    = "must" ":" tagquery | inherited attribute ":" value
--| term      = path [ "[" attribute *( ";" attribute ) "]" ]
--| link      = path ( "->" | "→" | "=>" | "⇒" ) path *( "," path )
--| attribute = name [ "=" value ]
--| ```
--|
--| - A line that begins with a blank goes on the line before, unless that is empty or a comment. A name
--|   does not go over the end of a line.
--| - A comment begins with `#` at the start of a line or after a blank, outside patterns, quotes and
--|   brackets.
--| - `,`, `[`, `]` and arrows are special. A name that holds one, or that is an option's (also as `open=…`), is
--|   put in double quotes. So is a name with a colon before a blank, which might be an option misspelt, and a
--|   name at the start of a line that begins with `%`, which later options will.
--| - A taxonomy is stored as text and printed in canonical form, with comments.
--|
--| | attribute | inherited | meaning |
--| |---|---|---|
--| | `exclusive` | no | at most one child is there at any moment |
--| | `open` | yes | names below it need not be declared |
--| | `static`, `dynamic` | yes | it never ends; it always ends. `dynamic=P90D`: by default that long after `since`, else after the timestamp that is given |
--| | `name=/regex/` | yes | every segment below it matches the pattern as a whole (PCRE2) |
--| | `deprecated`, `deprecated="text"` | yes | still valid; there is a warning |
--| | `purpose=a\|b` | yes | words that are listed |
--| | `title-LANG`, `alt-LANG` | no | what readers see; other words for it, joined by `\|`, for search. LANG is a tag of BCP 47 |
--| | `note`, `x-…` | no | text that is listed; `x-…` may also be a flag |
--|
--| Inherited attributes may be options: `open: true`, `dynamic: P90D`. A tag's own attribute takes precedence
--| over that of its nearest ancestor, and an ancestor's over the option. A taxonomy may have several `must`
--| options; a set must match all of them. A tag may have several lines, whose attributes are united.
--|
--| **Links.** `a -> b` is an alias: what is at or below `a` means the same place below `b`. That serves for
--| a renamed, moved or merged tag, a synonym, and the code of a vendor. With two targets it means both.
--| `a => b` is an implication: what is at or below `a` is also there below `b`.
--|
--| 1. The deepest alias at or above an element is replaced by its target. This is repeated until no alias
--|    applies; an alias never applies to a path that it made itself. Elements that become equal are united,
--|    as in `tagset_union`.
--| 2. Implications apply to the result, transitively, with the element's weight, value and timestamps. An
--|    implied tag with an old name is replaced by what that name means.
--| 3. `must` and `exclusive` look at the result of both.
--| 4. `exclusive` compares lifetimes: two children conflict if their times from `since` to `until` overlap,
--|    absent being unbounded. So no clock is needed, and a CHECK constraint can hold it.
--|
--| **What is refused.** Arrows in a circle, where one arrow leads to another if the target of the first and
--| the source of the second are on one line of descent (an alias into its own ancestor, `a/b -> a`, may lead
--| to itself); a target at or below its source; a term, or the source of an implication, at or below an
--| alias; a term that breaks a naming rule; unknown attributes (22023 for all these). A target that is not
--| known (42704). A tag that has two values for an attribute (42710).
--|
--| **Limits.** 1,000,000 lines, 256 MB of text, 4,000,000 names with their ancestors, 1,000 attributes of a
--| term and targets of a link, 65,535 bytes of a value, 1,000,000 names that links lead to from one tag
--| (54000 beyond that).
--|
--| A backend compiles a taxonomy at its first use, and keeps as many as fit into `factag.rule_cache_size`,
--| as it does with rule sets.

--@ src/text/text_type.sql.in
--@     type         tagtaxonomy
--@     description  which tags exist, how they are named, and what old names mean
--@     input        text input of tagtaxonomy; checks the lines together
--@     output       text output of tagtaxonomy, including comments
--@     cost_input   COST 1000
--@     cost_output  COST 5

--@ src/text/text_casts.sql.in
--@     type         tagtaxonomy
--@     value        a taxonomy
--@     cost_input   COST 1000
--@     cost_output  COST 5

CREATE FUNCTION taxonomy_error(taxonomy text) RETURNS text
    AS 'MODULE_PATHNAME', 'tagtaxonomy_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION taxonomy_error(text) IS 'why the text does not read as a taxonomy: the message and the detail of the error; NULL if it does';

--| ```sql
--| SELECT taxonomy_error('golf -> interest//golf');    -- invalid input syntax for type tagtaxonomy: "golf -> interest//golf". Expected a segment, found "/". The error is at line 1, column 18.
--| ```

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `taxonomy::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         tagtaxonomy
--@     cost_output  COST 5

--| ### Joining taxonomies
--|
--| `a || b` and `taxonomy_agg(tagtaxonomy)` join taxonomies: the lines of each in order, except those
--| that an earlier one has. An option that several set must be the same in all of them (22023); of `must`
--| all are kept. A tag may be in several, and has the attributes of all; an attribute with two values is
--| an error (42710). One side of `||` may be text, whose lines are checked only once they are joined, so
--| that `taxonomy || text 'old -> new'` adds a link. `||` takes NULL for the empty taxonomy.
--|
--| `taxonomy_agg(text)` makes one taxonomy of its lines, kept one or a few a row:
--| `SELECT taxonomy_agg(line ORDER BY id) FROM tag_line`. Both aggregates ignore NULLs, and return the
--| empty taxonomy if there is no row.

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

--| ### Comparing taxonomies
--|
--| Taxonomies are compared by their text, byte by byte.

--@ src/index/comparison.sql.in
--@     type   tagtaxonomy
--@     same   whether both taxonomies have the same text
--@     other  whether the taxonomies differ
--@     cost   COST 10
