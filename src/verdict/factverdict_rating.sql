--| ### Ratings of fact-checkers
--|
--| `factverdict_from_rating` translates the wording of a rating:
--| `factverdict_from_rating('Pants on Fire!', 'PolitiFact', 'en')` is `false`. A map compiled into
--| the library, from the tables in `src/verdict`, has the wordings of about 190 fact-checkers and
--| common wordings in about seventy languages. With a language, the function looks for the wording
--|
--| 1. among the publisher's own: in the language, then in its wider ones (RFC 4647), then in the
--|    entries for any language;
--| 2. among the common ones, in the same order.
--|
--| If that finds nothing, or without a language, it takes the publisher's entries in all
--| languages, or, if there are none, the common entries in all languages. They count only if they
--| all mean the same.
--|
--| The wording must be the whole rating: "True but misleading" is not `true`. A wording that is
--| not in the map gives NULL. Only these differences are ignored:
--|
--| - case, width and everything else that folding makes equal;
--| - hyphens and underscores in place of blanks;
--| - vowel signs of Arabic, its tatweel, and the nukta of Devanagari, Gurmukhi, Gujarati and Kannada;
--| - around the rating: quotes, one pair of brackets, dashes, `!`, `¡`, `#`, `*`, `/`, `|`, `•`,
--|   commas, colons, semicolons, and one or two full stops;
--| - marks that are missing, as in capitals (`YANLIŞ`, `ΨΕΥΔΕΣ`, `PLUTOT FAUX`) and on keyboards
--|   without them (`falsz`): accents of Latin, Greek and Cyrillic letters, the dot of the Turkish i,
--|   the stroke of `ł`, `đ` and `ø`. Other marks are not ignored: `sänt` is not `sant`. In Arabic and
--|   Hebrew, marks and the forms of alef, yeh, kaf and teh marbuta never count. In Vietnamese, where
--|   a mark makes another word, no mark may be missing.
--|
--| Three forms of a longer text are understood too:
--|
--| - something in front of a colon, a dash or `=` that only announces the rating: what ratings are
--|   called in some forty languages, the publisher, or both ("Our rating: False", "PolitiFact's
--|   ruling: Half True");
--| - several ratings between `/`, `|`, `,`, `;`, `&`, `+` or `、`, if they all mean the same
--|   ("False/Fabricated");
--| - a sentence after one of the publisher's own ratings and a full stop, a colon, a semicolon, `!`, a
--|   dash or a line break, or after such a rating in brackets ("Falsch. Das Foto ist alt.", "【錯誤】網傳圖片").
--|   If the rating is `true` or `mostly-true`, the sentence must not begin with a word such as "but",
--|   and it must not itself be another rating.
--|
--| A question mark and an ellipsis are not ignored: "True?" and "True…" say something else. A
--| publisher is given by its domain, any URL below it, or a name in the map, in any case. "The" in
--| front of a name, a part in parentheses, and a legal form or what the publisher does at its end
--| ("Lead Stories LLC", "Reuters Fact Check") are left out if that is necessary to find it.
--|
--| "Misleading" and similar wordings mean `missing-context`, because most of their users define it
--| so (true facts, presented so that they mislead). "Half true", "partly true" and "partly false"
--| are `mixed`. The map leaves out wordings whose meaning is not certain.
--|
--| To have your own map searched first, keep it in a table under the normalized form that
--| `factverdict_rating_key` returns:
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
--|
--| In `factverdict_ratings`, publishers are given by their domains, languages in lower case, and
--| NULL stands for any. `factverdict_rating_key` returns NULL if nothing is left, or more than 255
--| bytes: "Half-True!" becomes `half true`. It keeps accents.

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

--| ```sql
--| SELECT DISTINCT verdict FROM factverdict_ratings() WHERE lang = 'fr' AND rating = 'faux';    -- false
--| ```
