-- Statements of reasons (Article 17 of the EU's Digital Services Act), as the DSA Transparency Database takes
-- them: what is refused, and what comes from a decision and its policy. The codes are spelled out here, as
-- facts, beside the table that is compiled in.
\set ECHO queries
SET timezone = 'UTC';

CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy);
INSERT INTO rulebook VALUES (3, $$
by: policy/v3
ladder visibility: inform [dsa=DECISION_VISIBILITY_CONTENT_LABELLED] < warn [dsa=DECISION_VISIBILITY_CONTENT_LABELLED] < remove [dsa=DECISION_VISIBILITY_CONTENT_REMOVED]
ladder ads: none [dsa=DECISION_MONETARY_SUSPENSION]
free: strike, queue
violent-hate [dsa=STATEMENT_CATEGORY_VIOLENCE|KEYWORD_HATE_SPEECH; ground="Community standards 4.1"; notice-en="Removed: violent content of a hate group."]: threat & actor/hate-group -> visibility/remove, strike
false-claim [dsa=STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS|KEYWORD_MISINFORMATION_DISINFORMATION; ground="Community standards 7"; notice-en="Independent fact-checkers say this is false."; notice-zh-Hant="獨立查核機構判定此內容錯誤。"]: misinfo[verdict<=mostly-false] -> visibility/warn, ads/none
$$);
CREATE TABLE post (id int PRIMARY KEY, posted date, decisions labelset);
INSERT INTO post VALUES
    (1, '2026-07-01', 'visibility/remove[by=policy/v3/violent-hate; at=2026-07-03T00:00:00Z], strike[by=policy/v3/violent-hate; at=2026-07-03T00:00:00Z]'),
    (4, '2026-07-01', 'visibility/warn[by=policy/v3/false-claim; at=2026-07-03T00:00:00Z], ads/none[by=policy/v3/false-claim; at=2026-07-03T00:00:00Z]');

\echo
\echo == The statement for a decision: what the policy says, and what is given
SELECT jsonb_pretty(dsa_statement(
    jsonb_build_object('puid', 'post-' || p.id, 'content_type', '["CONTENT_TYPE_TEXT"]'::jsonb, 'content_date', p.posted::date,
                       'decision_facts', 'The text, and two fact-checks.', 'source_type', 'SOURCE_VOLUNTARY',
                       'automated_detection', 'No', 'automated_decision', 'AUTOMATED_DECISION_PARTIALLY'),
    labelset_resolve(p.decisions, '2026-07-04', '{human,policy}'), r.policy)) AS statement
FROM post AS p, rulebook AS r WHERE p.id = 4;

\echo
\echo == Another policy, another language: the grounds of the policy that is given, in the language asked for
SELECT r.version, lang, s -> 'incompatible_content_ground' AS ground, s -> 'incompatible_content_explanation' AS explanation
FROM post AS p, (TABLE rulebook UNION ALL SELECT 4, replace(policy::text, 'standards 7', 'standards 8')::labelpolicy FROM rulebook) AS r, (VALUES ('en'), ('zh-TW')) AS l (lang),
     dsa_statement('{"puid": "post-4", "content_type": ["CONTENT_TYPE_TEXT"], "content_date": "2026-07-01", "decision_facts": "x", "source_type": "SOURCE_VOLUNTARY",
                     "automated_detection": "No", "automated_decision": "AUTOMATED_DECISION_PARTIALLY"}', p.decisions, r.policy, lang) AS s
WHERE p.id = 4 ORDER BY 1, 2;

\echo
\echo == From labels to the statement
SELECT d = p.decisions AS as_stored, s ->> 'category' AS category, s -> 'decision_visibility' AS visibility, s ->> 'decision_monetary' AS monetary
FROM post AS p, rulebook AS r, policy_decide('misinfo/vaccine[verdict=false; by=agency/afp; at=2026-07-02T00:00:00Z]', r.policy, '2026-07-03') AS d,
     dsa_statement('{"puid": "post-4", "content_type": ["CONTENT_TYPE_TEXT"], "content_date": "2026-07-01", "decision_facts": "x", "source_type": "SOURCE_VOLUNTARY",
                     "automated_detection": "No", "automated_decision": "AUTOMATED_DECISION_PARTIALLY"}', d, r.policy) AS s
WHERE p.id = 4;

\echo
\echo == The faulty fields as rows
SELECT p.id, problem.* FROM post AS p, rulebook AS r, dsa_problems('{"puid": "post 1"}', p.decisions, r.policy) AS problem WHERE p.id = 1;

