/*
 * query_pattern.c
 *	  The text form of a query's pattern; see query_pattern.h.
 */
#include "query/query_pattern.h"

#include "miscadmin.h"

#include "query/query_specials.h"
#include "text/driver_text.h"
#include "text/fold.h"
#include "text/line_quote.h"
#include "text/path.h"
#include "text/quote.h"

static const char *const regex_hint =
	"Write a regular expression in double quotes: brand/~\"^(levi|north)\"; "
	"inside, write \\\" and \\\\.";

static const char *const group_hint =
	"Write each alternative as a term: interest/music | interest/sport; "
	"put a segment that begins with a parenthesis in double quotes: interest/\"(other)\".";

/* Reports a character where a quoted text should have ended the segment; returns false. */
static bool
fail_after_quote(Lexer *lx)
{
	return lex_fail(lx, lx->cur, lex_quote_hint,
					"Expected an operator after the closing quote, found %s.", lex_describe(lx));
}

/* Reads the quoted regular expression after "~"; the segment began at start. */
static bool
read_regex(Lexer *lx, const char *start, char *dst, int *n)
{
	char	   *text;
	int			len;

	lex_skip_blanks(lx);
	if (lx->cur >= lx->end || *lx->cur != '"')
		return lex_fail(lx, lx->cur, regex_hint,
						"Expected a regular expression in quotes, found %s.", lex_describe(lx));
	text = lex_quoted(lx, &len);
	if (!text)
		return false;
	if (len == 0)
		return lex_fail(lx, start, regex_hint, "The regular expression is empty.");
	if (len >= FACTAG_MAX_SEGMENT)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, start, NULL,
							 "A regular expression can have at most %d bytes.",
							 FACTAG_MAX_SEGMENT - 1);
	for (int i = 0; i < len; i++)
	{
		if ((unsigned char) text[i] < ' ')
			return lex_fail(lx, start, "Write it as an escape, such as \\t.",
							"The regular expression contains a control character.");
	}
	if (lex_peek(lx, query_specials) == 0)
		return fail_after_quote(lx);
	dst[0] = FACTAG_REGEX;
	memcpy(dst + 1, text, len);
	*n = len + 1;
	pfree(text);
	return true;
}

/* a segment being read: pieces, bare or quoted, between stars */
typedef struct Segment
{
	const char *start;			/* in the input */
	char	   *dst;
	int			n;				/* bytes in dst */
	int			stars;
	int			pieces;
	bool		after_star;
	bool		after_quote;
} Segment;

/* Reads a star of len bytes. Several in a row are stored as one. */
static bool
read_star(Lexer *lx, Segment *s, int len)
{
	lx->cur += len;
	s->stars++;
	s->after_star = true;
	s->after_quote = false;
	if (s->n > 0 && s->dst[s->n - 1] == FACTAG_STAR)
		return true;
	if (s->n >= FACTAG_MAX_SEGMENT)
		return lex_segment_too_long(lx, s->start);
	s->dst[s->n++] = FACTAG_STAR;
	return true;
}

/* Reads a bare or quoted piece. A quote opens at the start of the segment or after a star. */
static bool
read_piece(Lexer *lx, Segment *s)
{
	const char *at = lx->cur;
	bool		quoted = *at == '"' && (at == s->start || s->after_star);
	const char *piece = at;
	char	   *text = NULL;
	int			piecelen;
	int			flags = s->after_star ? FOLD_INNER_START : 0;
	bool		may_be_empty;
	int			len;

	if (quoted)
	{
		piece = text = lex_quoted(lx, &piecelen);
		if (!text)
			return false;
	}
	else
	{
		lx->cur = lex_find_special(at, lx->end, query_specials);
		piecelen = lx->cur - at;
	}
	if (lex_special(lx->cur, lx->end, query_specials, &len) == '*')
		flags |= FOLD_INNER_END;
	/* a bare piece next to a star may be blanks, which folding may remove */
	may_be_empty = !quoted && (s->stars > 0 || (flags & FOLD_INNER_END));
	if (!lex_add_piece(lx, piece, piecelen, flags, at, s->dst, &s->n, may_be_empty))
		return false;
	if (text)
		pfree(text);
	s->pieces++;
	s->after_star = false;
	s->after_quote = quoted;
	return true;
}

/* Whether no more of a segment follows a star: the blanks after a last star do not belong to it. */
static bool
ends_after_star(const Lexer *lx)
{
	const char *at = lex_blanks_end(lx->cur, lx->end);
	int			len;
	char		c = lex_special(at, lx->end, query_specials, &len);

	return at >= lx->end || (c && c != '*');
}

/* Reads one segment of a pattern into dst (FACTAG_MAX_SEGMENT bytes). */
static bool
read_pattern_segment(Lexer *lx, char *dst, int *n)
{
	Segment		s = {.dst = dst};

	lex_skip_blanks(lx);
	s.start = lx->cur;
	if (lex_accept(lx, '~'))
		return read_regex(lx, s.start, dst, n);
	while (lx->cur < lx->end)
	{
		const char *at = lx->cur;
		int			len;
		char		c = lex_special(at, lx->end, query_specials, &len);

		CHECK_FOR_INTERRUPTS();
		if (c == '*')
		{
			if (!read_star(lx, &s, len))
				return false;
			if (ends_after_star(lx))
				break;
		}
		else if (c)
			break;
		else if (s.after_quote)
		{
			/* only blanks may follow, and no star after them */
			int			next = lex_peek(lx, query_specials);

			if (next == 0 || (next == '*' && lx->cur > at))
				return fail_after_quote(lx);
			break;
		}
		else if (!read_piece(lx, &s))
			return false;
	}
	if (s.n == 0)
	{
		/* not the first segment: a term does not begin with a parenthesis */
		bool		group = lex_peek(lx, query_specials) == '(';

		return lex_fail(lx, s.start, group ? group_hint : lex_quote_hint,
						"Expected a segment, found %s.", lex_describe(lx));
	}
	if (s.pieces == 0 && s.stars > 2)
		return lex_fail(lx, s.start, "Write * for one segment, ** for any number of segments.",
						"A segment of stars alone can have at most two of them.");
	if (s.pieces == 0 && s.stars == 2)
		dst[0] = FACTAG_GLOBSTAR;
	*n = s.n;
	return true;
}

bool
query_pattern_read(Lexer *lx, char *buf, int *len)
{
	char		segment[FACTAG_MAX_SEGMENT];
	int			n = 0;

	CHECK_FOR_INTERRUPTS();
	*len = 0;
	do
	{
		const char *at = lx->cur;

		if (!read_pattern_segment(lx, segment, &n) ||
			!lex_append_segment(lx, at, segment, n, buf, len))
			return false;
	} while (lex_accept(lx, '/'));
	return true;
}

void
query_pattern_deparse(StringInfo out, const char *pattern, int len, bool line)
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
		if (p == pattern && driver_text_starts(p, stop))
			quote_text(out, p, stop - p);
		else if (stop > p && line)
			line_quote_piece(out, p, stop - p, query_line_specials);
		else if (stop > p)
			quote_piece(out, p, stop - p, query_specials);
		if (stop >= end)
			return;
		appendStringInfoString(out, *stop == FACTAG_SEPARATOR ? "/" :
							   *stop == FACTAG_STAR ? "*" : "**");
		p = stop + 1;
	}
}
