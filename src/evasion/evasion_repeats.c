/*
 * evasion_repeats.c
 *	  Shortens letters that are repeated, as in "soooo".
 */
#include "evasion/evasion_chars.h"

#include "miscadmin.h"

#include "ascii.h"

static inline bool
is_vowel(pg_wchar c)
{
	c |= 0x20;
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/*
 * Returns how many stay of three letters or more: two of those that English doubles
 * most, if they follow a vowel, else one.
 */
static int
repeats_left(pg_wchar c, pg_wchar before)
{
	pg_wchar	small = c | 0x20;

	bool		doubled = small == 'g' || small == 'l' || small == 's';

	return ascii_is_letter(c) && doubled && is_vowel(before) ? 2 : 1;
}

bool
evasion_repeats(EvasionChars *chars)
{
	Size		n = 0;
	Size		before = chars->n;

	for (Size i = 0; i < chars->n;)
	{
		EvasionChar first = chars->at[i];
		uint16		flags = evasion_facts(first.c).flags;
		Size		end = i + 1;
		Size		last;

		CHECK_FOR_INTERRUPTS();
		while (flags & CHAR_LETTER && end < chars->n && chars->at[end].c == first.c)
			end++;
		/* a word of one letter only is a name or a number: www, xxx, KKK, III */
		if (end - i < 3 ||
			(!(flags & CHAR_WIDE) && !(n > 0 && evasion_is_word_at(chars, n - 1)) &&
			 !evasion_is_word_at(chars, end)))
		{
			while (i < end)
				chars->at[n++] = chars->at[i++];
			continue;
		}
		/* the last one that stays stands for all from there on */
		last = i + repeats_left(first.c, n > 0 ? chars->at[n - 1].c : 0) - 1;
		chars->at[last].end = chars->at[end - 1].end;
		while (i <= last)
			chars->at[n++] = chars->at[i++];
		i = end;
	}
	chars->n = n;
	return n < before;
}
