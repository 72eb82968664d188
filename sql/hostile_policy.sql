-- policies that are made to take long or to take much, and input that is made to mislead one
\set VERBOSITY terse
\pset null NULL
SET timezone = 'UTC';
SET datestyle = 'ISO';

\echo == Ten thousand rules, and one more
CREATE TEMP TABLE large AS SELECT (SELECT E'free: q\n' || string_agg(format('r%s: hate/n%s & actor/a%s -> q/n%1$s', i, i % 5000, i % 7), E'\n') FROM generate_series(1, 9999) AS i) AS lines;
SELECT policy_decide('hate/n7', (lines || E'\nlast: hate -> q/last')::labelpolicy, NULL, actor => 'a0') FROM large;
SELECT count(*), count(*) FILTER (WHERE outcome = 'decides') AS decide FROM large, policy_explain('hate/n7', lines::labelpolicy, NULL, actor => 'a0, a1, a2, a3, a4, a5, a6');
SELECT (lines || E'\na: b -> q\nc: d -> q')::labelpolicy FROM large;
SELECT (lines || E'\na: b -> q\nexempt c: d -> a')::labelpolicy FROM large;
SELECT length((E'free: q\none: x -> q'::labelpolicy || lines::labelpolicy)::text) > length(lines) AS joined FROM large;
SELECT (E'free: y, q\none: x -> y\ntwo: x -> y')::labelpolicy || lines::labelpolicy FROM large;
DROP TABLE large;

\echo == An exemption that names them all, and one per rule
SELECT count(*) FILTER (WHERE outcome = 'exempted') AS exempted, max(cardinality(exempted_by)) AS by
FROM policy_explain('a, b', (SELECT E'free: q\n' || string_agg(format('r%s: a -> q', i), E'\n') || E'\nexempt e: b -> ' || string_agg('r' || i, ',') FROM generate_series(1, 9000) AS i)::labelpolicy, NULL);
SELECT policy_decide('a, b', (SELECT E'free: q\n' || string_agg(format(E'r%s: a -> q\nexempt e%1$s: b -> r%1$s', i), E'\n') FROM generate_series(1, 5000) AS i)::labelpolicy, NULL);
SELECT outcome, cardinality(exempted_by) FROM policy_explain('a, b', (SELECT E'free: q\nr: a -> q\n' || string_agg(format('exempt e%s: b -> r', i), E'\n') FROM generate_series(1, 9999) AS i)::labelpolicy, NULL);

\echo == 64 ladders, a thousand steps, and one more
SELECT policy_decide('a', (SELECT string_agg('ladder l' || i || ': a < b', E'\n') || E'\nr: a -> ' || string_agg('l' || i || '/b', ', ') FROM generate_series(1, 64) AS i)::labelpolicy, NULL) = (SELECT labelset_agg(factlabel_make(('l' || i || '/b')::tagpath, by => 'r', at => NULL)) FROM generate_series(1, 64) AS i) AS all_of_them;
SELECT (SELECT string_agg('ladder l' || i || ': a < b', E'\n') FROM generate_series(1, 65) AS i)::labelpolicy;
SELECT (SELECT string_agg('ladder l' || i || ': a < b', E'\n') FROM generate_series(1, 64) AS i)::labelpolicy || 'ladder m: a'::labelpolicy;
SELECT policy_decide('a', (SELECT 'ladder l: ' || string_agg('s' || i, ' < ' ORDER BY i) || E'\n' || string_agg(format('r%s: a -> l/s%1$s', i), E'\n') FROM generate_series(1, 1000) AS i)::labelpolicy, NULL);
SELECT (SELECT 'ladder l: ' || string_agg('s' || i, ' < ' ORDER BY i) FROM generate_series(1, 1001) AS i)::labelpolicy;

