# shellcheck shell=bash
# The bench of identities: the aggregate beside a recursive query and pgRouting, then a graph from empty tables to persons, and
# what an event costs. With BENCH_PARTS, parts that are done stay in that folder, and a run that was interrupted goes on after them.

bench_identity() {
    local part
    # shellcheck disable=SC2034  # bench_needs_disk reads it
    BENCH_ROW_KB=1
    bench_begin 1000000 10000 50000000 results-identity.md
    prepare_server
    bench_routing
    BENCH=$BUILD/test/bench
    {
        printf '# Identities beside their peers\n\n'
        bench_facts "$BENCH_ROWS" "$BENCH_LOAD"
        bench_identity_facts
    } >"$WORK/log/facts"
    for part in components graph; do
        bench_identity_part "$part"
    done
    bench_print "$WORK/log/facts" "$WORK/log/components.md" "$WORK/log/graph.md"
}

bench_identity_facts() {
    cat <<EOF2
- pgRouting: $BENCH_ROUTING

Links of random persons of 2 to 18 identifiers, as many as identifiers, in no order. The aggregate and pgr_connectedComponents get the
table as it is. The recursive query gets both directions of each link, with an index. All find the same components, which the bench checks: each
statement has the number of identifiers and a digest of the pairs of identifier and component as its value. Times are the
processor time of the backend, and in brackets that by the clock: the least of three runs, or of as many as there are within twenty seconds.
Ratios and goals are of processor time. An event is a transaction of its own; 200 are measured of each kind.

EOF2
}

# Measures one part, unless it is in BENCH_PARTS.
bench_identity_part() {
    local part=$1 commit kept=''
    if [[ -n ${BENCH_PARTS:-} ]]; then
        # what another commit has measured is of no use
        commit=$(git_here describe --always --dirty 2>/dev/null) || commit=''
        kept=$(realpath -m -- "$BENCH_PARTS")/$part-$BENCH_ROWS${commit:+-$commit}.md
    fi
    if [[ -n $kept && -s $kept ]]; then
        say "taken from $kept"
        cp "$kept" "$WORK/log/$part.md"
        return
    fi
    run_psql -q -c "CREATE DATABASE bench_$part"
    export PGDATABASE=bench_$part
    run_psql -q -c 'CREATE EXTENSION factag'
    say "${BOLD}Making links, for the part \"$part\"${RESET} …"
    bench_step run_psql -q -o /dev/null -v rows="$BENCH_ROWS" -f "$BENCH/identity_data.sql"
    say "${BOLD}Measuring${RESET} …"
    case $part in
        components)
            bench_step run_psql -q -v rows="$BENCH_ROWS" -v routing="$BENCH_ROUTING_LIB" -o "$WORK/out/$part.md" -f "$BENCH/identity_components.sql"
            ;;
        graph)
            bench_step run_psql -q -o /dev/null -v rows="$BENCH_ROWS" -f "$BENCH/identity_times.sql" -f "$BENCH/identity_load.sql"
            bench_step run_psql -q -v rows="$BENCH_ROWS" -o "$WORK/out/$part.md" -f "$BENCH/identity_events.sql"
            ;;
    esac
    export PGDATABASE=postgres
    run_psql -q -c "DROP DATABASE bench_$part"
    cp "$WORK/out/$part.md" "$WORK/log/$part.md"
    if [[ -n $kept ]]; then
        mkdir -p "$(dirname "$kept")" && cp "$WORK/log/$part.md" "$kept"
    fi
}

# --- pgRouting, as Debian has it ----------------------------------------------------------

BENCH_ROUTING=''     # which version, or why none
BENCH_ROUTING_LIB='' # the name of its library in the private copy of the server

# Puts pgRouting's library into the private copy of the server. Its components need nothing else, so PostGIS stays away.
bench_routing() {
    local package=postgresql-$VERSION-pgrouting dir=$WORK/pgrouting lib
    BENCH_ROUTING="left out, for the package $package cannot be had"
    mkdir "$dir"
    (cd "$dir" && apt-get -q -o Acquire::Retries=1 -o Acquire::http::Timeout=20 download "$package") >"$WORK/log/pgrouting-apt" 2>&1 || return 0
    dpkg-deb -x "$dir"/*.deb "$dir" || return 0
    lib=$(find "$dir/usr/lib/postgresql/$VERSION/lib" -name 'libpgrouting-*.so' | head -n 1)
    [[ -n $lib ]] && cp "$lib" "$(pg_config --pkglibdir)" || return 0
    chmod a+r "$(pg_config --pkglibdir)/$(basename "$lib")"
    BENCH_ROUTING="Debian's package $package $(dpkg-deb -f "$dir"/*.deb Version)"
    # shellcheck disable=SC2016  # the server's variable
    BENCH_ROUTING_LIB='$libdir/'$(basename "$lib" .so)
}
