-- what sets mean by a taxonomy, and what is wrong with them
\pset format unaligned
\pset null NULL

\echo == Naming rules, static and dynamic: a trigger that completes and refuses
CREATE TEMP TABLE tag_book (version int PRIMARY KEY, taxonomy tagtaxonomy NOT NULL);
INSERT INTO tag_book VALUES (1, '
name: /[a-z0-9-]+/
must: status
interest [static; purpose=interest; title-en="Interests"; title-zh-Hant="興趣"]
interest/real-estate [title-zh-Hant="房地產"]
interest/real-estate/apartment [title-zh-Hant="公寓"]
status [exclusive; dynamic; purpose=profile]
status/active
status/churned
campaign [open; dynamic=P90D; purpose=behaviour]
興趣/公寓 -> interest/real-estate/apartment');
CREATE TEMP TABLE member (id int PRIMARY KEY, tags tagset NOT NULL);
-- now() is the start of September here
CREATE FUNCTION pg_temp.member_tags() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE book tagtaxonomy := (SELECT taxonomy FROM tag_book ORDER BY version DESC LIMIT 1); bad record;
BEGIN
  NEW.tags := taxonomy_apply(NEW.tags, book, '2026-09-01T00:00:00Z');
  SELECT * INTO bad FROM taxonomy_problems(NEW.tags, book) WHERE severity = 'error' LIMIT 1;
  IF FOUND THEN RAISE check_violation USING MESSAGE = concat_ws(': ', bad.problem, bad.tag, bad.detail), HINT = bad.hint; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER member_tags BEFORE INSERT OR UPDATE OF tags ON member FOR EACH ROW EXECUTE FUNCTION pg_temp.member_tags();
\set SHOW_CONTEXT never
INSERT INTO member VALUES (1, '興趣／公寓、status/active[until=2027-01-01T00:00:00Z]、campaign/double-11') RETURNING tags;
INSERT INTO member VALUES (2, 'interest/realestate, status/active[until=2027-01-01T00:00:00Z]');
INSERT INTO member VALUES (2, 'interest/real-estate');
INSERT INTO member VALUES (2, 'status/active[until=2027-01-01T00:00:00Z], status/churned[until=2027-06-01T00:00:00Z]');
INSERT INTO member VALUES (2, 'status/active[until=2026-12-01T00:00:00Z], status/churned[since=2026-12-01T00:00:00Z; until=2027-06-01T00:00:00Z]');
INSERT INTO member VALUES (3, 'status/active[until=2027-01-01T00:00:00Z], campaign/Double_11');
ALTER TABLE member ADD CHECK (taxonomy_valid(tags, 'interest [open]
status [open]
campaign [open]'));
ALTER TABLE member DISABLE TRIGGER member_tags;
INSERT INTO member VALUES (4, 'else');

\echo == Old data against a standard
CREATE TEMP TABLE event (id int, tags tagset);
INSERT INTO event VALUES (1, 'tlp/red'), (2, 'tlp/green, tlp/red'), (3, 'tlp/white, tlp/clear'), (5, 'tlp/rot'), (6, NULL);
CREATE TEMP TABLE standard AS SELECT E'tlp [exclusive]\ntlp/clear\ntlp/green\ntlp/red\ntlp/white -> tlp/clear\nmust: tlp'::tagtaxonomy AS t;
SELECT id, taxonomy_valid(tags, t), c.problem, c.tag FROM event CROSS JOIN standard LEFT JOIN LATERAL taxonomy_problems(tags, t) c ON true ORDER BY id;

\echo == Every problem: errors and warnings, what is wrong, and a hint
CREATE TEMP TABLE book AS SELECT $$
name: /[a-z0-9\/]+/
must: a | b
must: !(c/x & c/y)
a [static]
a/b/c
b [deprecated]
b/old [deprecated="use b/new"]
b/new
c [exclusive; open; dynamic]
c/d [dynamic=PT1H; name=/[A-Za-z_]+/]
s [exclusive]
s/x
s/y/z
"AC/DC"
alt -> a/b, c/alt
alt/x -> a
was -> alt
"x->y" -> c/v
$$::tagtaxonomy AS t;
SELECT p.* FROM book, taxonomy_problems('a/b/d, alt/y, b/old/x, c/x[until=2026-01-01T00:00:00Z], c/y[since=2026-01-01T00:00:00Z], c/z[until=2025-01-01T00:00:00Z], s/x, s/y, s/y/z, was, d/e, c/_', t) AS p;
SELECT p.* FROM book, taxonomy_problems('a[until=2026-01-01T00:00:00Z], c/d, c/d/ab_c, c/d/a1[until=2026-01-01T00:00:00Z]', t) AS p;
SELECT p.* FROM book, taxonomy_problems('', t) AS p;
SELECT p.* FROM book, taxonomy_problems('"AC/DC", a/b, "x->y"/"1 2"[until=2026-01-01T00:00:00Z]'::text, t) AS p;
SELECT taxonomy_valid('a/b', t), taxonomy_valid('b/old'::text, t), taxonomy_valid('was'::text, t), taxonomy_valid(NULL::tagset, t), taxonomy_valid('a', NULL::tagtaxonomy) FROM book;

\echo == Hints name the known names around an unknown one
SELECT s.tag, hint FROM (SELECT string_agg('t/' || chr(96 + i), E'\n')::tagtaxonomy FROM generate_series(1, 26) i) AS book (t),
    unnest(ARRAY['t/0', 't/ab', 't/m1', 't/y1', 't/~', 't/c/x', 'u']) AS s (tag), taxonomy_problems(s.tag, t) ORDER BY s.tag;
SELECT hint FROM taxonomy_problems('a', '');

\echo == Exclusive compares lifetimes: it needs no clock
SELECT s.tags, taxonomy_valid(s.tags, E'a [exclusive]\na/b [open]\na/c [open]\na/d\nx -> a/b/x\ny => a/c\ny\nz => a/d\nz') AS valid
FROM unnest(ARRAY['a', 'a, a/b', 'a/b, a/b/c, a/b/d', 'a/b, a/c', 'a/b[until=2026-01-01T00:00:00Z], a/c[since=2026-01-01T00:00:00Z]',
    'a/b[until=2026-01-01T00:00:00.000001Z], a/c[since=2026-01-01T00:00:00Z]', 'a/b[since=2026-01-01T00:00:00Z], a/c[until=2025-01-01T00:00:00Z], a/d[since=2025-06-01T00:00:00Z; until=2025-07-01T00:00:00Z]',
    'a/b[since=2026-01-01T00:00:00Z; until=2025-01-01T00:00:00Z], a/c', 'x, a/b', 'x, a/c', 'y, a/c/d', 'y, a/b', 'y[until=2026-01-01T00:00:00Z], a/b[since=2026-01-01T00:00:00Z]', 'y, z',
    -- x and a/b/x become one, whose lifetime is both
    'x[until=2026-01-01T00:00:00Z], a/b/x[since=2027-01-01T00:00:00Z], a/c[since=2026-06-01T00:00:00Z; until=2026-07-01T00:00:00Z]']::tagset[]) AS s (tags);
SELECT problem, tag, detail FROM taxonomy_problems('e/a/x/1, e/a/y, e/b', E'e [exclusive; open]\ne/a [exclusive; open]');
SELECT problem, tag FROM taxonomy_problems('m', E'e [exclusive]\ne/a\ne/b\nm -> e/a, e/b');
SELECT problem, tag FROM taxonomy_problems('n', E'e [exclusive]\ne/a\ne/b\nn => e/a, e/b\nn');

\echo == must looks at what tags mean and imply, under the names of today, whatever the timestamps
SELECT s.tags, taxonomy_valid(s.tags, E'open: true\nold -> new\nnew => also\nmust: old/x & also[weight>0.5] & !gone') AS valid
FROM unnest(ARRAY['new/x', 'old/x', 'old/x[until=2000-01-01T00:00:00Z]', 'old/x[weight=0.4]', 'old, also/x', 'new/x, gone']::tagset[]) AS s (tags);
SELECT taxonomy_valid('a[until=2026-01-01T00:00:00Z]', E'open: true\nmust: a @2025-01-01T00:00:00Z'), taxonomy_valid('a[until=2026-01-01T00:00:00Z]', E'open: true\nmust: a @2027-01-01T00:00:00Z');
SELECT detail FROM taxonomy_problems('x', E'open: true\nmust: !*/*/*\nmust: a|b\nmust: x');

\echo == Meaning: the deepest alias at or above, again until there is none, never its own product
CREATE FUNCTION pg_temp.means(lines text, tags tagset) RETURNS tagset LANGUAGE sql AS $$ SELECT taxonomy_apply(tags, (E'open: true\n' || lines)::tagtaxonomy) $$;
SELECT pg_temp.means(E'a -> x\na/b -> y\na/b/c -> z', 'a, a/1, a/b, a/b/1, a/b/c, a/b/c/1, aa, a1/b');
SELECT pg_temp.means(E'a -> b\nb -> c/d\nc -> e', 'a/x, b/x, c/x, c/d/x');
SELECT pg_temp.means(E'a/b -> a', 'a/b/c[weight=2], a/c[weight=3], a/b/b/b/c');
SELECT pg_temp.means(E'a/b -> a\na -> z', 'a/b/c, a/b/b/c, a/c');
SELECT pg_temp.means(E'a -> b, c/d\nc -> e', 'a/x[weight=0.5; value=3; until=2026-01-01T00:00:00Z]');
SELECT pg_temp.means('a -> b', 'a[weight=0.5; value=3; since=2026-01-01T00:00:00Z; until=2026-02-01T00:00:00Z], b[weight=0.7; since=2025-01-01T00:00:00Z; until=2025-02-01T00:00:00Z]');
SELECT pg_temp.means('a -> ' || repeat('long/', 300) || 'x', ('a/' || repeat('deep/', 100) || 'x')::tagset);

\echo == Implications: all at or above, transitively; what they make has a meaning of its own
SELECT taxonomy_apply('a/b/x[weight=0.5]', E'open: true\na => p\na/b => q\nq => r/s\nr -> t', NULL, true);
SELECT taxonomy_apply('old/x, b/x[weight=2]', E'open: true\nold -> a\na => b', NULL, true), taxonomy_apply('old/x', E'open: true\nold -> a\na => b');

\echo == Lifetimes, by the calendar in UTC: since, else the timestamp, and that long
SET timezone = 'America/New_York';
SELECT taxonomy_apply('a, b, c, a/x[since=2026-01-31T00:00:00Z], a/y[until=2026-01-01T00:00:00Z]', E'a [dynamic=P1M; open]\nb [dynamic]\nc [static]', '2026-03-07T12:00:00Z');
SELECT taxonomy_apply('a', 'dynamic: P1D', '2026-03-08T00:00:00Z');
RESET timezone;
SELECT taxonomy_apply('a, old, b[until=2030-01-01T00:00:00Z], c', E'a [dynamic=P1D]\nb [dynamic=P2D]\nc [static]\nold -> b\na => a2\na2 [dynamic=P3D]\nc => b', '2026-01-01T00:00:00Z', true) AS united_first;
SELECT taxonomy_apply('a', 'dynamic: P9999Y', '292000-01-01T00:00:00Z');
SELECT taxonomy_apply('a', 'dynamic: P1D', 'infinity');

\echo == NULL: no set, no taxonomy, no timestamp
SELECT taxonomy_apply(NULL::tagset, 'a'), taxonomy_apply('a', NULL), taxonomy_apply('a', 'dynamic: P1D', NULL), taxonomy_apply('a', E'open: true\na => b', NULL, NULL);
SELECT taxonomy_apply('b/1'::text, E'open: true\nb -> a'), taxonomy_apply('b/1'::varchar, E'open: true\nb -> a');

\echo == A tag may lead to many names, but not to more than a set can hold
SELECT tagset_count(taxonomy_apply('l0', (SELECT E'open: true\n' || string_agg(format('l%s -> l%s/a, l%2$s/b', i, i + 1), E'\n') FROM generate_series(0, 9) i)::tagtaxonomy));
SELECT tagset_count(taxonomy_apply('l0', (SELECT E'open: true\n' || string_agg(format('l%s -> l%s, l%2$s', i, i + 1), E'\n') FROM generate_series(0, 9999) i)::tagtaxonomy)) AS each_once;
