-- Adverts between the posts of the feed. A policy grades posts, and each advertiser keeps what it refuses as a query. An advert is
-- refunded if a post before or after it was refused as known when the advert was shown; what became known later is goodwill.

SET timezone = 'UTC';

CREATE TABLE suitability (policy labelpolicy NOT NULL);
INSERT INTO suitability VALUES ('by: garm
trust: human, agency, auto
ladder garm/hate: low < medium < high < floor
ladder garm/crime: low < medium < high < floor
ladder garm/spam: low < medium < high < floor
ladder garm/misinformation: low < medium < high < floor
threat: threat[score>=0.85] | threat[by=human] -> garm/hate/floor
hate: hate[score>=0.8] | hate[by=human] -> garm/hate/high
fraud: scam[score>=0.9] | scam[by=human] | link/phishing -> garm/crime/high
fraud-maybe: scam[score>=0.6] -> garm/crime/medium
spam: spam -> garm/spam/medium
false: misinfo[verdict<=mostly-false; by=agency|human] -> garm/misinformation/high
doubtful: misinfo[verdict=mixed|altered|missing-context; by=agency|human] -> garm/misinformation/medium');

CREATE TABLE brand (name text PRIMARY KEY, position int NOT NULL, name_zh text NOT NULL, price numeric NOT NULL, refuses tagquery NOT NULL);
INSERT INTO brand VALUES
    ('Harbour Bank',   1, '港灣銀行', 2.4, 'garm/*/floor | garm/*/high | garm/misinformation/medium | garm/crime/medium'),
    ('North Outdoor',  2, '北境戶外', 1.6, 'garm/*/floor | garm/*/high'),
    ('Kettle & Leaf',  3, '壺葉茶行', 1.1, 'garm/hate | garm/misinformation/high'),
    ('Little Steps',   4, '小步童鞋', 1.3, 'garm'),
    ('Bolt Cars',      5, '閃電汽車', 2.9, 'garm/*/floor | garm/hate/high'),
    ('Discount TV',    6, '省省電視', 0.7, 'garm/*/floor');

-- 4,000 visits to the feed, each with seven posts and two adverts among them. Most posts of the feed are ordinary ones, which have no
-- labels and are not in the table
CREATE TABLE feed (session int, pos int, shown timestamptz NOT NULL, post int REFERENCES post, brand text REFERENCES brand, PRIMARY KEY (session, pos));
WITH lists AS (SELECT array_agg(id ORDER BY posted, id) AS ids, array_agg(posted ORDER BY posted, id) AS times FROM post)
INSERT INTO feed
SELECT session, pos, shown + pos * '20 seconds'::interval,
       -- one of the ninety latest posts
       CASE WHEN pos NOT IN (3, 7) AND dice(session * 10 + pos, 404) < 0.15
            THEN ids[greatest(1, width_bucket(shown, times) - floor(90 * dice(session * 10 + pos, 402))::int)] END,
       CASE WHEN pos IN (3, 7) THEN pick('{Bolt Cars,Harbour Bank,North Outdoor,Discount TV,Kettle & Leaf,Little Steps}', session * 10 + pos, 403, 1.2) END
FROM lists, generate_series(1, 4000) AS session, generate_series(1, 9) AS pos,
     LATERAL (SELECT date_trunc('minute', '2026-06-03 00:00Z'::timestamptz + dice(session, 401) ^ 0.8 * '180 days'::interval) AS shown) AS s;
CREATE INDEX ON feed (post);
ANALYZE feed;
