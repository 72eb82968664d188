-- random policies print and read back to the same bytes, and their parts are what was written
SELECT setseed(0.64) IS NULL AS seeded \gset
CREATE FUNCTION pg_temp.pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT choices[1 + floor(random() * cardinality(choices))]
$$;
-- a name made of what a policy, a query or a list is written with
CREATE FUNCTION pg_temp.segment() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT pg_temp.pick('', '', 'z') || string_agg(pg_temp.pick('->', '=>', '→', '⇒', '－＞', '￫', ',', '、', '[', ']', '"', '\', '#', ' #', '# ', ':', ': ', '：', '<', ' < ', '%', '*', '**', '~', '&', '|', '!', '(', ')', '@', '=', ';', '/', '／', '{', '}', 'by', 'trust', 'never-exempt', 'exempt ', 'ladder ', 'actor', '2 of (', 'a', 'b', '題'), '')
    FROM generate_series(1, 1 + (random() * 3)::int)
$$;
CREATE FUNCTION pg_temp.quoted(segment text) RETURNS text LANGUAGE sql AS $$
    SELECT '"' || replace(replace(segment, '\', '\\'), '"', '\"') || '"'
$$;
-- a path in quotes whose first segment begins with the prefix
CREATE FUNCTION pg_temp.path(prefix text) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT string_agg(pg_temp.quoted(CASE WHEN i = 1 THEN prefix ELSE '' END || pg_temp.segment()), pg_temp.pick('/', ' / ', '／')) FROM generate_series(1, 1 + floor(random() * 2)::int) AS i
$$;
-- blanks, and line breaks before them
CREATE FUNCTION pg_temp.gap() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT pg_temp.pick(' ', ' ', '  ', E'\n ', E'\r\n\t', E'  # a -> b: "c [d\n  ') $$;
CREATE FUNCTION pg_temp.filter() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT '[' || CASE floor(random() * 4) WHEN 0 THEN 'by' || pg_temp.pick('=', '!=', ' = ') || pg_temp.path('') || '|' || pg_temp.path('')
        WHEN 1 THEN 'claim=' || pg_temp.quoted(pg_temp.segment() || pg_temp.segment()) || '; ' || 'said=' || pg_temp.quoted(pg_temp.segment())
        WHEN 2 THEN 'path!=' || pg_temp.path('not')
        ELSE 'score >= 0.' || floor(random() * 10) || '; until!=-P1D' END || ']'
$$;
CREATE FUNCTION pg_temp.term() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT pg_temp.pick('', '', '=') || CASE floor(random() * 4) WHEN 0 THEN pg_temp.path('') || '/*' WHEN 1 THEN '**/~' || pg_temp.quoted(pg_temp.pick('#', ' # ', '->', ']', '"', '\\', ':', '[]]', 'a') || pg_temp.pick('', ' -> b'))
        WHEN 2 THEN '*' || pg_temp.quoted(pg_temp.segment()) || '*' ELSE pg_temp.path('') END || CASE WHEN random() < 0.5 THEN pg_temp.filter() ELSE '' END
$$;
CREATE FUNCTION pg_temp.condition(negation text) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT CASE floor(random() * 3) WHEN 0 THEN t[1] WHEN 1 THEN t[1] || ' | ' || negation || '(' || t[2] || '&' || t[3] || ')' ELSE '2 of (' || t[1] || ', ' || negation || t[2] || ',' || t[3] || ')' END
    FROM (SELECT array_agg(pg_temp.term()) AS t FROM generate_series(1, 3)) AS x
$$;
CREATE FUNCTION pg_temp.comment() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT CASE WHEN random() < 0.3 THEN ' # ' || pg_temp.segment() || ' -> "' ELSE '' END $$;
-- whether a name can be read at all, and a condition in a rule
CREATE FUNCTION pg_temp.readable(name text, condition text, target text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN RETURN name::tagpath IS NOT NULL AND condition::tagquery IS NOT NULL AND target::tagpath IS NOT NULL; EXCEPTION WHEN others THEN RETURN false; END $$;
CREATE TEMP TABLE part AS
SELECT i, pg_temp.path('r' || i) AS rule, pg_temp.condition('') AS condition, 'q/' || pg_temp.path('') AS output, pg_temp.path('e' || i) AS exemption, pg_temp.condition('!') AS exempting, pg_temp.segment() || pg_temp.segment() AS notice
FROM generate_series(1, 1500) AS i;
DELETE FROM part WHERE NOT (pg_temp.readable(rule, condition, output) AND pg_temp.readable(exemption, exempting, output));
CREATE TEMP TABLE written AS
SELECT i, part.rule, part.condition, part.output, part.exemption, part.exempting, part.notice, E'free: q\n' ||
    rule || pg_temp.pick('', format(' [notice-en=%s; x-a=%s]', pg_temp.quoted(notice), pg_temp.quoted(notice))) || pg_temp.pick(':', ': ', '：', ' : ') || pg_temp.gap() || condition || pg_temp.gap() || pg_temp.pick('->', '→') || pg_temp.gap() || output || pg_temp.pick('', '[for=P1M]') || ' ,' || pg_temp.gap() || 'q' || pg_temp.comment() ||
    pg_temp.pick(E'\n', E'\n\n', E'\r\n') || pg_temp.pick('exempt ', 'EXEMPT  ', E'exempt\t') || exemption || ':' || exempting || ' -> ' || rule || pg_temp.comment() AS text
FROM part;
SELECT count(*) > 1400 AS many, count(policy_error(text)) AS refused FROM written;
\echo == What is printed reads back to the same bytes
SELECT bool_and(p::text::labelpolicy = p AND p::text::labelpolicy::text = p::text AND labelpolicy_is_canonical(p)) AS same FROM (SELECT text::labelpolicy AS p FROM written) AS w;
\echo == The parts are those that were written
SELECT bool_and(r.name::tagpath = w.rule::tagpath AND r.condition::tagquery = w.condition::tagquery AND r.outputs = ARRAY[w.output::tagpath::text, 'q'] AND
    (r.notice IS NULL OR r.notice = w.notice) AND (r.attributes->>'x-a' IS NULL OR r.attributes->>'x-a' = w.notice)) AS rules
FROM written AS w, policy_rules(w.text) AS r WHERE kind = 'rule';
SELECT bool_and(e.name::tagpath = w.exemption::tagpath AND e.condition::tagquery = w.exempting::tagquery AND e.outputs = ARRAY[w.rule::tagpath::text]) AS exemptions
FROM written AS w, policy_rules(w.text) AS e WHERE kind = 'exemption';
\echo == The same conditions in a taxonomy
SELECT bool_and(t::text::tagtaxonomy = t AND t::text::tagtaxonomy::text = t::text) AS same,
    bool_and(substr(bare::text, length('must: ') + 1)::tagquery = condition::tagquery) AS musts
FROM (SELECT (E'open: true\nmust: ' || condition || pg_temp.comment())::tagtaxonomy AS t, ('must: ' || condition)::tagtaxonomy AS bare, condition
    FROM (SELECT replace(exempting, '-P1D', '2026-07-01T00:00:00Z') AS condition FROM written) AS w) AS x;
