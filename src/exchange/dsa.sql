--| ## Statements of reasons
--|
--| Article 17 of the EU's Digital Services Act (DSA) asks platforms to give reasons for what they restrict, and the
--| DSA Transparency Database collects these statements. `dsa_statement` makes one of a decision, of the policy
--| that made it, and of what only the platform knows. It is checked as the database checks it. `dsa_problems`
--| takes the same arguments and has a row for each faulty field.
--|
--| ```sql
--| SELECT jsonb_pretty(dsa_statement(
--|     jsonb_build_object('puid', 'post-' || p.id, 'content_type', '["CONTENT_TYPE_TEXT"]'::jsonb, 'content_date', p.posted::date,
--|                        'decision_facts', 'The text, and two fact-checks.', 'source_type', 'SOURCE_VOLUNTARY',
--|                        'automated_detection', 'No', 'automated_decision', 'AUTOMATED_DECISION_PARTIALLY'),
--|     labelset_resolve(p.decisions, '2026-07-04', '{human,policy}'), r.policy)) AS statement
--| FROM post AS p, rulebook AS r WHERE p.id = 4;
--| ```
--|
--| The codes are attributes of the policy: `dsa=` of a step is what the step does, `dsa=` of a rule is why and how.
--| The decision is the log of what is decided now, so resolve it first if people may overrule the policy.
--|
--| | field | where it comes from, unless it is given |
--| |---|---|
--| | `decision_visibility`, `decision_monetary`, `decision_provision`, `decision_account` | the codes of the steps that the decision asserts, whoever asserts them |
--| | `category`, `category_addition` | the codes of the rules: the first one in the policy is the category |
--| | `category_specification`, `content_type`, `account_type`, `automated_decision`, `source_type` | the codes of the rules |
--| | `decision_ground` | `DECISION_GROUND_ILLEGAL_CONTENT` if the rules have this code, else `DECISION_GROUND_INCOMPATIBLE_CONTENT` |
--| | `illegal_content_legal_ground` or `incompatible_content_ground` | `ground` of the rules, in the order of the policy, joined by `; ` |
--| | `illegal_content_explanation` or `incompatible_content_explanation` | the notices of the rules, a line each, in the language `lang`, else in English, else in the first language that there is |
--| | `application_date` | the earliest `at`, as a day in UTC |
--| | `end_date_visibility_restriction`, `end_date_monetary_restriction`, `end_date_service_restriction`, `end_date_account_restriction` | the latest `until` of the steps of this kind; absent if one of them has no end |
--|
--| - The rules are those by which steps with codes are asserted: the `by` of the label is the source of the rule.
--|   Labels of other paths and sources say nothing. Only if the decision has no step with codes do the rules of
--|   all its labels count; then the restriction itself must be given.
--| - A given field wins, whole, arrays too. A JSON `null` gives nothing; an empty text or array gives a field
--|   that is absent.
--| - A field that takes one code and would get two is faulty until it is given. If rules of both grounds
--|   decide, make one statement for each, with `decision_ground` given: labels by rules of the other ground are
--|   then left out.
--| - Fields that others exclude are dropped, as the database does: `decision_monetary_other` without
--|   `DECISION_MONETARY_OTHER`, the texts of the other ground, `source_identity` with `SOURCE_VOLUNTARY`.
--| - An unknown field is faulty, because it is probably misspelt. So is a number where a text is expected, an
--|   address that is not `http://` or `https://`, and a restriction that ends before it begins, which the
--|   documentation of the database forbids.
--| - Nothing is cut: texts that are too long together are faulty.
--| - Whether a `puid` is new is known to the database alone.
--|
--| `version` names the schema by the month as of which it is known. `2026-06` is the one in force since July 2025,
--| with 120 codes. When the schema changes, a version is added, and the others stay. Without a decision, the
--| statement is only checked.
--|
--| Both functions raise 22023 for an unknown version, and for `given` that is no object; and 22004 for a decision
--| without a policy. `dsa_statement` also raises 22023 if any field is faulty; the detail lists all of them.

CREATE TYPE dsa_problem_row AS (field text, problem text);
COMMENT ON TYPE dsa_problem_row IS 'a row of dsa_problems';
CREATE FUNCTION dsa_statement(given jsonb, decision labelset DEFAULT NULL, policy labelpolicy DEFAULT NULL, lang text DEFAULT 'en', version text DEFAULT '2026-06') RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 300;
COMMENT ON FUNCTION dsa_statement(jsonb, labelset, labelpolicy, text, text) IS 'the statement of reasons for a decision, with the given fields, as the DSA Transparency Database takes it';
CREATE FUNCTION dsa_problems(given jsonb, decision labelset DEFAULT NULL, policy labelpolicy DEFAULT NULL, lang text DEFAULT 'en', version text DEFAULT '2026-06') RETURNS SETOF dsa_problem_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 300 ROWS 2;
COMMENT ON FUNCTION dsa_problems(jsonb, labelset, labelpolicy, text, text) IS 'one row per faulty field of the statement that dsa_statement would make';

--| ```sql
--| SELECT field, problem FROM dsa_problems('{}') ORDER BY field LIMIT 2;    -- application_date, is required; automated_decision, is required
--| ```
