#!/usr/bin/env bash
# Builds, installs and tests factag on several major versions of PostgreSQL: 15 is this
# machine's own server, the others live in chroots of later Debian suites, made when missing.
set -euo pipefail

# shellcheck source=test/matrix/chroot.sh
source "$(dirname "${BASH_SOURCE[0]}")/chroot.sh"
VERSIONS=(15 17 18 19)
ARCHITECTURES=(i386 armhf arm64 s390x) # what else 15 can be tested on

usage() {
    cat <<'USAGE'
usage: test/matrix/matrix.sh [--prepare] [VERSION...]        (as root; default: 15 17 18 19)

Builds the working tree for each version with warnings as errors, installs it, and runs
the regression, isolation and TAP tests on throwaway clusters, and the regression tests again on
what clang builds. One line a version at the end.

15 is the server of this machine; what is installed for the test is seen by the test alone.
17, 18 and 19 run in chroots under FACTAG_MATRIX_CACHE (default /var/cache/factag-matrix),
made with debootstrap when missing: 1 GB and some minutes each. --prepare makes them and
stops there. To have newer packages: rm -rf that directory's NN.

15-i386, 15-armhf, 15-arm64 and 15-s390x are 15 on other architectures: of 32 bits, of 64, and with
the most significant byte first. Where this machine cannot run their programs itself, QEMU's
user-mode emulation does, slowly (hours), and the regression tests alone are run.

REGRESS='tagset ruleset' selects regression tests; then these alone are run, on what gcc makes.

The Debian mirror is that of this machine's apt sources, or FACTAG_MATRIX_MIRROR.
USAGE
}

# --- one version ----------------------------------------------------------------------

# Mounts copies over the directories of this machine's server that an installation writes to. Only this
# run sees the copies.
shield_host() {
    local version=$1 dir copy=$TEMP/host i=0 config=/usr/lib/postgresql/$1/bin/pg_config
    for dir in "$("$config" --pkglibdir)" "$("$config" --sharedir)/extension" "$("$config" --includedir-server)"; do
        i=$((i + 1))
        mkdir -p "$copy" && cp -a "$dir" "$copy/$i" || return 1
        mount_here --bind "$copy/$i" "$dir" || return 1
    done
    # bitcode of another build would not fit the library
    rm -rf "$("$config" --pkglibdir)"/bitcode/factag{,.index.bc}
}

# The chroot of a version, with what it is tested with.
prepare_chroot() {
    if is_native "$(architecture_of "$1")"; then
        make_chroot "$1" clang
    else
        make_chroot "$1"
    fi
}

# Enters the version's place: sets CHROOT, AREA and BINDIR.
enter() {
    local version=$1
    BINDIR=/usr/lib/postgresql/$(major_of "$version")/bin
    if [[ $version == 15 ]]; then
        if [[ ! -x $BINDIR/postgres || ! -e /usr/include/postgresql/$version/server/postgres.h ]]; then
            say "postgresql-$version and postgresql-server-dev-$version are not installed here"
            return 1
        fi
        CHROOT=/
        shield_host "$version" || return 1
        AREA=$(mktemp -d /tmp/factag-matrix.XXXXXX) || return 1
    else
        prepare_chroot "$version" || return 1
        CHROOT=$CACHE/$version
        mount_kernel_files || return 1
        AREA=/srv/matrix
        rm -rf --one-file-system -- "${CHROOT:?}$AREA" && mkdir -p "$CHROOT$AREA" || return 1
    fi
    # the server and the tests run as postgres and write here
    chmod 0711 "${CHROOT%/}$AREA"
}

start_server() {
    local data=$AREA/data
    inside install -d -o postgres -g postgres -m 0700 "$AREA/data" "$AREA/socket" || return 1
    as_postgres "$BINDIR/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync || return 1
    cat >>"${CHROOT%/}$data/postgresql.conf" <<CONF || return 1
listen_addresses = ''
unix_socket_directories = '$AREA/socket'
fsync = off
synchronous_commit = off
full_page_writes = off
timezone = 'UTC'
log_timezone = 'UTC'
CONF
    as_postgres "$BINDIR/pg_ctl" -D "$data" -l "$data/server.log" -w start
}

# Builds, installs, starts and tests: what gcc makes with every test, what clang makes with the
# regression tests; a selection, or another architecture, what gcc makes with the regression tests.
# Everything it prints is for the log.
build_and_test() {
    local tests=(installcheck) all=no
    if is_native "$(architecture_of "$1")" && [[ -z ${REGRESS:-} ]]; then
        tests=(installcheck isolation_installcheck prove_installcheck) all=yes
    fi
    copy_tree "${CHROOT%/}$AREA/tree" || return 1
    make_install tree || return 1
    say "== server"
    start_server || return 1
    run_tests tree "${tests[@]}" || return 1
    if [[ $all == yes ]]; then
        copy_tree "${CHROOT%/}$AREA/clang" || return 1
        # the server was configured with gcc: its flags, and a format attribute, are not for clang
        make_install clang "CC=$(clang_inside)" CFLAGS='-O1 -std=gnu11 -Wno-ignored-attributes' || return 1
        run_tests clang installcheck || return 1
    fi
    as_postgres "$BINDIR/pg_ctl" -D "$AREA/data" -m fast -w stop || return 1
    # a backend that died is a failure even where the test went on
    ! grep -E 'PANIC|terminated by signal|TRAP:' "${CHROOT%/}$AREA/data/server.log"
}

