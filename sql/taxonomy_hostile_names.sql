-- names that hold what a taxonomy, a set or a query is written with
\pset null NULL
\set VERBOSITY terse

\echo == A name may hold arrows, brackets and anything else, in double quotes
SELECT '
"a -> b" [exclusive; title-en="a -> \"b\" [x]; y"]
"a -> b"/"c, d"
"a -> b"/"[e]"
"→" -> "a -> b"/"c, d"
"⇒"/"=>" => "a -> b", "#1"
"⇒"/"=>"
"#1"
"must" [open]
"must: x"
"%later"
"{x}"
'::tagtaxonomy AS t \gset
SELECT :'t'::tagtaxonomy;
SELECT tag, title FROM taxonomy_terms(:'t');
SELECT * FROM taxonomy_links(:'t');
SELECT taxonomy_apply('"→", "⇒"/"=>"/x', :'t', NULL, true);
SELECT taxonomy_expand('"a -> b"', :'t'), taxonomy_expand('"#1"', :'t'), taxonomy_expand('"→"', :'t');
SELECT problem, tag, detail, hint FROM taxonomy_problems('"→", "a -> b"/"[e]", "a->b"', :'t');
SELECT problem, tag, hint FROM taxonomy_query_problems('"→" & !"a -> c" | "a -> b"/*', :'t');

\echo == Without quotes they are refused, or mean an arrow
SELECT (E'open: true\n' || line)::tagtaxonomy FROM unnest(ARRAY['a -> b -> c']) AS line;
SELECT 'a [b'::tagtaxonomy;
SELECT 'a ] b'::tagtaxonomy;
SELECT 'a, b'::tagtaxonomy;
SELECT '-> b'::tagtaxonomy;
SELECT 'a ->'::tagtaxonomy;
SELECT E'open: true\na -> b,'::tagtaxonomy;
SELECT 'a => => b'::tagtaxonomy;
SELECT 'mustt: a'::tagtaxonomy;
SELECT '%later: a'::tagtaxonomy;
SELECT 'must'::tagtaxonomy;
SELECT '"a'::tagtaxonomy;
SELECT E'open: true\na－＞b\nc→d\ne＝＞f'::tagtaxonomy AS wide_ones_too;
SELECT E'z|"\nz="/"a -> b"\ny;" -> z|"'::tagtaxonomy AS quotes_within_names;
SELECT E'a-b\na>b\na=b\n-\na-\n>c'::tagtaxonomy AS no_arrows;

\echo == Random names of such characters are read back as they are, whoever asks
SELECT setseed(0.15) IS NULL AS seeded \gset
CREATE FUNCTION pg_temp.segment() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT 'z' || string_agg((ARRAY['->', '=>', '→', '⇒', ',', '[', ']', '"', '\', '#', ' #', ':', ': ', '%', '*', '**', '~', '&', '|', '!', '(', ')', '@', '=', '<', ';', '/', '{', '}', '，', '／', '；', 'must', 'open', 'a', 'b', ' '])[ceil(random() * 37)], '')
    FROM generate_series(1, 1 + (random() * 3)::int)
$$;
-- the segments of a path in double quotes
CREATE FUNCTION pg_temp.quoted(path tagpath) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg('"' || regexp_replace(s, '(["\\])', '\\\1', 'g') || '"', '/' ORDER BY n) FROM unnest(tagpath_segments(path)) WITH ORDINALITY AS u (s, n)
$$;
CREATE TABLE hostile AS
SELECT n, tagpath_make(VARIADIC ARRAY(SELECT pg_temp.segment() FROM generate_series(1, 1 + n % 3))) AS path, tagpath_make('old', pg_temp.segment()) AS odd
FROM generate_series(1, 3000) AS n;
CREATE TABLE hostile_book AS
SELECT (string_agg(DISTINCT pg_temp.quoted(path), E'\n') || E'\n' ||
        (SELECT string_agg(pg_temp.quoted(odd) || ' -> ' || pg_temp.quoted(path), E'\n') FROM (SELECT DISTINCT ON (odd) * FROM hostile ORDER BY odd, n) AS once))::tagtaxonomy AS t
FROM hostile;
SELECT t::text::tagtaxonomy = t AS read_back, length(t::text) > 10000 AS large FROM hostile_book;
SELECT count(*) AS lost FROM hostile WHERE path::text NOT IN (SELECT tag FROM hostile_book, taxonomy_terms(t));
SELECT count(*) AS invented FROM hostile_book, taxonomy_terms(t) WHERE NOT EXISTS (SELECT FROM hostile WHERE path <@ tag::tagpath);
SELECT count(*) FILTER (WHERE link = 'alias') > 100 AS links, count(*) FILTER (WHERE tag::tagpath NOT IN (SELECT odd FROM hostile) OR target::tagpath NOT IN (SELECT path FROM hostile)) AS lost
FROM hostile_book, taxonomy_links(t);
-- none is wrong
SELECT count(*) AS not_valid FROM hostile, hostile_book WHERE NOT taxonomy_valid(path::tagset, t);
SELECT count(*) AS moved_wrongly FROM hostile_book, taxonomy_links(t) WHERE taxonomy_apply(tag::tagpath::tagset, t) <> target::tagpath::tagset;
SELECT count(*) AS not_found FROM hostile_book, taxonomy_links(t) WHERE NOT tag::tagpath::tagset @@ taxonomy_expand(tagquery_term(target::tagpath), t);
SELECT count(*) AS problems FROM hostile, hostile_book, taxonomy_query_problems(tagquery_term(path), t);
DROP TABLE hostile, hostile_book;

\echo == An option written with = is no tag, unless in quotes
SELECT 'open=true'::tagtaxonomy;
SELECT 'name = /[a-z]+/'::tagtaxonomy;
SELECT E'Dynamic = P90D'::tagtaxonomy;
SELECT E'must=status'::tagtaxonomy;
SELECT E'"open=x"/y\n"must = status"\nopened=x\na/open=x\nnames=/x'::tagtaxonomy;
