-- Import and export of schema.org's ClaimReview. All publishers' findings here are invented.

\echo == A review, a row: the claim, who made it, the label, the address
\x on
SELECT * FROM claimreview_labels('{
  "@context": "https://schema.org", "@type": "ClaimReview", "inLanguage": "en",
  "url": "https://www.politifact.com/invented/1", "datePublished": "2026-03-04T10:00:00+08:00",
  "claimReviewed": "Cats invented the wheel.",
  "author": {"@type": "Organization", "name": "PolitiFact", "url": "http://www.politifact.com"},
  "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "A. Mouse"}},
  "reviewRating": {"@type": "Rating", "ratingValue": "1", "bestRating": "6", "worstRating": "1", "alternateName": "Pants on Fire!"}}', 'misinfo/animals');
\x off

\echo == Documents: one, an array, @graph, lists with and without items, feeds, inside an article; names with prefixes
CREATE FUNCTION review(claim text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object('@type', 'ClaimReview', 'claimReviewed', claim, 'url', 'https://desk.example/' || claim, 'author', 'Desk',
                              'reviewRating', '{"alternateName": "False"}'::jsonb)
$$;
SELECT shape, claim, label FROM (VALUES
    ('one', review('a')),
    ('array', jsonb_build_array(review('a'), review('b'), NULL, 'text', 1)),
    ('graph', jsonb_build_object('@graph', jsonb_build_array('{"@type": "WebPage"}'::jsonb, review('a')))),
    ('list', jsonb_build_object('@type', 'ItemList', 'itemListElement', jsonb_build_array(jsonb_build_object('@type', 'ListItem', 'position', 1, 'item', review('a')), review('b')))),
    ('feed', jsonb_build_object('@type', 'DataFeed', 'dataFeedElement', jsonb_build_array(jsonb_build_object('@type', 'DataFeedItem', 'item', jsonb_build_array(review('a'))), '{"item": null}'))),
    ('article', jsonb_build_object('@type', 'NewsArticle', 'review', review('a'))),
    ('types', review('a') || '{"@type": ["Review", "ClaimReview"]}'),
    ('type', (review('a') - '@type') || '{"type": "schema:ClaimReview"}'),
    ('expanded', '[{"@type": ["http://schema.org/ClaimReview"], "http://schema.org/claimReviewed": [{"@value": "a"}], "http://schema.org/url": [{"@value": "https://desk.example/a"}],
                    "http://schema.org/author": [{"http://schema.org/name": [{"@value": "Desk"}]}], "http://schema.org/reviewRating": [{"http://schema.org/alternateName": [{"@value": "False"}]}]}]'),
    ('within', review('a') || jsonb_build_object('itemReviewed', review('b')))) AS d (shape, document),
    claimreview_labels(document, 'misinfo');
\echo -- microdata as JSON: with arrays everywhere, as the HTML standard has it, and without, as extruct has it
SELECT claim, claimant, label, url, problem FROM unnest(ARRAY[
    '{"items": [{"type": ["http://schema.org/NewsArticle"], "properties": {"review": [{"type": ["https://schema.org/ClaimReview"], "id": "https://desk.example/1#review", "properties": {
        "claimReviewed": ["Cats invented the wheel."], "url": ["https://www.politifact.com/invented/1"], "datePublished": ["2026-03-04"],
        "author": [{"type": ["http://schema.org/Organization"], "properties": {"name": ["PolitiFact"], "url": ["http://www.politifact.com"]}}],
        "itemReviewed": [{"type": ["http://schema.org/Claim"], "properties": {"author": [{"type": ["http://schema.org/Person"], "properties": {"name": ["A. Mouse"]}}]}}],
        "reviewRating": [{"type": ["http://schema.org/Rating"], "properties": {"ratingValue": ["1"], "bestRating": ["6"], "worstRating": ["1"], "alternateName": ["Pants on Fire!"]}}]}}]}}]}',
    '{"microdata": [{"type": "http://www.schema.org/ClaimReview", "properties": {"claimReviewed": "Cats invented the wheel.", "url": "https://www.politifact.com/invented/1", "datePublished": "2026-03-04",
        "author": {"type": "http://schema.org/Organization", "properties": {"name": "PolitiFact"}}, "itemReviewed": {"type": "http://schema.org/Claim", "properties": {"author": "A. Mouse"}},
        "reviewRating": {"type": "http://schema.org/Rating", "properties": {"alternateName": "Pants on Fire!"}}}}], "json-ld": [], "rdfa": []}',
    '{"type": "http://schema.org/ClaimReview", "properties": ["claimReviewed"]}']::jsonb[]) AS document, claimreview_labels(document, 'misinfo');
