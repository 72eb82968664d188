// PostGraphile: without a plugin it leaves out columns of types that it does not know; with it they are strings, and a function is a filter.
'use strict';

const { check, run } = require('./check');

process.env.GRAPHILE_ENV = 'production';
run('postgraphile', async () => {
  const { sql } = require('postgraphile/pg-sql2');
  const { makePgService } = require('postgraphile/adaptors/pg');
  const { makeSchema } = require('postgraphile');
  const { PostGraphileAmberPreset } = require('postgraphile/presets/amber');
  const { grafast } = require('postgraphile/grafast');
  const { Pool } = require('pg');

  const pool = new Pool();
  await pool.query(`
    CREATE TABLE member (id int PRIMARY KEY, path tagpath, tags tagset NOT NULL DEFAULT '');
    INSERT INTO member VALUES (1, 'a/b', 'interest/pet[weight=0.5], region/taipei'), (2, NULL, 'interest/sport, vip');
    CREATE FUNCTION member_by_tags(query text) RETURNS SETOF member LANGUAGE sql STABLE AS $$ SELECT * FROM member WHERE tags @@ query::tagquery ORDER BY id $$;
    CREATE VIEW member_tag AS SELECT member.id AS member_id, t.tag, t.level1, t.level2 FROM member, tagset_rows(tags, NULL) AS t`);

  // the plugin: each of factag's types is a scalar that is read and written as text
  const types = ['tagpath', 'tagset', 'tagquery', 'factverdict', 'factlabel', 'labelset', 'ruleset', 'tagtaxonomy', 'labelpolicy', 'idset', 'claimstats', 'claimquery'];
  const FactagPlugin = {
    name: 'FactagPlugin',
    version: '1.0.0',
    gather: {
      hooks: {
        async pgCodecs_findPgCodec(info, event) {
          const { pgType, serviceName } = event;
          if (event.pgCodec || !types.includes(pgType.typname)) {
            return;
          }
          const namespace = await info.helpers.pgIntrospection.getNamespace(serviceName, pgType.typnamespace);
          event.pgCodec = {
            name: pgType.typname, sqlType: sql.identifier(namespace.nspname, pgType.typname), fromPg: String, toPg: String, attributes: undefined, executor: null,
            castFromPg: (fragment) => sql`${sql.parens(fragment)}::text`,
            extensions: { pg: { serviceName, schemaName: namespace.nspname, name: pgType.typname } },
          };
        },
      },
    },
    schema: {
      hooks: {
        init(_, build) {
          for (const codec of Object.values(build.input.pgRegistry.pgCodecs)) {
            if (types.includes(codec.name)) {
              build.setGraphQLTypeForPgCodec(codec, ['input', 'output'], build.graphql.GraphQLString.name);
            }
          }
          return _;
        },
      },
    },
  };
  const pgService = makePgService({ pool, schemas: ['public'] });
  const preset = { extends: [PostGraphileAmberPreset], plugins: [FactagPlugin], pgServices: [pgService], schema: { sortExport: true } };
  const { schema, resolvedPreset } = await makeSchema(preset);
  const ask = async (source, variableValues) => {
    const result = await grafast({ schema, source, variableValues, resolvedPreset, requestContext: {} });
    if (result.errors) {
      throw result.errors[0];
    }
    return JSON.parse(JSON.stringify(result.data));
  };

  check('columns', await ask('{ allMembers(orderBy: PRIMARY_KEY_ASC) { nodes { rowId path tags } } }'),
    { allMembers: { nodes: [{ rowId: 1, path: 'a/b', tags: 'interest/pet[weight=0.5], region/taipei' }, { rowId: 2, path: null, tags: 'interest/sport, vip' }] } });
  check('a filter by function', await ask('query($q: String!) { memberByTags(query: $q) { nodes { rowId } } }', { q: 'interest & !vip' }), { memberByTags: { nodes: [{ rowId: 1 }] } });
  check('a mutation', await ask('mutation { createMember(input: { member: { rowId: 3, tags: "interest/music, vip" } }) { member { tags } } }'),
    { createMember: { member: { tags: 'interest/music, vip' } } });
  await pool.end();
});
