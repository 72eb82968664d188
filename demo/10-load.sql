-- Loads and indexes the file :file, one package per line. Then stores the same tags as one row each.

CREATE TABLE package (name text PRIMARY KEY, tags tagset NOT NULL);
COPY package FROM :'file';
CREATE INDEX package_tags ON package USING gin (tags);

CREATE TABLE package_tag AS
    SELECT name AS package, tag FROM package, unnest(tags::tagpath[]) AS tag;
CREATE INDEX package_tag_tag ON package_tag (tag);

VACUUM ANALYZE package, package_tag;
