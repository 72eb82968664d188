/*
 * taxonomy_join.h
 *	  Joining taxonomies.
 */
#ifndef FACTAG_TAXONOMY_JOIN_H
#define FACTAG_TAXONOMY_JOIN_H

#include "taxonomy/taxonomy_text.h"

/*
 * Joins n taxonomies in their order: the lines of each that no earlier one has. Fails if two set an
 * option differently (22023), and if the lines contradict each other, as text input
 * does. Returns the stored form.
 */
extern struct varlena *taxonomy_join(TaxonomyText *const *texts, int n);

#endif							/* FACTAG_TAXONOMY_JOIN_H */
