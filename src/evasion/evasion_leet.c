/*
 * evasion_leet.c
 *	  Replaces digits and signs by the letters they stand for, in words of ASCII.
 */
#include "evasion/evasion_chars.h"

#include "miscadmin.h"

#include "ascii.h"

/* Returns the letter that a digit or sign stands for, 0 if none. */
static char
leet_letter(pg_wchar c)
{
	switch (c)
	{
		case '0':
			return 'o';
		case '1':
		case '!':
			return 'i';
		case '3':
			return 'e';
		case '4':
		case '@':
			return 'a';
		case '5':
		case '$':
			return 's';
		case '6':
		case '9':
			return 'g';
		case '7':
			return 't';
		case '8':
			return 'b';
		default:
			return 0;
	}
}

/* Whether a character can be part of a word in leet. */
static inline bool
in_leet(pg_wchar c)
{
	return ascii_is_alnum(c) || evasion_is_leet_sign(c);
}

/* what a run of characters that are not letters consists of */
typedef enum LeetRun
{
	LEET_NONE,					/* different digits, or digits and signs; or nothing */
	LEET_DIGIT,					/* one digit, once or several times */
	LEET_SIGNS					/* signs only */
} LeetRun;

/* Tells what the run [start, end) consists of. */
static LeetRun
leet_run(const EvasionChar *at, Size start, Size end)
{
	bool		same = true;
	bool		signs = true;

	for (Size i = start; i < end; i++)
	{
		same = same && at[i].c == at[start].c;
		signs = signs && evasion_is_leet_sign(at[i].c);
	}
	if (start == end)
		return LEET_NONE;
	if (signs)
		return LEET_SIGNS;
	return same && leet_letter(at[start].c) ? LEET_DIGIT : LEET_NONE;
}

/* Replaces a run by letters, capitals if its neighbour is one. */
static void
write_leet(EvasionChar *at, Size start, Size end, pg_wchar neighbour)
{
	for (Size i = start; i < end; i++)
		at[i].c = leet_letter(at[i].c) - (ascii_is_upper(neighbour) ? 'a' - 'A' : 0);
}

/* Whether the text at i goes on as the domain of an address whose @ came before. */
static bool
is_address(const EvasionChars *chars, Size i)
{
	while (i < chars->n && (ascii_is_alnum(chars->at[i].c) || chars->at[i].c == '-'))
	{
		CHECK_FOR_INTERRUPTS();
		i++;
	}
	return i + 1 < chars->n && chars->at[i].c == '.' &&
		ascii_is_alnum(chars->at[i + 1].c);
}

/* Whether a word is a strain such as H1N1, which texts about vaccines mention. */
static bool
is_influenza(const EvasionChar *at, Size start, Size end)
{
	Size		i = start;

	for (int part = 0; part < 2; part++)
	{
		Size		digits;

		if (i == end || (at[i].c | 0x20) != (part == 0 ? 'h' : 'n'))
			return false;
		for (digits = ++i; i < end && ascii_is_digit(at[i].c);)
			i++;
		if (i == digits)
			return false;
	}
	return i == end;
}

/*
 * Folds the run that a word begins or ends with. Digits are folded only if leet was
 * found inside the word. Signs are folded if one is a dollar, as in $hit and
 * boob$, but not in @name, $AAPL and US$.
 */
static void
fold_leet_end(EvasionChar *at, Size start, Size end, pg_wchar neighbour, bool found)
{
	LeetRun		kind = leet_run(at, start, end);
	bool		dollar = false;

	for (Size i = start; i < end; i++)
	{
		if (at[i].c == '!')
			return;
		dollar = dollar || at[i].c == '$';
	}
	if (kind == LEET_DIGIT ? found :
		kind == LEET_SIGNS && dollar && (end - start > 1 || !ascii_is_upper(neighbour)))
		write_leet(at, start, end, neighbour);
}

/* Folds a word: first the runs between letters, since the runs at its ends depend on them. */
static void
fold_leet_word(EvasionChars *chars, Size start, Size end)
{
	EvasionChar *at = chars->at;
	bool		address = false;
	bool		found = false;
	Size		first;
	Size		last;

	/* exclamation marks around a word do not belong to it */
	while (start < end && at[start].c == '!')
		start++;
	while (start < end && at[end - 1].c == '!')
		end--;
	for (first = start; first < end && !ascii_is_letter(at[first].c);)
		first++;
	if (first == end || is_influenza(at, start, end))
		return;
	for (last = end; !ascii_is_letter(at[last - 1].c);)
		last--;

	for (Size i = start; i < end && !address; i++)
		address = at[i].c == '@';
	address = address && is_address(chars, end);
	for (Size i = first; i < last;)
	{
		Size		run = i;
		LeetRun		kind;

		CHECK_FOR_INTERRUPTS();
		while (!ascii_is_letter(at[i].c))
			i++;
		kind = leet_run(at, run, i);
		for (Size k = run; k < i && address && kind == LEET_SIGNS; k++)
		{
			if (at[k].c == '@')
				kind = LEET_NONE;
		}
		if (kind != LEET_NONE)
		{
			write_leet(at, run, i, at[i].c);
			found = true;
		}
		i++;
	}

	fold_leet_end(at, start, first, at[first].c, found);
	fold_leet_end(at, last, end, at[last - 1].c, found);
}

void
evasion_leet(EvasionChars *chars)
{
	for (Size i = 0; i < chars->n;)
	{
		Size		start = i;

		CHECK_FOR_INTERRUPTS();
		while (i < chars->n && in_leet(chars->at[i].c))
			i++;
		if (i > start)
			fold_leet_word(chars, start, i);
		else
			i++;
	}
}
