-- what a policy decides about labels and facts
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
\pset null NULL
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

SELECT policy_decide('threat[score=0.9; by=auto/text; at=2026-07-01T00:00:00Z]', policy, '2026-07-03Z',
                     actor => 'hate-group/white-supremacy[by=human; at=2026-06-01T00:00:00Z]', facts => 'strikes[value=1]')
FROM rulebook WHERE version = 1;

\echo == A term is met by a label or a fact at its name or below, or at its name alone
-- whether something meets a condition
CREATE FUNCTION pg_temp.met(condition text, content labelset, at timestamptz = NULL, actor labelset = NULL, context labelset = NULL, facts tagset = NULL, options text = '') RETURNS boolean
    LANGUAGE sql RETURN policy_decide(content, concat_ws(E'\n', 'free: q', options, 'r: ' || condition || ' -> q'), at, actor, context, facts) <> '';
SELECT pg_temp.met('a', 'a') AS itself, pg_temp.met('a', 'a/b/c') AS below, pg_temp.met('a/b', 'a') AS above, pg_temp.met('a', 'ab') AS beside, pg_temp.met('=a', 'a/b') AS exactly, pg_temp.met('=a/b', 'a/b') AS exactly_below, pg_temp.met('a', '', facts => 'a/b') AS fact;
SELECT pg_temp.met('*/b', 'a/b/c') AS star, pg_temp.met('a/**/c', 'a/b/b/c/d') AS stars, pg_temp.met('=a/**/c', 'a/b/b/c/d') AS exactly, pg_temp.met('a/b*/c', 'a/bb/c') AS inside, pg_temp.met('a/~"^[bc]$"', 'a/c') AS expression, pg_temp.met('a/**', 'a') AS any_below, pg_temp.met('**', '', facts => 'a') AS anything;
\echo -- filters are passed by one label or one fact
SELECT pg_temp.met('a[score>=0.5; by=x]', 'a[score=0.9; by=y], a[score=0.1; by=x]') AS two, pg_temp.met('a[score>=0.5; by=x]', 'a/b[score=0.9; by=x/y]') AS one;
SELECT pg_temp.met('n[value>=3]', 'n', facts => 'n[value=2]') AS less, pg_temp.met('n[value>=3]', '', facts => 'n/m[value=3]') AS enough, pg_temp.met('n[weight=1]', '', facts => 'n') AS weight_of_a_fact, pg_temp.met('n[weight=1]', 'n') AS of_a_label;
SELECT pg_temp.met('a[path!=a/b]', 'a/b/c') AS left_out, pg_temp.met('a[path!=a/b]', 'a/b/c, a/c') AS another, pg_temp.met('*[path=a/b]', 'a/c, a/b') AS chosen, pg_temp.met('a[path=a/b]', 'a/b/c') AS name;
SELECT pg_temp.met('a[verdict<=mixed]', 'a[verdict=false]') AS verdict, pg_temp.met('a[verdict!=true]', 'a') AS without, pg_temp.met('a[claim=c]', 'a[claim=c]') AS claim;
\echo -- parts of a condition may be met by different ones
SELECT pg_temp.met('a & n[value>=3]', 'a', facts => 'n[value=3]') AS both, pg_temp.met('a | b', 'b') AS either, pg_temp.met('2 of (a, b, c)', 'c', facts => 'a') AS two_of_three, pg_temp.met('2 of (a, b, c)', 'a/b, a') AS one_of_three;

