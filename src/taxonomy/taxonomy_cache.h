/*
 * taxonomy_cache.h
 *	  The compiled taxonomies that a backend used most recently, as many as fit into
 *	  factag.rule_cache_size.
 */
#ifndef FACTAG_TAXONOMY_CACHE_H
#define FACTAG_TAXONOMY_CACHE_H

#include "taxonomy/taxonomy.h"

/* The compiled form of the taxonomy in argument argno; valid until the next call. */
extern Taxonomy *taxonomy_argument(FunctionCallInfo fcinfo, int argno);

#endif							/* FACTAG_TAXONOMY_CACHE_H */
