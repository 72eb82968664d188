/*
 * character.h
 *	  Characters as the prefilter compares them: folded so far that any two that
 *	  pcre2 takes for the same without regard to case become one, and so does
 *	  every space.
 */
#ifndef FACTAG_CHARACTER_H
#define FACTAG_CHARACTER_H

#include "factag.h"

/* unknown to ICU: pcre2, where it is newer, may take it for another letter's case */
#define CHARACTER_UNKNOWN	0xFFFFFFFF

/*
 * Folded ASCII stands for itself, CJK and Hangul for one of 96 buckets, any
 * other character for one of 32.
 */
#define SYMBOLS				256
#define SYMBOL_OTHER		0x80
#define SYMBOL_CJK			0xA0

extern const uint8 ascii_fold[128];

/* how many in 65,536 characters of English text fold to this one of ASCII */
extern const uint16 ascii_weight[128];
#define WEIGHT_TOTAL		65536
#define WEIGHT_CHARACTER	128 /* any one character outside ASCII: CJK has some hundreds in use */
#define WEIGHT_BUCKET		24	/* one bucket of them */

extern uint32 character_fold_slow(uint32 c);

/* the folded form of a code point, or CHARACTER_UNKNOWN */
static inline uint32
character_fold(uint32 c)
{
	if (c < 0x80)
		return ascii_fold[c];
	/* CJK, Hangul, symbols and ideographs of higher planes have no case */
	if ((c > 0x3000 && c < 0xA640) || (c >= 0xAC00 && c < 0xD800) || c >= 0x1F000)
		return c;
	return character_fold_slow(c);
}

/* of a folded code point; no digit, in any script, is among CJK's */
static inline uint8
character_symbol(uint32 c)
{
	if (c < 0x80)
		return c;
	if ((c > 0x3000 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD800))
		return SYMBOL_CJK + (((c * 0x9E3779B1u) >> 16) * (SYMBOLS - SYMBOL_CJK) >> 16);
	return SYMBOL_OTHER + ((c * 0x9E3779B1u) >> 27);
}

/*
 * Reads one code point of UTF-8 and moves *p behind it. Never reads past end,
 * whatever the bytes.
 */
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

/* ASCII's share of \w; a character that folds into ASCII is a letter as well */
static inline bool
ascii_is_word(uint8 c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

#endif							/* FACTAG_CHARACTER_H */
