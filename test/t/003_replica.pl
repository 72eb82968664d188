# A streaming replica gives the same answers, and goes on giving them once it is promoted.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use PostgreSQL::Test::Cluster;
use Test::More;

my $primary = new_node('primary', allows_streaming => 1);
$primary->start;
$primary->safe_psql('postgres', 'CREATE EXTENSION factag');
make_things($primary, 'postgres');
index_things($primary, 'postgres');
add_things($primary, 'postgres', 1, 1000);

$primary->backup('base');
my $replica = PostgreSQL::Test::Cluster->new('replica');
$replica->init_from_backup($primary, 'base', has_streaming => 1);
$replica->start;

# what comes by WAL alone: rows, index pages, the pending list and its cleaning, statistics
add_things($primary, 'postgres', 1001, 2500);
change_things($primary, 'postgres');
make_tour($primary, 'postgres');
$primary->safe_psql('postgres', 'ANALYZE thing');
same('with a full pending list');
$primary->safe_psql('postgres', 'VACUUM thing');
same('after VACUUM');
$primary->safe_psql('postgres', 'REINDEX TABLE thing; DROP INDEX thing_several');
same('after REINDEX');

is(tour($replica, 'postgres', 'public'), tour($primary, 'postgres', 'public'),
    'everything the extension has answers the same on the replica');
my $roll_up = 'SELECT md5(tagset_counts(tags)::text) FROM thing';
is($replica->safe_psql('postgres', $roll_up), $primary->safe_psql('postgres', $roll_up), 'roll-ups too');

sub same
{
    my ($name) = @_;
    $primary->wait_for_catchup($replica);
    is(bits($replica, 'postgres'), bits($primary, 'postgres'), "$name: the same bytes");
    is(answers($replica, 'postgres', 'index'), answers($primary, 'postgres', 'index'), "$name: the same answers");
    indexes_agree($replica, 'postgres', "replica, $name");
    return;
}

my $bits = bits($primary, 'postgres');
$primary->stop;
$replica->promote;
is(bits($replica, 'postgres'), $bits, 'promoted: the same bytes');
indexes_agree($replica, 'postgres', 'promoted');
add_things($replica, 'postgres', 3001, 3500);
change_things($replica, 'postgres');
indexes_agree($replica, 'postgres', 'promoted, with new rows');
$replica->safe_psql('postgres', 'VACUUM thing');
indexes_agree($replica, 'postgres', 'promoted, after VACUUM');

$replica->stop;
done_testing();
