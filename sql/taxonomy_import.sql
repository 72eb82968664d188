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

\echo
\echo == SKOS: the first broader concept gives the path, the others a second place
SELECT taxonomy_import('[{"@id": "ex:1", "@type": "skos:Concept", "skos:prefLabel": {"@value": "Home", "@language": "en"}},
    {"@id": "ex:2", "@type": "skos:Concept", "skos:prefLabel": {"@value": "Flat", "@language": "en"}, "skos:broader": {"@id": "ex:1"}}]', 'skos-jsonld', 'home');
SELECT taxonomy_import('{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "dct": "http://purl.org/dc/terms/", "owl": "http://www.w3.org/2002/07/owl#", "ex": "http://example.org/"},
 "@graph": [
  {"@id": "ex:places", "@type": "skos:ConceptScheme", "dct:title": [{"@value": "Places to live", "@language": "en"}, {"@value": "住所", "@language": "zh-Hant"}]},
  {"@id": "ex:home", "@type": "skos:Concept", "skos:topConceptOf": {"@id": "ex:places"}, "skos:inScheme": {"@id": "ex:places"},
   "skos:prefLabel": [{"@value": "Zuhause", "@language": "de"}, {"@value": "Home", "@language": "en"}], "skos:narrower": [{"@id": "ex:flat"}, {"@id": "ex:house"}]},
  {"@id": "ex:asset", "@type": "skos:Concept", "skos:prefLabel": {"@value": "Asset", "@language": "en"}, "skos:exactMatch": [{"@id": "http://other.example/1"}, {"@id": "http://other.example/2"}]},
  {"@id": "ex:flat", "@type": "skos:Concept", "skos:broader": [{"@id": "ex:home"}, {"@id": "http://example.org/asset"}], "skos:notation": ["H.1", "1"],
   "skos:prefLabel": [{"@value": "Flat", "@language": "en-GB"}, {"@value": "Apartment", "@language": "en"}, {"@value": "公寓", "@language": "zh-Hant"}],
   "skos:altLabel": [{"@value": "Condo", "@language": "en"}, {"@value": "Unit", "@language": "en"}], "skos:definition": {"@value": "Rooms on one floor.", "@language": "en"}},
  {"@id": "ex:house", "@type": "skos:Concept", "skos:prefLabel": "House", "owl:deprecated": true}
 ]}', 'skos-jsonld', 'home');
