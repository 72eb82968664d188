# An audience while many write, compact, vacuum and truncate: in each snapshot, at each isolation level, also between
# a transaction's own writes, its answers are those of plain SQL over the table. FACTAG_SECONDS
# says for how long; with it, the run is as thorough as it is long.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $seconds = $ENV{FACTAG_SECONDS} // 15;

my $node = new_busy_node('main');
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE member (id bigint PRIMARY KEY, tags tagset);
-- ids in three chunks, one of them below zero, close enough together to be met again and again
CREATE FUNCTION some_id() RETURNS bigint LANGUAGE sql VOLATILE RETURN (floor(random() * 3) - 1)::bigint * 65536 + floor(random() * 200)::bigint;
CREATE FUNCTION some_tags() RETURNS tagset LANGUAGE sql VOLATILE AS $$
SELECT CASE WHEN random() < 0.06 THEN NULL ELSE coalesce((SELECT tagset_union(format('%s%s', path, CASE floor(random() * 6)
        WHEN 0 THEN '[weight=0.5]' WHEN 1 THEN format('[value=%s]', floor(random() * 4)) WHEN 2 THEN '[since=2026-07-02T00:00:00Z]' WHEN 3 THEN '[until=2026-07-02T00:00:00Z]' ELSE '' END)::tagset)
    FROM (SELECT (ARRAY['a', 'a/b', 'a/b/c', 'a/d', 'e', 'e/f', 'g'])[1 + floor(random() * 7)::int] FROM generate_series(1, floor(random() * 5)::int)) AS paths (path)), '') END
$$;
-- half of the audience has pending rows from the start, the other half is in the base
INSERT INTO member SELECT DISTINCT ON (id) id, some_tags() FROM (SELECT some_id() AS id FROM generate_series(1, 300)) AS ids;
SELECT audience_create('member', 'id', 'tags');
INSERT INTO member SELECT DISTINCT ON (id) id, some_tags() FROM (SELECT some_id() AS id FROM generate_series(1, 300)) AS ids ON CONFLICT DO NOTHING;

-- one query, asked of the audience and of the table in one statement, so in one snapshot
CREATE FUNCTION agree(q tagquery, t timestamptz) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
    by_audience text;
    by_table text;
    level text := current_setting('transaction_isolation');
BEGIN
    SELECT concat_ws(' ', audience_count('member_audience', q, t), audience_ids('member_audience', q, t)),
           (SELECT concat_ws(' ', count(*), coalesce(idset_agg(id), '{}')) FROM member WHERE tagset_matches(tags, q, t))
    INTO by_audience, by_table;
    IF by_audience IS DISTINCT FROM by_table THEN
        RAISE 'under %, the audience says % and the table %: %', level, by_audience, by_table, q;
    END IF;
END $$;
CREATE FUNCTION facets_agree(q tagquery, t timestamptz) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
    by_audience text;
    by_table text;
    level text := current_setting('transaction_isolation');
BEGIN
    SELECT (SELECT string_agg(format('%s %s', tag, rows), ', ' ORDER BY tag COLLATE "C") FROM audience_counts('member_audience', q, t)),
           (SELECT string_agg(format('%s %s', tag, n), ', ' ORDER BY tag COLLATE "C") FROM (
                SELECT array_to_string(s[:d], '/') AS tag, count(DISTINCT id) AS n
                FROM member, tagset_rows(tags, t) AS r, string_to_array(r.tag, '/') AS s, generate_series(1, cardinality(s)) AS d
                WHERE q IS NULL OR tagset_matches(tags, q, t) GROUP BY 1) AS tally)
    INTO by_audience, by_table;
    IF by_audience IS DISTINCT FROM by_table THEN
        RAISE 'under %, the audience tallies % and the table %: %', level, by_audience, by_table, q;
    END IF;
END $$;
CREATE FUNCTION ask_something() RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
    q tagquery := (ARRAY['a', 'a/b', '=a/b', '!a', 'a & !e', 'a/* | g', 'a/**/c', '!(a | e | g)', 'a[value>=1]', 'a[weight<1] | e[weight=0.5]',
                         '2 of (a/b, e, !g)', '**/f', 'a[since<=2026-07-02T00:00:00Z] & !(a/d @2026-07-01T00:00:00Z)', 'a & !a | !g'])[1 + floor(random() * 14)::int];
    t timestamptz := (ARRAY[NULL, '2026-07-01T23:59:59.999999Z', '2026-07-02Z'])[1 + floor(random() * 3)::int];
BEGIN
    -- such a transaction fails when it inserts an id again that others have deleted since its snapshot
    IF (SELECT count(*) > count(DISTINCT id) FROM member) THEN
        RAISE 'the table shows two rows of one id';
    END IF;
    PERFORM agree(q, t);
    IF random() < 0.3 THEN
        PERFORM facets_agree(CASE WHEN random() < 0.8 THEN q END, t);
    END IF;
END $$;
-- another key, unless somebody has it
CREATE FUNCTION move_something() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE member SET id = (SELECT some_id()), tags = CASE WHEN random() < 0.5 THEN tags ELSE some_tags() END WHERE id = (SELECT some_id());
EXCEPTION WHEN unique_violation THEN
    NULL;
