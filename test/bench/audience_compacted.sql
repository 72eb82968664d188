-- Compacts, and notes the time. Afterwards base and table must agree.
SELECT count(*) AS changed, clock_timestamp() AS begun FROM person_audience_pending \gset
CALL audience_compact('person_audience');
INSERT INTO compacted SELECT :changed, 1000 * extract(epoch FROM clock_timestamp() - :'begun');
SELECT 1 / (count(*) = 0)::int AS agrees FROM audience_problems('person_audience') \gset
