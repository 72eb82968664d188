/*
 * taxonomy_simplify.h
 *	  The same union of regions with fewer of them and fewer exclusions.
 */
#ifndef FACTAG_TAXONOMY_SIMPLIFY_H
#define FACTAG_TAXONOMY_SIMPLIFY_H

#include "taxonomy/taxonomy_preimage.h"

/* Sorts regions, and drops what others cover: whole regions, and exclusions. */
extern void taxonomy_simplify(RegionList *list);

#endif							/* FACTAG_TAXONOMY_SIMPLIFY_H */
