// A row for each label and each moment at which it stands. As known on a day: a date filter on known_on. The verdicts "true" and "false" are
// texts; verdict_value is the position on the scale from 0 to 1.
cube('label', {
  sql: `
    SELECT w.moment AS known_on, s.post, s.topic, split_part(s.topic, '/', 1) AS level1, split_part(s.source, '/', 1) AS kind, s.source,
           s.verdict, s.verdict_value
    FROM dashboard.week AS w JOIN dashboard.label_span AS s ON s.holds_from <= w.moment AND s.holds_to > w.moment
    WHERE NOT s.deny AND ${FILTER_PARAMS.label.known_on.filter('w.moment')}`,

  measures: {
    labels: { type: 'count', drillMembers: [topic, source, verdict] },
    posts: { type: 'countDistinct', sql: `${CUBE}.post` },
    mean_verdict: { type: 'avg', sql: `${CUBE}.verdict_value` }
  },

  dimensions: {
    known_on: { type: 'time', sql: `${CUBE}.known_on` },
    topic: { type: 'string', sql: `${CUBE}.topic` },
    level1: { type: 'string', sql: `${CUBE}.level1` },
    kind: { type: 'string', sql: `${CUBE}.kind` },
    source: { type: 'string', sql: `${CUBE}.source` },
    verdict: { type: 'string', sql: `${CUBE}.verdict` }
  },

  preAggregations: {
    by_topic: {
      measures: [labels],
      dimensions: [topic, source, verdict],
      timeDimension: known_on,
      granularity: 'day',
      refreshKey: { every: '1 hour' }
    }
  }
});
