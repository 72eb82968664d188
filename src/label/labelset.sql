--| ## labelset
--|
--| A log of labels by many sources, separated by commas. It only grows: what is corrected,
--| withdrawn or lapsed stays in it, and what holds is computed, as of any moment.
--| The empty string is the empty log. Limits: 1,000,000 labels a log, which print to at most
--| 256 MB (54000 beyond).

--@ src/text/text_type.sql.in
--@     type         labelset
--@     description  log of assertions about a piece of content, by many sources
--@     input        text input of labelset; 22P02 for syntax, 54000 for limits, 22003 for numbers and moments out of range
--@     output       text output of labelset in order, quoting what needs it; reads back to equal bytes
--@     cost_input   COST 50
--@     cost_output  COST 50
--@     analyze      ANALYZE = labelset_typanalyze,

--| ### Merging
--|
--| `a || b` is the union over whole labels. Two that are equal in path, source, claim, `at` and
--| `seen` but not in the rest become the one that is greater: by verdict, score, `until`, `neg`, `deny`,
--| `said`, `ref`, in this order, absent first. So merging is commutative, associative and
--| idempotent: it does not matter in what order logs arrive, or how often. Text on one side
--| (a varchar parameter of a driver) is read as a log.

CREATE FUNCTION labelset_concat(labelset, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(labelset, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (labelset, labelset) IS 'all labels of both';
CREATE FUNCTION labelset_concat(labelset, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(labelset, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = factlabel, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (labelset, factlabel) IS 'the log with this label';
CREATE FUNCTION labelset_concat(factlabel, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(factlabel, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = labelset, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (factlabel, labelset) IS 'the log with this label';
CREATE FUNCTION labelset_concat(factlabel, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(factlabel, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (factlabel, factlabel) IS 'a log of both';
CREATE FUNCTION labelset_concat_text(labelset, text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_concat_text(labelset, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = text, FUNCTION = labelset_concat_text);
COMMENT ON OPERATOR || (labelset, text) IS 'all labels of both, the right side read from text';
CREATE FUNCTION labelset_text_concat(text, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_text_concat(text, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = labelset, FUNCTION = labelset_text_concat);
COMMENT ON OPERATOR || (text, labelset) IS 'all labels of both, the left side read from text';
CREATE FUNCTION labelset_concat_text(factlabel, text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_concat_text(factlabel, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = text, FUNCTION = labelset_concat_text);
COMMENT ON OPERATOR || (factlabel, text) IS 'a log of both, the right side read from text';
CREATE FUNCTION labelset_text_concat(text, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_text_concat(text, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = factlabel, FUNCTION = labelset_text_concat);
COMMENT ON OPERATOR || (text, factlabel) IS 'a log of both, the left side read from text';
CREATE FUNCTION labelset_count(labelset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_count(labelset) IS 'number of labels in the log, superseded and withdrawn ones included';

--| ### Casts

CREATE FUNCTION labelset_from_label(factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_from_label(factlabel) IS 'factlabel to labelset: a log of one';
CREATE CAST (factlabel AS labelset) WITH FUNCTION labelset_from_label(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS labelset) IS 'a log of one';
--@ src/text/text_casts.sql.in
--@     type         labelset
--@     value        a log
--@     cost_input   COST 50
--@     cost_output  COST 50

CREATE FUNCTION labelset_from_jsonb(jsonb) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_from_jsonb(jsonb) IS 'jsonb to labelset: an array of labels, each an object of "label", the path, and its attributes';
CREATE FUNCTION labelset_to_jsonb(labelset) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_to_jsonb(labelset) IS 'labelset to jsonb: an array of objects of "label" and the attributes';
CREATE CAST (jsonb AS labelset) WITH FUNCTION labelset_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS labelset) IS 'read an array of objects of "label" and the attributes';
CREATE CAST (labelset AS jsonb) WITH FUNCTION labelset_to_jsonb(labelset) AS ASSIGNMENT;
COMMENT ON CAST (labelset AS jsonb) IS 'an array of objects of "label" and the attributes';

--| ### Comparing logs
--|
--| Equal logs hold the same labels. They sort label by label.

--@ src/index/comparison.sql.in
--@     type   labelset
--@     same   the same labels
--@     other  another log
--@     cost   COST 10
