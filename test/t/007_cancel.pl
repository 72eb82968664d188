# The longest calls can be cancelled and obey statement_timeout: 57014, and the session goes on. How long
# a call took to notice is printed, and no test.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes 'time';

my $node = new_node('main');
$node->append_conf('postgresql.conf', "work_mem = 64MB\nmaintenance_work_mem = 64MB\nautovacuum = off\n");
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION factag;
-- one value each, as large as a call can be asked to take at once
CREATE TABLE big AS SELECT (SELECT tagset_agg(('a' || i % 100 || '/b' || i % 10000 || '/c' || i)::tagpath) FROM generate_series(1, 200000) AS i) AS tags,
    (SELECT labelset_agg(factlabel_make(('m' || i % 100 || '/b' || i % 10000)::tagpath, verdict => 'false', by => ('agency/a' || i % 1000)::tagpath,
        claim => 'c' || i, at => '2026-07-01T00:00:00Z'::timestamptz + i * interval '1s')) FROM generate_series(1, 60000) AS i) AS labels,
    (SELECT string_agg(format('r%s: /foo%s.{0,9}bar%s/ & !/x+%s\s/ -> a/b%s', i, i, i, i, i), E'\n') FROM generate_series(1, 10000) AS i) AS rules,
    (SELECT string_agg('a' || i || '/*/c*x' || i, ' | ') FROM generate_series(1, 9999) AS i) AS query,
    (SELECT E'open: true\n' || string_agg(format(E'a%s/b%s/c%s [title-en="T%s"; dynamic=P%sD]\nold/a%s/c%s -> a%1$s/b%2$s, b%2$s\na%1$s/b%2$s => d%3$s', i % 100, i % 10000, i, i, 1 + i % 90, i, i), E'\n') FROM generate_series(1, 150000) AS i) AS lines,
    (SELECT E'free: q\nladder v: a < b\nnever-exempt: ' || (SELECT string_agg('p' || i || '/x', ', ') FROM generate_series(1, 1000) AS i) || E'\n'
        || string_agg(format(E'r%s: a & (s%s | t*/u%s | 2 of (a, b%s, c)) -> v/a, q/%s\nexempt e%s: w*/x%s -> r%s', i, i, i, i, i, i, i, i), E'\n') FROM generate_series(1, 5000) AS i) AS policies,
    (SELECT idset_agg(CASE i % 2 WHEN 0 THEN i * 7919 * 65537 % 100000000000 ELSE i * 7919 % 10000000 END) FROM generate_series(1::bigint, 1500000) AS i) AS ids;
ALTER TABLE big ALTER tags SET STORAGE EXTERNAL, ALTER labels SET STORAGE EXTERNAL;
UPDATE big SET tags = tags || 'z', labels = labels || 'z';
CREATE TABLE forms AS SELECT tags::text AS tags_text, tags::jsonb AS tags_jsonb, labels::text AS labels_text, labels::jsonb AS labels_jsonb,
    (SELECT tagset_counts(tags) FROM big) AS counts,
    (SELECT string_agg('#tag' || i || ' ', '') FROM generate_series(1, 300000) AS i) AS hashed,
    (SELECT jsonb_agg(jsonb_build_object('@type', 'ClaimReview', 'claimReviewed', 'c' || i, '@id', '#' || i, 'author', jsonb_build_object('@id', '#' || i - 1)))
        FROM generate_series(1, 50000) AS i) AS reviews,
    to_jsonb(array_fill(repeat('ab ', 10), ARRAY[300000])) AS texts,
    ids::text AS ids_text, ids::jsonb AS ids_jsonb, ids::bigint[] AS ids_array, idset_to_roaring(ids) AS ids_roaring FROM big;
CREATE TABLE member AS SELECT i AS id, ('a' || i % 97 || '/b' || i % 991 || '/c' || i % 5003 || ', d/e' || i % 13)::tagset AS tags,
    ('m' || i % 97 || '[by=agency/a' || i % 89 || ']')::labelset AS labels FROM generate_series(1, 30000) AS i;
