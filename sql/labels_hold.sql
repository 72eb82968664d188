-- What holds in a log, story by story.
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';

\echo == A correction the same afternoon: the later finding has the word, the log keeps both
CREATE TEMP TABLE post (id int PRIMARY KEY, labels labelset);
INSERT INTO post VALUES (1, 'misinfo/vaccine[verdict=false; by=agency/afp; claim=c17; at=2025-07-01T13:05:00Z; said="False"]');
UPDATE post SET labels = labels || 'misinfo/vaccine[verdict=missing-context; by=agency/afp; claim=c17; at=2025-07-01T16:40:00Z; said="Missing context"]';
SELECT labels @@ 'misinfo[verdict=false]' AS false_now, labels @@ 'misinfo[verdict=missing-context]' AS corrected,
       labels @@ 'misinfo[verdict=false] @2025-07-01T14:00:00Z' AS false_at_two, labels @@ 'misinfo @2025-07-01T13:00:00Z' AS anything_before
FROM post;
SELECT known, did, holds, verdict, said FROM post, labelset_history(labels, 'misinfo');
SELECT labelset_live(labels, '2025-07-01 15:00:00Z') AS at_three FROM post;

\echo == Withdrawn: the source takes it back, and says nothing instead
SELECT l @@ 'spam' AS now, l @@ 'spam @2026-07-03T00:00:00Z' AS before, l @@ '!spam' AS "not", labelset_live(l, NULL) AS live
FROM (SELECT 'spam[by=auto/x; at=2026-07-01T00:00:00Z], spam[by=auto/x; at=2026-07-05T00:00:00Z; neg]'::labelset AS l) AS t;
\echo -- a withdrawal is by that source, on that claim; others stand
SELECT 'spam[by=auto/x; neg], spam[by=auto/y]'::labelset @@ 'spam' AS other_source, 'a[by=x; claim=c1; neg], a[by=x; claim=c2]'::labelset @@ 'a' AS other_claim,
       'a[by=x; neg], a/b[by=x]'::labelset @@ 'a' AS other_path;
\echo -- and can be taken back again
SELECT 'a[by=x; at=2026-01-01T00:00:00Z], a[by=x; at=2026-01-02T00:00:00Z; neg], a[by=x; at=2026-01-03T00:00:00Z]'::labelset @@ 'a[at>=2026-01-03T00:00:00Z]' AS asserted_again;

\echo == Denied: somebody asserts that it is not so; a plain term does not see it, [deny] sees nothing else
SELECT q, 'hate[by=human/ann; deny; score=0.9], hate[by=auto/x; score=0.6], spam[by=auto/x]'::labelset @@ q::tagquery AS met
FROM unnest(ARRAY['hate', 'hate[deny]', 'hate[deny; by=human]', 'hate[by=human]', 'hate[deny; by=auto]', 'hate[score>0.8]', 'hate[deny; score>0.8]', 'spam[deny]', '!spam[deny]', '**[deny]', 'h*[deny]', 'hate[deny; deny]']) AS q;

\echo == Lapsed: as of a moment ends count, without one they do not
SELECT q, 'spam[by=x; at=2026-01-01T00:00:00Z; until=2026-02-01T00:00:00Z]'::labelset @@ q::tagquery AS met
FROM unnest(ARRAY['spam', 'spam @2025-12-31T23:59:59Z', 'spam @2026-01-01T00:00:00Z', 'spam @2026-01-31T23:59:59.999999Z', 'spam @2026-02-01T00:00:00Z', '!spam @2026-02-01T00:00:00Z', 'spam[until>2026-01-15T00:00:00Z]']) AS q;
\echo -- what lapsed still has the word: an older label does not come back
SELECT 'a[by=x; at=2026-01-01T00:00:00Z], a[by=x; at=2026-01-02T00:00:00Z; until=2026-01-03T00:00:00Z]'::labelset @@ 'a @2026-01-04T00:00:00Z' AS met;

