--| ### What fact-checkers write
--|
--| `factverdict_from_rating('Pants on Fire!', 'PolitiFact', 'en')` is `false`. A map compiled into
--| the library, made from `src/verdict/ratings.tsv`, knows how some eighty fact-checkers word their
--| ratings, and common wordings in some forty languages. It is asked, in this order, for
--|
--| 1. the publisher's own wording in the language, its wider ones (RFC 4647), or any;
--| 2. the wording in the language whoever uses it, then in its wider ones;
--| 3. the publisher's wording in another language, then anybody's, where all that are found mean the
--|    same.
--|
--| Without a language the third step alone is taken, without a publisher that of anybody.
--|
--| The wording must be the whole rating: "True but misleading" is not `true`, and what is not in
--| the map gives NULL. Only these differences do not count: case and width and whatever else folding
--| makes equal; hyphens and underscores for blanks; quotes, one pair of brackets, `!`, `¡`, `#`,
--| commas, colons, semicolons and a single full stop around it. A question mark and an ellipsis do
--| count: "True?" and "True…" say something else. A publisher is given by its domain, any URL below it,
--| or a name that the map has; case does not matter.
--|
--| What `misleading` and its like mean: `missing-context`, as most who use it define it (true facts,
--| presented so that they mislead); "half true", "partly true" and "partly false" are `mixed`; a
--| wording of which the meaning is not certain is left out.
--|
--| To have a map of one's own asked first, keep it in a table, under the form in which ratings are
--| compared:
--|
--| ```sql
--| CREATE TABLE our_rating (
--|     publisher text,     -- NULL: any
--|     rating text CHECK (rating = factverdict_rating_key(rating)),
--|     verdict factverdict NOT NULL,
--|     UNIQUE NULLS NOT DISTINCT (rating, publisher)
--| );
--| INSERT INTO our_rating VALUES
--|     (NULL, factverdict_rating_key('True, but misleading'), 'missing-context'),
--|     ('snopes.com', factverdict_rating_key('Legend'), 'unproven');
--|
--| SELECT review.id, coalesce(own.verdict, factverdict_from_rating(review.rating, review.publisher, review.lang)) AS verdict
--| FROM review LEFT JOIN LATERAL (
--|     SELECT verdict FROM our_rating AS o
--|     WHERE o.rating = factverdict_rating_key(review.rating)
--|       AND (o.publisher IS NULL OR o.publisher = factverdict_rating_publisher(review.publisher))
--|     ORDER BY o.publisher LIMIT 1) AS own ON true
--| ORDER BY review.id;
--| ```

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
