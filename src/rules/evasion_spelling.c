/*
 * evasion_spelling.c
 *	  Words spelt out, with digits for letters, with letters drawn out.
 */
#include "evasion_chars.h"

#include "miscadmin.h"

/*
 * Spaced: single letters with the same separator between them.
 */

/*
 * A run that has more digits and signs than letters by more than this is no
 * word, and read no further: "@ @ @ @" would be read again from every @.
 */
#define MAX_OTHERS 1

static inline bool
is_word(const FoldChars *chars, Size i)
{
	return i < chars->n && char_facts(chars->at[i].c).flags & CHAR_WORD;
}

/* Reads one letter with its marks, or what can stand for a letter; returns its end, i if there is none. */
static Size
read_element(const FoldChars *chars, Size i, bool *letter, bool *han)
{
	pg_wchar	c;
	uint16		flags;

	if (i >= chars->n)
		return i;
	c = chars->at[i].c;
	flags = char_facts(c).flags;
	*letter = (flags & CHAR_LETTER) != 0;
	*han = (flags & CHAR_HAN) != 0;
	if (*letter)
	{
		Size		end = i + 1;

		while (end < chars->n && char_facts(chars->at[end].c).flags & CHAR_MARK)
			end++;
		return is_word(chars, end) ? i : end;
	}
	if (is_ascii_digit(c) || c == '@' || c == '$')
		return is_word(chars, i + 1) ? i : i + 1;
	return i;
}

/* a sign that ends a clause: between two Chinese characters it says so */
static bool
is_clause_mark(pg_wchar c)
{
	return char_facts(c).flags & CHAR_WIDE || c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

/*
 * Reads a word spelt out; returns its end, i if there is none. Blanks need one
 * letter more than signs, since words of one letter do occur in a row (Russian
 * "и я с"); but after another such word and several blanks two are enough.
 */
static Size
read_spaced(const FoldChars *chars, Size i, bool another)
{
	bool		letter,
				han,
				blank;
	bool		all_han = true;
	Size		letters = 0;
	Size		others = 0;
	Size		end = read_element(chars, i, &letter, &han);
	pg_wchar	separator;
	uint16		flags;

	if (end == i || end >= chars->n || is_ascii_digit(chars->at[i].c))
		return i;
	if (i > 0)
	{
		pg_wchar	before = chars->at[i - 1].c;

		/* nor the t of "don't" */
		if (is_word(chars, i - 1) || ((before == '\'' || before == 0x2019) && i > 1 && is_word(chars, i - 2)))
			return i;
	}
	separator = chars->at[end].c;
	flags = char_facts(separator).flags;
	if (!(flags & (CHAR_BLANK | CHAR_SIGN)))
		return i;
	blank = (flags & CHAR_BLANK) != 0;
	for (;;)
	{
		Size		next;

		CHECK_FOR_INTERRUPTS();
		if (letter)
			letters++;
		else
			others++;
		all_han = all_han && (han || !letter);
		if (others > letters + MAX_OTHERS || end >= chars->n || chars->at[end].c != separator)
			break;
		next = read_element(chars, end + 1, &letter, &han);
		if (next == end + 1)
			break;
		end = next;
	}
	if (letters >= 3 && letters + others >= (blank ? 4 : 3))
		return end;
	if (another && letters >= 2)
		return end;
	if (all_han && letters >= 2 && !is_clause_mark(separator))
		return end;
	return i;
}

void
fold_spaced(FoldChars *chars)
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
			bool		letter,
						han;
			Size		element = read_element(chars, i, &letter, &han);

			while (i < element)
				chars->at[n++] = chars->at[i++];
			i = Min(element + 1, end);
		}
		/* of several blanks between two such words one is left: they are as far apart as words are */
		for (next = end; next < chars->n && char_facts(chars->at[next].c).flags & CHAR_BLANK; next++)
			CHECK_FOR_INTERRUPTS();
		another = next > end + 1 && read_spaced(chars, next, true) > next;
		if (another)
		{
			chars->at[n++] = (FoldChar) {' ', chars->at[end].start, chars->at[next - 1].end};
			i = next;
		}
	}
	chars->n = n;
}

/*
 * Leet: digits and signs for letters, within a word of ASCII.
 */

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
	return is_ascii_letter(c) || is_ascii_digit(c) || is_leet_sign(c);
}

/* what a run of characters that are no letters consists of */
typedef enum LeetRun
{
	LEET_NONE,					/* a number, or a number and signs */
	LEET_DIGIT,					/* one digit, once or more */
	LEET_SIGNS
} LeetRun;

static LeetRun
leet_run(const FoldChar *at, Size start, Size end)
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
write_leet(FoldChar *at, Size start, Size end, pg_wchar neighbour)
{
	for (Size i = start; i < end; i++)
		at[i].c = leet_letter(at[i].c) - (is_ascii_upper(neighbour) ? 'a' - 'A' : 0);
}

