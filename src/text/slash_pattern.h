/*
 * slash_pattern.h
 *	  A regular expression between slashes, /pattern/, as line languages have it. A
 *	  slash inside is written \/.
 */
#ifndef FACTAG_SLASH_PATTERN_H
#define FACTAG_SLASH_PATTERN_H

#include "factag.h"

/* The closing slash, given where the pattern's text begins; NULL if there is none. */
extern const char *slash_pattern_end(const char *p, const char *end);

/* The pattern between the slashes, with each \/ as a plain slash; palloc'd and terminated. */
extern char *slash_pattern_read(const char *from, const char *to, int *len);

/* The position in the input of a byte of the pattern; from is where its text begins. */
extern const char *slash_pattern_place(const char *from, int offset);

/* Appends a pattern between slashes. */
extern void slash_pattern_deparse(StringInfo out, const char *pattern, int len);

#endif							/* FACTAG_SLASH_PATTERN_H */
