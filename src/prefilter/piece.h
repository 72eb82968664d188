/*
 * piece.h
 *	  A piece of a text, folded as the prefilter's scans read it.
 */
#ifndef FACTAG_PIECE_H
#define FACTAG_PIECE_H

#include "factag.h"

#define PIECE_SIZE		4096	/* bytes of text, and three more if a character ends after them */

/* symbols of a block, for which sequence_scanner.c tells where a sequence ends */
#define PIECE_BLOCK		64
#define PIECE_BLOCKS	(PIECE_SIZE / PIECE_BLOCK)

/* folded bytes that precede the piece's, at first zeros */
#define PIECE_HISTORY	72

/* and bytes after them, always zeros */
#define PIECE_ZEROS		8

/* a character whose folded form has another length: from here on positions differ by other */
typedef struct PieceShift
{
	int16		byte;			/* of the folded bytes, after the character */
	int16		other;			/* what to add for the position in the text */
} PieceShift;

typedef struct Piece
{
	const char *text;
	int			from;			/* the piece's first byte in the text, */
	int			to;				/* and the one after its last */
	uint8	   *bytes;			/* folded, in buffer */
	int			nbytes;
	int			nsymbols;		/* one for each character */
	bool		last;			/* it ends the text */
	bool		ascii;			/* all its characters are */
	bool		has_blocks;		/* blocks is filled */
	int			nshifts;
	int			shift;			/* the last one before the last position that was asked for */
	uint8		symbols[PIECE_SIZE];
	int			blocks[PIECE_BLOCKS + 1];	/* positions in the text where blocks of symbols begin */
	PieceShift	shifts[PIECE_SIZE / 2 + 2];
	uint8		buffer[PIECE_HISTORY + 2 * PIECE_SIZE + PIECE_ZEROS]; /* folding can make two bytes three */
} Piece;

/* Begins with a valid UTF-8 text. */
extern void piece_begin(Piece *piece, const char *text);

/*
 * Folds the next piece of a text of len bytes, which begins where the last one ended. False if
 * it has a character that ICU does not know.
 */
extern bool piece_next(Piece *piece, int len);

/* The position in the text of a folded byte, which begins a character or ends the piece. Calls in the order of the text are fastest. */
extern int	piece_position_of_byte(Piece *piece, int byte);

/* The position in the text where a block of symbols begins, or the piece ends. */
extern int	piece_position_of_block(Piece *piece, int block);

#endif							/* FACTAG_PIECE_H */
