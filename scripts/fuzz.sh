# shellcheck shell=bash
# Fuzzing: libFuzzer, with ASan and UBSan, inside the server of ./run sanitize asan. Targets are
# the functions of test/fuzz/targets.sql; what they learn is kept beside that server.

FUZZ_LINES=()  # a verdict a target
FUZZ_FAILED=0

# What a target's inputs begin with.
fuzz_seeds() {
    case $1 in
        receive) echo receive ;;
        query | label_query | algebra | label_algebra | taxonomy | taxonomy_query | policy_join | policy_decide | dsa_statement | idset_algebra | claim) echo two ;;
        idset_roaring) echo roaring ;;
        rules | rules_jsonb | pattern) echo rules ;;
        *) echo one ;;
    esac
}

cmd_fuzz() {
    local seconds target known library chosen=() from=$EPOCHREALTIME
    [[ $# -gt 0 ]] || die "usage: ./run fuzz [TARGET…] SECONDS"
    seconds=${!#}
    [[ $seconds =~ ^[1-9][0-9]*$ ]] || die "./run fuzz ends with the seconds that each target runs, not \"$seconds\""
    known=$(sed -n 's/^CREATE FUNCTION fuzz\.\([a-z_]*\).*/\1/p' "$ROOT/test/fuzz/targets.sql")
    for target in "${@:1:$#-1}"; do
        grep -qx -- "$target" <<<"$known" || die "no target \"$target\"; there are: ${known//$'\n'/ }"
        chosen+=("$target")
    done
    [[ ${#chosen[@]} -gt 0 ]] || mapfile -t chosen <<<"$known"
    make_work
    sanitize_server asan
    say "${BOLD}Fuzzing factag on PostgreSQL $VERSION${RESET} …"
    # with libFuzzer in the library: the server's program has ASan's idle functions of the same names
    library=$(clang -print-file-name="libclang_rt.fuzzer_no_main-$(uname -m).a")
    MORE_ARGS=(PG_LDFLAGS="-Wl,--whole-archive $library -Wl,--no-whole-archive -lstdc++ -lm" SHLIB_EXPORTS=)
    sanitize_build asan '-fsanitize=fuzzer-no-link -DUSE_ASSERT_CHECKING' || die "the build failed"
    install_extension || die "the installation failed"
    quietly "make the fuzzer" make -C "$BUILD/test/fuzz" "${MAKE_ARGS[@]}" all install || die "the fuzzer cannot be built"
    fuzz_database || die "no database to fuzz in"
    say "  ready in $(since "$from")"
    fuzz_targets "$seconds" "${chosen[@]}"
    say ""
    printf '%s\n' "${FUZZ_LINES[@]}"
    return "$FUZZ_FAILED"
}

# A database with the targets, which each run has a copy of.
fuzz_database() {
    local data=$WORK/db/data
    quietly "initdb" as_server "$BINDIR/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync ||
        return 1
    as_server tee -a "$data/postgresql.conf" >/dev/null <<'CONF' || return 1
fsync = off
timezone = 'UTC'
shared_buffers = 16MB
log_min_messages = error
client_min_messages = error
shared_preload_libraries = 'factag, factag_fuzz'
factag.match_limit = 20000
factag.match_depth_limit = 2000
factag.match_heap_limit = 4096
factag.rule_cache_size = 1024
CONF
    printf 'CREATE EXTENSION factag;\n\n' >"$WORK/log/targets.sql"
    perl "$BUILD/test/sanitize/single.pl" "$BUILD/test/fuzz/targets.sql" >>"$WORK/log/targets.sql"
    fuzz_single "$data" -c log_min_messages=error <"$WORK/log/targets.sql" >"$WORK/log/targets.out" 2>&1
    if grep -E 'ERROR|FATAL' "$WORK/log/targets.out"; then
        return 1
    fi
    as_server mkdir "$WORK/out/seeds"
    as_server perl "$BUILD/test/fuzz/seeds.pl" "$WORK/out/seeds" "$BUILD"/sql/*.sql || return 1
    FUZZ_KEPT=$SANITIZE_CACHE/fuzz
    mkdir -p "$FUZZ_KEPT"
    [[ $EUID -ne 0 ]] || chown postgres: "$FUZZ_KEPT"
}

fuzz_single() {
    local data=$1
    shift
    as_server "$BINDIR/postgres" --single -j -D "$data" "$@" postgres
}

# Runs the targets, JOBS at a time.
fuzz_targets() {
    local seconds=$1 target running=0 jobs=${JOBS:-$(nproc)}
    shift
    for target in "$@"; do
        if [[ $running -ge $jobs ]]; then
            wait -n || true
            running=$((running - 1))
        fi
        fuzz_target "$target" "$seconds" &
        running=$((running + 1))
    done
    wait
    for target in "$@"; do
        FUZZ_LINES+=("$(fuzz_verdict "$target")")
        fuzz_clean "$target" || FUZZ_FAILED=1
    done
}

# In turns of some minutes, for what a process gathers that libFuzzer runs in.
fuzz_target() {
    local target=$1 seconds=$2 data=$WORK/db/$1 kept=$FUZZ_KEPT/$1 log=$WORK/log/fuzz-$1 options turn
    as_server mkdir -p "$kept/corpus" "$kept/found"
    : >"$log"
    while ((seconds > 0)); do
        turn=$((seconds < 200 ? seconds : 120))
        seconds=$((seconds - turn))
        as_server cp -a "$WORK/db/data" "$data"
        options="-max_total_time=$turn -max_len=4096 -timeout=30 -rss_limit_mb=6000 -detect_leaks=0 -print_final_stats=1"
        options+=" -dict=$BUILD/test/fuzz/dictionary -artifact_prefix=$kept/found/ $kept/corpus $WORK/out/seeds/$(fuzz_seeds "$target")"
        fuzz_single "$data" >>"$log" 2>&1 <<SQL || true
SELECT fuzz_run(oid, string_to_array('$options', ' ')) FROM pg_proc WHERE pronamespace = 'fuzz'::regnamespace AND proname = '$target';

SQL
        as_server rm -rf "$data"
        fuzz_clean "$target" || break
    done
    as_server tee "$kept/log" <"$log" >/dev/null
    say "$(fuzz_verdict "$target")"
}

fuzz_clean() {
    ! grep -qE 'FOUND:|ERROR:|SUMMARY|runtime error' "$WORK/log/fuzz-$1" && grep -q '^Done ' "$WORK/log/fuzz-$1"
}

# One line of what a target did.
fuzz_verdict() {
    local log=$WORK/log/fuzz-$1 runs cover corpus edges end=nothing
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | awk '{ n += $1 } END { print n }')
    cover=$(sed -n 's/.* cov: \([0-9]*\) ft: .*/\1/p' "$log" | tail -n 1)
    corpus=$(sed -n 's/.* corp: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
    edges=$(sed -n 's/^INFO: Loaded .* (\([0-9]*\) inline 8-bit counters.*/\1/p' "$log" | head -n 1)
    if ! fuzz_clean "$1"; then
        end="$(grep -E -m 1 'FOUND:|ERROR:|runtime error' "$log" || tail -n 1 "$log"), see $FUZZ_KEPT/$1"
    fi
    say "$1: ${runs:-?} executions, ${cover:-?} of ${edges:-?} edges, ${corpus:-?} inputs kept; found: $end"
}
