/*
 * import_skos.h
 *	  SKOS concepts in JSON-LD.
 */
#ifndef FACTAG_IMPORT_SKOS_H
#define FACTAG_IMPORT_SKOS_H

#include "taxonomy/import_book.h"

/* Writes what a document says into a book. */
extern void import_skos(ImportBook *book, const char *document, int len);

#endif							/* FACTAG_IMPORT_SKOS_H */
