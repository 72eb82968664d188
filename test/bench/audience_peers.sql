-- The peers of audiences, and the sets for roaring.c, written to standard output. Runs after audience_lines.sql.
\set QUIET on
\pset format unaligned
\pset tuples_only on
\pset fieldsep ' '

CREATE TABLE with_text (id int NOT NULL, tags text[] NOT NULL);
CREATE PROCEDURE fill_text() LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    paths text[] := array_agg(path ORDER BY id) FROM node;
BEGIN
    INSERT INTO with_text SELECT id, ARRAY(SELECT paths[n] FROM unnest(nodes) AS n) FROM member;
END $$;
CALL fill_text();
CREATE INDEX ON with_text USING gin (tags);

-- as a nightly job leaves it; the path '' has everybody
CREATE TABLE nightly (path text COLLATE "C" PRIMARY KEY, ids idset NOT NULL);
INSERT INTO nightly SELECT path, ids FROM (SELECT n, idset_agg(id::bigint) AS ids FROM member, unnest(nodes) AS n GROUP BY n) AS s JOIN node ON node.id = n;
INSERT INTO nightly SELECT '', idset_agg(id::bigint) FROM member;
VACUUM (FREEZE, ANALYZE) with_text, nightly;

-- CRoaring's form for 32 bits follows the number of the one bucket, which is 0, in the form for 64
SELECT name, encode(substring(idset_to_roaring(ids) FROM 13), 'hex')
FROM picked, LATERAL (VALUES ('subtree', subtree), ('leaf', leaf), ('a', p[1]), ('b', p[2]), ('c', p[3]), ('d', q[1]), ('e', q[2]), ('everybody', '')) AS v (name, path)
     JOIN nightly USING (path);
SELECT n, croaring FROM question WHERE croaring IS NOT NULL ORDER BY n;
