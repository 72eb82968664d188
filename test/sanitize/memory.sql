-- Many calls of each function in one statement do not grow the backend: neither the server's memory
-- contexts nor what ICU and PCRE2 take. Prints what grows, and what could not be called.
-- psql -v calls=1000000 -v pages=256 (which may be more where an allocator keeps what is freed)

\set QUIET on
\pset footer off
SET client_min_messages = error;
-- one process a query, no spill of statistics, and functions that raise are no part of this
SET max_parallel_workers_per_gather = 0;
SET enable_hashagg = off;
SET jit = off;
SET timezone = 'UTC';

-- values by type, which the calls take in turn
CREATE TABLE sample (type regtype PRIMARY KEY, list text NOT NULL);
INSERT INTO sample VALUES
    ('tagpath', $$ARRAY['a/b', '興趣/房地產/公寓', '"AC/DC"/x']::tagpath[]$$),
    ('tagset', $$ARRAY['a/b[weight=0.5; until=2026-12-31T00:00:00Z], c, 興趣/房地產', 'x[value=1e-7]', '']::tagset[]$$),
    ('tagquery', $$ARRAY['a/** & !b', 'a/b[weight>0.1] | =c', '"x"']::tagquery[]$$),
    ('factverdict', $$ARRAY['false', 'mostly-true', 'true']::factverdict[]$$),
    ('factlabel', $$ARRAY['misinfo/x[verdict=false; score=0.5; by=agency/afp; claim="c;1"; at=2026-07-01T00:00:00Z; said="錯"; ref="https://x.org/"]', 'a[by=did/plc/x; at=2026-07-01T00:00:00Z]']::factlabel[]$$),
    ('labelset', $$ARRAY['misinfo/x[verdict=false; score=0.5; by=agency/afp; at=2026-07-01T00:00:00Z], a[by=auto; at=2026-07-01T00:00:00Z], a[by=human; deny; at=2026-07-02T00:00:00Z]', '']::labelset[]$$),
    ('ruleset', $$ARRAY[E'by: auto/v1\nfold: casefold, hans, confusables\nslur: /\\b(foo|bar)s?\\b/ & !/ok/ -> hate[score=0.9]\nchip: /疫苗.{0,8}晶片/ | /自閉症/ -> misinfo', E'a: n > 1 -> x\nb: /x+y/i -> y']::ruleset[]$$),
    ('tagtaxonomy', $$ARRAY[E'name: /[a-z]+/\nmust: a | !b\na [open; exclusive; title-zh-Hant="題"]\nc/d [dynamic=P1D; deprecated]\nx -> a/b, c/d\na/b => c/d', 'open: true']::tagtaxonomy[]$$),
    ('labelpolicy', $$ARRAY[E'by: p\ntrust: human, agency\nladder v: x < y [dsa=DECISION_VISIBILITY_CONTENT_REMOVED]\nfree: q\nnever-exempt: vip\none [notice-en=No; dsa=KEYWORD_OTHER]: a | misinfo[verdict<mixed] & actor/a -> v/y, q[for=P1M]\ntwo: 2 of (a, **/x, c) -> v/x\nexempt three: b & !c -> one', 'free: q']::labelpolicy[]$$),
    ('idset', $$ARRAY['{1-3,7,70000}', '{-5-5,100,9223372036854775807}', '{}']::idset[]$$),
    ('claimstats', $$ARRAY[(SELECT claim_stats('lemon ' || i || ' 檸檬水' || i % 7)::text FROM generate_series(1, 50) AS i), 'documents=0 terms=0 keys=0']::claimstats[]$$),
    ('claimquery', $$ARRAY['documents=2 terms=5 keys=5 least=0.06 5767fb75 6c208ee3~ e40c292c:2', 'documents=0 terms=0 keys=0 least=0 e40c292c']::claimquery[]$$),
    ('real', $$ARRAY[0.25, 0.5]::real[]$$),
    ('text', $$ARRAY['a/b', 'c']$$),
    ('text[]', $$ARRAY['a', 'b']$$),
    ('jsonb', $$ARRAY['{"title": "Foos", "n": 2, "of": ["a", {"b": "疫苗有晶片"}]}', '"x"']::jsonb[]$$),
    ('json', $$ARRAY['{"title": "Foos", "n": 2, "of": ["a", {"b": "疫苗有晶片"}]}', '"x"']::json[]$$),
    ('bytea', $$ARRAY['\x6101', '\x6162']::bytea[]$$),
    ('timestamptz', $$ARRAY['2026-06-01', '2026-08-01']::timestamptz[]$$),
    ('double precision', $$ARRAY[0.25, 0.5]::float8[]$$), ('numeric', $$ARRAY[1.5, 2]::numeric[]$$),
    ('integer', $$ARRAY[1, 2]$$), ('bigint', $$ARRAY[1, 2]::bigint[]$$), ('smallint', $$ARRAY[1, 2]::smallint[]$$),
    ('boolean', $$ARRAY[true, false]$$), ('double precision[]', $$ARRAY[1, 2, NULL, 2]::float8[]$$),
    ('bigint[]', $$ARRAY[3, 1, 70000]::bigint[]$$), ('integer[]', $$ARRAY[3, 1]$$), ('smallint[]', $$ARRAY[3, 1]::smallint[]$$);

