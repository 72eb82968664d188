/*
 * estimate.c
 *	  Restriction and join selectivity of operators on tags; see estimate.h. How
 *	  estimates come about is explained in tag_estimate.c.
 */
#include "planner/estimate.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_statistic.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/pathnode.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* a join estimate tries about this many of the other column's MCVs and histogram bounds each */
#define JOIN_VALUES 100

Oid
factag_type(FunctionCallInfo fcinfo, const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
						   ObjectIdGetDatum(get_func_namespace(fcinfo->flinfo->fn_oid)));
}

SelectivityEstimate
estimate_not(SelectivityEstimate estimate)
{
	/*
	 * Delta method: d log(1 - p) = -p / (1 - p) d log(p). An uncertain small
	 * selectivity leaves its complement nearly certain. The factor is capped,
	 * since the approximation fails for p near 1.
	 */
	double		complement = 1 - estimate.selectivity;
	double		odds = estimate.selectivity / Max(complement, 1e-6);

	return (SelectivityEstimate) {complement, estimate.variance * Min(1, odds * odds)};
}

double
null_fraction(const VariableStatData *column)
{
	if (!HeapTupleIsValid(column->statsTuple))
		return 0;
	return ((Form_pg_statistic) GETSTRUCT(column->statsTuple))->stanullfrac;
}

/*
 * Bayes' rule, with a log-normal prior and a binomial likelihood: let x = log(p),
 * normally distributed around x0 = log(estimate) with variance v. After h hits in
 * n rows the logarithm of the posterior density of x is, up to a constant,
 *
 *	 h x + (n - h) log(1 - e^x) - (x - x0)^2 / (2 v)
 *
 * Its derivative, h - (n - h) p / (1 - p) - (x - x0) / v, decreases in x, so its
 * only root, the mode, is found by bisection. Without rows the mode is the prior;
 * with many rows it approaches h / n.
 */
double
posterior_mode(SelectivityEstimate estimate, double hits, double rows)
{
	double		prior = log(Max(estimate.selectivity, 1e-9));
	double		low = log(1e-10);
	double		high = log(1 - 1e-6);

	for (int i = 0; i < 40; i++)
	{
		double		middle = (low + high) / 2;
		double		p = exp(middle);

		if (hits - (rows - hits) * p / (1 - p) - (middle - prior) / estimate.variance > 0)
			low = middle;
		else
			high = middle;
	}
	return exp(low);
}

/*
 * Selectivity among all rows, NULLs included. An uncertain estimate is corrected
 * by calling the operator on the column's MCVs and histogram bounds.
 */
static double
correct(const Estimator *estimator, const ColumnCondition *cc, Oid function, Oid collation,
		Datum constant, bool on_left, SelectivityEstimate estimate)
{
	VariableStatData *column = cc->column;
	double		null = null_fraction(column);
	double		p = estimate.selectivity;

	if (estimate.variance > 0)
	{
		FmgrInfo	proc;
		double		common;		/* fraction of all rows that have one of the MCVs */
		double		common_hits;	/* and of those that satisfy the condition */
		double		histogram;	/* fraction of the histogram bounds that satisfy it */
		double		rest;		/* fraction of all rows that the histogram represents */
		int			bounds;

		fmgr_info(function, &proc);
		estimator->prepare(cc, &proc);
		common_hits = mcv_selectivity(column, &proc, collation, constant, on_left, &common);
		histogram = histogram_selectivity(column, &proc, collation, constant, on_left, 10, 1,
										  &bounds);
		rest = 1 - common - null;
		if (rest < 0.001)
			return common_hits;
		if (histogram >= 0 && bounds > 2)
		{
			/* the bounds are an even sample of the rows that are no MCV */
			double		rows = (bounds - 2) * (1 - null) / rest;
			double		hits = (common_hits + histogram * rest) / (1 - null) * rows;

			p = posterior_mode(estimate, hits, rows);
		}
		p = Max(p, common_hits / (1 - null));
	}
	p *= 1 - null;
	CLAMP_PROBABILITY(p);
	return p;
}

/*
 * Whether there are statistics and the user may learn their contents. Our
 * operators are not leakproof, and an estimate reveals tags as an error message
 * would.
 */
