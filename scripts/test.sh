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
    ensure_packages shellcheck git libipc-run-perl cmark-gfm
    make_work
    say "${BOLD}factag on PostgreSQL $VERSION${RESET}"
    if ! build; then
        failed "builds without warnings"
        finish
    fi
    passed "builds without warnings"
    check "builds without warnings with clang" builds_with_clang
    check "the reference is up to date" reference_is_current
    check "the reference becomes a page whose links lead somewhere" reference_becomes_page
    check "the documents' SQL is what the tests run" documents_are_tested
    check "rooms include only rooms below them, and no files each other" perl "$BUILD/test/includes.pl" "$BUILD/src"
    check "META.json, the control file and the Makefile agree" metadata_agrees
    check "the install script of a released version stays" released_script_stays
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
    isolation
    check "a database that is not UTF-8 is refused, with the reason" other_encodings_are_refused
    check "another extension reads and makes values by the installed headers" headers_work
    check "the demo's scripts run on a sample" demo_runs_on_sample
    check "MAP@5 of claims is what it is by hand" evaluation_is_right
    check "the dashboard's views say what plain queries say" dashboard_views_agree
    real_data
    check "no server process crashed" no_crash
    tap
    say "took $(since "$from")"
    finish
}

# make installcheck against the throwaway server, a check a file.
regress() {
    local out=$WORK/out/regress log=$WORK/log/regress.log status=0 file
    as_server mkdir "$out"
    # pg_regress gives up where a file of expected output is missing; an empty one just differs
    for file in "$BUILD"/sql/*.sql; do
        file=$BUILD/expected/$(basename "$file" .sql).out
        [[ -e $file ]] || : >"$file"
    done
    # pg_regress would write below the directory it runs in
    # REGRESS names some files where not all are wanted
    as_server make -C "$BUILD" "${MAKE_ARGS[@]}" EXTRA_REGRESS_OPTS="--outputdir=$out" \
        ${REGRESS:+"REGRESS=$REGRESS"} installcheck >"$log" 2>&1 </dev/null &
    wait $! || status=$?
    count_regress regress "$log" "$status" "$out/regression.diffs"
}

# Sessions side by side on the throwaway server, a check a file.
isolation() {
    local log=$WORK/log/isolation.log status=0
    copy_tests
    as_server make -C "$WORK/out/tests" "${MAKE_ARGS[@]}" isolation_installcheck >"$log" 2>&1 </dev/null &
    wait $! || status=$?
    count_regress isolation "$log" "$status" "$WORK/out/tests/output_iso/regression.diffs"
}

# Tests on servers of their own, a check a file; as many at once as there are processors.
tap() {
    local log=$WORK/log/tap.log file name
    copy_tests
    # these servers' sockets go into the directory of ours
    as_server env TMPDIR="$SOCKDIR" make -C "$WORK/out/tests" "${MAKE_ARGS[@]}" PROVE_FLAGS="-j$(nproc)" \
        prove_installcheck >"$log" 2>&1 </dev/null &
    wait $! || true
    for file in "$BUILD"/test/t/*.pl; do
        name=$(basename "$file" .pl)
        if grep -Eq "^test/t/$name\.pl \.+ ok$" "$log"; then
            passed "tap: $name"
        elif grep -Eq "^test/t/$name\.pl \.+ skipped:" "$log"; then
            say "skipped tap: $name:$(sed -n "s@^test/t/$name\.pl \.* skipped:@@p" "$log")"
        else
            failed "tap: $name"
            tail -n 40 "$WORK/out/tests/tmp_check/log/regress_log_$name" | sed 's/^/    /' || true
        fi
    done
    # what failed in which file, and the sum: Files=10, Tests=…
    grep -Ev '^(ok |\+\+\+ |test/t/.* (ok$|skipped:))' "$log" || true
}

# A copy of the tests in which the server's user may write.
copy_tests() {
    [[ ! -d $WORK/out/tests ]] || return 0
    as_server mkdir "$WORK/out/tests"
    as_server cp -R "$BUILD/Makefile" "$BUILD/test" "$WORK/out/tests"
}

# Counts what pg_regress or its like has reported in a log, a check a test.
count_regress() {
    local kind=$1 log=$2 status=$3 diffs=$4 tests=0 before=$FAILED line
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
            passed "$kind: ${line#ok }"
        else
            failed "$kind: ${line##* }"
        fi
    done <"$log"
    if [[ $tests -eq 0 || ($status -ne 0 && $FAILED -eq $before) ]]; then
        failed "$kind: not all tests ran"
        tail -n 20 "$log"
    fi
    if [[ -s $diffs ]]; then
        head -n 400 "$diffs"
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

# One HTML page, in which each link within it has its target.
reference_becomes_page() {
    make -C "$BUILD" "${MAKE_ARGS[@]}" html
    perl -e '
        my $page = do { local $/; <> };
        my %id = map { $_ => 1 } $page =~ /id="([^"]+)"/g;
        my @dead = grep { !$id{$_} } $page =~ /href="#([^"]+)"/g;
        print "no target of #$_\n" for @dead;
        exit(@dead || keys(%id) < 200);
    ' "$BUILD/html/reference.html"
}

# The SQL of each document stands in the tests that are named, and what the document shows below it in their expected output.
documents_are_tested() {
    local tests=$BUILD/sql
    document_is_tested doc/adoption.md "$tests/adoption.sql"
    document_is_tested doc/recipes.md "$tests/recipes.sql" "$tests/recipes_updates.sql" "$tests/policy_atproto.sql" "$tests/audience_recipes.sql" "$tests/consensus_recipes.sql"
    document_is_tested doc/audiences.md "$tests/audience_recipes.sql"
    document_is_tested doc/identities.md "$tests/identity_recipes.sql"
    document_is_tested doc/claims.md "$tests/claim_recipes.sql"
    document_is_tested doc/policies.md "$tests"/policy_*.sql
    document_is_tested doc/tutorial.md "$tests/tutorial.sql"
    document_is_tested doc/bi.md "$tests/bi.sql"
    document_is_tested doc/operations.md "$tests/operations.sql"
    document_is_tested README.md "$tests/readme.sql"
    document_is_tested README.zh-TW.md "$tests/readme.sql"
    perl "$BUILD/test/doc_clients.pl" "$BUILD/doc/clients.md" "$BUILD"
    # below the reference's SQL there are grammars, too
    perl "$BUILD/test/doc_sql.pl" "$BUILD/doc/reference.md" "$tests"/*.sql
}

document_is_tested() {
    local document=$BUILD/$1 test
    local outputs=()
    shift
    perl "$BUILD/test/doc_sql.pl" "$document" "$@"
    for test in "$@"; do
        outputs+=("$BUILD/expected/$(basename "$test" .sql).out")
    done
    perl "$BUILD/test/doc_output.pl" "$document" "${outputs[@]}"
}

metadata_agrees() {
    perl -MJSON::PP -e '
        my ($meta, $control, $makefile, $install) = map { local (@ARGV, $/) = $_; <> } @ARGV;
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
        # composite types are results of functions; what has an input function is a type of its own
        for my $type ($install =~ /^CREATE TYPE (\w+) \(\s*INPUT/msg) {
            die "META.json does not provide $type\n" unless $data->{provides}{$type};
        }
        die "META.json provides versions that differ\n" if grep { $_->{version} ne $default } values %{ $data->{provides} };
    ' "$BUILD/META.json" "$BUILD/factag.control" "$BUILD/Makefile" "$BUILD/factag--"*.sql
}

# A version whose script is in upgrade/ is released, and the sources still make that script.
released_script_stays() {
    local version released
    version=$(sed -n 's/^EXTVERSION = //p' "$BUILD/Makefile")
    released=$BUILD/upgrade/factag--$version.sql
    [[ ! -e $released ]] || diff "$released" "$BUILD/factag--$version.sql"
}

scripts_pass_shellcheck() {
    local file
    (cd "$BUILD" && find test -name '*.sh' -exec shellcheck -x -a run .ci/run {} +)
    while IFS= read -r file; do
        perl -c -I "$(dirname "$(pg_config --pgxs)")/../test/perl" "$file"
    done < <(find "$BUILD" -name '*.pl')
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

# Builds test/headers as somebody would who has factag installed, and no source of it.
headers_work() {
    local make=(make -C "$WORK/headers" "${MAKE_ARGS[@]}" with_llvm=no PG_CFLAGS='-Wall -Wextra -Werror')
    cp -R "$BUILD/test/headers" "$WORK/headers"
    "${make[@]}"
    "${make[@]}" install
    run_psql -q -c 'CREATE DATABASE headers'
    run_psql -q -A -t -d headers -f "$BUILD/test/headers/factag_headers.sql" >"$WORK/log/headers"
    diff -u "$BUILD/test/headers/factag_headers.out" "$WORK/log/headers"
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
    demo_sql 70-taxonomy.sql
    demo_sql 80-policy.sql
    demo_sql 90-audience.sql
    demo_sql 95-identity.sql
    demo_sql 97-claims.sql -v synopses="$WORK/out/synopses.copy"
    demo_sql 98-consensus.sql
    expect factag_demo 1 -c "SELECT audience_count('package_audience', 'interface/text-mode')"
    expect factag_demo 0 -c "SELECT count(*) FROM audience_problems('package_audience')"
    expect factag_demo 0 -c "SELECT count(*) FROM identity_problems('oneid')"
    expect factag_demo '1,3' -c "SELECT string_agg(id::text, ',' ORDER BY id) FROM chat_post WHERE labelset_resolve(labels, NULL, '{human,auto}') @@ 'misinfo[by=human]'"
    expect factag_demo 200 -c "SELECT count(*) FROM judged WHERE labels @@ 'misinfo[by=consensus]'"
    expect factag_demo 'a,b,c' -c "SELECT string_agg(package, ',' ORDER BY package) FROM spotted WHERE labels @@ 'spam/sample'"
    expect factag_demo 2 -c 'SELECT count(*) FROM package'
    expect factag_demo 'works-with/image | works-with/image:raster' -c "SELECT taxonomy_expand('works-with/image', t) FROM book"
    expect factag_demo 'nethack-console' -c "SELECT name FROM package, book WHERE taxonomy_matches(tags, 'interface/text-mode', t)"
    expect factag_demo '1,4,6' -c "SELECT string_agg(id::text, ',' ORDER BY id) FROM message WHERE id < 10 AND decisions <> ''"
    expect factag_demo 't' -c "SELECT tags @@ '=section/contrib/games' FROM package WHERE name = 'nethack-console'"
    expect factag_demo 't' -c "SELECT tags::text[] @> ARRAY['odd/[a', 'odd/\"\\\"b/c]\"'] FROM package WHERE name = 'gimp'"
}

# Other people's data is not in the tree: what it is tried on runs where FACTAG_DATA names its folder.
real_data() {
    local name log
    for name in claimreview cofacts claims hatecheck ratings iab misp; do
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

# CheckThat!'s collections, a folder each in the layout that the script tells of, may be there
real_data_claims() {
    local folder
    gzip -dc "$FACTAG_DATA/cofacts/replies.csv.gz" >"$WORK/out/claims.csv"
    chmod a+r "$WORK/out/claims.csv"
    real_data_script claims -v file="$WORK/out/claims.csv"
    for folder in "$FACTAG_DATA"/checkthat/*/; do
        [[ ! -d $folder ]] || evaluate_claims "$folder"
    done
}

