-- Every function of the extension, called with random arguments of its types, good and odd, seeded: what it
-- raises is an error that a user can understand, never one that is for what cannot happen. The server's
-- log shows a crash. What takes or gives internal values is the server's alone to call.
\set ECHO queries
SELECT setseed(0.5);
SET factag.match_limit = 10000;
SET timezone = 'UTC';

CREATE TEMP TABLE sample (type regtype PRIMARY KEY, list text[] NOT NULL);
INSERT INTO sample VALUES
    ('tagpath', ARRAY['a', 'a/b', '興趣/房地產/公寓', '"AC/DC"/x', '"""/"/"~"', rtrim(repeat('d/', 64), '/'), repeat('長', 80), 'agency/afp', 'human']),
    ('tagset', ARRAY['', 'a', 'a/b[weight=0.5; until=2026-12-31T00:00:00Z], c, 興趣/房地產', 'x[value=1e-7]', 'a[from=infinity], b[until=-infinity]',
                     (SELECT string_agg(format('s/n%s[weight=%s]', i, i), ',') FROM generate_series(1, 200) AS i), '"]"[weight=-3e38]']),
    ('tagquery', ARRAY['a/** & !b', 'a/b[weight>0.1] | =c', '"x"', '*', '!*', '~"(a+)+$"', 'a/~"^b"/*', 'a @2026-07-01T00:00:00Z', '*x*/**/*y*', 'x[by=human; score>0.1; verdict=false]',
                       'a[since>=-P30D; until<P1M]', 'a[at>-P178956970Y] @2026-07-01T00:00:00Z', '2 of (a, !b, **/x[path!=a/b|x], 2 of (a, *, c))',
                       (SELECT string_agg('k' || i, ' | ') FROM generate_series(1, 200) AS i), repeat('!(', 50) || 'a' || repeat(')', 50)]),
    ('factverdict', ARRAY['false', 'mostly-true', 'true', 'unproven', 'outdated']),
    ('factlabel', ARRAY['misinfo/x[verdict=false; score=0.5; by=agency/afp; claim="c;1"; at=2026-07-01T00:00:00Z; said="錯"; ref="https://x.org/"]', 'a[by=did/plc/x; at=2026-07-01T00:00:00Z]',
                        'a', 'a[neg; by=b]', 'a[deny; at=infinity]', 'a[at=4713-01-01T00:00:00Z; until=-infinity]', 'a[score=0]']),
    ('labelset', ARRAY['', 'a', 'misinfo/x[verdict=false; score=0.5; by=agency/afp; at=2026-07-01T00:00:00Z], a[by=auto; at=2026-07-01T00:00:00Z], a[by=human; deny; at=2026-07-02T00:00:00Z]',
                       (SELECT string_agg(format('m/n%s[by=s/q%s; at=2026-01-01T00:00:%sZ]', i % 7, i % 3, 10 + i % 50), ',') FROM generate_series(1, 150) AS i), 'a[neg; by=b; at=2026-01-01T00:00:00Z], a[by=b; at=2026-01-01T00:00:00Z]']),
    ('ruleset', ARRAY['', E'by: auto/v1\nfold: casefold, hans, confusables\nslur: /\\b(foo|bar)s?\\b/ & !/ok/ -> hate[score=0.9]\nchip: /疫苗.{0,8}晶片/ | /自閉症/ -> misinfo',
                      E'a: n > 1 -> x\nb: /x+y/i -> y', 'a: /(a+)+$/ -> y', E'fold: leet, repeats\nt: title ~ /x/ -> z[verdict=false]', 'none: /$^/ -> q', 'k: 2 of (/a/, /b/, n = 2) -> two']),
    ('tagtaxonomy', ARRAY['', 'open: true', E'a [open; exclusive]\nb/c\n興趣/公寓 -> a/b, b\na/b => b/c', E'name: /[a-z]+/\nmust: a & !status/churned\na [dynamic=P1D]\nc/d [static; deprecated="no"; title-zh-Hant="題"]',
                          E'open: true\na/b -> a\nx => a, b\ns => k1/k2', 'dynamic: P9999Y' || E'\na\nopen: true', E'open: true\nname: /(a+)+$/']),
    ('labelpolicy', ARRAY['', 'free: q', E'by: p\nladder v: x < y [dsa=DECISION_VISIBILITY_CONTENT_REMOVED]\nfree: q\nnever-exempt: vip\none [notice-en=No]: a | misinfo[verdict<mixed] & actor/a -> v/y, q[for=P1M]\ntwo [shadow]: 2 of (a, **/x, c) -> v/x\nexempt three: b & !c -> one',
                          E'trust: human, agency\nfacts: s\nfree: q\nr: s[value>1; since>=-P30D] | ~"(a+)+$" -> q[for=P178956970Y]', E'free: q\nd: a[deny] | *[until<P1M] -> q/x']),
    ('idset', ARRAY['{}', '{0}', '{1-3,7,70000}', '{-9223372036854775808,9223372036854775807}', '{-5-70000}', (SELECT idset_agg(i * i * 1000 - i)::text FROM generate_series(1::bigint, 300) AS i), '{0-65535}', '{1-100000}']),
    ('claimstats', ARRAY['documents=0 terms=0 keys=0', 'documents=2 terms=5 keys=5 e40c292c:2', (SELECT claim_stats(format('word%s %s 興趣房地產', i % 7, i))::text FROM generate_series(1, 100) AS i), 'documents=4294967295 terms=18014398505287680 keys=4294967295']),
    ('claimquery', ARRAY['documents=0 terms=0 keys=0 least=1', 'documents=2 terms=5 keys=5 least=0 5767fb75 6c208ee3~ e40c292c:2', 'documents=2 terms=5 keys=5 least=0.06', 'documents=4294967295 terms=18014398505287680 keys=4294967295 least=1e-45 00000000 ffffffff~']),
    ('text', ARRAY['', ' ', 'a', 'a/b', '{1-3,7}', 'a, b[weight=0.5]', 'x: /y/ -> z', '興趣／房地產', '#a ＃b/c', 'foo bars 疫苗有晶片', repeat('a', 5000) || 'b', repeat('(', 3000), '"', '~', '\', E'\u00a0\u200b', '=', '[', E'a\nb\tc',
                   'False', 'zh-TW', 'did:plc:x', 'https://politifact.com/1', 'Ｈ4ТЕ  ｓ о 0', repeat('長/', 300), '2026-07-01T00:00:00Z', '-infinity', '1e400']),
    ('jsonb', ARRAY['null', '1', '"a/b"', '[]', '[1, "2", 3e3]', '{}', '["a", "b"]', '[{"tag": "a/b", "weight": 0.5}]', '[{"tag": "a", "weight": "x"}]', '{"tag": "a", "until": "never"}', '{"n": 2, "title": "x foo", "of": ["a", {"b": "疫苗有晶片"}]}',
                    '{"label": "a", "by": "b", "at": "2026-07-01T00:00:00Z"}', repeat('[', 500) || repeat(']', 500), '{"tag": null}', '[1e400, -0, "\u0001"]',
                    '{"cookie": "c1", "member": ["M1", null, 7]}', '{"cookie": "c2"}',
                    '{"ver": 1, "src": "did:plc:x", "uri": "did:plc:e", "val": "spam", "cts": "2026-03-04T05:06:07Z"}',
                    '{"@type": "ClaimReview", "url": "https://politifact.com/1", "datePublished": "2026-03-04", "claimReviewed": "Cats.", "author": {"name": "PolitiFact"}, "reviewRating": {"ratingValue": "1", "bestRating": "6", "worstRating": "1", "alternateName": "Pants on Fire!"}}',
                    '{"claims": [{"text": "Cats.", "claimReview": [{"publisher": {"site": "politifact.com"}, "textualRating": "False &amp; old", "reviewDate": "2026-03-04T00:00:00Z"}]}]}',
                    '{"type": ["http://schema.org/MediaReview"], "properties": {"mediaAuthenticityCategory": ["Transformed"], "itemReviewed": [{"properties": {"contentUrl": ["https://m.example/1"]}}]}}',
                    '{"createdAt": "2026-07-01T08:00:00Z", "labels": {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "a/b"}, {"val": "!hide"}]}}',
                    '{"puid": "1", "decision_account": "DECISION_ACCOUNT_SUSPENDED", "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT", "illegal_content_legal_ground": "L", "illegal_content_explanation": "E", "content_type": ["CONTENT_TYPE_TEXT"], "category": "STATEMENT_CATEGORY_SELF_HARM", "content_date": "2026-07-01", "application_date": "2026-07-02", "decision_facts": "F", "source_type": "SOURCE_VOLUNTARY", "automated_detection": "No", "automated_decision": "AUTOMATED_DECISION_FULLY"}',
                    '{"puid": [[]], "content_id": {"EAN-13": {}}, "category_addition": ["", null], "content_type": {}, "content_date": "2026-02-30", "x": 1e400}']),
    ('json', ARRAY['null', '1', '"a/b"', '[]', '[1, "2", 3e3]', '{}', '["a", "b"]', '[{"tag": "a/b", "weight": 0.5}]', '[{"tag": "a", "weight": "x"}]', '{"tag": "a", "until": "never"}', '{"n": 2, "title": "x foo", "of": ["a", {"b": "疫苗有晶片"}]}',
                    '{"label": "a", "by": "b", "at": "2026-07-01T00:00:00Z"}', repeat('[', 500) || repeat(']', 500), '{"tag": null}', '[1e400, -0, "\u0001"]',
                    '{"ver": 1, "src": "did:plc:x", "uri": "did:plc:e", "val": "spam", "cts": "2026-03-04T05:06:07Z"}',
                    '{"@type": "ClaimReview", "url": "https://politifact.com/1", "datePublished": "2026-03-04", "claimReviewed": "Cats.", "author": {"name": "PolitiFact"}, "reviewRating": {"ratingValue": "1", "bestRating": "6", "worstRating": "1", "alternateName": "Pants on Fire!"}}']),
    ('bytea', ARRAY['', '\x010000000000000000000000', '\x0100000000000000000000003a300000010000000000020010000000010002000700', '\x00', '\x01', '\x6101', '\xff00ff', '\x0102616263', '\x000102030405060708090a0b0c0d0e0f']),
    ('timestamptz', ARRAY['-infinity', 'infinity', '4714-11-24 00:00:00+00 BC', '294276-12-31 23:59:59.999999', '2026-06-01', '2026-08-01 00:00:00.000001']),
    ('interval', ARRAY['0', '1 day', '-1 month', '178000000 years', '-178000000 years', '1 microsecond']),
    ('float8', ARRAY['NaN', 'Infinity', '-Infinity', '0', '-0', '0.25', '1', '5', '1e300', '-1e-300', '3.5e38']),
    ('float4', ARRAY['NaN', 'Infinity', '-Infinity', '0', '0.5', '1', '3e38', '-1e-40']),
    ('numeric', ARRAY['NaN', '0', '0.5', '-1', '1e30', '12345678901234567890.123456789', '1e-300', 'Infinity']),
    ('int4', ARRAY['-2147483648', '-1', '0', '1', '2', '3', '16', '64', '100000', '2147483647']),
    ('int8', ARRAY['-9223372036854775808', '-1', '0', '1', '2', '9223372036854775807']),
    ('int2', ARRAY['-32768', '-1', '0', '1', '2', '32767']),
    ('bool', ARRAY['true', 'false']),
    ('char', ARRAY['', 'a', 'x']),
    ('regclass', ARRAY['any_member_audience', 'any_member_audience', 'any_member', 'any_member_audience_tags', 'any_member_audience_pending', 'any_member_pkey', 'any_view', 'pg_class', '0', '4000000000', 'any_graph', 'any_graph', 'any_graph_link']);
INSERT INTO sample SELECT 'cstring', array_agg(v) FROM sample, unnest(list) AS v WHERE type IN ('text', 'tagset', 'labelset', 'tagquery', 'ruleset', 'tagtaxonomy', 'labelpolicy', 'tagpath', 'factverdict', 'idset', 'claimstats', 'claimquery');
-- arrays of them: none, some, with NULL, of two dimensions
INSERT INTO sample
    SELECT (type::text || '[]')::regtype, ARRAY['{}', ARRAY[list[1]]::text, list::text, (list || NULL)::text, ARRAY[list, list]::text, '{NULL}']
    FROM sample WHERE type::text NOT IN ('"char"', 'cstring');
INSERT INTO sample
    SELECT 'tagset_tally[]', ARRAY['{}', '{NULL}', tagset_counts(t::tagset)::text, tagset_counts('c')::text]
    FROM (VALUES ('a/b[weight=2], c'), ('興趣/房地產[value=7], a/b')) AS t (t);

-- an audience with some rows that are pending, and relations that are none
CREATE TABLE any_member (id int PRIMARY KEY, tags tagset);
INSERT INTO any_member VALUES (1, 'a/b[weight=0.5], c'), (2, 'a/b/d'), (3, ''), (4, NULL), (5, 'c[until=2026-07-01T00:00:00Z], 興趣/房地產[value=7]');
SELECT audience_create('any_member', 'id', 'tags');
UPDATE any_member SET tags = tags || '興趣/房地產[since=2026-06-15T00:00:00Z]' WHERE id IN (2, 3);
CREATE VIEW any_view AS SELECT * FROM any_member;

-- an identity graph, in which 1 and 2 are a person
SELECT identity_create('any_graph');
INSERT INTO any_graph_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 2, NULL);
SELECT identity_see('any_graph', '{"cookie": "c1", "member": "M1"}', '2026-06-01', 'web');

