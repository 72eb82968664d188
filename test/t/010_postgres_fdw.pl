# postgres_fdw with extensions 'factag': WHERE is asked at the nodes, with every operator, over a table
# whose partitions lie on two servers; roll-ups come from each node and are merged.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $node = new_node('main');
plan skip_all => 'postgres_fdw is not installed'
  unless -e `pg_config --sharedir` =~ s/\n//r . '/extension/postgres_fdw.control';
$node->start;

# the nodes, each a server of its own to postgres_fdw, and one database that has everything
my ($host, $port) = ($node->host, $node->port);
for my $db (qw(node1 node2 whole))
{
    $node->safe_psql('postgres', "CREATE DATABASE $db");
    $node->safe_psql($db, 'CREATE EXTENSION factag');
    make_things($node, $db);
    $node->safe_psql($db, 'ALTER TABLE thing ADD part int');
    add_things($node, $db, 1, 1500);
    $node->safe_psql($db, 'UPDATE thing SET part = 1 + id % 2');
    $node->safe_psql($db, "DELETE FROM thing WHERE part <> $1") if $db =~ /^node(\d)/;
    index_things($node, $db);
    $node->safe_psql($db, 'ANALYZE thing');
}
$node->safe_psql('postgres', 'CREATE DATABASE front');
$node->safe_psql('front', <<"SQL");
CREATE EXTENSION factag;
CREATE EXTENSION postgres_fdw;
CREATE TABLE thing (id int, path tagpath, tags tagset, query tagquery, verdict factverdict, label factlabel, labels labelset, rules ruleset,
    body text, many int, book tagtaxonomy, meaning tagset, policy labelpolicy, decided labelset, ids idset, stats claimstats, question claimquery, part int) PARTITION BY LIST (part);
SQL
for my $n (1, 2)
{
    $node->safe_psql('front', <<"SQL");
CREATE SERVER node$n FOREIGN DATA WRAPPER postgres_fdw
    OPTIONS (host '$host', port '$port', dbname 'node$n', extensions 'factag', async_capable 'true', fdw_tuple_cost '10');
CREATE USER MAPPING FOR CURRENT_USER SERVER node$n;
CREATE FOREIGN TABLE thing_$n PARTITION OF thing FOR VALUES IN ($n) SERVER node$n OPTIONS (table_name 'thing');
SQL
}

