/*
 * evasion.c
 *	  Folding against evasion: the options, the order of the steps, and the steps
 *	  that need one character at a time. ASCII that no step can change is copied.
 */
#include "evasion/evasion.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "evasion/evasion_chars.h"
#include "ascii.h"
#include "text/icu.h"

static const struct
{
	const char *name;
	EvasionOptions bit;
}			options_by_name[] =
{
	{"casefold", EVASION_CASEFOLD},
	{"confusables", EVASION_CONFUSABLES},
	{"hans", EVASION_HANS},
	{"invisible", EVASION_INVISIBLE},
	{"leet", EVASION_LEET},
	{"repeats", EVASION_REPEATS},
	{"spaced", EVASION_SPACED},
	{"width", EVASION_WIDTH},
};

bool
evasion_option(const char *name, int len, EvasionOptions *bit)
{
	for (Size i = 0; i < lengthof(options_by_name); i++)
	{
		if ((int) strlen(options_by_name[i].name) == len &&
			memcmp(options_by_name[i].name, name, len) == 0)
		{
			*bit = options_by_name[i].bit;
			return true;
		}
	}
	return false;
}

const char *
evasion_name(EvasionOptions bit)
{
	for (Size i = 0; i < lengthof(options_by_name); i++)
	{
		if (options_by_name[i].bit == bit)
			return options_by_name[i].name;
	}
	return NULL;
}

/* Returns the ordinary form of a full-width or half-width character, or itself if it has none. */
static pg_wchar
ordinary_width(pg_wchar c)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		form[EVASION_EXPANSION];
	int32		n;
	int32		i = 0;
	UChar32		ordinary;

	n = unorm2_getRawDecomposition(icu_normalizer(ICU_NFKC), c, form, lengthof(form), &status);
	icu_check(status, "Unicode decomposition");
	if (n <= 0)
		return c;
	U16_NEXT(form, i, n, ordinary);
	return i == n ? (pg_wchar) ordinary : c;
}

/* Composes a letter with a voicing mark, as half-width ｶﾞ with ガ; returns false if it cannot. */
static bool
compose_voiced(EvasionChar *base, pg_wchar mark)
{
	UChar32		pair = unorm2_composePair(icu_normalizer(ICU_NFC), base->c, mark);

	if (pair < 0)
		return false;
	base->c = pair;
	return true;
}

#define VOICED_MARK			0x3099
#define SEMI_VOICED_MARK	0x309A

/* Returns the number of characters: of bytes that begin one. */
static Size
count_chars(const char *text, int len)
{
	Size		n = 0;

	for (int i = 0; i < len; i++)
		n += (text[i] & 0xC0) != 0x80;
	return n;
}

/* Reads the characters of a text, without invisible ones and in ordinary width if so told. */
static void
read_chars(const char *text, int len, EvasionOptions options, EvasionChars *chars)
{
	const uint8 *bytes = (const uint8 *) text;
	Size		n = 0;

	chars->at = MemoryContextAllocHuge(CurrentMemoryContext,
									   evasion_chars_size(Max(count_chars(text, len), 1)));
	for (int i = 0; i < len;)
	{
		int			start = i;
		pg_wchar	c;

		CHECK_FOR_INTERRUPTS();
		U8_NEXT_UNSAFE(bytes, i, c);
		if (options & EVASION_WIDTH && c >= 0x80 && evasion_facts(c).flags & CHAR_FORM)
		{
			c = ordinary_width(c);
			if ((c == VOICED_MARK || c == SEMI_VOICED_MARK) && n > 0 &&
				compose_voiced(&chars->at[n - 1], c))
			{
				chars->at[n - 1].end = i;
				continue;
			}
		}
		if (options & EVASION_INVISIBLE && evasion_facts(c).flags & CHAR_INVISIBLE)
			continue;
		chars->at[n++] = (EvasionChar) {c, start, i};
	}
	chars->n = n;
}

/* Folds the case of one character, fully, with Unicode's default and not Turkish rules. */
static int
fold_case(pg_wchar c, pg_wchar *out)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		src[2];
	UChar		folded[EVASION_EXPANSION];
	int32		srclen = 0;
	int32		len;
	int			n = 0;

	U16_APPEND_UNSAFE(src, srclen, c);
	len = u_strFoldCase(folded, lengthof(folded), src, srclen, U_FOLD_CASE_DEFAULT, &status);
	icu_check(status, "case folding");
	for (int32 i = 0; i < len;)
	{
		UChar32		next;

		U16_NEXT(folded, i, len, next);
		out[n++] = next;
	}
	return n;
}

