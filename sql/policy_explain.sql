-- what a policy says about labels and facts, rule by rule, and why
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
\set SHOW_CONTEXT never

\echo == An example
CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL);
INSERT INTO rulebook VALUES (1, '
by: policy/posts
ladder visibility: inform < warn < remove
free: strike
violent-hate: threat & actor/hate-group -> visibility/remove, strike[for=P180D]
false-claim: misinfo[verdict<=mostly-false; by=agency|human] -> visibility/warn
third-strike: strikes[value>=3] -> visibility/inform
exempt satire: misinfo[verdict=satire; by=human] -> false-claim');
SELECT rule, outcome, outputs, because, because_facts, missing
FROM rulebook, policy_explain('threat[by=auto/text], misinfo[verdict=false; by=agency/example]', policy, '2026-07-03Z', facts => 'strikes[value=3]')
WHERE version = 1;
DROP TABLE rulebook;
\pset null NULL
\pset format unaligned

\echo == Outcomes: one row per rule, in the order of lines
SELECT rule, outcome, outputs, exempted_by FROM policy_explain('a, b, x', 'ladder v: inform < warn < remove
free: q
"not met": a & c -> v/remove, q/"a b"
outranked: a -> v/inform
decides: b -> v/warn, q/b
partly: b -> q/c, v/inform
exempted: a -> v/remove
twice: a -> q
shadow [shadow]: a -> v/remove
exempted-in-the-shadow [shadow]: a -> v/remove
met-in-vain: c -> q
exempt later: x -> twice
exempt e: x & !c -> exempted, exempted-in-the-shadow, twice, met-in-vain
exempt fails: c -> twice', NULL);
\echo -- a decision that has ended is outranked
SELECT rule, outcome, outputs FROM policy_explain('a[at=2026-01-01T00:00:00Z]', E'ladder v: warn < suspend\nfree: q\nr: a -> v/suspend[for=P7D]\ns: a -> v/suspend[for=P1D], q', '2026-01-08Z');
SELECT rule, outcome, outputs FROM policy_explain('a[at=2026-01-01T00:00:00Z]', E'ladder v: warn < suspend\nfree: q\nr: a -> v/suspend[for=P7D]\ns: a -> v/suspend[for=P1D], q', NULL);

\echo == Because: the labels as they are said, those of the sides below their names, and the facts
SELECT rule, because, because_facts FROM policy_explain('hate/slur[score=0.9; by=auto/text; claim=c; at=2026-01-01T00:00:00Z], hate[by=old; until=2026-01-01T00:00:00Z], b', 'free: q
all: hate & actor/group & context & n[value>=3] -> q
none: c -> q', '2026-02-01Z', actor => 'group/x[by=human; said="member, they say"], other', context => 'page', facts => 'n[value=2], n/m[value=5; since=2026-01-01T00:00:00Z], hate/fact');
\echo -- of a rule that is met, only parts that hold; the time of an output counts from the same
SELECT because FROM policy_explain('a, b, c, d/e', E'free: q\nr: a & b | c & x | d | y -> q', NULL);
SELECT because FROM policy_explain('a, b, c, d', E'free: q\nr: 2 of (a, b, c & x, d) -> q', NULL);
\echo -- of a rule that is not met, whatever meets its terms
SELECT because, missing FROM policy_explain('a, b', E'free: q\nr: (a & c | d) & b -> q', NULL);
\echo -- denials, where they are asked for; with trusted sources, what stands
SELECT because FROM policy_explain('a[deny; by=x], a[by=y]', E'free: q\nr: a[deny] -> q', NULL);
SELECT rule, because, missing FROM policy_explain('a[by=auto], a[by=human], b[by=crowd], c[by=auto], c[by=human; deny]', E'trust: human, auto\nfree: q\nr: a -> q\ns: b -> q\nt: c -> q', NULL);
\echo -- a label once, whatever number of terms it meets
SELECT because FROM policy_explain('a/b', E'free: q\nr: a & a/b & **/b & a[path=a/b] & */b -> q', NULL);

\echo == Missing: the terms that nothing meets, each once, as written
SELECT missing FROM policy_explain('a', 'free: q
r: a & ("b c"/d | =b | 2 of (e[score>=0.5; by=x|y], **/f, a, g/**)) & b & =b & h[at>=-P30D] & ~"^i" & a/x[path!=a/x/y] -> q', '2026-01-01Z');

\echo == NULL and nothing
SELECT * FROM policy_explain('a', NULL::labelpolicy, NULL);
SELECT * FROM policy_explain(NULL, E'free: q\nr: a -> q', NULL);
SELECT count(*) FROM policy_explain('a', '', NULL);
SELECT * FROM policy_explain('a', E'free: q\nr: a[at>=-P1D] -> q', NULL);
SELECT * FROM policy_explain('a', E'free: q\nr: a -> q', '-infinity');
SELECT * FROM policy_explain('a', E'free: q\nr: a -> q[for=P1D]', NULL);

\echo == A label whose path is too long below actor
SELECT outcome FROM policy_explain('', E'free: q\nr: actor & x -> q', NULL, actor => rtrim(repeat('999999999/', 200), '/')::labelset);
SELECT outcome FROM policy_explain('', E'free: q\nr: x & y -> q', NULL, actor => rtrim(repeat('999999999/', 200), '/')::labelset);
