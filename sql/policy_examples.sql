-- The policies in examples/policies: they load, and every rule and every exemption in them is used.
\set ECHO queries
\getenv source PG_ABS_SRCDIR
\set file :source '/examples/policies/brand-suitability.policy'
\set brand `cat :'file'`
\set file :source '/examples/policies/community.policy'
\set community `cat :'file'`
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
SET jit = off;

CREATE TABLE example (title text PRIMARY KEY, policy labelpolicy NOT NULL);
\set ECHO none
INSERT INTO example VALUES ('brand', :'brand'), ('community', :'community');
\set ECHO queries

\echo
\echo == Both load, and print as they are read
SELECT title, kind, count(*) FROM example, policy_rules(policy) GROUP BY title, kind ORDER BY title, kind;
SELECT title, policy::text::labelpolicy = policy AS same FROM example ORDER BY title;
-- no rule is useless because of another
SELECT title, name, shadowed_by FROM example, policy_rules(policy) WHERE shadowed_by IS NOT NULL;

\echo
\echo == Brand suitability: the answer of a vendor becomes labels, and these become levels
CREATE FUNCTION vendor_labels(answer jsonb, vendor text, at timestamptz) RETURNS labelset LANGUAGE sql IMMUTABLE AS $$
    SELECT labelset_agg(factlabel_make(tagpath_make(VARIADIC array_remove(ARRAY['iab-id', category, suitability], NULL)), by => vendor::tagpath, at => at))
    FROM jsonb_to_recordset(answer -> 'categories') AS c (category text, suitability text)
$$;
CREATE TABLE page (url text PRIMARY KEY, labels labelset NOT NULL DEFAULT '');
INSERT INTO page VALUES ('/review', vendor_labels('{"categories": [
    {"category": "avbNf2", "suitability": "bsr002"}, {"category": "HxqYV1", "suitability": "bsr004"}, {"category": "693", "suitability": null}]}',
    'vendor/one', '2026-07-01 08:00Z'));
SELECT labels FROM page;
SELECT label, by FROM page, example, labelset_rows(policy_decide(labels, policy, '2026-07-02 00:00Z'), NULL) WHERE title = 'brand';

\echo
\echo == Each topic of each level, and the floor without adverts
WITH topic (code, topic) AS (VALUES ('Rm3SiT', 'adult'), ('avbNf2', 'arms'), ('XtODT3', 'crime'), ('I4GWl6', 'death-war'), ('mm3UXx', 'piracy'),
         ('HxqYV1', 'hate'), ('j9PaO9', 'profanity'), ('pg0WhF', 'drugs'), ('6i4dB6', 'spam'), ('8FD8nI', 'terrorism'), ('Z7rJBM', 'social-issues')),
     level (id, level, besides) AS (VALUES ('bsr001', 'floor', 'ads/none'), ('bsr002', 'high', NULL), ('bsr003', 'medium', NULL), ('bsr004', 'low', NULL),
         (NULL, 'high', 'review/')),
     pair AS (SELECT *, policy_decide(vendor_labels(jsonb_build_object('categories', jsonb_build_array(jsonb_build_object('category', code, 'suitability', id))),
                  'vendor/one', '2026-07-01 08:00Z'), policy, '2026-07-02 00:00Z') AS decision
              FROM topic, level, example WHERE title = 'brand')
SELECT coalesce(id, 'none') AS id, count(*) AS topics,
       count(*) FILTER (WHERE labelset_tags(decision, NULL) = (SELECT tagset_agg(p) FROM unnest(ARRAY['garm/' || topic || '/' || level,
           CASE besides WHEN 'review/' THEN besides || topic ELSE besides END]) AS p WHERE p IS NOT NULL)) AS as_expected
FROM pair GROUP BY id ORDER BY id;

