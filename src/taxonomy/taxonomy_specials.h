/*
 * taxonomy_specials.h
 *	  The characters that are special in taxonomies, beside the arrows.
 */
#ifndef FACTAG_TAXONOMY_SPECIALS_H
#define FACTAG_TAXONOMY_SPECIALS_H

#include "text/attribute.h"

/* in a name */
LEX_SPECIALS(taxonomy_name_specials, '/', ',', '[', ']');

/* in a name as it is printed: a colon might be an option's, and a comment may follow */
LEX_SPECIALS(taxonomy_print_specials, '/', ',', '[', ']', ':', '#');

/* in the value of an option, after the comment has been cut off: none */
LEX_SPECIALS(taxonomy_option_specials, 0);

/* in the words of a purpose as they are printed */
LEX_SPECIALS(purpose_specials, '[', ']', ';', '#');

/* what the search for the arrow and the comment of a line looks for, outside brackets */
LEX_SPECIALS(taxonomy_line_specials, '/', ',', '[', ']', ':');

#endif							/* FACTAG_TAXONOMY_SPECIALS_H */
