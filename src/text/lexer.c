/*
 * lexer.c
 *	  The lexical ground of every type; see lexer.h.
 */
#include "text/lexer.h"

#include "miscadmin.h"

#include "text/fold.h"

/* which ASCII characters are special in which contexts */
static const uint16 special[128] = {
	['/'] = LEX_RULE_NAME | LEX_RULE_LABEL | LEX_PATH | LEX_SET | LEX_QUERY,
	[','] = LEX_RULE_LABEL | LEX_SET | LEX_QUERY,
	['['] = LEX_RULE_LABEL | LEX_SET | LEX_QUERY,
	[']'] = LEX_RULE_LABEL | LEX_SET | LEX_QUERY | LEX_VALUE | LEX_QUERY_VALUE | LEX_NAME,
	[';'] = LEX_VALUE | LEX_QUERY_VALUE | LEX_NAME,
	['&'] = LEX_QUERY | LEX_TIMESTAMP,
	['|'] = LEX_QUERY | LEX_TIMESTAMP | LEX_QUERY_VALUE,
	['!'] = LEX_QUERY | LEX_NAME,
	['('] = LEX_QUERY,
	[')'] = LEX_QUERY | LEX_TIMESTAMP,
	['*'] = LEX_QUERY,
	['='] = LEX_QUERY | LEX_NAME,
	['<'] = LEX_QUERY | LEX_NAME,
	['>'] = LEX_QUERY | LEX_NAME,
	['@'] = LEX_QUERY,
	['~'] = LEX_QUERY,
	[':'] = LEX_RULE_NAME,
	['#'] = LEX_RULE_NAME | LEX_RULE_LABEL,
};

/* of what is in quotes so many characters are read between two looks for a cancellation */
#define INTERRUPT_BYTES (64 * 1024)

static const char *const quote_hint = "Put a segment with special characters in double quotes: \"AC/DC\"; inside, write \\\" and \\\\.";

char
lex_special(const char *p, const char *end, LexContext context, int *len)
{
	const unsigned char *s = (const unsigned char *) p;

	if (p >= end)
		return 0;
	if (s[0] < 0x80)
	{
		*len = 1;
		return (special[s[0]] & context) ? s[0] : 0;
	}
	if (end - p < 3)
		return 0;
	*len = 3;
	if (s[0] == 0xEF && (s[1] == 0xBC || s[1] == 0xBD))
	{
		/*
		 * The full-width forms U+FF01..FF5E mirror U+0021..007E. The tilde is
		 * left out: Chinese writes ranges with it, 18～25歲.
		 */
		int			c = ((s[1] & 0x3F) << 6 | (s[2] & 0x3F)) - 0xF00 + 0x20;

		if (c > 0x20 && c < '~' && (special[c] & context))
			return c;
		/* U+FF64, the half-width ideographic comma */
		if (s[1] == 0xBD && s[2] == 0xA4 && (special[','] & context))
			return ',';
	}
	else if (s[0] == 0xE3 && s[1] == 0x80 && s[2] == 0x81 && (special[','] & context))
		return ',';
	return 0;
}

bool
lex_accept(Lexer *lx, LexContext context, char c)
{
	int			len;

	lex_skip_blanks(lx);
	if (lex_special(lx->cur, lx->end, context, &len) != c)
		return false;
	lx->cur += len;
	return true;
}

int
lex_peek(Lexer *lx, LexContext context)
{
	int			len;

	lex_skip_blanks(lx);
	if (lx->cur >= lx->end)
		return -1;
	return lex_special(lx->cur, lx->end, context, &len);
}

bool
lex_expect_end(Lexer *lx)
{
	lex_skip_blanks(lx);
	if (lx->cur < lx->end)
		return lex_fail(lx, lx->cur, quote_hint, "Expected the end, found %s", lex_describe(lx));
	return true;
}

/* the first special character at or after p, or the end */
static const char *
find_special(const char *p, const char *end, LexContext context)
{
	int			len;

	while (p < end && !lex_special(p, end, context, &len))
		p++;
	return p;
}

const char *
lex_quote_end(const char *p, const char *end)
{
	for (int n = 0; p < end && *p != '"'; n++)
	{
		if (unlikely(n % INTERRUPT_BYTES == 0))
			CHECK_FOR_INTERRUPTS();
		p += (*p == '\\' && p + 1 < end) ? 2 : 1;
	}
	return p < end ? p : NULL;
}

/*
 * Unquotes at the opening quote and moves behind the closing one. The result
 * is palloc'd; NULL if an error was saved.
 */