-- an audience with rows that are pending, chunks, attributes and dates
CREATE TABLE counted (id bigint PRIMARY KEY, tags tagset);
INSERT INTO counted SELECT i * 1000, ('a/b' || i % 7 || '[weight=0.5], c/d' || i % 3 || '[value=' || i || '; until=2026-07-01T00:00:00Z]')::tagset FROM generate_series(1, 200) AS i;
SELECT audience_create('counted', 'id', 'tags') \gset
UPDATE counted SET tags = tags || 'e' WHERE id % 7000 = 0;
INSERT INTO sample VALUES ('regclass', $$ARRAY['counted_audience']::regclass[]$$);

-- an identity graph with links that join, links that are refused, and history
SELECT identity_create('seen') \gset
INSERT INTO seen_kind (kind, priority, per_person, blocked_pattern) VALUES ('member', 1, 1, NULL), ('email', 2, 5, '^(no|spam).*@'), ('cookie', 3, NULL, '^[0-]*$');
SELECT identity_see('seen', jsonb_build_object('member', 'M' || i % 5, 'cookie', 'c' || i % 7, 'email', i % 11 || '@x'), '2026-06-01 00:00Z'::timestamptz + i * interval '1 hour', 'web') FROM generate_series(1, 40) AS i \g /dev/null

