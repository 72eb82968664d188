/*
 * hashtag.c
 *	  Finding hashtags in running text; see hashtag.h.
 *
 * UAX #31, UAX31-D2 with UAX31-R8-D1, and this profile:
 *
 *	  Start		#, U+FE5F and U+FF03, unless a combining mark follows
 *	  Continue	XID_Continue, Extended_Pictographic, Emoji_Component and +, without
 *				#. We leave out *, which is more often Markdown's than part of a
 *				keycap. We add full-width +, the joiners of emoji and Persian, middle
 *				dots, and two signs that words end in, the Hebrew geresh (U+05F3) and
 *				the ditto mark (U+3003).
 *	  Medial	- and full-width -, which R8 has in Continue; other hyphens, the
 *				gershayim, the maqaf and the tsheg, of UAX #31's optional characters;
 *				the wave dash, which names in Japanese have, and full-width ~, which
 *				keyboards write for it.
 *
 * One character of Medial joins two words, and does not end the last one. Nor does what
 * only connects: joiners, middle dots, and Pc, such as the underscore. These may also
 * stand at the start, and several in a row.
 *
 * At least one character must name something, that is, be a letter or an emoji:
 * digits alone are a rank or the number of an issue. begins_at() tells where a
 * hashtag may begin.
 */
#include "text/hashtag.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "miscadmin.h"

#include "ascii.h"
#include "text/fold.h"

#define MIDDLE_DOT				0x00B7
#define ARMENIAN_HYPHEN			0x058A
#define HEBREW_MAQAF			0x05BE
#define HEBREW_GERESH			0x05F3
#define HEBREW_GERSHAYIM		0x05F4
#define TIBETAN_TSHEG			0x0F0B
#define TIBETAN_TSHEG_NO_BREAK	0x0F0C
#define ZERO_WIDTH_NON_JOINER	0x200C
#define ZERO_WIDTH_JOINER		0x200D
#define HYPHEN					0x2010
#define HYPHEN_NO_BREAK			0x2011
#define HYPHENATION_POINT		0x2027
#define COMBINING_KEYCAP		0x20E3
#define DITTO_MARK				0x3003
#define WAVE_DASH				0x301C
#define KATAKANA_DOUBLE_HYPHEN	0x30A0
#define KATAKANA_MIDDLE_DOT		0x30FB
#define CYRILLIC_KAVYKA			0xA67E
#define TEXT_SELECTOR			0xFE0E
#define EMOJI_SELECTOR			0xFE0F
#define FULLWIDTH_PLUS			0xFF0B
#define FULLWIDTH_HYPHEN		0xFF0D
#define FULLWIDTH_TILDE			0xFF5E
#define HALFWIDTH_MIDDLE_DOT	0xFF65

/* Whether a character joins words, and is in XID_Continue in some versions of Unicode only. */
static inline bool
is_joiner(UChar32 c)
{
	return c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER ||
		c == KATAKANA_MIDDLE_DOT || c == HALFWIDTH_MIDDLE_DOT;
}

/* Whether a character of Continue only connects, so that no hashtag ends with it. */
static bool
is_connector(UChar32 c)
{
	if (c < 0x80)
		return c == '_';
	return is_joiner(c) || c == MIDDLE_DOT || u_charType(c) == U_CONNECTOR_PUNCTUATION;
}

/*
 * Whether a character is a letter, digit, mark or underscore. Variation selectors
 * are not: they end an emoji.
 */
static bool
is_word(UChar32 c)
{
	if (c < 0x80)
		return ascii_is_word(c);
	return u_hasBinaryProperty(c, UCHAR_XID_CONTINUE) &&
		c != TEXT_SELECTOR && c != EMOJI_SELECTOR && !is_joiner(c);
}

static bool
is_continue(UChar32 c)
{
	if (c < 0x80)
		return ascii_is_word(c) || c == '+';
	return u_hasBinaryProperty(c, UCHAR_XID_CONTINUE) ||
		u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
		u_hasBinaryProperty(c, UCHAR_EMOJI_COMPONENT) ||
		is_joiner(c) || c == FULLWIDTH_PLUS || c == HEBREW_GERESH || c == DITTO_MARK;
}

static bool
is_medial(UChar32 c)
{
	switch (c)
	{
		case '-':
		case ARMENIAN_HYPHEN:
		case HEBREW_MAQAF:
		case HEBREW_GERSHAYIM:
		case TIBETAN_TSHEG:
		case TIBETAN_TSHEG_NO_BREAK:
		case HYPHEN:
		case HYPHEN_NO_BREAK:
		case HYPHENATION_POINT:
		case WAVE_DASH:
		case KATAKANA_DOUBLE_HYPHEN:
		case CYRILLIC_KAVYKA:
		case FULLWIDTH_HYPHEN:
		case FULLWIDTH_TILDE:
			return true;
		default:
			return false;
	}
}

