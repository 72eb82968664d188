# shellcheck shell=bash
# Patterns that are written to take a backend for itself, many more of them than ./run test tries.

# Tries $1 pairs of a pattern and a text; $2 seeds them. Fails if a pair takes a second to notice a
# cancellation.
cmd_hostile() {
    local pairs=${1:-} seed=${2:-1} from=$EPOCHREALTIME
    [[ $pairs =~ ^[1-9][0-9]{0,6}$ && $seed =~ ^[1-9][0-9]{0,8}$ ]] || die "usage: ./run hostile PAIRS [SEED]"
    ensure_packages libipc-run-perl
    make_work
    say "${BOLD}$pairs hostile patterns on PostgreSQL $VERSION, seed $seed${RESET} …"
    build || die "the build failed"
    install_extension || die "the installation failed"
    echo "$BINDIR" >"$WORK/bindir"
    copy_tests
    as_server env TMPDIR="$SOCKDIR" HOSTILE_PAIRS="$pairs" HOSTILE_SEED="$seed" HOSTILE_MOST=1000 \
        make -C "$WORK/out/tests" "${MAKE_ARGS[@]}" PROVE_TESTS=test/t/013_hostile_patterns.pl PROVE_FLAGS=-v \
        prove_installcheck 2>&1 &
    wait $! || die "a pattern was not noticed to be cancelled in time"
    say "took $(since "$from")"
}