\echo == A late import does not change what was known
\echo -- on August 1 we import what an agency had published on July 1
SELECT l @@ 'misinfo @2026-07-15T00:00:00Z' AS known_then, l @@ 'misinfo @2026-08-01T00:00:00Z' AS known_since, l @@ 'misinfo[at<=2026-07-15T00:00:00Z]' AS true_of_then
FROM (SELECT 'misinfo[by=agency/afp; at=2026-07-01T00:00:00Z; seen=2026-08-01T00:00:00Z]'::labelset AS l) AS t;
\echo -- imported after the correction, it does not overrule it
SELECT l @@ 'misinfo[verdict=true]' AS correction, l @@ 'misinfo[verdict=false]' AS import, l @@ 'misinfo[verdict=true] @2026-07-20T00:00:00Z' AS before_import
FROM (SELECT 'misinfo[verdict=false; by=afp; at=2026-07-01T00:00:00Z; seen=2026-08-01T00:00:00Z], misinfo[verdict=true; by=afp; at=2026-07-10T00:00:00Z]'::labelset AS l) AS t;
\echo -- without at and seen: before everything else
SELECT 'a[by=x]'::labelset @@ 'a @0001-01-01T00:00:00Z' AS always, 'a[by=x], a[by=x; at=2026-01-01T00:00:00Z; neg]'::labelset @@ 'a' AS then_withdrawn;

\echo == Two claims on one page by one desk on one day: both stand, each with its own word
SELECT l @@ 'misinfo[claim=c1; verdict=false]' AS c1, l @@ 'misinfo[claim=c2; verdict=true]' AS c2, l @@ 'misinfo[claim=c1; verdict=true]' AS mixed_up, l @@ 'misinfo[claim!=c1]' AS another
FROM (SELECT 'misinfo[verdict=false; by=desk; claim=c1; at=2026-07-01T10:00:00Z], misinfo[verdict=true; by=desk; claim=c2; at=2026-07-01T10:00:00Z]'::labelset AS l) AS t;

\echo == Filters: by is hierarchical; a filter on what the label lacks fails, != too
SELECT q, 'misinfo/vaccine[verdict=mostly-false; score=0.9; by=agency/afp; claim=c17; at=2026-07-01T00:00:00Z; seen=2026-07-02T00:00:00Z; said="Mostly false"; ref="https://example.org"], x[verdict=satire]'::labelset @@ q::tagquery AS met
FROM unnest(ARRAY['misinfo[by=agency]', 'misinfo[by=agency/afp]', 'misinfo[by=agency/af]', 'misinfo[by!=agency]', 'misinfo[by!=human]', 'misinfo[by=human|agency]', 'misinfo[by!=human|agency]',
    'misinfo[verdict<=mostly-false]', 'misinfo[verdict<mostly-false]', 'misinfo[verdict>false]', 'misinfo[verdict=false|mostly-false]', 'x[verdict>false]', 'x[verdict<=true]', 'x[verdict!=false]', 'x[verdict=satire]',
    'misinfo[score>=0.9]', 'misinfo[score<0.9]', 'x[score>=0]', 'x[by!=desk]', 'misinfo[said="Mostly false"]', 'misinfo[said="mostly false"]', 'misinfo[ref!="https://example.org"]', 'misinfo[claim=c17]', 'misinfo[claim=C17]',
    'misinfo[at=2026-07-01T08:00:00+08:00]', 'misinfo[seen>2026-07-01T00:00:00Z]', 'misinfo[until>2026-07-01T00:00:00Z]', 'misinfo[weight=1]', 'misinfo[deny]', '**/vaccine[verdict<=mostly-false; score>=0.8; by=agency|human] @2026-07-10T00:00:00Z',
    '=misinfo', '=misinfo/vaccine', 'misinfo/*[score>0.5]', '*/vacc*', 'vaccine']) AS q;
\echo -- one label is a log of one; a query may stand on the left
SELECT 'a/b[by=x; score=0.5]'::factlabel @@ 'a[by=x]' AS label, 'a[deny]'::tagquery @@ 'a[deny]'::factlabel AS denial, 'a'::tagquery @@ 'a/b'::labelset AS log, ''::labelset @@ '!a' AS empty,
       'a[neg]'::factlabel @@ 'a' AS withdrawn;
