-- The votes of the bench of consensus: ten per item, by up to 4,096 raters, of four labels. A rater says what is true
-- with a probability of 0.3 to 0.95, and else anything. Half of the raters are on one side: ratings of an item that
-- takes a side differ between the sides. psql variable: rows.
SET client_min_messages = warning;
SET jit = off;
CREATE EXTENSION factag;
CREATE TABLE vote AS
SELECT 'item ' || item AS item, 'rater ' || rater AS rater,
       'label ' || CASE WHEN (hashint8extended(v, 3) & 1048575) / 1048576.0 < 0.3 + 0.65 * (hashint8extended(rater, 4) & 1048575) / 1048576.0
                        THEN hashint8extended(item, 5) & 3 ELSE hashint8extended(v, 6) & 3 END AS label,
       CASE WHEN (hashint8extended(v, 7) & 3) = 0 THEN (hashint8extended(v, 8) & 1) / 2.0
            WHEN (hashint8extended(item, 9) & 3) = 0 THEN 1 WHEN (hashint8extended(item, 9) & 1) = (rater & 1) THEN 1 ELSE 0 END::float8 AS rating
FROM (SELECT v, (hashint8extended(v, 1) & 2147483647) % (:rows / 10) AS item, (hashint8extended(v, 2) & 2147483647) % least(4096, :rows / 10) AS rater
      FROM generate_series(1, :rows::bigint) AS v) AS s;
VACUUM ANALYZE vote;
