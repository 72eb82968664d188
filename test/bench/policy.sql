-- Policies beside CASE, a join with a table of queries, and rows per label. Fails where the answers differ, and
-- prints its tables in Markdown. Runs after policy_data.sql and policy_first.sql.
SET client_min_messages = warning;
\ir least_times.sql
\ir policy_lines.sql

-- The forms of one question, each in turns with the policy; of a sample the time is scaled.
CREATE TABLE measured AS
SELECT n, name, part, competes, CASE n WHEN 1 THEN ms ELSE part * peer_ms END AS ms
FROM form, LATERAL (SELECT statement AS decide FROM form WHERE n = 1) AS d, LATERAL least_times(CASE part WHEN 1 THEN decide ELSE replace(decide, 'FROM post', format('FROM post WHERE id %% %s = 0', part)) END, nullif(statement, decide));
DO $$
DECLARE
    q record;
    answer text;
    other text;
BEGIN
    FOR q IN SELECT * FROM question ORDER BY n LOOP
        EXECUTE q.statement INTO answer;
        EXECUTE q.check INTO other;
        IF answer IS DISTINCT FROM other THEN
            RAISE EXCEPTION 'different answers' USING DETAIL = format('%s: %s; by plain SQL: %s', q.name, answer, other);
        END IF;
    END LOOP;
END $$;

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '| deciding on all posts by 200 rules | ms | µs a post | share of the fastest of the next three | goal | met |'
\qecho '|---|--:|--:|--:|--:|:-:|'
WITH m AS (SELECT *, 1000 * ms / (SELECT count(*) FROM post) AS us, ms / min(ms) FILTER (WHERE competes AND n > 1) OVER () AS share FROM measured)
SELECT '| ' || name || CASE part WHEN 1 THEN '' ELSE ', of a sample' END, round(ms::numeric, 1), round(us::numeric, 2), CASE n WHEN 1 THEN '1/' || round((1 / share)::numeric, 1) ELSE '' END,
       CASE n WHEN 1 THEN '≤ 1/8, ≤ 1 µs' ELSE '' END, CASE WHEN n > 1 THEN ' |' WHEN share <= 1 / 8.0 AND us <= 1 THEN '✓ |' ELSE '✗ |' END
FROM m ORDER BY n;
SELECT '| `policy_decide`, posts with labels alone', round(ms::numeric, 1), round(us::numeric, 2), '', '≤ 4 µs', CASE WHEN us <= 4 THEN '✓ |' ELSE '✗ |' END
FROM least_times(by_decision(format($$SELECT %s AS d FROM (SELECT labels FROM post WHERE labels <> '' OFFSET 0) AS p$$, decide('200'))), NULL),
     LATERAL (SELECT 1000 * ms / (SELECT count(*) FROM post WHERE labels <> '') AS us) AS u;
\qecho ''
\qecho '| deciding on a post, one after another | µs a post | share of the fastest other | goal | met |'
\qecho '|---|--:|--:|--:|:-:|'
CREATE TABLE measured_alone AS
SELECT n, name, 1000 * CASE n WHEN 1 THEN ms ELSE peer_ms END / 500 AS us
FROM form, LATERAL (SELECT by_severity($$SELECT decide_%s(id) AS severity FROM (SELECT id FROM post WHERE labels <> '' ORDER BY id LIMIT 500) AS p$$) AS ask) AS a,
     LATERAL least_times(format(ask, 1), CASE WHEN n > 1 THEN format(ask, n) END) WHERE one IS NOT NULL;
WITH m AS (SELECT *, us / min(us) FILTER (WHERE n > 1) OVER () AS share FROM measured_alone)
SELECT '| ' || name, round(us::numeric, 1), CASE n WHEN 1 THEN '1/' || round((1 / share)::numeric, 1) ELSE '' END, CASE n WHEN 1 THEN '≤ 1/8' ELSE '' END, CASE WHEN n > 1 THEN ' |' WHEN share <= 1 / 8.0 THEN '✓ |' ELSE '✗ |' END
FROM m ORDER BY n;
\qecho ''
\qecho '| deciding | beside | ms | peer, ms | ratio | goal | met |'
\qecho '|---|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, beside, round(ms::numeric, 1), round(peer_ms::numeric, 1), round((ms / peer_ms)::numeric, 2), '≤ ' || goal, CASE WHEN ms / peer_ms <= goal THEN '✓ |' ELSE '✗ |' END
FROM question, least_times(statement, peer, false) ORDER BY n;

\qecho ''
\qecho '| first use in a backend | ms | memory kept, MB | goal | met |'
\qecho '|---|--:|--:|--:|:-:|'
SELECT '| ' || name, round(min(ms)::numeric, 2), round(max(bytes) / 1e6, 2), '≤ ' || goal || ' ms', CASE WHEN min(ms) <= goal THEN '✓ |' ELSE '✗ |' END
FROM (VALUES ('1000', '1,000 rules', 10)) AS g (book, name, goal) JOIN first_use USING (book) GROUP BY name, goal;
