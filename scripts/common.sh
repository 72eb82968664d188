# shellcheck shell=bash
# Messages, the temporary directory, and the cleaning up after every way to end.

# The caller's libpq settings must not lead anywhere near another server.
for name in ${!PG@}; do
    [[ $name == PG_VERSION ]] || unset "$name"
done
unset name

if [[ -t 1 && ${TERM:-dumb} != dumb && -z ${NO_COLOR:-} ]]; then
    BOLD=$'\e[1m' RED=$'\e[31m' GREEN=$'\e[32m' RESET=$'\e[0m'
else
    BOLD='' RED='' GREEN='' RESET=''
fi

WORK=''    # this run's temporary directory
SOCKDIR='' # the server's socket, inside WORK unless that path is too long

# Prints one line about what is going on.
say() { printf '%s\n' "$*"; }

# Prints what went wrong and ends the run.
die() {
    printf '%s\n' "${RED}run: $*${RESET}" >&2
    exit 1
}

# Seconds since the run began, with one decimal.
since() {
    local from=$1
    awk -v a="$from" -v b="$EPOCHREALTIME" 'BEGIN { gsub(",", ".", a); gsub(",", ".", b); printf "%.1f s", b - a }'
}

# Runs a command as root: directly, or through sudo.
as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Runs a command as whoever owns the throwaway server: postgres refuses to run as root.
as_server() {
    if [[ $EUID -eq 0 ]]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

# Runs a command quietly; shows its output only when it fails. $1 says what it does.
quietly() {
    local what=$1 log
    shift
    log=$WORK/log/$(tr -c 'a-z0-9\n' '-' <<<"${what,,}").log
    # bash runs its traps while it waits, but not while a command in the foreground runs
    "$@" >"$log" 2>&1 </dev/null &
    if ! wait $!; then
        say "${RED}failed: $what${RESET}"
        tail -n 60 "$log"
        return 1
    fi
}

# Makes the run's temporary directory; the server's user must be able to enter it.
make_work() {
    local base=${TMPDIR:-/tmp}
    base=$(cd "$base" 2>/dev/null && pwd) || base=/tmp
    WORK=$(mktemp -d "$base/factag.XXXXXX")
    if ! server_can_enter; then
        rmdir "$WORK"
        WORK=$(mktemp -d /tmp/factag.XXXXXX)
        server_can_enter || die "the user postgres cannot enter $WORK"
    fi
    echo $$ >"$WORK/pid"
    mkdir "$WORK/log" "$WORK/db" "$WORK/out"
    SOCKDIR=$WORK/db/s
    # sun_path holds 107 bytes, the socket's own name takes 15, a directory of the TAP tests 11
    if [[ ${#SOCKDIR} -gt 80 ]]; then
        SOCKDIR=$(mktemp -d /tmp/factag-s.XXXXXX)
        echo "$SOCKDIR" >"$WORK/sockdir"
    else
        mkdir "$SOCKDIR"
    fi
    chmod 0700 "$SOCKDIR" "$WORK/db"
    if [[ $EUID -eq 0 ]]; then
        chown postgres: "$WORK/db" "$WORK/out" "$SOCKDIR"
    fi
    cd "$WORK" || die "cannot enter $WORK"
}

server_can_enter() {
    [[ $EUID -ne 0 ]] || chmod 0711 "$WORK"
    as_server test -x "$WORK"
}

# Stops what servers run in a work directory and removes the directory.
remove_work() {
    local work=$1 data
    [[ -d $work ]] || return 0
    # the run's own, and those of a TAP test that was interrupted
    for data in "$work"/db/* "$work"/out/tests/tmp_check/*/pgdata; do
        if as_server test -f "$data/postmaster.pid" && [[ -f $work/bindir ]]; then
            as_server "$(<"$work/bindir")/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1 || true
        fi
    done
    if [[ -f $work/sockdir ]]; then
        rm -rf -- "$(<"$work/sockdir")"
    fi
    rm -rf -- "$work"
}

cleanup() {
    local status=$?
    trap - EXIT
    trap '' INT TERM HUP
    set +e
    cd /
    jobs -p | xargs -r kill 2>/dev/null
    wait
    restore_apt_guards
    [[ -z $WORK ]] || remove_work "$WORK"
    exit "$status"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Removes build products from the tree, and what a killed run could not clean up itself.
cmd_clean() {
    local base bases=(/tmp) work pid
    [[ ${TMPDIR:-/tmp} -ef /tmp ]] || bases+=("$TMPDIR")
    for base in "${bases[@]}"; do
        for work in "$base"/factag.??????; do
            [[ -d $work && -O $work && -f $work/pid ]] || continue
            pid=$(<"$work/pid")
            if [[ -d /proc/$pid ]]; then
                say "left alone, still running: $work"
            else
                remove_work "$work"
                say "removed $work"
            fi
        done
    done
    (
        cd "$ROOT" || exit 1
        find src -name '*.o' -delete -o -name '*.bc' -delete
        rm -rf .build factag.so factag--*.sql.tmp factag--*.sql exports.* dist results log tmp_check
        rm -f regression.diffs regression.out doc/reference.md.tmp
    )
    say "the tree is clean"
}
