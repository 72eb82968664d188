/*
 * driver_text.h
 *	  Arrays and JSON that a driver sends as text: a list of psycopg's or an object of
 *	  node-postgres arrives as {a/b,c}, ["a/b"] or {"a/b": {}}. An unquoted brace or
 *	  bracket at the start of a value is never part of a name.
 */
#ifndef FACTAG_DRIVER_TEXT_H
#define FACTAG_DRIVER_TEXT_H

#include "text/lexer.h"

typedef enum DriverText
{
	DRIVER_TEXT_NONE,			/* the type's own text */
	DRIVER_TEXT_ARRAY,			/* {…}, as array_in reads it */
	DRIVER_TEXT_JSON			/* […], or { and a string and a colon */
} DriverText;

/*
 * Whether text that begins at p would be read as an array or JSON: with a brace, or
 * with a bracket before a string, an object, another array or its end. [vip] is a name.
 */
extern bool driver_text_starts(const char *p, const char *end);

/* Tells what the lexer's input is by its beginning. */
extern DriverText driver_text_kind(Lexer *lx);

/*
 * Refuses input that is an array or JSON (22P02), for types that cannot be either.
 * Returns false if the error was saved.
 */
extern bool driver_text_refuse(Lexer *lx);

/*
 * Reads the rest of the input as text[] or jsonb and converts it by the function of
 * the type's cast. 0 if an error was saved.
 */
extern Datum driver_text_convert(Lexer *lx, DriverText kind, PGFunction cast);

#endif							/* FACTAG_DRIVER_TEXT_H */
