--| ## ruleset
--|
--| Rules that put labels on text: patterns of PCRE2, joined by conditions, an arrow, the labels.
--|
--| ```
--| # a rule a line; options first
--| by: auto/rules/v7                      # the source; the rule's name is appended: auto/rules/v7/slur
--| fold: casefold, invisible, hans        # what is undone before patterns look (see factag_fold)
--| on-limit: skip                         # a pattern that backtracks too much does not match; or error
--| slur: /\b(foo|bar)s?\b/ -> hate/slur[score=0.9]
--| vax-chip: /疫苗.{0,8}(晶片|自閉症)/ & !/謠言|查核|闢謠/ -> misinfo/vaccine[score=0.7]
--| threat: 2 of (/\bkill\b/i, /\bburn\b/i, /\btonight\b/i) -> threat/violence
--| new-spam: title ~ /free crypto/i & account_age < 3 -> spam/crypto, review
--| ```
--|
--| ```
--| line      = [ option | rule ] [ "#" comment ]
--| option    = "by" ":" path | "fold" ":" name *( "," name ) | "on-limit" ":" ( "error" | "skip" )
--| rule      = path ":" condition ( "->" | "→" ) label *( "," label )
--| condition = and *( "|" and )
--| and       = unary *( "&" unary )
--| unary     = "!" unary | "(" condition ")" | number "of" "(" condition *( "," condition ) ")" | test
--| test      = pattern | field "~" pattern | field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
--| pattern   = "/" regex "/" flags
--| field     = key *( "." key ) | quoted
--| value     = number | "true" | "false" | "null" | quoted
--| ```
--|
--| A comment begins with `#` at the start of a line or behind a blank, outside patterns, quotes and
--| brackets. In a pattern a slash is written `\/`. Flags: `i` either case, `m` `^` and `$` at every
--| line, `s` `.` takes newlines, `x` blanks and comments in the pattern do not count, `n` plain
--| parentheses do not capture. Patterns are always Unicode (UTF and UCP). Refused are verbs that
--| set modes or limits of the whole pattern (`(*LIMIT_MATCH=…)`), callouts, and `\C`.
--| A name that is an option's is written in quotes.
--|
--| With `fold` patterns look at folded text, so they are written as it is (see `factag_fold`), with two
--| exceptions: `casefold` lets them match in either case, and `hans` simplifies the Chinese in them
--| too, so that `/自閉症/` and `/自闭症/` are the same. The ends of a range in a class stay.
--|
--| A label carries `verdict`, `score`, `claim`, `until`, `deny`, `said`, `ref`; who says it and when
--| is added.
--|
--| **Documents.** Rules look at a text, or at a jsonb document. There a pattern without a field
--| looks at every string that is a value in it, each by itself; a test of a field at that value,
--| or at the elements of an array: `!=` asks that none of them is equal, the others that one is. Keys are
--| joined by dots (`author.age`); a key with dots or special characters stands in quotes.
--| A field that is not there fails every test, `!=` included; one of another type, an object or an
--| empty array every test but `!=`. A text has no fields. Texts compare bytewise, numbers as
--| numeric; a number of a rule goes to 1e50 and takes at most 100 characters written out (22003).
--|
--| **Limits.** 10,000 rules, 1 MB of text, patterns of 32 kB, conditions of 100 levels, 100 labels a
--| rule (54000). A pattern that backtracks too much in one document raises 54000 and names the
--| rule, or counts as not matched, with a warning, where the rule set says `on-limit: skip`.
--| The settings `factag.match_limit` (1,000,000 steps), `factag.match_depth_limit` and
--| `factag.match_heap_limit` say how much, of each place that a match may begin at. They change no
--| answer, only what is an error: with `on-limit: skip` their defaults hold, whatever is set, so that no
--| session switches off the rules of a check, a trigger or a generated column. So what a text may take
--| grows with it; every match can be cancelled.
--| What is compiled is kept by the backend within `factag.rule_cache_size` (64 MB); of one rule set,
--| 64 MB of compiled patterns at a time. `ruleset_matches` and `ruleset_highlight` look at every alternative of
--| a `|`, also at those that `ruleset_classify` need not come to, and at 10,000,000 places of a text at most.
--|
--| A rule set is stored as text and prints canonically, comments kept; `=` compares texts.

