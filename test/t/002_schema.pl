# In a schema that is not on the search path everything works, and after it is moved too.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $node = new_node('main');
$node->start;

$node->safe_psql('postgres', 'CREATE DATABASE usual');
$node->safe_psql('usual',    'CREATE EXTENSION factag');
make_tour($node, 'usual');
my $expected = tour($node, 'usual', 'public');
tour_is_whole($expected);

# Whether the tour called all there is, and found nothing that it could not call.
sub tour_is_whole
{
    my ($answers) = @_;
    my %calls;
    $calls{$1}++ while $answers =~ /^(operator|function|aggregate|cast) /mg;
    note $answers;
    cmp_ok($calls{operator},  '>=', 79,  "$calls{operator} operators are called");
    cmp_ok($calls{function},  '>=', 200, "$calls{function} functions are called");
    cmp_ok($calls{aggregate}, '>=', 8,   "$calls{aggregate} aggregates are called");
    cmp_ok($calls{cast},      '>=', 20,  "$calls{cast} casts are called");
    unlike($answers, qr/error (?:42(?!710)|3F|XX)/, 'every name is found');
    my $errors = () = $answers =~ /\|error /g;
    cmp_ok($errors, '<=', 14, "$errors calls refuse the sample");
    return;
}

# Somebody else's tables have our words as names, and an odd schema has the extension.
$node->safe_psql('postgres', 'CREATE DATABASE odd');
$node->safe_psql('odd', <<'SQL');
CREATE TABLE tag (id int); CREATE TABLE tags (id int);
CREATE TABLE label (id int); CREATE TABLE labels (id int);
CREATE SCHEMA "Ünusual schema";
CREATE SCHEMA elsewhere;
CREATE EXTENSION factag SCHEMA "Ünusual schema";
SQL
make_tour($node, 'odd');
is(tour($node, 'odd', 'Ünusual schema'), $expected, 'in an odd schema everything answers as usual');

# Tables, generated columns, constraints and indexes with every name written in full.
$node->safe_psql('odd', <<'SQL');
SET search_path = pg_catalog;
CREATE TABLE public.member (
    id int PRIMARY KEY,
    tags "Ünusual schema".tagset DEFAULT 'a/b'::"Ünusual schema".tagset,
    labels "Ünusual schema".labelset,
    path "Ünusual schema".tagpath,
    query "Ünusual schema".tagquery,
    many int GENERATED ALWAYS AS ("Ünusual schema".tagset_count(tags)) STORED,
    CHECK (NOT tags OPERATOR("Ünusual schema".@@) 'never'::"Ünusual schema".tagquery));
INSERT INTO public.member
SELECT i, ('a/b' || i % 50)::"Ünusual schema".tagset, ('x/y' || i % 10)::"Ünusual schema".labelset,
    ('p/q' || i % 100)::"Ünusual schema".tagpath, ('a/b' || i % 50 || ' & !c')::"Ünusual schema".tagquery
FROM generate_series(1, 5000) AS i;
CREATE INDEX member_tags ON public.member USING gin (tags "Ünusual schema".tagset_gin_ops);
CREATE INDEX member_labels ON public.member USING gin (labels);
CREATE INDEX member_query ON public.member USING gin (query "Ünusual schema".tagquery_gin_ops);
CREATE INDEX member_path ON public.member (path);
SELECT "Ünusual schema".audience_create('public.member', 'id', 'tags', 'crowd');
CREATE VIEW public.seven AS SELECT id FROM public.member WHERE "Ünusual schema".tagset_matches(tags, 'a/b7');
CREATE VIEW public.spelt AS SELECT id FROM public.member WHERE tags OPERATOR("Ünusual schema".@@) '"a"/b8';
CREATE FUNCTION public.nine() RETURNS bigint
    BEGIN ATOMIC SELECT count(*) FROM public.member WHERE tags OPERATOR("Ünusual schema".@>) 'a/b9'::"Ünusual schema".tagpath; END;
ANALYZE public.member;
SQL

# The questions to the table, with the operators' schema.
sub questions
{
    my ($s) = @_;
    return (
        "tags OPERATOR($s.@>) 'a/b1'::$s.tagpath",
        "tags OPERATOR($s.&&) 'a/b1, a/b2'::$s.tagset",
        "tags OPERATOR($s.<@) 'a/b1/c'::$s.tagset",
        "tags OPERATOR($s.@@) 'a/b1 | a/b3'::$s.tagquery",
        "tags OPERATOR($s.=) 'a/b1'::$s.tagset",
        "$s.tagset_covers(tags, 'a/b1')",
        "labels OPERATOR($s.@@) 'x/y1'::$s.tagquery",
        "$s.labelset_matches(labels, 'x/y2 | x/y3')",
        "path OPERATOR($s.<@) 'p/q1'::$s.tagpath",
        "$s.tagpath_matches(path, 'p/q7')",
        "query OPERATOR($s.@@) 'a/b2/x'::$s.tagset",
        "id IN (SELECT id FROM public.seven)",
        "id IN (SELECT id FROM public.spelt)",
        "id <= (SELECT public.nine())");
}

