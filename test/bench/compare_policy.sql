-- The lines of the comparison of policies. psql variable: lines, the file to write. Runs after policy_data.sql
-- and compare.sql.
\ir policy_lines.sql

INSERT INTO line (name, statement) SELECT name, statement FROM form WHERE n = 1 UNION ALL SELECT name, statement FROM question;
INSERT INTO line (name, statement) VALUES
    ('policy_explain', $$SELECT count(*) FROM book, (SELECT * FROM post WHERE labels <> '' ORDER BY id LIMIT 500) AS p, policy_explain(labels, policy, NULL, actor, context) WHERE name = 'sides'$$),
    ('policy_rules', $$SELECT count(*) FROM book, policy_rules(policy)$$),
    ('to text and back', 'SELECT sum(length(policy::text::labelpolicy::text)) FROM book'),
    ('joined', $$SELECT length((a.policy || b.policy)::text) FROM book AS a, (SELECT regexp_replace(policy::text, E'\nr', E'\ns', 'g')::labelpolicy AS policy FROM book WHERE name = '1000') AS b WHERE a.name = '1000'$$);
INSERT INTO line (kind, name, statement)
SELECT 'first', 'first use: ' || name || ' rules', format('SELECT policy_decide(labelset ''x'', policy, NULL) FROM book WHERE name = %L', name) FROM book WHERE name IN ('200', '2000');

COPY line TO :'lines';
