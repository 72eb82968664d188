--| ## labelpolicy
--|
--| What is to be done about labels. A policy is a value, kept in a column of a table of yours; it makes labels
--| of labels. A decision is a label too, `visibility/remove[by=policy/posts/violent-hate; …]`, so all that logs can do applies
--| to it: it is withdrawn, it ends, an appeal denies it, an index finds it, and roll-ups count it.
--| [policies.md](policies.md) shows how a platform keeps and applies policies, and
--| [examples/policies](../examples/policies) has whole ones.
--|
--| ```
--| by: policy/posts                                  # the source of a decision: policy/posts/<rule>
--| trust: human, agency, auto                        # only labels of these sources are seen, in this order
--| ladder visibility: inform [dsa=DECISION_VISIBILITY_CONTENT_LABELLED] < warn < limit
--|   < remove [dsa=DECISION_VISIBILITY_CONTENT_REMOVED]
--| ladder account: suspend
--| free: strike, queue
--| never-exempt: public-figure
--| violent-hate [dsa=STATEMENT_CATEGORY_VIOLENCE|KEYWORD_HATE_SPEECH; ground="Community standards 4.1";
--|   notice-en="Removed: violent content of a hate group."; notice-zh-Hant="已移除：仇恨團體的暴力內容。"]:
--|   threat & actor/hate-group -> visibility/remove, strike[for=P180D]
--| slur: hate/slur[score>=0.8] | hate/slur[by=human] -> visibility/limit, queue/hate
--| third-strike: strikes[value>=3] -> account/suspend[for=P30D]
--| exempt quoted-news: news-report[by=human] -> slur
--| ```
--|
--| ```
--| line      = [ option | ladder | rule | exemption ] [ "#" comment ]
--| option    = "by" ":" path | ( "trust" | "facts" | "free" | "never-exempt" ) ":" path *( "," path )
--| ladder    = "ladder" path ":" step *( "<" step )             from the mildest step to the most severe
--| step      = segment [ "[" attributes "]" ]
--| rule      = path [ "[" attributes "]" ] ":" tagquery ( "->" | "→" ) output *( "," output )
--| output    = path [ "[" "for" "=" duration "]" ]              a step of a ladder, or at or below a free root
--| exemption = "exempt" path [ "[" attributes "]" ] ":" tagquery ( "->" | "→" ) rule *( "," rule )
--| attribute = name [ "=" value ]
--| ```
--|
--| - A line that begins with a blank goes on the line before, unless that is empty or a comment. A name
--|   does not go over the end of a line, and neither does the text of a filter.
--| - A comment begins with `#` at the start of a line or after a blank, outside quotes and brackets.
--| - `,`, `[`, `]`, `:`, `<`, `*` and arrows are special. A name that holds one is put in double quotes. So is a
--|   rule's name that is an option's, that begins with `exempt` or `ladder` and a blank, or that begins with `%`, which
--|   later options will.
--| - The order of lines makes no difference. A policy is stored as text and printed in canonical form, with
--|   comments.
--|
--| | option | meaning |
--| |---|---|
--| | `by` | what the sources of decisions are below. Without it a decision's source is the rule's name alone |
--| | `trust` | labels of other sources are not seen. Where these disagree, they are resolved in this order, as `labelset_resolve` does |
--| | `facts` | labels at or below these paths are not seen, only facts, so that no label can pretend to be one |
--| | `free` | roots of outputs that all stay, unlike the steps of a ladder |
--| | `never-exempt` | no exemption may hold because of a tag at or below these paths |
--|
--| `free`, `facts` and `never-exempt` may be there several times.
--|
--| | attribute | of | meaning |
--| |---|---|---|
--| | `shadow` | rules | a flag: the rule is evaluated and explained, but decides nothing |
--| | `dsa=CODE\|CODE` | rules, steps | codes for statements of reasons: those of a restriction at a step, the others at a rule |
--| | `ground` | rules, exemptions | the clause that the rule or exemption is based on |
--| | `notice-LANG` | rules | what the person concerned reads. LANG is a tag of BCP 47 |
--| | `x-…` | rules, exemptions, steps | text that is listed, or a flag |
--|
--| **Conditions** are queries without `@` (0A000). A rule has no `!` (22023): what does not apply is an exemption, so every
--| exception has a name and is counted. Exemptions may have `!`. They name rules one by one, so a rule that is added
--| later is never exempt.
--|
--| **What is guaranteed** by the form alone:
--|
--| 1. Adding a rule never makes a decision on a ladder milder, and adding an exemption never makes one more severe, as
--|    of the timestamp asked for and, without deciding again, as of any later one.
--| 2. `never-exempt: public-figure` refuses an exemption with a term, not under an odd number of `!`, that something at or
--|    below `public-figure`, `actor/public-figure` or `context/public-figure` can meet. So a subject with such a
--|    tag gets at least what one without it gets. A pattern that begins with a wildcard is refused unless its
--|    filter `path` leaves those out; other filters make no difference.
--| 3. `a || b` exempts from a rule of one operand only what that operand exempts. Concatenating texts does not
--|    guarantee this.
--|
--| **What is refused** (22023, if no other code is given): an output that is not declared; a ladder at, above or below
--| another root; roots, or paths of `facts`, at or below `actor` or `context`, where the labels of the sides are; `[deny]`
--| beside `trust`, because a denial then hides what it denies; a term that neither a label nor a fact can meet, such as
--| `[value>=3; by=human]`; attributes where they do not belong, and unknown codes; two rules or exemptions of a name, and
--| an output, step or ladder that is there twice (42710); an exemption that names no rule (42704); a duration that is not
--| positive (22003).
--|
--| **Limits.** 100,000 lines, 16 MB of text, 10,000 rules and exemptions, 64 ladders of 1,000 steps, 100 outputs of a rule,
--| 1,000 paths of an option, 65,535 bytes of a value, 2,000 bytes of `by` and the name of a rule together (54000 beyond
--| that).

