/*
 * literal.h
 *	  Sets of short strings, one of which occurs.
 */
#ifndef FACTAG_LITERAL_H
#define FACTAG_LITERAL_H

#include "factag.h"

#define LITERAL_MAX_CHARACTERS	16
#define LITERAL_MAX_ALTERNATIVES 256	/* strings in a set */
#define LITERAL_MAX_PRODUCT		64	/* strings that joining two sets may make */

/* in a string, the place where a word begins or ends: \b */
#define LITERAL_BOUNDARY		0x110000

typedef struct Literal
{
	int			len;
	uint32		text[LITERAL_MAX_CHARACTERS];	/* folded code points and boundaries */
} Literal;

/* n = -1: no set, anything may occur; a set's own memory is freed by its owner */
typedef struct LiteralSet
{
	int			n;
	int			size;
	Literal    *literals;
} LiteralSet;

/* The set of nothing, to be added to; of the empty string; and no set at all. */
extern void literals_init(LiteralSet *set);
extern void literals_init_empty(LiteralSet *set);
extern void literals_init_none(LiteralSet *set);
extern void literals_free(LiteralSet *set);
extern void literals_copy(LiteralSet *to, const LiteralSet *from);

/* Adds a string of one character. */
extern void literals_add(LiteralSet *set, uint32 c);

/* characters of its longest string */
extern int	literals_longest(const LiteralSet *set);

/* Appends each string of right to each of left; false, nothing done, if that is too many or too long. */
extern bool literals_join(LiteralSet *left, const LiteralSet *right);

/* Adds right's strings to left, which becomes no set if there are too many. */
extern void literals_unite(LiteralSet *left, const LiteralSet *right);

/* how likely one of them begins at a place in a text: 1 if one is empty or there is no set */
extern double literals_chance(const LiteralSet *set);

/*
 * A string as the automaton wants it: UTF-8, its outer boundaries as
 * LITERAL_WORD_START and LITERAL_WORD_END, inner ones left out.
 */
extern int	literal_encode(const Literal *l, uint8 *out, int *flags);

#endif							/* FACTAG_LITERAL_H */
