-- Labels of the AT Protocol, com.atproto.label.defs#label, there and back.

\echo == There: src is the source, val the path, cts and exp are moments; uri is the row it lies on
SELECT factlabel_from_atproto('{"ver": 1, "src": "did:plc:aaaabbbbccccdddd2222", "uri": "at://did:plc:eeee/app.bsky.feed.post/3kabc", "cid": "bafyreiabcdefgh",
    "val": "spam", "cts": "2026-03-04T05:06:07.123Z", "exp": "2026-04-04T00:00:00+02:00", "sig": {"$bytes": "c2ln"}}');
SELECT factlabel_from_atproto('{"$type": "com.atproto.label.defs#label", "src": "did:web:mod.example.com", "uri": "did:plc:eeee", "val": "!hide", "neg": true, "cts": "2026-03-04T05:06:07Z"}'),
       factlabel_from_atproto('{"src": "did:web:mod.example.com", "uri": "did:plc:eeee", "val": "misinfo/vaccine", "neg": false, "cts": "2026-03-04T05:06:07Z"}', seen => '2026-03-05 00:00:00+00'),
       factlabel_from_atproto(NULL) IS NULL AS "NULL";

\echo == And back
SELECT factlabel_to_atproto('spam[by=did/plc/aaaabbbbccccdddd2222; at=2026-03-04T05:06:07.123Z; until=2026-04-03T22:00:00Z; ref=bafyreiabcdefgh; neg]', 'at://did:plc:eeee/app.bsky.feed.post/3kabc');
\echo -- nothing is lost either way
SELECT count(*), count(*) FILTER (WHERE factlabel_to_atproto(factlabel_from_atproto(label), label ->> 'uri') <> label) AS differ
FROM (SELECT jsonb_strip_nulls(jsonb_build_object('ver', 1, 'src', src, 'uri', uri, 'cid', cid, 'val', val, 'neg', neg, 'cts', cts, 'exp', exp)) AS label
      FROM unnest(ARRAY['did:plc:aaaabbbb', 'did:web:mod.example.com', 'did:web:a:b:c', 'did:x:a_-.b']) AS src,
           unnest(ARRAY['at://did:plc:eeee/app.bsky.feed.post/3K_abc', 'did:plc:eeee', 'https://例え.example/']) AS uri,
           unnest(ARRAY[NULL, 'bafyreiabcdefgh', 'zdj7WWeQ43G6JJvLWQWZpyHuAMq6uYWRjkBXFad11vE2LHhQ7']) AS cid,
           unnest(ARRAY['spam', '!no-unauthenticated', 'a/b/c', '垃圾', '"quoted"', 'a,b]', repeat('x', 128)]) AS val,
           unnest(ARRAY[NULL, true]) AS neg,
           unnest(ARRAY['2026-03-04T05:06:07Z', '0000-01-01T00:00:00Z', '0000-12-31T23:59:59.5Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z']) AS cts,
           unnest(ARRAY[NULL, '2026-03-04T05:06:07.1Z']) AS exp) AS made;
SELECT count(*), count(*) FILTER (WHERE factlabel_from_atproto(factlabel_to_atproto(label, 'did:plc:eeee')) <> label) AS differ
FROM (SELECT factlabel_make(path, by => by, at => at, until => until, neg => neg, ref => ref) AS label
      FROM unnest(ARRAY['a', 'a/b', '" !"/x', '垃圾']::tagpath[]) AS path, unnest(ARRAY['did/plc/x', 'did/web/a.example/b']::tagpath[]) AS by,
           unnest(ARRAY['2026-03-04 05:06:07.000001+00', '0001-01-01 00:00:00+00', '0001-02-29 12:00:00+00 BC']::timestamptz[]) AS at, unnest(ARRAY[NULL, '2026-03-05 00:00:00+00']::timestamptz[]) AS until,
           unnest(ARRAY[false, true]) AS neg, unnest(ARRAY[NULL, 'bafyreiabcdefgh']) AS ref) AS made;

