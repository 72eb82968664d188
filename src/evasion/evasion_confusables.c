/*
 * evasion_confusables.c
 *	  Replaces characters that look like ASCII, and removes marks that are noise.
 *
 * Look-alikes are judged word by word, so that other scripts stay readable: рак is
 * Russian, but the а of "hаte" hides among Latin letters. Look-alikes of a word are
 * replaced if it has a Latin letter, or if it has at least two letters and all of
 * them look like letters of ASCII (ѕех): no reader can tell which script that is.
 */
#include "evasion/evasion_chars.h"

#include <unicode/uloc.h>
#include <unicode/utf16.h>

#include "miscadmin.h"

#include "text/icu.h"

#define FIRST_INDICATOR 0x1F1E6

/* no composed letter of Unicode has more marks */
#define MAX_LETTER_MARKS 4

static inline bool
is_general_mark(pg_wchar c)
{
	return c >= 0x80 && evasion_facts(c).flags & CHAR_GENERAL;
}

/* Whether Unicode has one character for a base and its marks. */
static bool
is_composed(const EvasionChar *base, const EvasionChar *marks, Size n)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		src[(MAX_LETTER_MARKS + 1) * 2];
	UChar		composed[EVASION_EXPANSION];
	int32		srclen = 0;
	int32		len;

	if (n > MAX_LETTER_MARKS)
		return false;
	U16_APPEND_UNSAFE(src, srclen, base->c);
	for (Size i = 0; i < n; i++)
		U16_APPEND_UNSAFE(src, srclen, marks[i].c);
	len = unorm2_normalize(icu_normalizer(ICU_NFC), src, srclen,
						   composed, lengthof(composed), &status);
	icu_check(status, "Unicode normalization");
	return len == 1 || (len == 2 && U16_IS_LEAD(composed[0]));
}

/* Returns the base of a composed character, or itself if a mark of it is of one script alone. */
static pg_wchar
without_marks(pg_wchar c)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		parts[EVASION_EXPANSION];
	int32		len;
	int32		i = 0;
	UChar32		base;

	len = unorm2_getDecomposition(icu_normalizer(ICU_NFD), c, parts, lengthof(parts), &status);
	icu_check(status, "Unicode decomposition");
	if (len <= 0)
		return c;
	U16_NEXT(parts, i, len, base);
	while (i < len)
	{
		UChar32		mark;

		U16_NEXT(parts, i, len, mark);
		if (!is_general_mark(mark))
			return c;
	}
	return base;
}

/*
 * Removes all marks of a character unless Unicode has it composed with them: é, ñ
 * and ế stay, in whichever form, but letters that are crossed out or have stacks
 * of marks lose them.
 */
static bool
drop_noise(EvasionChars *chars)
{
	Size		n = 0;
	bool		dropped = false;

	for (Size i = 0; i < chars->n;)
	{
		Size		end = i;

		CHECK_FOR_INTERRUPTS();
		while (end < chars->n && is_general_mark(chars->at[end].c))
			end++;
		if (end == i)
			chars->at[n++] = chars->at[i++];
		else if (n > 0 && is_composed(&chars->at[n - 1], &chars->at[i], end - i))
		{
			while (i < end)
				chars->at[n++] = chars->at[i++];
		}
		else
		{
			if (n > 0)
			{
				chars->at[n - 1].c = without_marks(chars->at[n - 1].c);
				chars->at[n - 1].end = chars->at[end - 1].end;
			}
			i = end;
			dropped = true;
		}
	}
	chars->n = n;
	return dropped;
}

/* Whether two regional indicators are the flag of a country or region. */
static bool
is_flag(pg_wchar first, pg_wchar second)
{
	/* beyond ISO 3166, those that have a flag */
	static const char *const others[] = {"AC", "CP", "DG", "EA", "EU", "IC", "TA", "UN", "XK", NULL};
	const char *const *lists[] = {uloc_getISOCountries(), others};
	char		code[] = {first - FIRST_INDICATOR + 'A', second - FIRST_INDICATOR + 'A', '\0'};

	for (Size i = 0; i < lengthof(lists); i++)
	{
		for (const char *const *known = lists[i]; *known; known++)
		{
			if (strcmp(*known, code) == 0)
				return true;
		}
	}
	return false;
}

