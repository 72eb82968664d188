-- The four tables, each in its type's best usual form. The peers without a hierarchy store
-- every ancestor too.

CREATE TABLE with_tagset (id int NOT NULL, tags tagset NOT NULL);
CREATE TABLE with_text (id int NOT NULL, tags text[] NOT NULL);
CREATE TABLE with_int (id int NOT NULL, tags int[] NOT NULL);
CREATE TABLE with_ltree (id int NOT NULL, tags ltree[] NOT NULL);

CREATE TABLE peer_index (peer text PRIMARY KEY, method text NOT NULL);
INSERT INTO peer_index VALUES
    ('tagset', 'gin (tags)'),
    ('text', 'gin (tags)'),
    ('int', 'gin (tags gin__int_ops)'),
    ('ltree', 'gist (tags gist__ltree_ops)');

-- What a client would send for COPY.
CREATE UNLOGGED TABLE stage (id int, tags text);

-- A generic plan, because in a plan of its own the arrays are constants, in which each element
-- of a text[] must be searched for.
CREATE PROCEDURE fill_stage(peer text) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    paths text[] := array_agg(path ORDER BY id) FROM node;
    dotted text[] := array_agg(replace(path, '/', '.') ORDER BY id) FROM node;
BEGIN
    CASE peer
        WHEN 'tagset' THEN
            INSERT INTO stage SELECT id, (SELECT string_agg(paths[n], ', ') FROM unnest(leaves) AS n) FROM member;
        WHEN 'text' THEN
            INSERT INTO stage SELECT id, (SELECT '{' || string_agg(paths[n], ',') || '}' FROM unnest(nodes) AS n) FROM member;
        WHEN 'int' THEN
            INSERT INTO stage SELECT id, nodes::text FROM member;
        WHEN 'ltree' THEN
            INSERT INTO stage SELECT id, (SELECT '{' || string_agg(dotted[n], ',') || '}' FROM unnest(leaves) AS n) FROM member;
    END CASE;
END $$;