\echo -- the function form means today
SELECT labelset_matches('a[until=2000-01-01T00:00:00Z]', 'a') AS today, labelset_matches('a[until=2000-01-01T00:00:00Z]', 'a', NULL) AS no_moment, labelset_matches('a[until=2000-01-01T00:00:00Z]', 'a', '1999-01-01Z') AS then;
\echo -- many plain terms, and why
SELECT 'a/b, c, d[by=x], e[deny]'::labelset @@ 'a & a/b & c & d & !e & !f & (g | =a/b)' AS met, labelset_why('a/b, c[by=x], c[by=y; deny], d[by=x; neg]', 'a & c & !d'), labelset_why('a', '!a') AS none;

\echo == The advert question: what was known as the advert ran beside the post
CREATE TEMP TABLE placement (post int, shown_at timestamptz);
INSERT INTO placement VALUES (1, '2025-07-01 13:00:00Z'), (1, '2025-07-01 14:00:00Z'), (1, '2025-07-01 17:00:00Z');
SELECT shown_at, labels @@ tagquery_at('hate | misinfo[verdict<=mostly-false]', shown_at) AS flagged FROM placement JOIN post ON id = post ORDER BY shown_at;

\echo == Who is believed of whoever speaks about the post
SELECT labelset_resolve(labels, now(), ARRAY['human', 'agency', 'auto']::tagpath[]) FROM post;

\echo == Rows for tools: as of a moment, or all of the log
SELECT label, parent, depth, level1, level2, verdict, score, by, claim, at, until, neg, deny, holds FROM labelset_rows(
    'a/b[verdict=false; score=0.8; by=x/y; claim=c; at=2026-01-01T00:00:00Z; until=2026-02-01T00:00:00Z], a/b[by=z; neg], c[by=x; deny], d[by=x; at=2026-01-05T00:00:00Z], d[by=x; at=2026-01-06T00:00:00Z]', NULL);
SELECT label, by, deny, holds FROM labelset_rows('a/b[by=x/y; until=2026-02-01T00:00:00Z], a/b[by=z; neg], c[by=x; deny]', '2026-01-05Z');
SELECT label, by FROM labelset_rows('a/b[by=x/y; until=2001-02-01T00:00:00Z], c');
SELECT * FROM labelset_rows(NULL, NULL);
SELECT known, label, did, holds, by, claim, seen FROM labelset_history('a[by=x; at=2026-01-02T00:00:00Z], a/b[by=x; at=2026-01-01T00:00:00Z; deny], a[by=x; at=2026-01-03T00:00:00Z; neg], ab[by=x], a[claim=c], a[by=y; at=2026-01-01T00:00:00Z; seen=2026-01-05T00:00:00Z]', 'a');

\echo == As tags, for roll-ups: what is asserted, weighing its greatest score
SELECT labelset_tags('a/b[score=0.3; by=x], a/b[score=0.6; by=y], a/c[score=0.9; by=x], a/c[by=y], d[deny], e[neg], f[until=2026-01-01T00:00:00Z; score=0]', NULL),
       labelset_tags('f[until=2026-01-01T00:00:00Z], g', '2026-06-01Z') AS today;

\echo == Appeal won: the denial of a human silences the rule
SELECT labelset_resolve(l, NULL, '{human, agency, auto}') AS after, labelset_resolve(l, '2026-07-02Z', '{human, agency, auto}') AS before, labelset_resolve(l, NULL, '{auto, human}') AS rules_first
FROM (SELECT 'hate/slur[score=0.9; by=auto/rules/v7/slur-1; at=2026-07-01T00:00:00Z], hate[by=human/appeals; at=2026-07-03T00:00:00Z; deny], spam[by=auto/rules/v7/spam-2; at=2026-07-01T00:00:00Z]'::labelset AS l) AS t;
\echo -- a withdrawn or lapsed denial silences nobody
SELECT labelset_resolve('a[by=auto/x], a[by=human; at=2026-01-01T00:00:00Z; deny], a[by=human; at=2026-01-02T00:00:00Z; neg]', NULL, '{human}') AS withdrawn,
       labelset_resolve('a[by=auto/x], a[by=human; deny; until=2026-01-02T00:00:00Z]', '2026-01-03Z', '{human}') AS lapsed,
       labelset_resolve('a[by=auto/x], a[by=human; deny; until=2026-01-02T00:00:00Z]', NULL, '{human}') AS no_moment;
