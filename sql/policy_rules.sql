-- policy_rules: the lines of a policy as rows
\pset null NULL
SELECT $$# a comment alone is no row
by: policy/v3  # by
trust: human, agency
ladder visibility: inform < warn [dsa=DECISION_VISIBILITY_CONTENT_LABELLED; x-color=red] < "re/move" [x-flag]
free: strike, "free/x"
never-exempt: public-figure

violent-hate [dsa=STATEMENT_CATEGORY_VIOLENCE|KEYWORD_HATE_SPEECH; ground="Standards \"4.1\""; notice-de=Entfernt.; notice-en-GB=Removed.; notice-zh-Hant=已移除。]:
  threat & actor/hate-group -> visibility/"re/move", strike[for=P1Y2M], "free/x"/y[for=PT1H]
# between
"a, b"/c [shadow; notice-fr=Non.; notice-de=Nein.; x-owner=ana; x-flag]: "g # h"[by=human/"a,b"] | 2 of (x, y, z)  -> strike # why, and why not
exempt quoted [ground="They quote."]: news & !"# paid" -> violent-hate, "a, b"/c
$$::labelpolicy AS p \gset
\echo == A row for each line that is not a comment alone
SELECT position, kind, name, by, condition, outputs, comment FROM policy_rules(:'p'::labelpolicy);
SELECT position, attributes FROM policy_rules(:'p'::labelpolicy) WHERE attributes <> '{}';
SELECT count(*) FROM policy_rules(''::labelpolicy);
SELECT count(*) FROM policy_rules(NULL::labelpolicy);
\echo == A condition is a tagquery, a source one of labels, and outputs are paths
SELECT bool_and(condition::tagquery::text = condition), bool_and(by::tagpath <@ 'policy/v3'), bool_and(outputs::tagpath[]::text[] = outputs) FROM policy_rules(:'p');
\echo == Notices by language: the tag is shortened until it is found, else English, else the first
SELECT lang, array_agg(notice ORDER BY position) FROM unnest('{de-AT,en,en-GB,zh-TW,zh-CN,fr-CA,es,und,NULL}'::text[]) WITH ORDINALITY AS l (lang, i), policy_rules(:'p', lang) WHERE kind = 'rule' GROUP BY i, lang ORDER BY i;

\echo == As the reference has it
-- what people are told, and which rules nobody would miss
SELECT name, notice FROM policy_rules($$
ladder visibility: warn < remove
hate [notice-en="We removed this."; notice-zh-Hant="我們已移除這則內容。"]: hate[score>=0.8] -> visibility/remove
slur: hate/slur[score>=0.9] -> visibility/warn
$$, 'zh-TW') WHERE kind = 'rule';
SELECT name, shadowed_by FROM policy_rules($$
ladder visibility: warn < remove
hate: hate[score>=0.8] -> visibility/remove
slur: hate/slur[score>=0.9] -> visibility/warn
$$) WHERE shadowed_by IS NOT NULL;

\echo == Shadowed: another rule without an exemption, a duration or shadow says as much whenever it fires
CREATE FUNCTION pg_temp.shadowed(rules text) RETURNS TABLE (name text, shadowed_by text) LANGUAGE sql AS $$
    SELECT name, shadowed_by FROM policy_rules(E'ladder v: a < b < c\nladder w: a < b\nfree: q, s\n' || rules) WHERE kind = 'rule'