\echo -- times as the protocol allows them: four digits of a year, T, seconds, an offset that is not -00:00
CREATE FUNCTION cts(cts text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN factlabel_at(factlabel_from_atproto(jsonb_build_object('src', 'did:plc:aaaa', 'uri', 'did:plc:eeee', 'val', 'spam', 'cts', cts))) AT TIME ZONE 'UTC';
EXCEPTION WHEN invalid_text_representation THEN
    RETURN 'no time';
END $$;
SELECT cts, cts(cts) FROM unnest(ARRAY[
    '2026-03-04T05:06:07.123Z', '2026-03-04T05:06:07.123456789012Z', '2026-03-04T05:06:07+01:45', '0000-01-01T00:00:00Z', '0000-02-29T00:00:00Z', '0985-03-04T05:06:07.1-07:00', '2024-02-29T00:00:00+00:00',
    '02026-03-04T05:06:07Z', '+002026-03-04T05:06:07Z', '-000001-12-31T23:00:00Z', '0000-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00', '926-03-04T05:06:07Z', '0001-03-04T05:06:07Z BC',
    '2026-03-04 05:06:07Z', '2026-03-04t05:06:07Z', '2026-03-04T05:06:07z', '2026-03-04T05:06:07 Z', '2026-03-04T05:06:07-00:00', '2026-03-04T05:06:07.-00:00', '2026-03-04T05:06:07.Z', '2026-03-04T05:06:07,5Z',
    '2026-03-04T05:06Z', '2026-03-04T05:06:7Z', '2026-03-04T05:06:07', '2026-03-04T05:06:07+01', '2026-03-04T05:06:07+0100', '2026-03-04T05:06:07+01:00:00', '2026-02-29T00:00:00Z', '2026-00-04T05:06:07Z', '2026-03-04T25:06:07Z', '',
    ' 2026-03-04T05:06:07Z', '2026-03-04T05:06:07Z ', 'infinity', '2026-03-04T05:06:07.Z0', '9999-12-31T23:59:59.9999999Z']) AS cts;
DROP FUNCTION cts;

\echo == What a factlabel cannot hold, and what is no label: the error names the field
CREATE FUNCTION refused(members jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text; hint text;
BEGIN
    RETURN factlabel_from_atproto('{"src": "did:plc:aaaa", "uri": "did:plc:eeee", "val": "spam", "cts": "2026-03-04T05:06:07Z"}'::jsonb || members);
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN format('%s: %s / %s / %s', SQLSTATE, SQLERRM, detail, hint);
END $$;
SELECT refused(m) FROM unnest(ARRAY['{}', '{"val": "Spam"}', '{"val": "a//b"}', '{"val": "two  blanks"}', '{"val": ""}', '{"val": 1}', '{"val": null}',
    '{"src": "plc:aaaa"}', '{"src": "did:PLC:a"}', '{"src": "did:plc:"}', '{"src": "did:plc:a:"}', '{"src": "did:key:zQ3shX"}', '{"src": "did:plc:a b"}',
    '{"uri": "no uri"}', '{"uri": "x:"}', '{"cid": "x"}', '{"cid": "bafy/reiabc"}', '{"cid": "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPBdG"}', '{"cts": "2026-03-04"}', '{"cts": "2026-03-04T05:06:07"}', '{"cts": "infinity"}', '{"cts": "10000-01-01T00:00:00Z"}',
    '{"exp": "soon"}', '{"exp": null}', '{"neg": "true"}', '{"ver": 2}', '{"ver": "1"}', '{"sig": "c2ln"}', '{"$type": "app.bsky.feed.post"}', '{"reason": "x"}']::jsonb[]) AS m;
SELECT refused(jsonb_build_object('val', repeat('x', 129)));
DROP FUNCTION refused;
SELECT factlabel_from_atproto('{"src": "did:plc:aaaa", "uri": "did:plc:eeee", "val": "spam"}');
SELECT factlabel_from_atproto('[]');
SELECT factlabel_from_atproto('"spam"');

\echo == What they cannot hold: the error names the attribute
CREATE FUNCTION refused(label text, uri text DEFAULT 'did:plc:eeee') RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text; hint text;
BEGIN
    RETURN factlabel_to_atproto(label::factlabel, uri);
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN format('%s: %s / %s / %s', SQLSTATE, SQLERRM, detail, hint);
END $$;
SELECT refused(replace(l, '@', 'by=did/plc/aaaa; at=2026-03-04T05:06:07Z')) FROM unnest(ARRAY['a[@]', 'a[@; verdict=false]', 'a[@; score=1]', 'a[@; claim=c]', 'a[@; seen=2026-03-04T05:06:07Z]', 'a[@; deny]', 'a[@; said=s]',
    'a[@; ref="https://desk.example/"]', 'a[@; ref=QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPBdG]', 'a[at=2026-03-04T05:06:07Z]', 'a[by=desk; at=2026-03-04T05:06:07Z]', 'a[by=did/plc/"a:b"; at=2026-03-04T05:06:07Z]', 'a[by=did/plc/aaaa]',
    'a[by=did/plc/aaaa; at=0044-03-15T00:00:00Z BC]', 'a[@; until=10000-01-01T00:00:00Z]', '"a/b"[@]']) AS l;
SELECT refused('a[by=did/plc/aaaa; at=2026-03-04T05:06:07Z]', 'no uri');
SELECT refused(repeat('x', 129) || '[by=did/plc/aaaa; at=2026-03-04T05:06:07Z]');
DROP FUNCTION refused;
SELECT factlabel_to_atproto(NULL, 'did:plc:eeee') IS NULL, factlabel_to_atproto('a', NULL) IS NULL;

\echo == The rules of the protocol: of one source and value the latest cts speaks, neg withdraws, after exp nothing holds
CREATE TEMP TABLE received (n int, label jsonb);
INSERT INTO received SELECT n, jsonb_build_object('src', 'did:plc:' || src, 'uri', 'at://did:plc:eeee/app.bsky.feed.post/' || post, 'val', val, 'cts', format('2026-03-%sT00:00:00Z', cts)) || more::jsonb
FROM (VALUES
    (1, 'mod', 'p1', 'spam', '01', '{}'),                                   -- withdrawn on the 5th, and put again on the 9th
    (2, 'mod', 'p1', 'spam', '05', '{"neg": true}'),
    (3, 'mod', 'p1', 'spam', '09', '{"cid": "bafyreiabcdefgh"}'),
    (4, 'mod', 'p2', 'rude', '01', '{"exp": "2026-03-08T00:00:00Z"}'),      -- lapses on the 8th
    (5, 'mod', 'p3', 'spam', '02', '{"neg": true}'),                        -- withdrawn by mod, not by other
    (6, 'other', 'p3', 'spam', '01', '{}'),
    (7, 'mod', 'p4', 'rude', '01', '{"exp": "2026-03-03T00:00:00Z"}'),      -- the end is put off
    (8, 'mod', 'p4', 'rude', '02', '{}'),
    (9, 'mod', 'p5', 'spam', '06', '{"neg": true}'),                        -- the withdrawal came first
    (10, 'mod', 'p5', 'spam', '04', '{}')) AS v (n, src, post, val, cts, more);
CREATE TEMP TABLE post AS
    SELECT right(label ->> 'uri', 2) AS post, labelset_agg(factlabel_from_atproto(label) ORDER BY n) AS labels, labelset_agg(factlabel_from_atproto(label) ORDER BY n DESC) AS backwards
    FROM received GROUP BY 1;
SELECT bool_and(labels = backwards) AS whatever_the_order FROM post;
SELECT post, day, labels @@ tagquery_at('spam | rude', day) AS "on"
FROM post, unnest(ARRAY['2026-03-01 12:00:00+00', '2026-03-04 12:00:00+00', '2026-03-07 12:00:00+00', '2026-03-10 12:00:00+00']::timestamptz[]) AS day
ORDER BY post, day \crosstabview post day "on"
\echo -- the same in the words of the protocol: the latest of src, uri and val, unless negated or expired
SELECT count(*) AS compared, count(*) FILTER (WHERE ours <> theirs) AS differ
FROM (SELECT p.labels @@ tagquery_at(val::tagquery, day) AS ours, EXISTS (
          SELECT FROM (SELECT DISTINCT ON (label ->> 'src') label FROM received
                       WHERE right(label ->> 'uri', 2) = p.post AND label ->> 'val' = val AND (label ->> 'cts')::timestamptz <= day
                       ORDER BY label ->> 'src', (label ->> 'cts')::timestamptz DESC) AS latest
          WHERE NOT coalesce((label ->> 'neg')::boolean, false) AND coalesce((label ->> 'exp')::timestamptz > day, true)) AS theirs
      FROM post AS p, unnest(ARRAY['spam', 'rude']) AS val, generate_series('2026-02-28 00:00:00+00', '2026-03-12 00:00:00+00', interval '6 hours') AS day) AS both_ways;
SELECT labels FROM post WHERE post = 'p1';
DROP TABLE received, post;

\echo == Self-labels: what the author of a record says of it
SELECT labelset_from_self_labels('{"$type": "app.bsky.feed.post", "text": "…", "createdAt": "2026-07-01T08:00:00Z",
    "labels": {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "nudity"}, {"val": "graphic-media"}]}}',
    'did:plc:xyz') AS labels;