-- a graph of one person with 20,000 identifiers, and 40,000 persons with three each
SELECT identity_create('graph', most => 1000000);
INSERT INTO graph_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('cookie', 2, NULL, NULL);
INSERT INTO graph_identifier (kind, value) SELECT 'member', i FROM generate_series(1, 40001) AS i UNION ALL SELECT 'cookie', i FROM generate_series(1, 100000) AS i;
INSERT INTO graph_link (a, b, at, last, source)
SELECT CASE WHEN i <= 20000 THEN 1 ELSE 1 + i % 40001 END, 40001 + i, at, at, 'log' FROM generate_series(1, 100000) AS i, LATERAL (SELECT '2026-01-01 00:00Z'::timestamptz + i * interval '1 minute' AS at) AS t;
SELECT identity_resolve('graph');
-- and a limit that is to be applied to all of them
UPDATE graph_kind SET per_person = 10000 WHERE kind = 'cookie';
ANALYZE graph_identifier, graph_link;
SQL

# the longest single call of each kind
my @calls = split /\n/, <<'SQL';
SELECT tagset_counts(tags) FROM big
SELECT tagset_sums(tags, 1) FROM big
SELECT tagset_counts_merge(counts) FROM forms, generate_series(1, 3)
SELECT tagset_expand(tags) FROM big
SELECT tagset_union(tags) FROM big, generate_series(1, 5)
SELECT tagset_intersect(tags) FROM big, generate_series(1, 5)
SELECT tagset_rebase(tags, 'a1', 'a2') FROM big
SELECT count(*) FROM big, tagset_rows(tags)
SELECT tagset_why(tags, '**/c*') FROM big
SELECT tags @@ '!**/~"c[0-9]*x" & !(z*/*/*)' FROM big
SELECT count(*) FROM big AS a, big AS b, generate_series(1, 50) WHERE a.tags || 'y' @> b.tags
SELECT sum((a.tags || 'y') <-> b.tags) FROM big AS a, big AS b, generate_series(1, 50)
SELECT tags::text FROM big
SELECT tags_text::tagset FROM forms
SELECT tags::jsonb FROM big
SELECT tags_jsonb::tagset FROM forms
SELECT tagset_agg(('a' || i % 100 || '/c' || i)::tagpath) FROM generate_series(1, 3000000) AS i
SELECT labelset_agg(factlabel_make(('m' || i % 100)::tagpath, claim => 'c' || i)) FROM generate_series(1, 900000) AS i
SELECT labelset_union(labels) FROM big, generate_series(1, 5)
SELECT labelset_resolve(labels, NULL, '{human,auto}') FROM big
SELECT labelset_live(labels, now()) FROM big
SELECT labelset_prune(labels, now()) FROM big
SELECT labelset_refresh(labels, 'agency/a1', '') FROM big
SELECT labelset_tags(labels, now()) FROM big
SELECT count(*) FROM big, labelset_rows(labels)
SELECT count(*) FROM big, labelset_spans(labels)
SELECT count(*) FROM big, labelset_history(labels, 'z') AS h, generate_series(1, 50)
SELECT labels || labels FROM big
SELECT labels @@ '!**/~"c[0-9]*x"' FROM big, generate_series(1, 20)
SELECT labels::text FROM big
SELECT labels_text::labelset FROM forms
SELECT labels::jsonb FROM big
SELECT labels_jsonb::labelset FROM forms
SELECT hashtags(hashed) FROM forms, generate_series(1, 5)
SELECT factag_fold(repeat('Ｈ4ТЕ h a t e sooo 台灣 ', 900000), 'width', 'invisible', 'spaced', 'confusables', 'hans', 'leet', 'casefold', 'repeats')
SELECT rules::ruleset FROM big
SELECT ruleset_test('abc', rules::ruleset) FROM big
SELECT count(*) FROM big, ruleset_rules(rules::ruleset)
SELECT lines::tagtaxonomy FROM big
SELECT taxonomy_valid('a', lines::tagtaxonomy) FROM big
SELECT count(*) FROM big, taxonomy_terms(lines::tagtaxonomy)
SELECT lines::tagtaxonomy || text 'x -> y' FROM big
SELECT policies::labelpolicy FROM big
SELECT count(*) FROM big, policy_rules(policies)
SELECT policies::labelpolicy || text 'free: x' FROM big
SELECT (E'free: q\nr: x -> q\nnever-exempt: ' || (SELECT string_agg('n' || i || repeat('x', 200), ',') FROM generate_series(1, 1000) AS i) || E'\nexempt e: ' || (SELECT string_agg('~"^m.*' || i || '$"', ' | ') FROM generate_series(1, 9999) AS i) || ' -> r')::labelpolicy
SELECT policy_decide(labels, policies, NULL, facts => tags) FROM big
SELECT policy_decide(labels, E'trust: agency/a1, agency\nfree: q\nr: m1/b1 | **/~"b[0-9]*x" | m -> q[for=P1D]', NULL, actor => labels) FROM big
SELECT count(*) FROM big, policy_explain(labels, (SELECT E'free: q\n' || string_agg(format('r%s: m%s | *%s/b -> q', i, i, i), E'\n') FROM generate_series(0, 99) AS i), NULL)
SELECT taxonomy_apply(tags, E'open: true\na1 -> x, y, z\na2 => p\np => q', now(), true) FROM big, generate_series(1, 10)
SELECT taxonomy_valid(tags, E'open: true\na1 => x\nx [exclusive]\na2 [exclusive]\nmust: !**/~"c[0-9]*x"') FROM big, generate_series(1, 10)
SELECT count(*) FROM big, taxonomy_problems(tags, E'a1/b1\na2/b2\nold -> a1')
SELECT taxonomy_apply('l0', (SELECT E'open: true\n' || string_agg(format('l%s -> l%s/a, l%2$s/b', i, i + 1), E'\n') FROM generate_series(0, 60) AS i)::tagtaxonomy)
SELECT taxonomy_expand('**/x', (SELECT E'open: true\n' || string_agg(format(E'l%s/a -> l%s\nl%1$s/b -> l%2$s', i, i + 1), E'\n') FROM generate_series(0, 60) AS i)::tagtaxonomy)
SELECT idset_agg(i * 7919 % 1000003) FROM generate_series(1::bigint, 5000000) AS i
SELECT idset_agg(hashint8(i)) FROM generate_series(1::bigint, 5000000) AS i
SELECT idset_union(ids | ids) FROM big, generate_series(1, 20)
SELECT idset_intersect(ids | ids) FROM big, generate_series(1, 20)
SELECT idset_count((ids | '{-5}') & ids - '{7}') FROM big, generate_series(1, 20)
SELECT idset_common_count(ids | NULL, ids) FROM big, generate_series(1, 500)
SELECT count(*) FROM big, idset_ids(ids)
SELECT ids::text FROM big
SELECT ids_text::idset FROM forms
SELECT ids::bigint[] FROM big
SELECT ids_array::idset FROM forms
SELECT ids::jsonb FROM big
SELECT ids_jsonb::idset FROM forms
SELECT idset_to_roaring(ids) FROM big, generate_series(1, 20)
SELECT idset_from_roaring(ids_roaring) FROM forms, generate_series(1, 20)
SELECT idset_count('{0-1000000000000}'::text::idset)
SELECT consensus_alpha(ARRAY[i * 7919 % 10007, i * 104729 % 10009, i % 9973]::float8[], 'ratio') FROM generate_series(1::bigint, 30000) AS i
SELECT consensus_alpha(ARRAY(SELECT j * 7919 % 1000003 FROM generate_series(1::bigint, 2000000) AS j)::float8[], 'interval')
SELECT consensus_dawid_skene((i * 7919 % 100003)::text, (i * 104729 % 4099)::text, (i % 7)::text) FROM generate_series(1::bigint, 1000000) AS i
SELECT consensus_dawid_skene_raters('item', (i % 3)::text, (i % 9000)::text) FROM generate_series(1, 600000) AS i
SELECT consensus_bridging((i * 7919 % 100003)::text, (i * 104729 % 4099)::text, i % 7) FROM generate_series(1::bigint, 1000000) AS i
SELECT count(*) FROM idset_ids('{0-1000000000}')
SELECT claim_stats('w' || i || ' ' || md5(i::text)) FROM generate_series(1, 1000000) AS i
SELECT claim_stats(repeat('abc ', 30000000))
SELECT claim_stats(stats) FROM (SELECT claim_stats(md5(i::text) || ' ' || md5(i::text)) AS stats FROM generate_series(1, 100000) AS i GROUP BY i % 100) AS part, generate_series(1, 20)
SELECT count(*) FROM claim_terms(repeat('疫苗', 10000000))
SELECT claim_query((SELECT string_agg('w' || i, ' ') FROM generate_series(1, 1000000) AS i), 'documents=0 terms=0 keys=0')
SELECT claim_score(repeat('長', 50000000), 'documents=0 terms=0 keys=0 least=0')
SELECT claim_share(repeat('e' || chr(769), 50000000), 'documents=0 terms=0 keys=0 least=0', 'documents=0 terms=0 keys=0')
SELECT identity_components(i * 7919 % 1000003, 1, i * 104729 % 1000003, 1, NULL, NULL) FROM generate_series(1::bigint, 3000000) AS i
SELECT identity_components(i * 7919 % 1000003, 1 + (i % 3)::int, i * 104729 % 1000003, 4, '{1,2,3}', 500) FROM generate_series(1::bigint, 3000000) AS i
SELECT count(*) FROM identity_rows((SELECT array_agg(i) FROM generate_series(1::bigint, 3000000) AS i))
SELECT identity_resolve('graph')
SELECT identity_resolve('graph', ARRAY[1])
SELECT count(*) FROM identity_problems('graph')
SELECT identity_person_at('graph', 1, NULL) FROM generate_series(1, 5)
SELECT count(*) FROM generate_series(1, 5), identity_explain('graph', 40002, 50000)
SELECT identity_see('graph', '{"member": 1, "cookie": 100000}', now(), 'log')
SELECT identity_unlink('graph', 1)
SELECT identity_erase('graph', 1, 'DELETE', 'here')
SELECT ruleset_test('abc', (SELECT string_agg(format('r%s: %s -> x', rule, patterns), E'\n') FROM (SELECT n / 8 AS rule, string_agg(format('/[abc%s][abc%s][abc%s]%s/', chr(100 + n % 23), chr(100 + n / 23 % 23), chr(100 + n / 529 % 23), chr(120 + n / 12167)), ' | ') AS patterns FROM generate_series(1, 36000) AS n GROUP BY rule) AS r)::ruleset)
SELECT ruleset_classify(repeat('foo bar x1 foo77bar77', 1000000), rules::ruleset) FROM big
SELECT ruleset_classify(repeat('a', 20000000) || 'b', E'on-limit: skip\nslow: /(a+)+$/ -> x')
SELECT ruleset_classify(repeat('ab ', 7000000) || 'x', E'on-limit: skip\nslow: /(\\w+\\s?)+$\\sx/ -> x')
SELECT ruleset_classify(repeat('a', 20000000) || 'b', E'slow: /[ab]{0,200}[^a]{3}/ -> x')
SELECT ruleset_test('yz' || repeat('x', 20000000), 'slow: /x.*y.*z/s -> x')
SELECT ruleset_test(repeat('a', 20000000) || 'b', 'slow: /a.{0,500}c|b\\b.{7}/ -> x')
SELECT count(*) FROM ruleset_matches(repeat('ab ', 7000000), 'many: /a/ -> x')
SELECT length(ruleset_highlight(repeat('ab ', 7000000), 'many: /a/ -> x', '<', '>'))
SELECT ruleset_classify(texts, E'slow: /(a|b| )+c/ -> x') FROM forms
SELECT count(*) FROM forms, claimreview_labels(reviews, 'm')
SELECT count(*) FROM member WHERE tags @@ (SELECT query::tagquery FROM big)
SELECT count(*) FROM member WHERE labels @@ (SELECT query::tagquery FROM big)
SELECT tags @@ query::tagquery FROM big, generate_series(1, 10)
SELECT count(*) FROM generate_series(1, 100000) AS i WHERE (repeat('a/', 900) || i)::tagpath @@ (repeat('**/a/', 300) || 'b')::tagquery
CREATE INDEX big_tags ON big USING gin (tags)
CREATE INDEX big_labels ON big USING gin (labels)
CREATE INDEX member_tags ON member USING gin (tags)
CREATE INDEX forms_hashed ON forms USING gin ((hashed || hashed || hashed) claim_gin_ops)
INSERT INTO member SELECT 0, tags, labels FROM big
ANALYZE member
SQL

