--|@section tagtaxonomy
--|
--| ### Checking and completing sets
--|
--| - `taxonomy_valid` is for CHECK constraints. A CHECK passes what is NULL, so the column and the taxonomy
--|   must not be NULL.
--| - `taxonomy_problems` has a row for each problem. The problems `unknown`, `name`, `exclusive`, `must`,
--|   `static` and `dynamic` are errors. `alias`, for an old name, and `deprecated` are warnings: rows with
--|   old names stay valid. `tag` is as the set has it, and `hint` is never NULL.
--| - Only `exclusive` and `must` look at implied tags, because nobody has written these down.
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

--| ```sql
--| SELECT taxonomy_valid('interest/sport', E'interest\ninterest/sport\ninterest/sports -> interest/sport'), taxonomy_valid('intrest', E'interest\ninterest/sport\ninterest/sports -> interest/sport');    -- true, false …
--| ```

--| ### Asking under the names of today
--|
--| No row needs to be rewritten after a rename: the query is expanded to the names that are stored, so that
--| an index on the tags serves it.
--|
--| - For every set, `tags @@ taxonomy_expand(query, t)` is whether its meaning, with what it implies, matches
--|   the query, in which old names are replaced by what they mean: literal names, the literal beginning of
--|   a pattern, and values of the filter `path`. An old name with two targets becomes two terms, joined by
--|   `&`. A term with filters or a timestamp asks each element by itself, before elements that meet are made
--|   one.
--| - Each term becomes an `|` of terms for stored names. The filter `path` leaves out what was moved away:
--|   `interest[path!=interest/crypto]`. Other filters and timestamps are those of the query.
--| - More than 10,000 terms are an error (54000): then write the rows with `taxonomy_apply`.
--| - `taxonomy_matches` is inlined, so it uses the same indexes as `@@`. For labels, ask
--|   `labelset_matches(labels, taxonomy_expand(query, t))`.
--| - `taxonomy_query_problems` has a row for each name in the query that is unknown, old (`alias`) or
--|   deprecated.

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

--| ```sql
--| SELECT taxonomy_expand('interest/sport', E'interest\ninterest/sport\ninterest/sports -> interest/sport');    -- interest/sport | interest/sports
--| SELECT problem, tag, hint FROM taxonomy_query_problems('intrest & interest/sports', E'interest\ninterest/sport\ninterest/sports -> interest/sport');    -- unknown, intrest, known at the top: interest; alias, interest/sports, write interest/sport …
--| ```

--| ### A taxonomy as rows
--|
--| For BI tools, in built-in types. Make tables of these rows if you want foreign keys.
--|
--| - `taxonomy_terms` has a row for each declared tag and each ancestor of one. `position` is their preorder,
--|   which an ORDER BY of text is not. `title` is that of the language, found by RFC 4647's lookup, else
--|   the English one, else the last segment. So a tag that is named in Chinese and has `title-en` needs a Chinese
--|   title, too; its name is `tagpath_leaf(tag::tagpath)`. `kind` (static or dynamic), `lifetime`, `open`, `deprecated` and
--|   `purpose` are inherited. `attributes` has the attributes that the lines of the tag itself have.
--| - `taxonomy_links` has a row for each source and target. `link` is alias or implication.
--| - `tag` is text, for tools. Cast it to compare it with paths: `tag::tagpath`.
--|
--| Questions that come up first. Here a taxonomy is kept as lines, a row each:
--|
--| ```sql
--| CREATE TABLE tag_line (id int GENERATED ALWAYS AS IDENTITY, line text NOT NULL);
--| INSERT INTO tag_line (line) VALUES
--|     ('interest [static; title-en="Interests"; title-zh-Hant="興趣"]'),
--|     ('interest/sport [open; title-zh-Hant="運動"; alt-en="fitness|exercise"]'),
--|     ('interest/music'),
--|     ('interest/travel'),
--|     ('status [exclusive; dynamic=P90D]'),
--|     ('status/active'),
--|     ('status/churned'),
--|     ('hobby -> interest/sport'),
--|     ('interest/sport => audience/outdoor'),
--|     ('audience/outdoor [open]');
--| CREATE VIEW current_taxonomy AS SELECT taxonomy_agg(line ORDER BY id) AS t FROM tag_line;
--|
--| CREATE TABLE visitor (id int PRIMARY KEY, tags tagset NOT NULL);
--| INSERT INTO visitor VALUES (1, 'hobby/running, status/active'), (2, 'interest/music, status/churned'), (3, 'interest/sport');
--| ```
--| ```sql
--| -- what is wrong with a set, and what it means
--| SELECT problem, tag, hint FROM current_taxonomy, taxonomy_problems('interest/sprot, status/active', t);
--| SELECT taxonomy_apply('hobby/running, status/active', t, '2026-09-01T00:00:00Z', implied => true) FROM current_taxonomy;
--|
--| -- the choices below a tag, and tags found by another word for them
--| SELECT tag, title FROM current_taxonomy, taxonomy_terms(t, 'zh-TW') WHERE parent = 'interest' ORDER BY position;
--| SELECT tag FROM current_taxonomy, taxonomy_terms(t) WHERE attributes::text ILIKE '%fitness%';
--|
--| -- who likes sport, whatever it was called; how many have each tag, or imply it; which tags nobody has
--| SELECT id FROM visitor WHERE taxonomy_matches(tags, 'interest/sport & !status/churned', (SELECT t FROM current_taxonomy));
--| SELECT term.tag, coalesce(rows, 0) AS visitors
--| FROM current_taxonomy, taxonomy_terms(t) AS term LEFT JOIN
--|      unnest((SELECT tagset_counts(taxonomy_apply(tags, t, implied => true)) FROM visitor, current_taxonomy)) AS counted ON counted.tag = term.tag::tagpath
--| ORDER BY position;
--| SELECT tag FROM current_taxonomy, taxonomy_terms(t)
--| WHERE NOT EXISTS (SELECT FROM visitor WHERE taxonomy_matches(tags, tagquery_term(tag::tagpath), t));
--|
--| -- a line goes and another comes; the aggregate checks them together, and the text form can be edited as well
--| DELETE FROM tag_line WHERE line = 'interest/travel';
--| SELECT regexp_replace(t::text, '^interest/music$', E'interest/music -> audience/outdoor', 'n')::tagtaxonomy FROM current_taxonomy;
--|
--| -- the tags that a column has, as a taxonomy to begin with; quotes make any name safe
--| SELECT taxonomy_agg((SELECT string_agg(to_json(s)::text, '/' ORDER BY n) FROM unnest(tagpath_segments(tag)) WITH ORDINALITY AS u (s, n)) ORDER BY tag)
--| FROM (SELECT DISTINCT unnest(tags::tagpath[]) AS tag FROM visitor) AS used;
--| ```
--|
--| A subquery such as `(SELECT t FROM current_taxonomy)` is run once per query, a column of a joined view may be
--| computed for each row. With many rows, store the joined taxonomy in a column (see
--| [recipes.md](recipes.md#a-tag-book)).

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

--| ```sql
--| SELECT * FROM taxonomy_links(E'interest\ninterest/sport\ninterest/sports -> interest/sport');    -- interest/sports, alias, interest/sport
--| ```
