/*
 * claim_key.c
 *	  The key of a claim; see claim_key.h.
 */
#include "exchange/claim_key.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "exchange/html_entities.h"
#include "text/fold.h"
#include "text/lexer.h"

typedef enum Quote
{
	QUOTE_NONE,
	QUOTE_SINGLE,				/* also an apostrophe */
	QUOTE_DOUBLE
} Quote;

static Quote
quote_kind(UChar32 c)
{
	switch (c)
	{
		case '\'':
		case '`':
		case 0x00B4:			/* ´ */
		case 0x02B9:			/* modifier letters, which some keyboards write */
		case 0x02BB:
		case 0x02BC:
		case 0x2018:			/* ‘ ’ ‚ ‛ */
		case 0x2019:
		case 0x201A:
		case 0x201B:
		case 0x2032:			/* ′ */
		case 0x2039:			/* ‹ › */
		case 0x203A:
		case 0xFF07:			/* ＇ */
			return QUOTE_SINGLE;
		case '"':
		case 0x00AB:			/* « » */
		case 0x00BB:
		case 0x201C:			/* “ ” „ ‟ */
		case 0x201D:
		case 0x201E:
		case 0x201F:
		case 0x2033:			/* ″ */
		case 0x275D:			/* ❝ ❞ */
		case 0x275E:
		case 0x300C:			/* 「 」 『 』 */
		case 0x300D:
		case 0x300E:
		case 0x300F:
		case 0x301D:			/* 〝 〞 〟 */
		case 0x301E:
		case 0x301F:
		case 0xFF02:			/* ＂ */
		case 0xFF62:			/* half-width 「 」 */
		case 0xFF63:
			return QUOTE_DOUBLE;
		default:
			return QUOTE_NONE;
	}
}

static bool
is_full_stop(UChar32 c)
{
	switch (c)
	{
		case '.':
		case 0x0589:			/* Armenian */
		case 0x06D4:			/* Urdu */
		case 0x0964:			/* danda */
		case 0x0965:
		case 0x1362:			/* Ethiopic */
		case 0x2026:			/* … */
		case 0x3002:			/* 。 */
		case 0xFF0E:			/* ．*/
		case 0xFF61:			/* ｡ */
			return true;
		default:
			return false;
	}
}

/* the character before i, or after it; 0 if there is none */
static UChar32
neighbour(const char *s, int len, int i, bool before)
{
	UChar32		c = 0;

	if (before && i > 0)
		U8_PREV(s, 0, i, c);
	else if (!before && i < len)
		U8_NEXT(s, i, len, c);
	return c;
}

/*
 * Drops quotes, writes an apostrophe between letters in one way, and drops the full
 * stops at the end. In place; returns the new length.
 */
static int
unify(char *s, int len)
{
	int			n = 0;

	for (int i = 0; i < len;)
	{
		int			start = i;
		UChar32		c;
		Quote		quote;

		U8_NEXT(s, i, len, c);
		quote = quote_kind(c);
		if (quote == QUOTE_NONE)
		{
			memmove(s + n, s + start, i - start);
			n += i - start;
		}
		else if (quote == QUOTE_SINGLE && u_isalnum(neighbour(s, n, n, true)) && u_isalnum(neighbour(s, len, i, false)))
			s[n++] = '\'';
	}
	for (int i = n; i > 0;)
	{
		UChar32		c;

		U8_PREV(s, 0, i, c);
		if (!is_full_stop(c) && !u_isUWhiteSpace(c))
			break;
		n = i;
	}
	return n;
}

/* Appends a word, folded unless it cannot be a segment. */
static void
add_word(StringInfo out, const char *word, int len)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			n;

	if (out->len > 0)
		appendStringInfoChar(out, ' ');
	if (fold_segment(word, len, 0, folded, &n) == FOLD_OK)
		appendBinaryStringInfo(out, folded, n);
	else
		appendBinaryStringInfo(out, word, len);
}

/* Appends the words of a text. */
static void
add_words(StringInfo out, const char *text, int len)
{
	const char *end = text + len;

	for (const char *p = text; p < end;)
	{
		const char *start = p;
		int			blank = 0;

		CHECK_FOR_INTERRUPTS();
		while (p < end && (blank = lex_blank(p, end)) == 0)
			p++;
		if (p > start)
			add_word(out, start, p - start);
		p += blank;
	}
}

bool
claim_key(const char *text, int len, char *key)
{
	static const char digits[] = "0123456789abcdef";
	StringInfoData words;
	char	   *decoded;
	char	   *unified;
	bytea	   *hash;
	const uint8 *bytes;

	decoded = html_decode(text, len > CLAIM_KEY_TEXT ? pg_mbcliplen(text, len, CLAIM_KEY_TEXT) : len, true, &len);
	unified = pnstrdup(decoded, len);
	initStringInfo(&words);
	add_words(&words, unified, unify(unified, len));
	/* A claim of nothing but quotes and full stops is its own key. */
	if (words.len == 0)
		add_words(&words, decoded, len);
	if (words.len == 0)
		return false;
	hash = DatumGetByteaPP(DirectFunctionCall1(sha256_bytea, PointerGetDatum(cstring_to_text_with_len(words.data, words.len))));
	bytes = (const uint8 *) VARDATA_ANY(hash);
	for (int i = 0; i < CLAIM_KEY_LENGTH; i++)
		key[i] = digits[(bytes[i / 2] >> (i % 2 ? 0 : 4)) & 0x0F];
	key[CLAIM_KEY_LENGTH] = '\0';
	pfree(words.data);
	pfree(unified);
	pfree(decoded);
	return true;
}

/* NULL if the text has no words */
PG_FUNCTION_INFO_V1(claimreview_key);
Datum
claimreview_key(PG_FUNCTION_ARGS)
{
	text	   *claim = PG_GETARG_TEXT_PP(0);
	char		key[CLAIM_KEY_LENGTH + 1];

	if (!claim_key(VARDATA_ANY(claim), VARSIZE_ANY_EXHDR(claim), key))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(key));
}