\echo -- the Fact Check Tools API: the claims that claims:search found, and the pages of pages:list
SELECT claim, claimant, label, url, problem FROM unnest(ARRAY[
    '{"claims": [{"text": "Cats invented the wheel.", "claimant": "A. Mouse", "claimDate": "2026-03-01T00:00:00Z", "claimReview": [
          {"publisher": {"name": "PolitiFact", "site": "politifact.com"}, "url": "https://www.politifact.com/invented/1", "title": "No.", "reviewDate": "2026-03-04T00:00:00Z", "textualRating": "Pants on Fire!", "languageCode": "en"},
          {"publisher": {"site": "www.desk.example"}, "url": "https://www.desk.example/2", "reviewDate": "2026-03-05", "textualRating": "Four paws", "languageCode": "en"},
          {"publisher": {"name": "台灣事實查核中心"}, "url": "https://tfc-taiwan.org.tw/3", "textualRating": "錯誤", "languageCode": "zh-TW"},
          {"url": "https://fullfact.org/4", "textualRating": "This isn&#39;t true."}, {}]},
        {"claimReview": [{"textualRating": "False"}]}, {"text": "no reviews", "claimReview": []}], "nextPageToken": "CAo"}',
    '{"claimReviewMarkupPages": [{"name": "pages/1", "pageUrl": "https://desk.example/5", "publishDate": "2026-03-06", "claimReviewAuthor": {"name": "Desk", "imageUrl": "https://desk.example/logo"}, "claimReviewMarkups": [
          {"url": "https://desk.example/5#a", "claimReviewed": "Cats fly.", "claimAuthor": {"name": "A. Mouse"}, "rating": {"ratingValue": 1, "worstRating": 1, "bestRating": 5, "textualRating": "False"}},
          {"claimReviewed": "Dogs fly.", "rating": {"ratingValue": 1, "worstRating": 1, "bestRating": 5}}, {"rating": {}}]}]}',
    '{"claimReview": "text"}', '{"claimReview": [1, [null]]}', '{"@type": "Thing", "claimReview": [{"textualRating": "False"}]}']::jsonb[]) AS document, claimreview_labels(document, 'misinfo');
\echo -- MediaReview: the category of the media, whose address is the key, whatever claim it is taken for
SELECT claim, claimant, label, problem FROM (VALUES
    (1, '{"mediaAuthenticityCategory": "https://schema.org/DecontextualizedContent", "itemReviewed": {"@type": "MediaReviewItem", "creator": {"name": "A. Mouse"}, "interpretedAsClaim": {"@type": "Claim", "description": "Cats invented the wheel."},
          "mediaItemAppearance": [{"@type": "ImageObjectSnapshot", "contentUrl": "https://media.example/1.jpg"}]}}'::jsonb),
    (2, '{"mediaAuthenticityCategory": ["TransformedContent"], "itemReviewed": {"@type": "VideoObject", "contentUrl": "https://media.example/2.mp4"}}'),
    (3, '{"mediaAuthenticityCategory": {"@id": "schema:EditedOrCroppedContent"}, "itemReviewed": {"mediaItemAppearance": [{}, {"accessedOnUrl": "https://media.example/3"}]}}'),
    (4, '{"mediaAuthenticityCategory": "Staged", "itemReviewed": [{"contentUrl": "https://media.example/4"}, {"contentUrl": "https://media.example/5"}]}'),
    (5, '{"mediaAuthenticityCategory": "SatireOrParodyContent", "itemReviewed": {}}'),
    (6, '{"mediaAuthenticityCategory": "OriginalMediaContent"}'),
    (7, '{"mediaAuthenticityCategory": ["OriginalMediaContent", "DecontextualizedContent"]}'),
    (8, '{"mediaAuthenticityCategory": ["StagedContent", "TransformedContent"]}'),
    (9, '{"mediaAuthenticityCategory": "Missing Context"}'),
    (10, '{"mediaAuthenticityCategory": "OtherContent", "claimReviewed": "Cats fly."}'),
    (11, '{"reviewRating": {"alternateName": "False"}}'),
    (12, '{"associatedClaimReview": {"@type": "ClaimReview", "claimReviewed": "Cats fly.", "reviewRating": "False"}}')) AS r (n, members),
    claimreview_labels('{"@type": "MediaReview", "author": "Desk", "url": "https://desk.example/m", "datePublished": "2026-03-04"}' || members, 'misinfo') ORDER BY n;
\echo -- references: what a node does not say is said elsewhere under its @id; a review is a row once
SELECT claim, claimant, label, url, problem FROM claimreview_labels('{"@context": "https://schema.org", "@graph": [
    {"@type": "WebPage", "@id": "https://desk.example/1", "mainEntity": {"@id": "#review"}, "review": {"@type": "ClaimReview", "@id": "#review"}},
    {"@type": "ClaimReview", "@id": "#review", "author": [{"@id": "#ann", "name": "Ann"}, {"@id": "https://desk.example/#org"}], "itemReviewed": {"@id": "#claim"},
     "reviewRating": {"@id": "_:b0"}, "mainEntityOfPage": {"@id": "https://desk.example/1"}, "datePublished": "2026-03-04"},
    {"@type": "Organization", "@id": "https://desk.example/#org", "name": "Desk", "url": "https://www.desk.example/"},
    {"@type": "Person", "@id": "#ann", "jobTitle": "checker"},
    {"@type": "Claim", "@id": "#claim", "text": "Cats invented the wheel.", "author": [{"@id": "#mouse"}, {"@id": "#nobody"}]},
    {"@type": "Person", "@id": "#mouse", "name": "A. Mouse", "knows": {"@id": "#ann"}},
    {"@type": "Rating", "@id": "_:b0", "ratingValue": 1, "worstRating": 1, "bestRating": 5, "alternateName": "False"}]}', 'misinfo');
