# Citus: types on distributed tables, what is evaluated on the workers, and roll-ups. Skipped where Citus is not installed.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

plan skip_all => 'Citus is not installed' unless -e `pg_config --sharedir` =~ s/\n//r . '/extension/citus.control';

# the nodes know each other by ports on the loopback interface
my %node;
for my $name (qw(coordinator worker1 worker2))
{
    my $node = $node{$name} = new_node($name);
    $node->append_conf('postgresql.conf', <<"CONF");
shared_preload_libraries = 'citus'
wal_level = logical
citus.shard_count = 8
citus.node_conninfo = 'sslmode=disable'
listen_addresses = '127.0.0.1'
CONF
    $node->append_conf('pg_hba.conf', 'host all all 127.0.0.1/32 trust');
    $node->start;
    $node->safe_psql('postgres', 'CREATE DATABASE shop');
    $node->safe_psql('shop', 'CREATE EXTENSION citus');
}
my $coordinator = $node{coordinator};

sub ask { return $coordinator->safe_psql('shop', shift); }

ask(sprintf "SELECT citus_set_coordinator_host('127.0.0.1', %d)", $coordinator->port);
ask(sprintf "SELECT citus_add_node('127.0.0.1', %d)", $node{$_}->port) for qw(worker1 worker2);
ask('CREATE EXTENSION factag');
is($node{worker1}->safe_psql('shop', "SELECT count(*) FROM pg_extension WHERE extname = 'factag'"), '1', 'CREATE EXTENSION reaches the workers');

