/*
 * claim_fold.h
 *	  What a character of a claim becomes: NFD, NFKC_Casefold, and the Simplified form of a
 *	  Chinese one. Most characters become one, whatever stands beside them, which a table tells.
 *	  A character that may change with its neighbours, such as a combining mark, begins no piece
 *	  of text that can be folded alone.
 */
#ifndef FACTAG_CLAIM_FOLD_H
#define FACTAG_CLAIM_FOLD_H

#include "factag.h"

#include "mb/pg_wchar.h"

/* in an entry of the table, besides the code point that the character becomes */
#define CLAIM_FOLDED	0x01FFFFF
#define CLAIM_WORD		0x0200000	/* that is a letter, mark or digit */
#define CLAIM_CJK		0x0400000	/* and Han, Kana, Hangul or Bopomofo */
#define CLAIM_SEVERAL	0x0800000	/* it becomes several characters, or none; the code point says nothing */
#define CLAIM_JOINS		0x1000000	/* it may change with the character before it */

#define CLAIM_PAGE 256
extern uint32 *claim_pages[0x110000 / CLAIM_PAGE];
extern void claim_page_fill(pg_wchar page);

/* Returns the entry of a character. */
static inline uint32
claim_fold_char(pg_wchar c)
{
	if (unlikely(claim_pages[c / CLAIM_PAGE] == NULL))
		claim_page_fill(c / CLAIM_PAGE);
	return claim_pages[c / CLAIM_PAGE][c % CLAIM_PAGE];
}

/* characters that are folded together, at most; a longer piece is cut */
#define CLAIM_PIECE 32

/* what they become at most: 18 characters each in NFKC, and some reserve */
#define CLAIM_PIECE_FOLDED (CLAIM_PIECE * 24)

/*
 * Folds the character at p with those after it that it may change with. Writes the entries of
 * what they become to out, and their number to *n; returns the end of the piece.
 */
extern const uint8 *claim_fold_piece(const uint8 *p, const uint8 *end, uint32 *out, int *n);

#endif							/* FACTAG_CLAIM_FOLD_H */
