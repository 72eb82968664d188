-- Random events, unlinked links, erased persons and changed limits on few identifiers. After each step the stored persons are compared
-- with a greedy over a log of events that the test keeps, link rows with runs that the test computes, identity_person_at with
-- the greedy over link rows, history with the persons of then. Only differences are printed. For more worlds of
-- 60 steps each: PGOPTIONS='-c identity_test.worlds=800 -c identity_test.seed=0.5'
\set ECHO queries
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET jit = off;
SET timezone = 'UTC';
SELECT setseed(coalesce(current_setting('identity_test.seed', true), '0.18')::float) \g /dev/null

\echo
\echo == What the test remembers
CREATE SCHEMA idn_diff;
SET search_path = idn_diff, public;
-- prefer, and whether events come in order, whether the order of kinds changes, and when the world began
CREATE TABLE world (number int, first boolean, in_order boolean, turns boolean, began timestamptz);
-- of an event, each pair by id; until which step the evidence counted
CREATE TABLE said (step int, a bigint, b bigint, source text, x timestamptz, dead int);
CREATE TABLE taken_back (a bigint, b bigint, source text, at timestamptz);
CREATE TABLE run (n bigint GENERATED ALWAYS AS IDENTITY, a bigint, b bigint, source text, at timestamptz, last timestamptz, ended timestamptz);
CREATE TABLE known_then (at timestamptz, id bigint, person bigint);
CREATE TABLE difference (world int, step int, what text);
CREATE TABLE seen (what text);
CREATE TYPE edge AS (a bigint, b bigint, t timestamptz, n bigint);
CREATE INDEX ON run (b);
CREATE INDEX ON said (a, b);

CREATE FUNCTION pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE
RETURN choices[1 + floor(random() * cardinality(choices))::int];
CREATE FUNCTION dice(n int) RETURNS int LANGUAGE sql VOLATILE
RETURN floor(random() * n)::int;

\echo
\echo == The rule, as a greedy over links
-- Identifiers are numbered by strength, so that a component's least number is its person.
CREATE FUNCTION rule(edges edge[]) RETURNS TABLE (id bigint, person bigint, shared boolean) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    ids bigint[];
    kinds int[];
    out_ boolean[];
    caps int[] := (SELECT array_agg(per_person ORDER BY priority) FROM g_kind);
    nk int := cardinality(caps);
    cap int := (SELECT most FROM g);
    first boolean := (SELECT first FROM world);
    c int[];
    counts int[];
    sizes int[];
    e record;
    lo int;
    hi int;
    fits boolean;
BEGIN
    SELECT array_agg(i.id ORDER BY k.n, i.id), array_agg(k.n ORDER BY k.n, i.id), array_agg(coalesce(d.neighbours > k.shared_above, false) ORDER BY k.n, i.id)
    INTO ids, kinds, out_
    FROM g_identifier AS i JOIN (SELECT kind, shared_above, row_number() OVER (ORDER BY priority)::int AS n FROM g_kind) AS k USING (kind)
    LEFT JOIN (SELECT p.x, count(DISTINCT p.y) AS neighbours
               FROM (SELECT a AS x, b AS y FROM unnest(edges) UNION ALL SELECT b, a FROM unnest(edges)) AS p
               JOIN g_identifier AS m ON m.id = p.x JOIN g_kind AS mk ON mk.kind = m.kind JOIN g_identifier AS o ON o.id = p.y JOIN g_kind AS ok ON ok.kind = o.kind
               WHERE ok.priority <= mk.priority OR ok.per_person IS NOT NULL GROUP BY p.x) AS d ON d.x = i.id;
    IF ids IS NULL THEN
        RETURN;
    END IF;
    SELECT array_agg(n) INTO c FROM generate_series(1, cardinality(ids)) AS n;
    sizes := array_fill(1, ARRAY[cardinality(ids)]);
    counts := array_fill(0, ARRAY[cardinality(ids) * nk]);
    FOR i IN 1 .. cardinality(ids) LOOP
        counts[(i - 1) * nk + kinds[i]] := 1;
    END LOOP;
    FOR e IN
        SELECT x, y FROM (SELECT array_position(ids, a) AS x, array_position(ids, b) AS y, t, n FROM unnest(edges)) AS s,
        LATERAL (SELECT mk.priority AS xp FROM g_identifier AS m JOIN g_kind AS mk USING (kind) WHERE m.id = ids[x]) AS xs,
        LATERAL (SELECT mk.priority AS yp FROM g_identifier AS m JOIN g_kind AS mk USING (kind) WHERE m.id = ids[y]) AS ys
        WHERE NOT out_[x] AND NOT out_[y]
        ORDER BY greatest(xp, yp), CASE WHEN first THEN t END, t DESC, xp + yp, CASE WHEN first THEN n END, n DESC
    LOOP
        lo := least(c[e.x], c[e.y]);
        hi := greatest(c[e.x], c[e.y]);
        CONTINUE WHEN lo = hi OR sizes[lo] + sizes[hi] > cap;
        fits := true;
        FOR k IN 1 .. nk LOOP
            IF counts[(lo - 1) * nk + k] + counts[(hi - 1) * nk + k] > caps[k] THEN
                fits := false;
            END IF;
        END LOOP;
        CONTINUE WHEN NOT fits;
        c := array_replace(c, hi, lo);
        sizes[lo] := sizes[lo] + sizes[hi];
        FOR k IN 1 .. nk LOOP
            counts[(lo - 1) * nk + k] := counts[(lo - 1) * nk + k] + counts[(hi - 1) * nk + k];
        END LOOP;
    END LOOP;
    RETURN QUERY SELECT ids[n], ids[c[n]], out_[n] FROM generate_series(1, cardinality(ids)) AS n;
