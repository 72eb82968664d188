-- The questions of the bench of consensus. A goal is the ratio to the peer, or seconds for a million votes (or fewer). A peer answers
-- the same question if "same" is true.
CREATE TABLE question (n serial, name text, beside text, goal float8, unit text, same bool, statement text, peer text);
INSERT INTO question (name, beside, goal, unit, same, statement, peer) VALUES
    ('`consensus_dawid_skene`', 'the majority, `mode()`', 3, 's', false,
     $$SELECT hash_array_extended(consensus_dawid_skene(item, rater, label), 0) FROM vote$$,
     $$SELECT count(*) FROM (SELECT item, mode() WITHIN GROUP (ORDER BY label) FROM vote GROUP BY item) AS s$$),
    ('`consensus_dawid_skene_raters`', 'the items of the same fit', 3, 's', false,
     $$SELECT hash_array_extended(consensus_dawid_skene_raters(item, rater, label), 0) FROM vote$$,
     $$SELECT hash_array_extended(consensus_dawid_skene(item, rater, label), 0) FROM vote$$),
    ('`consensus_dawid_skene`, rows in random order', 'as they are stored', 2, 'ratio', true,
     $$SELECT hash_array_extended(consensus_dawid_skene(item, rater, label), 0) FROM (SELECT * FROM vote ORDER BY hashtext(item || rater)) AS v$$,
     $$SELECT hash_array_extended(consensus_dawid_skene(item, rater, label), 0) FROM vote$$),
    ('`consensus_bridging`', 'the mean of each item', 3, 's', false,
     $$SELECT hash_array_extended(consensus_bridging(item, rater, rating), 0) FROM vote$$,
     $$SELECT count(*) FROM (SELECT item, avg(rating) FROM vote GROUP BY item) AS s$$),
    ('`consensus_alpha` of labels', 'the same arrays, counted', 1.4, 's', false,
     $$SELECT round(consensus_alpha(l)::numeric, 9) FROM (SELECT array_agg(label) AS l FROM vote GROUP BY item) AS s$$,
     $$SELECT count(l) FROM (SELECT array_agg(label) AS l FROM vote GROUP BY item) AS s$$),
    ('`consensus_alpha` of ratings, `interval`', 'the same arrays, counted', 1.4, 's', false,
     $$SELECT round(consensus_alpha(r, 'interval')::numeric, 9) FROM (SELECT array_agg(rating) AS r FROM vote GROUP BY item) AS s$$,
     $$SELECT count(r) FROM (SELECT array_agg(rating) AS r FROM vote GROUP BY item) AS s$$);
