// Every type through node-postgres: text and binary results, parameters of prepared statements, arrays and objects.
'use strict';

const { Client } = require('pg');
const { check, refused, run } = require('./check');

const columns = ['path', 'tags', 'query', 'verdict', 'label', 'labels', 'rules', 'book', 'policy', 'ids', 'stats', 'question'];
run('pg', async () => {
  // what the library does not know of a type it gives as text
  const client = new Client();
  await client.connect();
  const names = columns.join(', ');
  const printed = (await client.query({
    text: `SELECT ${columns.map((c) => `${c}::text`).join(', ')} FROM sample ORDER BY id`, rowMode: 'array' })).rows;

  check('text results', (await client.query({ text: `SELECT ${names} FROM sample ORDER BY id`, rowMode: 'array' })).rows, printed);

  // the library asks for binary results of statements with parameters alone
  const binary = (await client.query({
    text: `SELECT ${names} FROM sample WHERE id > $1 ORDER BY id`, values: [0], rowMode: 'array', binary: true,
    types: { getTypeParser: () => (value) => value } })).rows;
  check('binary results', binary.map((row) => row.map(String)), printed.map((row) => row.map((v) => `\x01${v}`)));

  await client.query('TRUNCATE written');
  for (const [number, row] of printed.entries()) {
    await client.query({
      name: 'write', text: `INSERT INTO written (id, ${names}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`, values: [number + 1, ...row] });
  }
  check('parameters of a prepared statement',
    (await client.query('SELECT count(*)::int AS n FROM written NATURAL JOIN sample')).rows, [{ n: 2 }]);

  check('a query as a parameter',
    (await client.query({ name: 'ask', text: 'SELECT id FROM sample WHERE tags @@ $1', values: ['interest & region'] })).rows, [{ id: 1 }]);
  check('the function form',
    (await client.query({ name: 'matches', text: 'SELECT id FROM sample WHERE tagset_matches(tags, $1)', values: ['a/b'] })).rows, [{ id: 2 }]);
  check('jsonb, which becomes an object',
    (await client.query('SELECT tags::jsonb AS tags FROM sample WHERE id = 1')).rows[0].tags, { 'interest/pet': { weight: 0.5 }, 'region/taipei': {} });

  // an array goes as an array in text, an object as JSON, of a type that the server is left to find
  const write = async (column, value) =>
    (await client.query(`INSERT INTO written (id, ${column}) VALUES (3, $1) RETURNING ${column} AS value`, [value])).rows[0].value;
  check('an array for a tagset', await write('tags', ['a/b', 'c', 'x,y']), 'a/b, c, "x,y"');
  check('an empty array for a tagset', await write('tags', []), '');
  check('an object for a tagset', await write('tags', { 'a/b': { weight: 2 }, c: {} }), 'a/b[weight=2], c');
  check('an empty object for a tagset', await write('tags', {}), '');
  check('JSON in a string for a tagset', await write('tags', '["a/b", "c"]'), 'a/b, c');
  check('an object for a factlabel', await write('label', { label: 'a', by: 'human' }), 'a[by=human]');
  check('an array for a labelset', await write('labels', ['a/b', 'c']), 'a/b, c');
  check('JSON in a string for a labelset', await write('labels', '[{"label": "a"}, {"label": "b", "by": "human"}]'), 'a, b[by=human]');
  check('an array for an idset', await write('ids', [3, 1, 1, 70000]), '{1,3,70000}');
  check('an array of large numbers for an idset', await write('ids', [9223372036854775807n, '-7']), '{-7,9223372036854775807}');
  check('an empty array for an idset', await write('ids', []), '{}');
  await refused('JSON in a string for an idset', '22P02', /jsonb/, () => write('ids', '[1, 2]'));
  await refused('an object as an idset', '22P02', /\{1-3,7,70000\}/, () => write('ids', { a: 1 }));
  check('the ids as an array', (await client.query('SELECT ids::bigint[] AS ids FROM sample WHERE id = 1')).rows[0].ids,
    ['-5', '-4', '-3', '1', '2', '3', '7', '9223372036854775807']);
  check('an id in an idset', (await client.query({ name: 'has', text: 'SELECT id FROM sample WHERE ids @> $1', values: [7] })).rows, [{ id: 1 }]);
  const count = async (...values) => (await client.query({ name: `count-${values.length}`, text: `SELECT audience_count(${values.map((_, i) => `$${i + 1}`)}) AS n`, values })).rows[0].n;
  check('a query for an audience', await count('crowd_audience', 'interest & !interest/cars'), '1');
  check('a query as of a date', [await count('crowd_audience', 'status/vip', new Date('2026-06-01T00:00:00Z')), await count('crowd_audience', 'status/vip', new Date('2026-07-01T00:00:00Z'))], ['1', '0']);
  check('ids of an audience as an array', (await client.query("SELECT audience_ids('crowd_audience', $1)::bigint[] AS ids", ['region/taipei'])).rows[0].ids, ['1', '2']);
  check('numbers per tag', (await client.query("SELECT tag, rows FROM audience_counts('crowd_audience', $1) WHERE parent = $2 ORDER BY tag", ['region', 'interest'])).rows,
    [{ tag: 'interest/cars', rows: '1' }, { tag: 'interest/pet', rows: '1' }]);
  for (const column of ['path', 'query', 'verdict', 'rules', 'book', 'policy']) {
    await refused(`an array as a ${column}`, '22P02', /array/, () => write(column, ['a', 'b']));
    await refused(`an object as a ${column}`, '22P02', /jsonb/, () => write(column, { a: 1 }));
  }
  check('LIKE', (await client.query('SELECT id FROM sample WHERE tags LIKE $1', ['%taipei%'])).rows, [{ id: 1 }]);
  check('ILIKE', (await client.query('SELECT id FROM sample WHERE labels ILIKE $1', ['%VACCINE%'])).rows, [{ id: 1 }]);

  await client.end();
});
