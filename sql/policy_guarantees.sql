-- What a policy guarantees, whatever its rules, the logs and the facts, when it decides and, without deciding
-- again, later: (i) a rule more lowers no ladder, an exemption more raises none; (ii) each exemption that is used
-- has a name; (iii) a tag that is never exempt lowers nothing; (iv) no policy that is joined by || takes away what
-- the other decides. Seeded; prints only verdicts. A longer run: psql -v policies=1000 -v subjects=300 -v asked=50.
\getenv srcdir PG_ABS_SRCDIR
\set generator :srcdir '/test/data/random_policy.sql'
\if :{?policies}
\else
    \set policies 50
    \set subjects 60
    \set asked 25
\endif
\set ECHO none
\i :generator
\set ECHO all

-- what a policy decides on a subject
CREATE FUNCTION pg_temp.decide(p labelpolicy, s subject, t timestamptz) RETURNS labelset LANGUAGE sql RETURN policy_decide(s.content, p, t, s.actor, s.context, s.facts);
-- whether one decision says at least what another says, now and after each of its ends: on each ladder as severe a step or a
-- severer one, and each free output
CREATE FUNCTION pg_temp.at_least(decision labelset, other labelset) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN decision = other OR NOT EXISTS (
        SELECT FROM (SELECT '-infinity' AS moment UNION SELECT until FROM labelset_rows(decision, NULL) WHERE until IS NOT NULL) AS m,
                    labelset_rows(other, NULL) AS o LEFT JOIN step AS os ON os.path::tagpath::text = o.label
        WHERE (o.until > moment) IS NOT FALSE AND NOT EXISTS (
            SELECT FROM labelset_rows(decision, NULL) AS d LEFT JOIN step AS ds ON ds.path::tagpath::text = d.label
            WHERE (d.until > moment) IS NOT FALSE AND (d.label = o.label OR ds.ladder = os.ladder AND ds.severity > os.severity)));
END $$;
-- a policy; the SQLSTATE if it is refused
CREATE FUNCTION pg_temp.read(lines text, OUT policy labelpolicy, OUT code text) LANGUAGE plpgsql AS $$
BEGIN
    policy := lines;
EXCEPTION WHEN OTHERS THEN
    code := SQLSTATE;
END $$;
-- two policies joined by the operator, which the aggregate does as well
CREATE FUNCTION pg_temp.joined(one labelpolicy, other labelpolicy, OUT policy labelpolicy, OUT code text) LANGUAGE plpgsql AS $$
BEGIN
    policy := one || other;
    IF (SELECT policy_agg(p ORDER BY i) FROM unnest(ARRAY[one, other]) WITH ORDINALITY AS u (p, i)) IS DISTINCT FROM policy THEN
        code := 'not the aggregate';
    END IF;
EXCEPTION WHEN OTHERS THEN
    code := SQLSTATE;
END $$;
-- a policy without some of its exemptions and rules
CREATE FUNCTION pg_temp.without(policy int, owners int[]) RETURNS labelpolicy LANGUAGE sql
RETURN (SELECT string_agg(text, E'\n' ORDER BY place) FROM line WHERE line.policy = $1 AND (owner = ANY (owners)) IS NOT TRUE)::labelpolicy;

\echo == (i) A rule that is added lowers no ladder and takes no free output away
-- each policy with a rule of each of the next five
CREATE TEMP TABLE with_rule AS
    SELECT policy.id, policy.text::labelpolicy AS before, r.policy AS after, r.code
    FROM policy JOIN rule ON rule.policy IN (SELECT (policy.id + i) % :policies + 1 FROM generate_series(1, 5) AS i) JOIN line ON owner = rule.id, pg_temp.read(policy.text || E'\n' || line.text) AS r;
