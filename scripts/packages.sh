# shellcheck shell=bash
# Chooses the server and installs the Debian packages that are missing.

OLDEST=15    # the oldest server that factag supports
VERSION=''   # the chosen major version
BINDIR=''    # its programs
LISTS_UPDATED=no

CREATECLUSTER_DIR=/etc/postgresql-common/createcluster.d
CREATECLUSTER_CONF=$CREATECLUSTER_DIR/zz-factag-run.conf
POLICY_RC_D=/usr/sbin/policy-rc.d
GUARDS=()    # files put there for the time of one apt call

installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# The newest installed server that is new enough; nothing where there is none.
newest_installed() {
    local dir version newest=''
    for dir in /usr/lib/postgresql/*/; do
        version=$(basename "$dir")
        [[ -x ${dir}bin/postgres && $version =~ ^[0-9]+$ ]] || continue
        if ((version >= OLDEST && version > ${newest:-0})); then
            newest=$version
        fi
    done
    echo "$newest"
}

# The version that the distribution's metapackage stands for.
distribution_version() {
    { apt-cache depends postgresql 2>/dev/null || true; } |
        sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p'
}

pick_version() {
    VERSION=${PG_VERSION:-$(newest_installed)}
    if [[ -z $VERSION ]]; then
        VERSION=$(distribution_version)
        if [[ -z $VERSION ]]; then
            update_lists
            VERSION=$(distribution_version)
        fi
        [[ -n $VERSION ]] || die "no PostgreSQL server is installed and apt knows none"
    fi
    [[ $VERSION =~ ^[0-9]+$ ]] || die "PG_VERSION must be a major version such as 15, not \"$VERSION\""
    ((VERSION >= OLDEST)) || die "factag needs PostgreSQL $OLDEST or newer, not $VERSION"
    BINDIR=/usr/lib/postgresql/$VERSION/bin
}

# Installs what is missing of: the server, its headers, a compiler, ICU, and the arguments.
ensure_packages() {
    local package missing=()
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        die "this script installs what it needs with apt, which is not here. By hand: PostgreSQL $OLDEST or newer with its server headers, gcc, make, pkg-config, ICU's headers; then make && make install && make installcheck"
    fi
    pick_version
    for package in "postgresql-$VERSION" "postgresql-server-dev-$VERSION" gcc make libicu-dev libpcre2-dev perl "$@"; do
        installed "$package" || missing+=("$package")
    done
    command -v pkg-config >/dev/null || missing+=(pkg-config)
    if [[ ${#missing[@]} -gt 0 ]]; then
        install_packages "${missing[@]}"
    fi
    [[ -x $BINDIR/postgres ]] || die "no server in $BINDIR"
}

# Once a run is enough.
update_lists() {
    [[ $LISTS_UPDATED == no ]] || return 0
    LISTS_UPDATED=yes
    need_root "refresh apt's package lists"
    say "Refreshing apt's package lists …"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >/dev/null 2>&1 ||
        say "apt-get update reported a problem; going on with the lists that are there"
}

# Ends the run unless root's rights can be had; $* says what for.
need_root() {
    [[ $EUID -eq 0 ]] || command -v sudo >/dev/null ||
        die "root is needed to $*, and there is no sudo. Run as root, or have it done first"
}

known_to_apt() {
    local package
    for package in "$@"; do
        [[ $(LC_ALL=C apt-cache policy "$package" 2>/dev/null | sed -n 's/^  Candidate: //p') =~ ^[0-9] ]] || return 1
    done
}

install_packages() {
    local log apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 --no-install-recommends install)
    need_root "install with apt: $*"
    say "Installing with apt what building and trying factag needs and this machine lacks:"
    say "  $*"
    [[ $EUID -eq 0 ]] || sudo -v || die "root is needed to install with apt: $*"
    known_to_apt "$@" || update_lists
    refuse_restart "$@"
    set_apt_guards
    log=$(mktemp)
    if ! as_root "${apt[@]}" "$@" >"$log" 2>&1 </dev/null; then
        # lists that are some days old name files that are no longer there
        update_lists
        if ! as_root "${apt[@]}" "$@" >"$log" 2>&1 </dev/null; then
            tail -n 20 "$log" >&2
            rm -f "$log"
            die "apt could not install: $*"
        fi
    fi
    rm -f "$log"
    restore_apt_guards
}

# An upgrade of the server package restarts its clusters, which is not ours to do.
refuse_restart() {
    local upgraded version
    command -v pg_lsclusters >/dev/null || return 0
    upgraded=$({ LC_ALL=C apt-get -s --no-install-recommends install "$@" 2>/dev/null || true; } |
        sed -n 's/^Inst postgresql-\([0-9][0-9]*\) \[.*/\1/p')
    for version in $upgraded; do
        if pg_lsclusters -h | awk -v v="$version" '$1 == v && $4 ~ /^online/ { found = 1 } END { exit !found }'; then
            die "installing $* would upgrade postgresql-$version and restart its running clusters. Do that yourself when it suits (apt-get install $*), then run this again"
        fi
    done
}

# Keeps the server package from creating a cluster, and from starting those that are down.
set_apt_guards() {
    if [[ ! -d $CREATECLUSTER_DIR ]]; then
        as_root mkdir -p "$CREATECLUSTER_DIR"
        GUARDS+=("$CREATECLUSTER_DIR")
    fi
    if [[ ! -e $CREATECLUSTER_CONF ]]; then
        as_root tee "$CREATECLUSTER_CONF" >/dev/null <<<"create_main_cluster = false"
        GUARDS+=("$CREATECLUSTER_CONF")
    fi
    if [[ ! -e $POLICY_RC_D ]]; then
        as_root tee "$POLICY_RC_D" >/dev/null <<'POLICY'
#!/bin/sh
# Put here by factag's run for the time of one apt call.
case $1 in postgresql*) exit 101 ;; *) exit 0 ;; esac
POLICY
        as_root chmod 0755 "$POLICY_RC_D"
        GUARDS+=("$POLICY_RC_D")
    fi
}

restore_apt_guards() {
    local i
    for ((i = ${#GUARDS[@]} - 1; i >= 0; i--)); do
        if [[ -d ${GUARDS[i]} ]]; then
            as_root rmdir --ignore-fail-on-non-empty "${GUARDS[i]}"
        else
            as_root rm -f "${GUARDS[i]}"
        fi
    done
    GUARDS=()
}
