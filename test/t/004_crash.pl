# A crash while rows are loaded, while an index is built, while the pending list is emptied: what was
# committed is there afterwards, and every index gives the answers of the table.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $node = new_node('main');
$node->append_conf('postgresql.conf', <<'CONF');
autovacuum = off
gin_pending_list_limit = 64kB
maintenance_work_mem = 1MB
log_min_messages = fatal
CONF
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION factag');
make_things($node, 'postgres');
index_things($node, 'postgres');

# Runs statements over and over in the background and pulls the plug once a query says so.
sub crash_during
{
    my ($name, $sql, $when) = @_;
    my $session = start_psql($node, 'postgres', $sql x 1000);
    ok($node->poll_query_until('postgres', $when), "$name: under way");
    $node->stop('immediate');
    my (undef, $error) = finish_psql($session);
    like($error, qr/57P02|57P01|08006|server closed|terminat|connection/i, "$name: the session was cut off");
    $node->start;
    indexes_agree($node, 'postgres', $name);
    return;
}

# Every row is a transaction's, and ids go up by one: none that was committed may be missing.
add_things($node, 'postgres', 1, 300);
my $load = FactagTest::things_sql('(SELECT max(id) + 1 FROM thing)', '(SELECT max(id) + 50 FROM thing)');
crash_during('load', $load, "SELECT count(*) > 600 FROM thing");
is($node->safe_psql('postgres', "SELECT count(*) = max(id) AND count(*) % 50 = 0 FROM thing"), 't', 'load: whole transactions');
crash_during('load after a checkpoint', "CHECKPOINT; $load", "SELECT count(*) > 1500 FROM thing");
crash_during('load within a transaction', "BEGIN; $load $load $load COMMIT;", "SELECT count(*) > 2500 FROM thing");
crash_during('changes', "UPDATE thing SET tags = tags || 'changed[weight=3]', labels = labels || 'changed[by=human]' WHERE id % 5 = 0;",
    "SELECT n_tup_upd > 800 FROM pg_stat_user_tables WHERE relname = 'thing'");
crash_during('vacuum', "DELETE FROM thing WHERE id % 9 = 0 AND id > 300; VACUUM thing; $load",
    "SELECT sum(vacuum_count) > 1 FROM pg_stat_user_tables WHERE relname = 'thing'");

my $bits = bits($node, 'postgres');
for my $column (qw(tags labels path))
{
    my $method = $column eq 'path' ? 'btree' : 'gin';
    crash_during("$method build on $column",
        "CREATE INDEX again ON thing USING $method ($column); DROP INDEX again;",
        "SELECT count(*) > 0 FROM pg_stat_progress_create_index");
    is(bits($node, 'postgres'), $bits, "$method build on $column: the rows are untouched");
    $node->safe_psql('postgres', 'DROP INDEX IF EXISTS again');
}
crash_during('concurrent build', 'CREATE INDEX CONCURRENTLY again ON thing USING gin (tags); DROP INDEX again;',
    "SELECT count(*) > 0 FROM pg_stat_progress_create_index");
$node->safe_psql('postgres', 'DROP INDEX IF EXISTS again; REINDEX TABLE thing; VACUUM thing');
indexes_agree($node, 'postgres', 'all indexes built again');
is(bits($node, 'postgres'), $bits, 'in the end every row is as it was');

$node->stop;
done_testing();