END $$;

-- a pair counts with its latest event, or its first; of its link rows only the id is taken, which decides between equals
CREATE FUNCTION edges_of_events() RETURNS edge[] LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT array_agg((s.a, s.b, t, (SELECT CASE WHEN first THEN min(l.id) ELSE max(l.id) END FROM g_link AS l
                              WHERE l.ended_at IS NULL AND least(l.a, l.b) = s.a AND greatest(l.a, l.b) = s.b AND CASE WHEN first THEN l.at ELSE l.last END = t))::edge)
            FROM world, LATERAL (SELECT a, b, CASE WHEN first THEN min(x) ELSE max(x) END AS t FROM said WHERE dead IS NULL GROUP BY a, b) AS s);
END $$;
CREATE FUNCTION edges_at(moment timestamptz) RETURNS edge[] LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT array_agg((a, b, CASE WHEN first THEN at ELSE least(last, moment) END, id)::edge) FROM world, g_link WHERE ended_at IS NULL AND (moment IS NULL OR at <= moment));
END $$;

\echo
\echo == Runs
CREATE PROCEDURE hear(at_step int, ids bigint[], x timestamptz, s text) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO said (step, a, b, source, x)
        SELECT at_step, i, j, s, hear.x FROM unnest(ids) AS i, unnest(ids) AS j
        WHERE i < j AND NOT EXISTS (SELECT FROM taken_back AS t WHERE t.a = i AND t.b = j AND t.source = s AND t.at >= hear.x);
    WITH member AS (
        SELECT i.id, row_number() OVER (ORDER BY k.priority, i.id) AS rank FROM g_identifier AS i JOIN g_kind AS k USING (kind) WHERE i.id = ANY (ids)
    ), pair AS (
        SELECT a.id AS a, b.id AS b FROM member AS a JOIN member AS b ON a.rank < b.rank
        WHERE NOT EXISTS (SELECT FROM run AS r WHERE r.a = a.id AND r.b = b.id AND r.source = s AND r.ended >= hear.x)
    ), own AS (
        SELECT p.a, p.b, r.n, r.at, r.last, hear.x BETWEEN r.at AND r.last AS inside,
            r.last < hear.x AND NOT EXISTS (SELECT FROM run AS r2 WHERE r2.a = r.a AND r2.b = r.b AND r2.source = s AND r2.ended IS NULL AND r2.last < hear.x AND r2.last > r.last) AND
                NOT EXISTS (SELECT FROM run AS o WHERE o.b = p.b AND o.a <> p.a AND o.ended IS NULL AND o.at < hear.x AND o.last > r.last) AS before,
            r.at > hear.x AND NOT EXISTS (SELECT FROM run AS r2 WHERE r2.a = r.a AND r2.b = r.b AND r2.source = s AND r2.ended IS NULL AND r2.at > hear.x AND r2.at < r.at) AND
                NOT EXISTS (SELECT FROM run AS o WHERE o.b = p.b AND o.a <> p.a AND o.ended IS NULL AND o.at < r.at AND o.last > hear.x) AS after
        FROM pair AS p JOIN run AS r ON r.a = p.a AND r.b = p.b AND r.source = s AND r.ended IS NULL
    ), later AS (
        UPDATE run SET last = hear.x FROM own WHERE run.n = own.n AND before AND NOT EXISTS (SELECT FROM own AS o WHERE o.a = own.a AND o.b = own.b AND o.inside)
    ), earlier AS (
        UPDATE run SET at = hear.x FROM own WHERE run.n = own.n AND after AND NOT EXISTS (SELECT FROM own AS o WHERE o.a = own.a AND o.b = own.b AND (o.inside OR o.before))
    ), new AS (
        INSERT INTO run (a, b, source, at, last) SELECT a, b, s, hear.x, hear.x FROM pair AS p
        WHERE NOT EXISTS (SELECT FROM own AS o WHERE o.a = p.a AND o.b = p.b AND (inside OR before OR after))
    ), split AS (
        UPDATE run SET last = hear.x - interval '1 microsecond' FROM (
            SELECT DISTINCT r.n, r.a, r.b, r.source, r.last FROM run AS r JOIN pair AS p ON p.b = r.b AND p.a <> r.a
            WHERE r.ended IS NULL AND r.at < hear.x AND r.last > hear.x AND NOT EXISTS (SELECT FROM pair AS q WHERE q.a = r.a AND q.b = r.b)) AS o
        WHERE run.n = o.n RETURNING o.a, o.b, o.source, o.last
    )
    INSERT INTO run (a, b, source, at, last) SELECT a, b, source, last, last FROM split;
