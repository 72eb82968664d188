--| ### Which labels are in effect
--|
--| 1. *Known.* As of a timestamp, a label is known if its `seen`, or without one its `at`, is not
--|    after the timestamp. A label with neither is always known, and without a timestamp every
--|    label is. So a late import does not change what was known earlier.
--| 2. *Latest.* For each path, source and claim, the latest known label takes effect: the one with
--|    the greatest `at`, then `seen`, where absent sorts first.
--| 3. *In effect.* It is in effect (the column `holds`) unless it withdraws (`neg`) or, as of the
--|    timestamp, its `until` has come. Without a timestamp, `until` is ignored.
--| 4. *Matched.* A term of a query matches labels that are in effect and assert. With the filter
--|    `[deny]` it matches labels that are in effect and deny. Only `labelset_history`, and
--|    `labelset_rows` with NULL, return withdrawn labels.
--|
--| Auditors can ask both what was known at the time (`misinfo @2026-07-10T00:00:00Z`) and what was
--| true at the time (`misinfo[at<=2026-07-10T00:00:00Z]`). A query over labels uses their
--| attributes:
--|
--| ```
--| hate | misinfo[verdict<=mostly-false; score>=0.8; by=agency|human]
--| ```
--|
--| - In `labelset_matches`, `labelset_live` and `labelset_tags`, a NULL timestamp means that time
--|   is ignored, as in a query without one.
--| - `labelset_tags` is meant for roll-ups such as `tagset_counts`. The weight of a tag is the
--|   greatest score among its labels. A label without a score counts as 1, so
--|   `a[score=0.5], a[by=x]` is `a` with weight 1.
--| - `labelset_why` considers the positive terms of a query: those under an even number of
--|   negations. It does not matter whether the whole query matches.
--| - `labelset_rows` is meant for BI tools. `parent` is NULL at the top level, and `level1` to
--|   `level6` are the first six segments, unquoted. With NULL it returns every label, and `holds`
--|   tells which are in effect without a timestamp.
--| - `labelset_spans` returns each label with the time in which it is in effect, so that a tool whose
--|   date filter compares columns can ask as of a day D: `holds_from <= D AND holds_to > D` finds
--|   what `labelset_rows(labels, D)` returns. A label is in effect in one span at most. The columns
--|   are those of `labelset_rows` except `holds`, and `verdict_value`, the position of the verdict on
--|   the scale from 0 to 1, since many tools read the verdicts `true` and `false` as booleans.
--|   `holds_from` and `holds_to` are never NULL or infinite, which filters would drop: a span without
--|   a beginning begins at 0001-01-01 00:00:00Z, one without an end ends at 9999-12-31 00:00:00Z.
--|   What is in effect before or after that is left out. West of Greenwich, the first of them prints
--|   as a day BC, which some drivers refuse: set TimeZone to UTC for them.
--| - `labelset_history` returns labels at or below one path in the order in which they became known. Those of all paths are
--|   `labelset_rows(labels, NULL) … ORDER BY coalesce(seen, at) NULLS FIRST`. `known` is `seen`,
--|   or `at` if there is no `seen`; NULL comes before every timestamp. `did` is `asserts`,
--|   `denies` or `withdraws`, and `holds` tells whether the label is in effect without a
--|   timestamp.

