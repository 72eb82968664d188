# A user with CREATE on the database and nothing else installs the extension, and users without even
# that use all of it.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $node = new_node('main');
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE ROLE installer LOGIN;
CREATE ROLE reader LOGIN;
CREATE DATABASE theirs;
GRANT CREATE ON DATABASE theirs TO installer;
CREATE DATABASE reference;
SQL

# psql as somebody else
sub as
{
    my ($role, $sql, %params) = @_;
    local $ENV{PGUSER} = $role;
    my ($status, $out, $error) = $node->psql('theirs', "\\set VERBOSITY verbose\n$sql", %params);
    return wantarray ? ($out, $error) : $out;
}

my (undef, $refused) = as('reader', 'CREATE EXTENSION factag');
like($refused, qr/42501: .*permission denied/, 'without CREATE on the database it is refused');

my (undef, $error) = as('installer', 'CREATE SCHEMA ours; CREATE EXTENSION factag SCHEMA ours');
is($error, '', 'with CREATE on the database it is installed');
is($node->safe_psql('theirs', q(SELECT extowner::regrole FROM pg_extension WHERE extname = 'factag')), 'installer', 'and belongs to who installed it');
is($node->safe_psql('theirs', q(SELECT rolsuper FROM pg_roles WHERE rolname IN ('installer', 'reader'))), "f\nf", 'none of them is a superuser');

$node->safe_psql('theirs', 'ALTER DATABASE theirs SET search_path = ours');
{
    local $ENV{PGUSER} = 'installer';
    make_things($node, 'theirs');
    add_things($node, 'theirs', 1, 500);
    index_things($node, 'theirs');
    change_things($node, 'theirs');
    $node->safe_psql('theirs', 'ANALYZE thing');
    indexes_agree($node, 'theirs', 'as an ordinary user');
    make_tour($node, 'theirs');
    $node->safe_psql('theirs', 'GRANT USAGE ON SCHEMA ours, tour TO reader; GRANT SELECT ON thing TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA tour TO reader');
}

# what a superuser gets from everything there is, others get too
$node->safe_psql('reference', 'CREATE EXTENSION factag');
make_tour($node, 'reference');
my $expected = tour($node, 'reference', 'public');
unlike($expected, qr/error 42501/, 'a superuser may call everything');
for my $role (qw(installer reader))
{
    local $ENV{PGUSER} = $role;
    is(tour($node, 'theirs', 'ours'), $expected, "$role: everything the extension has answers");
}
{
    local $ENV{PGUSER} = 'reader';
    indexes_agree($node, 'theirs', 'as somebody who may only read');
}
is(as('reader', q(SET factag.match_limit = 1000; SET factag.rule_cache_size = '1MB'; SHOW factag.match_limit)), '1000', 'the limits can be set by everybody');

# a row-level policy asks our operators, and does not leak past them
as('installer', q(ALTER TABLE thing ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON thing TO reader USING (labels @@ '!spam')));
is(as('reader', q(SELECT count(*) FROM thing WHERE labels @@ 'spam')), 0, 'a policy by labels holds');
cmp_ok(as('reader', q(SELECT count(*) FROM thing)), '>', 0, 'and lets the rest through');

# what statistics hold is for those who may read the rows: no pattern of others is tried on it, and no estimate tells of it
as('installer', <<'SQL');
CREATE TABLE vault AS SELECT format('customer/acme-%s', i % 3)::tagpath AS path, format('customer/acme-%s, k/n%s', i % 3, i)::tagset AS tags,
    format('customer/acme-%s', i % 3)::labelset AS labels FROM generate_series(1, 300) AS i;
