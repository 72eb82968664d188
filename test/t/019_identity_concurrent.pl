# Identity graphs while many write: events on identifiers that collide, unlinked links, erased persons, tags, and full
# resolves, at each isolation level, with savepoints and rollbacks. In every snapshot the stored persons are those of the rule. In the end no link of a log
# that the test keeps is lost, and a graph that is loaded from the log has the same persons. Also after the server was
# killed. FACTAG_SECONDS says for how long.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../perl";
use FactagTest;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $seconds = $ENV{FACTAG_SECONDS} // 15;

my $node = new_busy_node('main');
$node->safe_psql('postgres', <<'SQL');
SELECT identity_create('g', most => 12);
INSERT INTO g_kind (kind, priority, per_person, shared_above) VALUES ('member', 10, 1, 100), ('line', 20, 1, 100), ('phone', 30, 2, 5), ('email', 40, NULL, 4), ('cookie', 50, NULL, 6);
CREATE TABLE pool (n int PRIMARY KEY, kind text, value text);
INSERT INTO pool SELECT row_number() OVER (), kind, kind || v FROM (VALUES ('member', 40), ('line', 30), ('phone', 25), ('email', 40), ('cookie', 90)) AS t (kind, n), generate_series(1, n) AS v;
-- by the ids of identifiers; those of erased ones do not come again
CREATE TABLE log (a bigint, b bigint, source text, x timestamptz);
CREATE TABLE taken_back (a bigint, b bigint, source text);

-- an event of 1 to 4 identifiers that are close to each other in the pool, at a moment of the past that no other event has
CREATE FUNCTION see_something() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    near int := floor(random() * 15);
    names text[];
    event jsonb;
    s text := (ARRAY['web', 'app', 'crm'])[1 + floor(random() * 3)::int];
    t timestamptz := timestamptz '2026-01-01Z' + floor(random() * 9e12)::bigint * interval '1 microsecond';
    answer bigint;
BEGIN
    SELECT jsonb_object_agg(kind, vs), array_agg(u) INTO event, names
    FROM (SELECT kind, jsonb_agg(value) AS vs FROM (SELECT kind, value FROM pool WHERE n % 15 = near OR random() < 0.03 ORDER BY random() LIMIT 1 + floor(random() * 3.3)::int) AS p GROUP BY kind) AS k, LATERAL (SELECT string_agg(v, ' ') AS u FROM jsonb_array_elements_text(vs) AS v) AS w;
    answer := identity_see('g', event, t, s);
    IF answer IS NULL THEN
        RAISE 'an event without a person';
    END IF;
    INSERT INTO log SELECT i.id, j.id, s, t FROM g_identifier AS i, g_identifier AS j, unnest(names) AS m, unnest(string_to_array(m, ' ')) AS v, unnest(names) AS o, unnest(string_to_array(o, ' ')) AS w
        WHERE i.value = v AND j.value = w AND i.id < j.id;
END $$;
CREATE FUNCTION unlink_something() RETURNS void LANGUAGE plpgsql AS $$
DECLARE l record;
BEGIN
    SELECT * INTO l FROM g_link WHERE ended_at IS NULL AND id >= (SELECT floor(random() * max(id)) FROM g_link) ORDER BY id LIMIT 1;
    IF FOUND THEN
        BEGIN
            PERFORM identity_unlink('g', l.id, 'test');
        EXCEPTION WHEN undefined_object THEN
            RETURN;   -- erased meanwhile
        END;
        INSERT INTO taken_back VALUES (least(l.a, l.b), greatest(l.a, l.b), l.source);
    END IF;
END $$;
CREATE FUNCTION erase_someone() RETURNS void LANGUAGE plpgsql AS $$
DECLARE who bigint := (SELECT person FROM g_identifier ORDER BY random() LIMIT 1);
BEGIN
    IF who IS NOT NULL THEN
        PERFORM identity_erase('g', who, 'DELETE', 'here');
    END IF;
EXCEPTION WHEN undefined_object THEN
    NULL;   -- became another's meanwhile
END $$;
CREATE FUNCTION tag_something() RETURNS void LANGUAGE sql AS $$
UPDATE g_identifier SET tags = (ARRAY['', 'a', 'a/b', 'c[weight=0.5]', 'd, e'])[1 + floor(random() * 5)::int]::tagset
WHERE id = ANY (ARRAY(SELECT id FROM g_identifier ORDER BY random() LIMIT 1 + floor(random() * 2)::int));
$$;
-- the problems of a snapshot
CREATE FUNCTION ask() RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
    problems text := (SELECT string_agg(p::text, ' ') FROM identity_problems('g') AS p);
    counts text := (SELECT string_agg(h::text, ' ') FROM g_identifier AS i FULL JOIN (SELECT * FROM g_history WHERE until IS NULL) AS h ON h.identifier = i.id WHERE nullif(i.person, i.id) IS DISTINCT FROM h.person);
