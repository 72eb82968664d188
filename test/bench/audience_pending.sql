-- Makes :pending rows change, and asks. GIN's list of pending entries is merged, so that it is not slower than it must be.
UPDATE person SET tags = other.tags FROM person AS other
WHERE :pending > 0 AND person.id::bigint * 7919 % :rows < :pending AND other.id = 1 + (person.id + :pending) % :rows;
VACUUM (ANALYZE) person, person_audience_pending;
INSERT INTO pending_measured SELECT :pending, n, ms, peer_ms FROM question JOIN asked_pending USING (n), LATERAL least_times(statement, gin);