# Prints MAP@5 of a folder of queries, claims and answers, in a database with the extension.
evaluate_claims() {
    local psql=("$BINDIR/psql" -X -d evaluation)
    [[ $EUID -ne 0 ]] || psql=(runuser -u postgres -- "${psql[@]}")
    run_psql -q -c 'DROP DATABASE IF EXISTS evaluation' -c 'CREATE DATABASE evaluation' -c '\c evaluation' -c 'CREATE EXTENSION factag'
    perl "$BUILD/test/claim_evaluate.pl" "$1" "${psql[@]}"
}

# The sample has four posts with a precision of 1, (1 + 2/3) / 2, 1, 1/2, one that finds nothing, and one without an answer.
evaluation_is_right() {
    local log=$WORK/log/evaluation sample=$BUILD/test/data/claims
    evaluate_claims "$sample" >"$log"
    perl "$BUILD/test/claim_evaluate.pl" --run "$sample/run.tsv" "$sample/qrels.tsv" >>"$log"
    cat "$log"
    [[ $(grep -c 'MAP@5 0.6667   R@1 0.6000   R@20 0.8000   of 5 queries' "$log") == 3 ]]
}

real_data_hatecheck() {
    cp "$FACTAG_DATA/hatecheck/test_suite_cases.csv" "$WORK/out/hatecheck.csv"
    chmod a+r "$WORK/out/hatecheck.csv"
    real_data_script hatecheck -v file="$WORK/out/hatecheck.csv"
}

