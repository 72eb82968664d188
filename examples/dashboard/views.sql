-- What the dashboard reads: views of built-in column types, which any BI tool can read, too. doc/bi.md explains the pattern.
-- Days are days in UTC. A view "as of a day" has a row for each Monday, and its column "day" is a filter or a slider.

CREATE SCHEMA dashboard;
SET search_path = dashboard, public;

-- The Mondays that one can look back to. The series is of timestamps without time zone, since a week of a session's time zone can have 167 hours. A
-- dashboard of living data has: generate_series(date_trunc('week', now() AT TIME ZONE 'UTC') - '26 weeks'::interval, now() AT TIME ZONE 'UTC', '7 days').
CREATE VIEW week AS
SELECT monday::date AS day, monday AT TIME ZONE 'UTC' AS moment
FROM generate_series('2026-06-01'::timestamp, '2026-11-30', '7 days') AS monday;

-- Tags in the order of the tag book, with their titles. A drop-down filters by parent, or by depth.
CREATE VIEW tag_title AS
SELECT position, en.tag, en.parent, en.depth, en.title AS title_en, zh.title AS title_zh
FROM tag_book, taxonomy_terms(taxonomy, 'en') AS en JOIN taxonomy_terms(taxonomy, 'zh-TW') AS zh USING (position)
ORDER BY position;

-- The tags by which one can narrow a breakdown: a query per row. The first row narrows nothing.
CREATE VIEW facet AS
SELECT '' AS among, '* | !*' AS query
UNION ALL SELECT tag, tagquery_term(tag)::text FROM tag_title WHERE depth = 2 AND split_part(tag, '/', 1) IN ('region', 'status', 'budget', 'consent');

-- Members per tag and ancestor, as of each Monday, among those of each facet. A treemap of a subtree filters by parent.
CREATE VIEW audience_tree AS
SELECT day, among, tag::text AS tag, rows AS members
FROM week, facet, audience_counts('public.member_audience', query, moment)
ORDER BY day, among, tag;

-- The saved audiences as of each Monday: how many members, and how many entered and left since the Monday before. Nobody has
-- to write a row for that: tags begin and end by themselves.
CREATE MATERIALIZED VIEW audience_week AS
SELECT day, position, idset_count(ids) AS members, idset_count(before - ids) AS "left", ids,
       CASE WHEN before IS NOT NULL THEN idset_count(ids - before) END AS entered
FROM (SELECT day, position, ids, lag(ids) OVER (PARTITION BY position ORDER BY day) AS before
      FROM week, saved_audience, LATERAL (SELECT audience_ids('public.member_audience', query, moment) AS ids) AS a) AS w;

CREATE VIEW audience_flow AS SELECT day, position, members, entered, "left" FROM audience_week ORDER BY day, position;

-- Members whom two saved audiences have in common. The share of the row is members / members of (row, row).
CREATE VIEW audience_overlap AS
SELECT day, a.position AS "row", b.position AS "column", idset_common_count(a.ids, b.ids) AS members
FROM audience_week AS a JOIN audience_week AS b USING (day)
ORDER BY day, "row", "column";

CREATE VIEW audience_name AS
SELECT position, name_en, name_zh, query::text AS query FROM saved_audience ORDER BY position;

-- Visitors in the seven days before each Monday, by what was known of them at their last visit: member, line, or anonymous.
-- identity_person_at is asked only for cookies that were ever linked; the others are persons of their own.
CREATE MATERIALIZED VIEW visitor_week AS
WITH last_visit AS MATERIALIZED (
    SELECT DISTINCT ON (day, cookie) day, cookie, at
    FROM week JOIN visit ON at >= moment - '168 hours'::interval AND at < moment
    ORDER BY day, cookie, at DESC
)
SELECT day, CASE p.kind WHEN 'member' THEN 'member' WHEN 'line' THEN 'line' ELSE 'anonymous' END AS known_by, count(*) AS visitors
FROM last_visit JOIN crm_identifier AS c ON c.kind = 'cookie' AND c.value = cookie
     JOIN crm_identifier AS p ON p.id = CASE WHEN EXISTS (SELECT FROM crm_link WHERE b = c.id) THEN identity_person_at('public.crm', c.id, at) ELSE c.id END
