--|@section labelpolicy

CREATE FUNCTION policy_decide(content labelset, policy labelpolicy, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION policy_decide(labelset, labelpolicy, timestamptz, labelset, labelset, tagset) IS 'what the policy decides about the labels and facts, as labels';
CREATE FUNCTION policy_decide(content labelset, policy text, at timestamptz DEFAULT now(), actor labelset DEFAULT NULL, context labelset DEFAULT NULL, facts tagset DEFAULT NULL) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN policy_decide(content, policy::labelpolicy, at, actor, context, facts);
COMMENT ON FUNCTION policy_decide(labelset, text, timestamptz, labelset, labelset, tagset) IS 'what the policy, read from text, decides about the labels and facts, as labels';