# the row that is inserted adds all its keys to an index at once; FACTAG_CANCEL_AFTER, in milliseconds,
# interrupts elsewhere
my $timeout   = $ENV{FACTAG_CANCEL_AFTER} || 25;
my $late      = 0;
my $cancelled = 0;
for my $call (@calls)
{
    $node->safe_psql('postgres', 'CREATE INDEX inserted ON member USING gin (tags) WITH (fastupdate = off)') if $call =~ /^INSERT/;
    my $from = time;
    my (undef, $out, $error) = $node->psql('postgres',
        "\\set VERBOSITY verbose\n\\o /dev/null\nSET statement_timeout = $timeout;\n$call;\n\\o\nSET statement_timeout = 0;\nSELECT 'alive';",
        on_error_stop => 0);
    my $took = (time - $from) * 1000;
    my $name = substr($call, 0, 100);
    $late++ if $took > 1000 + $timeout;
    note sprintf '%6.0f ms: %s', $took, $call;
  SKIP:
    {
        skip "done within the timeout: $name", 1 if $out eq 'alive' && ($error eq '' || $error =~ /54000|WARNING/ && $error !~ /57014/);
        like("$out $error", qr/^alive .*57014: .*canceling statement due to statement timeout/, $name);
        $cancelled++;
    }
}
note "$late calls took more than a second to notice";
cmp_ok($cancelled, '>=', 5, "$cancelled calls were long enough to be cancelled");