END $$;

\echo
\echo == Comparisons
CREATE FUNCTION differing_persons() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT format('identifier %s: person %s%s, not %s%s', i.id, i.person, CASE WHEN i.shared THEN ' shared' END, r.person, CASE WHEN r.shared THEN ' shared' END)
        FROM rule(edges_of_events()) AS r JOIN g_identifier AS i USING (id) WHERE (i.person, i.shared) <> (r.person, r.shared);
    RETURN QUERY SELECT format('person %s: %s, not %s', person, p, t) FROM g_person AS p FULL JOIN (
            SELECT i.person, tagset_union(i.tags) AS tags, count(*)::int AS identifiers, bool_or(k.per_person IS NOT NULL) AS known FROM g_identifier AS i JOIN g_kind AS k USING (kind) WHERE NOT i.shared GROUP BY i.person) AS t USING (person)
        WHERE (p.tags, p.identifiers, p.known) IS DISTINCT FROM (t.tags, t.identifiers, t.known);
    RETURN QUERY SELECT format('history: %s, %s', i, h) FROM g_identifier AS i FULL JOIN (SELECT * FROM g_history WHERE until IS NULL) AS h ON h.identifier = i.id
        WHERE nullif(i.person, i.id) IS DISTINCT FROM h.person;
    RETURN QUERY SELECT 'problem: ' || p FROM identity_problems('g') AS p;
    RETURN QUERY SELECT format('refused: %s, not %s', f, r) FROM g_refused AS f FULL JOIN (
            SELECT l.id, CASE WHEN i.shared OR j.shared THEN 'shared' WHEN v.kind IS NOT NULL THEN 'limit' WHEN (s.most - (SELECT sum(identifiers) FROM g_person WHERE person IN (i.person, j.person))) < 0 THEN 'most' ELSE 'unresolved' END AS reason, v.kind
            FROM g AS s, g_link AS l JOIN g_identifier AS i ON i.id = l.a JOIN g_identifier AS j ON j.id = l.b LEFT JOIN LATERAL (
                SELECT k.kind FROM g_kind AS k WHERE NOT i.shared AND NOT j.shared AND per_person < (SELECT count(*) FROM g_identifier AS m WHERE m.kind = k.kind AND m.person IN (i.person, j.person)) ORDER BY priority LIMIT 1) AS v ON true
            WHERE l.ended_at IS NULL AND i.person <> j.person) AS r ON r.id = f.link
        WHERE f.reason IS DISTINCT FROM r.reason OR f.reason = 'unresolved' OR f.limit_of IS DISTINCT FROM r.kind AND f.reason <> 'shared';
END $$;

-- ends of pairs by the log; rows by the runs; if events came in order, also by the gaps and islands of the log
CREATE FUNCTION differing_links() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT format('ends of links: %s, not %s', l, s) FROM
        (SELECT least(a, b) AS a, greatest(a, b) AS b, source, min(at) AS at, max(last) AS last FROM g_link WHERE ended_at IS NULL GROUP BY 1, 2, 3) AS l FULL JOIN
        (SELECT a, b, source, min(x) AS at, max(x) AS last FROM said WHERE dead IS NULL GROUP BY 1, 2, 3) AS s USING (a, b, source)
        WHERE (l.at, l.last) IS DISTINCT FROM (s.at, s.last);
    IF (SELECT turns FROM world) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT 'link missing: ' || r FROM (SELECT a, b, source, at, last, ended IS NULL FROM run EXCEPT ALL SELECT a, b, source, at, last, ended_at IS NULL FROM g_link) AS r;
    RETURN QUERY SELECT 'link too many: ' || r FROM (SELECT a, b, source, at, last, ended_at IS NULL FROM g_link EXCEPT ALL SELECT a, b, source, at, last, ended IS NULL FROM run) AS r;
    IF NOT (SELECT in_order FROM world) THEN
        RETURN;
    END IF;
    RETURN QUERY WITH event AS (
        SELECT s.step, s.x, s.source, w.a, w.b, s.dead FROM said AS s,
        LATERAL (SELECT CASE WHEN (i.priority, i.id) < (j.priority, j.id) THEN s.a ELSE s.b END AS a, CASE WHEN (i.priority, i.id) < (j.priority, j.id) THEN s.b ELSE s.a END AS b
                 FROM (SELECT id, priority FROM g_identifier JOIN g_kind USING (kind) WHERE id = s.a UNION ALL SELECT s.a, priority FROM gone WHERE id = s.a) AS i,
                      (SELECT id, priority FROM g_identifier JOIN g_kind USING (kind) WHERE id = s.b UNION ALL SELECT s.b, priority FROM gone WHERE id = s.b) AS j) AS w
    ), island AS (
        SELECT e.*, count(*) FILTER (WHERE begins) OVER (PARTITION BY a, b, source ORDER BY x) AS n FROM (
            SELECT e.*, EXISTS (SELECT FROM event AS o WHERE o.b = e.b AND o.a <> e.a AND o.x > e.previous AND o.x < e.x AND (o.dead IS NULL OR o.dead > e.step)) AS begins FROM (
                SELECT *, lag(x) OVER (PARTITION BY a, b, source ORDER BY x) AS previous FROM event WHERE dead IS NULL) AS e) AS e
    ), expected AS (
        SELECT a, b, source, min(x) AS at, max(x) AS last FROM island GROUP BY a, b, source, n
    )
    SELECT format('island: %s, not %s', l, e) FROM (SELECT a, b, source, at, last FROM g_link WHERE ended_at IS NULL) AS l FULL JOIN expected AS e USING (a, b, source, at, last)
    WHERE l.a IS NULL OR e.a IS NULL;
