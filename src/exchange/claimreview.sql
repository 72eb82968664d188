--| ## ClaimReview
--|
--| `claimreview_labels(document, path)` reads the reviews in schema.org's ClaimReview format that
--| pages and feeds carry, MediaReviews, and responses of Google's Fact Check Tools API. It returns
--| one row per claim of a review: the text of the claim, who made it, the label, the URL of the review,
--| and what could not be read.
--|
--| ```sql
--| SELECT r.label, r.claim, r.problem
--| FROM feed, claimreview_labels(feed.document, 'misinfo', seen => feed.fetched) AS r;
--| ```
--|
--| Reviews are found anywhere in the document: alone, in an array, `@graph`, `ItemList` or
--| `DataFeed`, or as a member of an article. They may be JSON-LD, or microdata as JSON
--| (`{"type": […], "properties": {…}}`), as the HTML standard and the Python library extruct write it.
--| A document without reviews gives no rows. No jsonb raises an error. `problem` is NULL if nothing is
--| missing and nothing is left out.
--|
--| | part of the label | taken from |
--| |---|---|
--| | path | the second argument: what the reviews are about |
--| | `verdict` | the wording of the rating, by publisher and `inLanguage`, as `factverdict_from_rating` understands it. Without a wording: the number on its scale, if both `worstRating` and `bestRating` are given and the number means `mixed` or worse. They are taken as written, so 1 may be the best. A number that would mean `true` or `mostly-true` gives no verdict, and neither does a number beside unknown words, because many publishers turn their scale round; `problem` says what it would mean. schema.org's default scale is not assumed, because many publishers that omit the ends use another one |
--| | `said` | the wording: `alternateName`, else `name`, else text in `ratingValue`. Without a wording, a number that gives no verdict |
--| | `by` | `agency/politifact.com`: the first author that is not a person, else the publisher, else any author, else the host of `url`. A publisher in the map of ratings is named by its domain there, any other by the host of its URL without `www.`, or, without a URL, by the host of `url` if that has its name ("Alt News" and `altnews.in`), else by its name. A known name counts only beside a URL of the same publisher, or of a site of many such as `twitter.com`, which is no source. This is what the page says of itself; it is not proof |
--| | `claim` | `claimreview_key` of the text of the claim, so that all reviews of the same words share it; without a text, of the review's URL |
--| | `at` | `datePublished`, or `dateModified` if that is later, because the verdict may have been corrected. A time without an offset is taken as UTC, a date as midnight UTC. Read are ISO 8601, the forms of mail and HTTP (`Wed, 04 Mar 2026 10:00:00 GMT`) and of JavaScript, and English dates with the name of the month (`March 4, 2026`) |
--| | `seen` | the third argument: when this database learned of it |
--| | `ref` | `url`, else the URL that `mainEntityOfPage` is or has, up to 2,000 bytes |
--|
--| If wording and number disagree, the wording wins and `problem` reports the conflict.
--|
--| **Several claims and ratings.** Nothing is left out in silence. A review with several texts in
--| `claimReviewed`, or without one and with several claims in `itemReviewed`, has a row for each. Each
--| row has the claimants of the item with its text; if no item has it, `claimant` is NULL, and `problem`
--| names them. Several ratings, or several wordings of one rating, give a verdict only if they all mean
--| the same; `problem` lists them. A review within another has rows of its own.
--|
--| A row that has no source, no rating and no URL has no label, because that would be an assertion of
--| nobody's without a finding.
--|
--| **Published and known.** Without `seen`, a question as of a time asks what had been published by then; with
--| `seen => fetched`, what was known here. [recipes.md](recipes.md#claimreviews-as-published-and-as-known-here)
--| keeps both. If a page with a date but no time is corrected on the same day, its labels without `seen` differ
--| only in what they say, and the log keeps the greater verdict: `true` rather than `false`, whichever came
--| first. With `seen`, the document that was fetched later takes effect.
--|
--| **The Fact Check Tools API.** Each element of `claimReview` in the claims that `claims:search` finds is a
--| review: of the `text`, by the `publisher` with this `site` and `name`, with `textualRating` as its wording
--| in the language `languageCode`, and `reviewDate` as its date. The pages of `pages:list` are read too
--| (`claimReviewMarkups`).
--|
--| **MediaReview.** The verdict is that of `mediaAuthenticityCategory`: `DecontextualizedContent` is
--| `missing-context`, `EditedOrCroppedContent`, `TransformedContent` and `StagedContent` are `altered`,
--| `SatireOrParodyContent` is `satire`, `OriginalMediaContent` is `true`. Without a category it is that of
--| `reviewRating`. It is about the media, so the label's `claim` is the key of the media's address (or
--| else of the review's URL): an original picture may go with a false claim. The column `claim` has the text
--| of `interpretedAsClaim`, and `claimant` the `creator`.
--|
--| **References.** An author, rating, claim or page may be just a reference, `{"@id": "#desk"}`,
--| or incomplete. Properties that it lacks are taken from other objects in the document with the
--| same `@id` (the first eight that say anything). A review that is referred to from elsewhere
--| gives one row, where it is defined. An `@id` that is not a full URL, such as `#desk` or `_:b0`,
--| is known only within its page: if the document is an array, each element is a page.
--|
--| **Character references.** Pages put the HTML of their articles into the data, too. So references
--| such as `&amp;`, `&#8217;` and `&eacute;` are decoded once, in every text, if they end with a
--| semicolon. `claimreview_key` decodes them as often as it can, so the key of a claim does not depend
--| on how often it was encoded. `claimreview_from_label` encodes the references that a text has, so that it
--| reads back as it is.
--|
--| **Limits.** Of a text over 64 kB, the beginning is used. Of a property with many values, the
--| first 100 are used, among the first 1,000 elements of its arrays.
--|
--| `claimreview_from_label` writes a ClaimReview that reads back to the same verdict, or to none. A verdict on
--| the scale becomes a number from 1 to 5. `said` becomes the `alternateName` if it reads as the verdict;
--| otherwise the verdict's English title becomes the `alternateName`, and `said` the
--| `ratingExplanation`. The function returns NULL without a label or a claim, and
--| raises 22023 for a label with `neg` or `deny`.
--|
--| `claimreview_labels` raises 22004 for a NULL path and 22003 for an infinite `seen`.
--| `claimreview_key` decodes character references, drops quotes of every kind and the full stops at the
--| end, writes an apostrophe between letters in one way, and folds each word as a segment is. It uses
--| the first 64 kB, and returns NULL for a text without words.

CREATE FUNCTION claimreview_key(claim text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION claimreview_key(text) IS 'the key of a claim: 16 hexadecimal digits of the SHA-256 of its folded words';
CREATE FUNCTION claimreview_labels(document jsonb, path tagpath, seen timestamptz DEFAULT NULL,
                                   OUT claim text, OUT claimant text, OUT label factlabel, OUT url text, OUT problem text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 4;
COMMENT ON FUNCTION claimreview_labels(jsonb, tagpath, timestamptz) IS 'one row per claim of each ClaimReview in a document, with its label at the path';
CREATE FUNCTION claimreview_from_label(label factlabel, claim text, claimant text DEFAULT NULL, url text DEFAULT NULL) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION claimreview_from_label(factlabel, text, text, text) IS 'the label as a ClaimReview, with the label''s ref as its url if none is given';

--| ```sql
--| SELECT claimreview_key('The moon is made of cheese.') = claimreview_key('the moon is made of cheese');    -- true
--| SELECT claimreview_from_label('misinfo[verdict=false; by=agency/afp; said="Faux"]', 'The moon is made of cheese', url => 'https://example.org/c17') -> 'reviewRating' ->> 'alternateName';    -- Faux
--| ```
