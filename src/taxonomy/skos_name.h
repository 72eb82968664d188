/*
 * skos_name.h
 *	  The name of a concept: its label in the language asked for.
 */
#ifndef FACTAG_SKOS_NAME_H
#define FACTAG_SKOS_NAME_H

#include "taxonomy/skos_document.h"

/*
 * How well the language of a label, NULL for none, fits the one asked for, which is
 * normalized: under 100 by RFC 4647, then a variant of it, English, none, any other.
 */
extern int	skos_language_rank(const char *lang, const char *language);

/* A label of an object, else a notation, else the end of its @id; len is 0 if it has nothing. */
extern SkosText skos_name(const SkosDocument *document, int object, const char *lang);

/* The part of an address after its last slash or hash. */
extern SkosText skos_id_end(SkosText id);

#endif							/* FACTAG_SKOS_NAME_H */