END $$;
CREATE TABLE gone (id bigint, priority int);

CREATE FUNCTION differing_at(moment timestamptz) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT format('identifier %s at %s: person %s, not %s', id, moment, identity_person_at('g', id, moment), person)
        FROM rule(edges_at(moment)) WHERE identity_person_at('g', id, moment) IS DISTINCT FROM person;
END $$;

CREATE FUNCTION differing_then() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT format('identifier %s was then known as %s, not %s', k.id, coalesce(h.person, k.id), k.person)
        FROM known_then AS k LEFT JOIN g_history AS h ON h.identifier = k.id AND h.since <= k.at AND (h.until IS NULL OR h.until > k.at)
        WHERE coalesce(h.person, k.id) <> k.person;
END $$;

-- a chain of the least length, of links in force within the person
CREATE FUNCTION differing_explanation(x bigint, y bigint) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    reached bigint[] := ARRAY[x];
    edge bigint[] := ARRAY[x];
    steps int := 0;
    chain record;
    whose bigint := (SELECT person FROM g_identifier WHERE id = x);
BEGIN
    WHILE NOT y = ANY (reached) AND edge IS NOT NULL LOOP
        edge := (SELECT array_agg(DISTINCT m.id) FROM unnest(edge) AS e, g_link AS l, g_identifier AS m
                 WHERE l.ended_at IS NULL AND e IN (l.a, l.b) AND m.id = l.a + l.b - e AND m.person = whose AND m.id <> ALL (reached));
        reached := reached || edge;
        steps := steps + 1;
    END LOOP;
    SELECT count(*) AS n, coalesce(bool_and(e.step = e.place AND e.identifier = coalesce(e.before, x) AND l.id IS NOT NULL), true) AS whole, coalesce(max(linked_to) FILTER (WHERE place = (SELECT count(*) FROM identity_explain('g', x, y))), x) AS ends
    INTO chain FROM (SELECT *, lag(linked_to) OVER (ORDER BY place) AS before FROM identity_explain('g', x, y) WITH ORDINALITY AS t (step, identifier, linked_to, link, source, at, last, place)) AS e
    LEFT JOIN g_link AS l ON l.id = e.link AND l.ended_at IS NULL AND (least(l.a, l.b), greatest(l.a, l.b), l.source, l.at, l.last) = (least(e.identifier, e.linked_to), greatest(e.identifier, e.linked_to), e.source, e.at, e.last);
    IF y = ANY (reached) AND (chain.n <> steps OR NOT chain.whole OR chain.ends <> y) OR NOT y = ANY (reached) AND chain.n > 0 THEN
        RETURN NEXT format('explanation of %s and %s: %s steps of %s, %s', x, y, chain.n, steps, chain);
    END IF;
END $$;

\echo
\echo == Steps
CREATE PROCEDURE see(step int) LANGUAGE plpgsql AS $$
DECLARE
    wanted text[] := '{}';
    event jsonb := '{}';
    k record;
    v text;
    s text := pick('web', 'web', 'app', 'crm');
    x timestamptz := (SELECT began + CASE WHEN in_order THEN (step - 30) * interval '1 hour' + interval '30 minutes' ELSE (dice(16) - 8) * interval '1 hour' + interval '30 minutes' + dice(3) * interval '1 microsecond' END FROM world);
    ids bigint[];
    known bigint := (SELECT max(id) FROM g_identifier);
    answer bigint;
    best bigint;