/* Folds the case of every character; returns whether that changed one outside ASCII. */
static bool
fold_cases(EvasionChars *chars)
{
	Size		extra = 0;
	bool		changed = false;

	for (Size i = 0; i < chars->n; i++)
	{
		EvasionChar *ch = &chars->at[i];

		CHECK_FOR_INTERRUPTS();
		if (ch->c < 0x80)
		{
			if (ascii_is_upper(ch->c))
				ch->c += 'a' - 'A';
		}
		else if (evasion_facts(ch->c).flags & CHAR_CASED)
		{
			pg_wchar	folded[EVASION_EXPANSION];
			int			n = fold_case(ch->c, folded);

			changed = true;
			if (n == 1)
				ch->c = folded[0];
			else
			{
				ch->c |= EVASION_PENDING;
				extra += n - 1;
			}
		}
	}
	evasion_expand(chars, extra, fold_case);
	return changed;
}

#ifdef USE_ASSERT_CHECKING
/* Whether a character begins there, or the text ends. */
static bool
is_boundary(const char *text, int len, uint32 at)
{
	return at == (uint32) len || (at < (uint32) len && (text[at] & 0xC0) != 0x80);
}
#endif

/* Writes the characters, and where they came from. */
static void
write_chars(const EvasionChars *chars, const char *text PG_USED_FOR_ASSERTS_ONLY, int len,
			EvasionText *out)
{
	Size		size = 0;
	Size		n = 0;

	for (Size i = 0; i < chars->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		size += U8_LENGTH(chars->at[i].c);
	}
	if (size > MaxAllocSize - VARHDRSZ - 1)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("folded text is too long"),
				 errdetail("It would be %zu bytes long.", size)));
	out->text = palloc(size + 1);
	out->start = MemoryContextAllocHuge(CurrentMemoryContext, (size + 1) * sizeof(uint32));
	out->end = MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 1) * sizeof(uint32));
	for (Size i = 0; i < chars->n; i++)
	{
		const EvasionChar *ch = &chars->at[i];
		Size		from = n;

		CHECK_FOR_INTERRUPTS();
		Assert(ch->start < ch->end);
		Assert(is_boundary(text, len, ch->start) && is_boundary(text, len, ch->end));
		Assert(i == 0 || (ch->start >= ch[-1].start && ch->end >= ch[-1].end));
		U8_APPEND_UNSAFE((uint8 *) out->text, n, ch->c);
		for (; from < n; from++)
		{
			out->start[from] = ch->start;
			out->end[from] = ch->end;
		}
	}
	out->text[size] = '\0';
	out->start[size] = len;
	out->len = size;
}

/* Whether a character is a letter, or can stand for one in leet or in a word that is spelt out. */
static inline bool
is_element(char c)
{
	return ascii_is_alnum(c) || evasion_is_leet_sign(c);
}

/* Whether a sign can be Markdown's around a letter. */
static inline bool
is_markdown(char c)
{
	return c == '*' || c == '~' || c == '`' || c == '|';
}

/* Whether some byte is not ASCII. */
static bool
has_high_bit(const char *s, int len)
{
	int			i = 0;

	while (i < len)
	{
		int			end = Min(i + FACTAG_INTERRUPT_BYTES, len);
		uint64		bits = 0;

		CHECK_FOR_INTERRUPTS();
		for (; i + 8 <= end; i += 8)
		{
			uint64		word;

			memcpy(&word, s + i, sizeof(word));
			bits |= word;
		}
		for (; i < end; i++)
			bits |= (uint64) (unsigned char) s[i];
		if (bits & UINT64CONST(0x8080808080808080))
			return true;
	}
	return false;
}

#define EACH_BYTE(b) (UINT64CONST(0x0101010101010101) * (b))

/*
 * Writes the small form of ASCII, eight characters at a time: the first sum sets the high
 * bit of each character from A on, the second of each one after Z.
 */
static void
fold_ascii(const char *s, int len, char *out)
{
	for (int i = 0; i < len;)
	{
		int			end = Min(i + FACTAG_INTERRUPT_BYTES, len);

		CHECK_FOR_INTERRUPTS();
		for (; i + 8 <= end; i += 8)
		{
			uint64		word;
			uint64		upper;

			memcpy(&word, s + i, sizeof(word));
			upper = ((word + EACH_BYTE(0x80 - 'A')) ^ (word + EACH_BYTE(0x80 - 'Z' - 1))) & EACH_BYTE(0x80);
			word |= upper >> 2; /* 0x20 */
			memcpy(out + i, &word, sizeof(word));
		}
		for (; i < end; i++)
			out[i] = ascii_is_upper((unsigned char) s[i]) ? s[i] + ('a' - 'A') : s[i];
	}
}

/*
 * Whether a text is ASCII that no step changes, case folding aside. May be false
 * for such a text, but is never true for another.
 */
