/*
 * fold.h
 *	  The canonical form of a segment: NFD, then NFKC_Casefold (Unicode's
 *	  identifier caseless match, D147), blanks collapsed.
 */
#ifndef FACTAG_FOLD_H
#define FACTAG_FOLD_H

#include "factag.h"

typedef enum FoldStatus
{
	FOLD_OK,
	FOLD_EMPTY,					/* nothing is left */
	FOLD_TOO_LONG,				/* more than FACTAG_MAX_SEGMENT bytes */
	FOLD_CONTROL,				/* holds a control character */
	FOLD_NONCHARACTER,			/* holds a noncharacter */
	FOLD_MARK,					/* begins with a combining mark */
	FOLD_UNSTABLE				/* folding it again would change it */
} FoldStatus;

/* blanks at these ends belong to the piece: it is part of a longer segment */
#define FOLD_INNER_START	0x01
#define FOLD_INNER_END		0x02

/*
 * Folds valid UTF-8 into dst, which takes FACTAG_MAX_SEGMENT bytes. Same
 * answer whatever the locale; folding the result again changes nothing.
 */
extern FoldStatus fold_segment(const char *src, int len, int flags, char *dst, int *dstlen);

#endif							/* FACTAG_FOLD_H */
