/*
 * evasion_inner.c
 *	  Drops what is put into words: emoji, as in "fu🔥ck", and the signs of Markdown around
 *	  a single letter, as in "h**a**te".
 */
#include "evasion/evasion_chars.h"

#include "miscadmin.h"

/* emoji between two words are left, unless one of these has so few letters that it is hardly a word */
#define FEW_LETTERS 2

/* signs of Markdown in a row, at most */
#define MAX_MARKDOWN 3

static inline bool
is_letter_at(const EvasionChars *chars, Size i)
{
	return i < chars->n && evasion_facts(chars->at[i].c).flags & (CHAR_LETTER | CHAR_MARK);
}

/* Returns the end of the emoji from i on, with what selects and joins them; i if there is none. */
static Size
emoji_end(const EvasionChars *chars, Size i)
{
	Size		end = i;

	while (end < chars->n)
	{
		uint16		flags = evasion_facts(chars->at[end].c).flags;

		if (!(flags & CHAR_EMOJI) && !(end > i && flags & (CHAR_INVISIBLE | CHAR_MARK)))
			break;
		end++;
	}
	return end;
}

/* Counts the letters and digits of the piece of a word that begins at i, at most one more than few. */
static Size
count_letters(const EvasionChars *chars, Size i)
{
	Size		letters = 0;

	for (; evasion_is_word_at(chars, i) && letters <= FEW_LETTERS; i++)
		letters += !(evasion_facts(chars->at[i].c).flags & CHAR_MARK);
	return letters;
}

/* Drops emoji from within words; in Chinese, which has no blanks between words, also between them. */
static void
drop_emoji(EvasionChars *chars)
{
	Size		n = 0;
	Size		letters = 0;	/* of the piece before, at most one more than few */

	for (Size i = 0; i < chars->n;)
	{
		uint16		flags = evasion_facts(chars->at[i].c).flags;
		Size		end;

		CHECK_FOR_INTERRUPTS();
		end = flags & CHAR_EMOJI ? emoji_end(chars, i) : i;
		if (end > i && n > 0 && is_letter_at(chars, end) && is_letter_at(chars, i - 1))
		{
			bool		han = evasion_facts(chars->at[i - 1].c).flags & CHAR_HAN &&
				evasion_facts(chars->at[end].c).flags & CHAR_HAN;
			bool		wide = (evasion_facts(chars->at[i - 1].c).flags | evasion_facts(chars->at[end].c).flags) & CHAR_WIDE;

			if (han || (!wide && (letters <= FEW_LETTERS || count_letters(chars, end) <= FEW_LETTERS)))
			{
				i = end;
				letters = 0;
				continue;
			}
		}
		do
		{
			flags = evasion_facts(chars->at[i].c).flags;
			if (!(flags & CHAR_WORD))
				letters = 0;
			else if (!(flags & CHAR_MARK))
				letters = Min(letters + 1, FEW_LETTERS + 1);
			chars->at[n++] = chars->at[i++];
		} while (i < end);
	}
	chars->n = n;
}

/* Returns the end of the run of one sign of Markdown at i; i if there is none or it is too long. */
static Size
markdown_end(const EvasionChars *chars, Size i)
{
	pg_wchar	c = i < chars->n ? chars->at[i].c : 0;
	Size		end = i;

	/* an underscore within a word is none of Markdown's, as in plan_b_file */
	if (c != '*' && c != '~' && c != '`' && c != '|')
		return i;
	while (end < chars->n && chars->at[end].c == c && end - i <= MAX_MARKDOWN)
		end++;
	return end - i <= MAX_MARKDOWN && (c != '|' || end - i == 2) ? end : i;
}

/* Drops signs of Markdown around a single letter of a word. */
static void
drop_markdown(EvasionChars *chars)
{
	Size		n = 0;

	for (Size i = 0; i < chars->n;)
	{
		Size		open = markdown_end(chars, i);
		Size		letter = open;
		Size		close;

		CHECK_FOR_INTERRUPTS();
		if (open > i && is_letter_at(chars, open))
		{
			letter++;
			while (letter < chars->n && evasion_facts(chars->at[letter].c).flags & CHAR_MARK)
				letter++;
			close = markdown_end(chars, letter);
			if (close - letter == open - i && chars->at[letter].c == chars->at[i].c &&
				((n > 0 && is_letter_at(chars, i - 1)) || is_letter_at(chars, close)))
			{
				while (open < letter)
					chars->at[n++] = chars->at[open++];
				i = close;
				continue;
			}
		}
		open = Max(open, i + 1);
		while (i < open)
			chars->at[n++] = chars->at[i++];
	}
	chars->n = n;
}

void
evasion_inner(EvasionChars *chars)
{
	drop_emoji(chars);
	drop_markdown(chars);
}