\echo == A condition of ten thousand terms, and one more; a thousand levels, and one more
SELECT policy_decide('n9999', (SELECT E'free: q\nr: ' || string_agg('n' || i, ' | ') || ' -> q' FROM generate_series(1, 10000) AS i)::labelpolicy, NULL);
SELECT outcome, cardinality(missing), missing[10000] FROM policy_explain('x', (SELECT E'free: q\nr: ' || string_agg('n' || i, ' | ' ORDER BY i) || ' -> q' FROM generate_series(1, 10000) AS i)::labelpolicy, NULL);
SELECT outcome, cardinality(missing) FROM policy_explain('x', (SELECT E'free: q\nr: x & 9999 of (' || string_agg('n' || i % 100, ', ') || ') -> q' FROM generate_series(1, 9999) AS i)::labelpolicy, NULL);
SELECT (SELECT E'free: q\nr: ' || string_agg('n' || i, ' | ') || ' -> q' FROM generate_series(1, 10001) AS i)::labelpolicy;
SELECT policy_decide('a', (E'free: q\nr: ' || repeat('2 of (a, a, ', 999) || 'b' || repeat(')', 999) || ' -> q')::labelpolicy, NULL);
SELECT (E'free: q\nr: ' || repeat('2 of (a, a, ', 1001) || 'b' || repeat(')', 1001) || ' -> q')::labelpolicy;

\echo == Two thousand rules of stars and regular expressions, over a thousand labels
SELECT labelset_count(policy_decide(l, p, NULL))
FROM (SELECT string_agg('x' || i || '/y', ',')::labelset FROM generate_series(1, 1000) AS i) AS l (l), (SELECT (E'free: q\n' || string_agg(format('r%s: **/~"^y$" & x%1$s* -> q/n%1$s', i), E'\n'))::labelpolicy FROM generate_series(1, 2000) AS i) AS p (p);

\echo == Regular expressions at their limits
SET factag.match_limit = 10000;
SELECT policy_decide((repeat('a', 60) || 'b')::labelset, E'free: q\nr: ~"^(a+)+$" -> q', NULL);
SELECT policy_explain((repeat('a', 60) || 'b')::labelset, E'free: q\nr: nothing & ~"^(a+)+$" -> q', NULL);
SELECT policy_decide('x', E'free: q\nr: x -> q\nexempt e: ~"^(a+)+$" -> r', NULL, facts => (repeat('a', 60) || 'b')::tagset);
RESET factag.match_limit;
SELECT (E'free: q\nr: ~"' || repeat('a', 32769) || '" -> q')::labelpolicy;
SELECT E'free: q\nr: ~"(a" -> q'::labelpolicy;
-- whether a pattern can meet what is never exempt
SELECT E'free: q\nnever-exempt: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\nr: x -> q\nexempt e: ~"^(a+)+$" -> r'::labelpolicy;
SELECT (E'free: q\nnever-exempt: ' || string_agg('n' || i, ', ') || E'\nr: x -> q\nexempt e: ' || (SELECT string_agg('m' || i || '*[path!=n1]', '|') FROM generate_series(1, 1000) AS i) || ' -> r')::labelpolicy IS NOT NULL AS accepted FROM generate_series(1, 1000) AS i;
SELECT (E'free: q\nnever-exempt: ' || string_agg('n' || i, ', '))::labelpolicy FROM generate_series(1, 1001) AS i;

