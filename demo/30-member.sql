-- An example in Chinese: a member of an invented shop, with tags that begin and end.

SET timezone = 'Asia/Taipei';

\echo
\echo :bold'9. A member, in Chinese':reset
\echo 'An invented member of an invented shop in Taipei. Some tags are permanent, others begin or end;'
\echo 'some have a weight or a price. Slashes and commas may be typed full-width.'
\echo
\set ECHO queries

CREATE TABLE member (id bigint PRIMARY KEY, name text NOT NULL, tags tagset NOT NULL);

INSERT INTO member VALUES (1, '林小明',
    '地區／台北市／信義區、會員/金卡[until=2027-03-01T00:00:00+08:00],
     興趣/房地產/公寓[weight=0.8; until=2026-12-31T00:00:00+08:00], 興趣/烘焙[weight=0.3],
     看過/大安區三房[value=12800000; since=2026-11-02T21:15:00+08:00],
     活動/跨年慶[since=2026-12-25T00:00:00+08:00; until=2027-01-02T00:00:00+08:00]');

SELECT tag, weight, value AS price, since, until FROM member, tagset_rows(tags, NULL);

\unset ECHO

\echo 'Is this member in Taipei interested in flats, and have they seen one below 15 million? In November,'
\echo 'and after New Year? The timestamp is part of the query; operators never read the clock.'
\echo
\set ECHO queries

SELECT as_of, tags @@ tagquery_at('興趣/房地產 & 地區/台北市 & 看過[value<15000000]', as_of) AS matches,
       tagset_why(tags, tagquery_at('興趣/房地產', as_of)) AS because
FROM member, unnest('{2026-11-24 12:00+08, 2027-01-01 12:00+08}'::timestamptz[]) AS as_of;

SELECT as_of, tagset_live(tags, as_of)::tagpath[] AS holds_then
FROM member, unnest('{2026-11-24 12:00+08, 2027-01-01 12:00+08}'::timestamptz[]) AS as_of;

\unset ECHO
