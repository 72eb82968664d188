/*
 * audience_column.c
 *	  The attributes of the elements at one path.
 */
#include "audience/audience_column.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/float.h"
#include "utils/timestamp.h"

#include "idset/id_builder.h"
#include "idset/idset_format.h"

StaticAssertDecl(ATTRIBUTE_WEIGHT == 0 && ATTRIBUTE_VALUE == 1 && ATTRIBUTE_SINCE == 2 && ATTRIBUTE_UNTIL == 3,
				 "the order of the columns");

/* positions that there is room for at first */
#define FIRST_SIZE	8

/*
 * Returns the elements of an array, NULL if the column is; *problem says what is wrong with it. The elements lie
 * aligned behind the header of a detoasted array.
 */
static const void *
array_elements(Datum value, Oid type, uint32 n, const char **problem)
{
	ArrayType  *array;

	if (!DatumGetPointer(value) || *problem)
		return NULL;
	array = DatumGetArrayTypeP(value);
	if (ARR_ELEMTYPE(array) != type)
		*problem = "an array of attributes has another element type";
	else if (ARR_NDIM(array) != 1 || (uint32) ARR_DIMS(array)[0] != n)
		*problem = "an array of attributes has another length than the set of ids that it belongs to";
	else if (ARR_HASNULL(array) && array_contains_nulls(array))
		*problem = "an array of attributes has a NULL";
	return *problem ? NULL : ARR_DATA_PTR(array);
}

const char *
audience_column_get(const Datum values[AUDIENCE_COLUMNS], AudienceColumn *column)
{
	const char *problem = NULL;
	const Datum *arrays = values + 1;

	memset(column, 0, sizeof(*column));
	column->ids = id_blocks_make();
	if (!DatumGetPointer(values[0]))
	{
		for (int i = 0; i < TAGSET_ATTRIBUTE_COUNT; i++)
		{
			if (DatumGetPointer(arrays[i]))
				return "there are attributes without a set of ids that they belong to";
		}
		return NULL;
	}
	idset_append_blocks(column->ids, DatumGetPackedP(values[0]));
	if (column->ids->count > (int64) 1 << AUDIENCE_CHUNK_BITS_MAX)
		return "more ids have attributes than a chunk has";
	column->n = (uint32) column->ids->count;
	column->weight = array_elements(arrays[ATTRIBUTE_WEIGHT], FLOAT4OID, column->n, &problem);
	column->value = array_elements(arrays[ATTRIBUTE_VALUE], FLOAT8OID, column->n, &problem);
	column->since = array_elements(arrays[ATTRIBUTE_SINCE], TIMESTAMPTZOID, column->n, &problem);
	column->until = array_elements(arrays[ATTRIBUTE_UNTIL], TIMESTAMPTZOID, column->n, &problem);
	return problem;
}

void
audience_column_check(const char *problem, int64 chunk)
{
	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("an audience has damaged attributes"),
				 errdetail("In chunk " INT64_FORMAT ", %s.", chunk, problem),
				 errhint("Call audience_rebuild.")));
}

void
audience_column_read(const AudienceRow *row, AttributeMask needed, AudienceColumn *column)
{
	const Datum arrays[TAGSET_ATTRIBUTE_COUNT] = {row->weight, row->value, row->since, row->until};
	Datum		values[AUDIENCE_COLUMNS] = {row->attributed};

	for (int i = 0; i < TAGSET_ATTRIBUTE_COUNT; i++)
		values[1 + i] = needed & ATTRIBUTE_BIT(i) ? arrays[i] : 0;
	audience_column_check(audience_column_get(values, column), row->chunk);
}

void
audience_column_attributes(const AudienceColumn *column, uint32 position, Attributes *attrs)
{
	/* a damaged set may have more ids than it says */
	if (position >= column->n)
		idset_damaged();
	*attrs = (Attributes) {0};
	/* a weight of 1 is not kept */
	if (column->weight)
		attributes_set(attrs, ATTRIBUTE_WEIGHT, (AttributeValue) {.number = column->weight[position]});
	if (column->value && !isnan(column->value[position]))
		attributes_set(attrs, ATTRIBUTE_VALUE, (AttributeValue) {.number = column->value[position]});
	if (column->since && !TIMESTAMP_IS_NOBEGIN(column->since[position]))
		attributes_set(attrs, ATTRIBUTE_SINCE, (AttributeValue) {.timestamp = column->since[position]});
	if (column->until && !TIMESTAMP_IS_NOEND(column->until[position]))
		attributes_set(attrs, ATTRIBUTE_UNTIL, (AttributeValue) {.timestamp = column->until[position]});
}

/* an array is made when the first element has its attribute */
struct AudienceColumnBuilder
{
	MemoryContext context;
	IdBuilder  *ids;
	uint32		n;
	uint32		size;
	float4	   *weight;
	float8	   *value;
	TimestampTz *since;
	TimestampTz *until;
};