-- the same where a function wants others: by its name and the place of the argument
CREATE TABLE special (name text, argument int, list text NOT NULL, PRIMARY KEY (name, argument));
INSERT INTO special VALUES
    ('factag_fold', 1, $$ARRAY['Ｈ4ТЕ  ｓ о 0 о', 'h a t e haaaate 臺灣', 'plain text']$$),
    ('factverdict_from_number', 1, $$ARRAY[1, 2]::float8[]$$), ('factverdict_from_number', 2, $$ARRAY[1, 1]::float8[]$$), ('factverdict_from_number', 3, $$ARRAY[5, 6]::float8[]$$),
    ('factverdict_from_rating', 1, $$ARRAY['Pants on Fire!', 'nobody''s', 'False']$$),
    ('factverdict_from_text', 1, $$ARRAY['false', 'true']$$),
    ('factverdict_title', 2, $$ARRAY['en', 'zh-TW']$$),
    ('hashtags', 1, $$ARRAY['#a and #b/c, ＃興趣', 'none']$$),
    ('ruleset_from_text', 1, $$ARRAY['a: /x/ -> y', E'by: b\nq: n = 1 -> z']$$),
    ('ruleset_concat_text', 2, $$ARRAY['c: /x/ -> y']$$), ('ruleset_text_concat', 1, $$ARRAY['c: /x/ -> y']$$), ('ruleset_agg', 1, $$ARRAY['c: /x/ -> y']$$),
    ('labelpolicy_concat', 2, $$ARRAY['free: s', 'by: p']::labelpolicy[]$$), ('labelpolicy_concat_text', 2, $$ARRAY['free: s', 'by: p']$$), ('labelpolicy_text_concat', 1, $$ARRAY['free: s', 'by: p']$$),
    ('labelpolicy_from_text', 1, $$ARRAY[E'free: q\na: b -> q', '']$$), ('policy_error', 1, $$ARRAY[E'free: q\na: b -> q', 'a: b -> q']$$), ('policy_agg', 1, $$ARRAY['free: q', '# a comment']$$),
    ('policy_rules', 1, $$ARRAY[E'free: q\na: b -> q', '']$$), ('policy_rules', 2, $$ARRAY['zh-TW', 'en']$$), ('policy_decide', 2, $$ARRAY[E'free: q\na: a -> q', '']$$), ('policy_explain', 2, $$ARRAY[E'free: q\na: a -> q', '']$$),
    ('tagtaxonomy_concat_text', 2, $$ARRAY['e']$$), ('taxonomy_terms', 2, $$ARRAY['zh-TW', 'en']$$),
    ('factlabel_to_atproto', 1, $$ARRAY['spam[by=did/plc/x; at=2026-07-01T00:00:00Z]']::factlabel[]$$), ('factlabel_to_atproto', 2, $$ARRAY['did:plc:e']$$),
    ('factlabel_from_atproto', 1, $$ARRAY['{"ver": 1, "src": "did:plc:x", "uri": "did:plc:e", "val": "spam", "cts": "2026-03-04T05:06:07Z"}']::jsonb[]$$),
    ('labelset_from_self_labels', 1, $$ARRAY['{"labels": {"values": [{"val": "spam"}, {"val": "a/b"}]}}', '{}']::jsonb[]$$), ('labelset_from_self_labels', 2, $$ARRAY['did:plc:x']$$),
    ('claimreview_labels', 1, $$ARRAY['{"@type": "ClaimReview", "url": "https://politifact.com/1", "datePublished": "2026-03-04", "claimReviewed": "Cats.", "author": {"name": "PolitiFact"}, "reviewRating": {"ratingValue": "1", "bestRating": "6", "worstRating": "1", "alternateName": "Pants on Fire!"}}']::jsonb[]$$),
    ('claimreview_from_label', 1, $$ARRAY['misinfo[verdict=false; by=agency/afp; at=2026-07-01T00:00:00Z; said=No; ref="https://x.org/1"]']::factlabel[]$$),
    ('claimreview_from_label', 4, $$ARRAY['https://x.org/1']$$),
    ('taxonomy_import', 1, $$ARRAY['[{"@id": "x:1", "@type": "Concept", "prefLabel": "A"}, {"@id": "x:2", "@type": "Concept", "prefLabel": "B", "broader": "x:1"}]']$$),
    ('taxonomy_import', 2, $$ARRAY['skos-jsonld']$$), ('taxonomy_import', 4, $$ARRAY['en', 'zh-TW']$$),
    ('dsa_statement', 1, $$ARRAY['{"puid": "1", "decision_account": "DECISION_ACCOUNT_SUSPENDED", "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT", "illegal_content_legal_ground": "L", "illegal_content_explanation": "E", "content_type": ["CONTENT_TYPE_TEXT"], "category": "STATEMENT_CATEGORY_SELF_HARM", "content_date": "2026-07-01", "application_date": "2026-07-02", "decision_facts": "F", "source_type": "SOURCE_VOLUNTARY", "automated_detection": "No", "automated_decision": "AUTOMATED_DECISION_FULLY"}']::jsonb[]$$), ('dsa_statement', 5, $$ARRAY['2026-06']$$), ('dsa_problems', 1, $$ARRAY['{"puid": "1", "decision_account": "DECISION_ACCOUNT_SUSPENDED", "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT", "illegal_content_legal_ground": "L", "illegal_content_explanation": "E", "content_type": ["CONTENT_TYPE_TEXT"], "category": "STATEMENT_CATEGORY_SELF_HARM", "content_date": "2026-07-01", "application_date": "2026-07-02", "decision_facts": "F", "source_type": "SOURCE_VOLUNTARY", "automated_detection": "No", "automated_decision": "AUTOMATED_DECISION_FULLY"}']::jsonb[]$$), ('dsa_problems', 5, $$ARRAY['2026-06']$$),
    ('idset_from_text', 1, $$ARRAY['{1-3,7,70000}', '{}']$$), ('idset_from_jsonb', 1, $$ARRAY['[1, "2", 70000]', '[]']::jsonb[]$$), ('idset_from_json', 1, $$ARRAY['[1, "2", 70000]', '[]']::json[]$$),
    ('idset_from_roaring', 1, $$ARRAY[idset_to_roaring('{1-3,7,70000,-1}'), idset_to_roaring('{}')]$$),
    ('consensus_alpha', 2, $$ARRAY['ordinal']$$),
    ('claimstats_from_text', 1, $$ARRAY['documents=2 terms=5 keys=5 e40c292c:2', 'documents=0 terms=0 keys=0']$$), ('claimquery_from_text', 1, $$ARRAY['documents=2 terms=5 keys=5 least=0.06 5767fb75 6c208ee3~ e40c292c:2']$$),
    ('claim_terms', 1, $$ARRAY['Ｌｅｍｏｎ water ' || U&'e\0301' || ' 檸檬水 https://x.org/1', 'ภาษาไทย']$$),
    ('claim_query', 1, $$ARRAY['Ｌｅｍｏｎ water ' || U&'e\0301' || ' 檸檬水', 'a b']$$), ('claim_score', 1, $$ARRAY['a lemon', '檸檬水']$$),
    ('tagpath_split', 2, $$ARRAY['/', '::']$$),
    ('tagset_from_jsonb', 1, $$ARRAY['[{"tag": "a/b", "weight": 0.5}]', '["a", "b"]']::jsonb[]$$),
    ('tagset_from_json', 1, $$ARRAY['[{"tag": "a/b", "weight": 0.5}]', '["a", "b"]']::json[]$$),
    ('factlabel_from_jsonb', 1, $$ARRAY[factlabel_to_jsonb('a[by=b; score=0.5]')]$$), ('factlabel_from_json', 1, $$ARRAY[factlabel_to_jsonb('a[by=b; score=0.5]')::json]$$),
    ('labelset_from_jsonb', 1, $$ARRAY[labelset_to_jsonb('a[by=b; score=0.5], c')]$$), ('labelset_from_json', 1, $$ARRAY[labelset_to_jsonb('a[by=b; score=0.5], c')::json]$$),
    ('identity_rows', 1, $$ARRAY[1, 1, 2, 1]::bigint[]$$), ('identity_components', 6, $$ARRAY[500]$$),
    ('identity_find', 1, $$ARRAY['seen']::regclass[]$$), ('identity_find', 2, $$ARRAY['member', 'cookie']$$), ('identity_find', 3, $$ARRAY['M1', 'c1']$$),
    ('identity_person_at', 1, $$ARRAY['seen']::regclass[]$$), ('identity_explain', 1, $$ARRAY['seen']::regclass[]$$), ('identity_problems', 1, $$ARRAY['seen']::regclass[]$$),
    ('identity_unlink', 1, $$ARRAY['seen']::regclass[]$$), ('identity_unlink', 2, $$ARRAY[1]::bigint[]$$),
    ('identity_see', 1, $$ARRAY['seen']::regclass[]$$), ('identity_see', 2, $$ARRAY['{"member": "M1", "cookie": "c1"}', '{"email": ["1@x", "spam@x"], "cookie": 7, "member": null}']::jsonb[]$$),
    ('tagset_counts_merge', 1, $$ARRAY[(SELECT tagset_counts(t::tagset) FROM unnest(ARRAY['a/b', 'c']) AS t)]$$);

