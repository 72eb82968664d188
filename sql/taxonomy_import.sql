-- taxonomy_import: lists that others publish, as taxonomies.
\set ECHO queries
\set SHOW_CONTEXT never
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
SET TimeZone = 'UTC';

\echo
\echo == IAB: the path goes along Parent, and the code is an alias
SELECT taxonomy_import(E'Relational ID System\t\t\tTiered Categories\t\t\tExtension\r\nUnique ID\tParent\tName\tTier 1\tTier 2\tTier 3\t\r\n'
    '10\t\tAttractions\tAttractions\t\t\t\r\n11\t10\tTheme Parks\tAttractions\tTheme Parks\t\t\r\n'
    'Zx9\t11\tWater, Wave & Slides\tAttractions\tTheme Parks\tWater, Wave & Slides\tSCD\r\n', 'iab', 'iab');
SELECT taxonomy_import(E'Unique ID\tParent\tName\n150\t\tAttractions\n151\t150\tTheme Parks\n', 'iab', 'iab');
\echo -- a byte order mark, line feeds alone, blank rows, quotes of a spreadsheet, and a quote that is part of a name
SELECT taxonomy_import(E'\uFEFFUnique ID\tParent ID\tName\n\n1\t\t"Bars, ""Pubs"""\n\t\t\n2\t1\t"B" Sides\n3\t1\tHard/Soft -> "Drinks"\n', 'iab', 'ad/list', 'en-gb');
\echo -- a parent below its child; the root and its codes in Chinese
SELECT taxonomy_import(E'Unique ID\tParent\tName\n2\t1\t公寓\n1\t\t房地產\n', 'iab', '興趣', 'zh-hant');
\echo -- Tier tells the level
SELECT taxonomy_import(E'IAB Code\tTier\tIAB Category\nIAB1\tTier 1\tArts\nIAB1-1\tTier 2\tBooks\nIAB1-2\tTier 2\tHumor\nIAB2\tTier 1\tAutos\nIAB2-1\tTier 2\tParts\n', 'iab', 'iab1');
\echo -- without a column Name, the last tier is the name; other columns are kept
SELECT taxonomy_import(E'\tUnique ID\tParent ID\tCondensed Name (1st, Last)\tTier 1\tTier 2\t*Extension Notes\n\t1\t\tDemo\tDemographic\t\t\n\t2\t1\tDemo | Age\tDemographic\tAge\tsee *ages\n', 'iab', 'aud');
\echo -- without a column Parent, the tiers are the path
SELECT taxonomy_import(E'ID\tName\tTier 1\tTier 2\n1\tPets\tPets\t\n2\tDogs\tPets\tDogs\textra\n', 'iab', 'x');

\echo
\echo == IAB: where a list contradicts itself a comment tells, and nothing is lost
SELECT taxonomy_import(E'Unique ID\tParent\tName\tTier 1\tTier 2\tTier 3\tGroup\n'
    '1\t\tSports\tSports\t\t\t\n2\t1\tHorse Racing\tSports\tEquine\tHorse Racing\t\n3\t1\tHORSE  racing\tSports\tHorse Racing\t\tb\n'
    '4\t1\tGolf\t\t\t\t\n5\t5\tChess\tChess\t\t\t\n6\t99\tGo\tGo\t\t\t\n4\t1\tPolo\tSports\tPolo\t\t\n\t1\tSwimming\tSports\tSwimming\t\t\n'
    '7\t4\tMini Golf\tSports\tGolf\tMini Golf\t\n8\t1\thorse racing\tSports\thorse racing\t\tc\n', 'iab', 'iab');
\echo -- IDs that differ in case alone
SELECT taxonomy_import(E'Unique ID\tName\nAb\tFirst\naB\tSecond\n', 'iab', 'x');

\echo
\echo == IAB: what comes in goes out again
WITH book AS (SELECT taxonomy_import(E'Unique ID\tParent\tName\n1\t\tAttractions\n2\t1\tTheme Parks\n', 'iab', 'iab') AS t)
SELECT t::text::tagtaxonomy = t AS same, taxonomy_apply('iab-id/2', t) AS tags, (SELECT string_agg(tag, ' ') FROM taxonomy_links(t) WHERE link = 'alias' AND target = 'iab/attractions/theme parks') AS codes,
       (SELECT string_agg(title, ' > ' ORDER BY position) FROM taxonomy_terms(t, 'en')) AS titles
FROM book;

