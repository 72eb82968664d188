--| ## Indexes
--|
--| Every type has a btree and a hash operator class: GROUP BY, DISTINCT, ORDER BY, joins and
--| unique constraints work on it.

CREATE FUNCTION tagpath_cmp(tagpath, tagpath) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_cmp(tagpath, tagpath) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION tagpath_sortsupport(internal) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_sortsupport(internal) IS 'btree sort support';
CREATE FUNCTION tagpath_hash(tagpath) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_hash(tagpath) IS 'hash of the path''s bytes';
CREATE FUNCTION tagpath_hash_extended(tagpath, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_hash_extended(tagpath, bigint) IS 'seeded 64-bit hash of the path''s bytes';
CREATE OPERATOR CLASS tagpath_ops DEFAULT FOR TYPE tagpath USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 tagpath_cmp(tagpath, tagpath),
    FUNCTION 2 tagpath_sortsupport(internal),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS tagpath_ops USING btree IS 'preorder; also serves <@ and the literal head of @@';
COMMENT ON OPERATOR FAMILY tagpath_ops USING btree IS 'preorder of paths';
CREATE OPERATOR CLASS tagpath_ops DEFAULT FOR TYPE tagpath USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 tagpath_hash(tagpath),
    FUNCTION 2 tagpath_hash_extended(tagpath, bigint);
COMMENT ON OPERATOR CLASS tagpath_ops USING hash IS 'equality of paths';
COMMENT ON OPERATOR FAMILY tagpath_ops USING hash IS 'equality of paths';

CREATE FUNCTION tagset_cmp(tagset, tagset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION tagset_cmp(tagset, tagset) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION tagset_hash(tagset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_hash(tagset) IS 'hash of the set''s bytes';
CREATE FUNCTION tagset_hash_extended(tagset, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagset_hash_extended(tagset, bigint) IS 'seeded 64-bit hash of the set''s bytes';
CREATE OPERATOR CLASS tagset_ops DEFAULT FOR TYPE tagset USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 tagset_cmp(tagset, tagset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS tagset_ops USING btree IS 'element by element';
COMMENT ON OPERATOR FAMILY tagset_ops USING btree IS 'element by element';
CREATE OPERATOR CLASS tagset_ops DEFAULT FOR TYPE tagset USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 tagset_hash(tagset),
    FUNCTION 2 tagset_hash_extended(tagset, bigint);
COMMENT ON OPERATOR CLASS tagset_ops USING hash IS 'equality of sets';
COMMENT ON OPERATOR FAMILY tagset_ops USING hash IS 'equality of sets';

CREATE FUNCTION tagquery_cmp(tagquery, tagquery) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_cmp(tagquery, tagquery) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION tagquery_hash(tagquery) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_hash(tagquery) IS 'hash of the query''s bytes';
CREATE FUNCTION tagquery_hash_extended(tagquery, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION tagquery_hash_extended(tagquery, bigint) IS 'seeded 64-bit hash of the query''s bytes';
CREATE OPERATOR CLASS tagquery_ops DEFAULT FOR TYPE tagquery USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 tagquery_cmp(tagquery, tagquery),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS tagquery_ops USING btree IS 'by bytes, for grouping and joins';
COMMENT ON OPERATOR FAMILY tagquery_ops USING btree IS 'by bytes, for grouping and joins';
CREATE OPERATOR CLASS tagquery_ops DEFAULT FOR TYPE tagquery USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 tagquery_hash(tagquery),
    FUNCTION 2 tagquery_hash_extended(tagquery, bigint);
COMMENT ON OPERATOR CLASS tagquery_ops USING hash IS 'equality of queries as written';
COMMENT ON OPERATOR FAMILY tagquery_ops USING hash IS 'equality of queries as written';

CREATE FUNCTION factlabel_cmp(factlabel, factlabel) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION factlabel_cmp(factlabel, factlabel) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION factlabel_hash(factlabel) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_hash(factlabel) IS 'hash of the label''s bytes';
CREATE FUNCTION factlabel_hash_extended(factlabel, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION factlabel_hash_extended(factlabel, bigint) IS 'seeded 64-bit hash of the label''s bytes';
CREATE OPERATOR CLASS factlabel_ops DEFAULT FOR TYPE factlabel USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 factlabel_cmp(factlabel, factlabel),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS factlabel_ops USING btree IS 'by path, source, claim, time, then the rest';
COMMENT ON OPERATOR FAMILY factlabel_ops USING btree IS 'by path, source, claim, time, then the rest';
CREATE OPERATOR CLASS factlabel_ops DEFAULT FOR TYPE factlabel USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 factlabel_hash(factlabel),
    FUNCTION 2 factlabel_hash_extended(factlabel, bigint);
COMMENT ON OPERATOR CLASS factlabel_ops USING hash IS 'equality of labels';
COMMENT ON OPERATOR FAMILY factlabel_ops USING hash IS 'equality of labels';

CREATE FUNCTION labelset_cmp(labelset, labelset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION labelset_cmp(labelset, labelset) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION labelset_hash(labelset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelset_hash(labelset) IS 'hash of the log''s bytes';
CREATE FUNCTION labelset_hash_extended(labelset, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION labelset_hash_extended(labelset, bigint) IS 'seeded 64-bit hash of the log''s bytes';
CREATE OPERATOR CLASS labelset_ops DEFAULT FOR TYPE labelset USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 labelset_cmp(labelset, labelset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS labelset_ops USING btree IS 'label by label';
COMMENT ON OPERATOR FAMILY labelset_ops USING btree IS 'label by label';
CREATE OPERATOR CLASS labelset_ops DEFAULT FOR TYPE labelset USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 labelset_hash(labelset),
    FUNCTION 2 labelset_hash_extended(labelset, bigint);
COMMENT ON OPERATOR CLASS labelset_ops USING hash IS 'equality of logs';
COMMENT ON OPERATOR FAMILY labelset_ops USING hash IS 'equality of logs';

CREATE FUNCTION ruleset_cmp(ruleset, ruleset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 10;
COMMENT ON FUNCTION ruleset_cmp(ruleset, ruleset) IS 'btree comparison: -1, 0 or 1';
CREATE FUNCTION ruleset_hash(ruleset) RETURNS integer
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION ruleset_hash(ruleset) IS 'hash of the text';
CREATE FUNCTION ruleset_hash_extended(ruleset, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION ruleset_hash_extended(ruleset, bigint) IS 'seeded 64-bit hash of the text';
CREATE OPERATOR CLASS ruleset_ops DEFAULT FOR TYPE ruleset USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 ruleset_cmp(ruleset, ruleset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS ruleset_ops USING btree IS 'by text, bytewise';
COMMENT ON OPERATOR FAMILY ruleset_ops USING btree IS 'by text, bytewise';
CREATE OPERATOR CLASS ruleset_ops DEFAULT FOR TYPE ruleset USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 ruleset_hash(ruleset),
    FUNCTION 2 ruleset_hash_extended(ruleset, bigint);
COMMENT ON OPERATOR CLASS ruleset_ops USING hash IS 'equality of texts';
COMMENT ON OPERATOR FAMILY ruleset_ops USING hash IS 'equality of texts';