-- one argument's expression: the sample at the place of the call's number
CREATE FUNCTION argument(function text, place int, type oid) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN list IS NULL THEN NULL
                WHEN $3 = 'cstring'::regtype THEN format('textout((%s::text[])[1 + i %% 2])', list)
                WHEN $3::regtype::text LIKE '%[]' THEN list
                ELSE format('(%s)[1 + i %% cardinality(%1$s)]', list) END
    FROM (SELECT coalesce((SELECT s.list FROM special AS s WHERE s.name = $1 AND s.argument = $2),
                          CASE WHEN $3 = 'tagset_tally[]'::regtype THEN (SELECT s.list || '[1]' FROM special AS s WHERE s.name = 'tagset_counts_merge')
                               WHEN $3 = 'tagpath[]'::regtype THEN (SELECT s.list FROM sample AS s WHERE s.type = 'tagpath'::regtype)
                               WHEN $3 = 'cstring'::regtype THEN (SELECT s.list FROM sample AS s WHERE s.type::text = regexp_replace($1, '_in$', ''))
                               ELSE (SELECT s.list FROM sample AS s WHERE s.type = $3) END) AS list) AS l $$;

-- what the backend holds: bytes in contexts, pages of the process
CREATE FUNCTION held(i int) RETURNS bigint[] LANGUAGE sql VOLATILE AS $$
    SELECT ARRAY[(SELECT sum(used_bytes) FROM pg_backend_memory_contexts), split_part(pg_read_file('/proc/self/statm'), ' ', 2)::bigint] $$;

