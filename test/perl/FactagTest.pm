# What the TAP tests share: a cluster for UTF-8, a table with every type, and ways to ask it.
package FactagTest;

use strict;
use warnings;

use Exporter 'import';
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(
  new_node new_busy_node make_things add_things change_things index_things asks answers bits indexes_agree audience_agrees
  make_tour tour start_psql finish_psql
  make_audience change_members audience_answers audience_as_table
);

# A new cluster in UTF-8 that asks nobody's locale, not yet started.
sub new_node
{
    my ($name, %params) = @_;
    my $node = PostgreSQL::Test::Cluster->new($name);
    $node->init(extra => [ '-E', 'UTF8', '--locale=C.UTF-8' ], %params);

    # the tests' own statements, and what goes wrong; not every line of a load
    $node->append_conf('postgresql.conf', <<'CONF');
log_statement = none
timezone = 'UTC'
shared_buffers = 16MB
max_wal_size = 1GB
CONF
    return $node;
}

# A node with the extension, on which many write and VACUUM is never far.
sub new_busy_node
{
    my ($name) = @_;
    my $node = new_node($name);
    $node->append_conf('postgresql.conf', <<'CONF');
autovacuum_naptime = 1
autovacuum_vacuum_threshold = 50
autovacuum_vacuum_scale_factor = 0
autovacuum_vacuum_cost_delay = 0
deadlock_timeout = 50ms
max_pred_locks_per_transaction = 1024
log_min_error_statement = fatal
client_min_messages = warning
CONF
    $node->start;
    $node->safe_psql('postgres', 'CREATE EXTENSION factag');
    return $node;
}

# Whether a database has types tagtaxonomy, labelpolicy, idset, claimstats and claimquery, which came with 0.3.0, and the table their columns.
sub has_taxonomy
{
    my ($node, $db) = @_;
    return $node->safe_psql($db, q(SELECT to_regtype('tagtaxonomy') IS NOT NULL AND (to_regclass('thing') IS NULL
        OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('thing') AND attname = 'book')))) eq 't';
}

# The table: a column of every type, generated columns and constraints that call functions.
sub make_things
{
    my ($node, $db) = @_;
    $node->safe_psql($db, <<'SQL');
CREATE TABLE thing (
    id int PRIMARY KEY,
    path tagpath NOT NULL,
    tags tagset,
    query tagquery,
    verdict factverdict,
    label factlabel,
    labels labelset DEFAULT '',
    rules ruleset,
    body text,
    many int GENERATED ALWAYS AS (tagset_count(tags)) STORED,
    standing labelset GENERATED ALWAYS AS (labelset_resolve(labels, NULL, '{human,auto}')) STORED,
    found labelset GENERATED ALWAYS AS (ruleset_classify(body, rules)) STORED,
    hashed tagset GENERATED ALWAYS AS (hashtags(body)) STORED,
    CONSTRAINT never_this CHECK (NOT tags @@ 'never/this'),
    CONSTRAINT rooted CHECK (path <@ '部' OR path <@ '"AC/DC"'));
SQL
    $node->safe_psql($db, <<'SQL') if $node->safe_psql($db, q(SELECT to_regtype('tagtaxonomy') IS NOT NULL)) eq 't';
ALTER TABLE thing
    ADD book tagtaxonomy GENERATED ALWAYS AS (('open: true' || E'\nx [dynamic=P90D; title-zh-Hant="' || body || '"]  # ' || body)::tagtaxonomy) STORED,
    ADD meaning tagset GENERATED ALWAYS AS (taxonomy_apply(tags, E'open: true\nregion/r1 -> place/one\n興趣 => hobby', NULL, true)) STORED,
    ADD CONSTRAINT valid_by_book CHECK (taxonomy_valid(tags, E'open: true\nmust: !never/that\nalmost [exclusive]')),
    ADD policy labelpolicy GENERATED ALWAYS AS (('free: q  # ' || body || E'\n"r: ' || body || '" [notice-zh-Hant="' || body || '"]: "a # ' || body || '" -> q')::labelpolicy) STORED,
    ADD decided labelset GENERATED ALWAYS AS (policy_decide(labels, E'by: p\nladder v: mild < severe\nfree: q\n'
        'false: misinfo[verdict=false] -> v/mild\nhate: hate & region -> v/severe, q/hate\nexempt pets: 興趣[value>=1e-5] -> hate', NULL, facts => tags)) STORED,
    ADD ids idset GENERATED ALWAYS AS ((ARRAY[-id, id % 7, id * 1000]::idset | ('{' || id::text || '-' || (id * (1 + id % 90))::text || '}')::idset) - '{200-210}') STORED,
    ADD CONSTRAINT not_everybody CHECK (NOT ids @> 100000000),
    ADD stats claimstats DEFAULT 'documents=2 terms=5 keys=5 e40c292c:2',
    ADD question claimquery GENERATED ALWAYS AS (claim_query(body, 'documents=0 terms=0 keys=0')) STORED,
    ADD CONSTRAINT no_known_claim CHECK (NOT body @~ claim_query('never seen', 'documents=0 terms=0 keys=0'));
SQL
    return;
}