BEGIN
    FOR i IN 1 .. (ARRAY[1, 2, 2, 2, 2, 2, 3, 3, 3, 4])[1 + dice(10)] LOOP
        SELECT kind, pool INTO k FROM (SELECT * FROM g_pool ORDER BY kind) AS p ORDER BY random() LIMIT 1;
        v := CASE WHEN random() < 0.03 THEN pick('null', '', '00', '-1', 'anonymous') ELSE 'v' || dice(k.pool) END;
        IF v LIKE 'v%' AND NOT k.kind || ' ' || v = ANY (wanted) THEN
            wanted := wanted || (k.kind || ' ' || v);
        END IF;
        event := event || jsonb_build_object(k.kind, CASE WHEN event ? k.kind THEN event -> k.kind || to_jsonb(v) WHEN random() < 0.5 THEN to_jsonb(v) ELSE jsonb_build_array(v, NULL, v) END);
    END LOOP;
    answer := identity_see('g', event, x, s);
    ids := ARRAY(SELECT id FROM g_identifier WHERE kind || ' ' || value = ANY (wanted));
    IF cardinality(ids) <> cardinality(wanted) THEN
        INSERT INTO difference SELECT number, step, format('identifiers of %s', event) FROM world;
    END IF;
    IF EXISTS (SELECT FROM (SELECT i.id, lead(i.id) OVER (ORDER BY priority, value) AS next FROM g_identifier AS i JOIN g_kind USING (kind) WHERE i.id = ANY (ids) AND i.id > known) AS t WHERE next < id) THEN
        INSERT INTO difference SELECT number, step, format('order of new identifiers of %s', event) FROM world;
    END IF;
    CALL hear(step, ids, x, s);
    best := (SELECT i.person FROM g_identifier AS i JOIN g_kind USING (kind) WHERE i.id = ANY (ids) ORDER BY priority, i.id LIMIT 1);
    IF answer IS DISTINCT FROM best THEN
        INSERT INTO difference SELECT number, step, format('identity_see returned %s, not %s', answer, best) FROM world;
    END IF;
END $$;

CREATE PROCEDURE unlink(step int, newest boolean) LANGUAGE plpgsql AS $$
DECLARE
    l record;
    had jsonb := (SELECT jsonb_object_agg(id, person) FROM g_identifier);
    moved bigint;
    really bigint;
BEGIN
    SELECT * INTO l FROM (SELECT * FROM g_link ORDER BY id) AS o ORDER BY CASE WHEN newest THEN -id END, ended_at IS NOT NULL AND random() < 0.8, random() LIMIT 1;
    IF l.id IS NULL THEN
        RETURN;
    END IF;
    moved := identity_unlink('g', l.id, pick('wrong', NULL));
    IF l.ended_at IS NULL THEN
        UPDATE run SET ended = clock_timestamp() WHERE least(a, b) = least(l.a, l.b) AND greatest(a, b) = greatest(l.a, l.b) AND source = l.source AND ended IS NULL;
        UPDATE said SET dead = unlink.step WHERE a = least(l.a, l.b) AND b = greatest(l.a, l.b) AND source = l.source AND dead IS NULL;
        INSERT INTO taken_back SELECT least(l.a, l.b), greatest(l.a, l.b), l.source, clock_timestamp();
    END IF;
    really := (SELECT count(*) FROM g_identifier WHERE person <> (had ->> id::text)::bigint);
    IF moved <> really THEN
        INSERT INTO difference SELECT number, unlink.step, format('identity_unlink returned %s, not %s', moved, really) FROM world;
    END IF;
    INSERT INTO seen SELECT 'unlinked, moved' WHERE really > 0;
END $$;

CREATE PROCEDURE erase(step int) LANGUAGE plpgsql AS $$
DECLARE
    whom bigint := (SELECT person FROM (SELECT * FROM g_identifier ORDER BY id) AS o ORDER BY random() LIMIT 1);
    ids bigint[] := ARRAY(SELECT id FROM g_identifier WHERE person = whom);
    salt bytea := CASE WHEN random() < 0.5 THEN decode('00112233445566778899aabbccddeeff', 'hex') END;
    members text[];
    n_links int := (SELECT count(*) FROM g_link WHERE a = ANY (ids) OR b = ANY (ids));
    proof record;
    digest bytea;
    content bytea;
BEGIN
    IF whom IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO gone SELECT i.id, k.priority FROM g_identifier AS i JOIN g_kind AS k USING (kind) WHERE i.id = ANY (ids);
    content := (SELECT string_agg(int4send(octet_length(kind)) || convert_to(kind, 'UTF8') || int4send(octet_length(value)) || convert_to(value, 'UTF8'), '' ORDER BY kind COLLATE "C", value COLLATE "C") FROM g_identifier WHERE id = ANY (ids));
    SELECT * INTO proof FROM identity_erase('g', whom, 'DELETE', 'here', pick('asked', NULL), salt);
    digest := sha256(int4send(octet_length(proof.salt)) || proof.salt || content);
    IF salt <> proof.salt OR octet_length(proof.salt) < 16 OR digest <> proof.digest OR NOT EXISTS (
            SELECT FROM g_erasure AS e WHERE e.id = proof.erasure AND e.digest = proof.digest AND (e.identifiers, e.links, e.method, e.place) = (cardinality(ids), n_links, 'DELETE', 'here')) THEN
        INSERT INTO difference SELECT number, erase.step, format('proof %s: %s identifiers, %s links', proof, cardinality(ids), n_links) FROM world;
    END IF;
    IF EXISTS (SELECT FROM g_identifier WHERE id = ANY (ids) UNION ALL SELECT FROM g_link WHERE a = ANY (ids) OR b = ANY (ids) UNION ALL SELECT FROM g_history WHERE identifier = ANY (ids) OR person = ANY (ids) UNION ALL SELECT FROM g_person WHERE person = ANY (ids)) THEN
        INSERT INTO difference SELECT number, erase.step, format('person %s was not erased', whom) FROM world;
    END IF;
    DELETE FROM run WHERE a = ANY (ids) OR b = ANY (ids);
    UPDATE said SET dead = erase.step WHERE (a = ANY (ids) OR b = ANY (ids)) AND dead IS NULL;
    DELETE FROM known_then WHERE id = ANY (ids) OR person = ANY (ids);
