/*
 * table_sql.h
 *	  Statements on tables that functions of factag made for a user, run by SPI. Names are
 *	  looked up by OID whenever a statement is prepared, so that renames do no harm.
 */
#ifndef FACTAG_TABLE_SQL_H
#define FACTAG_TABLE_SQL_H

#include "factag.h"

#include "executor/spi.h"

/* Returns a relation's name, quoted and qualified. */
extern char *table_sql_name(Oid relid);

/* Returns a function, type or operator schema's name, quoted. */
extern char *table_sql_schema(Oid schema);

/* Runs a statement once, in an SPI of its own, and returns its number of rows. */
extern uint64 table_sql_run(const char *statement);

/*
 * Returns the kept plan of a statement. The statement's number and a table, which must be locked, are the
 * key; each number is used by one room only. The text is made again, and prepared, if there is none yet or the plan
 * is no longer valid. Refuses a table with a rule (55000). To be called within SPI.
 *
 * Since the tables may have been small when the plan was made, and grow, it uses indexes. A statement must leave the planner no other choice than
 * that: no join that could read a whole table for a few rows, or be a nested loop over many.
 *
 * make(context) returns the statement; argtypes has its nargs parameters' types.
 */
typedef char *(*TableSqlMake) (const void *context);
extern SPIPlanPtr table_sql_plan_made(Oid relid, int statement, TableSqlMake make, const void *context,
									  int nargs, const Oid *argtypes);

/* Returns a plan that lives until SPI_finish, of a statement that reads whole tables: nothing is joined by nested loops. */
extern SPIPlanPtr table_sql_plan_once(Oid relid, TableSqlMake make, const void *context, int nargs, const Oid *argtypes);

/* As table_sql_plan_made, for a statement whose text follows from the table and the schema of factag's functions. */
typedef char *(*TableSqlText) (Oid relid, Oid schema);
extern SPIPlanPtr table_sql_plan(Oid relid, int statement, Oid schema, TableSqlText text,
								 int nargs, const Oid *argtypes);

/*
 * Executes such a plan, for at most so many rows, or all if that is 0. Returns the number of rows that it read or wrote.
 * Expected is what SPI returns for a statement of its kind. It sees what the transaction has now; with
 * table_sql_read, what the active snapshot has.
 */
extern uint64 table_sql_execute(SPIPlanPtr plan, Datum *values, const char *nulls, long most, int expected);
extern uint64 table_sql_read(SPIPlanPtr plan, Datum *values, const char *nulls, long most);

#endif							/* FACTAG_TABLE_SQL_H */
