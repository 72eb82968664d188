/*
 * consensus_alpha.c
 *	  Aggregate consensus_alpha: how far raters agree, in three forms with one state.
 */
#include "consensus/alpha.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/memutils.h"

#include "consensus/consensus_check.h"

static const char *const level_names[] = {
	[ALPHA_NOMINAL] = "nominal",
	[ALPHA_ORDINAL] = "ordinal",
	[ALPHA_INTERVAL] = "interval",
	[ALPHA_RATIO] = "ratio",
};

/* The level of a name; 22023 for another name. */
static AlphaLevel
read_level(const struct varlena *name)
{
	Size		len = VARSIZE_ANY_EXHDR(name);

	for (int level = 0; level < (int) lengthof(level_names); level++)
	{
		if (len == strlen(level_names[level]) && memcmp(VARDATA_ANY(name), level_names[level], len) == 0)
			return level;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown level of measurement"),
			 errhint("The levels are nominal, ordinal, interval and ratio.")));
}

/* Returns the ratings of an array that are not NULL. */
static UnitRating *
read_ratings(ArrayType *array, uint32 *count)
{
	bool		is_text = ARR_ELEMTYPE(array) == TEXTOID;
	UnitRating *ratings;
	Datum	   *elements;
	bool	   *absent;
	double	   *values;
	int			n;

	if (is_text)
		deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &absent, &n);
	else
		deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements, &absent, &n);
	ratings = MemoryContextAllocHuge(CurrentMemoryContext, Max(n, 1) * sizeof(UnitRating));
	values = MemoryContextAllocHuge(CurrentMemoryContext, Max(n, 1) * sizeof(double));
	*count = 0;
	for (int i = 0; i < n; i++)
	{
		UnitRating *rating = &ratings[*count];

		CHECK_FOR_INTERRUPTS();
		if (absent[i])
			continue;
		if (is_text)
		{
			const struct varlena *label = (struct varlena *) DatumGetPointer(elements[i]);

			rating->bytes = VARDATA_ANY(label);
			rating->len = VARSIZE_ANY_EXHDR(label);
		}
		else
		{
			values[i] = consensus_check_rating(DatumGetFloat8(elements[i]));
			rating->bytes = (const char *) &values[i];
			rating->len = sizeof(double);
		}
		++*count;
	}
	return ratings;
}

/* the transition function of all three forms; without a level, the ratings are nominal */
PG_FUNCTION_INFO_V1(consensus_alpha_step);
Datum
consensus_alpha_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	UnitTable  *table = PG_ARGISNULL(0) ? NULL : (UnitTable *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1) && (PG_NARGS() == 2 || !PG_ARGISNULL(2)))
	{
		AlphaLevel	level = PG_NARGS() == 2 ? ALPHA_NOMINAL : read_level(PG_GETARG_PACKED_P(2));
		UnitRating *ratings;
		uint32		count;

		if (!table)
			table = unit_table_make(context, level);
		unit_table_check_level(table, level);
		ratings = read_ratings(PG_GETARG_ARRAYTYPE_P(1), &count);
		unit_table_add(table, ratings, count);
	}
	if (!table)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(table);
}

PG_FUNCTION_INFO_V1(consensus_alpha_combine);
Datum
consensus_alpha_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	UnitTable  *table = PG_ARGISNULL(0) ? NULL : (UnitTable *) PG_GETARG_POINTER(0);
	const UnitTable *other = PG_ARGISNULL(1) ? NULL : (UnitTable *) PG_GETARG_POINTER(1);

	if (other)
	{
		if (!table)
			table = unit_table_make(context, other->level);
		unit_table_check_level(table, other->level);
		unit_table_add_all(table, other);
	}
	if (!table)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(table);
}

PG_FUNCTION_INFO_V1(consensus_alpha_serialize);
Datum
consensus_alpha_serialize(PG_FUNCTION_ARGS)
{
	const UnitTable *table = (UnitTable *) PG_GETARG_POINTER(0);
	StringInfoData out;

	(void) factag_aggregate_context(fcinfo);
	if (name_table_message_size(&table->units) + (Size) table->units.count * sizeof(int64) > MaxAllocSize - 64)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the units of a parallel worker would take more than 1 GB"),
				 errhint("Aggregate a part at a time, or without parallel workers (max_parallel_workers_per_gather = 0).")));
	pq_begintypsend(&out);
	pq_sendbyte(&out, table->level);
	pq_sendint64(&out, table->ratings);
	name_table_serialize(&out, &table->units);
	for (uint32 unit = 0; unit < table->units.count; unit++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint64(&out, table->times[unit]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(consensus_alpha_deserialize);
Datum
consensus_alpha_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *message = PG_GETARG_BYTEA_PP(0);
	StringInfoData in = {.data = VARDATA_ANY(message), .len = VARSIZE_ANY_EXHDR(message), .maxlen = VARSIZE_ANY_EXHDR(message)};
	UnitTable  *table = palloc0(sizeof(UnitTable));

	(void) factag_aggregate_context(fcinfo);
	table->level = pq_getmsgbyte(&in);
	table->ratings = pq_getmsgint64(&in);
	name_table_deserialize(&in, &table->units);
	table->times = MemoryContextAllocHuge(CurrentMemoryContext, Max(table->units.count, 1) * sizeof(int64));
	for (uint32 unit = 0; unit < table->units.count; unit++)
	{
		CHECK_FOR_INTERRUPTS();
		table->times[unit] = pq_getmsgint64(&in);
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(table);
}

PG_FUNCTION_INFO_V1(consensus_alpha_final);
Datum
consensus_alpha_final(PG_FUNCTION_ARGS)
{
	double		alpha;

	(void) factag_aggregate_context(fcinfo);
	if (!alpha_compute((UnitTable *) PG_GETARG_POINTER(0), &alpha))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(alpha);
}
