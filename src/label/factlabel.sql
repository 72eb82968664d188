--| ## factlabel
--|
--| One assertion by one source about a piece of content. The path says what is asserted;
--| everything else is optional:
--|
--| ```
--| misinfo/vaccine[verdict=false; by=agency/afp; claim=c17; at=2026-07-01T00:00:00Z; said="False"; ref="https://example.org/17"]
--| ```
--|
--| ```sql
--| SELECT factlabel_make('misinfo/vaccine', verdict => 'false', by => 'agency/example',
--|                       at => '2026-07-02 09:00Z', said => 'Pants on Fire!') AS label;
--| ```
--| ```
--|                                                label                                               
--| ---------------------------------------------------------------------------------------------------
--|  misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-02T09:00:00Z; said="Pants on Fire!"]
--| ```
--|
--| | attribute | type | meaning |
--| |---|---|---|
--| | `verdict` | factverdict | the finding of a fact-check |
--| | `score` | float4, 0 to 1 | how confident the source is |
--| | `by` | path | the source; a filter on it is hierarchical: `by=auto` finds `auto/rules/v7/vax-chip` |
--| | `claim` | text ≤ 200 bytes | which claim within the content, identified by a key of the source's choice |
--| | `at` | timestamptz | when the source asserted it; absent sorts before every timestamp |
--| | `seen` | timestamptz | when this database learned of it; if absent, as of `at` |
--| | `until` | timestamptz | when it expires; if absent, never |
--| | `neg` | flag | the source withdraws what it asserted; the label itself asserts nothing |
--| | `deny` | flag | the source asserts that it is *not* so |
--| | `said` | text ≤ 200 bytes | the rating in the source's own words: `"Pants on Fire!"`, `"錯誤"` |
--| | `ref` | text ≤ 2,000 bytes | where the source explains it, usually a URL |
--|
--| Texts are kept verbatim. A text is put in double quotes if it contains `;` or `]`, begins with
--| a quote, or has a blank at either end; within quotes, write `\"` and `\\`. A flag is written by
--| its name alone: `spam[by=desk; deny]`.

--@ src/text/text_type.sql.in
--@     type         factlabel
--@     description  one assertion about a piece of content: a path with optional verdict, score, source, claim, timestamps and texts
--@     input        text input of factlabel
--@     output       text output of factlabel, quoted where needed
--@     cost_input   COST 50
--@     cost_output  COST 50

--| ### Making labels and taking them apart
--|
--| `factlabel_make` takes the path and `by` as tagpaths, or both as text: if one of them is an expression of type
--| tagpath, cast the other. It treats a NULL part as absent, and returns NULL if the path is NULL. It raises
--| 22003 for a score outside 0 to 1 and for an infinite timestamp, 22023 for an empty text, and
--| 54000 for a text that is too long.

CREATE FUNCTION factlabel_make(path tagpath, verdict factverdict DEFAULT NULL, score double precision DEFAULT NULL,
                               by tagpath DEFAULT NULL, claim text DEFAULT NULL, at timestamptz DEFAULT now(),
                               seen timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
                               neg boolean DEFAULT false, deny boolean DEFAULT false,
                               said text DEFAULT NULL, ref text DEFAULT NULL) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION factlabel_make(tagpath, factverdict, double precision, tagpath, text, timestamptz, timestamptz, timestamptz, boolean, boolean, text, text) IS 'a label of these parts, asserted now unless at says otherwise';