--@ src/text/text_type.sql.in
--@     type         labelpolicy
--@     description  which decisions follow from labels and facts
--@     input        text input of labelpolicy; checks the lines together
--@     output       text output of labelpolicy, including comments
--@     cost_input   COST 1000
--@     cost_output  COST 5

--@ src/text/text_casts.sql.in
--@     type         labelpolicy
--@     value        a policy
--@     cost_input   COST 1000
--@     cost_output  COST 5

CREATE FUNCTION policy_error(policy text) RETURNS text
    AS 'MODULE_PATHNAME', 'labelpolicy_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION policy_error(text) IS 'why the text does not read as a policy: the message and the detail of the error; NULL if it does';

--| ```sql
--| SELECT policy_error('hate -> review');    -- invalid input syntax for type labelpolicy: "hate -> review". Expected ":" after the name, found the end. The error is at line 1, column 15.
--| ```

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `policy::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         labelpolicy
--@     cost_output  COST 5

--| ### Joining policies
--|
--| `a || b` and `policy_agg(labelpolicy)` join whole policies, each of which could stand alone: a platform's floor and a
--| brand's own rules, say. The exemptions of each name its own rules only.
--|
--| - Options that change what all rules see, `trust` and `facts`, must be the same in all policies that have rules, and
--|   absent in all if they are in one (22023). A policy without rules, exemptions and these two options joins any
--|   other. `by` is the same in all that have it.
--| - A ladder that several have has the same steps in each, and is there once. Attributes of a step are united.
--| - `free` and `never-exempt` are united, so that `never-exempt` of each binds the exemptions of all (22023).
--| - Rules and exemptions of all have different names (42710).
--| - NULL is the empty policy for `||`. One side may be text, which is read as a whole policy.
--|
--| `policy_agg(text)` makes one policy of lines that are kept in rows, in which an exemption may name a rule of another
--| row: `SELECT policy_agg(line ORDER BY id) FROM policy_line`. Both aggregates ignore NULLs, and return NULL if there is
--| nothing else: an empty policy, by a WHERE that finds no rows, would take back every decision.

CREATE FUNCTION labelpolicy_concat(labelpolicy, labelpolicy) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_concat(labelpolicy, labelpolicy) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelpolicy, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_concat);
COMMENT ON OPERATOR || (labelpolicy, labelpolicy) IS 'the rules of both, none exempted by the other';
CREATE FUNCTION labelpolicy_concat_text(labelpolicy, text) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_concat_text(labelpolicy, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelpolicy, RIGHTARG = text, FUNCTION = labelpolicy_concat_text);
COMMENT ON OPERATOR || (labelpolicy, text) IS 'the rules of both, the right side read from text';
CREATE FUNCTION labelpolicy_text_concat(text, labelpolicy) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_text_concat(text, labelpolicy) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = labelpolicy, FUNCTION = labelpolicy_text_concat);
COMMENT ON OPERATOR || (text, labelpolicy) IS 'the rules of both, the left side read from text';

CREATE FUNCTION policy_agg_text_step(internal, text) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION policy_agg_text_step(internal, text) IS 'internal: transition function of policy_agg';
CREATE FUNCTION policy_agg_text_final(internal) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION policy_agg_text_final(internal) IS 'internal: final function of policy_agg';
CREATE AGGREGATE policy_agg(text) (
    SFUNC = policy_agg_text_step, STYPE = internal, FINALFUNC = policy_agg_text_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE policy_agg(text) IS 'the policy made of these lines, in order; NULL if there are none';
CREATE FUNCTION policy_agg_step(internal, labelpolicy) RETURNS internal
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION policy_agg_step(internal, labelpolicy) IS 'internal: transition function of policy_agg';
CREATE FUNCTION policy_agg_final(internal) RETURNS labelpolicy
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION policy_agg_final(internal) IS 'internal: final function of policy_agg';
CREATE AGGREGATE policy_agg(labelpolicy) (
    SFUNC = policy_agg_step, STYPE = internal, FINALFUNC = policy_agg_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE policy_agg(labelpolicy) IS 'these policies joined, in order; NULL if there are none';

--| ```sql
--| SELECT policy_agg(line) FROM unnest(ARRAY['free: review', 'slur: hate -> review']) WITH ORDINALITY AS l (line, n);    -- free: review; slur: hate -> review
--| ```

--| ### A policy as rows
--|
--| `policy_rules` has a row for each line that is not a comment alone, in built-in types.
--|
--| | column | |
--| |---|---|
--| | `kind` | `option`, `ladder`, `rule` or `exemption` |
--| | `name` | of an option its word |
--| | `by` | of a rule the source of its decisions, as `labelset_rows` has it |
--| | `condition` | of a rule or exemption; cast it to tagquery |
--| | `outputs` | of a rule what it says, of a ladder its steps from the mildest on, of an exemption the rules, of an option its paths |
--| | `notice` | of a rule the notice in the language, found by RFC 4647's lookup, else the English one, else the first |
--| | `shadowed_by` | a rule that makes this one needless: whenever this one fires, it fires too, and says as much |
--| | `attributes` | with the codes of `dsa` as an array, the durations of outputs below `for`, the attributes of steps below `steps` |
--|
--| `shadowed_by` is only a rule without exemptions, without `for` and without `shadow`. What is found is certain: each term of
--| the one condition is met by all that meets a term of the other. What follows from several terms together is not
--| found, and in huge policies comparing ends after ten million steps. Of two rules that say the same the later
--| one is shadowed.
--|
--| ```sql
--| -- what people are told, and which rules nobody would miss
--| SELECT name, notice FROM policy_rules($$
--| ladder visibility: warn < remove
--| hate [notice-en="We removed this."; notice-zh-Hant="我們已移除這則內容。"]: hate[score>=0.8] -> visibility/remove
--| slur: hate/slur[score>=0.9] -> visibility/warn
--| $$, 'zh-TW') WHERE kind = 'rule';
--| SELECT name, shadowed_by FROM policy_rules($$
--| ladder visibility: warn < remove
--| hate: hate[score>=0.8] -> visibility/remove
--| slur: hate/slur[score>=0.9] -> visibility/warn
--| $$) WHERE shadowed_by IS NOT NULL;
--| ```

CREATE TYPE policy_rule_row AS (
    "position" integer, kind text, name text, by text, condition text, outputs text[],
    notice text, shadowed_by text, attributes jsonb, comment text
);
COMMENT ON TYPE policy_rule_row IS 'a row of policy_rules';
CREATE FUNCTION policy_rules(policy labelpolicy, lang text DEFAULT NULL) RETURNS SETOF policy_rule_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION policy_rules(labelpolicy, text) IS 'one row per line of the policy, with the notice of rules in a language';
CREATE FUNCTION policy_rules(policy text, lang text DEFAULT NULL) RETURNS SETOF policy_rule_row
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    BEGIN ATOMIC SELECT * FROM policy_rules(policy::labelpolicy, lang); END;
COMMENT ON FUNCTION policy_rules(text, text) IS 'one row per line of the policy, read from text, with the notice of rules in a language';

--| ### Comparing policies
--|
--| Policies are compared by their text, byte by byte.

--@ src/index/comparison.sql.in
--@     type   labelpolicy
--@     same   whether both policies have the same text
--@     other  whether the policies differ
--@     cost   COST 10
