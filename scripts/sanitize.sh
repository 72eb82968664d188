# shellcheck shell=bash
# The tests under checkers: servers from Debian's source package, built with assertions or with
# ASan and UBSan and kept in a cache, and valgrind.

SANITIZE_VARIANTS=(assert asan valgrind)
SANITIZE_CACHE=''   # where servers and sources are kept
SANITIZE_LIMIT=60s  # of a statement under valgrind
MORE_ARGS=()        # for the extension's build

# The compiler's and the linker's flags for a variant's server.
ASAN_FLAGS='-fsanitize=address,undefined -fno-sanitize=function,vptr -fno-omit-frame-pointer'

cmd_sanitize() {
    local variant log status=0 lines=()
    [[ $# -gt 0 ]] || set -- "${SANITIZE_VARIANTS[@]}"
    for variant in "$@"; do
        [[ " ${SANITIZE_VARIANTS[*]} " == *" $variant "* ]] ||
            die "./run sanitize knows ${SANITIZE_VARIANTS[*]}, not \"$variant\""
    done
    if [[ $# -eq 1 ]]; then
        sanitize_variant "$1"
        return
    fi
    # a process each, which cleans up after itself
    log=$(mktemp)
    for variant in "$@"; do
        "$ROOT/run" sanitize "$variant" 2>&1 | tee "$log" || status=1
        lines+=("$(tail -n 1 "$log")")
    done
    rm -f "$log"
    say ""
    printf '%s\n' "${lines[@]}"
    return "$status"
}

sanitize_variant() {
    local variant=$1 from=$EPOCHREALTIME
    make_work
    sanitize_server "${variant/valgrind/assert}"
    say "${BOLD}factag under $variant${RESET}"
    if ! sanitize_build "$variant" || ! install_extension; then
        failed "builds and installs"
    elif [[ $variant == valgrind ]]; then
        valgrind_files
    elif ! start_server; then
        failed "the server starts"
    else
        regress
        [[ -n ${REGRESS:-} ]] ||
            check "many calls in one transaction do not grow the backend" memory_stays "$variant"
        check "no server process crashed" no_crash
        check "no undefined behaviour" no_undefined_behaviour
    fi
    say "took $(since "$from")"
    say ""
    say "$variant: $PASSED passed, $FAILED failed"
    [[ $FAILED -eq 0 && $PASSED -gt 0 ]]
}

# --- the servers ----------------------------------------------------------------------

# Makes the server of a variant where the cache lacks it, and sets BINDIR to its programs.
sanitize_server() {
    local variant=$1 place
    ensure_packages clang valgrind dpkg-dev
    SANITIZE_CACHE=${FACTAG_SANITIZE_CACHE:-}
    if [[ -z $SANITIZE_CACHE ]]; then
        SANITIZE_CACHE=/var/cache/factag-sanitize
        [[ $EUID -eq 0 ]] || SANITIZE_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/factag-sanitize
    fi
    mkdir -p "$SANITIZE_CACHE"
    SANITIZE_CACHE=$(cd "$SANITIZE_CACHE" && pwd)
    place=$SANITIZE_CACHE/$VERSION-$variant
    # one at a time
    exec 8>"$SANITIZE_CACHE/lock"
    flock 8
    if [[ ! -e $place/made ]]; then
        say "Making the $variant server in $place, which takes some ten minutes …"
        rm -rf "$place"
        mkdir -p "$place"
        if ! make_server "$variant" "$place" >"$place/log" 2>&1; then
            tail -n 30 "$place/log"
            die "the $variant server could not be made; $place/log tells more"
        fi
        : >"$place/made"
    fi
    exec 8>&-
    # a copy, so that what is installed is seen by this run alone
    cp -a "$place/postgres" "$WORK/postgres"
    BINDIR=$WORK/postgres/bin
    # leaks are a backend's way to end; a fake stack would mislead the server's own check of depth
    export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0:abort_on_error=1:quarantine_size_mb=64
    export UBSAN_OPTIONS=print_stacktrace=1
}

# Fetches the server's source, of the newest version that is there, and prints its .dsc file.
fetch_source() {
    local to=$1 version options
    mkdir -p "$to/lists/partial" "$to/cache/archives/partial"
    # the machine's own sources, as sources of source; their names stay out of the tree
    find /etc/apt/sources.list.d -name '*.sources' -exec sed 's/^Types:.*/Types: deb-src/' {} + >"$to/apt.sources"
    find /etc/apt -name '*.list' -exec sed -n 's/^deb /deb-src /p' {} + >"$to/apt.list"
    mkdir -p "$to/parts"
    mv "$to/apt.sources" "$to/apt.list" "$to/parts"
    options=(-q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$to/parts" -o "Dir::State::lists=$to/lists"
        -o "Dir::Cache=$to/cache" -o APT::Sandbox::User=)
    apt-get "${options[@]}" update >&2 || return 1
    for version in $(apt-cache "${options[@]}" showsrc "postgresql-$VERSION" | sed -n 's/^Version: //p' | sort -Vru); do
        if (cd "$to" && apt-get "${options[@]}" --only-source --download-only source "postgresql-$VERSION=$version" >&2); then
            echo "$to"/*.dsc
            return
        fi
    done
    return 1
}

# Without Debian's patch that has the server installed into the system's directories; and all of it as
# the server's user, who could not write there.
make_server() {
    local variant=$1 place=$2 sources=$SANITIZE_CACHE/$VERSION-source dsc configure=()
    dsc=$(find "$sources" -name '*.dsc' 2>/dev/null | head -n 1)
    [[ -n $dsc ]] || dsc=$(fetch_source "$sources") || return 1
    dpkg-source -x "$dsc" "$place/tree" || return 1
    case $variant in
        # with valgrind's requests, so that valgrind knows the server's allocator
        assert) configure=(--enable-cassert CFLAGS='-O1 -DUSE_VALGRIND') ;;
        asan)
            give_chunks_to_malloc "$place/tree/src/backend/utils/mmgr/aset.c" || return 1
            configure=(CC=clang CFLAGS="-O1 $ASAN_FLAGS" LDFLAGS="$ASAN_FLAGS")
            ;;
    esac
    patch -s -R -p 1 -d "$place/tree" <"$place/tree/debian/patches/50-per-version-dirs.patch" || return 1
    mkdir "$place/build"
    chmod -R a+rX "$place"
    [[ $EUID -ne 0 ]] || chown -R postgres: "$place"
    (
        cd "$place/build" || exit 1
        export ASAN_OPTIONS=detect_leaks=0
        as_server "$place/tree/configure" --prefix="$place/postgres" --enable-debug --with-icu \
            --without-readline --without-zlib "${configure[@]}" &&
            as_server nice make -s -j "$(nproc)" && as_server make -s install
    ) || return 1
    cp "$place/tree/src/tools/valgrind.supp" "$place/postgres" || return 1
    # debuggers want the source; the objects nobody
    rm -rf "$place/build"
}

# Has each palloc'd chunk be a malloc'd block of just its size, so that ASan sees what is written
# or read past it, or after pfree.
give_chunks_to_malloc() {
    local file=$1
    sed -i -e '/^\tset->allocChunkLimit = ALLOC_CHUNK_LIMIT;/,/>>= 1;/c\	set->allocChunkLimit = 0;' \
        -e 's/^\tif (size > set->allocChunkLimit)/\tif (true)/' -e 's/^\t\tchunk_size = MAXALIGN(size);/\t\tchunk_size = Max(size, 1);/' \
        -e '/^\t\tchksize = MAXALIGN(chksize);/d' "$file"
    if [[ $(grep -c -E '^\s*(set->allocChunkLimit = 0;|if \(true\)|chunk_size = Max\(size, 1\);)' "$file") -ne 3 ]]; then
        echo "$file is not as expected"
        return 1
    fi
}

# --- the extension --------------------------------------------------------------------

# Builds for a variant; $2 holds further flags.
sanitize_build() {
    local variant=$1 flags=${2:-}
    BUILD=$WORK/src
    copy_tree "$BUILD" || return 1
    MAKE_ARGS=(-s --no-print-directory "PG_CONFIG=$BINDIR/pg_config" with_llvm=no)
    if [[ $variant == asan ]]; then
        flags+=" -fno-sanitize-recover=undefined"
    fi
    quietly "make" make -C "$BUILD" -j "$(nproc)" "${MAKE_ARGS[@]}" COPT="$flags" "${MORE_ARGS[@]}" all
}

# Ours end the process; what the server itself does is shown, not counted.
no_undefined_behaviour() {
    local log=$WORK/db/server.log
    if as_server grep -E 'runtime error:' "$log" | grep -E "$BUILD|src/[a-z]+/"; then
        return 1
    fi
    as_server grep -E 'runtime error:' "$log" | sort | uniq -c | sort -rn | head || true
}

# A million calls of everything that is cheap; fewer where a checker makes them slow.
memory_stays() {
    local calls=${CALLS:-1000000} pages=256
    if [[ $1 == asan ]]; then
        calls=${CALLS:-100000}
        # ASan keeps what is freed for a while
        pages=100000
    fi
    run_psql -q -c 'CREATE DATABASE memory'
    run_psql -q -d memory -c 'CREATE EXTENSION factag'
    run_psql -q -A -t -d memory -v calls="$calls" -v pages="$pages" -f "$BUILD/test/sanitize/memory.sql"
}

# --- valgrind -------------------------------------------------------------------------

# Runs each file of the regression tests in single-user mode.
valgrind_files() {
    local file data=$WORK/db/data
    quietly "initdb" as_server "$BINDIR/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync ||
        return 1
    as_server tee -a "$data/postgresql.conf" >/dev/null <<CONF
fsync = off
timezone = 'UTC'
statement_timeout = '$SANITIZE_LIMIT'
max_stack_depth = 1MB
factag.pattern_jit = off
CONF
    for file in "$BUILD"/sql/*.sql; do
        file=$(basename "$file" .sql)
        # REGRESS names some files where not all are wanted
        [[ -z ${REGRESS:-} || " $REGRESS " == *" $file "* ]] || continue
        check "valgrind: $file" valgrind_file "$BUILD/sql/$file.sql"
    done
}

valgrind_file() {
    local file=$1 name out
    name=$(basename "$file" .sql)
    out=$WORK/out/$name
    {
        printf 'CREATE EXTENSION factag;\n\n'
        perl "$BUILD/test/sanitize/single.pl" "$file"
        printf 'DROP EXTENSION factag CASCADE;\n\n'
    } >"$WORK/log/$name.sql"
    as_server valgrind --quiet --leak-check=no --error-exitcode=99 --trace-children=yes --gen-suppressions=no \
        --suppressions="$(dirname "$BINDIR")/valgrind.supp" --log-file="$out.valgrind" \
        "$BINDIR/postgres" --single -j -D "$WORK/db/data" postgres <"$WORK/log/$name.sql" >"$out.log" 2>&1 ||
        echo "the server ended with $?"
    if [[ -s $out.valgrind ]] || grep -E 'PANIC|TRAP:' "$out.log"; then
        head -n 60 "$out.valgrind"
        return 1
    fi
    # that something ran
    grep -c 'ERROR' "$out.log" || true
    grep -q 'backend>' "$out.log"
}
