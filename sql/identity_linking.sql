-- Twenty-six documented cases of linking under limits. M is a member, L a login, E an e-mail address, P a phone, A and I devices of
-- two makers, C a cookie. Events are a day apart. Each case runs event by event, in batch, and through the aggregate alone.
\set ECHO queries
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET timezone = 'UTC';

\echo
\echo == The cases: kinds, the strongest first and with the most per person; events; the persons that they make
CREATE SCHEMA idn_linking;
SET search_path = idn_linking, public;
CREATE TABLE test_case (number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, kinds text, events text, persons text);
INSERT INTO test_case (name, kinds, events, persons) VALUES
    ('shared device 1', 'M=1 C', 'M1 C1 | M2 C1', 'M1 | M2 C1'),
    ('hashed email, shared device', 'M=1 E C', 'M1 E1 | M1 C1 | M2 E2 | M2 C2 | M2 C1', 'M1 E1 | M2 E2 C2 C1'),
    ('non-unique email', 'M=1 E C', 'M1 E1 | M1 C1 | M2 E2 | M2 C2 | M2 E1', 'M1 C1 | M2 E2 C2 E1'),
    ('ideal', 'M=1 E P A I C', 'M1 E1 P1 | M1 C1 | M1 C2 I1 | M2 E2 P2 | M2 C3 | M2 C4 A1', 'M1 E1 P1 C1 C2 I1 | M2 E2 P2 C3 C4 A1'),
    ('shared computer', 'M=1 E P A I C', 'M1 E1 P1 | M1 C1 | M1 C2 I1 | M2 E2 P2 | M2 C3 | M2 C4 A1 | M2 C1', 'M1 E1 P1 C2 I1 | M2 E2 P2 C3 C4 A1 C1'),
    ('android', 'M=1 E P A I C', 'M1 E1 P1 | M1 C1 | M1 C2 I1 | M2 E2 P2 | M2 C3 | M2 C4 A1 | M1 C4 A1', 'M1 E1 P1 C1 C2 I1 C4 A1 | M2 E2 P2 C3'),
    ('apple no reset', 'M=1 E P A I C', 'M1 E1 P1 | M1 C1 | M1 C2 I1 | M2 E2 P2 | M2 C3 | M2 C4 A1 | M2 C2 I1', 'M1 E1 P1 C1 | M2 E2 P2 C3 C4 A1 C2 I1'),
    ('non-unique phone', 'M=1 E P A I C', 'M1 E1 P1 | M1 C1 | M1 C2 I1 | M2 E2 P2 | M2 C3 | M2 C4 A1 | M2 P1', 'M1 E1 C1 C2 I1 | M2 E2 P2 C3 C4 A1 P1'),
    ('unique phone', 'M=1 E P=1 A I C', 'M1 E1 P1 | M1 C1 | M1 C2 I1 | M2 E2 P2 | M2 C3 | M2 C4 A1 | M2 P1', 'M1 E1 C1 C2 I1 | M2 E2 C3 C4 A1 P1 | P2'),
    ('login shared device', 'M=1 L C', 'M1 L1 | M1 L2 | L1 C1 | M2 L3 | M2 L4 | L3 C2 | L3 C1', 'M1 L1 L2 | M2 L3 L4 C2 C1'),
    ('login bad data', 'M=1 L C', 'M1 L1 | M1 L2 | L1 C1 | M2 L3 | M2 L4 | L3 C2 | M1 L4', 'M1 L1 L2 L4 C1 | M2 L3 C2'),
    ('dangling', 'M=1 L C', 'M1 L1 | M1 L2 | L1 C1 | L3 C1', 'M1 L1 L2 L3 C1'),
    ('commerce two registered', 'M=1 E=1 C', 'M1 E1 | M2 E2 | M1 C1 | M2 C1', 'M1 E1 | M2 E2 C1'),
    ('commerce guest', 'M=1 E=1 C', 'M1 E1 | M1 C1 | E2 C1', 'M1 E1 | E2 C1'),
    ('commerce error', 'M=1 E=1 C', 'M1 C1 | E1 C1', 'M1 E1 C1'),
    ('commerce two guests', 'M=1 E=1 C', 'E1 C1 | E2 C1', 'E1 | E2 C1'),
    ('guest registers', 'M=1 E=1 C', 'E1 C1 | E1 M1 | M1 C1', 'M1 E1 C1'),
    ('bad email', 'M=1 E=1 C', 'M1 C1 | M2 C2 | M1 E1 | M2 E1', 'M1 C1 | M2 C2 E1'),
    ('jane john laptop', 'M=1 E=1 C', 'M1 E1 | M2 E2 | M1 C1 | M2 C1', 'M1 E1 | M2 E2 C1'),
    ('kevin nora kevin', 'M=1 C', 'M1 C1 | M2 C1 | M1 C1', 'M1 C1 | M2'),
    ('apple, ECID resets', 'M=1 E P A I C', 'M1 E1 P1 | M1 C1 | M1 C2 I1 | M2 E2 P2 | M2 C3 | M2 C4 A1 | M2 C5 I1', 'M1 E1 P1 C1 C2 | M2 E2 P2 C3 C4 A1 C5 I1'),
    ('complex shared 1', 'M=1 E P L C', 'M1 E1 P1 | M1 L1 | M1 L2 | L1 C1 | M2 E2 P2 | M2 L3 | M2 L4 | L3 C2 | L3 C1', 'M1 E1 P1 L1 L2 | M2 E2 P2 L3 L4 C2 C1'),
    ('complex shared 2', 'M=1 E P L C', 'M1 E1 P1 | M1 L1 | M1 L2 | L1 C1 | M2 E2 P2 | M2 L3 | M2 L4 | L3 C2 | M2 L3 C1 | L1 C1', 'M1 E1 P1 L1 L2 C1 | M2 E2 P2 L3 L4 C2'),
    ('complex bad login', 'M=1 E P L C', 'M1 E1 P1 | M1 L1 | M1 L2 | L1 C1 | M2 E2 P2 | M2 L3 | M2 L4 | L3 C2 | M1 L3', 'M1 E1 P1 L1 L2 C1 L3 C2 | M2 E2 P2 L4'),
    ('complex email', 'M=1 E P L C', 'M1 E1 P1 | M1 L1 | M1 L2 | L1 C1 | M2 E2 P2 | M2 L3 | M2 L4 | L3 C2 | M2 E1', 'M1 P1 L1 L2 C1 | M2 E2 P2 L3 L4 C2 E1'),
    ('complex phone', 'M=1 E P L C', 'M1 E1 P1 | M1 L1 | M1 L2 | L1 C1 | M2 E2 P2 | M2 L3 | M2 L4 | L3 C2 | M1 P3 | M2 P3', 'M1 E1 P1 L1 L2 C1 | M2 E2 P2 L3 L4 C2 P3');
