-- The whole extension, checked by query over the system catalogs. A query that looks for
-- faults finds none.
\set ECHO queries

CREATE TEMP VIEW part AS
    SELECT classid, objid, pg_describe_object(classid, objid, 0) AS object
    FROM pg_depend
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
      AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'factag');
CREATE TEMP VIEW func AS
    SELECT oid::regprocedure AS function, pg_proc.* FROM pg_proc
    WHERE oid IN (SELECT objid FROM part WHERE classid = 'pg_proc'::regclass);
CREATE TEMP VIEW oper AS
    SELECT oid::regoperator AS operator, pg_operator.* FROM pg_operator
    WHERE oid IN (SELECT objid FROM part WHERE classid = 'pg_operator'::regclass);
CREATE TEMP VIEW typ AS
    SELECT oid::regtype AS type, pg_type.* FROM pg_type
    WHERE oid IN (SELECT objid FROM part WHERE classid = 'pg_type'::regclass) AND typtype = 'b' AND typcategory <> 'A';
CREATE TEMP VIEW opclass AS
    SELECT pg_opclass.*, amname FROM pg_opclass JOIN pg_am ON pg_am.oid = opcmethod
    WHERE pg_opclass.oid IN (SELECT objid FROM part WHERE classid = 'pg_opclass'::regclass);

\echo
\echo == The extension
SELECT extrelocatable AS relocatable, extconfig IS NULL AS no_tables_to_dump,
       (SELECT bool_and(trusted AND NOT superuser = NOT trusted)
        FROM pg_available_extension_versions WHERE name = extname AND version = extversion) AS trusted
FROM pg_extension WHERE extname = 'factag';

\echo
\echo == What it is made of: no tables, no schema, no sequences
SELECT classid::regclass AS catalog FROM part GROUP BY classid ORDER BY classid::regclass::text COLLATE "C";

\echo
\echo == Every object has a comment
SELECT object FROM part
WHERE obj_description(objid, (SELECT relname FROM pg_class WHERE oid = classid)) IS NULL
  AND (classid, objid) NOT IN (SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typcategory = 'A');

\echo
\echo == Functions: IMMUTABLE, PARALLEL SAFE, never SECURITY DEFINER, no settings, anybody may call them
\echo (STABLE: those that the planner and ANALYZE call, the binary form, which depends on client_encoding, and those about versions)
SELECT function FROM func
WHERE proname !~ '^audience_|^identity_(?!rows$|components_)'
  AND ((provolatile <> CASE WHEN function::text ~ '(_sel|_joinsel|_typanalyze|_recv)\(internal|_send\(|_is_canonical\(|^factag_version\(' THEN 's' ELSE 'i' END)
       OR proparallel <> 's' OR prosecdef OR proconfig IS NOT NULL OR proacl IS NOT NULL);

\echo
\echo == Audiences: what asks is STABLE and runs in the leader, what writes is VOLATILE and PARALLEL UNSAFE; never SECURITY DEFINER, anybody may call them
SELECT function, prokind FROM func
WHERE proname ~ '^audience_' AND (provolatile::text || proparallel::text <> CASE WHEN proname ~ '_(count|ids|counts|status|problems)$' THEN 'sr' ELSE 'vu' END
      OR prosecdef OR proconfig IS NOT NULL OR proacl IS NOT NULL OR prokind <> CASE proname WHEN 'audience_compact' THEN 'p' ELSE 'f' END);

\echo
\echo == Identity graphs: what asks is STABLE, what writes is VOLATILE, and all run in the leader; never SECURITY DEFINER, anybody may call them
SELECT function, prokind FROM func
WHERE proname ~ '^identity_(?!rows$|components)' AND (provolatile::text || proparallel::text <> CASE WHEN proname ~ '_(find|person_at|explain|problems)$' THEN 'su' ELSE 'vu' END
      OR prosecdef OR proconfig IS NOT NULL OR proacl IS NOT NULL OR prokind <> 'f');
SELECT function, provolatile, proparallel FROM func WHERE prokind = 'a' AND proname ~ '^identity_';

\echo
\echo == Functions that take NULLs: where NULL means absent, and the function forms
SELECT function FROM func WHERE NOT proisstrict AND prokind = 'f' ORDER BY function::text COLLATE "C";

