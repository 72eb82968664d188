/*
 * lexer.h
 *	  Tokens that every type's syntax is made of. The lexer reads the input as
 *	  given, so that positions in errors are positions in it, and folds each
 *	  segment by itself.
 */
#ifndef FACTAG_LEXER_H
#define FACTAG_LEXER_H

#include "text/fold.h"
#include "text/input.h"
#include "text/specials.h"

/* in a path that stands alone */
LEX_SPECIALS(path_specials, '/');

/* the hint for errors that missing quotes may cause */
extern const char *const lex_quote_hint;

/* the hint of functions that ask for a path, for Lexer.star_hint */
extern const char *const lex_star_hint;

/*
 * Returns the ASCII character that a full-width form or an ideographic comma at
 * p stands for, 0 if there is none; *len gets its bytes.
 */
extern char lex_wide_ascii(const char *p, const char *end, int *len);

/*
 * Returns the ASCII character at p, or the one that a full-width form stands
 * for; 0 for any other character and at the end. *len gets its bytes.
 */
static inline char
lex_ascii(const char *p, const char *end, int *len)
{
	if (p >= end)
		return 0;
	if (unlikely(IS_HIGHBIT_SET(*p)))
		return lex_wide_ascii(p, end, len);
	*len = 1;
	return *p;
}

/* The same, but 0 where the character is not special. */
static inline char
lex_special(const char *p, const char *end, LexSpecials specials, int *len)
{
	char		c = lex_ascii(p, end, len);

	return specials_have(specials, c) ? c : 0;
}

/* Returns the first special character at or after p, or the end. */
extern const char *lex_find_special(const char *p, const char *end, LexSpecials specials);

/* Skips blanks, and the character c if it comes next; returns whether it does. */
static inline bool
lex_accept(Lexer *lx, char c)
{
	int			len;

	lex_skip_blanks(lx);
	if (lex_ascii(lx->cur, lx->end, &len) != c)
		return false;
	lx->cur += len;
	return true;
}

/* Skips blanks; returns the special character that comes next, 0 for others, -1 at the end. */
extern int	lex_peek(Lexer *lx, LexSpecials specials);

/* Reports an error unless all the input is read, blanks aside. */
extern bool lex_expect_end(Lexer *lx);

/* Returns the closing quote of a text that was opened just before p; NULL if there is none. */
extern const char *lex_quote_end(const char *p, const char *end);

/*
 * Reads the quoted text that begins here, with the quotes and the escapes taken
 * off. The result is palloc'd and terminated; NULL if an error was saved.
 */
extern char *lex_quoted(Lexer *lx, int *len);

/*
 * Reads a word up to the next special character, without the blanks around it,
 * or a quoted one as lex_quoted does; lex_bare_word takes a quote for an
 * ordinary character. "what" names the word in errors. The result is palloc'd;
 * NULL if an error was saved.
 */
extern char *lex_word(Lexer *lx, LexSpecials specials, const char *what);
extern char *lex_bare_word(Lexer *lx, LexSpecials specials, const char *what);

/*
 * Reads a path into buf (FACTAG_MAX_PATH bytes), up to the first special
 * character that is not "/", which must be one of the specials.
 */
extern bool lex_path(Lexer *lx, LexSpecials specials, char *buf, int *len);

/*
 * For languages with segments of their own. lex_add_piece folds a piece of a
 * segment, with flags of fold.h, and appends it to the *n bytes of dst, which
 * has FACTAG_MAX_SEGMENT. lex_append_segment appends a folded segment to a path.
 * Errors are about the place "at".
 */
extern bool lex_add_piece(Lexer *lx, const char *src, int len, int flags, const char *at,
						  char *dst, int *n, bool may_be_empty);
extern bool lex_append_segment(Lexer *lx, const char *at, const char *segment, int n,
							   char *buf, int *len);

/* Reports why a segment cannot be folded; returns false. */
extern bool lex_fold_failed(Lexer *lx, FoldStatus status, const char *at);

/* Reports that a segment is too long; returns false. */
extern bool lex_segment_too_long(Lexer *lx, const char *at);

#endif							/* FACTAG_LEXER_H */
