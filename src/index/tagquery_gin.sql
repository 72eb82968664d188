--| ### GIN on saved queries
--|
--| Audiences of campaigns, alerts and subscriptions are queries in a column. An index on that column answers
--| the question the other way round: which of these queries does a value match?
--|
--| ```sql
--| CREATE TABLE alert (name text PRIMARY KEY, query tagquery NOT NULL);
--| CREATE INDEX ON alert USING gin (query);
--| INSERT INTO alert VALUES ('golf', 'topic/sport/golf & lang/en'), ('health', 'topic/health[weight>=0.5]'), ('not English', '!lang/en');
--|
--| SELECT name FROM alert WHERE query @@ 'topic/sport/golf, lang/zh'::tagset;     -- not English
--| SELECT a.id, name FROM article AS a JOIN alert ON query @@ a.tags ORDER BY 1, 2;
--| ```
--|
--| The index serves `query @@ value` and `value @@ query`, where the value is a tagset, a tagpath, a labelset or
--| a factlabel. The answer is exact, because each query that the index finds is rechecked.
--|
--| - The keys of a query are paths: a value can match the query only if it has one of them, or something below
--|   it. One operand of `&` is enough, and the one that is expected to be the rarest is taken. `|` needs all
--|   operands, and `2 of (a, b, c)` two. A term with wildcards has the whole segments before the first one.
--| - A query that has no such path is compared with every value: `!lang/en`, `**/golf`, `a | !b`. If there are many
--|   of these, add a path that every match has, as in `topic & !lang/en`.
--| - After ANALYZE, the planner estimates how many queries a value matches from those in its statistics.
--| - Filters, timestamps and `!` make no difference to the keys. A log is looked up by the paths of all its labels,
--|   whether they are in effect or not.
--| - The index compares only the queries that it finds. So a regular expression that reaches a limit (54000) may
--|   raise its error in a sequential scan and not with the index.
--| - The index serves the column as it is, so not `tagquery_at(query, now()) @@ tags`. Ask with what is valid
--|   now: `query @@ tagset_live(tags, now())`, `query @@ labelset_live(labels, now())`. The answer is the same
--|   unless a query has a timestamp of its own.
--| - A query with a duration, `vip[since>=-P30D]`, has no answer without a timestamp. In a column that is asked so,
--|   one such query makes every question fail (22023), with the index as without it. Store the result of
--|   `tagquery_at`, or keep such queries out: `CHECK ((query @@ ''::tagset) IS NOT NULL)` raises that error when
--|   the row is written.

CREATE FUNCTION tagquery_gin_extract_value(tagquery, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_extract_value(tagquery, internal) IS 'GIN support: the keys of a query';
CREATE FUNCTION tagquery_gin_extract_query(tagquery, internal, smallint, internal, internal, internal, internal) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_extract_query(tagquery, internal, smallint, internal, internal, internal, internal) IS 'GIN support: the keys that a value looks up';
CREATE FUNCTION tagquery_gin_consistent(internal, smallint, tagquery, integer, internal, internal, internal, internal) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_consistent(internal, smallint, tagquery, integer, internal, internal, internal, internal) IS 'GIN support: whether a query with these keys may match';
CREATE FUNCTION tagquery_gin_triconsistent(internal, smallint, tagquery, integer, internal, internal, internal) RETURNS "char"
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_triconsistent(internal, smallint, tagquery, integer, internal, internal, internal) IS 'GIN support: whether a query may match if some keys are unknown';
CREATE FUNCTION tagquery_gin_compare_partial(bytea, bytea, smallint, internal) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_gin_compare_partial(bytea, bytea, smallint, internal) IS 'GIN support: whether a key is among the paths of a value';

CREATE OPERATOR CLASS tagquery_gin_ops DEFAULT FOR TYPE tagquery USING gin AS
    OPERATOR 1 @@ (tagquery, tagset),
    OPERATOR 2 @@ (tagquery, labelset),
    OPERATOR 3 @@ (tagquery, tagpath),
    OPERATOR 4 @@ (tagquery, factlabel),
    FUNCTION 1 factag_gin_compare(bytea, bytea),
    FUNCTION 2 tagquery_gin_extract_value(tagquery, internal),
    FUNCTION 3 tagquery_gin_extract_query(tagquery, internal, smallint, internal, internal, internal, internal),
    FUNCTION 4 tagquery_gin_consistent(internal, smallint, tagquery, integer, internal, internal, internal, internal),
    FUNCTION 5 tagquery_gin_compare_partial(bytea, bytea, smallint, internal),
    FUNCTION 6 tagquery_gin_triconsistent(internal, smallint, tagquery, integer, internal, internal, internal),
    STORAGE bytea;
COMMENT ON OPERATOR CLASS tagquery_gin_ops USING gin IS 'paths that a value must have to match, for @@';
COMMENT ON OPERATOR FAMILY tagquery_gin_ops USING gin IS 'paths that a value must have to match, for @@';
