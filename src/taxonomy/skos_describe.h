/*
 * skos_describe.h
 *	  What a concept says about its tag: titles, other words, notes and all else.
 */
#ifndef FACTAG_SKOS_DESCRIBE_H
#define FACTAG_SKOS_DESCRIBE_H

#include "taxonomy/import_book.h"
#include "taxonomy/skos_document.h"
#include "text/language.h"

/* a document that is being written into a book */
typedef struct SkosReader
{
	ImportBook *book;
	SkosDocument *document;
	char		lang[LANGUAGE_MAX + 1]; /* of names, for look-ups */
	int			nschemes;
} SkosReader;

/*
 * Adds what all objects of a concept, of which this is the first, say about a tag; just
 * the labels for one of its further places. Preferred labels come first, as titles.
 */
extern void skos_describe(const SkosReader *reader, uint32 tag, int object, bool labels_only);

#endif							/* FACTAG_SKOS_DESCRIBE_H */
