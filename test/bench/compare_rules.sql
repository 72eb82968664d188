-- The lines of the comparison of rules. psql variable: lines, the file to write. Runs after
-- rules_data.sql and compare.sql.

-- the rule sets on the texts; "one after another" tries every pattern on every text
INSERT INTO line (name, settings, statement)
SELECT name, settings, ruleset_counted(texts, which)
FROM (VALUES
    ('all rules', '', 'paragraph', 'all'),
    ('all rules, one after another', 'SET factag.rule_prefilter = off', 'eighth', 'all'),
    ('rules with a literal', '', 'paragraph', 'literal'),
    ('10 rules', '', 'paragraph', '10'),
    ('100 rules', '', 'paragraph', '100'),
    ('1000 rules', '', 'paragraph', '1000'),
    ('5000 rules', '', 'eighth', '5000'),
    ('Chinese', '', 'chinese', 'chinese'),
    ('Chinese, one after another', 'SET factag.rule_prefilter = off', 'chinese', 'chinese'),
    ('Chinese, folded', '', 'chinese', 'folded')) AS l (name, settings, texts, which);

INSERT INTO line (name, statement)
SELECT format('all rules, texts of %s bytes', size),
       format('SELECT sum(labelset_count(ruleset_classify(body, rules))) FROM sized, rules WHERE rules.name = ''all'' AND size = %s', size)
FROM unnest('{100,1000,10000,100000,1000000}'::int[]) AS size;

INSERT INTO line (kind, name, statement) VALUES
    ('first', 'first text in a backend, all rules', 'SELECT ruleset_classify(body, rules) FROM paragraph, rules WHERE rules.name = ''all'' AND id = 1'),
    ('first', 'first text in a backend, 5000 rules', 'SELECT ruleset_classify(body, rules) FROM paragraph, rules WHERE rules.name = ''5000'' AND id = 1');

INSERT INTO line (name, statement) VALUES
    ('ruleset_test', 'SELECT count(*) FILTER (WHERE ruleset_test(body, rules)) FROM paragraph, rules WHERE rules.name = ''all'''),
    ('ruleset_test, folded', 'SELECT count(*) FILTER (WHERE ruleset_test(body, folded)) FROM eighth, (SELECT ''fold: casefold, invisible, repeats'' || rules AS folded FROM rules WHERE name = ''100'' OFFSET 0) AS r'),
    ('ruleset_matches', 'SELECT md5(string_agg(m::text, '','' ORDER BY id, m::text)) FROM paragraph, rules, ruleset_matches(body, rules) AS m WHERE rules.name = ''100'''),
    ('factag_fold', 'SELECT sum(length(factag_fold(body, ''casefold'', ''invisible'', ''confusables''))) FROM paragraph'),
    ('factag_fold, hans', 'SELECT sum(length(factag_fold(body, ''hans''))) FROM chinese'),
    ('hashtags', 'SELECT sum(tagset_count(hashtags(replace(body, '' '', '' #'')))) FROM paragraph'),
    ('rule set to text and back', 'SELECT sum(ruleset_count(rules::text::ruleset)) FROM rules WHERE name IN (''all'', ''chinese'')');

COPY line TO :'lines';