BEGIN
    IF problems IS NOT NULL OR counts IS NOT NULL THEN
        RAISE 'under %: % %', current_setting('transaction_isolation'), problems, counts;
    END IF;
END $$;
CREATE FUNCTION resolve_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE moved bigint := identity_resolve('g');
BEGIN
    IF moved <> 0 THEN
        RAISE 'identity_resolve moved %', moved;
    END IF;
END $$;
SQL

my $dir = $node->basedir;
# a level of isolation by chance, steps, and perhaps no end but a rollback
sub transaction
{
    my (@steps) = @_;
    return join "\n", q(\set level random(0, 7)
\set end random(1, 100)
\if :level < 4
BEGIN;
\elif :level < 6
BEGIN ISOLATION LEVEL REPEATABLE READ;
\else
BEGIN ISOLATION LEVEL SERIALIZABLE;
\endif), @steps, q(\if :end > 15
COMMIT;
\else
ROLLBACK;
\endif
);
}
my ($see, $unlink, $tag, $erase, $save, $back) = ('SELECT see_something();', 'SELECT unlink_something();', 'SELECT tag_something();', 'SELECT erase_someone();', 'SAVEPOINT s;', 'ROLLBACK TO SAVEPOINT s;');
my %scripts = (
    see       => "$see\n",
    see_some  => transaction($see, $see),
    savepoint => transaction($save, $see, $back, $see, 'SAVEPOINT s;', $see, 'RELEASE SAVEPOINT s;', $save, $unlink, $tag, $back),
    unlink    => transaction($unlink, $see),
    tag       => transaction($tag),
    mixed     => transaction($tag, $see, $unlink, 'SELECT ask();'),
    subtrans  => transaction("DO \$\$ BEGIN PERFORM see_something(); BEGIN PERFORM see_something(); PERFORM unlink_something(); RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN NULL; END; PERFORM see_something(); END \$\$;"),
    erase     => transaction($erase, $see) . "\\sleep 100 ms\n",
    ask       => "SELECT ask();\n\\sleep 50 ms\n",
    ask_twice => "BEGIN ISOLATION LEVEL REPEATABLE READ;\nSELECT ask();\n\\sleep 20 ms\nSELECT ask();\nCOMMIT;\n\\sleep 50 ms\n",
    resolve   => "SELECT resolve_all();\n\\sleep 300 ms\n",
    part      => transaction('SELECT 1 / CASE WHEN identity_resolve(\'g\', coalesce(array_agg(id), \'{}\')) = 0 THEN 1 ELSE 0 END FROM g_identifier WHERE random() < 0.1;') . "\\sleep 100 ms\n",
);
append_to_file("$dir/$_.sql", $scripts{$_}) for keys %scripts;

