-- joining policies: || and policy_agg
\pset format unaligned
\pset tuples_only on
\pset null NULL
\set VERBOSITY default

\echo == Rules, exemptions and comments of both, options once, ladders united
SELECT E'# the floor\nby: garm\nladder v: mild [dsa=DECISION_VISIBILITY_CONTENT_LABELLED] < severe\nfree: q  # one\nfree: r\nnever-exempt: vip\na: x -> v/severe'::labelpolicy ||
    E'# a brand\nfree: q  # another\nfree: q, s\nnever-exempt: vip\nladder v: mild [x-color=red] < severe [x-flag]  # from mild to severe\nladder w: one\nb: y -> v/mild, s\nexempt c: z -> b';
SELECT E'free: q\na: x -> q'::labelpolicy || 'b: x -> q'::text;
SELECT E'free: q\na: x -> q'::labelpolicy || E'free: q\nb: x -> q'::text || E'free: q\nc: x -> q'::varchar, E'free: q\nb: x -> q'::text || E'free: q\na: x -> q'::labelpolicy;

\echo == NULL is the empty policy, and the empty policy changes nothing
SELECT 'free: q'::labelpolicy || NULL::labelpolicy, NULL::text || 'free: q'::labelpolicy, NULL::labelpolicy || NULL::labelpolicy, ''::labelpolicy || 'free: q', 'free: q'::labelpolicy || '';

SELECT E'free: q\nfacts: b\nfacts: b, a\nfree: q  # again'::labelpolicy || '' AS twice, E'free: q\nfree: q'::labelpolicy || E'free: q\nfree: r' AS once_more;

\echo == Trust and facts are the same in all that have rules
SELECT E'trust: a, b\nfree: q\nx: y -> q'::labelpolicy || E'trust: b, a\nfree: q\nz: y -> q';
SELECT E'trust: a, b\nfree: q\nx: y -> q'::labelpolicy || E'free: q\nz: y -> q';
SELECT E'free: q\nx: y -> q'::labelpolicy || 'trust: a';
SELECT E'facts: a, b\nfree: q\nx: y -> q'::labelpolicy || E'facts: c\nfree: q\nz: y -> q';
SELECT E'facts: a, b\ntrust: c\nfree: q\nx: y -> q'::labelpolicy || E'trust: c  # the same\nfacts: b\nfacts: a, b\nfree: q\nz: y -> q';
\echo == A policy of options and ladders alone has none of them to begin with
SELECT E'ladder v: mild < severe\nby: b'::labelpolicy || E'trust: a\nfacts: f\nx: y -> v/mild\nladder v: mild < severe' || 'never-exempt: z';

\echo == One source, and the same steps
SELECT 'by: a'::labelpolicy || 'by: a  # too', 'by: a'::labelpolicy || 'by: A';
SELECT 'by: a'::labelpolicy || 'by: b';
SELECT 'ladder v: mild < severe'::labelpolicy || 'ladder v: severe < mild';
SELECT 'ladder v: mild < severe'::labelpolicy || 'ladder v: mild < medium < severe';
SELECT 'ladder v: mild [x-color=red]'::labelpolicy || 'ladder v: mild [x-color=blue; x-flag]';
SELECT 'ladder v: mild'::labelpolicy || 'ladder v/mild: a';
SELECT 'ladder v: mild'::labelpolicy || 'free: v/x';

\echo == Names are there once, also of equal rules; never-exempt binds the exemptions of all
SELECT E'free: q\na: x -> q'::labelpolicy || E'free: q\na: x -> q';
SELECT E'free: q\na: x -> q'::labelpolicy || E'free: q\nb: x -> q\nexempt a: y -> b';
SELECT E'free: q\na: x -> q\nexempt b: vip -> a'::labelpolicy || 'never-exempt: vip';
\echo == An exemption names rules of its own policy, so none is exempt from another
SELECT E'free: q\na: x -> q'::labelpolicy || E'free: q\nexempt b: y -> a';
SELECT policy_agg(p) FROM (VALUES (E'free: q\na: x -> q'::labelpolicy), (E'free: q\nexempt b: y -> a')) AS v (p);
\echo == The lines of policy_agg(text) are one policy, whose exemptions may name a rule of another row
SELECT policy_agg(line ORDER BY id) FROM (VALUES (1, 'free: q  # the roots'), (2, '  a: x'), (3, NULL), (4, '-> q'), (5, ''), (6, 'exempt b: y -> a')) AS v (id, line);
SELECT policy_agg(line ORDER BY id) FROM (VALUES (1, 'free: q'), (2, E'\n  a: x\n  -> q'), (3, NULL), (4, ''), (5, 'exempt b: y -> a')) AS v (id, line);
SELECT policy_agg(line ORDER BY id DESC) FROM (VALUES (1, 'free: q'), (2, 'a: x -> q'), (3, 'exempt b: y -> a')) AS v (id, line);

