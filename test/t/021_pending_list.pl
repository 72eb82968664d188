# While GIN moves a row from its pending list into the tree, key by key, the tree has a part of the row's
# keys. Conditions that depend on the absence of a key must not believe it.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $node = new_node('main');
$node->append_conf('postgresql.conf', "autovacuum = off\n");
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION factag;
CREATE TABLE half (tags tagset, labels labelset, words tsvector);
CREATE INDEX ON half USING gin (tags);
CREATE INDEX ON half USING gin (labels);
CREATE INDEX ON half USING gin (words);
INSERT INTO half VALUES ('a, b, c, d', 'a[by=x], b[by=x], c[by=x], d[by=x]', 'a b c d');

-- Asks as long as VACUUM runs; none of the conditions matches the row.
CREATE TABLE found (condition text, asked int, found int);
CREATE PROCEDURE ask_meanwhile() LANGUAGE plpgsql AS $$
DECLARE
    conditions text[] := ARRAY[$q$tags @@ 'a & !d'$q$, $q$tags @@ '!c'$q$, $q$tags @@ '2 of (a, b, !d, !c)' AND tags @@ '!d'$q$,
                               $q$tags <@ 'a, b'$q$, $q$labels @@ 'a & !d'$q$, $q$labels @@ 'b[by=x] & !d[by=x]'$q$,
                               $q$words @@ 'a & !d'$q$];
    condition text;
    n int;
BEGIN
    SET enable_seqscan = off;
    WHILE EXISTS (SELECT FROM pg_stat_progress_vacuum) LOOP
        FOREACH condition IN ARRAY conditions LOOP
            EXECUTE 'SELECT count(*) FROM half WHERE ' || condition INTO n;
            INSERT INTO found VALUES (condition, 1, n);
        END LOOP;
        COMMIT;
        PERFORM pg_sleep(0.02);
    END LOOP;
END $$;
SQL

# VACUUM sleeps after each key that it has moved
my $vacuum = start_psql($node, 'postgres',
    "SET vacuum_cost_delay = '20ms'; SET vacuum_cost_limit = 1; SET vacuum_cost_page_hit = 10; VACUUM half");
ok($node->poll_query_until('postgres', 'SELECT count(*) > 0 FROM pg_stat_progress_vacuum'), 'VACUUM moves the keys');
$node->safe_psql('postgres', 'CALL ask_meanwhile()');
my (undef, $error) = finish_psql($vacuum);
is($error, '', 'VACUUM is done');
is($node->safe_psql('postgres', "SELECT DISTINCT condition FROM found WHERE found > 0 AND condition NOT LIKE 'words%'"), '',
    'no condition finds the row by a key that is absent for a moment');
is($node->safe_psql('postgres', 'SELECT count(*) > 20 FROM found'), 't', 'asked many times');
note 'questions to tsvector that found the row: '
    . $node->safe_psql('postgres', "SELECT sum(found) || ' of ' || count(*) FROM found WHERE condition LIKE 'words%'");

$node->stop;
done_testing();