--@ src/text/text_type.sql.in
--@     type         ruleset
--@     description  rules that put labels on text
--@     input        text input of ruleset; every pattern is compiled; errors (22P02, 54000, 42710 for a name given twice) tell line and column, and what PCRE2 says
--@     output       text output of ruleset, comments kept; reads back to equal bytes
--@     cost_input   COST 1000
--@     cost_output  COST 5

--@ src/text/text_casts.sql.in
--@     type         ruleset
--@     value        a rule set
--@     cost_input   COST 1000
--@     cost_output  COST 5

--| ### What rules find

CREATE FUNCTION ruleset_test(text, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION ruleset_test(text, ruleset) IS 'whether some rule holds of the text; stops at the first';
CREATE FUNCTION ruleset_test(jsonb, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'ruleset_test_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION ruleset_test(jsonb, ruleset) IS 'whether some rule holds of the document; stops at the first';
CREATE FUNCTION ruleset_classify(document text, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_classify(text, ruleset, timestamptz) IS 'the labels of every rule that holds of the text, each by its rule; with a moment, asserted then; NULL for a text or rules that are NULL';
CREATE FUNCTION ruleset_classify(document jsonb, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME', 'ruleset_classify_jsonb' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_classify(jsonb, ruleset, timestamptz) IS 'the labels of every rule that holds of the document, each by its rule; with a moment, asserted then; NULL for a document or rules that are NULL';

--| ### Why

CREATE FUNCTION ruleset_matches(text, ruleset,
                                OUT rule text, OUT label text, OUT start integer, OUT length integer, OUT match text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 5;
COMMENT ON FUNCTION ruleset_matches(text, ruleset) IS 'why: a row for each label and match of each rule that holds, in characters of the original text, from 1; what is under a ! is no reason, nor is a part of the condition that does not hold; a rule that holds without a match has one row with NULLs';
CREATE FUNCTION ruleset_highlight(document text, rules ruleset, start_mark text, stop_mark text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_highlight(text, ruleset, text, text) IS 'the original text with marks around what rules that hold have matched; matches that overlap are one';
CREATE FUNCTION ruleset_rules(ruleset,
                              OUT "position" integer, OUT name text, OUT condition text, OUT label text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION ruleset_rules(ruleset) IS 'a row a rule, in their order; label holds all labels of it, separated by commas';
CREATE FUNCTION ruleset_count(ruleset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ruleset_count(ruleset) IS 'number of rules';

--| ### Joining rule sets
--|
--| `a || b` and `ruleset_agg` join rule sets, and texts that are some: options and their comments
--| first, then the rules of each in their order. Options that several set must agree (22023); what
--| one sets holds for all. Names must differ (42710). So rules can be kept one a row:
--| `SELECT ruleset_agg(line ORDER BY id) FROM rule_line`.

CREATE FUNCTION ruleset_concat(ruleset, ruleset) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION ruleset_concat(ruleset, ruleset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_concat);
COMMENT ON OPERATOR || (ruleset, ruleset) IS 'the rules of both';
CREATE FUNCTION ruleset_concat_text(ruleset, text) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_concat_text(ruleset, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = ruleset, RIGHTARG = text, FUNCTION = ruleset_concat_text);
COMMENT ON OPERATOR || (ruleset, text) IS 'the rules of both, the right side read from text';
CREATE FUNCTION ruleset_text_concat(text, ruleset) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_text_concat(text, ruleset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = ruleset, FUNCTION = ruleset_text_concat);
COMMENT ON OPERATOR || (text, ruleset) IS 'the rules of both, the left side read from text';

CREATE FUNCTION ruleset_agg_step(internal, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_agg_step(internal, text) IS 'internal: transition function of ruleset_agg';
CREATE FUNCTION ruleset_agg_final(internal) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_agg_final(internal) IS 'internal: final function of ruleset_agg';
CREATE AGGREGATE ruleset_agg(text) (
    SFUNC = ruleset_agg_step, STYPE = internal, FINALFUNC = ruleset_agg_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ruleset_agg(text) IS 'one rule set of many texts, each of some rules or options: use ORDER BY; NULLs are left out, no rows make the empty one';

--| ### Comparing rule sets
--|
--| By text, bytewise.

--@ src/index/comparison.sql.in
--@     type   ruleset
--@     same   the same text
--@     other  another text
--@     cost   COST 10

--| ## Recipes for rules
--|
--| Rules kept one a row are switched, ordered and reviewed by themselves, and become one set, here
--| a version that stays as it was:
--|
--| ```sql
--| CREATE TABLE rule_line (id int PRIMARY KEY, line text NOT NULL, enabled boolean NOT NULL DEFAULT true);
--| CREATE TABLE rule_version (version int PRIMARY KEY, rules ruleset NOT NULL);
--| ```
--|
--| ```sql
--| INSERT INTO rule_version
--| SELECT 7, 'by: auto/rules/v7' || ruleset_agg(line ORDER BY id) FROM rule_line WHERE enabled;
--| ```
--|
--| **Label on write, by trigger.** The newest version looks at what is written. `labelset_refresh`
--| withdraws what an edit no longer deserves, and leaves alone what others have said:
--|
--| ```sql
--| CREATE FUNCTION post_label() RETURNS trigger LANGUAGE plpgsql AS $$
--| BEGIN
--|     NEW.labels := labelset_refresh(NEW.labels, 'auto/rules', (
--|         SELECT ruleset_classify(NEW.body, rules) FROM rule_version ORDER BY version DESC LIMIT 1));
--|     RETURN NEW;
--| END $$;
--| CREATE TRIGGER post_label BEFORE INSERT OR UPDATE OF body ON post
--|     FOR EACH ROW EXECUTE FUNCTION post_label();
--| ```
--|
--| **Label on write, by generated column.** Where rules seldom change and nobody else labels, the
--| column is always what the rules find, and knows no moment:
--|
--| ```sql
--| ALTER TABLE comment ADD found labelset GENERATED ALWAYS AS (ruleset_classify(body, $$
--| by: auto/comment
--| fold: casefold, invisible, confusables, leet
--| crypto: /free\W+crypto|加密貨幣.{0,6}免費/ -> spam/crypto
--| $$)) STORED;
--| CREATE INDEX ON comment USING gin (found);
--| ```
--|
--| **A dry run** of a new version over last month: what it would find that the old one does not,
--| and the other way round.
--|
--| ```sql
--| WITH found AS (
--|     SELECT DISTINCT version, id, body, label
--|     FROM post, rule_version, labelset_rows(ruleset_classify(body, rules), NULL)
--|     WHERE version IN (7, 8) AND posted >= date_trunc('month', now()) - interval '1 month'
--| )
--| SELECT CASE max(version) WHEN 7 THEN 'lost' ELSE 'gained' END AS what, label, id, body
--| FROM found GROUP BY label, id, body HAVING count(*) = 1
--| ORDER BY what, label, id;
--| ```
--|
--| **A new version takes over.** What it no longer finds is withdrawn, what it finds is asserted by
--| it; a post that stays as it is is not written:
--|
--| ```sql
--| UPDATE post SET labels = fresh
--| FROM (SELECT id, labelset_refresh(labels, 'auto/rules', ruleset_classify(body, rules)) AS fresh
--|       FROM post, rule_version WHERE version = 8) AS run
--| WHERE run.id = post.id AND fresh <> labels;
--| ```
--|
--| **Hits by rule.** The rule is the end of the source, so labels are counted by it, rules without
--| a hit included:
--|
--| ```sql
--| SELECT name, condition, count(hit.id) AS hits
--| FROM rule_version CROSS JOIN ruleset_rules(rules)
--|      LEFT JOIN (SELECT DISTINCT id, by FROM post, labelset_rows(labels)) AS hit ON by = 'auto/rules/v8/' || name
--| WHERE version = 8
--| GROUP BY position, name, condition
--| ORDER BY hits DESC, position;
--| ```
--|
--| And what they hit, in the words that were written:
--|
--| ```sql
--| SELECT rule, match, count(*)
--| FROM post, rule_version, ruleset_matches(body, rules)
--| WHERE version = 8
--| GROUP BY rule, match
--| ORDER BY count(*) DESC, rule, match;
--| ```
--|
--| **A human outranks rules.** A denial is a label like others, and stands whatever later versions
--| find:
--|
--| ```sql
--| UPDATE post SET labels = labels || factlabel_make('hate/slur', by => 'human/ann', deny => true, at => now())
--| WHERE id = 4;
--| ```
--|
--| ```sql
--| SELECT id, labelset_tags(labels, now()) AS said, labelset_tags(labelset_resolve(labels, now(), ARRAY['human', 'auto']::tagpath[]), now()) AS believed
--| FROM post ORDER BY id;
--| ```
