-- Posts on the portal's community pages in the six months from June 2026, and what others say of them: a classifier and rules at
-- once, three fact-checkers hours or days later, moderators in between. Labels are corrected, withdrawn and denied, they end, and the
-- feed of one fact-checker arrives once a week. All posts, sources and claims are invented.

SET timezone = 'UTC';

-- A number around 0, rarely beyond -2 and 2.
CREATE FUNCTION bell(i bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 2 * (dice(i, salt) + dice(i, salt + 1000) + dice(i, salt + 2000) - 1.5);

CREATE TABLE label_book (taxonomy tagtaxonomy NOT NULL);
INSERT INTO label_book VALUES ('
misinfo [title-en="Misinformation"; title-zh-Hant="不實訊息"]
misinfo/health [title-en="Health"; title-zh-Hant="健康"]
misinfo/property [title-en="Property market"; title-zh-Hant="房市"]
misinfo/disaster [title-en="Disasters"; title-zh-Hant="災害"]
misinfo/election [title-en="Elections"; title-zh-Hant="選舉"]
scam [title-en="Fraud"; title-zh-Hant="詐騙"]
scam/investment [title-en="Investment fraud"; title-zh-Hant="投資詐騙"]
link [title-en="Links"; title-zh-Hant="連結"]
link/phishing [title-en="Phishing"; title-zh-Hant="釣魚連結"]
spam [title-en="Spam"; title-zh-Hant="垃圾訊息"]
spam/link [title-en="Repeated links"; title-zh-Hant="大量連結"]
spam/repeat [title-en="Repeated text"; title-zh-Hant="重複內容"]
spam/prize [title-en="Prize draws"; title-zh-Hant="中獎訊息"]
hate [title-en="Hate"; title-zh-Hant="仇恨"]
hate/slur [title-en="Slurs"; title-zh-Hant="歧視用語"]
threat [title-en="Threats"; title-zh-Hant="威脅"]
threat/violence [title-en="Violence"; title-zh-Hant="暴力"]
privacy [title-en="Privacy"; title-zh-Hant="隱私"]
privacy/doxxing [title-en="Addresses of others"; title-zh-Hant="公開他人個資"]');

CREATE TABLE source_name (source text PRIMARY KEY, position int NOT NULL, title_en text NOT NULL, title_zh text NOT NULL);
INSERT INTO source_name VALUES
    ('auto/model', 1, 'Classifier', '分類模型'), ('auto/rules', 2, 'Rules', '文字規則'),
    ('agency/north-desk', 3, 'North Desk', '北方查核站'), ('agency/harbour-check', 4, 'Harbour Check', '港灣查核'),
    ('agency/line-watch', 5, 'Line Watch', '訊息觀測'), ('human', 6, 'Moderators', '審查員');

-- what people write, and how often
CREATE TABLE subject (position int GENERATED ALWAYS AS IDENTITY, topic text, share float8, titles_en text[], titles_zh text[]);
INSERT INTO subject (topic, share, titles_en, titles_zh) VALUES
    ('', 0.34,
        '{Soup kitchen opens by the river,Lift out of order again,Lost cat in the lane behind the market,Which school takes new pupils?,Concert in the park on Sunday}',
        '{河邊新開的湯麵店,電梯又故障了,市場後巷走失一隻貓,哪所小學還有名額？,週日公園有音樂會}'),
    ('misinfo/health', 0.15,
        '{Tap water turns bones soft,Every dose holds a chip,Garlic water ends a fever overnight,New towers make birds fall from the sky,A doctor says salt cures the flu}',
        '{喝自來水會讓骨頭變軟,每一劑疫苗都藏有晶片,大蒜水一夜退燒,新基地台讓鳥群墜落,醫師說鹽巴可治流感}'),
    ('misinfo/property', 0.13,
        '{Loans stop for everybody under 40 next month,Prices in Tamsui halve by spring,A new tax takes every second home,The metro line was cancelled in secret,Banks will pay your deposit for you}',
        '{下個月起 40 歲以下不能貸款,淡水房價春天前腰斬,新稅制將沒收第二間房,捷運新線已祕密取消,銀行將替你付頭期款}'),
    ('misinfo/disaster', 0.07,
        '{The dam has broken - leave now,Storm photographed from space,Shelves are empty in every shop,The bridge fell an hour ago}',
        '{水庫潰堤請立刻撤離,從太空拍到的颱風,各地賣場已被搶空,大橋一小時前斷裂}'),
    ('misinfo/election', 0.08,
        '{Ballots were printed twice,Voting moves to Monday,The mayor has left the country,Pens at the polls fade after an hour}',
        '{選票被重複印製,投票日改到星期一,市長已經出國,投票所的筆一小時後會褪色}'),
    ('scam/investment', 0.07,
        '{Turn 10000 into a million by Friday,A teacher’s group with sure profits,Flats abroad at half price - transfer today}',
        '{星期五前一萬變一百萬,老師帶你穩賺不賠的群組,海外房產半價，今天匯款}'),
    ('link/phishing', 0.03, '{Your parcel waits - sign in here,The power company owes you money}', '{包裹待領，請由此登入,電力公司要退費給您}'),
    ('spam', 0.07, '{Win a phone - click here,Cheap movers call now,Best loans best loans best loans}', '{點我抽手機,便宜搬家請來電,最優貸款最優貸款最優貸款}'),
    ('hate/slur', 0.03, '{People like those should not rent here,Strong words about the new neighbours}', '{那種人不該租在這裡,對新鄰居的惡言}'),
    ('threat/violence', 0.015, '{You will regret this tonight,I know where you park}', '{今晚你會後悔,我知道你車停哪}'),
    ('privacy/doxxing', 0.015, '{Here is the landlord’s home address,Call her at this number}', '{這是房東家的地址,打這支電話找她}');

CREATE TABLE post (
    id int PRIMARY KEY, posted timestamptz NOT NULL, topic text NOT NULL, title_en text NOT NULL, title_zh text NOT NULL,
    facts tagset NOT NULL, labels labelset NOT NULL DEFAULT '', decisions labelset NOT NULL DEFAULT '');

-- Posts become more by the week; a typhoon in the last week of August brings rumours, and so do the elections in November.
INSERT INTO post
SELECT i, posted, topic, titles_en[n], titles_zh[n], tagset_make('account-age', value => floor(800 * dice(i, 203) ^ 3))
FROM generate_series(1, 2600) AS i,
     LATERAL (SELECT date_trunc('minute', '2026-06-01 00:00Z'::timestamptz + dice(i, 201) ^ 0.8 * '182 days'::interval) AS usual, dice(i, 202) AS throw) AS d,
     LATERAL (SELECT topic, titles_en, titles_zh FROM (SELECT *, sum(share) OVER (ORDER BY position) AS upto FROM subject) AS s
              WHERE throw < upto ORDER BY upto LIMIT 1) AS s,
     LATERAL (SELECT 1 + floor(cardinality(titles_en) * dice(i, 204))::int AS n,
                     CASE WHEN topic = 'misinfo/disaster' AND dice(i, 205) < 0.7 THEN '2026-08-24 06:00Z'::timestamptz + floor(dice(i, 206) * 8640) * '1 minute'::interval
                          WHEN topic = 'misinfo/election' AND dice(i, 205) < 0.6 THEN '2026-11-01 00:00Z'::timestamptz + floor(dice(i, 206) * 40320) * '1 minute'::interval
                          ELSE usual END AS posted) AS t;

-- Who labels a post, and when. "truth" is what it is worth, on the scale from 0 to 1; each fact-checker errs in its own way.
UPDATE post SET labels = labels || found
FROM (SELECT p.id, labelset_agg(factlabel_make(path, verdict => verdict, score => score, by => by, at => date_trunc('minute', l.at),
                                               seen => date_trunc('minute', l.seen), until => until, neg => neg, deny => deny)) AS found
      FROM post AS p,
           LATERAL (SELECT extract(epoch FROM posted - '2026-06-01 00:00Z') / extract(epoch FROM '182 days'::interval) AS progress,
                           topic LIKE 'misinfo/%' AS checked,
                           (ARRAY[0, 0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9])[1 + floor(8 * dice(p.id, 210))::int] AS truth,
                           (CASE WHEN topic = 'misinfo/disaster' AND dice(p.id, 211) < 0.35 THEN 'altered'
                                 WHEN topic = 'misinfo/election' AND dice(p.id, 211) < 0.12 THEN 'satire'
                                 WHEN topic IN ('misinfo/health', 'misinfo/property') AND dice(p.id, 211) < 0.14 THEN 'missing-context' END)::factverdict AS off_scale) AS x,
           LATERAL (SELECT posted + exp(ln(11) - 0.5 * progress + 0.9 * bell(p.id, 220)) * '1 hour'::interval AS north,
                           posted + exp(ln(30) - 0.8 * progress + 0.7 * bell(p.id, 221)) * '1 hour'::interval AS harbour,
                           posted + exp(ln(44) + 0.8 * bell(p.id, 222)) * '1 hour'::interval AS line,
                           posted + exp(ln(5) + bell(p.id, 223)) * '1 hour'::interval AS human,
                           posted + (1 + 40 * dice(p.id, 224) ^ 3) * '1 minute'::interval AS machine) AS t,
           LATERAL (SELECT factverdict_from_number(least(1, greatest(0, truth + 0.09 * bell(p.id, 247))), 0, 1) AS careful) AS v,
           LATERAL (VALUES
               -- the classifier: surer of what is bad, and sometimes wrong about an ordinary post
               (CASE WHEN topic = 'spam' OR topic = '' AND dice(p.id, 230) > 0.06 THEN NULL
                     WHEN topic = '' THEN pick('{hate/slur,misinfo/health,threat/violence,spam/prize}', p.id, 231)
                     WHEN dice(p.id, 230) < 0.78 THEN topic END,
                   NULL::factverdict, round((0.5 + 0.49 * dice(p.id, 232) ^ CASE WHEN topic = '' THEN 1.3 ELSE 0.6 END)::numeric, 2)::float8,
                   'auto/model', machine, NULL::timestamptz, NULL::timestamptz, false, false),
               -- rules find spam, twice as a rule, and links that steal passwords
               (CASE WHEN topic = 'spam' THEN 'spam/link' WHEN topic = 'link/phishing' AND dice(p.id, 233) < 0.4 THEN topic END,
                   NULL, round((0.6 + 0.4 * dice(p.id, 234))::numeric, 2)::float8, 'auto/rules', machine, NULL, NULL, false, false),
               (CASE WHEN topic = 'spam' AND dice(p.id, 235) < 0.7 THEN pick('{spam/repeat,spam/prize}', p.id, 236) END,
                   NULL, 0.8, 'auto/rules', machine, NULL, posted + '90 days'::interval, false, false),
               -- fact-checkers
               (CASE WHEN checked AND dice(p.id, 240) < 0.62 THEN topic END,
                   coalesce(off_scale, factverdict_from_number(least(1, greatest(0, truth + 0.16 * bell(p.id, 241))), 0, 1)), NULL,
                   'agency/north-desk', north, NULL, NULL, false, false),
               (CASE WHEN checked AND dice(p.id, 242) < 0.5 THEN topic END,
                   CASE WHEN dice(p.id, 243) < 0.7 THEN coalesce(off_scale, careful) ELSE careful END, NULL, 'agency/harbour-check', harbour, NULL, NULL, false, false),
               (CASE WHEN checked AND dice(p.id, 244) < 0.38 THEN topic END,
                   factverdict_from_number(least(1, greatest(0, truth + 0.1 + 0.25 * bell(p.id, 245))), 0, 1), NULL, 'agency/line-watch', line,
                   date_trunc('week', line) + '7 days 6 hours'::interval, NULL, false, false),
               -- the fast one is corrected sometimes, and sometimes takes back what it said
               (CASE WHEN checked AND dice(p.id, 240) < 0.62 AND dice(p.id, 246) < 0.1 THEN topic END,
                   factverdict_from_number(least(1, greatest(0, truth)), 0, 1), NULL, 'agency/north-desk', north + '30 hours'::interval, NULL, NULL, false, false),
               (CASE WHEN checked AND dice(p.id, 240) < 0.62 AND dice(p.id, 246) BETWEEN 0.1 AND 0.14 THEN topic END,
                   NULL, NULL, 'agency/north-desk', north + '50 hours'::interval, NULL, NULL, true, false),
               -- moderators: they confirm, and they deny what the classifier says of ordinary posts
               (CASE WHEN topic NOT LIKE 'misinfo/%' AND topic NOT IN ('', 'spam') AND dice(p.id, 250) < 0.55 THEN topic
                     WHEN topic = 'spam' AND dice(p.id, 250) < 0.15 THEN 'spam' END,
                   NULL, NULL, CASE WHEN dice(p.id, 251) < 0.5 THEN 'human/ana' ELSE 'human/ben' END, human, NULL, NULL, false, false),
               (CASE WHEN topic = '' AND dice(p.id, 230) <= 0.06 AND dice(p.id, 252) < 0.7
                     THEN pick('{hate/slur,misinfo/health,threat/violence,spam/prize}', p.id, 231) END,
                   NULL, NULL, CASE WHEN dice(p.id, 251) < 0.5 THEN 'human/ana' ELSE 'human/ben' END, human + '20 hours'::interval, NULL, NULL, false, true)
           ) AS l (path, verdict, score, by, at, seen, until, neg, deny)
      WHERE path IS NOT NULL AND l.at < '2026-11-30 00:00Z' GROUP BY p.id) AS f
WHERE f.id = post.id;

CREATE INDEX ON post USING gin (labels);
ANALYZE post;