\echo -- on its claim, or on every claim if it has none; at its path and below, not above or beside
SELECT labelset_resolve('m/v[by=auto; claim=c1], m/v[by=auto; claim=c2], m[by=auto; claim=c1], m/w[by=auto]' || d::labelset, NULL, '{human, auto}')
FROM unnest(ARRAY['m/v[by=human; claim=c1; deny]', 'm/v[by=human; deny]', 'm[by=human; deny]', 'm[by=human; claim=c1; deny]', 'm/v/x[by=human; deny]', 'mm[by=human; deny]', 'm[deny]']) AS d;
\echo -- the best rank speaks, alone: its assertions stay, those of others go
SELECT labelset_resolve('m[verdict=false; by=agency/afp], m[verdict=mixed; by=agency/dpa], m[verdict=true; by=auto/x], m[verdict=satire], n[by=auto/x], o[by=blog]', NULL, p)
FROM unnest(ARRAY['agency', 'auto', 'agency/dpa', 'blog', '']) AS t (path), LATERAL (SELECT array_remove(ARRAY[nullif(path, '')::tagpath], NULL) AS p) AS p;
SELECT labelset_resolve('a[by=x], a[by=y; deny]', NULL, NULL) AS all_alike, labelset_resolve('a[by=x], b', NULL, ARRAY[NULL, 'x']::tagpath[]), labelset_resolve(NULL, NULL, NULL) IS NULL AS "NULL", labelset_resolve('', NULL, '{}') AS empty;
\echo -- within a rank the latest speaks, an assertion before a denial at one time
SELECT labelset_resolve('a[by=h/x; at=2026-01-01T00:00:00Z; deny], a[by=h/y; at=2026-01-02T00:00:00Z], a/b[by=auto]', NULL, '{h}') AS assertion_later,
       labelset_resolve('a[by=h/x; at=2026-01-01T00:00:00Z], a[by=h/y; at=2026-01-02T00:00:00Z; deny], a/b[by=auto]', NULL, '{h}') AS denial_later,
       labelset_resolve('a[by=h/x; at=2026-01-01T00:00:00Z; deny], a[by=h/y; at=2026-01-01T00:00:00Z], a[by=h/z; at=2025-01-01T00:00:00Z]', NULL, '{h}') AS tie;
\echo -- it may feed a generated column
CREATE TEMP TABLE resolved (labels labelset, standing labelset GENERATED ALWAYS AS (labelset_resolve(labels, NULL, '{human,auto}')) STORED);
INSERT INTO resolved VALUES ('a[by=auto], a[by=human; deny], b[by=auto]') RETURNING standing;