static char *
read_quoted(Lexer *lx, int *len)
{
	const char *start = lx->cur;
	const char *p = start + 1;
	char	   *out;
	int			n = 0;

	p = lex_quote_end(p, lx->end);
	if (!p)
	{
		lex_fail(lx, start, quote_hint, "Expected a closing quote for the one");
		return NULL;
	}
	out = palloc(p - start);
	for (p = start + 1; *p != '"'; p++)
	{
		if (*p == '\\')
		{
			if (p[1] != '"' && p[1] != '\\')
			{
				lex_fail(lx, p, "Inside quotes a backslash is written \\\\ and a quote \\\".",
						 "Expected \\\\ or \\\" for the backslash");
				return NULL;
			}
			p++;
		}
		if (unlikely(n % INTERRUPT_BYTES == 0))
			CHECK_FOR_INTERRUPTS();
		out[n++] = *p;
	}
	out[n] = '\0';
	*len = n;
	lx->cur = p + 1;
	return out;
}

/* Reports why a segment cannot be. */
static bool
fold_failed(Lexer *lx, FoldStatus status, const char *at)
{
	switch (status)
	{
		case FOLD_EMPTY:
			return lex_fail(lx, at, quote_hint, "Expected a segment");
		case FOLD_TOO_LONG:
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
								 "A segment takes at most %d bytes after folding; one is longer", FACTAG_MAX_SEGMENT);
		case FOLD_CONTROL:
			return lex_fail(lx, at, "Remove the control character.", "A control character is in the segment");
		case FOLD_NONCHARACTER:
			return lex_fail(lx, at, "Remove the noncharacter.", "A Unicode noncharacter is in the segment");
		case FOLD_MARK:
			return lex_fail(lx, at, "Write a letter before the combining mark.", "A combining mark begins the segment");
		default:
			return lex_fail(lx, at, "Write the segment in Unicode normalization form C.", "No stable folding exists for the segment");
	}
}

/* Folds a piece of the input behind what dst holds already. */
static bool
add_piece(Lexer *lx, const char *src, int len, int flags, const char *at, char *dst, int *n, bool may_be_empty)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			flen;
	FoldStatus	status = fold_segment(src, len, flags, folded, &flen);

	if (status == FOLD_EMPTY && may_be_empty)
		return true;
	if (status == FOLD_OK && *n + flen > FACTAG_MAX_SEGMENT)
		status = FOLD_TOO_LONG;
	if (status != FOLD_OK)
		return fold_failed(lx, status, at);
	memcpy(dst + *n, folded, flen);
	*n += flen;
	return true;
}

/* Reads one segment without wildcards into dst (FACTAG_MAX_SEGMENT bytes). */
static bool
read_segment(Lexer *lx, LexContext context, char *dst, int *n)
{
	const char *start;
	int			len;

	lex_skip_blanks(lx);
	start = lx->cur;
	*n = 0;
	if (start < lx->end && *start == '"')
	{
		char	   *text = read_quoted(lx, &len);
		bool		ok = text && add_piece(lx, text, len, 0, start, dst, n, false);

		if (!ok)
			return false;
		pfree(text);
		if (lex_peek(lx, context) == 0)
			return lex_fail(lx, lx->cur, quote_hint, "Expected a separator after the closing quote, found %s", lex_describe(lx));
		return true;
	}
	lx->cur = find_special(start, lx->end, context);
	if (lx->cur == start)
		return lex_fail(lx, start, quote_hint, "Expected a segment, found %s", lex_describe(lx));
	return add_piece(lx, start, lx->cur - start, 0, start, dst, n, false);
}

