-- The tour: each question with its SQL, the time that it took, and the first rows of the answer.

\echo
\echo :bold'1. The table':reset
\echo 'Every package in this machine''s archives that Debian''s volunteers have tagged, with all its tags'
\echo 'in one column. The first segment is the kind of tag; the archive''s section is one more tag.'
\echo
\set ECHO queries
\timing on

SELECT name, tags FROM package WHERE name IN ('apg', 'nethack-console', 'sqlite3');

SELECT count(*) AS packages, sum(tagset_count(tags)) AS tags,
       round(avg(pg_column_size(tags))) AS bytes_a_set,
       pg_size_pretty(pg_table_size('package')) AS "table",
       pg_size_pretty(pg_relation_size('package_tags')) AS gin_index,
       pg_size_pretty(pg_table_size('package_tag') + pg_relation_size('package_tag_tag')) AS as_rows_with_btree
FROM package;

\unset ECHO
\timing off

\echo
\echo :bold'2. A subtree':reset
\echo 'Every kind of game. It is not stored anywhere that game/strategy lies below game: sets and the'
\echo 'index know their hierarchy.'
\echo
\set ECHO queries
\timing on

SELECT count(*) OVER () AS found, name, tagset_below(tags, 'game') AS "below game" FROM package
WHERE tags @> 'game'::tagpath
ORDER BY name LIMIT 4;

\unset ECHO
\timing off

\echo
\echo :bold'3. And, or, not':reset
\echo 'Games to play in a terminal: nothing that needs a graphical screen. The index evaluates the'
\echo 'whole expression, including the negation.'
\echo
\set ECHO queries
\timing on

SELECT count(*) OVER () AS found, name, tags - 'role, section, implemented-in' AS "tags without some"
FROM package
WHERE tags @@ 'use/gameplaying & (interface/text-mode | interface/commandline) & !interface/x11'
ORDER BY name LIMIT 4;

EXPLAIN (COSTS OFF) SELECT name FROM package WHERE tags @@ 'game & !interface/x11';

\unset ECHO
\timing off

\echo
\echo :bold'4. A wildcard':reset
\echo 'A star stands for one segment, or for any run of characters within one. These packages are written'
\echo 'in Python or for it, whatever the kind of tag, and use a graphical toolkit:'
\echo
\set ECHO queries
\timing on

SELECT count(*) OVER () AS found, name, tagset_below(tags, 'use') AS "what for" FROM package
WHERE tags @@ '*/*python & uitoolkit & !section/python'
ORDER BY name LIMIT 4;

\unset ECHO
\timing off

\echo
\echo :bold'5. Why did it match?':reset
\echo 'The same question; tagset_why returns the elements that matched it.'
\echo
\set ECHO queries
\timing on

SELECT name, tagset_why(tags, '*/*python & uitoolkit & !section/python') AS because
FROM package
WHERE tags @@ '*/*python & uitoolkit & !section/python'
ORDER BY name LIMIT 5;

\unset ECHO
\timing off

\echo
\echo :bold'6. The same, with one tag per row':reset
\echo 'If tags already are rows of a table, type tagpath and a plain btree index answer subtree queries'
\echo 'too: the planner turns <@ into a range of the index.'
\echo
\set ECHO queries
\timing on

SELECT tag, count(*) AS packages FROM package_tag
WHERE tag <@ 'game'
GROUP BY tag ORDER BY packages DESC, tag LIMIT 5;

EXPLAIN (COSTS OFF) SELECT package FROM package_tag WHERE tag <@ 'game';

\unset ECHO
\timing off

\echo
\echo :bold'7. How many packages does each tag have?':reset
\echo 'One aggregate counts packages for every tag and every ancestor; a package counts once per tag.'
\echo 'Shown are the eight largest tags of the first level, and the three largest below each.'
\echo
\set ECHO queries
\timing on

CREATE TEMPORARY TABLE tally AS
    SELECT tag, rows AS packages
    FROM unnest((SELECT tagset_counts(tags) FROM package))
    WHERE depth <= 2;

SELECT repeat('   ', tagpath_depth(t.tag) - 1) || tagpath_leaf(t.tag) AS tag, t.packages,
       repeat('█', round(50.0 * t.packages / max(t.packages) OVER ())::int) AS bar
FROM (SELECT * FROM tally WHERE tagpath_depth(tag) = 1 ORDER BY packages DESC, tag LIMIT 8) AS top,
     LATERAL (SELECT top.tag, top.packages
              UNION ALL
              (SELECT tag, packages FROM tally
               WHERE tag <@ top.tag AND tag <> top.tag ORDER BY packages DESC, tag LIMIT 3)) AS t
ORDER BY top.packages DESC, top.tag, tagpath_depth(t.tag), t.packages DESC, t.tag;

\unset ECHO
\timing off

\echo
\echo :bold'8. What is most like it?':reset
\echo 'The packages nearest to NetHack. The distance <-> is 0 for the same tags and 1 for no tags in'
\echo 'common. It includes ancestors, so one kind of game is nearer to another than to an editor.'
\echo
\set ECHO queries
\timing on

SELECT name, round(apart::numeric, 2) AS apart, tags - wanted AS "has besides", wanted - tags AS lacks
FROM (SELECT name, tags, wanted, tags <-> wanted AS apart
      FROM package, (SELECT tags AS wanted FROM package WHERE name = 'nethack-console') AS given
      WHERE name <> 'nethack-console'
      ORDER BY apart, name LIMIT 8) AS nearest
ORDER BY apart, name;

\unset ECHO
\timing off
