/*
 * taxonomy_expand.h
 *	  Queries under stored names.
 */
#ifndef FACTAG_TAXONOMY_EXPAND_H
#define FACTAG_TAXONOMY_EXPAND_H

#include "query/query.h"
#include "taxonomy/taxonomy.h"

/*
 * The query that a set matches if its meaning, with what it implies, matches the given
 * one: each term becomes an "or" of terms for stored names. 54000 if it is too large.
 */
extern QueryNode *taxonomy_expand_query(const Taxonomy *taxonomy, QueryNode *query);

#endif							/* FACTAG_TAXONOMY_EXPAND_H */