\echo
\echo == Only comparisons and hashes, which have no errors to raise, are LEAKPROOF, and all of them are
SELECT function FROM func WHERE proleakproof <> (proname ~ '^(tagpath|tagset|tagquery|factverdict|factlabel|labelset|ruleset|tagtaxonomy|labelpolicy|idset|claimstats|claimquery)_(eq|ne|lt|le|gt|ge|cmp|hash|hash_extended)$');

\echo
\echo == C functions live in the one library
SELECT DISTINCT probin FROM func WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'c');

\echo
\echo == Their names in C are their names in SQL, except where a name is overloaded
SELECT function, prosrc FROM func
WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') AND prosrc <> proname
ORDER BY function::text COLLATE "C";

\echo
\echo == Everything else is SQL with a standard body: bound when created, whatever search_path
SELECT function FROM func
WHERE prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c') AND prokind <> 'a'
  AND (prolang <> (SELECT oid FROM pg_language WHERE lanname = 'sql') OR prosqlbody IS NULL);

\echo
\echo == Functions that return sets say how many rows to expect
SELECT function, prorows FROM func WHERE proretset ORDER BY function::text COLLATE "C";

\echo
\echo == What returns internal takes internal: SQL cannot call it
SELECT function FROM func WHERE prorettype = 'internal'::regtype AND NOT 'internal'::regtype = ANY (proargtypes::oid[]);

\echo
\echo == A function called with its required arguments alone is one function
SELECT a.function, b.function FROM func a JOIN func b USING (proname)
WHERE a.oid < b.oid AND a.pronargs - a.pronargdefaults <= b.pronargs AND b.pronargs - b.pronargdefaults <= a.pronargs
  AND (a.pronargdefaults > 0 OR b.pronargdefaults > 0)
  AND NOT EXISTS (SELECT FROM generate_series(0, greatest(a.pronargs - a.pronargdefaults, b.pronargs - b.pronargdefaults) - 1) AS i
                  WHERE a.proargtypes[i] <> b.proargtypes[i]);

\echo
\echo == Aggregates have a combine function and can run in parallel, but for those in which order counts
SELECT function FROM func JOIN pg_aggregate ON aggfnoid = func.oid WHERE aggkind = 'n' AND aggcombinefn = 0 AND proname NOT IN ('ruleset_agg', 'taxonomy_agg', 'policy_agg', 'identity_components');

\echo
\echo == Types: text and binary input and output, an array type; variable length and compressible, but for the one byte of factverdict
SELECT type, typinput, typoutput, typreceive, typsend, typarray::regtype AS array, typlen, typstorage
FROM typ ORDER BY type::text COLLATE "C";

\echo
\echo == Every type has a default btree and a default hash operator class
SELECT type, amname FROM typ, (VALUES ('btree'), ('hash')) AS needed (amname)
WHERE NOT EXISTS (SELECT FROM opclass WHERE opcintype = typ.oid AND opclass.amname = needed.amname AND opcdefault);

\echo
\echo == Operator classes: all valid, all the default of their type, but for that of text and that of labelset without times
SELECT amname, opcname, opcintype::regtype AS type, opcdefault, amvalidate(oid)
FROM opclass ORDER BY amname, opcname;

\echo
\echo == What they support
SELECT amname, amopopr::regoperator AS operator
FROM pg_amop JOIN opclass ON opcfamily = amopfamily
WHERE amopopr::regoperator::text !~ '^(=|<|<=|>|>=)\('
ORDER BY amname, amopstrategy, amopopr::regoperator::text COLLATE "C";

\echo
\echo == btree classes allow deduplication, hash classes have the seeded hash
SELECT amname, opcname FROM opclass
WHERE amname IN ('btree', 'hash')
  AND NOT EXISTS (SELECT FROM pg_amproc WHERE amprocfamily = opcfamily AND amprocnum = CASE amname WHEN 'btree' THEN 4 ELSE 2 END);

\echo
\echo == Casts: none is implicit (i); by assignment (a) to and from text and what else carries the same
SELECT castsource::regtype AS source, casttarget::regtype AS target, castcontext AS context, castmethod AS method
FROM pg_cast WHERE oid IN (SELECT objid FROM part WHERE classid = 'pg_cast'::regclass)
ORDER BY castsource::regtype::text COLLATE "C", casttarget::regtype::text COLLATE "C";