CREATE VIEW case_kind AS
    SELECT number, left(k, 1) AS kind, priority::int, nullif(substr(k, 3), '')::int AS per_person
    FROM test_case, regexp_split_to_table(kinds, ' ') WITH ORDINALITY AS t (k, priority);
CREATE VIEW case_event AS
    SELECT number, n::int, e, timestamptz '2026-03-01Z' + n * interval '1 day' AS at, regexp_split_to_array(e, ' ') AS members
    FROM test_case, regexp_split_to_table(events, ' \| ') WITH ORDINALITY AS t (e, n);

-- persons as text, whatever the order
CREATE FUNCTION in_order(persons text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT string_agg(person, ' | ' ORDER BY person COLLATE "C")
FROM (SELECT (SELECT string_agg(m, ' ' ORDER BY m COLLATE "C") FROM regexp_split_to_table(p, ' ') AS m) AS person FROM regexp_split_to_table(persons, ' \| ') AS p) AS t $$;

CREATE FUNCTION stored() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT in_order(string_agg(members, ' | ')) FROM (SELECT string_agg(kind || value, ' ') AS members FROM g_identifier GROUP BY person) AS t);
END $$;

CREATE FUNCTION by_events(c int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    PERFORM identity_create('g');
    INSERT INTO g_kind (kind, priority, per_person) SELECT kind, priority, per_person FROM case_kind WHERE number = c;
    PERFORM identity_see('g', (SELECT jsonb_object_agg(kind, values) FROM (SELECT left(m, 1) AS kind, jsonb_agg(substr(m, 2)) AS values FROM unnest(members) AS m GROUP BY 1) AS t), at, 'test')
    FROM (SELECT * FROM case_event WHERE number = c ORDER BY n OFFSET 0) AS e;
    answer := stored();
    IF EXISTS (SELECT FROM identity_problems('g')) THEN
        answer := answer || ' with problems';
    END IF;
    PERFORM identity_drop('g');
    RETURN answer;
END $$;

CREATE FUNCTION in_batch(c int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    PERFORM identity_create('g');
    INSERT INTO g_kind (kind, priority, per_person) SELECT kind, priority, per_person FROM case_kind WHERE number = c;
    INSERT INTO g_identifier (kind, value) SELECT left(m, 1), substr(m, 2) FROM (SELECT DISTINCT unnest(members) AS m FROM case_event WHERE number = c) AS t;
    INSERT INTO g_link (a, b, at, last, source)
        SELECT i.id, j.id, at, at, 'test' FROM case_event AS e, unnest(members) WITH ORDINALITY AS s (m, x), unnest(members) WITH ORDINALITY AS t (m, y), g_identifier AS i, g_identifier AS j
        WHERE number = c AND x < y AND i.kind || i.value = s.m AND j.kind || j.value = t.m ORDER BY n, x, y;
    PERFORM identity_resolve('g');
    answer := stored();
    IF EXISTS (SELECT FROM identity_problems('g')) THEN
        answer := answer || ' with problems';
    END IF;
    PERFORM identity_drop('g');
    RETURN answer;
END $$;

-- identifiers count from 1 in the order of their first appearance
CREATE FUNCTION by_aggregate(c int) RETURNS text LANGUAGE sql AS $$
WITH identifier AS (
    SELECT row_number() OVER (ORDER BY min(n), m COLLATE "C") AS id, m, (SELECT priority FROM case_kind WHERE number = c AND kind = left(m, 1)) AS kind
    FROM case_event, unnest(members) AS m WHERE number = c GROUP BY m
), link AS (
    SELECT i.id AS a, i.kind AS a_kind, j.id AS b, j.kind AS b_kind, at FROM case_event, unnest(members) WITH ORDINALITY AS s (m, x), unnest(members) WITH ORDINALITY AS t (m, y), identifier AS i, identifier AS j
    WHERE number = c AND x < y AND i.m = s.m AND j.m = t.m
)
SELECT in_order(string_agg(members, ' | '))
FROM (SELECT string_agg(m, ' ') AS members
      FROM identity_rows((SELECT identity_components(a, a_kind, b, b_kind, (SELECT array_agg(per_person ORDER BY priority) FROM case_kind WHERE number = c), NULL
                                                     ORDER BY greatest(a_kind, b_kind), at DESC, a_kind + b_kind, a DESC, b DESC) FROM link)) AS r JOIN identifier AS i ON i.id = r.identifier
      GROUP BY person) AS t $$;

\echo
\echo == What they make, event by event, in batch, and in the aggregate
SELECT name,
    (SELECT string_agg(CASE WHEN answer IS NOT DISTINCT FROM in_order(persons) THEN 'ok' ELSE answer || ', not ' || in_order(persons) END, '; ' ORDER BY way)
     FROM (VALUES (1, by_events(number)), (2, in_batch(number)), (3, by_aggregate(number))) AS t (way, answer)) AS answers
FROM test_case ORDER BY number;

DROP SCHEMA idn_linking CASCADE;