SELECT code, count(*) > 40 AS many FROM with_rule GROUP BY code ORDER BY code;
SELECT count(*) FILTER (WHERE after <> before) > 300 AS changed, count(*) FILTER (WHERE NOT pg_temp.at_least(before, after)) > 300 AS raised, count(*) FILTER (WHERE NOT pg_temp.at_least(after, before)) AS lowered
FROM (SELECT pg_temp.decide(before, s, t) AS before, pg_temp.decide(after, s, t) AS after
      FROM with_rule AS w JOIN question AS q ON q.policy = w.id JOIN subject AS s ON s.id = q.subject WHERE code IS NULL AND t IS NOT NULL AND q.id % 4 = 0 OFFSET 0) AS d;

\echo == (i) An exemption that is added raises none
CREATE TEMP TABLE with_exemption AS
    SELECT policy.id, policy.text::labelpolicy AS before, r.policy AS after, r.code
    FROM policy JOIN exemption AS x ON x.policy IN (SELECT (policy.id + i) % :policies + 1 FROM generate_series(1, 5) AS i),
         LATERAL (SELECT string_agg(name, ', ') AS names FROM (SELECT name FROM rule WHERE rule.policy = policy.id ORDER BY id LIMIT 1 + x.id % 3) AS r) AS n,
         pg_temp.read(format(E'%s\nexempt %s: %s -> %s', policy.text, x.name, x.condition, names)) AS r;
SELECT code, count(*) > 8 AS many FROM with_exemption GROUP BY code ORDER BY code;
SELECT count(*) FILTER (WHERE NOT pg_temp.at_least(after, before)) > 100 AS lowered, count(*) FILTER (WHERE NOT pg_temp.at_least(before, after)) AS raised
FROM (SELECT pg_temp.decide(before, s, t) AS before, pg_temp.decide(after, s, t) AS after
      FROM with_exemption AS w JOIN question AS q ON q.policy = w.id JOIN subject AS s ON s.id = q.subject WHERE code IS NULL AND t IS NOT NULL AND q.id % 2 = 0 OFFSET 0) AS d;

\echo == (i) A rule that another one shadows, as policy_rules tells, adds nothing: without it the decision says as much
-- each policy without exemptions and with a wider rule, which sometimes ends or can be exempt
CREATE TEMP TABLE wider AS
    SELECT rule.id, rule.policy, rule.name::tagpath::text AS name, p.*
    FROM rule, LATERAL (SELECT ARRAY(SELECT id FROM exemption WHERE exemption.policy = rule.policy) AS owners) AS o,
         LATERAL (SELECT DISTINCT ON (coalesce(ladder, path)) * FROM output LEFT JOIN step USING (path) WHERE rule = rule.id ORDER BY coalesce(ladder, path), severity DESC LIMIT 1) AS said,
         LATERAL (SELECT format(E'\nwider: %s -> %s%s%s',
                                replace(pg_temp.pick(seed, 'wider', 'C', '(C) | news', '(C) | hate/*', '1 of (spam, C, hate)', '(C) & (hate | spam)', '2 of (C, hate, spam)'), 'C', condition),
                                CASE WHEN ladder = 'visibility' AND pg_temp.pick(seed, 'severer', 3) > 0 THEN 'visibility/remove' ELSE path END, CASE WHEN pg_temp.pick(seed, 'wider for', 5) = 0 THEN ' [for=P1M]' ELSE '' END,
                                CASE WHEN pg_temp.pick(seed, 'exempt wider', 4) = 0 THEN E'\nexempt narrower: news -> wider' ELSE '' END) AS lines) AS w,
         LATERAL (SELECT (pg_temp.without(rule.policy, owners)::text || lines)::labelpolicy AS whole, (pg_temp.without(rule.policy, owners || rule.id)::text || lines)::labelpolicy AS rest) AS p;
SELECT count(*) > 40 AS shadowed, sum(decided) > 50 AS decided, sum(differ) AS differ
FROM wider, LATERAL (SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM labelset_rows(whole) AS l WHERE l.by LIKE '%' || wider.name)) AS decided, count(*) FILTER (WHERE NOT pg_temp.at_least(rest, whole)) AS differ
                     FROM (SELECT pg_temp.decide(wider.rest, s, t) AS rest, pg_temp.decide(wider.whole, s, t) AS whole FROM question AS q JOIN subject AS s ON s.id = q.subject WHERE q.policy = wider.policy AND t IS NOT NULL OFFSET 0) AS d) AS d
