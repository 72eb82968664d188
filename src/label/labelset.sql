--| ## labelset
--|
--| A log of labels about one piece of content, by any number of sources. It only grows: a
--| corrected, withdrawn or expired label stays in the log. Which labels are in effect is computed,
--| now or as of any timestamp.
--|
--| ```sql
--| CREATE TABLE video (id int PRIMARY KEY, labels labelset NOT NULL DEFAULT '');
--| INSERT INTO video VALUES (1, 'misinfo/health[score=0.8; by=auto/rules; at=2026-07-01T08:00:00Z]');
--| UPDATE video SET labels = labels ||
--|     'misinfo/health[verdict=mostly-false; by=agency/example; at=2026-07-02T09:00:00Z]';
--| CREATE INDEX ON video USING gin (labels);
--|
--| SELECT id FROM video WHERE labels @@ 'misinfo[verdict<=mostly-false; by=agency]';               -- 1
--| SELECT id FROM video WHERE labels @@ 'misinfo[verdict<=mostly-false] @ 2026-07-01T12:00:00Z';   -- none: not known yet
--| SELECT label, verdict, score, by, at FROM video, labelset_rows(labels, NULL);
--| ```
--| ```
--|      label      |   verdict    | score |       by       |           at           
--| ----------------+--------------+-------+----------------+------------------------
--|  misinfo/health | mostly-false |       | agency/example | 2026-07-02 09:00:00+00
--|  misinfo/health |              |   0.8 | auto/rules     | 2026-07-01 08:00:00+00
--| ```
--|
--| Labels are separated by commas, and the empty string is the empty log. Their attributes are
--| listed at [factlabel](#factlabel). A log has at most 1,000,000 labels, which print to at most
--| 256 MB (54000 beyond that).

--@ src/text/text_type.sql.in
--@     type         labelset
--@     description  log of assertions about a piece of content, by any number of sources
--@     input        text input of labelset
--@     output       text output of labelset, in order, quoted where needed
--@     cost_input   COST 50
--@     cost_output  COST 50
--@     analyze      ANALYZE = labelset_typanalyze,

--| ### Merging
--|
--| `a || b` has the labels of both. Of two labels that agree in path, source, claim, `at` and
--| `seen` but differ otherwise, the greater one is kept: compared by verdict, score, `until`,
--| `neg`, `deny`, `said` and `ref`, in this order, absent first. So merging is commutative,
--| associative and idempotent: it does not matter in which order logs arrive, or how often. If one
--| side is text, such as a driver's varchar parameter, it is read as a log. If one side is NULL, it
--| is taken for the empty log.

CREATE FUNCTION labelset_concat(labelset, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(labelset, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = labelset, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (labelset, labelset) IS 'all labels of both logs';
CREATE FUNCTION labelset_concat(labelset, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(labelset, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = factlabel, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (labelset, factlabel) IS 'the log with this label added';
CREATE FUNCTION labelset_concat(factlabel, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(factlabel, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = labelset, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (factlabel, labelset) IS 'the log with this label added';
CREATE FUNCTION labelset_concat(factlabel, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_concat(factlabel, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = factlabel, FUNCTION = labelset_concat);
COMMENT ON OPERATOR || (factlabel, factlabel) IS 'a log of both labels';
CREATE FUNCTION labelset_concat_text(labelset, text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_concat_text(labelset, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = labelset, RIGHTARG = text, FUNCTION = labelset_concat_text);
COMMENT ON OPERATOR || (labelset, text) IS 'all labels of both logs, the right one read from text';
CREATE FUNCTION labelset_text_concat(text, labelset) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_text_concat(text, labelset) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = labelset, FUNCTION = labelset_text_concat);
COMMENT ON OPERATOR || (text, labelset) IS 'all labels of both logs, the left one read from text';
CREATE FUNCTION labelset_concat_text(factlabel, text) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_concat_text(factlabel, text) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = factlabel, RIGHTARG = text, FUNCTION = labelset_concat_text);
COMMENT ON OPERATOR || (factlabel, text) IS 'the log with this label added, the right side read from text';
CREATE FUNCTION labelset_text_concat(text, factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_text_concat(text, factlabel) IS 'implementation of the || operator';
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = factlabel, FUNCTION = labelset_text_concat);
COMMENT ON OPERATOR || (text, factlabel) IS 'the log with this label added, the left side read from text';
CREATE FUNCTION labelset_count(labelset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_count(labelset) IS 'number of labels in the log, including superseded and withdrawn ones';

--| ```sql
--| SELECT labelset_count('spam[by=auto], spam[by=human]');    -- 2
--| ```

--| ### Casts
--|
--| In jsonb a log is an array of labels, each an object as for [factlabel](#factlabel). That is the way to its labels as
--| rows of type factlabel, whether in effect or not:
--|
--| ```sql
--| SELECT l::factlabel FROM jsonb_array_elements('spam[by=auto], hate[by=human]'::labelset::jsonb) AS l;    -- hate[by=human]; spam[by=auto]
--| ```

CREATE FUNCTION labelset_from_label(factlabel) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION labelset_from_label(factlabel) IS 'factlabel to labelset: a log of one label';
CREATE CAST (factlabel AS labelset) WITH FUNCTION labelset_from_label(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS labelset) IS 'a log of one label';
--@ src/text/text_casts.sql.in
--@     type         labelset
--@     value        a log
--@     cost_input   COST 50
--@     cost_output  COST 50

CREATE FUNCTION labelset_from_jsonb(jsonb) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_from_jsonb(jsonb) IS 'jsonb to labelset: an array of labels as objects';
CREATE FUNCTION labelset_from_json(json) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_from_json(json) IS 'json to labelset, as from jsonb';
CREATE FUNCTION labelset_to_jsonb(labelset) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_to_jsonb(labelset) IS 'labelset to jsonb: an array of labels as objects';
CREATE CAST (jsonb AS labelset) WITH FUNCTION labelset_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS labelset) IS 'read an array of labels as objects';
CREATE CAST (json AS labelset) WITH FUNCTION labelset_from_json(json) AS ASSIGNMENT;
COMMENT ON CAST (json AS labelset) IS 'read as from jsonb';
CREATE CAST (labelset AS jsonb) WITH FUNCTION labelset_to_jsonb(labelset) AS ASSIGNMENT;
COMMENT ON CAST (labelset AS jsonb) IS 'an array of labels as objects';

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `labels::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         labelset
--@     cost_output  COST 50

--| ### Comparing logs
--|
--| Equal logs have the same labels. Logs sort label by label.

--@ src/index/comparison.sql.in
--@     type   labelset
--@     same   whether both logs have the same labels
--@     other  whether the logs differ
--@     cost   COST 10
