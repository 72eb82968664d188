/*
 * input.h
 *	  The input of a lexer: where it is read, its blanks, and the errors about it.
 */
#ifndef FACTAG_INPUT_H
#define FACTAG_INPUT_H

#include "factag.h"

#include "lib/stringinfo.h"

typedef struct Lexer
{
	const char *type;			/* SQL type's name, for messages */
	const char *input;
	const char *cur;
	const char *end;			/* of what is read now */
	const char *input_end;
	int			sqlstate;		/* of syntax errors: 22P02, or 22P03 for binary */
	bool		lines;			/* errors quote the line, and count lines and columns */
	Node	   *escontext;		/* soft errors go here, if it is there to take them */
} Lexer;

extern void lex_init(Lexer *lx, const char *type, const char *input, int len, Node *escontext);
extern void lex_init_binary(Lexer *lx, const char *type, StringInfo buf);

/*
 * Raises, or saves into escontext, an error at a place in the input. Return
 * false. lex_fail is for syntax, lex_fail_code for everything else.
 */
extern bool lex_fail(Lexer *lx, const char *at, const char *hint, const char *detail,...) pg_attribute_printf(4, 5);
extern bool lex_fail_code(Lexer *lx, int sqlstate, const char *at, const char *hint, const char *detail,...) pg_attribute_printf(5, 6);

/* the blank (Unicode White_Space) at p: its length in bytes, 0 if there is none */
extern int	lex_blank(const char *p, const char *end);

/* Returns the end of the blanks at p. */
extern const char *lex_blanks_end(const char *p, const char *end);

/* Returns the end of a text without the blanks at its end. */
extern const char *lex_text_end(const char *p, const char *end);
extern void lex_skip_blanks(Lexer *lx);

/* the next character as an error's detail names it, palloc'd */
extern const char *lex_describe(const Lexer *lx);

/* a word as an error's detail quotes it: not longer than the message's own quote */
extern const char *lex_clip(const char *word);

#endif							/* FACTAG_INPUT_H */
