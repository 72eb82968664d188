-- Replies of a fact-check community to rumours, as labels on their articles, asked beside plain
-- SQL over the rows as they came. Prints figures; fails where the two differ.
--
--     psql -v ON_ERROR_STOP=1 -v file=article_replies.csv -f test/data/cofacts.sql
\set ECHO none
\pset footer off

CREATE TABLE reply (article text, reply text, author text, negative int, positive int, kind text, app text, status text,
                    created timestamptz, updated timestamptz);
COPY reply FROM :'file' (FORMAT csv, HEADER);

-- a reply is its author's claim about the article; a deleted one is withdrawn when the row changed
CREATE TABLE asserted AS
    SELECT article, factlabel_make(path, factverdict_from_rating(kind, 'cofacts.tw'), by => tagpath('human', 'cofacts', author), claim => reply, at => created) AS label
    FROM reply JOIN (VALUES ('RUMOR', 'misinfo'::tagpath), ('NOT_RUMOR', 'misinfo'), ('OPINIONATED', 'misinfo'), ('NOT_ARTICLE', 'off-topic')) AS k (kind, path) USING (kind)
    UNION ALL
    SELECT article, factlabel_make(CASE kind WHEN 'NOT_ARTICLE' THEN 'off-topic'::tagpath ELSE 'misinfo' END,
                                   by => tagpath('human', 'cofacts', author), claim => reply, at => updated, neg => true)
    FROM reply WHERE status = 'DELETED';
CREATE TABLE article AS
    SELECT article, labelset_agg(label) AS labels FROM asserted GROUP BY article;
CREATE INDEX article_labels ON article USING gin (labels);
ANALYZE article;

\echo == Loaded
SELECT (SELECT count(*) FROM reply) AS replies, (SELECT count(*) FROM reply WHERE status = 'DELETED') AS deleted,
       count(*) AS articles, sum(labelset_count(labels)) AS labels, max(labelset_count(labels)) AS most,
       pg_size_pretty(sum(pg_column_size(labels))) AS bytes
FROM article;

-- what held: by the labels, through the index, and by the rows
CREATE TABLE moment (n int, name text, at timestamptz);
INSERT INTO moment VALUES (1, 'today', NULL), (2, '2017-07-01', '2017-07-01 00:00:00+00'), (3, '2018-01-01', '2018-01-01 00:00:00+00'),
                          (4, '2018-07-01', '2018-07-01 00:00:00+00'), (5, 'now()', now());
CREATE TABLE question (n int, name text, query tagquery, rows_meet text);
INSERT INTO question VALUES
    (1, 'rumour', 'misinfo[verdict=false]', 'rumour > 0'),
    (2, 'not a rumour', 'misinfo[verdict=true]', 'fine > 0'),
    (3, 'opinion', 'misinfo[verdict=opinion]', 'opinion > 0'),
    (4, 'not to be checked', 'off-topic', 'off_topic > 0'),
    (5, 'anything checked', 'misinfo', 'rumour + fine + opinion > 0'),
    (6, 'nobody says rumour', 'misinfo & !misinfo[verdict=false]', 'fine + opinion > 0 AND rumour = 0'),
    (7, 'sources disagree', 'misinfo[verdict=false] & misinfo[verdict=true]', 'rumour > 0 AND fine > 0'),
    (8, 'all but off topic', 'misinfo | !off-topic', 'rumour + fine + opinion > 0 OR off_topic = 0');
INSERT INTO question
    SELECT 9, 'rumour, says the busiest', format('misinfo[verdict=false; by=human/cofacts/%s]', author)::tagquery, 'busiest > 0'
    FROM reply GROUP BY author ORDER BY count(*) DESC, author LIMIT 1;
CREATE TABLE held AS
    SELECT m.n AS moment, article, count(*) FILTER (WHERE kind = 'RUMOR' AND lives) AS rumour, count(*) FILTER (WHERE kind = 'NOT_RUMOR' AND lives) AS fine,
           count(*) FILTER (WHERE kind = 'OPINIONATED' AND lives) AS opinion, count(*) FILTER (WHERE kind = 'NOT_ARTICLE' AND lives) AS off_topic,
           count(DISTINCT author) FILTER (WHERE kind = 'RUMOR' AND lives) AS rumour_authors,
           count(*) FILTER (WHERE kind = 'RUMOR' AND lives AND author = (SELECT author FROM reply GROUP BY author ORDER BY count(*) DESC, author LIMIT 1)) AS busiest
    FROM moment AS m, reply, LATERAL (
        SELECT coalesce(created <= at, true) AND NOT (status = 'DELETED' AND coalesce(updated <= at, true)) AS lives) AS l
    GROUP BY m.n, article;