\echo == No row, or NULLs alone, are no policy; NULLs do not count
SELECT policy_agg(p), policy_agg(p::text) FROM (VALUES (NULL::labelpolicy)) AS v (p);
SELECT policy_agg(p), policy_agg(p::text) FROM (VALUES ('free: q'::labelpolicy)) AS v (p) WHERE false;
SELECT policy_agg(p), policy_agg(p::text) FROM (VALUES (NULL::labelpolicy), ('free: q'), (NULL), ('free: r')) AS v (p);
SELECT policy_agg(p) = '', policy_agg(p::text) = '' FROM (VALUES (''::labelpolicy)) AS v (p);

\echo == Joining is associative, and joined in another order is the same but for the order of lines
SELECT setseed(0.62) IS NULL AS seeded \gset
CREATE FUNCTION pg_temp.part(n int) RETURNS labelpolicy LANGUAGE sql VOLATILE AS $$
    SELECT concat_ws(E'\n',
        CASE WHEN random() < 0.5 THEN 'by: p' END, CASE WHEN random() < 0.5 THEN 'trust: h, a' END, CASE WHEN random() < 0.2 THEN 'facts: f' END,
        'ladder v: a' || CASE WHEN random() < 0.3 THEN ' [x-y]' WHEN random() < 0.1 THEN ' [x-y=1]' ELSE '' END || ' < b',
        CASE WHEN random() < 0.5 THEN 'free: q' || floor(random() * 3) END, CASE WHEN random() < 0.3 THEN 'never-exempt: n' END,
        CASE WHEN random() < 0.8 THEN format('r%s: x -> v/b', n) END)::labelpolicy
$$;
CREATE FUNCTION pg_temp.joined(a labelpolicy, b labelpolicy) RETURNS labelpolicy LANGUAGE plpgsql AS $$
BEGIN RETURN a || b; EXCEPTION WHEN invalid_parameter_value THEN RETURN 'free: refused'; END $$;
CREATE FUNCTION pg_temp.all_joined(VARIADIC parts labelpolicy[]) RETURNS labelpolicy LANGUAGE plpgsql AS $$
BEGIN RETURN policy_agg(p ORDER BY i) FROM unnest(parts) WITH ORDINALITY AS u (p, i); EXCEPTION WHEN invalid_parameter_value THEN RETURN 'free: refused'; END $$;
CREATE FUNCTION pg_temp.lines(p labelpolicy) RETURNS text[] LANGUAGE sql AS $$ SELECT array_agg(line ORDER BY line) FROM regexp_split_to_table(p::text, '\n') AS line $$;
CREATE TEMP TABLE three AS SELECT pg_temp.part(1) AS a, pg_temp.part(2) AS b, pg_temp.part(3) AS c FROM generate_series(1, 2000);
SELECT count(*) FILTER (WHERE abc <> 'free: refused') > 100 AS many_joined, count(*) FILTER (WHERE abc = 'free: refused') > 100 AS many_refused,
    bool_and(abc = ab_c) AS left_first, bool_and(abc = a_bc) AS right_first, bool_and(pg_temp.lines(abc) = pg_temp.lines(cba)) AS any_order
FROM (SELECT pg_temp.all_joined(a, b, c) AS abc, pg_temp.all_joined(c, b, a) AS cba,
        CASE WHEN pg_temp.joined(a, b) = 'free: refused' THEN 'free: refused' ELSE pg_temp.joined(pg_temp.joined(a, b), c) END AS ab_c,
        CASE WHEN pg_temp.joined(b, c) = 'free: refused' THEN 'free: refused' ELSE pg_temp.joined(a, pg_temp.joined(b, c)) END AS a_bc FROM three) AS t;

\echo == Limits
SELECT policy_agg(format('ladder l%s: a', i)::labelpolicy) FROM generate_series(1, 65) AS i;
SELECT policy_agg(format(E'free: q\nr%s: x -> q', i)::labelpolicy) FROM generate_series(1, 10001) AS i;
SELECT policy_agg(repeat('#', 9000000)) FROM generate_series(1, 2);
SELECT policy_agg(repeat('#', 9000000)::labelpolicy) FROM generate_series(1, 2);

\echo == policy_error tells why a text is no policy
SELECT policy_error(E'free: q\na: x -> q'), policy_error(E'free: q\na: x -> r'), policy_error(NULL);
