--| ## factlabel
--|
--| One assertion: somebody says that something is wrong or right with a piece of content,
--| `misinfo/vaccine[verdict=false; by=agency/afp; claim=c17; at=2026-07-01T00:00:00Z; said="False"; ref="https://example.org/17"]`.
--| The path is what is asserted; everything else is optional:
--|
--| | attribute | type | meaning |
--| |---|---|---|
--| | `verdict` | factverdict | the fact-check's finding |
--| | `score` | float4, 0 to 1 | confidence of whoever asserts it |
--| | `by` | path | the source; a filter on it is hierarchical: `by=auto` finds `auto/rules/v7/vax-chip` |
--| | `claim` | text ≤ 200 bytes | which claim in the content it is about, in the source's own key |
--| | `at` | moment | when the source asserted it; absent = before everything else |
--| | `seen` | moment | when this database learnt of it; absent = as it was asserted |
--| | `until` | moment | it lapses then; absent = never |
--| | `neg` | flag | the source withdraws what it asserted; this asserts nothing itself |
--| | `deny` | flag | the source asserts that it is *not* so |
--| | `said` | text ≤ 200 bytes | the rating in the source's words: `"Pants on Fire!"`, `"錯誤"` |
--| | `ref` | text ≤ 2,000 bytes | where it is argued, usually a URL |
--|
--| The texts are kept as they are; what holds `;` or `]`, a quote at the start or blanks at an end is
--| put in double quotes, with `\"` and `\\` inside. A flag is written alone: `spam[by=desk; deny]`.

--@ src/text/text_type.sql.in
--@     type         factlabel
--@     description  one assertion about a piece of content: a path with optional verdict, score, source, claim, moments and words
--@     input        text input of factlabel; 22P02 for syntax, 54000 for limits, 22003 for numbers and moments out of range
--@     output       text output of factlabel, quoting what needs it; reads back to equal bytes
--@     cost_input   COST 50
--@     cost_output  COST 50

--| ### Making labels and taking them apart

CREATE FUNCTION factlabel_make(path tagpath, verdict factverdict DEFAULT NULL, score double precision DEFAULT NULL,
                               by tagpath DEFAULT NULL, claim text DEFAULT NULL, at timestamptz DEFAULT now(),
                               seen timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
                               neg boolean DEFAULT false, deny boolean DEFAULT false,
                               said text DEFAULT NULL, ref text DEFAULT NULL) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION factlabel_make(tagpath, factverdict, double precision, tagpath, text, timestamptz, timestamptz, timestamptz, boolean, boolean, text, text) IS 'a label of these parts, asserted now unless told otherwise; a NULL part is absent, a NULL path gives NULL; 22003 for a score outside 0 to 1 and infinite moments, 22023 for an empty text, 54000 for a long one';
CREATE FUNCTION factlabel_path(factlabel) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_path(factlabel) IS 'what it is about the content: the path';
CREATE FUNCTION factlabel_verdict(factlabel) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_verdict(factlabel) IS 'the finding, NULL if there is none';
CREATE FUNCTION factlabel_score(factlabel) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_score(factlabel) IS 'the confidence of whoever asserts it, 0 to 1';
CREATE FUNCTION factlabel_by(factlabel) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_by(factlabel) IS 'the source';
CREATE FUNCTION factlabel_claim(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_claim(factlabel) IS 'which claim in the content, in the source''s own key';
CREATE FUNCTION factlabel_at(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_at(factlabel) IS 'when the source asserted it';
CREATE FUNCTION factlabel_seen(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_seen(factlabel) IS 'when this database learnt of it';
CREATE FUNCTION factlabel_until(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_until(factlabel) IS 'when it lapses';
CREATE FUNCTION factlabel_neg(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_neg(factlabel) IS 'whether the source withdraws what it asserted';
CREATE FUNCTION factlabel_deny(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_deny(factlabel) IS 'whether the source asserts that it is not so';
CREATE FUNCTION factlabel_said(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_said(factlabel) IS 'the rating in the source''s words';
CREATE FUNCTION factlabel_ref(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_ref(factlabel) IS 'where it is argued';

--| ### Casts

--@ src/text/text_casts.sql.in
--@     type         factlabel
--@     value        a label
--@     cost_input   COST 50
--@     cost_output  COST 50

CREATE FUNCTION factlabel_from_jsonb(jsonb) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_from_jsonb(jsonb) IS 'jsonb to factlabel: an object of "label", the path, and the attributes: numbers and flags as such, the rest as strings';
CREATE FUNCTION factlabel_to_jsonb(factlabel) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_to_jsonb(factlabel) IS 'factlabel to jsonb: an object of "label" and the attributes';
CREATE CAST (jsonb AS factlabel) WITH FUNCTION factlabel_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS factlabel) IS 'read an object of "label" and the attributes';
CREATE CAST (factlabel AS jsonb) WITH FUNCTION factlabel_to_jsonb(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS jsonb) IS 'an object of "label" and the attributes';

--| ### Comparing labels
--|
--| Labels sort by path in preorder, then by source, claim, `at` and `seen`, then by verdict, score,
--| `until`, `neg`, `deny`, `said` and `ref`; absent comes first.

--@ src/index/comparison.sql.in
--@     type   factlabel
--@     same   the same path with the same attributes
--@     other  another label