/* Reads the quoted regular expression behind "~"; whether it is one, its user must see. */
static bool
read_regex(Lexer *lx, const char *start, char *dst, int *n)
{
	static const char *const hint = "Write a regular expression in double quotes: brand/~\"^(levi|north)\"; inside, write \\\" and \\\\.";
	char	   *text;
	int			len;

	lex_skip_blanks(lx);
	if (lx->cur >= lx->end || *lx->cur != '"')
		return lex_fail(lx, lx->cur, hint, "Expected a regular expression in quotes, found %s", lex_describe(lx));
	text = read_quoted(lx, &len);
	if (!text)
		return false;
	if (len == 0)
		return lex_fail(lx, start, hint, "Expected a regular expression in the quotes");
	if (len >= FACTAG_MAX_SEGMENT)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, start, NULL,
							 "A regular expression takes at most %d bytes; a longer one begins", FACTAG_MAX_SEGMENT - 1);
	for (int i = 0; i < len; i++)
	{
		if ((unsigned char) text[i] < ' ')
			return lex_fail(lx, start, "Write it as an escape, such as \\t.", "A control character is in the regular expression");
	}
	if (lex_peek(lx, LEX_QUERY) == 0)
		return lex_fail(lx, lx->cur, quote_hint, "Expected an operator after the closing quote, found %s", lex_describe(lx));
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
	if (lex_accept(lx, LEX_QUERY, '~'))
		return read_regex(lx, start, dst, n);
	while (lx->cur < lx->end)
	{
		const char *at = lx->cur;
		char		c = lex_special(at, lx->end, LEX_QUERY, &len);
		int			flags = after_star ? FOLD_INNER_START : 0;

		if (c == '*')
		{
			lx->cur += len;
			stars++;
			if (*n == 0 || dst[*n - 1] != FACTAG_STAR)
			{
				if (*n >= FACTAG_MAX_SEGMENT)
					return fold_failed(lx, FOLD_TOO_LONG, start);
				dst[(*n)++] = FACTAG_STAR;
			}
			after_star = true;
			after_quote = false;
			/* blanks behind the last star are outer ones */
			at = lex_blanks_end(lx->cur, lx->end);
			c = lex_special(at, lx->end, LEX_QUERY, &len);
			if (at >= lx->end || (c && c != '*'))
				break;
			continue;
		}
		if (c)
			break;
		if (after_quote)
		{
			/* only blanks may be left of this segment */
			if (lex_peek(lx, LEX_QUERY) == 0 || (lx->cur > at && lex_peek(lx, LEX_QUERY) == '*'))
				return lex_fail(lx, lx->cur, quote_hint, "Expected an operator after the closing quote, found %s", lex_describe(lx));
			break;
		}
		pieces++;
		if (*at == '"' && (at == start || after_star))
		{
			char	   *text = read_quoted(lx, &len);
			int			textlen = len;

			if (!text)
				return false;
			if (lex_special(lx->cur, lx->end, LEX_QUERY, &len) == '*')
				flags |= FOLD_INNER_END;
			if (!add_piece(lx, text, textlen, flags, at, dst, n, false))
				return false;
			pfree(text);
			after_quote = true;
		}
		else
		{
			lx->cur = find_special(at, lx->end, LEX_QUERY);
			if (lex_special(lx->cur, lx->end, LEX_QUERY, &len) == '*')
				flags |= FOLD_INNER_END;
			if (!add_piece(lx, at, lx->cur - at, flags, at, dst, n, stars > 0 || (flags & FOLD_INNER_END)))
				return false;
		}
		after_star = false;
	}
	if (*n == 0)
		return lex_fail(lx, start, quote_hint, "Expected a segment, found %s", lex_describe(lx));
	if (pieces == 0 && stars > 2)
		return lex_fail(lx, start, "Write * for one segment, ** for any number of segments.", "Expected at most two stars");
	if (pieces == 0 && stars == 2)
		dst[0] = FACTAG_GLOBSTAR;
	return true;
}

/* Appends a folded segment to a path. */
static bool
append_segment(Lexer *lx, const char *at, const char *segment, int n, char *buf, int *len)
{
	if (*len + (*len > 0) + n > FACTAG_MAX_PATH)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "A path takes at most %d bytes after folding; one is longer", FACTAG_MAX_PATH);
	if (*len > 0)
		buf[(*len)++] = FACTAG_SEPARATOR;
	memcpy(buf + *len, segment, n);
	*len += n;
	return true;
}

bool
lex_path(Lexer *lx, LexContext context, char *buf, int *len)
{
	char		segment[FACTAG_MAX_SEGMENT];
	int			n;

	CHECK_FOR_INTERRUPTS();
	*len = 0;
	do
	{
		const char *at = lx->cur;

		if (!read_segment(lx, context, segment, &n) || !append_segment(lx, at, segment, n, buf, len))
			return false;
	} while (lex_accept(lx, context, '/'));
	return true;
}

bool
lex_pattern(Lexer *lx, char *buf, int *len)
{
	char		segment[FACTAG_MAX_SEGMENT];
	int			n;

	CHECK_FOR_INTERRUPTS();
	*len = 0;
	do
	{
		const char *at = lx->cur;

		if (!read_pattern_segment(lx, segment, &n) || !append_segment(lx, at, segment, n, buf, len))
			return false;
	} while (lex_accept(lx, LEX_QUERY, '/'));
	return true;
}

bool
lex_add_segment(Lexer *lx, const char *segment, int seglen, char *buf, int *len)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			n = 0;

	return add_piece(lx, segment, seglen, 0, segment, folded, &n, false) &&
		append_segment(lx, segment, folded, n, buf, len);
}

char *
lex_word(Lexer *lx, LexContext context, const char *what)
{
	const char *start;
	const char *end;
	char	   *text;
	int			len;

	lex_skip_blanks(lx);
	start = lx->cur;
	if (start < lx->end && *start == '"' && !(context & LEX_NAME))
	{
		text = read_quoted(lx, &len);
		if (text && lex_peek(lx, context) == 0)
		{
			lex_fail(lx, lx->cur, NULL, "Expected a separator after the closing quote, found %s", lex_describe(lx));
			return NULL;
		}
		return text;
	}
	lx->cur = find_special(start, lx->end, context);
	end = start;
	for (const char *p = start; p < lx->cur;)
	{
		int			blank = lex_blank(p, lx->cur);

		p += blank ? blank : 1;
		if (!blank)
			end = p;
	}
	if (end == start)
	{
		lex_fail(lx, start, NULL, "Expected %s, found %s", what, lex_describe(lx));
		return NULL;
	}
	return pnstrdup(start, end - start);
}