$$;
SELECT * FROM pg_temp.shadowed(E'narrow: x & y -> v/a, q\nwide: x -> v/b, q, w/a\nequal: x -> v/b, w/a, q\nother: x/z[score>0.5] -> w/a\nmore: x -> v/c\nelse: x -> s\nbelow: x -> q/z');
SELECT * FROM pg_temp.shadowed(E'exempted: x -> v/c\nends: x -> v/c[for=P1D]\ndraft [shadow]: x -> v/c\nmild: x -> v/a\nalike: x & y -> v/a[for=P1D]\nalike-draft [shadow]: x & z -> v/a\nexempt e: y -> exempted');
\echo == Which condition holds wherever another does
CREATE TEMP TABLE pair (i serial, narrow text, wide text);
INSERT INTO pair (narrow, wide) VALUES
    ('x', 'x'), ('x/y', 'x'), ('x', 'x/y'), ('=x', 'x'), ('x', '=x'), ('=x', '=x'), ('x/*', 'x'), ('x/**', 'x'), ('x', 'x/**'), ('=x/**', 'x'), ('x', '**'), ('=x', '=**'), ('x', '*'), ('x/y', '*'), ('x', '=*'), ('=x', '=*'), ('x', 'x*'), ('x', 'y*'), ('x/y/z', 'x/*/z'), ('x/*/z', '*/z'),
    ('*/z', '*/z'), ('*/z/y', '*/z'), ('=*/z', '*/z'), ('*/z', '=*/z'), ('~"^x"', '~"^x"'), ('x', '~"^x"'), ('x & y', 'x'), ('x', 'x & y'), ('x', 'x | y'), ('x | y', 'x'), ('x | y', 'y | z | x'), ('x & y', '(x | z) & y'), ('x & (y | z)', '(x & y) | (x & z)'),
    ('2 of (x, y, z)', 'x | y'), ('2 of (x, y, z)', 'x'), ('x & y', '2 of (x, y, z)'), ('x & z', '2 of (x, y, z)'), ('2 of (x, y, z)', '2 of (x, y, z, a)'), ('3 of (x, y, z, a)', '2 of (x, y, z)'), ('2 of (x, y, z)', '2 of (x, y, a)'), ('2 of (x/1, y, z)', '2 of (x, y, z)'),
    ('x[by=a]', 'x'), ('x', 'x[by=a]'), ('x[by=a/b]', 'x[by=a]'), ('x[by=a]', 'x[by=a/b]'), ('x[by=a|b/c]', 'x[by=b|a]'), ('x[by=a]', 'x[by!=b]'), ('x[by=a]', 'x[by!=a/b]'), ('x[by=a/b]', 'x[by!=a]'), ('x[by!=a]', 'x[by!=a/b]'), ('x[by!=a/b]', 'x[by!=a]'), ('x[by!=a|b]', 'x[by!=b]'), ('x[by!=a]', 'x[by=b]'),
    ('x[score>0.5]', 'x[score>=0.5]'), ('x[score>=0.5]', 'x[score>0.5]'), ('x[score>0.6]', 'x[score>0.5]'), ('x[score>0.5]', 'x[score>0.6]'), ('x[score<0.5]', 'x[score<=0.6]'), ('x[score=0.5|0.7]', 'x[score>0.4]'), ('x[score=0.3|0.7]', 'x[score>0.4]'), ('x[score>0.5]', 'x[score!=0.5]'), ('x[score>=0.5]', 'x[score!=0.5]'), ('x[score=0.1]', 'x[score=0.1|0.2]'), ('x[score!=0.1|0.2]', 'x[score!=0.2]'), ('x[score!=0.1]', 'x[score>0.1]'), ('x[score>0.5]', 'x[weight>0.5]'),
    ('x[verdict<=mostly-false]', 'x[verdict<mixed]'), ('x[verdict<mixed]', 'x[verdict!=satire]'), ('x[verdict!=satire]', 'x[verdict<mixed]'), ('x[verdict=false|satire]', 'x[verdict<mixed]'), ('x[claim=a]', 'x[claim=a|b]'), ('x[claim=a]', 'x[claim!=b]'), ('x[claim!=a]', 'x[claim!=b]'),
    ('x[deny]', 'x'), ('x', 'x[deny]'), ('x[deny; by=a]', 'x[deny]'), ('x/y', 'x[path=x/y]'), ('x', 'x[path!=y]'), ('x[path!=x/y]', 'x[path!=x/y/z]'), ('x[since>=-P30D]', 'x[since>=-P30D]'), ('x[since>=-P30D]', 'x[since>=-P60D]'), ('x[since>=-P30D]', 'x[since>=2026-01-01T00:00:00Z]'), ('x[score>0.5; by=a]', 'x[by=a; score>0.2]');
SELECT narrow, wide, shadowed_by IS NOT NULL AS found FROM pair, pg_temp.shadowed(format(E'wide: %s -> q\nnarrow: %s -> q', wide, narrow)) WHERE name = 'narrow' ORDER BY i;

\echo == What is found is right: no random log matches the narrow condition and not the wide one
SELECT setseed(0.63) IS NULL AS seeded \gset
CREATE FUNCTION pg_temp.pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT choices[1 + floor(random() * cardinality(choices))]
$$;
CREATE FUNCTION pg_temp.term(labels boolean) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT pg_temp.pick('', '', '', '=') || pg_temp.pick('a', 'b', 'a/b', 'a/a', '*', 'a/*', '*/b', '**', '**/b', 'a*', '~"a"') ||
        pg_temp.pick('', '', format('[%s]', CASE WHEN labels THEN pg_temp.pick('deny', 'by', 'score', 'verdict', 'claim', 'path') ELSE pg_temp.pick('value', 'weight', 'path') END))
