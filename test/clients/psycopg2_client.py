"""psycopg 2: values as strings, lists (which it sends as ARRAY[...]) and JSON."""
import psycopg2
from psycopg2.extras import Json, execute_values

from check import check, finish, refused

conn = psycopg2.connect("")
conn.autocommit = True
cur = conn.cursor()


def ask(sql, *values):
    cur.execute(sql, values)
    return cur.fetchone()[0]


def write(column, value):
    return ask(f"INSERT INTO written (id, {column}) VALUES (1, %s) RETURNING {column}", value)


cur.execute("SELECT path, tags, query, verdict, label, labels, rules, book, policy, ids, stats, question FROM sample ORDER BY id")
printed = cur.fetchall()
execute_values(cur, "INSERT INTO written VALUES %s", [(number + 1, *row) for number, row in enumerate(printed)])
cur.execute("SELECT count(*) FROM written NATURAL JOIN sample")
check("values of all types as strings", cur.fetchone(), (2,))

check("a list for a tagset", write("tags", ["a/b", "c"]), "a/b, c")
check("an empty list for a tagset", ask("INSERT INTO written (id, tags) VALUES (1, %s::text[]) RETURNING tags", []), "")
check("JSON for a tagset", write("tags", Json({"a/b": {"weight": 2}, "c": {}})), "a/b[weight=2], c")
check("a JSON array for a tagset", write("tags", Json(["a/b", "c"])), "a/b, c")
check("JSON for a factlabel", write("label", Json({"label": "a", "by": "human"})), "a[by=human]")
check("JSON for a labelset", write("labels", Json([{"label": "a"}, {"label": "b", "by": "human"}])), "a, b[by=human]")
refused("JSON for a tagpath", "22P02", "jsonb", write, "path", Json({"a": 1}))
refused("a JSON array for a tagquery", "22P02", "jsonb|array", write, "query", Json(["a"]))
check("a list for an idset", write("ids", [3, 1, 1, 70000]), "{1,3,70000}")
check("a list of large numbers for an idset", write("ids", [5000000000, -7]), "{-7,5000000000}")
check("an empty list for an idset", write("ids", []), "{}")
check("JSON for an idset", ask("INSERT INTO written (id, ids) VALUES (1, %s::jsonb) RETURNING ids", Json([3, "9007199254740993"])), "{3,9007199254740993}")
check("the ids as a list", ask("SELECT ids::bigint[] FROM sample WHERE id = 1"), [-5, -4, -3, 1, 2, 3, 7, 9223372036854775807])
check("an id in an idset", ask("SELECT ids @> %s FROM sample WHERE id = 1", 7), True)
check("idsets combined", ask("SELECT ids - %s::idset FROM sample WHERE id = 1", "{1-9}"), "{-5--3,9223372036854775807}")
check("a query for an audience", ask("SELECT audience_count('crowd_audience', %s)", "interest & !interest/cars"), 1)
check("a query as of a date", ask("SELECT audience_count(%s, %s, %s)", "crowd_audience", "status/vip", "2026-07-01T00:00:00Z"), 0)
refused("JSON of no type for an idset", "22P02", "jsonb", write, "ids", Json([1, 2]))
check("LIKE", ask("SELECT id FROM sample WHERE tags LIKE %s", "%taipei%"), 1)
check("ILIKE", ask("SELECT id FROM sample WHERE labels ILIKE %s", "%VACCINE%"), 1)

finish(f"psycopg2 {psycopg2.__version__.split()[0]}")
