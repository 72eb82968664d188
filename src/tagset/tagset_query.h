/*
 * tagset_query.h
 *	  A tagset as the subject of a query.
 */
#ifndef FACTAG_TAGSET_QUERY_H
#define FACTAG_TAGSET_QUERY_H

#include "query/query_eval.h"
#include "tagset/tagset.h"

typedef struct TagsetSubject
{
	QuerySubject subject;		/* first */
	const struct varlena *set;
	const QueryTerm *term;
	bool		sought;			/* the first element was sought, not read yet */
	TagsetReader reader;
} TagsetSubject;

/* Answers the plain terms of a plan, into its met, in one pass over the set. */
extern void tagset_has_each(const struct varlena *set, const QueryPlan *plan);

extern void tagset_subject_init(TagsetSubject *subject, const struct varlena *set);

#endif							/* FACTAG_TAGSET_QUERY_H */
