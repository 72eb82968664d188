/*
 * literal_set.h
 *	  Sets of short folded strings, at least one of which occurs.
 */
#ifndef FACTAG_LITERAL_SET_H
#define FACTAG_LITERAL_SET_H

#include "factag.h"

#include "prefilter/char_class.h"
#include "prefilter/distance.h"

#define LITERAL_MAX_CHARACTERS	16
#define LITERAL_MAX_ALTERNATIVES 256	/* strings in a set */
#define LITERAL_MAX_PRODUCT		64	/* strings that joining two sets may make */

/* in a string: the position where a word begins or ends, \b */
#define LITERAL_BOUNDARY		0x110000

typedef struct Literal
{
	Distance	start;			/* from the start of the part of the pattern to that of the string */
	int			len;
	uint32		text[LITERAL_MAX_CHARACTERS];	/* folded code points and boundaries */
} Literal;

/* freed by its owner; a copied struct shares its memory */
typedef struct LiteralSet
{
	int			n;				/* -1: unknown, any string may occur */
	int			size;			/* strings allocated */
	Literal    *literals;
	SymbolSet	head;			/* of what a match may have before any of the strings */
} LiteralSet;

/* The set without strings, to be added to. */
extern void literal_set_init(LiteralSet *set);

/* The set of the empty string. */
extern void literal_set_init_empty(LiteralSet *set);

/* The unknown set. */
extern void literal_set_init_unknown(LiteralSet *set);

/* Frees a set's memory and makes it unknown. */
extern void literal_set_free(LiteralSet *set);
extern void literal_set_copy(LiteralSet *to, const LiteralSet *from);

/* Adds a string of one character. */
extern void literal_set_add(LiteralSet *set, uint32 c);

/* Whether it is known nearly where each string starts. */
extern bool literal_set_is_near(const LiteralSet *set);

/* Adds to the distance from the start of the part, which another one, of these symbols, now precedes. */
extern void literal_set_move(LiteralSet *set, Distance by, const SymbolSet *symbols);

/* The length of the longest string, in characters. */
extern int	literal_set_longest(const LiteralSet *set);

/*
 * Appends each string of right to each of left, which tells where they start. Returns false, and leaves left
 * as it is, if that would make too many strings or too long ones.
 */
extern bool literal_set_join(LiteralSet *left, const LiteralSet *right);

/* Adds right's strings to left, which becomes unknown if right is, or if they are too many. */
extern void literal_set_unite(LiteralSet *left, const LiteralSet *right);

/*
 * The probability that one of the strings begins at a given position of a text;
 * 1 if one is empty or the set is unknown.
 */
extern double literal_set_chance(const LiteralSet *set);

/*
 * Writes a string as literal_table.h takes it: its UTF-8 to out, boundaries at its
 * ends as LITERAL_WORD_START and LITERAL_WORD_END to *flags, others left out.
 * Returns the number of bytes.
 */
extern int	literal_encode(const Literal *l, uint8 *out, int *flags);

/* The distance from the start of the part to the end of the string. */
extern Distance literal_end(const Literal *l);

#endif							/* FACTAG_LITERAL_SET_H */
