/*
 * factverdict_rating.c
 *	  SQL functions for the map of ratings.
 */
#include "verdict/factverdict.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "verdict/rating.h"
#include "verdict/rating_key.h"
#include "verdict/rating_map.h"

/* a text argument as a string; NULL if it is NULL */
static char *
string_arg(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(n));
}

/* NULL if the rating is unknown */
PG_FUNCTION_INFO_V1(factverdict_from_rating);
Datum
factverdict_from_rating(PG_FUNCTION_ARGS)
{
	text	   *rating;
	Verdict		v;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	rating = PG_GETARG_TEXT_PP(0);
	if (!verdict_from_rating(VARDATA_ANY(rating), VARSIZE_ANY_EXHDR(rating), string_arg(fcinfo, 1), string_arg(fcinfo, 2), &v))
		PG_RETURN_NULL();
	PG_RETURN_FACTVERDICT(v);
}

/* NULL if the rating has no key */
PG_FUNCTION_INFO_V1(factverdict_rating_key);
Datum
factverdict_rating_key(PG_FUNCTION_ARGS)
{
	text	   *rating = PG_GETARG_TEXT_PP(0);
	char		key[FACTAG_MAX_SEGMENT + 1];

	if (!rating_key(VARDATA_ANY(rating), VARSIZE_ANY_EXHDR(rating), key))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(key));
}

/* the domain that stands for a publisher in the map; NULL if the publisher is unknown */
PG_FUNCTION_INFO_V1(factverdict_rating_publisher);
Datum
factverdict_rating_publisher(PG_FUNCTION_ARGS)
{
	int			publisher = rating_publisher(text_to_cstring(PG_GETARG_TEXT_PP(0)));

	if (publisher < 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(rating_publisher_domain(publisher)));
}

PG_FUNCTION_INFO_V1(factverdict_ratings);
Datum
factverdict_ratings(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			count;
	const Rating *rows = rating_rows(&count);

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < count; i++)
	{
		Datum		values[4];
		bool		nulls[4] = {rows[i].publisher < 0, rows[i].lang == NULL, false, false};

		values[0] = nulls[0] ? (Datum) 0 : CStringGetTextDatum(rating_publisher_domain(rows[i].publisher));
		values[1] = nulls[1] ? (Datum) 0 : CStringGetTextDatum(rows[i].lang);
		values[2] = CStringGetTextDatum(rows[i].key);
		values[3] = FactverdictGetDatum(rows[i].verdict);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
