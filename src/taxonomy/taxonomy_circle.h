/*
 * taxonomy_circle.h
 *	  Arrows that lead in a circle.
 */
#ifndef FACTAG_TAXONOMY_CIRCLE_H
#define FACTAG_TAXONOMY_CIRCLE_H

#include "taxonomy/taxonomy.h"

/*
 * Finds the circles: an array that has, for each node whose links are in one, another
 * such node of the same circle, or the node itself where a link leads to itself, and
 * else TREE_NONE. NULL if there is no circle.
 *
 * A link leads to each link whose source is on one line of descent with its target.
 * Only an alias into its own ancestor may lead to itself.
 */
extern uint32 *taxonomy_circles(const Taxonomy *taxonomy);

#endif							/* FACTAG_TAXONOMY_CIRCLE_H */
