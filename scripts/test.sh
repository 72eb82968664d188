# shellcheck shell=bash
# The tests: pg_regress, and the checks that need more than SQL.

PASSED=0
FAILED=0

# Counts one check: $1 names it, the rest is a command, which fails at its first failure.
check() {
    local name=$1 log
    shift
    log=$(mktemp "$WORK/log/check.XXXXXX")
    # in the background, because a condition would switch errexit off within
    "$@" >"$log" 2>&1 </dev/null &
    if wait $!; then
        passed "$name"
    else
        failed "$name"
        tail -n 60 "$log" | sed 's/^/    /'
    fi
}

passed() {
    PASSED=$((PASSED + 1))
    say "${GREEN}ok${RESET}      $1"
}

failed() {
    FAILED=$((FAILED + 1))
    say "${RED}FAILED${RESET}  $1"
}

# Ends the tests; the last line is the verdict.
finish() {
    say ""
    say "$PASSED passed, $FAILED failed"
    [[ $FAILED -eq 0 && $PASSED -gt 0 ]] || exit 1
    exit 0
}

cmd_test() {
    local from=$EPOCHREALTIME
    ensure_packages shellcheck git
    make_work
    say "${BOLD}factag on PostgreSQL $VERSION${RESET}"
    if ! build; then
        failed "builds without warnings"
        finish
    fi
    passed "builds without warnings"
    check "builds without warnings with clang" builds_with_clang
    check "the reference is up to date" reference_is_current
    check "the documents' SQL is what the tests run" documents_are_tested
    check "META.json, the control file and the Makefile agree" metadata_agrees
    check "the shell scripts pass shellcheck" scripts_pass_shellcheck
    check "the tarball builds and installs" tarball_installs
    if ! install_extension; then
        failed "installs"
        finish
    fi
    passed "installs"
    if ! start_server; then
        failed "the throwaway server starts"
        finish
    fi
    regress
    check "a database that is not UTF-8 is refused, with the reason" other_encodings_are_refused
    check "installs into any schema, beside tables named tag, tags, label, labels" installs_into_any_schema
    check "a user who is no superuser installs it" ordinary_user_installs
    check "dump and restore give the same rows" survives_dump_and_restore
    check "the demo's scripts run on a sample" demo_runs_on_sample
    real_data
    check "no server process crashed" no_crash
    say "took $(since "$from")"
    finish
}

# make installcheck against the throwaway server, a check a file.
regress() {
    local out=$WORK/out/regress log=$WORK/log/regress.log tests=0 status=0 before=$FAILED line file
    as_server mkdir "$out"
    # pg_regress gives up where a file of expected output is missing; an empty one just differs
    for file in "$BUILD"/sql/*.sql; do
        file=$BUILD/expected/$(basename "$file" .sql).out
        [[ -e $file ]] || : >"$file"
    done
    # pg_regress would write below the directory it runs in
    as_server make -C "$BUILD" "${MAKE_ARGS[@]}" EXTRA_REGRESS_OPTS="--outputdir=$out" \
        installcheck >"$log" 2>&1 </dev/null &
    wait $! || status=$?
    while IFS= read -r line; do
        # "test NAME ... ok" before PostgreSQL 16, "ok 1 - NAME" from then on
        if [[ $line =~ ^test\ +([a-z0-9_]+)\ +\.\.\.\ +(ok|FAILED) ]]; then
            line="${BASH_REMATCH[2]} ${BASH_REMATCH[1]}"
        elif [[ $line =~ ^(ok|not\ ok)\ +[0-9]+\ +[-+]\ +([a-z0-9_]+) ]]; then
            line="${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
        else
            continue
        fi
        tests=$((tests + 1))
        if [[ $line == "ok "* ]]; then
            passed "regress: ${line#ok }"
        else
            failed "regress: ${line##* }"
        fi
    done <"$log"
    if [[ $tests -eq 0 || ($status -ne 0 && $FAILED -eq $before) ]]; then
        failed "regress: not all tests ran"
        tail -n 20 "$log"
    fi
    if [[ -s $out/regression.diffs ]]; then
        head -n 400 "$out/regression.diffs"
    fi
}

builds_with_clang() {
    local clang
    clang=$(sed -n 's/^CLANG *= *//p' "$(dirname "$(pg_config --pgxs)")/../Makefile.global")
    command -v "${clang:=clang}" >/dev/null || clang=clang
    command -v "$clang"
    copy_tree "$WORK/clang"
    # the server was configured with gcc: its flags, and a format attribute, are not for clang
    make -C "$WORK/clang" -j "$(nproc)" "${MAKE_ARGS[@]}" with_llvm=no CC="$clang" \
        CFLAGS='-O1 -std=gnu11 -Wno-ignored-attributes' all
}

