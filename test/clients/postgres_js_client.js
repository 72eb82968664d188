// postgres.js: strings, lists, JSON, filters; it describes each statement, so parameters get factag's types.
'use strict';

const { check, refused, run } = require('./check');

run('postgres', async () => {
  const postgres = require('postgres');
  const sql = postgres({ host: process.env.PGHOST, port: Number(process.env.PGPORT), user: process.env.PGUSER, database: process.env.PGDATABASE });
  await sql`CREATE TABLE member (id serial PRIMARY KEY, path tagpath, tags tagset NOT NULL DEFAULT '', labels labelset)`;
  await sql`CREATE INDEX member_tags ON member USING gin (tags)`;
  await sql`INSERT INTO member ${sql({ path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' })}`;
  await sql`INSERT INTO member (tags, labels) VALUES (${['interest/sport', 'vip']}::text[]::tagset, ${sql.json([{ label: 'hate' }])}::jsonb::labelset)`;
  check('what was written', (await sql`SELECT path, tags, labels FROM member ORDER BY id`).map((row) => ({ ...row })), [
    { path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' },
    { path: null, tags: 'interest/sport, vip', labels: 'hate' },
  ]);
  const ids = (rows) => rows.map((row) => row.id);
  check('@@', ids(await sql`SELECT id FROM member WHERE tags @@ ${'interest & !vip'} ORDER BY id`), [1]);
  check('@>', ids(await sql`SELECT id FROM member WHERE tags @> ${'interest/sport'}::tagpath ORDER BY id`), [2]);
  check('a function', ids(await sql`SELECT id FROM member WHERE labelset_matches(labels, ${'hate'}) ORDER BY id`), [2]);
  check('like', ids(await sql`SELECT id FROM member WHERE tags LIKE ${'%sport%'} ORDER BY id`), [2]);
  await sql`UPDATE member SET tags = tags || ${'vip'} WHERE id = 1`;
  check('tags added', (await sql`SELECT tags FROM member WHERE id = 1`)[0].tags, 'interest/pet[weight=0.5], region/taipei, vip');
  check('numbers per tag', (await sql`SELECT tag, rows::int AS members FROM audience_counts('crowd_audience', ${'region'}) WHERE parent = ${'interest'} ORDER BY tag`).map((row) => ({ ...row })),
    [{ tag: 'interest/cars', members: 1 }, { tag: 'interest/pet', members: 1 }]);
  await refused('an empty segment', '22P02', /./, () => sql`INSERT INTO member (path) VALUES (${'a//b'})`);
  await sql.end();
});
