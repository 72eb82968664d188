# shellcheck shell=bash
# The bench of audiences: beside a GIN index, text[] and sets of ids per tag; then what writers pay.

bench_audience() {
    bench_begin 1000000 1000 99999999 results-audience.md
    bench_has_contrib
    prepare_server
    bench_croaring_build
    BENCH=$BUILD/test/bench
    {
        printf '# Audiences beside their peers\n\n'
        bench_facts "$BENCH_ROWS" "$BENCH_LOAD"
        bench_audience_facts
    } >"$WORK/log/facts"
    run_psql -q -c 'CREATE DATABASE bench_audience'
    export PGDATABASE=bench_audience
    say "${BOLD}Making $BENCH_ROWS members${RESET} …"
    bench_step run_psql -q -o /dev/null -v rows="$BENCH_ROWS" -f "$BENCH/audience_data.sql" -f "$BENCH/audience_lines.sql"
    bench_step run_psql -q -o "$WORK/out/sets" -f "$BENCH/audience_peers.sql"
    bench_croaring_run "$WORK/out/sets" >"$WORK/log/croaring"
    chmod a+rx "$WORK/log" && chmod a+r "$WORK/log/croaring"
    say "${BOLD}Counting${RESET} …"
    bench_step run_psql -q -v rows="$BENCH_ROWS" -v seconds="$(bench_seconds)" -v croaring="$WORK/log/croaring" \
        -o "$WORK/out/report.md" -f "$BENCH/audience.sql"
    bench_audience_writes
    export PGDATABASE=postgres
    bench_print "$WORK/log/facts" "$WORK/out/report.md" "$WORK/out/writes.md"
}

# How long each line is measured at least; few rows are for trying the bench.
bench_seconds() { if ((BENCH_ROWS < 100000)); then echo 0.05; else echo 2; fi; }

bench_audience_facts() {
    cat <<EOF
- CRoaring: $BENCH_CROARING

Members with 4 to 20 tags of a tree of 3,180; a table with attributes, in which a third of the tree has tags that
begin or end, and five members in eight have a price. The audience is kept up by its trigger and answers exactly, as
GIN does. \`text[]\` has every ancestor. "Sets by night" is a table with an idset per tag that nobody keeps up, and
CRoaring evaluates the same sets in a C program without a server. All find the same, which the bench checks. Times
are the least of three or more runs after one to warm, taking turns, planning included.

EOF
}

# --- CRoaring, as Debian has it -----------------------------------------------------------

BENCH_CROARING='' # which library, or why none

# Compiles test/bench/roaring.c with Debian's library, which need not be installed.
bench_croaring_build() {
    local dir=$WORK/croaring lib
    BENCH_CROARING='left out, for the package libroaring-dev cannot be had'
    mkdir "$dir"
    (cd "$dir" && apt-get -q -o Acquire::Retries=1 -o Acquire::http::Timeout=20 download libroaring-dev libroaring0) >"$WORK/log/croaring-apt" 2>&1 || return 0
    for lib in "$dir"/*.deb; do
        dpkg-deb -x "$lib" "$dir" || return 0
    done
    lib=$(find "$dir/usr/lib" -name 'libroaring.so.*' | sort | tail -n 1)
    # the bench goes on without it
    gcc -O3 -march=native -o "$dir/roaring" -I "$dir/usr/include" "$BUILD/test/bench/roaring.c" "$lib" "-Wl,-rpath,$(dirname "$lib")" \
        >"$WORK/log/croaring-gcc" 2>&1 || return 0
    BENCH_CROARING="Debian's package libroaring-dev $(dpkg-deb -f "$dir"/libroaring-dev_*.deb Version)"
}

# Prints what CRoaring finds in the sets of file $1, as rows for COPY; nothing without the library.
bench_croaring_run() {
    [[ -x $WORK/croaring/roaring ]] || return 0
    "$WORK/croaring/roaring" <"$1" || die "the program of CRoaring failed"
}

# --- writers ------------------------------------------------------------------------------

# Single rows that are updated in turns of four tables, and writers beside compaction.
bench_audience_writes() {
    local rows=$((BENCH_ROWS / 10 < 1000 ? 1000 : BENCH_ROWS / 10)) each=$((BENCH_ROWS / 50 < 500 ? 500 : BENCH_ROWS / 50)) turn kind
    say "${BOLD}Writing${RESET} …"
    bench_step run_psql -q -o /dev/null -v rows="$rows" -f "$BENCH/audience_writers.sql"
    for turn in 1 2 3; do
        for kind in none trigger gin both; do
            bench_audience_updates "$kind" "$rows" "$each" "$turn"
        done
    done
    bench_audience_waits alone "$rows" true
    bench_audience_waits compacting "$rows" bench_audience_compact
    bench_step run_psql -q -o "$WORK/out/writes.md" -f "$BENCH/audience_writes.sql"
}

# One client updates $3 random rows of written_$1; the least time of the turns counts.
bench_audience_updates() {
    local kind=$1 rows=$2 each=$3 turn=$4 log=$WORK/log/pgbench
    sed "s/with_:peer/written_$kind/g" "$BENCH/update.sql" >"$WORK/log/update.sql"
    chmod a+r "$WORK/log/update.sql"
    run_psql -q -c "VACUUM written_$kind" -c CHECKPOINT
    bench_step as_server "$BINDIR/pgbench" -n -M prepared -c 1 -t "$each" --random-seed="$turn" -D rows="$rows" -f "$WORK/log/update.sql" >"$log" 2>&1
    run_psql -q -c "INSERT INTO written VALUES ('$kind', $(sed -n 's/^tps = \([0-9.]*\).*/1e6 \/ \1/p' "$log"))"
}

# Two clients update rows of written_trigger, while command $3 runs; notes the longest of their waits.
bench_audience_waits() {
    local what=$1 rows=$2 meanwhile=$3 seconds client
    seconds=$((BENCH_ROWS < 100000 ? 2 : 20))
    sed "s/with_:peer/written_trigger/g" "$BENCH/update.sql" >"$WORK/log/update.sql"
    chmod a+r "$WORK/log/update.sql"
    # shellcheck disable=SC2016  # the inner shell's
    as_server bash -c 'cd "$1" && exec "$2" -n -M prepared -c 2 -j 2 -T "$3" -l --log-prefix="$4" -D rows="$5" -f "$6"' - \
        "$WORK/out" "$BINDIR/pgbench" "$seconds" "waits-$what" "$rows" "$WORK/log/update.sql" >"$WORK/log/pgbench" 2>&1 &
    client=$!
    while kill -0 "$client" 2>/dev/null; do
        "$meanwhile"
        sleep 0.2
    done
    wait "$client" || die "the bench failed"
    run_psql -q -c "INSERT INTO waited $(awk -v what="$what" '{ n++; t += $3; if ($3 > m) m = $3 } END { printf "VALUES ('\''%s'\'', %d, %f, %f)", what, n, t / n / 1000, m / 1000 }' "$WORK/out/waits-$what".*)"
}

bench_audience_compact() { run_psql -q -c "CALL audience_compact('written_trigger_audience')"; }
