# shellcheck shell=bash
# Builds the extension in a private copy, installs it into a private copy of the server, and runs
# a throwaway cluster on that.

BUILD=''           # the private copy of the tree
MAKE_ARGS=()       # arguments of every make call
SERVER_SETTINGS='' # further lines for postgresql.conf
BITCODE=yes        # whether the build makes bitcode, which JIT inlines, and which doubles its time
KEEP_BUILD=no      # whether the build is kept for later runs, and an earlier run's is used
KEPT=$ROOT/.build  # where

# Copies the tree to $1: the files that git tracks or would track, or everything but build products.
copy_tree() {
    local to=$1 file
    mkdir -p "$to"
    if git -c safe.directory="$ROOT" -C "$ROOT" rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        (
            cd "$ROOT" || exit 1
            git -c safe.directory="$ROOT" ls-files -z -co --exclude-standard |
                while IFS= read -r -d '' file; do
                    [[ ! -e $file ]] || printf '%s\0' "$file"
                done | tar --null --no-recursion -T - -cf -
        ) | tar -C "$to" --no-same-owner -xf -
    else
        tar -C "$ROOT" --exclude=./.git --exclude='*.o' --exclude='*.bc' --exclude='*.so' \
            --exclude='./factag--*.sql' --exclude=./dist --exclude=./results --exclude=./.build -cf - . |
            tar -C "$to" --no-same-owner -xf -
    fi
    chmod -R a+rX "$to"
}

pg_config() { "$BINDIR/pg_config" "$@"; }

# Compiles the copy, with warnings as errors, for a copy of the server.
build() {
    local clang
    BUILD=$WORK/src
    copy_tree "$BUILD" || return 1
    copy_server "$WORK/server" || return 1
    BINDIR=$WORK/server/usr/lib/postgresql/$VERSION/bin
    MAKE_ARGS=(-s --no-print-directory "PG_CONFIG=$BINDIR/pg_config" WERROR=-Werror)
    clang=$(sed -n 's/^CLANG *= *//p' "$(dirname "$(pg_config --pgxs)")/../Makefile.global")
    # the server wants bitcode beside the library, and clang is what makes it
    if [[ $BITCODE == no || -z $clang ]] || ! command -v "$clang" >/dev/null; then
        MAKE_ARGS+=(with_llvm=no)
    fi
    if [[ $KEEP_BUILD == yes ]]; then
        build_or_reuse
    else
        compile
    fi
}

compile() { quietly "make" make -C "$BUILD" -j "$(nproc)" "${MAKE_ARGS[@]}" all; }

# Reuses the build that an earlier run kept, if its files and tools were the same; else compiles, and keeps the
# result in place of the earlier build for this server version. In a read-only tree no build is kept.
build_or_reuse() {
    local kept
    kept=$KEPT/$VERSION-$(build_key).tar.gz
    if [[ -e $kept ]] && tar -C "$BUILD" --no-same-owner -xzf "$kept" 2>/dev/null; then
        say "  nothing has changed since an earlier run built it"
        return 0
    fi
    compile || return 1
    if mkdir -p "$KEPT" 2>/dev/null && tar -C "$BUILD" -cf - . | gzip -1 >"$KEPT/$$.tmp"; then
        rm -f "$KEPT/$VERSION"-*.tar.gz
        mv "$KEPT/$$.tmp" "$kept"
    else
        rm -f "$KEPT/$$.tmp"
    fi
    return 0
}

# Prints a hash of everything that a build depends on: the tree's files, the server, the compiler and the libraries.
build_key() {
    {
        (cd "$BUILD" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
        sha256sum <"$BINDIR/postgres"
        cc --version
        pkg-config --modversion libpcre2-8 icu-i18n
        printf '%s\n' "${MAKE_ARGS[@]:3}" "${CFLAGS:-}" "${COPT:-}" "${MAKEFLAGS:-}"
    } 2>&1 | sha256sum | cut -c 1-16
}

# Copies the server's files to $1. A server finds its files relative to its program, so the copy does
# not depend on the original, and only this run sees what is installed into the copy.
copy_server() {
    local to=$1 part
    for part in lib share include; do
        mkdir -p "$to/usr/$part"
    done
    mkdir "$to/usr/lib/postgresql" "$to/usr/share/postgresql"
    cp -a "/usr/lib/postgresql/$VERSION" "$to/usr/lib/postgresql" || return 1
    cp -a "/usr/share/postgresql/$VERSION" "$to/usr/share/postgresql" || return 1
    # the headers too, because an installation adds ours to them
    cp -a /usr/include/postgresql "$to/usr/include" || return 1
    chmod -R u+w "$to"
}

# Installs the extension into the copy of the server.
install_extension() {
    quietly "make install" make -C "$BUILD" "${MAKE_ARGS[@]}" install
}

# Creates and starts the throwaway server; clients find it through PGHOST.
start_server() {
    start_cluster "$WORK/db/data" "$WORK/db/server.log" 5432 "$BINDIR" || return 1
    export PGHOST=$SOCKDIR PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
    # messages in English and UTF-8, whatever the caller's locale
    export LC_ALL=C.UTF-8
}

# Creates a cluster in directory $1 and starts it, with log $2, on port $3, with the programs in $4.
start_cluster() {
    local data=$1 log=$2 port=$3 programs=$4
    echo "$programs" >"$WORK/bindir"
    quietly "initdb" as_server "$programs/initdb" -D "$data" -U postgres -A trust -E UTF8 \
        --locale=C.UTF-8 --no-sync || return 1
    as_server tee -a "$data/postgresql.conf" >/dev/null <<CONF || return 1
port = $port
listen_addresses = ''
unix_socket_directories = '$SOCKDIR'
unix_socket_permissions = 0700
fsync = off
synchronous_commit = off
full_page_writes = off
max_wal_size = 2GB
timezone = 'UTC'
log_timezone = 'UTC'
$SERVER_SETTINGS
CONF
    if ! quietly "server start" as_server "$programs/pg_ctl" -D "$data" -l "$log" -w start; then
        as_server tail -n 20 "$log" || true
        return 1
    fi
}

# psql on the throwaway server, without the caller's start-up file, stopping at errors.
run_psql() { as_server env HOME="$WORK" "$BINDIR/psql" -X -v ON_ERROR_STOP=1 -P pager=off "$@"; }

# Builds, installs and starts a server, or ends the run.
prepare_server() {
    local from=$EPOCHREALTIME
    say "${BOLD}Building factag for PostgreSQL $VERSION${RESET}, which takes a minute or so …"
    build || die "the build failed"
    install_extension || die "the installation failed"
    say "  built and installed in $(since "$from")"
    start_server || die "the server did not start"
}