CREATE FUNCTION labelset_meets(labelset, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION labelset_meets(labelset, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION tagquery_met_by(tagquery, labelset) IS 'implementation of the @@ operator';
CREATE FUNCTION factlabel_meets(factlabel, tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION factlabel_meets(factlabel, tagquery) IS 'implementation of the @@ operator';
CREATE FUNCTION tagquery_met_by(tagquery, factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagquery_met_by_label' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 SUPPORT tagquery_cost_support;
COMMENT ON FUNCTION tagquery_met_by(tagquery, factlabel) IS 'implementation of the @@ operator';
CREATE OPERATOR @@ (
    LEFTARG = labelset, RIGHTARG = tagquery, FUNCTION = labelset_meets, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (labelset, tagquery) IS 'whether the labels in effect match the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = labelset, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, labelset) IS 'whether the labels in effect match the query';
CREATE OPERATOR @@ (
    LEFTARG = factlabel, RIGHTARG = tagquery, FUNCTION = factlabel_meets, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (factlabel, tagquery) IS 'whether the label, as a log of one, matches the query';
CREATE OPERATOR @@ (
    LEFTARG = tagquery, RIGHTARG = factlabel, FUNCTION = tagquery_met_by, COMMUTATOR = @@,
    RESTRICT = labelset_meets_sel, JOIN = labelset_meets_joinsel
);
COMMENT ON OPERATOR @@ (tagquery, factlabel) IS 'whether the label, as a log of one, matches the query';
CREATE FUNCTION labelset_matches(labels labelset, query text, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @@ tagquery_at(query::tagquery, at);
COMMENT ON FUNCTION labelset_matches(labelset, text, timestamptz) IS 'whether the labels in effect at the timestamp match the query; inlined, so it uses the index';
CREATE FUNCTION labelset_matches(labels labelset, query tagquery, at timestamptz DEFAULT now()) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @@ tagquery_at(query, at);
COMMENT ON FUNCTION labelset_matches(labelset, tagquery, timestamptz) IS 'whether the labels in effect at the timestamp match the query; inlined, so it uses the index';

--| `labels @> 'misinfo, hate'` asks for plain paths as on a [tagset](#tagset): whether the log has, for
--| each of them, a label in effect without a timestamp that asserts it or a path below it. It is the
--| same as `labels @@ 'misinfo & hate'`. Attributes of tags, such as a weight, are ignored; for
--| attributes of labels, timestamps and wildcards use `@@`. A path in a column is cast: `labels @>
--| path::tagset`.

CREATE FUNCTION labelset_covers_set(labelset, tagset) RETURNS boolean
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_covers_set(labelset, tagset) IS 'implementation of the @> operator';
CREATE FUNCTION tagset_covered_by(tagset, labelset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'tagset_covered_by_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_covered_by(tagset, labelset) IS 'implementation of the <@ operator';
CREATE OPERATOR @> (
    LEFTARG = labelset, RIGHTARG = tagset, FUNCTION = labelset_covers_set, COMMUTATOR = <@,
    RESTRICT = labelset_covers_sel, JOIN = labelset_covers_joinsel
);
COMMENT ON OPERATOR @> (labelset, tagset) IS 'whether each path on the right, or one below it, is asserted by a label in effect';
CREATE OPERATOR <@ (
    LEFTARG = tagset, RIGHTARG = labelset, FUNCTION = tagset_covered_by, COMMUTATOR = @>,
    RESTRICT = labelset_covers_sel, JOIN = labelset_covers_joinsel
);
COMMENT ON OPERATOR <@ (tagset, labelset) IS 'whether each path on the left, or one below it, is asserted by a label in effect';
CREATE FUNCTION labelset_covers(labels labelset, other text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @> tagset_without_star(other);
COMMENT ON FUNCTION labelset_covers(labelset, text) IS 'labels @> other, with other read from text; inlined, so it uses the index';
CREATE FUNCTION labelset_covers(labels labelset, other tagset) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @> other;
COMMENT ON FUNCTION labelset_covers(labelset, tagset) IS 'labels @> other; inlined, so it uses the index';
CREATE FUNCTION labelset_covers(labels labelset, path tagpath) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labels @> path::tagset;
COMMENT ON FUNCTION labelset_covers(labelset, tagpath) IS 'whether the path, or one below it, is asserted by a label in effect; inlined, so it uses the index';

CREATE FUNCTION labelset_live(labels labelset, at timestamptz) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_live(labelset, timestamptz) IS 'the labels in effect at the timestamp, including denials';
CREATE FUNCTION labelset_tags(labels labelset, at timestamptz) RETURNS tagset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_tags(labelset, timestamptz) IS 'the paths asserted at the timestamp as a tagset, weighted by score';
CREATE FUNCTION labelset_why(labelset, tagquery) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_why(labelset, tagquery) IS 'the labels that matched the query''s positive terms; the empty log if none did';
CREATE FUNCTION labelset_why(labels labelset, query text) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labelset_why(labels, query::tagquery);
COMMENT ON FUNCTION labelset_why(labelset, text) IS 'the labels that matched the positive terms of the query, read from text';
CREATE FUNCTION labelset_rows(labels labelset, moment timestamptz DEFAULT now(),
                              OUT label text, OUT parent text, OUT depth integer,
                              OUT level1 text, OUT level2 text, OUT level3 text,
                              OUT level4 text, OUT level5 text, OUT level6 text,
                              OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                              OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                              OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text,
                              OUT holds boolean) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_rows(labelset, timestamptz) IS 'one row per label in effect at the timestamp (NULL: every label), in built-in types';
CREATE TYPE labelset_span AS (
    label text, parent text, depth integer,
    level1 text, level2 text, level3 text, level4 text, level5 text, level6 text,
    verdict text, verdict_value double precision, score double precision, by text, claim text,
    at timestamptz, seen timestamptz, until timestamptz,
    neg boolean, deny boolean, said text, ref text,
    holds_from timestamptz, holds_to timestamptz
);
COMMENT ON TYPE labelset_span IS 'a row of labelset_spans: a label, and the time in which it is in effect';
CREATE FUNCTION labelset_spans(labels labelset) RETURNS SETOF labelset_span
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_spans(labelset) IS 'one row per label that is ever in effect, from holds_from until just before holds_to, in built-in types';
CREATE FUNCTION labelset_history(labels labelset, path tagpath,
                                 OUT known timestamptz, OUT label text, OUT did text, OUT holds boolean,
                                 OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                                 OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                                 OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text) RETURNS SETOF record
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION labelset_history(labelset, tagpath) IS 'one row per label at or below the path, in the order in which they became known';
CREATE FUNCTION labelset_history(labels labelset, path text,
                                 OUT known timestamptz, OUT label text, OUT did text, OUT holds boolean,
                                 OUT verdict text, OUT score double precision, OUT by text, OUT claim text,
                                 OUT at timestamptz, OUT seen timestamptz, OUT until timestamptz,
                                 OUT neg boolean, OUT deny boolean, OUT said text, OUT ref text) RETURNS SETOF record
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 6
    BEGIN ATOMIC SELECT * FROM labelset_history(labels, path::tagpath); END;
COMMENT ON FUNCTION labelset_history(labelset, text) IS 'one row per label at or below the path, read from text, in the order in which they became known';

--| ```sql
--| SELECT labelset_covers('misinfo/vaccine', 'misinfo');    -- true
--| SELECT labelset_matches('misinfo[verdict=false; by=agency/afp; at=2026-07-01T00:00:00Z]', 'misinfo[by=agency]', '2026-08-01 00:00Z');    -- true
--| SELECT labelset_live('spam[by=auto; at=2026-07-01T00:00:00Z], spam[by=auto; at=2026-07-02T00:00:00Z; neg]', '2026-07-01 12:00Z');    -- spam[by=auto; at=2026-07-01T00:00:00Z]
--| SELECT labelset_why('spam[by=auto], hate[by=human]', 'hate & !misinfo');    -- hate[by=human]
--| SELECT known, did, holds FROM labelset_history('spam[by=auto; at=2026-07-01T00:00:00Z], spam[by=auto; at=2026-07-02T00:00:00Z; neg]', 'spam');    -- 2026-07-01 00:00:00+00, asserts, f; 2026-07-02 00:00:00+00, withdraws, f …
--| SELECT label, holds_from, holds_to FROM labelset_spans('spam[by=auto; at=2026-07-01T00:00:00Z; until=2026-07-08T00:00:00Z]');    -- spam, 2026-07-01 00:00:00+00, 2026-07-08 00:00:00+00
--| ```

--| ### Resolving disagreements
--|
--| `labelset_resolve(labels, at, precedence)` decides between sources that disagree. A source
--| ranks by the first path in `precedence` at or above it. Unlisted sources, and labels without
--| `by`, rank last. The list is an array of paths: `'{human, agency}'`; cast one of texts, `$1::tagpath[]`.
--|
--| For each path and claim, the highest-ranked source with a label in effect wins, and within a
--| rank the latest label, by `at`, then `seen`. An assertion wins over a denial of the same time.
--|
--| - If an assertion wins, all assertions of that rank are kept.
--| - If a denial wins, no assertion survives, and lower ranks are suppressed at its path and
--|   below: for its claim, or for every claim if it has none.
--|
--| If `precedence` is NULL, all sources rank alike. If `at` is NULL, time is ignored, which makes
--| the result fit for a generated column.
--|
--| ```sql
--| SELECT labelset_resolve(labels, now(), ARRAY['human', 'agency', 'auto']::tagpath[]) FROM post;
--| ```

CREATE FUNCTION labelset_resolve(labels labelset, at timestamptz, precedence tagpath[]) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_resolve(labelset, timestamptz, tagpath[]) IS 'the assertions in effect at the timestamp after higher-ranked sources have overruled lower ones';

--| ### Maintaining a log
--|
--| `labelset_refresh(labels, source, found, at)` records a new run of a source, such as a rule set
--| or a classifier:
--|
--| - A found label is added. If it has no `by`, `source` is filled in; if it has no `at`, the `at`
--|   of the run. A found label whose source is not at or below `source` is refused (22023).
--| - A label that is in effect, whose source is at or below `source`, and that was not found again
--|   (by path, source and claim) is withdrawn as of `at`.
--| - A label that was found again and differs at most in `at` and `seen` is not added again.
--| - What was found takes effect as of `at`. If the log already has a label of the same path, source
--|   and claim that says something else, is as late or later, and was known as of `at`, the found
--|   label is dated 1 µs after it, with the time of the run as its `seen`. This matters if two runs
--|   share a timestamp, if a source's clock is fast, or if found labels have an `at` of their own. It
--|   changes no answer as of an earlier time.
--| - If several labels of one path, source and claim were found, this applies to the latest of them.
--|   A found label that is known only after `at`, by its own `at` or `seen`, is added as it is.
--| - A NULL log is the empty log. If the source, what was found, or `at` is NULL, the log is returned
--|   unchanged: nothing is withdrawn.
--|
--| `labelset_prune(labels, before)` is the only function that shrinks a log. Every answer as of
--| `before` or later stays the same. Merging the result with an older copy of the log brings the
--| pruned labels back. If `before` is NULL, the log is returned unchanged.

CREATE FUNCTION labelset_refresh(labels labelset, source tagpath, found labelset, at timestamptz DEFAULT now()) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION labelset_refresh(labelset, tagpath, labelset, timestamptz) IS 'the log after a new run of a source: found labels are added, labels not found again are withdrawn';
CREATE FUNCTION labelset_refresh(labels labelset, source text, found labelset, at timestamptz DEFAULT now()) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labelset_refresh(labels, source::tagpath, found, at);
COMMENT ON FUNCTION labelset_refresh(labelset, text, labelset, timestamptz) IS 'the log after a new run of a source, with the source read from text';
CREATE FUNCTION labelset_refresh(labels labelset, source text, found text, at timestamptz DEFAULT now()) RETURNS labelset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN labelset_refresh(labels, source::tagpath, found::labelset, at);
COMMENT ON FUNCTION labelset_refresh(labelset, text, text, timestamptz) IS 'the log after a new run of a source, with the source and what it found read from text';
CREATE FUNCTION labelset_prune(labels labelset, before timestamptz) RETURNS labelset
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION labelset_prune(labelset, timestamptz) IS 'the log without labels that had been superseded or had expired by the timestamp';

--| ```sql
--| SELECT labelset_prune('spam[score=0.4; by=auto; at=2026-07-01T00:00:00Z], spam[score=0.9; by=auto; at=2026-07-02T00:00:00Z]', '2026-08-01 00:00Z');    -- spam[score=0.9; by=auto; at=2026-07-02T00:00:00Z] …
--| ```
