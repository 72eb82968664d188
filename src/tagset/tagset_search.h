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

/*
 * Finds the first element that is at a path or, unless exact, below it. Returns whether there
 * is one, and its stored attributes, or NULL if it has none. No allocation.
 */
extern bool tagset_find(const struct varlena *set, const char *path, int len, bool exact,
						const uint8 **attributes);

/* Whether there is one. */
static inline bool
tagset_has(const struct varlena *set, const char *path, int len, bool exact)
{
	const uint8 *attributes;

	return tagset_find(set, path, len, exact, &attributes);
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
