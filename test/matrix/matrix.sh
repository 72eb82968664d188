#!/usr/bin/env bash
# Builds, installs and tests factag on several major versions of PostgreSQL: 15 is this
# machine's own server, the others live in chroots of later Debian suites, made when missing.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${FACTAG_MATRIX_CACHE:-/var/cache/factag-matrix}
VERSIONS=(15 17 18 19)

usage() {
    cat <<'USAGE'
usage: test/matrix/matrix.sh [--prepare] [VERSION...]        (as root; default: 15 17 18 19)

Builds the working tree for each version with warnings as errors, installs it, and runs
the regression, isolation and TAP tests on throwaway clusters. One line a version at the end.

15 is the server of this machine; what is installed for the test is seen by the test alone.
17, 18 and 19 run in chroots under FACTAG_MATRIX_CACHE (default /var/cache/factag-matrix),
made with debootstrap when missing: 1 GB and some minutes each. --prepare makes them and
stops there. To have newer packages: rm -rf that directory's NN.

The Debian mirror is that of this machine's apt sources, or FACTAG_MATRIX_MIRROR.
USAGE
}

say() { printf '%s\n' "$*"; }

die() {
    printf 'matrix: %s\n' "$*" >&2
    exit 1
}

# --- what is running, and its end -----------------------------------------------------

TEMP=''         # this run's logs, and the copies of what belongs to this machine
CHROOT=''       # where the version under test lives: a chroot, or /
AREA=''         # the work directory of that version, as seen from inside
BINDIR=''       # its server's programs, likewise
MOUNTED=()      # what is mounted, in order

# Runs a command inside, as root or as the server's user, with a clean environment and
# without the lock (descriptor 9), which a server left behind would keep.
inside() {
    chroot "$CHROOT" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        HOME=/root LC_ALL=C.UTF-8 TZ=UTC DEBIAN_FRONTEND=noninteractive "$@" </dev/null 9>&-
}
as_postgres() { inside runuser -u postgres -- env HOME="$AREA" "$@"; }

# Mounts for the time of this run; the last argument is the mount point.
mount_here() {
    mount "$@" || return 1
    MOUNTED+=("${!#}")
}