\echo
\echo == Operators: none is named ? or <=>, which drivers and SQL generators take for themselves
SELECT oprname, oprname ~ '[?]' OR oprname = '<=>' AS reserved FROM oper GROUP BY oprname ORDER BY oprname;

\echo
\echo == They are C functions and IMMUTABLE: foreign servers evaluate them
SELECT operator FROM oper JOIN pg_proc ON pg_proc.oid = oprcode
WHERE provolatile <> 'i' OR prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c');

\echo
\echo == They are STRICT, but for those that keep a set, log or rule set where the other operand is NULL
SELECT operator FROM oper JOIN pg_proc ON pg_proc.oid = oprcode WHERE NOT proisstrict ORDER BY operator::text COLLATE "C";

\echo
\echo == Their functions say which operator they implement
SELECT operator FROM oper
WHERE obj_description(oprcode, 'pg_proc') IS DISTINCT FROM format('implementation of the %s operator', oprname);

\echo
\echo == The commutator takes the operands the other way round, and its commutator is the operator
SELECT a.operator FROM oper a LEFT JOIN oper b ON b.oid = a.oprcom
WHERE a.oprcom <> 0
  AND (a.oprleft, a.oprright, a.oid, a.oprresult) IS DISTINCT FROM (b.oprright, b.oprleft, b.oprcom, b.oprresult);

\echo
\echo == The negator takes the same operands, and its negator is the operator
SELECT a.operator FROM oper a LEFT JOIN oper b ON b.oid = a.oprnegate
WHERE a.oprnegate <> 0
  AND ((a.oprleft, a.oprright, a.oid) IS DISTINCT FROM (b.oprleft, b.oprright, b.oprnegate) OR a.oid = b.oid OR a.oprresult <> 'boolean'::regtype);

\echo
\echo == Every boolean operator but LIKE has a commutator; comparisons also have a negator
SELECT operator FROM oper
WHERE oprresult = 'boolean'::regtype
  AND oprname !~ '~~'
  AND (oprcom = 0 OR oprname IN ('=', '<>', '<', '<=', '>', '>=') AND oprnegate = 0);

\echo
\echo == Every boolean operator has estimators for restrictions and for joins, no other has any
SELECT operator FROM oper
WHERE (oprresult = 'boolean'::regtype) <> (oprrest <> 0) OR (oprresult = 'boolean'::regtype) <> (oprjoin <> 0);

\echo
\echo == HASHES and MERGES: on =, and only where the operator class has it
SELECT operator, oprcanhash, oprcanmerge FROM oper
WHERE oprcanhash <> EXISTS (SELECT FROM pg_amop JOIN opclass ON opcfamily = amopfamily WHERE amopopr = oper.oid AND amname = 'hash')
   OR oprcanmerge <> EXISTS (SELECT FROM pg_amop JOIN opclass ON opcfamily = amopfamily WHERE amopopr = oper.oid AND amname = 'btree' AND amopstrategy = 3)
   OR (oprcanhash OR oprcanmerge) <> (oprname = '=');

