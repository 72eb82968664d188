// A row for each member, tag or ancestor of a tag, and moment. "Members at or below a tag" is a filter on node; a drill-down is a filter on
// parent, or the drill members. Which moments: those that a date filter on moment leaves of the view dashboard.week.
cube('member_node', {
  // FILTER_PARAMS is what makes this fast: without it, all members would be expanded for all moments. The second one lets the GIN index
  // on the tags find the members of the subtree first.
  sql: `
    SELECT w.moment, m.id AS member_id, n.tag AS node, n.parent, n.depth, n.level1, n.level2, n.level3
    FROM dashboard.week AS w CROSS JOIN member AS m
         CROSS JOIN LATERAL tagset_rows(tagset_expand(tagset_live(m.tags, w.moment)), NULL) AS n
    WHERE ${FILTER_PARAMS.member_node.moment.filter('w.moment')}
      AND ${FILTER_PARAMS.member_node.node.filter((tag) => `m.tags @> ${tag}::tagpath`)}`,

  measures: {
    members: { type: 'countDistinct', sql: `${CUBE}.member_id`, drillMembers: [level1, level2, level3] }
  },

  dimensions: {
    moment: { type: 'time', sql: `${CUBE}.moment` },
    node: { type: 'string', sql: `${CUBE}.node` },
    parent: { type: 'string', sql: `${CUBE}.parent` },
    depth: { type: 'number', sql: `${CUBE}.depth` },
    level1: { type: 'string', sql: `${CUBE}.level1` },
    level2: { type: 'string', sql: `${CUBE}.level2` },
    level3: { type: 'string', sql: `${CUBE}.level3` }
  },

  // Numbers of distinct members do not add up, so this serves queries by these very dimensions.
  preAggregations: {
    by_node: {
      measures: [members],
      dimensions: [node, parent, depth],
      timeDimension: moment,
      granularity: 'day',
      refreshKey: { every: '1 hour' }
    }
  }
});