# The questions to the audience, whose plans the backend keeps over a move.
sub asks_audience
{
    my ($s) = @_;
    return "SELECT $s.audience_count('public.crowd', 'a/b1 | a/b3'), $s.audience_count('public.crowd', '!a/b1'::$s.tagquery),
        $s.idset_count($s.audience_ids('public.crowd', 'a/b2')), (SELECT sum(rows) FROM $s.audience_counts('public.crowd', 'a/b1')), (SELECT count(*) FROM $s.audience_problems('public.crowd'))";
}

# The indexes are found, and give what the table gives.
sub answers_are_right
{
    my ($s, $name) = @_;
    my @questions = questions($s);
    my $counts    = join ' UNION ALL ', map { "SELECT $_, count(*) FROM public.member WHERE $questions[$_]" } 0 .. $#questions;
    my $path      = 'SET search_path = pg_catalog;';
    my $by_index  = $node->safe_psql('odd', "$path SET enable_seqscan = off; $counts ORDER BY 1");
    is($by_index, join("\n", '0|100', '1|200', '2|100', '3|200', '4|100', '5|100', '6|500', '7|1000', '8|50',
            '9|50', '10|100', '11|100', '12|100', '13|100'), "$name: the answers are right");
    is($node->safe_psql('odd', "$path SET enable_indexscan = off; SET enable_bitmapscan = off; $counts ORDER BY 1"),
        $by_index, "$name: and the same without an index");
    my $plans = $node->safe_psql('odd', "$path SET enable_seqscan = off;"
          . join '', map { "EXPLAIN (COSTS off) SELECT * FROM public.member WHERE $_;" } @questions[ 0 .. 3, 5 .. 10 ]);
    my $scans = () = $plans =~ /Index Scan/g;
    is($scans, 10, "$name: every question uses its index");
    my $estimate = $node->safe_psql('odd', "$path EXPLAIN SELECT * FROM public.member WHERE $questions[0]");
    my ($rows) = $estimate =~ /rows=(\d+)/;
    cmp_ok(abs($rows - 100), '<', 50, "$name: estimates know the statistics: $rows rows of 100");
    return;
}

answers_are_right('"Ünusual schema"', 'qualified');
is($node->safe_psql('odd', 'SET search_path = pg_catalog;' . asks_audience('"Ünusual schema"')), '200|4900|100|200|0', 'qualified: an audience counts');
# in one session, which has written and asked before the move
is($node->safe_psql('odd', 'SET search_path = pg_catalog; ' . asks_audience('"Ünusual schema"') . q(;
UPDATE public.member SET tags = 'a/b1' WHERE id = 2;
ALTER EXTENSION factag SET SCHEMA elsewhere;
UPDATE public.member SET tags = 'a/b1' WHERE id = 3;
CALL elsewhere.audience_compact('public.crowd');
UPDATE public.member SET tags = 'a/b1' WHERE id = 4;) . asks_audience('elsewhere')), "200|4900|100|200|0\n202|4897|99|206|0", 'an audience moves with the extension');
$node->safe_psql('odd', q(UPDATE public.member SET tags = ('a/b' || id % 50)::elsewhere.tagset WHERE id <= 4;
SELECT elsewhere.audience_rebuild('public.crowd')));
is($node->safe_psql('odd', asks_audience('elsewhere')), '200|4900|100|200|0', 'and is rebuilt there');
is(tour($node, 'odd', 'elsewhere'), $expected, 'after ALTER EXTENSION SET SCHEMA everything answers as before');
answers_are_right('elsewhere', 'moved');
$node->safe_psql('odd', 'ANALYZE public.member; REINDEX TABLE public.member; VACUUM FULL public.member');
answers_are_right('elsewhere', 'moved and rebuilt');
is($node->safe_psql('odd', "SELECT count(*) FROM pg_depend AS d JOIN pg_proc AS p ON p.oid = d.objid AND d.classid = 'pg_proc'::regclass
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND pronamespace <> 'elsewhere'::regnamespace
      AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'factag')"), 0, 'nothing is left in the old schema');

# whoever puts a function of the same name in front changes nothing within ours
$node->safe_psql('odd', <<'SQL');
CREATE FUNCTION public.tagset_from_text(text) RETURNS elsewhere.tagset LANGUAGE sql AS 'SELECT NULL::elsewhere.tagset';
CREATE FUNCTION public.meets(elsewhere.tagset, elsewhere.tagquery) RETURNS boolean LANGUAGE sql AS 'SELECT false';
CREATE OPERATOR public.@@ (LEFTARG = elsewhere.tagset, RIGHTARG = elsewhere.tagquery, FUNCTION = public.meets);
SQL
is($node->safe_psql('odd', "SET search_path = public, elsewhere; SELECT count(*) FROM member WHERE elsewhere.tagset_matches(tags, 'a/b7')"),
    100, 'a function form does not see operators put in front');

$node->stop;
done_testing();
