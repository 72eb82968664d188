-- Compares the views of the dashboard with plain queries over the tables. Prints a line for each that differs, and nothing else.
SET search_path = dashboard, public;

-- Mondays in UTC, in whatever time zone the views are read
SET timezone = 'Australia/Sydney';
SELECT 'week', day, moment FROM week WHERE extract(isodow FROM day) <> 1 OR moment <> day::timestamp AT TIME ZONE 'UTC';
RESET timezone;

-- an audience, and a scan with the set expanded to all ancestors
SELECT 'audience_tree', day, among, tag, v.members, t.members
FROM (SELECT * FROM audience_tree
      WHERE (day, among) IN (('2026-06-01', ''), ('2026-09-14', 'region/taipei'), ('2026-11-30', ''), ('2026-11-30', 'status/new'))) AS v
     FULL JOIN (SELECT day, among, tag, count(*) AS members
                FROM (VALUES ('2026-06-01'::date, '', NULL), ('2026-09-14', 'region/taipei', 'region/taipei'), ('2026-11-30', '', NULL), ('2026-11-30', 'status/new', 'status/new'))
                         AS a (day, among, query) JOIN week USING (day),
                     LATERAL (SELECT tagset_expand(tagset_live(tags, moment)) AS held FROM member WHERE query IS NULL OR tagset_matches(tags, query, moment)) AS m,
                     unnest(held::text[]) AS tag
                GROUP BY day, among, tag) AS t USING (day, among, tag)
WHERE v.members IS DISTINCT FROM t.members;

SELECT 'audience_flow', day, position, v.members, t.members
FROM audience_flow AS v JOIN (SELECT day, position, count(*) FILTER (WHERE tags @@ tagquery_at(query, moment)) AS members
                              FROM week, saved_audience, member WHERE day IN ('2026-07-06', '2026-11-30') GROUP BY day, position) AS t USING (day, position)
WHERE v.members <> t.members;

-- who entered and who left make the difference of two sizes
SELECT 'audience_flow', day, position FROM (SELECT *, members - lag(members) OVER (PARTITION BY position ORDER BY day) AS growth FROM audience_flow) AS f
WHERE growth <> entered - "left";

SELECT 'audience_overlap', "row", "column", o.members, t.members
FROM audience_overlap AS o JOIN (SELECT a.position AS "row", b.position AS "column", count(m.id) AS members
                                 FROM saved_audience AS a CROSS JOIN saved_audience AS b
                                      LEFT JOIN member AS m ON tagset_matches(tags, a.query, '2026-11-30 00:00Z') AND tagset_matches(tags, b.query, '2026-11-30 00:00Z')
                                 GROUP BY 1, 2) AS t USING ("row", "column")
WHERE day = '2026-11-30' AND o.members <> t.members;

-- a visitor is anonymous until the first login on the device
SELECT 'visitor_week', w.visitors, w.anonymous, t.visitors, t.anonymous
FROM (SELECT sum(visitors) AS visitors, sum(visitors) FILTER (WHERE known_by = 'anonymous') AS anonymous FROM visitor_week WHERE day = '2026-11-30') AS w,
     (SELECT count(*) AS visitors,
             count(*) FILTER (WHERE NOT EXISTS (SELECT FROM crm_link JOIN crm_identifier AS i ON i.id = b
                                                WHERE (i.kind, i.value) = ('cookie', cookie) AND crm_link.at <= v.at)) AS anonymous
      FROM (SELECT cookie, max(at) AS at FROM visit WHERE at >= '2026-11-23 00:00Z' AND at < '2026-11-30 00:00Z' GROUP BY cookie) AS v) AS t
WHERE (w.visitors, w.anonymous) IS DISTINCT FROM (t.visitors, t.anonymous);
SELECT 'identity', problem, detail FROM identity_problems('crm');

-- spans, and the rows of a log as of a day
SELECT 'label_span', v.topic, v.source, v.n, t.n
FROM (SELECT topic, source, count(*) AS n FROM label_span WHERE holds_from <= '2026-09-01 00:00Z' AND holds_to > '2026-09-01 00:00Z' GROUP BY 1, 2) AS v
     FULL JOIN (SELECT label AS topic, regexp_replace("by", '^human/.*', 'human') AS source, count(*) AS n
                FROM post, labelset_rows(labels, '2026-09-01 00:00Z') WHERE level1 <> 'appeal' GROUP BY 1, 2) AS t USING (topic, source)
WHERE v.n IS DISTINCT FROM t.n;

-- what stands of the decisions, by the operator
SELECT 'decision', d.stands, t.stands
FROM (SELECT count(*) AS stands FROM decision WHERE ended IS NULL) AS d,
     (SELECT count(*) AS stands FROM post, labelset_rows(decisions, '2026-11-30 00:00Z') WHERE level1 = 'visibility') AS t WHERE d.stands <> t.stands;
SELECT 'decision', post, rule, 'an upheld appeal, and the decision stands' FROM decision WHERE upheld AND ended IS NULL;

-- adverts with a post before or after them that the brand refuses, as known when they were shown
SELECT 'refund', r.brand, r.refund, t.refund
FROM (SELECT brand, sum(refund) AS refund FROM refund GROUP BY brand) AS r
     JOIN (SELECT b.name AS brand, coalesce(sum(1000 * price) FILTER (WHERE EXISTS (
                      SELECT FROM feed AS n JOIN post AS p ON p.id = n.post CROSS JOIN suitability
                      WHERE n.session = f.session AND abs(n.pos - f.pos) = 1
                      GROUP BY () HAVING labelset_union(policy_decide(p.labels, policy, n.shown)) @@ b.refuses)), 0) AS refund
           FROM feed AS f JOIN brand AS b ON b.name = f.brand GROUP BY b.name) AS t USING (brand)
WHERE r.refund <> t.refund;
