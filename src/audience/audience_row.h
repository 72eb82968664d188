/*
 * audience_row.h
 *	  The row that a source has for an id at this very moment, in no snapshot: what a trigger needs to
 *	  know, and SPI cannot ask.
 */
#ifndef FACTAG_AUDIENCE_ROW_H
#define FACTAG_AUDIENCE_ROW_H

#include "factag.h"

#include "access/attnum.h"
#include "utils/relcache.h"

typedef struct AudienceKey
{
	Oid			index;			/* of the source: makes ids unique */
	AttrNumber	id_column;
	AttrNumber	tags_column;
	Oid			id_type;		/* int2, int4 or int8 */
} AudienceKey;

/* The id as a number. */
extern int64 audience_key_value(const AudienceKey *key, Datum id);

/*
 * Finds the row that the source now has for an id, changes of this very command included. If there is
 * one, returns true, and a copy of its tags.
 */
extern bool audience_row_now(const AudienceKey *key, Relation source, Datum id, Datum *tags, bool *isnull);

/*
 * Refuses an id that the transaction takes while its snapshot still sees another row of that id, which
 * another transaction has deleted since (40001). To this transaction the source would then have two
 * rows of one id, which an audience cannot tell apart.
 */
extern void audience_row_check(const AudienceKey *key, Relation source, Datum id);

#endif							/* FACTAG_AUDIENCE_ROW_H */
