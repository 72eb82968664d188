# shellcheck shell=bash
# The types at clients on a throwaway server: drivers, query builders and ORMs of Python, Node.js, Ruby, R and Java.
# Each is a file in test/clients and has a database of its own.

PYTHON_CLIENTS=(psycopg psycopg2 asyncpg sqlalchemy django)
NODE_CLIENTS=(node_pg postgres_js knex kysely drizzle typeorm sequelize postgraphile)
NODE_PACKAGES=(pg@8 postgres@3 postgraphile@5 knex@3 kysely@0.29 drizzle-orm@0.45 drizzle-kit@0.31 typeorm@1 reflect-metadata sequelize@6)
NODE_MAJOR=22 # the oldest Node.js that all of them run on

cmd_clients() {
    local from=$EPOCHREALTIME name
    local packages=(python3-psycopg python3-psycopg2 python3-asyncpg python3-sqlalchemy python3-django ruby-activerecord ruby-pg r-cran-rpostgresql r-cran-dbplyr libpostgresql-jdbc-java)
    # a Node.js or a Java that apt knows nothing of will do
    command -v npm >/dev/null || packages+=(nodejs npm)
    command -v javac >/dev/null || packages+=(default-jdk-headless)
    ensure_packages "${packages[@]}"
    make_work
    BITCODE=no
    prepare_server
    run_psql -q -c 'CREATE DATABASE clients'
    run_psql -q -d clients -f "$BUILD/test/clients/values.sql"
    for name in "${PYTHON_CLIENTS[@]}"; do
        client "$name" /usr/bin/python3 -B "$BUILD/test/clients/${name}_client.py"
    done
    install_node_packages || say "  without them the clients in JavaScript fail"
    for name in "${NODE_CLIENTS[@]}"; do
        client "$name" env NODE_PATH="$WORK/out/node/node_modules" PATH="$(node_path)" \
            node "$BUILD/test/clients/${name}_client.js"
    done
    client rails ruby "$BUILD/test/clients/rails_client.rb"
    client r Rscript "$BUILD/test/clients/r_client.R"
    client jdbc jdbc_client
    say "took $(since "$from")"
    finish
}

# Installs the packages from npm into the run's folder; none of their scripts runs.
install_node_packages() {
    local packages=("${NODE_PACKAGES[@]}")
    # npm has Node.js as a package too, where the installed one is too old
    if (($(node -p 'process.versions.node.split(".")[0]') < NODE_MAJOR)); then
        packages+=("node-linux-$(node -p process.arch)@$NODE_MAJOR")
    fi
    as_server mkdir "$WORK/out/node"
    quietly "npm install" as_server env HOME="$WORK/out/node" npm install --ignore-scripts --no-audit --no-fund \
        --prefix "$WORK/out/node" "${packages[@]}"
}

# The path with npm's Node.js first, if it was installed.
node_path() {
    local bin
    for bin in "$WORK"/out/node/node_modules/node-linux-*/bin; do
        [[ ! -x $bin/node ]] || printf '%s:' "$bin"
    done
    echo "$PATH"
}

# Runs one client as the server's user, in a database of its own; its last line says what it found.
client() {
    local name=$1 log=$WORK/log/client.log
    shift
    run_psql -q -c "CREATE DATABASE ${name} TEMPLATE clients"
    export PGDATABASE=$name
    if as_client "$@" >"$log" 2>&1 </dev/null; then
        passed "$(tail -n 1 "$log")"
    else
        failed "$name"
        tail -n 20 "$log" | sed 's/^/    /'
    fi
    export PGDATABASE=postgres
}

as_client() {
    if [[ $1 == jdbc_client ]]; then
        jdbc_client
    else
        as_server env HOME="$WORK" "$@"
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
        "jdbc:postgresql://127.0.0.1:$port/jdbc?user=postgres&password=$password"
}
