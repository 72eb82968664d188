/*
 * held_keys.h
 *	  GIN keys for the times at which a log asserted something at or below a path.
 *
 * As of a moment t, a log asserts a path if t lies in the span of some label at or below
 * it (label/label_series.h). The spans of all such labels are joined where they touch, and
 * each span that results is a key, with its ends rounded down to "periods". For periods
 * that are months, the log
 *
 *		hate/slur[at=2026-01-10; until=2026-03-10], hate/slur[at=2026-02-10; by=x],
 *		hate/race[at=2026-06-10; until=2026-07-10]
 *
 * has the keys
 *
 *		hate		January -			the first two spans overlap, so they are one; it
 *										goes on, and includes the third
 *		hate/race	June - July
 *		hate/slur	January -
 *
 * A span whose first period is before that of t, and whose last one is after it, holds t.
 * If t is in the period in which a span begins or ends, only the row can tell. So a query
 * has two partial keys: for spans that surely hold t, and for those that perhaps do.
 *
 * Periods are short, since a bitmap of rows notes for a whole page whether its rows are
 * rechecked: if a row in ten is, most pages have one.
 *
 * Such a key is for all labels at or below its path, while plain keys tell an element from
 * an ancestor. So a query has half as many keys, and terms with "=" are no use for them.
 */
#ifndef FACTAG_HELD_KEYS_H
#define FACTAG_HELD_KEYS_H

#include "index/gin_keys.h"
#include "label/label_reader.h"

/* which of the spans that a partial key looks for */
typedef enum HeldMatch
{
	HELD_SURELY,				/* those that hold the moment, whatever the row says */
	HELD_PERHAPS,				/* those that only the row can tell of */
	HELD_EITHER
} HeldMatch;

typedef struct HeldWriter HeldWriter;

/* Begins to write the keys of a log, of this class. */
extern HeldWriter *held_writer_make(GinKeyWriter *keys, uint8 class);

/* Adds the current label of a reader; all labels are added, in order. */
extern void held_writer_add(HeldWriter *writer, const LabelReader *reader);

/* Writes the keys that are left. */
extern void held_writer_finish(HeldWriter *writer);

/* Adds the partial key for the spans of a literal term's path as of the term's timestamp. */
extern void held_add(GinQuery *gq, uint8 class, const QueryTerm *term, HeldMatch match);

/* comparePartial of such a key, with the extra data that held_add sets. */
extern int	held_compare(const char *head, int headlen, const char *key, int len, Pointer extra);

#endif							/* FACTAG_HELD_KEYS_H */
