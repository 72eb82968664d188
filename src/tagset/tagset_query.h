/*
 * tagset_query.h
 *	  A tagset as the subject of a query.
 */
#ifndef FACTAG_TAGSET_QUERY_H
#define FACTAG_TAGSET_QUERY_H

#include "query/query_eval.h"
#include "tagset/tagset_format.h"

typedef struct TagsetSubject
{
	QuerySubject subject;		/* first */
	const struct varlena *set;
	const QueryTerm *term;		/* the term whose elements are being read */
	bool		more;			/* there may be some */
	TagsetReader reader;		/* at the element whose attributes are asked for */
} TagsetSubject;

/* Makes the subject of a set. */
extern void tagset_subject_init(TagsetSubject *subject, const struct varlena *set);

/* the SQL functions of "@@" of tagset and tagquery */
extern PGDLLEXPORT Datum tagset_meets(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum tagquery_met_by_set(PG_FUNCTION_ARGS);

#endif							/* FACTAG_TAGSET_QUERY_H */