AudienceColumnBuilder *
audience_column_builder_make(MemoryContext context)
{
	AudienceColumnBuilder *builder = MemoryContextAllocZero(context, sizeof(AudienceColumnBuilder));

	builder->context = context;
	builder->ids = id_builder_make(context);
	return builder;
}

static void *
grow(void *array, Size size, Size element)
{
	return array ? repalloc_huge(array, size * element) : NULL;
}

/* Makes an array whose elements so far lack the attribute. */
static void
start_weight(AudienceColumnBuilder *builder)
{
	builder->weight = MemoryContextAlloc(builder->context, builder->size * sizeof(float4));
	for (uint32 i = 0; i < builder->n; i++)
		builder->weight[i] = 1;
}

static void
start_value(AudienceColumnBuilder *builder)
{
	builder->value = MemoryContextAlloc(builder->context, builder->size * sizeof(float8));
	for (uint32 i = 0; i < builder->n; i++)
		builder->value[i] = get_float8_nan();
}

static TimestampTz *
start_timestamps(AudienceColumnBuilder *builder, TimestampTz none)
{
	TimestampTz *array = MemoryContextAlloc(builder->context, builder->size * sizeof(TimestampTz));

	for (uint32 i = 0; i < builder->n; i++)
		array[i] = none;
	return array;
}

void
audience_column_builder_add(AudienceColumnBuilder *builder, int64 id, const Attributes *attrs)
{
	uint32		i = builder->n;

	if (attrs->present == 0)
		return;
	if (i == builder->size)
	{
		builder->size = builder->size == 0 ? FIRST_SIZE : builder->size * 2;
		builder->weight = grow(builder->weight, builder->size, sizeof(float4));
		builder->value = grow(builder->value, builder->size, sizeof(float8));
		builder->since = grow(builder->since, builder->size, sizeof(TimestampTz));
		builder->until = grow(builder->until, builder->size, sizeof(TimestampTz));
	}
	if (attributes_has(attrs, ATTRIBUTE_WEIGHT) && !builder->weight)
		start_weight(builder);
	if (attributes_has(attrs, ATTRIBUTE_VALUE) && !builder->value)
		start_value(builder);
	if (attributes_has(attrs, ATTRIBUTE_SINCE) && !builder->since)
		builder->since = start_timestamps(builder, DT_NOBEGIN);
	if (attributes_has(attrs, ATTRIBUTE_UNTIL) && !builder->until)
		builder->until = start_timestamps(builder, DT_NOEND);
	if (builder->weight)
		builder->weight[i] = attributes_has(attrs, ATTRIBUTE_WEIGHT) ? (float4) attrs->value[ATTRIBUTE_WEIGHT].number : 1;
	if (builder->value)
		builder->value[i] = attributes_has(attrs, ATTRIBUTE_VALUE) ? attrs->value[ATTRIBUTE_VALUE].number : get_float8_nan();
	if (builder->since)
		builder->since[i] = attributes_has(attrs, ATTRIBUTE_SINCE) ? attrs->value[ATTRIBUTE_SINCE].timestamp : DT_NOBEGIN;
	if (builder->until)
		builder->until[i] = attributes_has(attrs, ATTRIBUTE_UNTIL) ? attrs->value[ATTRIBUTE_UNTIL].timestamp : DT_NOEND;
	id_builder_add(builder->ids, id);
	builder->n++;
}

/* Makes an array without NULLs of elements as they lie in memory. */
static Datum
make_array(const void *elements, uint32 n, Oid type, Size element)
{
	Size		header = ARR_OVERHEAD_NONULLS(1);
	ArrayType  *array;

	if (!elements)
		return (Datum) 0;
	array = palloc0(header + n * element);
	SET_VARSIZE(array, header + n * element);
	array->ndim = 1;
	array->elemtype = type;
	ARR_DIMS(array)[0] = (int) n;
	ARR_LBOUND(array)[0] = 1;
	memcpy(ARR_DATA_PTR(array), elements, n * element);
	return PointerGetDatum(array);
}

void
audience_column_builder_finish(AudienceColumnBuilder *builder, Datum values[AUDIENCE_COLUMNS])
{
	memset(values, 0, AUDIENCE_COLUMNS * sizeof(Datum));
	if (builder->n == 0)
		return;
	values[0] = PointerGetDatum(idset_store(id_builder_finish(builder->ids)));
	values[1 + ATTRIBUTE_WEIGHT] = make_array(builder->weight, builder->n, FLOAT4OID, sizeof(float4));
	values[1 + ATTRIBUTE_VALUE] = make_array(builder->value, builder->n, FLOAT8OID, sizeof(float8));
	values[1 + ATTRIBUTE_SINCE] = make_array(builder->since, builder->n, TIMESTAMPTZOID, sizeof(TimestampTz));
	values[1 + ATTRIBUTE_UNTIL] = make_array(builder->until, builder->n, TIMESTAMPTZOID, sizeof(TimestampTz));
}
