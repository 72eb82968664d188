/*
 * lexer.c
 *	  Tokens that every type's syntax is made of; see lexer.h.
 */
#include "text/lexer.h"

#include "miscadmin.h"

#include "text/fold.h"

LEX_SPECIALS(star_specials, '*');

const char *const lex_quote_hint =
	"Put a segment with special characters in double quotes: \"AC/DC\"; "
	"inside, write \\\" and \\\\.";

const char *const lex_star_hint =
	"Ask for wildcards with a query: tags @@ 'interest/*'; "
	"put a star that is part of a name in double quotes: \"c*\".";

char
lex_wide_ascii(const char *p, const char *end, int *len)
{
	const unsigned char *s = (const unsigned char *) p;

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

		if (c > 0x20 && c < '~')
			return c;
		/* U+FF64, the half-width ideographic comma */
		return s[1] == 0xBD && s[2] == 0xA4 ? ',' : 0;
	}
	/* U+3001, the ideographic comma */
	return s[0] == 0xE3 && s[1] == 0x80 && s[2] == 0x81 ? ',' : 0;
}

const char *
lex_find_special(const char *p, const char *end, LexSpecials specials)
{
	while (p < end)
	{
		const char *stop = p + Min(end - p, FACTAG_INTERRUPT_BYTES);
		int			len;

		CHECK_FOR_INTERRUPTS();
		for (; p < stop; p++)
		{
			if (lex_special(p, end, specials, &len))
				return p;
		}
	}
	return p;
}

int
lex_peek(Lexer *lx, LexSpecials specials)
{
	int			len;

	lex_skip_blanks(lx);
	if (lx->cur >= lx->end)
		return -1;
	return lex_special(lx->cur, lx->end, specials, &len);
}

bool
lex_expect_end(Lexer *lx)
{
	lex_skip_blanks(lx);
	if (lx->cur < lx->end)
		return lex_fail(lx, lx->cur, lex_quote_hint,
						"Expected the end, found %s.", lex_describe(lx));
	return true;
}

const char *
lex_quote_end(const char *p, const char *end)
{
	for (int n = 0; p < end && *p != '"'; n++)
	{
		if (unlikely(n % FACTAG_INTERRUPT_BYTES == 0))
			CHECK_FOR_INTERRUPTS();
		p += (*p == '\\' && p + 1 < end) ? 2 : 1;
	}
	return p < end ? p : NULL;
}

char *
lex_quoted(Lexer *lx, int *len)
{
	const char *start = lx->cur;
	const char *p = start + 1;
	char	   *out;
	int			n = 0;

	p = lex_quote_end(p, lx->end);
	if (!p)
	{
		lex_fail(lx, start, lex_quote_hint, "A quoted text has no closing quote.");
		return NULL;
	}
	out = palloc(p - start);
	for (p = start + 1; *p != '"'; p++)
	{
		if (*p == '\\')
		{
			if (p[1] != '"' && p[1] != '\\')
			{
				lex_fail(lx, p, "Inside quotes, write a backslash as \\\\ and a quote as \\\".",
						 "A backslash inside quotes must stand before a backslash or a quote.");
				return NULL;
			}
			p++;
		}
		if (unlikely(n % FACTAG_INTERRUPT_BYTES == 0))
			CHECK_FOR_INTERRUPTS();
		out[n++] = *p;
	}
	out[n] = '\0';
	*len = n;
	lx->cur = p + 1;
	return out;
}

char *
lex_bare_word(Lexer *lx, LexSpecials specials, const char *what)
{
	const char *start;
	const char *end;

	lex_skip_blanks(lx);
	start = lx->cur;
	lx->cur = lex_find_special(start, lx->end, specials);
	end = lex_text_end(start, lx->cur);
	if (end == start)
	{
		lex_fail(lx, start, NULL, "Expected %s, found %s.", what, lex_describe(lx));
		return NULL;
	}
	return pnstrdup(start, end - start);
}

char *
lex_word(Lexer *lx, LexSpecials specials, const char *what)
{
	char	   *text;
	int			len;

	lex_skip_blanks(lx);
	if (lx->cur >= lx->end || *lx->cur != '"')
		return lex_bare_word(lx, specials, what);
	text = lex_quoted(lx, &len);
	if (text && lex_peek(lx, specials) == 0)
	{
		lex_fail(lx, lx->cur, NULL, "Expected a separator after the closing quote, found %s.",
				 lex_describe(lx));
		return NULL;
	}
	return text;
}

bool
lex_segment_too_long(Lexer *lx, const char *at)
{
	return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
						 "A segment can have at most %d bytes after folding.", FACTAG_MAX_SEGMENT);
}

bool
lex_fold_failed(Lexer *lx, FoldStatus status, const char *at)
{
	switch (status)
	{
		case FOLD_EMPTY:
			return lex_fail(lx, at, lex_quote_hint, "A segment is empty after folding.");
		case FOLD_TOO_LONG:
			return lex_segment_too_long(lx, at);
		case FOLD_CONTROL:
			return lex_fail(lx, at, "Remove the control character.",
							"The segment contains a control character.");
		case FOLD_NONCHARACTER:
			return lex_fail(lx, at, "Remove the noncharacter.",
							"The segment contains a Unicode noncharacter.");
		case FOLD_MARK:
			return lex_fail(lx, at, "Write a letter before the combining mark.",
							"The segment begins with a combining mark.");
		default:
			return lex_fail(lx, at, "Write the segment in Unicode normalization form C.",
							"The segment has no stable folding.");
	}
}

