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

/* a set: bit c % 64 of word c / 64 for the ASCII character c */
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
#define SPECIALS_OR(w, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, more, ...) \
	(SPECIALS_BIT(w, a) | SPECIALS_BIT(w, b) | SPECIALS_BIT(w, c) | SPECIALS_BIT(w, d) | \
	 SPECIALS_BIT(w, e) | SPECIALS_BIT(w, f) | SPECIALS_BIT(w, g) | SPECIALS_BIT(w, h) | \
	 SPECIALS_BIT(w, i) | SPECIALS_BIT(w, j) | SPECIALS_BIT(w, k) | SPECIALS_BIT(w, l) | \
	 SPECIALS_BIT(w, m) | SPECIALS_BIT(w, n) | SPECIALS_BIT(w, o) | SPECIALS_BIT(w, p) | \
	 SPECIALS_BIT(w, q) | SPECIALS_BIT(w, r) | SPECIALS_BIT(w, s) | SPECIALS_BIT(w, t) | \
	 0 / ((more) == 0))
#define SPECIALS_BIT(word, c) ((c) != 0 && (c) / 64 == (word) ? UINT64CONST(1) << ((c) % 64) : 0)

/* every character that is special in some language */
#define ANY_SPECIALS \
	'/', ',', '[', ']', ';', '&', '|', '!', '(', ')', '*', '=', '<', '>', '@', '~', ':', '#'

static const LexSpecials any_specials =
{{SPECIALS_WORD(0, ANY_SPECIALS), SPECIALS_WORD(1, ANY_SPECIALS)}};

/* Defines a set: LEX_SPECIALS(tagset_specials, '/', ',', '[', ']'); */
#define LEX_SPECIALS(name, ...) \
	StaticAssertDecl((SPECIALS_WORD(0, __VA_ARGS__) & ~SPECIALS_WORD(0, ANY_SPECIALS)) == 0 && \
					 (SPECIALS_WORD(1, __VA_ARGS__) & ~SPECIALS_WORD(1, ANY_SPECIALS)) == 0, \
					 "a character that is special in some language must be in ANY_SPECIALS"); \
	static const LexSpecials name = {{SPECIALS_WORD(0, __VA_ARGS__), SPECIALS_WORD(1, __VA_ARGS__)}}

#endif							/* FACTAG_SPECIALS_H */