ask(<<'SQL');
CREATE TABLE member (id int PRIMARY KEY, tags tagset NOT NULL);
SELECT create_distributed_table('member', 'id');
INSERT INTO member SELECT i, format('interest/i%s[weight=%s], region/r%s%s', i % 40, i % 10, i % 7, CASE WHEN i % 5 = 0 THEN ', status/vip' ELSE '' END)::tagset FROM generate_series(1, 20000) AS i;
CREATE INDEX ON member USING gin (tags);
ANALYZE member;
CREATE TABLE plain (id int PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO plain SELECT id, tags FROM member;
CREATE TABLE by_tag (tag tagpath, n int);
SELECT create_distributed_table('by_tag', 'tag');
INSERT INTO by_tag SELECT ('a/b' || i % 100)::tagpath, i FROM generate_series(1, 1000) AS i;
SQL

for my $condition ("tags \@> 'interest/i7'::tagpath", "tags \@\@ 'interest/i* & !region/r3 & status'", "tags \@\@ 'interest[weight>=8]'", "tags && 'region/r1, interest/i2'::tagset",
    "tagset_matches(tags, 'status/vip & region/r2')") {
    is(ask("SELECT count(*) FROM member WHERE $condition"), ask("SELECT count(*) FROM plain WHERE $condition"), $condition);
    like(ask("EXPLAIN (COSTS OFF) SELECT count(*) FROM member WHERE $condition"), qr/Custom Scan \(Citus Adaptive\).*Bitmap Index Scan/s, 'by the indexes of the workers');
}
is(ask("SELECT string_agg(id::text, ',') FROM (SELECT id FROM member ORDER BY tags <-> 'interest/i7[weight=3], region/r1', id LIMIT 3) AS nearest"),
    ask("SELECT string_agg(id::text, ',') FROM (SELECT id FROM plain ORDER BY tags <-> 'interest/i7[weight=3], region/r1', id LIMIT 3) AS nearest"), 'ORDER BY distance');
is(ask("SELECT count(*), sum(n) FROM by_tag WHERE tag = 'a/b7'"), '10|' . ask('SELECT sum(i) FROM generate_series(1, 1000) AS i WHERE i % 100 = 7'), 'a table distributed by a tagpath');
like(ask("EXPLAIN (COSTS OFF) SELECT sum(n) FROM by_tag WHERE tag = 'a/b7'"), qr/Task Count: 1\b/, 'of which one shard is asked');

ask("UPDATE member SET tags = tags || 'seen' WHERE tags \@> 'region/r1'::tagpath; UPDATE plain SET tags = tags || 'seen' WHERE tags \@> 'region/r1'::tagpath");
is(ask("SELECT count(*) FROM member WHERE tags \@> 'seen'::tagpath"), ask("SELECT count(*) FROM plain WHERE tags \@> 'seen'::tagpath"), 'UPDATE on the workers');

# roll-ups, as doc/distributed.md advises
my $whole = ask("SELECT md5(string_agg(format('%s %s', tag, rows), ',' ORDER BY tag)) FROM unnest((SELECT tagset_counts(tags) FROM plain))");
is(ask("SELECT md5(string_agg(format('%s %s', tag, rows), ',' ORDER BY tag)) FROM unnest((SELECT tagset_counts(tags) FROM member))"), $whole, 'tagset_counts over a distributed table');
is(ask(q{SELECT md5(string_agg(format('%s %s', tag, rows), ',' ORDER BY tag)) FROM unnest((SELECT tagset_counts_merge(result::tagset_tally[]) FROM run_command_on_shards('member', 'SELECT tagset_counts(tags) FROM %s')))}),
    $whole, 'and by run_command_on_shards, merged');

# reference tables of queries and of rule sets
ask(<<'SQL');
CREATE TABLE segment (name text PRIMARY KEY, query tagquery);
SELECT create_reference_table('segment');
INSERT INTO segment VALUES ('a', 'interest/i1 & region'), ('b', 'status & !region/r0');
CREATE TABLE filter (id int PRIMARY KEY, rules ruleset);
SELECT create_reference_table('filter');
INSERT INTO filter VALUES (7, E'by: auto/rules\nspam: /free/ -> spam');
CREATE TABLE post (id int PRIMARY KEY, body text, labels labelset NOT NULL DEFAULT '');
SELECT create_distributed_table('post', 'id');
INSERT INTO post (id, body) SELECT i, CASE WHEN i % 3 = 0 THEN 'free' ELSE 'no' END FROM generate_series(1, 300) AS i;
UPDATE post SET labels = labelset_refresh(labels, 'auto/rules', ruleset_classify(body, rules), '2026-11-01 00:00Z') FROM filter WHERE filter.id = 7;
SQL
is(ask('SELECT string_agg(n::text, $$,$$ ORDER BY name) FROM (SELECT name, count(*) AS n FROM member JOIN segment ON tags @@ query GROUP BY name) AS j'),
    ask('SELECT string_agg(n::text, $$,$$ ORDER BY name) FROM (SELECT name, count(*) AS n FROM plain JOIN segment ON tags @@ query GROUP BY name) AS j'), 'a reference table of queries');
is(ask("SELECT count(*) FROM post WHERE labels \@\@ 'spam'"), '100', 'a reference table of rule sets');

# an audience per shard
ask(q{SELECT run_command_on_shards('member', $$SELECT audience_create('%s', 'id', 'tags')$$)});
is(ask(q{SELECT idset_count(idset_union(result::idset)) FROM run_command_on_shards('member', $$SELECT audience_ids('%s_audience', 'interest/i7 | status')$$)}),
    ask("SELECT count(*) FROM plain WHERE tags \@\@ 'interest/i7 | status'"), 'an audience per shard');
ask("SET citus.multi_shard_modify_mode = 'sequential'; UPDATE member SET tags = tags || 'interest/i7' WHERE id <= 100; UPDATE plain SET tags = tags || 'interest/i7' WHERE id <= 100");
is(ask(q{SELECT idset_count(idset_union(result::idset)) FROM run_command_on_shards('member', $$SELECT audience_ids('%s_audience', 'interest/i7')$$)}),
    ask("SELECT count(*) FROM plain WHERE tags \@\@ 'interest/i7'"), 'which follows writes');

$_->stop for values %node;
done_testing();