/* Whether this character makes a hashtag name something. */
static bool
is_naming(UChar32 c)
{
	if (c < 0x80)
		return ascii_is_letter(c);
	if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return false;			/* folding removes it */
	return u_hasBinaryProperty(c, UCHAR_ALPHABETIC) ||
		u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
		u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) ||
		c == COMBINING_KEYCAP;
}

/* Returns the bytes of the sign here that can open a hashtag, 0 if there is none. */
static inline int
sign_length(const HashtagScan *scan, int32 at)
{
	const uint8 *p = scan->text + at;

	if (at >= scan->len)
		return 0;
	if (*p == '#')
		return 1;
	if (*p != 0xEF || scan->len - at < 3)
		return 0;
	return (p[1] == 0xB9 && p[2] == 0x9F) || (p[1] == 0xBC && p[2] == 0x83) ? 3 : 0;
}

/* Whether a character's script has no blanks between words, which its line breaking tells. */
static bool
is_unspaced(UChar32 c)
{
	switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK))
	{
		case U_LB_IDEOGRAPHIC:
		case U_LB_CONDITIONAL_JAPANESE_STARTER:
		case U_LB_NONSTARTER:
		case U_LB_COMPLEX_CONTEXT:
			return true;
		default:
			return false;
	}
}

/*
 * Whether the sign here can open a hashtag. UAX #31 recommends that no character
 * of Continue stands before it. We allow an emoji or a plus, as in "🎉#party",
 * and Chinese, Japanese and Thai, which put no blank there. The sign in "&#39;",
 * a character reference of HTML, opens no hashtag.
 */
static bool
begins_at(const HashtagScan *scan, int32 at)
{
	int32		before = at;
	UChar32		c;

	if (at == 0)
		return true;
	U8_PREV(scan->text, 0, before, c);
	return (!is_word(c) || is_unspaced(c)) && !(c == '&' && scan->text[at] == '#');
}

/* Reads the name after the sign; returns its end. *naming tells whether it names something. */
static int32
read_name(const HashtagScan *scan, int32 start, bool *naming)
{
	int32		at = start;
	int32		end = start;
	bool		medial = false; /* the character before is of Medial */
	bool		first = true;
	bool		any = false;	/* a character of Continue was read */

	*naming = false;
	while (at < scan->len)
	{
		UChar32		c;

		CHECK_FOR_INTERRUPTS();
		/* most characters of most names */
		if (ascii_is_letter(scan->text[at]))
		{
			end = ++at;
			*naming = any = true;
			medial = first = false;
			continue;
		}
		U8_NEXT(scan->text, at, scan->len, c);
		/* with a mark on it, the sign is another character, such as a keycap */
		if (first && (U_GET_GC_MASK(c) & U_GC_M_MASK))
			break;
		first = false;
		if (is_continue(c))
		{
			if (!is_connector(c))
				end = at;
			any = true;
			medial = false;
			*naming = *naming || is_naming(c);
		}
		else if (is_medial(c) && !medial && any)
			medial = true;
		else
			break;
	}
	return end;
}

/*
 * Reads one character of a URL: one that RFC 3986 allows, or any letter or digit.
 * Returns false if there is none.
 */
static bool
read_url(HashtagScan *scan)
{
	int32		at = scan->at;
	UChar32		c;

	U8_NEXT(scan->text, at, scan->len, c);
	if (c < 0x80 ? c <= ' ' || c == 0x7F || strchr("\"<>\\^`{|}", c) : !is_word(c))
		return false;
	scan->at = at;
	return true;
}

/* Whether a URL goes on here after its scheme. */
static inline bool
is_url(const HashtagScan *scan, int32 at)
{
	return scan->len - at >= 3 && memcmp(scan->text + at, "://", 3) == 0;
}

/* Moves to the next sign that can open a hashtag; returns false at the end of the text. */
static bool
find_sign(HashtagScan *scan)
{
	while (scan->at < scan->len)
	{
		CHECK_FOR_INTERRUPTS();
		if (scan->url)
			scan->url = read_url(scan);
		else if (is_url(scan, scan->at))
		{
			scan->url = true;
			scan->at += 3;
		}
		else if (sign_length(scan, scan->at) > 0 && begins_at(scan, scan->at))
			return true;
		else
			scan->at++;
	}
	return false;
}

void
hashtag_scan_init(HashtagScan *scan, const char *text, int len)
{
	scan->text = (const uint8 *) text;
	scan->len = len;
	scan->at = 0;
	scan->url = false;
}

bool
hashtag_next(HashtagScan *scan, char *segment, int *seglen)
{
	while (find_sign(scan))
	{
		int32		start = scan->at + sign_length(scan, scan->at);
		int32		end;
		bool		naming;

		end = read_name(scan, start, &naming);
		scan->at = end;
		/* the scheme of a URL is none */
		if (!naming || is_url(scan, end))
			continue;
		/* a sign right after the name closes it: #topic#, as on Weibo */
		scan->at += sign_length(scan, end);
		if (fold_segment((const char *) scan->text + start, end - start, 0,
						 segment, seglen) == FOLD_OK)
			return true;
	}
	return false;
}
