/*
 * gin_merge.h
 *	  Makes the condition of a query faster to evaluate, which GIN does for each row.
 */
#ifndef FACTAG_GIN_MERGE_H
#define FACTAG_GIN_MERGE_H

#include "index/gin_keys.h"

/*
 * Gives the keys of the terms of an OR to the first of them: any key of any of them makes
 * the OR true. A query may have hundreds of such terms, such as the former names of a tag.
 * Call it after the last gin_end_term.
 */
extern void gin_merge_terms(GinQuery *gq);

#endif							/* FACTAG_GIN_MERGE_H */
