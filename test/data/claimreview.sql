-- ClaimReview as others publish it: every document of the folder is read. Prints what it says;
-- fails where a document has no claim, a rating is there and has no verdict, or a document says
-- something else as microdata or encoded for HTML.
--
--     psql -v ON_ERROR_STOP=1 -v folder=claimreview -f test/data/claimreview.sql
\set ECHO none
\pset footer off
CREATE TABLE document AS
    SELECT file, part, content::jsonb FROM (
        SELECT file, 1 AS part, pg_read_file(:'folder' || '/' || file) AS content
        FROM pg_ls_dir(:'folder') AS file WHERE file LIKE '%.json'
        UNION ALL
        SELECT file, n::int, found[1] FROM pg_ls_dir(:'folder') AS file,
            regexp_matches(pg_read_file(:'folder' || '/' || file), '<script type="application/ld\+json">(.*?)</script>', 'g') WITH ORDINALITY AS s (found, n)
        WHERE file LIKE '%.txt') AS read;
CREATE TABLE review AS
    SELECT file, part, content, r.* FROM document LEFT JOIN LATERAL claimreview_labels(content, 'misinfo') AS r ON true;

SELECT file, part, left(claim, 40) AS claim, claimant, factlabel_verdict(label) AS verdict, factlabel_said(label) AS said, factlabel_by(label) AS by,
       label::jsonb ->> 'at' AS at, problem
FROM review ORDER BY file COLLATE "C", part;
SELECT count(*) AS documents, count(label) AS reviews, count(claim) AS claims, count(claimant) AS claimants, count(factlabel_by(label)) AS sources,
       count(factlabel_verdict(label)) AS verdicts, count(problem) AS problems,
       count(*) FILTER (WHERE claim IS NULL OR claimant IS NULL OR url IS NULL OR factlabel_by(label) IS NULL
                        OR content ? 'reviewRating' AND factlabel_verdict(label) IS NULL
                        OR content ? 'datePublished' AND factlabel_at(label) IS NULL) AS unread
FROM review \gset
\echo :documents documents, :reviews reviews: :claims claims, :claimants claimants, :sources sources, :verdicts verdicts, :problems problems; not read though there: :unread

-- the same documents as microdata, and with their texts encoded for HTML, say the same
CREATE FUNCTION microdata(v jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE jsonb_typeof(v)
        WHEN 'object' THEN jsonb_build_object('properties', coalesce((
                 SELECT jsonb_object_agg(key, CASE jsonb_typeof(value) WHEN 'array' THEN (SELECT jsonb_agg(microdata(e)) FROM jsonb_array_elements(value) AS e)
                                                                       ELSE jsonb_build_array(microdata(value)) END)
                 FROM jsonb_each(v) WHERE key NOT LIKE '@%'), '{}'))
             || CASE WHEN v ? '@type' THEN jsonb_build_object('type', jsonb_build_array('http://schema.org/' || (v ->> '@type'))) ELSE '{}' END
             || CASE WHEN v ? '@id' THEN jsonb_build_object('id', v -> '@id') ELSE '{}' END
        ELSE v END $$;
CREATE FUNCTION encoded(v jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE jsonb_typeof(v)
        WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(key, CASE WHEN key LIKE '@%' THEN value ELSE encoded(value) END), '{}') FROM jsonb_each(v))
        WHEN 'array' THEN (SELECT coalesce(jsonb_agg(encoded(e)), '[]') FROM jsonb_array_elements(v) AS e)
        WHEN 'string' THEN to_jsonb((SELECT string_agg(CASE WHEN c ~ '[A-Za-z:/.0-9]' THEN c ELSE format('&#%s;', ascii(c)) END, '' ORDER BY n)
                                     FROM regexp_split_to_table(v #>> '{}', '') WITH ORDINALITY AS s (c, n)))
        ELSE v END $$;
SELECT count(*) FILTER (WHERE m IS DISTINCT FROM r) AS microdata, count(*) FILTER (WHERE e IS DISTINCT FROM r) AS encoded
FROM document,
     LATERAL (SELECT array_agg(l) AS r FROM claimreview_labels(content, 'misinfo') AS l) AS r,
     LATERAL (SELECT array_agg(l) AS m FROM claimreview_labels(microdata(content), 'misinfo') AS l) AS m,
     LATERAL (SELECT array_agg(l) AS e FROM claimreview_labels(encoded(content), 'misinfo') AS l) AS e \gset
\echo documents that say something else as microdata: :microdata; encoded for HTML: :encoded
SELECT CASE WHEN :unread + :microdata + :encoded > 0 OR :documents = 0 THEN 'true' ELSE 'false' END AS failed \gset
\if :failed
    DO $$ BEGIN RAISE EXCEPTION 'a document was not read, or not in the same way'; END $$;
\endif