\echo
\echo == Two vendors disagree: the most severe level. One corrects itself. A human overrules both
UPDATE page SET labels = labelset_refresh(labels, 'vendor/two', 'iab-id/avbNf2/bsr001', '2026-07-02 08:00Z');
UPDATE page SET labels = labelset_refresh(labels, 'vendor/two', 'iab-id/avbNf2/bsr003', '2026-07-04 08:00Z');
UPDATE page SET labels = labels || 'iab-id/avbNf2[deny; by=human/ana; at=2026-07-06T08:00:00Z], iab-id/avbNf2/bsr004[by=human/ana; at=2026-07-06T08:00:00Z]';
SELECT at, labelset_tags(policy_decide(labels, policy, at), NULL) AS says
FROM page, example, unnest('{2026-07-02 00:00Z, 2026-07-03 00:00Z, 2026-07-05 00:00Z, 2026-07-07 00:00Z}'::timestamptz[]) AS at
WHERE title = 'brand' ORDER BY at;

\echo
\echo == The purpose moves a topic to another tier, and never off the floor
SELECT labels, labelset_tags(policy_decide(labels, policy, '2026-07-02 00:00Z'), NULL) AS plain,
       labelset_tags(policy_decide(labels, policy, '2026-07-02 00:00Z', context => 'purpose/news[by=human]'), NULL) AS news,
       labelset_tags(policy_decide(labels, policy, '2026-07-02 00:00Z', context => 'purpose/education[by=vendor/one]'), NULL) AS lesson
FROM example, unnest('{"hate[score=0.9; by=auto]", "{hate[score=0.9; by=auto], threat[by=auto]}", "violence/graphic[by=human]",
    "arms/sale[score=0.95; by=auto]", "topic/debated[by=auto], toxic[score=0.75; by=auto]"}'::labelset[]) AS labels
WHERE title = 'brand';
-- the purpose is the context's: content cannot give itself one, and neither can a source that nobody trusts
SELECT labelset_tags(policy_decide('hate[score=0.9; by=auto], context/purpose/news[by=human]', policy, '2026-07-02 00:00Z'), NULL) AS forged,
       labelset_tags(policy_decide('hate[score=0.9; by=auto]', policy, '2026-07-02 00:00Z', context => 'purpose/news[by=page/owner]'), NULL) AS own_claim
FROM example WHERE title = 'brand';

\echo
\echo == What a brand refuses is a query over the levels
WITH brand (brand, refuses) AS (VALUES ('Discount TV', 'garm/*/floor'::tagquery), ('North Outdoor', 'garm/*/floor | garm/*/high'),
    ('Little Steps', 'garm/adult | garm/arms | garm/*/floor | garm/*/high | garm/*/medium'))
SELECT labels, brand, decision @@ refuses AS refused
FROM (SELECT labels, policy_decide(labels, policy, '2026-07-02 00:00Z') AS decision
      FROM example, unnest('{"iab-id/HxqYV1/bsr002[by=vendor/one]", "iab-id/avbNf2/bsr004[by=vendor/one]", "iab-id/8FD8nI/bsr001[by=vendor/one]"}'::labelset[]) AS labels
      WHERE title = 'brand') AS d, brand ORDER BY labels, brand COLLATE "C";

