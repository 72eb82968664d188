/*
 * tagset_sums.c
 *	  Aggregate tagset_sums: for every tag and ancestor, the number of sets with an
 *	  element at or below it, and the sum of these sets' amounts.
 *
 * Sums are exact, and print as those of sum(numeric) do. An amount of up to 18
 * digits is split into an integer and its number of decimals, so that adding it
 * is an addition of integers. Only amounts and sums that do not fit are added
 * as numeric.
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

/* a longer numeric has more digits: bytes of its header, and of digits by fours */
#define SHORT_BYTES (VARHDRSZ + 4 + 2 * (SHORT_DIGITS / 4 + 2))

typedef struct Amount
{
	Numeric		number;			/* NULL: the amount is units / 10^scale */
	int64		units;
	int			scale;
} Amount;

/* the sum at a node, kept as its extra: units / 10^scale, plus rest unless that is NULL */
typedef struct Total
{
	int64		units;
	Numeric		rest;
	int16		scale;
	bool		any;			/* some amount was not NULL */
} Total;

/* flags of a serialized total */
#define TOTAL_ANY	0x01
#define TOTAL_REST	0x02

static inline Total *
node_total(const Tally *tally, uint32 number)
{
	return &((Total *) tally->extra)[number];
}

static Numeric
units_numeric(int64 units, int scale)
{
	return int64_div_fast_to_numeric(units, scale);
}

/* Splits an amount; what does not fit into an integer stays a numeric. */
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
		/* NaN and infinities begin with letters */
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

/* Adds to rest, which is allocated in the given memory context. */
static void
add_rest(Total *total, Numeric number, MemoryContext context)
{
	Numeric		sum = number;

	if (total->rest)
	{
		sum = DatumGetNumeric(DirectFunctionCall2(numeric_add, NumericGetDatum(total->rest),
												  NumericGetDatum(number)));
		pfree(total->rest);
	}
	total->rest = MemoryContextAlloc(context, VARSIZE(sum));
	memcpy(total->rest, sum, VARSIZE(sum));
	if (sum != number)
		pfree(sum);
}

/* Multiplies by 10^places; false on overflow. */
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

/* Adds as integers, at the larger of both scales; false on overflow. */
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

/* Adds an amount where it, or the sum, is too long for an integer. */
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

/* Counts a set, and adds the amount unless NULL, once at each of its paths and their ancestors. */
static void
sum_set(Tally *tally, const struct varlena *set, const Amount *amount)
{
	TagsetReader reader;

	tally_begin_set(tally);
	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		uint32		node = tally_node(tally, reader.path, reader.len);

		CHECK_FOR_INTERRUPTS();
		for (; tally_count(tally, node); node = tally->nodes[node].parent)
		{
			if (amount)
				add_amount(node_total(tally, node), amount, tally->context);
		}
	}
}

PG_FUNCTION_INFO_V1(tagset_sums_step);
Datum
tagset_sums_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	Tally	   *tally = PG_ARGISNULL(0) ? tally_make(context, false, sizeof(Total)) :
		(Tally *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
	{
		Amount		amount;

		if (!PG_ARGISNULL(2))
			read_amount(&amount, PG_GETARG_NUMERIC(2));
		sum_set(tally, PG_GETARG_PACKED_P(1), PG_ARGISNULL(2) ? NULL : &amount);
	}
	PG_RETURN_POINTER(tally);
}

/* TallyMerge: adds the total of another tally's node */
static void
add_total(Tally *tally, uint32 number, const Tally *other, uint32 other_number)
{
	Total	   *total = node_total(tally, number);
	const Total *more = node_total(other, other_number);
	Amount		units = {NULL, more->units, more->scale};
	Amount		rest = {more->rest, 0, 0};

	if (!more->any)
		return;
	add_amount(total, &units, tally->context);
	if (more->rest)
		add_amount(total, &rest, tally->context);
}

PG_FUNCTION_INFO_V1(tagset_sums_combine);
Datum
tagset_sums_combine(PG_FUNCTION_ARGS)
{
	return tally_combine(fcinfo, add_total);
}

PG_FUNCTION_INFO_V1(tagset_sums_serialize);
Datum
tagset_sums_serialize(PG_FUNCTION_ARGS)
{
	const Tally *tally = (Tally *) PG_GETARG_POINTER(0);
	StringInfoData out;

	(void) factag_aggregate_context(fcinfo);
	pq_begintypsend(&out);
	tally_serialize(&out, tally);
	for (uint32 i = 1; i < tally->count; i++)
	{
		const Total *total = node_total(tally, i);

		pq_sendbyte(&out, (total->any ? TOTAL_ANY : 0) | (total->rest ? TOTAL_REST : 0));
		if (!total->any)
			continue;
		pq_sendint64(&out, total->units);
		pq_sendint16(&out, total->scale);
		if (total->rest)
		{
			pq_sendint32(&out, VARSIZE(total->rest));
			pq_sendbytes(&out, (const char *) total->rest, VARSIZE(total->rest));
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

PG_FUNCTION_INFO_V1(tagset_sums_deserialize);
Datum
tagset_sums_deserialize(PG_FUNCTION_ARGS)
{
	StringInfoData in = tally_message(PG_GETARG_BYTEA_PP(0));
	Tally	   *tally;

	(void) factag_aggregate_context(fcinfo);
	tally = tally_deserialize(&in);
	tally->extra_size = sizeof(Total);
	tally->extra = palloc0(tally->count * sizeof(Total));
	for (uint32 i = 1; i < tally->count; i++)
	{
		Total	   *total = node_total(tally, i);
		int			flags = pq_getmsgbyte(&in);

		if (!(flags & TOTAL_ANY))
			continue;
		total->any = true;
		total->units = pq_getmsgint64(&in);
		total->scale = pq_getmsgint(&in, 2);
		if (flags & TOTAL_REST)
		{
			int			bytes = pq_getmsgint(&in, 4);

			total->rest = palloc(bytes);
			pq_copymsgbytes(&in, (char *) total->rest, bytes);
		}
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(tally);
}

/* TallyColumn: the total of a node, NULL if all its amounts are */
static void
total_column(const Tally *tally, uint32 number, Datum *value, bool *isnull)
{
	const Total *total = node_total(tally, number);

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
	(void) factag_aggregate_context(fcinfo);
	return tally_result(fcinfo, (Tally *) PG_GETARG_POINTER(0), total_column);
}
