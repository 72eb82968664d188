/*
 * evasion_chars.c
 *	  Expanding characters, and facts about characters; see evasion_chars.h.
 *
 * A character's look, the ASCII character that it resembles, comes from Unicode's
 * UTS #39 (the skeletons of confusables.txt). Those say what can be confused, not
 * what means the same, so we restrict them:
 *
 * - ASCII has no other look.
 * - Characters that are compatible with ASCII (𝐡, ⓗ, ﬀ) become just that.
 * - Of the others, letters look like letters only, and signs like signs. A
 *	 skeleton of several characters counts only if it is that of one ASCII
 *	 character, such as "rn" for m.
 * - The skeleton of a capital І is l, as is that of I; we take it for I.
 */
#include "evasion/evasion_chars.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "ascii.h"
#include "text/icu.h"

Size
evasion_chars_size(Size n)
{
	if (n > MaxAllocHugeSize / sizeof(EvasionChar))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text is too long to be folded"),
				 errdetail("It has %zu characters.", n)));
	return n * sizeof(EvasionChar);
}

void
evasion_expand(EvasionChars *chars, Size extra, EvasionExpand expand)
{
	Size		from = chars->n;
	Size		to = chars->n + extra;

	if (extra == 0)
		return;
	chars->at = repalloc_huge(chars->at, evasion_chars_size(to));
	chars->n = to;
	/* from the end, so that nothing is overwritten that has not been read */
	while (from < to)
	{
		EvasionChar ch = chars->at[--from];
		pg_wchar	out[EVASION_EXPANSION];
		int			n = 1;

		CHECK_FOR_INTERRUPTS();
		out[0] = ch.c;
		if (ch.c & EVASION_PENDING)
			n = expand(ch.c & ~EVASION_PENDING, out);
		while (n > 0)
		{
			ch.c = out[--n];
			chars->at[--to] = ch;
		}
	}
}

EvasionFacts *evasion_pages[0x110000 / EVASION_PAGE];

/* small capitals: UTS #39 has only those that look like small letters */
static const struct
{
	uint16		c;
	char		look;
}			small_capitals[] =
{
	{0x0138, 'k'},				/* kra, which is the skeleton of к */
	{0x0262, 'g'}, {0x026A, 'i'}, {0x0274, 'n'}, {0x0280, 'r'}, {0x028F, 'y'}, {0x0299, 'b'},
	{0x029C, 'h'}, {0x029F, 'l'}, {0x1D00, 'a'}, {0x1D04, 'c'}, {0x1D05, 'd'}, {0x1D07, 'e'},
	{0x1D0A, 'j'}, {0x1D0B, 'k'}, {0x1D0D, 'm'}, {0x1D0F, 'o'}, {0x1D18, 'p'}, {0x1D1B, 't'},
	{0x1D1C, 'u'}, {0x1D20, 'v'}, {0x1D21, 'w'}, {0x1D22, 'z'}, {0xA730, 'f'}, {0xA731, 's'},
	{0xA7AF, 'q'},
};

/* Returns the letter of a small capital, 0 if it is none. */
static char
small_capital(UChar32 c)
{
	for (Size i = 0; i < lengthof(small_capitals); i++)
	{
		if (small_capitals[i].c == c)
			return small_capitals[i].look;
	}
	return 0;
}

/* Returns the length of UTF-16 if all of it is printable ASCII, else -1. */
static int
ascii_length(const UChar *s, int32 len)
{
	for (int32 i = 0; i < len; i++)
	{
		if (s[i] < ' ' || s[i] > '~')
			return -1;
	}
	return len;
}

/* Returns ICU's checker for confusables, which is opened once. */
static const USpoofChecker *
spoof_checker(void)
{
	static USpoofChecker *opened = NULL;

	if (opened == NULL)
	{
		UErrorCode	status = U_ZERO_ERROR;
		USpoofChecker *checker = uspoof_open(&status);

		icu_check(status, "loading Unicode confusables");
		opened = checker;
	}
	return opened;
}

/*
 * Writes the ASCII that a character is compatible with: letters and digits, or a
 * single sign. Returns its length, 0 if there is none.
 */
static int
compatible_ascii(UChar32 c, const EvasionFacts *facts, UChar *out)
{
	int32		len = icu_normalize_char(ICU_NFKC, c, out, EVASION_EXPANSION);
	bool		alnum = false;
	bool		sign = false;

	if (ascii_length(out, len) <= 0)
		return 0;
	/* in "word™" and "word²" the superscript is not part of the word */
	if (!(facts->flags & CHAR_LETTER) &&
		u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE) == U_DT_SUPER)
		return 0;
	for (int32 i = 0; i < len; i++)
	{
		if (ascii_is_alnum(out[i]))
			alnum = true;
		else
			sign = true;
	}
	/* full-width signs are Chinese punctuation, which only the option width changes */
	if (facts->flags & CHAR_WIDE ? sign : !alnum && len > 1)
		return 0;
	return len;
}

/*
 * Returns the one ASCII character whose skeleton a character shares, 0 if there is
 * none. Sets *loosely if that is by way of a small capital.
 */
