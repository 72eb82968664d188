# Upgrades from every released version: the catalog is that of a new installation; values, answers and
# whatever depends on the extension stay as they were.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagDependents;
use FactagTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main');
$node->start;

# Returns every object of the extension in a database, a line each.
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

# what doc/upgrading.md shows for 0.1.0
my $not_immutable = <<'SQL';
SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid)
FROM pg_depend AS d JOIN pg_proc AS p ON p.oid = d.refobjid
WHERE d.refclassid = 'pg_proc'::regclass AND p.proname ~ '_(send|recv)$'
  AND EXISTS (SELECT FROM pg_depend AS e JOIN pg_extension AS x ON x.oid = e.refobjid
              WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e' AND x.extname = 'factag')
  AND (d.classid = 'pg_class'::regclass
       OR d.classid = 'pg_attrdef'::regclass AND EXISTS (
              SELECT FROM pg_attrdef AS ad JOIN pg_attribute AS a ON a.attrelid = ad.adrelid AND a.attnum = ad.adnum
              WHERE ad.oid = d.objid AND a.attgenerated <> ''))
SQL

# what doc/upgrading.md shows for 0.2.0
my $old_indexes = <<'SQL';
SELECT DISTINCT indexrelid::regclass
FROM pg_index, unnest(indclass::oid[]) AS class JOIN pg_opclass AS c ON c.oid = class
WHERE c.opcname = 'labelset_gin_ops'
SQL

for my $version (@released)
{
    my $db = "from_$version";
    $node->safe_psql('postgres', qq(CREATE DATABASE "$db"));
    $node->safe_psql($db, "CREATE EXTENSION factag VERSION '$version'");
    make_things($node, $db);
    add_things($node, $db, 1, 500);
    index_things($node, $db);
    change_things($node, $db);
    make_dependents($node, $db);
    my $kept = dependents($node, $db);
    cmp_ok(scalar(grep { !/\|error / } split /\n/, $kept), '>', 300, "$version: views over its functions and operators");
    cmp_ok($node->safe_psql($db, 'SELECT count(*) FROM kept.expression'), '>', 200, "$version: generated columns and constraints");
    cmp_ok($node->safe_psql($db, 'SELECT count(*) FROM kept.expression WHERE indexed'), '>', 200, "$version: indexes on expressions");
    my $bits    = bits($node, $db);
    my $answers = answers($node, $db, 'sequential');
    my $sent    = $node->safe_psql($db, q(SELECT provolatile = 'i' FROM pg_proc WHERE oid = 'tagset_send(tagset)'::regprocedure)) eq 't';
    $node->safe_psql($db, <<'SQL') if $sent;
CREATE TABLE sent (tags tagset, plain bytea DEFAULT tagset_send('a'), wire bytea GENERATED ALWAYS AS (tagset_send(tags)) STORED, CHECK (tagset_send(tags) <> ''));
CREATE INDEX sent_wire ON sent (tagset_send(tags));
SQL

    $node->safe_psql($db, 'ALTER EXTENSION factag UPDATE');
    is($node->safe_psql($db, q(SELECT extversion FROM pg_extension WHERE extname = 'factag')), $current, "$version becomes $current");
    is(catalog($db),                        $fresh,   "after $version: the catalog of a new installation");
    is($node->safe_psql($db, $not_immutable), $sent ? "default value for column wire of table sent\nindex sent_wire" : '',
        "after $version: what is no longer immutable is found");
    $node->safe_psql($db, 'DROP TABLE IF EXISTS sent');
    is(bits($node, $db),                    $bits,    "after $version: the same values");
    is(answers($node, $db, 'sequential'),   $answers, "after $version: the same answers");
    indexes_agree($node, $db, "after $version");
    my ($old, $new) = map { "CREATE INDEX thing_labels_gin ON thing USING gin (labels$_)" } ' labelset_gin_ops', '';
    is($node->safe_psql($db, $old_indexes), 'thing_labels_gin', "after $version: the index without times is found");
    $node->safe_psql($db, "DROP INDEX thing_labels_gin; $new");
    is($node->safe_psql($db, $old_indexes), '', "after $version: a new one has times");
    indexes_agree($node, $db, "after $version, with times");
    $node->safe_psql($db, "DROP INDEX thing_labels_gin; $old");
    check_dependents($node, $db, $kept, "after $version");
    audience_agrees($node, $db, "after $version");
    $node->safe_psql($db, q(UPDATE thing SET tags = tags || 'status/churned' WHERE id % 50 = 7));

    # what was made with the old version is dumped by the new one
    $bits = bits($node, $db);
    my $dump = $node->basedir . "/$db.dump";
    $node->safe_psql('postgres', qq(CREATE DATABASE "restored_$db"));
    $node->command_ok([ 'pg_dump', '-Fc', '-f', $dump, $db ], "after $version: dumped");
    $node->command_ok([ 'pg_restore', '-e', '-d', "restored_$db", $dump ], "after $version: restored");
    audience_agrees($node, "restored_$db", "after $version, restored with pending rows");
    is(bits($node, "restored_$db"), $bits, "after $version: the same values, restored");
    check_dependents($node, "restored_$db", $kept, "after $version, restored", restored => 1);
}

# The owner of a database may update a trusted extension, whose scripts run as superuser. So no script may call an
# operator that the owner has made in its schema, for types that no operator of the catalog fits exactly.
my $traps = <<'SQL';
DO $$
DECLARE
    types text[] := '{oid,name,text,regtype,regclass,regproc,bool,int2,int4,"char"}';
    l text; r text; name text;
BEGIN
    FOR l, r IN SELECT a, b FROM unnest(types) AS a, unnest(types) AS b LOOP
        EXECUTE format('CREATE FUNCTION tags.trap(%s, %s) RETURNS boolean LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION ''called''; END $f$', l, r);
        FOREACH name IN ARRAY '{=,<>,<,>,~,||}'::text[] LOOP
            CONTINUE WHEN to_regoperator(format('pg_catalog.%s(%s,%s)', name, l, r)) IS NOT NULL;
            EXECUTE format('CREATE OPERATOR tags.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = tags.trap)', name, l, r);
        END LOOP;
    END LOOP;
END $$;
SQL
for my $version (@released)
{
    my ($db, $owner) = ("owned_$version", "owner_$version");
    $node->safe_psql('postgres', qq(CREATE ROLE "$owner"; CREATE DATABASE "$db" OWNER "$owner";));
    my $as = qq(SET SESSION AUTHORIZATION "$owner";);
    $node->safe_psql($db, qq($as CREATE SCHEMA tags; CREATE EXTENSION factag VERSION '$version' SCHEMA tags; $traps));
    my ($status, $out, $err) = $node->psql($db, "$as ALTER EXTENSION factag UPDATE;");
    is("$status$err", '0', "$version: updated by its owner, calling none of the owner's operators");
}

done_testing();