-- Makes so many calls of an expression of i in one statement, or fewer where they take more than
-- two seconds, and notes what is held more after the last than after the first tenth.
CREATE TABLE outcome (call text, calls int, bytes bigint, pages bigint, problem text);
CREATE PROCEDURE measure(call text, expression text, most int) LANGUAGE plpgsql AS $$
DECLARE calls int := 500; begun timestamptz := clock_timestamp(); bytes bigint; pages bigint; query text;
BEGIN
    query := format('SELECT late[1] - early[1], late[2] - early[2] FROM (SELECT max(held) FILTER (WHERE i = $1 / 10 + 1) AS early, max(held) FILTER (WHERE i = $1) AS late, count(value)
        FROM (SELECT i, %s AS value, CASE WHEN i IN ($1 / 10, $1 / 10 + 1, $1) THEN held(i) END AS held FROM generate_series(1, $1) AS i OFFSET 0) AS call) AS taken', expression);
    EXECUTE query INTO bytes, pages USING calls;
    calls := greatest(least(most, 20000), least(most, (calls * 2.0 / extract(epoch FROM clock_timestamp() - begun))::int));
    EXECUTE query INTO bytes, pages USING calls;
    INSERT INTO outcome VALUES (call, calls, bytes, pages);
EXCEPTION WHEN OTHERS THEN
    INSERT INTO outcome (call, problem) VALUES (call, SQLERRM);
END $$;

SELECT format('CALL measure(%L, %L, %s)', p.oid::regprocedure,
              CASE WHEN p.prokind = 'a' THEN format('(SELECT %s(%s) FROM generate_series(i, i + 2) AS i)', p.oid::regproc, a.list)
                   WHEN p.proretset THEN format('(SELECT count(*) FROM %s(%s))', p.oid::regproc, a.list)
                   ELSE format('%s(%s)', p.oid::regproc, CASE WHEN p.provariadic <> 0 THEN regexp_replace(a.list, '^(.*)(ARRAY\[.*)$', '\1VARIADIC \2') ELSE a.list END) END,
              -- a call that reads and writes tables takes longer
              CASE WHEN p.proname ~ '^identity_' AND p.proargtypes[0] = 'regclass'::regtype THEN :calls / 500 ELSE :calls END)
FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
     JOIN pg_extension AS e ON d.refobjid = e.oid AND e.extname = 'factag',
     LATERAL (SELECT coalesce(string_agg(argument(p.proname, t.n::int, t.type), ', ' ORDER BY t.n), '') AS list, coalesce(bool_and(argument(p.proname, t.n::int, t.type) IS NOT NULL OR t.type = 'internal'::regtype), true) AS known,
                     coalesce(bool_or(t.type = 'internal'::regtype), false) AS internal
              FROM unnest(p.proargtypes) WITH ORDINALITY AS t (type, n)) AS a
-- what takes or gives internal values is called by the server alone; what makes, updates, empties and drops an audience or a graph is a statement:
-- PostgreSQL keeps some bytes for each row that a transaction updates again
WHERE NOT a.internal AND p.prorettype NOT IN ('internal'::regtype, 'trigger'::regtype) AND p.prokind <> 'p' AND p.proname !~ '^(audience|identity)_(create|rebuild|resolve|erase|drop)$'
ORDER BY p.proname, p.oid \gexec

