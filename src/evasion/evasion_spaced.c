/*
 * evasion_spaced.c
 *	  Joins words that are spelt out: single letters with the same separator between
 *	  them, as in "h a t e".
 */
#include "evasion/evasion_chars.h"

#include "miscadmin.h"

#include "ascii.h"

/*
 * A run in which digits and signs outnumber letters by more than this is not a
 * word. It is read no further, or "@ @ @ @" would be read again from every @.
 */
#define MAX_OTHERS 1

/*
 * Reads a letter with its marks, or a digit or sign that can stand for a letter.
 * Returns its end, or i if there is none.
 */
static Size
read_element(const EvasionChars *chars, Size i, bool *letter, bool *han)
{
	pg_wchar	c;
	uint16		flags;

	if (i >= chars->n)
		return i;
	c = chars->at[i].c;
	flags = evasion_facts(c).flags;
	*letter = (flags & CHAR_LETTER) != 0;
	*han = (flags & CHAR_HAN) != 0;
	if (*letter)
	{
		Size		end = i + 1;

		while (end < chars->n && evasion_facts(chars->at[end].c).flags & CHAR_MARK)
			end++;
		return evasion_is_word_at(chars, end) ? i : end;
	}
	if (ascii_is_digit(c) || evasion_is_leet_sign(c))
		return evasion_is_word_at(chars, i + 1) ? i : i + 1;
	return i;
}

/* Whether a sign separates clauses or items; in Chinese, one character may be an item. */
static bool
is_clause_mark(pg_wchar c)
{
	uint16		flags = evasion_facts(c).flags;

	return (flags & CHAR_WIDE && !(flags & CHAR_EMOJI)) || evasion_is_clause_sign(c);
}

/*
 * Reads a word that is spelt out; returns its end, or i if there is none. It needs
 * three letters, or four elements if the separator is a blank, since words of one
 * letter do occur in a row (Russian "и я с"). Two letters are enough in Chinese,
 * and after another such word and several blanks ("another").
 */
static Size
read_spaced(const EvasionChars *chars, Size i, bool another)
{
	bool		letter;
	bool		han;
	bool		blank;
	bool		clause;
	bool		all_han = true;
	Size		letters = 0;
	Size		others = 0;
	Size		at = read_element(chars, i, &letter, &han);
	Size		end = at;
	pg_wchar	separator;
	uint16		flags;

	if (end == i || end >= chars->n || ascii_is_digit(chars->at[i].c) || chars->at[i].c == '!')
		return i;
	if (evasion_is_within_word(chars, i))
		return i;
	separator = chars->at[end].c;
	flags = evasion_facts(separator).flags;
	if (!(flags & (CHAR_BLANK | CHAR_SIGN)))
		return i;
	blank = (flags & CHAR_BLANK) != 0;
	clause = is_clause_mark(separator);
	if (han && clause)
		return i;
	for (;;)
	{
		Size		next;

		CHECK_FOR_INTERRUPTS();
		if (letter)
			letters++;
		else
			others++;
		all_han = all_han && (han || !letter);
		/* an exclamation mark is part of the word only if more follows */
		if (chars->at[at - 1].c != '!')
			end = at;
		if (others > letters + MAX_OTHERS || at >= chars->n || chars->at[at].c != separator)
			break;
		next = read_element(chars, at + 1, &letter, &han);
		/* an element that is the separator too would be one again once the word is joined */
		if (next == at + 1 || chars->at[at + 1].c == separator || (han && clause))
			break;
		at = next;
	}
	if (all_han)
		return letters >= 2 ? end : i;
	if (another)
		return letters >= 2 ? end : i;
	return letters >= 3 && letters + others >= (blank ? 4 : 3) ? end : i;
}

/* Joins words that are spelt out, from left to right. */
static void
join_spaced(EvasionChars *chars)
{
	Size		n = 0;
	Size		i = 0;
	bool		another = false;

	while (i < chars->n)
	{
		Size		end = read_spaced(chars, i, another);
		Size		next;

		another = false;
		CHECK_FOR_INTERRUPTS();
		if (end == i)
		{
			chars->at[n++] = chars->at[i++];
			continue;
		}
		/* after each element comes the separator */
		while (i < end)
		{
			bool		letter;
			bool		han;
			Size		element = read_element(chars, i, &letter, &han);

			while (i < element)
				chars->at[n++] = chars->at[i++];
			i = Min(element + 1, end);
		}
		/* of several blanks between two such words one stays, which separates them as words */
		for (next = end; next < chars->n; next++)
		{
			if (!(evasion_facts(chars->at[next].c).flags & CHAR_BLANK))
				break;
			CHECK_FOR_INTERRUPTS();
		}
		another = next > end + 1 && read_spaced(chars, next, true) > next;
		if (another)
		{
			uint32		start = chars->at[end].start;

			chars->at[n++] = (EvasionChar) {' ', start, chars->at[next - 1].end};
			i = next;
		}
	}
	chars->n = n;
}

/*
 * Joins until nothing changes: a joined word may still be spelt out, with signs
 * that can stand for letters between its letters, as in "h $ a $ t $ e".
 */
bool
evasion_spaced(EvasionChars *chars)
{
	Size		all = chars->n;
	Size		before;

	do
	{
		before = chars->n;
		join_spaced(chars);
		evasion_signs(chars);
		evasion_inner(chars);
	} while (chars->n < before);
	return chars->n < all;
}
