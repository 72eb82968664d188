/*
 * import_google.h
 *	  Google's product categories: lines "ID - A > B".
 */
#ifndef FACTAG_IMPORT_GOOGLE_H
#define FACTAG_IMPORT_GOOGLE_H

#include "taxonomy/import_book.h"

/* Writes what a document says into a book. */
extern void import_google(ImportBook *book, const char *document, int len);

#endif							/* FACTAG_IMPORT_GOOGLE_H */
