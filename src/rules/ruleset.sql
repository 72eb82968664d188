--| ## ruleset
--|
--| Rules that put labels on text. A rule is a condition over PCRE2 patterns, an arrow, and labels.
--|
--| ```sql
--| SELECT ruleset_classify('Click to win a free phone', $$
--| by: auto/demo
--| prize: 2 of (/\bfree\b/i, /\bclick\b/i, /\bwin\b/i) & !/\bterms apply\b/i -> spam/prize[score=0.6]
--| $$) AS labels;
--| ```
--| ```
--|                   labels                   
--| -------------------------------------------
--|  spam/prize[score=0.6; by=auto/demo/prize]
--| ```
--|
--| Options come first, then one rule per line:
--|
--| ```
--| by: auto/rules/v7                      # the source; the rule's name is appended: auto/rules/v7/slur
--| fold: casefold, invisible, hans        # disguises to undo before matching (see factag_fold)
--| on-limit: skip                         # a pattern that backtracks too much does not match; default: error
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
--|           | field ( "<" | "<=" | ">" | ">=" ) names
--| pattern   = "/" regex "/" flags
--| field     = names | quoted
--| names     = key *( "." key )
--| value     = number | "true" | "false" | "null" | quoted
--| ```
--|
--| - A comment begins with `#` at the start of a line or after a blank, outside patterns, quotes
--|   and brackets. The name of a rule is quoted if it is also the name of an option, or
--|   begins with `%`, as options to come will.
--| - A label has a path and the attributes `verdict`, `score`, `claim`, `until`, `deny`, `said`
--|   and `ref`. The source and the time are added.
--| - A rule set is stored as text and printed in canonical form, with comments.
--|
--| **Patterns.** A slash within a pattern is written `\/`. Patterns are always in Unicode mode
--| (UTF and UCP). Callouts, `\C`, and verbs that set modes or limits for the whole pattern
--| (`(*LIMIT_MATCH=…)`) are refused. So are `{,3}` and blanks in braces (`{1, 3}`), which are text in
--| PCRE2 before 10.43 and a quantifier from there on: write `{0,3}` and `{1,3}`. Where a pattern is
--| written as in another language, such as `\u200D`, the hint tells how PCRE2 writes it. The flags are
--|
--| - `i`: ignore case;
--| - `m`: `^` and `$` match at every line;
--| - `s`: `.` matches the ends of lines;
--| - `x`: blanks and comments in the pattern are ignored;
--| - `n`: plain parentheses do not capture.
--|
--| A line ends in LF, CR or CRLF, which is what `$`, `^`, `.` and `\N` go by: browsers and mail send
--| CRLF. Other characters that break lines, such as a form feed or U+2028, are ordinary characters.
--| `\R` matches any of them.
--|
--| **Folding.** With `fold`, patterns are matched against folded text (see
--| [factag_fold](#folding-against-evasion)). Patterns are folded as well, so that none is dead because
--| it is written as texts are:
--|
--| - `casefold` makes patterns ignore case, `\p{Lu}` included, and `/straße/` matches `STRASSE`.
--| - What a character becomes in every text, it becomes in patterns and classes: with `width` and
--|   `confusables`, `/don’t，/` matches `don't,`. What is dropped from the text, such as the joiners in an
--|   emoji, is dropped from patterns.
--| - What becomes something else in some words matches both ways: with `leet`, `/k8s/` matches the
--|   `kbs` that the text `k8s` becomes; with `spaced`, `/U\.S\.A\./` matches `USA.`; with `repeats`,
--|   `/so{3,}/` matches `so`; with `confusables`, `/сорос/` matches `copoc`. This goes by the characters
--|   that stand in the pattern one after another, and not by classes among them.
--| - `hans` leaves the text as it is. Each character of a pattern or class stands for itself, its
--|   Simplified form and, if it is one, its Traditional forms. `/台灣/` matches `台湾` and `臺灣`, and so
--|   does `/台湾/`. `/幹/` matches `幹` and `干`, but not `乾`, which `/干/` matches.
--| - Ranges such as `[а-я]` or `[\x80-\xff]` mean kinds of characters and match folded text as they
--|   are; only `hans` adds to them, and a range of which folding leaves nothing, such as `[ａ-ｚ]`,
--|   becomes what its characters become.
--|
--| A pattern that cannot be folded is refused: a negated class cannot exclude `ß`, which is `ss` in folded
--| text, and a pattern cannot look for a character by its number, such as `\x{200B}`, that is dropped from the
--| text. `\x{200B}*` is accepted.
--|
--| **Documents.** Rules apply to a text or to a jsonb document. In a document, a pattern without a
--| field is tried on every string value, each by itself. A test of a field applies to that value,
--| or to the elements if it is an array: `!=` requires that no element equals the value, every
--| other test that at least one element satisfies it.
--|
--| - Keys are joined by dots (`author.age`); a key with dots or special characters is quoted.
--| - A missing field fails every test, including `!=`. A value of another type, an object or an
--|   empty array fails every test except `!=`.
--| - A text has no fields.
--| - Two fields are compared by `<`, `<=`, `>` and `>=`, as numbers: `old_size > new_size`. The field on the
--|   right is written without quotes, which are for texts. The test fails where either field is missing or
--|   has no number; of arrays, one pair of numbers suffices. Write equality as `a <= b & a >= b`: after `=` and
--|   `!=`, a text that lacks its quotes would be taken for a field.
--| - Texts compare byte by byte, numbers as numeric. A number in a rule is at most 1e50 and at
--|   most 100 characters long when written out (22003).
--|
--| **Limits.** 10,000 rules, 1 MB of text, 32 kB per pattern, 100 levels of nesting in a
--| condition, and 100 labels per rule (54000 beyond that). `ruleset_matches` and
--| `ruleset_highlight` also evaluate the alternatives of a `|` that `ruleset_classify` can skip,
--| and accept at most 10,000,000 matches in a text.
--|
--| **Backtracking.** If a pattern backtracks too much, error 54000 names the rule. With
--| `on-limit: skip` a warning does, and the pattern counts as not matched. The settings limit each
--| position at which a match may begin, and never change a result, only whether it is an error.
--| With `on-limit: skip` their defaults apply, so that no session can switch off the rules of a
--| check constraint, a trigger or a generated column. Because the limit is per position, the time
--| for a text grows with its length. Matches can be cancelled, within a second
--| on texts of up to 1 MB; see [SECURITY.md](../SECURITY.md).
--|
--| | setting | default | what it limits |
--| |---|---|---|
--| | `factag.match_limit` | 1,000,000 | steps of backtracking, per starting position |
--| | `factag.match_depth_limit` | 100,000 | depth of backtracking, where a pattern runs without machine code |
--| | `factag.match_heap_limit` | 32 MB | memory of a match, where a pattern runs without machine code |
--| | `factag.rule_cache_size` | 64 MB | memory that a backend keeps for compiled rule sets, and as much again each for taxonomies, for policies, for statistics of claims and for claim queries; the one used last is kept even if it takes more. The compiled patterns of one rule set take at most 64 MB, or this setting if it is larger |

--@ src/text/text_type.sql.in
--@     type         ruleset
--@     description  rules that put labels on text
--@     input        text input of ruleset; compiles every pattern
--@     output       text output of ruleset, including comments
--@     cost_input   COST 1000
--@     cost_output  COST 5

--@ src/text/text_casts.sql.in
--@     type         ruleset
--@     value        a rule set
--@     cost_input   COST 1000
--@     cost_output  COST 5

CREATE FUNCTION ruleset_error(rules text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_error(text) IS 'why the text does not read as a rule set: the message and the detail of the error; NULL if it does';

--| ```sql
--| SELECT ruleset_error('flat: /flat(/ -> interest/flats');    -- invalid input syntax for type ruleset: "flat: /flat(/ -> interest/flats". The pattern is invalid: missing closing parenthesis. The error is at line 1, column 13.
--| ```

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `rules::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         ruleset
--@     cost_output  COST 5

--| ### Classifying
--|
--| The second function of each pair takes a jsonb document. A label says which rule it is by: its
--| `by` is the option `by` and the name of the rule. If a timestamp is given, it becomes the `at`
--| of the labels.

CREATE FUNCTION ruleset_test(text, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION ruleset_test(text, ruleset) IS 'whether any rule matches the text';
CREATE FUNCTION ruleset_test(jsonb, ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'ruleset_test_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION ruleset_test(jsonb, ruleset) IS 'whether any rule matches the document';
CREATE FUNCTION ruleset_test(document json, rules ruleset) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_test(document::jsonb, rules);
COMMENT ON FUNCTION ruleset_test(json, ruleset) IS 'whether any rule matches the document';
CREATE FUNCTION ruleset_test(document text, rules text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_test(document, rules::ruleset);
COMMENT ON FUNCTION ruleset_test(text, text) IS 'whether any rule matches the text, with the rules read from text';
CREATE FUNCTION ruleset_test(document jsonb, rules text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_test(document, rules::ruleset);
COMMENT ON FUNCTION ruleset_test(jsonb, text) IS 'whether any rule matches the document, with the rules read from text';
CREATE FUNCTION ruleset_test(document json, rules text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_test(document::jsonb, rules::ruleset);
COMMENT ON FUNCTION ruleset_test(json, text) IS 'whether any rule matches the document, with the rules read from text';
CREATE FUNCTION ruleset_classify(document text, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_classify(text, ruleset, timestamptz) IS 'the labels of every rule that matches the text';
CREATE FUNCTION ruleset_classify(document jsonb, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME', 'ruleset_classify_jsonb' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_classify(jsonb, ruleset, timestamptz) IS 'the labels of every rule that matches the document';
CREATE FUNCTION ruleset_classify(document json, rules ruleset, at timestamptz DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_classify(document::jsonb, rules, at);
COMMENT ON FUNCTION ruleset_classify(json, ruleset, timestamptz) IS 'the labels of every rule that matches the document';
CREATE FUNCTION ruleset_classify(document text, rules text, at timestamptz DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_classify(document, rules::ruleset, at);
COMMENT ON FUNCTION ruleset_classify(text, text, timestamptz) IS 'the labels of every rule that matches the text, with the rules read from text';
CREATE FUNCTION ruleset_classify(document jsonb, rules text, at timestamptz DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_classify(document, rules::ruleset, at);
COMMENT ON FUNCTION ruleset_classify(jsonb, text, timestamptz) IS 'the labels of every rule that matches the document, with the rules read from text';
CREATE FUNCTION ruleset_classify(document json, rules text, at timestamptz DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_classify(document::jsonb, rules::ruleset, at);
COMMENT ON FUNCTION ruleset_classify(json, text, timestamptz) IS 'the labels of every rule that matches the document, with the rules read from text';

--| ```sql
--| SELECT ruleset_test('a free prize', 'prize: /free prize/ -> spam');    -- true
--| ```

--| ### Explaining
--|
--| - `ruleset_matches` returns a row for each label and match of each rule that matches. Positions
--|   are in characters of the original text, from 1. Patterns under `!`, and parts of the
--|   condition that are not true, give no rows. A rule that matches without any pattern, such as
--|   `!/x/`, has one row with NULLs.
--| - `ruleset_highlight` marks overlapping matches as one.
--| - `ruleset_rows` returns the rules in their order, and so does `ruleset_rules` with fewer columns.
--|   `by` is the source of a rule's labels, `label` has all of them, separated by commas.

CREATE FUNCTION ruleset_matches(text, ruleset,
                                OUT rule text, OUT label text, OUT start integer, OUT length integer, OUT match text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 5;
COMMENT ON FUNCTION ruleset_matches(text, ruleset) IS 'one row per label and match of each rule that matches the text';
CREATE FUNCTION ruleset_matches(document text, rules text,
                                OUT rule text, OUT label text, OUT start integer, OUT length integer, OUT match text) RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5
    BEGIN ATOMIC SELECT * FROM ruleset_matches(document, rules::ruleset); END;
COMMENT ON FUNCTION ruleset_matches(text, text) IS 'one row per label and match of each rule that matches the text, with the rules read from text';
CREATE FUNCTION ruleset_highlight(document text, rules ruleset, start_mark text, stop_mark text) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_highlight(text, ruleset, text, text) IS 'the original text with marks around the matches of rules that match it';
CREATE FUNCTION ruleset_highlight(document text, rules text, start_mark text, stop_mark text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ruleset_highlight(document, rules::ruleset, start_mark, stop_mark);
COMMENT ON FUNCTION ruleset_highlight(text, text, text, text) IS 'the original text with marks around the matches of rules that match it, with the rules read from text';
CREATE FUNCTION ruleset_rules(ruleset,
                              OUT "position" integer, OUT name text, OUT condition text, OUT label text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION ruleset_rules(ruleset) IS 'one row per rule';
CREATE TYPE ruleset_row AS ("position" integer, name text, by text, condition text, label text, comment text);
COMMENT ON TYPE ruleset_row IS 'a row of ruleset_rows: a rule, the source of its labels, and the comment in its line';
CREATE FUNCTION ruleset_rows(rules ruleset) RETURNS SETOF ruleset_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION ruleset_rows(ruleset) IS 'one row per rule, with the source of its labels';
CREATE FUNCTION ruleset_rows(rules text) RETURNS SETOF ruleset_row
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    BEGIN ATOMIC SELECT * FROM ruleset_rows(rules::ruleset); END;
COMMENT ON FUNCTION ruleset_rows(text) IS 'one row per rule, with the source of its labels, with the rules read from text';
CREATE FUNCTION ruleset_count(ruleset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ruleset_count(ruleset) IS 'number of rules';

--| ```sql
--| SELECT ruleset_count(E'a: /x/ -> spam\nb: /y/ -> spam');    -- 2
--| SELECT ruleset_highlight('a free prize', 'prize: /free prize/ -> spam', '<b>', '</b>');    -- a <b>free prize</b>
--| SELECT * FROM ruleset_rules(E'prize: /free prize/ -> spam\ncasino: /casino/ -> spam/casino');    -- 1, prize, /free prize/, spam; 2, casino, /casino/, spam/casino
--| ```

--| ### Making rules
--|
--| `ruleset_rule(name, pattern, flags, label)` makes a rule set of one rule from texts, such as the columns
--| of a table, and quotes what must be quoted: slashes in the pattern, and special characters in the name.
--| The name is read as a tagpath, and `label` is what stands after the arrow: labels with their attributes,
--| separated by commas. Flags may be NULL or empty; another part that is NULL is refused (22004).
--|
--| ```sql
--| SELECT ruleset_rule('links: all', 'https?://\S+', 'i', 'spam/link[score=0.4]');    -- "links: all": /https?:\/\/\S+/i -> spam/link[score=0.4]
--| ```

CREATE FUNCTION ruleset_rule(name text, pattern text, flags text, label text) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_rule(text, text, text, text) IS 'the rule set of one rule, made from its parts';

--| ### Joining rule sets
--|
--| `a || b` and `ruleset_agg` join rule sets, or texts that are rule sets: first the options and
--| their comments, then the rules of each in order. An option that several set must be the same in
--| all of them (22023); an option that one sets applies to all rules. Names of rules must be
--| different (42710). So rules can be stored one per row:
--| `SELECT ruleset_agg(line ORDER BY id) FROM rule_line`. `ruleset_agg` ignores NULLs, and returns
--| the empty rule set if there is no row. Its errors tell the number of the row, counted in the order of
--| the aggregate, and how it begins. `||` takes NULL for the empty rule set.

CREATE FUNCTION ruleset_concat(ruleset, ruleset) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION ruleset_concat(ruleset, ruleset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = ruleset, RIGHTARG = ruleset, FUNCTION = ruleset_concat);
COMMENT ON OPERATOR || (ruleset, ruleset) IS 'the rules of both';
CREATE FUNCTION ruleset_concat_text(ruleset, text) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_concat_text(ruleset, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = ruleset, RIGHTARG = text, FUNCTION = ruleset_concat_text);
COMMENT ON OPERATOR || (ruleset, text) IS 'the rules of both, the right side read from text';
CREATE FUNCTION ruleset_text_concat(text, ruleset) RETURNS ruleset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
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
COMMENT ON AGGREGATE ruleset_agg(text) IS 'the rule set joined from these texts, each with rules or options';
CREATE FUNCTION ruleset_agg_set_step(internal, ruleset) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ruleset_agg_set_step(internal, ruleset) IS 'internal: transition function of ruleset_agg for rule sets';
CREATE AGGREGATE ruleset_agg(ruleset) (
    SFUNC = ruleset_agg_set_step, STYPE = internal, FINALFUNC = ruleset_agg_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ruleset_agg(ruleset) IS 'the rule set joined from these rule sets';

--| ### Comparing rule sets
--|
--| Rule sets are compared by their text, byte by byte.

--@ src/index/comparison.sql.in
--@     type   ruleset
--@     same   whether both rule sets have the same text
--@     other  whether the rule sets differ
--@     cost   COST 10

--| ## Recipes for rules
--|
--| If rules are stored one per row, each can be switched on or off, ordered and reviewed by
--| itself. Here they are joined into versions that never change:
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
--| **An allow list for each match.** A pattern that begins with what is allowed, `(*SKIP)(*FAIL)` and `|` passes
--| over these places and finds the rest. Here the name of a town and a surname are no hits, while the same
--| letters elsewhere are, even in the same text:
--|
--| ```sql
--| SELECT start, match FROM ruleset_matches('Essex, Sussex and sex', 'r: /\b(?:essex|sussex|sexton)\b(*SKIP)(*FAIL)|sex/i -> adult');
--| ```
--|
--| **Thousands of rules from a CSV file**, with the bad rows set apart. Each row is made a rule by itself; a
--| function keeps the error of a row that does not read as a rule:
--|
--| ```sql
--| CREATE TABLE rule_import (line int PRIMARY KEY, name text, pattern text, flags text, label text);
--| CREATE FUNCTION rule_of(i rule_import, OUT rules ruleset, OUT problem text) LANGUAGE plpgsql IMMUTABLE AS $$
--| BEGIN
--|     rules := ruleset_rule(i.name, i.pattern, i.flags, i.label);
--| EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
--|     GET STACKED DIAGNOSTICS problem = PG_EXCEPTION_DETAIL;
--| END $$;
--| ```
--|
--| ```sql
--| CREATE TABLE rule_checked AS
--| SELECT line, i.name, rules, problem, row_number() OVER (PARTITION BY r.name ORDER BY line) AS nth
--| FROM rule_import AS i CROSS JOIN rule_of(i) LEFT JOIN ruleset_rows(rules) AS r ON true;
--| INSERT INTO rule_version
--| SELECT 9, E'by: auto/import\nfold: casefold' || ruleset_agg(rules ORDER BY line) FROM rule_checked WHERE nth = 1;
--| SELECT line, name, coalesce(problem, 'The name is taken.') AS problem FROM rule_checked WHERE problem IS NOT NULL OR nth > 1 ORDER BY line;
--| ```
--|
--| **Label on write, by trigger.** The newest version classifies each new or changed text.
--| `labelset_refresh` withdraws labels that no longer apply after an edit, and leaves labels of
--| other sources alone:
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
--| **Label on write, by generated column.** This suits rules that seldom change and content that
--| nobody else labels. The column always has what the rules find, without timestamps:
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
--| and vice versa.
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
--| **A new version takes over.** Labels that it does not find are withdrawn, labels that it finds
--| are added. Posts whose labels do not change are not written:
--|
--| ```sql
--| UPDATE post SET labels = fresh
--| FROM (SELECT id, labelset_refresh(labels, 'auto/rules', ruleset_classify(body, rules)) AS fresh
--|       FROM post, rule_version WHERE version = 8) AS run
--| WHERE run.id = post.id AND fresh <> labels;
--| ```
--|
--| **Hits by rule.** The source of a label ends in the name of its rule, so labels can be counted
--| by rule, including rules without a hit:
--|
--| ```sql
--| SELECT name, condition, count(hit.id) AS hits
--| FROM rule_version CROSS JOIN ruleset_rows(rules)
--|      LEFT JOIN (SELECT DISTINCT id, by FROM post, labelset_rows(labels)) AS hit USING (by)
--| WHERE version = 8
--| GROUP BY position, name, condition
--| ORDER BY hits DESC, position;
--| ```
--|
--| And what they hit, in the original words:
--|
--| ```sql
--| SELECT rule, match, count(*)
--| FROM post, rule_version, ruleset_matches(body, rules)
--| WHERE version = 8
--| GROUP BY rule, match
--| ORDER BY count(*) DESC, rule, match;
--| ```
--|
--| **A human outranks rules.** A denial is a label like any other, and stays in effect whatever
--| later versions find:
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
