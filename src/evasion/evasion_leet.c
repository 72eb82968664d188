/*
 * evasion_leet.c
 *	  Replaces digits and signs by the letters they stand for, in words of Latin letters.
 */
#include "evasion/evasion_chars.h"

#include <unicode/uchar.h>

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

/* signs of currencies that are crossed letters, and count between letters only */
static const struct
{
	uint16		sign;
	char		letter;
}			currencies[] =
{
	{0x00A2, 'c'}, {0x00A3, 'l'}, {0x00A5, 'y'}, {0x0E3F, 'b'}, {0x20A1, 'c'}, {0x20A3, 'f'},
	{0x20A4, 'l'}, {0x20A5, 'm'}, {0x20A6, 'n'}, {0x20A9, 'w'}, {0x20AB, 'd'}, {0x20AC, 'e'},
	{0x20AD, 'k'}, {0x20AE, 't'}, {0x20B1, 'p'}, {0x20B2, 'g'}, {0x20B3, 'a'}, {0x20B5, 'c'},
	{0x20BA, 't'}, {0x20BD, 'p'}, {0x20BF, 'b'},
};

/* Returns the letter that a sign of a currency is, 0 if none. */
static char
currency_letter(pg_wchar c)
{
	if (c < 0x80)
		return 0;
	for (Size i = 0; i < lengthof(currencies); i++)
	{
		if (currencies[i].sign == c)
			return currencies[i].letter;
	}
	return 0;
}

/* Whether a character is a Latin letter, or a mark on one. */
static inline bool
is_letter(pg_wchar c)
{
	uint16		flags;

	if (c < 0x80)
		return ascii_is_letter(c);
	flags = evasion_facts(c).flags;
	return (flags & CHAR_LATIN && flags & CHAR_LETTER) || flags & CHAR_GENERAL;
}

static inline bool
is_sign(pg_wchar c)
{
	return evasion_is_leet_sign(c) || currency_letter(c);
}

/* Whether a character can be part of a word in leet. */
static inline bool
in_leet(pg_wchar c)
{
	return is_letter(c) || ascii_is_digit(c) || is_sign(c);
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
		signs = signs && is_sign(at[i].c);
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
	int			capital = u_isupper(neighbour) ? 'a' - 'A' : 0;

	for (Size i = start; i < end; i++)
	{
		char		letter = currency_letter(at[i].c);

		at[i].c = (letter ? letter : leet_letter(at[i].c)) - capital;
	}
}

/* Whether the text at i goes on as the domain of an address whose @ came before. */
static bool
is_address(const EvasionChars *chars, Size i)
{
	while (i < chars->n && (evasion_is_word_at(chars, i) || chars->at[i].c == '-'))
	{
		CHECK_FOR_INTERRUPTS();
		i++;
	}
	return i + 1 < chars->n && chars->at[i].c == '.' &&
		evasion_is_word_at(chars, i + 1);
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

/* Whether the letters [start, end) before a dollar make a currency of it, as in US$. */
static bool
is_dollar(const EvasionChar *at, Size start, Size end)
{
	static const char codes[] =
		" a c g j l n r s t z ar au bb bd bs bz ca ci cl co cu ec fj gy hk jm lr mx na nt nz rd sb "
		"sg sr tt tv us uy xc ";
	char		code[8] = " ";
	int			n = 1;

	if (end - start > 2)
		return false;
	for (Size i = start; i < end; i++)
	{
		if (!ascii_is_letter(at[i].c))
			return false;
		code[n++] = at[i].c | 0x20;
	}
	code[n++] = ' ';
	code[n] = '\0';
	return strstr(codes, code) != NULL;
}

/*
 * Folds the run that a word begins or ends with; returns whether it did. Digits are folded
 * only if leet was found inside the word. Signs are folded if one is a dollar, as in $hit and
 * boob$, but not in @name, $AAPL and US$.
 */
static bool
fold_leet_end(EvasionChar *at, Size start, Size end, pg_wchar neighbour, bool found)
{
	LeetRun		kind = leet_run(at, start, end);
	bool		dollar = false;

	for (Size i = start; i < end; i++)
	{
		if (at[i].c == '!' || currency_letter(at[i].c))
			return false;
		dollar = dollar || at[i].c == '$';
	}
	if (!(kind == LEET_DIGIT ? found :
		  kind == LEET_SIGNS && dollar && (end - start > 1 || !u_isupper(neighbour))))
		return false;
	write_leet(at, start, end, neighbour);
	return true;
}

/* Folds a word: first the runs between letters, since the runs at its ends depend on them. */
static bool
fold_leet_word(EvasionChars *chars, Size start, Size end)
{
	EvasionChar *at = chars->at;
	bool		address = false;
	bool		found = false;
	bool		changed;
	Size		first;
	Size		last;

	/* exclamation marks around a word do not belong to it */
	while (start < end && at[start].c == '!')
		start++;
	while (start < end && at[end - 1].c == '!')
		end--;
	for (first = start; first < end && !is_letter(at[first].c);)
		first++;
	if (first == end || is_influenza(at, start, end))
		return false;
	for (last = end; !is_letter(at[last - 1].c);)
		last--;

	for (Size i = start; i < end && !address; i++)
		address = at[i].c == '@';
	address = address && is_address(chars, end);
	for (Size i = first; i < last;)
	{
		Size		run = i;
		LeetRun		kind;

		CHECK_FOR_INTERRUPTS();
		while (!is_letter(at[i].c))
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

	changed = fold_leet_end(at, start, first, at[first].c, found) || found;
	/* a dollar after the letters of a currency */
	if (end - last == 1 && at[last].c == '$' && is_dollar(at, start, last))
		return changed;
	return fold_leet_end(at, last, end, at[last - 1].c, found) || changed;
}

bool
evasion_leet(EvasionChars *chars)
{
	bool		changed = false;

	for (Size i = 0; i < chars->n;)
	{
		Size		start = i;

		CHECK_FOR_INTERRUPTS();
		while (i < chars->n && in_leet(chars->at[i].c))
			i++;
		if (i > start)
			changed = fold_leet_word(chars, start, i) || changed;
		else
			i++;
	}
	return changed;
}
