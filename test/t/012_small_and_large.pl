# Values that take little on disk, and much in memory if nobody minds: what works on them stays within
# bounds, gives the memory back, or says that a limit is reached. Peaks are those of a fresh backend.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $node = new_node('main');
$node->append_conf('postgresql.conf', "autovacuum = off\nmax_parallel_maintenance_workers = 0\n");
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION factag;
CREATE FUNCTION peak() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s*(\d+) kB'))[1]::int / 1024 $$;
CREATE TABLE logs AS SELECT labels FROM (SELECT string_agg(repeat('abcdefghi/', 190) || 'x' || g, ',')::labelset AS labels FROM generate_series(1, 12000) AS g) AS l, generate_series(1, 40);
CREATE TABLE deep AS SELECT string_agg(repeat('a/', 990) || 'x[by=s/' || g % 3 || '; claim=c' || g || '; verdict=false]', ',')::labelset AS labels FROM generate_series(1, 600) AS g;
CREATE TABLE brief AS SELECT string_agg(format('%sx[claim=c%s; at=2026-01-01T00:00:00.%sZ; until=2026-01-01T00:00:00.%sZ]', repeat('a/', 990), g, lpad((2 * g)::text, 6, '0'), lpad((2 * g + 1)::text, 6, '0')), ',')::labelset AS labels FROM generate_series(1, 12000) AS g;
CREATE TABLE wide AS SELECT string_agg('t' || g || '/' || repeat('~"a"/', 600) || '~"b"', ' | ')::tagquery AS query FROM generate_series(1, 1500) AS g;
SQL

# MB at the peak of a backend that runs this, and what it printed
sub peak
{
    my ($sql, %params) = @_;
    my ($status, $out, $error) = $node->psql('postgres', "\\set VERBOSITY verbose\n$sql;\nSELECT peak();", on_error_stop => 0, %params);
    my ($peak) = $out =~ /(\d+)\s*\z/;
    note "$peak MB: " . substr($sql, 0, 100);
    return ($peak, $error);
}

my ($peak) = peak('ANALYZE logs');
cmp_ok($peak, '<', 200, 'ANALYZE of logs whose paths share what they begin with');
($peak) = peak('CREATE INDEX ON deep USING gin (labels)');
cmp_ok($peak, '<', 200, 'index keys of a log of deep paths: each once');
($peak) = peak('CREATE INDEX ON brief USING gin (labels)');
cmp_ok($peak, '<', 100, 'and of thousands of spans at a deep path: not once for each level');
is($node->safe_psql('postgres', q(SET enable_seqscan = off; SELECT count(*) FROM deep WHERE labels @@ 'a/a/a[by=s/1] & a[verdict=false]')), 1, 'and all are there');

my ($big, $error) = peak(q(CREATE TABLE sources (labels labelset); CREATE INDEX ON sources USING gin (labels);
INSERT INTO sources SELECT string_agg(repeat('a/', 990) || 'x[by=s' || g || ']', ',')::labelset FROM generate_series(1, 5000) AS g));
like($error, qr/54000: .*index keys of a value would take more than 1024 MB/, 'keys that no index should have are refused');

# a query that prints to what no text can hold is not made
(undef, $error) = peak(<<'SQL');
CREATE TABLE query AS SELECT ('a[' || string_agg('verdict=' || repeat('missing-context|', 999) || 'altered', ';') || ']')::tagquery AS q FROM generate_series(1, 1000);
UPDATE query SET q = q && q;
UPDATE query SET q = q && q;
UPDATE query SET q = q && q;
UPDATE query SET q = q || q
SQL
is($error, '', 'a query of eight million values');
(undef, $error) = peak('UPDATE query SET q = q && (q && q)');
like($error, qr/54000: .*a tagquery takes at most 16777216 bytes/, 'and one that is too large');
($peak, $error) = peak(q(COPY query TO '/dev/null'));
is($error, '', 'what is stored can be copied');
(undef, $error) = peak(q(SELECT (repeat('a[' || string_agg('verdict=' || repeat('false|', 999) || 'true', ';') || '] | ', 17) || 'b')::tagquery FROM generate_series(1, 1000)));
like($error, qr/54000: .*DETAIL: +A query can take at most 16777216 bytes when it is stored/s, 'nor read');

# regular expressions are compiled when they are met
($peak) = peak(q(SELECT 'x'::tagset @@ query FROM wide));
cmp_ok($peak, '<', 200, 'nine hundred thousand regular expressions, none of them met');
($peak) = peak('CREATE INDEX ON wide USING gin (query)');
cmp_ok($peak, '<', 200, 'index keys of queries that have as many');

# what a match took is given back
(undef, $error) = peak(<<'SQL');
SET factag.match_heap_limit = '1GB';
SET factag.match_depth_limit = 10000000;
SET factag.match_limit = 10000000;
SELECT ruleset_test(repeat('ab', 300000), 'r: /^(?:a(b)|b(a)|(.))*$/ -> a');
DO $$ BEGIN ASSERT (SELECT total_bytes FROM pg_backend_memory_contexts WHERE name = 'factag match') < 2000000; END $$
SQL
is($error, '', 'a match that takes much memory keeps little of it');

# up to the limit of elements, however often they are repeated
is($node->safe_psql('postgres', q(SET work_mem = '1GB'; SELECT tagset_count(tagset_union(t)) FROM
    (SELECT tagset_agg(g::text::tagpath) AS t FROM generate_series(1, 5100000) AS g OFFSET 0) AS s, generate_series(1, 3))), 5100000, 'millions of tags, three times over');

$node->stop;
done_testing();
