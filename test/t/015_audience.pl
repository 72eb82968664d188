# Audiences where servers, roles and sessions meet: dumps, replicas, disabled triggers, writers and readers with few rights,
# an owner who wants more, and compactions that are cut short. An audience answers as its table does, or it refuses.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main', allows_streaming => 'logical');
$node->append_conf('postgresql.conf', "autovacuum = off\n");
$node->start;
my $dir = $node->basedir;

# The error of some statements, without its context; '' if there is none.
sub error_of
{
    my ($db, $sql, %params) = @_;
    my ($rc, $out, $error) = ($params{on} // $node)->psql($db, "\\set VERBOSITY verbose\n$sql", on_error_stop => 1, %{ $params{psql} // {} });
    return $error =~ /(?:ERROR|FATAL):  (.*)/ ? $1 : $error;
}

sub problems
{
    my ($on, $db, $audience) = @_;
    return $on->safe_psql($db, sprintf q(SELECT DISTINCT problem FROM audience_problems('%s') ORDER BY 1), $audience // 'member_audience');
}

# ------------------------------------------------------------------------------------------ dump and restore

$node->safe_psql('postgres', 'CREATE DATABASE source');
$node->safe_psql('source', 'CREATE EXTENSION factag');
make_audience($node, 'source');
audience_as_table($node, 'source', 'at first');
# renames of everything, so that names in a dump are not those that the audience was made with
$node->safe_psql('source', <<'SQL');
CREATE SCHEMA "Their schema";
CREATE TABLE other (id bigint PRIMARY KEY, tags tagset);
SELECT audience_create('other', 'id', 'tags', 'Other''s "audience"');
ALTER TABLE member RENAME id TO "Their id";
ALTER TABLE member RENAME tags TO "Their tags";
ALTER TABLE member RENAME TO "Their member";
ALTER TABLE "Their member" SET SCHEMA "Their schema";
ALTER TABLE member_audience RENAME TO "Their audience";
ALTER TABLE member_audience_pending RENAME TO waiting;
ALTER TABLE member_audience_tags SET SCHEMA "Their schema";
ALTER TRIGGER member_audience_note ON "Their schema"."Their member" RENAME TO "Noting";
ALTER TRIGGER member_audience_hold ON "Their schema"."Their member" RENAME TO a;
CREATE VIEW renamed AS SELECT "Their id" AS id, name, "Their tags" AS tags FROM "Their schema"."Their member";
SQL
sub renamed_agrees { my ($on, $db, $name) = @_; return audience_as_table($on, $db, $name, '"Their audience"', 'renamed') }
renamed_agrees($node, 'source', 'everything renamed');
change_members($node, 'source', 4, 'renamed');
my $answers = renamed_agrees($node, 'source', 'changed after the renames');
is($node->safe_psql('source', 'SELECT count(*) > 100 FROM waiting'), 't', 'many rows are pending when the dump is made');

sub schema_of
{
    my ($db) = @_;
    $node->command_ok([ 'pg_dump', '--schema-only', '-f', "$dir/$db.schema", $db ], "pg_dump of the schema of $db");
    return slurp_file("$dir/$db.schema") =~ s/^\\(?:un)?restrict .*\n//mgr;
}
my $schema = schema_of('source');
my @psql   = ('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d');

sub restored
{
    my ($db, @commands) = @_;
    $node->safe_psql('postgres', "CREATE DATABASE $db");
    $node->command_ok($_, "$db: $_->[0]") for @commands;
    is(audience_answers($node, $db, '"Their audience"'), $answers, "$db: the same answers");
    is(schema_of($db), $schema, "$db: the same definitions");
    is(problems($node, $db, '"Their audience"'), '', "$db: no problem");
    change_members($node, $db, 5, 'renamed');
    renamed_agrees($node, $db, "$db, with new rows");
    $node->safe_psql($db, q(CALL audience_compact('"Their audience"')));
    renamed_agrees($node, $db, "$db, compacted");
    $node->safe_psql('postgres', "DROP DATABASE $db");
    return;
}
restored('plain', [ 'pg_dump', '-f', "$dir/plain", 'source' ], [ @psql, 'plain', '-f', "$dir/plain" ]);
restored('custom', [ 'pg_dump', '-Fc', '-f', "$dir/custom", 'source' ], [ 'pg_restore', '-j2', '-e', '-d', 'custom', "$dir/custom" ]);
my @schema_only = ([ 'pg_dump', '--schema-only', '-f', "$dir/schema_only", 'source' ], [ @psql, 'data', '-f', "$dir/schema_only" ]);
restored('data', @schema_only, [ 'pg_dump', '--data-only', '--disable-triggers', '-f', "$dir/data", 'source' ], [ @psql, 'data', '-f', "$dir/data" ]);

# without --disable-triggers, what the trigger writes collides with the dump's pending rows: an error, no wrong answer
sub restore_data
{
    my ($db, @options) = @_;
    $node->safe_psql('postgres', "CREATE DATABASE $db");
    system_or_bail('pg_dump', '--schema-only', '-f', "$dir/$db.schema_only", $node->connstr('source'));
    system_or_bail(@psql, $node->connstr($db), '-f', "$dir/$db.schema_only");
    system_or_bail('pg_dump', @options, '-f', "$dir/$db.data_only", $node->connstr('source'));
    my ($out, $error) = run_command([ @psql, $node->connstr($db), '-1', '-f', "$dir/$db.data_only" ]);
    return $error;
}
like(restore_data('collides', '--data-only'), qr/duplicate key value violates unique constraint/, 'data only, with triggers: pending rows collide');
is($node->safe_psql('collides', 'SELECT count(*) FROM renamed'), 0, 'and nothing is restored');
$node->safe_psql('source', q(CALL audience_compact('"Their audience"')));
is(restore_data('compacted', '--data-only'), '', 'data only, with triggers, all compacted before: no error');
is(audience_answers($node, 'compacted', '"Their audience"'), $answers, 'and the same answers');

# what was not dumped is not counted as nothing
is(restore_data('without', '--data-only', '--exclude-table-data=*audience*', '--exclude-table-data=*waiting*', '--exclude-table-data=*."*audience*"'), '',
    'the data without that of the audience: no error');
like(error_of('without', q(SELECT audience_count('"Their audience"', 'a'))), qr/^55000: /, 'its readers refuse');
like(error_of('without', q(BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1; SELECT audience_count('"Their audience"', 'a'))), qr/^55000: /, 'at every level');
is(error_of('without', q(SELECT audience_drop('"Their audience"'))), '', 'it can be dropped');
$node->safe_psql('without', q(SELECT audience_create('"Their schema"."Their member"', 'Their id', 'Their tags', 'again')));
is(audience_answers($node, 'without', '"Their schema".again'), $answers, 'and made again');

# a table alone takes triggers with it whose audience is not there
$node->safe_psql('postgres', 'CREATE DATABASE alone');
$node->safe_psql('alone', 'CREATE EXTENSION factag; CREATE SCHEMA "Their schema"');
system_or_bail('pg_dump', '-t', '"Their schema"."Their member"', '-f', "$dir/alone", $node->connstr('source'));
my (undef, $error) = run_command([ 'psql', '-X', '-q', '-d', $node->connstr('alone'), '-f', "$dir/alone" ]);
my @errors = $error =~ /ERROR:  (.*)/g;
is(scalar(grep { !/relation ".*" does not exist/ } @errors), 0, 'a dump of the table alone: only the tables of the audience are missed') or diag $error;
is(error_of('alone', q(UPDATE "Their schema"."Their member" SET "Their tags" = 'x'; TRUNCATE "Their schema"."Their member")), '', 'and it can be written');

# ------------------------------------------------------------------------------------------ triggers that are bypassed

$node->safe_psql('postgres', 'CREATE EXTENSION factag');
make_audience($node, 'postgres');
$node->safe_psql('postgres', 'ALTER TABLE member DISABLE TRIGGER member_audience_note');
like(error_of('postgres', "SELECT audience_$_('member_audience', 'x')"), qr/^55000: /, "trigger disabled: audience_$_ refuses") for qw(count ids);
like(error_of('postgres', "SELECT audience_counts('member_audience')"), qr/^55000: /, 'trigger disabled: audience_counts refuses');
change_members($node, 'postgres', 6);
$node->safe_psql('postgres', 'ALTER TABLE member ENABLE TRIGGER member_audience_note');
like(problems($node, 'postgres'), qr/extra.*missing/s, 'trigger enabled again: audience_problems tells what it has missed');
$node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
isnt(problems($node, 'postgres'), '', 'a compaction does not mend it');
$node->safe_psql('postgres', q(SELECT audience_rebuild('member_audience')));
is(problems($node, 'postgres'), '', 'audience_rebuild does');
audience_as_table($node, 'postgres', 'rebuilt');

$node->safe_psql('postgres', q(SET session_replication_role = replica; UPDATE member SET tags = 'only/here' WHERE id % 2 = 0; DELETE FROM member WHERE id % 5 = 0));
isnt(problems($node, 'postgres'), '', 'session_replication_role = replica: audience_problems tells');
$node->safe_psql('postgres', <<'SQL');
BEGIN;
ALTER TABLE member DISABLE TRIGGER member_audience_note;
UPDATE member SET tags = member_tags(id, 7);
SELECT audience_rebuild('member_audience');
ALTER TABLE member ENABLE TRIGGER member_audience_note;
COMMIT;
SQL
is(problems($node, 'postgres'), '', 'a bulk write without trigger and a rebuild in one transaction');
audience_as_table($node, 'postgres', 'bulk write');

$node->safe_psql('postgres', 'TRUNCATE member');
audience_as_table($node, 'postgres', 'after TRUNCATE');
is($node->safe_psql('postgres', q(SELECT audience_count('member_audience', '!x'), (SELECT count(*) FROM audience_counts('member_audience')))), '0|0', 'TRUNCATE leaves nobody');
change_members($node, 'postgres', 3);
audience_as_table($node, 'postgres', 'filled again');
is(error_of('postgres', q(BEGIN; TRUNCATE member; INSERT INTO member VALUES (1, 'x', 'a'); SELECT 1 / audience_count('member_audience', 'a'); ROLLBACK)), '', 'TRUNCATE within a transaction');
audience_as_table($node, 'postgres', 'TRUNCATE rolled back');

# ------------------------------------------------------------------------------------------ rights

$node->safe_psql('postgres', <<'SQL');
CREATE ROLE owner; CREATE ROLE writer; CREATE ROLE reader; CREATE ROLE nobody; CREATE ROLE heir IN ROLE owner;
CREATE SCHEMA theirs AUTHORIZATION owner;
GRANT USAGE ON SCHEMA theirs TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA theirs GRANT ALL ON TABLES TO nobody;
SET ROLE owner;
CREATE TABLE theirs.customer (id int PRIMARY KEY, tags tagset);
INSERT INTO theirs.customer VALUES (1, 'a'), (2, 'a/b');
REVOKE ALL ON theirs.customer FROM nobody;
SQL
like(error_of('postgres', qq(SET ROLE $_; SELECT audience_create('theirs.customer', 'id', 'tags'))), qr/^42501: /, "$_ cannot make an audience") for qw(writer nobody);
is(error_of('postgres', q(SET ROLE heir; SELECT audience_create('theirs.customer', 'id', 'tags'))), '', 'a member of the owner can');
is($node->safe_psql('postgres', q(SELECT DISTINCT rolname FROM pg_class JOIN pg_roles AS r ON r.oid = relowner WHERE relname LIKE 'customer_audience%')), 'owner', 'and its tables are the owner\'s');
is($node->safe_psql('postgres', q(SELECT count(*) FROM pg_class WHERE relname LIKE 'customer_audience%' AND relacl::text LIKE '%nobody%')), 0, 'default privileges gave nobody anything');
$node->safe_psql('postgres', <<'SQL');
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON theirs.customer TO writer;
GRANT SELECT ON theirs.customer_audience, theirs.customer_audience_tags, theirs.customer_audience_members, theirs.customer_audience_pending TO reader;
SQL
my $asks = q(SELECT audience_count('theirs.customer_audience', 'a'));
is(error_of('postgres', q(SET ROLE writer; INSERT INTO theirs.customer VALUES (3, 'a'); UPDATE theirs.customer SET tags = 'c' WHERE id = 2; DELETE FROM theirs.customer WHERE id = 1)), '',
    'a writer needs no right on the audience');
like(error_of('postgres', "SET ROLE $_; $asks"), qr/^42501: /, "$_ cannot ask") for qw(writer nobody);
like(error_of('postgres', 'SET ROLE writer; TABLE theirs.customer_audience_pending'), qr/^42501: /, 'a writer cannot read what the trigger writes for them');
is($node->safe_psql('postgres', "SET ROLE reader; $asks"), 1, 'a reader of the audience can ask');
like(error_of('postgres', 'SET ROLE reader; TABLE theirs.customer'), qr/^42501: /, 'without reading the table');
for my $role (qw(writer reader nobody))
{
    like(error_of('postgres', "SET ROLE $role; $_"), qr/^42501: /, "$role cannot: $_")
      for q(CALL audience_compact('theirs.customer_audience')), q(SELECT audience_rebuild('theirs.customer_audience')), q(SELECT audience_drop('theirs.customer_audience'));
    is(error_of('postgres', "SET ROLE $role; SELECT * FROM audience_status()"), '', "$role: audience_status raises no error");
}
like(error_of('postgres', q(SET ROLE reader; SELECT * FROM audience_problems('theirs.customer_audience'))), qr/^42501: /, 'audience_problems reads the table too');
is($node->safe_psql('postgres', q(SET ROLE nobody; SELECT members, pending, bytes FROM audience_status() WHERE audience = 'theirs.customer_audience'::regclass)), '||', 'audience_status has no numbers for nobody')
  or note 'audience_status may also leave the row out';
is(error_of('postgres', q(SET ROLE heir; CALL audience_compact('theirs.customer_audience'); SELECT audience_rebuild('theirs.customer_audience'))), '', 'a member of the owner can compact and rebuild');
is(error_of('postgres', 'SET ROLE writer; TRUNCATE theirs.customer'), '', 'a writer who may truncate needs no right on the audience either');
is($node->safe_psql('postgres', "SET ROLE reader; $asks"), 0, 'and empties it');

# row security: the copy knows no rows, so those for whom it is active are refused
$node->safe_psql('postgres', <<'SQL');
INSERT INTO theirs.customer VALUES (1, 'a'), (2, 'a/b'), (3, 'c');
ALTER TABLE theirs.customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY few ON theirs.customer USING (id < 3);
SQL
like(error_of('postgres', "SET ROLE reader; $asks"), qr/^42501: /, 'row security on the table: a reader is refused');
is($node->safe_psql('postgres', "SET ROLE owner; $asks"), 2, 'the owner is not');
is(error_of('postgres', q(SET ROLE writer; UPDATE theirs.customer SET tags = 'a' WHERE id = 1)), '', 'a writer goes on writing');
$node->safe_psql('postgres', 'ALTER TABLE theirs.customer FORCE ROW LEVEL SECURITY');
like(error_of('postgres', "SET ROLE owner; $asks"), qr/^42501: /, 'forced: the owner is refused too');
is($node->safe_psql('postgres', "SELECT audience_rebuild('theirs.customer_audience'); SELECT audience_count('theirs.customer_audience', 'a | c')"), "\n3", 'but a rebuild copies every row');
is($node->safe_psql('postgres', q(SELECT * FROM audience_problems('theirs.customer_audience'))), '', 'as audience_problems says');
$node->safe_psql('postgres', 'ALTER TABLE theirs.customer NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY');
$node->safe_psql('postgres', 'ALTER TABLE theirs.customer_audience_pending ENABLE ROW LEVEL SECURITY');
like(error_of('postgres', "SET ROLE reader; $asks"), qr/^42501: /, 'row security on a table of the audience: a reader is refused');
is(error_of('postgres', q(SET ROLE writer; UPDATE theirs.customer SET tags = 'c' WHERE id = 1)), '', 'a writer goes on writing');
$node->safe_psql('postgres', 'ALTER TABLE theirs.customer_audience_pending DISABLE ROW LEVEL SECURITY');
is($node->safe_psql('postgres', "SET ROLE reader; $asks"), 1, 'without row security all is as it was');

# ------------------------------------------------------------------------------------------ an owner who wants more

# Mallory owns a table with an audience, and puts code wherever an owner can. None of it may run as the superuser
# who compacts, rebuilds, asks or drops.
my @mallory = (extra_params => [ '-U', 'mallory' ]);
$node->safe_psql('postgres', <<'SQL');
CREATE ROLE mallory LOGIN;
CREATE SCHEMA lair AUTHORIZATION mallory;
CREATE TABLE ran (at serial, code text, as_user name);
GRANT INSERT, SELECT ON ran TO PUBLIC;
GRANT USAGE ON SEQUENCE ran_at_seq TO PUBLIC;
GRANT CREATE ON SCHEMA public TO mallory;
SQL
$node->safe_psql('postgres', <<'SQL', @mallory);
CREATE TABLE lair.member (id bigint PRIMARY KEY, tags tagset);
INSERT INTO lair.member VALUES (1, 'a'), (2, 'a/b[value=1]');
SELECT audience_create('lair.member', 'id', 'tags');
CREATE FUNCTION lair.take(code text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.ran (code, as_user) VALUES (code, current_user);
    BEGIN
        EXECUTE 'RESET ROLE';
        INSERT INTO public.ran (code, as_user) VALUES (code || ' after RESET ROLE', current_user);
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
    BEGIN
        EXECUTE 'SET SESSION AUTHORIZATION DEFAULT';
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
    BEGIN
        EXECUTE 'ALTER ROLE mallory SUPERUSER';
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
    RETURN true;
END $$;
CREATE FUNCTION lair.fire() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lair.take(format('%s %s %s %s', TG_WHEN, TG_OP, TG_LEVEL, TG_TABLE_NAME));
    RETURN CASE WHEN TG_LEVEL = 'STATEMENT' THEN NULL WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['member_audience', 'member_audience_tags', 'member_audience_members', 'member_audience_pending'] LOOP
        EXECUTE format('CREATE TRIGGER r BEFORE INSERT OR UPDATE OR DELETE ON lair.%I FOR EACH ROW EXECUTE FUNCTION lair.fire()', t);
        EXECUTE format('CREATE TRIGGER s AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON lair.%I FOR EACH STATEMENT EXECUTE FUNCTION lair.fire()', t);
        EXECUTE format('ALTER TABLE lair.%I ADD CHECK (lair.take(%L))', t, 'check of ' || t);
        EXECUTE format('CREATE POLICY p ON lair.%I USING (lair.take(%L))', t, 'policy of ' || t);
    END LOOP;
END $$;
-- functions and operators of the names that somebody careless would call
CREATE FUNCTION public.idset_count(lair.member) RETURNS bigint LANGUAGE sql RETURN 0;
SQL
my @work = (
    q(CALL audience_compact('lair.member_audience')),
    q(SELECT audience_rebuild('lair.member_audience')),
    q(SELECT audience_count('lair.member_audience', 'a'), audience_ids('lair.member_audience', '!a')),
    q(SELECT count(*) FROM audience_counts('lair.member_audience')),
    q(SELECT * FROM audience_problems('lair.member_audience')),
    q(SELECT * FROM audience_status()),
    q(TRUNCATE lair.member));
for my $path ('', 'SET search_path = lair, public; ')
{
    for my $work (@work)
    {
        $node->safe_psql('postgres', q(INSERT INTO lair.member VALUES (3, 'a'), (4, 'b') ON CONFLICT (id) DO UPDATE SET tags = lair.member.tags || 'x'), @mallory);
        is(error_of('postgres', "$path$work"), '', "a superuser: $path$work");
    }
}
is($node->safe_psql('postgres', 'SELECT DISTINCT as_user FROM ran'), 'mallory', "the owner's code ran as the owner alone");
is($node->safe_psql('postgres', "SELECT rolsuper FROM pg_roles WHERE rolname = 'mallory'"), 'f', 'and gained nothing');
is($node->safe_psql('postgres', q(SELECT string_agg(DISTINCT code, ', ' ORDER BY code) FROM ran WHERE code ~ '^BEFORE (DELETE|INSERT) ROW member_audience_pending')),
    'BEFORE DELETE ROW member_audience_pending, BEFORE INSERT ROW member_audience_pending', 'though it did run');

# what is put off to the end of the transaction would run there as whoever ends it
$node->safe_psql('postgres', <<'SQL', @mallory);
DROP TRIGGER r ON lair.member_audience_tags;
TRUNCATE lair.member;
INSERT INTO lair.member VALUES (1, 'a'), (2, 'a/b');
CREATE CONSTRAINT TRIGGER late AFTER INSERT OR UPDATE OR DELETE ON lair.member_audience_tags DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lair.fire();
SQL
isnt(error_of('postgres', q(CALL audience_compact('lair.member_audience'))), '', 'a deferred trigger on the base: a compaction by a superuser fails');
isnt(error_of('postgres', q(SELECT audience_rebuild('lair.member_audience'))), '', 'and a rebuild');
$node->safe_psql('postgres', <<'SQL', @mallory);
DROP TRIGGER late ON lair.member_audience_tags;
CREATE CONSTRAINT TRIGGER late AFTER INSERT OR UPDATE OR DELETE ON lair.member_audience_pending DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lair.fire();
SQL
isnt(error_of('postgres', q(INSERT INTO lair.member VALUES (9, 'a'))), '', 'a deferred trigger on what is pending: a write by a superuser fails');
isnt(error_of('postgres', q(CALL audience_compact('lair.member_audience'))), '', 'and a compaction');
$node->safe_psql('postgres', 'DROP TRIGGER late ON lair.member_audience_pending', @mallory);
is($node->safe_psql('postgres', 'SELECT DISTINCT as_user FROM ran'), 'mallory', 'still none ran as another');

# a definition that names tables of others: nothing is written there, nothing is read
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE treasure_tags (LIKE lair.member_audience_tags INCLUDING INDEXES);
CREATE TABLE treasure_members (LIKE lair.member_audience_members INCLUDING INDEXES);
INSERT INTO treasure_members VALUES (0, 1, '{7}');
INSERT INTO treasure_tags (path, chunk, rows, ids, dynamic) VALUES ('secret', 0, 1, '{7}', false);
SQL
$node->safe_psql('postgres', q(UPDATE lair.member_audience SET tags_table = 'treasure_tags', members_table = 'treasure_members'), @mallory);
for my $work (q(SELECT audience_count('lair.member_audience', 'secret')), q(CALL audience_compact('lair.member_audience')), q(SELECT audience_rebuild('lair.member_audience')), q(TRUNCATE lair.member))
{
    like(error_of('postgres', $work, psql => {@mallory}), qr/^(?:55000|42501): /, "a definition that names tables of others, the owner: $work");
    like(error_of('postgres', $work), qr/^(?:55000|42501): /, "and a superuser: $work");
}
is($node->safe_psql('postgres', 'SELECT (SELECT count(*) FROM treasure_tags), (SELECT count(*) FROM treasure_members)'), '1|1', 'their rows are there');
is(error_of('postgres', 'SELECT * FROM audience_status()'), '', 'audience_status raises no error');
# not dropped with it either
error_of('postgres', q(SELECT audience_drop('lair.member_audience')), psql => {@mallory});
error_of('postgres', q(SELECT audience_drop('lair.member_audience')));
is($node->safe_psql('postgres', 'SELECT (SELECT count(*) FROM treasure_tags), (SELECT count(*) FROM treasure_members)'), '1|1', 'audience_drop takes no table of others along');
is($node->safe_psql('postgres', 'SELECT DISTINCT as_user FROM ran'), 'mallory', 'none ran as another');

# ------------------------------------------------------------------------------------------ cut short

# a compaction that waits in its middle, for a row of the base that somebody has locked
change_members($node, 'postgres', 8);
$node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
my $n = 40;
for my $how ('pg_cancel_backend', 'pg_terminate_backend')
{
    change_members($node, 'postgres', $n++);
    my $pending = $node->safe_psql('postgres', 'SELECT count(*) FROM member_audience_pending');
    cmp_ok($pending, '>', 50, "$how: rows are pending");
    my $lock = start_psql($node, 'postgres', q(BEGIN; SELECT count(*) FROM (SELECT FROM member_audience_tags FOR UPDATE) AS locked; SELECT pg_sleep(600); COMMIT;));
    $node->poll_query_until('postgres', q(SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep')) or die;
    my $compaction = start_psql($node, 'postgres', q(CALL audience_compact('member_audience');));
    ok($node->poll_query_until('postgres', q(SELECT count(*) = 1 FROM pg_stat_activity WHERE query LIKE 'CALL audience_compact%' AND wait_event_type = 'Lock')), "$how: a compaction waits in its middle");
    audience_as_table($node, 'postgres', "$how, before");
    $node->safe_psql('postgres', qq(SELECT $how(pid) FROM pg_stat_activity WHERE query LIKE 'CALL audience_compact%' AND pid <> pg_backend_pid()));
    my (undef, $why) = finish_psql($compaction);
    like($why, qr/canceling statement|terminating connection/, "$how: it ends");
    $node->safe_psql('postgres', q(SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'));
    finish_psql($lock);
    is($node->safe_psql('postgres', 'SELECT count(*) FROM member_audience_pending'), $pending, "$how: what was to be moved is pending");
    audience_as_table($node, 'postgres', "$how, afterwards");
    is(problems($node, 'postgres'), '', "$how: no problem");
    $node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
    is($node->safe_psql('postgres', 'SELECT count(*) FROM member_audience_pending'), 0, "$how: the next compaction moves it");
    audience_as_table($node, 'postgres', "$how, compacted");
}
# cut short again and again, at no particular point, while there is much to do
$node->safe_psql('postgres', 'INSERT INTO member SELECT i, NULL, member_tags(i, 3) FROM generate_series(100000000, 100030000) AS i');
my $cut = 0;
for my $ms (5, 10, 20, 40, 80, 160, 320)
{
    $cut++ if error_of('postgres', "SET statement_timeout = $ms; CALL audience_compact('member_audience');") =~ /^57014/;
}
cmp_ok($cut, '>', 1, "$cut compactions ran out of time");
audience_as_table($node, 'postgres', 'compactions that ran out of time');
# a fast machine may be done in 50 ms, but not in 1 ms
my $rebuilt = '';
for my $ms (50, 20, 8, 3, 1)
{
    $rebuilt = error_of('postgres', "SET statement_timeout = $ms; SELECT audience_rebuild('member_audience')") =~ s/:.*//r;
    last if $rebuilt ne '';
}
is($rebuilt, 57014, 'a rebuild that runs out of time');
audience_as_table($node, 'postgres', 'a rebuild that ran out of time');
my $before = $node->safe_psql('postgres', 'SELECT count(*) FROM member_audience_pending');
is(error_of('postgres', q(CALL audience_compact('member_audience', '0'))), '', 'a compaction that may take no time');
my $after = $node->safe_psql('postgres', 'SELECT count(*) FROM member_audience_pending');
cmp_ok($after, '<', $before, 'does something') if $before > 0;
$node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
is($node->safe_psql('postgres', 'SELECT count(*) FROM member_audience_pending'), 0, 'and one without a limit does all');
is(problems($node, 'postgres'), '', 'no problem');
$node->safe_psql('postgres', q(DELETE FROM member WHERE id >= 100000000; CALL audience_compact('member_audience')));

# within a transaction, or a function, there is nothing to commit
like(error_of('postgres', q(BEGIN; CALL audience_compact('member_audience'))), qr/^2D000: /, 'a compaction within a transaction');
like(error_of('postgres', q(DO $$ BEGIN BEGIN CALL audience_compact('member_audience'); EXCEPTION WHEN unique_violation THEN NULL; END; END $$)), qr/^2D000: /, 'within a subtransaction');
is(error_of('postgres', q(DO $$ BEGIN CALL audience_compact('member_audience'); END $$)), '', 'within a procedure that may commit');
is(error_of('postgres', q(SET default_transaction_isolation = serializable; SET default_transaction_read_only = off; CALL audience_compact('member_audience'))), '', 'whatever the session\'s level');

# ------------------------------------------------------------------------------------------ prepared transactions

$node->append_conf('postgresql.conf', "max_prepared_transactions = 5\n");
$node->restart;
$node->safe_psql('postgres', q(BEGIN; UPDATE member SET tags = 'prepared' WHERE id < 0; PREPARE TRANSACTION 'one'));
$node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
audience_as_table($node, 'postgres', 'a prepared transaction');
$node->restart;
$node->safe_psql('postgres', q(COMMIT PREPARED 'one'));
is($node->safe_psql('postgres', q(SELECT audience_count('member_audience', 'prepared') = (SELECT count(*) FROM member WHERE id < 0) AND audience_count('member_audience', 'prepared') > 0)), 't', 'committed');
audience_as_table($node, 'postgres', 'a prepared transaction, committed');

# ------------------------------------------------------------------------------------------ a standby

$node->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'base', has_streaming => 1);
$standby->start;
sub standby_agrees
{
    my ($name) = @_;
    $node->wait_for_catchup($standby);
    my $right = audience_as_table($node, 'postgres', $name);
    is(audience_answers($standby, 'postgres', 'member_audience'), $right, "$name: and so does the standby's");
    is(problems($standby, 'postgres'), '', "$name: the standby has no problem");
    return;
}
standby_agrees('standby');
change_members($node, 'postgres', 10);
standby_agrees('standby, rows pending');
like(error_of('postgres', q(CALL audience_compact('member_audience')), on => $standby), qr/^25006: /, 'a standby is compacted by its primary');
$node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
standby_agrees('standby, compacted');
$node->safe_psql('postgres', q(SELECT audience_rebuild('member_audience')));
standby_agrees('standby, rebuilt');
is(error_of('postgres', q(SELECT * FROM audience_status()), on => $standby), '', 'audience_status on a standby');
$node->safe_psql('postgres', 'TRUNCATE member');
change_members($node, 'postgres', 11);
standby_agrees('standby, after TRUNCATE');
change_members($node, 'postgres', 12);
$node->wait_for_catchup($standby);
$standby->promote;
change_members($standby, 'postgres', 13);
audience_as_table($standby, 'postgres', 'promoted');
$standby->safe_psql('postgres', q(CALL audience_compact('member_audience')));
audience_as_table($standby, 'postgres', 'promoted, compacted');
$standby->stop;

# ------------------------------------------------------------------------------------------ logical replication

my $subscriber = new_node('subscriber', allows_streaming => 'logical');
$subscriber->append_conf('postgresql.conf', 'max_logical_replication_workers = 10');
$subscriber->start;
my $connstr = $node->connstr . ' dbname=postgres';
sub subscribe
{
    my ($name, $publication) = @_;
    $subscriber->safe_psql($name, "CREATE SUBSCRIPTION $name CONNECTION '$connstr' PUBLICATION $publication");
    $subscriber->poll_query_until($name, "SELECT count(*) > 0 AND bool_and(srsubstate IN ('r', 's')) FROM pg_subscription_rel") or die 'the tables were not copied';
    return;
}
my ($members) = $node->safe_psql('postgres', q(SELECT pg_get_functiondef('member_tags'::regproc)));

# only the table: the subscriber keeps an audience of its own, if its triggers fire for what is replicated
$node->safe_psql('postgres', 'CREATE PUBLICATION alone FOR TABLE member');
for my $name (qw(always origin))
{
    $subscriber->safe_psql('postgres', "CREATE DATABASE $name");
    $subscriber->safe_psql($name, "CREATE EXTENSION factag; $members; CREATE TABLE member (id bigint PRIMARY KEY, name text, tags tagset); SELECT audience_create('member', 'id', 'tags')");
    $subscriber->safe_psql($name, 'ALTER TABLE member ENABLE ALWAYS TRIGGER member_audience_note, ENABLE ALWAYS TRIGGER member_audience_empty') if $name eq 'always';
    subscribe($name, 'alone');
}
# all tables: the audience is replicated as any table is
$subscriber->safe_psql('postgres', 'CREATE DATABASE everything');
system_or_bail('pg_dump', '--schema-only', '-t', 'member*', '-f', "$dir/everything", '-d', $connstr);
$subscriber->safe_psql('everything', "CREATE EXTENSION factag; $members");
system_or_bail('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $subscriber->connstr . ' dbname=everything', '-f', "$dir/everything");
$node->safe_psql('postgres', 'CREATE PUBLICATION whole FOR TABLE member, member_audience, member_audience_tags, member_audience_members, member_audience_pending');
subscribe('everything', 'whole');
# in binary, the definition may come with the OIDs of the publisher: then readers refuse, and do not answer wrongly
$subscriber->safe_psql('postgres', 'CREATE DATABASE as_binary');
$subscriber->safe_psql('as_binary', "CREATE EXTENSION factag; $members; CREATE TABLE others ()");
system_or_bail('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $subscriber->connstr . ' dbname=as_binary', '-f', "$dir/everything");
subscribe('as_binary', 'whole WITH (binary = true)');
$node->wait_for_catchup('as_binary');
my $refused = error_of('as_binary', q(SELECT audience_count('member_audience', '地區')), on => $subscriber);
note "replicated in binary: $refused";
if ($refused eq '')
{
    audience_as_table($subscriber, 'as_binary', 'replicated in binary');
}
else
{
    like($refused, qr/^55000: /, 'replicated in binary: refused');
}
$subscriber->safe_psql('as_binary', 'DROP SUBSCRIPTION as_binary');

sub subscribers_agree
{
    my ($name) = @_;
    my $right = audience_as_table($node, 'postgres', $name);
    for my $db (qw(always everything))
    {
        $node->wait_for_catchup($db);
        is(audience_answers($subscriber, $db, 'member_audience', 'member'), $right, "$name: $db has the table");
        is(audience_answers($subscriber, $db, 'member_audience'), $right, "$name: $db has the audience");
        is(problems($subscriber, $db), '', "$name: $db has no problem");
    }
    return;
}
subscribers_agree('logical replication');
change_members($node, 'postgres', 14);
subscribers_agree('logical replication, rows pending');
$node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
$subscriber->safe_psql('always', q(CALL audience_compact('member_audience')));
subscribers_agree('logical replication, compacted');
$node->safe_psql('postgres', q(SELECT audience_rebuild('member_audience')));
change_members($node, 'postgres', 15);
subscribers_agree('logical replication, rebuilt');
$node->safe_psql('postgres', 'TRUNCATE member');
change_members($node, 'postgres', 16);
subscribers_agree('logical replication, after TRUNCATE');

$node->wait_for_catchup('origin');
isnt(problems($subscriber, 'origin'), '', 'with triggers as they are made, a subscriber\'s audience misses everything, and audience_problems tells');
$subscriber->safe_psql('origin', q(SELECT audience_rebuild('member_audience')));
audience_as_table($subscriber, 'origin', 'a subscriber\'s audience, rebuilt');

$subscriber->safe_psql($_, "DROP SUBSCRIPTION $_") for qw(always origin everything);
$subscriber->stop;
$node->stop;
done_testing();
