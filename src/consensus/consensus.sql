--| ## Consensus
--|
--| Several raters, people or programs, label the same items. These aggregates tell how far the raters agree, which label is most
--| probably true, how often each rater is right, and what raters approve of who usually disagree. The votes are rows of any table or
--| view. The result is a number, or an array to unnest.
--|
--| ```sql
--| CREATE TABLE vote (item text, rater text, label text);
--| INSERT INTO vote
--| SELECT 'p' || p, rater, CASE substr(said, p, 1) WHEN 't' THEN 'true' ELSE 'false' END
--| FROM (VALUES ('ann', 'ttffttff'), ('bob', 'ttfftfff'), ('cy', 'tfttfttf'), ('dee', 'ftttftft'), ('eve', 'tttftttf')) AS v (rater, said),
--|      generate_series(1, 8) AS p;
--|
--| -- how far do they agree? 1 is perfectly, 0 as by chance
--| SELECT round(consensus_alpha(labels)::numeric, 3)            -- 0.003
--| FROM (SELECT array_agg(label) AS labels FROM vote GROUP BY item) AS unit;
--|
--| -- how often is each of them right? ann and bob nearly always, the others less
--| SELECT rater, votes, round(accuracy::numeric, 3) AS accuracy
--| FROM unnest((SELECT consensus_dawid_skene_raters(item, rater, label) FROM vote));
--|
--| -- so p3 is false, though three of five say that it is true
--| SELECT item, label, round(p::numeric, 3) AS p, votes
--| FROM unnest((SELECT consensus_dawid_skene(item, rater, label) FROM vote)) WHERE item = 'p3';
--|
--| -- what do people approve of who usually disagree? of n5: the other notes please one side
--| CREATE TABLE rating (note text, rater int, helpful float8);
--| INSERT INTO rating
--| SELECT note, rater, (side IN ('both', CASE rater % 2 WHEN 0 THEN 'left' ELSE 'right' END))::int
--| FROM (VALUES ('n1', 'left'), ('n2', 'left'), ('n3', 'right'), ('n4', 'right'), ('n5', 'both')) AS n (note, side), generate_series(1, 6) AS rater;
--|
--| SELECT item, round(score::numeric, 2) AS score, round(factor::numeric, 2) AS factor, ratings
--| FROM unnest((SELECT consensus_bridging(note, rater::text, helpful) FROM rating)) WHERE score >= 0.40;     -- n5
--| ```
--|
--| - Aggregates run in parallel. The result is the same, bit by bit, for any order of rows and any number of workers. Other machines
--|   can differ after the ninth digit, as their logarithms do.
--| - A row with a NULL is ignored. Without any other row, the result is NULL.
--| - If a rater votes twice on an item, both votes count. `SELECT DISTINCT` or `DISTINCT ON` chooses one.
--| - A vote takes 12 bytes in memory, besides the names. More than 100,000,000 votes are refused (54000). So are names, probabilities
--|   and results that take more than 1 GB.
--|
--| ### Agreement
--|
--| `consensus_alpha` is Krippendorff's alpha. A row is an item, and its array has the ratings in any order, NULL where one is missing. Items with
--| fewer than two ratings do not count. The level of measurement says how ratings differ:
--|
--| | level | difference | for |
--| |---|---|---|
--| | `nominal` | equal or not | names |
--| | `ordinal` | the ranks between | steps of a scale |
--| | `interval` | a − b | numbers such as dates and temperatures |
--| | `ratio` | (a − b) / (a + b) | amounts of 0 and more, such as counts and prices |
--|
--| Without a level, numbers and texts are nominal. The result is NULL if all ratings are the same, because nothing can disagree then. It is
--| negative if raters agree less often than by chance. Error 22023 is raised for other levels, for two levels in one group, for NaN and
--| infinity, and for negative ratings of level `ratio`. The time for `ratio` grows with the square of the number of distinct ratings.