/* whether a word with an @ goes on as the domain of an address */
static bool
is_address(const FoldChars *chars, Size i)
{
	while (i < chars->n && (is_ascii_letter(chars->at[i].c) || is_ascii_digit(chars->at[i].c) || chars->at[i].c == '-'))
	{
		CHECK_FOR_INTERRUPTS();
		i++;
	}
	return i + 1 < chars->n && chars->at[i].c == '.' &&
		(is_ascii_letter(chars->at[i + 1].c) || is_ascii_digit(chars->at[i + 1].c));
}

/* H1N1, H5N1: what is written about vaccines needs these */
static bool
is_influenza(const FoldChar *at, Size start, Size end)
{
	Size		i = start;

	for (int part = 0; part < 2; part++)
	{
		Size		digits;

		if (i == end || (at[i].c | 0x20) != (part == 0 ? 'h' : 'n'))
			return false;
		for (digits = ++i; i < end && is_ascii_digit(at[i].c);)
			i++;
		if (i == digits)
			return false;
	}
	return i == end;
}

/* whether signs at an end of a word stand for letters there: $hit and boob$, but no @name, $AAPL or US$ */
static bool
is_leet_end(const FoldChar *at, Size start, Size end, pg_wchar neighbour)
{
	bool		dollar = false;

	for (Size i = start; i < end; i++)
	{
		if (at[i].c == '!')
			return false;
		dollar = dollar || at[i].c == '$';
	}
	return dollar && (end - start > 1 || !is_ascii_upper(neighbour));
}

static void
fold_leet_word(FoldChars *chars, Size start, Size end)
{
	FoldChar   *at = chars->at;
	bool		address = false;
	bool		found = false;
	Size		first,
				last;

	/* the marks of exclamation around a word are none of it */
	while (start < end && at[start].c == '!')
		start++;
	while (start < end && at[end - 1].c == '!')
		end--;
	for (first = start; first < end && !is_ascii_letter(at[first].c);)
		first++;
	if (first == end || is_influenza(at, start, end))
		return;
	for (last = end; !is_ascii_letter(at[last - 1].c);)
		last--;

	for (Size i = start; i < end && !address; i++)
		address = at[i].c == '@' && is_address(chars, end);
	for (Size i = first; i < last;)
	{
		Size		run = i;
		LeetRun		kind;

		CHECK_FOR_INTERRUPTS();
		while (!is_ascii_letter(at[i].c))
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

	switch (leet_run(at, start, first))
	{
		case LEET_NONE:
			break;
		case LEET_DIGIT:
			if (found)
				write_leet(at, start, first, at[first].c);
			break;
		case LEET_SIGNS:
			if (is_leet_end(at, start, first, at[first].c))
				write_leet(at, start, first, at[first].c);
			break;
	}
	switch (leet_run(at, last, end))
	{
		case LEET_NONE:
			break;
		case LEET_DIGIT:
			if (found)
				write_leet(at, last, end, at[last - 1].c);
			break;
		case LEET_SIGNS:
			if (is_leet_end(at, last, end, at[last - 1].c))
				write_leet(at, last, end, at[last - 1].c);
			break;
	}
}

void
fold_leet(FoldChars *chars)
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

/*
 * Repeats: letters drawn out.
 */

static inline bool
is_vowel(pg_wchar c)
{
	c |= 0x20;
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* how many are left of three or more: two of those that English doubles most, where it does */
static int
repeats_left(pg_wchar c, pg_wchar before)
{
	pg_wchar	small = c | 0x20;

	return is_ascii_letter(c) && (small == 'g' || small == 'l' || small == 's') && is_vowel(before) ? 2 : 1;
}

void
fold_repeats(FoldChars *chars)
{
	Size		n = 0;

	for (Size i = 0; i < chars->n;)
	{
		FoldChar	first = chars->at[i];
		uint16		flags = char_facts(first.c).flags;
		Size		end = i + 1;
		Size		last;

		CHECK_FOR_INTERRUPTS();
		while (flags & CHAR_LETTER && end < chars->n && chars->at[end].c == first.c)
			end++;
		/* a word of that letter alone is a name or a number: www, xxx, KKK, III */
		if (end - i < 3 ||
			(!(flags & CHAR_WIDE) && !(n > 0 && is_word(chars, n - 1)) && !is_word(chars, end)))
		{
			while (i < end)
				chars->at[n++] = chars->at[i++];
			continue;
		}
		/* the last one left stands for all from there on */
		last = i + repeats_left(first.c, n > 0 ? chars->at[n - 1].c : 0) - 1;
		chars->at[last].end = chars->at[end - 1].end;
		while (i <= last)
			chars->at[n++] = chars->at[i++];
		i = end;
	}
	chars->n = n;
}
