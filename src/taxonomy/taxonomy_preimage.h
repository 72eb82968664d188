/*
 * taxonomy_preimage.h
 *	  Following the links of a taxonomy backwards: the stored names whose meaning, with
 *	  what it implies, is in a region.
 */
#ifndef FACTAG_TAXONOMY_PREIMAGE_H
#define FACTAG_TAXONOMY_PREIMAGE_H

#include "taxonomy/taxonomy.h"
#include "taxonomy/taxonomy_region.h"

typedef struct RegionList
{
	int			n;
	int			size;
	Region	   *regions;
} RegionList;

/* Appends a region. */
extern void region_list_add(RegionList *list, const Region *region);

/*
 * The regions of stored names that lead to a name of today in one of these regions.
 * 54000 if they are too many.
 */
extern RegionList taxonomy_preimage(const Taxonomy *taxonomy, const RegionList *regions);

/* Reports that an expanded query has too many terms (54000). */
pg_noreturn extern void taxonomy_expansion_too_large(void);

#endif							/* FACTAG_TAXONOMY_PREIMAGE_H */