\echo == The sides: labels of the actor are below actor, those of the context below context
SELECT pg_temp.met('actor/a', '', actor => 'a') AS actor, pg_temp.met('context/a', '', context => 'a/b') AS context, pg_temp.met('a', '', actor => 'a', context => 'a') AS content, pg_temp.met('actor/a', 'a', context => 'a', facts => 'a') AS others;
SELECT pg_temp.met('actor', '', actor => 'x') AS any_of_the_actor, pg_temp.met('=actor', '', actor => 'x') AS no_label, pg_temp.met('actor/*/b', '', actor => 'a/b') AS pattern, pg_temp.met('actor/a[path!=actor/a/b]', '', actor => 'a/b') AS path_is_the_whole;
\echo -- a pattern that begins with a wildcard looks at all of them
SELECT pg_temp.met('**/a', 'a') AS content, pg_temp.met('**/a', '', actor => 'a') AS actor, pg_temp.met('**/a', '', facts => 'b/a') AS fact, pg_temp.met('**/a[path!=actor|context]', '', actor => 'a', context => 'a') AS without_sides;
\echo -- neither a label of the content nor a fact can pretend to be of another side
SELECT pg_temp.met('actor/a | context/a | actor | **/a', 'actor/a, context/a') AS labels, pg_temp.met('actor/a | context/a | **/a', '', facts => 'actor/a, context/a') AS facts, pg_temp.met('actor/actor/a', '', actor => 'actor/a') AS nested;
\echo -- at and below the roots of option facts, only facts are seen
SELECT pg_temp.met('viewer/adult', 'viewer/adult', options => 'facts: viewer') AS label, pg_temp.met('viewer/adult', '', facts => 'viewer/adult', options => 'facts: viewer') AS fact, pg_temp.met('actor/*/adult | **/adult', '', actor => 'viewer/adult', context => 'viewer/adult', options => 'facts: viewer') AS sides, pg_temp.met('viewer', 'viewer/b, viewers', options => E'facts: viewer/a\nfacts: x') AS beside;

\echo == Which labels and facts count as of a timestamp
SELECT pg_temp.met('a', 'a[at=2026-01-02T00:00:00Z]', '2026-01-01Z') AS not_yet, pg_temp.met('a', 'a[at=2026-01-02T00:00:00Z]', '2026-01-02Z') AS known, pg_temp.met('a', 'a[at=2026-01-01T00:00:00Z; seen=2026-01-03T00:00:00Z]', '2026-01-02Z') AS not_seen_yet, pg_temp.met('a', 'a[until=2026-01-02T00:00:00Z]', '2026-01-02Z') AS ended;
SELECT pg_temp.met('a', 'a[by=x; at=2026-01-01T00:00:00Z], a[by=x; at=2026-01-02T00:00:00Z; neg]') AS withdrawn, pg_temp.met('a', 'a[by=x; at=2026-01-01T00:00:00Z], a[by=x; at=2026-01-02T00:00:00Z; neg]', '2026-01-01Z') AS before, pg_temp.met('a[score>0.5]', 'a[score=0.9; by=x; at=2026-01-01T00:00:00Z], a[score=0.1; by=x; at=2026-01-02T00:00:00Z]') AS corrected;
SELECT pg_temp.met('a', 'a[deny; by=x]') AS denied, pg_temp.met('a', 'a[deny; by=x], a[by=y]') AS and_asserted, pg_temp.met('a[deny]', 'a[deny; by=x]') AS asked_for, pg_temp.met('a[deny]', 'a', facts => 'a') AS no_denial;
SELECT pg_temp.met('n', '', '2026-01-02Z', facts => 'n[since=2026-01-03T00:00:00Z]') AS not_yet, pg_temp.met('n', '', '2026-01-02Z', facts => 'n[until=2026-01-02T00:00:00Z]') AS ended, pg_temp.met('n', '', '2026-01-02Z', facts => 'n[since=2026-01-02T00:00:00Z; until=2026-01-03T00:00:00Z]') AS live;
\echo -- NULL: time is ignored
SELECT pg_temp.met('a', 'a[at=2999-01-01T00:00:00Z; until=2000-01-01T00:00:00Z]') AS label, pg_temp.met('n', '', facts => 'n[since=2999-01-01T00:00:00Z]') AS fact, policy_decide('a', E'free: q\nr: a -> q', NULL);
\echo -- filters relative to the timestamp asked for, which may be another one for each row
SELECT t, policy_decide('a[at=2026-01-01T00:00:00Z]', E'free: q\nr: a[at>-P10D] -> q/new\ns: n[until<P5D] -> q/soon', t, facts => 'n[until=2026-01-13T00:00:00Z]')
FROM unnest('{2026-01-05Z, 2026-01-10Z, 2026-01-11Z, 2026-01-05Z}'::timestamptz[]) WITH ORDINALITY AS u (t, n) ORDER BY n;
SELECT policy_decide('', E'free: q\nr: a -> q\ns: b -> q\nexempt e: !c[since>=-P30D] -> s', NULL);
SELECT policy_decide('a', E'free: q\nr: a -> q', 'infinity');

