/*
 * specials.h
 *	  Sets of characters that are special outside quotes.
 *
 * Each language has sets of its own, which its room defines with LEX_SPECIALS;
 * no language knows another's. Text that may end up in any of them is quoted
 * for any_specials, so every set must be part of that one: LEX_SPECIALS
 * refuses to compile where it is not.
 */
#ifndef FACTAG_SPECIALS_H
#define FACTAG_SPECIALS_H

#include "factag.h"

/* a bit for each ASCII character */
typedef struct LexSpecials
{
	uint64		words[2];
} LexSpecials;

static inline bool
specials_have(LexSpecials specials, unsigned char c)
{
	return c < 128 && (specials.words[c / 64] >> (c % 64) & 1) != 0;
}

static inline LexSpecials
specials_union(LexSpecials a, LexSpecials b)
{
	return (LexSpecials) {{a.words[0] | b.words[0], a.words[1] | b.words[1]}};
}

/* One word of a set as a constant expression, which divides by zero beyond 20 characters. */
#define SPECIALS_WORD(word, ...) \
	SPECIALS_OR(word, __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
#define SPECIALS_OR(word, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, more, ...) \
	(SPECIALS_BIT(word, a) | SPECIALS_BIT(word, b) | SPECIALS_BIT(word, c) | SPECIALS_BIT(word, d) | \
	 SPECIALS_BIT(word, e) | SPECIALS_BIT(word, f) | SPECIALS_BIT(word, g) | SPECIALS_BIT(word, h) | \
	 SPECIALS_BIT(word, i) | SPECIALS_BIT(word, j) | SPECIALS_BIT(word, k) | SPECIALS_BIT(word, l) | \
	 SPECIALS_BIT(word, m) | SPECIALS_BIT(word, n) | SPECIALS_BIT(word, o) | SPECIALS_BIT(word, p) | \
	 SPECIALS_BIT(word, q) | SPECIALS_BIT(word, r) | SPECIALS_BIT(word, s) | SPECIALS_BIT(word, t) | \
	 0 / ((more) == 0))
#define SPECIALS_BIT(word, c) ((c) != 0 && (c) / 64 == (word) ? UINT64CONST(1) << ((c) % 64) : 0)

/* every character that is special in some language */
#define ANY_SPECIALS '/', ',', '[', ']', ';', '&', '|', '!', '(', ')', '*', '=', '<', '>', '@', '~', ':', '#'

static const LexSpecials any_specials = {{SPECIALS_WORD(0, ANY_SPECIALS), SPECIALS_WORD(1, ANY_SPECIALS)}};

/* Defines a set: LEX_SPECIALS(tagset_specials, '/', ',', '[', ']'); */
#define LEX_SPECIALS(name, ...) \
	StaticAssertDecl((SPECIALS_WORD(0, __VA_ARGS__) & ~SPECIALS_WORD(0, ANY_SPECIALS)) == 0 && \
					 (SPECIALS_WORD(1, __VA_ARGS__) & ~SPECIALS_WORD(1, ANY_SPECIALS)) == 0, \
					 "a character that is special in some language must be in ANY_SPECIALS"); \
	static const LexSpecials name = {{SPECIALS_WORD(0, __VA_ARGS__), SPECIALS_WORD(1, __VA_ARGS__)}}

#endif							/* FACTAG_SPECIALS_H */
