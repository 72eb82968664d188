/*
 * tagset_search.h
 *	  Looking for paths in the bytes of a tagset.
 */
#ifndef FACTAG_TAGSET_SEARCH_H
#define FACTAG_TAGSET_SEARCH_H

#include "query/query_plan.h"
#include "tagset/tagset_format.h"

/*
 * Goes to the first element at or after a path; false if there is none. To be
 * called before any element is read.
 */
extern bool tagset_reader_seek(TagsetReader *reader, const char *path, int len);

/* which elements are searched for */
typedef enum TagsetScope
{
	TAGSET_AT,					/* the one at a path */
	TAGSET_BELOW,				/* those at a path or below it */
	TAGSET_BEGINNING			/* those whose paths begin with some bytes, not necessarily whole segments */
} TagsetScope;

/* an element that was found */
typedef struct TagsetPlace
{
	FrontCoded	coded;			/* its path, as it is stored */
	const uint8 *next;			/* what follows the element in the set */
	const uint8 *attributes;	/* its stored attributes, or NULL */
	uint32		number;			/* of the element, from 0 */
} TagsetPlace;

/* Finds the first of these elements; false if there is none. No allocation. */
extern bool tagset_find(const struct varlena *set, const char *path, int len, TagsetScope scope,
						TagsetPlace *place);

/*
 * Begins to read a set before the first element whose path begins with some bytes; false
 * if there is none. What the elements before it have is not read: of the first element
 * that is read, "shared" may be too small.
 */
extern bool tagset_reader_begin(TagsetReader *reader, const struct varlena *set, const char *bytes, int len);

/* Whether there is an element at a path or, unless exact, below it. */
static inline bool
tagset_has(const struct varlena *set, const char *path, int len, bool exact)
{
	TagsetPlace place;

	return tagset_find(set, path, len, exact ? TAGSET_AT : TAGSET_BELOW, &place);
}

/*
 * Whether there is one in a set that may be toasted. Of a large one that is stored
 * uncompressed (STORAGE EXTERNAL) only a few blocks are read.
 */
extern bool tagset_has_datum(Datum set, const char *path, int len, bool exact);

/*
 * Whether there is one for each bare term of a plan, which has at least QUERY_MERGE of
 * them, in one pass over the set: stores the answers into found, by the terms'
 * index.
 */
extern void tagset_has_each(const struct varlena *set, const QueryPlan *plan, bool *found);

#endif							/* FACTAG_TAGSET_SEARCH_H */
