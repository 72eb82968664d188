#!/bin/sh
# data/NAME.csv is the view dashboard.NAME. psql finds the server by PGHOST, PGDATABASE and so on.
case $1 in
    --view=*[!a-z_]* | --view=) exit 1 ;;
    --view=*) exec env PGTZ=UTC PGOPTIONS="-c jit=off" psql -X -v ON_ERROR_STOP=1 --csv -c "TABLE dashboard.${1#--view=}" ;;
    *) exit 1 ;;
esac
