// TypeORM: the schema synchronized, inserts of strings, lists and objects, filters.
'use strict';

require('reflect-metadata');
const { DataSource, EntitySchema, ILike, Like, Not } = require('typeorm');
const { check, refused, run } = require('./check');

const Member = new EntitySchema({
  name: 'member',
  columns: {
    id: { type: Number, primary: true, generated: true },
    path: { type: 'tagpath', nullable: true },
    tags: { type: 'tagset', default: '' },
    labels: { type: 'labelset', nullable: true },
  },
});

run('typeorm', async () => {
  const source = new DataSource({ type: 'postgres', host: process.env.PGHOST, port: Number(process.env.PGPORT),
    username: process.env.PGUSER, database: process.env.PGDATABASE, entities: [Member], installExtensions: false });
  // it refuses types that it does not know
  source.driver.supportedDataTypes.push('tagpath', 'tagset', 'labelset');
  await source.initialize();
  await source.synchronize();
  check('the schema stays as it is', (await source.driver.createSchemaBuilder().log()).upQueries, []);

  const members = source.getRepository(Member);
  await members.save({ path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' });
  await members.insert([
    { tags: ['interest/sport', 'vip'], labels: ['hate', 'spam'] },
    { tags: { 'interest/sport': { weight: 0.5 } }, labels: JSON.stringify([{ label: 'hate', verdict: 'false' }]) },
  ]);
  check('what was written', (await members.find({ order: { id: 'ASC' } })).map((row) => ({ ...row })), [
    { id: 1, path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' },
    { id: 2, path: null, tags: 'interest/sport, vip', labels: 'hate, spam' },
    { id: 3, path: null, tags: 'interest/sport[weight=0.5]', labels: 'hate[verdict=false]' },
  ]);
  await refused('a list for a path', '22P02', /text\[\]/, () => members.insert({ path: ['a', 'b'] }));

  const ids = (rows) => rows.map((row) => row.id).sort();
  const where = async (filter, values) => ids(await members.createQueryBuilder('m').where(filter, values).getMany());
  check('@@', await where('m.tags @@ :query', { query: 'interest & !vip' }), [1, 3]);
  check('@>', await where('m.tags @> :path', { path: 'interest/sport' }), [2, 3]);
  check('Like', ids(await members.findBy({ tags: Like('%sport%') })), [2, 3]);
  check('ILike', ids(await members.findBy({ labels: ILike('%HUMAN%') })), [1]);
  check('Not(Like)', ids(await members.findBy({ path: Not(Like('b%')) })), [1]);
  check('a function', await where('labelset_matches(m.labels, :query)', { query: 'hate' }), [2, 3]);

  const first = await members.findOneBy({ id: 1 });
  first.tags += ', vip';
  await members.save(first);
  check('tags added', (await members.findOneBy({ id: 1 })).tags, 'interest/pet[weight=0.5], region/taipei, vip');
  await source.destroy();
});
