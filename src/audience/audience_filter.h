/*
 * audience_filter.h
 *	  Which elements at a path pass the conditions of a term on their attributes: its filters, but for those on the
 *	  path, and its timestamp.
 */
#ifndef FACTAG_AUDIENCE_FILTER_H
#define FACTAG_AUDIENCE_FILTER_H

#include "audience/audience_column.h"
#include "query/query_plan.h"

typedef struct AudienceFilter
{
	const QueryTerm *term;
	int			n;				/* number of the filters */
	AttributeMask needed;		/* the attributes that are looked at */
	bool		default_passes; /* whether an element without attributes passes */
} AudienceFilter;

extern void audience_filter_init(AudienceFilter *filter, const QueryTerm *term);

/*
 * The ids of a row's elements, at that very path, that pass; in the current memory context. What is only needed
 * meanwhile is in the scratch context.
 */
extern IdBlocks *audience_filter_row(const AudienceFilter *filter, const AudienceRow *row, MemoryContext scratch);

#endif							/* FACTAG_AUDIENCE_FILTER_H */