WHERE EXISTS (SELECT FROM policy_rules(whole) AS r WHERE r.name = wider.name AND shadowed_by IS NOT NULL);

\echo == (ii) What fires without exemptions fires with them too, or an exemption is named; each that is named would have sufficed, and no other
CREATE TEMP TABLE fires AS
    SELECT x.id AS kept, q.id AS question, q.policy, e.rule, e.outcome, e.exempted_by
    FROM policy JOIN LATERAL (SELECT 0 AS id UNION ALL SELECT -1 UNION ALL SELECT id FROM exemption WHERE exemption.policy = policy.id) AS x ON true
         CROSS JOIN LATERAL (SELECT CASE x.id WHEN -1 THEN policy.text::labelpolicy ELSE pg_temp.without(policy.id, ARRAY(SELECT id FROM exemption AS o WHERE o.policy = policy.id AND o.id <> x.id)) END AS p) AS p
         JOIN question AS q ON q.policy = policy.id JOIN subject AS s ON s.id = q.subject, policy_explain(s.content, p, t, s.actor, s.context, s.facts) AS e WHERE t IS NOT NULL;
CREATE INDEX ON fires (question, rule);
SELECT count(*) FILTER (WHERE w.outcome = 'exempted') > 60 AS exempted,
       count(*) FILTER (WHERE w.outcome = 'exempted' AND cardinality(w.exempted_by) = 0 OR w.outcome NOT IN ('exempted', b.outcome) AND NOT '{decides,outranked}' @> ARRAY[w.outcome, b.outcome]) AS without_a_name
FROM fires AS b JOIN fires AS w USING (question, rule) WHERE b.kept = 0 AND w.kept = -1;
SELECT count(*) > 500 AS alone, count(*) FILTER (WHERE (a.outcome = 'exempted') <> (exemption.name::tagpath::text = ANY (w.exempted_by))) AS differ
FROM fires AS a JOIN fires AS w USING (question, rule) JOIN exemption ON exemption.id = a.kept WHERE w.kept = -1 AND w.outcome <> 'not met';
-- the decision is that of a policy without exemptions and without the rules that are said to be exempted
SELECT count(*) FILTER (WHERE cardinality(gone) > 0) > 60 AS exempted, count(*) FILTER (WHERE pg_temp.decide(policy.text::labelpolicy, s, t) <> pg_temp.decide(pg_temp.without(policy.id, gone || ARRAY(SELECT id FROM exemption AS x WHERE x.policy = policy.id)), s, t)) AS differ
FROM question AS q JOIN subject AS s ON s.id = q.subject JOIN policy ON policy.id = q.policy,
     LATERAL (SELECT ARRAY(SELECT rule.id FROM fires AS f JOIN rule ON rule.policy = q.policy AND rule.name::tagpath::text = f.rule WHERE f.kept = -1 AND f.question = q.id AND outcome = 'exempted') AS gone) AS g WHERE t IS NOT NULL;

\echo == (iii) A subject with a tag that is never exempt gets at least what one without gets
-- exemptions with patterns that can meet a tag that is never exempt on some side, or cannot: N is the tag, L its last segment
CREATE TEMP TABLE way AS
    SELECT row_number() OVER () AS id, p || coalesce(f, '') AS term
    FROM unnest('{N,=N,N/x,=N/x/y,N/**,N/*,N*,*,=*,**,=**,*/*,=*/*,=*/*/*,**/x,**/y,**/N,**/L,*/L,=*/L/x,*/L*,"~\"^pub\"","~\"^[ah]\"/*","~\"^x\"","~\"^[ap]\"/x","**/~\"^z$\"","~\"[ac]\"/~\"^(pub|hat)\"",actor,=actor,actor/*,=actor/*,actor/N,=actor/N/x,actor/p*,actor/**/x,act*/N,act*/a*,"~\"^actor$\"",context,=context,"context/~\"e\"",context/hate,context/*/x,news,=news,hate,=hate,hate/*,=hate/*,hate/**,h*/s*,a,=a,a/b,a/*/c,a*/b/**/x,"~\"^.$\"/~\"b\"",public-figures,strikes,viewer/*,share}'::text[]) AS p,
         unnest(ARRAY[NULL, NULL, NULL, '[path!=N]', '[path!=N|actor|context]', '[path!=N|actor/N|context/N]', '[path!=actor|context]', '[path!=N/x]', '[path=news]', '[path=actor/hate-group|spam]', '[path=N/x]', '[by=human]', '[score>=0.5; path!=actor/N]', '[value>=1]', '[until>2026-01-01T00:00:00Z]']) AS f;
