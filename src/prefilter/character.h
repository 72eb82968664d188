/*
 * character.h
 *	  Characters as the prefilter compares them, folded: characters that PCRE2
 *	  regards as equal when it ignores case become the same character, and all
 *	  white space becomes one space.
 */
#ifndef FACTAG_CHARACTER_H
#define FACTAG_CHARACTER_H

#include "factag.h"

#include "ascii.h"

/*
 * A character that ICU does not know. A newer PCRE2 may know it, as the other
 * case of some letter.
 */
#define CHARACTER_UNKNOWN	0xFFFFFFFF

/*
 * A symbol is a folded character in one byte, so that a table by symbol is
 * small: ASCII is its own symbol; CJK and Hangul are hashed to 96 symbols, all
 * other characters to 32. Different characters may have the same symbol.
 */
#define SYMBOLS				256
#define SYMBOL_OTHER		0x80	/* the first of 32 */
#define SYMBOL_CJK			0xA0	/* the first of 96 */

extern const uint8 ascii_fold[128];

/*
 * Expected frequencies: of 65,536 characters of English text this many fold to
 * an ASCII character, and that many, guessed, to a character outside ASCII or
 * to one of its symbols.
 */
extern const uint16 ascii_weight[128];
#define WEIGHT_TOTAL		65536
#define WEIGHT_CHARACTER	128 /* as in CJK text, which mostly uses some hundreds */
#define WEIGHT_SYMBOL		24

extern uint32 character_fold_slow(uint32 c);

/* The folded form of a code point, or CHARACTER_UNKNOWN. */
static inline uint32
character_fold(uint32 c)
{
	if (c < 0x80)
		return ascii_fold[c];
	/* no case: CJK, Hangul, and symbols and ideographs of higher planes */
	if ((c > 0x3000 && c < 0xA640) || (c >= 0xAC00 && c < 0xD800) || c >= 0x1F000)
		return c;
	return character_fold_slow(c);
}

/* The symbol of a folded code point. No digit of any script has a symbol of CJK. */
static inline uint8
character_symbol(uint32 c)
{
	if (c < 0x80)
		return c;
	if ((c > 0x3000 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD800))
		return SYMBOL_CJK + (((c * 0x9E3779B1u) >> 16) * (SYMBOLS - SYMBOL_CJK) >> 16);
	return SYMBOL_OTHER + ((c * 0x9E3779B1u) >> 27);
}

/* Reads one code point of UTF-8 and moves *p past it. Never reads past end, even if invalid. */
static inline uint32
character_read(const uint8 **p, const uint8 *end)
{
	const uint8 *s = *p;
	uint32		c = *s;
	int			more = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;

	if (more >= end - s)
		more = 0;
	*p = s + 1 + more;
	switch (more)
	{
		case 1:
			return (c & 0x1F) << 6 | (s[1] & 0x3F);
		case 2:
			return (c & 0x0F) << 12 | (s[1] & 0x3F) << 6 | (s[2] & 0x3F);
		case 3:
			return (c & 0x07) << 18 | (s[1] & 0x3F) << 12 | (s[2] & 0x3F) << 6 | (s[3] & 0x3F);
		default:
			return c;
	}
}

/* Writes one code point as UTF-8, at most four bytes; returns their number. */
static inline int
character_write(uint32 c, uint8 *out)
{
	if (c < 0x80)
	{
		out[0] = c;
		return 1;
	}
	if (c < 0x800)
	{
		out[0] = 0xC0 | c >> 6;
		out[1] = 0x80 | (c & 0x3F);
		return 2;
	}
	if (c < 0x10000)
	{
		out[0] = 0xE0 | c >> 12;
		out[1] = 0x80 | (c >> 6 & 0x3F);
		out[2] = 0x80 | (c & 0x3F);
		return 3;
	}
	out[0] = 0xF0 | (c >> 18 & 0x07);
	out[1] = 0x80 | (c >> 12 & 0x3F);
	out[2] = 0x80 | (c >> 6 & 0x3F);
	out[3] = 0x80 | (c & 0x3F);
	return 4;
}

#endif							/* FACTAG_CHARACTER_H */
