--| ### Distance
--|
--| `a <-> b` is 1 − the weighted Jaccard similarity (Ruzicka) of the two sets with all
--| ancestors: over every path that either set has an element at or below,
--| 1 − sum(least weight) / sum(greatest weight). A path weighs the maximum at and below it in
--| that set, so sets of siblings are nearer than sets of strangers, and a weight of 0 counts as
--| nothing. Two sets are 0 apart where these weights are the same (`a/b` and `a, a/b`), two empty
--| sets included, and 1 where they have no path in common, an empty set and another included.
--| It is symmetric and keeps the triangle inequality. Value, since and until do not matter:
--| `tagset_live(tags, now()) <-> …` compares what holds today.
--|
--| The ten most similar, in one pass over the table (tens of milliseconds for 30,000 rows):
--|
--| ```sql
--| SELECT * FROM thing ORDER BY tags <-> 'use/editing, works-with/image' LIMIT 10;
--| ```
--|
--| No index orders by distance. In a table too large for one pass let the GIN index choose what is
--| compared. What is less than 1 apart has a path in common with the other set, and with it a
--| top-level one, so this leaves out nothing of interest:
--|
--| ```sql
--| SELECT * FROM thing WHERE tags && 'use, works-with'
--| ORDER BY tags <-> 'use/editing, works-with/image' LIMIT 10;
--| ```
--|
--| Where top-level paths are everywhere, ask for deeper ones, `tags && 'use/editing, works-with/image'`
--| at most: a row without any of these, which has only their ancestors in common, is then left out.

CREATE FUNCTION tagset_distance(tagset, tagset) RETURNS double precision
    AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION tagset_distance(tagset, tagset) IS 'implementation of the <-> operator';
CREATE OPERATOR <-> (LEFTARG = tagset, RIGHTARG = tagset, FUNCTION = tagset_distance, COMMUTATOR = <->);
COMMENT ON OPERATOR <-> (tagset, tagset) IS 'how far the sets are apart, from 0 to 1';
CREATE FUNCTION tagset_distance(tags tagset, other text) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tags <-> other::tagset;
COMMENT ON FUNCTION tagset_distance(tagset, text) IS 'tags <-> other, for tools; an untyped literal is text';