\echo
\echo == IAB: errors
SELECT taxonomy_import(E'Name\tPrice\nA\t1\n', 'iab', 'x');
SELECT taxonomy_import('', 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tParent\tName\n1\t\tA\n2\t1\t \n', 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tParent\tName\n1\t3\tA\n2\t1\tB\n3\t2\tC\n4\t3\tD\n', 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tParent\tName\n1\t\tA\x01\n', 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tParent\tName\n1\t\t' || repeat('x', 256), 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tParent\tName\n' || repeat('9', 256) || E'\t\tA', 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tParent\tName\n1\t\tA' || U&'\FFFF', 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tParent\tName\n1\t\t' || U&'\0301', 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tTier\tName\n1\tTop\tA\n', 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tTier\tName\n1\tTier 99999999999\tA\n', 'iab', 'x');
\echo -- deeper than a path can be
SELECT taxonomy_import(E'Unique ID\tParent\tName\n' || string_agg(format(E'%s\t%s\tname %s\n', n, nullif(n - 1, 0), n), '' ORDER BY n), 'iab', 'x') FROM generate_series(1, 2000) AS n;
\echo -- the value of a column, and the columns of a row
SELECT taxonomy_import(E'Unique ID\tName\tNotes\n1\tA\t' || repeat('x', 65536), 'iab', 'x');
SELECT taxonomy_import(E'Unique ID\tName\n1\tA' || string_agg(E'\tx', ''), 'iab', 'x') FROM generate_series(1, 1001);

\echo
\echo == Any format: the arguments
SELECT taxonomy_import('', 'opml', 'x');
SELECT taxonomy_import('', 'IAB', 'x');
SELECT taxonomy_import(E'Unique ID\tName\n1\tA', 'iab', 'x', 'english language');
SELECT taxonomy_import(E'Unique ID\tName\n1\tA', 'iab', 'a//b');
SELECT taxonomy_import(E'Unique ID\tName\n1\tA', 'iab', repeat('x', 253)::tagpath);
SELECT taxonomy_import(NULL, 'iab', 'x'), taxonomy_import('', NULL, 'x'), taxonomy_import('', 'iab', NULL::tagpath), taxonomy_import('', 'iab', 'x', NULL);
\echo -- the root may be a tagpath, or text
SELECT taxonomy_import(E'Unique ID\tName\n1\tA', 'iab', tagpath_make('AC/DC', 'list'));

\echo
\echo == Google: ID - A > B
SELECT taxonomy_import(E'# version 1\n8 - Media\n784 - Media > Books\n', 'google', 'google');
SELECT taxonomy_import(E'# Google_Product_Taxonomy_Version: 2021-09-21\r\n1 - Animals & Pet Supplies\r\n3237 - Animals & Pet Supplies > Live Animals\r\n'
    '2 - Animals & Pet Supplies > Pet Supplies, "Toys" > Bird - Cat > Dog\r\n', 'google', 'google');
\echo -- without IDs
SELECT taxonomy_import(E'Animals\n\nAnimals > Cats\n', 'google', 'google');
\echo -- a category twice, an ID twice
SELECT taxonomy_import(E'1 - Animals\n2 - Animals > Cats\n3 - ANIMALS > cats\n1 - Dogs\n', 'google', 'g');
\echo -- errors
SELECT taxonomy_import(E'1 - Animals\n\nAnimals > Cats\n', 'google', 'g');
SELECT taxonomy_import(E'Animals\n1 - Animals > Cats\n', 'google', 'g');
SELECT taxonomy_import(E'1 - Animals >  > Cats\n', 'google', 'g');
SELECT taxonomy_import(E'1 - \n', 'google', 'g');
\echo -- nothing is no category
SELECT taxonomy_import('', 'google', 'g');

\echo
\echo == MISP: ns:predicate="value"; exclusive stands where MISP compares
SELECT taxonomy_import('{"namespace": "risk", "predicates": [{"value": "level", "exclusive": true}],
    "values": [{"predicate": "level", "entry": [{"value": "high", "expanded": "High"}, {"value": "low"}]}]}', 'misp', 'risk');
SELECT taxonomy_import('{"namespace": "risk", "expanded": "Risk", "description": "How bad.\nAnd how sure.", "version": 2, "refs": ["https://a.example", "https://b.example"],
    "predicates": [{"value": "impact", "expanded": "Impact", "exclusive": true}, {"value": "source", "colour": "#ff0000"}],
    "values": [{"predicate": "impact", "entry": [{"value": "high", "expanded": "High", "numerical_value": 90}, {"value": "low"}]},
               {"predicate": "source", "entry": [{"value": "Log, or ''log''"}]}]}', 'misp', 'risk');
\echo -- an exclusive namespace compares the predicates that are tags
SELECT taxonomy_import('{"namespace": "pap", "exclusive": true, "predicates": [{"value": "RED"}, {"value": "AMBER"}]}', 'misp', 'misp/pap');
\echo -- and the values of each predicate, but not of two
SELECT taxonomy_import('{"namespace": "trust", "exclusive": true, "predicates": [{"value": "a"}, {"value": "b"}], "values": [{"predicate": "a", "entry": [{"value": "1"}]}, {"predicate": "b", "entry": [{"value": "1"}]}]}', 'misp', 'trust');
\echo -- where both kinds are there, the root is not exclusive: a/1 goes with b
SELECT taxonomy_import('{"namespace": "n", "exclusive": true, "predicates": [{"value": "a"}, {"value": "b"}, {"value": "c"}], "values": [{"predicate": "a", "entry": [{"value": "1"}]}]}', 'misp', 'n');
\echo -- a single predicate that is exclusive and a tag
SELECT taxonomy_import('{"namespace": "n", "predicates": [{"value": "a", "exclusive": true}, {"value": "b"}, {"value": "c", "exclusive": false}]}', 'misp', 'n');
\echo -- names that differ in case are one, which does not conflict with itself
SELECT taxonomy_import('{"namespace": "n", "exclusive": true, "predicates": [{"value": "b"}, {"value": "B"}, {"value": "a"}], "values": [{"predicate": "a", "entry": [{"value": "1"}]}]}', 'misp', 'n');
WITH book AS (SELECT taxonomy_import('{"namespace": "n", "exclusive": true, "predicates": [{"value": "a"}, {"value": "b"}, {"value": "c"}], "values": [{"predicate": "a", "entry": [{"value": "1"}, {"value": "2"}]}]}', 'misp', 'n') AS t)
SELECT tags, taxonomy_valid(tags::tagset, t) FROM book, unnest(ARRAY['n/b', 'n/b, n/c', 'n/a/1, n/b', 'n/a/1, n/a/2']) AS tags;
\echo -- tlp:white and tlp:clear are one
SELECT taxonomy_import('{"namespace": "tlp", "exclusive": true, "predicates": [{"value": "white", "colour": "#ffffff", "expanded": "Say \"it\""}, {"value": "red"}, {"value": "clear"}]}', 'misp', 'tlp');
\echo -- but only there
SELECT taxonomy_import('{"namespace": "tlp", "exclusive": true, "predicates": [{"value": "white"}, {"value": "red"}]}', 'misp', 'tlp');
SELECT taxonomy_import('{"namespace": "other", "exclusive": true, "predicates": [{"value": "white"}, {"value": "clear"}]}', 'misp', 'other');
\echo -- names twice, values of no predicate, members of other kinds
SELECT taxonomy_import('{"namespace": "n", "predicates": [{"value": "a", "expanded": "A", "uuid": "1"}, {"value": "A", "expanded": "Also", "uuid": "2", "meta": {"x": 1}}], "values": [{"predicate": "z", "entry": [{"value": "1"}]}]}', 'misp', 'n');
\echo -- errors
SELECT taxonomy_import('[]', 'misp', 'x');
SELECT taxonomy_import('{"namespace": "n"}', 'misp', 'x');
SELECT taxonomy_import('{"namespace": 1, "predicates": []}', 'misp', 'x');
SELECT taxonomy_import('{"namespace": "n", "predicates": {"value": "a"}}', 'misp', 'x');
SELECT taxonomy_import('{"namespace": "n", "predicates": ["a"]}', 'misp', 'x');
SELECT taxonomy_import('{"namespace": "n", "predicates": [{"value": ""}]}', 'misp', 'x');
SELECT taxonomy_import('{"namespace": "n", "predicates": [{"value": "a"}], "values": [{"predicate": "a", "entry": [{"expanded": "A"}]}]}', 'misp', 'x');
SELECT taxonomy_import('{"namespace": "n", "predicates": [{"value": "a"}], "values": [{"predicate": "a", "entry": [{"value": "\u0001"}]}]}', 'misp', 'x');
SELECT taxonomy_import('{"namespace": "n", "predicates": [{"value": "\u0000"}]}', 'misp', 'x');
SELECT taxonomy_import('{"namespace": ', 'misp', 'x');
