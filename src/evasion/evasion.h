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

#include "mb/pg_wchar.h"

#include "evasion/evasion_options.h"

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
 * Writes what a character becomes in every text, whatever stands beside it: up to
 * EVASION_EXPANSION characters, often itself. Returns their number, 0 if it is dropped.
 */
extern int	evasion_image(pg_wchar c, EvasionOptions options, pg_wchar *out);

/*
 * Returns the letter of ASCII that a letter becomes in some words only, 0 if there is none:
 * confusables turn the Russian о into o where a word looks Latin.
 */
extern pg_wchar evasion_look(pg_wchar c, EvasionOptions options);

/* Whether three and more of a character become fewer. */
extern bool evasion_shortens(pg_wchar c, EvasionOptions options);

#endif							/* FACTAG_EVASION_H */
