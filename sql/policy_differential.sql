-- What policies decide, three ways, seeded: by policy_decide and policy_explain; by plain SQL over rows of
-- labels, facts, terms and conditions, which knows nothing of the extension; and by CASE over @@.
-- A longer run: psql -v policies=2000 -v subjects=500 -v asked=50.
\getenv srcdir PG_ABS_SRCDIR
\set generator :srcdir '/test/data/random_policy.sql'
\if :{?policies}
\else
    \set policies 120
    \set subjects 100
    \set asked 40
\endif
\set ECHO none
\i :generator
\set ECHO all

-- Labels and facts as a policy sees them: an actor's and the context's labels below a prefix, and nobody's but theirs.
CREATE TEMP TABLE piece AS
    SELECT row_number() OVER ()::int AS id, * FROM (
        SELECT subject, false AS is_fact, id AS source_row, path AS own_path, CASE side WHEN 'content' THEN path ELSE side || '/' || path END AS path, verdict, score, by, claim, at, seen, until, neg, deny,
               NULL::float8 AS weight, NULL::float8 AS value, NULL::timestamptz AS since, coalesce(seen, at) AS dated
        FROM entry WHERE side <> 'content' OR NOT pg_temp.within(path, 'actor') AND NOT pg_temp.within(path, 'context')
        UNION ALL
        SELECT subject, true, id, path, path, NULL, NULL, NULL, NULL, NULL, NULL, until, false, false, weight, value, since, since
        FROM fact WHERE NOT pg_temp.within(path, 'actor') AND NOT pg_temp.within(path, 'context')) AS p;

-- What stands as of a moment, for each list of trusted sources: as in labels_differential.sql.
CREATE TEMP TABLE trust AS SELECT DISTINCT trust AS sources FROM policy WHERE trust IS NOT NULL;
CREATE TEMP TABLE holding AS
    SELECT * FROM (
        SELECT DISTINCT ON (moment, subject, path, by, claim) moment, t, piece.* FROM moment, piece
        WHERE NOT is_fact AND (t IS NULL OR coalesce(seen, at, '-infinity') <= t)
        ORDER BY moment, subject, path, by, claim, at DESC NULLS LAST, seen DESC NULLS LAST) AS speaking
    WHERE NOT neg AND (t IS NULL OR until IS NULL OR until > t);
CREATE TEMP TABLE ranked AS
    SELECT sources, h.*, rank FROM trust, holding AS h, LATERAL (SELECT min(i) AS rank FROM unnest(sources) WITH ORDINALITY AS s (source, i) WHERE pg_temp.within(by, source)) AS r WHERE rank IS NOT NULL;
CREATE TEMP TABLE speaker AS
    SELECT DISTINCT ON (sources, moment, subject, path, claim) * FROM ranked ORDER BY sources, moment, subject, path, claim, rank, at DESC NULLS LAST, seen DESC NULLS LAST, deny;
CREATE INDEX ON speaker (subject) WHERE deny;
ANALYZE ranked; ANALYZE speaker;
CREATE TEMP TABLE standing AS
    SELECT '{}'::text[] AS sources, moment, subject, id AS piece FROM holding
    UNION ALL
    SELECT r.sources, r.moment, r.subject, r.id
    FROM ranked AS r JOIN speaker AS s ON s.sources = r.sources AND s.moment = r.moment AND s.subject = r.subject AND s.path = r.path AND s.claim IS NOT DISTINCT FROM r.claim
    WHERE NOT s.deny AND NOT r.deny AND r.rank = s.rank
      AND NOT EXISTS (SELECT FROM speaker AS d WHERE d.deny AND d.sources = r.sources AND d.moment = r.moment AND d.subject = r.subject AND d.rank < r.rank
                      AND pg_temp.within(r.path, d.path) AND (d.claim IS NULL OR d.claim = r.claim))
    UNION ALL
    SELECT sources, moment, subject, id FROM (TABLE trust UNION ALL SELECT '{}') AS trust, moment, piece WHERE is_fact AND (t IS NULL OR (since IS NULL OR since <= t) AND (until IS NULL OR until > t));

