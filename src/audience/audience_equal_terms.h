/*
 * audience_equal_terms.h
 *	  Which terms of a query are equal, so that each of them is looked up once.
 */
#ifndef FACTAG_AUDIENCE_EQUAL_TERMS_H
#define FACTAG_AUDIENCE_EQUAL_TERMS_H

#include "query/query_plan.h"

/* Returns for each term of a plan the index of the first one that is equal to it. In the current memory context. */
extern int *audience_equal_terms(const QueryPlan *plan);

#endif							/* FACTAG_AUDIENCE_EQUAL_TERMS_H */