# Starts pgbench in the background with so many clients and some of the scripts.
my @running;
sub run
{
    my ($clients, $time, @names) = @_;
    my %run = (name => "@names", output => '', error => '');
    $run{run} = IPC::Run::start([ 'pgbench', '-n', '-c', $clients, '-T', $time, '--max-tries=1000', (map { my ($name, $weight) = split /@/; ('-f', "$dir/$name.sql\@" . ($weight // 1)) } @names), $node->connstr('postgres') ],
        '<', '/dev/null', '>', \$run{output}, '2>', \$run{error}, IPC::Run::timeout($time + 600));
    push @running, \%run;
    return;
}
sub run_all
{
    my ($time) = @_;
    @running = ();
    run(4, $time, qw(see@3 see_some@3 savepoint@2 unlink@1 tag@2 mixed@1 subtrans@2 erase@1));
    run(1, $time, qw(ask ask_twice));
    run(1, $time, qw(resolve part));
    return;
}

# What the log says of links, and a graph that is made of the log in batch.
sub check
{
    my ($name) = @_;
    my $query = sub { my ($what, $sql) = @_; is($node->safe_psql('postgres', $sql), '', "$name: $what") };
    $query->('no problem', q(SELECT * FROM identity_problems('g')));
    $query->('identity_resolve moves nothing', q(SELECT moved FROM identity_resolve('g') AS moved WHERE moved <> 0));
    $node->safe_psql('postgres', <<'SQL');
DROP TABLE IF EXISTS expected;
CREATE TABLE expected AS SELECT a, b, source, min(x) AS at, max(x) AS last FROM log AS l
    WHERE EXISTS (SELECT FROM g_identifier WHERE id = a) AND EXISTS (SELECT FROM g_identifier WHERE id = b) AND NOT EXISTS (SELECT FROM taken_back AS t WHERE (t.a, t.b, t.source) = (l.a, l.b, l.source))
    GROUP BY 1, 2, 3;
SQL
    $query->('the links are those of the log', <<'SQL');
SELECT * FROM (SELECT least(a, b) AS a, greatest(a, b) AS b, source, min(at) AS at, max(last) AS last, max(id) AS id FROM g_link WHERE ended_at IS NULL GROUP BY 1, 2, 3) AS l FULL JOIN expected AS e USING (a, b, source)
WHERE (l.at, l.last) IS DISTINCT FROM (e.at, e.last)
SQL
    $query->('ended links are those of the log', <<'SQL');
SELECT DISTINCT least(a, b), greatest(a, b), source FROM g_link WHERE ended_at IS NOT NULL
EXCEPT SELECT * FROM taken_back
SQL
    $node->safe_psql('postgres', <<'SQL');
SELECT identity_create('h', most => 12);
INSERT INTO h_kind SELECT * FROM g_kind;
INSERT INTO h_identifier (kind, value) SELECT kind, value FROM g_identifier ORDER BY id;
INSERT INTO h_link (a, b, at, last, source)
    SELECT hi.id, hj.id, e.at, e.last, e.source FROM expected AS e JOIN g_identifier AS i ON i.id = e.a JOIN g_identifier AS j ON j.id = e.b JOIN h_identifier AS hi ON (hi.kind, hi.value) = (i.kind, i.value) JOIN h_identifier AS hj ON (hj.kind, hj.value) = (j.kind, j.value)
    ORDER BY (SELECT max(id) FROM g_link AS l WHERE least(l.a, l.b) = e.a AND greatest(l.a, l.b) = e.b AND l.ended_at IS NULL AND l.last = e.last);
SELECT identity_resolve('h');
SQL
    $query->('a graph loaded from the log has the same persons', <<'SQL');
SELECT g.kind, g.value, gp.value, hp.value FROM g_identifier AS g JOIN g_identifier AS gp ON gp.id = g.person FULL JOIN (h_identifier AS h JOIN h_identifier AS hp ON hp.id = h.person) ON (g.kind, g.value) = (h.kind, h.value)
WHERE (gp.value, g.shared) IS DISTINCT FROM (hp.value, h.shared)
SQL
    $query->('no stints overlap, and none is empty', <<'SQL');
SELECT h, o FROM g_history AS h LEFT JOIN g_history AS o ON o.identifier = h.identifier AND o.since > h.since AND (h.until IS NULL OR h.until > o.since) WHERE o.since IS NOT NULL OR h.since >= h.until OR h.person = h.identifier
SQL
    note "$name: ", $node->safe_psql('postgres', q(SELECT format('%s links, %s of them ended, %s refused, %s identifiers, %s shared, %s persons, %s stints, %s erased; log %s', (SELECT count(*) FROM g_link), (SELECT count(*) FROM taken_back), (SELECT count(*) FROM g_refused),
        (SELECT count(*) FROM g_identifier), (SELECT count(*) FROM g_identifier WHERE shared), (SELECT count(*) FROM g_person), (SELECT count(*) FROM g_history), (SELECT count(*) FROM g_erasure), (SELECT count(*) FROM log))));
    $node->safe_psql('postgres', q(SELECT identity_drop('h')));
    return;
}

run_all(int($seconds * 2 / 3) || 1);
for my $run (@running)
{
    $run->{run}->finish;
    my ($tries)  = $run->{output} =~ /number of transactions actually processed: (\d+)/;
    my ($failed) = $run->{output} =~ /number of failed transactions: (\d+)/;
    my ($again)  = $run->{output} =~ /number of transactions retried: (\d+)/;
    unlike($run->{error}, qr/ERROR/, "$run->{name}: no error");
    cmp_ok($tries // 0, '>', 0, "$run->{name}: transactions were done");
    is($failed // 0, 0, "$run->{name}: none failed for ever");
    note "$run->{name}: $tries transactions, ", $again // 0, ' of them tried again';
}
check('after the run');
cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM g_refused'), '>', 10, 'identifiers collided');
cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM g_identifier WHERE shared'), '>', 0, 'some are shared');

# the server is killed among writers, and recovers
for my $time (1 .. ($seconds > 60 ? 10 : 2))
{
    run_all(600);
    my $before = $node->safe_psql('postgres', 'SELECT count(*) FROM log');
    $node->poll_query_until('postgres', "SELECT count(*) > $before + 200 FROM log") or die;
    $node->stop('immediate');
    $_->{run}->finish for @running;
    $node->start;
    check("killed, time $time");
}

$node->stop;
done_testing();
