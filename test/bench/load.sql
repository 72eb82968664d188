-- Loads one peer's table with COPY and indexes it; prints what that took and the sizes.
-- psql variables: peer, file (a path the server may write).

SET client_min_messages = warning;
CALL fill_stage(:'peer');
COPY stage TO :'file';
TRUNCATE stage;
CHECKPOINT;

SELECT 'copy', :'peer',
       timed_command(format('TRUNCATE with_%s', :'peer'), format('COPY with_%s FROM %L', :'peer', :'file'));
CHECKPOINT;
SELECT 'build', :'peer',
       timed_command(format('DROP INDEX IF EXISTS with_%s_tags', peer),
                     format('CREATE INDEX with_%1$s_tags ON with_%1$s USING %2$s', peer, method))
FROM peer_index WHERE peer = :'peer';

SELECT format('VACUUM ANALYZE with_%s', :'peer') \gexec
CHECKPOINT;

SELECT 'table', :'peer', pg_table_size(('with_' || :'peer')::regclass);
SELECT 'index', :'peer', pg_relation_size(('with_' || :'peer' || '_tags')::regclass);
