/*
 * query_pattern.c
 *	  The text form of a query's pattern; see query_pattern.h.
 */
#include "query/query_pattern.h"

#include "miscadmin.h"

#include "query/query_specials.h"
#include "text/fold.h"
#include "text/path.h"
#include "text/quote.h"

/* Reads the quoted regular expression behind "~"; whether it is one, its user must see. */
static bool
read_regex(Lexer *lx, const char *start, char *dst, int *n)
{
	static const char *const hint = "Write a regular expression in double quotes: brand/~\"^(levi|north)\"; inside, write \\\" and \\\\.";
	char	   *text;
	int			len;

	lex_skip_blanks(lx);
	if (lx->cur >= lx->end || *lx->cur != '"')
		return lex_fail(lx, lx->cur, hint, "Expected a regular expression in quotes, found %s.", lex_describe(lx));
	text = lex_quoted(lx, &len);
	if (!text)
		return false;
	if (len == 0)
		return lex_fail(lx, start, hint, "The regular expression is empty.");
	if (len >= FACTAG_MAX_SEGMENT)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, start, NULL,
							 "A regular expression can have at most %d bytes.", FACTAG_MAX_SEGMENT - 1);
	for (int i = 0; i < len; i++)
	{
		if ((unsigned char) text[i] < ' ')
			return lex_fail(lx, start, "Write it as an escape, such as \\t.", "The regular expression contains a control character.");
	}
	if (lex_peek(lx, query_specials) == 0)
		return lex_fail(lx, lx->cur, lex_quote_hint, "Expected an operator after the closing quote, found %s.", lex_describe(lx));
	dst[0] = FACTAG_REGEX;
	memcpy(dst + 1, text, len);
	*n = len + 1;
	pfree(text);
	return true;
}

/*
 * Reads one segment of a pattern: pieces, bare or quoted, between bare stars.
 * A quote opens at the start and behind a star; blanks next to a star count.
 */
static bool
read_pattern_segment(Lexer *lx, char *dst, int *n)
{
	const char *start;
	int			stars = 0;
	int			pieces = 0;
	bool		after_star = false;
	bool		after_quote = false;
	int			len;

	lex_skip_blanks(lx);
	start = lx->cur;
	*n = 0;
	if (lex_accept(lx, '~'))
		return read_regex(lx, start, dst, n);
	while (lx->cur < lx->end)
	{
		const char *at = lx->cur;
		char		c = lex_special(at, lx->end, query_specials, &len);
		int			flags = after_star ? FOLD_INNER_START : 0;

		if (c == '*')
		{
			lx->cur += len;
			stars++;
			if (*n == 0 || dst[*n - 1] != FACTAG_STAR)
			{
				if (*n >= FACTAG_MAX_SEGMENT)
					return lex_segment_too_long(lx, start);
				dst[(*n)++] = FACTAG_STAR;
			}
			after_star = true;
			after_quote = false;
			/* blanks behind the last star are outer ones */
			at = lex_blanks_end(lx->cur, lx->end);
			c = lex_special(at, lx->end, query_specials, &len);
			if (at >= lx->end || (c && c != '*'))
				break;
			continue;
		}
		if (c)
			break;
		if (after_quote)
		{
			/* only blanks may be left of this segment */
			if (lex_peek(lx, query_specials) == 0 || (lx->cur > at && lex_peek(lx, query_specials) == '*'))
				return lex_fail(lx, lx->cur, lex_quote_hint, "Expected an operator after the closing quote, found %s.", lex_describe(lx));
			break;
		}
		pieces++;
		if (*at == '"' && (at == start || after_star))
		{
			char	   *text = lex_quoted(lx, &len);
			int			textlen = len;

			if (!text)
				return false;
			if (lex_special(lx->cur, lx->end, query_specials, &len) == '*')
				flags |= FOLD_INNER_END;
			if (!lex_add_piece(lx, text, textlen, flags, at, dst, n, false))
				return false;
			pfree(text);
			after_quote = true;
		}
		else
		{
			lx->cur = lex_find_special(at, lx->end, query_specials);
			if (lex_special(lx->cur, lx->end, query_specials, &len) == '*')
				flags |= FOLD_INNER_END;
			if (!lex_add_piece(lx, at, lx->cur - at, flags, at, dst, n, stars > 0 || (flags & FOLD_INNER_END)))
				return false;
		}
		after_star = false;
	}
	if (*n == 0)
		return lex_fail(lx, start, lex_quote_hint, "Expected a segment, found %s.", lex_describe(lx));
	if (pieces == 0 && stars > 2)
		return lex_fail(lx, start, "Write * for one segment, ** for any number of segments.", "A segment of stars alone can have at most two of them.");
	if (pieces == 0 && stars == 2)
		dst[0] = FACTAG_GLOBSTAR;
	return true;
}

bool
query_pattern_read(Lexer *lx, char *buf, int *len)
{
	char		segment[FACTAG_MAX_SEGMENT];
	int			n;

	CHECK_FOR_INTERRUPTS();
	*len = 0;
	do
	{
		const char *at = lx->cur;

		if (!read_pattern_segment(lx, segment, &n) || !lex_append_segment(lx, at, segment, n, buf, len))
			return false;
	} while (lex_accept(lx, '/'));
	return true;
}

void
query_pattern_deparse(StringInfo out, const char *pattern, int len)
{
	const char *p = pattern;
	const char *end = pattern + len;

	while (p < end)
	{
		const char *stop = p;

		if (*p == FACTAG_REGEX)
		{
			stop = path_segment_end(p, end);
			appendStringInfoChar(out, '~');
			quote_text(out, p + 1, stop - p - 1);
			p = stop;
			continue;
		}
		while (stop < end && (unsigned char) *stop > FACTAG_GLOBSTAR)
			stop++;
		if (stop > p)
			quote_piece(out, p, stop - p, query_specials);
		if (stop >= end)
			return;
		appendStringInfoString(out, *stop == FACTAG_SEPARATOR ? "/" : *stop == FACTAG_STAR ? "*" : "**");
		p = stop + 1;
	}
}
