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
 * - Where there is none, the name of a Latin or enclosed letter may tell (evasion_name.c).
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

#define KRA 0x0138
#define BRAILLE_BLANK 0x2800

/* Whether a character of the basic plane is a letter of the phonetic alphabet that looks like a small capital. */
static bool
is_small_capital(UChar c)
{
	UErrorCode	status = U_ZERO_ERROR;
	char		name[64];

	return u_charName(c, U_UNICODE_CHAR_NAME, name, sizeof(name), &status) > 0 &&
		strncmp(name, "LATIN LETTER SMALL CAPITAL ", 27) == 0;
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
		/* UTS #39 has small capitals that look like small letters only; kra is the skeleton of к */
		*loosely = true;
		return skeleton[0] == KRA ? 'k' : is_small_capital(skeleton[0]) ?
			evasion_named_letter(skeleton[0]) : 0;
	}
	if (skeleton[0] == 'l' && u_charType(c) == U_UPPERCASE_LETTER)
		return 'I';
	return skeleton[0];
}

/* Whether a character's name may tell of a letter of ASCII that nothing else connects it with. */
static bool
may_be_named(UChar32 c, const EvasionFacts *facts)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		parts[EVASION_EXPANSION];

	switch (ublock_getCode(c))
	{
		case UBLOCK_ENCLOSED_ALPHANUMERICS:
		case UBLOCK_ENCLOSED_ALPHANUMERIC_SUPPLEMENT:
			return true;
		case UBLOCK_BASIC_LATIN:
		case UBLOCK_LATIN_1_SUPPLEMENT:
		case UBLOCK_LATIN_EXTENDED_A:
			/* ø, đ, ħ, ł and ŧ are letters of their own */
			return false;
		default:
			/* accents are not evasion */
			return facts->flags & CHAR_LATIN && facts->flags & CHAR_LETTER &&
				unorm2_getRawDecomposition(icu_normalizer(ICU_NFC), c, parts, lengthof(parts), &status) < 0;
	}
}

/* Sets the look that the name of a character tells of; returns false if there is none. */
static bool
find_named_look(UChar32 c, EvasionFacts *facts)
{
	pg_wchar	word[EVASION_EXPANSION];
	char		letter;

	if (evasion_is_indicator(c) || !may_be_named(c, facts))
		return false;
	letter = evasion_named_letter(c);
	if (letter == 0 && evasion_named_word(c, word) == 0)
		return false;
	facts->look = letter;
	facts->flags |= LOOK_ALWAYS | CHAR_LATIN;
	return true;
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

	if (c == BRAILLE_BLANK)
	{
		facts->look = ' ';
		facts->flags |= LOOK_ALWAYS;
		return;
	}
	/* letters in parentheses are compatible with these and a letter */
	if (u_charType(c) == U_OTHER_SYMBOL && find_named_look(c, facts))
		return;
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
	letter = ascii_is_letter(look);
	if (look == 0 || (facts->flags & CHAR_LETTER && u_charType(c) != U_MODIFIER_LETTER && !letter))
	{
		(void) find_named_look(c, facts);
		return;
	}
	if (facts->flags & CHAR_LETTER && u_charType(c) != U_MODIFIER_LETTER)
		facts->flags |= loosely && !(facts->flags & CHAR_LATIN) ? LOOK_LOOSELY : LOOK_LETTER;
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

/*
 * Whether a character shows nothing: by Unicode's word, controls that are not blank, formats
 * other than signs such as the Arabic number sign, and what only some fonts show.
 */
static bool
is_invisible(UChar32 c, uint32 category)
{
	if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return true;
	if (category & U_GC_CC_MASK)
		return !u_isUWhiteSpace(c);
	if (category & U_GC_CF_MASK)
		return !u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
	/* the object replacement character, a note head without a note, and a filler of Khitan */
	return c == 0xFFFC || c == 0x1D159 || c == 0x16FE4;
}

/* Whether a character is an emoji that stands for itself, not a sign of text such as ™. */
static bool
is_emoji(UChar32 c)
{
	return c >= 0x80 && !evasion_is_indicator(c) &&
		(u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
		 u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION));
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
	if (c == '\t' || category & U_GC_ZS_MASK || c == BRAILLE_BLANK)
	{
		facts.flags |= CHAR_BLANK;
		facts.flags &= ~CHAR_SIGN;
	}
	if (is_invisible(c, category))
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
	if (is_emoji(c) && !(facts.flags & LOOK_ALWAYS) && c != 0xA9 && c != 0xAE && c != 0x2122)
		facts.flags |= CHAR_EMOJI;
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