-- a valid statement, and its problems with other fields
CREATE FUNCTION valid() RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$ SELECT '{
    "puid": "a-B_9", "decision_account": "DECISION_ACCOUNT_SUSPENDED", "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "Terms 1", "incompatible_content_explanation": "Spam.", "content_type": ["CONTENT_TYPE_TEXT"],
    "category": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD", "content_date": "2026-07-01", "application_date": "2026-07-03",
    "decision_facts": "Facts.", "source_type": "SOURCE_ARTICLE_16", "automated_detection": "Yes",
    "automated_decision": "AUTOMATED_DECISION_FULLY"}'::jsonb $$;
CREATE FUNCTION problems(statement jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT coalesce(string_agg(format('%s %s', field, problem), '; '), 'none') FROM dsa_problems(statement) $$;
CREATE FUNCTION kept(statement jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
$$ SELECT jsonb_object_agg(key, value) FROM jsonb_each(dsa_statement(statement)) WHERE NOT valid() @> jsonb_build_object(key, value) $$;

\echo
\echo == Without a decision a statement is only checked
SELECT dsa_statement(valid()) = valid() AS same, problems(valid());

-- the codes
CREATE TABLE code (field text, code text);
INSERT INTO code SELECT field, prefix || ending
FROM (VALUES
    ('decision_visibility', 'DECISION_VISIBILITY_', 'CONTENT_REMOVED CONTENT_DISABLED CONTENT_DEMOTED CONTENT_AGE_RESTRICTED CONTENT_INTERACTION_RESTRICTED CONTENT_LABELLED OTHER'),
    ('decision_monetary', 'DECISION_MONETARY_', 'SUSPENSION TERMINATION OTHER'),
    ('decision_provision', 'DECISION_PROVISION_', 'PARTIAL_SUSPENSION TOTAL_SUSPENSION PARTIAL_TERMINATION TOTAL_TERMINATION'),
    ('decision_account', 'DECISION_ACCOUNT_', 'SUSPENDED TERMINATED'),
    ('account_type', 'ACCOUNT_TYPE_', 'BUSINESS PRIVATE'),
    ('decision_ground', 'DECISION_GROUND_', 'ILLEGAL_CONTENT INCOMPATIBLE_CONTENT'),
    ('content_type', 'CONTENT_TYPE_', 'APP AUDIO IMAGE PRODUCT SYNTHETIC_MEDIA TEXT VIDEO OTHER'),
    ('source_type', 'SOURCE_', 'ARTICLE_16 TRUSTED_FLAGGER TYPE_OTHER_NOTIFICATION VOLUNTARY'),
    ('automated_decision', 'AUTOMATED_DECISION_', 'FULLY PARTIALLY NOT_AUTOMATED'),
    ('category', 'STATEMENT_CATEGORY_', 'ANIMAL_WELFARE CONSUMER_INFORMATION CYBER_VIOLENCE CYBER_VIOLENCE_AGAINST_WOMEN
        DATA_PROTECTION_AND_PRIVACY_VIOLATIONS ILLEGAL_OR_HARMFUL_SPEECH INTELLECTUAL_PROPERTY_INFRINGEMENTS
        NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS NOT_SPECIFIED_NOTICE OTHER_VIOLATION_TC PROTECTION_OF_MINORS
        RISK_FOR_PUBLIC_SECURITY SCAMS_AND_FRAUD SELF_HARM UNSAFE_AND_PROHIBITED_PRODUCTS VIOLENCE'),
    ('category_specification', 'KEYWORD_', 'ADULT_SEXUAL_MATERIAL AGE_SPECIFIC_RESTRICTIONS AGE_SPECIFIC_RESTRICTIONS_MINORS ANIMAL_HARM
        BIOMETRIC_DATA_BREACH BULLYING_AGAINST_GIRLS CHILD_SEXUAL_ABUSE_MATERIAL CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE
        CONTENT_PROMOTING_EATING_DISORDERS COORDINATED_HARM COPYRIGHT_INFRINGEMENT CYBER_BULLYING_INTIMIDATION CYBER_HARASSMENT
        CYBER_HARASSMENT_AGAINST_WOMEN CYBER_INCITEMENT CYBER_STALKING CYBER_STALKING_AGAINST_WOMEN DATA_FALSIFICATION DEFAMATION
        DESIGN_INFRINGEMENT DISCRIMINATION FEMALE_GENDERED_DISINFORMATION GEOGRAPHICAL_REQUIREMENTS
        GEOGRAPHIC_INDICATIONS_INFRINGEMENT GOODS_SERVICES_NOT_PERMITTED GROOMING_SEXUAL_ENTICEMENT_MINORS HATE_SPEECH
        HIDDEN_ADVERTISEMENT HUMAN_EXPLOITATION HUMAN_TRAFFICKING ILLEGAL_ORGANIZATIONS IMPERSONATION_ACCOUNT_HIJACKING
        INAUTHENTIC_ACCOUNTS INAUTHENTIC_LISTINGS INAUTHENTIC_USER_REVIEWS INCITEMENT_AGAINST_WOMEN INCITEMENT_VIOLENCE_HATRED
        INSUFFICIENT_INFORMATION_ON_TRADERS LANGUAGE_REQUIREMENTS MISINFORMATION_DISINFORMATION MISLEADING_INFO_CONSUMER_RIGHTS
        MISLEADING_INFO_GOODS_SERVICES MISSING_PROCESSING_GROUND NONCOMPLIANCE_PRICING NON_CONSENSUAL_IMAGE_SHARING
        NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN NON_CONSENSUAL_MATERIAL_DEEPFAKE NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN
        NUDITY PATENT_INFRINGEMENT PHISHING PROHIBITED_PRODUCTS PYRAMID_SCHEMES RIGHT_TO_BE_FORGOTTEN RISK_ENVIRONMENTAL_DAMAGE
        RISK_PUBLIC_HEALTH SELF_MUTILATION STALKING SUICIDE TERRORIST_CONTENT TRADEMARK_INFRINGEMENT TRADE_SECRET_INFRINGEMENT
        TRAFFICKING_WOMEN_GIRLS UNLAWFUL_SALE_ANIMALS UNSAFE_CHALLENGES UNSAFE_PRODUCTS VIOLATION_EU_LAW VIOLATION_NATIONAL_LAW OTHER'))
    AS list (field, prefix, endings), regexp_split_to_table(endings, '\s+') AS ending;

-- a valid statement in which a field is this, with what goes with it
CREATE FUNCTION with_code(field text, code text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT valid() || '{"decision_visibility_other": "a", "decision_monetary_other": "a", "content_type_other": "a",
                        "illegal_content_legal_ground": "a", "illegal_content_explanation": "a"}' ||
        jsonb_build_object(field, CASE WHEN field IN ('decision_visibility', 'category_specification', 'content_type', 'category_addition', 'territorial_scope')
                                       THEN jsonb_build_array(code) ELSE to_jsonb(code) END) $$;

\echo
\echo == Every code is accepted in its field, and in no other one
SELECT count(*) AS codes, count(DISTINCT field) AS fields,
       count(*) FILTER (WHERE problems(with_code(field, code)) = 'none' AND dsa_statement(with_code(field, code))::text LIKE '%"' || code || '"%') AS accepted
FROM code;
SELECT field, count(*) AS codes FROM code GROUP BY field ORDER BY field COLLATE "C";
SELECT c.code, f.field FROM code AS c, (SELECT DISTINCT field FROM code UNION VALUES ('category_addition'), ('territorial_scope'), ('content_language'), ('automated_detection'), ('incompatible_content_illegal')) AS f
WHERE (problems(with_code(f.field, c.code)) = 'none') <> (c.field = f.field OR (c.field = 'category' AND f.field = 'category_addition'));

\echo -- and by policies: codes of restrictions at steps, the others at rules
CREATE FUNCTION reads(policy text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN policy::labelpolicy IS NOT NULL; EXCEPTION WHEN invalid_parameter_value THEN RETURN false; END $$;
SELECT field LIKE 'decision_%' AND field <> 'decision_ground' AS restriction, reads(format('ladder v: a [dsa=%s]', code)) AS step, reads(format(E'free: f\nr [dsa=%s]: x -> f', code)) AS rule, count(*) AS codes
FROM (TABLE code UNION ALL VALUES ('x', 'AT'), ('x', 'ZH')) AS c GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

\echo
\echo == Anything else is refused: other letters, a part, more, and codes of the schema before July 2025
SELECT count(*) AS refused, count(DISTINCT problems(with_code(field, other))) AS reasons
FROM code, LATERAL (VALUES (lower(code)), (initcap(code)), (left(code, -1)), (code || 'S'), (code || ' '), (' ' || code), (replace(code, '_', '-')), (code || '|' || code)) AS v (other)
WHERE problems(with_code(field, other)) = format('%s cannot be "%s"', field, other);
SELECT problems(with_code(field, code)) FROM (VALUES
    ('category', 'STATEMENT_CATEGORY_PORNOGRAPHY_OR_SEXUALIZED_CONTENT'), ('category_specification', 'KEYWORD_DISINFORMATION'), ('category_specification', 'KEYWORD_DANGEROUS_TOYS'),
    ('decision_visibility', 'null'), ('decision_account', 'null'), ('category_addition', ''), ('automated_detection', 'yes')) AS v (field, code);

\echo
\echo == Countries of the European Economic Area, languages of ISO 639-1, yes and no
SELECT field, count(*), CASE WHEN count(*) < 100 THEN string_agg(code, ' ' ORDER BY code COLLATE "C") END AS values
FROM (SELECT 'territorial_scope' UNION ALL SELECT 'content_language' UNION ALL SELECT 'automated_detection' UNION ALL SELECT 'incompatible_content_illegal') AS f (field),
     (SELECT chr(a) || chr(b) FROM generate_series(65, 90) AS a, generate_series(65, 90) AS b UNION ALL VALUES ('Yes'), ('No'), ('YES'), ('true'), ('pt'), ('EEA'), ('GRC')) AS v (code)
WHERE problems(with_code(field, code)) = 'none' GROUP BY field ORDER BY field COLLATE "C";

\echo
\echo == Each required field, missing in turn; null, an empty text, a blank and [] are missing too
SELECT field, problems(valid() - field) AS missing,
       problems(valid() || jsonb_build_object(field, NULL)) = problems(valid() - field) AS "null",
       problems(valid() || jsonb_build_object(field, '')) = problems(valid() - field) AS empty,
       problems(valid() || jsonb_build_object(field, E' \n')) = problems(valid() - field) AS blank,
       problems(valid() || jsonb_build_object(field, '[]'::jsonb)) = problems(valid() - field) AS "[]"
FROM jsonb_object_keys(valid()) AS field WHERE field <> 'decision_account' ORDER BY field COLLATE "C";

\echo
\echo == One of four decisions is enough
SELECT * FROM dsa_problems(valid() - 'decision_account');
SELECT field, problems(valid() - 'decision_account' || jsonb_build_object(field, code))
FROM (VALUES ('decision_visibility', '["DECISION_VISIBILITY_CONTENT_REMOVED"]'::jsonb), ('decision_monetary', '"DECISION_MONETARY_SUSPENSION"'),
             ('decision_provision', '"DECISION_PROVISION_TOTAL_SUSPENSION"'), ('decision_visibility', '[]'), ('decision_monetary', '"NONE"')) AS v (field, code);

\echo
\echo == Fields that another one requires, or excludes
CREATE TABLE condition (n int, field text, other text, "with" jsonb, without jsonb);
INSERT INTO condition VALUES
    (1, 'decision_visibility_other', 'decision_visibility', '["DECISION_VISIBILITY_CONTENT_DEMOTED", "DECISION_VISIBILITY_OTHER"]', '["DECISION_VISIBILITY_CONTENT_DEMOTED"]'),
    (2, 'decision_monetary_other', 'decision_monetary', '"DECISION_MONETARY_OTHER"', '"DECISION_MONETARY_SUSPENSION"'),
    (3, 'content_type_other', 'content_type', '["CONTENT_TYPE_OTHER"]', '["CONTENT_TYPE_APP"]'),
    (4, 'category_specification_other', 'category_specification', '["KEYWORD_OTHER"]', '["KEYWORD_NUDITY"]'),
    (5, 'illegal_content_legal_ground', 'decision_ground', '"DECISION_GROUND_ILLEGAL_CONTENT"', '"DECISION_GROUND_INCOMPATIBLE_CONTENT"'),
    (6, 'illegal_content_explanation', 'decision_ground', '"DECISION_GROUND_ILLEGAL_CONTENT"', '"DECISION_GROUND_INCOMPATIBLE_CONTENT"'),
    (7, 'incompatible_content_ground', 'decision_ground', '"DECISION_GROUND_INCOMPATIBLE_CONTENT"', '"DECISION_GROUND_ILLEGAL_CONTENT"'),
    (8, 'incompatible_content_explanation', 'decision_ground', '"DECISION_GROUND_INCOMPATIBLE_CONTENT"', '"DECISION_GROUND_ILLEGAL_CONTENT"'),
    (9, 'incompatible_content_illegal', 'decision_ground', '"DECISION_GROUND_INCOMPATIBLE_CONTENT"', '"DECISION_GROUND_ILLEGAL_CONTENT"'),
    (10, 'source_identity', 'source_type', '"SOURCE_TRUSTED_FLAGGER"', '"SOURCE_VOLUNTARY"');
SELECT field, problems((s || jsonb_build_object(other, "with")) - field) AS "missing with it",
       dsa_statement(s || jsonb_build_object(other, "with", field, text)) -> field AS "there with it",
       dsa_statement(s || jsonb_build_object(other, without, field, text)) -> field AS "there without it"
FROM condition, (VALUES (valid() || '{"illegal_content_legal_ground": "Law 1", "illegal_content_explanation": "Illegal."}')) AS v (s),
     LATERAL (VALUES (CASE field WHEN 'incompatible_content_illegal' THEN 'No' ELSE 'text' END)) AS t (text) ORDER BY n;
\echo -- what is excluded is not checked
SELECT problems(valid() || jsonb_build_object('decision_monetary_other', repeat('x', 501), 'source_type', 'SOURCE_VOLUNTARY', 'source_identity', 7));

\echo
\echo == Texts as long as allowed, in characters, and by one longer
SELECT field, most, problems(s || jsonb_build_object(field, repeat('字', most))) AS "as long", problems(s || jsonb_build_object(field, repeat('x', most + 1))) AS longer
FROM (VALUES ('decision_visibility_other', 500), ('decision_monetary_other', 500), ('category_specification_other', 500), ('illegal_content_legal_ground', 500),
             ('illegal_content_explanation', 2000), ('incompatible_content_ground', 500), ('incompatible_content_explanation', 2000), ('content_type_other', 500),
             ('decision_facts', 5000), ('source_identity', 500)) AS v (field, most),
     LATERAL (SELECT valid() || '{"decision_visibility": ["DECISION_VISIBILITY_OTHER"], "decision_visibility_other": "x", "decision_monetary": "DECISION_MONETARY_OTHER",
                     "decision_monetary_other": "x", "category_specification": ["KEYWORD_OTHER"], "content_type": ["CONTENT_TYPE_OTHER"], "content_type_other": "x"}' ||
                     CASE WHEN field LIKE 'illegal%' THEN '{"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT", "illegal_content_legal_ground": "x", "illegal_content_explanation": "x"}' ELSE '{}' END::jsonb) AS t (s);

\echo
\echo == puid: ASCII letters, digits, hyphens and underscores, up to 500
SELECT left(puid, 12) AS puid, problems(valid() || jsonb_build_object('puid', puid))
FROM (VALUES ('TK421'), ('-'), ('_'), (repeat('Az09-_', 83) || 'zz'), (repeat('x', 501)), ('a b'), ('a/b'), ('a.b'), ('ä'), ('貼文'), (E'a\n'), ('ａ')) AS v (puid);

\echo
\echo == Dates: the format, the calendar, and the bounds of each field
SELECT date, problems(valid() || jsonb_build_object('content_date', date))
FROM (VALUES ('2000-01-01'), ('2024-02-29'), ('1999-12-31'), ('2026-02-29'), ('1900-02-29'), ('2026-13-01'), ('2026-00-10'), ('2026-04-31'), ('2026-04-00'), ('2026-7-1'), ('01-07-2026'),
             ('2026-07-01T00:00:00Z'), ('2026-07-01 '), ('20260701'), ('2026/07/01'), ('today'), ('0000-01-01'), ('２026-07-01')) AS v (date);
SELECT field, date, problems(valid() || jsonb_build_object(field, date))
FROM (VALUES ('content_date'), ('application_date'), ('end_date_visibility_restriction'), ('end_date_monetary_restriction'), ('end_date_service_restriction'), ('end_date_account_restriction')) AS f (field),
     (VALUES ('2019-12-31'), ('2020-01-01'), ('2026-07-02'), ('2026-07-03'), ('2038-01-01'), ('2038-01-02'), ('9999-12-31')) AS v (date)
ORDER BY field COLLATE "C", date;

\echo
\echo == Web addresses
SELECT url, problems(valid() || jsonb_build_object('decision_ground_reference_url', url))
FROM (VALUES ('https://example.org'), ('http://example.org:8080/terms?v=3&list[]=a#part-4.1'), ('HTTPS://EXAMPLE.ORG/%7Ea/(b)'), ('https://例え.jp/規約'), ('https://user:word@example.org/'), ('https://[2001:db8::1]/x'),
             ('https://192.0.2.7/'), ('https://example.org./'), ('example.org'), ('//example.org/'), ('ftp://example.org/'), ('mailto:a@example.org'), ('https://'), ('https:///terms'), ('https://a b.org'), ('https://example.org/a b'),
             ('https://example.org/<a>'), ('https://example.org/%zz'), ('https://example.org/%4'), ('https://.org'), ('https://a..b'), ('https://[2001:db8::1'), ('https://[]/'), ('https://a:80x/'), ('https://a#b#c'), ('https://a　b/'), ('javascript:alert(1)')) AS v (url);
SELECT problems(valid() || jsonb_build_object('decision_ground_reference_url', rpad('https://example.org/', 500, 'x'))) AS "500",
       problems(valid() || jsonb_build_object('decision_ground_reference_url', rpad('https://example.org/', 501, 'x'))) AS "501";

\echo
\echo == The number of a product
SELECT id, problems(valid() || id) FROM (VALUES ('{"content_id": {"EAN-13": "0123456789123"}}'::jsonb), ('{"content_id": {}}'), ('{"content_id": []}'), ('{"content_id": {"EAN-13": null}}'),
    ('{"content_id": {"EAN-13": "012345678912"}}'), ('{"content_id": {"EAN-13": "01234567891234"}}'), ('{"content_id": {"EAN-13": "012345678912x"}}'), ('{"content_id": {"EAN-13": 4012345678901}}'),
    ('{"content_id": {"ISBN": "9783161484100"}}'), ('{"content_id": "0123456789123"}'), ('{"content_id": ["0123456789123"]}'), ('{"content_id_ean": "0123456789123"}'), ('{"content_id_ean": "12"}')) AS v (id);
SELECT kept(valid() || '{"content_id": {"EAN-13": "0123456789123"}, "content_language": "", "account_type": null, "category_addition": []}');

\echo
\echo == Types
SELECT v, problems(valid() || v) FROM (VALUES ('{"category": ["STATEMENT_CATEGORY_VIOLENCE"]}'::jsonb), ('{"category": {}}'), ('{"content_type": "CONTENT_TYPE_TEXT"}'), ('{"content_type": ["CONTENT_TYPE_TEXT", 1]}'),
    ('{"content_type": ["CONTENT_TYPE_TEXT", null]}'), ('{"content_type": [["CONTENT_TYPE_TEXT"]]}'), ('{"content_type": {"0": "CONTENT_TYPE_TEXT"}}'), ('{"puid": 7}'), ('{"automated_detection": true}'), ('{"decision_facts": ["a"]}'),
    ('{"content_type": ["A", "CONTENT_TYPE_TEXT", "B", "C", "D", "E"]}')) AS t (v);

\echo
\echo == All faulty fields at once
SELECT dsa_statement('{}');
SELECT dsa_statement('{"puid": "", "categry": "STATEMENT_CATEGORY_VIOLENCE", "DecisionFacts": "x", "title": "", "content_type": ["TEXT"], "content_date": "yesterday", "category_specification": ["KEYWORD_X"]}');
SELECT dsa_statement(valid() || '{"category": "x"}');
\echo -- an error lists a hundred
DO $$
DECLARE list text;
BEGIN
    PERFORM dsa_statement((SELECT jsonb_object_agg('field' || i, '') FROM generate_series(1, 200) AS i) || valid());
EXCEPTION WHEN invalid_parameter_value THEN
    GET STACKED DIAGNOSTICS list = PG_EXCEPTION_DETAIL;
    RAISE NOTICE '%: % lines, the last one: %', SQLERRM, array_length(string_to_array(list, E'\n'), 1), split_part(list, E'\n', -1);
END $$;
SELECT count(*), min(problem), max(problem) FROM dsa_problems((SELECT jsonb_object_agg('field' || i, '') FROM generate_series(1, 200) AS i) || valid());

\echo
\echo == No object, no version, no policy
SELECT dsa_statement('[]');
SELECT dsa_statement('"post-4"');
SELECT * FROM dsa_problems('null');
SELECT dsa_statement(valid(), version => '2025-07');
SELECT dsa_statement(valid(), version => '');
SELECT dsa_statement(valid(), version => NULL);
SELECT dsa_statement(valid(), version => '2026-06') = valid() AS known;
SELECT dsa_statement(valid(), 'visibility/warn');
SELECT * FROM dsa_problems(valid(), '');
SELECT dsa_statement(NULL);
SELECT dsa_statement(valid(), NULL, NULL, NULL) = valid() AS checked, dsa_statement(valid(), NULL, policy) = valid() AS "no decision" FROM rulebook;

-- what a decision says: the statement without the fields that had to be given, which are taken from above
CREATE FUNCTION adds(decision labelset, policy labelpolicy, given jsonb = '{}', lang text = 'en') RETURNS TABLE (field text, value jsonb) LANGUAGE sql AS $$
    WITH lack AS (SELECT field FROM dsa_problems(given, decision, policy, lang) WHERE problem LIKE 'is required%')
    SELECT key, value FROM jsonb_each(dsa_statement(given || coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(valid()) WHERE key IN (TABLE lack)), '{}'), decision, policy, lang))
    WHERE key NOT IN (TABLE lack) ORDER BY key COLLATE "C" $$;

\echo
\echo == Several rules: lists are united, categories share out, grounds and notices are joined in the order of the policy
CREATE TABLE book (policy labelpolicy);
INSERT INTO book VALUES ($$
by: p
ladder visibility: label [dsa=DECISION_VISIBILITY_CONTENT_LABELLED] < age [dsa=DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED|DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED] < remove [dsa=DECISION_VISIBILITY_CONTENT_REMOVED]
ladder pay: hold [dsa=DECISION_MONETARY_SUSPENSION] < stop [dsa=DECISION_MONETARY_TERMINATION]
ladder account: suspend [dsa=DECISION_ACCOUNT_SUSPENDED]
ladder service: part [dsa=DECISION_PROVISION_PARTIAL_SUSPENSION]
ladder rank: low < high
free: strike, queue
z [dsa=STATEMENT_CATEGORY_VIOLENCE|KEYWORD_STALKING; ground="Terms 1"; notice-en="One."; notice-de="Eins."; notice-fr="Un."]: z -> visibility/label, account/suspend
b [dsa=STATEMENT_CATEGORY_SELF_HARM|STATEMENT_CATEGORY_ANIMAL_WELFARE|KEYWORD_SUICIDE|KEYWORD_STALKING|AUTOMATED_DECISION_FULLY|CONTENT_TYPE_VIDEO; ground="Terms 2"; notice-de="Zwei."; notice-it="Due."]: b -> visibility/age, pay/hold
c [dsa=KEYWORD_STALKING|AUTOMATED_DECISION_PARTIALLY; ground="Terms 1"; notice-en="One."]: c -> pay/stop, service/part, strike
law [dsa=DECISION_GROUND_ILLEGAL_CONTENT|STATEMENT_CATEGORY_CYBER_VIOLENCE; ground="Penal Code 3"; notice-en="Illegal."]: law -> visibility/remove, queue/law
quiet: quiet -> visibility/label, rank/high
$$);
SELECT x.* FROM book, adds('visibility/label[by=p/z; at=2026-07-05T00:00:00Z], visibility/age[by=p/b; at=2026-07-04T23:59:59Z]', policy) AS x;

\echo -- what two rules say alike is said once
SELECT x.* FROM book, adds('account/suspend[by=p/z; at=2026-07-05T00:00:00Z], service/part[by=p/c; at=2026-07-05T00:00:00Z]', policy) AS x WHERE x.field LIKE 'incompatible%';

\echo
\echo == Notices in the language asked for, else in English, else in any
SELECT lang, x.value FROM book, (VALUES (1, 'en'), (2, 'de-AT'), (3, 'it'), (4, 'fr-CA'), (5, 'zh-TW'), (6, NULL), (7, '')) AS l (n, lang),
     adds('visibility/label[by=p/z; at=2026-07-05T00:00:00Z], pay/hold[by=p/b; at=2026-07-04T00:00:00Z]', policy, lang => lang) AS x
WHERE x.field = 'incompatible_content_explanation' ORDER BY n;

\echo
\echo == Two codes of a field that takes one are a problem, unless it is given
SELECT x.* FROM book, dsa_problems('{}', 'pay/hold[by=p/b; at=2026-07-04T00:00:00Z], pay/stop[by=p/c; at=2026-07-04T00:00:00Z]', policy) AS x WHERE problem NOT LIKE 'is required%';
SELECT x.* FROM book, adds('pay/hold[by=p/b; at=2026-07-04T00:00:00Z], pay/stop[by=p/c; at=2026-07-04T00:00:00Z]', policy,
                           '{"decision_monetary": "DECISION_MONETARY_TERMINATION", "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED"}') AS x;

\echo
\echo == Illegal content has fields of its own; one statement has one ground
SELECT x.* FROM book, adds('visibility/remove[by=p/law; at=2026-07-04T00:00:00Z]', policy) AS x;
SELECT x.* FROM book, dsa_problems('{}', 'visibility/remove[by=p/law; at=2026-07-04T00:00:00Z], pay/stop[by=p/c; at=2026-07-04T00:00:00Z]', policy) AS x;
SELECT ground, x.* FROM book, (VALUES ('DECISION_GROUND_ILLEGAL_CONTENT'), ('DECISION_GROUND_INCOMPATIBLE_CONTENT')) AS v (ground),
    adds('visibility/remove[by=p/law; at=2026-07-04T00:00:00Z; until=2026-09-01T00:00:00Z], pay/stop[by=p/c; at=2026-07-02T00:00:00Z]', policy, jsonb_build_object('decision_ground', ground)) AS x
ORDER BY 1, 2;
\echo -- a given ground that no rule has: the codes stay, the texts are of the other ground
SELECT x.* FROM book, dsa_problems('{"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"}', 'visibility/label[by=p/z; at=2026-07-04T00:00:00Z]', policy) AS x;

\echo
\echo == Which labels count: steps with codes, whoever asserts them; what is denied, withdrawn or corrected does not
SELECT x.* FROM book, adds('visibility/label[by=human/ana; at=2026-07-04T00:00:00Z], visibility/remove[by=human/ana; deny; at=2026-07-04T00:00:00Z],
    account/suspend[by=p/z; at=2026-07-04T00:00:00Z], account/suspend[by=p/z; neg; at=2026-07-05T00:00:00Z], pay/hold/more[by=p/b; at=2026-07-01T00:00:00Z],
    queue/law[by=p/law; at=2026-07-01T00:00:00Z], rank/high[by=p/quiet; at=2026-07-02T00:00:00Z], spam[by=auto; at=2026-07-01T00:00:00Z]', policy) AS x;
\echo -- if no step with codes is decided, the rules of all labels
SELECT x.* FROM book, adds('strike[by=p/c; at=2026-07-04T00:00:00Z], rank/high[by=p/quiet; at=2026-07-03T00:00:00Z]', policy, '{"decision_account": "DECISION_ACCOUNT_TERMINATED", "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED"}') AS x;
\echo -- none at all, and rules that say nothing: all that is left is the ground by which a policy decides
SELECT decision, x.* FROM book, (VALUES (''::labelset), ('spam[by=auto]'), ('visibility/label[by=p/quiet; at=2026-07-04T00:00:00Z]')) AS v (decision), adds(decision, policy) AS x;
SELECT problem.field FROM book, dsa_problems(valid() - 'decision_ground', '', policy) AS problem;

\echo
\echo == Dates: the earliest "at", the latest "until" of a kind, none if a restriction of the kind has no end
SELECT x.* FROM book, adds('visibility/label[by=p/z; at=2026-07-04T12:00:00Z; until=2026-08-01T00:00:00Z], visibility/age[by=p/b; at=2026-07-03T23:59:59.999999Z; until=2026-08-31T23:59:59Z],
    pay/hold[by=p/b; at=2026-07-04T00:00:00Z; until=2026-10-01T00:00:00Z], pay/hold[by=human; at=2026-07-05T00:00:00Z], account/suspend[by=p/z; until=2026-09-01T00:00:00Z], service/part[by=p/c; until=2026-12-31T00:00:00Z]',
    policy, '{"automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED"}') AS x WHERE x.field LIKE '%date%';
SELECT x.* FROM book, (VALUES ('visibility/label[by=p/z; at=2019-01-01T00:00:00Z]'::labelset), ('visibility/label[by=p/z]'), ('visibility/label[by=p/z; at=2026-07-01T00:00:00Z; until=2038-01-02T00:00:00Z]'),
    ('visibility/label[by=p/z; at=2026-07-01T00:00:00Z; until="2030-01-01T00:00:00Z BC"]'), ('visibility/label[by=p/z; at=2026-07-01T00:00:00Z; until=12026-07-01T00:00:00Z]')) AS v (decision),
    dsa_problems(valid() - 'application_date', decision, policy) AS x;

\echo
\echo == What is given wins, whole; null is not given, an empty text and [] are
SELECT x.* FROM book, adds('visibility/label[by=p/z; at=2026-07-04T00:00:00Z; until=2026-08-01T00:00:00Z], visibility/age[by=p/b; at=2026-07-04T00:00:00Z; until=2026-08-01T00:00:00Z]', policy,
    '{"decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"], "category": "STATEMENT_CATEGORY_SELF_HARM", "category_specification": [], "decision_account": "DECISION_ACCOUNT_SUSPENDED",
      "automated_decision": null, "application_date": "2026-07-10", "end_date_visibility_restriction": "", "incompatible_content_ground": "Terms 9", "incompatible_content_explanation": null}') AS x;
SELECT x.* FROM book, adds('visibility/label[by=p/z; at=2026-07-04T00:00:00Z; until=2026-08-01T00:00:00Z]', policy,
    '{"decision_visibility": [], "decision_account": "DECISION_ACCOUNT_TERMINATED", "category_addition": ["STATEMENT_CATEGORY_VIOLENCE", "STATEMENT_CATEGORY_VIOLENCE"], "incompatible_content_ground": "x"}') AS x;
SELECT x.* FROM book, dsa_problems('{"incompatible_content_ground": "", "decision_ground": "x"}', 'visibility/label[by=p/z; at=2026-07-04T00:00:00Z]', policy) AS x WHERE x.field LIKE '%ground%';
SELECT x.* FROM book, dsa_problems('{"incompatible_content_ground": ""}', 'visibility/label[by=p/z; at=2026-07-04T00:00:00Z]', policy) AS x WHERE x.field LIKE '%ground%';

\echo
\echo == Texts of many rules that are too long together
SELECT x.field, x.problem FROM (SELECT string_agg(format('r%s [ground="Community standards, part %s"; notice-en="%s"]: a%s -> v/x', i, i, i || repeat('字', 99), i), E'\n') AS rules,
           string_agg(format('v/x[by=r%s; at=2026-07-04T00:00:00Z]', i), ',')::labelset AS decision FROM generate_series(1, 21) AS i) AS many,
    dsa_problems(valid() - 'incompatible_content_ground' - 'incompatible_content_explanation', decision, (E'ladder v: x [dsa=DECISION_VISIBILITY_OTHER]\n' || rules)::labelpolicy) AS x;

DROP TABLE rulebook, post, code, condition, book;
DROP FUNCTION valid, problems, kept, with_code, reads, adds;
