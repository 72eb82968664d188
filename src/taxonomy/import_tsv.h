/*
 * import_tsv.h
 *	  Lines of text, and their cells between tabs.
 */
#ifndef FACTAG_IMPORT_TSV_H
#define FACTAG_IMPORT_TSV_H

#include "factag.h"

/* a part of the document; or a copy, of a cell in quotes */
typedef struct TsvText
{
	const char *s;
	int			len;
} TsvText;

typedef struct TsvLines
{
	const char *p;				/* the next line; NULL after the last */
	const char *end;
	int			number;			/* of the line taken last, from 1 */
} TsvLines;

/* Begins to read a document; a byte order mark is left out. */
extern void tsv_init(TsvLines *lines, const char *document, int len);

/* Takes the next line, without its line break; false at the end. */
extern bool tsv_next(TsvLines *lines, TsvText *line);

/*
 * Takes the next cell of a line, without the blanks around it and its quotes; *rest, which
 * begins as the line, gets what follows. False at the end: rest->s is NULL then.
 */
extern bool tsv_cell(TsvText *rest, TsvText *cell);

#endif							/* FACTAG_IMPORT_TSV_H */