# Rows $from to $to, the same every time; some columns are NULL, some sets empty.
sub add_things
{
    my ($node, $db, $from, $to) = @_;
    $node->safe_psql($db, things_sql($from, $to));
    return;
}

sub things_sql
{
    my ($from, $to) = @_;
    return <<"SQL";
INSERT INTO thing (id, path, tags, query, verdict, label, labels, rules, body)
SELECT i,
    CASE i % 5 WHEN 0 THEN format('"AC/DC"/%s', i % 13) ELSE format('部/p%s/q%s', i % 7, i % 31) END::tagpath,
    CASE WHEN i % 17 = 0 THEN NULL WHEN i % 19 = 0 THEN '' ELSE format(
        '興趣/房地產/t%s[weight=0.%s; value=%se-7], "a,b"/"x]%s", region/r%s/s%s[until=20%s-12-31T00:00:00.000001Z], deep/1/2/3/%s%s',
        i % 37, 1 + i % 9, i, i % 11, i % 3, i % 23, 20 + i % 20, i % 41, CASE WHEN i % 4 = 0 THEN ', status/churned' ELSE '' END)
    END::tagset,
    format('a/** & !"b&c"[value>0.%s] | =r%s/x*', i % 10, i % 29)::tagquery,
    (enum.verdicts)[1 + i % 11]::factverdict,
    format('misinfo/m%s[verdict=%s; score=0.%s; by=agency/a%s; claim="c;%s"]', i % 9, (enum.verdicts)[1 + i % 11],
           i % 10, i % 5, i)::factlabel,
    CASE WHEN i % 13 = 0 THEN '' ELSE format(
        'misinfo/"x,y"/m%s[verdict=false; score=0.%s; by=agency/afp; claim=c%s; at=2026-07-01T00:00:00.%sZ; said="\\"錯\\""; ref="https://x.org/?[1];2"], hate/h%s[by=auto/rules/v%s], hate/h%s[by=human; deny], spam[by=human; neg; at=2026-01-01T00:00:00Z], spam[by=human; at=%s]',
        i % 9, i % 10, i % 3, 100000 + i, i % 6, i % 4, i % 5, CASE i % 2 WHEN 0 THEN '2025-01-01T00:00:00Z' ELSE '2026-02-01T00:00:00Z' END)
    END::labelset,
    format(E'# a comment\nby: auto/rules/v%s\nfold: casefold\nslur: /w%s\\b|疫苗/ -> hate/slur[score=0.9]', i % 4, i % 7)::ruleset,
    format('words W%s and #tag%s ＃疫苗%s', i % 10, i % 8, i % 3)
FROM generate_series($from, $to) AS i,
    (SELECT ARRAY['false','mostly-false','mixed','mostly-true','true','unproven','missing-context','altered',
                  'satire','opinion','outdated'] AS verdicts) AS enum;
SQL
}

# Changes every seventh row and deletes every eleventh.
sub change_things
{
    my ($node, $db) = @_;
    $node->safe_psql($db, <<'SQL');
UPDATE thing SET tags = tags || 'changed/here[weight=2]', labels = labels || 'changed[by=human]',
    path = tagpath_append(path, 'below') WHERE id % 7 = 0;
DELETE FROM thing WHERE id % 11 = 0;
SQL
    return;
}

