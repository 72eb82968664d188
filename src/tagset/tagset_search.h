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

/* Whether an element is at a path or, unless exact, below it. No allocation. */
extern bool tagset_has(const struct varlena *set, const char *path, int len, bool exact);

/*
 * The same for each plain term of a plan, which has at least QUERY_MERGE of
 * them, in one pass over the set: stores the answers into found, by the terms'
 * index.
 */
extern void tagset_has_each(const struct varlena *set, const QueryPlan *plan, bool *found);

#endif							/* FACTAG_TAGSET_SEARCH_H */
