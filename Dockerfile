# Debian's PostgreSQL with factag, installed by the commands of README.md. The cluster is Debian's own:
#   docker build -t factag . && docker run --rm -it factag psql
FROM debian:bookworm
RUN apt-get update && apt-get install -y postgresql-15
RUN apt-get install -y postgresql-server-dev-15 gcc make pkg-config libicu-dev libpcre2-dev
COPY . /usr/src/factag
WORKDIR /usr/src/factag
RUN make
RUN make install
# the locale of the package's cluster depends on the environment: one in UTF-8
RUN pg_dropcluster 15 main && pg_createcluster 15 main --locale C.UTF-8 -e UTF8
USER postgres
ENTRYPOINT ["sh", "-c", "pg_ctlcluster 15 main start && psql -qc 'CREATE EXTENSION IF NOT EXISTS factag' && exec \"$@\"", "--"]
CMD ["psql"]
