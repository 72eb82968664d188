--| ## labelpolicy
--|
--| What is to be done about what is labelled: a policy is a value that makes labels of labels, kept in a
--| column of a table of yours.

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

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `policy::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         labelpolicy
--@     cost_output  COST 5

--| ### Joining policies
--|
--| `a || b` and `policy_agg(labelpolicy)` join whole policies, each of which could stand alone.

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

--| ### A policy as rows
--|
--| `policy_rules` has a row for each line.

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
