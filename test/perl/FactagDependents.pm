# A user's objects that depend on everything in the extension, made from its catalog entries: a view per
# function, operator, aggregate and cast; a table with generated columns, CHECK constraints, indexes on
# expressions, a column default and a domain; a materialized view of the aggregates. Calls make_tour.
package FactagDependents;

use strict;
use warnings;

use Exporter 'import';
use FactagTest;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(make_dependents dependents check_dependents);

# Makes them in a database with the extension in the schema public.
sub make_dependents
{
    my ($node, $db) = @_;
    make_tour($node, $db);
    $node->safe_psql($db, <<'SQL');
CREATE SCHEMA kept;
SET search_path = pg_catalog, public, kept;

-- a view per call; some calls raise an error for the samples, which is then their answer
CREATE TABLE kept.call AS
    SELECT row_number() OVER (ORDER BY what COLLATE "C") AS n, what, query FROM tour.calls('public');
SELECT format('CREATE VIEW kept.call_%s AS %s', n, query) FROM kept.call ORDER BY n \gexec

-- Calls on columns: a column for each type, samples for other arguments; without those that raise an
-- error for the samples.
CREATE FUNCTION kept.arguments(of oid[], variadic_type oid, purpose text) RETURNS text LANGUAGE sql SET search_path = pg_catalog AS $$
SELECT string_agg(CASE WHEN variadic_type <> 0 AND at = cardinality(of) THEN 'VARIADIC ' ELSE '' END
                  || CASE WHEN typname ~ '^(tag|fact|label|rule|idset|claimstats|claimquery)' THEN 'a_' || typname ELSE tour.sample(type, purpose) END, ', ' ORDER BY at)
FROM unnest(of) WITH ORDINALITY AS argument (type, at) JOIN pg_type AS t ON t.oid = type $$;
CREATE TABLE kept.expression AS
    WITH member AS (
        SELECT objid, classid FROM pg_depend
        WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
          AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'factag')),
    found AS (
        SELECT 'function ' || proname || ' ' || tour.types(proargtypes::oid[]) AS what, prorettype AS type,
               format('public.%I(%s)', proname, kept.arguments(proargtypes::oid[], provariadic, 'function ' || proname || ' ' || tour.types(proargtypes::oid[]))) AS call
        FROM member JOIN pg_proc AS p ON p.oid = objid AND classid = 'pg_proc'::regclass
            JOIN pg_type AS t ON t.oid = prorettype AND t.typtype <> 'p'
        -- 0.1.0 had the binary form as IMMUTABLE, which it is not: no index can be on it since
        WHERE prokind = 'f' AND provolatile = 'i' AND NOT proretset AND proname !~ '_send$'
        UNION ALL
        SELECT 'operator ' || oprname || ' ' || tour.types(ARRAY[oprleft, oprright]), oprresult,
               format('(%s OPERATOR(public.%s) %s)', kept.arguments(ARRAY[oprleft], 0, 'operator ' || oprname || ' ' || tour.types(ARRAY[oprleft, oprright])), oprname, kept.arguments(ARRAY[oprright], 0, 'operator ' || oprname || ' ' || tour.types(ARRAY[oprleft, oprright])))
        FROM member JOIN pg_operator AS o ON o.oid = objid AND classid = 'pg_operator'::regclass)
    SELECT row_number() OVER (ORDER BY what COLLATE "C") AS n, what, type, call,
           EXISTS (SELECT FROM pg_opclass AS c JOIN pg_am AS m ON m.oid = opcmethod WHERE amname = 'btree' AND opcdefault AND opcintype = type) AS indexed
    FROM found JOIN tour.answers('public') AS a USING (what) WHERE answer IS NULL OR answer !~ '^error ';

SELECT format('CREATE TABLE kept.thing (id int PRIMARY KEY, %s)',
              string_agg(DISTINCT format('a_%s %s', typname, format_type(oid, NULL)), ', '))
FROM pg_type WHERE typname IN ('tagpath', 'tagset', 'tagquery', 'factverdict', 'factlabel', 'labelset', 'ruleset', 'tagtaxonomy', 'labelpolicy', 'idset', 'claimstats', 'claimquery') \gexec
CREATE DOMAIN kept.topic AS public.tagset CHECK (VALUE OPERATOR(public.@>) 'a/b'::public.tagpath);
ALTER TABLE kept.thing ADD made public.tagset DEFAULT public.tagset_make('a/b', 0.5), ADD topic kept.topic DEFAULT 'a/b/c, d';
SELECT format('ALTER TABLE kept.thing %s', string_agg(format('ADD g_%s %s GENERATED ALWAYS AS (%s) STORED', n, format_type(type, NULL), call), ', '))
FROM kept.expression WHERE what LIKE 'function %' \gexec
SELECT format('ALTER TABLE kept.thing %s', string_agg(format('ADD CHECK (%s IS NOT NULL OR id = 0)', call), ', '))
FROM kept.expression WHERE what LIKE 'operator %' \gexec
SELECT format('CREATE INDEX ON kept.thing (%s)', call) FROM kept.expression WHERE indexed \gexec
CREATE INDEX thing_partial ON kept.thing USING gin (a_tagset) WHERE a_labelset OPERATOR(public.@@) 'hate';
SELECT format('INSERT INTO kept.thing (id, %s) SELECT id, %s FROM generate_series(1, 3) AS id', string_agg('a_' || typname, ', '), string_agg(tour.sample(oid, ''), ', '))
FROM pg_type WHERE typname IN ('tagpath', 'tagset', 'tagquery', 'factverdict', 'factlabel', 'labelset', 'ruleset', 'tagtaxonomy', 'labelpolicy', 'idset', 'claimstats', 'claimquery') \gexec
INSERT INTO kept.thing (id) VALUES (0);
SELECT format('CREATE MATERIALIZED VIEW kept.summary AS %s', string_agg(query, ' UNION ALL ' ORDER BY n))
FROM kept.call WHERE what LIKE 'aggregate %' AND what !~ 'ruleset' \gexec

