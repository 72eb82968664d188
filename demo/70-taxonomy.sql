-- Debian's tags as a taxonomy: names that are checked, renamed, given a second parent, and translated.

\echo
\echo :bold'16. A book of tags':reset
\echo 'A taxonomy says which tags there are and how they are named. The terms are Debian''s; the rules and the'
\echo 'Chinese titles are invented. What somebody mistypes gets the reason and the names around it:'
\echo
\set ECHO queries
\timing on

CREATE TABLE book AS
SELECT ('name: /[a-z0-9+.:-]+/
must: role | section
role [exclusive]
game [title-en="Games"; title-zh-Hant="遊戲"]
game/arcade [title-zh-Hant="街機"]
game/board [title-zh-Hant="棋盤"]
game/puzzle [title-zh-Hant="益智"]
game/strategy [title-zh-Hant="策略"]
game/todo [deprecated="name the kind of game"]
' || string_agg(tag::text, E'\n'))::tagtaxonomy AS t
FROM unnest((SELECT tagset_counts(tags) FROM package)) WHERE tag::text ~ '^[a-z0-9+.:/-]+$';

SELECT problem, tag, hint FROM book, taxonomy_problems('section/games, game/stratgy, game/todo, culture/Old_Norse', t);

\unset ECHO

\echo 'And what is wrong in all the packages by these rules:'
\echo
\set ECHO queries

SELECT severity, problem, detail, count(*) AS packages, min(name) AS "for example"
FROM book, package, taxonomy_problems(tags, t) GROUP BY severity, problem, detail ORDER BY packages DESC LIMIT 5;

\unset ECHO
\timing off

\echo
\echo :bold'17. Renamed, and no row is written':reset
\echo 'Debian writes game/board:chess with a colon, so it is not below game/board. Let the book say that all'
\echo 'such names mean a path. The rows stay as they are, and the numbers change:'
\echo
\set ECHO queries
\timing on

SELECT count(*) AS before FROM package WHERE tags @> 'game/board';

UPDATE book SET t = regexp_replace(t::text, '^(.+)/"(.+):(.+)"$', E'\\1/"\\2:\\3" -> \\1/\\2/\\3\n\\1/\\2/\\3', 'gn')::tagtaxonomy;

SELECT count(*) AS after, min(taxonomy_expand('game/board', t)::text) AS "asks the index for"
FROM package, book WHERE taxonomy_matches(tags, 'game/board', t);

SELECT tag, rows AS packages FROM book, unnest((SELECT tagset_counts(taxonomy_apply(tags, t)) FROM package)) WHERE tag <@ 'game/board';

\unset ECHO
\timing off

\echo 'A second parent is one more arrow. What uses ncurses has a text interface, whether it says so or not:'
\echo
\set ECHO queries
\timing on

UPDATE book SET t = t || E'interface/text-mode\nuitoolkit/ncurses\nuitoolkit/ncurses => interface/text-mode';

SELECT count(*) AS "say so" FROM package WHERE tags @> 'interface/text-mode';

SELECT count(*) AS "say or imply so", min(taxonomy_expand('interface/text-mode', t)::text) AS "asks the index for"
FROM package, book WHERE taxonomy_matches(tags, 'interface/text-mode', t);

\unset ECHO
\timing off

\echo
\echo :bold'18. A drop-down in Chinese':reset
\echo 'Rows for a BI tool: the order of the tree, titles in the reader''s language or else in English, and'
\echo 'the number of packages, old names included.'
\echo
\set ECHO queries

SELECT repeat('　', depth - 1) || title AS "選單", tag, (SELECT count(*) FROM package WHERE taxonomy_matches(tags, tag, t)) AS packages
FROM book, taxonomy_terms(t, 'zh-TW') WHERE tag::tagpath <@ 'game' AND depth <= 2 ORDER BY position LIMIT 10;

\unset ECHO