CREATE FUNCTION consensus_alpha_step(internal, double precision[]) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_alpha_step(internal, double precision[]) IS 'internal: transition function of consensus_alpha';
CREATE FUNCTION consensus_alpha_step(internal, double precision[], text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_alpha_step(internal, double precision[], text) IS 'internal: transition function of consensus_alpha';
CREATE FUNCTION consensus_alpha_step(internal, text[]) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_alpha_step(internal, text[]) IS 'internal: transition function of consensus_alpha';
CREATE FUNCTION consensus_alpha_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION consensus_alpha_combine(internal, internal) IS 'internal: combine function of consensus_alpha';
CREATE FUNCTION consensus_alpha_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION consensus_alpha_serialize(internal) IS 'internal: serializes the state of consensus_alpha';
CREATE FUNCTION consensus_alpha_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION consensus_alpha_deserialize(bytea, internal) IS 'internal: deserializes the state of consensus_alpha';
CREATE FUNCTION consensus_alpha_final(internal) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION consensus_alpha_final(internal) IS 'internal: final function of consensus_alpha';

CREATE AGGREGATE consensus_alpha(ratings double precision[]) (
    SFUNC = consensus_alpha_step, STYPE = internal, FINALFUNC = consensus_alpha_final,
    COMBINEFUNC = consensus_alpha_combine, SERIALFUNC = consensus_alpha_serialize, DESERIALFUNC = consensus_alpha_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_alpha(double precision[]) IS 'Krippendorff''s alpha of nominal ratings, an array per item';
CREATE AGGREGATE consensus_alpha(ratings double precision[], level text) (
    SFUNC = consensus_alpha_step, STYPE = internal, FINALFUNC = consensus_alpha_final,
    COMBINEFUNC = consensus_alpha_combine, SERIALFUNC = consensus_alpha_serialize, DESERIALFUNC = consensus_alpha_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_alpha(double precision[], text) IS 'Krippendorff''s alpha of ratings, an array per item, at a level of measurement: nominal, ordinal, interval or ratio';
CREATE AGGREGATE consensus_alpha(ratings text[]) (
    SFUNC = consensus_alpha_step, STYPE = internal, FINALFUNC = consensus_alpha_final,
    COMBINEFUNC = consensus_alpha_combine, SERIALFUNC = consensus_alpha_serialize, DESERIALFUNC = consensus_alpha_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_alpha(text[]) IS 'Krippendorff''s alpha of labels, an array per item';

--| ### Truth and reliability
--|
--| `consensus_dawid_skene` finds the most probable label of each item. It estimates for each rater how often the rater gives each label
--| for each true label, and weighs the votes by that: even a rater who always says the opposite helps. It is right more often than the
--| majority, which is `mode()`, where some raters are more careful than others. `consensus_dawid_skene_raters` has the raters of the same fit.
--|
--| - `p` is the probability of the label in the model. The model is too sure if raters copy from each other, and if items or
--|   raters have few votes. The label can then be one that nobody gave the item. Look at the rows with a low `p` or few votes first.
--| - If probabilities differ by no more than 1e-9, the label that comes first in the order of bytes is taken.
--| - `accuracy` is the expected share of right labels among the rater's votes, which is the mean of the probabilities that these labels
--|   have in the fit.
--| - The fit maximizes the likelihood (Dawid and Skene 1979), so its probabilities can be 0. Expectation maximization begins with the
--|   shares of votes. It ends when the log-likelihood changes by no more than 1e-9 of itself, or after 200 rounds.
--| - The time grows with the number of votes times the number of labels. Put rare labels together first.

CREATE TYPE consensus_item AS (item text, label text, p double precision, votes bigint);
COMMENT ON TYPE consensus_item IS 'an entry of consensus_dawid_skene: the item, its most probable label, the probability of the label, and the number of votes';
CREATE TYPE consensus_rater AS (rater text, votes bigint, accuracy double precision);
COMMENT ON TYPE consensus_rater IS 'an entry of consensus_dawid_skene_raters: the rater, the number of votes, and the expected share of right ones';

CREATE FUNCTION consensus_dawid_skene_step(internal, text, text, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_dawid_skene_step(internal, text, text, text) IS 'internal: transition function of consensus_dawid_skene and consensus_dawid_skene_raters';
CREATE FUNCTION consensus_votes_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION consensus_votes_combine(internal, internal) IS 'internal: combine function of aggregates over votes';
CREATE FUNCTION consensus_votes_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION consensus_votes_serialize(internal) IS 'internal: serializes the state of aggregates over votes';
CREATE FUNCTION consensus_votes_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION consensus_votes_deserialize(bytea, internal) IS 'internal: deserializes the state of aggregates over votes';
CREATE FUNCTION consensus_dawid_skene_final(internal) RETURNS consensus_item[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION consensus_dawid_skene_final(internal) IS 'internal: final function of consensus_dawid_skene';
CREATE FUNCTION consensus_dawid_skene_raters_final(internal) RETURNS consensus_rater[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION consensus_dawid_skene_raters_final(internal) IS 'internal: final function of consensus_dawid_skene_raters';

CREATE AGGREGATE consensus_dawid_skene(item text, rater text, label text) (
    SFUNC = consensus_dawid_skene_step, STYPE = internal, FINALFUNC = consensus_dawid_skene_final,
    COMBINEFUNC = consensus_votes_combine, SERIALFUNC = consensus_votes_serialize, DESERIALFUNC = consensus_votes_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_dawid_skene(text, text, text) IS 'the most probable label of each item, by Dawid and Skene''s model, in the order of the items'' bytes';
CREATE AGGREGATE consensus_dawid_skene_raters(item text, rater text, label text) (
    SFUNC = consensus_dawid_skene_step, STYPE = internal, FINALFUNC = consensus_dawid_skene_raters_final,
    COMBINEFUNC = consensus_votes_combine, SERIALFUNC = consensus_votes_serialize, DESERIALFUNC = consensus_votes_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_dawid_skene_raters(text, text, text) IS 'the accuracy of each rater, by Dawid and Skene''s model, in the order of the raters'' bytes';

--| ### Approval across sides
--|
--| `consensus_bridging` finds what raters approve of who usually disagree, as Community Notes do. In its model, a rating is the sum of a
--| mean, the score of the item, the leniency of the rater, and the product of a factor of the item and a factor of the rater. Raters with
--| factors of opposite signs are two sides. If one side alone approves of an item, its factor is large; if both do, its score is.
--|
--| - Ratings should be between 0 and 1, because the weights of the fit are meant for that scale. Community Notes take "helpful" as 1,
--|   "somewhat helpful" as 0.5 and "not helpful" as 0, and call a note helpful from a score of 0.40 on.
--| - The score of an item with few ratings says little. Community Notes leave out notes with fewer than five ratings, and raters with
--|   fewer than ten: do so in the query's `WHERE`.
--| - The fit minimizes the sum, over the ratings, of the squared error, of 0.15 times the squares of the mean, score and leniency, and of
--|   0.03 times the squares of both factors. Alternating least squares find it from a fixed start. They end when no score moves by more than 1e-11 of
--|   the largest rating in a round, and no factor of an item by more than 1e-11 of its square root, or after 1,000 rounds.
--| - Which side is positive is a convention: the factor of the rater that comes first in the order of bytes is positive.
--| - Error 22023 is raised for NaN and infinity, and 22003 where ratings are too large to be squared.

CREATE TYPE consensus_bridging_item AS (item text, score double precision, factor double precision, ratings bigint);
COMMENT ON TYPE consensus_bridging_item IS 'an entry of consensus_bridging: the item, its score across sides, its factor, and the number of ratings';

CREATE FUNCTION consensus_bridging_step(internal, text, text, double precision) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION consensus_bridging_step(internal, text, text, double precision) IS 'internal: transition function of consensus_bridging';
CREATE FUNCTION consensus_bridging_final(internal) RETURNS consensus_bridging_item[]
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION consensus_bridging_final(internal) IS 'internal: final function of consensus_bridging';

CREATE AGGREGATE consensus_bridging(item text, rater text, rating double precision) (
    SFUNC = consensus_bridging_step, STYPE = internal, FINALFUNC = consensus_bridging_final,
    COMBINEFUNC = consensus_votes_combine, SERIALFUNC = consensus_votes_serialize, DESERIALFUNC = consensus_votes_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE consensus_bridging(text, text, double precision) IS 'the score of each item across raters who usually disagree, in the order of the items'' bytes';