bool
lex_add_piece(Lexer *lx, const char *src, int len, int flags, const char *at,
			  char *dst, int *n, bool may_be_empty)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			flen;
	FoldStatus	status = fold_segment(src, len, flags, folded, &flen);

	if (status == FOLD_EMPTY && may_be_empty)
		return true;
	if (status == FOLD_OK && *n + flen > FACTAG_MAX_SEGMENT)
		status = FOLD_TOO_LONG;
	if (status != FOLD_OK)
		return lex_fold_failed(lx, status, at);
	memcpy(dst + *n, folded, flen);
	*n += flen;
	return true;
}

/* Reads one segment into dst (FACTAG_MAX_SEGMENT bytes). */
static bool
read_segment(Lexer *lx, LexSpecials specials, char *dst, int *n)
{
	const char *start;
	int			len;

	lex_skip_blanks(lx);
	start = lx->cur;
	*n = 0;
	if (start < lx->end && *start == '"')
	{
		char	   *text = lex_quoted(lx, &len);
		bool		ok = text && lex_add_piece(lx, text, len, 0, start, dst, n, false);

		if (!ok)
			return false;
		pfree(text);
		if (lex_peek(lx, specials) == 0)
			return lex_fail(lx, lx->cur, lex_quote_hint,
							"Expected a separator after the closing quote, found %s.",
							lex_describe(lx));
		return true;
	}
	if (lx->star_hint)
		specials = specials_union(specials, star_specials);
	lx->cur = lex_find_special(start, lx->end, specials);
	if (lx->star_hint && lex_ascii(lx->cur, lx->end, &len) == '*')
		return lex_fail(lx, lx->cur, lx->star_hint,
						"A path has no wildcards, so a star in it must be in double quotes.");
	if (lx->cur == start)
		return lex_fail(lx, start, lex_quote_hint,
						"Expected a segment, found %s.", lex_describe(lx));
	return lex_add_piece(lx, start, lx->cur - start, 0, start, dst, n, false);
}

bool
lex_append_segment(Lexer *lx, const char *at, const char *segment, int n,
				   char *buf, int *len)
{
	if (*len + (*len > 0) + n > FACTAG_MAX_PATH)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "A path can have at most %d bytes after folding.", FACTAG_MAX_PATH);
	if (*len > 0)
		buf[(*len)++] = FACTAG_SEPARATOR;
	memcpy(buf + *len, segment, n);
	*len += n;
	return true;
}

/* ASCII that is not plain: blanks, control characters, capitals, and the quote */
static const LexSpecials not_plain =
{{UINT64CONST(0x1FFFFFFFF) | UINT64CONST(1) << '"', UINT64CONST(0x7FFFFFE) | UINT64CONST(1) << (0x7F - 64)}};

/*
 * Reads a path of plain ASCII and other characters that folding leaves alone, in one pass.
 * Returns false, and reads nothing, if there is anything else, an error included.
 */
static bool
read_plain_path(Lexer *lx, LexSpecials specials, char *buf, int *len)
{
	LexSpecials stop = specials_union(specials, not_plain);
	const char *p = lx->cur;
	const char *end;
	char	   *out = buf;
	char	   *segment = buf;

	if (p < lx->end && *p == ' ')
		p++;
	/* what is read is as long as the path */
	end = lx->end - p > FACTAG_MAX_PATH ? p + FACTAG_MAX_PATH : lx->end;
	for (; p < end; p++)
	{
		unsigned char c = *p;

		if (c < 128 && !specials_have(stop, c))
		{
			*out++ = c;
			continue;
		}
		if (fold_keeps_wide(p, end))
		{
			memcpy(out, p, 3);
			out += 3;
			p += 2;
			continue;
		}
		if (c != '/')
			break;
		if (out == segment || out - segment > FACTAG_MAX_SEGMENT)
			return false;
		*out++ = FACTAG_SEPARATOR;
		segment = out;
	}
	if (out == segment || out - segment > FACTAG_MAX_SEGMENT || (p < lx->end && !specials_have(specials, *p)))
		return false;
	lx->cur = p;
	*len = out - buf;
	return true;
}

bool
lex_path(Lexer *lx, LexSpecials specials, char *buf, int *len)
{
	char		segment[FACTAG_MAX_SEGMENT];
	int			n;

	CHECK_FOR_INTERRUPTS();
	if (!lx->star_hint && read_plain_path(lx, specials, buf, len))
		return true;
	*len = 0;
	do
	{
		const char *at = lx->cur;

		if (!read_segment(lx, specials, segment, &n) ||
			!lex_append_segment(lx, at, segment, n, buf, len))
			return false;
	} while (lex_accept(lx, '/'));
	return true;
}