\echo -- the field alone, with and without its type; twice is once; the time given, or none; without labels
SELECT labels FROM (VALUES
    (1, labelset_from_self_labels('{"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "a/b"}, {"val": "a/b", "$type": "com.atproto.label.defs#selfLabel"}]}', 'did:web:desk.example', '2026-07-01 10:00:00+02')),
    (2, labelset_from_self_labels('{"values": [{"val": "gore"}]}', 'did:plc:xyz')),
    (3, labelset_from_self_labels('{"createdAt": "2026-07-01T08:00:00Z", "labels": {"values": [{"val": "gore"}]}}', 'did:plc:xyz', '2026-07-02 00:00:00+00', seen => '2026-07-03 00:00:00+00')),
    (4, labelset_from_self_labels('{"createdAt": "0000-07-01T08:00:00Z", "labels": {"values": [{"val": "gore"}]}}', 'did:plc:xyz', seen => '2026-07-03 00:00:00+00')),
    (5, labelset_from_self_labels('{"createdAt": "never", "labels": {"values": [{"val": "gore"}]}}', 'did:plc:xyz', '2026-07-02 00:00:00+00')),
    (6, labelset_from_self_labels('{"createdAt": "never", "labels": {"values": []}}', 'did:plc:xyz', '2026-07-02 00:00:00+00')),
    (7, labelset_from_self_labels('{"$type": "app.bsky.feed.post", "createdAt": "never", "values": 1}', 'did:plc:xyz')),
    (8, labelset_from_self_labels('{}', 'did:plc:xyz')),
    (9, labelset_from_self_labels(NULL, 'did:plc:xyz')), (10, labelset_from_self_labels('{}', NULL))) AS v (n, labels) ORDER BY n;