END $$;

CREATE PROCEDURE change_limits(step int) LANGUAGE plpgsql AS $$
DECLARE
    which text := (SELECT kind FROM (SELECT * FROM g_kind ORDER BY kind) AS o ORDER BY random() LIMIT 1);
    other text := (SELECT kind FROM (SELECT * FROM g_kind ORDER BY kind) AS o ORDER BY random() LIMIT 1);
    had jsonb;
    moved bigint;
    p int;
BEGIN
    CASE dice(5)
        WHEN 0 THEN UPDATE g_kind SET per_person = pick(NULL, '1', '2', '3')::int WHERE kind = which;
        WHEN 1, 2 THEN UPDATE g_kind SET shared_above = pick(NULL, '1', '2', '3', '5')::int WHERE kind = which;
        WHEN 3 THEN UPDATE g SET most = pick('2', '3', '5', '9', '500')::int;
        ELSE
            IF (SELECT turns FROM world) THEN
                p := (SELECT priority FROM g_kind WHERE kind = which);
                UPDATE g_kind SET priority = 999 WHERE kind = which;
                UPDATE g_kind AS k SET priority = p FROM (SELECT priority FROM g_kind WHERE kind = other) AS o WHERE k.kind = other AND other <> which;
                UPDATE g_kind SET priority = CASE WHEN other = which THEN p ELSE (SELECT x FROM unnest(ARRAY[10, 20, 30, 40, 50]) AS x WHERE NOT EXISTS (SELECT FROM g_kind AS g2 WHERE g2.priority = x) LIMIT 1) END WHERE kind = which;
            ELSE
                UPDATE g SET prefer = CASE WHEN prefer = 'last' THEN 'first' ELSE 'last' END;
                UPDATE world SET first = NOT first;
            END IF;
    END CASE;
    -- events may come before the limits are applied
    FOR i IN 1 .. dice(3) LOOP
        IF NOT (SELECT in_order FROM world) THEN
            CALL see(step);
        END IF;
    END LOOP;
    had := (SELECT jsonb_object_agg(id, person) FROM g_identifier);
    moved := identity_resolve('g');
    INSERT INTO difference SELECT number, step, format('identity_resolve returned %s, not %s', moved, really)
        FROM world, (SELECT count(*) AS really FROM g_identifier WHERE person <> (had ->> id::text)::bigint) AS t WHERE moved <> really;
    INSERT INTO seen SELECT 'resolved, moved' WHERE moved > 0;
END $$;

-- What an owner may do by hand, and identity_resolve brings right.
CREATE PROCEDURE meddle(step int) LANGUAGE plpgsql AS $$
DECLARE
    l record;
    noticed boolean := false;
BEGIN
    CASE dice(6)
        WHEN 0 THEN
            UPDATE g_identifier SET person = (SELECT person FROM (SELECT * FROM g_identifier ORDER BY id) AS o ORDER BY random() LIMIT 1) WHERE id = (SELECT id FROM (SELECT * FROM g_identifier ORDER BY id) AS o ORDER BY random() LIMIT 1);
        WHEN 1 THEN
            UPDATE g_identifier SET shared = NOT shared WHERE id = (SELECT id FROM (SELECT * FROM g_identifier ORDER BY id) AS o ORDER BY random() LIMIT 1);
            noticed := FOUND;
        WHEN 2 THEN
            DELETE FROM g_person WHERE random() < 0.3;
            noticed := FOUND;
        WHEN 3 THEN
            UPDATE g_person SET identifiers = identifiers + 1, tags = 'wrong' WHERE person = (SELECT person FROM (SELECT * FROM g_person ORDER BY person) AS o ORDER BY random() LIMIT 1);
            noticed := FOUND;
        WHEN 4 THEN
            IF NOT (SELECT in_order FROM world) THEN
                SELECT * INTO l FROM g_link WHERE ended_at IS NULL ORDER BY random() LIMIT 1;
                DELETE FROM g_link WHERE least(a, b) = least(l.a, l.b) AND greatest(a, b) = greatest(l.a, l.b);
                DELETE FROM run WHERE least(a, b) = least(l.a, l.b) AND greatest(a, b) = greatest(l.a, l.b);
                DELETE FROM said WHERE a = least(l.a, l.b) AND b = greatest(l.a, l.b);
                DELETE FROM taken_back WHERE a = least(l.a, l.b) AND b = greatest(l.a, l.b);
            END IF;
        ELSE
            IF NOT (SELECT in_order FROM world) THEN
                -- against the order of strength, too
                SELECT i.id AS a, j.id AS b, w.began + dice(5) * interval '1 hour' AS at, w.began + (5 + dice(4)) * interval '1 hour' AS last INTO l
                FROM world AS w, g_identifier AS i, g_identifier AS j WHERE i.id <> j.id ORDER BY random() LIMIT 1;
                IF l.a IS NOT NULL THEN
                    INSERT INTO g_link (a, b, at, last, source) VALUES (l.a, l.b, l.at, l.last, 'batch');
                    INSERT INTO said (step, a, b, source, x) SELECT meddle.step, least(l.a, l.b), greatest(l.a, l.b), 'batch', x FROM unnest(ARRAY[l.at, l.last]) AS x;
                    INSERT INTO run (a, b, source, at, last) VALUES (l.a, l.b, 'batch', l.at, l.last);
                END IF;
            END IF;
    END CASE;
    IF noticed AND NOT EXISTS (SELECT FROM identity_problems('g')) THEN
        INSERT INTO difference SELECT number, meddle.step, 'a fault was not noticed' FROM world;
    END IF;
    PERFORM identity_resolve('g');