\echo -- in circles, to nothing, and to another page of an array, which full addresses alone reach
SELECT claim, factlabel_by(label) AS by, problem FROM claimreview_labels('[
    {"@type": "ClaimReview", "@id": "#r", "author": {"@id": "#r"}, "itemReviewed": {"@id": "#r"}, "reviewRating": {"@id": "#r"}, "mainEntityOfPage": {"@id": "#r"}, "url": {"@id": "#r"}},
    {"@type": "ClaimReview", "@id": 1, "author": {"@id": ""}, "itemReviewed": {"@id": null}, "reviewRating": {"@id": "#none"}},
    {"@type": "ClaimReview", "@id": "#bare"},
    [{"@type": "ClaimReview", "author": {"@id": "#desk"}, "itemReviewed": {"@id": "https://x.example/#c"}, "reviewRating": "False"}, {"@id": "#desk", "name": "One"}],
    {"@graph": [{"@type": "ClaimReview", "author": {"@id": "#desk"}, "itemReviewed": {"@id": "https://x.example/#c"}, "reviewRating": "False"}, {"@id": "#desk", "name": "Two"}]},
    {"@id": "https://x.example/#c", "@type": "Claim", "text": "of all pages"}]', 'misinfo');
\echo -- what has no reviews has no rows
SELECT count(*) FROM unnest(ARRAY['null', '1', '"ClaimReview"', '[]', '{}', '{"@type": "Review"}', '{"@type": "ClaimReviews"}', '{"@type": {"@type": "x"}}']::jsonb[]) AS d, claimreview_labels(d, 'misinfo');
SELECT count(*) FROM claimreview_labels(NULL, 'misinfo');
SELECT claimreview_labels('{}', NULL);
SELECT claimreview_labels('{}', 'a', 'infinity');
\echo -- learnt of later
SELECT label FROM claimreview_labels(review('a'), 'misinfo', seen => '2026-05-01 00:00:00+00');

\echo == Ratings: words; without words a number on a scale of which both ends are there, but never true or mostly true
SELECT left(rating::text, 100) AS rating, factlabel_verdict(label) AS verdict, left(factlabel_said(label), 30) AS said, problem FROM (VALUES
    (1, '{"alternateName": "False"}'::jsonb),
    (2, '{"alternateName": "  mostly-TRUE. ", "ratingValue": null}'),
    (3, '{"alternateName": "True but strange"}'),
    (4, '{"alternateName": "Four paws", "ratingValue": 4, "worstRating": 1, "bestRating": 5}'),
    (5, '{"ratingValue": "2", "worstRating": "1", "bestRating": "5"}'),
    (6, '{"ratingValue": 1, "worstRating": 5, "bestRating": 1}'),
    (7, '{"ratingValue": 3}'),
    (8, '{"ratingValue": 3, "bestRating": 5}'),
    (9, '{"ratingValue": 7, "worstRating": 1, "bestRating": 5}'),
    (10, '{"ratingValue": -1, "worstRating": -1, "bestRating": -1}'),
    (11, '{"ratingValue": "NaN", "worstRating": 1, "bestRating": 5}'),
    (12, '{"ratingValue": 1e150, "worstRating": 1, "bestRating": 5}'),
    (13, '{"ratingValue": "False"}'),
    (14, '{"ratingValue": "4/5", "worstRating": "none"}'),
    (15, '{"alternateName": "True", "ratingValue": 1, "worstRating": 1, "bestRating": 5}'),
    (16, '{"alternateName": "Missing context", "ratingValue": 3, "worstRating": 1, "bestRating": 5}'),
    (17, '{"alternateName": [null, "Satire"]}'),
    (18, '{"name": "錯誤"}'),
    (19, '"False"'),
    (20, '4'),
    (21, '[{"alternateName": "Fake"}, {"alternateName": "True"}]'),
    (22, '{}'),
    (23, '[]'),
    (24, 'true'),
    (25, 'null'),
    (26, to_jsonb(repeat('錯', 67))),
    (27, '{"alternateName": "Four paws", "ratingValue": 4}'),
    (28, '[{"@type": "Rating"}, {"author": "x"}, {"alternateName": "Fake"}]'),
    (29, '{"ratingValue": 5, "worstRating": 1, "bestRating": 5}'),
    (30, '{"ratingValue": 3, "worstRating": 1, "bestRating": 5}'),
    (31, '{"alternateName": "Four paws", "ratingValue": 1, "worstRating": 1, "bestRating": 5}'),
    (32, '{"alternateName": "Four paws", "ratingValue": 9, "worstRating": 1, "bestRating": 5}')) AS r (n, rating),
    claimreview_labels(review('a') || jsonb_build_object('reviewRating', rating), 'misinfo') ORDER BY n;