\echo == Rule set v8 no longer finds what v7 found
CREATE TEMP TABLE scanned (labels labelset);
INSERT INTO scanned VALUES ('spam[by=desk/ann; at=2026-01-01T00:00:00Z]');
UPDATE scanned SET labels = labelset_refresh(labels, 'auto/rules', 'spam[score=0.7; by=auto/rules/v7/spam-1], hate/slur[by=auto/rules/v7/slur-1]', '2026-07-01Z') RETURNING labels;
UPDATE scanned SET labels = labelset_refresh(labels, 'auto/rules', 'spam[score=0.8; by=auto/rules/v8/spam-1]', '2026-08-01Z') RETURNING labels;
SELECT labelset_live(labels, NULL), labels @@ 'hate' AS hate_now, labels @@ 'hate @2026-07-15T00:00:00Z' AS hate_in_july FROM scanned;
\echo -- found again in the same words: the log does not grow
UPDATE scanned SET labels = labelset_refresh(labels, 'auto/rules', 'spam[score=0.8; by=auto/rules/v8/spam-1]', '2026-08-02Z') RETURNING labelset_count(labels);
\echo -- in other words: the new ones have the word
UPDATE scanned SET labels = labelset_refresh(labels, 'auto/rules', 'spam[score=0.9; by=auto/rules/v8/spam-1]', '2026-08-03Z') RETURNING labelset_live(labels, NULL);
\echo -- nothing found: all of the source is withdrawn, and of nobody else
UPDATE scanned SET labels = labelset_refresh(labels, 'auto/rules', '', '2026-08-04Z') RETURNING labelset_live(labels, NULL);
\echo -- source and moment where they are left out; a second run at the same moment
SELECT labelset_refresh('', 'auto/m', 'a[score=0.5], b', '2026-01-01Z'), labelset_live(labelset_refresh(labelset_refresh('', 'auto/m', 'a[score=0.5], b', '2026-01-01Z'), 'auto/m', 'b', '2026-01-01Z'), NULL) AS twice;
\echo -- the last run speaks: of two at one moment (one transaction), after a withdrawal, and of a source with a fast clock
SELECT labelset_live(labelset_refresh(labelset_refresh('', 'auto/m', 'a[score=0.9]', t), 'auto/m', 'a[score=0.5]', t), t) AS lower,
       labelset_live(labelset_refresh(labelset_refresh('a[by=auto/m]', 'auto/m', '', t), 'auto/m', 'a', t), t) AS again,
       labelset_live(labelset_refresh('a[score=0.1; by=auto/m; at=2026-06-01T00:00:00Z; seen=2025-01-01T00:00:00Z]', 'auto/m', 'a[score=0.9]', t), t) AS fast,
       labelset_live(labelset_refresh(labelset_refresh(labelset_refresh('', 'auto/m', 'a', t), 'auto/m', 'a[score=1]', t), 'auto/m', '', t), t) AS "none",
       labelset_refresh('a[by=auto/m; at=294276-12-31T23:59:59.999999Z; seen=2025-01-01T00:00:00Z]', 'auto/m', 'a[score=0.9]', t) AS calendar_end,
       labelset_live(labelset_refresh('a[by=auto/m; at=294276-12-31T23:59:59.999999Z; seen=2025-01-01T00:00:00Z]', 'auto/m', '', t), '2025-06-01Z') AS calendar_before
FROM (SELECT timestamptz '2026-01-01Z' AS t) AS run;
\echo -- what a run found takes effect also where it has timestamps of its own: as late as other words in the log, or earlier
SELECT labelset_refresh(log, 'auto', found, '2020-01-01Z') AS after, labelset_live(labelset_refresh(log, 'auto', found, '2020-01-01Z'), '2020-01-01Z') AS live,
       labelset_refresh(labelset_refresh(log, 'auto', found, '2020-01-01Z'), 'auto', found, '2020-01-02Z') = labelset_refresh(log, 'auto', found, '2020-01-01Z') AS again,
       labelset_live(labelset_refresh(log, 'auto', found, '2020-01-01Z'), '2019-12-31Z') = labelset_live(log, '2019-12-31Z') AS before
