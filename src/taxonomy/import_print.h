/*
 * import_print.h
 *	  The text of an importer's book, as tagtaxonomy reads it.
 */
#ifndef FACTAG_IMPORT_PRINT_H
#define FACTAG_IMPORT_PRINT_H

#include "taxonomy/import_book.h"

/* Appends the text. The attributes of an alias stand in its comment. No tag may be added afterwards. */
extern void import_print(ImportBook *book, StringInfo out);

#endif							/* FACTAG_IMPORT_PRINT_H */