-- Which labels and facts meet which terms.
CREATE TEMP TABLE met (term int, moment int, piece int);
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM term LOOP
        EXECUTE format('INSERT INTO met SELECT %s, moment, id FROM moment, piece WHERE %s', one.id, one.sql);
    END LOOP;
END $$;
-- What each question sees: roots of facts hide labels, on every side. Then the evidence for each leaf of each condition.
CREATE TEMP TABLE asked AS SELECT q.id AS question, q.policy, q.subject, q.moment, q.t, p.trust, p.facts FROM question AS q JOIN policy AS p ON p.id = q.policy;
CREATE TEMP TABLE leaf AS SELECT node.id AS node, term, owner, policy, query::tagquery::text AS query FROM (SELECT id, policy FROM rule UNION ALL SELECT id, policy FROM exemption) AS o JOIN node ON node.owner = o.id JOIN term ON term.id = term;
ANALYZE standing; ANALYZE piece; ANALYZE met; ANALYZE asked; ANALYZE leaf;
CREATE TEMP TABLE seen AS
    SELECT question, policy, a.moment, piece.id AS piece
    FROM asked AS a JOIN standing AS s ON s.subject = a.subject AND s.moment = a.moment AND s.sources = coalesce(a.trust, '{}') JOIN piece ON piece.id = s.piece
    WHERE is_fact OR (SELECT bool_or(pg_temp.within(own_path, root)) FROM unnest(a.facts) AS root) IS NOT TRUE;
ANALYZE seen;
CREATE TEMP TABLE evidence AS
    SELECT question, node, seen.piece FROM seen JOIN met ON met.piece = seen.piece AND met.moment = seen.moment JOIN leaf ON leaf.term = met.term AND leaf.policy = seen.policy;
CREATE INDEX ON evidence (question, node);
ANALYZE evidence;

-- Conditions, from the leaves up: a node holds if enough of its children do. Then from the top down: evidence
-- counts if all parts above it hold. Where the condition does not hold, whatever meets a term is told.
CREATE TEMP TABLE holds AS
    SELECT a.question, n.id AS node, n.parent, n.owner, n.level, (e.node IS NOT NULL) <> n.neg AS holds
    FROM asked AS a JOIN leaf ON leaf.policy = a.policy JOIN node AS n ON n.id = leaf.node LEFT JOIN (SELECT DISTINCT question, node FROM evidence) AS e ON e.question = a.question AND e.node = n.id;
DO $$
BEGIN
    FOR step IN REVERSE 2 .. 0 LOOP
        INSERT INTO holds
        SELECT h.question, n.id, n.parent, n.owner, n.level, (count(*) FILTER (WHERE h.holds) >= n.need) <> n.neg
        FROM holds AS h JOIN node AS n ON n.id = h.parent WHERE n.level = step GROUP BY h.question, n.id;
    END LOOP;
END $$;
CREATE INDEX ON holds (question, owner);
ANALYZE holds;
CREATE TEMP TABLE counted AS
    WITH RECURSIVE c AS (
        SELECT question, node, owner, holds AS of_all FROM holds WHERE parent IS NULL
        UNION ALL SELECT h.question, h.node, h.owner, of_all FROM c JOIN holds AS h ON h.question = c.question AND h.owner = c.owner AND h.parent = c.node WHERE h.holds OR NOT of_all)
    SELECT c.question, c.owner AS rule, e.piece FROM c JOIN evidence AS e USING (question, node) WHERE owner < 1000000;
CREATE INDEX ON counted (question, rule);
ANALYZE counted;

