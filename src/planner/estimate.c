/*
 * estimate.c
 *	  Selectivity: guesses, and what a few known rows say about them.
 */
#include "planner/estimate.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_statistic.h"
#include "miscadmin.h"
#include "optimizer/pathnode.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "query/query_eval.h"

/* values of a column that a join's estimate looks at, about, of each kind */
#define JOIN_VALUES 100

Oid
factag_type(FunctionCallInfo fcinfo, const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
						   ObjectIdGetDatum(get_func_namespace(fcinfo->flinfo->fn_oid)));
}

Guess
guess_not(Guess guess)
{
	/* what is doubtful of a small part is hardly so of the rest */
	double		rest = Max(1 - guess.p, 1e-6);
	Guess		opposite = {1 - guess.p, guess.doubt * Min(1, guess.p / rest * guess.p / rest)};

	return opposite;
}

double
estimate_null(const VariableStatData *column)
{
	if (!HeapTupleIsValid(column->statsTuple))
		return 0;
	return ((Form_pg_statistic) GETSTRUCT(column->statsTuple))->stanullfrac;
}

/*
 * The fraction's logarithm is taken as normal around the guess's: the maximum
 * of the posterior is the root of a falling function, found by bisection.
 */
double
guess_seen(Guess guess, double hits, double rows)
{
	double		prior = log(Max(guess.p, 1e-9));
	double		low = log(1e-10);
	double		high = log(1 - 1e-6);

	for (int i = 0; i < 40; i++)
	{
		double		middle = (low + high) / 2;
		double		p = exp(middle);

		if (hits - (rows - hits) * p / (1 - p) - (middle - prior) / guess.doubt > 0)
			low = middle;
		else
			high = middle;
	}
	return exp(low);
}

/*
 * The fraction of all rows, NULL included: the guess, corrected by the column's
 * common values and its histogram, of which the operator itself is asked where
 * there is a doubt.
 */
static double
correct(VariableStatData *column, Oid function, Oid collation, Datum constant, bool on_left, Guess guess)
{
	double		null = estimate_null(column);
	double		p = guess.p;

	if (guess.doubt > 0)
	{
		FmgrInfo	proc;
		double		common;		/* the part of all rows that common values make up */
		double		common_hits;
		double		histogram;
		double		rest;
		int			bounds;

		fmgr_info(function, &proc);
		common_hits = mcv_selectivity(column, &proc, collation, constant, on_left, &common);
		histogram = histogram_selectivity(column, &proc, collation, constant, on_left, 10, 1, &bounds);
		rest = 1 - common - null;
		if (rest < 0.001)
			return common_hits;
		if (histogram >= 0 && bounds > 2)
		{
			/* the bounds of the histogram are an even sample of the other rows */
			double		rows = (bounds - 2) * (1 - null) / rest;
			double		hits = (common_hits + histogram * rest) / (1 - null) * rows;

			p = guess_seen(guess, hits, rows);
		}
		p = Max(p, common_hits / (1 - null));
	}
	p *= 1 - null;
	CLAMP_PROBABILITY(p);
	return p;
}

/*
 * Whether the user may learn what statistics hold: the operators are not
 * leakproof, and an estimate tells of tags as an error would.
 */
static bool
may_know(VariableStatData *column, Oid operator)
{
	return HeapTupleIsValid(column->statsTuple) && statistic_proc_security_check(column, get_opcode(operator));
}

static double
restriction(FunctionCallInfo fcinfo, const Estimator *estimator, int condition, int commuted)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			operator = PG_GETARG_OID(1);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	int			relid = PG_GETARG_INT32(3);
	VariableStatData column;
	ColumnCondition cc = {.column = &column};
	Node	   *other;
	Const	   *constant;
	bool		on_left;
	double		p = ESTIMATE_DEFAULT;

	if (!get_restriction_variable(root, args, relid, &column, &other, &on_left))
		return p;
	if (IsA(other, Const))
	{
		constant = (Const *) other;
		cc.condition = on_left ? condition : commuted;
		cc.value_type = getBaseType(constant->consttype);
		cc.trusted = may_know(&column, operator);
		if (constant->constisnull)
			p = 0;
		else if (estimator->open(&cc, fcinfo))
		{
			Guess		guess = estimator->guess(&cc, constant->constvalue);

			if (!cc.trusted)
				guess.doubt = 0;
			p = correct(&column, get_opcode(operator), PG_GET_COLLATION(), constant->constvalue, on_left, guess);
			estimator->close(&cc);
		}
		else
			p = generic_restriction_selectivity(root, operator, PG_GET_COLLATION(), args, relid, ESTIMATE_DEFAULT);
	}
	ReleaseVariableStats(column);
	return p;
}

