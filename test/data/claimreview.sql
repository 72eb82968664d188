-- ClaimReview as others publish it: every document of the folder is read. Prints what it says;
-- fails where a document has no claim, or a rating is there and has no verdict.
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
SELECT CASE WHEN :unread > 0 OR :documents = 0 THEN 'true' ELSE 'false' END AS failed \gset
\if :failed
    DO $$ BEGIN RAISE EXCEPTION 'a document was not read'; END $$;
\endif
