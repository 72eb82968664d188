# DROP EXTENSION refuses while something needs it, and leaves nothing behind.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $node = new_node('main');
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE used');

# A digest of every catalog in which an extension could leave something.
sub catalogs
{
    my @catalogs = qw(pg_proc pg_type pg_class pg_attribute pg_operator pg_opclass pg_opfamily pg_amop pg_amproc
      pg_aggregate pg_cast pg_conversion pg_am pg_language pg_namespace pg_extension pg_enum pg_range pg_constraint pg_index
      pg_trigger pg_rewrite pg_depend pg_description pg_init_privs pg_collation pg_ts_config pg_foreign_server
      pg_event_trigger pg_policy pg_default_acl pg_seclabel pg_statistic_ext pg_transform pg_shdepend pg_db_role_setting);
    # an oid may come again for another object, so rows are compared, less what changes by itself
    return $node->safe_psql("used", join(" UNION ALL ", map { my $c = $_;
        my $row = $c eq 'pg_class' ? "to_jsonb(c) - '{relpages,reltuples,relallvisible,relallfrozen,relfrozenxid,relminmxid}'::text[]" : 'to_jsonb(c)';
        "SELECT '$c', count(*), md5(string_agg(($row)::text, ' ' ORDER BY ($row)::text COLLATE \"C\")) FROM $c AS c" } @catalogs) . " ORDER BY 1");
}

my $before = catalogs();
$node->safe_psql('used', 'CREATE EXTENSION factag');
isnt(catalogs(), $before, 'the extension has objects');
is($node->safe_psql('used', q(SELECT count(*) FROM pg_class AS c JOIN pg_depend AS d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass
    WHERE d.deptype = 'e' AND relkind NOT IN ('c'))), 0, 'tables, views and sequences are not among them');
$node->safe_psql('used', 'DROP EXTENSION factag');
is(catalogs(), $before, 'DROP EXTENSION leaves every catalog as it was');

# within one session that has used it, rolled back, dropped and made again
is($node->safe_psql('used', <<'SQL'), "1|f\nt\nt\n4", 'made and dropped over and over in one session');
CREATE EXTENSION factag;
SELECT tagset_count('a'), ruleset_test('abc', 'r: /x/ -> a');
BEGIN; DROP EXTENSION factag; ROLLBACK;
SELECT 'a/b'::tagset @@ 'a';
DROP EXTENSION factag;
BEGIN; CREATE EXTENSION factag; ROLLBACK;
CREATE EXTENSION factag;
SELECT 'a/b'::tagset @@ 'a';
CREATE TABLE t (tags tagset);
INSERT INTO t VALUES ('a'), ('b'), ('a/b'), (NULL);
CREATE INDEX ON t USING gin (tags);
SELECT count(*) FROM t;
DROP TABLE t;
DROP EXTENSION factag;
SQL
is(catalogs(), $before, 'and nothing is left of that');

$node->safe_psql('used', 'CREATE EXTENSION factag');
my $installed = catalogs();
my %needs = (
    (map { ("a column of type $_" => [ "CREATE TABLE needs (id int, c $_)", 'DROP TABLE needs' ]) }
          qw(tagpath tagset tagquery factverdict factlabel labelset ruleset tagset[] tagset_tally tagset_total[])),
    'a generated column' => [ 'CREATE TABLE needs (body text, many int GENERATED ALWAYS AS (tagset_count(hashtags(body))) STORED)', 'DROP TABLE needs' ],
    'a default' => [ q(CREATE TABLE needs (body text DEFAULT tagpath_quote('a/b'))), 'DROP TABLE needs' ],
    'a constraint' => [ q(CREATE TABLE needs (body text CHECK (NOT ruleset_test(body, 'r: /x/ -> a')))), 'DROP TABLE needs' ],
    'an index on an expression' => [ 'CREATE TABLE needs (body text); CREATE INDEX ON needs USING gin (hashtags(body))', 'DROP TABLE needs' ],
    'a view' => [ q(CREATE VIEW needs AS SELECT tagset_count(hashtags('#a'))), 'DROP VIEW needs' ],
    'a domain' => [ q(CREATE DOMAIN needs AS tagset CHECK (VALUE @@ 'a')), 'DROP DOMAIN needs' ],
    'a composite type' => [ 'CREATE TYPE needs AS (l labelset)', 'DROP TYPE needs' ],
    'an identity graph' => [ "SELECT identity_create('needs')", "SELECT identity_drop('needs')" ],
    'an audience' => [ "CREATE TABLE needs (id int PRIMARY KEY, tags tagset); SELECT audience_create('needs', 'id', 'tags')", "SELECT audience_drop('needs_audience'); DROP TABLE needs" ],
    'a function' => [ q(CREATE FUNCTION needs(tagset) RETURNS int LANGUAGE sql AS 'SELECT 1'), 'DROP FUNCTION needs' ],
);
for my $what (sort keys %needs)
{
    my ($make, $drop) = @{ $needs{$what} };
    $node->safe_psql('used', $make);
    my (undef, undef, $error) = $node->psql('used', "\\set VERBOSITY verbose\nDROP EXTENSION factag");
    like($error, qr/2BP01: .*cannot drop extension factag because other objects depend on it/, "DROP refuses while there is $what");
    $node->safe_psql('used', $drop);
}
is(catalogs(), $installed, 'the refusals left everything in place');

make_things($node, 'used');
add_things($node, 'used', 1, 100);
index_things($node, 'used');
$node->safe_psql('used', 'ANALYZE thing');
audience_agrees($node, 'used', 'before it is dropped');
$node->safe_psql('used', 'DROP EXTENSION factag CASCADE');
is($node->safe_psql('used', 'SELECT count(*), count(body) FROM thing'), '100|100', 'CASCADE takes the columns and leaves the rows');
is($node->safe_psql('used', q(SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'thing'::regclass AND attnum > 0 AND NOT attisdropped)),
    'id body', 'and every other column');
$node->safe_psql('used', q(UPDATE thing SET body = 'written without triggers' WHERE id = 1));
cmp_ok($node->safe_psql('used', 'SELECT count(*) FROM thing_audience_tags WHERE rows > 0'), '>', 50, 'the tables of an audience are the user\'s, and stay');
$node->safe_psql('used', 'VACUUM FULL thing; DROP TABLE thing, thing_audience, thing_audience_tags, thing_audience_members, thing_audience_pending');
is(catalogs(), $before, 'and nothing else of it');

$node->stop;
done_testing();
