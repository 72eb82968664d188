# shellcheck shell=bash
# The bench of two commits: BASE=commit ./run bench. Builds the working tree and the commit, and runs the
# same statements on a server of each in turns. A second server of the commit shows how much two servers
# with the same library differ, for a difference beyond that is a change.

COMPARE_PORTS=(5433 5434 5432)  # the base, the base again, the working tree
COMPARE_BASE=''                 # programs of the server with the base's library

# Compares the lines of test/bench/compare_$1.sql.
bench_compare() {
    local what=$1 rows lines port variables status=0
    # shellcheck disable=SC2034  # bench_begin reads it
    BENCH_SERVERS=3
    bench_begin "$([[ $what == rules ]] && echo 1000 || echo 100000)" 100 999999999 '' git
    rows=$BENCH_ROWS
    git_here rev-parse -q --verify "$BASE^{commit}" >/dev/null || die "BASE must name a commit, not \"$BASE\""
    lines=$WORK/out/lines.copy
    variables=(-v "rows=$rows" -v "lines=$lines" -v "stage=$WORK/out/stage.copy")
    if [[ $what == rules ]]; then
        bench_rules_texts "$rows"
        variables+=(-v "folder=$WORK/log/rules" -v "chinese=$BENCH_CHINESE")
    elif [[ $what == claims ]]; then
        bench_claims_texts "$rows"
        variables+=(-v "folder=$WORK/log/claims")
    fi
    prepare_server
    prepare_base
    BENCH=$BUILD/test/bench

    say "${BOLD}Making the data of $rows rows${RESET} …"
    for port in "${COMPARE_PORTS[@]}"; do
        compare_database "$what" "$port" "${variables[@]}"
    done
    compare_lines "$what" "${variables[@]}"
    {
        printf '# The working tree beside %s\n\n' "$(git_here rev-parse --short "$BASE")"
        bench_facts "$rows" "$BENCH_LOAD"
        printf -- '- base: %s\n' "$(git_here log -1 --format='%h %s' "$BASE")"
        printf '\nTimes are in milliseconds, planning included, the median of the runs. The spread is how much two\n'
        printf 'servers of the base differ, at least 5 %%; where the ratio is beyond it, the line has changed.\n\n'
    } >"$WORK/log/facts"
    say "${BOLD}Measuring in turns: base, tree${RESET} …"
    compare_measure "$lines" || status=1
    bench_report
    [[ $status -eq 0 ]] || die "the answers differ"
}

git_here() { git -c safe.directory="$ROOT" -C "$ROOT" "$@"; }

# Builds BASE with its own Makefile, and starts two servers with it.
prepare_base() {
    local from=$EPOCHREALTIME source=$WORK/base make
    say "${BOLD}Building $(git_here rev-parse --short "$BASE")${RESET} …"
    mkdir "$source"
    git_here archive "$BASE" | tar -C "$source" --no-same-owner -xf - || die "the commit cannot be read"
    chmod -R a+rX "$source"
    copy_server "$WORK/base-server" || die "the server cannot be copied"
    COMPARE_BASE=$WORK/base-server/usr/lib/postgresql/$VERSION/bin
    # newer compilers may warn about older code
    make=(make -C "$source" -s --no-print-directory "PG_CONFIG=$COMPARE_BASE/pg_config" with_llvm=no WERROR=)
    quietly "make base" "${make[@]}" -j "$(nproc)" all || die "the build failed"
    quietly "make install base" "${make[@]}" install || die "the installation failed"
    start_cluster "$WORK/db/base" "$WORK/db/base.log" "${COMPARE_PORTS[0]}" "$COMPARE_BASE" || die "the server did not start"
    start_cluster "$WORK/db/again" "$WORK/db/again.log" "${COMPARE_PORTS[1]}" "$COMPARE_BASE" || die "the server did not start"
    say "  built and installed in $(since "$from")"
}

# Makes the database on the server of a port, with the data that every server makes for itself.
compare_database() {
    local what=$1 port=$2 file files=(compare.sql)
    shift 2
    [[ $what == tags ]] || files=("${what}_data.sql" compare.sql)
    PGPORT=$port run_psql -q -c 'CREATE DATABASE bench'
    for file in "${files[@]}"; do
        PGPORT=$port bench_step run_psql -q -d bench -o /dev/null "$@" -f "$BENCH/$file"
    done
}

# Writes the lines, with the working tree's server. The data of tags takes long to make: it is made once,
# in another database, for all servers to load.
compare_lines() {
    local what=$1 file
    shift
    if [[ $what != tags ]]; then
        bench_step run_psql -q -d bench -o /dev/null "$@" -f "$BENCH/compare_$what.sql"
        return
    fi
    run_psql -q -c 'CREATE DATABASE bench_lines'
    for file in workload.sql peers.sql queries.sql compare.sql compare_tags.sql; do
        bench_step run_psql -q -d bench_lines -o /dev/null "$@" -v fewest=4 -v most=20 -f "$BENCH/$file"
    done
    run_psql -q -c 'DROP DATABASE bench_lines'
}

# Runs the lines and writes the report; fails where servers answer differently.
compare_measure() {
    local status=0
    PGDATABASE=bench as_server perl "$BENCH/compare.pl" "$BINDIR/psql" "$1" "$WORK/out/report.md" "${COMPARE_PORTS[@]}" &
    wait $! || status=$?
    [[ -s $WORK/out/report.md ]] || die "the bench failed"
    return "$status"
}