$$;
-- with an operator and values for each attribute
CREATE FUNCTION pg_temp.filled(term text) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT CASE substring(term FROM '\[(\w+)')
        WHEN 'by' THEN replace(term, 'by', 'by' || pg_temp.pick('=', '!=') || pg_temp.pick('h', 'h/a', 'h/b', 'm', 'h|m', 'h/a|m'))
        WHEN 'path' THEN replace(term, 'path', 'path' || pg_temp.pick('=', '!=') || pg_temp.pick('a', 'a/b', 'b', 'a/b|b'))
        WHEN 'claim' THEN replace(term, 'claim', 'claim' || pg_temp.pick('=', '!=') || pg_temp.pick('c', 'd', 'c|d'))
        WHEN 'verdict' THEN replace(term, 'verdict', 'verdict' || pg_temp.pick('=', '!=', '<', '<=', '>', '>=') || pg_temp.pick('false', 'mixed', 'true'))
        WHEN 'deny' THEN term
        ELSE regexp_replace(term, '\[(\w+)\]', '[\1' || pg_temp.pick('=', '!=', '<', '<=', '>', '>=') || pg_temp.pick('0.2', '0.5', '0.8') || ']') END
$$;
CREATE FUNCTION pg_temp.condition(labels boolean) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT CASE WHEN random() < 0.4 THEN t[1] WHEN random() < 0.3 THEN format('%s & %s', t[1], t[2]) WHEN random() < 0.4 THEN format('%s | %s', t[1], t[2])
        WHEN random() < 0.5 THEN format('2 of (%s, %s, %s)', t[1], t[2], t[3]) ELSE format('%s & (%s | %s)', t[1], t[2], t[3]) END
    FROM (SELECT array_agg(pg_temp.filled(pg_temp.term(labels))) AS t FROM generate_series(1, 3)) AS x
$$;
CREATE TEMP TABLE log AS SELECT (SELECT labelset_agg(factlabel_make(pg_temp.pick('a', 'b', 'a/b', 'a/a', 'a/b/a', 'b/b', 'ab')::tagpath, at => NULL, score => (pg_temp.pick('0.2', '0.3', '0.5', '0.8', NULL))::real, by => (pg_temp.pick('h', 'h/a', 'h/b', 'm', 'x', NULL))::tagpath,
        verdict => (pg_temp.pick('false', 'mostly-false', 'mixed', 'true', 'satire', NULL))::factverdict, claim => pg_temp.pick('c', 'd', 'e', NULL), deny => random() < 0.2)) FROM generate_series(1, 1 + i % 3)) AS labels,
    (SELECT tagset_agg(pg_temp.pick('a', 'b', 'a/b', 'a/a', 'a/b/a', 'b/b', 'ab')::tagpath, (pg_temp.pick('0.2', '0.5', '0.8', '1', NULL))::real, (pg_temp.pick('0.2', '0.3', '0.5', '0.8', NULL))::float8, NULL, NULL) FROM generate_series(1, 1 + i % 3)) AS tags
FROM generate_series(1, 200) AS i;
CREATE TEMP TABLE found AS
SELECT a::tagquery, b::tagquery, labels FROM (SELECT labels, pg_temp.condition(labels) AS a, pg_temp.condition(labels) AS b FROM generate_series(1, 1500) AS i, unnest('{t,f}'::boolean[]) AS labels) AS c
WHERE policy_error(format(E'free: q\na: %s -> q\nb: %s -> q', a, b)) IS NULL AND
    EXISTS (SELECT FROM policy_rules(format(E'free: q\nb: %s -> q\na: %s -> q', b, a)) WHERE name = 'a' AND shadowed_by = 'b');
SELECT found.labels, count(DISTINCT (a, b)) > 50 AS many, count(*) FILTER (WHERE CASE WHEN found.labels THEN log.labels @@ a AND NOT log.labels @@ b ELSE tags @@ a AND NOT tags @@ b END) AS wrong
FROM found, log GROUP BY 1 ORDER BY 1;

\echo == Many rules with the same output, many terms, deep conditions
SELECT count(*), count(shadowed_by) FROM (SELECT string_agg(format('r%s: a/n%s[score>0.%s] -> q', i, i % 5000, i % 7), E'\n') AS rules FROM generate_series(1, 10000) AS i) AS x, pg_temp.shadowed(rules);
SELECT count(*), count(shadowed_by) FROM (SELECT string_agg(format('r%s: 500 of (%s, b%s) -> q', i, terms, i), E'\n') AS rules FROM generate_series(1, 200) AS i, (SELECT string_agg('a' || i, ', ') AS terms FROM generate_series(1, 600) AS i) AS t) AS x, pg_temp.shadowed(rules);
SELECT count(*), count(shadowed_by) FROM (SELECT format(E'r1: %s -> q\nr2: %s -> q', replace(c, 'x', 'y'), c) AS rules FROM (SELECT repeat('(a & (b | ', 400) || 'x' || repeat('))', 400) AS c) AS t) AS x, pg_temp.shadowed(rules);
