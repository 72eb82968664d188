-- How far the memory of a backend grows, at most, while it answers a question; each call in a new backend. Runs after
-- consensus_lines.sql.
CREATE TABLE most_memory (n int, kb int);
CREATE FUNCTION peak() RETURNS int LANGUAGE sql VOLATILE AS
    $$ SELECT substring(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+) kB')::int $$;
CREATE PROCEDURE note_memory(which int) LANGUAGE plpgsql AS $$
DECLARE
    before int;
    answer text;
BEGIN
    -- the table's buffers, and the library
    PERFORM count(item), count(rater), count(label), count(rating), count(tagset 'a') FROM vote;
    before := peak();
    EXECUTE (SELECT statement FROM question WHERE n = which) INTO answer;
    INSERT INTO most_memory VALUES (which, peak() - before);
END $$;