# clang's name: the server's own, or the plain one.
clang_inside() {
    local own
    own=$(sed -n 's/^CLANG *= *//p' "${CHROOT%/}/usr/lib/postgresql/$(basename "$(dirname "$BINDIR")")/lib/pgxs/src/Makefile.global")
    inside sh -c "command -v $own || echo clang"
}

# make in a copy of the tree; further arguments go to it.
make_install() {
    local make=(make -C "$AREA/$1" --no-print-directory "PG_CONFIG=$BINDIR/pg_config" with_llvm=no "${@:2}")
    say "== make ${*:2}"
    inside "${make[@]}" WERROR=-Werror -s -k -j "$(nproc)" all || return 1
    say "== make install"
    inside "${make[@]}" install
}

# Targets of make in a copy of the tree, against the server.
run_tests() {
    say "== make ${*:2} in $1"
    inside chown -R postgres: "$AREA/$1" || return 1
    as_postgres env PGHOST="$AREA/socket" PGUSER=postgres PG_ABS_SRCDIR="$AREA/$1" \
        make -C "$AREA/$1" --no-print-directory "PG_CONFIG=$BINDIR/pg_config" with_llvm=no -k \
        ${REGRESS:+"REGRESS=$REGRESS"} "${@:2}"
}

# How many tests a log of make installcheck tells of as passed: pg_regress before and from
# PostgreSQL 16 on, and prove.
count_passed() {
    awk '/^test +[^ ]+ +\.\.\. +ok/ || /^ok +[0-9]+ +[-+] / { n++ }
        match($0, /^Files=[0-9]+, Tests=[0-9]+/) { split(substr($0, 1, RLENGTH), part, "="); n += part[3] }
        END { print n + 0 }' "$1"
}

# What a person needs to see of a failure.
show_failure() {
    local log=$1 diffs
    if [[ -s $log ]]; then
        # from the step on that failed, less the differences, which follow in full
        awk '/^== / { text = "" }
            !/^# (diff |[-+ @]|\(diff output)/ { text = text $0 "\n" }
            END { printf "%s", text }' "$log" | tail -n 60
    fi
    [[ -n $AREA ]] || return 0
    find "${CHROOT%/}$AREA/tree" "${CHROOT%/}$AREA/clang" -name regression.diffs -size +0 2>/dev/null |
        while IFS= read -r diffs; do
            say "--- ${diffs#"${CHROOT%/}$AREA/"}"
            head -n 400 "$diffs"
        done
}

# Runs one version and appends its line to the summary; fails where the version failed.
run_version() {
    local version=$1 log=$TEMP/$1.log name=$1 passed from=$SECONDS status=1
    if enter "$version"; then
        name=$(inside "$BINDIR/postgres" -V)
        name=$(sed -E 's/^.*\(PostgreSQL\) ([^ ]+).*/\1/' <<<"$name")
        [[ $version != *-* ]] || name+=" on $(architecture_of "$version")"
        say "PostgreSQL $name: building and testing …"
        if build_and_test "$version" >"$log" 2>&1; then
            passed=$(count_passed "$log")
            if [[ $passed -gt 0 ]]; then
                status=0
            else
                say "no test ran"
            fi
        fi
    fi
    if [[ $status -eq 0 ]]; then
        SUMMARY+=("PostgreSQL $name: $passed tests passed ($((SECONDS - from)) s)")
    else
        show_failure "$log"
        SUMMARY+=("PostgreSQL $name: FAILED")
    fi
    leave
    return "$status"
}

# --------------------------------------------------------------------------------------

SUMMARY=()

main() {
    local version prepare=no chosen=() failed=0
    for version in "$@"; do
        case $version in
            15 | 17 | 18 | 19) chosen+=("$version") ;;
            15-*)
                [[ " ${ARCHITECTURES[*]} " == *" ${version#15-} "* ]] || die "unknown architecture: ${version#15-}"
                chosen+=("$version")
                ;;
            --prepare) prepare=yes ;;
            -h | --help)
                usage
                return 0
                ;;
            *)
                usage >&2
                die "unknown version: $version"
                ;;
        esac
    done
    [[ ${#chosen[@]} -gt 0 ]] || chosen=("${VERSIONS[@]}")
    begin_run "$@"

    for version in "${chosen[@]}"; do
        # one run at a time in a chroot
        exec 9>"$CACHE/$version.lock"
        flock 9
        if [[ $prepare == yes ]]; then
            [[ $version == 15 ]] || prepare_chroot "$version" || failed=1
        else
            run_version "$version" || failed=1
        fi
        exec 9>&-
    done
    if [[ ${#SUMMARY[@]} -gt 0 ]]; then
        say ""
        printf '%s\n' "${SUMMARY[@]}"
    fi
    return "$failed"
}

main "$@"
