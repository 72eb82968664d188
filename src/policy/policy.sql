--|@section labelpolicy
--|
--| ### Deciding
--|
--| ```sql
--| CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL);
--| INSERT INTO rulebook VALUES (1, '
--| by: policy/posts
--| ladder visibility: inform < warn < remove
--| free: strike
--| violent-hate: threat & actor/hate-group -> visibility/remove, strike[for=P180D]
--| false-claim: misinfo[verdict<=mostly-false; by=agency|human] -> visibility/warn
--| third-strike: strikes[value>=3] -> visibility/inform
--| exempt satire: misinfo[verdict=satire; by=human] -> false-claim');
--|
--| SELECT policy_decide('threat[score=0.9; by=auto/text; at=2026-07-01T00:00:00Z]', policy, '2026-07-03Z',
--|                      actor => 'hate-group/white-supremacy[by=human; at=2026-06-01T00:00:00Z]', facts => 'strikes[value=1]')
--| FROM rulebook WHERE version = 1;
--| ```
--|
--| The decision is a log: `visibility/remove[by=policy/posts/violent-hate; at=2026-07-03T00:00:00Z]`, and a `strike`
--| that ends 180 days after July 1. So a decision is stored, withdrawn, appealed, resolved and counted as any
--| label is.
--|
--| 1. *What is seen.* The labels of the content as they are, those of the actor below `actor`, those of the
--|    context below `context`, and facts, which are tags. Name these three arguments (`actor => …`), since two have
--|    the type of the content. NULL is the empty log or set. A label of the content and a fact at or below
--|    `actor` or `context` is not seen, so that nobody can speak for another side. Labels of any side at or
--|    below a root of the option `facts` are not seen, so that no label can pretend to be a fact.
--| 2. *What counts.* Labels that are in effect and facts that are live as of `at`; with NULL, time is ignored. With
--|    the option `trust`, labels of its sources only, as `labelset_resolve` with this precedence returns them.
--| 3. *What meets a term.* One label or one fact that passes all its filters. Denials meet terms with `[deny]`, and
--|    no other terms. Labels have no weight; a fact has the weight 1 unless it says otherwise. A pattern that
--|    begins with a wildcard looks at labels of every side and at facts: `**/slur[path!=actor|context]` leaves the
--|    sides out.
--| 4. *Which rules fire.* Those whose condition holds, unless an exemption that names the rule holds too.
--| 5. *What is decided.* Each free output, and of each ladder the most severe step, by every rule that says it. A
--|    milder step that outlasts all severer ones is decided too, so that it still holds when they have ended.
--|    The order of lines makes no difference. A rule with `shadow` decides nothing.
--| 6. *How long.* An output with `for` ends at the latest of the ends that its duration gives for each label and
--|    fact of the evidence. A label counts from its `seen`, or without one its `at`, a fact from its `since`, and
--|    what has no date from `at`. So deciding again prolongs nothing whose evidence has dates. What has ended by
--|    `at` is not decided, and takes no place on its ladder. Months are added by the calendar in UTC.
--|
--| The evidence is what meets the terms of a condition that hold together with each part of the condition
--| around them: of `a & b | c & d`, with `a`, `b` and `c` there, it is `a` and `b`.
--|
--| The label of a decision has the output as its path, the rule's name below the path of option `by` as its
--| source, and `at` unless that is NULL. NULL for the policy gives NULL. Refused are an infinite `at` (22003), NULL for
--| `at` if a filter is relative to it or a duration has no date to count from (22023), and an end beyond the last
--| timestamp (22008).
--|
--| A backend compiles a policy at its first use, and keeps as many as fit into `factag.rule_cache_size`, as it does
--| with rule sets. A decision takes time for its labels and facts, not for the rules that they do not concern.

CREATE FUNCTION policy_decide(content labelset, policy labelpolicy, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION policy_decide(labelset, labelpolicy, timestamptz, labelset, labelset, tagset) IS 'what the policy decides about the labels and facts, as labels';
CREATE FUNCTION policy_decide(content labelset, policy text, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN policy_decide(content, policy::labelpolicy, at, actor, context, facts);
COMMENT ON FUNCTION policy_decide(labelset, text, timestamptz, labelset, labelset, tagset) IS 'what the policy, read from text, decides about the labels and facts, as labels';

--| ### Explaining
--|
--| `policy_explain` has a row for each rule, in the order of lines:
--|
--| | column | |
--| |---|---|
--| | `rule` | its name |
--| | `outcome` | `decides`; `outranked`, also if what it says has ended; `shadow`, of a rule in the shadow that would be one of these; `exempted`; `not met` |
--| | `outputs` | those that are decided if the rule decides, else all that it says |
--| | `exempted_by` | of an exempted rule the exemptions that hold, in the order of lines |
--| | `because`, `because_facts` | the evidence, with the labels of the sides below `actor` and `context`; of a rule that is not met, what meets its other terms |
--| | `missing` | of a rule that is not met, the terms that nothing meets, in the order written |
--|
--| ```sql
--| SELECT rule, outcome, outputs, because, because_facts, missing
--| FROM rulebook, policy_explain('threat[by=auto/text], misinfo[verdict=false; by=agency/example]', policy, '2026-07-03Z', facts => 'strikes[value=3]')
--| WHERE version = 1;
--| ```
--| ```
--|      rule     |  outcome  |          outputs           |                  because                  |  because_facts   |      missing       
--| --------------+-----------+----------------------------+-------------------------------------------+------------------+--------------------
--|  violent-hate | not met   | {visibility/remove,strike} | threat[by=auto/text]                      |                  | {actor/hate-group}
--|  false-claim  | decides   | {visibility/warn}          | misinfo[verdict=false; by=agency/example] |                  | {}
--|  third-strike | outranked | {visibility/inform}        |                                           | strikes[value=3] | {}
--| ```
--|
--| Labels of sources that `trust` does not list are not seen, so terms that only they meet are missing.
--| A label of a side whose path would be longer than 2,000 bytes below `actor` or `context` can be evidence, but not
--| be listed (54000).

CREATE TYPE policy_explain_row AS (
    rule text, outcome text, outputs text[], exempted_by text[], because labelset, because_facts tagset, missing text[]
);
COMMENT ON TYPE policy_explain_row IS 'a row of policy_explain';
CREATE FUNCTION policy_explain(content labelset, policy labelpolicy, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS SETOF policy_explain_row
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION policy_explain(labelset, labelpolicy, timestamptz, labelset, labelset, tagset) IS 'one row per rule of the policy, with what it says about the labels and facts, and why';
CREATE FUNCTION policy_explain(content labelset, policy text, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS SETOF policy_explain_row
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    BEGIN ATOMIC SELECT * FROM policy_explain(content, policy::labelpolicy, at, actor, context, facts); END;
COMMENT ON FUNCTION policy_explain(labelset, text, timestamptz, labelset, labelset, tagset) IS 'one row per rule of the policy, read from text, with what it says about the labels and facts, and why';
