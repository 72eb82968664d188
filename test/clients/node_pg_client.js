// Every type through node-postgres: text and binary results, parameters of prepared statements.
'use strict';

const assert = require('assert');
const { Client } = require('pg');

const columns = ['path', 'tags', 'query', 'verdict', 'label', 'labels', 'rules'];
let checks = 0;

function check(what, got, expected) {
  assert.deepStrictEqual(got, expected, `node-postgres: ${what}`);
  checks++;
}

async function main() {
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
      name: 'write', text: `INSERT INTO written (id, ${names}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, values: [number + 1, ...row] });
  }
  check('parameters of a prepared statement',
    (await client.query('SELECT count(*)::int AS n FROM written NATURAL JOIN sample')).rows, [{ n: 2 }]);

  check('a query as a parameter',
    (await client.query({ name: 'ask', text: 'SELECT id FROM sample WHERE tags @@ $1', values: ['interest & region'] })).rows, [{ id: 1 }]);
  check('the function form',
    (await client.query({ name: 'matches', text: 'SELECT id FROM sample WHERE tagset_matches(tags, $1)', values: ['a/b'] })).rows, [{ id: 2 }]);
  check('jsonb, which becomes an object',
    (await client.query('SELECT tags::jsonb AS tags FROM sample WHERE id = 1')).rows[0].tags, { 'interest/pet': { weight: 0.5 }, 'region/taipei': {} });

  await client.end();
  console.log(`node-postgres ${require('pg/package.json').version}: ${checks} checks passed`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