\echo == NULL and nothing
SELECT policy_decide('a', NULL::labelpolicy, '2026-01-01Z') IS NULL AS no_policy, policy_decide('a', NULL::labelpolicy, 'infinity') IS NULL AS nor_then, policy_decide(NULL, E'free: q\nr: a -> q', NULL, NULL, NULL, 'a') AS no_log, policy_decide(NULL, E'free: q\nr: a -> q', NULL) = '' AS nothing, policy_decide('a', '', NULL) = '' AS no_rule;

\echo == Trusted sources
CREATE FUNCTION pg_temp.trusted(content labelset, condition text = 'a', actor labelset = NULL, facts tagset = NULL, at timestamptz = NULL) RETURNS boolean
    LANGUAGE sql RETURN pg_temp.met(condition, content, at, actor, NULL, facts, 'trust: human, agency, auto');
SELECT pg_temp.trusted('a[by=human/ana]') AS listed, pg_temp.trusted('a[by=crowd]') AS unlisted, pg_temp.trusted('a') AS nobody, pg_temp.trusted('', 'actor/a', 'a[by=crowd]') AS of_the_actor, pg_temp.trusted('', 'a', NULL, 'a') AS fact;
\echo -- a better source denies, at the path or above it; an unlisted one cannot
SELECT pg_temp.trusted('a[by=auto], a[by=human; deny]') AS denied, pg_temp.trusted('a/b[by=auto], a[by=human; deny]') AS above, pg_temp.trusted('a[by=agency], a[by=auto; deny]') AS by_a_lesser_one, pg_temp.trusted('a[by=auto], a[by=crowd; deny]') AS by_an_unlisted_one, pg_temp.trusted('', 'actor/a', 'a[by=auto], a[by=human; deny]') AS of_the_actor;
\echo -- of several about one thing the best source speaks; another claim is another thing
SELECT pg_temp.trusted('a[by=auto; score=0.9], a[by=human; score=0.1]', 'a[score>=0.5]') AS overruled, pg_temp.trusted('a[by=auto; score=0.9; claim=x], a[by=human; score=0.1]', 'a[score>=0.5]') AS another_claim, pg_temp.trusted('a[by=auto; score=0.9], a[by=human; score=0.1; at=2026-01-02T00:00:00Z]', 'a[score>=0.5]', at => '2026-01-01Z') AS not_overruled_yet;
\echo -- a source may be more trusted than the one above it
SELECT policy_decide('a[by=auto/good], a[by=auto; deny]', E'trust: auto/good, auto\nfree: q\nr: a -> q', NULL);

