# shellcheck shell=bash
# The dashboard of examples/dashboard: its data on a throwaway server, its pages built and served on the loopback interface, and its test
# in a browser.

SITE='' # the run's copy of examples/dashboard, which the server's user may write

cmd_dashboard() {
    [[ $# -eq 0 || ($# -eq 1 && $1 == test) ]] || die "usage: ./run dashboard [test]"
    local packages=()
    # a Node.js that apt knows nothing of will do
    command -v npm >/dev/null || packages+=(nodejs npm)
    [[ $# -eq 0 ]] || packages+=(chromium fonts-noto-cjk)
    ensure_packages "${packages[@]}"
    make_work
    BITCODE=no KEEP_BUILD=yes
    prepare_server
    say "${BOLD}Making the dashboard's data${RESET} …"
    dashboard_data dashboard || die "the dashboard's data could not be made"
    export PGDATABASE=dashboard
    SITE=$WORK/out/dashboard
    as_server cp -R "$BUILD/examples/dashboard" "$SITE"
    say "${BOLD}Installing Observable Framework from npm${RESET} …"
    install_framework || die "npm could not install the packages"
    if [[ $# -eq 0 ]]; then
        serve_dashboard
    else
        test_dashboard
    fi
}

# Makes the data and the views in the database named.
dashboard_data() {
    local database=$1 file
    run_psql -q -c "CREATE DATABASE $database" || return 1
    # compiling these statements takes longer than running them
    run_psql -q -c "ALTER DATABASE $database SET jit = off" || return 1
    run_psql -q -d "$database" -c 'CREATE EXTENSION factag' || return 1
    for file in "$BUILD"/examples/dashboard/data/*.sql "$BUILD/examples/dashboard/views.sql"; do
        run_psql -q -d "$database" -o /dev/null -v policy="$(<"$BUILD/examples/policies/community.policy")" -f "$file" || return 1
    done
}

# The data and the views by themselves, which need neither Node.js nor a browser. Views that ask an audience, and views that were
# computed earlier, must say what plain queries say.
dashboard_views_agree() {
    dashboard_data dashboard
    expect dashboard '' -f "$BUILD/examples/dashboard/check.sql"
}

# Installs what package-lock.json names; no script of the packages runs.
install_framework() {
    if (($(node -p 'process.versions.node.split(".")[0]') < 20)); then
        as_server mkdir "$WORK/out/node" || return 1
        quietly "npm install node" dashboard_npm install --prefix "$WORK/out/node" "node-linux-$(node -p process.arch)@$NODE_MAJOR" || return 1
    fi
    quietly "npm ci" dashboard_npm ci --prefix "$SITE"
}

dashboard_npm() {
    as_server env HOME="$WORK/out" npm "$1" --ignore-scripts --no-audit --no-fund "${@:2}"
}

# Runs a command as the server's user in the site's folder, with the right Node.js, psql and database.
in_site() {
    as_server env -C "$SITE" HOME="$WORK/out" PATH="$BINDIR:$(node_path)" OBSERVABLE_TELEMETRY_DISABLE=true "$@"
}

# Builds the pages; without a network, where the kernel lets us cut it off.
build_dashboard() {
    local alone=()
    ! in_site unshare -rn true 2>/dev/null || alone=(unshare -rn)
    quietly "npm run build" in_site "${alone[@]}" npm run build
}

# Serves the pages until it is interrupted.
serve_dashboard() {
    local address
    say "${BOLD}Building the pages${RESET} …"
    build_dashboard || die "the pages could not be built"
    in_site node serve.js >"$WORK/address" &
    address=$(server_address) || die "the pages could not be served"
    say ""
    say "${BOLD}$address${RESET}"
    say ""
    say "Audience, Labels and Decisions, in English and Chinese. Ctrl-C ends it; nothing stays behind."
    wait
}

# Prints the address that the web server in the background has written.
server_address() {
    local tries
    for ((tries = 0; tries < 100; tries++)); do
        [[ ! -s $WORK/address ]] || { cat "$WORK/address"; return; }
        sleep 0.1
    done
    return 1
}

# Runs the SQL that the files of examples/cube make. Cube itself is not here.
cube_model_runs() {
    local members
    node "$BUILD/examples/cube/check.js" >"$WORK/cube.sql"
    run_psql -q -A -t -d dashboard <"$WORK/cube.sql" >"$WORK/log/cube"
    members=$(run_psql -q -A -t -d dashboard -c "SELECT audience_count('member_audience', 'interest/buy', '2026-11-30 00:00Z')")
    grep -Fx "member_node by node, below a node|interest/buy|$members" "$WORK/log/cube"
    grep -q '^label by verdict|false|' "$WORK/log/cube"
}

# Drives the pages in Chromium, as the server's user. Each line of the test's output is a check.
test_dashboard() {
    local from=$EPOCHREALTIME line
    check "the views say what plain queries say" expect dashboard '' -f "$BUILD/examples/dashboard/check.sql"
    check "the Cube model's SQL runs, and counts as the audience does" cube_model_runs
    check "the pages build" build_dashboard
    as_server mkdir "$WORK/out/screenshots"
    # the fonts of the screenshots do not depend on what else is installed
    printf '%s\n' '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' \
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>' "<cachedir>$WORK/out/fonts</cachedir>" \
        '<match><test name="family"><string>system-ui</string></test><edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK TC</string></edit></match></fontconfig>' |
        as_server tee "$WORK/out/fonts.conf" >/dev/null
    in_site env FONTCONFIG_FILE="$WORK/out/fonts.conf" SCREENSHOTS="$WORK/out/screenshots" node test.js >"$WORK/log/browser.log" 2>&1 </dev/null &
    wait $! || true
    while IFS= read -r line; do
        case $line in
            "ok "*) passed "${line#ok }" ;;
            "not ok "*) failed "${line#not ok }" ;;
            *) say "    $line" ;;
        esac
    done <"$WORK/log/browser.log"
    grep -q '^ok the test has ended$' "$WORK/log/browser.log" || failed "the browser's test did not end"
    mkdir -p "$ROOT/dist/dashboard"
    cp "$WORK"/out/screenshots/*.png "$ROOT/dist/dashboard" && say "screenshots are in dist/dashboard"
    say "took $(since "$from")"
    finish
}
