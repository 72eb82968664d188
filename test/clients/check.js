// What the clients in JavaScript share: checks that count themselves, and the last line.
'use strict';

const assert = require('assert');
const fs = require('fs');
const path = require('path');

let checks = 0;

exports.check = (what, got, expected) => {
  assert.deepStrictEqual(got, expected, `${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  checks++;
};

// The call fails with this SQLSTATE, and a hint that matches; tools wrap the driver's error in theirs.
exports.refused = async (what, code, hint, call) => {
  let found;
  try {
    await call();
  } catch (error) {
    for (found = error; found && !/^[0-9A-Z]{5}$/.test(found.code); found = found.cause || found.parent);
    if (!found) {
      throw error;
    }
  }
  assert.ok(found, `${what}: was not refused`);
  exports.check(what, found.code, code);
  assert.match(found.hint || '', hint, what);
};

// Runs a client, the test of a package.
exports.run = (name, client) => {
  client().then(() => {
    const { version } = JSON.parse(fs.readFileSync(path.join(process.env.NODE_PATH, name, 'package.json'), 'utf8'));
    console.log(`${name} ${version}: ${checks} checks passed`);
  }).catch((error) => {
    const server = error.detail || error.hint ? error : error.cause || error.parent || {};
    console.error([error.stack, server.message, server.detail, server.hint].filter(Boolean).join('\n'));
    process.exit(1);
  });
};
