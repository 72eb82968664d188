-- Random policies, and subjects to decide on, as rows that plain SQL understands and as the values that
-- the extension takes; the same on every run. psql variables: policies, subjects, and asked, the number of
-- subjects that each policy is asked about.
SET TimeZone = 'UTC';

-- numbers below n and one of several, by a seed and a name
CREATE FUNCTION pg_temp.pick(seed int8, what text, n int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN ((hashtextextended(what, seed) & 2147483647) % n)::int;
CREATE FUNCTION pg_temp.pick(seed int8, what text, VARIADIC choice text[]) RETURNS text LANGUAGE sql IMMUTABLE
RETURN choice[1 + pg_temp.pick(seed, what, cardinality(choice))];
-- the seed of a part
CREATE FUNCTION pg_temp.part(seed int8, what text) RETURNS int8 LANGUAGE sql IMMUTABLE RETURN hashtextextended(what, seed);
-- one of few moments at the end of a month, so that they tie, and months are added to 28, 30 and 31 January
CREATE FUNCTION pg_temp.moment(seed int8, what text, percent int) RETURNS timestamptz LANGUAGE sql IMMUTABLE
RETURN CASE WHEN pg_temp.pick(seed, what || '?', 100) < percent THEN '2026-01-28Z'::timestamptz + pg_temp.pick(seed, what, 20) * interval '6 hours' END;
-- whether a path is at or below another
CREATE FUNCTION pg_temp.within(path text, top text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN starts_with(path || '/', top || '/');

--- The subjects: entries of three logs, and facts

CREATE TEMP TABLE subject AS SELECT id FROM generate_series(1, :subjects) AS id;
CREATE TEMP TABLE entry AS
SELECT DISTINCT ON (subject, side, path, by, claim, at, seen) e.*, row_number() OVER () AS id
FROM (SELECT subject.id AS subject, side, s.seed,
             CASE side WHEN 'content' THEN pg_temp.pick(seed, 'path', 'hate', 'hate/slur', 'hate/slur', 'hate/slur/x', 'misinfo', 'misinfo/vaccine', 'misinfo/war', 'spam', 'spamlike', 'a b/c', 'x -> y/#z', 'news',
                                                        -- as a foreign labeler may, who would speak for the other sides or state facts
                                                        'actor/hate-group', 'actor', 'context/topic/war', 'actors/hate-group', 'strikes', 'viewer/authed', 'viewers', 'public-figure')
                       WHEN 'actor' THEN pg_temp.pick(seed, 'path', 'hate-group', 'hate-group/x', 'public-figure', 'spam', 'hate/slur', 'viewer/authed', 'actor/hate-group', 'strikes')
                       ELSE pg_temp.pick(seed, 'path', 'topic/war', 'topic', 'news', 'hate/slur', 'context/topic') END AS path,
             CASE WHEN pg_temp.pick(seed, 'verdict?', 5) > 0 THEN pg_temp.pick(seed, 'verdict', 'false', 'mostly-false', 'mixed', 'true', 'satire') END::factverdict AS verdict,
             CASE WHEN pg_temp.pick(seed, 'score?', 5) > 1 THEN pg_temp.pick(seed, 'score', '0', '0.25', '0.5', '0.8', '1') END::float8 AS score,
             CASE WHEN pg_temp.pick(seed, 'by?', 8) > 0 THEN pg_temp.pick(seed, 'by', 'agency/afp', 'agency/dpa', 'human', 'auto/v7', 'other') END AS by,
             CASE WHEN pg_temp.pick(seed, 'claim?', 4) = 0 THEN pg_temp.pick(seed, 'claim', 'c1', 'c2') END AS claim,
             pg_temp.moment(seed, 'at', 70) AS at, pg_temp.moment(seed, 'seen', 20) AS seen, pg_temp.moment(seed, 'until', 15) AS until,
             pg_temp.pick(seed, 'neg', 12) = 0 AS neg, pg_temp.pick(seed, 'deny', 6) = 0 AS deny
      FROM subject, (VALUES ('content', 9), ('actor', 5), ('context', 4)) AS side (side, most), generate_series(1, most - pg_temp.pick(subject.id, side, most)) AS i,
           LATERAL (SELECT pg_temp.part(subject.id, side || i) AS seed) AS s) AS e
ORDER BY subject, side, path, by, claim, at, seen, seed;
CREATE TEMP TABLE fact AS
SELECT DISTINCT ON (subject, path) f.*, row_number() OVER () AS id
FROM (SELECT subject.id AS subject,
             pg_temp.pick(seed, 'path', 'strikes', 'strikes/month', 'share/hate', 'share/hate/slur', 'viewer/authed', 'viewer', 'hate/slur', 'public-figure', 'actor/hate-group', 'context/topic', 'a b') AS path,
             CASE WHEN pg_temp.pick(seed, 'weight?', 4) = 0 THEN pg_temp.pick(seed, 'weight', '0', '0.25', '0.5', '2') END::float8 AS weight,
             CASE WHEN pg_temp.pick(seed, 'value?', 3) > 0 THEN pg_temp.pick(seed, 'value', '-1', '0', '0.25', '1', '3', '5') END::float8 AS value,
             pg_temp.moment(seed, 'since', 50) AS since, pg_temp.moment(seed, 'until', 15) AS until
      FROM subject, generate_series(1, pg_temp.pick(subject.id, 'facts', 6)) AS i, LATERAL (SELECT pg_temp.part(subject.id, 'fact' || i) AS seed) AS s) AS f
ORDER BY subject, path, value;

-- one entry or fact as the extension's value, its path given
CREATE FUNCTION pg_temp.label(e entry, path text) RETURNS factlabel LANGUAGE sql IMMUTABLE
RETURN factlabel_make(path::tagpath, e.verdict, e.score, e.by::tagpath, e.claim, e.at, e.seen, e.until, e.neg, e.deny);
CREATE FUNCTION pg_temp.tag(f fact) RETURNS tagset LANGUAGE sql IMMUTABLE
RETURN tagset_make((f).path::tagpath, f.weight, f.value, f.since, f.until);
ALTER TABLE subject ADD content labelset, ADD actor labelset, ADD context labelset, ADD facts tagset;
UPDATE subject SET content = (SELECT labelset_agg(pg_temp.label(e, path)) FROM entry AS e WHERE e.subject = subject.id AND side = 'content'),
                   actor = (SELECT labelset_agg(pg_temp.label(e, path)) FROM entry AS e WHERE e.subject = subject.id AND side = 'actor'),
                   context = (SELECT labelset_agg(pg_temp.label(e, path)) FROM entry AS e WHERE e.subject = subject.id AND side = 'context'),
                   facts = (SELECT tagset_union(pg_temp.tag(f)) FROM fact AS f WHERE f.subject = subject.id);
-- none is the same as an empty one
UPDATE subject SET content = coalesce(content, ''), facts = coalesce(facts, '') WHERE id % 2 = 0;

--- The terms: a pattern and filters, in the language and as SQL about an entry with its side's prefix, or a fact

CREATE TEMP TABLE pattern (query text, sql text);
INSERT INTO pattern VALUES
    ('hate', $$ pg_temp.within(path, 'hate') $$), ('=hate', $$ path = 'hate' $$), ('hate/slur', $$ pg_temp.within(path, 'hate/slur') $$), ('misinfo/*', $$ path LIKE 'misinfo/%' $$),
    ('**/vaccine', $$ '/' || path || '/' LIKE '%/vaccine/%' $$), ('=**/x', $$ '/' || path LIKE '%/x' $$), ('**/hate/slur', $$ '/' || path || '/' LIKE '%/hate/slur/%' $$), ('spam*', $$ path LIKE 'spam%' $$),
    ('h*/s*', $$ path LIKE 'h%/s%' $$), ('nothing', $$ false $$), ('"a b"', $$ pg_temp.within(path, 'a b') $$), ('"x -> y"/"#z"', $$ path = 'x -> y/#z' $$), ('"x -> "*', $$ path LIKE 'x -> %' $$), ('news', $$ path = 'news' $$),
    ('actor/hate-group', $$ pg_temp.within(path, 'actor/hate-group') $$), ('actor', $$ path LIKE 'actor/%' $$), ('actor/*/x', $$ path ~ '^actor/[^/]+/x' $$), ('actor/public-figure', $$ path = 'actor/public-figure' $$), ('act*', $$ path LIKE 'act%' $$),
    ('context/topic', $$ pg_temp.within(path, 'context/topic') $$), ('context/~"^to"', $$ path LIKE 'context/to%' $$), ('actor|context', NULL), ('public-figure', $$ path = 'public-figure' $$), ('**/public-figure', $$ '/' || path LIKE '%/public-figure' $$),
    ('~"^(spam|news)$"', $$ path IN ('spam', 'news') $$), ('~"a"/~"^.{4}$"', $$ path ~ '^[^/]*a[^/]*/[^/]{4}(/|$)' $$), ('**/~"^slur$"', $$ '/' || path || '/' LIKE '%/slur/%' $$),
    ('strikes', $$ pg_temp.within(path, 'strikes') $$), ('=strikes', $$ path = 'strikes' $$), ('strike*', $$ path LIKE 'strike%' $$), ('share/*', $$ path LIKE 'share/%' $$), ('share/hate', $$ pg_temp.within(path, 'share/hate') $$),
    ('viewer/authed', $$ path = 'viewer/authed' $$), ('**/authed', $$ '/' || path LIKE '%/authed' $$), ('**', $$ true $$), ('*', $$ true $$);
DELETE FROM pattern WHERE sql IS NULL;
CREATE TEMP TABLE filter (query text, of_entry text DEFAULT 'false', of_fact text DEFAULT 'false', deny boolean DEFAULT false);
INSERT INTO filter VALUES
    ('', 'true', 'true', false), ('path!=actor|context', $$ path !~ '^(actor|context)(/|$)' $$, $$ path !~ '^(actor|context)(/|$)' $$, false), ('path=hate|strikes|actor', $$ path ~ '^(hate|strikes|actor)(/|$)' $$, $$ path ~ '^(hate|strikes|actor)(/|$)' $$, false),
    ('until>=2026-02-01T00:00:00Z', $$ until >= '2026-02-01Z' $$, $$ until >= '2026-02-01Z' $$, false), ('until<P2D', $$ until < t + interval '2 days' $$, $$ until < t + interval '2 days' $$, false),
    ('deny', 'true', 'false', true), ('score>=0.8; deny', $$ score::real >= 0.8::real $$, 'false', true), ('by=human|agency; deny', $$ by ~ '^(human|agency)(/|$)' $$, 'false', true), ('at>=-P3D; deny', $$ at >= t - interval '3 days' $$, 'false', true);
INSERT INTO filter (query, of_entry) VALUES
    ('by=agency', $$ by LIKE 'agency/%' $$), ('by!=agency|human', $$ by NOT LIKE 'agency/%' AND by <> 'human' $$), ('by=human', $$ by = 'human' $$), ('score>=0.8', $$ score::real >= 0.8::real $$), ('score<0.8', $$ score::real < 0.8::real $$),
    ('score=0|1', $$ score IN (0, 1) $$), ('verdict<=mostly-false; by=agency|human', $$ verdict IN ('false', 'mostly-false') AND by ~ '^(human|agency)(/|$)' $$), ('verdict!=true', $$ verdict <> 'true' $$), ('verdict>mixed', $$ verdict = 'true' $$),
    ('claim=c1', $$ claim = 'c1' $$), ('claim!=c1', $$ claim <> 'c1' $$), ('at>=-P2D', $$ at >= t - interval '2 days' $$), ('seen!=2026-01-29T00:00:00Z', $$ seen <> '2026-01-29Z' $$), ('at<2026-01-31T00:00:00Z; at>-P1M', $$ at < '2026-01-31Z' AND at > t - interval '1 month' $$);
INSERT INTO filter (query, of_fact) VALUES
    ('value>=3', 'value >= 3'), ('value<1', 'value < 1'), ('value=1|3', 'value IN (1, 3)'), ('value!=3', 'value <> 3'), ('weight>=0.5', 'coalesce(weight, 1) >= 0.5'), ('weight!=1', 'coalesce(weight, 1) <> 1'), ('weight<0.5; value>=0.25', 'weight < 0.5 AND value >= 0.25'),
    ('since>=-P2D', $$ since >= t - interval '2 days' $$), ('since<2026-01-31T00:00:00Z', $$ since < '2026-01-31Z' $$), ('value>0; since>-P1M; until<P30D', $$ value > 0 AND since > t - interval '1 month' AND until < t + interval '30 days' $$), ('value>=1; path!=share', $$ value >= 1 AND path NOT LIKE 'share/%' $$);
CREATE TEMP TABLE term AS
SELECT row_number() OVER (ORDER BY p.query, f.query)::int AS id, p.query || coalesce('[' || nullif(f.query, '') || ']', '') AS query,
       format('(%s) AND CASE WHEN is_fact THEN %s ELSE deny = %L AND (%s) END', p.sql, f.of_fact, f.deny, f.of_entry) AS sql,
       f.deny, f.query ~ '[<>=]-?P' AS relative, f.query = '' AS plain,
       f.query = '' AND p.query IN ('hate', 'hate/slur', 'misinfo/*', 'spam*', '**/hate/slur', '**/~"^slur$"', 'actor', 'act*', 'strikes', 'share/*', '*') AS common
FROM pattern AS p, filter AS f
-- facts are not asked for beside an actor, and what is everywhere not so often
WHERE pg_temp.pick(hashtext(p.query), f.query, 100) < CASE WHEN p.query IN ('*', '**') THEN 8 WHEN f.query = '' THEN 100 WHEN f.deny THEN 30 WHEN f.of_entry = 'false' AND p.query ~ 'strike|share|viewer|public' THEN 50 WHEN f.of_entry = 'false' THEN 5 ELSE 18 END;
ALTER TABLE term ADD PRIMARY KEY (id);
--- The policies

-- the ladders and roots of every policy
CREATE TEMP TABLE step AS
SELECT ladder, step, ladder || '/' || step AS path, i AS severity
FROM (VALUES ('visibility', '{inform,warn,limit,remove}'::text[]), ('ads', '{none}'), ('account/state', '{warn,suspend,close}'), ('"odd: ladder"/x', '{"\"a, b\"","\"c<d\"","\"e -> f\""}')) AS l (ladder, steps),
     unnest(steps) WITH ORDINALITY AS s (step, i);
CREATE TEMP TABLE free_path AS SELECT unnest('{strike,strike/x,queue/hate,queue,"\"free; root\"/y"}'::text[]) AS path;
-- what rules say, most often steps of the first ladder
CREATE TEMP TABLE output_path AS SELECT path, i FROM step, generate_series(1, CASE ladder WHEN 'visibility' THEN 4 ELSE 1 END) AS i UNION ALL SELECT path, 1 FROM free_path;

CREATE TEMP TABLE policy AS
SELECT id::int, CASE WHEN pg_temp.pick(id, 'by', 3) > 0 THEN 'policy/v' || id END AS by,
       CASE pg_temp.pick(id, 'trust', 6) WHEN 0 THEN '{human,agency}' WHEN 1 THEN '{agency/dpa,human,agency,auto}' WHEN 2 THEN '{auto}' END::text[] AS trust,
       CASE pg_temp.pick(id, 'facts', 5) WHEN 0 THEN '{viewer,strikes}' WHEN 1 THEN '{hate/slur}' END::text[] AS facts,
       pg_temp.pick(id, 'for', 2) = 0 AS timed, pg_temp.pick(id, 'relative', 2) = 0 AS relative,
       -- many rules that fire together
       pg_temp.pick(id, 'dense', 4) = 0 AS dense
FROM generate_series(1, :policies) AS id;
-- the terms that each policy may have: denials not beside trust, and none that nothing meets, as a fact below "actor" or a label where "facts" hides labels
CREATE FUNCTION pg_temp.refused(term text, trust text[], facts text[]) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN concat_ws(E'\n', 'free: q', 'trust: ' || array_to_string(trust, ', '), 'facts: ' || array_to_string(facts, ', '), format('r: %s -> q', term))::labelpolicy IS NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN true;
END $$;
CREATE TEMP TABLE usable AS
SELECT policies, term.*
FROM (SELECT array_agg(id) AS policies, trust, facts, relative AS relatives FROM policy GROUP BY trust, facts, relative) AS p, term
WHERE (relatives OR NOT relative) AND NOT pg_temp.refused(query, trust, facts);
CREATE TEMP TABLE rule AS
SELECT row_number() OVER ()::int AS id, policy.id AS policy, s.seed, pg_temp.pick(s.seed, 'shadow', 8) = 0 AS shadow,
       pg_temp.pick(s.seed, 'name', 'r%s', 'r%s', 'area/r%s', '"exempt r%s"', '"r%s: x -> y"', '"# r%s"', '"%%r%s"', 'by r%s', '規則/r%s') AS name, '' AS condition
FROM policy, generate_series(1, CASE WHEN dense THEN 10 ELSE 1 + pg_temp.pick(policy.id, 'rules', 7) END) AS i, LATERAL (SELECT pg_temp.part(policy.id, 'rule' || i) AS seed) AS s;
UPDATE rule SET name = format(name, id);
CREATE TEMP TABLE output AS
SELECT DISTINCT ON (rule, path) o.* FROM (
    SELECT rule.id AS rule, i, (SELECT path FROM output_path AS o ORDER BY hashtextextended(path || o.i, seed + i) LIMIT 1) AS path,
           CASE WHEN timed AND pg_temp.pick(seed, 'for' || i, 2) = 0 THEN pg_temp.pick(seed, 'duration' || i, 'PT12H', 'P1D', 'P3D', 'P1M', 'P1M', 'P1Y2M', 'P4W') END AS lasts
    FROM rule JOIN policy ON policy.id = rule.policy, generate_series(1, 1 + pg_temp.pick(seed, 'outputs', 9) / 4) AS i) AS o
ORDER BY rule, path, i;
CREATE TEMP TABLE exemption AS
SELECT 1000000 + row_number() OVER ()::int AS id, policy.id AS policy, s.seed, pg_temp.pick(s.seed, 'name', 'e%s', 'e%s', 'area/e%s', '"e%s -> x"') AS name, '' AS condition
FROM policy, generate_series(1, pg_temp.pick(policy.id, 'exemptions', 4)) AS i, LATERAL (SELECT pg_temp.part(policy.id, 'exemption' || i) AS seed) AS s;
UPDATE exemption SET name = format(name, id);
-- which rules it names: one, and others
CREATE TEMP TABLE exempted AS
SELECT DISTINCT e.id AS exemption, r.id AS rule
FROM exemption AS e, LATERAL (SELECT id, row_number() OVER (ORDER BY hashtextextended(rule.name, e.seed)) AS place FROM rule WHERE rule.policy = e.policy) AS r
WHERE place = 1 OR pg_temp.pick(e.seed, 'also' || r.id, 4) = 0;

-- conditions are trees: a node holds if at least "need" of its children do, a leaf if its term is met; "neg" is a "!" before it
CREATE TEMP SEQUENCE node_id;
CREATE TEMP TABLE node (id int PRIMARY KEY, owner int, parent int, level int, need int, neg boolean, term int);
-- grows a tree; returns it as text
CREATE FUNCTION pg_temp.grow(seed int8, owner int, parent int, level int, negation boolean, policy int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    me int := nextval('node_id');
    neg boolean := negation AND pg_temp.pick(seed, 'neg', 4) = 0;
    mark text := CASE WHEN neg THEN '!' ELSE '' END;
    children int := 2 + pg_temp.pick(seed, 'children', 2);
    kind int := pg_temp.pick(seed, 'kind', 6);
    need int := CASE WHEN kind < 2 THEN children WHEN kind < 5 THEN 1 ELSE 1 + pg_temp.pick(seed, 'need', children) END;
    parts text[];
    leaf usable;
BEGIN
    IF level = 3 OR pg_temp.pick(seed, 'leaf', 5) < 2 + level THEN
        -- a single term of a policy with many rules is one that is often met
        SELECT * INTO leaf FROM usable WHERE policy = ANY (policies) AND CASE WHEN level = 3 AND parent IS NULL THEN common ELSE plain OR pg_temp.pick(seed, 'filtered', 5) > 1 END ORDER BY hashint8extended(id, seed) LIMIT 1;
        INSERT INTO node VALUES (me, owner, parent, level, NULL, neg, leaf.id);
        RETURN mark || leaf.query;
    END IF;
    INSERT INTO node VALUES (me, owner, parent, level, need, neg, NULL);
    FOR i IN 1 .. children LOOP
        parts := parts || pg_temp.grow(pg_temp.part(seed, 'child' || i), owner, me, level + 1, negation, policy);
    END LOOP;
    RETURN mark || CASE WHEN kind = 5 THEN format('%s of (%s)', need, array_to_string(parts, ', '))
                        ELSE format('(%s)', array_to_string(parts, CASE WHEN kind < 2 THEN ' & ' ELSE ' | ' END)) END;
END $$;
UPDATE rule SET condition = pg_temp.grow(seed, rule.id, NULL, CASE WHEN dense THEN 3 ELSE 0 END, false, policy) FROM policy WHERE policy.id = policy;
UPDATE exemption SET condition = pg_temp.grow(seed, id, NULL, 0, true, policy);

-- the lines, in any order, with comments and continued lines
CREATE TEMP TABLE line AS
SELECT policy.id AS policy, NULL::int AS owner, l AS text
FROM policy, LATERAL (
    SELECT 'by: ' || by AS l UNION ALL SELECT 'trust: ' || array_to_string(trust, ', ') UNION ALL SELECT 'facts: ' || array_to_string(facts, ', ')
    UNION ALL SELECT 'free: strike, queue' UNION ALL SELECT 'free: "free; root", queue/hate'
    UNION ALL SELECT format('ladder %s: %s', ladder, string_agg(step, ' < ' ORDER BY severity)) FROM step GROUP BY ladder) AS l
WHERE l IS NOT NULL
UNION ALL
SELECT policy, id, format('%s%s:%s%s %s %s', name,
                          coalesce(' [' || nullif(concat_ws('; ', CASE WHEN shadow THEN 'shadow' END, CASE WHEN id % 3 = 0 THEN 'ground="§ 1; [x] -> y"' END, CASE WHEN id % 5 = 0 THEN 'notice-en="#1: \"no\""' END), '') || ']', ''),
                          pg_temp.pick(seed, 'break', ' ', E'\n  ', E'  # why -> not: "so\n '), condition, pg_temp.pick(seed, 'arrow', '->', '->', '→', E'\n ->'),
                          (SELECT string_agg(path || coalesce(' [for=' || lasts || ']', ''), ', ' ORDER BY i) FROM output WHERE output.rule = rule.id))
FROM rule
UNION ALL
SELECT policy, id, format('exempt %s: %s -> %s', name, condition, (SELECT string_agg(rule.name, ', ' ORDER BY rule.id DESC) FROM exempted JOIN rule ON rule.id = exempted.rule WHERE exemption = exemption.id))
FROM exemption;
-- where each rule and exemption stands
ALTER TABLE line ADD place int;
UPDATE line SET place = o.place FROM (SELECT policy, text, row_number() OVER (PARTITION BY policy ORDER BY hashtextextended(text, policy)) AS place FROM line) AS o WHERE o.policy = line.policy AND o.text = line.text;
ALTER TABLE policy ADD text text;
UPDATE policy SET text = (SELECT string_agg(line.text || CASE WHEN place % 4 = 0 THEN ' # a comment: x -> y' ELSE '' END, E'\n' ORDER BY place) FROM line WHERE line.policy = policy.id);

-- what each policy is asked about, and as of when
CREATE TEMP TABLE moment AS
SELECT 0 AS moment, NULL::timestamptz AS t UNION ALL SELECT (row_number() OVER ())::int, t FROM unnest('{2026-01-27 00:00Z,2026-01-29 06:00Z,2026-01-31 00:00Z,2026-02-02 12:00Z,2026-02-28 03:00Z,2026-03-02 00:00Z}'::timestamptz[]) AS t;
CREATE TEMP TABLE question AS
SELECT row_number() OVER ()::int AS id, policy.id AS policy, s.id AS subject, s.moment, s.t
FROM policy, LATERAL (SELECT subject.id, moment, t FROM subject, moment ORDER BY hashint8extended(subject.id * 10 + moment, policy.id) LIMIT :asked) AS s;
ANALYZE subject; ANALYZE entry; ANALYZE fact; ANALYZE policy; ANALYZE rule; ANALYZE output; ANALYZE exemption; ANALYZE exempted; ANALYZE node; ANALYZE question;
