# shellcheck shell=bash
# sqlsmith: random statements over a table of every type, on a server with assertions.

# Prints what was called and what was raised; fails where a process died or one of factag's own
# checks of what cannot happen was reached.
cmd_sqlsmith() {
    local seconds=${1:-} jobs=${JOBS:-$(nproc)} seed=${SEED:-$$} job calls from=$EPOCHREALTIME
    [[ $# -eq 1 && $seconds =~ ^[1-9][0-9]*$ ]] || die "usage: ./run sqlsmith SECONDS"
    make_work
    ensure_packages sqlsmith
    sanitize_server assert
    sanitize_build assert || die "the build failed"
    install_extension || die "the installation failed"
    # every error with its code and place
    SERVER_SETTINGS=$'log_min_messages = warning\nlog_error_verbosity = verbose\nlog_line_prefix = \'%p %e \'\ntrack_functions = all\nrestart_after_crash = on'
    start_server || die "the server did not start"
    run_psql -q -f "$BUILD/test/fuzz/sqlsmith.sql" || die "no database for sqlsmith"
    for ((job = 0; job < jobs; job++)); do
        # sqlsmith ends by itself where the server went away
        as_server timeout "$seconds" sqlsmith --exclude-catalog --verbose "--seed=$((seed + job))" \
            --target="host=$SOCKDIR user=smith dbname=smith" >"$WORK/log/sqlsmith-$job" 2>&1 </dev/null &
    done
    wait
    as_server cat "$WORK/db/server.log" >"$WORK/log/server.log"
    say "seeds $seed to $((seed + jobs - 1)), $seconds seconds each"
    calls=$(run_psql -A -t -d smith <<'SQL'
SELECT format('%s statements; %s of factag''s functions were called, %s times', (SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()), count(*), sum(calls))
FROM pg_stat_user_functions AS s JOIN pg_depend AS d ON d.objid = s.funcid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e';
SQL
    )
    say "$calls"
    say "errors by SQLSTATE: $(awk '$3 == "ERROR:" { n[$2]++ } END { for (code in n) printf "%s %d  ", code, n[code] }' "$WORK/log/server.log")"
    internal_errors
    check "statements were run" sqlsmith_ran
    check "no server process crashed" no_crash
    check "nothing internal was reached in factag" nothing_internal
    say "took $(since "$from")"
    finish
}

sqlsmith_ran() {
    local log
    for log in "$WORK"/log/sqlsmith-*; do
        if ! grep -qE '^queries: [0-9]+' "$log"; then
            tail -n 5 "$log"
            return 1
        fi
    done
}

# Shows the internal errors: the server's own, which it has, and any of ours.
internal_errors() {
    awk '/ XX... (ERROR|FATAL):/ { text = $0; pid = $1 }
        text != "" && $1 == pid && / LOCATION:/ { sub(/^[0-9]+ /, "", text); sub(/^.*LOCATION: */, ""); print text "  at " $0; text = "" }' \
        "$WORK/log/server.log" | sort | uniq -c | sort -rn >"$WORK/log/internal"
    head -n 20 "$WORK/log/internal"
}

# Ours are those that a function of the tree raises.
nothing_internal() {
    local line ours=0
    [[ -f $WORK/log/internal ]] || return 1
    while IFS= read -r line; do
        [[ $line =~ \ at\ ([A-Za-z0-9_]+),\ ([A-Za-z0-9_]+\.[ch]):[0-9]+ ]] || continue
        # the server has a file timestamp.c too
        find "$BUILD/src" -name "${BASH_REMATCH[2]}" -exec grep -q "^${BASH_REMATCH[1]}(" {} \; -print | grep -q . || continue
        printf '%s\n' "$line"
        ours=1
    done <"$WORK/log/internal"
    return "$ours"
}