\echo -- those of an edited record: what is gone is withdrawn
CREATE TEMP TABLE post AS SELECT '{"createdAt": "2026-07-01T00:00:00Z", "labels": {"values": [{"val": "gore"}]}}'::jsonb AS record, '2026-07-02 00:00:00+00'::timestamptz AS edited,
    labelset_from_self_labels('{"createdAt": "2026-07-01T00:00:00Z", "labels": {"values": [{"val": "gore"}, {"val": "porn"}]}}', 'did:plc:xyz') AS labels;
UPDATE post SET labels = labelset_refresh(labels, 'did/plc/xyz', labelset_from_self_labels(record, 'did:plc:xyz', edited), edited);
SELECT labels FROM post;
DROP TABLE post;
\echo -- the errors name the field
CREATE FUNCTION refused(labels jsonb, members jsonb DEFAULT '{}', author text DEFAULT 'did:plc:aaaa') RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text; hint text;
BEGIN
    RETURN labelset_from_self_labels(CASE WHEN labels IS NULL THEN members ELSE jsonb_build_object('labels', labels) || members END, author);
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN format('%s: %s / %s / %s', SQLSTATE, SQLERRM, detail, hint);
END $$;
SELECT refused(l) FROM unnest(ARRAY['null', '"porn"', '[{"src": "did:plc:a", "uri": "at://x", "val": "porn"}]', '{}', '{"values": {"val": "porn"}}', '{"values": ["porn"]}', '{"values": [[]]}', '{"values": null}',
    '{"values": [{}]}', '{"values": [{"val": 1}]}', '{"values": [{"val": ""}]}', '{"values": [{"val": "Porn"}]}', '{"values": [{"val": "a//b"}]}', '{"values": [{"val": "porn", "neg": true}]}', '{"values": [], "more": 1}',
    '{"$type": "app.bsky.other", "values": []}', '{"$type": 1, "values": []}', '{"values": [{"$type": "com.atproto.label.defs#label", "val": "x"}]}',
    '{"values": [{"val": "a"}, {"val": "a"}, {"val": "a"}, {"val": "a"}, {"val": "a"}, {"val": "a"}, {"val": "a"}, {"val": "a"}, {"val": "a"}, {"val": "a"}, {"val": "a"}]}']::jsonb[]) AS l;
SELECT refused(jsonb_build_object('values', jsonb_build_array(jsonb_build_object('val', repeat('x', 129)))));
SELECT refused('{"values": [{"val": "a"}]}', '{"createdAt": "yesterday"}'), refused('{"values": [{"val": "a"}]}', '{"createdAt": 1}');
SELECT refused('{"values": []}', author => author) FROM unnest(ARRAY['xyz', 'did:plc:', 'did:web:Desk.example', 'at://did:plc:xyz/app.bsky.feed.post/1', '']) AS author;
SELECT refused(NULL, '[]'), refused(NULL, '"x"');
DROP FUNCTION refused;
