"""Every type through psycopg 3: text and binary, parameters of prepared statements, lists and dicts."""
from datetime import datetime, timezone

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format
from psycopg.types import TypeInfo
from psycopg.types.json import Json, Jsonb, JsonbDumper

from check import check, finish, refused

COLUMNS = {
    "path": "tagpath", "tags": "tagset", "query": "tagquery", "verdict": "factverdict",
    "label": "factlabel", "labels": "labelset", "rules": "ruleset", "book": "tagtaxonomy", "policy": "labelpolicy",
    "ids": "idset", "stats": "claimstats", "question": "claimquery",
}

class BinaryText(str):
    """a value that is sent in the binary form: the version, then the text"""


def binary_dumper(type_oid):
    class BinaryDumper(Dumper):
        format = Format.BINARY
        oid = type_oid

        def dump(self, obj):
            return b"\x01" + obj.encode()

    return BinaryDumper


class DictDumper(JsonbDumper):
    def dump(self, obj):
        return super().dump(Jsonb(obj))


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

    def write(column, value, sign="%s"):
        return conn.execute(f"INSERT INTO written (id, {column}) VALUES (3, {sign}) RETURNING {column}", (value,)).fetchone()[0]

    # a list goes as an array in text, of a type that the server is left to find; in binary, as text[]
    check("a list for a tagset", write("tags", ["a/b", "c", "x,y"]), 'a/b, c, "x,y"')
    check("a list for a tagset, in binary", write("tags", ["a/b", "c", "x,y"], "%b"), 'a/b, c, "x,y"')
    check("an empty list for a tagset", write("tags", []), "")
    check("a list for a labelset", write("labels", ["a/b", "c"]), "a/b, c")
    for json in (Json, Jsonb):
        check(f"{json.__name__} for a tagset", write("tags", json({"a/b": {"weight": 2}, "c": {}})), "a/b[weight=2], c")
        check(f"{json.__name__} for a factlabel", write("label", json({"label": "a", "by": "human"})), "a[by=human]")
        check(f"{json.__name__} for a labelset", write("labels", json([{"label": "a"}, {"label": "b", "by": "human"}])), "a, b[by=human]")
    check("JSON in a string", write("tags", '{"a/b": {"weight": 2}}'), "a/b[weight=2]")
    conn.adapters.register_dumper(dict, DictDumper)
    check("a dict", write("tags", {"a/b": {"weight": 2}, "c": {}}), "a/b[weight=2], c")
    for column in ("path", "query", "verdict", "rules"):
        refused(f"a list for a {COLUMNS[column]}", "22P02", "array", write, column, ["a", "b"])
        refused(f"JSON for a {COLUMNS[column]}", "22P02", "jsonb", write, column, '{"a": 1}')
    for sign in ("%s", "%b"):
        check(f"a list for an idset, {sign}", write("ids", [3, 1, 1], sign), "{1,3}")
        check(f"a list of larger numbers for an idset, {sign}", write("ids", [3, 70000], sign), "{3,70000}")
        check(f"a list of large numbers for an idset, {sign}", write("ids", [5000000000, -7], sign), "{-7,5000000000}")
    check("an empty list for an idset", write("ids", []), "{}")
    for json in (Json, Jsonb):
        check(f"{json.__name__} for an idset", write("ids", json([3, "9007199254740993"])), "{3,9007199254740993}")
    refused("JSON in a string for an idset", "22P02", "jsonb", write, "ids", "[1, 2]")
    check("the ids as a list", conn.execute("SELECT ids::bigint[] FROM sample WHERE id = 1").fetchone()[0], [-5, -4, -3, 1, 2, 3, 7, 9223372036854775807])
    check("an id in an idset", conn.execute("SELECT ids @> %s, %s <@ ids FROM sample WHERE id = 1", (7, 8)).fetchone(), (True, False))
    june, july = datetime(2026, 6, 1, tzinfo=timezone.utc), datetime(2026, 7, 1, tzinfo=timezone.utc)
    for prepare in (False, True):
        count = lambda *arguments: conn.execute("SELECT audience_count(" + ", ".join(["%s"] * len(arguments)) + ")", arguments, prepare=prepare).fetchone()[0]
        check(f"a query for an audience, prepared: {prepare}", count("crowd_audience", "interest & !interest/cars"), 1)
        check(f"a query as of a datetime, prepared: {prepare}", (count("crowd_audience", "status/vip", june), count("crowd_audience", "status/vip", july)), (1, 0))
    check("ids of an audience as a list", conn.execute("SELECT audience_ids('crowd_audience', %s)::bigint[]", ("region/taipei",)).fetchone()[0], [1, 2])
    check("numbers per tag", conn.execute("SELECT tag, rows FROM audience_counts('crowd_audience', %s) WHERE parent = %s ORDER BY tag", ("region", "interest")).fetchall(), [("interest/cars", 1), ("interest/pet", 1)])
    conn.execute("UPDATE crowd SET tags = %s WHERE id = %s", ("interest/pet", 4))
    conn.execute("CALL audience_compact(%s)", ("crowd_audience",))
    check("after a compaction", conn.execute("SELECT audience_count('crowd_audience', %s), pending FROM audience_status()", ("interest/pet",)).fetchone(), (2, 0))
    check("LIKE", conn.execute("SELECT id FROM sample WHERE tags LIKE %s", ("%taipei%",)).fetchall(), [(1,)])
    check("ILIKE", conn.execute("SELECT id FROM sample WHERE labels ILIKE %s", ("%VACCINE%",)).fetchall(), [(1,)])

finish(f"psycopg {psycopg.__version__}")