END $$;
SQL

my $dir = $node->basedir;
# a level of isolation by chance, a write, what the transaction then sees, and perhaps no end but a rollback
sub transaction
{
    my (@steps) = @_;
    return join "\n", q(\set level random(0, 7)
\set end random(1, 100)
\if :level < 4
BEGIN;
\elif :level < 6
BEGIN ISOLATION LEVEL REPEATABLE READ;
\else
BEGIN ISOLATION LEVEL SERIALIZABLE;
\endif
\if :level > 4
SELECT ask_something();
\endif), (map { "$_\n\\if :level > 3\nSELECT ask_something();\n\\endif" } @steps), q(\if :end > 15
COMMIT;
\else
ROLLBACK;
\endif
);
}
my $update = 'UPDATE member SET tags = some_tags() WHERE id = (SELECT some_id());';
my $rows   = 'UPDATE member SET tags = tags || some_tags() WHERE id = ANY (ARRAY(SELECT some_id() FROM generate_series(1, 5)));';
my $insert = 'INSERT INTO member SELECT some_id(), some_tags() ON CONFLICT (id) DO UPDATE SET tags = excluded.tags;';
my $delete = 'DELETE FROM member WHERE id = (SELECT some_id());';
my %scripts = (
    update    => transaction($update),
    changes   => transaction($rows, $update),
    insert    => transaction($insert, $insert, $update),
    delete    => transaction($delete, $update, $delete),
    again     => transaction("\\set id random(0, 199)\nDELETE FROM member WHERE id = :id;", 'INSERT INTO member VALUES (:id, some_tags()) ON CONFLICT DO NOTHING;'),
    move      => transaction('SELECT move_something();', 'SELECT move_something();'),
    savepoint => transaction("SAVEPOINT s;\n$update", "$rows\nROLLBACK TO SAVEPOINT s;", $insert, "SAVEPOINT s;\n$delete\nRELEASE SAVEPOINT s;", "SAVEPOINT s;\n$update\nSAVEPOINT s2;\n$delete\nROLLBACK TO SAVEPOINT s;"),
    null      => transaction('UPDATE member SET tags = NULL WHERE id = (SELECT some_id());', 'UPDATE member SET tags = some_tags() WHERE tags IS NULL;'),
    # rows are pending at the snapshot, are likely compacted while the transaction sleeps, and then are its own
    own       => join("\n", '\set from 300 + 50 * :client_id', 'INSERT INTO member SELECT i, some_tags() FROM generate_series(:from, :from + 49) AS i ON CONFLICT (id) DO UPDATE SET tags = excluded.tags;',
        'BEGIN ISOLATION LEVEL REPEATABLE READ;', 'SELECT ask_something();', '\sleep 60 ms',
        'UPDATE member SET tags = some_tags() WHERE id BETWEEN :from AND :from + 49 AND random() < 0.5;', ('SELECT ask_something();') x 4, 'COMMIT;', ''),
    ask       => 'SELECT ask_something();',
    ask_twice => "BEGIN ISOLATION LEVEL REPEATABLE READ;\nSELECT ask_something();\nSELECT ask_something();\nCOMMIT;\n",
    ask_safe  => "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY;\nSELECT ask_something();\nSELECT ask_something();\nCOMMIT;\n",
    compact   => "CALL audience_compact('member_audience');\n\\sleep 20 ms\n",
    vacuum    => "VACUUM member, member_audience_tags, member_audience_members, member_audience_pending;\n\\sleep 500 ms\n",
    truncate  => "\\sleep 3 s\nTRUNCATE member;\nINSERT INTO member SELECT DISTINCT ON (id) id, some_tags() FROM (SELECT some_id() AS id FROM generate_series(1, 300)) AS ids ON CONFLICT DO NOTHING;\n",
);
append_to_file("$dir/$_.sql", $scripts{$_}) for keys %scripts;

# Starts pgbench in the background with so many clients and some of the scripts.
my @running;
sub run
{
    my ($clients, $options, $seconds, @names) = @_;
    my %run = (name => "@names", output => '', error => '');
    local $ENV{PGOPTIONS} = $options;
    $run{run} = IPC::Run::start([ 'pgbench', '-n', '-c', $clients, '-T', $seconds, '--max-tries=1000', (map { ('-f', "$dir/$_.sql") } @names), $node->connstr('postgres') ],
        '<', '/dev/null', '>', \$run{output}, '2>', \$run{error}, IPC::Run::timeout($seconds + 600));
    push @running, \%run;
    return;
}

# a snapshot held from the first to the last moment, but for TRUNCATE; compactions cannot change what it sees
my $held = <<'SQL';
BEGIN ISOLATION LEVEL REPEATABLE READ;
CREATE TEMPORARY TABLE first AS SELECT q, audience_count('member_audience', q::tagquery, NULL) AS n, audience_ids('member_audience', q::tagquery, NULL) AS ids
FROM unnest(ARRAY['a', '!a', 'a/b & !e', 'a[value>=1]']) AS q;
SELECT pg_sleep(%d);
SELECT count(*) FROM first WHERE n <> audience_count('member_audience', q::tagquery, NULL) OR ids <> audience_ids('member_audience', q::tagquery, NULL);
SELECT ask_something() FROM generate_series(1, 20);
COMMIT;
SQL

