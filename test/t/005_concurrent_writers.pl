# VACUUM and the GIN pending list while many write and read: no reader ever sees an index that disagrees
# with the table, no merge is lost, and afterwards every answer is the table's.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use PostgreSQL::Test::Utils;
use Test::More;

my $seconds = 6;

my $node = new_node('main');
$node->append_conf('postgresql.conf', <<'CONF');
gin_pending_list_limit = 64kB
autovacuum_naptime = 1
autovacuum_vacuum_threshold = 20
autovacuum_vacuum_scale_factor = 0
autovacuum_vacuum_cost_delay = 0
deadlock_timeout = 100ms
CONF
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION factag');
make_things($node, 'postgres');
index_things($node, 'postgres');
add_things($node, 'postgres', 1, 1000);
$node->safe_psql('postgres', <<'SQL');
CREATE SEQUENCE new_id START 1001;
CREATE TABLE written (id int, path tagpath);
-- asks one question both ways within one snapshot
CREATE FUNCTION agree(question text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    by_index text;
    by_table text;
BEGIN
    PERFORM set_config('enable_seqscan', 'off', true);
    EXECUTE 'SELECT string_agg(id::text, '','' ORDER BY id) FROM thing WHERE ' || question INTO by_index;
    PERFORM set_config('enable_seqscan', 'on', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_indexscan', 'off', true),
        set_config('enable_indexonlyscan', 'off', true);
    EXECUTE 'SELECT string_agg(id::text, '','' ORDER BY id) FROM thing WHERE ' || question INTO by_table;
    IF by_index IS DISTINCT FROM by_table THEN
        RAISE 'the index says % and the table %: %', by_index, by_table, question;
    END IF;
END $$;
SQL

my $dir = $node->basedir;
my %scripts = (
    merge => q{
\set id random(1, 40)
\set n random(1, 1000000)
BEGIN;
UPDATE thing SET tags = coalesce(tags, '') || tagset_make('written/w:n'), labels = labels || 'written/w:n[by=human]' WHERE id = :id;
INSERT INTO written VALUES (:id, 'written/w:n');
COMMIT;
},
    insert => FactagTest::things_sql("nextval('new_id')::int", "currval('new_id')::int"),
    delete => q{
\set id random(100, 3000)
DELETE FROM thing WHERE id = :id;
},
    take_away => q{
\set id random(41, 3000)
UPDATE thing SET tags = tags - 'deep'::tagpath, path = tagpath_root(path) WHERE id = :id;
},
    change_query => q{
\set id random(1, 3000)
\set n random(1, 29)
UPDATE thing SET query = 'r:n/x* | !a & s:n' WHERE id = :id;
},
    agree => join("\n", 'BEGIN ISOLATION LEVEL REPEATABLE READ;',
        (map { s/'/''/gr =~ s/^.*$/SELECT agree(E'$&');/r } grep { !/\\|:/ } asks())[ 0 .. 9 ], q(SELECT agree('tags @@ ''written & !deep''');), q(SELECT agree('labels @@ ''written/w1*''');),
        q(SELECT agree('query @@ tagset ''r3/x1, s5''');), q(SELECT agree('query @@ tagset ''a, r3/x1''');), 'COMMIT;'),
    vacuum => q{
VACUUM (INDEX_CLEANUP on) thing;
SELECT gin_clean_pending_list('thing_tags_gin'), gin_clean_pending_list('thing_labels_gin'), gin_clean_pending_list('thing_query_gin');
},
);
my @files;
for my $name (sort keys %scripts)
{
    append_to_file("$dir/$name.sql", $scripts{$name});
    push @files, '-f', "$dir/$name.sql\@" . ($name eq 'agree' || $name eq 'vacuum' ? 1 : 10);
}
$node->command_ok(
    [ 'pgbench', '-n', '-c', '6', '-j', '2', '-T', $seconds, '--max-tries=100', @files, $node->connstr('postgres') ],
    'writers, readers and VACUUM at once raise no error');

note $node->safe_psql('postgres', "SELECT n_tup_ins, n_tup_upd, n_tup_del, vacuum_count, autovacuum_count FROM pg_stat_user_tables WHERE relname = 'thing'");
indexes_agree($node, 'postgres', 'after the writers');
cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM written'), '>', 50, 'many merges were committed');
is($node->safe_psql('postgres', q(SELECT count(*) FROM written AS w JOIN thing AS t USING (id)
    WHERE NOT t.tags @> w.path OR NOT t.labels @@ tagquery_term(w.path))), 0, 'none of them is lost');
$node->safe_psql('postgres', 'VACUUM thing');
indexes_agree($node, 'postgres', 'after VACUUM');
my $answers = answers($node, 'postgres', 'index');
$node->safe_psql('postgres', 'REINDEX TABLE thing');
is(answers($node, 'postgres', 'index'), $answers, 'indexes built anew give what they gave');
is($node->safe_psql('postgres', q(SELECT count(*) FROM thing WHERE many IS DISTINCT FROM tagset_count(tags)
    OR (standing = labelset_resolve(labels, NULL, '{human,auto}')) IS NOT TRUE)), 0, 'generated columns are in step');

$node->stop;
done_testing();
