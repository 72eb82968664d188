/*
 * taxonomy_title.h
 *	  What a reader is shown for a tag.
 */
#ifndef FACTAG_TAXONOMY_TITLE_H
#define FACTAG_TAXONOMY_TITLE_H

#include "taxonomy/term_attribute.h"

/* The title among attributes that language_find finds for a language; NULL if there is none. */
extern const TermAttribute *taxonomy_title(const TermAttribute *attributes, int n, const char *language);

#endif							/* FACTAG_TAXONOMY_TITLE_H */
