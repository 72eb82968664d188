/*
 * evasion_chars.h
 *	  What the steps of folding against evasion work on, and what they know of
 *	  a character. For the files of evasion.h alone.
 */
#ifndef FACTAG_EVASION_CHARS_H
#define FACTAG_EVASION_CHARS_H

#include "factag.h"

#include "mb/pg_wchar.h"

/* a character and the bytes [start, end) of the original that it stands for */
typedef struct EvasionChar
{
	pg_wchar	c;
	uint32		start;
	uint32		end;
} EvasionChar;

typedef struct EvasionChars
{
	EvasionChar   *at;
	Size		n;
} EvasionChars;

/* flags of CharFacts */
#define CHAR_LETTER		0x0001	/* Alphabetic, not a mark */
#define CHAR_DIGIT		0x0002	/* decimal digit */
#define CHAR_MARK		0x0004	/* combining mark */
#define CHAR_BLANK		0x0008	/* white space within a line */
#define CHAR_SIGN		0x0010	/* punctuation or symbol */
#define CHAR_INVISIBLE	0x0020	/* Default_Ignorable_Code_Point, or a control that is no blank */
#define CHAR_WIDE		0x0040	/* East Asian: wide or full-width */
#define CHAR_HAN		0x0080	/* Unified_Ideograph */
#define CHAR_LATIN		0x0100	/* letter of the Latin script, or one of ASCII made up */
#define CHAR_CASED		0x0200	/* case folding changes it */
#define CHAR_FORM		0x0400	/* has an ordinary form of another width */
#define CHAR_GENERAL	0x0800	/* mark that belongs to no one script */
#define LOOK_ALWAYS		0x1000	/* is ASCII made up */
#define LOOK_LETTER		0x2000	/* letter that looks like one of ASCII */
#define LOOK_LOOSELY	0x4000	/* does so among Latin letters only */

#define CHAR_WORD		(CHAR_LETTER | CHAR_DIGIT | CHAR_MARK)

typedef struct CharFacts
{
	uint16		flags;
	char		look;			/* the ASCII that it looks like; 0 where that is several or none */
} CharFacts;

#define CHAR_PAGE 256
extern CharFacts *char_pages[0x110000 / CHAR_PAGE];
extern void char_page_fill(pg_wchar page);

/* what is known of a character */
static inline CharFacts
char_facts(pg_wchar c)
{
	if (unlikely(char_pages[c / CHAR_PAGE] == NULL))
		char_page_fill(c / CHAR_PAGE);
	return char_pages[c / CHAR_PAGE][c % CHAR_PAGE];
}

/* whether a letter, digit or mark stands there */
static inline bool
is_word_at(const EvasionChars *chars, Size i)
{
	return i < chars->n && char_facts(chars->at[i].c).flags & CHAR_WORD;
}

static inline bool
is_ascii_upper(pg_wchar c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
is_ascii_letter(pg_wchar c)
{
	return is_ascii_upper(c) || (c >= 'a' && c <= 'z');
}

static inline bool
is_ascii_digit(pg_wchar c)
{
	return c >= '0' && c <= '9';
}

/* the most characters that one becomes: NFKC has 18, case folding 3 */
#define FOLD_EXPANSION 32

/* Writes what a character becomes, which is 1 to FOLD_EXPANSION characters. */
typedef int (*EvasionExpand) (pg_wchar c, pg_wchar *out);

/* a step marks with this what becomes several characters, and then calls the function */
#define FOLD_PENDING 0x80000000
extern void evasion_expand(EvasionChars *chars, Size extra, EvasionExpand expand);

/* ICU refuses nothing that is valid: raises an error where it did (38000) */
extern void icu_check(int status, const char *what);

/* the steps; each works in place */
extern void evasion_confusables(EvasionChars *chars);
extern void evasion_hans(EvasionChars *chars);
extern void evasion_leet(EvasionChars *chars);
extern void evasion_repeats(EvasionChars *chars);
extern void evasion_spaced(EvasionChars *chars);

#endif							/* FACTAG_EVASION_CHARS_H */
