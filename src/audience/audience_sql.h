/*
 * audience_sql.h
 *	  Statements that write an audience's tables, run by SPI. Names are looked up by
 *	  OID whenever a statement is prepared, so that renames do no harm.
 */
#ifndef FACTAG_AUDIENCE_SQL_H
#define FACTAG_AUDIENCE_SQL_H

#include "audience/audience.h"

#include "executor/spi.h"

/* Returns a relation's name, quoted and qualified. */
extern char *audience_relation_name(Oid relid);

/* Returns a function, type or operator schema's name, quoted. */
extern char *audience_schema_name(Oid schema);

/* Runs a statement once, in an SPI of its own, and returns its number of rows. */
extern uint64 audience_run(const char *statement);

/*
 * Returns the kept plan of a statement, which writes one table of an audience. The statement's number
 * and the table are the key. The text is made again, and prepared, if there is none yet or the plan is no longer
 * valid; the table must be locked. To be called within SPI.
 *
 * text(relid, schema) returns the statement; argtypes has its nargs parameters' types.
 */
typedef char *(*AudienceText) (Oid relid, Oid schema);
extern SPIPlanPtr audience_plan(Oid relid, int statement, Oid schema, AudienceText text,
								int nargs, const Oid *argtypes);

/*
 * Executes such a plan, for at most so many rows, or all if that is 0. Returns the number of rows that it read or wrote.
 * Expected is what SPI returns for a statement of its kind.
 */
extern uint64 audience_execute(SPIPlanPtr plan, Datum *values, const char *nulls, long most, int expected);

#endif							/* FACTAG_AUDIENCE_SQL_H */
