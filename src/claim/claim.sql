--| ## Claims
--|
--| Is this post a claim that was checked before? These functions rank the claims of a table by the words that they share with a post, in
--| English, Chinese and other languages, without a dictionary and without a model. They find candidates for a person, or for a program that
--| asks back. They do not decide: see [how good they are](#how-good-are-they).
--|
--| ```sql
--| CREATE TABLE factcheck (id int PRIMARY KEY, claim text, verdict factverdict);
--| INSERT INTO factcheck VALUES
--|     (1, 'Drinking hot lemon water every morning cures diabetes', 'false'),
--|     (2, 'The city will close the Long River bridge for repairs in May', 'true'),
--|     (3, '每天早上喝熱檸檬水可以治療糖尿病', 'false');
--| CREATE INDEX ON factcheck USING gin (claim claim_gin_ops);
--| -- how common terms are: made anew every night
--| CREATE TABLE claim_corpus AS SELECT now() AS made, claim_stats(claim) AS stats FROM factcheck;
--| ANALYZE factcheck, claim_corpus;
--|
--| -- the five claims that are nearest to a post
--| SELECT f.id, round(claim_score(f.claim, q)::numeric, 1) AS score, round(claim_share(f.claim, q, stats)::numeric, 2) AS share    -- 1
--| FROM claim_corpus, claim_query('My aunt says lemon water cured her diabetes!! https://example.com/x', stats) AS q, factcheck AS f
--| WHERE f.claim @~ q ORDER BY score DESC, id LIMIT 5;
--|
--| SELECT array_agg(f.id)                                              -- {3}
--| FROM claim_corpus, claim_query('听说喝热柠檬水能治糖尿病', stats) AS q, factcheck AS f WHERE f.claim @~ q;
--|
--| -- the same by a function, for tools that know no operators
--| SELECT array_agg(id) FROM claim_corpus, factcheck WHERE claim_matches(claim, 'Is the bridge over the Long River closed?', stats);      -- {2}
--|
--| -- why? the terms that they share
--| SELECT term FROM claim_corpus, claim_query('lemon cures', stats) AS q, claim_why('A lemon cured her', q) WHERE term !~ '^~';     -- lemon
--| ```
--|
--| **Terms.** `claim_terms` shows what a text is made of:
--|
--| - The text is folded as tags are, so case and width do not matter, and Traditional Chinese becomes Simplified.
--| - Links are left out.
--| - Each run of letters and digits is a word. A word also has its 4-grams, which begin with `~`, so that `cures` and `cured` share some.
--| - A run of Chinese, Japanese or Korean is made of pairs of characters.
--| - Of a text, the first 4,194,304 terms count. [doc/format.md](format.md#terms-of-a-claim) has the exact rules.
--|
--| ```sql
--| SELECT string_agg(term, ' ') FROM claim_terms('The WAR, 戰爭消息 https://example.com/1') AS term;    -- the ~_the ~the_ war ~_war ~war_ 战争 争消 消息
--| ```

CREATE FUNCTION claim_terms(claim text) RETURNS SETOF text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION claim_terms(text) IS 'the terms of a text in order, repeats included: words, their 4-grams with a ~ in front, and pairs of Chinese, Japanese or Korean characters';

--| ### Statistics
--|
--| How common a term is depends on the claims of the table, so the statistics are a value that you keep, as you keep a rule set. They may
--| be old, or of a similar corpus: the ranking gets a little worse, but never wrong. Make them anew when the table has grown by half.
--|
--| - `claim_stats` runs in parallel. The result is the same, bit by bit, for any order of rows and any number of workers. NULL, and texts without
--|   terms, are ignored. Of no text at all there are statistics, too, so that a new table needs no special case.
--| - They list the terms that at least two texts have, and at least 0.01 % of all. Those of a million claims take about a megabyte.
--| - `claim_stats` adds up the statistics of many parts, too, such as partitions or nodes, and `||` those of two. The sum is close to the statistics
--|   of the whole, but not equal, because what no part lists is lost. `||` takes NULL for none.
--| - Error 54000 is raised for more than 4,294,967,295 texts, for more than 134,217,728 different terms, and for more than 33,554,432 that
--|   are listed. The aggregate takes 8 bytes for each different term, twice while it adds some.
--|
--| ```sql
--| SELECT claim_stats(claim) FROM (VALUES ('a b'), ('b c')) AS v (claim);      -- documents=2 terms=4 keys=4 e70c2de5:2
--| SELECT claimstats_documents(claim_stats(claim)) FROM (VALUES ('a b'), ('b c'), (''), (NULL)) AS v (claim);      -- 2
--| ```

--@ src/text/text_type.sql.in
--@     type         claimstats
--@     description  how common terms are in a corpus of claims
--@     input        text input of claimstats
--@     output       text output of claimstats
--@     cost_input   COST 1000
--@     cost_output  COST 1000
--@     storage      INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = external

--@ src/text/text_casts.sql.in
--@     type         claimstats
--@     value        statistics of claims
--@     cost_input   COST 1000
--@     cost_output  COST 1000

--@ src/index/comparison.sql.in
--@     type   claimstats
--@     same   whether both statistics are the same
--@     other  whether the statistics differ

CREATE FUNCTION claim_stats_step(internal, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION claim_stats_step(internal, text) IS 'internal: transition function of claim_stats';
CREATE FUNCTION claim_stats_combine(internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_combine(internal, internal) IS 'internal: combine function of claim_stats';
CREATE FUNCTION claim_stats_serialize(internal) RETURNS bytea
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_serialize(internal) IS 'internal: serializes the state of claim_stats';
CREATE FUNCTION claim_stats_deserialize(bytea, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_deserialize(bytea, internal) IS 'internal: deserializes the state of claim_stats';
CREATE FUNCTION claim_stats_final(internal) RETURNS claimstats
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_final(internal) IS 'internal: final function of claim_stats';

CREATE FUNCTION claim_stats_step(internal, claimstats) RETURNS internal
    AS 'MODULE_PATHNAME', 'claim_stats_add' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_stats_step(internal, claimstats) IS 'internal: transition function of claim_stats';

CREATE AGGREGATE claim_stats(claim text) (
    SFUNC = claim_stats_step, STYPE = internal, FINALFUNC = claim_stats_final,
    COMBINEFUNC = claim_stats_combine, SERIALFUNC = claim_stats_serialize, DESERIALFUNC = claim_stats_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE claim_stats(text) IS 'how common the terms of these texts are';
CREATE AGGREGATE claim_stats(stats claimstats) (
    SFUNC = claim_stats_step, STYPE = internal, FINALFUNC = claim_stats_final,
    COMBINEFUNC = claim_stats_combine, SERIALFUNC = claim_stats_serialize, DESERIALFUNC = claim_stats_deserialize,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE claim_stats(claimstats) IS 'the sum of statistics of parts, about that of all their texts';

CREATE FUNCTION claimstats_concat(claimstats, claimstats) RETURNS claimstats
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claimstats_concat(claimstats, claimstats) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = claimstats, RIGHTARG = claimstats, FUNCTION = claimstats_concat, COMMUTATOR = ||);
COMMENT ON OPERATOR || (claimstats, claimstats) IS 'the sum of both statistics, about that of all their texts';
CREATE FUNCTION claimstats_documents(claimstats) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claimstats_documents(claimstats) IS 'number of texts that the statistics are of, without those that have no terms';

--| ### Search
--|
--| `claim_query` makes a query of a post, for one statement. `claim @~ query` finds the candidates, with a GIN index or without one, and the
--| scores rank them. The operator works the other way round, too: a query made of a new claim finds the posts that carry it.
--|
--| - Only the rarer words of the post are looked up: words, and pairs of characters, that at most 2 % of the claims have, or 50 of
--|   them in a small table, and never more than 5,000. Of these, the 256 rarest. A claim is a candidate if what it shares with them weighs at least the share
--|   `least_share` of all of them, or of what an average claim has, if that is less. 0.06 finds what a search without candidates would
--|   rank first, but for one claim in a hundred. With a greater share there are fewer candidates to rank.
--| - A post that is empty, or has nothing but links, has no candidates. Nor has one of which every word is common in the table.
--| - Put `claim_query` after `FROM`, so that it is called once, and not for each row. To ask with many posts, put it into `LATERAL`.
--| - An index makes no order, so it cannot stop after five claims: the candidates are ranked one by one.
--| - Error 22023 is raised unless `least_share` is between 0 and 1.

--@ src/text/text_type.sql.in
--@     type         claimquery
--@     description  the terms of a post, with how common they are
--@     input        text input of claimquery
--@     output       text output of claimquery
--@     cost_input   COST 50
--@     cost_output  COST 50

--@ src/text/text_casts.sql.in
--@     type         claimquery
--@     value        a query of claims
--@     cost_input   COST 50
--@     cost_output  COST 50

--@ src/index/comparison.sql.in
--@     type   claimquery
--@     same   whether both queries are the same
--@     other  whether the queries differ

CREATE FUNCTION claim_query(post text, stats claimstats, least_share real DEFAULT 0.06) RETURNS claimquery
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION claim_query(text, claimstats, real) IS 'query for claims that share terms with a post, at least this share of its rarer ones by weight';
CREATE FUNCTION claim_meets(text, claimquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION claim_meets(text, claimquery) IS 'implementation of the @~ operator';
CREATE FUNCTION claim_met(claimquery, text) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION claim_met(claimquery, text) IS 'implementation of the ~@ operator';
CREATE OPERATOR @~ (
    LEFTARG = text, RIGHTARG = claimquery, FUNCTION = claim_meets, COMMUTATOR = ~@,
    RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @~ (text, claimquery) IS 'whether the text shares enough of the query''s rarer terms to be a candidate';
CREATE OPERATOR ~@ (
    LEFTARG = claimquery, RIGHTARG = text, FUNCTION = claim_met, COMMUTATOR = @~,
    RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR ~@ (claimquery, text) IS 'whether the text shares enough of the query''s rarer terms to be a candidate';
CREATE FUNCTION claim_matches(claim text, query claimquery) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN claim @~ query;
COMMENT ON FUNCTION claim_matches(text, claimquery) IS 'claim @~ query: whether the text shares enough of the query''s rarer terms to be a candidate';
CREATE FUNCTION claim_matches(claim text, post text, stats claimstats, least_share real DEFAULT 0.06) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN claim @~ claim_query(post, stats, least_share);
COMMENT ON FUNCTION claim_matches(text, text, claimstats, real) IS 'claim @~ claim_query(post, stats, least_share): whether the text shares enough of the post''s rarer terms to be a candidate';

--| ### Scores
--|
--| `claim_score` is for the order. It is BM25 (Robertson and Zaragoza 2009): the sum over the terms of the post that the claim has, each once,
--| of idf · tf · 2.2 / (tf + 1.2 · (0.25 + 0.75 · length / average length)). tf is how often the claim has the term, and idf is
--| ln(1 + (N − n + ½) / (n + ½)), where n of the N texts have the term. A term that is not listed is taken to be in half as many texts as a
--| listed one must be, and in one at least.
--|
--| `claim_share` is for a threshold. It is between 0 and 1: how much of the claim is in the post, by the weight (idf) of its terms. It is NULL for a claim
--| without terms. `claim_why` has the terms that are shared, and what each adds to the score.

CREATE FUNCTION claim_score(claim text, query claimquery) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION claim_score(text, claimquery) IS 'how near the text is to the post of the query, by BM25; 0 if they share no term';
CREATE FUNCTION claim_share(claim text, query claimquery, stats claimstats) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION claim_share(text, claimquery, claimstats) IS 'how much of the text is in the post of the query, from 0 to 1, by the weight of its terms; NULL for a text without terms';
CREATE TYPE claim_shared_term AS (term text, weight double precision);
COMMENT ON TYPE claim_shared_term IS 'a row of claim_why: a term that a claim and a post share, and what it adds to the score';
CREATE FUNCTION claim_why(claim text, query claimquery) RETURNS SETOF claim_shared_term
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200 ROWS 20;
COMMENT ON FUNCTION claim_why(text, claimquery) IS 'the terms that the text shares with the post of the query, and what each adds to the score';

--| ### How good are they?
--|
--| Measured with tweets against claims of Snopes (CLEF CheckThat! 2020 to 2022), and with messages against the Chinese claims of MyGoPen and Cofacts: the
--| mean average precision of the first five (MAP@5) is about 0.9 in English and 0.86 in Chinese. That is better than every published method that
--| compares words, and 0.04 to 0.07 below neural ones. The right claim is among the first twenty in 96 to 98 % of the cases.
--|
--| But most posts of the world carry no claim that you know. With as many unknown posts as known ones, a threshold at which nine of ten first claims are right
--| finds only half of the known ones. So let a person confirm, or store the result as a label of low rank
--| ([recipe](claims.md#a-label-on-write-that-a-human-confirms-or-denies)).
--|
--| ### The operator class for claims
--|
--| `claim_gin_ops` is no default class, because other classes may index text, too: `CREATE INDEX ON factcheck USING gin (claim claim_gin_ops)`. The index has
--| the hash values of words and of pairs of characters. It took 0.56 of a table of 60,000 English claims, and takes two to three times as much as a small table of Chinese
--| texts. It answers `@~` exactly, so nothing is rechecked. It holds terms as the present ICU folds them: after an upgrade of ICU, make it anew with `REINDEX`.

CREATE FUNCTION claim_gin_extract_value(text, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claim_gin_extract_value(text, internal) IS 'GIN support: the keys of a text';
CREATE FUNCTION claim_gin_extract_query(text, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claim_gin_extract_query(text, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys that a query looks up';
CREATE FUNCTION claim_gin_consistent(internal, smallint, text, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claim_gin_consistent(internal, smallint, text, integer, internal, internal, internal, internal) IS 'GIN support: whether a text with these keys is a candidate';
CREATE FUNCTION claim_gin_triconsistent(internal, smallint, text, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION claim_gin_triconsistent(internal, smallint, text, integer, internal, internal, internal) IS 'GIN support: whether a text is a candidate if some keys are unknown';

CREATE OPERATOR CLASS claim_gin_ops FOR TYPE text USING gin AS
    OPERATOR 1 @~ (text, claimquery),
    FUNCTION 1 btint4cmp(int4, int4),
    FUNCTION 2 claim_gin_extract_value(text, internal),
    FUNCTION 3 claim_gin_extract_query(text, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 claim_gin_consistent(internal, smallint, text, integer, internal, internal, internal, internal),
    FUNCTION 6 claim_gin_triconsistent(internal, smallint, text, integer, internal, internal, internal),
    STORAGE int4;
COMMENT ON OPERATOR CLASS claim_gin_ops USING gin IS 'words and pairs of characters, for @~';
COMMENT ON OPERATOR FAMILY claim_gin_ops USING gin IS 'words and pairs of characters, for @~';
