# shellcheck shell=bash
# The bench of claim matching: claims made of Debian's descriptions and posts that resemble them, by factag, by tsvector and by pg_trgm.

bench_claims() {
    local n
    # shellcheck disable=SC2034  # bench_needs_disk reads it
    BENCH_ROW_KB=3
    bench_begin 60000 1000 9999999 results-claims.md
    bench_claims_texts "$BENCH_ROWS"
    bench_has_trgm
    bench_server 'Claims beside their peers' <<EOF
- texts: $BENCH_ORIGIN

Claims are descriptions of packages: the synopsis and the first paragraph, at most 240 characters. Posts are made of claims: words
dropped, replaced, misspelled or in another order, a part, or a part in other text. Right is the claim that a post was made of, though
packages of one source often have descriptions that differ by a word. If there are fewer descriptions than rows, the other claims are
copies, half of whose words are replaced. R@1 is the share of the posts whose claim comes first; MRR@5 is the mean of 1 / place. All
ways answer the same posts in turns; a slow one answers fewer. Planning is included. Each index is in its type's best usual form: a stored
column of words with English stems and stop words, trigrams with the default threshold of 0.3.
EOF
    run_psql -q -c 'CREATE DATABASE bench_claims'
    say "${BOLD}Making $BENCH_ROWS claims, and indexes of each kind${RESET} …"
    bench_step run_psql -q -d bench_claims -v folder="$WORK/log/claims" -v rows="$BENCH_ROWS" -v most_gist=200000 \
        -f "$BENCH/claims_data.sql" -f "$BENCH/claims_peers.sql" -f "$BENCH/least_times.sql"
    for n in 1 2; do
        bench_step run_psql -q -d bench_claims -o /dev/null -c "CALL note_memory($n)"
    done
    say "${BOLD}Finding claims${RESET} …"
    bench_step run_psql -q -d bench_claims -v rows="$BENCH_ROWS" -v seconds=$((BENCH_ROWS < 20000 ? 5 : 60)) -o "$WORK/out/report.md" -f "$BENCH/claims.sql"
    bench_report
}

# Writes COPY files to log/claims: $1 claims, and posts.
bench_claims_texts() {
    local to=$WORK/log/claims files=("$WORK/log/english")
    say "${BOLD}Fetching Debian's descriptions${RESET} …"
    mkdir "$to"
    chmod a+rx "$WORK/log" "$to"
    BENCH_ORIGIN="Debian's long descriptions"
    if ! fetch_descriptions en >"$WORK/log/english"; then
        BENCH_ORIGIN="one-line descriptions of apt's lists, for the long ones could not be fetched"
        apt-cache dumpavail >"$WORK/log/english" 2>/dev/null
    fi
    if fetch_descriptions zh_CN,zh_TW >"$WORK/log/chinese"; then
        files+=("$WORK/log/chinese")
    fi
    perl "$ROOT/test/bench/claims.pl" "$1" 2000 "$to" "${files[@]}" ||
        die "apt has no descriptions of packages; \`apt-get update\` gets them"
    chmod a+r "$to"/*
}

bench_has_trgm() {
    [[ -e $(pg_config --sharedir)/extension/pg_trgm.control ]] ||
        die "the bench uses pg_trgm, which this server lacks: install postgresql-contrib"
}
