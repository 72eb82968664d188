-- Taxonomies beside a trigger that looks tags up, a row per tag, and rewritten rows. Fails where the answers
-- of a line differ, and prints its tables in Markdown. Runs after taxonomy_data.sql and taxonomy_first.sql.
SET client_min_messages = warning;
\ir least_times.sql
\ir taxonomy_lines.sql

-- how members are written; the goals are of microseconds a row beyond the bare insert, and of the share
-- of what the trigger that joins takes
CREATE TABLE way (n serial, place text, name text, goal float8, share float8);
INSERT INTO way (place, name, goal, share) VALUES
    ('bare', 'insert, no check', NULL, NULL),
    ('by_check', '`CHECK (taxonomy_valid(tags, constant))`', 3, 1 / 40.0),
    ('by_book', 'a trigger that completes and refuses by a taxonomy in a table', 15, NULL),
    ('by_lookup', 'plpgsql trigger that joins the tags to a table, `random_page_cost` of 4', NULL, NULL),
    ('by_index', 'the same, answered by an index', NULL, NULL),
    ('with_rows', 'a row per tag with a foreign key', NULL, NULL);

-- Each way refuses an unknown tag and two tags where one may be.
DO $$
DECLARE
    way record;
    tags text;
BEGIN
    FOR way IN SELECT * FROM way WHERE place <> 'bare' ORDER BY n LOOP
        FOREACH tags IN ARRAY '{"a1/t1, a1/t25", "a12/t1[until=2030-01-01T00:00:00Z], a12/t2[until=2030-01-01T00:00:00Z]"}'::text[] LOOP
            BEGIN
                EXECUTE format('INSERT INTO %I VALUES (0, %L)', way.place, tags);
            EXCEPTION WHEN check_violation OR foreign_key_violation OR unique_violation THEN
                CONTINUE;
            END;
            RAISE EXCEPTION '% accepts %', way.place, tags;
        END LOOP;
    END LOOP;
END $$;

-- Writes all members in each way, in turns. Returns the least times in microseconds a row.
CREATE FUNCTION written(OUT way way, OUT us float8) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
    least_us jsonb := '{}';
    start timestamptz;
    spent float8;
    members bigint := (SELECT count(*) FROM source);
    same bool;
BEGIN
    FOR turn IN 0 .. 5 LOOP
        FOR way IN SELECT w.* FROM way AS w ORDER BY n LOOP
            EXECUTE format('TRUNCATE %I', way.place);
            TRUNCATE member_tag;
            start := clock_timestamp();
            EXECUTE format('INSERT INTO %I TABLE source', way.place);
            -- foreign keys are checked at the end of the statement
            spent := 1e6 * extract(epoch FROM clock_timestamp() - start) / members;
            IF turn > 0 THEN
                least_us := least_us || jsonb_build_object(way.place, least(spent, (least_us ->> way.place)::float8));
            END IF;
            EXECUTE format('SELECT NOT EXISTS ((TABLE %I EXCEPT TABLE source) UNION ALL (TABLE source EXCEPT TABLE %1$I))', way.place) INTO same;
            IF NOT same THEN RAISE EXCEPTION '% writes other rows', way.place; END IF;
        END LOOP;
    END LOOP;
    IF (SELECT count(*) FROM member_tag) <> (SELECT sum(tagset_count(tags)) FROM source) THEN RAISE EXCEPTION 'member_tag has other rows'; END IF;
    RETURN QUERY SELECT w, (least_us ->> place)::float8 FROM way AS w ORDER BY n;
END $$;

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '| writing a member, µs | | beyond the bare insert | share of the joining trigger''s | goal | met |'
\qecho '|---|--:|--:|--:|--:|:-:|'
WITH w AS MATERIALIZED (SELECT (way).*, us, us - min(us) FILTER (WHERE (way).place = 'bare') OVER () AS more FROM written()),
     s AS (SELECT *, more / min(more) FILTER (WHERE place = 'by_lookup') OVER () AS part FROM w)
SELECT '| ' || name, round(us::numeric, 1), coalesce(round(nullif(more, 0)::numeric, 1)::text, ''),
       coalesce('1/' || round((1 / nullif(part, 0))::numeric, 1), ''),
       coalesce('≤ ' || goal || ' µs', '') || coalesce(', ≤ 1/' || round((1 / share)::numeric), ''),
       CASE WHEN goal IS NULL THEN ' |' WHEN more <= goal AND part <= coalesce(share, part) THEN '✓ |' ELSE '✗ |' END
FROM s ORDER BY n;
\qecho ''
\qecho '| asking | beside | ms | peer, ms | ratio | goal | met |'
\qecho '|---|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, coalesce(beside, ''), round((ms / calls)::numeric, 3), coalesce(round((peer_ms / calls)::numeric, 3)::text, ''), coalesce(round((ms / peer_ms)::numeric, 2)::text, ''),
       '≤ ' || goal || CASE WHEN peer IS NULL THEN ' µs' ELSE '' END, CASE WHEN coalesce(ms / peer_ms, 1000 * ms / calls) <= goal THEN '✓ |' ELSE '✗ |' END
FROM question, least_times(statement, peer) ORDER BY n;

\qecho ''
\qecho '| first use in a backend | ms | goal | memory kept, MB | goal | met |'
\qecho '|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, round(min(ms)::numeric, 2), '≤ ' || goal, round(max(bytes) / 1e6, 1), coalesce('≤ ' || megabytes, ''),
       CASE WHEN min(ms) <= goal AND coalesce(max(bytes) <= 1e6 * megabytes, true) THEN '✓ |' ELSE '✗ |' END
FROM (VALUES ('standard', '704 terms with titles and 704 aliases, as IAB''s Content Taxonomy', 3, NULL), ('large', '620,000 terms', 1000, 64)) AS g (book, name, goal, megabytes)
JOIN first_use USING (book) GROUP BY book, name, goal, megabytes ORDER BY goal;