\echo -- by publisher and language
SELECT author, lang, factlabel_verdict(label) AS verdict, factlabel_by(label) AS by FROM (VALUES
    ('Snopes', 'en', 'Mixture'), ('https://tfc-taiwan.org.tw/', 'zh-TW', '部分錯誤'), ('Correctiv', 'de', 'Größtenteils falsch')) AS r (author, lang, words),
    claimreview_labels(review('a') || jsonb_build_object('author', author, 'inLanguage', lang, 'reviewRating', words), 'misinfo');

\echo == Several claims: a row each, with the claimant of the item that has its text
SELECT left(members::text, 150) AS members, claim, claimant, factlabel_verdict(label) AS verdict, problem FROM (VALUES
    (1, '{"claimReviewed": ["Cats fly.", "Dogs fly.", "Cats fly."], "itemReviewed": {"author": "Ann"}}'::jsonb),
    (2, '{"claimReviewed": ["Cats fly.", "Dogs fly."], "itemReviewed": [{"@type": "Claim", "text": "“Dogs fly”", "author": "Bo"}, {"@type": "Claim", "name": "Cats fly", "author": "Ann"}]}'),
    (3, '{"claimReviewed": ["Cats fly.", "Dogs fly."], "itemReviewed": [{"author": "Ann"}, {"author": "Bo"}]}'),
    (4, '{"claimReviewed": null, "itemReviewed": [{"@type": "Claim", "text": "Cats fly.", "author": "Ann"}, {"@type": "Claim", "description": "Dogs fly.", "author": "Bo"}, {"@type": "CreativeWork", "name": "no claim"}]}'),
    (5, '{"claimReviewed": "Cats fly.", "itemReviewed": [{"@type": "Claim", "text": "Cats fly", "author": "Ann"}, {"@type": "Claim", "text": "Dogs fly.", "author": "Bo"}]}'),
    (6, '{"claimReviewed": "Cats fly.", "itemReviewed": {"@type": "Claim", "text": "All cats can fly.", "author": "Ann"}}'),
    (7, '{"claimReviewed": "Cats fly.", "itemReviewed": [{"@type": "CreativeWork", "author": "Ann"}, {"@type": "CreativeWork", "author": ["Bo", "Ann"]}]}'),
    (8, '{"claimReviewed": ["Cats fly.", "Dogs fly."], "reviewRating": [{"alternateName": "True"}, {"alternateName": "False"}]}'),
    (9, '{"claimReviewed": ["Cats fly.", "Dogs fly."], "reviewRating": [{"alternateName": "Fake"}, {"alternateName": "False"}]}')) AS r (n, members),
    claimreview_labels(review('a') || members, 'misinfo') ORDER BY n;
SELECT count(*), min(problem) AS problem FROM claimreview_labels(review('a') || jsonb_build_object('claimReviewed', (SELECT jsonb_agg('c' || n) FROM generate_series(1, 200) AS n)), 'misinfo');

\echo == Several ratings count if they all mean the same; a rating that is there twice is one
SELECT rating, factlabel_verdict(label) AS verdict, factlabel_said(label) AS said, problem FROM (VALUES
    (1, '[{"alternateName": "Fake"}, {"alternateName": "False"}]'::jsonb),
    (2, '[{"alternateName": "Fake"}, {"alternateName": "Four paws"}]'),
    (3, '[{"alternateName": "Fake"}, {"alternateName": "Fake"}, "Fake"]'),
    (4, '{"alternateName": ["False", "Falso"]}'),
    (5, '{"alternateName": [{"@language": "en", "@value": "False"}, {"@language": "de", "@value": "Richtig"}]}'),
    (6, '[{"alternateName": "False"}, {"ratingValue": 1, "worstRating": 1, "bestRating": 5}]'),
    (7, '[{"alternateName": "True"}, {"ratingValue": 5, "worstRating": 1, "bestRating": 5}]'),
    (8, '["False", "Fake", "Hoax", "Wrong", "Untrue", "Bogus", "Lie"]'),
    (9, '[{"ratingValue": 1, "worstRating": 1, "bestRating": 5}, {"ratingValue": "0", "worstRating": "0", "bestRating": "10"}]'),
    (10, '[{"ratingValue": 5, "worstRating": 1, "bestRating": 5}, {"ratingValue": "10", "worstRating": "0", "bestRating": "10"}]')) AS r (n, rating),
    claimreview_labels(review('a') || jsonb_build_object('reviewRating', rating), 'misinfo') ORDER BY n;

\echo == What has neither a source, nor a rating, nor an address, has no label
SELECT document, label, problem FROM unnest(ARRAY['{}', '{"claimReviewed": "Cats fly."}', '{"author": "Desk"}', '{"url": "https://desk.example/"}', '{"url": "here"}', '{"reviewRating": "Four paws"}']::jsonb[]) AS document,
    claimreview_labels('{"@type": "ClaimReview"}' || document, 'misinfo');

