/*
 * line_value.h
 *	  Attributes of the languages that are written line by line: what their values
 *	  may be, and the names of those that users add.
 */
#ifndef FACTAG_LINE_VALUE_H
#define FACTAG_LINE_VALUE_H

#include "factag.h"

#define LINE_MAX_VALUE 65535	/* bytes of a value */
#define LINE_MAX_KEY 47			/* bytes of what follows x-; languages have their own limit */

/* Makes each run of blanks that has a line break in it one space: a value is on one line. */
extern void line_value_join(char *text);

/* The key of an attribute x-…, in lower case, palloc'd; NULL if it is not one. */
extern const char *line_value_key(const char *name);

#endif							/* FACTAG_LINE_VALUE_H */
