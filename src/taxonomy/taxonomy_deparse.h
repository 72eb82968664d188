/*
 * taxonomy_deparse.h
 *	  The canonical text of a taxonomy.
 */
#ifndef FACTAG_TAXONOMY_DEPARSE_H
#define FACTAG_TAXONOMY_DEPARSE_H

#include "taxonomy/taxonomy_text.h"

/*
 * Append the canonical text. It stops, in the middle of a line or not, soon after out
 * has more than FACTAG_MAX_TAXONOMY_TEXT bytes.
 */
extern void taxonomy_deparse(StringInfo out, const TaxonomyText *text);
extern void taxonomy_deparse_line(StringInfo out, const TaxonomyLine *line);

#endif							/* FACTAG_TAXONOMY_DEPARSE_H */
