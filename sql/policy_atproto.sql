-- examples/policies/atproto.policy shows what the reference implementation of the AT Protocol shows: the scenarios of its
-- tests of moderation (packages/api/tests in bluesky-social/atproto as of d6296a1), in a notation of our own. First comes
-- the recipe in doc/recipes.md, word for word.
\set ECHO queries
SET TimeZone = 'UTC';
\getenv source PG_ABS_SRCDIR
\set file :source '/examples/policies/atproto.policy'
\set policy `cat :'file'`
CREATE SCHEMA atproto;
SET search_path = atproto, public;

\echo
\echo == The recipe: labels arrive
CREATE TABLE account (did text PRIMARY KEY, labels labelset NOT NULL DEFAULT '');
CREATE TABLE post (
    uri    text PRIMARY KEY,
    author text NOT NULL REFERENCES account,
    quotes text REFERENCES post,
    labels labelset NOT NULL DEFAULT ''
);
CREATE PROCEDURE receive(label jsonb) LANGUAGE sql AS $$
    UPDATE post SET labels = labels || factlabel_from_atproto(label) WHERE uri = label ->> 'uri';
    UPDATE account SET labels = labels || factlabel_from_atproto(
        CASE label ->> 'uri' WHEN did THEN label
        ELSE jsonb_set(label, '{val}', to_jsonb('profile/' || (label ->> 'val'))) END)
    WHERE label ->> 'uri' IN (did, format('at://%s/app.bsky.actor.profile/self', did));
$$;

INSERT INTO account VALUES ('did:plc:alice'), ('did:plc:bob'), ('did:plc:carla'), ('did:plc:dan');
INSERT INTO post VALUES ('at://1', 'did:plc:alice', NULL), ('at://2', 'did:plc:bob', NULL), ('at://3', 'did:plc:carla', NULL),
    ('at://4', 'did:plc:dan', NULL), ('at://5', 'did:plc:bob', 'at://3'), ('at://6', 'did:plc:carla', NULL);
CALL receive('{"src": "did:web:labeler.example", "uri": "at://1", "val": "!hide", "cts": "2026-06-01T00:00:00Z"}');
CALL receive('{"src": "did:web:labeler.example", "uri": "at://2", "val": "porn", "cts": "2026-06-01T00:00:00Z"}');
CALL receive('{"src": "did:web:labeler.example", "uri": "at://3", "val": "content-alert", "cts": "2026-06-01T00:00:00Z"}');
CALL receive('{"src": "did:web:labeler.example", "uri": "did:plc:dan", "val": "!no-unauthenticated", "cts": "2026-06-01T00:00:00Z"}');
CALL receive('{"src": "did:web:labeler.example", "uri": "at://did:plc:bob/app.bsky.actor.profile/self", "val": "nudity", "cts": "2026-06-01T00:00:00Z"}');
CALL receive('{"src": "did:web:stranger.example", "uri": "at://6", "val": "!hide", "cts": "2026-06-01T00:00:00Z"}');
SELECT did, labels FROM account WHERE labels <> '' ORDER BY did;

\echo
\echo == The recipe: definitions of labels become rules
CREATE TABLE label_definition (
    labeler  tagpath,
    value    text CHECK (value ~ '^[a-z-]+$'),
    blurs    text NOT NULL CHECK (blurs IN ('content', 'media', 'none')),
    severity text NOT NULL CHECK (severity IN ('alert', 'inform', 'none')),
    PRIMARY KEY (labeler, value)
);
CREATE VIEW label_rule AS
SELECT labeler, value, replace(replace(replace(line,
           'LABEL', format('%s[by=%s]', value, labeler)),
           'NAME', format('%s/%s', labeler, value)),
           'SEVERITY', severity) AS line