-- Returns the answer of every view, or its error, and every row.
CREATE FUNCTION kept.answers() RETURNS TABLE (what text, answer text) LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    view record;
BEGIN
    FOR view IN SELECT * FROM kept.call ORDER BY n LOOP
        what := view.what;
        BEGIN
            EXECUTE format('SELECT md5(string_agg(v::text, %L ORDER BY v::text)) FROM kept.call_%s AS v', ',', view.n) INTO answer;
        EXCEPTION WHEN OTHERS THEN
            answer := 'error ' || SQLSTATE;
        END;
        RETURN NEXT;
    END LOOP;
    RETURN QUERY SELECT 'thing ' || id, t::text FROM kept.thing AS t ORDER BY id;
    RETURN QUERY SELECT 'summary', md5(string_agg(s::text, ',' ORDER BY s::text)) FROM kept.summary AS s;
END $$;

-- Returns for each indexed expression how many rows have the value of row 1.
CREATE FUNCTION kept.counts() RETURNS TABLE (what text, rows bigint) LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    indexed record;
BEGIN
    FOR indexed IN SELECT * FROM kept.expression AS e WHERE e.indexed ORDER BY n LOOP
        what := indexed.what;
        EXECUTE format('SELECT count(*) FROM kept.thing WHERE %1$s = (SELECT %1$s FROM kept.thing WHERE id = 1)', indexed.call) INTO rows;
        RETURN NEXT;
    END LOOP;
    what := 'partial';
    SELECT count(*) INTO rows FROM kept.thing WHERE a_tagset @@ 'a' AND a_labelset @@ 'hate';
    RETURN NEXT;
END $$;
SQL
    return;
}

# Returns the answers of all of them, a line each.
sub dependents
{
    my ($node, $db) = @_;
    return $node->safe_psql($db, 'SELECT * FROM kept.answers()');
}

# The same without the row of NULLs. A restore computes generated columns again, and 0.3.0 takes some NULLs
# for empty values that made earlier results NULL (doc/upgrading.md).
sub without_nulls
{
    my ($answers) = @_;
    return $answers =~ s/^thing 0\|.*$//mr;
}

# Tests that they give the answers that they gave before, by index too, and accept and refuse new rows.
sub check_dependents
{
    my ($node, $db, $before, $name, %params) = @_;
    my $compared = $params{restored} ? \&without_nulls : sub { return $_[0] };
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is($compared->(dependents($node, $db)), $compared->($before), "$name: views, generated columns and constraints answer as before");
    my $counts = 'SELECT * FROM kept.counts()';
    is($node->safe_psql($db, "SET enable_seqscan = off; $counts"), $node->safe_psql($db, "SET enable_indexscan = off; SET enable_bitmapscan = off; $counts"),
        "$name: indexes on expressions find the rows");

    my $types = 'a_tagpath, a_tagset, a_tagquery, a_factverdict, a_factlabel, a_labelset, a_ruleset';
    is($node->safe_psql($db, <<"SQL"), 't|t', "$name: a new row computes what the old ones have");
BEGIN;
INSERT INTO kept.thing (id, $types) SELECT 9, $types FROM kept.thing WHERE id = 1;
SELECT to_jsonb(new) - 'id' = to_jsonb(old) - 'id', new.made = 'a/b[weight=0.5]' FROM kept.thing AS new, kept.thing AS old WHERE new.id = 9 AND old.id = 1;
ROLLBACK;
SQL
    my (undef, undef, $refusal) = $node->psql($db, "INSERT INTO kept.thing (id, topic) VALUES (10, 'b')");
    like($refusal, qr/violates check constraint "topic_check"/, "$name: the domain refuses what it refused");
    (undef, undef, $refusal) = $node->psql($db, 'INSERT INTO kept.thing (id) VALUES (10)');
    like($refusal, qr/violates check constraint/, "$name: the table refuses what it refused");
    $node->safe_psql($db, 'REFRESH MATERIALIZED VIEW kept.summary');
    is($compared->(dependents($node, $db)), $compared->($before), "$name: the refreshed materialized view is the same");
    return;
}

1;