# An index of every class, one on a function, one of several columns.
sub index_things
{
    my ($node, $db) = @_;
    my $newer = has_taxonomy($node, $db);
    $node->safe_psql(
        $db,
        join '',
        $newer ? 'CREATE INDEX thing_query_gin ON thing USING gin (query); CREATE INDEX thing_body_gin ON thing USING gin (body claim_gin_ops);' : '',
        'CREATE INDEX thing_tags_gin ON thing USING gin (tags);',
        'CREATE INDEX thing_labels_gin ON thing USING gin (labels ' . ($newer ? 'labelset_gin_time_ops' : 'labelset_gin_ops') . ');',
        'CREATE INDEX thing_ends ON thing (tagset_next_until(tags));',
        'CREATE INDEX thing_several ON thing (verdict, path) WHERE many > 3;',
        map { "CREATE INDEX ON thing ($_); CREATE INDEX ON thing USING hash ($_);" }
          qw(path tags query verdict label labels rules), $newer ? qw(book meaning policy decided ids question) : ());
    return;
}

# What is asked of the table; every operator that an index serves, and the function forms. Of a given
# database also what only newer versions have.
sub asks
{
    my ($node, $db) = @_;
    my @newer = $node && has_taxonomy($node, $db) ? split /\n/, <<'SQL' : ();
book = E'open: true\nx [dynamic=P90D; title-zh-Hant="words W1 and #tag1 ＃疫苗1"]  # words W1 and #tag1 ＃疫苗1'
book < E'open: true\nx [dynamic=P90D; title-zh-Hant="words W3"]'
meaning = 'nothing'
policy = E'free: q  # words W1 and #tag1 ＃疫苗1\n"r: words w1 and #tag1 #疫苗1" [notice-zh-Hant="words W1 and #tag1 ＃疫苗1"]: "a # words w1 and #tag1 #疫苗1" -> q'
policy < E'free: q  # words W3 and'
decided = 'v/mild[by=p/false]'
decided > 'q'
ids = '{-5,5-30,5000}'
ids < '{-9-9}'
body @~ claim_query('W3? tag4!', 'documents=0 terms=0 keys=0', 0.6)
claim_query('疫苗2', 'documents=0 terms=0 keys=0') ~@ body
claim_matches(body, 'w1 tag1 https://example.com/w2', 'documents=0 terms=0 keys=0', 1)
question = claim_query('words W3 and #tag4 ＃疫苗1', 'documents=0 terms=0 keys=0')
taxonomy_matches(tags, 'place', E'open: true\nregion/r1 -> place/one', NULL)
taxonomy_matches(tags, 'region & hobby/房地產', E'open: true\nregion/r1 -> place/one\n興趣 => hobby', NULL)
query @@ 'r3/x1, z'::tagset
'r5/x, r6/x/below, "b&c"[value=0.7]'::tagset @@ query
query @@ 'r7/x9'::tagpath
query @@ 'a[by=x], r2/x[by=human; neg]'::labelset
'r4/xyz[by=x]'::factlabel @@ query
SQL
    return @newer, split /\n/, <<'SQL';
tags @> '興趣/房地產/t3'::tagpath
'region/r1'::tagpath <@ tags
tags @> 'region/r1, deep/1/2/3/7'::tagset
tags <@ '興趣/房地產/t3/x, 興趣/房地產/t4/x, "a,b"/"x]1", "a,b"/"x]2", "a,b"/"x]3", region/r0/s1, region/r1/s2, deep/1/2/3/3, deep/1/2/3/4'
tags && 'region/r1/s3, nowhere'::tagset
tags = '興趣/房地產/t1[weight=0.2; value=1e-7], "a,b"/"x]1", region/r1/s1[until=2021-12-31T00:00:00.000001Z], deep/1/2/3/1'
tags > 'status'
tags @@ 'region/r1 & !status/churned'
'興趣/*/t5 | deep/**/9'::tagquery @@ tags
tags @@ '!region'
tags @@ '興趣[weight>0.5] & region @2030-01-01T00:00:00Z'
tags @@ 'deep/1/2/3/~"^4"'
tags @@ '2 of (region/r1, status/churned, deep/**/9)'
tags @@ '興趣[path!=興趣/房地產/t3; weight>0.5]'
tagset_matches(tags, 'changed', NULL)
tagset_matches(tags, 'region[until<P5Y]', '2028-01-01 00:00:00Z')
tagset_covers(tags, 'region/r2')
tagset_contains(tags, 'status/churned')
tagset_overlaps(tags, 'region/r0/s0/below')
path <@ '部/p3'
path <@ '"AC/DC"'
path @> '部/p3/q3/below/further'
'部/p3/q3/below' <@ path
path = '部/p3/q3'
path > '部/p6'
path @@ '部/p1/*'
tagpath_under(path, '部/p2')
query = 'a/** & !"b&c"[value>0.3] | =r3/x*'
verdict <= 'mostly-false'
verdict = 'satire'
label = 'misinfo/m1[verdict=mostly-false; score=0.1; by=agency/a1; claim="c;1"]'
label >= 'misinfo/m7'
labels = ''
labels < 'misinfo'
labels @@ 'misinfo & !hate/h1'
labels @@ 'hate[deny]'
'hate/h2 | spam[by=human]'::tagquery @@ labels
labels @@ 'misinfo[verdict<=mixed; score>=0.5] @2026-08-01T00:00:00Z'
labelset_matches(labels, 'changed | spam', NULL)
rules = E'# a comment\nby: auto/rules/v1\nfold: casefold\nslur: /w1\\b|疫苗/ -> hate/slur[score=0.9]'
SQL
}