unmount_all() {
    local i
    for ((i = ${#MOUNTED[@]} - 1; i >= 0; i--)); do
        umount "${MOUNTED[i]}" 2>/dev/null || umount -l "${MOUNTED[i]}" || true
    done
    MOUNTED=()
}

# What initdb, the server and package scripts want to find inside.
mount_kernel_files() {
    mount_here -t proc proc "$CHROOT/proc" || return 1
    mkdir -p "$CHROOT/dev/shm" || return 1
    mount_here -t tmpfs -o mode=1777 tmpfs "$CHROOT/dev/shm"
}

# Stops the server, unmounts, and removes the work directory.
leave() {
    if [[ -n $AREA ]]; then
        if [[ -e ${CHROOT%/}$AREA/data/postmaster.pid ]]; then
            as_postgres "$BINDIR/pg_ctl" -D "$AREA/data" -m immediate -w stop >/dev/null 2>&1 || true
        fi
        rm -rf --one-file-system -- "${CHROOT%/}$AREA"
    fi
    unmount_all
    CHROOT='' AREA=''
}

cleanup() {
    local status=$?
    trap - EXIT
    trap '' INT TERM HUP
    set +e
    cd /
    leave
    [[ -z $TEMP ]] || rm -rf --one-file-system -- "$TEMP"
    exit "$status"
}

# --- chroots --------------------------------------------------------------------------

# The first mirror of this machine's apt sources that carries its own suite.
mirror() {
    local codename files=() file
    if [[ -n ${FACTAG_MATRIX_MIRROR:-} ]]; then
        echo "$FACTAG_MATRIX_MIRROR"
        return
    fi
    # shellcheck source=/dev/null
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")
    for file in /etc/apt/sources.list.d/*.sources; do
        [[ ! -f $file ]] || files+=("$file")
    done
    if [[ ${#files[@]} -gt 0 ]]; then
        for file in "${files[@]}"; do
            sed '/^#/d' "$file"
            echo
        done | awk -v suite="$codename" '
            function done() { if (uri != "" && fits) { print uri; exit } uri = ""; fits = 0 }
            /^[ \t]*$/ { done() }
            /^URIs:/ { uri = $2 }
            /^Suites:/ { for (i = 2; i <= NF; i++) if ($i == suite) fits = 1 }' | head -n 1
    fi
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [[ ! -f $file ]] || awk -v suite="$codename" '
            $1 == "deb" { sub(/\[[^]]*\]/, ""); if ($3 == suite) print $2 }' "$file"
    done
}

# The suites that version $1 is taken from, the chroot's own first.
suites_of() {
    case $1 in
        17) echo trixie ;;
        18) echo forky ;;
        19) echo forky sid experimental ;;
        *) return 1 ;;
    esac
}

# The base system. Suites that debootstrap has no script for yet are made like sid.
make_base() {
    local dir=$1 suite=$2 from=$3 args=()
    [[ ! -e $dir/var/lib/matrix-base ]] || return 0
    rm -rf --one-file-system -- "$dir" || return 1
    args=(--variant=minbase "$suite" "$dir" "$from")
    [[ -e /usr/share/debootstrap/scripts/$suite ]] || args+=(sid)
    nice -n 15 debootstrap "${args[@]}" </dev/null || return 1
    touch "$dir/var/lib/matrix-base"
}

# The server, its headers and the tools, in a base system. Can be repeated.
add_packages() {
    local dir=$1 version=$2 from=$3 suite apt debs archives=/var/cache/apt/archives
    shift 3
    CHROOT=$dir
    mount_kernel_files || return 1
    cp -L /etc/resolv.conf "$dir/etc/resolv.conf" || return 1
    for suite in "$@"; do
        echo "deb $from $suite main"
    done >"$dir/etc/apt/sources.list" || return 1
    # experimental is taken from for this server and its libraries only
    printf 'Package: src:postgresql-%s\nPin: release a=experimental\nPin-Priority: 600\n' "$version" \
        >"$dir/etc/apt/preferences.d/matrix" || return 1
    # no service is started, no cluster created; a torn package is made again anyway
    printf '#!/bin/sh\nexit 101\n' >"$dir/usr/sbin/policy-rc.d" || return 1
    chmod 0755 "$dir/usr/sbin/policy-rc.d" || return 1
    mkdir -p "$dir/etc/postgresql-common/createcluster.d" || return 1
    echo 'create_main_cluster = false' >"$dir/etc/postgresql-common/createcluster.d/matrix.conf" || return 1
    echo 'force-unsafe-io' >"$dir/etc/dpkg/dpkg.cfg.d/matrix" || return 1

    inside dpkg --configure -a || return 1
    # the Release files of a mirror that is a copy may be past their date
    apt=(nice -n 15 apt-get -q -y -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none -o Dpkg::Use-Pty=0)
    inside "${apt[@]}" update || return 1
    inside "${apt[@]}" --no-install-recommends install \
        "postgresql-$version" libpq-dev gcc libc6-dev make pkgconf perl libicu-dev libpcre2-dev \
        libipc-run-perl || return 1
    # unpacked, because installing it brings clang and LLVM along, 500 MB that the tests do without
    inside env -C "$archives" apt-get -q download "postgresql-server-dev-$version" || return 1
    debs=("$dir$archives/postgresql-server-dev-${version}_"*.deb)
    inside dpkg -x "${debs[0]#"$dir"}" / || return 1
    inside apt-get clean || return 1
    inside find /var/lib/apt/lists -type f -delete || return 1
    inside test -x "/usr/lib/postgresql/$version/bin/postgres" || return 1
    inside test -e "/usr/lib/postgresql/$version/lib/pgxs/src/makefiles/pgxs.mk" || return 1
    inside test -e "/usr/include/postgresql/$version/server/postgres.h"
}

# Makes the chroot of a version unless it is there. The caller holds the version's lock.
make_chroot() {
    local version=$1 dir=$CACHE/$1 log=$CACHE/$1.log suites from
    [[ ! -d $dir ]] || return 0
    read -ra suites <<<"$(suites_of "$version")"
    from=$(mirror | head -n 1)
    if [[ -z $from ]]; then
        say "no Debian mirror in this machine's apt sources; name one in FACTAG_MATRIX_MIRROR"
        return 1
    fi
    if ! command -v debootstrap >/dev/null; then
        say "Installing debootstrap with apt …"
        DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install debootstrap \
            >"$log" 2>&1 </dev/null || { tail -n 20 "$log"; return 1; }
    fi
    say "Making $dir from Debian ${suites[*]}, which takes some minutes …"
    if ! { make_base "$dir.partial" "${suites[0]}" "$from" &&
        add_packages "$dir.partial" "$version" "$from" "${suites[@]}"; } >"$log" 2>&1; then
        leave
        tail -n 40 "$log"
        return 1
    fi
    leave
    mv "$dir.partial" "$dir"
}

# --- one version ----------------------------------------------------------------------

# Copies the tree: what git tracks or would track.
copy_tree() {
    local to=$1 file
    mkdir -p "$to" || return 1
    (
        cd "$ROOT" || exit 1
        git -c safe.directory="$ROOT" ls-files -z -co --exclude-standard |
            while IFS= read -r -d '' file; do
                [[ ! -e $file ]] || printf '%s\0' "$file"
            done | tar --null --no-recursion -T - -cf -
    ) | tar -C "$to" --no-same-owner -xf - || return 1
    chmod -R a+rX "$to"
}

# Lays copies over this machine's server directories, visible to this run only.
shield_host() {
    local version=$1 dir copy=$TEMP/host i=0
    for dir in "$(/usr/lib/postgresql/"$version"/bin/pg_config --pkglibdir)" \
        "$(/usr/lib/postgresql/"$version"/bin/pg_config --sharedir)/extension"; do
        i=$((i + 1))
        mkdir -p "$copy" && cp -a "$dir" "$copy/$i" || return 1
        mount_here --bind "$copy/$i" "$dir" || return 1
        # bitcode of another build would not fit the library
        rm -rf "$dir/bitcode/factag" "$dir/bitcode/factag.index.bc"
    done
}

# Enters the version's place: sets CHROOT, AREA and BINDIR.
enter() {
    local version=$1
    BINDIR=/usr/lib/postgresql/$version/bin
    if [[ $version == 15 ]]; then
        if [[ ! -x $BINDIR/postgres || ! -e /usr/include/postgresql/$version/server/postgres.h ]]; then
            say "postgresql-$version and postgresql-server-dev-$version are not installed here"
            return 1
        fi
        CHROOT=/
        shield_host "$version" || return 1
        AREA=$(mktemp -d /tmp/factag-matrix.XXXXXX) || return 1
    else
        make_chroot "$version" || return 1
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

# Builds, installs and starts; ends with the tests. Everything it prints is for the log.
build_and_test() {
    local make=(make -C "$AREA/tree" --no-print-directory "PG_CONFIG=$BINDIR/pg_config" with_llvm=no)
    copy_tree "${CHROOT%/}$AREA/tree" || return 1
    say "== make"
    inside "${make[@]}" -s -k -j "$(nproc)" all || return 1
    say "== make install"
    inside "${make[@]}" install || return 1
    say "== server"
    start_server || return 1
    say "== make installcheck isolation_installcheck prove_installcheck"
    inside chown -R postgres: "$AREA/tree" || return 1
    as_postgres env PGHOST="$AREA/socket" PGUSER=postgres PG_ABS_SRCDIR="$AREA/tree" \
        "${make[@]}" -k installcheck isolation_installcheck prove_installcheck || return 1
    as_postgres "$BINDIR/pg_ctl" -D "$AREA/data" -m fast -w stop || return 1
    # a backend that died is a failure even where the test went on
    ! grep -E 'PANIC|terminated by signal|TRAP:' "${CHROOT%/}$AREA/data/server.log"
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
    find "${CHROOT%/}$AREA/tree" -name regression.diffs -size +0 2>/dev/null |
        while IFS= read -r diffs; do
            say "--- ${diffs#"${CHROOT%/}$AREA/tree/"}"
            head -n 400 "$diffs"
        done
}

# Runs one version and appends its line to the summary; fails where the version failed.
run_version() {
    local version=$1 log=$TEMP/$1.log name=$1 passed from=$SECONDS status=1
    if enter "$version"; then
        name=$(inside "$BINDIR/postgres" -V)
        name=$(sed -E 's/^.*\(PostgreSQL\) ([^ ]+).*/\1/' <<<"$name")
        say "PostgreSQL $name: building and testing …"
        if build_and_test >"$log" 2>&1; then
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
    [[ $EUID -eq 0 ]] || die "root is needed, for chroot and mount"

    # in a mount namespace of its own, so that nothing stays mounted however this run ends
    if [[ ${FACTAG_MATRIX_INNER:-} != "$$" ]]; then
        exec env FACTAG_MATRIX_INNER="$$" unshare --mount --propagation private -- \
            bash "${BASH_SOURCE[0]}" "$@"
    fi

    trap cleanup EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    TEMP=$(mktemp -d "${TMPDIR:-/tmp}/factag-matrix-log.XXXXXX")
    mkdir -p "$CACHE"
    CACHE=$(cd "$CACHE" && pwd)

    for version in "${chosen[@]}"; do
        # one run at a time in a chroot
        exec 9>"$CACHE/$version.lock"
        flock 9
        if [[ $prepare == yes ]]; then
            [[ $version == 15 ]] || make_chroot "$version" || failed=1
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