-- Each rule, to each question: whether its condition holds, which exemptions do, and what it says until when.
CREATE TEMP TABLE outcome AS
    SELECT h.question, rule.id AS rule, rule.shadow, a.t, h.holds, x.names AS exempted_by
    FROM holds AS h JOIN rule ON rule.id = h.owner JOIN asked AS a USING (question)
         LEFT JOIN (SELECT question, exempted.rule, array_agg(exemption.name ORDER BY place) AS names
                    FROM holds JOIN exemption ON exemption.id = holds.owner JOIN exempted ON exemption = exemption.id JOIN line ON line.owner = exemption.id
                    WHERE parent IS NULL AND holds GROUP BY question, exempted.rule) AS x ON x.question = h.question AND x.rule = rule.id
    WHERE h.parent IS NULL;
CREATE TEMP TABLE said AS
    SELECT o.question, o.rule, output.path, output.i, step.ladder, step.severity, o.t, lasts,
           CASE WHEN lasts IS NOT NULL THEN (SELECT max(coalesce(dated, o.t) + lasts::interval) FROM counted AS c JOIN piece ON piece.id = c.piece WHERE c.question = o.question AND c.rule = o.rule) END AS until
    FROM outcome AS o JOIN output USING (rule) LEFT JOIN step ON step.path = output.path
    WHERE holds AND exempted_by IS NULL AND NOT shadow;
-- 22023: a policy with relative moments and no moment, and an end that nothing dates
CREATE TEMP TABLE refused AS
    SELECT question FROM asked JOIN leaf USING (policy) JOIN term ON term.id = term WHERE t IS NULL AND relative
    UNION SELECT question FROM said WHERE lasts IS NOT NULL AND until IS NULL;
