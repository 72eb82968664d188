/*
 * input.h
 *	  The input of a lexer: where it is read, its blanks, and the errors about it.
 */
#ifndef FACTAG_INPUT_H
#define FACTAG_INPUT_H

#include "factag.h"

#include "lib/stringinfo.h"

/* an error that is returned instead of raised, on every version of the server */
typedef struct LexError
{
	const char *message;		/* NULL for none */
	const char *detail;
} LexError;

typedef struct Lexer
{
	const char *type;			/* name of the SQL type, for messages */
	const char *input;
	const char *cur;			/* the next character */
	const char *end;			/* of the part that is being read, such as a line */
	const char *input_end;
	int			sqlstate;		/* of syntax errors: 22P02, or 22P03 for binary input */
	bool		lines;			/* errors quote one line, and give line and column */
	int64		row;			/* errors give this row of an aggregate, too; 0 for none */
	const char *star_hint;		/* lex_path refuses an unquoted star with this hint; NULL: it is content */
	Node	   *escontext;		/* where soft errors go, or NULL */
	LexError   *error;			/* where errors go instead, or NULL */
} Lexer;

/* Begins to read a text. */
extern void lex_init(Lexer *lx, const char *type, const char *input, int len, Node *escontext);

/* Begins to read the text in a binary message; 22P03 if the message is not valid. */
extern void lex_init_binary(Lexer *lx, const char *type, StringInfo buf);

/*
 * Raise an error about the place "at" in the input, or save it into escontext.
 * The detail is a whole sentence; the place is added to it. Both return false.
 * lex_fail is for syntax errors, lex_fail_code for all others.
 */
extern bool lex_fail(Lexer *lx, const char *at, const char *hint,
					 const char *detail,...) pg_attribute_printf(4, 5);
extern bool lex_fail_code(Lexer *lx, int sqlstate, const char *at, const char *hint,
						  const char *detail,...) pg_attribute_printf(5, 6);

/* Returns the bytes of the blank (Unicode White_Space) at p, 0 if there is none. */
extern int	lex_blank(const char *p, const char *end);

/* Returns the end of the blanks at p. */
extern const char *lex_blanks_end(const char *p, const char *end);

/* Returns the end of the text from p on, without the blanks at its end. */
extern const char *lex_text_end(const char *p, const char *end);

/* Skips the blanks that come next: mostly none, or one. */
static inline void
lex_skip_blanks(Lexer *lx)
{
	if (lx->cur < lx->end && *lx->cur == ' ')
		lx->cur++;
	/* a character of ASCII that is greater is none */
	if (lx->cur < lx->end && ((signed char) *lx->cur) <= ' ')
		lx->cur = lex_blanks_end(lx->cur, lx->end);
}

/* Skips the byte order mark that some editors write before the text of a file. */
extern void lex_skip_byte_order_mark(Lexer *lx);

/* Returns the next character that is not a blank, as details of errors show it; palloc'd. */
extern const char *lex_describe(const Lexer *lx);

/* Returns a word as details of errors show it: as long as what the message quotes, at most. */
extern const char *lex_clip(const char *word);

#endif							/* FACTAG_INPUT_H */
