// Knex: a migration, inserts of strings, lists and objects, filters.
'use strict';

const knex = require('knex');
const { check, refused, run } = require('./check');

const migrations = {
  getMigrations: async () => ['member'],
  getMigrationName: (name) => name,
  getMigration: async () => ({
    up: (db) => db.schema.createTable('member', (table) => {
      table.increments('id');
      table.specificType('path', 'tagpath');
      table.specificType('tags', 'tagset').notNullable().defaultTo('');
      table.specificType('labels', 'labelset');
      table.index(['tags'], 'member_tags', 'gin');
    }),
    down: (db) => db.schema.dropTable('member'),
  }),
};

run('knex', async () => {
  const db = knex({ client: 'pg', connection: {} });
  await db.migrate.latest({ migrationSource: migrations });
  check('the types of the columns', Object.values(await db('member').columnInfo()).map((column) => column.type),
    ['integer', 'USER-DEFINED', 'USER-DEFINED', 'USER-DEFINED']);

  await db('member').insert({ path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' });
  await db('member').insert({ tags: ['interest/sport', 'vip'], labels: ['hate', 'spam'] });
  await db('member').insert([
    { tags: { 'interest/sport': { weight: 0.5 } }, labels: JSON.stringify([{ label: 'hate', verdict: 'false' }]) },
    { labels: JSON.stringify([{ label: 'hate' }, { label: 'spam', by: 'auto' }]) },
  ]);
  check('what was written', await db('member').select('path', 'tags', 'labels').orderBy('id'), [
    { path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' },
    { path: null, tags: 'interest/sport, vip', labels: 'hate, spam' },
    { path: null, tags: 'interest/sport[weight=0.5]', labels: 'hate[verdict=false]' },
    { path: null, tags: '', labels: 'hate, spam[by=auto]' },
  ]);
  await refused('a list for a path', '22P02', /text\[\]/, () => db('member').insert({ path: ['a', 'b'] }));
  await refused('an object for a path', '22P02', /jsonb/, () => db('member').insert({ path: { a: 1 } }));

  const ids = async (query) => (await query.orderBy('id').pluck('id'));
  check('@@', await ids(db('member').where('tags', '@@', 'interest & !vip')), [1, 3]);
  check('@>', await ids(db('member').where('tags', '@>', 'interest/sport')), [2, 3]);
  check('like', await ids(db('member').where('tags', 'like', '%sport%')), [2, 3]);
  check('whereILike', await ids(db('member').whereILike('labels', '%HUMAN%')), [1]);
  check('not like', await ids(db('member').whereNot('path', 'like', 'b%')), [1]);
  check('a function', await ids(db('member').whereRaw('labelset_matches(labels, ?)', ['hate'])), [2, 3, 4]);

  await db('member').where('id', 1).update({ tags: db.raw('tags || ?', ['vip']) });
  check('tags added by a raw update', await db('member').where('id', 1).pluck('tags'), ['interest/pet[weight=0.5], region/taipei, vip']);
  await db.migrate.rollback({ migrationSource: migrations });
  check('the migration undone', await db.schema.hasTable('member'), false);
  await db.destroy();
});