# The plan of a query, and what of it is sent to the nodes.
sub plan_of
{
    my ($query, $set) = @_;
    my $plan = $node->safe_psql('front', ($set // '') . "EXPLAIN (VERBOSE, COSTS off) $query");
    return ($plan, join "\n", $plan =~ /Remote SQL: (.*)/g);
}

# Every question goes to the nodes, whole, and has the answer of one database.
my @asks = grep { !/thing WHERE/ } asks($node, 'whole');
for my $ask (@asks)
{
    my ($plan, $sent) = plan_of("SELECT id FROM thing WHERE $ask");
    my $wheres = () = $sent =~ /WHERE/g;
    ok($wheres == 2 && $plan !~ /Filter:/, "sent to both nodes: $ask") or diag $plan;
}
is(answers($node, 'front', 'index'), answers($node, 'whole', 'sequential'), 'with the answers of one database');

# the operators by name, as they are sent
my %shipped = (
    'tags @> $p'     => [ tagpath => 'region/r1',   '@>' ],
    'tags @> $p '    => [ tagset  => 'region/r1',   '@>' ],
    'tags <@ $p'     => [ tagset  => 'region/r1/x', '<@' ],
    'tags && $p'     => [ tagset  => 'region/r1',   '&&' ],
    'tags @@ $p'     => [ tagquery => '!region/r1', '@@' ],
    'tags = $p'      => [ tagset  => 'a',           '=' ],
    'path <@ $p'     => [ tagpath => '部/p1',       '<@' ],
    'path @> $p'     => [ tagpath => '部/p1/q2/x',  '@>' ],
    'path @@ $p'     => [ tagquery => '部/*/q1',    '@@' ],
    'path = $p'      => [ tagpath => '部/p1/q1',    '=' ],
    'labels @@ $p'   => [ tagquery => 'hate/h1',    '@@' ],
    'labels = $p'    => [ labelset => '',           '=' ],
    'label @@ $p'    => [ tagquery => 'misinfo/m1', '@@' ],
    'query = $p'     => [ tagquery => 'a',          '=' ],
    'verdict = $p'   => [ factverdict => 'satire',  '=' ],
    'verdict < $p'   => [ factverdict => 'mixed',   '<' ],
    'rules = $p'     => [ ruleset => '',            '=' ],
    'ids && $p'      => [ idset => '{5-9}',         '&&' ],
    'ids = $p'       => [ idset => '{}',            '=' ],
    'body @~ $p'     => [ claimquery => 'documents=2 terms=5 keys=5 least=0.5 e40c292c:2', '@~' ],
    'stats = $p'     => [ claimstats => 'documents=2 terms=5 keys=5 e40c292c:2', '=' ]);
for my $where (sort keys %shipped)
{
    my ($type, $value, $operator) = @{ $shipped{$where} };
    my ($column) = $where =~ /^(\w+)/;
    (my $condition = $where) =~ s/\$p\s?/'$value'::$type/;
    my ($plan, $sent) = plan_of("SELECT id FROM thing_1 WHERE $condition");
    like($sent, qr/\(\($column OPERATOR\(public\.\Q$operator\E\) '\Q$value\E'(?:::public\.$type)?\)\)/, "sent: $condition");
}

# expressions over columns, and what the function forms become
for my $where ('tagset_count(tags || \'x\') > 3', 'tags - \'region\'::tagpath && \'deep\'', 'tags <-> \'region\' < 0.99',
    'tagset_live(tags, \'2026-01-01T00:00:00Z\') @> \'region\'::tagpath', 'tagpath_depth(path) = 2',
    'labelset_live(labels, NULL) @@ \'spam\'', 'ids @> 5000', 'idset_count(ids - \'{5-9}\') > 3', 'id <@ (ids & \'{1-700}\')', 'claim_score(body, question) > 5', 'claim_share(body, question, stats) > 0.2', 'ruleset_test(body, rules)', 'hashtags(body) @@ \'tag1\'',
    'tagset_matches(tags, \'region/r1\', \'2026-01-01T00:00:00Z\')', 'labelset_matches(labels, \'spam\', NULL)')
{
    my ($plan, $sent) = plan_of("SELECT id FROM thing_1 WHERE $where");
    ok($sent =~ /WHERE/ && $plan !~ /Filter:/, "sent: $where") or diag $plan;
    my $count = "SELECT count(*) FROM thing WHERE $where";
    is($node->safe_psql('front', $count), $node->safe_psql('whole', $count), "the same answer: $where");
}

# now() is not sent to another machine's clock, so the forms that mean today are asked here
my ($plan, $sent) = plan_of("SELECT id FROM thing WHERE tagset_matches(tags, 'region/r1')");
unlike($sent, qr/WHERE/, 'not sent: a function form that means today');
like($plan, qr/Filter: \(thing_1\.tags @@ /, 'but asked here');
is($node->safe_psql('front', "SELECT count(*) FROM thing WHERE tagset_matches(tags, 'region/r1')"),
    $node->safe_psql('whole', "SELECT count(*) FROM thing WHERE tagset_matches(tags, 'region/r1')"), 'with the same answer');

# arrays of our types belong to the extension only from PostgreSQL 17 on, and are sent from then on
my $arrays   = $node->safe_psql('front', q(SELECT current_setting('server_version_num')::int >= 170000)) eq 't';
my $resolved = q(labelset_resolve(labels, NULL, '{human,auto}') @@ 'spam');
($plan, $sent) = plan_of("SELECT id FROM thing WHERE $resolved");
is($sent =~ /WHERE/ ? 't' : 'f', $arrays ? 't' : 'f', 'what takes an array of our types is sent from 17 on');
is($node->safe_psql('front', "SELECT count(*) FROM thing WHERE $resolved"), $node->safe_psql('whole', "SELECT count(*) FROM thing WHERE $resolved"),
    'with the same answer');

# without the option nothing of ours is sent
$node->safe_psql('front', "ALTER SERVER node2 OPTIONS (DROP extensions)");
(undef, $sent) = plan_of(q(SELECT id FROM thing_2 WHERE tags @@ 'region/r1'));
unlike($sent, qr/WHERE/, "not sent: anything of ours to a server without extensions 'factag'");
$node->safe_psql('front', "ALTER SERVER node2 OPTIONS (ADD extensions 'factag')");

# ORDER BY, GROUP BY, joins and writes
(undef, $sent) = plan_of('SELECT id FROM thing_1 ORDER BY path, labels LIMIT 5');
like($sent, qr/ORDER BY path ASC NULLS LAST, labels ASC NULLS LAST LIMIT/, 'sent: ORDER BY and LIMIT');
(undef, $sent) = plan_of('SELECT verdict, count(*), sum(many) FROM thing_1 WHERE tags @@ \'region\' GROUP BY verdict');
like($sent, qr/count\(\*\).*GROUP BY/, 'sent: GROUP BY of our types and count(*)');
(undef, $sent) = plan_of('SELECT a.id FROM thing_1 AS a JOIN thing_1 AS b ON a.path = b.path AND a.tags && b.tags',
    'SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_nestloop = off;');
like($sent, qr/JOIN.*OPERATOR\(public\.&&\)/, 'sent: a join within a node');
(undef, $sent) = plan_of(q(UPDATE thing_1 SET labels = labels || 'seen[by=human]' WHERE tags @> 'region/r1'::tagpath));
like($sent, qr/^UPDATE public\.thing SET labels = \(labels OPERATOR\(public\.\|\|\) .*WHERE/, 'sent: a merge, as one UPDATE at the node');

# count(*)
(undef, $sent) = plan_of(q(SELECT count(*) FROM thing_1 WHERE tags @@ 'region/r1 & !status'));
like($sent, qr/^SELECT count\(\*\) FROM public\.thing WHERE/, 'sent: count(*) of a node');
my $grouped = q(SET enable_partitionwise_aggregate = on; );
my $counts  = q(SELECT part, count(*) FROM thing WHERE tags @@ 'region/r1 & !status' GROUP BY part);
$plan = $node->safe_psql('front', "$grouped EXPLAIN (VERBOSE, COSTS off) $counts");
my $sent_counts = () = $plan =~ /Remote SQL: SELECT part, count\(\*\) FROM public\.thing WHERE/g;
is($sent_counts, 2, 'sent: count(*) of each node, grouped by the partition key');
is($node->safe_psql('front', "$grouped $counts ORDER BY 1"), $node->safe_psql('whole', "$counts ORDER BY 1"), 'with the same counts');

# roll-ups
my $direct = q(SELECT md5(tagset_counts(tags)::text) FROM thing WHERE tags @@ '!deep/1/2/3/1');
($plan, $sent) = plan_of($direct);
unlike($sent, qr/tagset_counts/, 'not sent: tagset_counts over all partitions');
is($node->safe_psql('front', $direct), $node->safe_psql('whole', $direct), 'its answer is right all the same');
(undef, $sent) = plan_of('SELECT tagset_counts(tags) FROM thing_1');
is($sent =~ /tagset_counts/ ? 't' : 'f', $arrays ? 't' : 'f', 'over one node it is sent from 17 on: its result is an array of ours');
my $per_node = q(SELECT md5(tagset_counts_merge(counts)::text) FROM
    (SELECT part, tagset_counts(tags) AS counts FROM thing WHERE tags @@ '!deep/1/2/3/1' GROUP BY part) AS node);
$plan = $node->safe_psql('front', "$grouped EXPLAIN (VERBOSE, COSTS off) $per_node");
my $sent_rollups = () = $plan =~ /Remote SQL: SELECT part, public\.tagset_counts\(tags\)/g;
is($sent_rollups, $arrays ? 2 : 0, 'and so it is grouped by the partition key');
is($node->safe_psql('front', "$grouped $per_node"), $node->safe_psql('whole', $direct), 'merged from a roll-up a node it is the roll-up of the whole');

# a view at each node does the rolling up there, and what travels are the counts
for my $n (1, 2)
{
    $node->safe_psql("node$n", q(CREATE VIEW thing_counts AS SELECT tagset_counts(tags) AS counts FROM thing WHERE tags @@ '!deep/1/2/3/1'));
    $node->safe_psql('front', "CREATE FOREIGN TABLE counts_$n (counts tagset_tally[]) SERVER node$n OPTIONS (table_name 'thing_counts')");
}
is($node->safe_psql('front', q(SELECT md5(tagset_counts_merge(counts)::text) FROM (SELECT * FROM counts_1 UNION ALL SELECT * FROM counts_2) AS node)),
    $node->safe_psql('whole', $direct), 'and so it is from a view at each node');
my $labels = q(SELECT md5(labelset_union(labels)::text), md5(tagset_union(tags)::text) FROM thing);
is($node->safe_psql('front', $labels), $node->safe_psql('whole', $labels), 'unions of both nodes are those of the whole');

# rows go there and come back
$node->safe_psql('front', q(UPDATE thing SET labels = labels || 'seen[by=human]' WHERE tags @> 'region/r1'::tagpath));
$node->safe_psql('whole', q(UPDATE thing SET labels = labels || 'seen[by=human]' WHERE tags @> 'region/r1'::tagpath));
is(answers($node, 'front', 'index'), answers($node, 'whole', 'sequential'), 'after an update the answers are still the same');
my $bytes = q(SELECT count(*), md5(string_agg(md5(tagpath_send(path) || coalesce(tagset_send(tags), '') || tagquery_send(query) || factverdict_send(verdict) ||
    factlabel_send(label) || labelset_send(labels) || ruleset_send(rules)), '' ORDER BY id)) FROM thing);
is($node->safe_psql('front', $bytes), $node->safe_psql('whole', $bytes), 'every value is the same to the bit');

$node->stop;
done_testing();
