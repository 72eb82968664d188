/*
 * char_class.h
 *	  The set of characters that one position of a pattern can match. It may have
 *	  too many characters, never too few.
 */
#ifndef FACTAG_CHAR_CLASS_H
#define FACTAG_CHAR_CLASS_H

#include "factag.h"

#include "prefilter/character.h"

/* a class of up to this many characters outside ASCII is known exactly */
#define CHAR_CLASS_MAX_LISTED	16

/* a bitmap of symbols */
typedef struct SymbolSet
{
	uint64		bits[SYMBOLS / 64];
} SymbolSet;

/*
 * ASCII is kept as it is written, so that a class can be negated: [^a] matches
 * A, but folded it would not. Other characters are kept folded, as symbols and,
 * if they are few, in a list. Negation gives all of them.
 */
typedef struct CharClass
{
	uint64		ascii[2];		/* bitmap, not folded */
	bool		fuzzy;			/* ascii may have too many: the complement is all of ASCII */
	bool		spaces;			/* all white space is in it, so none is in the complement */
	SymbolSet	symbols;		/* of the characters outside ASCII, folded */
	bool		listed;			/* list has exactly those characters */
	int			n;
	uint32		list[CHAR_CLASS_MAX_LISTED];	/* folded, possibly into ASCII */
} CharClass;

static inline void
symbol_add(SymbolSet *set, uint8 symbol)
{
	set->bits[symbol / 64] |= UINT64CONST(1) << (symbol % 64);
}

static inline bool
symbol_in(const SymbolSet *set, uint8 symbol)
{
	return (set->bits[symbol / 64] >> (symbol % 64)) & 1;
}

static inline void
symbols_unite(SymbolSet *set, const SymbolSet *other)
{
	for (int i = 0; i < (int) lengthof(set->bits); i++)
		set->bits[i] |= other->bits[i];
}

/* The probability that a character of a text has one of these symbols. */
extern double symbols_chance(const SymbolSet *set);

/* The empty class. */
extern void char_class_init(CharClass *c);

/* The class of all characters. */
extern void char_class_any(CharClass *c);

/* Add a character, a range with both ends, another class. */
extern void char_class_add(CharClass *c, uint32 code);
extern void char_class_add_range(CharClass *c, uint32 from, uint32 to);
extern void char_class_add_class(CharClass *c, const CharClass *other);

/*
 * Adds all characters outside ASCII; with folding also those that fold into
 * ASCII, else only those that do not.
 */
extern void char_class_add_wide(CharClass *c, bool folding);

extern void char_class_negate(CharClass *c);

/* The class of an escape such as \d, by its letter; false if it is no class. */
extern bool char_class_escape(CharClass *c, char letter);

/* The POSIX class of a name; false if there is none. */
extern bool char_class_posix(CharClass *c, const char *name, int len);

/* The symbols of the folded characters. */
extern void char_class_symbols(const CharClass *c, SymbolSet *set);

/* The folded characters if they are known and at most max: their number, else -1. */
extern int	char_class_characters(const CharClass *c, uint32 *out, int max);

#endif							/* FACTAG_CHAR_CLASS_H */
