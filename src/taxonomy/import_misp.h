/*
 * import_misp.h
 *	  MISP's machine tags: a namespace with predicates and their values, in JSON.
 */
#ifndef FACTAG_IMPORT_MISP_H
#define FACTAG_IMPORT_MISP_H

#include "taxonomy/import_book.h"

/* Writes what a document says into a book. */
extern void import_misp(ImportBook *book, const char *document, int len);

#endif							/* FACTAG_IMPORT_MISP_H */