-- text that only some arguments understand, by their names
CREATE TEMP TABLE named (name text PRIMARY KEY, list text[] NOT NULL);
INSERT INTO named VALUES
    ('policy', ARRAY['', E'free: q\nr: a -> q', E'by: p\ntrust: human, agency, auto\nladder v: warn < remove\nr: a | **/x[score>=0.5] -> v/warn[for=P1M]\ns [shadow]: misinfo[verdict<=mixed] -> v/remove\nexempt e: !actor/a -> r',
                     E'facts: a\nladder v: x\nr: 2 of (a, actor/a, context/m, **) -> v/x\ns: a[since>=-P30D] -> v/x[for=P250000Y]', 'a: b -> c', E'free: q\na: !a -> q', E'r: a & -> q', E'free: q\nb: x -> q/y\nexempt c: y -> b', E'free: q\nr: a[deny] | *[weight>0] -> q[for=PT1S]']),
    ('format', ARRAY['iab', 'google', 'misp', 'skos-jsonld', 'none']),
    ('version', ARRAY['2026-06', '2026-06', '2026-06', '2026-06', '2026-06', '2026-06', '2026-06', '2025-01', '']),
    ('id', ARRAY['id', 'id', 'tags', 'ID', '', 'none', repeat('a', 100)]),
    ('tags', ARRAY['tags', 'tags', 'id', '']),
    ('level', ARRAY['nominal', 'ordinal', 'interval', 'ratio', '', 'Ratio']),
    ('audience', ARRAY['another', 'any_member', 'any_member_audience', '', 'a"b', repeat('a', 55), repeat('長', 30)]),
    ('graph', ARRAY['another_graph', 'any_graph', '', '"a""b"', 'no_schema.g', repeat('a', 53), repeat('長', 30)]),
    ('prefer', ARRAY['last', 'first', '']),
    ('kind', ARRAY['member', 'cookie', '', 'Cookie', repeat('a', 5000)]),
    ('source', ARRAY['web', '', repeat('a', 5000)]),
    ('method', ARRAY['DELETE', '']),
    ('place', ARRAY['db-1', '']),
    ('lang', ARRAY['en', 'zh-TW', 'de', '', 'no language', repeat('a', 5000), '"']),
    ('document', ARRAY[E'Unique ID\tParent\tName\n1\t\tA\n2\t1\tB', E'1 - A\n2 - A > B', '{"namespace": "n", "exclusive": true, "predicates": [{"value": "a"}, {"value": "b"}]}',
                       '[{"@id": "x:1", "@type": "Concept", "prefLabel": "A", "broader": "x:2"}, {"@id": "x:2", "@type": "Concept", "prefLabel": {"zh": "B"}, "narrower": {"@list": [[]]}}]', '', repeat('[', 100), E'\x01']);