# pg_cancel_backend, as a user's ^C is
for my $call (
    q(SELECT ruleset_classify(repeat('a', 1000000 + i) || 'b', E'on-limit: skip\nslow: /(a+)+$/ -> x') FROM generate_series(1, 10000) AS i),
    'SELECT tagset_counts(tags) FROM big, generate_series(1, 1000)',
    'SELECT labels::jsonb FROM big, generate_series(1, 1000)',
    'CREATE INDEX CONCURRENTLY cancelled ON big USING gin (tags)')
{
    my $name    = substr($call, 0, 60);
    my $session = start_psql($node, 'postgres', "\\o /dev/null\n$call;");
    my $running = "FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    ok($node->poll_query_until('postgres', "SELECT count(*) = 1 $running AND now() > query_start + interval '20 ms'"), "$name: runs");
    my $from = time;
    $node->safe_psql('postgres', "SELECT pg_cancel_backend(pid) $running");
    my (undef, $error) = finish_psql($session);
    note sprintf '%6.0f ms: %s', (time - $from) * 1000, $call;
    like($error, qr/57014: .*canceling statement due to user request/, "$name: was cancelled");
}
# Large values at every input function, constructor and cast: v is the value on the right. One has 300 MB, most of
# the others 10 to 30, where what is not linear would not end either. A call runs to its end, then once more with
# half of that time as its timeout. How soon it is cancelled is printed, and no test; most calls must be. Two are
# not: a number of 10 MB, which strtod reads, and JSON, in core's parser.
my @large = split /\n/, <<'SQL';
tagpath_in(textout(v)) <- repeat('a', 30000000)
tagpath_in(textout(v)) <- '"' || repeat('a', 30000000) || '"'
tagpath_in(textout(v)) <- repeat('a/', 5000000)
tagpath_in(textout(v)) <- 'a' || repeat(' ', 10000000)
tagset_in(textout(v)) <- repeat('a', 300000000)
tagset_in(textout(v)) <- '"' || repeat('a', 30000000) || '"'
tagset_in(textout(v)) <- repeat('a,', 2000000)
tagset_in(textout(v)) <- repeat('a, ', 1000) || repeat('a', 10000000)
tagset_in(textout(v)) <- repeat(' ', 10000000) || '/'
tagset_in(textout(v)) <- 'a[' || repeat('b', 10000000) || ']'
tagset_in(textout(v)) <- 'a[value=' || repeat('1', 10000000) || ']'
tagset_in(textout(v)) <- '{' || repeat('a,', 1000000) || 'a}'
tagset_in(textout(v)) <- '{"' || repeat('a', 10000000) || '"}'
tagset_in(textout(v)) <- '[' || repeat('"a",', 1000000) || '"a"]'
tagset_in(textout(v)) <- '{"a": ' || repeat('[', 10000000)
tagquery_in(textout(v)) <- repeat('a', 30000000)
tagquery_in(textout(v)) <- '"' || repeat('a', 30000000) || '"'
tagquery_in(textout(v)) <- repeat('(', 10000000)
tagquery_in(textout(v)) <- repeat('a&', 5000000)
tagquery_in(textout(v)) <- repeat('*', 10000000)
tagquery_in(textout(v)) <- '~"' || repeat('a', 10000000) || '"'
tagquery_in(textout(v)) <- 'a[value=' || repeat('1|', 5000000) || '1]'
tagquery_in(textout(v)) <- 'a @' || repeat('2', 10000000)
factverdict_in(textout(v)) <- repeat('a', 30000000)
factverdict_in(textout(v)) <- '"' || repeat('a', 30000000) || '"'
factverdict_in(textout(v)) <- repeat('a ', 5000000)
factverdict_in(textout(v)) <- repeat(' ', 10000000) || 'true'
factlabel_in(textout(v)) <- repeat('a', 30000000)
factlabel_in(textout(v)) <- '"' || repeat('a', 30000000) || '"'
factlabel_in(textout(v)) <- 'a[ref=' || repeat('a', 10000000) || ']'
factlabel_in(textout(v)) <- 'a[said="' || repeat('a', 10000000) || '"]'
factlabel_in(textout(v)) <- 'a[by=' || repeat('a/', 5000000) || 'a]'
factlabel_in(textout(v)) <- 'a[at=' || repeat('1', 10000000) || ']'
factlabel_in(textout(v)) <- '{"label": "' || repeat('a', 10000000) || '"}'
labelset_in(textout(v)) <- repeat('a', 30000000)
labelset_in(textout(v)) <- '"' || repeat('a', 30000000) || '"'
labelset_in(textout(v)) <- repeat('a[by=b],', 1250000)
labelset_in(textout(v)) <- 'a[ref=' || repeat('a', 10000000) || ']'
labelset_in(textout(v)) <- '{' || repeat('a,', 1000000) || 'a}'
labelset_in(textout(v)) <- '[' || repeat('{"label":"a"},', 300000) || 'null]'
ruleset_in(textout(v)) <- repeat('a', 30000000)
ruleset_in(textout(v)) <- '"' || repeat('a', 10000000) || '"'
ruleset_in(textout(v)) <- 'a: /' || repeat('a', 10000000) || '/ -> b'
ruleset_in(textout(v)) <- repeat(E'a: /a/ -> b\n', 800000)
tagtaxonomy_in(textout(v)) <- repeat('a', 10000000)
tagtaxonomy_in(textout(v)) <- '"' || repeat('a', 10000000) || '"'
tagtaxonomy_in(textout(v)) <- 'a [note="' || repeat('a', 10000000) || '"]'
tagtaxonomy_in(textout(v)) <- 'name: /' || repeat('a', 10000000) || '/'
tagtaxonomy_in(textout(v)) <- 'must: ' || repeat('a&', 5000000) || 'a'
tagtaxonomy_in(textout(v)) <- 'a -> ' || repeat('a,', 5000000) || 'a'
tagtaxonomy_in(textout(v)) <- 'a [' || repeat('x-a;', 2500000) || 'x-b]'
tagtaxonomy_in(textout(v)) <- repeat(E'a\n', 5000000)
tagtaxonomy_in(textout(v)) <- repeat(E'#\n', 5000000)
tagtaxonomy_in(textout(v)) <- repeat(E'\n \n', 5000000)
tagtaxonomy_in(textout(v)) <- 'a' || repeat(E'\n ,', 3000000)
tagtaxonomy_in(textout(v)) <- 'a [' || repeat(E'\n', 10000000) || ']'
v::tagtaxonomy <- repeat('a', 10000000)
labelpolicy_in(textout(v)) <- repeat('a', 10000000)
labelpolicy_in(textout(v)) <- 'a [ground="' || repeat('a', 10000000) || '"]: b -> c'
labelpolicy_in(textout(v)) <- 'a: ' || repeat('a&', 5000000) || 'a -> b'
labelpolicy_in(textout(v)) <- 'free: ' || repeat('a,', 5000000) || 'a'
labelpolicy_in(textout(v)) <- 'ladder a: ' || repeat('a<', 5000000) || 'a'
labelpolicy_in(textout(v)) <- 'a: b -> ' || repeat('a,', 5000000) || 'a'
labelpolicy_in(textout(v)) <- 'exempt a: b -> ' || repeat('a,', 5000000) || 'a'
labelpolicy_in(textout(v)) <- 'a [dsa=' || repeat('A|', 5000000) || 'A]: b -> c'
labelpolicy_in(textout(v)) <- repeat(E'#\n', 5000000)
labelpolicy_in(textout(v)) <- 'free: a' || repeat(E'\n ,a', 3000000)
v::labelpolicy <- repeat('a', 10000000)
idset_in(textout(v)) <- '{' || repeat('1,', 5000000) || '1}'
idset_in(textout(v)) <- '{' || repeat('1-9,', 5000000) || '1}'
idset_in(textout(v)) <- '{' || repeat('0', 30000000) || '}'
idset_in(textout(v)) <- '{' || repeat(' ', 10000000) || '}'
idset_in(textout(v)) <- '{0-500000000000' || repeat(',7', 3000000) || '}'
v::idset <- '{' || repeat('7,', 5000000) || 'x}'
v::jsonb::idset <- '[' || repeat('1,', 999999) || '1]'
array_fill(length(v)::bigint, ARRAY[9000000])::idset <- 'a'
idset_from_roaring(decode(v, 'hex')) <- '0100000000000000' || '00000000' || '3b30ffff' || repeat('ff', 8192) || repeat('0000', 131072)
claimstats_in(textout(v)) <- 'documents=0 terms=0 keys=0' || repeat(' ', 10000000)
claimstats_in(textout(v)) <- 'documents=' || repeat('0', 30000000) || ' terms=0 keys=0'
claimquery_in(textout(v)) <- 'documents=0 terms=0 keys=0 least=' || repeat('0', 10000000)
v::claimquery <- repeat('a', 10000000)
v::tagpath <- repeat('a', 10000000)
v::tagset <- repeat('a', 10000000)
v::tagquery <- repeat('a', 10000000)
v::factverdict <- repeat('a', 10000000)
v::factlabel <- repeat('a', 10000000)
v::labelset <- repeat('a', 10000000)
v::ruleset <- repeat('a', 10000000)
jsonb_build_object(v, 1)::tagset <- repeat('a', 10000000)
to_jsonb(ARRAY[v])::tagset <- repeat('a', 10000000)
v::jsonb::tagset <- '[' || repeat('"a",', 300000) || '"a"]'
v::jsonb::tagset <- '[' || repeat('[', 5000) || repeat(']', 5000) || ']'
jsonb_build_object('label', v)::factlabel <- repeat('a', 10000000)
jsonb_build_object('label', 'a', 'ref', v)::factlabel <- repeat('a', 10000000)
jsonb_build_array(jsonb_build_object('label', v))::labelset <- repeat('a', 10000000)
v::jsonb::labelset <- '[' || repeat('{"label":"a"},', 99999) || '{"label":"a"}]'
ARRAY[v]::tagset <- repeat('a', 10000000)
array_fill(v, ARRAY[900000])::tagset <- 'a/b'
array_fill(v::tagpath, ARRAY[900000])::tagset <- 'a/b'
tagpath_make(v, 'b') <- repeat('a', 10000000)
tagpath_make(VARIADIC array_fill(v, ARRAY[900000])) <- 'a'
tagpath_split(v, '|') <- repeat('a|', 5000000)
tagpath_quote(v) <- repeat('"', 10000000)
factlabel_make('a', claim => v) <- repeat('a', 10000000)
factlabel_make('a', ref => v) <- repeat('a', 10000000)
factverdict_from_rating(v, 'x', 'en') <- repeat('a', 10000000)
claimreview_key(v) <- repeat('a', 10000000)
hashtags(v) <- repeat('a', 10000000)
hashtags(v) <- '#' || repeat('a', 10000000)
'a'::tagset || v <- repeat('a', 10000000)
'a'::labelset || v <- repeat('a', 10000000)
'r: /a/ -> b'::ruleset || v <- repeat('a', 10000000)
SQL
my $file = $node->basedir . '/large.copy';
push @large, map { "COPY received ($_) FROM '$file' (FORMAT binary)" } qw(path tags query verdict label labels rules);

