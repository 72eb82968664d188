-- Calls the library in a session that has not loaded factag's own.
CREATE EXTENSION factag;
CREATE TABLE value AS
    SELECT 'a/b[weight=0.5], c'::tagset AS tags, 'a[verdict=false; by=x], b[by=y]'::labelset AS labels, 'first/second'::tagpath AS path;
CREATE FUNCTION headers_read_tags(tagset) RETURNS text AS '$libdir/factag_headers' LANGUAGE C STRICT;
CREATE FUNCTION headers_read_labels(labelset) RETURNS text AS '$libdir/factag_headers' LANGUAGE C STRICT;
CREATE FUNCTION headers_read_path(tagpath) RETURNS text AS '$libdir/factag_headers' LANGUAGE C STRICT;
\c
SELECT headers_read_tags(tags), headers_read_labels(labels), headers_read_path(path) FROM value;
-- in blocks, and toasted
INSERT INTO value SELECT array_agg('tag/' || n || repeat('x', n % 50))::text[]::tagset FROM generate_series(1, 5000) AS n;
SELECT headers_read_tags(tags) = replace(tags::text, ', ', E'\n') || E'\n' AS same FROM value WHERE labels IS NULL;