/* The average guess for a slot's values, by their frequencies if it has some. */
static double
average_guess(const AttStatsSlot *slot, const Estimator *estimator, const ColumnCondition *cc)
{
	int			step = Max(1, slot->nvalues / JOIN_VALUES);
	double		sum = 0;
	double		weight = 0;

	for (int i = 0; i < slot->nvalues; i += step)
	{
		double		w = slot->nnumbers > i ? slot->numbers[i] : 1;

		CHECK_FOR_INTERRUPTS();
		sum += w * estimator->guess(cc, slot->values[i]).p;
		weight += w;
	}
	return weight > 0 ? sum / weight : ESTIMATE_DEFAULT;
}

/* The fraction of pairs: the average guess for the other column's known values. */
static double
pairs_fraction(VariableStatData *other, const Estimator *estimator, const ColumnCondition *cc)
{
	double		null = estimate_null(other);
	double		common = 0;
	double		of_common = -1;
	double		of_rest = -1;
	AttStatsSlot slot;

	if (!HeapTupleIsValid(other->statsTuple))
		return ESTIMATE_DEFAULT;
	if (get_attstatsslot(&slot, other->statsTuple, STATISTIC_KIND_MCV, InvalidOid,
						 ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
	{
		if (getBaseType(slot.valuetype) == cc->value_type)
		{
			of_common = average_guess(&slot, estimator, cc);
			for (int i = 0; i < slot.nnumbers; i++)
				common += slot.numbers[i];
		}
		free_attstatsslot(&slot);
	}
	if (get_attstatsslot(&slot, other->statsTuple, STATISTIC_KIND_HISTOGRAM, InvalidOid, ATTSTATSSLOT_VALUES))
	{
		if (getBaseType(slot.valuetype) == cc->value_type)
			of_rest = average_guess(&slot, estimator, cc);
		free_attstatsslot(&slot);
	}
	if (of_common < 0 && of_rest < 0)
		return ESTIMATE_DEFAULT;
	if (of_rest < 0)
		of_rest = of_common;
	return Max(of_common, 0) * common + of_rest * Max(0, 1 - null - common);
}

/* A fraction of pairs as one of outer rows, for semijoins and antijoins. */
static double
some_fraction(PlannerInfo *root, SpecialJoinInfo *sjinfo, JoinType jointype, double pairs)
{
	int			relid;
	double		rows = 1000;

	if ((jointype != JOIN_SEMI && jointype != JOIN_ANTI) || !sjinfo)
		return pairs;
	if (bms_get_singleton_member(sjinfo->min_righthand, &relid))
		rows = find_base_rel(root, relid)->rows;
	return 1 - pow(1 - Min(pairs, 1), Max(rows, 1));
}

static double
join(FunctionCallInfo fcinfo, const Estimator *estimator, int condition, int commuted)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			operator = PG_GETARG_OID(1);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	JoinType	jointype = (JoinType) PG_GETARG_INT16(3);
	SpecialJoinInfo *sjinfo = (SpecialJoinInfo *) PG_GETARG_POINTER(4);
	VariableStatData sides[2];
	bool		reversed;
	double		pairs = ESTIMATE_DEFAULT;

	get_join_variables(root, args, sjinfo, &sides[0], &sides[1], &reversed);
	for (int side = 0; side < 2; side++)
	{
		VariableStatData *other = &sides[1 - side];
		ColumnCondition cc = {
			.condition = side == 0 ? condition : commuted,
			.column = &sides[side],
			.value_type = getBaseType(other->vartype),
			.join = true,
			.trusted = may_know(&sides[side], operator) && may_know(other, operator)
		};

		if (estimator->open(&cc, fcinfo))
		{
			pairs = (1 - estimate_null(cc.column)) * pairs_fraction(other, estimator, &cc);
			estimator->close(&cc);
			break;
		}
	}
	ReleaseVariableStats(sides[0]);
	ReleaseVariableStats(sides[1]);
	pairs = some_fraction(root, sjinfo, jointype, pairs);
	CLAMP_PROBABILITY(pairs);
	return pairs;
}

/* The planner raises nothing about rows that the query may never look at. */
static double
without_limits(double (*estimate) (FunctionCallInfo, const Estimator *, int, int),
			   FunctionCallInfo fcinfo, const Estimator *estimator, int condition, int commuted)
{
	volatile double result = ESTIMATE_DEFAULT;
	QueryEstimating before = query_estimating;

	PG_TRY();
	{
		query_estimating = QUERY_IS_ESTIMATED;
		result = estimate(fcinfo, estimator, condition, commuted);
	}
	PG_FINALLY();
	{
		query_estimating = before;
	}
	PG_END_TRY();
	return result;
}

Datum
estimate_restriction(FunctionCallInfo fcinfo, const Estimator *estimator, int condition, int commuted)
{
	PG_RETURN_FLOAT8(without_limits(restriction, fcinfo, estimator, condition, commuted));
}

Datum
estimate_join(FunctionCallInfo fcinfo, const Estimator *estimator, int condition, int commuted)
{
	PG_RETURN_FLOAT8(without_limits(join, fcinfo, estimator, condition, commuted));
}