\echo == The source: an author who is no person, the publisher, the author, the host of the address
SELECT left(members::text, 140) AS members, factlabel_by(label) AS by, problem FROM (VALUES
    (1, '{"author": {"@type": "Organization", "name": "Checkers of Example", "url": "https://user@WWW.Checkers.Example:8080/about?x#y"}}'::jsonb),
    (2, '{"author": {"@type": "Organization", "name": "Checkers / of Example"}}'),
    (3, '{"author": [{"@type": "Person", "name": "Ann"}, {"@type": "Organization", "name": "AFP"}]}'),
    (4, '{"author": {"@type": "Person", "name": "Ann"}, "publisher": {"name": "Full Fact"}}'),
    (5, '{"author": {"@type": ["Person"], "name": "Ann"}}'),
    (6, '{"author": "factcheck.afp.com"}'),
    (7, '{"author": "Desk of Example"}'),
    (8, '{"author": {"@id": "https://news.example/#organization"}}'),
    (9, '{"author": {}}'),
    (10, '{"author": {"name": "\u0001"}, "url": "no address"}'),
    (11, '{"author": {"url": "not a url", "name": ""}, "url": null}'),
    (12, '{"author": {"url": "https://politifact.com:x@desk.example/"}}'),
    (13, '{"author": {"url": "//desk.example/?of=https://politifact.com"}}'),
    (14, '{"author": {"url": "https://a@b@desk.example\\@politifact.com"}}'),
    (15, '{"author": {"url": "http://[::1]:80/x"}}'),
    (16, jsonb_build_object('author', repeat('x', 300), 'url', 'https://' || repeat('y', 300) || '.example'))) AS r (n, members),
    claimreview_labels(review('a') || members, 'misinfo') ORDER BY n;

\echo -- one publisher has one source: by a known name beside an address above its own or of many; by the host that the name is part of
SELECT left(members::text, 140) AS members, factlabel_by(label) AS by FROM (VALUES
    (1, '{"author": {"name": "UOL Confere"}}'::jsonb),
    (2, '{"author": {"name": "UOL Confere", "url": "https://noticias.uol.com.br/confere/"}}'),
    (3, '{"author": {"name": "UOL Confere", "url": "https://www.uol.com.br"}}'),
    (4, '{"author": {"name": "Lupa", "url": "https://lupa.uol.com.br"}}'),
    (5, '{"author": {"name": "AFP", "url": "https://twitter.com/AFP"}}'),
    (6, '{"author": {"name": "AFP", "url": "https://afp.example/"}}'),
    (7, '{"author": {"name": "AFP", "url": "https://com/"}}'),
    (8, '{"author": {"name": "Night Owl Desk", "url": "https://www.facebook.com/owl"}, "url": "https://en.night-owl-desk.example/1"}'),
    (9, '{"author": {"name": "Night Owl Desk"}, "url": "https://en.night-owl-desk.example/1"}'),
    (10, '{"author": {"name": "nightowldesk.example"}, "url": "https://www.nightowldesk.example/1"}'),
    (11, '{"author": {"name": "Night Owl"}, "url": "https://en.night-owl-desk.example/1"}'),
    (12, '{"author": {"name": "Example"}, "url": "https://desk.example/1"}'),
    (13, '{"author": {"name": "Night Owl Desk"}, "url": "https://x.com/night-owl-desk"}'),
    (14, '{"author": null, "url": "https://m.facebook.com/1"}'),
    (15, '{"author": {"name": "!!!"}, "url": "https://desk.example/1"}')) AS r (n, members),
    claimreview_labels(review('a') || members, 'misinfo') ORDER BY n;

\echo == Who made the claim, and what it was
SELECT members, claim, claimant, problem FROM (VALUES
    (1, '{"itemReviewed": {"author": [{"name": "Ann"}, "Bo", {"name": null}, null, "Ann"]}}'::jsonb),
    (2, '{"itemReviewed": [null, "x", {"author": "Ann"}]}'),
    (3, '{"itemReviewed": "Ann"}'),
    (4, '{"claimReviewed": " ", "itemReviewed": {"@type": "Claim", "text": "from the claim"}}'),
    (5, '{"claimReviewed": null, "itemReviewed": {"@type": "Claim", "name": "its name"}}'),
    (6, '{"claimReviewed": {"x": 1}, "itemReviewed": {"@type": "CreativeWork", "name": "not the claim"}}')) AS r (n, members),
    claimreview_labels(review('a') || members, 'misinfo') ORDER BY n;

\echo == Character references of HTML are decoded, once, in every text
\x on
SELECT * FROM claimreview_labels('{"@type": "ClaimReview", "url": "https://desk.example/?a=1&amp;b=2&copy=3", "claimReviewed": "Cats &lt;3 &#34;mice&#x22; &amp; d&eacute;j&agrave;&nbsp;vu&hellip; &amp;lt;",
    "author": {"name": "Caf&eacute; &#8220;Desk&#8221;"}, "itemReviewed": {"author": "A. &Mouse; &AMP; B"}, "reviewRating": {"alternateName": "Partly&nbsp;false"}, "datePublished": "2026&#45;03-04"}', 'misinfo');