/* Replaces regional indicators by their letters, unless all of a run are flags; whether it did. */
static bool
map_indicators(EvasionChars *chars)
{
	bool		changed = false;

	for (Size i = 0; i < chars->n;)
	{
		Size		end = i;
		bool		flags = true;

		CHECK_FOR_INTERRUPTS();
		while (end < chars->n && evasion_is_indicator(chars->at[end].c))
			end++;
		if (end == i)
		{
			i++;
			continue;
		}
		flags = (end - i) % 2 == 0;
		for (Size k = i; flags && k < end; k += 2)
		{
			CHECK_FOR_INTERRUPTS();
			flags = is_flag(chars->at[k].c, chars->at[k + 1].c);
		}
		for (; i < end; i++)
		{
			if (!flags)
				chars->at[i].c = chars->at[i].c - FIRST_INDICATOR + 'A';
		}
		changed = changed || !flags;
	}
	return changed;
}

/* Writes the ASCII characters that one is compatible with. */
static int
expand_compatible(pg_wchar c, pg_wchar *out)
{
	UChar		ascii[EVASION_EXPANSION];
	int32		len = evasion_named_word(c, out);

	if (len > 0)
		return len;
	len = icu_normalize_char(ICU_NFKC, c, ascii, lengthof(ascii));
	for (int32 i = 0; i < len; i++)
		out[i] = ascii[i];
	return len;
}

/* Whether a character is part of a word for this step. */
static inline bool
in_word(EvasionFacts facts)
{
	return facts.flags & (CHAR_WORD | CHAR_LATIN | LOOK_LOOSELY) &&
		(!(facts.flags & CHAR_WIDE) || facts.flags & LOOK_ALWAYS);
}

/* Reads a word; returns its end. *looks gets the LOOK flags that count in it. */
static Size
read_word(const EvasionChars *chars, Size i, int *looks)
{
	bool		latin = false;
	bool		alike = true;
	int			letters = 0;

	for (; i < chars->n; i++)
	{
		EvasionFacts	facts = evasion_facts(chars->at[i].c);

		CHECK_FOR_INTERRUPTS();
		if (!in_word(facts))
			break;
		if (facts.flags & CHAR_LATIN)
			latin = true;
		else if (facts.flags & CHAR_LETTER)
		{
			letters = Min(letters + 1, 2);
			if (!(facts.flags & LOOK_LETTER))
				alike = false;
		}
		else if (facts.flags & CHAR_MARK)
			alike = false;
	}
	*looks = LOOK_ALWAYS;
	if (latin || (alike && letters > 1))
		*looks |= LOOK_LETTER | LOOK_LOOSELY;
	return i;
}

/* Removes noise and replaces look-alikes; returns whether anything changed. */
static bool
map_confusables(EvasionChars *chars)
{
	Size		extra = 0;
	bool		changed = drop_noise(chars);

	for (Size i = 0; i < chars->n;)
	{
		int			looks;
		Size		end = Max(read_word(chars, i, &looks), i + 1);

		for (; i < end; i++)
		{
			EvasionChar *ch = &chars->at[i];
			EvasionFacts	facts = evasion_facts(ch->c);

			CHECK_FOR_INTERRUPTS();
			if (!(facts.flags & looks))
				continue;
			if (facts.look)
			{
				ch->c = facts.look;
				changed = true;
			}
			else
			{
				pg_wchar	ascii[EVASION_EXPANSION];

				extra += expand_compatible(ch->c, ascii) - 1;
				ch->c |= EVASION_PENDING;
				changed = true;
			}
		}
	}
	evasion_expand(chars, extra, expand_compatible);
	return changed;
}

/*
 * Repeats it until nothing changes: a letter that is replaced may lose its marks, which may
 * show its neighbours to be look-alikes. It ends, since marks are dropped and what is replaced
 * becomes ASCII, which stays.
 */
bool
evasion_confusables(EvasionChars *chars)
{
	bool		changed = map_indicators(chars);

	while (map_confusables(chars))
		changed = true;
	return changed;
}