-- one argument; the same seed gives the same
CREATE FUNCTION pg_temp.argument(type oid, name text) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT CASE WHEN random() < 0.04 AND $1 <> 'cstring'::regtype THEN format('NULL::%s', $1::regtype)
                WHEN $1 = 'cstring'::regtype THEN format('textout(%L)', list[1 + floor(random() * cardinality(list))])
                ELSE format('%L::%s', list[1 + floor(random() * cardinality(list))], $1::regtype) END
    FROM (SELECT coalesce(named.list, sample.list) AS list FROM sample LEFT JOIN named ON named.name = $2 AND $1 = 'text'::regtype WHERE sample.type = $1) AS s $$;

CREATE TEMP TABLE called AS
    SELECT p.oid::regprocedure AS function, p.prokind, p.proretset, p.provariadic, p.proargtypes::oid[] AS types, p.proargnames AS names, p.pronargs
    FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
         JOIN pg_extension AS e ON d.refobjid = e.oid AND e.extname = 'factag'
    -- audience_compact needs transactions of its own
    WHERE 'internal'::regtype <> ALL (p.proargtypes) AND p.prorettype NOT IN ('internal'::regtype, 'trigger'::regtype) AND p.prokind <> 'p';

\echo
\echo == Types of arguments without samples
SELECT DISTINCT t.type::regtype FROM called, unnest(types) AS t (type) WHERE t.type NOT IN (SELECT type FROM sample) ORDER BY 1;

