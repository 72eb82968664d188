--| ## Indexes
--|
--| Every type has a btree and a hash operator class, so GROUP BY, DISTINCT, ORDER BY, joins and unique
--| constraints work with it.

CREATE FUNCTION tagpath_sortsupport(internal) RETURNS void
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tagpath_sortsupport(internal) IS 'btree sort support';
--@ src/index/operator_classes.sql.in
--@     type          tagpath
--@     order         preorder; also serves <@ and the literal prefix of @@
--@     family_order  preorder of paths
--@     equality      equality of paths
--@     hashed        the path''s bytes
--@     sortsupport   FUNCTION 2 tagpath_sortsupport(internal),

--@ src/index/operator_classes.sql.in
--@     type      tagset
--@     order     element by element
--@     equality  equality of sets
--@     hashed    the set''s bytes
--@     cost      COST 10

--@ src/index/operator_classes.sql.in
--@     type      tagquery
--@     order     by bytes, for grouping and joins
--@     equality  equality of queries as written
--@     hashed    the query''s bytes

--@ src/index/operator_classes.sql.in
--@     type      factlabel
--@     order     by path, source, claim and time, then the other attributes
--@     equality  equality of labels
--@     hashed    the label''s bytes
--@     cost      COST 10

--@ src/index/operator_classes.sql.in
--@     type      labelset
--@     order     label by label
--@     equality  equality of logs
--@     hashed    the log''s bytes
--@     cost      COST 10

--@ src/index/operator_classes.sql.in
--@     type      ruleset
--@     order     by text, byte by byte
--@     equality  equality of texts
--@     hashed    the text
--@     cost      COST 10

--@ src/index/operator_classes.sql.in
--@     type      tagtaxonomy
--@     order     by text, byte by byte
--@     equality  equality of texts
--@     hashed    the text
--@     cost      COST 10

--@ src/index/operator_classes.sql.in
--@     type      labelpolicy
--@     order     by text, byte by byte
--@     equality  equality of texts
--@     hashed    the text
--@     cost      COST 10

--@ src/index/operator_classes.sql.in
--@     type      idset
--@     order     by bytes, for grouping and joins
--@     equality  equality of sets
--@     hashed    the set''s bytes

--@ src/index/operator_classes.sql.in
--@     type      claimstats
--@     order     by bytes, for grouping and joins
--@     equality  equality of statistics
--@     hashed    the statistics'' bytes

--@ src/index/operator_classes.sql.in
--@     type      claimquery
--@     order     by bytes, for grouping and joins
--@     equality  equality of queries
--@     hashed    the query''s bytes
