-- Versions of what results depend on, and values that today's versions would fold or read differently.
\set ECHO queries

\echo == factag_version: the versions in use, and those that factag was compiled with
SELECT component, version ~ '^[0-9]+([.][0-9]+)+$' AS has_a_version, compiled ~ '^[0-9]+([.][0-9]+)+$' AS is_known FROM factag_version();
SELECT version = (SELECT extversion FROM pg_extension WHERE extname = 'factag') AS library_and_sql_agree FROM factag_version() WHERE component = 'factag';

\echo
\echo == A value that was typed is canonical: written as text and read again it is the same
SELECT path, tagpath_is_canonical(path) FROM unnest(ARRAY['music/"AC/DC"', 'Straße/İstanbul', 'ｱｲｳ/①', E'e\u0301/é']::tagpath[]) AS path;
SELECT tagset_is_canonical(tags) FROM unnest(ARRAY['', 'b[weight=0.1], a/"x,y"[value=-1e-7; until=2030-01-01T00:00:00Z]']::tagset[]) AS tags;
SELECT tagset_is_canonical((SELECT array_agg('t/' || i) FROM generate_series(1, 1000) AS i)::text[]::tagset) AS of_a_thousand_tags;
SELECT tagquery_is_canonical('a/** & !"b&c"[value>0.3] | ~"^x"/y @2026-01-01T00:00:00Z') AS query,
       factlabel_is_canonical('a[verdict=false; by=X/y; said="錯"; claim=c]') AS label,
       labelset_is_canonical('a[by=x; at=2026-01-01T00:00:00Z], a[by=y; deny]') AS log,
       ruleset_is_canonical(E'# a comment\nby: auto/r\nr: /a.b/i & !/c/ -> a/b[score=0.5]') AS rules,
       tagtaxonomy_is_canonical(E'# a comment\nopen: true\nmust: a & !b\na [title-zh-Hant="題"]\nx -> a') AS taxonomy,
       labelpolicy_is_canonical(E'# a comment\nby: p\nfree: q\nr [notice-zh-Hant="題"]: "a # b" & ~"^x" -> q') AS policy;
SELECT tagset_is_canonical(NULL);

\echo
\echo == Bytes that the ICU of today would fold differently are not
-- a superuser can make such bytes, with casts from bytea that change nothing
SET client_min_messages = error;
CREATE CAST (bytea AS tagpath) WITHOUT FUNCTION;
CREATE CAST (tagset AS bytea) WITHOUT FUNCTION;
CREATE CAST (bytea AS tagset) WITHOUT FUNCTION;
CREATE CAST (ruleset AS bytea) WITHOUT FUNCTION;
CREATE CAST (bytea AS ruleset) WITHOUT FUNCTION;
CREATE CAST (bytea AS tagtaxonomy) WITHOUT FUNCTION;
CREATE CAST (bytea AS labelpolicy) WITHOUT FUNCTION;
SELECT path, tagpath_is_canonical(path) FROM CAST('\x1041'::bytea AS tagpath) AS path;
CREATE TABLE member (id int, tags tagset);
INSERT INTO member VALUES (1, 'x'), (2, set_byte('x'::tagset::bytea, length('x'::tagset::bytea) - 1, ascii('X'))::tagset);
SELECT id, tags, tagset_is_canonical(tags), tags = 'x' AS found FROM member;
UPDATE member SET tags = tags::text::tagset WHERE NOT tagset_is_canonical(tags);
SELECT id, tags, tagset_is_canonical(tags), tags = 'x' AS found FROM member WHERE id = 2;
DROP TABLE member;

\echo
\echo == Nor are values that can no longer be read; the cast says why
SELECT tagpath_is_canonical(('\x10'::bytea || convert_to(repeat('a', 300), 'UTF8'))::tagpath);
\set VERBOSITY sqlstate
SELECT ('\x10'::bytea || convert_to(repeat('a', 300), 'UTF8'))::tagpath::text::tagpath;
\set VERBOSITY default
SELECT ruleset_is_canonical(rules) AS as_typed, ruleset_is_canonical(decode(replace(encode(rules::bytea, 'hex'), '282a4143434550', '282a4143434551'), 'hex')::ruleset) AS with_an_unknown_verb
FROM CAST('r: /(*ACCEPT)a/ -> x' AS ruleset) AS rules;
SELECT lines, tagtaxonomy_is_canonical(('\x10'::bytea || convert_to(lines, 'UTF8'))::tagtaxonomy) AS canonical
FROM unnest(ARRAY['a', 'A', 'a -> b', E'a [note="x"]\na [note="y"]']) AS lines;
SELECT lines, labelpolicy_is_canonical(('\x10'::bytea || convert_to(lines, 'UTF8'))::labelpolicy) AS canonical
FROM unnest(ARRAY['free: q', 'Free: q', 'a: b -> c', E'free: q\nr [dsa=NO_SUCH_CODE]: a -> q']) AS lines;

DROP CAST (bytea AS tagpath);
DROP CAST (tagset AS bytea);
DROP CAST (bytea AS tagset);
DROP CAST (ruleset AS bytea);
DROP CAST (bytea AS ruleset);
DROP CAST (bytea AS tagtaxonomy);
DROP CAST (bytea AS labelpolicy);
