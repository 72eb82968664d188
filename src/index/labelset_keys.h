/*
 * labelset_keys.h
 *	  The GIN keys of a log. gin_keys.h explains keys and partial matches.
 *
 * A log keeps every label ever recorded, but a query without a timestamp is about the
 * labels that assert: each the last one of its path, source and claim, and neither
 * withdrawn nor a denial. These have plain keys, so that such a query is exact. All
 * other labels have keys of the class KEYS_NOT_ASSERTED.
 *
 * Most queries filter by source, verdict or score. So labels that assert have two
 * more classes of keys, which carry a facet:
 *
 *		KEYS_SOURCE		the first segment of the source; and the first two
 *		KEYS_RATING		a byte for the verdict and one for the tenth of the score,
 *						each 0 if absent and else its number + 1
 *
 * A class with source and rating in one facet would have a key for every combination.
 * This way a path has at most 143 rating keys (12 x 12, less the one that says nothing)
 * and two keys for each of its sources.
 *
 * The log "health/vaccine[verdict=false; score=0.85; by=afp/asia/desk]" has these keys,
 * where "/" is the separator and "|" is FACET_MARK:
 *
 *						health/							health/vaccine
 *		KEYS_SOURCE		health/|afp						health/vaccine|afp
 *		KEYS_SOURCE		health/|afp/asia				health/vaccine|afp/asia
 *		KEYS_RATING		health/|2 9						health/vaccine|2 9
 *
 * A verdict of 1 (false) is stored as 2, a score in the tenth from 0.8 as 9. Queries
 * look up, each for the element and for the ancestor health/:
 *
 *		health							health
 *		health[by=afp]					KEYS_SOURCE health|afp
 *		health[by=afp/asia/desk]		KEYS_SOURCE health|afp/asia; rechecked
 *		health[verdict=false]			KEYS_RATING health|, a partial match over all
 *										ratings, which compare_rating selects from
 *		health[score>=0.8]				the same; exact, as 0.8 is where a tenth starts
 *		health[score>=0.85]				the same; rechecked
 *		health[by=afp; verdict=false]	both, ANDed; rechecked, since two labels may
 *										have one each
 *		health[deny]					KEYS_NOT_ASSERTED health; rechecked
 *		health @2026-01-01T00:00:00Z	KEYS_HELD health, two partial matches over all
 *										times: one is exact, the other is rechecked
 *		health & spam @2026-...			health, or KEYS_NOT_ASSERTED health; rechecked,
 *										since labels of either kind may have held then
 *
 * held_keys.h explains KEYS_HELD, the times at which the log asserted something. Indexes of
 * the operator class labelset_gin_ops do not have them, so that all terms with a timestamp
 * are looked up like the last one. Those that version 0.2.0 made are of that class.
 *
 * "labels @> set" is about the same labels as a query without a timestamp: each path of
 * the set is looked up as a plain term, and all must be found. It is exact.
 *
 * Patterns with wildcards and terms with none of these three filters use the plain
 * keys; any other filter means a recheck. The end of a label (until) counts only as of
 * a timestamp, so it makes no difference to the keys.
 */
#ifndef FACTAG_LABELSET_KEYS_H
#define FACTAG_LABELSET_KEYS_H

#include "index/gin_keys.h"

/* key classes, besides GIN_KEYS_PLAIN; their numbers are stored in indexes */
#define KEYS_NOT_ASSERTED 0x04
#define KEYS_RATING 0x05
#define KEYS_SOURCE 0x06
#define KEYS_HELD 0x07

#define SOURCE_DEPTH 2			/* longest source in a facet, in segments */

/* Returns the keys of a log, with those of KEYS_HELD if "held". */
extern Datum *labelset_keys(const struct varlena *labels, bool held, int32 *nkeys);

#endif							/* FACTAG_LABELSET_KEYS_H */