static bool
may_use_statistics(VariableStatData *column, Oid operator)
{
	return HeapTupleIsValid(column->statsTuple) &&
		statistic_proc_security_check(column, get_opcode(operator));
}

/*
 * What functions that return its type make an expression of: the constant or column of
 * which they are calls, else the expression. A query as of a timestamp, or under the names
 * of a taxonomy, is estimated as the query that is written, and the tags of a column that
 * are valid now as all of them. A function without another argument, such as tagquery_not,
 * changes what the query means, so it has no such estimate.
 */
static Node *
value_within(Node *expression)
{
	Node	   *node = expression;

	while (IsA(node, FuncExpr))
	{
		FuncExpr   *call = (FuncExpr *) node;

		if (call->funcretset || list_length(call->args) < 2 ||
			exprType(linitial(call->args)) != call->funcresulttype)
			break;
		node = linitial(call->args);
	}
	return IsA(node, Const) || IsA(node, Var) ? node : expression;
}

/* Selectivity of "column op constant" among all rows; negative if the Estimator refuses the types. */
static double
constant_selectivity(FunctionCallInfo fcinfo, const Estimator *estimator, ColumnCondition *cc,
					 Oid operator, const Const *constant, bool on_left)
{
	SelectivityEstimate estimate;
	double		p;

	if (constant->constisnull)
		return 0;
	if (!estimator->open(cc, fcinfo))
		return -1;
	estimate = estimator->estimate(cc, constant->constvalue);
	/* no correction by rows that the user may not read */
	if (!cc->trusted)
		estimate.variance = 0;
	p = correct(estimator, cc, get_opcode(operator), PG_GET_COLLATION(), constant->constvalue, on_left, estimate);
	estimator->close(cc);
	return p;
}

/* Restriction selectivity of "column op constant", also of a function of the constant; ESTIMATE_DEFAULT for other expressions. */
Datum
estimate_restriction(FunctionCallInfo fcinfo, const Estimator *estimator, int condition,
					 int commuted)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			operator = PG_GETARG_OID(1);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	int			relid = PG_GETARG_INT32(3);
	VariableStatData column;
	ColumnCondition cc = {.column = &column};
	Node	   *other;
	bool		on_left;
	double		p = ESTIMATE_DEFAULT;

	if (!get_restriction_variable(root, args, relid, &column, &other, &on_left))
		PG_RETURN_FLOAT8(p);
	other = value_within(other);
	if (IsA(other, Const))
	{
		cc.condition = on_left ? condition : commuted;
		cc.value_type = getBaseType(((Const *) other)->consttype);
		cc.trusted = may_use_statistics(&column, operator);
		p = constant_selectivity(fcinfo, estimator, &cc, operator, (Const *) other, on_left);
		if (p < 0)
			p = estimator->generic(root, operator, PG_GET_COLLATION(), args, relid);
	}
	ReleaseVariableStats(column);
	PG_RETURN_FLOAT8(p);
}

/* Average selectivity over a slot's values, weighted by their frequencies if the slot has any. */
static double
average_selectivity(const AttStatsSlot *slot, const Estimator *estimator,
					const ColumnCondition *cc)
{
	int			step = Max(1, slot->nvalues / JOIN_VALUES);
	double		sum = 0;
	double		weight = 0;

	for (int i = 0; i < slot->nvalues; i += step)
	{
		double		w = slot->nnumbers > i ? slot->numbers[i] : 1;

		CHECK_FOR_INTERRUPTS();
		sum += w * estimator->estimate(cc, slot->values[i]).selectivity;
		weight += w;
	}
	return weight > 0 ? sum / weight : ESTIMATE_DEFAULT;
}

/*
 * Join selectivity among rows where this column is not NULL: the average over
 * the other column's MCVs and histogram bounds.
 */