CREATE TABLE compared (question int, moment int, labels bigint, differ bigint, differ_by_index bigint);

CREATE FUNCTION pg_temp.compare() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    q record;
    m record;
    asked tagquery;
    by_labels text[];
    by_index text[];
    by_rows text[];
BEGIN
    FOR q IN SELECT * FROM question LOOP
        FOR m IN SELECT * FROM moment LOOP
            asked := CASE WHEN m.at IS NULL THEN q.query ELSE tagquery_at(q.query, m.at) END;
            SET LOCAL enable_indexscan = off;
            SET LOCAL enable_bitmapscan = off;
            EXECUTE format('SELECT array_agg(article) FROM article WHERE labels @@ %L::tagquery', asked) INTO by_labels;
            SET LOCAL enable_bitmapscan = on;
            SET LOCAL enable_seqscan = off;
            EXECUTE format('SELECT array_agg(article) FROM article WHERE labels @@ %L::tagquery', asked) INTO by_index;
            SET LOCAL enable_seqscan = on;
            EXECUTE format('SELECT array_agg(article) FROM held WHERE moment = %s AND (%s)', m.n, q.rows_meet) INTO by_rows;
            INSERT INTO compared SELECT q.n, m.n, coalesce(cardinality(by_labels), 0),
                (SELECT count(*) FROM unnest(by_labels) AS a (id) FULL JOIN unnest(by_rows) AS b (id) USING (id) WHERE a IS NULL OR b IS NULL),
                (SELECT count(*) FROM unnest(by_index) AS a (id) FULL JOIN unnest(by_rows) AS b (id) USING (id) WHERE a IS NULL OR b IS NULL);
        END LOOP;
    END LOOP;
END $$;
SELECT pg_temp.compare() \g /dev/null

\echo == Articles that meet each question, as of each moment
SELECT q.name AS question, m.name AS as_of, labels
FROM compared AS c JOIN question AS q ON q.n = question JOIN moment AS m ON m.n = moment ORDER BY q.n, m.n \crosstabview question as_of labels

\echo == Labels that hold in all, by labelset_rows and by the rows
CREATE TABLE counted AS
    SELECT m.n, m.name AS as_of, (SELECT count(*) FROM article, labelset_rows(labels, coalesce(m.at, now()))) AS by_labels,
           (SELECT sum(rumour + fine + opinion + off_topic) FROM held WHERE moment = m.n) AS by_rows
    FROM moment AS m;
SELECT as_of, by_labels, by_rows FROM counted ORDER BY n;

\echo == Where sources disagree, today: articles by how many authors say rumour, and how many say not
CREATE TABLE disagreement AS
    SELECT article, count(DISTINCT l.by) FILTER (WHERE l.verdict = 'false') AS say_rumour, count(DISTINCT l.by) FILTER (WHERE l.verdict = 'true') AS say_not
    FROM article, labelset_rows(labels, now()) AS l
    WHERE labels @@ 'misinfo[verdict=false] & misinfo[verdict=true]' GROUP BY article;
SELECT least(say_rumour, 3) AS "say rumour (3: or more)", least(say_not, 3) AS "say not", count(*) AS articles FROM disagreement GROUP BY 1, 2 ORDER BY 1, 2;

\echo == Compared
SELECT count(*) AS questions, sum(differ) AS differ, sum(differ_by_index) AS differ_by_index,
       (SELECT count(*) FROM counted WHERE by_labels <> by_rows) AS counts_differ,
       (SELECT count(*) FROM disagreement JOIN held USING (article) WHERE moment = 1 AND say_rumour <> rumour_authors) AS authors_differ
FROM compared \gset
\echo :questions questions; articles that differ: :differ, :differ_by_index by the index; counts that differ: :counts_differ, of authors: :authors_differ
SELECT CASE WHEN :differ + :differ_by_index + :counts_differ + :authors_differ > 0 OR :questions <> 45 THEN 'true' ELSE 'false' END AS failed \gset
\if :failed
    DO $$ BEGIN RAISE EXCEPTION 'labels and rows differ'; END $$;
\endif
