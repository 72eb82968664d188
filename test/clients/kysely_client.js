// Kysely: a migration, inserts of strings, lists and objects, filters.
'use strict';

const { Kysely, PostgresDialect, sql } = require('kysely');
const { Migrator } = require('kysely/migration');
const { Pool } = require('pg');
const { check, refused, run } = require('./check');

const member = {
  up: async (db) => {
    await db.schema.createTable('member')
      .addColumn('id', 'serial', (column) => column.primaryKey())
      .addColumn('path', sql`tagpath`)
      .addColumn('tags', sql`tagset`, (column) => column.notNull().defaultTo(''))
      .addColumn('labels', sql`labelset`)
      .execute();
    await db.schema.createIndex('member_tags').on('member').using('gin').column('tags').execute();
  },
  down: (db) => db.schema.dropTable('member').execute(),
};

run('kysely', async () => {
  const db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool() }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ member }) } });
  check('the migration', (await migrator.migrateToLatest()).error, undefined);
  const table = (await db.introspection.getTables()).find((found) => found.name === 'member');
  check('the types of the columns', table.columns.map((column) => column.dataType), ['int4', 'tagpath', 'tagset', 'labelset']);

  await db.insertInto('member').values({ path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' }).execute();
  await db.insertInto('member').values([
    { tags: ['interest/sport', 'vip'], labels: ['hate', 'spam'] },
    { tags: { 'interest/sport': { weight: 0.5 } }, labels: JSON.stringify([{ label: 'hate', verdict: 'false' }]) },
  ]).execute();
  check('what was written', await db.selectFrom('member').select(['path', 'tags', 'labels']).orderBy('id').execute(), [
    { path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' },
    { path: null, tags: 'interest/sport, vip', labels: 'hate, spam' },
    { path: null, tags: 'interest/sport[weight=0.5]', labels: 'hate[verdict=false]' },
  ]);
  await refused('a list for a path', '22P02', /text\[\]/, () => db.insertInto('member').values({ path: ['a', 'b'] }).execute());

  const ids = async (...filter) =>
    (await db.selectFrom('member').select('id').where(...filter).orderBy('id').execute()).map((row) => row.id);
  check('@@', await ids('tags', '@@', 'interest & !vip'), [1, 3]);
  check('@>', await ids('tags', '@>', 'interest/sport'), [2, 3]);
  check('like', await ids('tags', 'like', '%sport%'), [2, 3]);
  check('ilike', await ids('labels', 'ilike', '%HUMAN%'), [1]);
  check('not like', await ids('path', 'not like', 'b%'), [1]);
  check('a function', await ids((eb) => eb.fn('labelset_matches', ['labels', eb.val('hate')])), [2, 3]);

  await db.updateTable('member').set((eb) => ({ tags: eb('tags', '||', 'vip') })).where('id', '=', 1).execute();
  check('tags added', (await db.selectFrom('member').select('tags').where('id', '=', 1).executeTakeFirst()).tags,
    'interest/pet[weight=0.5], region/taipei, vip');
  check('the migration undone', (await migrator.migrateDown()).results.map((result) => result.status), ['Success']);
  await db.destroy();
});
