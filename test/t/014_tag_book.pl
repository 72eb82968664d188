# A taxonomy in a table, with what people attach to it: a CHECK, a trigger, a generated column, views, row
# security. It gives the same answers to other roles, under any search_path, in another schema, and after a
# dump and a restore; and a large one stays within bounds.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use Test::More;

my $node = new_node('main');
$node->start;
my $dir = $node->basedir;
$node->safe_psql('postgres', 'CREATE ROLE writer LOGIN; CREATE ROLE reader LOGIN; CREATE DATABASE source');
$node->safe_psql('source', <<'SQL');
CREATE EXTENSION factag;
CREATE TABLE tag_book (version int PRIMARY KEY, taxonomy tagtaxonomy NOT NULL);
INSERT INTO tag_book VALUES (1, '
name: /[a-z0-9-]+/    # a naming rule
must: status
interest [static; title-zh-Hant="興趣"]
interest/flat [title-zh-Hant="公寓"]
asset [open]
status [exclusive; dynamic=P90D]
status/active
status/churned
興趣/公寓 -> interest/flat
interest/flat => asset/home
interest/crypto');
INSERT INTO tag_book SELECT 2, (replace(taxonomy::text, 'interest/crypto', 'interest/crypto -> finance/crypto') || E'\nfinance [open]')::tagtaxonomy FROM tag_book;
CREATE VIEW book AS SELECT taxonomy FROM tag_book ORDER BY version DESC LIMIT 1;
CREATE FUNCTION current_book() RETURNS tagtaxonomy LANGUAGE sql STABLE SECURITY DEFINER BEGIN ATOMIC SELECT taxonomy FROM book; END;
CREATE TABLE member (id int PRIMARY KEY, tags tagset NOT NULL,
    CONSTRAINT by_standard CHECK (taxonomy_valid(tags, E'interest [open]\nasset [open]\nfinance [open]\nstatus [exclusive; open]\n"興趣" [open]')),
    meaning tagset GENERATED ALWAYS AS (taxonomy_apply(tags, E'interest\nfinance [open]\ninterest/crypto -> finance/crypto')) STORED);
INSERT INTO member VALUES (1, '興趣/公寓, status/active'), (2, 'interest/crypto/x, status/churned'), (3, 'asset/home');
CREATE INDEX ON member USING gin (tags);
CREATE INDEX ON member USING gin (taxonomy_apply(tags, E'interest\nfinance [open]\ninterest/crypto -> finance/crypto'));
CREATE FUNCTION complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.tags := public.taxonomy_apply(NEW.tags, public.current_book(), '2026-09-01T00:00:00Z');
    RETURN NEW;
END $$;
CREATE TRIGGER complete BEFORE INSERT ON member FOR EACH ROW EXECUTE FUNCTION complete();
CREATE VIEW home AS SELECT id FROM member WHERE taxonomy_matches(tags, 'asset/home', (SELECT taxonomy FROM book), NULL);
CREATE VIEW problem AS SELECT id, p.* FROM book, member, taxonomy_problems(tags, taxonomy) AS p;
CREATE VIEW menu AS SELECT position, tag, title FROM book, taxonomy_terms(taxonomy, 'zh-TW');
CREATE MATERIALIZED VIEW links AS SELECT l.* FROM book, taxonomy_links(taxonomy) AS l;
CREATE TABLE page (tag tagpath PRIMARY KEY);
INSERT INTO page SELECT tag::tagpath FROM menu;
GRANT SELECT ON page TO reader;
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY finance ON member TO reader USING (taxonomy_matches(tags, 'finance', public.current_book(), NULL));
CREATE POLICY every ON member TO writer USING (true) WITH CHECK (NOT EXISTS (SELECT FROM public.taxonomy_problems(tags, public.current_book()) WHERE severity = 'error'));
GRANT SELECT ON home, problem, menu, links TO reader;
GRANT SELECT, INSERT, DELETE ON member TO reader, writer;
SQL

# every question, as text
sub everything
{
    my ($db) = @_;
    return $node->safe_psql($db, <<'SQL');
SET search_path = '';
SELECT * FROM public.home ORDER BY id;
SELECT * FROM public.problem ORDER BY id, problem, tag;
SELECT * FROM public.menu ORDER BY position;
REFRESH MATERIALIZED VIEW public.links;
SELECT * FROM public.links;
SELECT * FROM public.member ORDER BY id;
SELECT * FROM public.tag_book ORDER BY version;
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'by_standard';
SQL
}

# what a role may see, and what it is told of rows that it may not write
sub as_roles
{
    my ($db) = @_;
    my @answers;
    for my $ask ([ reader => 'SELECT id FROM public.member' ],
        [ writer => 'SELECT id FROM public.member ORDER BY id' ],
        [ writer => q(INSERT INTO public.member VALUES (9, 'interest/flat, status/active') RETURNING tags; DELETE FROM public.member WHERE id = 9) ],
        [ writer => q(INSERT INTO public.member VALUES (9, 'interest/flat')) ],
        [ writer => q(INSERT INTO public.member VALUES (9, 'status/churned, status/active')) ])
    {
        local $ENV{PGUSER} = $ask->[0];
        my ($status, $out, $error) = $node->psql($db, "SET search_path = pg_catalog; $ask->[1]");
        push @answers, $out, ($error =~ s/^psql:\S+ //r) =~ s/\nDETAIL.*//sr;
    }
    return join "\n", @answers;
}

my $expected = everything('source');
my $roles    = as_roles('source');
like($expected, qr/^1\n3\n1\|alias\|warning/, 'an old name has a second parent');
is($roles, <<'TEXT' =~ s/\n\z//r, 'roles see the rows of their policies, and write what the taxonomy allows');
2

1
2
3

interest/flat, status/active[until=2026-11-30T00:00:00Z]


ERROR:  new row violates row-level security policy for table "member"

ERROR:  new row violates row-level security policy for table "member"
TEXT

$node->safe_psql('source', 'CREATE SCHEMA "Else where"; ALTER EXTENSION factag SET SCHEMA "Else where"');
(my $elsewhere = everything('source')) =~ s/"Else where"\.//g;
(my $here = $expected) =~ s/public\.//g;
is($elsewhere, $here, 'in another schema, what is stored and what depends on it answers as before');
$node->safe_psql('source', 'ALTER EXTENSION factag SET SCHEMA public');
is(everything('source'), $expected, 'and back');

for my $format (qw(plain custom))
{
    my $db   = "restored_$format";
    my $file = "$dir/$format.dump";
    $node->command_ok([ 'pg_dump', '--format', $format, '--file', $file, $node->connstr('source') ], "$format dump");
    $node->safe_psql('postgres', "CREATE DATABASE $db");
    $node->command_ok($format eq 'plain' ? [ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $file, $node->connstr($db) ]
        : [ 'pg_restore', '--exit-on-error', '--dbname', $node->connstr($db), $file ], "$format restore");
    is(everything($db), $expected, "$format: everything answers as before");
    is(as_roles($db),   $roles,    "$format: to every role");
}

# one that is as large as may be
$node->safe_psql('source', <<'SQL');
CREATE FUNCTION peak() RETURNS int LANGUAGE sql VOLATILE AS $$ SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s*(\d+) kB'))[1]::int / 1024 $$;
CREATE TABLE large AS SELECT (E'r [open]\n' || string_agg(format(E'a%s/b%s/c%s', i % 50, i % 5000, i), E'\n'))::tagtaxonomy AS t FROM generate_series(1, 999999) AS i;
SQL
is($node->safe_psql('source', q(SELECT taxonomy_valid('r/x', t), taxonomy_valid('a7/b7', t), taxonomy_valid('a7/b8', t) FROM large)), 't|t|f', 'a million lines');
my $peak = $node->safe_psql('source', q(SET factag.rule_cache_size = 0; SELECT taxonomy_valid('r/x', t) FROM large, generate_series(1, 3); SELECT peak())) =~ s/.*\n//sr;
note "$peak MB";
cmp_ok($peak, '<', 600, 'and one is compiled in bounded memory, again and again');
# longer than the signal's wait: statement_timeout ends the compilation
my ($status, undef, $error) = $node->psql('source', q(SET statement_timeout = 20; SELECT taxonomy_valid('r/x', t) FROM large));
like($error, qr/canceling statement due to statement timeout/, 'a compilation can be cancelled');
is($node->safe_psql('source', q(\set ON_ERROR_STOP 0
SET statement_timeout = 20; SELECT taxonomy_valid('r/x', t) FROM large; RESET statement_timeout; SELECT taxonomy_valid('r/x', t) FROM large), on_error_die => 0), 't', 'and begun anew in the same session');

done_testing();
