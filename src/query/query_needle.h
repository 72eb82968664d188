/*
 * query_needle.h
 *	  A test for patterns with wildcards that reads only what front coding stores of a
 *	  path, so that most paths of a sorted list need not be put together and matched.
 *
 *	  The needle of a pattern is the text at its end without wildcards, and without a
 *	  star that follows it:
 *
 *		pattern			needle
 *		** /s4/t1		/s4/t1
 *		a/ *b/vac*		b/vac
 *		a/ *			a/
 *		a/~"^[bc]"		none
 *
 *	  Every match has the needle in its path. If a path matches and the path before it
 *	  in the list does not, then the last byte of the needle, where the match has it, is
 *	  not shared with the path before. If it were, that path would have all bytes of the
 *	  match up to there, and would match as well: after a needle before a star, by any
 *	  text; after another one, because no byte is less than the separator that the path
 *	  has next, or than the end of the path, and the path before is less.
 *
 *	  So the last byte of the needle is in the suffix that is stored for such a path, and
 *	  the bytes of the needle before it are in the suffix, as far as that reaches back.
 *	  This is what the test looks for, up to four bytes of it at 16 places at a time. A
 *	  path that fails the test matches only if the path before it does.
 *
 *	  With "=", a path above the match need not match. There a needle before a star is none.
 */
#ifndef FACTAG_QUERY_NEEDLE_H
#define FACTAG_QUERY_NEEDLE_H

#include "factag.h"

/* bytes at the end of a needle that the quick test compares */
#define NEEDLE_BYTES 4

/* bytes that it tests at a time, and bytes before them that it reads as well */
#define NEEDLE_WINDOW 16
#define NEEDLE_BEFORE (NEEDLE_BYTES - 1)

/* as many bytes; where there are no vector instructions, the compiler splits them into words */
typedef uint64 NeedleWindow __attribute__((vector_size(NEEDLE_WINDOW), aligned(4)));

typedef struct QueryNeedle
{
	const char *bytes;			/* in the pattern */
	int			len;
	bool		ends;			/* a segment ends after it: no star follows */
	bool		alone;			/* a path that has it matches: the pattern is a globstar and the needle, without "=" */

	/* the quick test, for the last byte of the needle, the one before it, and so on */
	NeedleWindow byte[NEEDLE_BYTES];	/* that byte, at every place */
	NeedleWindow first[NEEDLE_BYTES];	/* in the first bytes of a suffix: the places that have it in the suffix */
	NeedleWindow rest[NEEDLE_BYTES];	/* the same in the rest of a suffix */
} QueryNeedle;

/* Returns the needle of a pattern, palloc'd, or NULL if it has none. The pattern must stay in memory. */
extern QueryNeedle *query_needle(const char *pattern, int len, bool exact);

typedef enum NeedleFound
{
	NEEDLE_NO,
	NEEDLE_PART,				/* the bytes that are in the suffix are the end of the needle */
	NEEDLE_WHOLE
} NeedleFound;

/* The same test as below, with all bytes of the needle. */
extern NeedleFound needle_in_suffix(const QueryNeedle *needle, const uint8 *suffix, uint32 len);

/* Windows go by address: where there are no vector registers, a window as argument or result has no agreed place. */
static inline void
needle_load(NeedleWindow *window, const uint8 *p)
{
	memcpy(window, p, sizeof(*window));
}

/*
 * Whether some byte is zero: one that borrows when 1 is subtracted ("Determine if a
 * word has a zero byte" in Anderson's Bit Twiddling Hacks).
 */
static inline bool
needle_has_zero(const NeedleWindow *v)
{
	const NeedleWindow ones = {UINT64CONST(0x0101010101010101), UINT64CONST(0x0101010101010101)};
	NeedleWindow zeros = (*v - ones) & ~*v & (ones << 7);

	return (zeros[0] | zeros[1]) != 0;
}

/* Whether the needle may end in the 16 bytes at p: has a zero byte where the bytes before are the needle's, too. */
static inline bool
needle_near(const QueryNeedle *needle, const NeedleWindow *places, const uint8 *p)
{
	NeedleWindow at[NEEDLE_BYTES];
	NeedleWindow differ;

	for (int i = 0; i < NEEDLE_BYTES; i++)
		needle_load(&at[i], p - i);
	differ = (at[0] ^ needle->byte[0]) |
		((at[1] ^ needle->byte[1]) & places[1]) |
		((at[2] ^ needle->byte[2]) & places[2]) |
		((at[3] ^ needle->byte[3]) & places[3]);
	return needle_has_zero(&differ);
}

/*
 * Whether the needle ends in a stored suffix, as far as the suffix tells. The bytes
 * up to end must be readable, and NEEDLE_BEFORE bytes before the suffix.
 */
static inline NeedleFound
needle_found(const QueryNeedle *needle, const uint8 *suffix, uint32 len, const uint8 *end)
{
	const NeedleWindow *places = needle->first;

	for (uint32 i = 0; i < len; i += NEEDLE_WINDOW)
	{
		if (unlikely(end - suffix < NEEDLE_WINDOW + (ptrdiff_t) i) || needle_near(needle, places, suffix + i))
			return needle_in_suffix(needle, suffix, len);
		places = needle->rest;
	}
	return NEEDLE_NO;
}

#endif							/* FACTAG_QUERY_NEEDLE_H */
