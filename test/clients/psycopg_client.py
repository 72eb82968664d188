"""Every type through psycopg 3: text and binary, parameters of prepared statements."""
import sys

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format
from psycopg.types import TypeInfo

COLUMNS = {
    "path": "tagpath", "tags": "tagset", "query": "tagquery", "verdict": "factverdict",
    "label": "factlabel", "labels": "labelset", "rules": "ruleset",
}
checks = 0


def check(what, got, expected):
    global checks
    checks += 1
    if got != expected:
        sys.exit(f"psycopg: {what}: expected {expected!r}, got {got!r}")


class BinaryText(str):
    """a value that is sent in the binary form: the version, then the text"""


def binary_dumper(type_oid):
    class BinaryDumper(Dumper):
        format = Format.BINARY
        oid = type_oid

        def dump(self, obj):
            return b"\x01" + obj.encode()

    return BinaryDumper


with psycopg.connect(autocommit=True) as conn:
    names = ", ".join(COLUMNS)
    printed = conn.execute("SELECT " + ", ".join(f"{c}::text" for c in COLUMNS) + " FROM sample ORDER BY id").fetchall()

    check("text results", conn.execute(f"SELECT {names} FROM sample ORDER BY id").fetchall(), printed)

    rows = conn.execute(f"SELECT {names} FROM sample ORDER BY id", binary=True).fetchall()
    check("binary results", rows, [tuple(b"\x01" + value.encode() for value in row) for row in printed])

    for prepare in (False, True):
        conn.execute("TRUNCATE written")
        for number, row in enumerate(printed):
            conn.execute(f"INSERT INTO written (id, {names}) VALUES (%s" + ", %s" * len(row) + ")", (number + 1, *row), prepare=prepare)
        check(f"text parameters, prepared: {prepare}",
              conn.execute("SELECT count(*) FROM written NATURAL JOIN sample").fetchone(), (2,))

    for column, type_name in COLUMNS.items():
        info = TypeInfo.fetch(conn, type_name)
        conn.adapters.register_dumper(BinaryText, binary_dumper(info.oid))
        for number, row in enumerate(printed):
            value = row[list(COLUMNS).index(column)]
            check(f"{type_name} as a binary parameter",
                  conn.execute(f"SELECT {column} = %b FROM sample WHERE id = %s", (BinaryText(value), number + 1), prepare=True).fetchone(), (True,))

    with conn.cursor().copy(f"COPY (SELECT id, {names} FROM sample) TO STDOUT (FORMAT binary)") as out:
        dumped = b"".join(bytes(chunk) for chunk in out)
    conn.execute("TRUNCATE written")
    with conn.cursor().copy(f"COPY written (id, {names}) FROM STDIN (FORMAT binary)") as into:
        into.write(dumped)
    check("COPY in binary", conn.execute(f"SELECT {names} FROM written ORDER BY id").fetchall(), printed)

    asked = "SELECT count(*) FROM sample WHERE tagset_matches(tags, %s)"
    check("a query as a parameter", conn.execute(asked, ("interest & region",), prepare=True).fetchone(), (1,))
    check("an operator with a parameter", conn.execute("SELECT id FROM sample WHERE tags @@ %s::tagquery", ("a/b",)).fetchall(), [(2,)])
    check("an array of sets", conn.execute("SELECT array_agg(tags ORDER BY id)::text[] FROM sample").fetchone()[0],
          [row[1] for row in printed])
    check("rules with a parameter", conn.execute("SELECT ruleset_classify(%s::text, rules)::text FROM sample WHERE id = 1", ("打疫苗",)).fetchone(),
          ("misinfo/vaccine[by=auto/a]",))

print(f"psycopg {psycopg.__version__}: {checks} checks passed")
