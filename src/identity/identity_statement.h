/*
 * identity_statement.h
 *	  Statements on the tables of an identity graph, with kept plans; and the values of their rows.
 */
#ifndef FACTAG_IDENTITY_STATEMENT_H
#define FACTAG_IDENTITY_STATEMENT_H

#include "identity/identity.h"

#include "executor/spi.h"
#include "utils/timestamp.h"

#define IDENTITY_MOST_ARGS 8

/* the number of a statement that reads whole tables, and so is planned whenever it is executed */
#define IDENTITY_WHOLE 0

/*
 * A statement. In its text, {graph}, {kind}, {identifier}, {link}, {person}, {history} and {erasure} stand for the tables, and
 * {schema} for the schema of factag's functions. Built-in functions and operators need no schema. Tables are read as
 * "FROM ONLY {link}".
 */
typedef struct IdentityStatement
{
	int			number;			/* IDENTITY_WHOLE, or one that no other statement has, from 400 on; each file has a block of 20 */
	const char *text;
	int			expected;		/* SPI_OK_SELECT and the like */
	int			nargs;
	Oid			argtypes[IDENTITY_MOST_ARGS];
} IdentityStatement;

/*
 * Executes a statement for at most so many rows, or all if most is 0, and returns the number of rows. Rows are in SPI_tuptable,
 * in SPI's memory context, which stays the current one. Nulls may be NULL.
 */
extern uint64 identity_execute(const Identity *graph, const IdentityStatement *statement, Datum *values, const char *nulls,
							   long most);

/* The plan of a statement, kept unless it reads whole tables. */
extern SPIPlanPtr identity_plan(const Identity *graph, const IdentityStatement *statement);

/*
 * A value of a row of SPI_tuptable. Columns count from 1. Each refuses a column that has another type than that (55000), since
 * a graph's owner can alter the tables. A NULL is false, 0 or NULL; identity_is_null tells. Text is a copy.
 */
extern bool identity_is_null(uint64 row, int column);
extern int64 identity_int8(uint64 row, int column);
extern int32 identity_int4(uint64 row, int column);
extern bool identity_bool(uint64 row, int column);
extern TimestampTz identity_timestamp(uint64 row, int column);
extern char *identity_text(uint64 row, int column);
extern Datum identity_datum(uint64 row, int column, Oid type);

/* An array of ids as a parameter of type bigint[]. */
extern Datum identity_ids(const int64 *ids, int n);

#endif							/* FACTAG_IDENTITY_STATEMENT_H */
