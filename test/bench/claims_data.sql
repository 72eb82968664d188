-- The claims and the posts of the bench of claims. psql variable: folder, which has claim.copy and post.copy of claims.pl.
SET client_min_messages = warning;
SET jit = off;
CREATE EXTENSION factag;
CREATE TABLE claim (id int NOT NULL, body text NOT NULL);
CREATE TABLE post (id int PRIMARY KEY, kind text NOT NULL, claim int NOT NULL, body text NOT NULL);
\set file :folder '/claim.copy'
COPY claim FROM :'file';
\set file :folder '/post.copy'
COPY post FROM :'file';
VACUUM ANALYZE claim, post;
CREATE TABLE claim_corpus AS SELECT claim_stats(body) AS stats FROM claim;
CREATE INDEX claim_body_idx ON claim USING gin (body claim_gin_ops);