-- indexes

CREATE TABLE kept (tags tagset, labels labelset, path tagpath, query tagquery);
INSERT INTO kept SELECT t::tagset, l::labelset, 'a/b', 'a & !x | "興趣"/*' FROM unnest(ARRAY['a/b, c', 'x', '興趣/房地產']) AS t, unnest(ARRAY['a[by=b; score=0.5]', 'misinfo[neg; by=c], x']) AS l, generate_series(1, 20);
CREATE INDEX ON kept USING gin (tags);
CREATE INDEX ON kept USING gin (labels);
CREATE INDEX ON kept (path);
CREATE INDEX ON kept USING gin (query);
CREATE TABLE claim AS SELECT 'lemon ' || i || ' 檸檬水' || i % 7 AS body FROM generate_series(1, 50) AS i;
CREATE INDEX ON claim USING gin (body claim_gin_ops);
ANALYZE kept;
CREATE TABLE large AS SELECT string_agg('b/' || i, ',')::tagset AS tags FROM generate_series(1, 1000) AS i;
SET enable_seqscan = off;
CALL measure('index scan of tags', $$(SELECT count(*) FROM kept WHERE tags @@ (ARRAY['a/** & !x', 'c | *']::tagquery[])[1 + i % 2])$$, :calls / 10);
CALL measure('index scan of labels', $$(SELECT count(*) FROM kept WHERE labels @@ (ARRAY['a[score>0.1; by=b] & !x', 'misinfo | *']::tagquery[])[1 + i % 2])$$, :calls / 10);
CALL measure('index scan of paths', $$(SELECT count(*) FROM kept WHERE path <@ (ARRAY['a', 'b']::tagpath[])[1 + i % 2])$$, :calls / 10);
CALL measure('index scan of queries', $$(SELECT count(*) FROM kept WHERE query @@ (ARRAY['a/b, c', '興趣/房地產']::tagset[])[1 + i % 2])$$, :calls / 10);
CALL measure('index scan of queries by a large set', $$(SELECT count(*) FROM kept, large WHERE query @@ large.tags AND i > 0)$$, :calls / 1000);
CALL measure('index scan of claims', $$(SELECT count(*) FROM claim_query((ARRAY['lemon 7', '檸檬水3'])[1 + i % 2], 'documents=0 terms=0 keys=0') AS q, claim WHERE body @~ q)$$, :calls / 10);

