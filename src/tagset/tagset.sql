--| ## tagset
--|
--| A set of tags. Each element is a path with optional attributes:
--|
--| ```
--| interest/real-estate[weight=0.8; until=2026-12-31T00:00:00Z], listing/price[value=12800000], region/taipei
--| ```
--|
--| ```sql
--| CREATE TABLE article (id int PRIMARY KEY, tags tagset NOT NULL DEFAULT '');
--| INSERT INTO article VALUES
--|     (1, 'topic/health/vaccine[weight=0.9], lang/en'),
--|     (2, 'topic/sport/tennis, lang/zh, promoted[until=2026-12-31T00:00:00Z]');
--| CREATE INDEX ON article USING gin (tags);
--|
--| SELECT id FROM article WHERE tags @> 'topic/health';                 -- 1
--| SELECT id FROM article WHERE tags @@ 'topic/*/tennis & !lang/en';    -- 2
--| UPDATE article SET tags = tags || 'topic/sport/golf[weight=0.2]' WHERE id = 2;
--| SELECT tag, parent, weight, until FROM article, tagset_rows(tags, NULL) WHERE id = 2;
--| ```
--| ```
--|         tag         |   parent    | weight |         until          
--| --------------------+-------------+--------+------------------------
--|  lang/zh            | lang        |      1 | 
--|  promoted           |             |      1 | 2026-12-31 00:00:00+00
--|  topic/sport/golf   | topic/sport |    0.2 | 
--|  topic/sport/tennis | topic/sport |      1 | 
--| ```
--|
--| | attribute | type | meaning |
--| |---|---|---|
--| | `weight` | float4 ≥ 0; 1 if absent | how strongly the tag applies |
--| | `value` | float8 | an amount: a price, an age, a count |
--| | `since` | timestamptz | the tag applies from then on; if absent, it always has |
--| | `until` | timestamptz | the tag applies until just before then; if absent, forever |
--|
--| The empty string is the empty set. If a path is written twice, the later element replaces the
--| earlier one. Names with special characters are quoted; see [tagpath](#tagpath).
--|
--| Applications need not store ancestors: a set with `topic/health/vaccine` is found by `topic`
--| and `topic/health`.
--|
--| A set has at most 10,000,000 elements, which print to at most 256 MB (54000 beyond that).
--| `tagset_count` reads only a few bytes of a large set. `@>` with a path reads a few blocks if the column is
--| stored uncompressed (`ALTER TABLE … ALTER tags SET STORAGE EXTERNAL`), and the whole set otherwise.

--@ src/text/text_type.sql.in
--@     type         tagset
--@     description  set of hierarchical tags, each with optional weight, value, since and until
--@     input        text input of tagset
--@     output       text output of tagset, in preorder
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

--| ### Algebra
--|
--| If one side is text, such as a driver's varchar parameter, it is read as a set. Without
--| operators for that, PostgreSQL's own `anynonarray || text` would concatenate the printed forms.
--| To concatenate text on purpose, write `tags::text || …`.
--|
--| `||` takes NULL for the empty set. `&` and `-` leave the left set as it is if the right side is
--| NULL.
--|
--| `-` removes what is below a path, too. To remove one path and keep the rest, or to compare two sets path by path,
--| take the paths as an array or as rows:
--|
--| ```sql
--| SELECT tags & array_remove(tags::tagpath[], 'interest')::tagset FROM (VALUES ('interest, interest/golf, vip'::tagset)) AS v (tags);    -- interest/golf, vip
--| SELECT unnest('interest, interest/golf'::tagset::tagpath[]) EXCEPT SELECT unnest('interest'::tagset::tagpath[]);    -- interest/golf
--| ```

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

--| ### Making sets and taking them apart
--|
--| - `tagset_make` and `tagset_put` treat a NULL attribute as absent. A weight is stored as
--|   float4. NaN, infinities and negative weights are refused (22003).
--| - `tagset_make` of a NULL path is the empty set. `tagset_put` returns the set unchanged if the
--|   path is NULL, and treats a NULL set as empty.
--| - `tagset_weight` and `tagset_value` read the element at that very path, neither above nor below
--|   it and whether it has ended or not: `ORDER BY tagset_value(tags, 'listing/price')`. For what is
--|   valid now, write `tagset_value(tagset_live(tags, now()), 'listing/price')`.
--| - `tagset_rebase` lets a moved element replace one that is already at its new path. It raises
--|   54000 if a path would exceed 2,000 bytes. It returns the set unchanged if a path is NULL.
--| - `tagset_live` keeps what is valid at a timestamp, so it also drops elements that begin later.
--|   `tagset_purge` keeps those. Both return every element if the timestamp is NULL. An index on
--|   `tagset_next_until(tags)` finds the rows that have something to purge.
--| - `tagset_why` considers the positive terms of a query: those under an even number of
--|   negations. It does not matter whether the whole query matches.
--| - `tagset_rows` is meant for BI tools. `parent` is NULL at the top level, `level1` to `level6`
--|   are the first six segments, unquoted, and `weight` is 1 where it is absent.

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

--| ```sql
--| SELECT tagset_make('interest/golf', weight => 0.5, until => '2027-01-01 00:00Z');    -- interest/golf[weight=0.5; until=2027-01-01T00:00:00Z]
--| SELECT tagset_put('region/taipei, vip', 'vip', until => '2027-01-01 00:00Z');    -- region/taipei, vip[until=2027-01-01T00:00:00Z]
--| SELECT tagset_count('a/b, a/c, d');    -- 3
--| SELECT tagset_expand('interest/sport/golf, vip');    -- interest, interest/sport, interest/sport/golf, vip
--| SELECT tagset_leaves('interest, interest/sport, interest/sport/golf, vip');    -- interest/sport/golf, vip
--| SELECT tagset_below('interest/sport/golf, interest/music, vip', 'interest');    -- interest/music, interest/sport/golf
--| SELECT tagset_rebase('interest/flats/old, vip', 'interest/flats', 'interest/real-estate/apartment');    -- interest/real-estate/apartment/old, vip
--| SELECT tagset_live('trial[until=2026-12-15T00:00:00Z], vip', '2026-12-20 00:00Z');    -- vip
--| SELECT tagset_purge('trial[until=2026-12-15T00:00:00Z], vip', '2026-12-20 00:00Z');    -- vip
--| SELECT tagset_next_until('trial[until=2026-12-15T00:00:00Z], vip[until=2027-01-01T00:00:00Z]');    -- 2026-12-15 00:00:00+00
--| SELECT tagset_weight('interest/golf[weight=0.5]', 'interest/golf');    -- 0.5
--| SELECT tagset_value('listing/price[value=12800000]', 'listing/price');    -- 12800000
--| SELECT tagset_why('interest/golf, region/taipei, vip', 'interest & !region/tainan');    -- interest/golf
--| ```

--| ### Casts
--|
--| - An element of `text[]` is one path in tagpath syntax, so `'C, C++'` is one tag.
--| - In jsonb a set is an object whose keys are paths and whose values are their attributes:
--|   `{"a/b": {"weight": 0.5}, "c": {}}`. Input also takes null for an element without attributes,
--|   and an array of paths.
--| - `to_jsonb` and `row_to_json` of a row print a set as text, as they do with all types of extensions that have no cast
--|   to json. For an object, write `tags::jsonb`: `to_jsonb(m) || jsonb_build_object('tags', m.tags::jsonb)`.
--|   `jsonb_populate_record` and `jsonb_to_recordset` read text, objects and arrays.

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

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `tags::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         tagset
--@     cost_output  COST 50

--| ### Comparing sets
--|
--| Equal sets have the same paths with the same attributes. Sets sort element by element: by path in
--| preorder, then by weight, value, since and until, absent first.

--@ src/index/comparison.sql.in
--@     type     tagset
--@     same     whether both sets have the same paths with the same attributes
--@     other    whether the sets differ
--@     cost     COST 10

--| ### Function forms
--|
--| These are for tools and drivers. They take text or factag's types, `tagset_matches` defaults to
--| the current time, and all are inlined, so they use the same indexes as the operators.
--|
--| A star is part of a name where a path is expected: `tags @> 'interest/*'` looks for the tag `*`. In
--| the text that `tagset_covers`, `tagset_contains`, `tagset_overlaps`, `tagset_below`, `tagset_exclusive`, `tagset_weight`,
--| `tagset_value`, `tagpath_under` and `labelset_covers` take, it is most likely meant as a wildcard. So they refuse it
--| (22P02) unless it is in quotes, and any star in a list that is passed as text.

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

--| ```sql
--| SELECT tagset_contains('interest/golf', 'interest');    -- false
--| SELECT tagset_covers('interest/golf', 'interest');    -- true
--| SELECT tagset_overlaps('interest/golf', 'interest, vip');    -- true
--| ```

--| ### One child of a group
--|
--| `tagset_union` of what several sources say can have two tags of which only one can be true: `plan/free` and
--| `plan/paid`. `tagset_exclusive(tags, groups)` keeps one child below each group, together with everything below that
--| child: the one with the latest `since`, on a tie the first in preorder.
--|
--| - A child is the segment directly below the group. Its `since` is the latest of the elements at or below it. An
--|   element without one is earlier than any timestamp.
--| - The group itself stays if it is an element, and so does everything that is not below a group.
--| - Several groups, also one below the other, are applied to the same set. Neither their order nor a repeated group
--|   makes a difference: within the child that stays, a group below it keeps one child as well.
--| - Elements that have ended or begin later count. For what is valid now, apply `tagset_live` first.
--| - A NULL in an array of groups is refused (22004). Text is read as a set, so that `'plan, status'` and `'{plan,status}'` are the same list.
--|
--| ```sql
--| SELECT tagset_exclusive('plan/free[since=2026-01-01T00:00:00Z], plan/paid/year[since=2026-03-01T00:00:00Z], plan/paid, vip', '{plan}');
--| -- plan/paid, plan/paid/year[since=2026-03-01T00:00:00Z], vip
--| SELECT tagset_exclusive(tagset_union(tags), 'plan, status')
--| FROM (VALUES ('plan/free, status/active'::tagset), ('plan/paid[since=2026-02-01T00:00:00Z], lang/en')) AS source (tags);
--| -- lang/en, plan/paid[since=2026-02-01T00:00:00Z], status/active
--| ```

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

--| ### Terms that a vocabulary lacks
--|
--| A query with a misspelt name is a query, and finds nothing. `tagquery_unknown` returns the terms, in
--| the form of `tagquery_terms`, that no tag of a vocabulary can match: at the pattern or below it, with
--| `=` at that exact path, whatever the tag's attributes. A term is also unknown if the vocabulary has
--| nothing at or below a path that its filter `path` names. Negated terms count, too: `!status/churnd`
--| keeps everybody. Other filters and timestamps are ignored.
--|
--| Any set is a vocabulary, such as the tags in use, or a table of names. `tagset_expand` adds the
--| ancestors, for queries with `=`.
--|
--| ```sql
--| SELECT tagquery_unknown('topic/sprot & !lang/en', (SELECT tagset_union(tags) FROM article));     -- topic/sprot
--| SELECT tagquery_unknown('topic/sport and lang/en', (SELECT tagset_union(tags) FROM article));    -- topic/sport and lang/en
--| ```

CREATE FUNCTION tagquery_unknown(query tagquery, vocabulary tagset) RETURNS SETOF text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 1;
COMMENT ON FUNCTION tagquery_unknown(tagquery, tagset) IS 'the terms of the query that no tag of the vocabulary can match, in order';
CREATE FUNCTION tagquery_unknown(query text, vocabulary tagset) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
    RETURN tagquery_unknown(query::tagquery, vocabulary);
COMMENT ON FUNCTION tagquery_unknown(text, tagset) IS 'the terms of the query, read from text, that no tag of the vocabulary can match';
