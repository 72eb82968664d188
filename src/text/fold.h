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
 * Whether a character of three bytes begins at p that folding leaves alone, whatever is
 * around it: an ideograph of U+3400..4DBF or U+4E00..9FFF, kana, or a syllable of Hangul.
 * Kana and Hangul are decomposed and composed again, which the characters that could be
 * composed with them, none of these, would change.
 */
static inline bool
fold_keeps_wide(const char *p, const char *end)
{
	uint32		c;

	if (end - p < 3 || (*p & 0xF0) != 0xE0)
		return false;
	c = (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	if (c >= 0x4E00)
		return c <= 0x9FFF || (c >= 0xAC00 && c <= 0xD7A3);
	if (c >= 0x3400)
		return c <= 0x4DBF;
	return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA);
}

/*
 * Folds valid UTF-8 into dst, which has FACTAG_MAX_SEGMENT bytes. The result
 * does not depend on the locale, and folding it again changes nothing.
 */
extern FoldStatus fold_segment(const char *src, int len, int flags, char *dst, int *dstlen);

#endif							/* FACTAG_FOLD_H */