\echo -- in another language the names are others, and the codes the same
SELECT taxonomy_import('[{"@id": "http://example.org/1", "@type": "http://www.w3.org/2004/02/skos/core#Concept", "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "Flat", "@language": "en"}, {"@value": "公寓", "@language": "zh-Hant"}]},
 {"@id": "http://example.org/2", "@type": "http://www.w3.org/2004/02/skos/core#Concept", "http://www.w3.org/2004/02/skos/core#broader": [{"@id": "http://example.org/1"}], "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "Loft"}]}]', 'skos-jsonld', 'x', 'zh-TW');
\echo -- texts by language, names that the context defines, concepts in concepts, texts without a language
SELECT taxonomy_import('{"@context": {"id": "@id", "kind": "@type", "under": {"@id": "skos:broader", "@type": "@id"}, "name": {"@id": "skos:prefLabel", "@container": "@language"}, "nameDe": {"@id": "skos:prefLabel", "@language": "de"}},
 "id": "x:1", "kind": "Concept", "name": {"en": "One", "fr": ["Un", "Une"]}, "nameDe": "Eins", "skos:narrower": {"id": "x:2", "kind": "Concept", "name": {"en": "Two"}, "skos:narrower": {"@list": ["x:3"]}},
 "see": [{"id": "x:3", "kind": "Concept", "skos:prefLabel": "Three"}]}', 'skos-jsonld', 'x', 'fr');

\echo
\echo == SKOS: a concept that is replaced is an alias
SELECT taxonomy_import('[{"@id": "x:a", "@type": "Concept", "prefLabel": "A"},
 {"@id": "x:old", "@type": "Concept", "prefLabel": "Old", "altLabel": "Ancient", "broader": {"@id": "x:a"}, "isReplacedBy": [{"@id": "x:new"}, {"@id": "x:newer"}], "deprecated": {"@value": "true"}},
 {"@id": "x:new", "@type": "Concept", "prefLabel": "New", "broader": {"@id": "x:a"}}, {"@id": "x:newer", "@type": "Concept", "prefLabel": "Newer"},
 {"@id": "x:child", "@type": "Concept", "prefLabel": "Child", "broader": {"@id": "x:old"}},
 {"@id": "x:older", "@type": "Concept", "prefLabel": "Older", "isReplacedBy": {"@id": "x:old"}},
 {"@id": "x:same", "@type": "Concept", "prefLabel": "new", "altLabel": "Brand-new", "broader": {"@id": "x:a"}, "isReplacedBy": {"@id": "x:new"}}]', 'skos-jsonld', 'x');
\echo -- by its own child, by nothing that is there
SELECT taxonomy_import('[{"@id": "x:a", "@type": "Concept", "prefLabel": "A", "isReplacedBy": {"@id": "x:b"}}, {"@id": "x:b", "@type": "Concept", "prefLabel": "B", "broader": {"@id": "x:a"}},
 {"@id": "x:c", "@type": "Concept", "prefLabel": "C", "isReplacedBy": {"@id": "x:gone"}}]', 'skos-jsonld', 'x');

\echo -- what moved there and back: their former names would be arrows in a circle, their codes are not
SELECT taxonomy_import('[{"@id": "x:a", "@type": "Concept", "prefLabel": "A"}, {"@id": "x:b", "@type": "Concept", "prefLabel": "B"},
 {"@id": "x:c", "@type": "Concept", "prefLabel": "C", "broader": "x:a", "isReplacedBy": "x:b"}, {"@id": "x:d", "@type": "Concept", "prefLabel": "D", "altLabel": "Dee", "broader": "x:b", "isReplacedBy": "x:a"}]', 'skos-jsonld', 'x');
\echo -- below a concept that two replace, and below what is below it
SELECT taxonomy_import('[{"@id": "x:a", "@type": "Concept", "prefLabel": "A", "isReplacedBy": ["x:b", "x:c"]}, {"@id": "x:b", "@type": "Concept", "prefLabel": "B"}, {"@id": "x:c", "@type": "Concept", "prefLabel": "C"},
 {"@id": "x:d", "@type": "Concept", "prefLabel": "D", "broader": "x:a"}]', 'skos-jsonld', 'x');
SELECT taxonomy_import('[{"@id": "x:a", "@type": "Concept", "prefLabel": "A", "isReplacedBy": "x:c"}, {"@id": "x:b", "@type": "Concept", "prefLabel": "B", "broader": "x:a"}, {"@id": "x:c", "@type": "Concept", "prefLabel": "C", "broader": "x:b"}]', 'skos-jsonld', 'x');

\echo
\echo == SKOS: what contradicts itself or is missing
\echo -- a broader concept that is not there, one name twice, one notation twice, a second label of a language, a language that is none
SELECT taxonomy_import('[{"@id": "x:1", "@type": "Concept", "prefLabel": "A", "broader": {"@id": "x:gone"}, "notation": "n"},
 {"@id": "x:2", "@type": "Concept", "prefLabel": "a", "notation": "N"}, {"@type": "Concept", "prefLabel": "A"},
 {"@id": "x:3", "@type": "Concept", "prefLabel": [{"@value": "B", "@language": "en"}, {"@value": "C", "@language": "en"}, {"@value": "D", "@language": "e n"}], "changeNote": {"@type": "Note", "value": "x"}},
 {"@id": "http://example.org/v#4", "@type": "Concept"}]', 'skos-jsonld', 'x');
\echo -- two objects about one concept
SELECT taxonomy_import('[{"@id": "x:1", "@type": "Concept"}, {"@id": "x:1", "prefLabel": "A"}, {"@id": "x:1", "@type": "Concept", "altLabel": ["B", "B"]}]', 'skos-jsonld', 'x');
\echo -- circles
SELECT taxonomy_import('[{"@id": "x:1", "@type": "Concept", "prefLabel": "A", "broader": {"@id": "x:3"}}, {"@id": "x:2", "@type": "Concept", "prefLabel": "B", "broader": {"@id": "x:1"}}, {"@id": "x:3", "@type": "Concept", "prefLabel": "C", "broader": [{"@id": "x:2"}]}]', 'skos-jsonld', 'x');
SELECT taxonomy_import('[{"@id": "x:1", "@type": "Concept", "prefLabel": "A", "broader": {"@id": "x:1"}}]', 'skos-jsonld', 'x');
SELECT taxonomy_import('[{"@id": "x:1", "@type": "Concept", "prefLabel": "A", "narrower": {"@id": "x:2"}}, {"@id": "x:2", "@type": "Concept", "prefLabel": "B", "narrower": {"@id": "x:1"}}]', 'skos-jsonld', 'x');
SELECT taxonomy_import('[{"@id": "x:1", "@type": "Concept", "prefLabel": "A", "isReplacedBy": {"@id": "x:2"}}, {"@id": "x:2", "@type": "Concept", "prefLabel": "B", "isReplacedBy": {"@id": "x:1"}}]', 'skos-jsonld', 'x');
\echo -- errors
SELECT taxonomy_import('{}', 'skos-jsonld', 'x');
SELECT taxonomy_import('"x"', 'skos-jsonld', 'x');
SELECT taxonomy_import('[{"@id": "x:1", "@type": "Concept", "prefLabel": "\u0001"}]', 'skos-jsonld', 'x');
SELECT taxonomy_import(jsonb_build_array(jsonb_build_object('@id', 'http://example.org/' || repeat('x', 300), '@type', 'Concept', 'prefLabel', 'A'))::text, 'skos-jsonld', 'x');
SELECT taxonomy_import(jsonb_build_array(jsonb_build_object('@id', 'x:1', '@type', 'Concept', 'prefLabel', repeat('x', 300)))::text, 'skos-jsonld', 'x');
SELECT taxonomy_import(jsonb_build_array(jsonb_build_object('@id', 'x:1', '@type', 'Concept', 'prefLabel', 'A', 'broader', jsonb_agg('x:' || n)))::text, 'skos-jsonld', 'x') FROM generate_series(2, 2000) AS n;

\echo
\echo == SKOS: random documents, in which nothing is lost
-- Ten concepts, each with broader ones of lower numbers and some with replacements, of lower numbers or, if they
-- are mixed, of higher ones, so that broader and isReplacedBy lead in circles together. Each code means its
-- concept or what replaces it. A concept is at each of its broader ones, or what replaces these; a comment
-- takes the place of that only where it would lead in a circle.
CREATE FUNCTION pg_temp.successors(links jsonb, concept int) RETURNS SETOF int LANGUAGE sql AS $$
    WITH RECURSIVE s (c) AS (SELECT concept UNION SELECT r::int FROM s, jsonb_array_elements_text(links -> s.c -> 'replaced') AS r)
    SELECT c FROM s WHERE links -> s.c -> 'replaced' = '[]' $$;
CREATE FUNCTION pg_temp.check_skos(n int, mixed bool) RETURNS TABLE (documents int, codes bigint, places bigint, circles bigint) LANGUAGE plpgsql AS $$
DECLARE
    links jsonb;        -- of each concept: {"broader": […], "replaced": […]}
    t tagtaxonomy;
    c int;
    b int;
    s int;
    own text[];
    found text[];
BEGIN
    documents := 0; codes := 0; places := 0; circles := 0;
    FOR d IN 1 .. check_skos.n LOOP
        SELECT jsonb_agg(jsonb_build_object('broader', ARRAY(SELECT DISTINCT floor(random() * i)::int FROM generate_series(1, floor(random() * 4)::int + i * 0)),
                                            'replaced', CASE WHEN random() < 0.7 OR i = CASE WHEN mixed THEN 9 ELSE 0 END THEN '{}'
                                                                 ELSE ARRAY(SELECT DISTINCT CASE WHEN mixed THEN i + 1 + floor(random() * (9 - i)) ELSE floor(random() * i) END::int FROM generate_series(1, 1 + floor(random() * 2)::int)) END) ORDER BY i)
        INTO links FROM generate_series(0, 9) AS i;
        links := jsonb_set(links, '{0, broader}', '[]');
        t := taxonomy_import((SELECT jsonb_agg(jsonb_build_object('@id', 'c' || k - 1, '@type', 'Concept', 'prefLabel', 'n' || (k - 1) % 6,
                                                                  'broader', ARRAY(SELECT 'c' || x FROM jsonb_array_elements_text(link -> 'broader') AS x),
                                                                  'isReplacedBy', ARRAY(SELECT 'c' || x FROM jsonb_array_elements_text(link -> 'replaced') AS x)))
                              FROM jsonb_array_elements(links) WITH ORDINALITY AS l (link, k))::text, 'skos-jsonld', 'x');
        documents := documents + 1;
        circles := circles + (t::text LIKE '%in a circle%')::int;
        FOR c IN 0 .. 9 LOOP
            own := ARRAY(SELECT target FROM taxonomy_links(t) WHERE tag = 'x-id/c' || c ORDER BY target COLLATE "C");
            found := ARRAY(SELECT DISTINCT l.target COLLATE "C" FROM pg_temp.successors(links, c) AS r, taxonomy_links(t) AS l WHERE l.tag = 'x-id/c' || r ORDER BY 1);
            IF own = '{}' OR own <> found THEN
                RAISE EXCEPTION 'c% means %, not %: % %', c, own, found, links, t;
            END IF;
            codes := codes + 1;
            CONTINUE WHEN links -> c -> 'replaced' <> '[]';
            FOR b IN SELECT x::int FROM jsonb_array_elements_text(links -> c -> 'broader') AS x LOOP
                FOR s IN SELECT pg_temp.successors(links, b) LOOP
                    IF NOT (taxonomy_apply(tagset_make(tagpath_make('x-id', 'c' || c)), t, implied => true) @> (SELECT target FROM taxonomy_links(t) WHERE tag = 'x-id/c' || s)::tagpath) THEN
                        IF NOT mixed OR t::text !~ 'circle|is below' THEN
                            RAISE EXCEPTION 'c% is not at c%: % %', c, s, links, t;
                        END IF;
                    END IF;
                    places := places + 1;
                END LOOP;
            END LOOP;
        END LOOP;
    END LOOP;
    RETURN NEXT;
END $$;
SELECT setseed(0.7) \g /dev/null
SELECT mixed, s.documents, s.codes, s.places > 500 AS places, s.circles > 0 AS circles FROM unnest('{false,true}'::bool[]) AS mixed, pg_temp.check_skos(100, mixed) AS s;

\echo
\echo == Hostile documents
\set VERBOSITY sqlstate
\echo -- a megabyte of brackets; objects in objects as deep as a value may be
SELECT taxonomy_import(repeat('[', 1000000), 'skos-jsonld', 'x');
SELECT taxonomy_import(repeat('{"skos:narrower": ', 1000) || '{"@type": "Concept"}' || repeat('}', 1000), 'skos-jsonld', 'x');
SELECT taxonomy_import(repeat('[', 1000) || repeat(']', 1000), 'misp', 'x');
\set VERBOSITY default
\echo -- many lines, and more than a taxonomy can have
SELECT count(*) FROM taxonomy_links((SELECT taxonomy_import('Unique ID' || E'\tName\n' || string_agg(format(E'%s\tn%s\n', n, n), ''), 'iab', 'x') FROM generate_series(1, 20000) AS n));
SELECT taxonomy_import('Unique ID' || E'\tName\n' || repeat(E'1\ta\n', 1000001), 'iab', 'x');
SELECT taxonomy_import(string_agg(format(E'%s - n%s\n', n, n), ''), 'google', 'x') FROM generate_series(1, 500001) AS n;
\echo -- a comment for each of many rows of one name; many concepts of one name; a long chain of replacements
SELECT length(taxonomy_import('Unique ID' || E'\tName\n' || repeat(E'1\ta\n', 20000), 'iab', 'x')::text) > 500000;
SELECT count(*) FROM taxonomy_terms((SELECT taxonomy_import(jsonb_agg(jsonb_build_object('@type', 'Concept', 'prefLabel', 'same'))::text, 'skos-jsonld', 'x') FROM generate_series(1, 3000)));
SELECT taxonomy_import(jsonb_agg(jsonb_build_object('@id', 'x:' || n, '@type', 'Concept', 'prefLabel', 'n' || n, 'isReplacedBy', 'x:' || n - 1))::text, 'skos-jsonld', 'x') FROM generate_series(0, 2000) AS n;
\echo -- names that hold arrows, quotes, colons, options and all else that the language knows
SELECT taxonomy_import(E'Unique ID\tParent\tName\n->\t\tmust: a\n"=>"\t->\topen\n[x]\t->\t%later\n\\\t[x]\ta\\b"c\n#\t\\\t# not a comment\na -> b\t\t→ ⇒\n', 'iab', 'must');