\echo
\echo == Core expressions with untyped literals mean what they mean without the extension
\echo
\echo Each operator name before, after and between NULLs of every type of the core, and some
\echo literals as people write them: evaluated without factag (dropped, and rolled back), then with.
\set ECHO none
-- the type and the value of an expression, or how it fails
CREATE FUNCTION pg_temp.answer(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    EXECUTE format('SELECT concat_ws('' '', pg_typeof(x), x) FROM (SELECT %s) AS s (x)', expression) INTO answer;
    RETURN answer;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
CREATE TEMP TABLE expression AS
    WITH name AS (SELECT unnest(ARRAY['=', '<>', '<', '<=', '>', '>=', '@>', '<@', '@@', '&&', '||', '&', '|', '-', '!!', '<->']) AS op),
         base AS (SELECT format_type(oid, NULL) AS type FROM pg_type
                  WHERE typnamespace = 'pg_catalog'::regnamespace
                    AND (typtype IN ('b', 'r', 'm') AND typcategory <> 'A' OR typelem IN ('text'::regtype, 'int4'::regtype)))
    SELECT format('NULL::%s %s NULL', type, op) AS expression FROM name, base
    UNION SELECT format('NULL %2$s NULL::%1$s', type, op) FROM name, base
    UNION SELECT format('NULL %s NULL', op) FROM name
    UNION SELECT format('%s NULL', op) FROM name
    UNION SELECT unnest(ARRAY[
        $$ !! 'fat & cat' $$, $$ 'a' || 'b' $$, $$ '{1,2}'::int[] @> '{1}' $$, $$ '{1}' = '{1}' $$,
        $$ 'fat cat' @@ 'cat' $$, $$ 'fat cat'::text @@ 'cat' $$, $$ 'fat'::tsvector @@ 'cat' $$, $$ 'fat' @@ 'cat'::tsquery $$,
        $$ 'a' < 'b' $$, $$ 'a' IN ('a', 'b') $$, $$ greatest('a', 'b') $$, $$ '1' & '1' $$, $$ '1' | '1' $$, $$ '1' - '1' $$, $$ 5 | '1' $$, $$ 5::bigint & '1' $$, $$ '{1}'::bigint[] @> '{1}' $$, $$ 5::bigint <@ '[1,9]'::int8range $$,
        $$ 'a' <@ 'b' $$, $$ '{a}' && '{a}' $$, $$ '{"a": 1}'::jsonb @@ '$.a == 1' $$, $$ '{"a": 1}'::jsonb - 'a' $$,
        $$ '{"a": 1}'::jsonb || '{"b": 2}' $$, $$ ARRAY[1] || '{2}' $$, $$ 'a' || 1 $$, $$ date '2026-01-02' - '2026-01-01' $$,
        $$ '[1,2]'::int4range && '[2,3]' $$, $$ '10.1.2.3'::inet & '255.0.0.0' $$]);

BEGIN;
-- views over a dropped extension's members stay, and are empty
DROP EXTENSION factag;
SELECT jsonb_object_agg(expression, pg_temp.answer(expression))::text AS without_factag FROM expression \gset
ROLLBACK;
CREATE TEMP TABLE answer AS
    SELECT expression, value AS without_factag, pg_temp.answer(expression) AS answer
    FROM jsonb_each_text(:'without_factag') AS e (expression, value);
\set ECHO queries
SELECT count(*) > 1000 AS tried, count(*) FILTER (WHERE answer ~ '^[a-z]') > 300 AS have_an_answer,
       count(*) FILTER (WHERE answer IS DISTINCT FROM without_factag) AS differ
FROM answer;
-- of a bigint and an untyped value the core cannot tell which of its range operators is meant (42725)
SELECT expression, without_factag, answer FROM answer WHERE answer IS DISTINCT FROM without_factag;
SELECT expression, answer FROM answer WHERE expression LIKE ' %' ORDER BY expression COLLATE "C";

\echo
\echo == And ours with one typed side, the other untyped or text, becoming what the operator takes
SELECT expression, pg_temp.answer(expression) FROM unnest(ARRAY[
    $$ 'a/b'::tagpath <@ 'a' $$, $$ 'a' @> 'a/b'::tagpath $$, $$ 'a/b'::tagpath @@ 'a & !b' $$, $$ 'a/b'::tagpath = 'A/B' $$,
    $$ 'a/b'::tagset @> 'a' $$, $$ 'a' <@ 'a/b'::tagset $$, $$ 'a/b'::tagset && 'a, c' $$, $$ 'a/b'::tagset @@ 'a & !b' $$,
    $$ 'a/b'::tagset || 'c[weight=2]' $$, $$ 'c' || 'a/b'::tagset $$, $$ 'a/b, c'::tagset - 'a' $$, $$ 'a/b, c'::tagset & 'c, d' $$,
    $$ 'a'::tagset || 'b, c'::text $$, $$ 'b, c'::varchar || 'a'::tagset $$, $$ 'a'::tagquery || 'b'::text $$, $$ 'b'::varchar || 'a'::tagquery $$,
    $$ 'false'::factverdict < 'mixed' $$, $$ 'Mostly True' = 'mostly-true'::factverdict $$,
    $$ 'a'::tagquery && 'b | c' $$, $$ 'b | c' || 'a'::tagquery $$, $$ 'a/b'::tagset <-> 'a' $$, $$ 'a' <-> 'a/b'::tagset $$,
    $$ '{1}'::idset | '{2}' $$, $$ '{1}' & '{1,2}'::idset $$, $$ '{1,2}'::idset - '{1}' $$, $$ '{1,2}'::idset @> '1' $$, $$ '1' <@ '{1,2}'::idset $$, $$ 1 <@ '{1,2}'::idset $$, $$ '{1}'::idset && '{1,2}' $$]) AS expression;