# without TRUNCATE and a snapshot that is held, then with TRUNCATE
for my $truncates (0, 1)
{
    my $share = int($truncates ? $seconds / 3 : $seconds * 2 / 3) || 1;
    @running = ();
    my $holder = $truncates ? undef : start_psql($node, 'postgres', sprintf $held, $share);
    run(4, '', $share, qw(update changes insert delete again move savepoint null own));
    run(1, '', $share, 'compact');
    run(1, '-c default_transaction_isolation=serializable', $share, 'compact');
    run(2, '', $share, qw(ask ask_twice ask_safe));
    run(1, '', $share, 'vacuum');
    run(1, '', $share, 'truncate') if $truncates;
    for my $run (@running)
    {
        $run->{run}->finish;
        my ($tries)  = $run->{output} =~ /number of transactions actually processed: (\d+)/;
        my ($failed) = $run->{output} =~ /number of failed transactions: (\d+)/;
        my ($again)  = $run->{output} =~ /number of transactions retried: (\d+)/;
        unlike($run->{error}, qr/ERROR/, "$run->{name}: no error");
        cmp_ok($tries // 0, '>', 0, "$run->{name}: transactions were done");
        is($failed // 0, 0, "$run->{name}: none failed for ever");
        is($again // 0, 0, "$run->{name}: none failed once") if $run->{name} eq 'compact' && !$truncates;
        note "$run->{name}: $tries transactions, ", $again // 0, ' of them tried again';
    }
    if ($holder)
    {
        my ($output, $error) = finish_psql($holder);
        is($error, '', 'the snapshot that was held: no error');
        like($output, qr/^0$/m, 'the snapshot that was held: the first answers to the last');
    }
    is($node->safe_psql('postgres', q(SELECT * FROM audience_problems('member_audience'))), '', 'no problem afterwards');
}

# Each of many SERIALIZABLE transactions leaves one member on call, which it knows by a count of the audience alone. If
# two did not conflict that both take somebody away, nobody would be left.
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE guard (id int PRIMARY KEY, tags tagset);
INSERT INTO guard SELECT id, 'on' FROM generate_series(1, 6) AS id;
SELECT audience_create('guard', 'id', 'tags');
SQL
append_to_file("$dir/guard.sql", <<'SQL');
\set id random(1, 6)
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT audience_count('guard_audience', 'on') AS n \gset
\if :n = 0
DO $$ BEGIN RAISE 'nobody is on call'; END $$;
\elif :n = 1
UPDATE guard SET tags = 'on' WHERE id <> :id;
\else
UPDATE guard SET tags = 'off' WHERE id = :id;
\endif
COMMIT;
SQL
append_to_file("$dir/guard_compact.sql", "CALL audience_compact('guard_audience');\n");
my $share = int($seconds / 5) || 1;
@running = ();
run(4, '', $share, 'guard');
run(1, '', $share, 'guard_compact');
for my $run (@running)
{
    $run->{run}->finish;
    my ($tries) = $run->{output} =~ /number of transactions actually processed: (\d+)/;
    my ($again) = $run->{output} =~ /number of transactions retried: (\d+)/;
    unlike($run->{error}, qr/ERROR/, "$run->{name}: no error");
    cmp_ok($tries // 0, '>', 0, "$run->{name}: transactions were done");
    cmp_ok($again // 0, '>', 0, "$run->{name}: some failed and were tried again") if $run->{name} eq 'guard';
    note "$run->{name}: $tries transactions, ", $again // 0, ' of them tried again';
}
is($node->safe_psql('postgres', "SELECT audience_count('guard_audience', 'on') > 0"), 't', 'somebody is on call');
is($node->safe_psql('postgres', q(SELECT * FROM audience_problems('guard_audience'))), '', 'and there is no problem');

# what a base has become by patches is what it would be if it were made anew
my $content = q(SELECT path, chunk, rows, ids, own, dynamic, attributed, weight, value, since, until FROM member_audience_tags ORDER BY path, chunk;
    SELECT * FROM member_audience_members ORDER BY chunk;);
$node->safe_psql('postgres', q(CALL audience_compact('member_audience')));
is($node->safe_psql('postgres', 'SELECT count(*) FROM member_audience_pending'), 0, 'in the end nothing is pending');
is($node->safe_psql('postgres', q(SELECT * FROM audience_problems('member_audience'))), '', 'and there is no problem');
my $patched = $node->safe_psql('postgres', $content);
$node->safe_psql('postgres', q(SELECT audience_rebuild('member_audience')));
is($node->safe_psql('postgres', $content), $patched, 'a rebuilt audience has the same rows');
note $node->safe_psql('postgres', "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables WHERE relname LIKE 'member%' ORDER BY 1");

$node->stop;
done_testing();
