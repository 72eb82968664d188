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

/* flags of EvasionFacts */
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

typedef struct EvasionFacts
{
	uint16		flags;
	char		look;			/* the ASCII that it looks like; 0 where that is several or none */
} EvasionFacts;

#define EVASION_PAGE 256
extern EvasionFacts *evasion_pages[0x110000 / EVASION_PAGE];
extern void evasion_page_fill(pg_wchar page);

/* what is known of a character */
static inline EvasionFacts
evasion_facts(pg_wchar c)
{
	if (unlikely(evasion_pages[c / EVASION_PAGE] == NULL))
		evasion_page_fill(c / EVASION_PAGE);
	return evasion_pages[c / EVASION_PAGE][c % EVASION_PAGE];
}

/* whether a letter, digit or mark stands there */
static inline bool
evasion_is_word_at(const EvasionChars *chars, Size i)
{
	return i < chars->n && evasion_facts(chars->at[i].c).flags & CHAR_WORD;
}

/* the most characters that one becomes: NFKC has 18, case folding 3 */
#define EVASION_EXPANSION 32

/* Writes what a character becomes, which is 1 to EVASION_EXPANSION characters. */
typedef int (*EvasionExpand) (pg_wchar c, pg_wchar *out);

/* a step marks with this what becomes several characters, and then calls the function */
#define EVASION_PENDING 0x80000000

/* The bytes of so many characters; 54000 where an address space of 32 bits has no room for them. */
extern Size evasion_chars_size(Size n);
extern void evasion_expand(EvasionChars *chars, Size extra, EvasionExpand expand);

/* the steps; each works in place */
extern void evasion_confusables(EvasionChars *chars);
extern void evasion_hans(EvasionChars *chars);
extern void evasion_leet(EvasionChars *chars);
extern void evasion_repeats(EvasionChars *chars);
extern void evasion_spaced(EvasionChars *chars);

#endif							/* FACTAG_EVASION_CHARS_H */