CREATE TEMP TABLE exception AS
    SELECT n, tag, CASE n % 3 WHEN 0 THEN E'\ntrust: human, auto' ELSE '' END AS trust,
           replace(replace(replace(replace(replace(pg_temp.pick(n, 'shape', '1', '1', '1', '!1', '1 & !2', '1 | 2', '!(1 | !2)', '!(1 & 2)', '# of (1, !2, 3)', '!# of (1, !2, !3)', '1 & !(2 & !3)'), '1', a.term), '2', b.term), '3', c.term), '#', '2'), 'L', regexp_replace(tag, '.*/', '')) AS condition
    FROM generate_series(1, 20 * :policies) AS n, LATERAL (SELECT pg_temp.pick(n, 'tag', 'public-figure', 'hate/slur', 'a/b/c') AS tag) AS tag,
         LATERAL (SELECT term FROM way ORDER BY hashint8extended(id, n) LIMIT 1) AS a, LATERAL (SELECT term FROM way ORDER BY hashint8extended(id, -n) LIMIT 1) AS b, LATERAL (SELECT term FROM way ORDER BY hashint8extended(-id, n) LIMIT 1) AS c;
CREATE TEMP TABLE guarded AS
    SELECT n, tag, condition, u.policy AS unguarded, g.policy AS guarded, g.code
    FROM exception, LATERAL (SELECT format(E'ladder visibility: warn < remove\nfree: strike\nall: ** -> visibility/warn, strike\nsome: %s | news | hate[score>=0.5] | **[value>=0] -> visibility/remove\nexempt e: %s -> all, some%s', tag, replace(condition, 'N', tag), trust) AS lines) AS l,
         pg_temp.read(lines) AS u, pg_temp.read(lines || E'\nnever-exempt: ' || tag) AS g WHERE u.code IS NULL;
SELECT code, count(*) > 100 AS many FROM guarded GROUP BY code ORDER BY code;
-- the same if the line is of another policy
SELECT count(*) FILTER (WHERE a.code IS DISTINCT FROM g.code OR b.code IS DISTINCT FROM g.code) AS differ
FROM guarded AS g, LATERAL (SELECT ('never-exempt: ' || tag)::labelpolicy AS line) AS l, pg_temp.joined(unguarded, line) AS a, pg_temp.joined(line, unguarded) AS b WHERE unguarded::text !~ 'trust';
-- subjects without the tag, and with it: of the content, the actor or the context, as a label or as a fact
CREATE TEMP TABLE plain AS
    SELECT tag, s.id, (SELECT coalesce(labelset_agg(pg_temp.label(e, path)), '') FROM entry AS e WHERE e.subject = s.id AND side = 'content' AND NOT pg_temp.within(path, tag)) AS content,
           (SELECT coalesce(labelset_agg(pg_temp.label(e, path)), '') FROM entry AS e WHERE e.subject = s.id AND side = 'actor' AND NOT pg_temp.within(path, tag)) AS actor,
           (SELECT coalesce(labelset_agg(pg_temp.label(e, path)), '') FROM entry AS e WHERE e.subject = s.id AND side = 'context' AND NOT pg_temp.within(path, tag)) AS context,
           (SELECT coalesce(tagset_union(pg_temp.tag(f)), '') FROM fact AS f WHERE f.subject = s.id AND NOT pg_temp.within(path, tag)) AS facts
    FROM (SELECT DISTINCT tag FROM exception) AS t, subject AS s;
