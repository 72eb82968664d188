--|@section labelpolicy

CREATE FUNCTION policy_decide(content labelset, policy labelpolicy, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION policy_decide(labelset, labelpolicy, timestamptz, labelset, labelset, tagset) IS 'what the policy decides about the labels and facts, as labels';
CREATE FUNCTION policy_decide(content labelset, policy text, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN policy_decide(content, policy::labelpolicy, at, actor, context, facts);
COMMENT ON FUNCTION policy_decide(labelset, text, timestamptz, labelset, labelset, tagset) IS 'what the policy, read from text, decides about the labels and facts, as labels';

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