static char
skeleton_ascii(UChar32 c, bool *loosely)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		src[2];
	UChar		skeleton[EVASION_EXPANSION * 2];
	int32		srclen = 0;
	int32		len;

	U16_APPEND_UNSAFE(src, srclen, c);
	len = uspoof_getSkeleton(spoof_checker(), 0, src, srclen,
							 skeleton, lengthof(skeleton), &status);
	if (status == U_BUFFER_OVERFLOW_ERROR)
		return 0;
	icu_check(status, "Unicode confusables");
	/* the skeletons of m and of the double quote */
	if (len == 2 && skeleton[0] == 'r' && skeleton[1] == 'n')
		return 'm';
	if (len == 2 && skeleton[0] == '\'' && skeleton[1] == '\'')
		return '"';
	if (len != 1)
		return 0;
	if (ascii_length(skeleton, 1) < 0)
	{
		*loosely = true;
		return small_capital(skeleton[0]);
	}
	if (skeleton[0] == 'l' && u_charType(c) == U_UPPERCASE_LETTER)
		return 'I';
	return skeleton[0];
}

/*
 * Sets facts->look to the ASCII character that a character resembles, and the
 * LOOK flags that tell when it counts.
 */
static void
find_look(UChar32 c, EvasionFacts *facts)
{
	UChar		ascii[EVASION_EXPANSION];
	int			n;
	bool		loosely = false;
	char		look;
	bool		letter;

	/* letters in negative circles and squares have no decomposition */
	if ((c >= 0x1F150 && c <= 0x1F169) || (c >= 0x1F170 && c <= 0x1F189))
	{
		facts->look = 'A' + (c - 0x1F150) % 0x20;
		facts->flags |= LOOK_ALWAYS | CHAR_LATIN;
		return;
	}
	n = compatible_ascii(c, facts, ascii);
	if (n > 0)
	{
		facts->look = n == 1 ? ascii[0] : 0;
		facts->flags |= LOOK_ALWAYS;
		for (int i = 0; i < n; i++)
		{
			if (ascii_is_letter(ascii[i]))
				facts->flags |= CHAR_LATIN;
		}
		return;
	}
	if (facts->flags & (CHAR_WIDE | CHAR_MARK | CHAR_INVISIBLE))
		return;

	look = skeleton_ascii(c, &loosely);
	if (look == 0)
		return;
	letter = ascii_is_letter(look);
	if (facts->flags & CHAR_LETTER && u_charType(c) != U_MODIFIER_LETTER)
	{
		if (!letter)
			return;
		facts->flags |= loosely && !(facts->flags & CHAR_LATIN) ? LOOK_LOOSELY : LOOK_LETTER;
	}
	else if (letter || ascii_is_digit(look))
		facts->flags |= LOOK_LOOSELY;
	else if (facts->flags & CHAR_DIGIT)
		return;
	else
		facts->flags |= LOOK_ALWAYS;
	facts->look = look;
}

/* Whether a mark is used with any script, unlike those of Arabic, Hebrew, Thai and others. */
static bool
is_general_mark(UChar32 c)
{
	switch (ublock_getCode(c))
	{
		case UBLOCK_COMBINING_DIACRITICAL_MARKS:
		case UBLOCK_COMBINING_DIACRITICAL_MARKS_EXTENDED:
		case UBLOCK_COMBINING_DIACRITICAL_MARKS_SUPPLEMENT:
		case UBLOCK_COMBINING_MARKS_FOR_SYMBOLS:
		case UBLOCK_COMBINING_HALF_MARKS:
			return true;
		default:
			return u_charType(c) == U_ENCLOSING_MARK;
	}
}

/* Looks a character up in ICU. */
static EvasionFacts
find_facts(UChar32 c)
{
	EvasionFacts	facts = {0, 0};
	uint32		category = U_GET_GC_MASK(c);
	int			width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	int			form = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);
	UErrorCode	status = U_ZERO_ERROR;

	/* surrogates and private use */
	if (category & (U_GC_CS_MASK | U_GC_CO_MASK))
		return facts;
	if (category & U_GC_M_MASK)
		facts.flags |= CHAR_MARK | (is_general_mark(c) ? CHAR_GENERAL : 0);
	else if (u_hasBinaryProperty(c, UCHAR_ALPHABETIC))
		facts.flags |= CHAR_LETTER;
	if (category & U_GC_ND_MASK)
		facts.flags |= CHAR_DIGIT;
	if (category & (U_GC_P_MASK | U_GC_S_MASK) && !(facts.flags & CHAR_LETTER))
		facts.flags |= CHAR_SIGN;
	if (c == '\t' || category & U_GC_ZS_MASK)
		facts.flags |= CHAR_BLANK;
	if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
		(category & U_GC_CC_MASK && !u_isUWhiteSpace(c)))
		facts.flags |= CHAR_INVISIBLE;
	if (width == U_EA_WIDE || width == U_EA_FULLWIDTH)
		facts.flags |= CHAR_WIDE;
	if (form == U_DT_WIDE || form == U_DT_NARROW)
		facts.flags |= CHAR_FORM;
	if (u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH))
		facts.flags |= CHAR_HAN;
	if (u_hasBinaryProperty(c, UCHAR_CHANGES_WHEN_CASEFOLDED))
		facts.flags |= CHAR_CASED;
	if (facts.flags & CHAR_LETTER && uscript_getScript(c, &status) == USCRIPT_LATIN)
		facts.flags |= CHAR_LATIN;
	icu_check(status, "Unicode scripts");
	if (c >= 0x80)
		find_look(c, &facts);
	return facts;
}

void
evasion_page_fill(pg_wchar page)
{
	EvasionFacts	facts[EVASION_PAGE];
	EvasionFacts  *result;

	for (int i = 0; i < EVASION_PAGE; i++)
		facts[i] = find_facts(page * EVASION_PAGE + i);
	result = MemoryContextAlloc(TopMemoryContext, sizeof(facts));
	memcpy(result, facts, sizeof(facts));
	evasion_pages[page] = result;
}
