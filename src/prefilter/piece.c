/*
 * piece.c
 *	  A piece of a text, folded as the prefilter's scans read it; see piece.h.
 *
 * Folding turns each character into one character, but maybe into one of another length: U+3000,
 * three bytes, into a blank. So a piece knows for each of these by how much the positions after it
 * differ from those in the text.
 */
#include "prefilter/piece.h"

#include "prefilter/character.h"

void
piece_begin(Piece *piece, const char *text)
{
	piece->text = text;
	piece->to = 0;
	piece->nbytes = 0;
	piece->bytes = piece->buffer + PIECE_HISTORY;
	memset(piece->buffer, 0, PIECE_HISTORY);
}

bool
piece_next(Piece *piece, int len)
{
	const uint8 *start = (const uint8 *) piece->text + piece->to;
	const uint8 *end = (const uint8 *) piece->text + len;
	const uint8 *stop = end - start > PIECE_SIZE ? start + PIECE_SIZE : end;
	const uint8 *p = start;
	uint8	   *b = piece->bytes;
	uint8	   *s = piece->symbols;
	int			other = 0;

	/* the end of the last piece becomes the history of this one */
	memmove(piece->buffer, piece->buffer + piece->nbytes, PIECE_HISTORY);
	piece->from = piece->to;
	piece->ascii = true;
	piece->has_blocks = false;
	piece->nshifts = piece->shift = 0;
	piece->shifts[piece->nshifts++] = (PieceShift) {0, 0};
	while (p < stop)
	{
		if (*p < 0x80)
			*b++ = *s++ = ascii_fold[*p++];
		else
		{
			uint32		c = character_fold(character_read(&p, end));

			if (unlikely(c == CHARACTER_UNKNOWN))
				return false;
			b += character_write(c, b);
			*s++ = character_symbol(c);
			piece->ascii = false;
			if (p - start != b - piece->bytes + other)
			{
				other = (p - start) - (b - piece->bytes);
				piece->shifts[piece->nshifts++] = (PieceShift) {b - piece->bytes, other};
			}
		}
	}
	piece->to += p - start;
	piece->last = piece->to == len;
	piece->nbytes = b - piece->bytes;
	piece->nsymbols = s - piece->symbols;
	memset(b, 0, PIECE_ZEROS);
	return true;
}

int
piece_position_of_byte(Piece *piece, int byte)
{
	while (piece->shifts[piece->shift].byte > byte)
		piece->shift--;
	while (piece->shift + 1 < piece->nshifts && piece->shifts[piece->shift + 1].byte <= byte)
		piece->shift++;
	return piece->from + byte + piece->shifts[piece->shift].other;
}

/* Finds where each block begins, by counting characters. */
static void
find_blocks(Piece *piece)
{
	const uint8 *start = (const uint8 *) piece->text;
	const uint8 *p = start + piece->from;
	const uint8 *end = start + piece->to;
	int			n = 0;

	while (p < end)
	{
		if (n++ % PIECE_BLOCK == 0)
			piece->blocks[(n - 1) / PIECE_BLOCK] = p - start;
		(void) character_read(&p, end);
	}
	piece->has_blocks = true;
}

int
piece_position_of_block(Piece *piece, int block)
{
	if (block * PIECE_BLOCK >= piece->nsymbols)
		return piece->to;
	if (piece->ascii)
		return piece->from + block * PIECE_BLOCK;
	if (!piece->has_blocks)
		find_blocks(piece);
	return piece->blocks[block];
}
