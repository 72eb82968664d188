# shellcheck shell=bash
# The types at clients: psycopg 3, node-postgres and JDBC on a throwaway server.

cmd_clients() {
    local from=$EPOCHREALTIME packages=(python3-psycopg libpostgresql-jdbc-java)
    # a Node.js or a Java that apt knows nothing of will do
    command -v npm >/dev/null || packages+=(nodejs npm)
    command -v javac >/dev/null || packages+=(default-jdk-headless)
    ensure_packages "${packages[@]}"
    make_work
    prepare_server
    run_psql -q -c 'CREATE DATABASE clients'
    run_psql -q -d clients -f "$BUILD/test/clients/values.sql"
    client "psycopg 3" /usr/bin/python3 "$BUILD/test/clients/psycopg_client.py"
    as_server mkdir "$WORK/out/node"
    if quietly "npm install pg" as_server env HOME="$WORK/out/node" npm install --ignore-scripts --no-audit --no-fund --prefix "$WORK/out/node" pg@8; then
        client "node-postgres" env NODE_PATH="$WORK/out/node/node_modules" node "$BUILD/test/clients/node_pg_client.js"
    else
        failed "node-postgres"
    fi
    client "JDBC" jdbc_client
    say "took $(since "$from")"
    finish
}

# A check of one client; it is the server's user, and prints what it found.
client() {
    local name=$1 log=$WORK/log/client.log
    shift
    if as_client "$@" >"$log" 2>&1 </dev/null; then
        passed "$(tail -n 1 "$log")"
    else
        failed "$name"
        tail -n 20 "$log" | sed 's/^/    /'
    fi
}

as_client() {
    if [[ $1 == jdbc_client ]]; then
        jdbc_client
    else
        as_server env HOME="$WORK" PGDATABASE=clients "$@"
    fi
}

# Java knows no Unix sockets: a port of its own, on the loopback interface, with a password.
jdbc_client() {
    local port password
    password=$(head -c 18 /dev/urandom | base64 | tr -d '/+=')
    port=$((20000 + $$ % 20000))
    run_psql -q -c "ALTER ROLE postgres PASSWORD '$password'" -c "ALTER SYSTEM SET listen_addresses = '127.0.0.1'" -c "ALTER SYSTEM SET port = $port"
    echo 'host all all 127.0.0.1/32 scram-sha-256' | as_server tee "$WORK/db/data/pg_hba.conf" >/dev/null
    as_server "$BINDIR/pg_ctl" -D "$WORK/db/data" -l "$WORK/db/server.log" -m fast -w restart
    as_server mkdir "$WORK/out/classes"
    as_server javac -encoding UTF-8 -d "$WORK/out/classes" "$BUILD/test/clients/JdbcClient.java"
    as_server java -Dfile.encoding=UTF-8 -cp "$WORK/out/classes:/usr/share/java/postgresql.jar" JdbcClient \
        "jdbc:postgresql://127.0.0.1:$port/clients?user=postgres&password=$password"
}
