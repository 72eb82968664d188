/*
 * taxonomy_rename.h
 *	  Old names in a query, replaced by what they mean.
 */
#ifndef FACTAG_TAXONOMY_RENAME_H
#define FACTAG_TAXONOMY_RENAME_H

#include "query/query.h"
#include "taxonomy/taxonomy.h"

/*
 * A query whose terms have today's names: an old one, or the old literal beginning of
 * a pattern, is replaced by what it means; if that is several names, by a term for
 * each, joined by "and". Nodes that do not change are shared with the query.
 */
extern QueryNode *taxonomy_rename(const Taxonomy *taxonomy, QueryNode *query);

/* Bytes of a pattern's whole segments before the first that has a wildcard. */
extern int	taxonomy_literal_head(const char *pattern, int len);

#endif							/* FACTAG_TAXONOMY_RENAME_H */
