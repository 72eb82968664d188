# shellcheck shell=bash
# The bench: tags beside text[], intarray and ltree[], labels beside a table of assertions, rules
# beside pgpcre and ~, everyday calls beside what they should cost, taxonomies beside lookups and foreign
# keys, policies beside CASE and rows per label, consensus beside plain SQL, on one throwaway server. Audiences are in bench_audience.sh, identities
# in bench_identity.sh, claims in bench_claims.sh, settings of the server in bench_operations.sh; with BASE it compares two commits: bench_compare.sh.

BENCH=''          # the scripts and the SQL, in the private copy
BENCH_FROM=''     # when the bench began
BENCH_LOAD=''     # the load average then
BENCH_ROWS=''     # the number of rows
BENCH_FILE=''     # the file of the report; none if it is only printed
BENCH_SERVERS=1   # how many servers run
BENCH_RESULTS=''  # every figure, a line each
BENCH_ROW_KB=5    # of the disk, for each row; of tags, 2 and one for each peer
BENCH_SECONDS=10  # of updates, for each table
BENCH_CHINESE=''  # whether Debian's Chinese descriptions could be fetched: yes or no
BENCH_ORIGIN=''   # where the English texts are from

cmd_bench() {
    local what=${1:-tags}
    case $what in
        tags | labels | rules | everyday | taxonomy | policy | audience | identity | consensus | claims | operations | memory) ;;
        *) die "./run bench knows tags, labels, rules, everyday, taxonomy, policy, audience, identity, consensus, claims, operations and memory, not \"$what\"" ;;
    esac
    if [[ -n ${BASE:-} ]]; then
        [[ $what != operations && $what != memory ]] || die "./run bench $what does not compare commits"
        bench_compare "$what"
    else
        "bench_$what"
    fi
}

# Begins a bench of ROWS rows: $1 by default, from $2 to $3. The report goes to BENCH_OUT or, with the
# default, to file $4 if that is given. What follows are packages that it needs.
bench_begin() {
    local default=$1 least=$2 most=$3 file=$4
    BENCH_FROM=$EPOCHREALTIME
    BENCH_LOAD=$(cut -d ' ' -f 1 /proc/loadavg)
    BENCH_ROWS=${ROWS:-$default}
    [[ $BENCH_ROWS =~ ^[1-9][0-9]{0,8}$ && $BENCH_ROWS -ge $least && $BENCH_ROWS -le $most ]] ||
        die "ROWS must be a number from $least to $most, not \"$BENCH_ROWS\""
    if [[ -n ${BENCH_OUT:-} ]]; then
        BENCH_FILE=$(realpath -m -- "$BENCH_OUT")
    elif [[ -n $file && $BENCH_ROWS -eq $default ]]; then
        BENCH_FILE=$ROOT/test/bench/$file
    fi
    ensure_packages "${@:5}"
    make_work
    bench_needs_disk $((BENCH_ROWS * BENCH_SERVERS))
    bench_settings "$BENCH_SERVERS"
}

# Starts the server, and begins the report: title $1, the facts, and the lines of standard input.
bench_server() {
    prepare_server
    BENCH=$BUILD/test/bench
    {
        printf '# %s\n\n' "$1"
        bench_facts "$BENCH_ROWS" "$BENCH_LOAD"
        cat
        printf '\n'
    } >"$WORK/log/facts"
}

# A rule set beside pgpcre, PostgreSQL's own ~, and its own patterns one after another.
bench_rules() {
    local many
    pick_version
    bench_begin 4000 100 99999 results-rules.md "postgresql-$VERSION-pgpcre"
    bench_rules_texts "$BENCH_ROWS"
    bench_server 'Rules beside their peers' <<EOF
- texts: $BENCH_ORIGIN
- pgpcre: $(dpkg-query -W -f='${Version}' "postgresql-$VERSION-pgpcre"), SpamAssassin: $(spamassassin_version)

All find the same matches of the same patterns in the same texts, which the bench checks. In
milliseconds, the median of five runs after one to warm, taking turns.
EOF
    run_psql -q -c 'CREATE DATABASE bench_rules'
    bench_step run_psql -q -d bench_rules -v folder="$WORK/log/rules" -v chinese="$BENCH_CHINESE" -f "$BENCH/rules_load.sql"
    for _ in 1 2 3 4 5; do
        for many in 10 100 all 1000 5000; do
            # a new connection each
            bench_step run_psql -q -d bench_rules -o /dev/null -c "SELECT first_calls('$many')"
        done
    done
    say "${BOLD}$BENCH_ROWS texts, five runs each${RESET} …"
    bench_step run_psql -q -d bench_rules -v chinese="$BENCH_CHINESE" -o "$WORK/out/report.md" -f "$BENCH/rules.sql"
    bench_report
}

