# Logical replication carries every type, in text and in binary, with a key and without.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $publisher  = new_node('publisher',  allows_streaming => 'logical');
my $subscriber = new_node('subscriber', allows_streaming => 'logical');
$_->start for $publisher, $subscriber;

$publisher->safe_psql('postgres', 'CREATE EXTENSION factag');
make_things($publisher, 'postgres');
add_things($publisher, 'postgres', 1, 500);
my $keyless = q(CREATE TABLE keyless AS SELECT path, tags, query, verdict, label, labels, rules FROM thing WHERE id <= 100 %s;
ALTER TABLE keyless REPLICA IDENTITY FULL);
$publisher->safe_psql('postgres', sprintf $keyless, '');
$publisher->safe_psql('postgres', 'CREATE PUBLICATION everything FOR TABLE thing, keyless');

my %binary = (as_text => 'false', as_binary => 'true');
for my $db (sort keys %binary)
{
    # another schema there: what is sent are values, not our objects
    $subscriber->safe_psql('postgres', "CREATE DATABASE $db");
    $subscriber->safe_psql($db, "CREATE SCHEMA theirs; CREATE EXTENSION factag SCHEMA theirs; ALTER DATABASE $db SET search_path = public, theirs");
    make_things($subscriber, $db);
    index_things($subscriber, $db);
    $subscriber->safe_psql($db, sprintf $keyless, 'AND false');
    my $publisher_connstr = $publisher->connstr . " dbname=postgres";
    $subscriber->safe_psql($db,
        "CREATE SUBSCRIPTION $db CONNECTION '$publisher_connstr' PUBLICATION everything WITH (binary = $binary{$db})");
    $subscriber->poll_query_until($db, "SELECT count(*) = 2 AND bool_and(srsubstate IN ('r', 's')) FROM pg_subscription_rel")
      or die 'the tables were not copied';
}

# The rows without a key, as a bag.
my $bag = q(SELECT count(*), md5(string_agg(k, '' ORDER BY k COLLATE "C")) FROM (SELECT keyless::text AS k FROM keyless) AS a);

sub same
{
    my ($name) = @_;
    for my $db (sort keys %binary)
    {
        $publisher->wait_for_catchup($db);
        is(bits($subscriber, $db), bits($publisher, 'postgres'), "$db, $name: the same bytes");
        is($subscriber->safe_psql($db, $bag), $publisher->safe_psql('postgres', $bag), "$db, $name: the same without a key");
        indexes_agree($subscriber, $db, "$db, $name");
    }
    return;
}

same('the first copy');
add_things($publisher, 'postgres', 501, 1000);
change_things($publisher, 'postgres');
$publisher->safe_psql('postgres', <<'SQL');
UPDATE keyless SET tags = tags || 'changed', labels = labels || 'changed[by=human]' WHERE path <@ '部/p1';
UPDATE keyless SET verdict = 'true', query = NULL, rules = NULL WHERE path <@ '部/p2';
DELETE FROM keyless WHERE path <@ '部/p3' OR labels = '' OR label IS NULL;
INSERT INTO keyless DEFAULT VALUES;
SQL
same('after changes');
for my $db (sort keys %binary)
{
    unlike($subscriber->safe_psql($db, $bag), qr/^0\|/, "$db: there are rows without a key");
    $subscriber->safe_psql($db, "DROP SUBSCRIPTION $db");
}

$subscriber->stop;
$publisher->stop;
done_testing();
