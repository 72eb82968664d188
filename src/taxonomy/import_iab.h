/*
 * import_iab.h
 *	  IAB's lists: tab-separated, with columns Unique ID, Parent, Name and Tier 1 to n; or the
 *	  older IAB Code, Tier and IAB Category.
 */
#ifndef FACTAG_IMPORT_IAB_H
#define FACTAG_IMPORT_IAB_H

#include "taxonomy/import_book.h"

/* Writes what a document says into a book. */
extern void import_iab(ImportBook *book, const char *document, int len);

#endif							/* FACTAG_IMPORT_IAB_H */
