/*
 * evasion_leet.c
 *	  Digits and signs for letters, within a word of ASCII.
 */
#include "evasion/evasion_chars.h"

#include "miscadmin.h"

#include "text/ascii.h"

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

static inline bool
is_leet_sign(pg_wchar c)
{
	return c == '@' || c == '$' || c == '!';
}

static inline bool
in_leet(pg_wchar c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || is_leet_sign(c);
}

/* what a run of characters that are no letters consists of */
typedef enum LeetRun
{
	LEET_NONE,					/* a number, or a number and signs */
	LEET_DIGIT,					/* one digit, once or more */
	LEET_SIGNS
} LeetRun;

static LeetRun
leet_run(const EvasionChar *at, Size start, Size end)
{
	bool		same = true;
	bool		signs = true;

	for (Size i = start; i < end; i++)
	{
		same = same && at[i].c == at[start].c;
		signs = signs && is_leet_sign(at[i].c);
	}
	if (start == end)
		return LEET_NONE;
	if (signs)
		return LEET_SIGNS;
	return same && leet_letter(at[start].c) ? LEET_DIGIT : LEET_NONE;
}

/* Makes a run letters, capitals if its neighbour is one. */
static void
write_leet(EvasionChar *at, Size start, Size end, pg_wchar neighbour)
{
	for (Size i = start; i < end; i++)
		at[i].c = leet_letter(at[i].c) - (ascii_is_upper(neighbour) ? 'a' - 'A' : 0);
}

/* whether a word with an @ goes on as the domain of an address */
static bool
is_address(const EvasionChars *chars, Size i)
{
	while (i < chars->n && (ascii_is_letter(chars->at[i].c) || ascii_is_digit(chars->at[i].c) || chars->at[i].c == '-'))
	{
		CHECK_FOR_INTERRUPTS();
		i++;
	}
	return i + 1 < chars->n && chars->at[i].c == '.' &&
		(ascii_is_letter(chars->at[i + 1].c) || ascii_is_digit(chars->at[i + 1].c));
}

/* H1N1, H5N1: what is written about vaccines needs these */
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
 * Folds what a word begins or ends with: digits only in a word that has some
 * within (found); of signs $hit and boob$, but no @name, $AAPL or US$.
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

/* Folds a word: what stands between letters first, since its ends depend on that. */
static void
fold_leet_word(EvasionChars *chars, Size start, Size end)
{
	EvasionChar   *at = chars->at;
	bool		address = false;
	bool		found = false;
	Size		first,
				last;

	/* the marks of exclamation around a word are none of it */
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