GROUP BY day, known_by
ORDER BY day, known_by;

-- Persons today by the strongest of their identifiers, with the identifiers that they have.
CREATE VIEW person_kind AS
SELECT strongest.kind AS known_by, count(*) AS persons, sum(identifiers) AS identifiers
FROM crm_person JOIN crm_identifier AS strongest ON strongest.id = crm_person.person
GROUP BY strongest.kind ORDER BY min((SELECT priority FROM crm_kind AS k WHERE k.kind = strongest.kind));

-- Links that join nobody, and why.
CREATE VIEW link_refused AS
SELECT reason, limit_of, count(*) AS links FROM crm_refused GROUP BY reason, limit_of ORDER BY links DESC;

-- Topics of labels and sources, with their titles.
CREATE VIEW topic_title AS
SELECT position, en.tag, en.parent, en.depth, en.title AS title_en, zh.title AS title_zh
FROM label_book, taxonomy_terms(taxonomy, 'en') AS en JOIN taxonomy_terms(taxonomy, 'zh-TW') AS zh USING (position)
ORDER BY position;

CREATE VIEW source_title AS SELECT source, position, title_en, title_zh FROM source_name ORDER BY position;

CREATE VIEW verdict_title AS
SELECT v.position, v.verdict, factverdict_value(v.verdict::factverdict) AS verdict_value,
       factverdict_title(v.verdict::factverdict, 'en') AS title_en, factverdict_title(v.verdict::factverdict, 'zh-TW') AS title_zh
FROM unnest('{false,mostly-false,mixed,mostly-true,true,missing-context,altered,satire}'::text[]) WITH ORDINALITY AS v (verdict, position)
ORDER BY position;

-- A row a label that was ever in effect. As known at a moment M: holds_from <= M AND holds_to > M. Moderators are one source.
CREATE VIEW label_span AS
SELECT id AS post, s.label AS topic, CASE split_part(s.by, '/', 1) WHEN 'human' THEN 'human' ELSE s.by END AS source,
       s.verdict, s.verdict_value, s.score, s.deny, s.holds_from, s.holds_to
FROM post, labelset_spans(labels) AS s
WHERE s.level1 <> 'appeal'
ORDER BY id, s.label, source, s.holds_from;

-- The posts that fact-checkers have rated, for a list.
CREATE VIEW rated_post AS
SELECT id AS post, (posted AT TIME ZONE 'UTC')::date AS posted, title_en, title_zh
FROM post WHERE labels @@ '**[by=agency]' ORDER BY id;

-- How far fact-checkers agree, as known on each Monday: Krippendorff's alpha over the posts that two or more of them have rated
-- on the scale from false to true. The topic NULL is all of them.
CREATE MATERIALIZED VIEW label_agreement AS
SELECT day, topic, count(*) AS posts, consensus_alpha(ratings, 'interval') AS alpha
FROM (SELECT day, post, topic, array_agg(verdict_value ORDER BY source) AS ratings
      FROM week JOIN label_span ON holds_from <= moment AND holds_to > moment
      WHERE verdict_value IS NOT NULL AND source LIKE 'agency/%' AND NOT deny
      GROUP BY day, post, topic HAVING count(*) >= 2) AS r
GROUP BY GROUPING SETS ((day), (day, topic))
ORDER BY day, topic;

-- From a post to the first label of each source: the hours until this database knew of it. The day is the one on which it did.
CREATE VIEW label_delay AS
SELECT id AS post, l.label AS topic, s.source, (min(known) AT TIME ZONE 'UTC')::date AS day,
       round((extract(epoch FROM min(known) - posted) / 3600)::numeric, 2) AS hours