\echo == Nobody speaks for another side, and no label states a fact
SELECT E'facts: strikes, viewer/authed\nladder v: warn < remove\nr: actor/hate-group & hate -> v/remove\nthird: strikes[value>=3] -> v/warn\nhas: strikes -> v/warn\nseen: viewer/authed -> v/warn\nctx: context/topic -> v/warn' AS p \gset
SELECT policy_decide('hate, actor/hate-group[by=did/plc/evil], actor, context/topic, strikes[score=1], viewer/authed, "actor"/hate-group/x, ACTOR/hate-group[by=b], ａｃｔｏｒ/hate-group[by=c]', :'p', NULL) = '' AS nothing;
SELECT policy_decide('hate', :'p', NULL, actor => 'hate-group') AS real_one, policy_decide('hate', :'p', NULL, actor => 'actor/hate-group, context/topic', context => 'actor/hate-group') = '' AS nested;
SELECT policy_decide('hate', :'p', NULL, facts => 'actor/hate-group, context/topic, actor') = '' AS as_facts, policy_decide('hate', :'p', NULL, facts => 'strikes[value=3]') AS fact;
SELECT policy_decide('hate', :'p', NULL, actor => 'strikes, viewer/authed', context => 'strikes') = '' AS other_sides;
-- what is a label's alone is no fact's, and the other way round
SELECT policy_decide('a[by=x; score=1; at=2026-01-01T00:00:00Z]', E'free: q\nr: a[weight>=0] | a[value!=7] | a[since<2030-01-01T00:00:00Z] -> q', NULL) = '' AS label, policy_decide('', E'free: q\nr: a[by!=x] | a[score>=0] | a[at<2030-01-01T00:00:00Z] | a[verdict!=true] | a[claim!=c] -> q', NULL, facts => 'a[value=1; since=2026-01-01T00:00:00Z]') = '' AS fact;
SELECT E'free: q\nr: a[value>=1; by=x] -> q'::labelpolicy;
SELECT E'free: q\nr: a[deny; weight>=1] -> q'::labelpolicy;

\echo == Numbers that are none, and the ends of the calendar
SELECT policy_decide('', E'free: q\nr: n[value>=3] -> q', NULL, facts => tagset_make('n', value => 'NaN'));
SELECT policy_decide('', E'free: q\nr: n[value>=3] -> q', NULL, facts => tagset_make('n', value => 'Infinity'));
SELECT E'free: q\nr: n[value>=NaN] -> q'::labelpolicy;
SELECT policy_decide('', E'free: q\nr: n[value>=3] | n[value<=-3] -> q', NULL, facts => 'n[value=1.7976931348623157e308]') AS largest, policy_decide('', E'free: q\nr: n[value<=1e-323] & n[value>0] -> q', NULL, facts => 'n[value=5e-324]') AS least, policy_decide('', E'free: q\nr: n[value=0] -> q', NULL, facts => tagset_make('n', value => '-0')) AS zero;
SELECT policy_decide('a', E'free: q\nr: a -> q', 'infinity');
SELECT policy_decide('a', E'free: q\nr: a -> q', '-infinity');
SELECT policy_explain('a', E'free: q\nr: a -> q', 'infinity');
SELECT policy_decide('a', E'free: q\nr: a -> q', '294276-12-31 23:59:59.999999Z') AS last, policy_decide('a', E'free: q\nr: a -> q', '4714-11-24 00:00:00Z BC') AS first;
SELECT policy_decide('a', E'free: q\nr: a -> q [for=PT0.000001S]', '294276-12-31 23:59:59.999999Z');
SELECT policy_decide('a', E'free: q\nr: a -> q [for=P178000000Y]', '2026-01-01Z');
SELECT policy_decide('a', E'free: q\nr: a -> q [for=P1M]', '4714-11-24 00:00:00Z BC');
SELECT policy_decide('a', E'free: q\nr: a[at>-P100000Y] -> q', '2026-01-01Z');
SELECT policy_decide('a[at=2026-01-01T00:00:00Z]', E'free: q\nr: a[at>-P100000Y] -> q', '2026-01-01Z');
SELECT policy_decide('a[at=infinity]', E'free: q\nr: a -> q [for=P1D]', '2026-01-01Z');
SELECT policy_decide('a', E'free: q\nr: a -> q [for=P1D]', NULL);
SELECT policy_decide('a[at=2026-01-30T00:00:00Z; by=x], a[at=2026-01-31T00:00:00Z; by=y], a[by=z; at=2026-01-28T12:00:00Z]', E'free: q\nr: a -> q [for=P1M]', NULL) AS the_latest_end;
SELECT E'free: q\nr: a -> q [for=P0D]'::labelpolicy;
SELECT E'free: q\nr: a -> q [for=-P1D]'::labelpolicy;
SELECT E'free: q\nr: a -> q [for=P1M-40D]'::labelpolicy;