FROM label_definition, (VALUES
    ('{content}', 'NAME/post: (LABEL | actor/LABEL) & pref/NAME -> blur/content-list/open'),
    ('{media}', 'NAME/media: LABEL & pref/NAME -> blur/content-media/open'),
    ('{media}', 'NAME/pictures: (actor/LABEL | actor/profile/LABEL) & pref/NAME
        -> blur/avatar/open, blur/banner/open'),
    ('{content,none}', 'NAME/view: (LABEL | actor/LABEL) & pref/NAME -> SEVERITY/content-view'),
    ('{none}', 'NAME/list: (LABEL | actor/LABEL) & pref/NAME -> SEVERITY/content-list'),
    ('{content,media,none}', 'NAME/person: (actor/LABEL | actor/profile/LABEL) & pref/NAME
        -> SEVERITY/profile-list, SEVERITY/profile-view'),
    ('{content,media,none}', 'NAME/hide: (LABEL | actor/LABEL) & pref/NAME/hide -> filter/content-list'),
    ('{content,media,none}', 'NAME/hide/account: actor/LABEL & pref/NAME/hide -> filter/profile-list'),
    ('{content,media,none}', 'exempt own/NAME: viewer/own -> NAME/hide, NAME/hide/account')
) AS template (blurring, line)
WHERE blurs = ANY (blurring::text[]) AND NOT (severity = 'none' AND line LIKE '%SEVERITY%');

-- What is shown if a post, its author's account or the author's profile record has the label, and the viewer hides what
-- has it. The places are profile-list, profile-view, avatar, banner, display-name, content-list, content-view and
-- content-media: F filtered, B blurred, L blurred and locked, A alert, I inform, - nothing
CREATE TABLE custom (blurs text, severity text, on_post text, on_account text, on_profile text);
COPY custom FROM STDIN WITH (DELIMITER '|');
content|alert|- - - - - FB A -|FA A - - - FB A -|A A - - - - - -
content|inform|- - - - - FB I -|FI I - - - FB I -|I I - - - - - -
content|none|- - - - - FB - -|F - - - - FB - -|- - - - - - - -
media|alert|- - - - - F - B|FA A B B - F - -|A A B B - - - -
media|inform|- - - - - F - B|FI I B B - F - -|I I B B - - - -
media|none|- - - - - F - B|F - B B - F - -|- - B B - - - -
none|alert|- - - - - FA A -|FA A - - - FA A -|A A - - - - - -
none|inform|- - - - - FI I -|FI I - - - FI I -|I I - - - - - -
none|none|- - - - - F - -|F - - - - F - -|- - - - - - - -
\.
INSERT INTO label_definition SELECT 'did/web/labeler.example', concat(blurs, '-', severity), blurs, severity FROM custom;
\a \t on
SELECT line FROM label_rule WHERE value = 'media-alert';
\a \t off
\set ECHO none
CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL);
INSERT INTO rulebook SELECT 1, policy_agg(line)
FROM (SELECT :'policy' AS line UNION ALL SELECT line FROM label_rule) AS lines;
\set ECHO queries
SELECT kind, count(*) FROM rulebook, policy_rules(policy) GROUP BY kind ORDER BY kind;

\echo
\echo == The recipe: the viewer, and a feed
CREATE TABLE viewer (did text PRIMARY KEY, adult boolean NOT NULL, labelers tagquery NOT NULL);
CREATE TABLE setting (
    viewer text REFERENCES viewer,
    label  tagpath,
    does   text CHECK (does IN ('warn', 'hide')),
    PRIMARY KEY (viewer, label)
);
CREATE TABLE relation (
    viewer text REFERENCES viewer,
    author text REFERENCES account,
    kind   text CHECK (kind ~ '^(blocking|blocked-by|muting)(/by-list)?$'),
    PRIMARY KEY (viewer, author, kind)
);
CREATE FUNCTION viewer_facts(v viewer, author text) RETURNS tagset STABLE LANGUAGE sql AS $$
    SELECT tagset_agg(fact) FROM (
        SELECT 'viewer/signed-in'
        UNION ALL SELECT 'viewer/own' WHERE v.did = author
        UNION ALL SELECT 'viewer/adult' WHERE v.adult
        UNION ALL SELECT format('viewer/%s', kind) FROM relation AS r
                  WHERE r.viewer = v.did AND r.author = viewer_facts.author
        UNION ALL SELECT format('pref/%s/%s', label, does) FROM setting AS s WHERE s.viewer = v.did
    ) AS f (fact)
$$;

INSERT INTO viewer VALUES ('did:plc:alice', false, '**[by=did/web/labeler.example]');
INSERT INTO setting VALUES ('did:plc:alice', 'did/web/labeler.example/content-alert', 'hide'), ('did:plc:alice', 'nudity', 'warn');
INSERT INTO relation VALUES ('did:plc:alice', 'did:plc:dan', 'muting/by-list');
SELECT p.uri, labelset_tags(decision, NULL) AS shown
FROM rulebook AS r, viewer AS v, post AS p
    JOIN account AS a ON a.did = p.author
    LEFT JOIN post AS q ON q.uri = p.quotes
    LEFT JOIN account AS qa ON qa.did = q.author,
    LATERAL policy_decide(labelset_why(q.labels, v.labelers), r.policy, now(),
        actor => labelset_why(qa.labels, v.labelers), facts => viewer_facts(v, q.author)) AS quoted,
    LATERAL policy_decide(labelset_why(p.labels, v.labelers), r.policy, now(),
        actor => labelset_why(a.labels, v.labelers), context => quoted, facts => viewer_facts(v, p.author)) AS decision
WHERE r.version = 1 AND v.did = 'did:plc:alice'
ORDER BY p.uri;
\echo -- the same feed, and nothing is known about the viewer
SELECT p.uri, labelset_tags(policy_decide(p.labels, r.policy, actor => a.labels), NULL) AS shown
FROM rulebook AS r, post AS p JOIN account AS a ON a.did = p.author WHERE p.uri IN ('at://1', 'at://4') ORDER BY p.uri;
\echo -- why alice can open her own post
SELECT rule, outcome, outputs, exempted_by, because, because_facts
FROM rulebook, post, policy_explain(labels, policy, '2026-07-01 00:00+00', facts => 'viewer/signed-in, viewer/own')
WHERE uri = 'at://1' AND outcome <> 'not met' ORDER BY rule;

\echo
\echo == The scenarios: labels that labelers define, each on a post, on an account and on a profile record
CREATE FUNCTION shown(decision labelset) RETURNS text[] LANGUAGE sql AS $$
    SELECT array_agg(coalesce(nullif(concat(
               CASE WHEN decision @@ format('filter/%s', place)::tagquery THEN 'F' END,
               CASE WHEN decision @@ format('blur/%s/open', place)::tagquery THEN 'B' END,
               CASE WHEN decision @@ format('blur/%s/locked', place)::tagquery THEN 'L' END,
               CASE WHEN decision @@ format('alert/%s', place)::tagquery THEN 'A' END,
               CASE WHEN decision @@ format('inform/%s', place)::tagquery THEN 'I' END), ''), '-') ORDER BY n)
    FROM unnest('{profile-list,profile-view,avatar,banner,display-name,content-list,content-view,content-media}'::text[])
         WITH ORDINALITY AS p (place, n)
$$;
CREATE TABLE scenario (n int GENERATED ALWAYS AS IDENTITY, suite text, post labelset, actor labelset, context labelset, facts tagset, expected text);
INSERT INTO scenario (suite, post, actor, facts, expected)
SELECT 'custom labels', post, actor, format('viewer/signed-in, viewer/adult, pref/did/web/labeler.example/%s-%s/hide', blurs, severity), expected
FROM custom, LATERAL (SELECT format('%s-%s[by=did/web/labeler.example]', blurs, severity)) AS l (label),
    LATERAL (VALUES (label, '', on_post), ('', label, on_account), ('', 'profile/' || label, on_profile)) AS s (post, actor, expected);

\echo
\echo == Labels with a fixed effect, settings, blocks and mutes: on a post (the last six places) or a profile
COPY scenario (post, actor, facts, expected) FROM STDIN WITH (DELIMITER '|');
                   |!hide                      |viewer/signed-in                                    |FL L L L L FL L -
                   |profile/!hide              |viewer/signed-in                                    |- - L L L - - -
!hide              |                           |viewer/signed-in                                    |    - - - FL L -
                   |profile/!hide              |viewer/signed-in                                    |    L L L - - -
                   |!hide                      |viewer/signed-in                                    |    L L L FL L -
                   |!warn                      |viewer/signed-in                                    |B B B B - B B -
                   |profile/!warn              |viewer/signed-in                                    |- - B B B - - -
!warn              |                           |viewer/signed-in                                    |    - - - B B -
                   |profile/!warn              |viewer/signed-in                                    |    B B B - - -
                   |!warn                      |viewer/signed-in                                    |    B B - B B -
                   |!no-unauthenticated        |                                                    |FL L L L L FL L -
                   |profile/!no-unauthenticated|                                                    |FL L L L L FL L -
!no-unauthenticated|                           |                                                    |    - - - FL L -
                   |profile/!no-unauthenticated|                                                    |    L L L FL L -
                   |!no-unauthenticated        |                                                    |    L L L FL L -
                   |!no-unauthenticated        |viewer/signed-in                                    |- - - - - - - -
                   |profile/!no-unauthenticated|viewer/signed-in                                    |- - - - - - - -
!no-unauthenticated|                           |viewer/signed-in                                    |    - - - - - -
                   |profile/!no-unauthenticated|viewer/signed-in                                    |    - - - - - -
                   |!no-unauthenticated        |viewer/signed-in                                    |    - - - - - -
                   |porn                       |viewer/signed-in, viewer/adult, pref/porn/hide      |F - B B - F - -
                   |profile/porn               |viewer/signed-in, viewer/adult, pref/porn/hide      |- - B B - - - -
porn               |                           |viewer/signed-in, viewer/adult, pref/porn/hide      |    - - - F - B
                   |profile/porn               |viewer/signed-in, viewer/adult, pref/porn/hide      |    B B - - - -
                   |porn                       |viewer/signed-in, viewer/adult, pref/porn/hide      |    B B - F - -
                   |porn                       |viewer/signed-in, viewer/adult, pref/porn/warn      |- - B B - - - -
                   |profile/porn               |viewer/signed-in, viewer/adult, pref/porn/warn      |- - B B - - - -
porn               |                           |viewer/signed-in, viewer/adult, pref/porn/warn      |    - - - - - B
                   |profile/porn               |viewer/signed-in, viewer/adult, pref/porn/warn      |    B B - - - -
                   |porn                       |viewer/signed-in, viewer/adult, pref/porn/warn      |    B B - - - -
                   |porn                       |viewer/signed-in, viewer/adult                      |- - - - - - - -
                   |profile/porn               |viewer/signed-in, viewer/adult                      |- - - - - - - -
porn               |                           |viewer/signed-in, viewer/adult                      |    - - - - - -
                   |profile/porn               |viewer/signed-in, viewer/adult                      |    - - - - - -
                   |porn                       |viewer/signed-in, viewer/adult                      |    - - - - - -
                   |porn                       |viewer/signed-in, pref/porn/hide                    |F - L L - F - -
                   |profile/porn               |viewer/signed-in, pref/porn/hide                    |- - L L - - - -
porn               |                           |viewer/signed-in, pref/porn/hide                    |    - - - F - L
                   |profile/porn               |viewer/signed-in, pref/porn/hide                    |    L L - - - -
                   |porn                       |viewer/signed-in, pref/porn/hide                    |    L L - F - -
                   |!hide                      |viewer/signed-in, viewer/own                        |B B B B B B B -
                   |profile/!hide              |viewer/signed-in, viewer/own                        |- - B B B - - -
!hide              |                           |viewer/signed-in, viewer/own                        |    - - - B B -
                   |profile/!hide              |viewer/signed-in, viewer/own                        |    B B B - - -
                   |!hide                      |viewer/signed-in, viewer/own                        |    B B B B B -
!warn              |                           |viewer/signed-in, viewer/own                        |    - - - B B -
                   |profile/!warn              |viewer/signed-in, viewer/own                        |    B B B - - -
                   |!warn                      |viewer/signed-in, viewer/own                        |    B B - B B -
                   |                           |viewer/signed-in, viewer/blocking                   |FL A L L - FL L -
                   |                           |viewer/signed-in, viewer/blocking                   |    L L - FL L -
                   |                           |viewer/signed-in, viewer/blocked-by                 |    L L - FL L -
                   |                           |viewer/signed-in, viewer/blocking/by-list           |FL A L L - FL L -
                   |                           |viewer/signed-in, viewer/blocked-by                 |FL A L L - FL L -
                   |                           |viewer/signed-in, viewer/muting                     |FI A - - - FB I -
                   |                           |viewer/signed-in, viewer/muting/by-list             |FI A - - - FB I -
                   |                           |viewer/signed-in, viewer/blocking, viewer/blocked-by|FL A L L - FL L -
                   |                           |viewer/signed-in, viewer/muting                     |    - - - FB I -
                   |                           |viewer/signed-in, viewer/muting/by-list             |    - - - FB I -
                   |!hide                      |viewer/signed-in, viewer/blocking                   |FL LA L L L FL L -
                   |!hide, porn                |viewer/signed-in, viewer/adult, pref/porn/hide      |FL L L L L FL L -
                   |!warn, porn                |viewer/signed-in, viewer/adult, pref/porn/hide      |FB B B B - FB B -
                   |!hide, profile/!warn       |viewer/signed-in                                    |FL L L L L FL L -
                   |!warn, profile/!hide       |viewer/signed-in                                    |B B L L L B B -
                   |                           |viewer/signed-in, viewer/blocking, viewer/blocked-by|    L L - FL L -
!hide              |                           |viewer/signed-in, viewer/blocking                   |    L L - FL L -
!hide, porn        |                           |viewer/signed-in, viewer/adult, pref/porn/hide      |    - - - FL L B
!warn, porn        |                           |viewer/signed-in, viewer/adult, pref/porn/hide      |    - - - FB B B
\.
UPDATE scenario SET suite = 'behaviors', expected = CASE array_length(string_to_array(trim(expected), ' '), 1) WHEN 6 THEN '? ? ' ELSE '' END || trim(expected)
WHERE suite IS NULL;

\echo
\echo == What those tests leave out, as the implementation does it: muted words, hidden posts, posts of the viewer
INSERT INTO scenario (suite, post, actor, facts, expected) VALUES
    ('more', '', '', 'viewer/signed-in, viewer/muted-word', '- - - - - FB B -'),
    ('more', '', '', 'viewer/signed-in, viewer/own, viewer/muted-word', '- - - - - - - -'),
    ('more', '', '', 'viewer/signed-in, viewer/hidden-post', 'F - - - - FB B -'),
    ('more', '', '', 'viewer/signed-in, viewer/own, viewer/hidden-post', 'F - - - - FB B -'),
    ('more', 'porn', '', 'viewer/signed-in, viewer/own', '- - - - - - - B'),
    ('more', '', 'sexual', 'viewer/signed-in, viewer/own', '- - B B - - - -'),
    ('more', '', 'profile/graphic-media', 'viewer/signed-in, viewer/own', '- - B B - - - -');
INSERT INTO scenario (suite, post, actor, facts, expected)
SELECT 'more', post, actor, facts || 'viewer/own', regexp_replace(regexp_replace(expected, 'F([ABI])', '\1', 'g'), 'F', '-', 'g')
FROM scenario WHERE suite = 'custom labels';

\echo
\echo == A post that quotes one with a label: it is filtered from lists like the other, and no more
INSERT INTO scenario (suite, context, facts, expected)
SELECT 'quotes', policy_decide(post, policy, '2026-07-01 00:00+00', actor => actor, facts => facts), 'viewer/signed-in',
       CASE WHEN post <> '' THEN '- - - - - F - -' WHEN actor @@ 'profile' THEN '- - - - - - - -' ELSE 'F - - - - F - -' END
FROM rulebook, scenario WHERE suite = 'custom labels';

\echo
\echo == All places of all scenarios are equal
CREATE VIEW outcome AS
SELECT s.*, string_to_array(expected, ' ') AS wanted, shown(policy_decide(post, policy, '2026-07-01 00:00+00', actor, context, facts)) AS shown
FROM rulebook, scenario AS s;
SELECT n, suite, post, actor, facts, expected, shown FROM outcome, LATERAL unnest(wanted, shown) AS u (w, s) WHERE w NOT IN ('?', s);
SELECT suite, count(DISTINCT n) AS scenarios, count(*) FILTER (WHERE w = s) AS equal, count(*) FILTER (WHERE w NOT IN ('?', s)) AS different
FROM outcome, unnest(wanted, shown) AS u (w, s) GROUP BY suite ORDER BY suite;

\echo
\echo == A labeler cannot forge the viewer, the settings, the account or the decision about a quoted post
CREATE VIEW forged AS
SELECT s.*, version, policy_decide(post, policy, '2026-07-01 00:00+00', actor, context, facts) AS decision,
       policy_decide(coalesce(post, '') || lies, policy, '2026-07-01 00:00+00', coalesce(actor, '') || lies, context, facts) AS forged
FROM rulebook, scenario AS s, CAST('viewer/own, viewer/signed-in, viewer/adult, viewer/blocking, pref/porn/warn, actor/porn,
    context/filter/content-list[by=app/moderation]' AS labelset) AS lies;
INSERT INTO rulebook SELECT 2, replace(policy::text, 'facts: viewer, pref', '')::labelpolicy FROM rulebook;
SELECT version, count(*) AS scenarios, count(*) FILTER (WHERE forged <> decision) AS different FROM forged GROUP BY version ORDER BY version;
DELETE FROM rulebook WHERE version = 2;

\echo
\echo == The scenarios use every rule and every exemption
SELECT name AS unused FROM rulebook, policy_rules(policy) WHERE kind IN ('rule', 'exemption') AND name NOT IN (
    SELECT unnest(rule || exempted_by) FROM rulebook, scenario, policy_explain(post, policy, '2026-07-01 00:00+00', actor, context, facts)
    WHERE outcome <> 'not met');

\set ECHO none
SET client_min_messages = warning;
DROP SCHEMA atproto CASCADE;
