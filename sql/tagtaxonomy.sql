-- type tagtaxonomy: reading, printing, what is refused, joining
\pset format unaligned
\pset tuples_only on
-- how an input is refused, in one line; NULL if it is not
CREATE FUNCTION pg_temp.refused(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE code text; detail text;
BEGIN
    PERFORM input::tagtaxonomy;
    RETURN 'accepted';
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
    RETURN format('%s: %s', code, detail);
END $$;

\echo == Canonical text: comments stay, attributes have an order, names are quoted where they must be
SELECT $$

# a book
name:/[^A-Z]+/     # a naming rule
must  :  a&!( b|c )
open : TRUE
Interest [ title-ZH-hant-tw = 興趣 ; static ; x-Color=blue; x-flag; purpose = a | b ; note="two  words
   and more" ]   # its own comment
a/b [name=/[a-z];"\/]+|x/; exclusive; dynamic = p1w2dT36h; deprecated; alt-en="x|y"]


興趣／公寓 → Interest/apartment 、 a/b  # one comment
   # and another
c ⇒ "d"/e  # ⇒

$$::tagtaxonomy AS book \gset
\echo :book
SELECT :'book'::tagtaxonomy::text = :'book' AS reads_back, tagtaxonomy_is_canonical(:'book') AS canonical,
    ''::tagtaxonomy = E'\n \n'::tagtaxonomy AND ''::tagtaxonomy::text = '' AS empty;

\echo == A line that begins with a blank goes on the one before, unless that is empty or a comment
SELECT E'a [note=x;\n  x-y]\n\n  b\nopen: true\nc ->\n\ta,  # one\n\tb\nmust: a\n  | b\n# d\n  e'::tagtaxonomy;
SELECT pg_temp.refused(E'a\n  b');
SELECT pg_temp.refused(E'must: a\n  b');
SELECT pg_temp.refused(E'a [open]\n  b');

\echo == What is special, and what is not
SELECT E'open: true\nC#\n5"\nx:y\na-b\na=b\n"a -> b" -> "=>"/x\n"=>"\n"must"\n"open" [open]\n"% off"\nx/%\n"{a"\n"AC/DC"\n"a: b"\n"#1"'::tagtaxonomy;
SELECT E'a="b # c"\nd [note=k="v]  # comment "\ne [note=x; x-y=/z]\nmust: f[claim="# x"|"]"; value!=1] # y\nmust: "g # h"/~"]# i" # j\ndeprecated: a "b # c"'::tagtaxonomy;
SELECT s.line, pg_temp.refused(s.line) FROM unnest(ARRAY[
    'mustt: status', 'mustt：status', 'a/b: c', 'a:', '%a', '％a', 'open', 'Must', 'static [open]', 'open -> a',
    'a -> b -> c', 'a [x-y] -> b', 'a ->', '-> a', 'a -> b,', 'a b]', 'a [', 'a [static', 'a []x', 'a, b', 'a/', '"a', 'a: /x/',
    '{"a": 1}', '["a"]', '{a,b}']) AS s (line);

\echo == A condition prints so that it reads back within a line
SELECT E'must: "#" | "a # b" & "→" & "c: d" & *"# e"* & f[by=h/"] # i"|="j"; path!=f/"];k"; claim=a # b -> c] & ="l"/~"]# m"  # n' AS line \gset
SELECT :'line'::tagtaxonomy, :'line'::tagtaxonomy::text = :'line'::tagtaxonomy::text::tagtaxonomy::text AS reads_back;
SELECT E'must: a |  # one\n  "b # c" &  # two\n  "d"'::tagtaxonomy;
SELECT pg_temp.refused(E'must: a[claim="b\n  c"]'), pg_temp.refused(E'must: a[by=b\n  c]');

\echo == Options
SELECT E'Name: /[a-z]/\nOPEN: true\ndynamic: P1Y2M\ndeprecated: "gone # now" # why\npurpose: "a#"\nmust: a\nmust: a'::tagtaxonomy;
SELECT E'deprecated: true\ndynamic: true\npurpose: a;b'::tagtaxonomy, E'static: true\ndeprecated: use b  # c'::tagtaxonomy;
SELECT s.line, pg_temp.refused(s.line) FROM unnest(ARRAY[
    'must:', 'must: a &', 'must: a[odd', 'open:', 'open: false', 'open: true b', 'static: P1D', 'dynamic: 90 days', 'name: a', 'name: /a', 'name: //',
    'name: /(/', 'name: /a/i', 'purpose: a||b', 'exclusive: true', E'open: true\nopen: true', E'static: true\ndynamic: true']) AS s (line);

\echo == Attributes
SELECT s.line, pg_temp.refused('a [' || s.line || ']') FROM unnest(ARRAY[
    'x', 'title', 'title-', 'title-e_n', 'title-12', 'title-en-', 'alt-en', 'x-', 'x-a b', 'x-é', 'note', 'note=', 'note=""', 'purpose', 'name', 'open=true',
    'static; dynamic', 'dynamic=P1D; static', 'note=a; note=b', 'title-ZH=a; title-zh=b', 'open open', 'dynamic=', 'name=/[/', 'note="a" b']) AS s (line);
SELECT E'a [title-zh-hant-TW=a; title-x-AB-ABCD=b; TITLE-EN="]"; alt-sl-Rozaj-1994=c; x-A.B_c-1=";"; note=a, b = c]'::tagtaxonomy;

\echo == Durations are those of ISO 8601
SELECT s.line, ('a [dynamic=' || s.line || ']')::tagtaxonomy
FROM unnest(ARRAY['P1Y', 'P18M', 'P2W', 'P0Y1D', 'PT90M', 'PT36H', 'PT0.25S', 'p1y2m3w4dt5h6m7,000001s', 'P10000Y']) AS s (line);
SELECT s.line, pg_temp.refused('a [dynamic=' || s.line || ']')
FROM unnest(ARRAY['P', 'PT', 'P1DT', '1D', 'P1', 'P1D1Y', 'P1H', 'P1.5D', 'P-1D', 'P0D', 'PT0.0000001S', 'P10001Y', 'P99999999999999999999D', 'P1D ago']) AS s (line);

\echo == A tag on several lines has the attributes of all
SELECT E'a [open]\nb\na [note=x; open]\na'::tagtaxonomy;
SELECT pg_temp.refused(E'a [note=x]\nb\na [open; note=y]');
SELECT pg_temp.refused(E'a [dynamic=P1D]\na [dynamic=P2D]');
SELECT pg_temp.refused(E'a [dynamic]\na [static]');
SELECT pg_temp.refused(E'a [title-en=x]\na [title-EN=y]');

\echo == Names obey the naming rules above them; the nearest rule counts, and a pattern matches as a whole
SELECT pg_temp.refused(E'name: /[a-z]+/\na/b1/c');
SELECT pg_temp.refused(E'name: /[a-z]+|x1/\na/x1/b');
SELECT pg_temp.refused(E'name: /[a-z]+/\na [name=/[0-9]+/]\na/1/2\nb\n1');
SELECT pg_temp.refused(E'a [name=/b|c\\/d/]\na/bc');
SELECT pg_temp.refused(E'name: /(a+)+\\z/\n' || repeat('a', 60) || 'b');
SELECT pg_temp.refused(E'A1 [open; name=/[a-z]+/]\nx -> a1/b/c2');

\echo == Links: targets are known; terms, and the sources of implications, are no old names
SELECT pg_temp.refused(E'a -> b');
SELECT pg_temp.refused(E'b/c\na -> b, b/d');
SELECT pg_temp.refused(E'b/c [open]\na -> b, b/c/d/e\nx => b/c/f\nold -> b/c\ny -> old/g');
SELECT pg_temp.refused(E'b\nold -> b\ny -> old/g');
SELECT pg_temp.refused(E'open: true\na -> b\na');
SELECT pg_temp.refused(E'open: true\na/b\na -> b');
SELECT pg_temp.refused(E'open: true\na/b\na/b/c -> b\na/b/c/d -> e');
SELECT pg_temp.refused(E'open: true\na -> b\na => c');
SELECT pg_temp.refused(E'open: true\na -> b\na/c => d');
SELECT pg_temp.refused(E'open: true\na -> a');
SELECT pg_temp.refused(E'open: true\na => a/b/c');

\echo == Circles: of every length and kind
SELECT s.lines, pg_temp.refused(E'open: true\n' || s.lines) FROM unnest(ARRAY[
    E'a -> b\nb -> a', E'a -> b\nb => a', E'a => b\nb => a', E'a -> b/c\nb -> a', E'a/b -> c\nc -> a', E'a -> b\nb -> c\nc -> d\nd -> a/x',
    E'a -> x, b\nb -> y, a', E'a -> b/c\nb/c/d -> a', E'a => b\nb/x => c\nc/y => a/z', E'a/b => a', E'a/b -> a', E'a/b/c -> a\na/b -> d',
    E'a/b -> a\na -> c', E'a/b -> a\na -> a2\na2/x -> a3', E'a -> b\nb/c -> d\nb/e -> a', E'a/b -> a\na/c -> a', E'a/b/c -> a/b\nx -> a/b/c']) AS s (lines);

\echo == Joining: each line once, options must agree, text is checked when it is joined
SELECT E'a/b -> x\nx' || 'a [open]'::tagtaxonomy || 'a [note=n]' || E'a [open]\nx # again\n# end';
SELECT E'must: a\ndynamic: P1D  # x'::tagtaxonomy || E'dynamic: P1D\nmust: b\nmust: a';
SELECT E'a\na'::tagtaxonomy || '', E'a\na'::tagtaxonomy || E'b\na\nb';
SELECT 'dynamic: P1D'::tagtaxonomy || 'dynamic: P2D';
SELECT 'dynamic: P1D'::tagtaxonomy || 'static: true';
SELECT 'a [note=x]'::tagtaxonomy || 'a [note=y]'::tagtaxonomy;
SELECT 'a'::tagtaxonomy || text 'b -> c';
SELECT E'a\nb -> a'::tagtaxonomy || text 'c -> a';
SELECT 'a -> b'::text || 'b'::tagtaxonomy, NULL || 'b'::tagtaxonomy, 'b'::tagtaxonomy || NULL::text, NULL::tagtaxonomy || NULL::tagtaxonomy IS NULL;
SELECT taxonomy_agg(line ORDER BY id) FROM (VALUES (1, 'open: true'), (2, E'  b [note=x;\n  x-y]'), (3, NULL), (4, 'a -> b'), (5, '# end')) AS row (id, line);
SELECT taxonomy_agg(line::tagtaxonomy ORDER BY id) FROM (VALUES (1, E'open: true\na'), (2, NULL), (3, E'b\na'), (4, 'c -> b')) AS row (id, line);
SELECT taxonomy_agg(line::tagtaxonomy ORDER BY id) FROM (VALUES (1, 'b'), (2, E'open: true\nc -> b')) AS row (id, line);
SELECT taxonomy_agg(NULL::text) = '', taxonomy_agg(NULL::tagtaxonomy) = '' FROM generate_series(1, 2);
SELECT taxonomy_agg(line) FROM (VALUES ('open: true'), ('open: true')) AS row (line);

\echo == Casts, LIKE, comparison, the binary form
SELECT 'a'::varchar::tagtaxonomy::text LIKE 'a', 'a [open]'::tagtaxonomy LIKE '%open%', 'a' ILIKE 'A', 'a'::tagtaxonomy NOT LIKE 'b' AS likes;
SELECT 'a'::tagtaxonomy < 'b', 'a' = E'a\n'::tagtaxonomy, tagtaxonomy_cmp('a', 'a [open]'), tagtaxonomy_hash('a') = tagtaxonomy_hash(E'\na');
SELECT tagtaxonomy_send('a [open]');

\echo == A byte order mark, which some editors write before the text of a file
SELECT (E'\uFEFFopen: true\na -> b'::tagtaxonomy) = E'open: true\na -> b', (E'\uFEFFby: auto/x\nr: /x/ -> a'::ruleset) = E'by: auto/x\nr: /x/ -> a', (E'\uFEFFfree: q'::labelpolicy) = 'free: q' AS same;
SELECT E'\uFEFFopen: maybe'::tagtaxonomy;