\x off
SELECT text, claim FROM unnest(ARRAY['&amp', '&amp;amp;', '&;', '&', '&#;', '&#x;', '&#xZ;', '&#0;', '&#x80;', '&#150;', '&#x110000;', '&#xD800;', '&#99999999999999999999;', '&#0000000000000000000000065;', '&#x1F600;', '&notin;', '&notit;', '&nGt;', '&NotANameOfAnyCharacterAtAll;',
    '&CounterClockwiseContourIntegral;', 'AT&T; R&D', '&amp;#38;', '&é;', repeat('&amp;', 3) || 'x']) AS text, claimreview_labels(jsonb_build_object('@type', 'ClaimReview', 'claimReviewed', text), 'misinfo');
\echo -- in the key as often as they were encoded
SELECT claimreview_key('Cats &amp; mice') = claimreview_key('Cats & mice') AS once, claimreview_key('Cats &amp;amp;amp; mice') = claimreview_key('Cats & mice') AS thrice,
       claimreview_key('&amp;lt;b&#38;gt;') = claimreview_key('<b>') AS mixed, claimreview_key('AT&T') <> claimreview_key('ATT') AS "no reference",
       claimreview_key(repeat('&amp;', 10000)) = claimreview_key(repeat('&', 10000)) AS many, claimreview_key('&' || repeat('amp;', 10000) || 'lt;') = claimreview_key('<') AS deep;

\echo == One key for one claim, whoever reviews it; of the address where there is no text
SELECT claimreview_key('Cats invented the wheel.'), claimreview_key(E'  CATS\u00a0invented\n the ｗｈｅｅｌ. ') = claimreview_key('Cats invented the wheel.') AS same,
       claimreview_key('Cats invented a wheel') = claimreview_key('Cats invented the wheel.') AS other, claimreview_key(E' \n ') AS "NULL",
       claimreview_key(repeat('錯', 1000)), claimreview_key(U&'\0301x \0001');