\echo
\echo == A brand adds rules of its own, and cannot exempt itself from the floor
CREATE TABLE own (policy labelpolicy);
INSERT INTO own VALUES ('by: garm
trust: human, vendor, agency, auto
free: brand
rival: topic/rival -> brand/refuse
exempt sponsored: context/sponsored[by=human] -> rival');
SELECT labelset_tags(policy_decide('iab-id/8FD8nI/bsr001[by=vendor/one], topic/rival[by=auto]', b.policy || own.policy, '2026-07-02 00:00Z',
       context => 'sponsored[by=human]'), NULL) AS both
FROM example AS b, own WHERE title = 'brand';
INSERT INTO own VALUES ('exempt us: context/sponsored -> terrorism/floor');
SELECT (policy || E'by: garm\nexempt us: context/sponsored -> terrorism/floor'::labelpolicy) IS NULL FROM example WHERE title = 'brand';
-- a policy that trusts nobody would blind the floor
SELECT (policy || E'trust: nobody\nx: a -> b\nfree: b'::labelpolicy) IS NULL FROM example WHERE title = 'brand';

\echo
\echo == Community standards: posts, and what is decided about them
CREATE TABLE post (id int PRIMARY KEY, labels labelset NOT NULL, actor labelset, context labelset, facts tagset);
INSERT INTO post VALUES
    ( 1, 'threat/violence[score=0.93; by=auto/text; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    ( 2, 'threat[score=0.4; by=auto/text; at=2026-07-01T08:00:00Z]', 'hate-group/white-supremacy[by=human/ana; at=2026-05-01T08:00:00Z]', NULL, NULL),
    ( 3, 'hate/slur[score=0.85; by=auto/text; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    ( 4, 'hate/slur[score=0.6; by=auto/text; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    ( 5, '', NULL, 'harassment/pile-on[score=0.8; by=auto/graph; at=2026-07-01T08:00:00Z]', NULL),
    ( 6, 'misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-01T08:00:00Z]', 'public-figure[by=human/ana]', NULL, 'public-figure'),
    ( 7, 'misinfo/vaccine[verdict=missing-context; by=agency/example; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    ( 8, 'misinfo/picture[verdict=altered; by=agency/example; at=2026-07-01T08:00:00Z]', NULL, 'election[by=human/ana]', NULL),
    ( 9, 'scam/investment[score=0.97; by=auto/text; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (10, 'link/phishing[by=agency/example; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (11, 'scam/prize[score=0.7; by=auto/text; at=2026-07-01T08:00:00Z]', NULL, NULL, 'account-age[value=2]'),
    (12, 'spam/link[by=auto/text; at=2026-07-01T08:00:00Z], spam/prize[by=auto/text; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (13, 'privacy/doxxing[by=human/ben; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (14, 'self-harm/promotion[by=human/ben; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (15, 'self-harm/mention[by=auto/text; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (16, 'adult/nudity[score=0.9; by=auto/image; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (17, 'legal/copyright[by=human/legal; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (18, 'legal/copyright[by=human/ana; at=2026-07-01T08:00:00Z]', NULL, NULL, NULL),
    (19, 'hate/slur[score=0.85; by=auto/text; at=2026-07-01T08:00:00Z], hate/slur[deny; by=human/ana; at=2026-07-01T09:00:00Z]', NULL, NULL, NULL);
CREATE VIEW decided AS
SELECT id, p.policy, policy_decide(labels, p.policy, '2026-07-02 00:00Z', actor => actor, context => context, facts => facts) AS decision
FROM post, example AS p WHERE title = 'community';
SELECT id, label, by, until FROM decided, labelset_rows(decision, NULL) ORDER BY id, label, by;

\echo
\echo == Every rule has decided
SELECT by FROM example, policy_rules(policy) WHERE title = 'community' AND kind = 'rule'
EXCEPT SELECT by FROM decided, labelset_rows(decision, NULL);

\echo
\echo == Every exemption exempts, and what it leaves
CREATE TABLE excused (exemption text, post int REFERENCES post, content labelset, context labelset);
INSERT INTO excused VALUES
    ('quoted-news', 3, 'news-report[by=human/ana]'), ('counter-speech', 3, 'counter-speech[by=human/ana]'), ('counter-speech', 6, 'counter-speech[by=human/ana]'),
    ('satire', 8, 'misinfo/picture[verdict=satire; by=human/ana; at=2026-07-01T09:00:00Z; claim=c2]'), ('reviewed', 4, 'review/done[by=human/ben]'), ('reviewed', 11, 'review/done[by=human/ben]'),
    ('appeal/threat', 1, 'appeal/threat[by=human/appeals]'), ('appeal/violent-hate', 2, 'appeal/violent-hate[by=human/appeals]'), ('appeal/slur', 3, 'appeal/slur[by=human/appeals]'),
    ('appeal/false-claim', 6, 'appeal/false-claim[by=human/appeals]'), ('appeal/scam', 9, 'appeal/scam[by=human/appeals]'), ('appeal/phishing', 10, 'appeal/phishing[by=human/appeals]'),
    ('appeal/spam', 12, 'appeal/spam[by=human/appeals]'), ('appeal/doxxing', 13, 'appeal/doxxing[by=human/appeals]'), ('appeal/self-harm', 14, 'appeal/self-harm[by=human/appeals]'),
    ('appeal/nudity', 16, 'appeal/nudity[by=human/appeals]'), ('appeal/copyright', 17, 'appeal/copyright[by=human/appeals]'), ('art-and-medicine', 16, NULL);
UPDATE excused SET context = 'museum[by=human/ana]' WHERE exemption = 'art-and-medicine';
SELECT exemption, post, array_agg(rule ORDER BY rule COLLATE "C") FILTER (WHERE outcome = 'exempted' AND exempted_by = ARRAY[exemption]) AS exempted,
       array_agg(rule ORDER BY rule COLLATE "C") FILTER (WHERE outcome = 'decides') AS still_decides
FROM excused AS e JOIN post ON post.id = e.post, example AS p,
     policy_explain(labels || content, policy, '2026-07-02 00:00Z', actor => actor, context => post.context || e.context, facts => facts)
WHERE p.title = 'community' GROUP BY exemption, post ORDER BY exemption COLLATE "C", post;
SELECT name FROM example, policy_rules(policy) WHERE title = 'community' AND kind = 'exemption'
EXCEPT SELECT exemption FROM excused;

\echo
\echo == An exemption for public figures is refused, whoever writes it
SELECT (policy::text || E'\nexempt important: public-figure -> false-claim')::labelpolicy IS NULL FROM example WHERE title = 'community';
SELECT (policy::text || E'\nexempt important: actor/public-figure/politician -> false-claim')::labelpolicy IS NULL FROM example WHERE title = 'community';

\echo
\echo == Notices in the language of the reader
SELECT id, notice FROM decided, labelset_rows(decision, NULL) AS d, policy_rules(policy, 'zh-TW') AS r
WHERE d.level1 IN ('visibility', 'comments') AND r.by = d.by ORDER BY id;
SELECT lang, count(*) AS rules, count(*) FILTER (WHERE (notice ~ '[一-鿿]') = (lang = 'zh-TW')) AS in_that_language
FROM example, unnest('{en, zh-TW, de}'::text[]) AS lang, policy_rules(policy, lang) AS r
WHERE title = 'community' AND kind = 'rule' AND notice IS NOT NULL GROUP BY lang ORDER BY lang;

\echo
\echo == Every restriction can be reported: no statement of reasons has a problem
CREATE VIEW given AS
SELECT id, decision, policy, jsonb_build_object('puid', 'post-' || id, 'content_type', '["CONTENT_TYPE_TEXT"]'::jsonb, 'content_date', '2026-07-01',
       'decision_facts', 'See the labels.', 'source_type', 'SOURCE_VOLUNTARY', 'automated_detection', 'No', 'automated_decision', 'AUTOMATED_DECISION_NOT_AUTOMATED') AS given
FROM decided WHERE decision @@ 'visibility | comments | ads';
SELECT id, field, problem FROM given, dsa_problems(given, decision, policy) ORDER BY id;
SELECT id, s ->> 'category' AS category, s -> 'decision_visibility' AS visibility, s ->> 'decision_monetary' AS monetary, s ->> 'decision_ground' AS ground
FROM given, dsa_statement(given, decision, policy) AS s ORDER BY id;

DROP FUNCTION vendor_labels;
DROP VIEW given;
DROP VIEW decided;
DROP TABLE example, page, own, excused, post;
