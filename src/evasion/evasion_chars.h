/*
 * evasion_chars.h
 *	  What the steps of folding against evasion share: the characters of a text
 *	  being folded, and facts about characters. Private to this room.
 */
#ifndef FACTAG_EVASION_CHARS_H
#define FACTAG_EVASION_CHARS_H

#include "factag.h"

#include "mb/pg_wchar.h"

#include "evasion/evasion_options.h"

/* a character, and the bytes [start, end) of the original that it stands for */
typedef struct EvasionChar
{
	pg_wchar	c;
	uint32		start;
	uint32		end;
} EvasionChar;

typedef struct EvasionChars
{
	EvasionChar *at;
	Size		n;
} EvasionChars;

/* flags in EvasionFacts */
#define CHAR_LETTER		0x0001	/* Alphabetic, and not a mark */
#define CHAR_DIGIT		0x0002	/* decimal digit */
#define CHAR_MARK		0x0004	/* combining mark */
#define CHAR_BLANK		0x0008	/* white space that does not end a line */
#define CHAR_SIGN		0x0010	/* punctuation or symbol */
#define CHAR_INVISIBLE	0x0020	/* Default_Ignorable_Code_Point, or a control that is not blank */
#define CHAR_WIDE		0x0040	/* East_Asian_Width is wide or full-width */
#define CHAR_HAN		0x0080	/* Unified_Ideograph */
#define CHAR_LATIN		0x0100	/* Latin letter, or compatible with letters of ASCII */
#define CHAR_CASED		0x0200	/* case folding changes it */
#define CHAR_FORM		0x0400	/* full-width or half-width form of another character */
#define CHAR_GENERAL	0x0800	/* mark that is not of one script alone */
#define LOOK_ALWAYS		0x1000	/* stands for ASCII in any word */
#define LOOK_LETTER		0x2000	/* letter that looks like a letter of ASCII */
#define LOOK_LOOSELY	0x4000	/* looks like ASCII among Latin letters only */
#define CHAR_EMOJI		0x8000

#define CHAR_WORD		(CHAR_LETTER | CHAR_DIGIT | CHAR_MARK)

typedef struct EvasionFacts
{
	uint16		flags;
	char		look;			/* the ASCII character it looks like; 0 for several or none */
} EvasionFacts;

/* Facts are looked up in ICU by pages, and kept for the life of the backend. */
#define EVASION_PAGE 256
extern EvasionFacts *evasion_pages[0x110000 / EVASION_PAGE];
extern void evasion_page_fill(pg_wchar page);

/* Returns the facts about a character. */
static inline EvasionFacts
evasion_facts(pg_wchar c)
{
	if (unlikely(evasion_pages[c / EVASION_PAGE] == NULL))
		evasion_page_fill(c / EVASION_PAGE);
	return evasion_pages[c / EVASION_PAGE][c % EVASION_PAGE];
}

/* Whether the character at i, if there is one, is a letter, digit or mark. */
static inline bool
evasion_is_word_at(const EvasionChars *chars, Size i)
{
	return i < chars->n && evasion_facts(chars->at[i].c).flags & CHAR_WORD;
}

/* signs and blanks between two letters of a word that is spelt out, at most */
#define EVASION_SEPARATOR 8

/* Whether a sign of ASCII separates clauses or items. */
static inline bool
evasion_is_clause_sign(pg_wchar c)
{
	return c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

/* Whether a character is a regional indicator, two of which are a flag. */
static inline bool
evasion_is_indicator(pg_wchar c)
{
	return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* Whether a word goes on at i, at the t of "don't" too. */
static inline bool
evasion_is_within_word(const EvasionChars *chars, Size i)
{
	if (i > 0 && evasion_is_word_at(chars, i - 1))
		return true;
	return i > 1 && (chars->at[i - 1].c == '\'' || chars->at[i - 1].c == 0x2019) &&
		evasion_is_word_at(chars, i - 2);
}

/* Whether a sign of ASCII can stand for a letter. */
static inline bool
evasion_is_leet_sign(pg_wchar c)
{
	return c == '@' || c == '$' || c == '!';
}

/* Writes the 1 to EVASION_EXPANSION characters that one becomes; returns their number. */
typedef int (*EvasionExpand) (pg_wchar c, pg_wchar *out);

/*
 * Expands the characters marked with EVASION_PENDING. A step marks those that
 * become several characters, and counts how many more there will be: extra.
 */
#define EVASION_PENDING 0x80000000
extern void evasion_expand(EvasionChars *chars, Size extra, EvasionExpand expand);

/* Returns the bytes that n characters take; 54000 if they exceed the address space. */
extern Size evasion_chars_size(Size n);

/*
 * Return the letter of ASCII that the name of a character tells of, 0 for none; and the
 * number of letters of the word that it is, such as FREE, written to out.
 */
extern char evasion_named_letter(pg_wchar c);
extern int	evasion_named_word(pg_wchar c, pg_wchar *out);

/* The steps. Each works in place, and returns whether it changed anything. */
extern bool evasion_confusables(EvasionChars *chars);
extern void evasion_hans(EvasionChars *chars);
extern bool evasion_leet(EvasionChars *chars);
extern bool evasion_repeats(EvasionChars *chars);
extern bool evasion_spaced(EvasionChars *chars);

/* Parts of the step spaced: joins letters with signs between them, joins words with emoji in them. */
extern void evasion_signs(EvasionChars *chars);
extern void evasion_inner(EvasionChars *chars);

#endif							/* FACTAG_EVASION_CHARS_H */
