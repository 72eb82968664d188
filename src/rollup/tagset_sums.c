/*
 * tagset_sums.c
 *	  tagset_sums: for every tag and ancestor the number of sets at or below it
 *	  and the sum of the amounts that came with them.
 *
 * Sums are exact, and print as those of sum(numeric) do. An amount of up to 18
 * digits is taken as an integer and its number of decimals, so that adding it
 * is an addition of integers; only what does not fit is added as numeric.
 */
#include "tagset/tagset.h"

#include "common/int.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "rollup/tagset_tally.h"

/* digits that are sure to fit into an int64 */
#define SHORT_DIGITS 18

/* bytes of a numeric beyond which there are more digits: header, and digits by fours */
#define SHORT_BYTES (VARHDRSZ + 4 + 2 * (SHORT_DIGITS / 4 + 2))

typedef struct Amount
{
	Numeric		number;			/* NULL: it is units / 10^scale */
	int64		units;
	int			scale;
} Amount;

/* what was added up at a node: units / 10^scale, + rest if there is one */
typedef struct Total
{
	int64		units;
	Numeric		rest;
	int16		scale;
	bool		any;			/* some amount was not NULL */
} Total;

typedef struct Sums
{
	Tally	   *tally;
	Total	   *totals;			/* one a node */
	uint32		size;
} Sums;

static Numeric
units_numeric(int64 units, int scale)
{
	return int64_div_fast_to_numeric(units, scale);
}

/* Takes an amount apart. */
static void
read_amount(Amount *amount, Numeric number)
{
	char	   *text;
	const char *p;
	int			digits = 0;
	bool		point = false;

	amount->number = number;
	amount->units = 0;
	amount->scale = 0;
	if (VARSIZE(number) > SHORT_BYTES)
		return;
	text = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(number)));
	for (p = text + (*text == '-'); *p; p++)
	{
		if (*p == '.')
		{
			point = true;
			continue;
		}
		/* NaN and the infinities have letters */
		if (*p < '0' || *p > '9' || ++digits > SHORT_DIGITS)
			break;
		amount->units = amount->units * 10 + (*p - '0');
		amount->scale += point;
	}
	if (*p == '\0')
	{
		amount->number = NULL;
		if (*text == '-')
			amount->units = -amount->units;
	}
	pfree(text);
}

/* Adds to rest, which is kept in the given memory. */
static void
add_rest(Total *total, Numeric number, MemoryContext context)
{
	Numeric		sum = number;

	if (total->rest)
	{
		sum = DatumGetNumeric(DirectFunctionCall2(numeric_add, NumericGetDatum(total->rest), NumericGetDatum(number)));
		pfree(total->rest);
	}
	total->rest = MemoryContextAlloc(context, VARSIZE(sum));
	memcpy(total->rest, sum, VARSIZE(sum));
	if (sum != number)
		pfree(sum);
}

/* Multiplies by 10^places; false where that does not fit. */
static bool
shift(int64 *units, int places)
{
	int64		shifted = *units;

	while (places-- > 0)
	{
		if (pg_mul_s64_overflow(shifted, 10, &shifted))
			return false;
	}
	*units = shifted;
	return true;
}

/* Adds as integers, at the larger of both scales; false where that does not fit. */
static inline bool
add_units(Total *total, int64 units, int scale)
{
	int64		sum;

	if (unlikely(total->scale != scale))
	{
		if (scale < total->scale)
		{
			if (!shift(&units, total->scale - scale))
				return false;
		}
		else
		{
			if (!shift(&total->units, scale - total->scale))
				return false;
			total->scale = scale;
		}
	}
	if (unlikely(pg_add_s64_overflow(total->units, units, &sum)))
		return false;
	total->units = sum;
	return true;
}

/* Adds an amount that is, or makes a sum that is, too long for an integer. */
static pg_noinline void
add_long(Total *total, const Amount *amount, MemoryContext context)
{
	Numeric		number;

	if (total->units != 0)
	{
		number = units_numeric(total->units, total->scale);
		add_rest(total, number, context);
		pfree(number);
		total->units = 0;
	}
	if (amount->number)
		add_rest(total, amount->number, context);
	else
	{
		number = units_numeric(amount->units, amount->scale);
		add_rest(total, number, context);
		pfree(number);
	}
}

static inline void
add_amount(Total *total, const Amount *amount, MemoryContext context)
{
	total->any = true;
	if (unlikely(amount->number || !add_units(total, amount->units, amount->scale)))
		add_long(total, amount, context);
}

static Sums *
make_sums(MemoryContext context)
{
	Sums	   *sums = MemoryContextAlloc(context, sizeof(Sums));

	sums->tally = tally_make(context, false);
	sums->size = sums->tally->size;
	sums->totals = MemoryContextAllocZero(context, sums->size * sizeof(Total));
	return sums;
}

/* the node of a path, and room for its total */
static inline uint32
sums_node(Sums *sums, const char *path, int len)
{
	uint32		node = tally_node(sums->tally, path, len);

	if (unlikely(sums->size < sums->tally->size))
	{
		sums->totals = repalloc(sums->totals, sums->tally->size * sizeof(Total));
		memset(sums->totals + sums->size, 0, (sums->tally->size - sums->size) * sizeof(Total));
		sums->size = sums->tally->size;
	}
	return node;
}

