/*
 * fold.h
 *	  The canonical form of a segment: NFD, then NFKC_Casefold (the identifier
 *	  caseless match of the Unicode standard, definition D147), then each run of
 *	  blanks made one space and the outer ones removed.
 */
#ifndef FACTAG_FOLD_H
#define FACTAG_FOLD_H

#include "factag.h"

typedef enum FoldStatus
{
	FOLD_OK,
	FOLD_EMPTY,					/* nothing is left of it */
	FOLD_TOO_LONG,				/* more than FACTAG_MAX_SEGMENT bytes */
	FOLD_CONTROL,				/* contains a control character */
	FOLD_NONCHARACTER,			/* contains a noncharacter */
	FOLD_MARK,					/* begins with a combining mark */
	FOLD_UNSTABLE				/* folding it again would change it */
} FoldStatus;

/* flags for a piece of a longer segment: the blanks at this end of it stay */
#define FOLD_INNER_START	0x01
#define FOLD_INNER_END		0x02

/*
 * Folds valid UTF-8 into dst, which has FACTAG_MAX_SEGMENT bytes. The result
 * does not depend on the locale, and folding it again changes nothing.
 */
extern FoldStatus fold_segment(const char *src, int len, int flags, char *dst, int *dstlen);

#endif							/* FACTAG_FOLD_H */
