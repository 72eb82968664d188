/*
 * factverdict_order.c
 *	  Comparison and hashing of verdicts: by the byte, whose order is the scale,
 *	  then what is off it.
 */
#include "factag.h"

#include "common/hashfn.h"

/* the bytes as they are: comparisons raise no errors */
#define COMPARISON(name, op) \
	PG_FUNCTION_INFO_V1(factverdict_##name); \
	Datum factverdict_##name(PG_FUNCTION_ARGS) \
	{ PG_RETURN_BOOL(DatumGetUInt8(PG_GETARG_DATUM(0)) op DatumGetUInt8(PG_GETARG_DATUM(1))); } \
	extern int	factag_no_such_symbol

COMPARISON(eq, ==);
COMPARISON(ne, !=);
COMPARISON(lt, <);
COMPARISON(le, <=);
COMPARISON(gt, >);
COMPARISON(ge, >=);

PG_FUNCTION_INFO_V1(factverdict_cmp);
Datum
factverdict_cmp(PG_FUNCTION_ARGS)
{
	uint8		a = DatumGetUInt8(PG_GETARG_DATUM(0));
	uint8		b = DatumGetUInt8(PG_GETARG_DATUM(1));

	PG_RETURN_INT32((a > b) - (a < b));
}

PG_FUNCTION_INFO_V1(factverdict_hash);
Datum
factverdict_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32(DatumGetUInt8(PG_GETARG_DATUM(0)));
}

PG_FUNCTION_INFO_V1(factverdict_hash_extended);
Datum
factverdict_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended(DatumGetUInt8(PG_GETARG_DATUM(0)), PG_GETARG_INT64(1));
}
