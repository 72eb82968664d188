/*
 * evasion_signs.c
 *	  Joins words that are spelt out with several signs or blanks between their letters,
 *	  as in "*h* *a* *t* *e*" and "h.a-t.e".
 */
#include "evasion/evasion_chars.h"

#include "miscadmin.h"

/* signs between two letters that need not be the same as between the others, at most */
#define MAX_MIXED 3

/*
 * Reads a letter with its marks, which no letter follows; returns its end, or i if there is
 * none. A Chinese character may be a word, and is none.
 */
static Size
read_letter(const EvasionChars *chars, Size i)
{
	Size		end = i + 1;

	if (i >= chars->n ||
		(evasion_facts(chars->at[i].c).flags & (CHAR_LETTER | CHAR_WIDE)) != CHAR_LETTER)
		return i;
	while (end < chars->n && evasion_facts(chars->at[end].c).flags & CHAR_MARK)
		end++;
	return evasion_is_word_at(chars, end) ? i : end;
}

/*
 * Reads the signs and blanks before the next letter; returns their end, or i if there are
 * none, or too many. *blanks tells whether there are blanks, *clause whether a sign
 * separates items.
 */
static Size
read_separator(const EvasionChars *chars, Size i, bool *blanks, bool *clause)
{
	Size		end = i;

	*blanks = *clause = false;
	while (end < chars->n && end - i <= EVASION_SEPARATOR)
	{
		pg_wchar	c = chars->at[end].c;
		uint16		flags = evasion_facts(c).flags;

		if (flags & CHAR_BLANK)
			*blanks = true;
		else if (!(flags & (CHAR_SIGN | CHAR_EMOJI)) && !(end > i && flags & CHAR_INVISIBLE))
			break;
		*clause = *clause || evasion_is_clause_sign(c) || (flags & CHAR_WIDE && !(flags & CHAR_EMOJI));
		end++;
	}
	return end - i <= EVASION_SEPARATOR ? end : i;
}

/* Whether two separators of the same length are the same. */
static bool
same_separator(const EvasionChars *chars, Size a, Size b, Size len)
{
	for (Size i = 0; i < len; i++)
	{
		if (chars->at[a + i].c != chars->at[b + i].c)
			return false;
	}
	return true;
}

/*
 * Reads a word that is spelt out; returns its end, or i if there is none. It needs three
 * letters if there are the same signs between all of them and no blank, else four. A single
 * sign or blank is for evasion_spaced.c.
 */
static Size
read_word(const EvasionChars *chars, Size i)
{
	Size		at = read_letter(chars, i);
	Size		first = at;		/* the first separator */
	Size		len = 0;		/* its length */
	Size		end = i;
	Size		letters = 1;
	bool		same = true;	/* all separators are the same */
	bool		mixed = true;	/* none has a blank or separates items */

	if (at == i || evasion_is_within_word(chars, i))
		return i;
	for (;;)
	{
		bool		blanks;
		bool		clause;
		Size		next = read_separator(chars, at, &blanks, &clause);
		Size		letter = read_letter(chars, next);

		CHECK_FOR_INTERRUPTS();
		if (next == at || letter == next)
			break;
		if (letters == 1)
			len = next - at;
		same = same && len > 1 && next - at == len && same_separator(chars, first, at, len) && !(blanks && clause);
		mixed = mixed && !blanks && !clause && next - at <= MAX_MIXED;
		if (!same && !mixed)
			break;
		at = letter;
		letters++;
		if (letters >= (same && mixed ? 3 : 4))
			end = at;
	}
	return end;
}

void
evasion_signs(EvasionChars *chars)
{
	Size		n = 0;

	for (Size i = 0; i < chars->n;)
	{
		Size		end = read_word(chars, i);

		CHECK_FOR_INTERRUPTS();
		if (end == i)
		{
			chars->at[n++] = chars->at[i++];
			continue;
		}
		while (i < end)
		{
			Size		letter = read_letter(chars, i);

			while (i < letter)
				chars->at[n++] = chars->at[i++];
			while (i < end && read_letter(chars, i) == i)
				i++;
		}
	}
	chars->n = n;
}
