/*
 * text_type.h
 *	  A type's input and output, as text and in binary, its casts from and to text,
 *	  and LIKE. In binary a value is a version byte and its text.
 */
#ifndef FACTAG_TEXT_TYPE_H
#define FACTAG_TEXT_TYPE_H

#include "factag.h"

#include "utils/builtins.h"

#include "text/lexer.h"

/* Reads the lexer's whole input; 0, which no type's value is, if an error was saved. */
typedef Datum (*TextTypeParse) (Lexer *lx);

/* Appends the text form, which reads back to the same bytes. */
typedef void (*TextTypeDeparse) (StringInfo out, Datum value);

extern Datum text_type_in(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse);
extern Datum text_type_out(FunctionCallInfo fcinfo, TextTypeDeparse deparse);
extern Datum text_type_recv(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse);
extern Datum text_type_send(FunctionCallInfo fcinfo, TextTypeDeparse deparse);
extern Datum text_type_from_text(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse);
extern Datum text_type_to_text(FunctionCallInfo fcinfo, TextTypeDeparse deparse);

/*
 * Returns the error with which a text does not read, or NULL; on every version of the
 * server, without a subtransaction. For types whose errors are all reported by lex_fail.
 */
extern Datum text_type_error(FunctionCallInfo fcinfo, const char *type, TextTypeParse parse);

/* Matches the text form of argument 0 against the pattern in argument 1 with core's function for LIKE or ILIKE. */
extern Datum text_type_match(FunctionCallInfo fcinfo, TextTypeDeparse deparse, PGFunction match);

/*
 * Defines the functions that text_type.sql.in, text_casts.sql.in and
 * text_like.sql.in declare for a type. The declaration at the end lets a semicolon follow.
 */
#define TEXT_TYPE(type, parse, deparse) \
	PG_FUNCTION_INFO_V1(type##_in); \
	Datum type##_in(PG_FUNCTION_ARGS) { return text_type_in(fcinfo, #type, parse); } \
	PG_FUNCTION_INFO_V1(type##_out); \
	Datum type##_out(PG_FUNCTION_ARGS) { return text_type_out(fcinfo, deparse); } \
	PG_FUNCTION_INFO_V1(type##_recv); \
	Datum type##_recv(PG_FUNCTION_ARGS) { return text_type_recv(fcinfo, #type, parse); } \
	PG_FUNCTION_INFO_V1(type##_send); \
	Datum type##_send(PG_FUNCTION_ARGS) { return text_type_send(fcinfo, deparse); } \
	PG_FUNCTION_INFO_V1(type##_from_text); \
	Datum type##_from_text(PG_FUNCTION_ARGS) { return text_type_from_text(fcinfo, #type, parse); } \
	PG_FUNCTION_INFO_V1(type##_to_text); \
	Datum type##_to_text(PG_FUNCTION_ARGS) { return text_type_to_text(fcinfo, deparse); } \
	TEXT_TYPE_MATCH(type##_like, deparse, textlike) \
	TEXT_TYPE_MATCH(type##_not_like, deparse, textnlike) \
	TEXT_TYPE_MATCH(type##_ilike, deparse, texticlike) \
	TEXT_TYPE_MATCH(type##_not_ilike, deparse, texticnlike) \
	extern int	factag_no_such_symbol

#define TEXT_TYPE_ERROR(type, parse) \
	PG_FUNCTION_INFO_V1(type##_error); \
	Datum type##_error(PG_FUNCTION_ARGS) { return text_type_error(fcinfo, #type, parse); } \
	extern int	factag_no_such_symbol

#define TEXT_TYPE_MATCH(name, deparse, match) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return text_type_match(fcinfo, deparse, match); }

#endif							/* FACTAG_TEXT_TYPE_H */
