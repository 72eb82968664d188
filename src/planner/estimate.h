/*
 * estimate.h
 *	  Restriction and join selectivity of operators on tags.
 *
 *	  Independent of what an operator means: an Estimator, which knows the type,
 *	  estimates a condition from statistics; the functions here correct that
 *	  estimate by the rows known from pg_statistic and answer the planner.
 */
#ifndef FACTAG_ESTIMATE_H
#define FACTAG_ESTIMATE_H

#include "factag.h"

#include "nodes/pathnodes.h"
#include "utils/selfuncs.h"

/*
 * Selectivity among non-null rows, with the variance of its logarithm (0 if
 * taken directly from statistics).
 */
typedef struct SelectivityEstimate
{
	double		selectivity;
	double		variance;
} SelectivityEstimate;

/* selectivity where nothing is known about the column or the value */
#define ESTIMATE_DEFAULT 0.01

/* OID of a type in the schema of the function being called; InvalidOid if there is none. */
extern Oid	factag_type(FunctionCallInfo fcinfo, const char *name);

/* Estimate of the negation of a condition. */
extern SelectivityEstimate estimate_not(SelectivityEstimate estimate);

/*
 * Most likely selectivity, given an estimate and a sample in which "hits" of
 * "rows" rows satisfied the condition. The variance must not be 0.
 */
extern double posterior_mode(SelectivityEstimate estimate, double hits, double rows);

/* Fraction of NULLs in a column; 0 without statistics. */
extern double null_fraction(const VariableStatData *column);

/* "column op value", with the column on either side of the operator */
typedef struct ColumnCondition
{
	int			condition;		/* which one; its values are the Estimator's */
	VariableStatData *column;
	Oid			value_type;		/* base type of the value */
	bool		join;			/* the values are those of another column */
	bool		trusted;		/* the user may read the column's statistics */
	void	   *statistics;		/* private to the Estimator, set by open */
} ColumnCondition;

/*
 * Estimates the conditions on one type.
 *
 *	open	  - prepares cc->statistics; returns false if the column and the value
 *				are not of this extension's types, which happens when a foreign
 *				operator uses our selectivity function, or if a join is better
 *				estimated from its other side
 *	estimate  - estimates the condition for one value
 *	prepare	  - prepares the operator's function to be called with the value that
 *				was estimated last
 *	close	  - releases what open acquired
 *	generic	  - estimates a condition that open refused, as generic_restriction_selectivity
 *				does: by evaluating it on the column's MCVs and histogram bounds
 */
typedef struct Estimator
{
	bool		(*open) (ColumnCondition *cc, FunctionCallInfo fcinfo);
	SelectivityEstimate (*estimate) (const ColumnCondition *cc, Datum value);
	void		(*prepare) (const ColumnCondition *cc, FmgrInfo *function);
	void		(*close) (ColumnCondition *cc);
	double		(*generic) (PlannerInfo *root, Oid operator, Oid collation, List *args, int relid);
} Estimator;

/*
 * Bodies of the SQL-callable restriction and join selectivity functions.
 * "condition" is the operator's condition on its left argument, "commuted" the
 * equivalent condition on its right argument.
 */
extern Datum estimate_restriction(FunctionCallInfo fcinfo, const Estimator *estimator,
								  int condition, int commuted);
extern Datum estimate_join(FunctionCallInfo fcinfo, const Estimator *estimator,
						   int condition, int commuted);

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