CREATE FUNCTION factlabel_make(path text, verdict text DEFAULT NULL, score double precision DEFAULT NULL,
                               by text DEFAULT NULL, claim text DEFAULT NULL, at timestamptz DEFAULT now(),
                               seen timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
                               neg boolean DEFAULT false, deny boolean DEFAULT false,
                               said text DEFAULT NULL, ref text DEFAULT NULL) RETURNS factlabel
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN factlabel_make(path::tagpath, verdict::factverdict, score, by::tagpath, claim, at, seen, until, neg, deny, said, ref);
COMMENT ON FUNCTION factlabel_make(text, text, double precision, text, text, timestamptz, timestamptz, timestamptz, boolean, boolean, text, text) IS 'a label of these parts, with path, verdict and by read from text';
CREATE FUNCTION factlabel_make(path text, verdict factverdict, score double precision DEFAULT NULL,
                               by text DEFAULT NULL, claim text DEFAULT NULL, at timestamptz DEFAULT now(),
                               seen timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
                               neg boolean DEFAULT false, deny boolean DEFAULT false,
                               said text DEFAULT NULL, ref text DEFAULT NULL) RETURNS factlabel
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN factlabel_make(path::tagpath, verdict, score, by::tagpath, claim, at, seen, until, neg, deny, said, ref);
COMMENT ON FUNCTION factlabel_make(text, factverdict, double precision, text, text, timestamptz, timestamptz, timestamptz, boolean, boolean, text, text) IS 'a label of these parts, with path and by read from text';
CREATE FUNCTION factlabel_path(factlabel) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_path(factlabel) IS 'what is asserted: the path';
CREATE FUNCTION factlabel_verdict(factlabel) RETURNS factverdict
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_verdict(factlabel) IS 'the finding of the fact-check; NULL if there is none';
CREATE FUNCTION factlabel_score(factlabel) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_score(factlabel) IS 'how confident the source is, from 0 to 1; NULL if it does not say';
CREATE FUNCTION factlabel_by(factlabel) RETURNS tagpath
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_by(factlabel) IS 'the source; NULL if there is none';
CREATE FUNCTION factlabel_claim(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_claim(factlabel) IS 'the source''s key of the claim within the content; NULL if there is none';
CREATE FUNCTION factlabel_at(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_at(factlabel) IS 'when the source asserted it; NULL if absent';
CREATE FUNCTION factlabel_seen(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_seen(factlabel) IS 'when this database learned of it; NULL if absent';
CREATE FUNCTION factlabel_until(factlabel) RETURNS timestamptz
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_until(factlabel) IS 'when it expires; NULL if never';
CREATE FUNCTION factlabel_neg(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_neg(factlabel) IS 'whether the source withdraws what it asserted';
CREATE FUNCTION factlabel_deny(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_deny(factlabel) IS 'whether the source asserts that it is not so';
CREATE FUNCTION factlabel_said(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_said(factlabel) IS 'the rating in the source''s own words; NULL if absent';
CREATE FUNCTION factlabel_ref(factlabel) RETURNS text
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_ref(factlabel) IS 'where the source explains it, usually a URL; NULL if absent';

--| ```sql
--| SELECT factlabel_path('misinfo/vaccine[by=agency/afp]');    -- misinfo/vaccine
--| SELECT factlabel_verdict('misinfo[verdict=false]');    -- false
--| SELECT factlabel_score('misinfo[score=0.9]');    -- 0.9
--| SELECT factlabel_by('misinfo[by=agency/afp]');    -- agency/afp
--| SELECT factlabel_claim('misinfo[claim=c17]');    -- c17
--| SELECT factlabel_at('misinfo[at=2026-07-01T00:00:00Z]');    -- 2026-07-01 00:00:00+00
--| SELECT factlabel_seen('misinfo[seen=2026-07-02T00:00:00Z]');    -- 2026-07-02 00:00:00+00
--| SELECT factlabel_until('misinfo[until=2027-01-01T00:00:00Z]');    -- 2027-01-01 00:00:00+00
--| SELECT factlabel_neg('misinfo[neg]');    -- true
--| SELECT factlabel_deny('misinfo[deny]');    -- true
--| SELECT factlabel_said('misinfo[said="Faux"]');    -- Faux
--| SELECT factlabel_ref('misinfo[ref="https://example.org/c17"]');    -- https://example.org/c17
--| ```

--| ### Casts
--|
--| In jsonb a label is an object with the path as `"label"`, and the attributes as members:
--| numbers and flags as numbers and booleans, everything else as strings.

--@ src/text/text_casts.sql.in
--@     type         factlabel
--@     value        a label
--@     cost_input   COST 50
--@     cost_output  COST 50

CREATE FUNCTION factlabel_from_jsonb(jsonb) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_from_jsonb(jsonb) IS 'jsonb to factlabel: an object with the path as "label", and the attributes';
CREATE FUNCTION factlabel_from_json(json) RETURNS factlabel
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_from_json(json) IS 'json to factlabel, as from jsonb';
CREATE FUNCTION factlabel_to_jsonb(factlabel) RETURNS jsonb
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION factlabel_to_jsonb(factlabel) IS 'factlabel to jsonb: an object with the path as "label", and the attributes';
CREATE CAST (jsonb AS factlabel) WITH FUNCTION factlabel_from_jsonb(jsonb) AS ASSIGNMENT;
COMMENT ON CAST (jsonb AS factlabel) IS 'read an object with the path as "label", and the attributes';
CREATE CAST (json AS factlabel) WITH FUNCTION factlabel_from_json(json) AS ASSIGNMENT;
COMMENT ON CAST (json AS factlabel) IS 'read as from jsonb';
CREATE CAST (factlabel AS jsonb) WITH FUNCTION factlabel_to_jsonb(factlabel) AS ASSIGNMENT;
COMMENT ON CAST (factlabel AS jsonb) IS 'an object with the path as "label", and the attributes';

--| ### LIKE
--|
--| `LIKE` and `ILIKE` match the text form, as `label::text LIKE …` does.

--@ src/text/text_like.sql.in
--@     type         factlabel
--@     cost_output  COST 50

--| ### Comparing labels
--|
--| Labels sort by path in preorder, then by source, claim, `at` and `seen`, then by verdict, score,
--| `until`, `neg`, `deny`, `said` and `ref`; absent comes first.

--@ src/index/comparison.sql.in
--@     type   factlabel
--@     same   whether both labels have the same path and attributes
--@     other  whether the labels differ
--@     cost   COST 10
