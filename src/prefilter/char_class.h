/*
 * char_class.h
 *	  The characters that one place of a pattern takes, never too few.
 */
#ifndef FACTAG_CHAR_CLASS_H
#define FACTAG_CHAR_CLASS_H

#include "factag.h"

#include "prefilter/character.h"

#define CLASS_MAX_LISTED	16

typedef struct SymbolSet
{
	uint64		bits[SYMBOLS / 64];
} SymbolSet;

typedef struct CharClass
{
	uint64		ascii[2];		/* as written, not folded */
	bool		fuzzy;			/* some of ascii may not belong: its complement says nothing */
	bool		spaces;			/* every space belongs */
	SymbolSet	symbols;		/* folded symbols of what is not ASCII */
	bool		listed;			/* the same, exactly, is in list */
	int			n;
	uint32		list[CLASS_MAX_LISTED];
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

extern void class_init(CharClass *c);
extern void class_add(CharClass *c, uint32 code);
extern void class_add_range(CharClass *c, uint32 from, uint32 to);
extern void class_add_class(CharClass *c, const CharClass *other);

/* any character outside ASCII; folding: those that fold into ASCII among them */
extern void class_add_wide(CharClass *c, bool folding);
extern void class_negate(CharClass *c);
extern void class_any(CharClass *c);

/* \d \D \w \W \s \S \h \H \v \V \N and the like by their letter; false if it is none */
extern bool class_escape(CharClass *c, char letter);

/* by the name of a POSIX class; false if there is none of that name */
extern bool class_posix(CharClass *c, const char *name, int len);

extern void class_symbols(const CharClass *c, SymbolSet *set);

/* the folded characters, if they are known and at most max: their number, or -1 */
extern int	class_characters(const CharClass *c, uint32 *out, int max);

#endif							/* FACTAG_CHAR_CLASS_H */