FROM post, labelset_rows(labels, NULL) AS l,
     LATERAL (SELECT CASE split_part(l.by, '/', 1) WHEN 'human' THEN 'human' ELSE l.by END AS source, coalesce(l.seen, l.at) AS known) AS s
WHERE l.level1 <> 'appeal'
GROUP BY id, l.label, s.source
ORDER BY id, topic, source;

-- The rules of the policy in force, with the clause and the notice that the author of a post reads.
CREATE VIEW rule_title AS
SELECT en.position, en.name AS rule, title_en, title_zh, en.attributes ->> 'ground' AS ground, en.notice AS notice_en, zh.notice AS notice_zh
FROM rulebook, policy_rules(policy, 'en') AS en JOIN policy_rules(policy, 'zh-TW') AS zh USING (position) JOIN rule_name ON rule_name.rule = en.name
WHERE version = 1 AND en.kind = 'rule'
ORDER BY en.position;

-- A row a decision that a post was less visible: the rule, the step, when it was made, when it ended (NULL: it stands), whether its
-- evidence was from machines alone, and the appeal against it.
CREATE MATERIALIZED VIEW decision AS
WITH made AS (
    SELECT id AS post, replace(s.by, 'policy/posts/', '') AS rule, s.level2 AS measure, min(s.holds_from) AS made, max(s.holds_to) AS ended
    FROM post, labelset_spans(decisions) AS s
    WHERE s.level1 = 'visibility'
    GROUP BY id, s.by, s.level2
)
SELECT m.post, m.rule, m.measure, (m.made AT TIME ZONE 'UTC')::date AS made,
       CASE WHEN m.ended <= (SELECT max(moment) FROM week) THEN (m.ended AT TIME ZONE 'UTC')::date END AS ended,
       round((extract(epoch FROM m.made - p.posted) / 3600)::numeric, 2) AS hours,
       (SELECT bool_and(e.by LIKE 'auto/%')
        FROM policy_explain(p.labels, policy, m.made, facts => p.facts) AS x, labelset_rows(x.because, NULL) AS e
        WHERE x.rule = m.rule) AS automated,
       (a.filed AT TIME ZONE 'UTC')::date AS appealed, (a.closed AT TIME ZONE 'UTC')::date AS answered, a.upheld
FROM made AS m JOIN post AS p ON p.id = m.post JOIN rulebook ON version = 1 LEFT JOIN appeal AS a ON a.post = m.post AND a.rule = m.rule
ORDER BY m.made, m.post, m.measure;

CREATE VIEW brand_title AS SELECT position, name AS brand, name AS title_en, name_zh AS title_zh, refuses::text AS refuses FROM brand ORDER BY position;

-- What each advertiser gets back, by month: adverts next to what it refuses as known when they were shown (refund), and as known
-- later (goodwill). Prices are per thousand adverts, in dollars; each row of the feed stands for a thousand.
CREATE MATERIALIZED VIEW refund AS
WITH near AS (
    SELECT f.brand, f.shown, labelset_union(policy_decide(p.labels, s.policy, f.shown)) OVER around AS known,
           labelset_union(policy_decide(p.labels, s.policy, (SELECT max(moment) FROM week))) OVER around AS found
    FROM feed AS f CROSS JOIN suitability AS s LEFT JOIN post AS p ON p.id = f.post
    WINDOW around AS (PARTITION BY session ORDER BY pos ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)
)
SELECT (date_trunc('month', n.shown, 'UTC') AT TIME ZONE 'UTC')::date AS month, b.name AS brand, count(*) AS adverts, sum(1000 * price) AS spent,
       coalesce(sum(1000 * price) FILTER (WHERE known @@ refuses), 0) AS refund,
       coalesce(sum(1000 * price) FILTER (WHERE found @@ refuses AND NOT coalesce(known @@ refuses, false)), 0) AS goodwill
FROM near AS n JOIN brand AS b ON b.name = n.brand
GROUP BY 1, b.name ORDER BY 1, b.name;