\echo == Ladders: the most severe step, by every rule that says it; free outputs all
SELECT policy_decide(content, 'r4: d -> visibility/warn, strike/d
ladder ads: limited < none
r3: c -> visibility/remove, visibility/warn, strike/c
free: strike
r2: b -> visibility/warn, strike/b, ads/limited
r1: a -> visibility/inform
ladder visibility: inform < warn < remove', NULL)
FROM unnest('{a, "a, b", "b, d", "a, b, c, d"}'::labelset[]) WITH ORDINALITY AS u (content, n) ORDER BY n;
\echo -- the source is the name of the rule, below that of the policy; labels are dated
SELECT policy_decide('a', E'by: policy/v1\nfree: q\nhate/slur: a -> q', '2026-01-01Z'), policy_decide('a', E'free: q\nhate/slur: a -> q', '2026-01-01Z');

\echo == Exemptions
SELECT policy_decide('a, b', E'free: q\nr: a -> q/r\ns: a -> q/s\nexempt e: b -> r', NULL) AS named, policy_decide('a', E'free: q\nr: a -> q\nexempt e: b -> r', NULL) AS does_not_hold, policy_decide('a', E'free: q\nr: a -> q\nexempt e: !b -> r', NULL) AS unless, policy_decide('a, b', E'free: q\nr: a -> q\nexempt e: !b -> r', NULL) AS but;
SELECT policy_decide('a', E'free: q\nr: a -> q\ns: a -> q\nexempt e: viewer/own & !(a[score>0.5] | 2 of (actor/x, actor/y, a)) -> r, s', NULL, facts => 'viewer/own') AS holds,
       policy_decide('a', E'free: q\nr: a -> q\ns: a -> q\nexempt e: viewer/own & !(a[score>0.5] | 2 of (actor/x, actor/y, a)) -> r, s', NULL, actor => 'y', facts => 'viewer/own') AS does_not;
\echo -- a ladder that its severest rule is exempted from: what is left is decided
SELECT policy_decide('a, b', E'ladder v: warn < remove\nr: a -> v/remove\ns: a -> v/warn\nexempt e: b -> r', NULL);

\echo == A rule in the shadow decides nothing, and outranks nothing
SELECT policy_decide('a', E'ladder v: warn < remove\nfree: q\nr [shadow]: a -> v/remove, q\ns: a -> v/warn', NULL);

\echo == A duration counts from the evidence, so that deciding again does not prolong it
SELECT t, policy_decide('a[at=2026-01-01T00:00:00Z]', E'ladder v: warn < suspend\nr: a -> v/suspend[for=P10D]', t) FROM unnest('{2026-01-02Z, 2026-01-03Z, 2026-01-11Z}'::timestamptz[]) AS t;
\echo -- from the latest of all that is evidence, of every side and facts; what has no date counts as of now
CREATE FUNCTION pg_temp.ends(condition text, content labelset, at timestamptz = '2026-01-31Z', lasts text = 'P1D', facts tagset = NULL, actor labelset = NULL) RETURNS timestamptz
    LANGUAGE sql RETURN (SELECT until FROM labelset_rows(policy_decide(content, 'free: q' || E'\nr: ' || condition || ' -> q[for=' || lasts || ']', at, actor, NULL, facts), NULL));
SELECT pg_temp.ends('a & n', 'a[at=2026-01-30T10:00:00Z]', facts => 'n[since=2026-01-30T11:00:00Z]') AS fact, pg_temp.ends('a & n', 'a[at=2026-01-30T10:00:00Z]', facts => 'n') AS without_date, pg_temp.ends('a & actor/a', 'a[at=2026-01-30T10:00:00Z]', actor => 'a[at=2026-01-30T12:00:00Z]') AS actor;
SELECT pg_temp.ends('a', 'a[at=2026-01-30T10:00:00Z; by=x], a/b[at=2026-01-30T13:00:00Z; by=y], b') AS of_two_labels, pg_temp.ends('a', 'a[at=2026-01-01T00:00:00Z; seen=2026-01-30T14:00:00Z]') AS when_it_was_seen;
SELECT pg_temp.ends('a | b', 'a[at=2026-01-30T10:00:00Z], b[at=2026-01-30T12:00:00Z]') AS either, pg_temp.ends('2 of (a, b, c)', 'a[at=2026-01-30T10:00:00Z], b[at=2026-01-30T12:00:00Z], c[at=2026-01-30T14:00:00Z]') AS one_more, pg_temp.ends('a | b & c', 'a[at=2026-01-30T10:00:00Z], b[at=2026-01-30T12:00:00Z]') AS part_that_fails;
\echo -- months: the latest end, which need not be that of the latest date
SELECT pg_temp.ends('a', 'a[by=x; at=2026-01-28T12:00:00Z], a[by=y; at=2026-01-31T00:00:00Z]', '2026-02-01Z', 'P1M') AS by_the_calendar, pg_temp.ends('a', 'a[at=2026-01-01T00:00:00Z]', '2026-01-01Z', 'P1Y2M3DT4H5M6S') AS long;
\echo -- several durations in a rule
SELECT policy_decide('a[at=2026-01-01T00:00:00Z]', E'ladder v: warn < suspend\nfree: strike\nr: a -> v/suspend[for=P7D], v/warn, strike[for=P1Y]', t) FROM unnest('{2026-01-02Z, 2026-01-09Z}'::timestamptz[]) AS t;
\echo -- what has ended outranks nothing
SELECT policy_decide('a[at=2026-01-01T00:00:00Z], b', E'ladder v: warn < suspend\nr: a -> v/suspend[for=P7D]\ns: b -> v/warn', t) FROM unnest('{2026-01-02Z, 2026-01-08Z}'::timestamptz[]) AS t;
\echo -- what is added lifts nothing, neither now nor once it has ended
SELECT t, labelset_tags(policy_decide('hate', E'ladder v: warn < remove\nfloor: hate -> v/warn'::labelpolicy || E'ladder v: warn < remove\nbrand: hate -> v/remove[for=PT1S]'::labelpolicy, '2026-01-01Z'), t) FROM unnest('{2026-01-01Z, 2026-01-02Z}'::timestamptz[]) AS t;
\echo -- without a timestamp, nothing ends, and only what has a date counts
SELECT policy_decide('a[at=2026-01-01T00:00:00Z; by=x], a[by=y]', E'free: q\nr: a -> q[for=P1D]', NULL);
SELECT policy_decide('a', E'free: q\nr: a -> q[for=P1D]', NULL);
SELECT policy_decide('a', E'free: q\nr: a -> q[for=P1D]\nexempt e: a -> r', NULL) = '' AS exempt, policy_decide('a', E'free: q\nr [shadow]: a -> q[for=P1D]', NULL) = '' AS in_the_shadow;
SELECT policy_decide('a', E'free: q\nr: a -> q[for=P300000Y]', '2026-01-01Z');

\echo == Names that are longer than a path once they are below actor
SELECT pg_temp.met('actor/**/"999999999" & **/"999999999" & actor', '', actor => long, facts => 'a') AS seen, pg_temp.met('**/"999999999"', '', actor => long, options => 'facts: ' || long::text) AS hidden
FROM (SELECT rtrim(repeat('999999999/', 200), '/')::labelset) AS l (long);

\echo == After an error the next call begins anew
\set VERBOSITY terse
SET factag.match_limit = 1000;
SELECT policy_decide('a, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', E'free: q\nr: a & ~"^(aa+)+$" & b -> q', NULL);
RESET factag.match_limit;
\set VERBOSITY default
SELECT policy_decide('b', E'free: q\nr: a & ~"^(aa+)+$" & b -> q', NULL) = '' AS nothing, policy_decide('a, b, aa', E'free: q\nr: a & ~"^(aa+)+$" & b -> q', NULL);

\echo == As a generated column, and with a policy that is read from text
CREATE TABLE item (labels labelset, decided labelset GENERATED ALWAYS AS (policy_decide(labels, E'ladder v: warn < remove\nr: hate -> v/warn'::labelpolicy, NULL)) STORED);
INSERT INTO item VALUES ('hate/slur'), ('spam');
SELECT * FROM item;
SELECT policy_decide('hate', 'ladder v: warn < remove
r: hate -> v/hide', NULL);
PREPARE decide(text, varchar) AS SELECT policy_decide($1::labelset, $2, NULL);
EXECUTE decide('hate', E'free: q\nr: hate -> q');
DROP TABLE rulebook, item;
