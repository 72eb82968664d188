# The server is killed within each step of a compaction, a rebuild, a creation, a drop and a TRUNCATE: after recovery the audience
# is as before that transaction or as after it, and says what its table does. With FACTAG_SECONDS, also after each statement.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main');
$node->append_conf('postgresql.conf', "autovacuum = off\nlog_min_messages = fatal\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION factag');
make_audience($node, 'postgres');

# Each trigger reports where it is, and stops there while somebody holds the lock, if it is the step that table stop names.
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE stop (step text);
CREATE SEQUENCE commands;
CREATE FUNCTION pause(step text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public.stop AS s WHERE s.step = pause.step) THEN
        PERFORM pg_catalog.pg_advisory_xact_lock(7);
    END IF;
END $$;
CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.pause(format('%s %s %s', TG_WHEN, TG_OP, TG_TABLE_NAME));
    RETURN CASE WHEN TG_LEVEL = 'STATEMENT' THEN NULL WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION pause_command() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.pause('command ' || nextval('public.commands'));
END $$;
SQL

sub add_triggers
{
    for my $table (qw(member_audience member_audience_tags member_audience_members member_audience_pending))
    {
        $node->safe_psql('postgres', <<"SQL");
CREATE TRIGGER pause_row BEFORE INSERT OR UPDATE OR DELETE ON $table FOR EACH ROW EXECUTE FUNCTION pause();
CREATE TRIGGER pause_statement AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON $table FOR EACH STATEMENT EXECUTE FUNCTION pause();
CREATE TRIGGER pause_truncate BEFORE TRUNCATE ON $table FOR EACH STATEMENT EXECUTE FUNCTION pause();
SQL
    }
    return;
}

# Runs a statement up to a step, kills the server there, and starts it again. False if the statement has no such step.
sub killed
{
    my ($statement, $step) = @_;
    $node->safe_psql('postgres', "TRUNCATE stop; INSERT INTO stop VALUES ('$step'); SELECT setval('commands', 1, false)");
    my $lock = start_psql($node, 'postgres', 'SELECT pg_advisory_lock(7); SELECT pg_sleep(600);');
    $node->poll_query_until('postgres', q(SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7)) or die;
    my $session = start_psql($node, 'postgres', "$statement; INSERT INTO stop VALUES ('done');");
    my $state   = q(SELECT CASE WHEN EXISTS (SELECT FROM stop WHERE step = 'done') THEN 'done'
        WHEN EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted) THEN 'there' END);
    my $there;
    for (1 .. 1800)
    {
        $there = $node->safe_psql('postgres', $state);
        last if $there ne '';
        select undef, undef, undef, 0.05;
    }
    $node->stop('immediate') if $there ne 'done';
    $node->safe_psql('postgres', q(SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7)) if $there eq 'done';
    finish_psql($_) for $session, $lock;
    $node->start if $there ne 'done';
    return $there eq 'there';
}

my $killed = 0;
# Kills a statement at each of its steps. Prepare is run before each time, and what is there afterwards is checked.
sub kill_at_each_step
{
    my ($statement, $prepare, @steps) = @_;
    my $n = 0;
    for my $step (@steps)
    {
        $prepare->();
        if (killed($statement, $step))
        {
            $n++;
            $killed++;
            check("$statement, killed at: $step");
        }
    }
    note "$statement: killed at $n of " . @steps . ' steps';
    cmp_ok($n, '>', 1, "$statement: killed at some steps");
    return;
}

sub check
{
    my ($name) = @_;
    audience_as_table($node, 'postgres', $name);
    is($node->safe_psql('postgres', q(SELECT * FROM audience_problems('member_audience'))), '', "$name: no problem");
    return;
}

my $thorough = exists $ENV{FACTAG_SECONDS};
my $n = 20;
my $change = sub { change_members($node, 'postgres', $n++) };
my @rows = map { my $t = $_; map { my $when = $_; map { "$when $_ $t" } qw(DELETE INSERT UPDATE) } $thorough ? qw(BEFORE AFTER) : 'BEFORE' } qw(member_audience_pending member_audience_tags member_audience_members member_audience);
add_triggers();

kill_at_each_step(q(CALL audience_compact('member_audience')), $change, @rows);
kill_at_each_step(q(SELECT audience_rebuild('member_audience')), $change, @rows);
kill_at_each_step(q(BEGIN; DELETE FROM member WHERE id % 2 = 0; INSERT INTO member SELECT i, NULL, member_tags(i, 1) FROM generate_series(1, 5) AS i ON CONFLICT DO NOTHING; COMMIT), $change,
    'BEFORE INSERT member_audience_pending', 'BEFORE UPDATE member_audience_pending', 'AFTER INSERT member_audience_pending');
kill_at_each_step('TRUNCATE member', $change, map { ("BEFORE TRUNCATE $_", $thorough ? "AFTER TRUNCATE $_" : ()) } qw(member_audience_tags member_audience_members member_audience_pending));

# a creation and a drop, at each command that they run
$node->safe_psql('postgres', 'CREATE EVENT TRIGGER pause ON ddl_command_end EXECUTE FUNCTION pause_command()');
my $drop = q(SELECT audience_drop('member_audience'));
my $create = q(SELECT audience_create('member', 'id', 'tags'));
$node->safe_psql('postgres', "SELECT setval('commands', 1, false); $drop");
my $drops = $node->safe_psql('postgres', 'SELECT last_value FROM commands WHERE is_called');
$node->safe_psql('postgres', "SELECT setval('commands', 1, false); $create");
my $creates = $node->safe_psql('postgres', 'SELECT last_value FROM commands WHERE is_called');
note "commands: a creation $creates, a drop $drops";
sub left_over { return $node->safe_psql('postgres', q(SELECT string_agg(relname, ',') FROM pg_class WHERE relname LIKE 'member_audience%')) . $node->safe_psql('postgres', q(SELECT string_agg(tgname, ',') FROM pg_trigger WHERE tgrelid = 'member'::regclass)) }
for my $step (1 .. $drops)
{
    $change->();
    if (killed($drop, "command $step"))
    {
        $killed++;
        check("$drop, killed at command $step of $drops");
    }
}
$node->safe_psql('postgres', 'ALTER EVENT TRIGGER pause DISABLE');
$node->safe_psql('postgres', $drop);
is(left_over(), '', 'dropped: nothing is left');
$node->safe_psql('postgres', 'ALTER EVENT TRIGGER pause ENABLE');
for my $step (grep { $thorough || $_ % 2 == $creates % 2 } 1 .. $creates)
{
    if (killed($create, "command $step"))
    {
        $killed++;
        is(left_over(), '', "$create, killed at command $step of $creates: nothing is there");
    }
}
$node->safe_psql('postgres', "DROP EVENT TRIGGER pause; $create");
check('created at last');

# between the transactions of a compaction, and at no particular point
$node->safe_psql('postgres', 'INSERT INTO member SELECT i, NULL, member_tags(i, 3) FROM generate_series(100000000, 100040000) AS i');
for my $left (35_000, 20_000, 10_000)
{
    my $session = start_psql($node, 'postgres', q(CALL audience_compact('member_audience')));
    $node->poll_query_until('postgres', "SELECT count(*) < $left FROM member_audience_pending");
    $node->stop('immediate');
    finish_psql($session);
    $node->start;
    check("a compaction, killed with fewer than $left rows left");
}
$node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
is($node->safe_psql('postgres', 'SELECT count(*) FROM member_audience_pending'), 0, 'the next compaction moves the rest');
check('compacted');
cmp_ok($killed, '>', 15, "killed at $killed steps");

$node->stop;
done_testing();