CREATE TEMP TABLE tagged AS
    SELECT row_number() OVER () AS n, tag, ROW(s.id, content, actor, context, facts)::subject AS without, with_tag
    FROM plain AS s, unnest('{"",/x,/x/y}'::text[]) AS below, unnest(ARRAY['[by=human]', '[by=human; score=0.7]', '[by=auto/v7; at=2026-01-28T00:00:00Z; until=2026-06-01T00:00:00Z]', '']) AS attributes,
         LATERAL (SELECT (tag || below || attributes)::labelset AS label, (tag || below || CASE attributes WHEN '' THEN '' ELSE '[value=3; weight=0]' END)::tagset AS fact) AS added,
         LATERAL (SELECT ROW(s.id, content || label, actor, context, facts)::subject AS with_tag UNION ALL SELECT ROW(s.id, content, actor || label, context, facts)::subject
                  UNION ALL SELECT ROW(s.id, content, actor, context || label, facts)::subject UNION ALL SELECT ROW(s.id, content, actor, context, facts || fact)::subject) AS w;
CREATE INDEX ON tagged (tag);
CREATE FUNCTION pg_temp.lowered(p labelpolicy, tag text, tries int, seed int8) RETURNS bigint LANGUAGE sql RETURN (
    SELECT count(*) FILTER (WHERE NOT pg_temp.at_least(pg_temp.decide(p, with_tag, '2026-02-02Z'), pg_temp.decide(p, without, '2026-02-02Z'))) FROM (SELECT * FROM tagged WHERE tagged.tag = $2 ORDER BY hashint8extended(n, seed) LIMIT tries) AS t);
SELECT sum(pg_temp.lowered(guarded, tag, 8, n)) AS lowered FROM guarded WHERE code IS NULL;
-- exemptions that are refused would lower much
SELECT count(*) FILTER (WHERE pg_temp.lowered(unguarded, tag, 8, n) > 0) > 20 AS would_lower FROM guarded WHERE code IS NOT NULL AND n % 4 = 0;

\echo == (iv) Whatever policy is joined to another, on either side, what the other decides stays
-- a policy by somebody who knows the other one and wants it gone: lines of several kinds, below the same options or below others
CREATE TEMP TABLE attack AS
    SELECT row_number() OVER () AS id, line FROM unnest(ARRAY[
        'exempt all: ** -> %s', 'exempt %s: ** -> other', 'exempt all: !nothing -> other', 'exempt all: ** -> other, %s', '%s: nothing -> visibility/inform', '%s [shadow]: ** -> visibility/remove', 'other [shadow]: ** -> visibility/remove',
        'ladder visibility: remove < limit < warn < inform', 'ladder visibility: inform < warn < limit', 'ladder visibility: inform < warn < limit < remove < inform-again', 'ladder visibility/remove: a', 'ladder visibility: "inform " < WARN < limit < remove',
        'ladder v: visibility', 'ladder "": inform', 'free: visibility', 'free: visibility/remove', 'free: strike/x, ads', 'trust: nobody', 'trust: human', 'facts: hate', 'facts: **', 'by: ""', 'by: other', 'never-exempt: nothing', 'never-exempt: hate, actor',
        'other: ** -> visibility/inform[for=PT1S]', 'other: ** -> visibility/remove[for=P1D]', 'other: ** -> ads/none[for=P1Y], strike[for=PT1S]', 'other: hate[deny] -> visibility/inform', 'other: !hate -> visibility/inform', 'other: hate[at>=-P1D] -> visibility/warn',
        '"other\nexempt all": ** -> visibility/inform', E'"other\nexempt all": ** -> visibility/inform', E'other: ** -> visibility/inform\\\nexempt all: ** -> %s', E'# \\\rexempt all: ** -> %s', E'other: ** -> visibility/inform # \u2028exempt all: ** -> %s',
        E'other:\n  **\n  -> visibility/inform\n,ads/none', 'other [ground="\"]: ** -> visibility/inform # "]: ** -> visibility/warn', E'other [notice-en="\\\nexempt all: ** -> %s"]: ** -> strike', '"exempt all": ** -> visibility/inform', 'EXEMPT all: ** -> %s', 'exempt: ** -> visibility/inform',
        '%%all: ** -> visibility/inform', 'other: ** -> visibility/inform, visibility/warn', 'other: ** -> visibility/inform, visibility/inform', 'other: ** -> visibility', 'other: ** -> visibility/remove/x']) AS line;
