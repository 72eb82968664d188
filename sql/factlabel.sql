\echo == A label: who says what is wrong with the content, since when
SELECT 'Misinfo / Vaccine[claim=c17; said="False"; by=Agency/AFP; verdict=False; at=2026-07-01T08:00:00+08:00; ref="https://example.org/17?a=1;b=[2]"]'::factlabel;
SELECT 'spam'::factlabel, 'spam[]'::factlabel, 'spam[DENY; by=desk/ann]'::factlabel, '"a,b"/c[neg]'::factlabel;
\echo -- every attribute, in the order in which they print
SELECT 'a[ref=r; said=s; deny; neg; until=2026-01-03T00:00:00Z; seen=2026-01-02T00:00:00Z; at=2026-01-01T00:00:00Z; claim=c; by=b; score=0.5; verdict=missing context]'::factlabel;
\echo -- texts are kept as they are; what would not read back is quoted
SELECT 'a[claim= two  words ]'::factlabel, 'a[claim=" x"]'::factlabel, 'a[claim="x;y]"]'::factlabel, 'a[claim="x|y"]'::factlabel, 'a[said=錯誤]'::factlabel,
       'a[said="Pants on Fire!"]'::factlabel, 'a[claim="\"so\" \\"]'::factlabel, 'a[claim=5" disk]'::factlabel, U&'a[claim="x\3000"]'::factlabel;
SELECT 'a[by="AC/DC"/"x;y"/"z]"]'::factlabel, 'a[by=興趣／房地產；claim=全形]'::factlabel;

\echo == What is not a label
SELECT ''::factlabel;
SELECT 'a, b'::factlabel;
SELECT 'a[weight=1]'::factlabel;
SELECT 'a[verdict=wrong]'::factlabel;
SELECT 'a[score=1.01]'::factlabel;
SELECT 'a[score=-1]'::factlabel;
SELECT 'a[score=NaN]'::factlabel;
SELECT 'a[at=2026-07-01]'::factlabel;
SELECT 'a[until=infinity]'::factlabel;
SELECT 'a[neg=true]'::factlabel;
SELECT 'a[by=x; by=y]'::factlabel;
SELECT 'a[by=]'::factlabel;
SELECT 'a[said=""]'::factlabel;
SELECT 'a[said="unbalanced]'::factlabel;
SELECT 'a[said="un"balanced"]'::factlabel;
SELECT 'a[said="x\y"]'::factlabel;
SELECT ('a[said=' || repeat('x', 201) || ']')::factlabel;
SELECT ('a[claim=' || repeat('中', 67) || ']')::factlabel;
SELECT ('a[ref=' || repeat('x', 2001) || ']')::factlabel;
SELECT ('a[by=' || repeat('x', 256) || ']')::factlabel;
\echo -- limits are met, not missed
SELECT octet_length(factlabel_said(('a[said=' || repeat('x', 200) || ']')::factlabel)), octet_length(factlabel_ref(('a[ref=' || repeat('x', 2000) || ']')::factlabel)),
       octet_length(factlabel_by(('a[by=' || array_to_string(array_fill(repeat('x', 255), ARRAY[7]), '/') || ']')::factlabel)::text);

\echo == Make one of its parts; what is NULL is absent, a moment is now unless told otherwise
SELECT factlabel_make('misinfo/vaccine', verdict => 'mostly-false', score => 0.8, by => 'agency/afp', claim => 'c17', at => '2026-07-01 00:00:00+00',
                      seen => '2026-07-02 00:00:00+00', until => '2027-01-01 00:00:00+00', said => 'Mostly "false"', ref => 'https://example.org');
SELECT factlabel_make('spam', by => 'auto/x', at => NULL, neg => true), factlabel_make('spam', at => NULL, deny => true), factlabel_make(NULL) IS NULL AS "NULL",
       factlabel_at(factlabel_make('spam')) = now() AS now;
SELECT factlabel_make('a', score => 1.5);
SELECT factlabel_make('a', score => 'NaN');
SELECT factlabel_make('a', until => 'infinity');
SELECT factlabel_make('a', said => '');
SELECT factlabel_make('a', claim => repeat('x', 201));

\echo == Take it apart
SELECT factlabel_path(l), factlabel_verdict(l), factlabel_score(l), factlabel_by(l), factlabel_claim(l), factlabel_at(l), factlabel_seen(l), factlabel_until(l),
       factlabel_neg(l), factlabel_deny(l), factlabel_said(l), factlabel_ref(l)
FROM unnest(ARRAY['a/b[verdict=satire; score=0.1; by=x/y; claim=c; at=2026-01-01T00:00:00Z; seen=2026-01-02T00:00:00Z; until=2026-01-03T00:00:00Z; deny; said=s; ref=r]',
                  'c[neg]']::factlabel[]) AS l;

\echo == Casts
SELECT 'a[by=x]'::text::factlabel, 'a[by=x]'::factlabel::text, 'a[by=x]'::factlabel::labelset;
SELECT l, l::jsonb, l::jsonb::factlabel = l AS same
FROM unnest(ARRAY['a', '"AC/DC"/"x,y"[neg; by="a/b"/c; at=2026-01-01T00:00:00Z]', 'a[verdict=true; score=0.25; claim="\""; said="a\\b"; ref="]"; deny]']::factlabel[]) AS l;
SELECT '{"label": "a", "neg": false, "deny": null, "score": 0.5}'::jsonb::factlabel;
SELECT '{"by": "a"}'::jsonb::factlabel;
SELECT '{"label": "a", "score": "0.5"}'::jsonb::factlabel;
SELECT '{"label": "a", "deny": "yes"}'::jsonb::factlabel;
SELECT '{"label": "a", "said": ""}'::jsonb::factlabel;
SELECT '{"label": "a", "weight": 1}'::jsonb::factlabel;
SELECT '{"label": "a", "ref": {}}'::jsonb::factlabel;
SELECT '["a"]'::jsonb::factlabel;

\echo == Order: path, source, claim, time, then the rest; absent first
SELECT l FROM unnest(ARRAY['a/b', 'a[by=x/y]', 'a[by=x]', 'a[by=x; claim=c]', 'a[by=x; at=2026-01-02T00:00:00Z]', 'a[by=x; at=2026-01-01T00:00:00Z; seen=2026-01-05T00:00:00Z]',
    'a[by=x; at=2026-01-01T00:00:00Z]', 'a[by=x; verdict=true]', 'a[by=x; verdict=false]', 'a[by=x; verdict=false; neg]', 'a', 'a[claim=z]', 'a[deny]', 'b', 'a[said=x]', 'a[ref=x]']::factlabel[]) AS l ORDER BY l;
SELECT 'a[by=x]'::factlabel = 'A[ by = X ]' AS eq, 'a'::factlabel < 'a[deny]' AS lt, 'a'::factlabel <> 'b' AS ne, 'b'::factlabel >= 'b' AS ge,
       (SELECT count(DISTINCT l) FROM unnest(ARRAY['a[by=x]', 'A[by=X]', 'b']::factlabel[]) AS l);
