--| ### What holds
--|
--| 1. *Known*: as of a moment a label counts if `seen`, or else `at`, is absent or not after it;
--|    without a moment every label counts. So a late import does not change what was known.
--| 2. *Speaking*: of each path, source and claim the latest label, by `at`, then `seen`, absent
--|    first, has the word.
--| 3. *Holding*: it holds unless it is withdrawn (`neg`) or, as of the moment, its `until` has come;
--|    without a moment ends are ignored.
--| 4. A term of a query sees the labels that hold and assert; with the filter `[deny]` those that
--|    hold and deny. What was withdrawn is in `labelset_history` alone.
--|
--| So both readings that auditors need can be asked: known then, `misinfo @2026-07-10T00:00:00Z`;
--| true of then, by filters, `misinfo[at<=2026-07-10T00:00:00Z]`.
--|
--| ```
--| hate | misinfo[verdict<=mostly-false; score>=0.8; by=agency|human]
--| ```

CREATE FUNCTION labelset_meets(labelset, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_meets(labelset, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagquery_met_by(tagquery, labelset) IS 'implementation of the @@ operator';
CREATE FUNCTION factlabel_meets(factlabel, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION factlabel_meets(factlabel, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_label' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagquery_met_by(tagquery, factlabel) IS 'implementation of the @@ operator';
CREATE OPERATOR @@ (
    LEFTARG = labelset, RIGHTARG = tagquery, FUNCTION = labelset_meets, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (labelset, tagquery) IS 'what holds in the log meets the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = labelset, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, labelset) IS 'the query is met by what holds in the log';
CREATE OPERATOR @@ (
    LEFTARG = factlabel, RIGHTARG = tagquery, FUNCTION = factlabel_meets, COMMUTATOR = @@,
    RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @@ (factlabel, tagquery) IS 'the label meets the query, as a log of one';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = factlabel, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = matchingsel, JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @@ (tagquery, factlabel) IS 'the query is met by the label';
CREATE FUNCTION labelset_matches(labels labelset, query text, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @@ tagquery_at(query::tagquery, at);
COMMENT ON FUNCTION labelset_matches(labelset, text, timestamptz) IS 'the log meets the query as of the moment (default now; NULL: no moment), for tools: inlined, so it uses the index';

CREATE FUNCTION labelset_live(labels labelset, at timestamptz) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_live(labelset, timestamptz) IS 'the labels that hold as of the moment (NULL: no moment), denials included';
CREATE FUNCTION labelset_tags(labels labelset, at timestamptz) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_tags(labelset, timestamptz) IS 'the paths that are asserted as of the moment (NULL: no moment) as tags, each weighing its greatest score, 1 where there is none: for roll-ups such as tagset_counts';
CREATE FUNCTION labelset_why(labelset, tagquery) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_why(labelset, tagquery) IS 'the labels that met the query''s positive terms (those under an even number of negations), whether or not the whole query is met; none met: the empty log';
CREATE FUNCTION labelset_rows(labels labelset, moment timestamptz DEFAULT now(),
                              OUT label text, OUT parent text, OUT depth integer,
                              OUT level1 text, OUT level2 text, OUT level3 text,
                              OUT level4 text, OUT level5 text, OUT level6 text,
                              OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                              OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                              OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text,
                              OUT holds boolean) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_rows(labelset, timestamptz) IS 'a row a label in built-in types, for BI tools: those that hold as of the moment (NULL: all of the log, and holds tells which hold without a moment); parent is NULL at the top, level1 to level6 are the first six segments unquoted';
CREATE FUNCTION labelset_history(labels labelset, path tagpath,
                                 OUT known timestamptz, OUT label text, OUT did text, OUT holds boolean,
                                 OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                                 OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                                 OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_history(labelset, tagpath) IS 'every label at or below the path as it came to be known (seen, or else at; NULL: before everything else): what it did, asserts, denies or withdraws, and whether it holds without a moment';

--| ### Who is believed
--|
--| `labelset_resolve(labels, at, precedence)` settles what sources say. A source's rank is the
--| first path of the precedence at or above it; unlisted sources and labels without `by` come last.
--| For each path and claim, of what holds as of the moment, the best rank speaks, within it the
--| latest by `at`, then `seen`, an assertion before a denial at one time. Where an assertion
--| speaks, the assertions of that rank stay; where a denial speaks, nothing does, and it silences
--| lower ranks at its path and below: on its claim, or on every claim if it has none.
--|
--| ```sql
--| SELECT labelset_resolve(labels, now(), ARRAY['human', 'agency', 'auto']::tagpath[]) FROM post;
--| ```

CREATE FUNCTION labelset_resolve(labels labelset, at timestamptz, precedence tagpath[]) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_resolve(labelset, timestamptz, tagpath[]) IS 'the assertions that stand as of the moment (NULL: no moment, as a generated column needs it), sources believed in this order; NULL for precedence: all alike';

--| ### Keeping a log

CREATE FUNCTION labelset_refresh(labels labelset, source tagpath, found labelset, at timestamptz DEFAULT now()) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_refresh(labelset, tagpath, labelset, timestamptz) IS 'the log after a new run of a source: what it found is added, by the source and at the moment where it does not say; what held below the source and was not found again (same path, source, claim) is withdrawn as of the moment; what is found again in the same words is not repeated; other words speak even where the log knows words of that moment or later: right behind those, seen at the moment; 22023 where something found names another source';
CREATE FUNCTION labelset_prune(labels labelset, before timestamptz) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_prune(labelset, timestamptz) IS 'the log without what was superseded or had lapsed by the moment: every answer as of that moment or later stays the same. The one function that un-grows a log: merged with an older copy it grows back';