END $$;

CREATE PROCEDURE go(from_world int, to_world int, steps int) LANGUAGE plpgsql AS $$
DECLARE
    w int;
    step int;
    what float;
    x bigint;
    y bigint;
BEGIN
    FOR w IN from_world .. to_world LOOP
        TRUNCATE world, said, taken_back, run, known_then, gone;
        INSERT INTO world SELECT w, random() < 0.3, random() < 0.3, random() < 0.2, clock_timestamp();
        PERFORM identity_create('g', (SELECT CASE WHEN first THEN 'first' ELSE 'last' END FROM world), pick('2', '3', '4', '6', '12', '500')::int);
        INSERT INTO g_kind (kind, priority, per_person, shared_above)
            SELECT 'k' || n, 10 * n, CASE WHEN n = 1 THEN pick('1', '1', '1', '2', NULL) ELSE pick(NULL, NULL, '1', '2') END::int, pick(NULL, '1', '2', '3', '5', '100')::int FROM generate_series(1, 2 + dice(4)) AS n;
        DROP TABLE IF EXISTS g_pool;
        CREATE TABLE g_pool AS SELECT kind, 2 + dice(5) AS pool FROM g_kind;
        COMMIT;
        FOR step IN 1 .. steps LOOP
            what := random();
            IF what < 0.08 THEN
                CALL unlink(step, false);
            ELSIF what < 0.10 THEN
                CALL erase(step);
            ELSIF what < 0.13 THEN
                CALL change_limits(step);
            ELSIF what < 0.16 THEN
                CALL meddle(step);
            ELSIF what < 0.20 THEN
                UPDATE g_identifier SET tags = pick('', 'a', 'a/b[weight=0.5], c', 'd[value=1]')::tagset WHERE random() < 0.3;
            ELSIF what < 0.23 THEN
                INSERT INTO difference SELECT w, step, 'identity_resolve of some moved ' || moved FROM (SELECT identity_resolve('g', array_agg(id)) AS moved FROM g_identifier WHERE random() < 0.3) AS t WHERE moved <> 0;
            ELSIF what < 0.26 THEN
                BEGIN
                    CALL see(step);
                    CALL unlink(step, false);
                    RAISE division_by_zero;
                EXCEPTION WHEN division_by_zero THEN
                    NULL;
                END;
            ELSIF what < 0.32 THEN
                -- there and back in one transaction
                FOR i IN 1 .. 2 LOOP
                    CALL see(step);
                    CALL unlink(step, true);
                END LOOP;
            ELSIF what < 0.42 THEN
                BEGIN
                    CALL see(step);
                EXCEPTION WHEN division_by_zero THEN
                    NULL;
                END;
            ELSE
                CALL see(step);
            END IF;
            INSERT INTO difference SELECT w, step, d FROM differing_persons() AS d;
            INSERT INTO difference SELECT w, step, d FROM differing_links() AS d;
            IF step % 3 = 0 THEN
                INSERT INTO difference SELECT w, step, d FROM world, differing_at(CASE WHEN random() < 0.1 THEN NULL WHEN in_order THEN began + (dice(steps) - 29.5) * interval '1 hour' + (dice(3) - 1) * interval '1 microsecond'
                    ELSE began + (dice(16) - 7.5) * interval '1 hour' + (dice(5) - 1) * interval '1 microsecond' END) AS d;
                SELECT i.id, j.id INTO x, y FROM g_identifier AS i, g_identifier AS j ORDER BY i.person <> j.person AND random() < 0.9, random() LIMIT 1;
                IF x IS NOT NULL THEN
                    INSERT INTO difference SELECT w, step, d FROM differing_explanation(x, y) AS d;
                END IF;
                INSERT INTO difference SELECT w, step, 'identity_resolve moved ' || moved FROM (SELECT identity_resolve('g') AS moved) AS t WHERE moved <> 0;
                INSERT INTO seen SELECT DISTINCT 'refused: ' || reason FROM g_refused;
                INSERT INTO seen SELECT 'a person of many' FROM g_person WHERE identifiers > 4 LIMIT 1;
            END IF;
            IF random() < 0.7 THEN
                INSERT INTO known_then SELECT clock_timestamp(), id, person FROM g_identifier;
                COMMIT;
            END IF;
            EXIT WHEN EXISTS (SELECT FROM difference WHERE world = w);
        END LOOP;
        INSERT INTO known_then SELECT clock_timestamp(), id, person FROM g_identifier;
        INSERT INTO difference SELECT w, 1000 + step, d FROM differing_then() AS d;
        -- stints overlap, or one follows another in the same person
        INSERT INTO difference SELECT w, 1000 + step, format('history: %s, %s', h, o) FROM g_history AS h JOIN g_history AS o ON o.identifier = h.identifier AND o.since > h.since AND (h.until IS NULL OR h.until > o.since OR h.until = o.since AND h.person = o.person);
        PERFORM identity_drop('g');
        COMMIT;
    END LOOP;
