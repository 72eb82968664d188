// Drizzle: a migration by drizzle-kit, inserts of strings, lists and objects, filters.
'use strict';

const { arrayContains, asc, eq, ilike, like, notLike, sql } = require('drizzle-orm');
const { drizzle } = require('drizzle-orm/node-postgres');
const { customType, index, pgTable, serial } = require('drizzle-orm/pg-core');
const { generateDrizzleJson, generateMigration, pushSchema } = require('drizzle-kit/api');
const { Pool } = require('pg');
const { check, refused, run } = require('./check');

const factag = (name) => customType({ dataType: () => name });
const tagpath = factag('tagpath');
const tagset = factag('tagset');
const labelset = factag('labelset');
const member = pgTable('member', {
  id: serial('id').primaryKey(),
  path: tagpath('path'),
  tags: tagset('tags').notNull().default(''),
  labels: labelset('labels'),
}, (table) => [index('member_tags').using('gin', table.tags)]);

run('drizzle-orm', async () => {
  const pool = new Pool();
  const db = drizzle(pool);
  for (const statement of await generateMigration(generateDrizzleJson({}), generateDrizzleJson({ member }))) {
    await pool.query(statement);
  }
  const columns = await pool.query("SELECT atttypid::regtype::text AS type FROM pg_attribute WHERE attrelid = 'member'::regclass AND attnum > 0");
  check('the types of the columns', columns.rows.map((row) => row.type), ['integer', 'tagpath', 'tagset', 'labelset']);

  await db.insert(member).values({ path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' });
  await db.insert(member).values([
    { tags: ['interest/sport', 'vip'], labels: ['hate', 'spam'] },
    { tags: { 'interest/sport': { weight: 0.5 } }, labels: JSON.stringify([{ label: 'hate', verdict: 'false' }]) },
  ]);
  const { path, tags, labels } = member;
  check('what was written', await db.select({ path, tags, labels }).from(member).orderBy(asc(member.id)), [
    { path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' },
    { path: null, tags: 'interest/sport, vip', labels: 'hate, spam' },
    { path: null, tags: 'interest/sport[weight=0.5]', labels: 'hate[verdict=false]' },
  ]);
  await refused('a list for a path', '22P02', /text\[\]/, () => db.insert(member).values({ path: ['a', 'b'] }));

  const ids = async (filter) =>
    (await db.select({ id: member.id }).from(member).where(filter).orderBy(asc(member.id))).map((row) => row.id);
  check('@@', await ids(sql`${tags} @@ ${'interest & !vip'}`), [1, 3]);
  check('@>, as arrayContains', await ids(arrayContains(tags, 'interest/sport')), [2, 3]);
  check('like', await ids(like(tags, '%sport%')), [2, 3]);
  check('ilike', await ids(ilike(labels, '%HUMAN%')), [1]);
  check('not like', await ids(notLike(path, 'b%')), [1]);
  check('a function', await ids(sql`labelset_matches(${labels}, ${'hate'})`), [2, 3]);

  await db.update(member).set({ tags: sql`${tags} || ${'vip'}` }).where(eq(member.id, 1));
  check('tags added', (await db.select({ tags }).from(member).where(eq(member.id, 1)))[0].tags, 'interest/pet[weight=0.5], region/taipei, vip');
  await pool.end();
});
