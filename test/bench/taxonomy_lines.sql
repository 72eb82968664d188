-- The questions of the bench of taxonomies. Each statement has one value. The peer asks the same of rows
-- that were written under the names of today, and has the same value. The goal is of the ratio to it;
-- without a peer, of the microseconds of one of the calls.
CREATE TABLE question (n serial, name text, beside text, goal float8, calls int, statement text, peer text);
INSERT INTO question (name, beside, goal, calls, statement, peer) VALUES
    ('`taxonomy_matches(tags, q, t)`, 10 aliases', '`tags @@ q` on rewritten rows', 1.2, 1,
     $$SELECT count(*) || ' ' || sum(hashint4(id)) FROM renamed WHERE taxonomy_matches(tags, 'a3/t5', (SELECT taxonomy FROM book WHERE name = 'renamed'), NULL)$$,
     $$SELECT count(*) || ' ' || sum(hashint4(id)) FROM renamed_written WHERE tags @@ 'a3/t5'$$),
    ('the same in a boolean query', '`tags @@ q` on rewritten rows', 1.2, 1,
     $$SELECT count(*) || ' ' || sum(hashint4(id)) FROM renamed WHERE taxonomy_matches(tags, 'a3/t5 & !a4/t1 | a5/t2/i2', (SELECT taxonomy FROM book WHERE name = 'renamed'), NULL)$$,
     $$SELECT count(*) || ' ' || sum(hashint4(id)) FROM renamed_written WHERE tags @@ 'a3/t5 & !a4/t1 | a5/t2/i2'$$),
    ('an item was moved out: `path!=`', '`tags @@ q` on rewritten rows', 2, 1,
     $$SELECT count(*) || ' ' || sum(hashint4(id)) FROM member WHERE taxonomy_matches(tags, 'a3/t7', (SELECT taxonomy FROM book WHERE name = 'moved'), NULL)$$,
     $$SELECT count(*) || ' ' || sum(hashint4(id)) FROM moved_written WHERE tags @@ 'a3/t7'$$),
    ('the same of a tag that every member has', '`tags @@ q` on rewritten rows', 2, 1,
     $$SELECT count(*) || ' ' || sum(hashint4(id)) FROM member WHERE taxonomy_matches(tags, 'a3', (SELECT taxonomy FROM book WHERE name = 'moved'), NULL)$$,
     $$SELECT count(*) || ' ' || sum(hashint4(id)) FROM moved_written WHERE tags @@ 'a3'$$),
    ('`taxonomy_expand` of a literal term, 10,000 links', NULL, 50, 1000,
     $$SELECT count(taxonomy_expand(query, taxonomy)) FROM query, book WHERE name = 'links'$$, NULL);
