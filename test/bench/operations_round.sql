-- One round of changes to an audience, its compaction and a vacuum. psql variable: round, which members change.
UPDATE watched SET tags = tags || ('r1/s1/t1/u' || 1 + id % 3)::tagset WHERE id % 50 = :round % 50;
UPDATE watched SET tags = tags - 'r1/s1/t1' WHERE id % 50 = (:round + 25) % 50;
CALL audience_compact('watched_audience');
VACUUM watched_audience_tags, watched_audience_members, watched_audience_pending, watched;