# A line a question: how many rows, and which. $how is 'index' or 'sequential'.
sub answers
{
    my ($node, $db, $how) = @_;
    my @asks = asks($node, $db);
    my $set =
      $how eq 'index'
      ? "SET enable_seqscan = off;"
      : "SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off;";
    my $sql = join "\nUNION ALL\n", map {
        "SELECT $_, count(*), md5(string_agg(id::text, ',' ORDER BY id)) FROM thing WHERE $asks[$_]"
    } 0 .. $#asks;
    return $node->safe_psql($db, "$set SELECT * FROM ($sql) AS answer ORDER BY 1");
}

# Every row's bytes as they go over the wire, in one digest; and how many rows.
sub bits
{
    my ($node, $db) = @_;
    my $columns = join ' || ', map {
        my ($column, $send) = split /:/;
        "coalesce($send($column), '\\x00')";
      } qw(path:tagpath_send tags:tagset_send query:tagquery_send verdict:factverdict_send label:factlabel_send labels:labelset_send
      rules:ruleset_send standing:labelset_send found:labelset_send hashed:tagset_send many:int4send),
      has_taxonomy($node, $db) ? qw(book:tagtaxonomy_send meaning:tagset_send policy:labelpolicy_send decided:labelset_send ids:idset_send stats:claimstats_send question:claimquery_send) : ();
    return $node->safe_psql($db,
        "SELECT count(*), md5(string_agg(md5(id::text::bytea || $columns), '' ORDER BY id)) FROM thing");
}

