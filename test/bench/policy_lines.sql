-- The questions of the bench of policies. Each statement has one value, the number of posts at each step, and
-- its peers have the same. The goal is of the ratio to the peer, to the fastest if there are several.

-- what a policy decides, what a statement makes of decisions, and of steps by their severity
CREATE FUNCTION decide(policy text, sides text DEFAULT '') RETURNS text LANGUAGE sql
RETURN format('policy_decide(labels, (SELECT policy FROM book WHERE name = %L), ''2026-06-01Z''%s)', policy, sides);
CREATE FUNCTION by_decision(decisions text) RETURNS text LANGUAGE sql
RETURN format('SELECT string_agg(name || '' '' || posts, '', '' ORDER BY severity) FROM (SELECT severity, name, sum(posts) AS posts FROM (SELECT d, count(*) AS posts FROM (%s) AS s GROUP BY d) AS t
    JOIN step ON d @@ (''visibility/'' || name)::tagquery GROUP BY severity, name) AS u', decisions);
CREATE FUNCTION by_severity(steps text) RETURNS text LANGUAGE sql
RETURN format('SELECT string_agg(name || '' '' || posts, '', '' ORDER BY severity) FROM (SELECT severity, count(*) AS posts FROM (%s) AS s GROUP BY severity) AS t JOIN step USING (severity)', steps);

-- the same as CASE: the rules that are given, and further conditions
CREATE FUNCTION by_case(rules text, further text DEFAULT 'SELECT NULL, NULL WHERE false') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    branches text;
BEGIN
    EXECUTE format('SELECT string_agg(format(''WHEN %%s THEN %%s'', condition, severity), '' '' ORDER BY severity DESC) FROM (SELECT severity, format(''labels @@ %%L'', tagquery_at(query::tagquery, ''2026-06-01Z'')) AS condition FROM (%s) AS r UNION ALL %s) AS c', rules, further) INTO branches;
    RETURN format('CASE %s END', branches);
END $$;

-- The same by rows: the last entry of each source on each path that some rule asks for speaks. A rule fires if
-- all of its bits are there.
CREATE FUNCTION by_rows(posts text) RETURNS text LANGUAGE sql
RETURN format($$SELECT max(severity) AS severity FROM (
    SELECT post, n, bit_or(bit) AS bits
    FROM (SELECT DISTINCT ON (post, path, source) * FROM label_row AS l
          WHERE at <= '2026-06-01Z' AND path IN (SELECT topic_above.path FROM topic_above JOIN rule_term ON rule_term.path = above)%s ORDER BY post, path, source, at DESC) AS l
         JOIN topic_above USING (path) JOIN rule_term AS t ON t.path = above
    WHERE NOT neg AND NOT deny AND (until IS NULL OR until > '2026-06-01Z') AND l.score >= t.score GROUP BY post, n) AS f JOIN rule_need USING (n, bits) GROUP BY post$$, posts);

-- One question in several forms: of all posts, and of posts that are decided one after another, as a trigger
-- does. A join with queries takes so long that it decides on a sample. "competes": without an index of labels.
CREATE TABLE form (n serial, name text, part int DEFAULT 1, competes boolean DEFAULT true, statement text, one text);
INSERT INTO form (name, statement, one) VALUES
    ('`policy_decide`', by_decision(format('SELECT %s AS d FROM post', decide('200'))), format('SELECT max(severity) FROM step WHERE (SELECT %s FROM post WHERE id = $1) @@ (''visibility/'' || name)::tagquery', decide('200'))),
    ('`CASE WHEN labels @@ …`, 200 times', by_severity(format('SELECT %s AS severity FROM post', by_case('SELECT severity, query FROM rule WHERE n <= 200'))),
     format('SELECT %s FROM post WHERE id = $1', by_case('SELECT severity, query FROM rule WHERE n <= 200')));
INSERT INTO form (name, part, statement, one) VALUES
    ('join with a table of `tagquery`', 50, by_severity('SELECT max(severity) AS severity FROM (SELECT * FROM post WHERE id % 50 = 0 OFFSET 0) AS p JOIN rule_query ON labels @@ query GROUP BY id'),
     'SELECT max(severity) FROM rule_query WHERE (SELECT labels FROM post WHERE id = $1) @@ query');
INSERT INTO form (name, statement, one) VALUES ('a row per assertion, `DISTINCT ON`, `bit_or`', by_severity(by_rows('')), format('SELECT (%s)', by_rows(' AND post = $1')));
INSERT INTO form (name, competes, statement) VALUES
    ('join with a table of `tagquery`, by a GIN index', false, by_severity('SELECT max(severity) AS severity FROM post JOIN rule_query ON labels @@ query GROUP BY id')),
    ('`policy_decide` where `labels @@` some condition, by a GIN index', false,
     by_decision(format($$SELECT %s AS d FROM post WHERE labels @@ (SELECT tagquery_at(string_agg(format('(%%s)', condition), ' | ')::tagquery, '2026-06-01Z') FROM book, policy_rules(policy) WHERE book.name = '200' AND kind = 'rule')$$, decide('200'))));
DO $$
DECLARE
    f form;
BEGIN
    FOR f IN SELECT * FROM form WHERE one IS NOT NULL LOOP
        EXECUTE format('CREATE FUNCTION decide_%s(post_id int) RETURNS int LANGUAGE plpgsql STABLE AS %L', f.n, format('BEGIN RETURN (%s); END', replace(f.one, '$1', 'post_id')));
    END LOOP;
END $$;

-- questions beside another one; "check" has the answer by plain SQL
CREATE TABLE question (n serial, name text, beside text, goal float8, statement text, peer text, "check" text);
INSERT INTO question (name, beside, goal, statement, "check") VALUES
    ('2,000 rules', '200 rules', 1.5, by_decision(format('SELECT %s AS d FROM post', decide('2000'))), (SELECT statement FROM form WHERE n = 2)),
    ('actor and context, 40 more rules', '200 rules', 2, by_decision(format('SELECT %s AS d FROM post', decide('sides', ', actor, context'))),
     by_severity(format('SELECT %s AS severity FROM post', by_case('SELECT severity, query FROM rule WHERE n <= 200',
        $$SELECT severity, format('labels @@ ''a%s @2026-06-01T00:00:00Z'' AND %s%s''', 2 * i, side, i) FROM generate_series(0, 19) AS i, (VALUES (4, 'actor @@ ''role/r'), (2, 'context @@ ''kind/k')) AS s (severity, side)$$)))),
    ('dry run of two policies', 'one policy', 2.2,
     format('SELECT count(*) FROM (SELECT %s AS d, %s AS e FROM post OFFSET 0) AS t WHERE d <> e AND labelset_tags(d, NULL) <> labelset_tags(e, NULL)', decide('200'), decide('200b')),
     format('SELECT count(*) FROM post WHERE %s IS DISTINCT FROM %s', by_case('SELECT severity, query FROM rule WHERE n <= 200'), by_case('SELECT CASE severity WHEN 3 THEN 4 ELSE severity END AS severity, query FROM rule WHERE n <= 200 AND n % 10 <> 7')));
UPDATE question SET peer = (SELECT statement FROM form WHERE n = 1);
