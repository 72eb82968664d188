# Dump and restore, in every format: the same bytes, the same definitions, the same answers.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('main');
$node->start;
my $dir = $node->basedir;

$node->safe_psql('postgres', 'CREATE DATABASE source');
$node->safe_psql('source',   'CREATE SCHEMA "Ünusual schema"; CREATE EXTENSION factag SCHEMA "Ünusual schema"');
$node->safe_psql('postgres', q(ALTER ROLE ALL SET search_path = public, "Ünusual schema"));
make_things($node, 'source');
add_things($node, 'source', 1, 1500);
index_things($node, 'source');
change_things($node, 'source');

# what stands in catalogs as SQL: defaults, views, policies, functions, partitions, domains
$node->safe_psql('source', <<'SQL');
CREATE VIEW flagged AS
    SELECT id, r.* FROM thing, labelset_rows(labels, NULL) AS r WHERE labels @@ 'hate & !spam';
CREATE VIEW today AS
    SELECT id FROM thing WHERE tagset_matches(tags, 'region/r1') AND tags @> 'deep'::tagpath;
CREATE MATERIALIZED VIEW counted AS SELECT (unnest(tagset_counts(tags))).* FROM thing;
CREATE TABLE part (at date, tags tagset NOT NULL DEFAULT 'a/b[weight=0.1]') PARTITION BY RANGE (at);
CREATE TABLE part_2026 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE by_list (path tagpath PRIMARY KEY) PARTITION BY LIST (path);
CREATE TABLE by_list_a PARTITION OF by_list FOR VALUES IN ('a', 'a/b');
CREATE TABLE by_range (path tagpath) PARTITION BY RANGE (path);
CREATE TABLE by_range_a PARTITION OF by_range FOR VALUES FROM ('a') TO ('b');
CREATE TABLE by_hash (tags tagset) PARTITION BY HASH (tags);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO part VALUES ('2026-07-01');
INSERT INTO by_list VALUES ('a'), ('a/b');
INSERT INTO by_range VALUES ('a/b/c');
INSERT INTO by_hash SELECT tags FROM thing WHERE id < 100;
CREATE DOMAIN interest AS tagset CHECK (VALUE @> 'interest'::tagpath);
CREATE TYPE pair AS (path tagpath, labels labelset);
CREATE TABLE nested (i interest DEFAULT 'interest/x', a tagset[], p pair, t tagset_tally[]);
INSERT INTO nested VALUES (DEFAULT, '{"a, b", c}', ROW('"a,(b"/c', 'x[said="a, b"]'), '{"(a,1,2)"}');
CREATE UNIQUE INDEX ON part (at, tags);
CREATE FUNCTION asked(t tagset, q tagquery DEFAULT 'a | b') RETURNS boolean RETURN t @@ q;
ALTER TABLE thing ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON thing USING (NOT labels @@ 'hate');
CREATE RULE noted AS ON INSERT TO by_range WHERE NEW.path <@ 'z' DO INSTEAD NOTHING;
CREATE STATISTICS together ON path, verdict FROM thing;
SQL
my $bits    = bits($node, 'source');
my $answers = answers($node, 'source', 'sequential');
my $nested  = nested('source');
like($bits, qr/^1\d\d\d\|/, 'the table has its rows');
indexes_agree($node, 'source', 'before');
my $schema = schema_of('source');

sub nested
{
    my ($db) = @_;
    return $node->safe_psql($db, q{
SELECT md5(tagset_send(i)) || md5(tagset_send(a[1])) || md5(tagpath_send((p).path)) || md5(labelset_send((p).labels)), a, t FROM nested;
SELECT md5(string_agg(tags::text, ';' ORDER BY tags)) FROM by_hash;
SELECT md5(string_agg(path::text, ';' ORDER BY path)) FROM by_list;});
}

# The database's definitions as pg_dump writes them, less what differs from call to call.
sub schema_of
{
    my ($db) = @_;
    $node->command_ok([ 'pg_dump', '--schema-only', '-f', "$dir/$db.schema", $db ], "pg_dump of the schema of $db");
    my $text = slurp_file("$dir/$db.schema");
    $text =~ s/^\\(?:un)?restrict .*\n//mg;
    return $text;
}

# Restores with the given commands into a new database and compares.
sub restored
{
    my ($db, @commands) = @_;
    $node->safe_psql('postgres', "CREATE DATABASE $db");
    $node->command_ok($_, "$db: " . join ' ', @$_[ 0 .. 1 ]) for @commands;
    is(bits($node, $db), $bits, "$db: the same bytes in every column");
    is(nested($db), $nested, "$db: the same in arrays, composites and partitions");
    is(schema_of($db), $schema, "$db: the same definitions");
    is(answers($node, $db, 'index'), $answers, "$db: the same answers by index");
    $node->safe_psql('postgres', "DROP DATABASE $db");
    return;
}

my @psql = ('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d');
restored('plain',
    [ 'pg_dump', '-Fp', '-f', "$dir/plain", 'source' ],
    [ @psql,     'plain',     '-f', "$dir/plain" ]);
restored('inserts',
    [ 'pg_dump', '--column-inserts', '--rows-per-insert=100', '-f', "$dir/inserts", 'source' ],
    [ @psql, 'inserts', '-f', "$dir/inserts" ]);
restored('custom',
    [ 'pg_dump',    '-Fc', '-f', "$dir/custom", 'source' ],
    [ 'pg_restore', '-e',  '-d', 'custom',      "$dir/custom" ]);
restored('directory',
    [ 'pg_dump',    '-Fd',  '-j', '2',  '-f', "$dir/directory", 'source' ],
    [ 'pg_restore', '-j2', '-e', '-d', 'directory', "$dir/directory" ]);
restored('data_only',
    [ 'pg_dump', '--schema-only', '-f', "$dir/schema_only", 'source' ],
    [ @psql, 'data_only', '-f', "$dir/schema_only" ],
    [ 'pg_dump', '--data-only', '-f', "$dir/data_only", 'source' ],
    [ @psql, 'data_only', '-f', "$dir/data_only" ]);

# COPY in the binary format
$node->safe_psql('source', "COPY (SELECT id, path, tags, query, verdict, label, labels, rules, body FROM thing) TO '$dir/copy' (FORMAT binary)");
$node->safe_psql('source', qq{
CREATE TABLE copied (LIKE thing INCLUDING ALL);
COPY copied (id, path, tags, query, verdict, label, labels, rules, body) FROM '$dir/copy' (FORMAT binary);
DROP TABLE thing CASCADE;
ALTER TABLE copied RENAME TO thing;});
is(bits($node, 'source'), $bits, 'binary COPY: the same bytes in every column');

$node->stop;
done_testing();