\echo == What a hostile author joins to a policy may make a decision fail, aloud; it never says less
SELECT E'ladder v: warn < remove\nfloor: hate -> v/remove' AS floor \gset
SELECT policy_decide('hate', :'floor'::labelpolicy || E'ladder v: warn < remove\nx: hate -> v/warn[for=PT1S]'::labelpolicy, '2026-01-01Z');
SELECT policy_decide('hate', :'floor'::labelpolicy || E'ladder v: warn < remove\nx: hate -> v/warn[for=P293000Y]'::labelpolicy, '2026-01-01Z');
SELECT policy_decide('hate', :'floor'::labelpolicy || E'ladder v: warn < remove\nx: hate -> v/warn[for=P1D]'::labelpolicy, NULL);
SELECT policy_decide('hate', E'ladder v: warn < remove\nx: nothing[at>=-P1D] -> v/warn'::labelpolicy || :'floor'::labelpolicy, NULL);

\echo == Names with everything in them are read back as they are
SELECT E'by: "p: -> # x"/v1
trust: "human, all"/"[x]", "→"
facts: "a: b"
free: "free: x", "→", "x[for=P1D]"
never-exempt: "ladder x: y", "!"
ladder "ladder a: b < c": "a < b" < "c, d" < "[e]" < "→" [x-y="]; \\"<\\" -> # x"]
"exempt x": "# no comment" & "a -> b"/"c: d"[by="human, all"/"[x]"] | "\\"quoted\\""/* -> "ladder a: b < c"/"a < b", "free: x" # "a comment: -> with"
"by": ~"a -> b: # \\"c\\"" | "2 of"[claim="-> x # y; ]"] -> "x[for=P1D]" [for=P1D]
"trust" [ground="-> x: y # z"; notice-en="]: a -> b"; x-note="\\"; shadow"]: "a"/"→" → "→"
"%later": "%" -> "free: x"/"y -> z"
exempt "exempt x: a -> b": !("x -> y" & "exempt") | "#" -> "exempt x", "%later"
r: "a" -> "free: x"' AS p \gset
SELECT :'p'::labelpolicy;
SELECT :'p'::labelpolicy::text::labelpolicy = :'p'::labelpolicy AS same;
SELECT policy_decide('"# no comment"[by="→"], a -> b/c: d[by="human, all"/"[x]"], x -> y[by="→"], exempt[by="→"]', :'p', '2026-01-01Z');
SELECT rule, outcome, missing FROM policy_explain('"%"[by="→"]', :'p', '2026-01-01Z');
\echo -- unquoted
SELECT E'free: q\na -> b: c -> q'::labelpolicy;
SELECT E'free: q\nr: a # b -> q'::labelpolicy;
SELECT E'free: q\nr: a -> q # b -> c'::labelpolicy;
SELECT E'free: q\nr: a -> q\n # -> b'::labelpolicy;
SELECT E'free: q\n%r: a -> q'::labelpolicy;
SELECT E'free: q\nfree: a -> q'::labelpolicy;
SELECT E'free: q\nr: a => q'::labelpolicy;
SELECT E'free: q\nr: a -> b -> q'::labelpolicy;
SELECT E'free: q\nr: a -> q*'::labelpolicy;
SELECT E'free: q\nr: a[claim="x\ny"] -> q'::labelpolicy;

\echo == Random names of such characters
SELECT setseed(0.16) IS NULL AS seeded \gset
CREATE FUNCTION pg_temp.segment() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT 'z' || string_agg((ARRAY['->', '=>', '→', '⇒', ',', '[', ']', '"', '\', '#', ' #', ':', ': ', '%', '*', '**', '~', '&', '|', '!', '(', ')', '@', '=', '<', ' < ', ';', '/', '{', '}', '，', '／', '；', '：', '［', 'exempt ', 'ladder ', 'by', 'a', 'b', ' '])[ceil(random() * 41)], '')
    FROM generate_series(1, 1 + (random() * 3)::int)
$$;
CREATE FUNCTION pg_temp.quoted(path tagpath) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg('"' || regexp_replace(s, '(["\\])', '\\\1', 'g') || '"', '/' ORDER BY n) FROM unnest(tagpath_segments(path)) WITH ORDINALITY AS u (s, n)
$$;
CREATE TEMP TABLE odd AS SELECT DISTINCT ON (path) n, path, pg_temp.quoted(path) AS q FROM (SELECT n, tagpath_make(VARIADIC ARRAY(SELECT pg_temp.segment() FROM generate_series(1, 1 + n % 2))) AS path FROM generate_series(1, 3000) AS n) AS p ORDER BY path, n;
CREATE TEMP TABLE odd_policy AS
    SELECT string_agg(format(E'%s: =%1$s[by=%1$s; claim!="c -> \\\\\\": #"; path=%1$s] -> q/%1$s', q), E'\n') AS lines FROM odd;
SELECT ('free: q' || E'\n' || lines)::labelpolicy::text::labelpolicy = ('free: q' || E'\n' || lines)::labelpolicy AS same FROM odd_policy;
SELECT count(*) > 2000 AS many, count(*) FILTER (WHERE d <> factlabel_make(('q/' || q)::tagpath, by => path, at => NULL)::labelset) AS differ
FROM (SELECT odd.*, policy_decide(factlabel_make(path, by => path, claim => 'c', at => NULL)::labelset, ('free: q' || E'\n' || lines)::labelpolicy, NULL) AS d FROM odd, odd_policy OFFSET 0) AS t;

\echo == Long names: a path of two thousand bytes below a prefix
CREATE TEMP TABLE long AS SELECT rtrim(repeat('abcdefghi/', 200), '/')::tagpath AS path;
SELECT policy_decide('x', E'free: q\nr: actor -> q', NULL, actor => factlabel_make(path, at => NULL)::labelset) AS seen FROM long;
SELECT outcome, because FROM long, policy_explain('x', E'free: q\nr: actor -> q', NULL, actor => factlabel_make(path, at => NULL)::labelset);
SELECT (E'by: ' || rtrim(repeat('abcdefghi/', 199), '/') || E'\nfree: q\nabcdefghij/kl: a -> q')::labelpolicy;
SELECT (E'free: q\nr: a -> q/' || path)::labelpolicy FROM long;
SELECT (E'free: q\nr [notice-en="' || repeat('x', 70000) || '"]: a -> q')::labelpolicy;
SELECT (E'free: q\n' || string_agg(format('r%s [notice-en="%s"]: a -> q', i, repeat('x', 60000)), E'\n'))::labelpolicy FROM generate_series(1, 300) AS i;

\echo == The memory for compiled policies is bounded by the setting; the one used last is kept
CREATE FUNCTION pg_temp.kept() RETURNS bigint LANGUAGE sql AS $$ SELECT coalesce(sum(total_bytes), 0) FROM pg_backend_memory_contexts WHERE name = 'factag policies' $$;
CREATE TEMP TABLE several AS SELECT n, (SELECT E'free: q\n' || string_agg(format('b%s/r%s: t%s -> q', n, i, i), E'\n') FROM generate_series(1, 3000) AS i)::labelpolicy AS p FROM generate_series(1, 20) AS n;
SET factag.rule_cache_size = '4MB';
SELECT count(*) FILTER (WHERE policy_decide('t7', p, NULL) <> '') AS decided FROM several;
SELECT pg_temp.kept() BETWEEN 500000 AND 6000000 AS within_the_limit;
SET factag.rule_cache_size = 0;
SELECT count(*) FILTER (WHERE policy_decide('t7', p, NULL) <> '') AS decided FROM several;
SELECT pg_temp.kept() BETWEEN 100000 AND 3000000 AS one;
RESET factag.rule_cache_size;
SELECT count(*) FILTER (WHERE policy_decide('t7', p, NULL) <> '') AS decided FROM several, generate_series(1, 3);