FROM (VALUES ('a[verdict=missing-context; by=auto; at=2000-01-01T00:00:00Z]'::labelset, 'a[verdict=unproven; by=auto; at=2000-01-01T00:00:00Z]'::labelset),
             ('a[verdict=unproven; by=auto; at=2000-01-01T00:00:00Z]', 'a[verdict=missing-context; by=auto; at=2000-01-01T00:00:00Z]'),
             ('a[by=auto; at=2000-01-01T00:00:00Z; neg]', 'a[by=auto; at=2000-01-01T00:00:00Z]'),
             ('a[score=0.5; by=auto; at=2005-01-01T00:00:00Z]', 'a[score=0.4; by=auto; at=2000-01-01T00:00:00Z]'),
             ('a[score=0.5; by=auto; at=2005-01-01T00:00:00Z]', 'a[score=0.4; by=auto; at=2000-01-01T00:00:00Z; seen=2001-01-01T00:00:00Z]'),
             ('a[score=0.5; by=auto; at=2005-01-01T00:00:00Z]', 'a[score=0.3; by=auto; at=1999-01-01T00:00:00Z], a[score=0.4; by=auto; at=2000-01-01T00:00:00Z]'),
             ('a[score=0.5; by=auto; at=2005-01-01T00:00:00Z]', 'a[score=0.5; by=auto; at=2000-01-01T00:00:00Z]')) AS v (log, found);
\echo -- also where the log has the same words, but the run found others between, or at the same time as those
SELECT labelset_refresh(log, 'auto', found, '2020-01-01Z') AS after, labelset_live(labelset_refresh(log, 'auto', found, '2020-01-01Z'), '2020-01-01Z') AS live,
       labelset_refresh(labelset_refresh(log, 'auto', found, '2020-01-01Z'), 'auto', found, '2020-01-01Z') = labelset_refresh(log, 'auto', found, '2020-01-01Z') AS again
FROM (VALUES ('a[verdict=true; by=auto; at=2000-01-01T00:00:00Z]'::labelset, 'a[verdict=false; at=2001-01-01T00:00:00Z], a[verdict=true; at=2002-01-01T00:00:00Z]'::labelset),
             ('a[by=auto; at=2000-01-01T00:00:00Z]', 'a[verdict=true; at=2000-01-01T00:00:00Z], a')) AS v (log, found);
\echo -- a withdrawal, or a label that has ended, is not added again either
SELECT found, labelset_refresh(labelset_refresh(labelset_refresh('', 'auto', found, '2020-01-01Z'), 'auto', found, '2020-01-02Z'), 'auto', found, '2020-01-03Z') AS after_three_runs
FROM unnest(ARRAY['a[neg]', 'a[until=2019-01-01T00:00:00Z]', 'a[until=2020-01-02T00:00:00Z]', 'a[neg; until=2019-01-01T00:00:00Z]']::labelset[]) AS found;
\echo -- unless it is known only later, by timestamps of its own
SELECT labelset_refresh('a[score=0.5; by=auto; at=2005-01-01T00:00:00Z]', 'auto', found, '2020-01-01Z')
FROM unnest(ARRAY['a[score=0.4; by=auto; at=2021-01-01T00:00:00Z]', 'a[score=0.4; by=auto; at=2000-01-01T00:00:00Z; seen=2021-01-01T00:00:00Z]']::labelset[]) AS found;
\echo -- a withdrawal does not change what was known before
SELECT l, l @@ 'a @2025-06-01T00:00:00Z' AS then, l @@ 'a @2026-01-01T00:00:00Z' AS now
FROM labelset_refresh('a[by=auto/m; at=2026-06-01T00:00:00Z; seen=2025-01-01T00:00:00Z]', 'auto/m', '', '2026-01-01Z') AS l;
SELECT labelset_refresh('', 'auto/rules', 'a[by=human/ann]', '2026-01-01Z');
SELECT labelset_refresh('', 'auto/rules', 'a', 'infinity');

\echo == Prune: what was superseded or had lapsed by then goes, the answers as of then or later stay
SELECT labelset_prune('a[by=x; at=2026-01-01T00:00:00Z], a[by=x; at=2026-01-02T00:00:00Z], a[by=x; at=2026-03-01T00:00:00Z], b[by=x; until=2026-01-05T00:00:00Z], c[by=x; at=2026-01-01T00:00:00Z], c[by=x; at=2026-01-02T00:00:00Z; neg], d[by=x; at=2026-05-01T00:00:00Z; until=2026-01-01T00:00:00Z]', '2026-02-01Z');
SELECT labelset_prune('', '2026-02-01Z') AS empty, labelset_prune('a[by=x], b', '-infinity') AS nothing;
