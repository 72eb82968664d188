/*
 * import_place.h
 *	  Where in a document an importer is: for errors and comments; and the names and texts
 *	  that it finds there.
 */
#ifndef FACTAG_IMPORT_PLACE_H
#define FACTAG_IMPORT_PLACE_H

#include "factag.h"

typedef struct ImportPlace
{
	const char *format;
	int			line;			/* 0: what says it */
	const char *what;			/* a concept or tag; NULL for none */
} ImportPlace;

/* a folded segment */
typedef struct ImportName
{
	const char *segment;
	int			len;
} ImportName;

/* Makes errors and comments name a line of the document, or what a concept or tag is called. */
extern void import_at_line(ImportPlace *place, int line);
extern void import_at(ImportPlace *place, const char *what, const char *name, int len);

/* Raises an error about that place. The detail is a sentence without its full stop and first capital. */
pg_noreturn extern void import_fail(ImportPlace *place, int sqlstate, const char *hint,
									const char *detail,...) pg_attribute_printf(4, 5);

/* A place that was kept, as text; NULL if it says nothing. */
extern const char *import_place_text(const ImportPlace *place);

/* A copy of a text on one line, without control characters. */
extern char *import_clean(const char *s, int len);

/* A text as errors and comments show it: on one line and not too long. */
extern const char *import_clip(const char *s, int len);

/* Removes the blanks around a text. */
extern void import_trim(const char **s, int *len);

/* Folds a name; fails if no segment can be made of it. what says what it is: "name". */
extern ImportName import_fold(ImportPlace *place, const char *what, const char *s, int len);

#endif							/* FACTAG_IMPORT_PLACE_H */
