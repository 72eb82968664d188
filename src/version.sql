--| ## Versions, and upgrades of ICU and PCRE2
--|
--| Folding follows ICU and its version of Unicode, regular expressions follow PCRE2 and its own;
--| `SELECT * FROM factag_version()` shows the versions. A new version of ICU may fold a few characters
--| differently, mostly those that Unicode has just added. Values that hold such characters stay as they were
--| folded, so that the same text, typed today, no longer equals them. After an upgrade of the operating
--| system look for such values and store them again:
--|
--| ```sql
--| UPDATE member SET tags = tags::text::tagset WHERE NOT tagset_is_canonical(tags);
--| ```
--|
--| A value that cannot be read any more, for example because a segment has become too long, is not canonical
--| either; its cast from text says why. Results of functions that are stored, in generated columns and in
--| indexes on expressions, may differ as well: `REINDEX` those indexes.
CREATE TYPE factag_component AS (component text, version text, compiled text);
COMMENT ON TYPE factag_component IS 'a row of factag_version: a component, the version in use, the version that factag was compiled with';

CREATE FUNCTION factag_version() RETURNS SETOF factag_component
    AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION factag_version() IS 'the versions of factag''s library (component factag), of ICU and PCRE2, and of Unicode in each of them; compiled is NULL where it is not known';

CREATE FUNCTION tagpath_is_canonical(tagpath) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagpath_is_canonical(tagpath) IS 'whether the path, written as text and read again, is the same: false for what today''s ICU folds differently';
CREATE FUNCTION tagset_is_canonical(tagset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagset_is_canonical(tagset) IS 'whether the set, written as text and read again, is the same';
CREATE FUNCTION tagquery_is_canonical(tagquery) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION tagquery_is_canonical(tagquery) IS 'whether the query, written as text and read again, is the same';
CREATE FUNCTION factlabel_is_canonical(factlabel) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION factlabel_is_canonical(factlabel) IS 'whether the label, written as text and read again, is the same';
CREATE FUNCTION labelset_is_canonical(labelset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION labelset_is_canonical(labelset) IS 'whether the log, written as text and read again, is the same';
CREATE FUNCTION ruleset_is_canonical(ruleset) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION ruleset_is_canonical(ruleset) IS 'whether the rule set, written as text and read again, is the same: false also for what today''s PCRE2 refuses';
CREATE FUNCTION tagtaxonomy_is_canonical(tagtaxonomy) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION tagtaxonomy_is_canonical(tagtaxonomy) IS 'whether the taxonomy, written as text and read again, is the same: false also for what today''s PCRE2 refuses';
CREATE FUNCTION labelpolicy_is_canonical(labelpolicy) RETURNS boolean
    AS 'MODULE_PATHNAME', 'factag_is_canonical' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION labelpolicy_is_canonical(labelpolicy) IS 'whether the policy, written as text and read again, is the same: false also for what today''s PCRE2 refuses';

--| ```sql
--| SELECT tagpath_is_canonical('a/b');    -- true
--| SELECT tagset_is_canonical('a/b, c');    -- true
--| SELECT tagquery_is_canonical('a & b');    -- true
--| SELECT factlabel_is_canonical('spam[by=auto]');    -- true
--| SELECT labelset_is_canonical('spam[by=auto]');    -- true
--| SELECT ruleset_is_canonical('prize: /free prize/ -> spam');    -- true
--| SELECT tagtaxonomy_is_canonical('a');    -- true
--| SELECT labelpolicy_is_canonical(E'free: review\nslur: hate -> review');    -- true
--| SELECT component FROM factag_version() WHERE component LIKE 'Unicode%' ORDER BY component;    -- Unicode in ICU; Unicode in PCRE2
--| ```