static bool
is_plain(const char *s, int len, EvasionOptions options)
{
	bool		leet = (options & EVASION_LEET) != 0;
	bool		repeats = (options & EVASION_REPEATS) != 0;
	bool		spaced = (options & EVASION_SPACED) != 0;
	bool		invisible = (options & EVASION_INVISIBLE) != 0;
	int			singles = 0;	/* letters by themselves, with few signs between them */
	int			last = 0;		/* the last of them */

	if (has_high_bit(s, len))
		return false;
	/* the other options change nothing in ASCII but case */
	if (!leet && !repeats && !spaced && !invisible)
		return true;
	for (int i = 0; i < len; i++)
	{
		unsigned char c = s[i];

		if (unlikely(i % FACTAG_INTERRUPT_BYTES == 0))
			CHECK_FOR_INTERRUPTS();
		if (ascii_is_letter(c))
		{
			if (repeats && i >= 2 && ((s[i - 1] ^ c) & ~0x20) == 0 && ((s[i - 2] ^ c) & ~0x20) == 0)
				return false;
			/* the third of three elements between the same separator */
			if (spaced && i >= 4 && s[i - 1] == s[i - 3] && !ascii_is_letter(s[i - 1]) &&
				is_element(s[i - 2]) && is_element(s[i - 4]))
				return false;
			if (leet && i >= 1 && !ascii_is_letter(s[i - 1]) && is_element(s[i - 1]))
				return false;
			if (spaced)
			{
				if (i > 0 && is_markdown(s[i - 1]) && i + 1 < len && is_markdown(s[i + 1]))
					return false;
				if ((i > 0 && ascii_is_alnum(s[i - 1])) || (i + 1 < len && ascii_is_alnum(s[i + 1])))
					singles = 0;
				else
					singles = i - last <= EVASION_SEPARATOR + 1 ? singles + 1 : 1;
				last = i;
				if (singles >= 3)
					return false;
			}
		}
		else if (c == '$')
		{
			/* at the end of a word, perhaps after other signs */
			if (leet && i >= 1 && is_element(s[i - 1]))
				return false;
		}
		else if (invisible && (c < ' ' || c == 0x7F) && !(c >= '\t' && c <= '\r'))
			return false;
	}
	return true;
}

/*
 * Takes every step once; returns whether a step may change something now that it left before.
 *
 * Each step relies on those before it. "ｓ о 0 о о" is a word spelt out only in ordinary
 * width. Joined, its о stands beside Latin letters, so that it is taken for one. Then 0
 * stands between letters, and is leet. Only then are there four letters o in a row.
 * Look-alikes come before case, since В looks like a letter of ASCII and в does not. Leet
 * comes after case, so that $HIT is $hit.
 *
 * What a step changes may matter to an earlier one: look-alikes may be the same sign between
 * letters, the small form of a letter may be a look-alike or have a mark, and a Chinese
 * character that is repeated may become a single one. It ends, since no step undoes another:
 * they drop characters, and turn them into letters of ASCII or into small ones.
 */
static bool
fold_chars(EvasionChars *chars, EvasionOptions options)
{
	EvasionOptions again = 0;	/* options whose steps may change something */

	if (options & EVASION_SPACED)
		(void) evasion_spaced(chars);
	if (options & EVASION_CONFUSABLES && evasion_confusables(chars))
		again |= EVASION_SPACED;
	if (options & EVASION_HANS)
		evasion_hans(chars);
	if (options & EVASION_CASEFOLD && fold_cases(chars))
		again |= EVASION_SPACED | EVASION_CONFUSABLES;
	if (options & EVASION_LEET && evasion_leet(chars))
		again |= EVASION_SPACED | EVASION_CONFUSABLES;
	if (options & EVASION_REPEATS && evasion_repeats(chars))
		again |= EVASION_SPACED | EVASION_CONFUSABLES | EVASION_LEET;
	return (again & options) != 0;
}

void
evasion_fold(const char *text, int len, EvasionOptions options, EvasionText *out)
{
	EvasionChars chars;

	out->start = out->end = NULL;
	if (options == 0 || is_plain(text, len, options))
	{
		out->len = len;
		out->text = palloc((Size) len + 1);
		if (options & EVASION_CASEFOLD)
			fold_ascii(text, len, out->text);
		else
			memcpy(out->text, text, len);
		out->text[len] = '\0';
		return;
	}

	read_chars(text, len, options, &chars);
	while (fold_chars(&chars, options))
		;
	write_chars(&chars, text, len, out);
	pfree(chars.at);
	if (out->len == len && memcmp(out->text, text, len) == 0)
	{
		pfree(out->start);
		pfree(out->end);
		out->start = out->end = NULL;
	}
}
