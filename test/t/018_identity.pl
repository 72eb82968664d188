# Identity graphs where servers and sessions meet: dumps, replicas, and everything renamed while clients are connected.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main', allows_streaming => 1);
$node->start;
my $dir = $node->basedir;

# The error of some statements, without its context; '' if there is none.
sub error_of
{
    my ($db, $sql, %params) = @_;
    my ($rc, $out, $error) = ($params{on} // $node)->psql($db, "\\set VERBOSITY verbose\n$sql", on_error_stop => 1);
    return $error =~ /(?:ERROR|FATAL):  (.*)/ ? $1 : $error;
}

# What a graph says: its tables, but for the times of the history, and its answers.
sub said
{
    my ($on, $db) = @_;
    return $on->safe_psql($db, <<"SQL");
SELECT id, kind, value, person, shared, tags FROM public.crm_identifier ORDER BY id;
SELECT person, tags, identifiers, known FROM public.crm_person ORDER BY person;
SELECT id, a, b, at, last, source, ended_at IS NOT NULL, reason FROM public.crm_link ORDER BY id;
SELECT identifier, person, since < coalesce(until, 'infinity') FROM public.crm_history ORDER BY identifier, since;
SELECT link, reason, limit_of FROM public.crm_refused ORDER BY link;
SELECT i.id, public.identity_find('public.crm', kind, value) = i.id, public.identity_person_at('public.crm', i.id, '2026-02-01'), public.identity_person_at('public.crm', i.id, NULL)
FROM public.crm_identifier AS i ORDER BY i.id;
SELECT step, identifier, linked_to, link, source FROM public.crm_identifier AS i, public.identity_explain('public.crm', i.person, i.id) WHERE i.id <> i.person ORDER BY i.id, step;
SELECT prefer, most, stale FROM public.crm;
SQL
}

sub problems
{
    my ($on, $db, $graph) = @_;
    return $on->safe_psql($db, sprintf q(SELECT problem, identifier, link, person FROM public.identity_problems('%s')), $graph // 'public.crm');
}

$node->safe_psql('postgres', 'CREATE DATABASE source');
$node->safe_psql('source', <<'SQL');
CREATE EXTENSION factag;
SELECT identity_create('crm', most => 30);
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 2, 3, 5), ('cookie', 3, NULL, 20);
SELECT count(identity_see('crm', jsonb_build_object('member', 'M' || n % 40, 'email', 'e' || n * 7 % 60), timestamptz '2026-01-01' + n * interval '7 hours', 'crm')) FROM generate_series(1, 150) AS n;
SELECT count(identity_see('crm', jsonb_build_object('email', 'e' || n * 11 % 60, 'cookie', 'c' || n * 13 % 90), timestamptz '2026-01-02' + n * interval '5 hours', 'web')) FROM generate_series(1, 200) AS n;
UPDATE crm_identifier SET tags = format('k%s, 狀態/s%s', id % 5, id % 3)::tagset WHERE id % 2 = 0;
SELECT count(identity_unlink('crm', id, 'test')) FROM (SELECT id FROM crm_link WHERE id % 17 = 0 ORDER BY id) AS l;
SQL
is(problems($node, 'source'), '', 'a graph without problems');
my $said = said($node, 'source');
cmp_ok($node->safe_psql('source', 'SELECT count(*) FROM crm_refused'), '>', 10, 'with refused links');
cmp_ok($node->safe_psql('source', 'SELECT count(*) FROM crm_history'), '>', 10, 'and a history');

# ------------------------------------------------------------------------------------------ dump and restore

sub schema_of
{
    my ($db) = @_;
    $node->command_ok([ 'pg_dump', '--schema-only', '-f', "$dir/$db.schema", $db ], "pg_dump of the schema of $db");
    return slurp_file("$dir/$db.schema") =~ s/^\\(?:un)?restrict .*\n//mgr;
}

# Each trigger does its work.
sub triggers_work
{
    my ($db, $name) = @_;
    is($node->safe_psql($db, <<'SQL'), "t\n1|t\nt\nt\nx|2", "$name: the triggers work");
BEGIN;
INSERT INTO crm_identifier (kind, value, tags) VALUES ('email', 'new', 'new');
SELECT person = id FROM crm_identifier WHERE value = 'new';
SELECT identifiers, known FROM crm_person WHERE tags @@ 'new';
UPDATE crm_identifier SET tags = 'newer' WHERE value = 'new';
SELECT count(*) = 1 FROM crm_person WHERE tags @@ 'newer';
UPDATE crm_kind SET per_person = 2 WHERE kind = 'email';
SELECT stale FROM crm;
UPDATE crm SET stale = false;
UPDATE crm SET most = 29;
DO $$BEGIN IF NOT (SELECT stale FROM crm) THEN RAISE 'not stale'; END IF; END$$;
ROLLBACK;
BEGIN;
SELECT identity_see('crm', '{"email": "both", "cookie": "both"}', '2026-06-01', 'web') IS NULL AS n \gset
UPDATE crm_identifier SET tags = 'x' WHERE kind = 'cookie' AND value = 'both';
SELECT p.tags, identifiers FROM crm_person AS p JOIN crm_identifier AS i USING (person) WHERE kind = 'email' AND value = 'both';
ROLLBACK;
SQL
    return;
}
triggers_work('source', 'source');
my $schema = schema_of('source');
like($schema, qr/CREATE CONSTRAINT TRIGGER crm_note_tags AFTER UPDATE OF tags ON public\.crm_identifier FROM public\.crm /, 'a dump has the triggers FROM the definition');
my @psql = ('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d');

sub restored
{
    my ($db, @commands) = @_;
    $node->safe_psql('postgres', "CREATE DATABASE $db");
    $node->command_ok($_, "$db: $_->[0]") for @commands;
    is(said($node, $db), $said, "$db: the same persons, ids and answers");
    is(schema_of($db), $schema, "$db: the same definitions");
    is(problems($node, $db), '', "$db: no problem");
    triggers_work($db, $db);
    is($node->safe_psql($db, q(SELECT identity_resolve('crm'))), 0, "$db: a full identity_resolve moves nobody");
    $node->safe_psql($db, q(SELECT identity_drop('crm')));
    is($node->safe_psql($db, q(SELECT count(*) FROM pg_class WHERE relname LIKE 'crm%')), 0, "$db: and dropped without a trace");
    $node->safe_psql('postgres', "DROP DATABASE $db");
    return;
}
restored('plain', [ 'pg_dump', '-f', "$dir/plain", 'source' ], [ @psql, 'plain', '-f', "$dir/plain" ]);
restored('custom', [ 'pg_dump', '-Fc', '-f', "$dir/custom", 'source' ], [ 'pg_restore', '-j2', '-e', '-d', 'custom', "$dir/custom" ]);
restored('data',
    [ 'pg_dump', '--schema-only', '-f', "$dir/schema_only", 'source' ], [ @psql, 'data', '-f', "$dir/schema_only" ],
    [ 'pg_dump', '--data-only', '--disable-triggers', '-f', "$dir/data", 'source' ], [ @psql, 'data', '-f', "$dir/data" ]);

# without --disable-triggers, the rows that a trigger adds collide with those of the dump: an error, no wrong persons
$node->safe_psql('postgres', 'CREATE DATABASE collides');
system_or_bail(@psql, $node->connstr('collides'), '-f', "$dir/schema_only");
system_or_bail('pg_dump', '--data-only', '-f', "$dir/data_only", $node->connstr('source'));
my (undef, $collision) = run_command([ @psql, $node->connstr('collides'), '-1', '-f', "$dir/data_only" ]);
like($collision, qr/duplicate key value violates unique constraint "crm_person_pkey"/, 'data only, with triggers: persons collide');
is($node->safe_psql('collides', 'SELECT count(*) FROM crm_identifier'), 0, 'and nothing is restored');
like(error_of('collides', q(SELECT identity_find('crm', 'cookie', 'c1'))), qr/^55000: /, 'a graph without the row of its definition is refused');

# ------------------------------------------------------------------------------------------ renames under connected clients

# a session with kept plans
my $client = $node->background_psql('source', on_error_stop => 0);
is($client->query_safe(q(SELECT identity_see('crm', '{"member": "M1", "cookie": "moving"}', '2026-05-01', 'web') = identity_find('crm', 'member', 'M1'))), 't', 'a connected client sees');
$client->query_safe(q(UPDATE crm_identifier SET tags = 'a' WHERE value = 'moving'));
$node->safe_psql('source', 'ALTER SCHEMA public RENAME TO moved');
is($client->query_safe(q(SELECT moved.identity_see('moved.crm', '{"member": "M1", "cookie": "moving"}', '2026-05-10', 'web') = moved.identity_find('moved.crm', 'member', 'M1'))), 't',
    'the schema of graph and extension renamed');
$client->query_safe(q(UPDATE moved.crm_identifier SET tags = 'b' WHERE value = 'moving'));
is($client->query_safe(q(SELECT count(*) FROM moved.crm_person WHERE tags OPERATOR(moved.@@) 'b'::moved.tagquery)), 1, 'its triggers, too');
$node->safe_psql('source', 'CREATE SCHEMA ext; CREATE SCHEMA "Their schema"; ALTER EXTENSION factag SET SCHEMA ext');
is($client->query_safe(q(SELECT ext.identity_see('moved.crm', '{"member": "M1", "cookie": "moving"}', '2026-05-11', 'web') = ext.identity_find('moved.crm', 'member', 'M1'))), 't', 'the extension moved');
$client->query_safe(q(INSERT INTO moved.crm_identifier (kind, value, tags) VALUES ('cookie', 'fresh', 'fresh'); UPDATE moved.crm_identifier SET tags = 'fresher' WHERE value = 'fresh';));
is($client->query_safe(q(SELECT count(*) FROM moved.crm_person WHERE tags OPERATOR(ext.@@) 'fresher'::ext.tagquery)), 1, 'its triggers, too');
$node->safe_psql('source', <<'SQL');
CREATE ROLE keeper;
GRANT ALL ON SCHEMA moved, "Their schema", ext TO keeper;
ALTER TABLE moved.crm_link SET SCHEMA "Their schema";
ALTER TABLE moved.crm_identifier RENAME TO "Identifiers";
ALTER TABLE moved.crm RENAME TO "Their graph";
ALTER TABLE moved."Their graph" OWNER TO keeper;
ALTER TABLE moved.crm_kind OWNER TO keeper;
ALTER TABLE moved."Identifiers" OWNER TO keeper;
ALTER TABLE "Their schema".crm_link OWNER TO keeper;
ALTER TABLE moved.crm_person OWNER TO keeper;
ALTER TABLE moved.crm_history OWNER TO keeper;
ALTER TABLE moved.crm_erasure OWNER TO keeper;
ALTER VIEW moved.crm_refused OWNER TO keeper;
ALTER ROLE keeper RENAME TO "Their keeper";
SQL
is($client->query_safe(q(SELECT ext.identity_see('moved."Their graph"', '{"member": "M1", "cookie": "moving"}', '2026-05-12', 'web') = ext.identity_find('moved."Their graph"', 'member', 'M1'))), 't',
    'tables renamed, moved and given to another role');
$client->query_safe(q(UPDATE moved."Identifiers" SET tags = 'c' WHERE value = 'moving'));
is($client->query_safe(q(SELECT count(*) FROM moved.crm_person WHERE tags OPERATOR(ext.@@) 'c'::ext.tagquery)), 1, 'its triggers, too');
is($client->query_safe(q(SELECT count(*) FROM ext.identity_problems('moved."Their graph"'))), 0, 'and there is no problem');
$client->quit;
$node->safe_psql('source', <<'SQL');
ALTER TABLE moved."Their graph" RENAME TO crm;
ALTER TABLE moved."Identifiers" RENAME TO crm_identifier;
ALTER TABLE "Their schema".crm_link SET SCHEMA moved;
ALTER SCHEMA moved RENAME TO public;
ALTER EXTENSION factag SET SCHEMA public;
SQL
$said = said($node, 'source');

# ------------------------------------------------------------------------------------------ a standby reads

$node->backup('base');
my $replica = PostgreSQL::Test::Cluster->new('replica');
$replica->init_from_backup($node, 'base', has_streaming => 1);
$replica->start;
$node->wait_for_catchup($replica);
is(said($replica, 'source'), $said, 'a standby: the same persons, ids and answers');
is(problems($replica, 'source'), '', 'a standby: no problem');
$node->safe_psql('source', q(SELECT identity_see('crm', '{"member": "M2", "cookie": "late"}', '2026-06-01', 'web')));
$node->wait_for_catchup($replica);
is(said($replica, 'source'), said($node, 'source'), 'a standby follows');
like(error_of('source', $_, on => $replica), qr/^25006: /, "a standby refuses: $_")
  for q(SELECT identity_see('crm', '{"member": "M2", "cookie": "c2"}', '2026-06-02', 'web')), q(SELECT identity_create('other'));
like(error_of('source', $_, on => $replica), qr/^(?:25006|55000|0A000): /, "a standby refuses: $_")
  for q(SELECT identity_resolve('crm')), q(SELECT identity_drop('crm'));
$replica->promote;
is($replica->safe_psql('source', q(SELECT identity_see('crm', '{"member": "M3", "cookie": "late"}', '2026-06-03', 'web') = identity_find('crm', 'member', 'M3'))), 't', 'promoted: it sees');
is(problems($replica, 'source'), '', 'promoted: no problem');

$replica->stop;
$node->stop;
done_testing();