CREATE TEMP TABLE outcome (function regprocedure, call text, code text, message text);
DO $$
DECLARE f record; call text; list text; answered boolean;
BEGIN
    FOR f IN SELECT * FROM called ORDER BY function::text COLLATE "C" LOOP
        answered := false;
        -- more where all arguments must be good for an answer
        FOR i IN 1 .. 3000 LOOP
            EXIT WHEN i > 150 AND answered;
            list := '';
            FOR n IN 1 .. f.pronargs LOOP
                list := list || CASE WHEN n > 1 THEN ', ' ELSE '' END
                    || CASE WHEN f.provariadic <> 0 AND n = f.pronargs THEN 'VARIADIC ' ELSE '' END || pg_temp.argument(f.types[n - 1], f.names[n]);
            END LOOP;
            call := format(CASE WHEN f.prokind = 'a' THEN 'SELECT %s(%s) FROM generate_series(1, 2)'
                                WHEN f.proretset THEN 'SELECT count(*) FROM %s(%s)'
                                ELSE 'SELECT %s(%s)' END, f.function::oid::regproc, list);
            BEGIN
                EXECUTE call;
                answered := true;
                -- what makes or drops an audience, or writes a graph, is rolled back
                IF f.function::text ~ '^audience_(create|rebuild|drop)|^identity_(create|drop|see|unlink|resolve|erase)' THEN
                    RAISE SQLSTATE 'ROLLB';
                END IF;
                INSERT INTO outcome VALUES (f.function, call, '00000');
            EXCEPTION WHEN OTHERS THEN
                INSERT INTO outcome VALUES (f.function, call, CASE SQLSTATE WHEN 'ROLLB' THEN '00000' ELSE SQLSTATE END, SQLERRM);
            END;
        END LOOP;
    END LOOP;
END $$;

\echo
\echo == More than 200 functions were called
SELECT count(DISTINCT function) > 200 AS enough, count(*) >= 150 * count(DISTINCT function) AS each FROM outcome;

\echo
\echo == Functions that never answered
SELECT function FROM outcome GROUP BY function HAVING NOT bool_or(code = '00000') ORDER BY function::text COLLATE "C";

\echo
\echo == What was raised that is no error in the data, limit, missing feature, name that is bad, there twice or unknown, or relation of another kind
SELECT code, message, left(call, 200) AS call FROM outcome WHERE code !~ '^(00000|22|54|0A000|42710|42704|42P01|42602|42622|3F000|23503|55000)' ORDER BY function::text COLLATE "C", call COLLATE "C" LIMIT 20;

SELECT identity_drop('any_graph');
SELECT audience_drop('any_member_audience');
DROP TABLE any_member CASCADE;