# Runs it without and with the timeout; returns the three times in milliseconds and both errors.
sub run_twice
{
    my ($call, $value) = @_;
    my $statement = $value ? 'SELECT ' . ($call =~ s/\bv\b/current_setting('large.value')/r) . ' IS NULL' : $call;
    my $set = $value ? "SELECT length(set_config('large.value', $value, false)) > 0;" : '';
    my $clock = 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS';
    my (undef, $out, $error) = $node->psql('postgres', <<"SQL", on_error_stop => 0);
\\set VERBOSITY verbose
\\o /dev/null
$set
\\o
$clock began \\gset
$statement;
$clock ended \\gset
SELECT greatest(1, (:ended - :began) / 2) AS half \\gset
$clock began_again \\gset
SET statement_timeout = :half;
$statement;
SET statement_timeout = 0;
$clock ended_again \\gset
SELECT :ended - :began, :half, :ended_again - :began_again;
SQL
    my ($whole, $half, $took) = $out =~ /^(\d+)\|(\d+)\|(\d+)$/m;
    return ($whole, $half, $took, $error =~ /ERROR:  (\S+): /g);
}

my $memory = -r '/proc/meminfo' ? slurp_file('/proc/meminfo') : '';
my ($free) = $memory =~ /^MemAvailable: *(\d+) kB/m;
SKIP:
{
    skip 'a value of 300 MB takes 3 GB of free memory', scalar @large if ($free // 0) < 3e6;
    $node->safe_psql('postgres', <<"SQL");
CREATE TABLE received (path tagpath, tags tagset, query tagquery, verdict factverdict, label factlabel, labels labelset, rules ruleset);
COPY (SELECT '\\x01'::bytea || convert_to(repeat('a', 100000000), 'UTF8')) TO '$file' (FORMAT binary);
SQL
    $cancelled = 0;
    for my $line (@large)
    {
        my ($whole, $half, $took, @errors) = run_twice(split / <- /, $line);
        my $was_cancelled = ($errors[-1] // '') eq '57014';
        # a minute is no matter of speed: that call does not end
        ok(defined $took && $took - $half < 60_000, "large: $line");
        note sprintf '%6d ms, cancelled after %d ms, ended after %d ms more: %s', $whole, $half, $took - $half, join ' ', @errors;
        $cancelled += $was_cancelled;
    }
    cmp_ok($cancelled, '>=', @large / 2, "$cancelled of " . @large . ' large values were cancelled');
}

is($node->safe_psql('postgres', "SELECT tagset_count(tags), labelset_count(labels), idset_count(ids) > 1000000 FROM big"), '200001|60001|t', 'the values are as they were');

$node->stop;
done_testing();
