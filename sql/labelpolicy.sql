-- type labelpolicy: reading, printing, what is refused
\pset format unaligned
\pset tuples_only on
-- how an input is refused
CREATE FUNCTION pg_temp.refused(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE code text; detail text; hint text;
BEGIN
    PERFORM input::labelpolicy;
    RETURN 'accepted';
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN format('%s: %s%s', code, detail, E'\n    ' || nullif(hint, ''));
END $$;
-- the same for a line beside others that are correct
CREATE FUNCTION pg_temp.line_refused(line text) RETURNS text LANGUAGE sql AS $$
    SELECT line || E'\n  ' || pg_temp.refused(line || E'\nladder v: mild < severe\nfree: q, strike\nnever-exempt: public-figure\nr: x -> v/mild\nexempt e: x -> r')
$$;

\echo == Canonical text: comments stay, attributes have an order, names are quoted where they must be
SELECT $$

# a policy
BY : policy / v3     # source: policy/v3/<rule>
trust:human,agency、auto
ladder  visibility : inform[dsa=DECISION_VISIBILITY_CONTENT_LABELLED]<warn [ x-Color = red; dsa = DECISION_VISIBILITY_CONTENT_LABELLED ]
  < limit   # still visible
  # to some
  < remove [x-flag]
ladder account: suspend
free: strike, queue/"a, b"
Free : notes
never-exempt: public-figure
facts: viewer
violent-hate [ notice-ZH-hant = "已移除：\"仇恨\"。"; notice-en=Removed: hate.;ground="Standards
     4.1" ;dsa= STATEMENT_CATEGORY_VIOLENCE | KEYWORD_HATE_SPEECH; x-owner=ana; shadow ]:
  threat & actor/hate-group -> visibility/remove, strike
false-claim:misinfo[ verdict <= mostly-false; by=agency|"human" ]→visibility/warn


third-strike: strikes[value>=3] -> account/suspend [ for = p4w2dT36h ], queue/"a, b"/x
suspend: (a|b)&(2 of (c, (d), e)) & since-then[since>=-P30D] －＞ notes
exempt quoted-news [x-y; ground=quoted]: news-report[by=human] | !(a & !b) -> false-claim, third-strike # who quotes


$$::labelpolicy AS p \gset
\echo :p
SELECT :'p'::labelpolicy::text = :'p' AS reads_back, labelpolicy_is_canonical(:'p') AS canonical,
    ''::labelpolicy = E'\n \n'::labelpolicy AND ''::labelpolicy::text = '' AS empty;

\echo == Words that begin lines are also names
SELECT E'free: q\nexempt : a -> q\nexempt/x: a -> q\nladder/x: a -> q\nladder [shadow]: a -> q/1\nby/x: a -> q\n"exempt x": a -> q\n"ladder x"/y: a -> q\n"Trust": a -> q\n'
    'exempt "by": a -> exempt/x\nexempt exempt/y: a -> exempt/x\nexemption: a -> q\n"%x": a -> q\nx/%: a -> q\n"{x": a -> q\n"[1]": a -> q'::labelpolicy AS p \gset
\echo :p
SELECT labelpolicy_is_canonical(:'p');

\echo == A condition prints so that it reads back within a line
SELECT $$free: "q->x", "#y", "c: d", "e*", "<f"
"a -> b": "a -> b" & "→"/x & "＝＞" & "a￫b" & "g # h"/~"]# i -> j" & "k: l" & *"# m"* & "x:y" -> "#y"
"[x]": a[by=h/"x] # y -> z"|"|"; claim="# ->"; said="]"] & b[path=b/"];y"|b/"a, b"; claim=c:d -> e # f] -> "q->x"/"→", "c: d"  # g -> h
"c # d": C# & a-b & x<-$$ || '"y" & 5" -> "e*", "<f", "q->x"' AS p \gset
SELECT pg_temp.refused(:'p');
SELECT replace(:'p', 'x<-"y"', 'x')::labelpolicy AS p \gset
\echo :p
SELECT labelpolicy_is_canonical(:'p');

\echo == A line that begins with a blank goes on the one before, unless that is empty or a comment
SELECT E'free: q,\n\tr\n  , s # one\n # two\na: b\n  &\n  c\n  -> q\n\n  d: e -> r\n# f\n  g: h -> s'::labelpolicy;
SELECT s.line || E'\n  ' || pg_temp.refused(E'free: q\n' || s.line) FROM unnest(ARRAY[
    E'a: b\n  c -> q', E'a: b -> q\n  c: d -> q', E'a\n  b: c -> q', E'a: b[claim=c\n  d] -> q', E'a: b[by=c\n  d] -> q', E'a: b -> q\n  q']) AS s (line);

\echo == Lines that are not read
SELECT pg_temp.line_refused(line) FROM unnest(ARRAY[
    's', 's: y', 's: y ->', 's: -> q', ': y -> q', '-> q', 's y -> q', 's: y => q', 's: y -> q -> q', 's:: y -> q', 's: t: y -> q', 's：y： z -> q', 's: y # -> q',
    's: y -> q]', 's]: y -> q', 's, t: y -> q', 's: y -> q q2]', 's: y -> q,', 's: y & -> q', 's: y[odd=1] -> q', 's: "y -> q',
    '%s: y -> q', '％s: y -> q', 'exempt %s: y -> r', 'ladder %s: y', 'by [x-y]: y -> q', 'ｂｙ [x-y]: y -> q', 'ＥＸＥＭＰＴ s: y -> r', 'never-exempt [x-y]: y -> q', 'exempt', 'exempt s', 'exempt s: y', 'exempt s: y ->', 'ladder s', 'ladder s:', 'ladder s: a <', 'ladder s: a, b', 'ladder s: a/b', 'ladder s: a -> b', 'ladder s [x-y]: a',
    'by:', 'by: a, b', E'by: a\nby: a', E'trust: a\ntrust: a', 'free: a b]', 'free: a [x-y]', 'free: a -> b',
    'by: *', 'free: s*', 's: y -> q/*', 'exempt s: y -> *', 'ladder s: a*', 's*: y -> q']) AS s (line);
SELECT pg_temp.refused(s.line) FROM unnest(ARRAY['{"a": 1}', '["a"]', '{a,b}', '[1]']) AS s (line);

\echo == Attributes
SELECT pg_temp.line_refused(line) FROM unnest(ARRAY[
    's [odd]: y -> q', 's [notice=x]: y -> q', 's [notice-e_n=x]: y -> q', 's [notice-en]: y -> q', 's [notice-en=]: y -> q', 's [notice-en=""]: y -> q', 's [notice-EN=a; notice-en=b]: y -> q', 's [x-]: y -> q', 's [x-é]: y -> q',
    's [shadow=1]: y -> q', 's [shadow; shadow]: y -> q', 's [ground]: y -> q', 's [ground=x: y -> q', 's []: y -> q', 's [dsa]: y -> q', 's [dsa=]: y -> q', 's [dsa="KEYWORD_OTHER"]: y -> q', 's [dsa=keyword_other]: y -> q',
    's [dsa=KEYWORD_OTHER|]: y -> q', 's [dsa=KEYWORD_OTHER|KEYWORD_OTHER]: y -> q', 's [dsa=KEYWORD_NO_SUCH]: y -> q', 's [dsa=DECISION_VISIBILITY_CONTENT_REMOVED]: y -> q', 's [dsa=DECISION_GROUND_ILLEGAL_CONTENT]: y -> q',
    'ladder s: a [dsa=KEYWORD_OTHER]', 'ladder s: a [dsa=DECISION_ACCOUNT_SUSPENDED|DECISION_MONETARY_SUSPENSION]', 'ladder s: a [ground=x]', 'ladder s: a [shadow]', 'ladder s: a [notice-en=x]',
    'exempt s [ground=x; x-y]: y -> r', 'exempt s [shadow]: y -> r', 'exempt s [dsa=KEYWORD_OTHER]: y -> r', 'exempt s [notice-en=x]: y -> r',
    's: y -> q[for=P1D]', 's: y -> v/mild[for="PT0.5S"]', 's: y -> q[for]', 's: y -> q[for=]', 's: y -> q[for=x]', 's: y -> q[for=P0D]', 's: y -> q[for=-P1D]', 's: y -> q[for=P3000000000M]', 's: y -> q[until=P1D]', 's: y -> q[for=P1D; for=P2D]', 's: y -> q[]']) AS s (line);
SELECT pg_temp.refused(format(E'free: q\ns [notice-en="%s"]: y -> q', repeat('x', 65536)));

\echo == Names
SELECT pg_temp.line_refused(line) FROM unnest(ARRAY[
    'r: y -> q', 'e: y -> q', 'exempt r: y -> r', 'exempt e: y -> r',
    'ladder v: a', 'ladder V: a', 'ladder s: a < b < A', 'ladder v/x: a', 'ladder q/x: a', 'ladder strike: a', 'free: v', 'free: v/x', 'free: q/x, q, q/x/y',
    'ladder actor: a', 'ladder actor/x: a', 'free: context', 'free: context/x', 'facts: actor', 'facts: context/x', 'ladder actors: a',
    'trust: a, b/c, a', 'trust: a/b, a',
    's: y -> v', 's: y -> v/odd', 's: y -> v/mild/x', 's: y -> odd', 's: y -> q/x/y', 's: y -> q, q/x, q', 's: y -> v/mild, v/severe', 's: y -> v/mild, v/mild[for=P1D]',
    'exempt s: y -> odd', 'exempt s: y -> e', 'exempt s: y -> s', 'exempt s: y -> r, r']) AS s (line);
SELECT pg_temp.refused('s: y -> q');
SELECT pg_temp.refused('by: ' || repeat('b', 255) || repeat('/' || repeat('b', 255), 6) || E'\nfree: q\n' || repeat('s', 210) || ': y -> q') FROM generate_series(1, 1);
SELECT pg_temp.refused('ladder ' || repeat('b', 255) || repeat('/' || repeat('b', 255), 6) || ': ' || repeat('s', 210));

\echo == Conditions
SELECT pg_temp.line_refused(line) FROM unnest(ARRAY[
    's: !y -> q', 's: y & (z | !x) -> q', 'exempt s: y & !x -> r', 's: y @2026-07-01T00:00:00Z -> q', 'exempt s: y & (x @2026-07-01T00:00:00Z) -> r',
    's: y[deny] -> q', E'trust: a\ns: y[deny] -> q', E'trust: a\nexempt s: !y[deny] -> r', 's: y[neg] -> q', 's: y[since>=-P30D; until!=P1D] -> q',
    's: y[value>=1; by=x] -> q', 's: y[weight>1; seen>=-P1D] -> q', 's: y[since>=-P30D; deny] -> q', 'exempt s: !y[value=1; score=1] -> r', 's: y[value=1; since>=-P30D; until>=P30D; path=y/z] -> q',
    's: actor/strikes[value>=3] -> q', 's: context[weight>0] -> q', 's: actors[value>=3] -> q', 's: actor/x[by=human] -> q', 's: *[value>=3] -> q',
    E'facts: viewer, pref\ns: viewer/minor[by=human] -> q', E'facts: viewer\ns: viewer/*[score>0] -> q', E'facts: viewer\ns: viewer/age[value<18] & viewer -> q',
    E'facts: viewer\ns: actor/viewer/minor -> q', E'facts: viewer\nexempt s: !context/viewer[by=human] -> r', E'facts: viewer\ns: actor/viewers & actor/*/viewer -> q',
    's: y[path=z] -> q', 's: y/*[path!=y] -> q', 's: y[path=y/a|z] -> q', 's: y/~"(" -> q']) AS s (line);

\echo == never-exempt: nothing at or below public-figure, actor/public-figure or context/public-figure may exempt
SELECT pg_temp.line_refused('exempt s: =public-figure -> r');
SELECT split_part(pg_temp.line_refused('exempt s: ' || condition || ' -> r'), E'\n    ', 1) FROM unnest(ARRAY[
    'public-figure', 'public-figure/mayor', '=public-figure', 'actor/public-figure', 'context/public-figure/x', 'public-figure[by=human]', 'x & public-figure', '2 of (a, b, public-figure)',
    '!public-figure', '!(x | public-figure)', '!(x & !public-figure)', 'public-figures', 'x/public-figure', 'actor', '=actor', 'actor/x', '*', '**', '**/x', '=**/x', '*/x', 'a*', 'b*/x', 'actor/*', '=actor/*/x', 'actor/*/x',
    '~"^public"', '~"^private"', 'x/~"^public"', 'actor/~"^(a|p)"', '~"^(([a-z-])+.)+[0-9]$"', '**[by=human]', '**/x[path!=public-figure]', '**/x[path!=public-figure|actor/public-figure|context/public-figure]',
    '**/x[path!=public-figure|actor|context]', '**/x[path=y]', 'actor[path!=actor/public-figure]', 'public-figure[path!=public-figure/x]', 'public-figure/x[path!=public-figure/x]']) AS s (condition);

\echo == Limits
SELECT pg_temp.refused(repeat(E'#\n', 100000)), pg_temp.refused(repeat(E'#\n', 100001));
SELECT pg_temp.refused(E'free: q\n' || string_agg(format('r%s: x -> q', i), E'\n')) FROM generate_series(1, 10001) AS i;
SELECT pg_temp.refused(string_agg(format('ladder l%s: a', i), E'\n')) FROM generate_series(1, 65) AS i;
SELECT pg_temp.refused('ladder l: ' || string_agg(format('s%s', i), ' < ')) FROM generate_series(1, 1001) AS i;
SELECT pg_temp.refused(E'free: q\nr: x -> ' || string_agg(format('q/%s', i), ', ')) FROM generate_series(1, 101) AS i;
SELECT pg_temp.refused('never-exempt: ' || string_agg(format('p%s', i), ', ')) FROM generate_series(1, 1001) AS i;
SELECT pg_temp.refused(repeat('#', 16 * 1024 * 1024)), left(pg_temp.refused(repeat('#', 16 * 1024 * 1024 + 1)), 80);
-- the comments of one line are joined in time that follows their number
SELECT length((E'free: q\na: x |' || repeat(E'\n # ', 300000) || E'\n y -> q')::labelpolicy::text), length((E'a' || repeat(E'\n # ', 300000))::tagtaxonomy::text);

\echo == Binary input and output, casts, LIKE, order
SELECT labelpolicy_send('free: q') = '\x01'::bytea || 'free: q'::bytea AS sent,
    E'free:q'::text::labelpolicy = 'free: q'::varchar::labelpolicy AND 'free:q'::labelpolicy::text = 'free: q' AS cast,
    'free: q'::labelpolicy LIKE 'free%' AND 'free: q'::labelpolicy NOT ILIKE 'FREE' AS matched,
    'free: a'::labelpolicy < 'free: b' AND labelpolicy_hash('free:q') = labelpolicy_hash('free: q') AS compared;
