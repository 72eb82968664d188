/*
 * factverdict.c
 *	  Type factverdict: input, output, and the scale.
 */
#include "verdict/factverdict.h"

#include <math.h>

#include "text/driver_text.h"
#include "text/text_type.h"

/* the names of all verdicts, for an error: "false, mostly-false, … or outdated" */
static const char *
list_names(void)
{
	StringInfoData out;

	initStringInfo(&out);
	for (int v = 1; v <= VERDICT_LAST; v++)
		appendStringInfo(&out, "%s%s", v == 1 ? "" : v == VERDICT_LAST ? " or " : ", ", verdict_name(v));
	return out.data;
}

/* Reads the rest of a lexer's input as one verdict; 0 if an error was saved. */
static Datum
parse(Lexer *lx)
{
	Verdict		v;

	if (!driver_text_refuse(lx))
		return (Datum) 0;
	lex_skip_blanks(lx);
	v = verdict_by_name(lx->cur, lex_text_end(lx->cur, lx->end) - lx->cur);
	if (v == 0)
		lex_fail(lx, lx->cur, "factverdict_from_rating() knows how fact-checkers word their ratings.",
				 "Expected %s.", list_names());
	return FactverdictGetDatum(v);
}

static void
deparse(StringInfo out, Datum value)
{
	appendStringInfoString(out, verdict_name(DatumGetFactverdict(value)));
}

TEXT_TYPE(factverdict, parse, deparse);

PG_FUNCTION_INFO_V1(factverdict_on_scale);
Datum
factverdict_on_scale(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(verdict_on_scale(PG_GETARG_FACTVERDICT(0)));
}

/* from 0 for false to 1 for true; NULL off the scale */
PG_FUNCTION_INFO_V1(factverdict_value);
Datum
factverdict_value(PG_FUNCTION_ARGS)
{
	Verdict		v = PG_GETARG_FACTVERDICT(0);

	if (!verdict_on_scale(v))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(verdict_value(v));
}

bool
verdict_from_number(double value, double worst, double best, Verdict *verdict)
{
	double		place,
				step;

	if (!isfinite(value) || !isfinite(worst) || !isfinite(best) || worst == best ||
		value < Min(worst, best) || value > Max(worst, best))
		return false;
	/* If the difference overflows, that of the quarters does not. */
	if (isinf(best - worst))
		place = (value / 4 - worst / 4) / (best / 4 - worst / 4);
	else
		place = (value - worst) / (best - worst);
	/* Count steps from mixed, and round a tie towards mixed. */
	place = (place - 0.5) * (VERDICT_TRUE - VERDICT_FALSE);
	step = ceil(fabs(place) - 0.5);
	*verdict = VERDICT_MIXED + (place < 0 ? -(int) step : (int) step);
	return true;
}

PG_FUNCTION_INFO_V1(factverdict_from_number);
Datum
factverdict_from_number(PG_FUNCTION_ARGS)
{
	float8		value = PG_GETARG_FLOAT8(0);
	float8		worst = PG_GETARG_FLOAT8(1);
	float8		best = PG_GETARG_FLOAT8(2);
	Verdict		v;

	if (verdict_from_number(value, worst, best, &v))
		PG_RETURN_FACTVERDICT(v);
	if (!isfinite(value) || !isfinite(worst) || !isfinite(best))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a rating's value and ends must be finite numbers"),
				 errhint("Give NULL for a rating that is not known.")));
	if (worst == best)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a rating's worst and best value must differ"),
				 errdetail("Both are %g.", worst),
				 errhint("Give the ends of the publisher's scale: 1 and 5, or 5 and 1 where 1 is best.")));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("rating %g is outside its scale", value),
			 errdetail("The scale runs from %g (worst) to %g (best).", worst, best)));
}
