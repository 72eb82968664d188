// Reads the model as Cube does, with stand-ins for what Cube defines, and prints SQL: every measure by every dimension, without a filter,
// and with filters as FILTER_PARAMS would write them. `node check.js | psql -v ON_ERROR_STOP=1` runs it.
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const folder = path.join(__dirname, 'model/cubes');
const values = { moment: "'2026-11-30 00:00Z'", known_on: "'2026-11-30 00:00Z'", node: "'interest/buy'" };

// the model of a file, with the filters that are set
function read(file, filters) {
  let model;
  const names = new Proxy({}, {
    has: (_, name) => name !== 'cube' && typeof name === 'string' && !(name in globalThis),
    get: (_, name) => {
      if (name === 'CUBE') return 'c';
      if (name !== 'FILTER_PARAMS') return String(name); // a member of the cube, as in drillMembers: [topic]
      return new Proxy({}, { get: (__, cube) => new Proxy({}, { get: (___, member) => ({
        filter: (column) => !filters.includes(member) ? '1 = 1' : typeof column === 'function' ? column(values[member]) : `${column} = ${values[member]}`
      }) }) });
    }
  });
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  vm.runInThisContext(`(function (names, cube) { with (names) { ${text}\n} })`, { filename: file })(names, (name, body) => { model = { name, ...body }; });
  return model;
}

const aggregate = { count: () => 'count(*)', countDistinct: (sql) => `count(DISTINCT ${sql})`, avg: (sql) => `avg(${sql})` };

for (const file of fs.readdirSync(folder).sort()) {
  const members = read(file, []);
  for (const list of Object.values(members.preAggregations)) {
    for (const name of [...list.measures, ...list.dimensions, list.timeDimension]) {
      if (!(name in members.measures) && !(name in members.dimensions)) throw new Error(`${file}: no member ${name}`);
    }
  }
  const time = Object.keys(members.dimensions).find((name) => members.dimensions[name].type === 'time');
  for (const filters of [[time], [time, 'node']]) {
    if (filters.includes('node') && !members.dimensions.node) continue;
    const model = read(file, filters);
    const measures = Object.values(model.measures).map((m) => aggregate[m.type](m.sql));
    const where = filters.includes('node') ? `WHERE ${model.dimensions.node.sql} = ${values.node}` : '';
    for (const [name, dimension] of Object.entries(model.dimensions)) {
      console.log(`SELECT '${model.name} by ${name}${where && ', below a node'}' AS question, ${dimension.sql} AS ${name}, ${measures.join(', ')} FROM (${model.sql}) AS c ${where} GROUP BY ${dimension.sql} ORDER BY 3 DESC, 2 LIMIT 3;\n`);
    }
  }
}
