-- Members of an invented property portal in Taiwan: 8,000 people with tags that begin and end between 2024 and December
-- 2026, the tag book with their titles, and the audiences that somebody saved. Nothing here reads the clock or random().

SET timezone = 'UTC';

-- A number from 0 to 1 that depends on nothing but the two arguments: the number of a row, and what is being thrown for.
CREATE FUNCTION dice(i bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(i, salt) & 4503599627370495)::float8 / 4503599627370496;

-- One of the texts. A skew above 1 prefers the first ones.
CREATE FUNCTION pick(texts text[], i bigint, salt bigint, skew float8 = 1) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN texts[1 + floor(cardinality(texts) * dice(i, salt) ^ skew)::int];

CREATE TABLE tag_book (taxonomy tagtaxonomy NOT NULL);
INSERT INTO tag_book VALUES ('
region [title-en="Region"; title-zh-Hant="地區"]
region/taipei [title-en="Taipei"; title-zh-Hant="臺北"]
region/taipei/daan [title-en="Da’an"; title-zh-Hant="大安"]
region/taipei/xinyi [title-en="Xinyi"; title-zh-Hant="信義"]
region/taipei/songshan [title-en="Songshan"; title-zh-Hant="松山"]
region/taipei/neihu [title-en="Neihu"; title-zh-Hant="內湖"]
region/new-taipei [title-en="New Taipei"; title-zh-Hant="新北"]
region/new-taipei/banqiao [title-en="Banqiao"; title-zh-Hant="板橋"]
region/new-taipei/tamsui [title-en="Tamsui"; title-zh-Hant="淡水"]
region/taoyuan [title-en="Taoyuan"; title-zh-Hant="桃園"]
region/taichung [title-en="Taichung"; title-zh-Hant="臺中"]
region/taichung/xitun [title-en="Xitun"; title-zh-Hant="西屯"]
region/tainan [title-en="Tainan"; title-zh-Hant="臺南"]
region/kaohsiung [title-en="Kaohsiung"; title-zh-Hant="高雄"]
region/kaohsiung/zuoying [title-en="Zuoying"; title-zh-Hant="左營"]
status [exclusive; title-en="Status"; title-zh-Hant="狀態"]
status/new [title-en="New"; title-zh-Hant="新會員"]
status/active [title-en="Active"; title-zh-Hant="一般會員"]
status/vip [title-en="VIP"; title-zh-Hant="貴賓"]
status/left [title-en="Left"; title-zh-Hant="已離開"]
interest [title-en="Interest"; title-zh-Hant="興趣"]
interest/buy [title-en="Buying"; title-zh-Hant="買屋"]
interest/buy/apartment [title-en="Apartment"; title-zh-Hant="公寓"]
interest/buy/tower [title-en="Tower flat"; title-zh-Hant="電梯大樓"]
interest/buy/house [title-en="House"; title-zh-Hant="透天"]
interest/buy/studio [title-en="Studio"; title-zh-Hant="套房"]
interest/rent [title-en="Renting"; title-zh-Hant="租屋"]
interest/rent/apartment [title-en="Apartment"; title-zh-Hant="公寓"]
interest/rent/room [title-en="Room"; title-zh-Hant="雅房"]
interest/sell [title-en="Selling"; title-zh-Hant="賣屋"]
interest/loan [title-en="Loans"; title-zh-Hant="貸款"]
interest/loan/mortgage [title-en="Mortgage"; title-zh-Hant="房貸"]
interest/loan/refinance [title-en="Refinancing"; title-zh-Hant="轉貸"]
interest/home [title-en="Living"; title-zh-Hant="居家"]
interest/home/renovation [title-en="Renovation"; title-zh-Hant="裝潢"]
interest/home/furniture [title-en="Furniture"; title-zh-Hant="家具"]
interest/home/moving [title-en="Moving"; title-zh-Hant="搬家"]
budget [exclusive; title-en="Budget"; title-zh-Hant="預算"]
budget/to-10m [title-en="To 10 million"; title-zh-Hant="1000 萬以下"]
budget/to-20m [title-en="10 to 20 million"; title-zh-Hant="1000 至 2000 萬"]
budget/to-40m [title-en="20 to 40 million"; title-zh-Hant="2000 至 4000 萬"]
budget/above-40m [title-en="Above 40 million"; title-zh-Hant="4000 萬以上"]
consent [title-en="Consent"; title-zh-Hant="同意"]
consent/line [title-en="LINE"; title-zh-Hant="LINE"]
consent/mail [title-en="E-mail"; title-zh-Hant="電子郵件"]
consent/sms [title-en="Text message"; title-zh-Hant="簡訊"]
source [title-en="Came by"; title-zh-Hant="來源"]
source/search [title-en="Search"; title-zh-Hant="搜尋"]
source/line [title-en="LINE"; title-zh-Hant="LINE"]
source/advert [title-en="Advert"; title-zh-Hant="廣告"]
source/friend [title-en="A friend"; title-zh-Hant="親友介紹"]
source/branch [title-en="Branch"; title-zh-Hant="門市"]
viewed [title-en="Viewed"; title-zh-Hant="看過"]
viewed/price [title-en="A price"; title-zh-Hant="價格"]');

CREATE TABLE member (id int PRIMARY KEY, tags tagset NOT NULL);

-- Every tag begins when somebody joins, or later, so an audience as of a day counts who had joined by then.
INSERT INTO member
SELECT i, (SELECT tagset_union(tagset_make(path, weight => weight, value => value, since => since, until => until))
           FROM (VALUES
               (pick('{region/taipei/daan,region/new-taipei/banqiao,region/taipei/neihu,region/taichung/xitun,region/taoyuan,
                      region/taipei/xinyi,region/kaohsiung/zuoying,region/new-taipei/tamsui,region/tainan,region/taipei/songshan}', i, 1, 1.4),
                   NULL::float8, NULL::float8, joined, NULL::timestamptz),
               (pick('{source/search,source/line,source/advert,source/friend,source/branch}', i, 2, 1.3), NULL, NULL, joined, NULL),
               ('status/new', NULL, NULL, joined, least(joined + '30 days', leaves)),
               (CASE WHEN grown < coalesce(leaves, 'infinity') THEN 'status/active' END, NULL, NULL, grown, least(vip, leaves)),
               (CASE WHEN vip < coalesce(leaves, 'infinity') THEN 'status/vip' END, NULL, NULL, vip, leaves),
               (CASE WHEN leaves IS NOT NULL THEN 'status/left' END, NULL, NULL, leaves, NULL),
               (pick('{interest/buy/tower,interest/buy/apartment,interest/rent/apartment,interest/buy/house,
                      interest/rent/room,interest/buy/studio,interest/sell}', i, 3, 1.3),
                   round((0.3 + 0.7 * dice(i, 4))::numeric, 1)::float8, NULL, joined, least(joined + (90 + 300 * dice(i, 5)) * '1 day'::interval, leaves)),
               (CASE WHEN dice(i, 6) < 0.55
                     THEN pick('{interest/loan/mortgage,interest/home/renovation,interest/home/furniture,interest/home/moving,interest/loan/refinance}', i, 7, 1.2) END,
                   NULL, NULL, joined + 50 * dice(i, 8) * '1 day'::interval, joined + (120 + 200 * dice(i, 9)) * '1 day'::interval),
               (CASE WHEN dice(i, 10) < 0.7 THEN pick('{budget/to-20m,budget/to-10m,budget/to-40m,budget/above-40m}', i, 11, 1.3) END,
                   NULL, NULL, joined + 20 * dice(i, 12) * '1 day'::interval, joined + (200 + 200 * dice(i, 13)) * '1 day'::interval),
               (CASE WHEN dice(i, 14) < 0.62 THEN 'consent/line' END, NULL, NULL, joined + 40 * dice(i, 15) * '1 day'::interval, leaves),
               (CASE WHEN dice(i, 16) < 0.48 THEN 'consent/mail' END, NULL, NULL, joined,
                   CASE WHEN dice(i, 17) < 0.15 THEN joined + 90 * '1 day'::interval ELSE leaves END),
               (CASE WHEN dice(i, 18) < 0.2 THEN 'consent/sms' END, NULL, NULL, joined, leaves),
               (CASE WHEN dice(i, 19) < 0.66 THEN 'viewed/price' END,
                   NULL, 100000 * round(60 + 540 * dice(i, 20) ^ 2.5), joined + dice(i, 21) * '60 days'::interval, NULL)
           ) AS t (path, weight, value, since, until))
FROM generate_series(1, 8000) AS i,
     -- three in eight were there in June; then more and more come, and a campaign in September brings a wave
     LATERAL (SELECT date_trunc('hour', CASE WHEN i <= 3000 THEN '2024-06-01 00:00Z'::timestamptz + dice(i, 31) ^ 0.6 * '730 days'::interval
                                             WHEN i <= 7000 THEN '2026-06-01 00:00Z'::timestamptz + dice(i, 31) ^ 0.75 * '186 days'::interval
                                             ELSE '2026-09-07 00:00Z'::timestamptz + dice(i, 31) ^ 1.5 * '35 days'::interval END) AS joined) AS j,
     LATERAL (SELECT joined + '30 days' AS grown,
                     date_trunc('hour', joined + CASE WHEN dice(i, 32) < 0.12 THEN (40 + 200 * dice(i, 33)) * '1 day'::interval END) AS vip,
                     date_trunc('hour', joined + CASE WHEN dice(i, 34) < 0.3 THEN (20 + 500 * dice(i, 35) ^ 1.2) * '1 day'::interval END) AS leaves) AS s;

ANALYZE member;
SELECT audience_create('member', 'id', 'tags');

CREATE TABLE saved_audience (position int PRIMARY KEY, name_en text NOT NULL, name_zh text NOT NULL, query tagquery NOT NULL);
INSERT INTO saved_audience VALUES
    (1, 'Buyers in Taipei',         '臺北買方',       'interest/buy & region/taipei & !status/left'),
    (2, 'First home',               '首購族',         '(budget/to-10m | budget/to-20m) & interest/loan/mortgage'),
    (3, 'Top of the market',        '豪宅客群',       'budget/above-40m | viewed/price[value>=30000000]'),
    (4, 'Renting',                  '租屋族',         'interest/rent & !status/left'),
    (5, 'Moving in',                '入住新居',       'interest/home'),
    (6, 'Reached by LINE or e-mail', '可用 LINE 或電子郵件聯絡', '(consent/line | consent/mail) & !status/left'),
    (7, 'New in 30 days',           '近 30 天新會員', 'status/new'),
    (8, 'VIP',                      '貴賓',           'status/vip');
