"""asyncpg: codecs for the types, strings, lists and JSON, prepared statements, COPY."""
import asyncio
import json

import asyncpg

from check import check, finish

TYPES = ("tagpath", "tagset", "tagquery", "factverdict", "factlabel", "labelset", "ruleset", "tagtaxonomy", "labelpolicy", "idset", "claimstats", "claimquery")


async def connect():
    connection = await asyncpg.connect()
    # without a codec the driver refuses types that have a binary form which it does not know
    schema = await connection.fetchval("SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'factag'")
    for name in TYPES:
        await connection.set_type_codec(name, schema=schema, encoder=str, decoder=str, format="text")
    return connection


async def refused(what, code, hint, call):
    try:
        await call
    except asyncpg.PostgresError as error:
        check(what, (error.sqlstate, hint in (error.hint or "")), (code, True))
    else:
        check(what, "accepted", "refused")


async def main():
    db = await connect()
    names = "path, tags, query, verdict, label, labels, rules, book, policy, ids, stats, question"
    rows = [tuple(row) for row in await db.fetch(f"SELECT {names} FROM sample ORDER BY id")]
    printed = [tuple(row) for row in await db.fetch(f"SELECT {', '.join(f'{c}::text' for c in names.split(', '))} FROM sample ORDER BY id")]
    check("what is read", rows, printed)
    signs = ", ".join(f"${i}" for i in range(2, 14))
    await db.executemany(f"INSERT INTO written (id, {names}) VALUES ($1, {signs})", [(i + 1, *row) for i, row in enumerate(rows)])
    check("what was written", await db.fetchval("SELECT count(*) FROM written NATURAL JOIN sample"), 2)

    await db.execute("""
        CREATE TABLE member (id serial PRIMARY KEY, path tagpath, tags tagset NOT NULL DEFAULT '', labels labelset);
        CREATE INDEX member_tags ON member USING gin (tags)""")
    await db.execute("INSERT INTO member (path, tags, labels) VALUES ($1, $2, $3)", "a/b", "interest/pet[weight=0.5], region/taipei", "spam[by=human]")
    await db.execute("INSERT INTO member (tags, labels) VALUES ($1::text[]::tagset, $2::jsonb::labelset)", ["interest/sport", "vip"], json.dumps([{"label": "hate"}]))
    check("what was inserted", [tuple(row) for row in await db.fetch("SELECT tags, labels FROM member ORDER BY id")],
          [("interest/pet[weight=0.5], region/taipei", "spam[by=human]"), ("interest/sport, vip", "hate")])
    check("@@", await db.fetchval("SELECT array_agg(id) FROM member WHERE tags @@ $1", "interest & !vip"), [1])
    check("@>", await db.fetchval("SELECT array_agg(id) FROM member WHERE tags @> $1::tagpath", "interest/sport"), [2])
    check("a function", await db.fetchval("SELECT array_agg(id) FROM member WHERE tagset_matches(tags, $1)", "region"), [1])
    await db.execute("UPDATE member SET tags = tags || $1 WHERE id = $2", "vip", 1)
    check("tags added", await db.fetchval("SELECT tags FROM member WHERE id = 1"), "interest/pet[weight=0.5], region/taipei, vip")
    check("ids of an audience", await db.fetchval("SELECT audience_ids('crowd_audience', $1)::bigint[]", "region/taipei"), [1, 2])
    await refused("a star in a path", "22P02", "", db.fetchval("SELECT $1::text::tagpath", "a//b"))
    await db.close()


asyncio.run(main())
finish(f"asyncpg {asyncpg.__version__}")
