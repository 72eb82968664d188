/*
 * line_value.h
 *	  Languages that are written line by line: what the values of attributes may be, the names of
 *	  attributes that users add, and lines that are kept in rows.
 */
#ifndef FACTAG_LINE_VALUE_H
#define FACTAG_LINE_VALUE_H

#include "factag.h"

#include "lib/stringinfo.h"

#define LINE_MAX_VALUE 65535	/* bytes of a value */
#define LINE_MAX_KEY 47			/* bytes of what follows x-; languages have their own limit */

/* Makes each run of blanks that has a line break in it one space: a value is on one line. */
extern void line_value_join(char *text);

/* The key of an attribute x-…, in lower case, palloc'd; NULL if it is not one. */
extern const char *line_value_key(const char *name);

/*
 * Appends the lines in a row of an aggregate, of which the first begins a line of its own even if it begins
 * with a blank. lines is made in the current memory context if it is NULL. 54000 if there are more
 * bytes than the limit; what names what they become.
 */
extern StringInfo line_gather(StringInfo lines, const text *row, const char *what, int limit);

#endif							/* FACTAG_LINE_VALUE_H */
