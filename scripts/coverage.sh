# shellcheck shell=bash
# How much of the C code the tests run, by gcov.

# Prints a line a file, the least covered first; COVERAGE_OUT=folder gets the sources, marked.
cmd_coverage() {
    local from=$EPOCHREALTIME out=${COVERAGE_OUT:-} info
    [[ -z $out ]] || out=$(realpath -m -- "$out")
    ensure_packages lcov libipc-run-perl
    make_work
    info=$WORK/coverage.info
    export COPT='--coverage -O0 -Wno-maybe-uninitialized'
    say "${BOLD}Building factag for PostgreSQL $VERSION, with counters${RESET} …"
    build || die "the build failed"
    unset COPT
    # the server writes the counters beside the objects
    [[ $EUID -ne 0 ]] || chown -R postgres: "$BUILD"
    install_extension || die "the installation failed"
    start_server || die "the server did not start"
    regress
    isolation
    tap
    as_server "$BINDIR/pg_ctl" -D "$WORK/db/data" -m fast -w stop >/dev/null
    quietly "lcov" lcov --capture --directory "$BUILD" --output-file "$info" --include "$BUILD/src/*" || die "no coverage"
    if [[ -n $out ]]; then
        quietly "genhtml" genhtml --prefix "$BUILD" --output-directory "$out" "$info" || die "cannot write $out"
        say "written to $out"
    fi
    say ""
    coverage_table "$info"
    say "took $(since "$from"); \`./run test\` installs the library without counters again"
    [[ $FAILED -eq 0 ]]
}

# Lines run and lines in all, a row a file, and of the whole.
coverage_table() {
    awk -F '[:,]' -v prefix="$BUILD/" '
        /^SF:/ { file = substr($0, 4); sub(prefix, "", file); lines = run = 0; missed = "" }
        /^DA:/ { lines++; if ($3 > 0) run++; else missed = missed " " $2 }
        /^end_of_record/ {
            printf "%6.1f %%  %4d of %4d  %s%s\n", lines ? 100 * run / lines : 100, run, lines, file,
                (length(missed) > 60 ? ": " substr(missed, 2, 57) "…" : (missed == "" ? "" : ":" missed))
            all += lines; all_run += run
        }
        END { printf "%6.1f %%  %d of %d lines\n", 100 * all_run / all, all_run, all }' "$1" | LC_ALL=C sort -n
}
