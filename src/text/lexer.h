/*
 * lexer.h
 *	  One lexer for every type: it reads text as given, so that positions in
 *	  errors are positions in it, and folds each segment by itself.
 */
#ifndef FACTAG_LEXER_H
#define FACTAG_LEXER_H

#include "text/input.h"

/* where a character is special outside quotes */
typedef enum LexContext
{
	LEX_PATH = 1 << 0,			/* tagpath: /  */
	LEX_SET = 1 << 1,			/* tagset: also , [ ] */
	LEX_QUERY = 1 << 2,			/* tagquery: also & | ! ( ) * = < > @ ~ */
	LEX_VALUE = 1 << 3,			/* attribute value in a set: ; ] */
	LEX_QUERY_VALUE = 1 << 4,	/* attribute value in a filter: ; ] | */
	LEX_NAME = 1 << 5,			/* attribute name: ; ] = < > ! */
	LEX_TIMESTAMP = 1 << 6,		/* timestamp of a query: ) & | */
	LEX_RULE_NAME = 1 << 7,		/* name of a rule: / : # */
	LEX_RULE_LABEL = 1 << 8,	/* label of a rule: as in a set, and # */
	LEX_ANY = (1 << 9) - 1		/* special anywhere: for quoting that is safe everywhere */
} LexContext;

/*
 * The ASCII character that is special here, or 0; full-width forms count as
 * their ASCII selves. *len gets the bytes it takes.
 */
extern char lex_special(const char *p, const char *end, LexContext context, int *len);

/* skips blanks; if the next character is this special one, consumes it */
extern bool lex_accept(Lexer *lx, LexContext context, char c);

/* skips blanks; the special character that comes next, 0 for others, -1 at the end */
extern int	lex_peek(Lexer *lx, LexContext context);

/* the closing quote of a text, of which the opening one was just before p; NULL if there is none */
extern const char *lex_quote_end(const char *p, const char *end);

/*
 * Reads a path into buf (FACTAG_MAX_PATH bytes) and stops before the first
 * special character that is not "/". lex_pattern reads stars as wildcards,
 * and a quoted text behind "~" as a regular expression, which is not checked.
 */
extern bool lex_path(Lexer *lx, LexContext context, char *buf, int *len);
extern bool lex_pattern(Lexer *lx, char *buf, int *len);

/* appends one segment, taken whole, to a path of *len bytes (0: none yet) */
extern bool lex_add_segment(Lexer *lx, const char *segment, int seglen, char *buf, int *len);

/*
 * Reads a word up to the next special character, verbatim but for outer
 * blanks; a quoted one is unquoted. The result is palloc'd and never NULL
 * unless an error was saved.
 */
extern char *lex_word(Lexer *lx, LexContext context, const char *what);

/* all the input must be read by now */
extern bool lex_expect_end(Lexer *lx);

#endif							/* FACTAG_LEXER_H */
