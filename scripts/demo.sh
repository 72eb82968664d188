# shellcheck shell=bash
# The demo and the shell: Debian's own package tags in an ordinary table, and other people's rules
# on the packages' descriptions.

HAVE_PACKAGES=no

# Writes the COPY file of packages and their tags; fails where apt has no lists.
extract_packages() {
    local file=$WORK/out/package.copy
    command -v apt-cache >/dev/null || return 1
    apt-cache dumpavail 2>/dev/null | perl "$ROOT/demo/packages.pl" >"$file" || return 1
    chmod a+r "$file"
}

# Writes the COPY file of packages and their one-line descriptions.
extract_synopses() {
    apt-cache dumpavail 2>/dev/null | sed 's/\\/\\\\/g' | awk '
        /^Package: / { name = $2 }
        /^Description(-en)?: / && !seen[name]++ { sub(/^[^ ]* /, ""); gsub(/\t/, " "); print name "\t" $0 }' >"$1"
    chmod a+r "$1"
}

# Others' rules on others' texts; a machine that cannot have them goes on without.
demo_rules() {
    [[ -d /usr/share/spamassassin ]] || say $'\n'"Fetching Debian's package spamassassin, whose rules come next …"
    if fetch_spamassassin "$WORK/out/spamassassin.copy"; then
        extract_synopses "$WORK/out/synopsis.copy"
        demo_sql 50-rules.sql -v rules="$WORK/out/spamassassin.copy" -v synopses="$WORK/out/synopsis.copy"
    else
        say ""
        say "${BOLD}13. Rules by strangers${RESET} is left out: apt cannot fetch Debian's package spamassassin, whose rules"
        say "it shows."
    fi
}

explain_missing_lists() {
    cat >&2 <<'TEXT'
The demo's data is in apt's own package lists, and apt has none here (or none with tags).
Fetch them and try again:

    apt-get update          (as root, or with sudo)
TEXT
}

# Columns to print in: the terminal's, within reason.
screen_width() {
    local width=''
    [[ ! -t 1 ]] || width=$(stty size </dev/tty 2>/dev/null | cut -d ' ' -f 2) || true
    if [[ -z $width || $width -lt 80 || $width -gt 120 ]]; then
        width=120
    fi
    echo "$width"
}

# Runs one of demo/*.sql in the demo's database.
demo_sql() {
    local script=$1
    shift
    run_psql -q -d factag_demo -P format=wrapped -P columns="$(screen_width)" \
        -v bold="$BOLD" -v reset="$RESET" "$@" <"$ROOT/demo/$script"
}

load_demo() {
    local from
    run_psql -q -c 'CREATE DATABASE factag_demo' -c '\c factag_demo' -c 'CREATE EXTENSION factag'
    if [[ $HAVE_PACKAGES == yes ]]; then
        from=$EPOCHREALTIME
        say "${BOLD}Loading them into a table, and indexing${RESET} …"
        demo_sql 10-load.sql -v file="$WORK/out/package.copy"
        say "  loaded and indexed in $(since "$from")"
    fi
}

# Reads apt's lists; no failure here, so that the shell works without them.
read_packages() {
    local from=$EPOCHREALTIME
    say "${BOLD}Reading package tags from apt's lists${RESET} …"
    if extract_packages; then
        HAVE_PACKAGES=yes
        say "  read in $(since "$from")"
    fi
}

# The chapters in their order: the names of the scripts, without their numbers.
demo_chapters() {
    local script
    for script in "$ROOT"/demo/[2-9]?-*.sql; do
        basename "$script" .sql | cut -d - -f 2
    done
}

# Tells one chapter. Each needs the table of packages at most.
demo_chapter() {
    local script=("$ROOT"/demo/[2-9]?-"$1".sql)
    case $1 in
        rules) demo_rules ;;
        claims)
            [[ -s $WORK/out/synopsis.copy ]] || extract_synopses "$WORK/out/synopsis.copy"
            demo_sql 97-claims.sql -v synopses="$WORK/out/synopsis.copy"
            ;;
        *) demo_sql "$(basename "${script[0]}")" ;;
    esac
}

cmd_demo() {
    local from=$EPOCHREALTIME chapter known
    known=$(demo_chapters)
    for chapter in "$@"; do
        grep -qxF -- "$chapter" <<<"$known" || die "the demo has no chapter \"$chapter\"; it has ${known//$'\n'/, }"
    done
    ensure_packages
    make_work
    read_packages
    BITCODE=no KEEP_BUILD=yes
    if [[ $HAVE_PACKAGES == no ]]; then
        explain_missing_lists
        exit 1
    fi
    prepare_server
    load_demo
    # shellcheck disable=SC2046  # names without blanks
    for chapter in $([[ $# -gt 0 ]] && printf '%s\n' "$@" || echo "$known"); do
        demo_chapter "$chapter"
    done
    say ""
    say "${BOLD}That was all of it, in $(since "$from").${RESET} To ask questions of your own:"
    say ""
    say "    ./run psql                  the same data and a prompt; try \\dx+ factag"
    say "    ./run psql -c \"SELECT count(*) FROM package WHERE tags @@ 'use/gameplaying & !interface/x11'\""
    say ""
    say "README.md tells how to install factag into a server of yours, doc/tutorial.md takes twenty minutes,"
    say "doc/reference.md lists every function and operator."
}

cmd_psql() {
    local status=0 here=$PWD home=$HOME
    BITCODE=no KEEP_BUILD=yes
    {
        ensure_packages
        make_work
        read_packages
    } >&2
    [[ $HAVE_PACKAGES == yes ]] || explain_missing_lists
    prepare_server >&2
    load_demo >&2
    # file names are the caller's: relative to the directory the run began in, or to the home directory
    if as_server test -x "$here"; then
        cd "$here"
    fi
    [[ $EUID -ne 0 ]] || home=$WORK
    if [[ $# -eq 0 ]]; then
        [[ $HAVE_PACKAGES == no ]] || say "The tables are package and package_tag."
        say "What you add is gone when you leave (\\q). For an empty database: CREATE DATABASE mine; \\c mine"
        say "and CREATE EXTENSION factag;"
    fi >&2
    # an interrupt is for psql, which cancels the query
    trap ':' INT
    as_server env HOME="$home" PSQL_HISTORY=/dev/null LESSHISTFILE=- LESS="${LESS:--FRSX}" \
        "$BINDIR/psql" -X -d factag_demo "$@" || status=$?
    exit "$status"
}
