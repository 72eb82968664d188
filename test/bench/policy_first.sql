-- Uses a policy for the first time in this backend, and notes the time and the memory that is kept.
CREATE TABLE first_use (book text, ms float8, bytes bigint);
CREATE FUNCTION use_first(which text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz;
    before bigint;
    stored labelpolicy := (SELECT policy FROM book WHERE name = which);
BEGIN
    PERFORM policy_decide('x', labelpolicy 'free: x', NULL);
    before := (SELECT sum(total_bytes) FROM pg_backend_memory_contexts);
    start := clock_timestamp();
    PERFORM policy_decide('x', stored, NULL);
    INSERT INTO first_use SELECT which, 1000 * extract(epoch FROM clock_timestamp() - start), sum(total_bytes) - before FROM pg_backend_memory_contexts;
END $$;
