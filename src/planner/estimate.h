/*
 * estimate.h
 *	  Selectivity: guesses, and what a few known rows say about them.
 */
#ifndef FACTAG_ESTIMATE_H
#define FACTAG_ESTIMATE_H

#include "factag.h"

#include "nodes/pathnodes.h"
#include "utils/selfuncs.h"

/*
 * A fraction of the rows that are not NULL, and the doubt about it: a variance
 * of its logarithm, 0 where the sample of ANALYZE tells.
 */
typedef struct Guess
{
	double		p;
	double		doubt;
} Guess;

/* where nothing at all is known */
#define ESTIMATE_DEFAULT 0.01

/* a type of the schema in which the function that is being called lives */
extern Oid	factag_type(FunctionCallInfo fcinfo, const char *name);

/* The opposite. */
extern Guess guess_not(Guess guess);

/*
 * A guess, when so many hits among so many rows were seen as well: the most
 * likely fraction.
 */
extern double guess_seen(Guess guess, double hits, double rows);

/* the fraction of rows where a column is NULL */
extern double estimate_null(const VariableStatData *column);

/* "column op value", whichever side the column is on */
typedef struct ColumnCondition
{
	int			condition;		/* of Estimator */
	VariableStatData *column;
	Oid			value_type;		/* of the value, domains stripped */
	bool		join;			/* values come from another column */
	bool		trusted;		/* the user may learn what the statistics hold */
	void	   *statistics;		/* of the estimator, made by open */
} ColumnCondition;

/*
 * How conditions of a type are estimated. open finds out whether the column
 * and the value have the types of this extension, which a foreign operator
 * that borrows the function need not have, and whether it can be of help.
 */
typedef struct Estimator
{
	bool		(*open) (ColumnCondition *cc, FunctionCallInfo fcinfo);
	Guess		(*guess) (const ColumnCondition *cc, Datum value);
	void		(*close) (ColumnCondition *cc);
} Estimator;

/*
 * Bodies of SQL's restriction and join selectivity functions, for an operator
 * that asks a condition of its left side, and the commuted one of its right.
 */
extern Datum estimate_restriction(FunctionCallInfo fcinfo, const Estimator *estimator, int condition, int commuted);
extern Datum estimate_join(FunctionCallInfo fcinfo, const Estimator *estimator, int condition, int commuted);

#define SELECTIVITY_FUNCTIONS(name, estimator, condition, commuted) \
PG_FUNCTION_INFO_V1(name##_sel); \
Datum \
name##_sel(PG_FUNCTION_ARGS) \
{ \
	return estimate_restriction(fcinfo, estimator, condition, commuted); \
} \
PG_FUNCTION_INFO_V1(name##_joinsel); \
Datum \
name##_joinsel(PG_FUNCTION_ARGS) \
{ \
	return estimate_join(fcinfo, estimator, condition, commuted); \
}

#endif							/* FACTAG_ESTIMATE_H */
