/*
 * taxonomy_check.h
 *	  What the lines of a taxonomy must be together.
 */
#ifndef FACTAG_TAXONOMY_CHECK_H
#define FACTAG_TAXONOMY_CHECK_H

#include "taxonomy/taxonomy_text.h"
#include "text/lexer.h"

/*
 * Reports the first line that contradicts others; false if the error was saved. A tag
 * has one value for each attribute (42710). Aliases, terms and implications do not
 * stand in each other's way, arrows do not lead in a circle, and terms obey the naming
 * rules (22023). The target of a link is known (42704).
 */
extern bool taxonomy_check(Lexer *lx, const TaxonomyText *text);

#endif							/* FACTAG_TAXONOMY_CHECK_H */