END $$;

\echo
\echo == Dominoes: persons of two, and a chain of links each of which is later than the next; a new one at the front moves everybody
DO $$
DECLARE
    x timestamptz;
    ids bigint[];
BEGIN
    INSERT INTO world VALUES (0, false, false, false, timestamptz '2026-03-01Z');
    PERFORM identity_create('g', 'last', 2);
    INSERT INTO g_kind (kind, priority) VALUES ('k', 1);
    FOR i IN REVERSE 40 .. 1 LOOP
        x := (SELECT began + (40 - i) * interval '1 hour' FROM world);
        PERFORM identity_see('g', jsonb_build_object('k', jsonb_build_array('v' || i, 'v' || i + 1)), x, 'web');
        ids := ARRAY(SELECT id FROM g_identifier WHERE value IN ('v' || i, 'v' || i + 1));
        CALL hear(i, ids, x, 'web');
        INSERT INTO difference SELECT 0, i, d FROM differing_persons() AS d WHERE i % 7 = 1;
    END LOOP;
    CREATE TEMPORARY TABLE persons_then AS SELECT id, person FROM g_identifier;
    PERFORM identity_unlink('g', (SELECT max(id) FROM g_link));
    UPDATE said SET dead = 0 WHERE (a, b) = (SELECT least(a, b), greatest(a, b) FROM g_link ORDER BY id DESC LIMIT 1);
    INSERT INTO difference SELECT 0, 0, d FROM differing_persons() AS d;
    INSERT INTO difference SELECT 0, 0, 'one link moved only ' || count(*) FROM g_identifier JOIN persons_then AS t USING (id) WHERE t.person <> g_identifier.person HAVING count(*) < 20;
    PERFORM identity_drop('g');
END $$;

\echo
\echo == What hardly happens by chance: a moment within two runs; an event within its own runs; evidence that was taken back before kinds changed their order
CREATE FUNCTION see_k(day int, VARIADIC names text[]) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN identity_see('g', (SELECT jsonb_object_agg(k, vs) FROM (SELECT left(n, 1) AS k, jsonb_agg(n) AS vs FROM unnest(names) AS n GROUP BY 1) AS t), timestamptz '2026-03-01Z' + day * interval '1 day', 'web');
END $$;
DO $$
BEGIN
    PERFORM identity_create('g', 'last', 2);
    INSERT INTO g_kind (kind, priority) VALUES ('k', 1);
    PERFORM see_k(1, 'k1', 'k2'), see_k(3, 'k2', 'k3'), see_k(10, 'k2', 'k3'), see_k(12, 'k1', 'k2');
    INSERT INTO difference SELECT 0, 1, d FROM differing_at('2026-03-06Z') AS d;
    INSERT INTO difference SELECT 0, 1, 'not within two runs' WHERE (SELECT count(*) FROM g_link) <> 2;
    PERFORM identity_drop('g');
    PERFORM identity_create('g', 'last', 5);
    INSERT INTO g_kind (kind, priority) VALUES ('k', 1), ('m', 2);
    PERFORM see_k(1, 'k1', 'k2', 'm3'), see_k(10, 'k1', 'k2', 'm3'), see_k(5, 'k1', 'k2', 'm3');
    INSERT INTO difference SELECT 0, 2, 'runs are split by their own event' WHERE (SELECT count(*) FROM g_link) <> 3;
    PERFORM identity_unlink('g', id) FROM g_link ORDER BY id;
    UPDATE g_kind SET priority = 3 WHERE kind = 'k';
    PERFORM identity_resolve('g'), see_k(20, 'k1', 'k2', 'm3');
    INSERT INTO difference SELECT 0, 3, 'what was taken back is back' FROM g_link WHERE ended_at IS NULL;
    PERFORM identity_drop('g');
END $$;

\echo
\echo == The worlds
CALL go(1, coalesce(current_setting('identity_test.worlds', true), '8')::int, 60);
SELECT world, min(step) AS step, count(*), (array_agg(what ORDER BY step, what))[1:3] AS differences FROM difference GROUP BY world ORDER BY world LIMIT 5;
SELECT count(DISTINCT what) >= 5 AS varied FROM seen;
DROP SCHEMA idn_diff CASCADE;