-- audiences, a statement each
CREATE FUNCTION counting(i int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
BEGIN
    EXECUTE format('SELECT audience_count(''counted_audience'', ''a/b%s | c[value>%s] & !e'', ''2026-06-01Z'')', i % 7, i % 200) INTO n;
    RETURN n;
END $$;
CALL measure('audience_count, a statement each', 'counting(i)', :calls / 10);

-- Writes, compacts and rebuilds, a transaction each. PL/pgSQL itself keeps some bytes for each UPDATE until the end.
CREATE PROCEDURE keep_up(calls int) LANGUAGE plpgsql AS $$
DECLARE early bigint[]; late bigint[];
BEGIN
    FOR i IN 1 .. calls LOOP
        UPDATE counted SET tags = ('a/b' || i % 7 || '[weight=0.5], f' || i % 5)::tagset WHERE id = 1000 * (1 + i % 200);
        COMMIT;
        IF i % 10 = 0 THEN
            CALL audience_compact('counted_audience');
        END IF;
        IF i % 100 = 0 THEN
            PERFORM audience_rebuild('counted_audience');
            COMMIT;
        END IF;
        IF i = calls / 2 THEN
            early := held(i);
        END IF;
    END LOOP;
    late := held(calls);
    -- not the process's pages, for it touches more and more of the shared buffers
    INSERT INTO outcome VALUES ('writes, audience_compact and audience_rebuild', calls, late[1] - early[1], 0);
END $$;
CALL keep_up(:calls / 500);

-- identities: events that move cookies from person to person, links that are taken back, and erasures, a transaction each
CREATE PROCEDURE see_all(calls int) LANGUAGE plpgsql AS $$
DECLARE early bigint[]; late bigint[];
BEGIN
    FOR i IN 1 .. calls LOOP
        PERFORM identity_see('seen', jsonb_build_object('member', 'M' || i % 13, 'cookie', 'c' || i % 29), '2026-07-01 00:00Z'::timestamptz + i * interval '1 minute', 'web');
        COMMIT;
        IF i % 10 = 0 THEN
            PERFORM identity_unlink('seen', max(id)) FROM seen_link;
            COMMIT;
        END IF;
        IF i % 50 = 0 THEN
            PERFORM identity_erase('seen', identity_find('seen', 'member', 'M' || i % 13), 'DELETE', 'here');
            PERFORM identity_resolve('seen');
            COMMIT;
        END IF;
        IF i = calls / 2 THEN
            early := held(i);
        END IF;
    END LOOP;
    late := held(calls);
    INSERT INTO outcome VALUES ('identity_see, identity_unlink, identity_erase and identity_resolve', calls, late[1] - early[1], 0);
END $$;
CALL see_all(:calls / 500);

-- refusals

CREATE FUNCTION refused(type text, input text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    CASE type
        WHEN 'tagpath' THEN PERFORM tagpath_in(textout(input));
        WHEN 'tagset' THEN PERFORM tagset_in(textout(input));
        WHEN 'tagquery' THEN PERFORM tagquery_in(textout(input));
        WHEN 'factlabel' THEN PERFORM factlabel_in(textout(input));
        WHEN 'labelset' THEN PERFORM labelset_in(textout(input));
        WHEN 'ruleset' THEN PERFORM ruleset_in(textout(input));
        WHEN 'tagtaxonomy' THEN PERFORM tagtaxonomy_in(textout(input));
        WHEN 'labelpolicy' THEN PERFORM labelpolicy_in(textout(input));
        WHEN 'idset' THEN PERFORM idset_in(textout(input));
        WHEN 'claimstats' THEN PERFORM claimstats_in(textout(input));
        WHEN 'claimquery' THEN PERFORM claimquery_in(textout(input));
        WHEN 'Roaring bitmap' THEN PERFORM idset_from_roaring(input::bytea);
        WHEN 'limit' THEN PERFORM ruleset_test(repeat('a', 40) || 'b', input::ruleset);
    END CASE;
    RETURN false;
EXCEPTION WHEN OTHERS THEN
    RETURN true;
END $$;
SET factag.match_limit = 1000;
SELECT format('CALL measure(%L, %L, %s)', 'refusing a ' || type, format('refused(%L, %L)', type, input), :calls / 10)
FROM (VALUES ('tagpath', 'a//b'), ('tagset', 'a, b[weight=x]'), ('tagquery', '~/(a/ & b'), ('factlabel', 'a[verdict=odd]'), ('labelset', 'a[by=b], c['), ('ruleset', 'a: /(x/ -> y'), ('tagtaxonomy', E'open: true\nname: /[a-z]+/\na -> b\nb -> a/c'), ('labelpolicy', E'free: q\nnever-exempt: vip\nr: a -> q\nexempt e: **/x -> r'), ('idset', '{1-100000,3,x}'), ('claimstats', 'documents=2 terms=5 keys=5 e40c292c:2 x'), ('claimquery', 'documents=2 terms=5 keys=5 least=0 e40c292c~:2 x'), ('Roaring bitmap', '\x010000000000000000000000'), ('limit', 'a: /(a+)+$/ -> y')) AS t (type, input) \gexec

\echo functions and calls of them
SELECT count(*), sum(calls) FROM outcome;
\echo what could not be called
SELECT call, problem FROM outcome WHERE problem IS NOT NULL;
\echo what grew: bytes in memory contexts, pages of the process
SELECT call, calls, bytes, pages FROM outcome WHERE bytes > 100000 OR pages > :pages;
SELECT count(*) = 0 AS ok FROM outcome WHERE problem IS NOT NULL OR bytes > 100000 OR pages > :pages \gset
\if :ok
\else
    DO $$ BEGIN RAISE 'the backend grows, or a function cannot be called with these samples'; END $$;
\endif