# Fetches what the rules are tried on, and writes COPY files to log/rules: $1 English texts and as many
# Chinese ones, and SpamAssassin's patterns.
bench_rules_texts() {
    local texts=$1 to=$WORK/log/rules many
    say "${BOLD}Fetching SpamAssassin's rules and Debian's descriptions${RESET} …"
    mkdir "$to"
    chmod a+rx "$WORK/log" "$to"
    fetch_spamassassin "$to/spamassassin.copy" ||
        die "Debian's package spamassassin, whose rules the bench runs, cannot be fetched"
    BENCH_ORIGIN="Debian's long descriptions"
    if ! fetch_descriptions en >"$WORK/log/english"; then
        BENCH_ORIGIN="one-line descriptions of apt's lists joined, for the long ones could not be fetched"
        apt-cache dumpavail >"$WORK/log/english" 2>/dev/null
    fi
    perl "$ROOT/test/bench/paragraphs.pl" "$texts" 400 <"$WORK/log/english" >"$to/english.copy" ||
        die "apt has no descriptions of packages; \`apt-get update\` gets them"
    BENCH_CHINESE=no
    if fetch_descriptions zh_CN,zh_TW >"$WORK/log/chinese" &&
        perl "$ROOT/test/bench/paragraphs.pl" "$texts" 400 <"$WORK/log/chinese" >"$to/chinese.copy"; then
        BENCH_CHINESE=yes
    fi
    for many in '' 10 100 1000 5000; do
        # shellcheck disable=SC2086  # without a number: all of them
        perl "$ROOT/test/bench/patterns.pl" $many <"$to/spamassassin.copy" >"$to/patterns-${many:-all}.copy" ||
            die "SpamAssassin's rules cannot be read"
    done
    chmod a+r "$to"/*
}

# Taxonomies beside triggers that look tags up, a row per tag with a foreign key, and rewritten rows.
bench_taxonomy() {
    local book
    bench_begin 100000 1000 9999999 results-taxonomy.md
    bench_server 'Taxonomies beside their peers' <<'EOF'

Members with 12 tags of 3,180. Those that are written are a tenth; all ways of writing store the same
rows and refuse the same bad ones. Queries have the same answers. Planning is included. Times are the
least of five or more runs after one to warm, taking turns; a first use has a new backend each time.
EOF
    run_psql -q -c 'CREATE DATABASE bench_taxonomy'
    say "${BOLD}Making $BENCH_ROWS members${RESET} …"
    bench_step run_psql -q -d bench_taxonomy -v rows="$BENCH_ROWS" -f "$BENCH/taxonomy_data.sql" -f "$BENCH/taxonomy_first.sql"
    for _ in 1 2 3 4 5; do
        for book in standard large; do
            bench_step run_psql -q -d bench_taxonomy -o /dev/null -c "SELECT use_first('$book')"
        done
    done
    say "${BOLD}Writing and asking${RESET} …"
    bench_step run_psql -q -d bench_taxonomy -o "$WORK/out/report.md" -f "$BENCH/taxonomy.sql"
    bench_report
}

# Policies beside CASE over labels, a join with a table of queries, and rows per label.
bench_policy() {
    bench_begin 1000000 1000 9999999 results-policy.md
    bench_server 'Policies beside their peers' <<'EOF'

A fifth of the posts have one to three labels of 2,000 topics, some of them repeated, withdrawn or
denied. A rule is about a topic, a topic of some score, a topic beside another area, or a whole area.
All forms find as many posts for each step of the ladder; `policy_decide` tells the rules as well. Planning
is included. Times are the least of three or more runs after one to warm, taking turns; a first use has
a new backend each time.
EOF
    run_psql -q -c 'CREATE DATABASE bench_policy'
    say "${BOLD}Making $BENCH_ROWS posts${RESET} …"
    bench_step run_psql -q -d bench_policy -v rows="$BENCH_ROWS" -f "$BENCH/policy_data.sql" -f "$BENCH/policy_first.sql"
    for _ in 1 2 3 4 5; do
        bench_step run_psql -q -d bench_policy -o /dev/null -c "SELECT use_first('1000')"
    done
    say "${BOLD}Deciding${RESET} …"
    bench_step run_psql -q -d bench_policy -o "$WORK/out/report.md" -f "$BENCH/policy.sql"
    bench_report
}

# The aggregates over votes beside the majority, the mean, and the arrays that they take.
bench_consensus() {
    local n
    bench_begin 1000000 1000 99999999 results-consensus.md
    bench_server 'Consensus beside plain SQL' <<'EOF'

Ten votes per item, by up to 4,096 raters, of four labels; ratings of two sides. The peers answer simpler questions, but for the
order of rows. Times are the least of three or more runs after one to warm, taking turns. Memory is that of a new backend for each question.
EOF
    run_psql -q -c 'CREATE DATABASE bench_consensus'
    say "${BOLD}Making $BENCH_ROWS votes${RESET} …"
    bench_step run_psql -q -d bench_consensus -v rows="$BENCH_ROWS" -f "$BENCH/consensus_data.sql" -f "$BENCH/consensus_lines.sql" \
        -f "$BENCH/consensus_memory.sql" -f "$BENCH/least_times.sql"
    for n in 1 2 4 5 6; do
        bench_step run_psql -q -d bench_consensus -o /dev/null -c "CALL note_memory($n)"
    done
    say "${BOLD}Finding consensus${RESET} …"
    bench_step run_psql -q -d bench_consensus -v rows="$BENCH_ROWS" -v seconds="$(bench_seconds)" -o "$WORK/out/report.md" -f "$BENCH/consensus.sql"
    bench_report
}

# Prints the facts and the report, and writes them to the report's file.
bench_report() { bench_print "$WORK/log/facts" "$WORK/out/report.md"; }

bench_print() {
    say ""
    cat "$@"
    if [[ -n $BENCH_FILE ]]; then
        cat "$@" >"$BENCH_FILE" || die "cannot write $BENCH_FILE"
        say ""
        say "written to $BENCH_FILE"
    fi
    say "took $(since "$BENCH_FROM")"
}

# Labels beside a table with a row per assertion.
bench_labels() {
    bench_begin 1000000 1000 99999999 results-labels.md
    bench_server 'Labels beside a table of assertions' <<'EOF'

One column of logs with a GIN index, or a row an assertion with three btree indexes; in
milliseconds, planning included, the median of five runs after one to warm. The table is asked
in three forms, of which the fastest counts.
EOF
    run_psql -q -c 'CREATE DATABASE bench_labels'
    say "${BOLD}$BENCH_ROWS posts of 0 to 6 labels${RESET} …"
    bench_step run_psql -q -d bench_labels -v rows="$BENCH_ROWS" -o "$WORK/out/report.md" -f "$BENCH/labels.sql"
    bench_report
}

# Calls that people make every day, each beside the form that it should cost as much as.
bench_everyday() {
    bench_begin 100000 1000 9999999 results-everyday.md
    bench_server 'Everyday use' <<'EOF'

Each line is a call that once took far more than it should, beside the same question in a form
that was always fast; both give the same answer. Saved queries are asked by index, beside a sequential
scan. In milliseconds, planning included, the least of nine or more runs after one to warm, taking
turns. Without a peer, the time is that of one call.
EOF
    run_psql -q -c 'CREATE DATABASE bench_everyday'
    say "${BOLD}Everyday use of $BENCH_ROWS rows${RESET} …"
    bench_step run_psql -q -d bench_everyday -v rows="$BENCH_ROWS" -o "$WORK/out/report.md" -f "$BENCH/everyday.sql"
    bench_report
}

bench_tags() {
    local rows few peers=${PEERS:-text,int,ltree} two file=''
    [[ $peers =~ ^(text|int|ltree)(,(text|int|ltree))*$ ]] ||
        die "PEERS must be a list of text, int and ltree with commas, not \"$peers\""
    two=tagset,${peers%%,*}
    peers=tagset,$peers
    # what a run of some peers finds is not the report
    [[ -n ${PEERS:-} ]] || file=results.md
    BENCH_ROW_KB=$((2 + $(tr , '\n' <<<"$peers" | grep -c -v tagset)))
    bench_begin 1000000 1000 999999999 "$file"
    rows=$BENCH_ROWS
    bench_has_contrib
    prepare_server
    BENCH=$BUILD/test/bench
    BENCH_RESULTS=$WORK/out/results.tsv
    bench_facts "$rows" "$BENCH_LOAD" >"$WORK/log/facts"
    say ""
    cat "$WORK/log/facts"

    # the small ones first, so that a wrong answer shows early
    few=$((rows < 20000 ? rows : 20000))
    bench_dataset e5 "$few" 5 5 "$two" subtree,floor
    bench_dataset e50 "$few" 50 50 "$two" subtree,floor
    bench_dataset e500 $((few / 10)) 500 500 "$two" subtree,floor
    bench_dataset tenth $((rows / 10)) 4 20 "$two" subtree,and-not,broad,leaf,wildcard,floor,counts
    bench_dataset main "$rows" 4 20 "$peers" subtree,and-not,broad,leaf,wildcard,floor,column,counts

    perl "$BENCH/report.pl" "$WORK/log/facts" "$BENCH_RESULTS" >"$WORK/log/report.md" || die "the report failed"
    bench_print "$WORK/log/report.md"
}

bench_has_contrib() {
    [[ -e $(pg_config --sharedir)/extension/ltree.control && -e $(pg_config --sharedir)/extension/intarray.control ]] ||
        die "the bench uses ltree and intarray, which this server lacks: install postgresql-contrib"
}

# Runs one step so that an interrupt ends it; ends the run if the step fails.
bench_step() {
    "$@" &
    wait $! || die "the bench failed"
}

bench_psql() { bench_step run_psql -q -A -t -F $'\t' "$@"; }

# Tables, indexes, the staged text and one COPY file at a time take about 5 kB a row.
bench_needs_disk() {
    local rows=$1 need free
    need=$((rows * BENCH_ROW_KB + 2000000))
    free=$(df -Pk "$WORK" | awk 'NR == 2 { print $4 }')
    ((free > need)) || die "$rows rows need $((need / 1000000)) GB in ${TMPDIR:-/tmp}; TMPDIR names another place"
}

# Sets what each of $1 servers gets: everything in memory, nothing in the background, one process a query.
bench_settings() {
    local servers=$1 memory buffers
    memory=$(awk -v servers="$servers" '/^MemTotal:/ { print int($2 / 1024 / servers) }' /proc/meminfo)
    buffers=$((memory / 4 < 8192 ? memory / 4 : 8192))
    # shellcheck disable=SC2034  # start_server reads it
    SERVER_SETTINGS="
shared_buffers = ${buffers}MB
effective_cache_size = $((memory / 2))MB
maintenance_work_mem = 512MB
work_mem = 64MB
max_wal_size = 16GB
checkpoint_timeout = 1h
wal_level = minimal
max_wal_senders = 0
autovacuum = off
jit = off
random_page_cost = 1.1
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 0"
}

# The versions, the machine and the settings, as a list in Markdown.
bench_facts() {
    local rows=$1 load=$2 commit
    commit=$(git -c safe.directory="$ROOT" -C "$ROOT" describe --always --dirty 2>/dev/null) || commit=''
    printf -- '- date: %s\n' "$(date -u +%Y-%m-%d)"
    printf -- '- rows: %s\n' "$rows"
    printf -- '- factag: %s%s\n' "$(sed -n "s/^default_version = '\(.*\)'/\1/p" "$BUILD/factag.control")" \
        "${commit:+ (commit $commit)}"
    printf -- '- PostgreSQL: %s\n' "$(run_psql -A -t -c "SELECT current_setting('server_version')")"
    printf -- '- machine: %s, %s cores, %s GB\n' \
        "$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | sort -u | head -n 1)" \
        "$(nproc)" "$(awk '/^MemTotal:/ { print int($2 / 1000000 + 0.5) }' /proc/meminfo)"
    printf -- '- load average before: %s\n' "$load"
    run_psql -A -t <<'SQL'
SELECT '- settings: ' || string_agg(name || ' = ' || current_setting(name), ', ' ORDER BY name)
FROM pg_settings
WHERE name IN ('shared_buffers', 'work_mem', 'maintenance_work_mem', 'random_page_cost', 'max_wal_size',
               'wal_level', 'fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum', 'jit',
               'max_parallel_workers_per_gather', 'max_parallel_maintenance_workers');
SQL
}

# Makes one database with $2 rows of $3 to $4 tags, measures queries $6 of peers $5, and drops it.
bench_dataset() {
    local name=$1 rows=$2 fewest=$3 most=$4 peers=$5 queries=$6 from=$EPOCHREALTIME peer
    say ""
    say "${BOLD}$rows rows of $fewest to $most tags${RESET}"
    run_psql -q -c "CREATE DATABASE bench_$name"
    export PGDATABASE=bench_$name
    echo "$name"$'\t'rows$'\t'all$'\t'"$rows" | as_server tee -a "$BENCH_RESULTS" >/dev/null
    bench_psql -v rows="$rows" -v fewest="$fewest" -v most="$most" -f "$BENCH/workload.sql"
    say "  generated in $(since "$from")"
    bench_psql -f "$BENCH/measure.sql"
    bench_psql -f "$BENCH/peers.sql"
    for peer in ${peers//,/ }; do
        bench_load "$name" "$peer"
    done
    say "  measuring the queries …"
    bench_psql -f "$BENCH/queries.sql"
    bench_step as_server perl "$BENCH/measure.pl" "$BINDIR/psql" "$name" "$BENCH_RESULTS" "$peers" "$queries"
    if [[ $name == main ]]; then
        say "  updating single rows …"
        for peer in ${peers//,/ }; do
            bench_updates "$name" "$peer" "$rows"
        done
    fi
    export PGDATABASE=postgres
    run_psql -q -c "DROP DATABASE bench_$name"
    say "  done in $(since "$from")"
}

bench_load() {
    local name=$1 peer=$2 from=$EPOCHREALTIME file=$WORK/out/$2.copy
    bench_psql -v peer="$peer" -v file="$file" -f "$BENCH/load.sql" -o "$WORK/out/load"
    sed "s/^/$name\t/" "$WORK/out/load" | as_server tee -a "$BENCH_RESULTS" >/dev/null
    as_server rm -f "$file" "$WORK/out/load"
    say "  with_$peer: staged, loaded and indexed in $(since "$from")"
}

# Two clients replace one random row's tags by another's, with the index in place.
bench_updates() {
    local name=$1 peer=$2 rows=$3 log=$WORK/log/pgbench tps
    run_psql -q -c "ALTER TABLE with_$peer ADD PRIMARY KEY (id)" -c CHECKPOINT
    sed "s/:peer/$peer/g" "$BENCH/update.sql" >"$WORK/log/update.sql"
    chmod a+rx "$WORK/log" && chmod a+r "$WORK/log/update.sql"
    bench_step as_server "$BINDIR/pgbench" -n -M prepared -c 2 -j 2 -T "$BENCH_SECONDS" --random-seed=1 \
        -D rows="$rows" -f "$WORK/log/update.sql" >"$log" 2>&1
    tps=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$log")
    say "    with_$peer: $tps a second"
    printf '%s\tupdates\t%s\t%s\n' "$name" "$peer" "$tps" | as_server tee -a "$BENCH_RESULTS" >/dev/null
}