# One test: every question has the same answer by index as without, and indexes are used.
sub indexes_agree
{
    my ($node, $db, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my @asks    = asks($node, $db);
    my $without = answers($node, $db, 'sequential');
    is(answers($node, $db, 'index'), $without, "$name: equal answers by index and without");
    my $some = () = $without =~ /^\d+\|[1-9]/mg;
    cmp_ok($some, '>=', @asks / 2, "$name: $some of " . @asks . ' questions find rows');
    my $plans = $node->safe_psql($db,
        join '', 'SET enable_seqscan = off;', map { "EXPLAIN (COSTS off) SELECT id FROM thing WHERE $_;" } @asks);
    unlike($plans, qr/Seq Scan/, "$name: every question uses an index");
    return;
}

# One test: an audience of the table, made where it is missing, counts and names what the table has, and has no problem.
sub audience_agrees
{
    my ($node, $db, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    $node->safe_psql($db, q(SELECT audience_create('thing', 'id', 'tags') WHERE to_regclass('thing_audience') IS NULL));
    is($node->safe_psql($db, <<'SQL'), '0|0|0', "$name: an audience agrees with its table");
SELECT (SELECT count(*) FROM audience_problems('thing_audience')), count(*) FILTER (WHERE audience_count('thing_audience', q, t) <> found),
       count(*) FILTER (WHERE idset_count(audience_ids('thing_audience', q, t)) <> found)
FROM unnest(ARRAY['興趣/房地產', '=region/r1', '!status', '興趣/房地產[weight>=0.5] & !region/r2/s1', '**/3', '2 of (region/r1, deep/1, status)', '興趣[value<1e-5]', '!**']::tagquery[]) AS q,
     unnest(ARRAY[NULL, '2030-01-01', '2035-12-31T00:00:00.000001Z']::timestamptz[]) AS t,
     LATERAL (SELECT count(*) AS found FROM thing WHERE tags @@ CASE WHEN t IS NULL THEN q ELSE tagquery_at(q, t) END) AS f
SQL
    return;
}

# Starts statements in the background, one session; finish_psql waits and gives what it printed.
my $sessions = 0;

sub start_psql
{
    my ($node, $db, $sql) = @_;
    # from a file, because input through a pipe would have to be pumped
    my $file    = $node->basedir . '/session' . ++$sessions;
    my %session = (output => '', error => '');
    append_to_file($file, $sql);
    $session{run} = IPC::Run::start(
        [ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose', '-d', $node->connstr($db), '-f', $file ],
        '<', '/dev/null', '>', \$session{output}, '2>', \$session{error},
        IPC::Run::timeout($PostgreSQL::Test::Utils::timeout_default));
    return \%session;
}

sub finish_psql
{
    my ($session) = @_;
    $session->{run}->finish;
    return ($session->{output}, $session->{error});
}

# Functions that call everything the extension has, whatever its schema, with a sample of each
# type: tour(schema) gives a row an operator, function, aggregate and cast.
sub make_tour
{
    my ($node, $db, %params) = @_;
    $node->safe_psql($db, <<'SQL', %params);
CREATE SCHEMA tour;
CREATE FUNCTION tour.sample(of oid, purpose text) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    type text := (SELECT typname FROM pg_type WHERE oid = of);
    value text := ('{
        "tagpath": "a/b", "_tagpath": "{a,a/b,human}", "tagset": "a/b[weight=0.5; value=3; until=2030-01-01T00:00:00Z], 興趣/x",
        "tagquery": "a & !興趣/y[weight>1]", "factverdict": "mostly-false",
        "factlabel": "a/b[verdict=false; score=0.5; by=human/x; claim=c; at=2026-07-01T00:00:00Z; said=No]",
        "labelset": "a/b[verdict=false; by=human/x; at=2026-07-01T00:00:00Z], hate[by=auto; score=0.5]",
        "ruleset": "by: auto/r\nr: /a.b/ -> a/b[score=0.5]", "tagtaxonomy": "open: true\nx/y -> a/b\na/b => c",
        "labelpolicy": "by: p\nladder v: x < y\nfree: q\nr [notice-en=No]: a/b[verdict=false] | 興趣 -> v/y, q[for=P1M]", "_tagset_tally": "{\"(a,1,3)\",\"(a/b,2,2)\"}",
        "idset": "{-5,1-3,7,70000}", "claimstats": "documents=2 terms=9 keys=7 5950bc36:2 e40c292c:2", "claimquery": "documents=2 terms=9 keys=7 least=0.06 5950bc36:2 e40c292c:2 e70c2de5", "_int2": "{3,1}", "_int4": "{3,1,70000}", "_int8": "{3,1,5000000000}",
        "text": "a/b", "_text": "{width,a/b}", "jsonb": "{\"a/b\": {\"weight\": 0.5}}", "json": "{\"a/b\": {\"weight\": 0.5}}", "varchar": "a/b", "timestamptz": "2026-07-02T00:00:00Z",
        "float4": "0.5", "float8": "0.5", "_float8": "{1,2,2}", "numeric": "1.25", "int4": "2", "int8": "3", "bool": "true", "bytea": "\\x01", "regclass": "tour.member_audience"}'::jsonb) ->> type;
BEGIN
    IF type IN ('text', 'varchar') AND purpose ~ 'ruleset_(from|agg|concat|text|rows)|ruleset_(test|classify|matches|highlight) (text|json|jsonb) text|^cast (text|varchar) ruleset|[|][|] (ruleset text|text ruleset)' THEN
        value := 'another: /c/ -> c';
    ELSIF type IN ('text', 'varchar') AND purpose ~ 'labelpolicy_(from|concat|text)|policy_(error|agg|decide|explain) .*text|policy_rules text|^cast (text|varchar) labelpolicy|[|][|] (labelpolicy text|text labelpolicy)' THEN
        value := E'free: q\nanother: a -> q';
    ELSIF type IN ('text', 'varchar') AND purpose ~ 'idset_from|^cast (text|varchar) idset' THEN
        value := '{2-4,9}';
    ELSIF type IN ('text', 'varchar') AND purpose ~ 'claim(stats|query)_from|^cast (text|varchar) claim' THEN
        value := 'documents=2 terms=9 keys=7' || CASE WHEN purpose ~ 'claimquery' THEN ' least=0.5' ELSE '' END || ' e40c292c:2';
    ELSIF type IN ('json', 'jsonb') AND purpose ~ 'idset' THEN
        value := '[1, 2, "5"]';
    ELSIF type = 'bytea' AND purpose ~ 'idset' THEN
        value := '\x0100000000000000000000003a300000010000000000020010000000010002000700';
    ELSIF type = 'regclass' AND purpose ~ ' identity_' THEN
        value := 'tour.crm';
    ELSIF type = '_int8' AND purpose ~ 'identity_rows' THEN
        value := '{1,1,2,1}';
    ELSIF type = 'text' AND purpose ~ 'consensus_alpha' THEN
        value := 'ordinal';
    ELSIF type IN ('text', 'varchar') AND purpose ~ 'factverdict' THEN
        value := 'mostly-false';
    ELSIF type = 'jsonb' AND purpose ~ 'atproto' THEN
        value := '{"src": "did:plc:abc", "uri": "at://x", "val": "spam", "cts": "2026-07-01T00:00:00Z"}';
    ELSIF purpose ~ ' dsa_' AND type IN ('jsonb', 'text') THEN
        value := CASE type WHEN 'text' THEN '2026-06' ELSE '{"puid": "1", "decision_account": "DECISION_ACCOUNT_SUSPENDED", "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": "Law 1", "illegal_content_explanation": "Fraud.", "content_type": ["CONTENT_TYPE_TEXT"], "category": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
            "content_date": "2026-07-01", "application_date": "2026-07-02", "decision_facts": "Facts.", "source_type": "SOURCE_VOLUNTARY", "automated_detection": "No",
            "automated_decision": "AUTOMATED_DECISION_FULLY"}' END;
    ELSIF purpose ~ 'self_labels' AND type IN ('jsonb', 'text') THEN
        value := CASE type WHEN 'text' THEN 'did:plc:abc' ELSE '{"labels": {"values": [{"val": "spam"}]}}' END;
    ELSIF type IN ('json', 'jsonb') AND purpose ~ 'labelset' THEN
        value := '[{"label": "a/b", "verdict": "false"}]';
    ELSIF type IN ('json', 'jsonb') AND purpose ~ 'factlabel' THEN
        value := '{"label": "a/b", "verdict": "false"}';
    END IF;
    RETURN format('%L::%s', value, format_type(of, NULL));
END $$;
CREATE FUNCTION tour.samples(of oid[], variadic_type oid, purpose text) RETURNS text LANGUAGE sql SET search_path = pg_catalog AS
$$ SELECT coalesce(string_agg(CASE WHEN variadic_type <> 0 AND at = cardinality(of) THEN 'VARIADIC ' ELSE '' END || tour.sample(type, purpose), ', ' ORDER BY at), '')
   FROM unnest(of) WITH ORDINALITY AS argument (type, at) $$;
CREATE FUNCTION tour.types(of oid[]) RETURNS text LANGUAGE sql SET search_path = pg_catalog AS
$$ SELECT string_agg(typname, ' ' ORDER BY at) FROM unnest(of) WITH ORDINALITY AS argument (type, at) JOIN pg_type AS t ON t.oid = type $$;
CREATE FUNCTION tour.calls(extension_schema text) RETURNS TABLE (what text, query text) LANGUAGE sql SET search_path = pg_catalog AS $$
WITH member AS (
    SELECT classid, objid FROM pg_depend
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
      AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'factag'))
SELECT what, format('SELECT (%s OPERATOR(%I.%s) %s)::text', tour.sample(oprleft, what), extension_schema, oprname, tour.sample(oprright, what))
FROM member JOIN pg_operator AS o ON o.oid = objid AND classid = 'pg_operator'::regclass,
    format('operator %s %s', oprname, tour.types(ARRAY[oprleft, oprright])) AS what
UNION ALL
SELECT what,
       format(CASE prokind WHEN 'a' THEN 'SELECT (%1$I.%2$I(%3$s))::text'
                           ELSE 'SELECT string_agg(x::text, E''\n'') FROM %1$I.%2$I(%3$s) AS x' END,
              extension_schema, proname, tour.samples(proargtypes::oid[], provariadic, what))
FROM member JOIN pg_proc AS p ON p.oid = objid AND classid = 'pg_proc'::regclass,
    concat(CASE prokind WHEN 'a' THEN 'aggregate ' ELSE 'function ' END, proname, ' ', tour.types(proargtypes::oid[])) AS what
WHERE 'internal'::regtype <> ALL (proargtypes::oid[]) AND 'cstring'::regtype <> ALL (proargtypes::oid[])
  AND prorettype <> 'internal'::regtype
  -- neither what a query cannot call, nor what writes, makes or drops things, nor sizes on disk
  AND prokind <> 'p' AND prorettype <> 'trigger'::regtype AND proname !~ '^audience_(create|rebuild|drop|status)$|^identity_(create|drop|see|unlink|resolve|erase)$'
UNION ALL
SELECT what, format('SELECT (CAST(%s AS %s))::text', tour.sample(castsource, what), format_type(casttarget, NULL))
FROM member JOIN pg_cast AS c ON c.oid = objid AND classid = 'pg_cast'::regclass,
    concat('cast ', tour.types(ARRAY[castsource, casttarget])) AS what
$$;
CREATE FUNCTION tour.answers(extension_schema text) RETURNS TABLE (what text, answer text) LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    query text;
BEGIN
    FOR what, query IN SELECT c.what, c.query FROM tour.calls(extension_schema) AS c ORDER BY c.what COLLATE "C" LOOP
        BEGIN
            EXECUTE query INTO answer;
            IF length(answer) > 1000 THEN
                answer := 'md5 ' || md5(answer);
            END IF;
        EXCEPTION WHEN OTHERS THEN
            answer := 'error ' || SQLSTATE || CASE WHEN SQLSTATE ~ '^(42|3F|XX)' AND SQLSTATE <> '42710' THEN ' ' || SQLERRM || ' in ' || query ELSE '' END;
        END;
        RETURN NEXT;
    END LOOP;
END $$;
-- an audience, which versions before 0.3.0 do not have
DO $$
DECLARE
    ours name := (SELECT nspname FROM pg_extension JOIN pg_namespace AS n ON n.oid = extnamespace WHERE extname = 'factag');
BEGIN
    IF EXISTS (SELECT FROM pg_proc WHERE proname = 'audience_create' AND pronamespace = quote_ident(ours)::regnamespace) THEN
        EXECUTE format('CREATE TABLE tour.member (id int PRIMARY KEY, tags %I.tagset)', ours);
        INSERT INTO tour.member VALUES (1, 'a/b[weight=0.5], c'), (2, 'a'), (3, 'c[until=2026-07-01T00:00:00Z]'), (4, ''), (5, NULL);
        EXECUTE format('SELECT %I.audience_create(''tour.member'', ''id'', ''tags'')', ours);
        UPDATE tour.member SET tags = 'a/b/d' WHERE id = 4;
    END IF;
    -- and an identity graph
    IF EXISTS (SELECT FROM pg_proc WHERE proname = 'identity_create' AND pronamespace = quote_ident(ours)::regnamespace) THEN
        EXECUTE format('SELECT %I.identity_create(''tour.crm'')', ours);
        INSERT INTO tour.crm_kind (kind, priority) VALUES ('member', 1), ('a/b', 2);
        EXECUTE format('SELECT %I.identity_see(''tour.crm'', ''{"member": ["M1", "M2"], "a/b": "a/b"}'', ''2026-07-01T00:00:00Z'', ''test'')', ours);
    END IF;
END $$;
SQL
    return;
}

# Everything called, a line each, with the settings of an empty search path.
sub tour
{
    my ($node, $db, $schema, %params) = @_;
    $schema =~ s/'/''/g;
    return $node->safe_psql($db, "SET search_path = ''; SELECT * FROM tour.answers('$schema')", %params);
}

# A table with tags of all kinds and its audience, which has half of the rows in its base and half pending.
sub make_audience
{
    my ($node, $db) = @_;
    $node->safe_psql($db, <<'SQL');
CREATE TABLE member (id bigint PRIMARY KEY, name text, tags tagset);
CREATE FUNCTION member_tags(id bigint, n int) RETURNS tagset LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN (i + n) % 29 = 0 THEN NULL WHEN (i + n) % 31 = 0 THEN '' ELSE format(
    '興趣/房地產/t%s[weight=0.%s], 地區/r%s/s%s, 價格[value=%s], 狀態/%s[since=2026-06-%sT00:00:00Z; until=2026-07-%sT00:00:00Z]%s',
    (i * n) % 7, 1 + (i + n) % 9, i % 3, (i + n) % 5, (i * 7 + n) % 1000, CASE (i + n) % 2 WHEN 0 THEN 'vip' ELSE 'trial' END,
    10 + i % 20, 10 + (i + n) % 20, CASE WHEN (i + n) % 4 = 0 THEN ', "x, y"/z' ELSE '' END)::tagset END FROM abs(id) AS i
$$;
INSERT INTO member SELECT i, 'm' || i, member_tags(i, 1) FROM (SELECT i * 197 - 5000 FROM generate_series(1, 800) AS i) AS ids (i);
SELECT audience_create('member', 'id', 'tags');
SQL
    change_members($node, $db, 2);
    return;
}

# Changes half of the members, with another outcome for each n.
sub change_members
{
    my ($node, $db, $n, $table) = @_;
    $table //= 'member';
    $node->safe_psql($db, <<"SQL");
UPDATE $table SET tags = member_tags(id, $n) WHERE (id + $n) % 3 = 0;
DELETE FROM $table WHERE (id + $n) % 23 = 0;
UPDATE $table SET id = -id - $n * 1000000 WHERE (id + $n) % 17 = 0;
INSERT INTO $table SELECT i, 'new', member_tags(i, $n) FROM generate_series($n * 100000, $n * 100000 + 90) AS i ON CONFLICT DO NOTHING;
SQL
    return;
}

# What an audience answers, or what its table does if that is named: counts, ids and tallies at some moments.
sub audience_answers
{
    my ($node, $db, $audience, $table) = @_;
    my $ids = $table ? "(SELECT coalesce(idset_agg(id), '{}') FROM $table WHERE tagset_matches(tags, q::tagquery, t))" : "audience_ids('$audience', q, t)";
    my $n   = $table ? "(SELECT count(*) FROM $table WHERE tagset_matches(tags, q::tagquery, t))" : "audience_count('$audience', q, t)";
    my $tallies = $table ? "(SELECT tag::text, rows FROM (SELECT (unnest(tagset_counts(tagset_live(tags, t)))).* FROM $table WHERE q IS NULL OR tagset_matches(tags, q::tagquery, t)) AS s)"
      : "audience_counts('$audience', q, t)";
    return $node->safe_psql($db, <<"SQL");
SELECT q, t, $n, $ids FROM unnest(ARRAY['興趣', '興趣/房地產/t3 & !狀態/vip', '!地區/r1', '!地區', '價格[value>=500; value<=700]', '=興趣', '興趣/*/t3', '=地區/*/s*',
    '2 of (地區/r1, 狀態/trial, "x, y")', '狀態/vip[since>=-P10D]', '興趣[weight<0.5] | 狀態/vip \@2026-07-15T00:00:00Z']) AS q,
    unnest(ARRAY['2026-06-20Z', '2026-06-30Z', '2026-07-11Z']::timestamptz[]) AS t ORDER BY 1, 2;
SELECT q, t, md5(string_agg(format('%s %s', tag, rows), ',' ORDER BY tag COLLATE "C")) FROM unnest(ARRAY[NULL, '地區/r1', '!狀態/vip']) AS q,
    unnest(ARRAY[NULL, '2026-06-30Z']::timestamptz[]) AS t, LATERAL $tallies AS tally GROUP BY q, t ORDER BY 1, 2;
SQL
}

# An audience says what its table says.
sub audience_as_table
{
    my ($node, $db, $name, $audience, $table) = @_;
    $audience //= 'member_audience';
    $table    //= 'member';
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $right = audience_answers($node, $db, $audience, $table);
    is(audience_answers($node, $db, $audience), $right, "$name: the audience says what the table does");
    return $right;
}

1;
