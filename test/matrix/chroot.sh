# shellcheck shell=bash
# Chroots of Debian suites and architectures with a PostgreSQL server in them, kept in a cache; for
# matrix.sh and packages.sh.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${FACTAG_MATRIX_CACHE:-/var/cache/factag-matrix}
PROGRAM=$(basename "$0" .sh)

say() { printf '%s\n' "$*"; }

die() {
    printf '%s: %s\n' "$PROGRAM" "$*" >&2
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

# Begins a run with the arguments that the script was called with: as root, in a mount namespace of
# its own, so that nothing stays mounted however the run ends.
begin_run() {
    [[ $EUID -eq 0 ]] || die "root is needed, for chroot and mount"
    if [[ ${FACTAG_MATRIX_INNER:-} != "$$" ]]; then
        exec env FACTAG_MATRIX_INNER="$$" unshare --mount --propagation private -- bash "$0" "$@"
    fi
    trap cleanup EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    TEMP=$(mktemp -d "${TMPDIR:-/tmp}/factag-matrix-log.XXXXXX")
    mkdir -p "$CACHE"
    CACHE=$(cd "$CACHE" && pwd)
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

# A version is a major version, or one with an architecture or a purpose: 15-s390x, 17-packages.
major_of() { echo "${1%%-*}"; }
architecture_of() {
    case $1 in
        *-packages) dpkg --print-architecture ;;
        *-*) echo "${1#*-}" ;;
        *) dpkg --print-architecture ;;
    esac
}

# The suites that version $1 is taken from, the chroot's own first.
suites_of() {
    case $(major_of "$1") in
        15) echo bookworm ;;
        17) echo trixie ;;
        18) echo forky ;;
        19) echo forky sid experimental ;;
        *) return 1 ;;
    esac
}

# The base system. Suites that debootstrap has no script for yet are made like sid.
make_base() {
    local dir=$1 suite=$2 from=$3 architecture=$4 args=()
    [[ ! -e $dir/var/lib/matrix-base ]] || return 0
    rm -rf --one-file-system -- "$dir" || return 1
    args=(--variant=minbase "--arch=$architecture" "$suite" "$dir" "$from")
    [[ -e /usr/share/debootstrap/scripts/$suite ]] || args+=(sid)
    nice -n 15 debootstrap "${args[@]}" </dev/null || return 1
    touch "$dir/var/lib/matrix-base"
}

# apt-get inside. The Release files of a mirror that is a copy may be past their date.
apt_inside() {
    inside nice -n 15 apt-get -q -y -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none \
        -o Dpkg::Use-Pty=0 --no-install-recommends "$@"
}

# Installs further packages, and cleans up after all of them.
add_more() {
    local dir=$1
    shift
    CHROOT=$dir
    [[ $# -eq 0 ]] || apt_inside install "$@" || return 1
    apt_inside clean || return 1
    inside find /var/lib/apt/lists -type f -delete || return 1
    echo "${PACKAGES[*]} $*" >"$dir/var/lib/matrix-packages"
}

# What is there beside the server.
PACKAGES=(libpq-dev gcc libc6-dev make pkgconf perl libicu-dev libpcre2-dev libipc-run-perl)

# The server, its headers and the tools, in a base system. Can be repeated.
add_packages() {
    local dir=$1 version=$2 from=$3 suite debs archives=/var/cache/apt/archives
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
    apt_inside update || return 1
    apt_inside install "postgresql-$version" "${PACKAGES[@]}" || return 1
    # unpacked, because installing it brings LLVM's tools along, 500 MB that the tests do without
    inside env -C "$archives" apt-get -q download "postgresql-server-dev-$version" || return 1
    debs=("$dir$archives/postgresql-server-dev-${version}_"*.deb)
    inside dpkg -x "${debs[0]#"$dir"}" / || return 1
    inside test -x "/usr/lib/postgresql/$version/bin/postgres" || return 1
    inside test -e "/usr/lib/postgresql/$version/lib/pgxs/src/makefiles/pgxs.mk" || return 1
    inside test -e "/usr/include/postgresql/$version/server/postgres.h"
}

# Whether this machine runs programs of an architecture itself.
is_native() {
    case $(uname -m)/$1 in
        x86_64/amd64 | x86_64/i386 | aarch64/arm64 | aarch64/armhf | s390x/s390x) return 0 ;;
        *) return 1 ;;
    esac
}

# Has the kernel hand programs of another architecture to QEMU, in chroots too.
emulate() {
    local name rule
    ! is_native "$1" || return 0
    case $1 in
        amd64) name=qemu-x86_64 ;;
        arm64) name=qemu-aarch64 ;;
        armhf) name=qemu-arm ;;
        *) name=qemu-$1 ;;
    esac
    [[ -e /proc/sys/fs/binfmt_misc/register ]] ||
        mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc || return 1
    [[ ! -e /proc/sys/fs/binfmt_misc/$name ]] || return 0
    if [[ ! -e /usr/lib/binfmt.d/$name.conf ]]; then
        say "Installing qemu-user-static with apt …"
        DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install qemu-user-static \
            >"$TEMP/qemu.log" 2>&1 </dev/null || { tail -n 20 "$TEMP/qemu.log"; return 1; }
    fi
    # the package's own script may have registered it by now
    [[ ! -e /proc/sys/fs/binfmt_misc/$name ]] || return 0
    rule=$(cat "/usr/lib/binfmt.d/$name.conf") && printf '%s' "$rule" >/proc/sys/fs/binfmt_misc/register
}

# Makes the chroot of a version unless it is there, with further packages. The caller holds the
# version's lock.
make_chroot() {
    local version=$1 dir=$CACHE/$1 log=$CACHE/$1.log architecture suites from
    shift
    architecture=$(architecture_of "$version")
    emulate "$architecture" || return 1
    # one that was made when fewer packages were asked for gets the others
    if [[ -d $dir ]]; then
        [[ "$(cat "$dir/var/lib/matrix-packages" 2>/dev/null)" != "${PACKAGES[*]} $*" ]] || return 0
        mv "$dir" "$dir.partial" || return 1
    fi
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
    if ! { make_base "$dir.partial" "${suites[0]}" "$from" "$architecture" &&
        add_packages "$dir.partial" "$(major_of "$version")" "$from" "${suites[@]}" && add_more "$dir.partial" "$@"; } >"$log" 2>&1; then
        leave
        tail -n 40 "$log"
        return 1
    fi
    leave
    mv "$dir.partial" "$dir"
}

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