real_data_ratings() {
    mkdir "$WORK/out/x-fact"
    cp "$FACTAG_DATA"/ratings/x-fact/*.txt "$WORK/out/x-fact"
    cp "$FACTAG_DATA/ratings/factors/mapped_verdicts.txt" "$WORK/out/mapped_verdicts.txt"
    gzip -dc "$FACTAG_DATA/cofacts/replies.csv.gz" >"$WORK/out/replies.csv"
    chmod -R a+rX "$WORK/out/x-fact" "$WORK/out/mapped_verdicts.txt" "$WORK/out/replies.csv"
    real_data_script ratings -v folder="$WORK/out/x-fact" -v factors="$WORK/out/mapped_verdicts.txt" -v replies="$WORK/out/replies.csv"
}

real_data_iab() {
    mkdir "$WORK/out/iab"
    cp "$FACTAG_DATA"/iab/*.tsv "$WORK/out/iab"
    chmod -R a+rX "$WORK/out/iab"
    real_data_script iab -v folder="$WORK/out/iab"
}

real_data_misp() {
    mkdir "$WORK/out/misp"
    cp -R "$FACTAG_DATA"/misp-taxonomies/*/ "$WORK/out/misp"
    chmod -R a+rX "$WORK/out/misp"
    real_data_script misp -v folder="$WORK/out/misp"
}

no_crash() {
    if as_server grep -E -A 2 'PANIC|terminated by signal|TRAP:' "$WORK/db/server.log"; then
        return 1
    fi
}
