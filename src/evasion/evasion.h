/*
 * evasion.h
 *	  Folding text against evasion, for matching: what hides a word from a
 *	  pattern is undone. Unlike the folding of tags (text/fold.h) it loses
 *	  what it finds meaningless, and remembers where everything came from.
 *	  The rules are in the reference (fold.sql).
 */
#ifndef FACTAG_EVASION_H
#define FACTAG_EVASION_H

#include "factag.h"

typedef uint16 EvasionOptions;		/* bits, one an option; stored nowhere */

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

/* the names of all options, as a hint lists them */
#define EVASION_NAMES "casefold, confusables, hans, invisible, leet, repeats, spaced, width"

/*
 * Bytes [a, b) of the folded text come from [start[a], end[b - 1]) of the
 * original, b > a. Both arrays never decrease and hold boundaries of
 * characters. NULL, both of them, where every byte stands where it stood.
 */
typedef struct EvasionText
{
	char	   *text;			/* UTF-8, palloc'd, terminated */
	int			len;
	uint32	   *start;			/* len + 1: where the character that a byte came from begins */
	uint32	   *end;			/* len: where it, or the last of several, ends */
} EvasionText;

/* Finds an option by its name; false where there is none. */
extern bool evasion_option(const char *name, int len, EvasionOptions *bit);

/* The name of one option; NULL for any other value. */
extern const char *evasion_name(EvasionOptions bit);

/*
 * Folds valid UTF-8. Fails where the result would be longer than a text can
 * be (54000). Takes time and memory proportional to the text.
 */
extern void evasion_fold(const char *text, int len, EvasionOptions options, EvasionText *out);

/*
 * A pattern as it must be to meet folded text, palloc'd or as it was: with
 * hans its Chinese characters are simplified too, but for the ends of ranges in
 * classes. What else folding takes from texts, who writes patterns must know.
 */
extern const char *evasion_pattern(const char *pattern, int *len, EvasionOptions options);

#endif							/* FACTAG_EVASION_H */