ANALYZE vault;
SQL
my $slow = '~"customer"/~"^%s(?:.*)(?:.*){12}[^ -~]$"';
for my $column (qw(path tags labels))
{
    for my $start (qw(acme bcme))
    {
        my $pattern = sprintf $slow, $start;
        (undef, $error) = as('reader', "SET factag.match_limit = 100; EXPLAIN SELECT FROM vault WHERE $column @@ '$pattern'");
        like($error, qr/42501: .*permission denied/, "no privilege on a table of $column: the same answer to $start");
        (undef, $error) = as('reader', "SET factag.match_limit = 100; CREATE TEMP TABLE mine AS SELECT '$pattern'::tagquery AS q; ANALYZE mine; EXPLAIN SELECT FROM vault, mine WHERE $column @@ q");
        like($error, qr/42501: .*permission denied/, "nor in a join: $column, $start");
    }
    (undef, $error) = as('installer', "SET factag.match_limit = 100; EXPLAIN SELECT FROM vault WHERE $column @@ '" . sprintf($slow, 'acme') . "'");
    is($error, '', "who may read $column: a pattern that reaches its limit is no error of the planner");
}
as('installer', 'GRANT SELECT ON vault TO reader; ALTER TABLE vault ENABLE ROW LEVEL SECURITY; CREATE POLICY none ON vault TO reader USING (false)');
for my $pair ([ 'path', 'customer', 'nobody' ], [ 'tags', 'customer/acme-*', 'customer/none-*' ], [ 'labels', 'customer', 'nobody' ])
{
    my ($column, @queries) = @$pair;
    my @plans = map { my $plan = as('reader', "EXPLAIN SELECT FROM vault WHERE $column @@ '$_'"); $plan =~ s/'[^']*'::tagquery//g; $plan } @queries;
    like($plans[0], qr/rows=\d+ /, "a plan for $column");
    is($plans[0], $plans[1], "under a row-level policy the estimates for $column tell nothing");
}

# a view serves those who may not use the extension's schema, whatever indexes there are
as('installer', <<'SQL');
CREATE TABLE place AS SELECT format('r/s%s/t%s', i % 10, i)::tagpath AS path FROM generate_series(1, 1000) AS i;
CREATE VIEW within AS SELECT path::text FROM place WHERE path <@ (SELECT current_setting('my.top')::tagpath);
CREATE INDEX ON place (path);
ANALYZE place;
REVOKE ALL ON SCHEMA ours FROM reader;
CREATE SCHEMA views;
ALTER VIEW within SET SCHEMA views;
GRANT USAGE ON SCHEMA views TO reader;
GRANT SELECT ON views.within TO reader;
SQL
is(as('reader', q(SET my.top = 'r/s3'; SELECT count(*) FROM views.within)), 100, 'a view by a range of paths');
like(as('installer', q(SET my.top = 'r/s3'; EXPLAIN SELECT count(*) FROM views.within)), qr/Index Cond: .*tagpath_range_start/, 'which the index answers');
$node->safe_psql('theirs', 'REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ours FROM PUBLIC; GRANT EXECUTE ON FUNCTION ours.tagpath_within(ours.tagpath, ours.tagpath), ours.tagpath_out(ours.tagpath), ours.tagpath_to_text(ours.tagpath), ours.tagpath_from_text(text) TO reader');
is($node->safe_psql('theirs', q(SET plan_cache_mode = force_generic_plan; SET my.top = 'r/s3'; PREPARE q AS SELECT count(*) FROM views.within; EXECUTE q; SET ROLE reader; EXECUTE q)),
    "100\n100", 'a plan of somebody who may is not run by those who may not');
is(as('reader', q(SET my.top = 'r/s3'; SELECT count(*) FROM views.within)), 100, 'also where the functions behind the range are not theirs to call');

(undef, $error) = as('installer', 'CREATE SCHEMA other; ALTER EXTENSION factag SET SCHEMA other');
like($error, qr/42501/, 'moving it takes a superuser, as with every trusted extension');

(undef, $refused) = as('reader', 'DROP EXTENSION factag CASCADE');
like($refused, qr/42501/, 'who does not own it cannot drop it');
(undef, $error) = as('installer', 'DROP SCHEMA tour CASCADE; DROP EXTENSION factag CASCADE');
unlike($error, qr/ERROR/, 'who installed it drops it');
is($node->safe_psql('theirs', q(SELECT count(*) FROM pg_extension WHERE extname = 'factag')), 0, 'and it is gone');

$node->stop;
done_testing();
