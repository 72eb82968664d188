/*
 * evasion.h
 *	  Folding text against evasion: undoing the disguises that hide words from
 *	  patterns. Unlike the folding of tags (text/fold.h) it drops characters that
 *	  carry no meaning, and records which part of the original each byte of the
 *	  result came from. fold.sql describes what each option does.
 */
#ifndef FACTAG_EVASION_H
#define FACTAG_EVASION_H

#include "factag.h"

/* a set of options; the bits are not stored anywhere */
typedef uint16 EvasionOptions;

enum
{
	EVASION_CASEFOLD = 1,
	EVASION_INVISIBLE = 2,
	EVASION_CONFUSABLES = 4,
	EVASION_REPEATS = 8,
	EVASION_LEET = 16,
	EVASION_SPACED = 32,
	EVASION_HANS = 64,
	EVASION_WIDTH = 128
};

/* the names of all options, for hints */
#define EVASION_NAMES \
	"casefold, confusables, hans, invisible, leet, repeats, spaced, width"

/*
 * A folded text. Its bytes [a, b), b > a, come from the bytes [start[a],
 * end[b - 1]) of the original. The values of each array never decrease, and are
 * boundaries of characters. Both arrays are NULL if every byte is where it was.
 */
typedef struct EvasionText
{
	char	   *text;			/* UTF-8, palloc'd, terminated */
	int			len;
	uint32	   *start;			/* len + 1 values: start of the byte's first original character */
	uint32	   *end;			/* len values: end of its last original character */
} EvasionText;

/* Finds an option by its name; returns false if there is none. */
extern bool evasion_option(const char *name, int len, EvasionOptions *bit);

/* Returns the name of an option, NULL if the bit is none. */
extern const char *evasion_name(EvasionOptions bit);

/*
 * Folds valid UTF-8, in time and memory proportional to its length. 54000 if the
 * result would be longer than a text can be.
 */
extern void evasion_fold(const char *text, int len, EvasionOptions options, EvasionText *out);

/*
 * Returns a pattern that matches folded text, palloc'd or the pattern itself:
 * with hans, its Chinese characters are simplified as the text's are, except for
 * the ends of ranges in classes. Authors of patterns must allow for the other
 * options themselves.
 */
extern const char *evasion_pattern(const char *pattern, int *len, EvasionOptions options);

#endif							/* FACTAG_EVASION_H */
