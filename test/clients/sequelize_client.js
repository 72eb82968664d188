// Sequelize: the schema synchronized, inserts of strings, lists and objects, filters.
'use strict';

const { Op, Sequelize, col, fn, literal, where } = require('sequelize');
const { check, refused, run } = require('./check');

run('sequelize', async () => {
  const db = new Sequelize({ dialect: 'postgres', host: process.env.PGHOST, port: Number(process.env.PGPORT),
    username: process.env.PGUSER, database: process.env.PGDATABASE, logging: false });
  const Member = db.define('member', {
    path: { type: 'TAGPATH' },
    tags: { type: 'TAGSET', allowNull: false, defaultValue: '' },
    labels: { type: 'LABELSET' },
  }, { freezeTableName: true, timestamps: false, indexes: [{ fields: ['tags'], using: 'gin' }] });
  await db.sync();
  await db.sync({ alter: true });
  check('the types of the columns', Object.values(await Member.describe()).map((column) => column.type),
    ['INTEGER', 'USER-DEFINED', 'USER-DEFINED', 'USER-DEFINED']);

  await Member.create({ path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' });
  await Member.create({ tags: ['interest/sport', 'vip'], labels: ['hate', 'spam'] });
  await Member.create({ tags: { 'interest/sport': { weight: 0.5 } }, labels: JSON.stringify([{ label: 'hate', verdict: 'false' }]) });
  const written = await Member.findAll({ attributes: ['path', 'tags', 'labels'], order: ['id'], raw: true });
  check('what was written', written, [
    { path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei', labels: 'spam[by=human]' },
    { path: null, tags: 'interest/sport, vip', labels: 'hate, spam' },
    { path: null, tags: 'interest/sport[weight=0.5]', labels: 'hate[verdict=false]' },
  ]);
  await refused('a list for a path', '22P02', /text\[\]/, () => Member.create({ path: ['a', 'b'] }));

  const ids = async (filter) => (await Member.findAll({ attributes: ['id'], where: filter, order: ['id'], raw: true })).map((row) => row.id);
  check('@@', await ids({ tags: { [Op.match]: 'interest & !vip' } }), [1, 3]);
  check('@>', await ids({ tags: { [Op.contains]: 'interest/sport' } }), [2, 3]);
  check('like', await ids({ tags: { [Op.like]: '%sport%' } }), [2, 3]);
  check('iLike', await ids({ labels: { [Op.iLike]: '%HUMAN%' } }), [1]);
  check('notLike', await ids({ path: { [Op.notLike]: 'b%' } }), [1]);
  check('a function', await ids(where(fn('labelset_matches', col('labels'), 'hate'), true)), [2, 3]);

  await Member.update({ tags: literal("tags || 'vip'") }, { where: { id: 1 } });
  check('tags added', (await Member.findByPk(1)).tags, 'interest/pet[weight=0.5], region/taipei, vip');
  await db.close();
});