CREATE TEMP TABLE hostile AS
    SELECT policy.id, i, policy.text::labelpolicy AS floor, h.policy AS hostile, h.code
    FROM policy, generate_series(1, 15) AS i,
         LATERAL (SELECT array_agg(replace(line, '%s', (SELECT name FROM rule WHERE rule.policy = policy.id ORDER BY hashint8extended(id, i) LIMIT 1)) ORDER BY o) AS lines
                  FROM (SELECT line, o FROM (SELECT line, hashint8extended(id, i * 1000 + policy.id) AS o FROM attack) AS a ORDER BY o LIMIT 1 + i % 2) AS a) AS attack,
         -- the other one's options and ladders, but those that are replaced
         LATERAL (SELECT string_agg(l, E'\n' ORDER BY o) AS lines FROM (
             SELECT 0 AS o, line.text AS l FROM line WHERE line.policy = policy.id AND owner IS NULL AND pg_temp.pick(i * 1000 + policy.id, line.text, 20) > 0
                AND (line.text LIKE 'free%' OR NOT EXISTS (SELECT FROM unnest(attack.lines) AS a WHERE split_part(a, ':', 1) = split_part(line.text, ':', 1)))
             UNION ALL SELECT 1, E'further: ** -> visibility/inform' WHERE pg_temp.pick(i * 1000 + policy.id, 'further', 2) = 0
             UNION ALL SELECT 2, unnest(attack.lines)) AS l) AS l, pg_temp.read(l.lines) AS h
    -- and the policies of others, as they are and with their trust
    UNION ALL
    SELECT policy.id, other.id, policy.text::labelpolicy, h.policy, h.code
    FROM policy JOIN policy AS other ON other.id <> policy.id AND pg_temp.pick(policy.id, 'with' || other.id, 5) = 0,
         LATERAL (SELECT string_agg(line.text, E'\n') AS lines FROM line WHERE line.policy = other.id AND text !~ '^(by|trust|facts):') AS l,
         pg_temp.read(concat_ws(E'\n', lines, 'trust: ' || array_to_string(policy.trust, ', '), 'facts: ' || array_to_string(policy.facts, ', '))) AS h;
SELECT code, count(*) > 15 AS many FROM hostile GROUP BY code ORDER BY code;
CREATE TEMP TABLE together AS
    SELECT h.id, h.i, floor, j.policy AS joined, j.code FROM hostile AS h, LATERAL (SELECT * FROM pg_temp.joined(floor, hostile) UNION ALL SELECT * FROM pg_temp.joined(hostile, floor)) AS j WHERE h.code IS NULL;
SELECT code, count(*) > 25 AS many FROM together GROUP BY code ORDER BY code;
SELECT count(*) > 1500 AS many, count(*) FILTER (WHERE NOT pg_temp.at_least(floor, joined)) > 600 AS raised, count(*) FILTER (WHERE NOT pg_temp.at_least(joined, floor)) AS lowered
FROM (SELECT pg_temp.decide(floor, s, t) AS floor, pg_temp.decide(joined, s, t) AS joined
      FROM together AS h JOIN question AS q ON q.policy = h.id JOIN subject AS s ON s.id = q.subject WHERE code IS NULL AND t IS NOT NULL AND (q.id + i) % 6 = 0 OFFSET 0) AS d;
-- a text that prints and reads back is no other policy, in whatever order
SELECT count(*) FILTER (WHERE joined::text::labelpolicy <> joined) AS differ FROM together WHERE code IS NULL;
