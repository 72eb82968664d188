--| ## ClaimReview
--|
--| `claimreview_labels(document, 'misinfo')` reads schema.org's ClaimReview as pages and feeds carry
--| it, a row a review: the claim's text, who made it, the label, the review's address, and what could
--| not be read. Reviews are found anywhere in the document (alone, in an array, `@graph`, `ItemList`,
--| `DataFeed`, or as a member of an article); a document without any gives no rows. No jsonb raises an
--| error.
--|
--| References are followed: an author, rating, claim or page that is just `{"@id": "#desk"}`, or says
--| only part, gets what it does not say itself from what else the document says of that `@id` (the
--| first eight objects). A review that is only referred to is a row once, where it stands. What is
--| no full address, `#desk` or `_:b0`, is known within a page: in an array, within its element.
--| Of texts over 64 kB the beginning is taken, of a property with many values the first 100, found among
--| the first 1,000 elements of its arrays.
--|
--| | of the label | is |
--| |---|---|
--| | path | the one that is given: what the reviews are about |
--| | `verdict` | what the words of the rating mean, by the publisher and `inLanguage` (see factverdict_from_rating); where they are unknown, the number on its scale if `worstRating` and `bestRating` are both there, taken as written: 1 may be the best; otherwise absent. The defaults that schema.org states are not used, because many who leave the ends out count otherwise |
--| | `said` | the words: `alternateName`, else `name`, else what `ratingValue` says instead of a number |
--| | `by` | `agency/politifact.com`: the first author that is no person, else the publisher, else the author, else the host of `url`. A publisher that the map of ratings has goes by its domain there, another by the host of its address without `www.`, one without an address by its name. It is what the page says of itself, not proven |
--| | `claim` | `claimreview_key` of the claim's text, so that all who review the same words share it; of the address where there is no text |
--| | `at` | `datePublished`, or `dateModified` where that is later, because the verdict may be a corrected one. What comes without an offset is taken as UTC, a date as its midnight |
--| | `seen` | the third argument: when this database learnt of it |
--| | `ref` | `url`, else the address that `mainEntityOfPage` is or has, up to 2,000 bytes |
--|
--| `problem` is NULL where nothing is missing. A rating of which words and number disagree is said
--| there too; the words win. To load what could be read, and keep the rest for a look:
--|
--| ```sql
--| SELECT r.label, r.claim, r.problem
--| FROM feed, claimreview_labels(feed.document, 'misinfo', seen => feed.fetched) AS r;
--| ```
--|
--| `claimreview_from_label` writes a ClaimReview of a label, which reads back to the same verdict:
--| numbers 1 to 5 on the scale, and the words that were said, unless they would read as another
--| verdict; then the verdict's English title, and what was said as `ratingExplanation`.

CREATE FUNCTION claimreview_key(claim text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION claimreview_key(text) IS 'the key of a claim: 16 hexadecimal digits of the SHA-256 of its words, each folded as a segment is, of its first 64 kB; NULL where there are none';
CREATE FUNCTION claimreview_labels(document jsonb, path tagpath, seen timestamptz DEFAULT NULL,
                                   OUT claim text, OUT claimant text, OUT label factlabel, OUT url text, OUT problem text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 4;
COMMENT ON FUNCTION claimreview_labels(jsonb, tagpath, timestamptz) IS 'every ClaimReview in a document, with its label at the path; problem says what could not be read; 22004 for a NULL path, 22003 for an infinite seen';
CREATE FUNCTION claimreview_from_label(label factlabel, claim text, claimant text DEFAULT NULL, url text DEFAULT NULL) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION claimreview_from_label(factlabel, text, text, text) IS 'a label as a ClaimReview; without url its ref; NULL without a label or a claim; 22023 for a label with neg or deny';
