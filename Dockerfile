# The official PostgreSQL image with factag, for every major version that both support:
#   docker build --build-arg PG_MAJOR=17 -t factag .
#   docker run -d --name factag -e POSTGRES_PASSWORD=secret -p 127.0.0.1:5432:5432 -v factag:/var/lib/postgresql/data factag
#   docker exec -it factag psql -U postgres
# (The image of PostgreSQL 18 keeps its data elsewhere: -v factag:/var/lib/postgresql.) Everything about users, passwords, volumes and scripts is
# the official image's. Nobody has built this file yet: it was written without access to the image.
ARG PG_MAJOR=17

FROM postgres:$PG_MAJOR AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
    gcc make libc6-dev pkg-config libicu-dev libpcre2-dev postgresql-server-dev-$PG_MAJOR
COPY . /usr/src/factag
WORKDIR /usr/src/factag
RUN make -j "$(nproc)" with_llvm=no && make with_llvm=no DESTDIR=/staged install

FROM postgres:$PG_MAJOR
COPY --from=build /staged/usr/lib/postgresql/ /usr/lib/postgresql/
COPY --from=build /staged/usr/share/postgresql/ /usr/share/postgresql/
# the libraries of ICU and PCRE2 come with the server and with Debian's base; fail here, not at CREATE EXTENSION, if one does not
RUN ! ldd "$(pg_config --pkglibdir 2>/dev/null || echo /usr/lib/postgresql/$PG_MAJOR/lib)/factag.so" | grep 'not found'
# a new cluster has the extension in the database of POSTGRES_DB; an older one: CREATE EXTENSION factag
RUN echo 'CREATE EXTENSION IF NOT EXISTS factag;' >/docker-entrypoint-initdb.d/10-factag.sql
