/*
 * identity_stream.h
 *	  Rows of a statement, one after the other, where there may be more than memory has room for.
 */
#ifndef FACTAG_IDENTITY_STREAM_H
#define FACTAG_IDENTITY_STREAM_H

#include "identity/identity_statement.h"

#define IDENTITY_STREAM_COLUMNS 8

/* Takes the values of a row, none of which is NULL. */
typedef void (*IdentityRow) (const Datum *values, void *context);

/* Executes a SELECT without parameters, whose columns must have these types (55000), and calls take for each row. Interruptible. */
extern void identity_stream(const Identity *graph, const IdentityStatement *statement, const Oid *types, int ncolumns,
							IdentityRow take, void *context);

#endif							/* FACTAG_IDENTITY_STREAM_H */
