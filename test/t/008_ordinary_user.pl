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
    $node->safe_psql('theirs', 'GRANT USAGE ON SCHEMA ours, tour TO reader; GRANT SELECT ON thing TO reader');
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

(undef, $error) = as('installer', 'CREATE SCHEMA other; ALTER EXTENSION factag SET SCHEMA other');
like($error, qr/42501/, 'moving it takes a superuser, as with every trusted extension');

(undef, $refused) = as('reader', 'DROP EXTENSION factag CASCADE');
like($refused, qr/42501/, 'who does not own it cannot drop it');
(undef, $error) = as('installer', 'DROP SCHEMA tour CASCADE; DROP EXTENSION factag CASCADE');
unlike($error, qr/ERROR/, 'who installed it drops it');
is($node->safe_psql('theirs', q(SELECT count(*) FROM pg_extension WHERE extname = 'factag')), 0, 'and it is gone');

$node->stop;
done_testing();
