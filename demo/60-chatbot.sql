-- Messages to a chatbot, in Chinese and English, become tags; then messages that try to evade rules.

\echo
\echo :bold'14. Lines of a chat become tags':reset
\echo 'Invented members write to an invented shop. A rule is a condition over patterns, an arrow and'
\echo 'labels; ! negates, and "2 of" needs two of several patterns to match. Folding turns the text into'
\echo 'lower case and ordinary width, and patterns match both Simplified and Traditional Chinese.'
\echo
\set ECHO queries

CREATE TABLE bot (rules ruleset);
INSERT INTO bot VALUES ('
by: auto/rules/bot
fold: casefold, width, hans
flat: /公寓|套房|\bapartments?\b/ & !/不想|賣掉|\bsold\b/ -> interest/real-estate/apartment
pet: /猫|狗|\b(cat|dog)s?\b/ -> interest/pet
refund: /退款|退货|\brefund|money back/ -> intent/refund
leaving: /取消.{0,4}会员|\bcancel my membership\b/ -> status/leaving[score=0.8]
urgent: 2 of (/!!/, /马上|立刻|\bright now\b/, /还没|\bstill (no|not)\b/) -> mood/urgent');

CREATE TABLE chat (id int, member text, said text);
INSERT INTO chat VALUES
    (1, 'Ann',    'Looking for an APARTMENT near the park, my two dogs need it'),
    (2, 'Ann',    'Still no answer. I want my money back right now!!'),
    (3, '林小明', '信義區有沒有兩房的公寓？可以養貓嗎'),
    (4, '林小明', '公寓已經賣掉了，謝謝'),
    (5, '陳靜',   '還沒收到退款！！請取消我的會員'),
    (6, '陈静',   '狗粮收到了，谢谢');

SELECT id, said, labelset_tags(ruleset_classify(said, rules), NULL) AS tags FROM chat, bot ORDER BY id;

\unset ECHO

\echo 'A flat that is sold is no interest. A member''s tags are the union of the tags of all messages. And'
\echo 'this is what made each rule match, in the original words:'
\echo
\set ECHO queries

SELECT member, tagset_union(labelset_tags(ruleset_classify(said, rules), NULL)) AS tags
FROM chat, bot GROUP BY member ORDER BY min(id);

SELECT rule, label, start, length, match FROM chat, bot, ruleset_matches(said, rules) WHERE id = 5;

\unset ECHO

\echo
\echo :bold'15. Evasion':reset
\echo 'Digits and Cyrillic look-alikes in place of letters, words spelled out or split by invisible'
\echo 'characters, and the other form of Chinese. The same three rules, without folding and with it (the'
\echo 'option hans lets the patterns match both forms of Chinese, and leaves the text as it is);'
\echo 'matches are marked in the original text. The last line is innocent, and no rule matches it.'
\echo
\set ECHO queries

CREATE TABLE evasion (id int, line text);
INSERT INTO evasion VALUES
    (1, 'I hate queues'), (2, 'I h4te queues'), (3, 'we h a t e queues'),
    (4, U&'get fr\0435\0435 \0441oins'), (5, U&'get f\200Br\200Be\200Be coins'), (6, '台湾免费抽奖'), (7, '台灣免費抽獎'),
    (8, 'Gate 4, whatever: freesia, chat events');

SELECT id, line, labelset_tags(ruleset_classify(line, plain), NULL) AS "without",
       labelset_tags(ruleset_classify(line, folding), NULL) AS "with fold:",
       ruleset_highlight(line, folding, '[', ']') AS marked
FROM evasion, (SELECT plain, 'fold: casefold, invisible, confusables, leet, spaced, hans' || plain AS folding
               FROM (SELECT ruleset_from_text('rant: /\bhate\b/i -> tone/rant
                                               coins: /\bfree coins\b/i -> spam/coins
                                               prize: /台湾免费/ -> spam/prize') AS plain) AS p) AS r
ORDER BY id;

SELECT factag_fold(line, 'casefold', 'invisible', 'confusables', 'leet', 'spaced') AS "what the rules see"
FROM evasion WHERE id IN (2, 3, 4, 5) ORDER BY id;

\unset ECHO