-- Of each ladder a step stays, asserted by every rule that says it, if no severer one lasts at least as long; outputs that have ended are not there.
CREATE TEMP TABLE decided AS
    WITH still AS MATERIALIZED (SELECT * FROM said WHERE (until > t) IS NOT FALSE)
    SELECT * FROM (SELECT *, max(coalesce(until, 'infinity')) OVER (PARTITION BY question, ladder ORDER BY severity DESC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS severer FROM still) AS s
    WHERE ladder IS NULL OR severer IS NULL OR coalesce(until, 'infinity') > severer;
CREATE INDEX ON decided (question);
ANALYZE decided; ANALYZE said; ANALYZE outcome;

-- The same by the extension.
CREATE FUNCTION pg_temp.decide(q asked, OUT decision labelset, OUT code text) LANGUAGE plpgsql AS $$
DECLARE
    s subject := (SELECT s FROM subject AS s WHERE id = q.subject);
BEGIN
    decision := policy_decide(s.content, (SELECT text FROM policy WHERE id = q.policy)::labelpolicy, at => q.t, actor => s.actor, context => s.context, facts => s.facts);
EXCEPTION WHEN invalid_parameter_value THEN
    code := SQLSTATE;
END $$;
CREATE TEMP TABLE decision AS SELECT a.*, d.decision, d.code FROM asked AS a, pg_temp.decide(a) AS d;
ALTER TABLE decision ADD PRIMARY KEY (question);
ANALYZE decision;

\echo == There is enough of everything
SELECT count(*) > 4000 AS questions, count(*) FILTER (WHERE decision <> '') > 1000 AS decided, count(code) > 100 AS refused, count(*) FILTER (WHERE decision::text ~ 'until=') > 150 AS with_an_end,
       count(*) FILTER (WHERE labelset_count(decision) > 1) > 150 AS several FROM decision;
SELECT count(*) FILTER (WHERE exempted_by IS NOT NULL AND holds) > 250 AS exempted, count(*) FILTER (WHERE cardinality(exempted_by) > 1) > 100 AS twice, count(*) FILTER (WHERE shadow AND holds) > 150 AS shadows FROM outcome;
SELECT count(*) FILTER (WHERE until <= t) > 40 AS ended, count(*) - (SELECT count(*) FROM decided) > 100 AS not_decided FROM said;
SELECT count(*) FILTER (WHERE is_fact) > 2000 AS facts, count(*) FILTER (WHERE path ~ '^actor/') > 1500 AS of_actors, count(*) FILTER (WHERE path ~ '^context/') > 400 AS of_contexts, count(*) FILTER (WHERE deny) > 40 AS denials FROM counted JOIN piece ON piece.id = piece;

\echo == Decisions
SELECT count(*) AS differences, min(question) AS example FROM (
    SELECT d.question, decision, code,
           (SELECT coalesce(labelset_agg(factlabel_make(x.path::tagpath, by => concat_ws('/', p.by, rule.name)::tagpath, at => x.t, until => x.until)), '')
            FROM decided AS x JOIN rule ON rule.id = x.rule WHERE x.question = d.question) AS expected,
           (SELECT '22023' FROM refused AS r WHERE r.question = d.question) AS expected_code
    FROM decision AS d JOIN policy AS p ON p.id = d.policy OFFSET 0) AS t
WHERE code IS DISTINCT FROM expected_code OR code IS NULL AND decision IS DISTINCT FROM expected;

\echo == Explanations
CREATE TEMP TABLE explained AS
    SELECT d.question, e.* FROM decision AS d JOIN subject AS s ON s.id = d.subject JOIN policy AS p ON p.id = d.policy,
           policy_explain(s.content, p.text::labelpolicy, d.t, s.actor, s.context, s.facts) AS e WHERE code IS NULL;
CREATE TEMP TABLE missing AS
    SELECT question, owner AS rule, array_agg(query ORDER BY node) AS terms
    FROM (SELECT DISTINCT ON (question, owner, query) question, owner, query, node FROM holds JOIN leaf USING (node, owner) WHERE owner < 1000000 AND NOT holds ORDER BY question, owner, query, node) AS m GROUP BY question, owner;
CREATE TEMP TABLE reason AS
    SELECT question, rule, labelset_agg(pg_temp.label(e, piece.path)) FILTER (WHERE NOT is_fact) AS labels, tagset_union(pg_temp.tag(f)) FILTER (WHERE is_fact) AS facts
    FROM counted JOIN piece ON piece.id = piece LEFT JOIN entry AS e ON e.id = source_row AND NOT is_fact LEFT JOIN fact AS f ON f.id = source_row AND is_fact GROUP BY question, rule;
CREATE TEMP TABLE said_here AS SELECT question, rule, array_agg(path::tagpath::text ORDER BY i) AS outputs FROM decided GROUP BY question, rule;
ANALYZE missing; ANALYZE reason; ANALYZE said_here;
CREATE TEMP TABLE expected AS
    SELECT o.question, rule.name::tagpath::text AS rule,
           CASE WHEN NOT o.holds THEN 'not met' WHEN o.exempted_by IS NOT NULL THEN 'exempted' WHEN o.shadow THEN 'shadow' WHEN x.outputs IS NOT NULL THEN 'decides' ELSE 'outranked' END AS outcome,
           coalesce(x.outputs, (SELECT array_agg(path::tagpath::text ORDER BY i) FROM output WHERE output.rule = rule.id)) AS outputs,
           ARRAY(SELECT name::tagpath::text FROM unnest(o.exempted_by) WITH ORDINALITY AS n (name, i) WHERE o.holds ORDER BY i) AS exempted_by,
           coalesce(r.labels, '') AS because, coalesce(r.facts, '') AS because_facts,
           CASE WHEN o.holds THEN '{}' ELSE m.terms END AS missing
    FROM outcome AS o JOIN decision AS d USING (question) JOIN rule ON rule.id = o.rule LEFT JOIN missing AS m USING (question, rule) LEFT JOIN reason AS r USING (question, rule) LEFT JOIN said_here AS x USING (question, rule)
    WHERE d.code IS NULL;
SELECT outcome, count(*) > 100 AS many FROM expected GROUP BY outcome ORDER BY outcome COLLATE "C";
SELECT count(*) FILTER (WHERE e.question IS NULL OR x.question IS NULL) AS others, count(*) FILTER (WHERE e.outcome <> x.outcome) AS outcome, count(*) FILTER (WHERE e.outputs <> x.outputs) AS outputs, count(*) FILTER (WHERE e.exempted_by IS DISTINCT FROM x.exempted_by) AS exempted_by,
       count(*) FILTER (WHERE e.because IS DISTINCT FROM x.because) AS because, count(*) FILTER (WHERE e.because_facts IS DISTINCT FROM x.because_facts) AS because_facts, count(*) FILTER (WHERE e.missing IS DISTINCT FROM x.missing) AS missing, min(e.question) FILTER (WHERE (e.outcome, e.outputs, e.exempted_by, e.because, e.because_facts, e.missing) IS DISTINCT FROM (x.outcome, x.outputs, x.exempted_by, x.because, x.because_facts, x.missing)) AS example
FROM explained AS e FULL JOIN expected AS x ON x.question = e.question AND x.rule = e.rule;

\echo == Without facts and ends: CASE over @@, most severe first
-- the joined log as it stands, by the functions of labels
CREATE TEMP TABLE stood AS
    SELECT a.question, a.policy, a.t, a.facts AS roots, CASE WHEN a.trust IS NULL THEN labelset_live(l.labels, a.t) ELSE labelset_resolve(l.labels, a.t, a.trust::tagpath[]) END AS labels
    FROM asked AS a, LATERAL (SELECT coalesce(labelset_agg(pg_temp.label(e, piece.path)), '') AS labels FROM piece JOIN entry AS e ON e.id = source_row WHERE NOT is_fact AND piece.subject = a.subject
                               AND NOT EXISTS (SELECT FROM unnest(a.facts) AS root WHERE pg_temp.within(own_path, root)) AND (a.trust IS NULL OR EXISTS (SELECT FROM unnest(a.trust) AS source WHERE pg_temp.within(piece.by, source)))) AS l
    WHERE a.t IS NOT NULL;
CREATE INDEX ON stood (policy);
CREATE TEMP TABLE by_case (question int, ladder text, path text);
CREATE FUNCTION pg_temp.asks(condition text) RETURNS text LANGUAGE sql RETURN format('labels @@ tagquery_at(%L, t)', condition);
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT policy.id AS policy, ladder,
                      string_agg(format('WHEN %s%s THEN %L', pg_temp.asks(condition), (SELECT coalesce(string_agg(' AND NOT ' || pg_temp.asks(x.condition), ''), '') FROM exempted JOIN exemption AS x ON x.id = exemption WHERE exempted.rule = rule.id), path), ' '
                                 ORDER BY severity DESC) AS branches
               FROM policy JOIN rule ON rule.policy = policy.id JOIN output ON rule = rule.id JOIN step USING (path) WHERE NOT timed AND NOT shadow GROUP BY policy.id, ladder LOOP
        EXECUTE format('INSERT INTO by_case SELECT question, %L, CASE %s END FROM stood WHERE policy = %s', one.ladder, one.branches, one.policy);
    END LOOP;
END $$;
SELECT count(*) > 2000 AS answers, count(path) > 250 AS decided,
       count(*) FILTER (WHERE path::tagpath::text IS DISTINCT FROM decided) AS differences, min(question) FILTER (WHERE path::tagpath::text IS DISTINCT FROM decided) AS example
FROM by_case AS c JOIN asked AS a USING (question) JOIN subject AS s ON s.id = a.subject JOIN policy AS p ON p.id = a.policy,
     LATERAL (SELECT min(label) AS decided FROM labelset_rows(policy_decide(s.content, p.text, a.t, s.actor, s.context), NULL) WHERE label::tagpath <@ ladder::tagpath) AS d;