\echo -- quotes of every kind and full stops at the end do not count; an apostrophe is one, a question mark counts
SELECT claim, claimreview_key(claim), claimreview_key(claim) = claimreview_key('Cats don''t eat cheese') AS same
FROM unnest(ARRAY['Cats don''t eat cheese', 'Cats don’t eat “cheese”.', '"Cats don`t eat cheese..."', '„Cats don´t eat cheese“ .', '« Cats » don‘t eat ‹cheese›…', '''Cats'' don''t eat cheese', 'Cats don&rsquo;t eat &quot;cheese&quot;。',
                  'Cats dont eat cheese', 'Cats don''t eat cheese?', 'Cats don''t eat cheese!', 'Cats. Don''t eat cheese']) AS claim;
SELECT claimreview_key('「貓」發明輪子。') = claimreview_key('貓發明輪子') AS zh, claimreview_key('बिल्ली ने पहिया बनाया।') = claimreview_key('बिल्ली ने पहिया बनाया') AS hi,
       claimreview_key('...') IS NOT NULL AS "only stops", claimreview_key('"') <> claimreview_key('...') AS "not one", claimreview_key('5''10"') = claimreview_key('5′10″') AS feet;
SELECT factlabel_claim(label) = claimreview_key('a') AS of_text FROM claimreview_labels(review('a'), 'misinfo');
SELECT factlabel_claim(label) = claimreview_key('https://desk.example/a') AS of_address FROM claimreview_labels(review('a') - 'claimReviewed', 'misinfo');

\echo == Moments: published, or changed since; without an offset UTC, whatever TimeZone says; in the forms of mail, HTTP, JavaScript and English
SELECT members, label::jsonb ->> 'at' AS at, problem FROM (VALUES
    (1, '{"datePublished": "2026-03-04"}'::jsonb),
    (2, '{"datePublished": "2026-03-04T10:00:00"}'),
    (3, '{"datePublished": "2026-03-04T10:00:00.5+0800"}'),
    (4, '{"datePublished": "2026-03-04T10:00Z"}'),
    (5, '{"datePublished": ["2026-03-04"], "dateModified": "2026-03-05T00:00:00Z"}'),
    (6, '{"datePublished": "2026-03-04", "dateModified": "2026-03-01"}'),
    (7, '{"dateModified": "2026-03-01"}'),
    (8, '{"datePublished": "March 4, 2026"}'),
    (9, '{"datePublished": "2026-02-30", "dateModified": "2026-03"}'),
    (10, '{"datePublished": "infinity"}'),
    (11, '{"datePublished": "999999-01-01"}'),
    (12, '{"datePublished": 20260304}'),
    (13, '{"datePublished": "2026-03-04+08:00"}'),
    (14, '{"datePublished": "2026-03-04Z"}'),
    (15, '{"datePublished": "2026-03-04-x"}'),
    (16, '{"datePublished": "2017-03-01 20:30:17 UTC"}'),
    (17, '{"datePublished": "Wed, 11 Mar 2020 01:05:52 UTC +00:00"}'),
    (18, '{"datePublished": "Wed, 11 Mar 2020 01:05:52 GMT"}'),
    (19, '{"datePublished": "Wed, 11 Mar 2020 01:05:52 +0800"}'),
    (20, '{"datePublished": "11 mar 2020 1:05 EST"}'),
    (21, '{"datePublished": "Wed Mar 11 2020 01:05:52 GMT+0800 (Taipei Standard Time)"}'),
    (22, '{"datePublished": "2020-03-11 01:05:52 +0800 UTC"}'),
    (23, '{"datePublished": "2020-03-11T01:05:52.25 UTC-03:30"}'),
    (24, '{"datePublished": "Wed Mar 11 01:05:52 2020"}'),
    (25, '{"datePublished": "11th of March 2020"}'),
    (26, '{"datePublished": "11th March, 2020"}'),
    (27, '{"datePublished": "Sept. 1, 2020"}'),
    (28, '{"datePublished": "Feb 30, 2020"}'),
    (29, '{"datePublished": "Mar 11, 2020 10:00 AM"}'),
    (30, '{"datePublished": "Mar 11 Apr 2020"}'),
    (31, '{"datePublished": "Mar 11 20200"}'),
    (32, '{"datePublished": "Mar 11, 2020 UTC"}'),
    (33, '{"datePublished": "11 Mar 2020 01:05 CST +0800"}'),
    (34, '{"datePublished": "11 Mar 2020 (no end"}'),
    (35, '{"datePublished": "3/4/2026"}')) AS r (n, members),
    claimreview_labels(review('a') || members, 'misinfo') ORDER BY n;

\echo == The address
SELECT left(url, 30) AS url, left(factlabel_ref(label), 30) AS ref, problem FROM unnest(ARRAY['{}', '{"url": null}', '{"url": null, "mainEntityOfPage": "https://desk.example/m"}',
    '{"url": [], "mainEntityOfPage": {"@id": "https://desk.example/i"}}', '{"url": null, "mainEntityOfPage": [true, {"@id": "#page"}, {"@id": "#page", "url": "https://desk.example/u"}]}', jsonb_build_object('url', 'https://desk.example/' || repeat('x', 2000))]::jsonb[]) AS m,
    claimreview_labels(review('a') || m, 'misinfo');

\echo == Merged: the corrected finding speaks; a late import does not change what was known before
CREATE TEMP TABLE feed (fetched timestamptz, document jsonb);
INSERT INTO feed VALUES
    ('2026-03-02 00:00:00+00', review('a') || '{"datePublished": "2026-03-01"}'),
    ('2026-03-09 00:00:00+00', review('a') || '{"datePublished": "2026-03-01", "dateModified": "2026-03-01T16:00:00Z", "reviewRating": {"alternateName": "Half true"}}'),
    ('2026-05-01 00:00:00+00', review('A') || '{"datePublished": "2026-02-01", "author": "Full Fact", "reviewRating": {"alternateName": "True"}}');
SELECT r.label, r.claim, r.problem
FROM feed, claimreview_labels(feed.document, 'misinfo', seen => feed.fetched) AS r;
WITH log AS (SELECT labelset_agg(label) AS labels FROM feed, claimreview_labels(document, 'misinfo', fetched))
SELECT day::timestamptz AT TIME ZONE 'UTC' AS known, labels @@ tagquery_at('misinfo[verdict=false]', day) AS "false", labels @@ tagquery_at('misinfo[verdict=mixed]', day) AS mixed,
       labels @@ tagquery_at('misinfo[verdict=true]', day) AS "true"
FROM log, unnest(ARRAY['2026-03-01 12:00:00+00', '2026-03-05 00:00:00+00', '2026-04-01 00:00:00+00', '2026-06-01 00:00:00+00']::timestamptz[]) AS day ORDER BY day;
\echo -- one key for the claim: of two who reviewed it, the one that is believed
SELECT factlabel_by(label) AS by, factlabel_verdict(label) AS verdict
FROM (SELECT labelset_resolve(labelset_agg(label), NULL, '{agency/fullfact.org}') AS resolved FROM feed, claimreview_labels(document, 'misinfo', fetched)) AS r,
     jsonb_array_elements(resolved::jsonb) AS one (l), LATERAL (SELECT l::factlabel AS label) AS x;
DROP TABLE feed;

\echo == No jsonb raises an error: every member replaced by every odd value; deep, long, many
SELECT count(*) AS documents, sum(rows) AS rows FROM (
    SELECT (SELECT count(*) FROM claimreview_labels(review('a') || jsonb_build_object(name, odd, other, odd), 'misinfo')
            WHERE label::text::factlabel = label) AS rows
    FROM unnest(ARRAY['claimReviewed', 'author', 'publisher', 'reviewRating', 'itemReviewed', 'url', 'mainEntityOfPage', 'datePublished', 'dateModified', 'inLanguage', '@id']) AS name,
         unnest(ARRAY['x', 'author', 'reviewRating', 'itemReviewed', 'url']) AS other,
         unnest(ARRAY['null', 'true', '-0.0', '1e1000', '""', '" "', '"\u0001\n\t"', '"\ufdd0"', '"http://"', '"//"', '"://x"', '"\"];,["', '[]', '{}', '[[[[[["x"]]]]]]',
             '{"@value": {"@value": {}}}', '{"@type": "Person"}', '{"@type": []}', '{"name": {"name": "x"}}', '{"url": "http://@"}', '{"url": "http://:1"}', '{"url": "http://www."}',
             '{"ratingValue": {}, "bestRating": [], "worstRating": "x"}', '{"ratingValue": "1e999", "bestRating": "-inf", "worstRating": "nan"}', '{"alternateName": "\u0301"}', '{"author": {"name": ["", "\u200b"]}}']::jsonb[]) AS odd) AS tried;
SELECT count(*) FROM claimreview_labels((repeat('[{"x":', 1000) || review('deep') || repeat('}]', 1000))::jsonb, 'misinfo');
SELECT count(*), count(DISTINCT label) FROM claimreview_labels((SELECT jsonb_agg(review(n::text)) FROM generate_series(1, 5000) AS n), 'misinfo');
SELECT length(claimant), octet_length(factlabel_said(label)) AS said FROM claimreview_labels(review('a') || jsonb_build_object('itemReviewed',
    jsonb_build_object('author', (SELECT jsonb_agg('n' || i) FROM generate_series(1, 1000) AS i)), 'reviewRating', repeat('錯', 100000)), 'misinfo');

\echo -- many references to one long text
SELECT count(*), max(length(claim)) AS claim, max(length(claimant)) AS claimant, min(problem) AS problem FROM claimreview_labels((
    SELECT jsonb_build_object('@graph', jsonb_agg('{"@type": "ClaimReview", "author": "Desk", "itemReviewed": {"@id": "#c"}, "reviewRating": "False", "url": "u"}'::jsonb)
               || jsonb_build_object('@id', '#c', '@type', 'Claim', 'text', repeat('x', 1000000), 'author', (SELECT jsonb_agg(repeat('n', 10000) || i) FROM generate_series(1, 1000) AS i)))
    FROM generate_series(1, 100)), 'misinfo');

\echo == A label as a ClaimReview
SELECT jsonb_pretty(claimreview_from_label('misinfo/animals[verdict=false; by=agency/politifact.com; at=2026-03-04T02:00:00Z; said="Pants on Fire!"; ref="https://www.politifact.com/invented/1"]',
    'Cats invented the wheel.', 'A. Mouse'));
SELECT claimreview_from_label('a[verdict=satire; by=desk/"x,y"]', '"', url => 'https://desk.example/');
SELECT claimreview_from_label('a', 'c');
\echo -- words that would read as another verdict explain the rating
SELECT claimreview_from_label('a[verdict=true; said=False]', 'c'), claimreview_from_label('a[verdict=altered; said="Nine lives"]', 'c'), claimreview_from_label('a[said=False]', 'c');
\echo -- texts with character references read back as they are
SELECT review, r.claim, r.claimant, r.url, r.label
FROM claimreview_from_label('a[by=agency/"R&amp;D"; said="Four &#112;aws &amp;"; ref="https://desk.example/?a&amp;b"]', 'AT&amp;T & &lt;', 'Tom &amp; Co', 'https://desk.example/?a&amp;b&c') AS review, claimreview_labels(review, 'a') AS r;
SELECT claimreview_from_label(NULL, 'c') IS NULL, claimreview_from_label('a', NULL) IS NULL;
SELECT claimreview_from_label('a[neg]', 'c');
SELECT claimreview_from_label('a[deny]', 'c');
\echo -- reads back: every verdict, with words of any publisher, known and unknown
SELECT count(*) > 1000 AS labels, count(*) FILTER (WHERE factlabel_verdict(back.label) IS DISTINCT FROM verdict) AS other_verdicts,
       count(*) FILTER (WHERE factlabel_by(back.label) IS DISTINCT FROM by OR factlabel_at(back.label) IS DISTINCT FROM '2026-03-04 00:00:00+00' OR back.claim <> 'c' OR back.claimant <> 'd' OR back.url <> 'u' OR back.problem IS NOT NULL) AS others
FROM unnest(ARRAY['false', 'mostly-false', 'mixed', 'mostly-true', 'true', 'unproven', 'missing-context', 'altered', 'satire', 'opinion', 'outdated']::factverdict[]) AS verdict,
     (SELECT NULL AS said UNION ALL SELECT rating FROM factverdict_ratings() WHERE publisher = 'politifact.com' OR publisher IS NULL AND lang IN ('de', 'ja')) AS words,
     unnest(ARRAY['agency/politifact.com', 'agency/desk.example', 'agency/"a desk"']::tagpath[]) AS by,
     claimreview_labels(claimreview_from_label(factlabel_make('misinfo', verdict, by => by, said => said, at => '2026-03-04 00:00:00+00', ref => 'u'), 'c', 'd'), 'misinfo') AS back;
DROP FUNCTION review;
