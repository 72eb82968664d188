# Upgrades from every released version: the same catalog as a new installation, the same values, the
# same answers.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main');
$node->start;

# every object of the extension in a database, a line each
sub catalog
{
    my ($db) = @_;
    my ($out, $err) = ('', '');
    my $status = $node->psql($db, slurp_file("$FindBin::RealBin/../catalog.sql"), stdout => \$out, stderr => \$err);
    is("$status$err", '0', "the catalog of $db can be read");
    return $out;
}

$node->safe_psql('postgres', 'CREATE DATABASE fresh');
$node->safe_psql('fresh',    'CREATE EXTENSION factag');
my $fresh = catalog('fresh');
cmp_ok(scalar(split /\n/, $fresh), '>', 1000, 'a new installation has its objects');

my $current  = $node->safe_psql('postgres', q(SELECT default_version FROM pg_available_extensions WHERE name = 'factag'));
my @released = split /\n/, $node->safe_psql('postgres', qq(
    SELECT version FROM pg_available_extension_versions WHERE name = 'factag' AND version <> '$current' ORDER BY version));
ok(@released > 0, 'a version has been released before this one');

for my $version (@released)
{
    my $db = "from_$version";
    $node->safe_psql('postgres', qq(CREATE DATABASE "$db"));
    $node->safe_psql($db, "CREATE EXTENSION factag VERSION '$version'");
    make_things($node, $db);
    add_things($node, $db, 1, 500);
    index_things($node, $db);
    change_things($node, $db);
    my $bits    = bits($node, $db);
    my $answers = answers($node, $db, 'sequential');

    $node->safe_psql($db, 'ALTER EXTENSION factag UPDATE');
    is($node->safe_psql($db, q(SELECT extversion FROM pg_extension WHERE extname = 'factag')), $current, "$version becomes $current");
    is(catalog($db),                        $fresh,   "after $version: the catalog of a new installation");
    is(bits($node, $db),                    $bits,    "after $version: the same values");
    is(answers($node, $db, 'sequential'),   $answers, "after $version: the same answers");
    indexes_agree($node, $db, "after $version");
}

done_testing();