/* Counts a set, and the amount if there is one, once at each of its paths and their ancestors. */
static void
sum_set(Sums *sums, const struct varlena *set, const Amount *amount)
{
	Tally	   *tally = sums->tally;
	TagsetReader reader;

	tally_begin_set(tally);
	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		uint32		node = sums_node(sums, reader.path, reader.len);

		CHECK_FOR_INTERRUPTS();
		for (; tally_count(tally, node); node = tally->nodes[node].parent)
		{
			if (amount)
				add_amount(&sums->totals[node], amount, tally->context);
		}
	}
}

PG_FUNCTION_INFO_V1(tagset_sums_step);
Datum
tagset_sums_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	Sums	   *sums = PG_ARGISNULL(0) ? make_sums(context) : (Sums *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
	{
		Amount		amount;

		if (!PG_ARGISNULL(2))
			read_amount(&amount, PG_GETARG_NUMERIC(2));
		sum_set(sums, PG_GETARG_PACKED_P(1), PG_ARGISNULL(2) ? NULL : &amount);
	}
	PG_RETURN_POINTER(sums);
}

PG_FUNCTION_INFO_V1(tagset_sums_combine);
Datum
tagset_sums_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	Sums	   *sums = PG_ARGISNULL(0) ? NULL : (Sums *) PG_GETARG_POINTER(0);
	const Sums *other = PG_ARGISNULL(1) ? NULL : (Sums *) PG_GETARG_POINTER(1);

	if (!other)
	{
		if (!sums)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(sums);
	}
	if (!sums)
		sums = make_sums(context);
	for (uint32 i = 1; i < other->tally->count; i++)
	{
		const TallyNode *theirs = &other->tally->nodes[i];
		const Total *total = &other->totals[i];
		uint32		node = sums_node(sums, other->tally->paths + theirs->path, theirs->len);

		CHECK_FOR_INTERRUPTS();
		tally_add(sums->tally, node, theirs->rows);
		if (total->any)
		{
			Amount		units = {NULL, total->units, total->scale};
			Amount		rest = {total->rest, 0, 0};

			add_amount(&sums->totals[node], &units, context);
			if (total->rest)
				add_amount(&sums->totals[node], &rest, context);
		}
	}
	PG_RETURN_POINTER(sums);
}

PG_FUNCTION_INFO_V1(tagset_sums_serialize);
Datum
tagset_sums_serialize(PG_FUNCTION_ARGS)
{
	const Sums *sums = (Sums *) PG_GETARG_POINTER(0);
	uint32		count = sums->tally->count;
	StringInfoData out;

	(void) factag_aggregate_context(fcinfo);
	pq_begintypsend(&out);
	tally_serialize(&out, sums->tally);
	appendBinaryStringInfo(&out, (const char *) sums->totals, count * sizeof(Total));
	for (uint32 i = 0; i < count; i++)
	{
		if (sums->totals[i].rest)
			appendBinaryStringInfo(&out, (const char *) sums->totals[i].rest, VARSIZE(sums->totals[i].rest));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(tagset_sums_deserialize);
Datum
tagset_sums_deserialize(PG_FUNCTION_ARGS)
{
	const char *p = VARDATA_ANY(PG_GETARG_BYTEA_PP(0));
	Sums	   *sums = palloc(sizeof(Sums));

	(void) factag_aggregate_context(fcinfo);
	sums->tally = tally_deserialize(&p);
	sums->size = sums->tally->count;
	sums->totals = palloc(sums->size * sizeof(Total));
	memcpy(sums->totals, p, sums->size * sizeof(Total));
	p += sums->size * sizeof(Total);
	for (uint32 i = 0; i < sums->size; i++)
	{
		varattrib_4b header;	/* as large as VARSIZE takes it for */
		Size		bytes;

		/* the other process's pointer tells that there is one */
		if (!sums->totals[i].rest)
			continue;
		memcpy(&header, p, VARHDRSZ);
		bytes = VARSIZE(&header);
		sums->totals[i].rest = palloc(bytes);
		memcpy(sums->totals[i].rest, p, bytes);
		p += bytes;
	}
	PG_RETURN_POINTER(sums);
}

/* the total of a node; NULL if all its amounts are */
static void
total_column(const void *arg, uint32 node, Datum *value, bool *isnull)
{
	const Total *total = &((const Sums *) arg)->totals[node];

	*isnull = !total->any;
	if (!total->any)
		return;
	*value = NumericGetDatum(units_numeric(total->units, total->scale));
	if (total->rest)
		*value = DirectFunctionCall2(numeric_add, *value, NumericGetDatum(total->rest));
}

PG_FUNCTION_INFO_V1(tagset_sums_final);
Datum
tagset_sums_final(PG_FUNCTION_ARGS)
{
	const Sums *sums = (Sums *) PG_GETARG_POINTER(0);

	(void) factag_aggregate_context(fcinfo);
	return tally_result(fcinfo, sums->tally, total_column, sums);
}
