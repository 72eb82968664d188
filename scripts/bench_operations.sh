# shellcheck shell=bash
# The bench of operations: the figures beside the advice in doc/operations.md; and that of memory.

bench_operations() {
    local kept round holder
    bench_begin 200000 5000 5000000 results-operations.md
    bench_has_contrib
    bench_server 'Operations' <<'EOF2'

Members with 4 to 20 tags from a tree of 3,180, as in the bench of tags. Each table is about one setting; the advice that follows from it is in
doc/operations.md. Times are the least of several runs, but for writes and builds.
EOF2
    run_psql -q -c 'CREATE DATABASE bench_operations'
    export PGDATABASE=bench_operations
    say "${BOLD}Making $BENCH_ROWS members${RESET} …"
    bench_step run_psql -q -o /dev/null -v rows="$BENCH_ROWS" -v fewest=4 -v most=20 -f "$BENCH/workload.sql" -f "$BENCH/measure.sql" -f "$BENCH/operations_data.sql"
    say "${BOLD}Measuring${RESET} …"
    while IFS= read -r kept; do
        bench_step run_psql -q -v name="$kept" -f - <<<"CALL note_kept(:'name')"
    done < <(run_psql -q -A -t -c 'SELECT name FROM kept ORDER BY split_part(name, $$ $$, 2), n')
    bench_step run_psql -q -o /dev/null -f "$BENCH/operations.sql"
    bench_audience_size 'at first'
    for round in 1 2 3 4 5; do
        bench_step run_psql -q -v round="$round" -f "$BENCH/operations_round.sql"
    done
    bench_audience_size '5 rounds'
    # a report that somebody started and forgot
    run_psql -q -c 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1; SELECT pg_sleep(3600)' >/dev/null 2>&1 &
    holder=$!
    sleep 1
    for round in 6 7 8 9 10; do
        bench_step run_psql -q -v round="$round" -f "$BENCH/operations_round.sql"
    done
    bench_audience_size '5 more, while a snapshot stays open'
    run_psql -q -o /dev/null -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(3600)%' AND pid <> pg_backend_pid()"
    wait "$holder" || true
    bench_step run_psql -q -v round=11 -f "$BENCH/operations_round.sql"
    bench_audience_size 'one more, after its end'
    bench_step run_psql -q -o "$WORK/out/report.md" -f "$BENCH/operations_report.sql"
    export PGDATABASE=postgres
    bench_report
}

# Notes the size of the audience's tables, and what a question costs. $1: when.
bench_audience_size() {
    run_psql -q -o /dev/null -v setting="$1" -f - <<'SQL'
SELECT note('audience', :'setting', 'tables of the audience, MB', (SELECT bytes / 1e6 FROM audience_status() LIMIT 1));
SELECT note('audience', :'setting', 'A & B & !C, ms', least_ms($$SELECT audience_count('watched_audience', 'r4/s8 & r10/s5 & !r7/s8', NULL)$$));
SQL
}

# What the aggregates keep of a million distinct tags, and what classifying a long text takes.
bench_memory() {
    local n
    bench_begin 1000000 1000 5000000 results-memory.md
    bench_server 'Memory of a backend' <<'EOF2'

By how much the private memory of a fresh backend grows, at most, while it answers a question once: four tags a member, each tag in one set.
EOF2
    run_psql -q -c 'CREATE DATABASE bench_memory'
    export PGDATABASE=bench_memory
    say "${BOLD}Making $BENCH_ROWS tags${RESET} …"
    bench_step run_psql -q -o /dev/null -v rows="$BENCH_ROWS" -f "$BENCH/memory_lines.sql"
    say "${BOLD}Measuring${RESET} …"
    while IFS= read -r n; do
        bench_step run_psql -q -o /dev/null -c "CALL note_memory($n)"
    done < <(run_psql -q -A -t -c 'SELECT n FROM question ORDER BY n')
    bench_step run_psql -q -v rows="$BENCH_ROWS" -o "$WORK/out/report.md" -f "$BENCH/memory.sql"
    export PGDATABASE=postgres
    bench_report
}
