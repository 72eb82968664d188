-- Everything that the extension is in the catalogs, as text without numbers: two installations are
-- the same if these rows are. Run with psql -A -t.
SET search_path = pg_catalog;
CREATE TEMP VIEW member AS
SELECT d.classid, d.objid, i.type, i.identity
FROM pg_depend AS d, pg_identify_object(d.classid, d.objid, d.objsubid) AS i
WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'factag') AND d.deptype = 'e';
SELECT line FROM (
    SELECT format('member %s %s', type, identity) AS line FROM member
    UNION ALL
    SELECT format('comment %s %s: %s', type, identity, obj_description(objid, classid::regclass::text)) FROM member
    UNION ALL
    -- the text of the definition, and what pg_get_functiondef leaves out
    SELECT format('function %s: %s', identity, CASE prokind WHEN 'a' THEN format('aggregate of %s', pg_get_function_arguments(p.oid)) ELSE pg_get_functiondef(p.oid) END)
        || format(' returns %s strict %s leakproof %s parallel %s cost %s rows %s support %s', prorettype::regtype, proisstrict, proleakproof, proparallel, procost, prorows, prosupport)
    FROM member JOIN pg_proc AS p ON classid = 'pg_proc'::regclass AND objid = p.oid
    UNION ALL
    SELECT format('aggregate %s: %s', identity, to_jsonb(a) - 'aggfnoid' - 'aggtransfn' - 'aggfinalfn' - 'aggcombinefn' - 'aggserialfn' - 'aggdeserialfn' - 'aggtranstype' - 'aggsortop' - 'aggmtranstype')
        || format(' %s %s %s %s %s %s', aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggtranstype::regtype)
    FROM member JOIN pg_aggregate AS a ON classid = 'pg_proc'::regclass AND objid = aggfnoid
    UNION ALL
    SELECT format('operator %s: %s(%s, %s) returns %s commutator %s negator %s restrict %s join %s hashes %s merges %s',
                  identity, oprcode, oprleft::regtype, oprright::regtype, oprresult::regtype, oprcom::regoperator, oprnegate::regoperator, oprrest, oprjoin, oprcanhash, oprcanmerge)
    FROM member JOIN pg_operator AS o ON classid = 'pg_operator'::regclass AND objid = o.oid
    UNION ALL
    SELECT format('type %s: %s', identity, to_jsonb(t) - 'oid' - 'typnamespace' - 'typowner' - 'typarray' - 'typrelid' - 'typelem' - 'typacl')
    FROM member JOIN pg_type AS t ON classid = 'pg_type'::regclass AND objid = t.oid
    UNION ALL
    SELECT format('cast %s: %s %s %s', identity, castfunc::regprocedure, castcontext, castmethod)
    FROM member JOIN pg_cast AS c ON classid = 'pg_cast'::regclass AND objid = c.oid
    UNION ALL
    SELECT format('opclass %s: default %s key %s', identity, opcdefault, opckeytype::regtype)
    FROM member JOIN pg_opclass AS c ON classid = 'pg_opclass'::regclass AND objid = c.oid
    UNION ALL
    SELECT format('family %s: operator %s %s(%s, %s)', identity, amopstrategy, amopopr::regoperator, amoplefttype::regtype, amoprighttype::regtype)
    FROM member JOIN pg_amop ON classid = 'pg_opfamily'::regclass AND objid = amopfamily
    UNION ALL
    SELECT format('family %s: function %s %s(%s, %s)', identity, amprocnum, amproc, amproclefttype::regtype, amprocrighttype::regtype)
    FROM member JOIN pg_amproc ON classid = 'pg_opfamily'::regclass AND objid = amprocfamily) AS t
ORDER BY line COLLATE "C";