reference_is_current() {
    local reference=$WORK/reference.md
    cp "$BUILD/doc/reference.md" "$reference"
    rm "$BUILD/doc/reference.md"
    make -C "$BUILD" "${MAKE_ARGS[@]}" doc
    if ! diff -u "$reference" "$BUILD/doc/reference.md"; then
        echo "doc/reference.md is stale: run \`make doc\`"
        return 1
    fi
}

documents_are_tested() {
    perl "$BUILD/test/doc_sql.pl" "$BUILD/doc/adoption.md" "$BUILD/sql/adoption.sql"
    perl "$BUILD/test/doc_sql.pl" "$BUILD/README.md" "$BUILD/sql/readme.sql"
    perl "$BUILD/test/doc_sql.pl" "$BUILD/doc/reference.md" "$BUILD"/sql/*.sql
}

metadata_agrees() {
    perl -MJSON::PP -e '
        my ($meta, $control, $makefile) = map { local (@ARGV, $/) = $_; <> } @ARGV;
        my $data = decode_json($meta);
        for my $key (qw(name version abstract maintainer license provides meta-spec)) {
            die "META.json lacks $key\n" unless $data->{$key};
        }
        my ($default) = $control =~ /^default_version = .(.+?).$/m;
        my ($built) = $makefile =~ /^EXTVERSION = (\S+)/m;
        my $provided = $data->{provides}{factag}{version};
        for my $version ($built, $provided, $data->{version}) {
            die "versions differ: $default in the control file, $version elsewhere\n" if $version ne $default;
        }
    ' "$BUILD/META.json" "$BUILD/factag.control" "$BUILD/Makefile"
}

scripts_pass_shellcheck() {
    (cd "$BUILD" && find test -name '*.sh' -exec shellcheck -x -a run .ci/run {} +)
    perl -c "$BUILD/doc/reference.pl"
    perl -c "$BUILD/src/label/ratings.pl"
    perl -c "$BUILD/demo/packages.pl"
    perl -c "$BUILD/demo/spamassassin.pl"
    perl -c "$BUILD/test/bench/paragraphs.pl"
    perl -c "$BUILD/test/bench/patterns.pl"
    perl -c "$BUILD/test/bench/measure.pl"
    perl -c "$BUILD/test/bench/report.pl"
}

# As somebody with only the tarball would: make dist, unpack elsewhere, make install.
tarball_installs() {
    local repository=$WORK/repository unpacked=$WORK/unpacked staged=$WORK/staged
    copy_tree "$repository"
    git -C "$repository" init -q
    git -C "$repository" add -A
    git -C "$repository" -c user.name=run -c user.email=run@invalid commit -q -m "the tree under test"
    make -C "$repository" "${MAKE_ARGS[@]}" dist
    mkdir "$unpacked"
    tar -C "$unpacked" -xzf "$repository"/dist/factag-*.tar.gz
    [[ ! -e $(echo "$unpacked"/factag-*)/.ci ]]
    make -C "$unpacked"/factag-* -j "$(nproc)" "${MAKE_ARGS[@]}" with_llvm=no
    make -C "$unpacked"/factag-* "${MAKE_ARGS[@]}" with_llvm=no DESTDIR="$staged" install
    [[ -s $staged$(pg_config --pkglibdir)/factag.so ]]
    [[ -s $staged$(pg_config --sharedir)/extension/factag.control ]]
    ls "$staged$(pg_config --sharedir)/extension"/factag--*.sql
}

other_encodings_are_refused() {
    local encoding
    for encoding in SQL_ASCII LATIN1; do
        run_psql -q -c "CREATE DATABASE other_$encoding ENCODING '$encoding' LOCALE 'C' TEMPLATE template0"
        if run_psql -d "other_${encoding,,}" -c 'CREATE EXTENSION factag' 2>"$WORK/refusal"; then
            echo "accepted in $encoding"
            return 1
        fi
        grep -q 'factag needs a database whose encoding is UTF8' "$WORK/refusal"
        grep -q "encoding is $encoding" "$WORK/refusal"
        grep -q '^HINT:' "$WORK/refusal"
    done
}

# Fails, and says how, where the queries' output in database $1 is not $2.
expect() {
    local database=$1 expected=$2 got
    shift 2
    got=$(run_psql -q -A -t -d "$database" "$@")
    if [[ $got != "$expected" ]]; then
        printf 'expected: %s\ngot: %s\n' "$expected" "$got"
        return 1
    fi
}

installs_into_any_schema() {
    run_psql -q -c 'CREATE DATABASE schemas'
    run_psql -q -d schemas <<'SQL'
CREATE TABLE tag (id int); CREATE TABLE tags (id int);
CREATE TABLE label (id int); CREATE TABLE labels (id int);
CREATE SCHEMA "Ünusual schema";
CREATE SCHEMA elsewhere;
CREATE EXTENSION factag SCHEMA "Ünusual schema";
CREATE TABLE member (id int, tags "Ünusual schema".tagset);
INSERT INTO member SELECT i, ('a/b' || i % 50)::"Ünusual schema".tagset FROM generate_series(1, 5000) AS i;
CREATE INDEX ON member USING gin (tags);
ANALYZE member;
SQL
    expect schemas 100 -c "SELECT count(*) FROM member WHERE \"Ünusual schema\".tagset_matches(tags, 'a/b7')"
    run_psql -q -d schemas -c 'ALTER EXTENSION factag SET SCHEMA elsewhere'
    expect schemas 100 -c "SELECT count(*) FROM member WHERE elsewhere.tagset_matches(tags, 'a/b7')"
    expect schemas 100 -c 'SET enable_seqscan = off' -c "SELECT count(*) FROM member WHERE elsewhere.tagset_covers(tags, 'a/b7')"
    run_psql -q -d schemas -c 'DROP EXTENSION factag CASCADE'
}

ordinary_user_installs() {
    run_psql -q -c 'CREATE ROLE somebody LOGIN' -c 'CREATE DATABASE theirs OWNER somebody'
    run_psql -q -U somebody -d theirs -c 'CREATE EXTENSION factag'
    expect theirs t -U somebody -c "SELECT 'a/b'::tagset @> 'a'::tagpath"
    run_psql -q -U somebody -d theirs -c 'DROP EXTENSION factag'
}

survives_dump_and_restore() {
    local select="SELECT md5(string_agg(id || tags::text || query::text || path::text || labels::text || label::text, ' ' ORDER BY id)) FROM kept"
    local before
    run_psql -q -c 'CREATE DATABASE dumped' -c 'CREATE DATABASE restored'
    run_psql -q -d dumped <<'SQL'
CREATE EXTENSION factag;
CREATE TABLE kept (id int PRIMARY KEY, tags tagset, query tagquery, path tagpath, labels labelset, label factlabel,
                   price float8 GENERATED ALWAYS AS (tagset_count(tags)) STORED,
                   standing labelset GENERATED ALWAYS AS (labelset_resolve(labels, NULL, '{human,auto}')) STORED,
                   CHECK (NOT tags @@ 'never/this'));
INSERT INTO kept VALUES
    (1, '興趣/房地產[weight=0.1; value=1e-7; until=2026-12-31T00:00:00.000001Z], "a,b"/"x]"', 'a/** & !"b&c"[value>0.1]', '"AC/DC"/x',
     'misinfo/"x,y"[verdict=false; score=0.1; by=agency/afp; claim="c;1"; at=2026-07-01T00:00:00.000001Z; said="\"錯\""; ref="https://x.org/?[1];2"], a[by=auto], a[by=human; deny]', 'a[neg; by="x;y"/z]'),
    (2, '', '*', 'a', '', 'b');
CREATE INDEX ON kept USING gin (tags);
CREATE INDEX ON kept USING gin (labels);
CREATE INDEX ON kept (labels);
CREATE INDEX ON kept (path);
CREATE INDEX ON kept (tagset_next_until(tags));
SQL
    before=$(run_psql -q -A -t -d dumped -c "$select")
    [[ -n $before ]]
    as_server "$BINDIR/pg_dump" -d dumped -f "$WORK/out/dump.sql"
    run_psql -q -d restored -f "$WORK/out/dump.sql"
    expect restored "$before" -c "$select"
}

demo_runs_on_sample() {
    # the demo's own database, so that this leaves nothing behind for it
    perl "$BUILD/demo/packages.pl" >"$WORK/out/sample.copy" <<'RECORDS'
Package: gimp
Section: graphics
Tag: role::program, uitoolkit::gtk, use::editing,
 works-with::image, works-with::image:raster, odd::[a,
 odd::"b/c]

Package: untagged
Section: misc

Package: gimp
Section: graphics
Tag: role::again

Package: nethack-console
Section: contrib/games
Tag: use::gameplaying, interface::text-mode
RECORDS
    chmod a+r "$WORK/out/sample.copy"
    run_psql -q -c 'CREATE DATABASE factag_demo' -c '\c factag_demo' -c 'CREATE EXTENSION factag'
    demo_sql 10-load.sql -v file="$WORK/out/sample.copy"
    demo_sql 20-tour.sql
    demo_sql 30-member.sql
    demo_sql 40-newsroom.sql
    # what the reader of SpamAssassin's files must cope with
    cat >"$WORK/out/20_sample_tests.cf" <<'RULES'
body __WILL_LEGAL  /\b(?:executor|probate)\b/i
body __CHARITY     m{\b(?:orphans?|a/b)\b}i  # a comment
body __FRAUD_IOU   /100\% safe \#1/
body __FUZZY       /<A><B>/i
body __OTHER       eval:html_test('html')
RULES
    perl "$BUILD/demo/spamassassin.pl" "$WORK/out/20_sample_tests.cf" >"$WORK/out/rules.copy"
    printf '%s\t%s\n' a 'Reporting Executor' b 'orphan of a/b' c '100% safe #1' >"$WORK/out/synopses.copy"
    chmod a+r "$WORK/out/rules.copy" "$WORK/out/synopses.copy"
    demo_sql 50-rules.sql -v rules="$WORK/out/rules.copy" -v synopses="$WORK/out/synopses.copy"
    demo_sql 60-chatbot.sql
    expect factag_demo 'a,b,c' -c "SELECT string_agg(package, ',' ORDER BY package) FROM spotted WHERE labels @@ 'spam/sample'"
    expect factag_demo 2 -c 'SELECT count(*) FROM package'
    expect factag_demo 't' -c "SELECT tags @@ '=section/contrib/games' FROM package WHERE name = 'nethack-console'"
    expect factag_demo 't' -c "SELECT tags::text[] @> ARRAY['odd/[a', 'odd/\"\\\"b/c]\"'] FROM package WHERE name = 'gimp'"
}

# Other people's data is not in the tree: what it is tried on runs where FACTAG_DATA names its folder.
real_data() {
    local name log
    for name in claimreview cofacts hatecheck; do
        if [[ -z ${FACTAG_DATA:-} ]]; then
            say "skipped $name: FACTAG_DATA names no folder of real data"
            continue
        fi
        log=$WORK/log/$name
        real_data_"$name" >"$log" 2>&1 </dev/null &
        if wait $!; then
            passed "real data: $name"
        else
            failed "real data: $name"
        fi
        sed 's/^/    /' "$log"
    done
}

# Makes a database with the extension for a script of test/data and runs that.
real_data_script() {
    local name=$1
    shift
    run_psql -q -c "CREATE DATABASE data_$name"
    run_psql -q -d "data_$name" -c 'CREATE EXTENSION factag'
    run_psql -q -d "data_$name" "$@" -f "$BUILD/test/data/$name.sql"
}

# the server's user cannot be expected to read the folder itself
real_data_claimreview() {
    mkdir "$WORK/out/claimreview"
    cp "$FACTAG_DATA"/claimreview/*.json "$FACTAG_DATA"/claimreview/*.txt "$WORK/out/claimreview"
    chmod -R a+rX "$WORK/out/claimreview"
    real_data_script claimreview -v folder="$WORK/out/claimreview"
}

real_data_cofacts() {
    gzip -dc "$FACTAG_DATA/cofacts/article_replies.csv.gz" >"$WORK/out/article_replies.csv"
    chmod a+r "$WORK/out/article_replies.csv"
    real_data_script cofacts -v file="$WORK/out/article_replies.csv"
}

real_data_hatecheck() {
    cp "$FACTAG_DATA/hatecheck/test_suite_cases.csv" "$WORK/out/hatecheck.csv"
    chmod a+r "$WORK/out/hatecheck.csv"
    real_data_script hatecheck -v file="$WORK/out/hatecheck.csv"
}

no_crash() {
    if as_server grep -E -A 2 'PANIC|terminated by signal|TRAP:' "$WORK/db/server.log"; then
        return 1
    fi
}