static double
pairs_selectivity(VariableStatData *other, const Estimator *estimator, const ColumnCondition *cc)
{
	double		null = null_fraction(other);
	double		common = 0;			/* fraction of the other rows that have an MCV */
	double		of_common = -1;		/* average over the MCVs, < 0 if there are none */
	double		of_rest = -1;		/* average over the bounds, < 0 if there are none */
	AttStatsSlot slot;

	if (!HeapTupleIsValid(other->statsTuple))
		return ESTIMATE_DEFAULT;
	if (get_attstatsslot(&slot, other->statsTuple, STATISTIC_KIND_MCV, InvalidOid,
						 ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
	{
		if (getBaseType(slot.valuetype) == cc->value_type)
		{
			of_common = average_selectivity(&slot, estimator, cc);
			for (int i = 0; i < slot.nnumbers; i++)
				common += slot.numbers[i];
		}
		free_attstatsslot(&slot);
	}
	if (get_attstatsslot(&slot, other->statsTuple, STATISTIC_KIND_HISTOGRAM, InvalidOid,
						 ATTSTATSSLOT_VALUES))
	{
		if (getBaseType(slot.valuetype) == cc->value_type)
			of_rest = average_selectivity(&slot, estimator, cc);
		free_attstatsslot(&slot);
	}
	if (of_common < 0 && of_rest < 0)
		return ESTIMATE_DEFAULT;
	if (of_rest < 0)
		of_rest = of_common;
	return Max(of_common, 0) * common + of_rest * Max(0, 1 - null - common);
}

/*
 * Turns a fraction of pairs into the fraction of outer rows with a match, which
 * semijoins and antijoins ask for: 1 - (1 - pairs)^rows, if the inner rows match
 * independently. Other joins keep the fraction of pairs.
 */
static double
semijoin_selectivity(PlannerInfo *root, SpecialJoinInfo *sjinfo, JoinType jointype, double pairs)
{
	int			relid;
	double		rows = 1000;	/* if the inner side is itself a join */

	if ((jointype != JOIN_SEMI && jointype != JOIN_ANTI) || !sjinfo)
		return pairs;
	if (bms_get_singleton_member(sjinfo->min_righthand, &relid))
		rows = find_base_rel(root, relid)->rows;
	return 1 - pow(1 - Min(pairs, 1), Max(rows, 1));
}

/*
 * Join selectivity of "column op column", estimated from the side that has statistics of tags;
 * ESTIMATE_DEFAULT if neither has. If only the timestamp of a query is from the other table, as in
 * "labels @@ tagquery_at('spam', other.shown)", the query is a constant, and the estimate is that of a restriction.
 */
Datum
estimate_join(FunctionCallInfo fcinfo, const Estimator *estimator, int condition, int commuted)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			operator = PG_GETARG_OID(1);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	JoinType	jointype = (JoinType) PG_GETARG_INT16(3);
	SpecialJoinInfo *sjinfo = (SpecialJoinInfo *) PG_GETARG_POINTER(4);
	Node	   *values[2] = {value_within(linitial(args)), value_within(lsecond(args))};
	VariableStatData sides[2];
	bool		reversed;
	double		pairs = ESTIMATE_DEFAULT;

	get_join_variables(root, list_make2(values[0], values[1]), sjinfo, &sides[0], &sides[1], &reversed);
	for (int side = 0; side < 2; side++)
	{
		VariableStatData *other = &sides[1 - side];
		Const	   *constant = IsA(values[1 - side], Const) ? (Const *) values[1 - side] : NULL;
		ColumnCondition cc = {
			.condition = side == 0 ? condition : commuted,
			.column = &sides[side],
			.value_type = getBaseType(other->vartype),
			.join = !constant,
			.trusted = may_use_statistics(&sides[side], operator) &&
				(constant || may_use_statistics(other, operator))
		};
		double		p = -1;

		if (constant)
			p = constant_selectivity(fcinfo, estimator, &cc, operator, constant, side == 0);
		else if (!IsA(values[side], Const) && estimator->open(&cc, fcinfo))
		{
			p = (1 - null_fraction(cc.column)) * pairs_selectivity(other, estimator, &cc);
			estimator->close(&cc);
		}
		if (p >= 0)
		{
			pairs = p;
			break;
		}
	}
	ReleaseVariableStats(sides[0]);
	ReleaseVariableStats(sides[1]);
	pairs = semijoin_selectivity(root, sjinfo, jointype, pairs);
	CLAMP_PROBABILITY(pairs);
	PG_RETURN_FLOAT8(pairs);
}
