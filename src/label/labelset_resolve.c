/*
 * labelset_resolve.c
 *	  A log without the labels that other sources overrule.
 */
#include "label/label_builder.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/timestamp.h"

#include "label/label_resolve.h"

/* Reads an array argument; NULL elements are left out, and NULL is an empty precedence. */
static LabelPrecedence
read_precedence(FunctionCallInfo fcinfo, int argno)
{
	LabelPrecedence precedence = {0};
	ArrayType  *array;
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	if (PG_ARGISNULL(argno))
		return precedence;
	array = PG_GETARG_ARRAYTYPE_P(argno);
	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &elements, &nulls, &n);
	precedence.sources = palloc(sizeof(LabelSource) * Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		struct varlena *path;

		if (nulls[i])
			continue;
		path = DatumGetTagpathP(elements[i]);
		precedence.sources[precedence.count++] = (LabelSource) {TAGPATH_DATA(path), TAGPATH_LEN(path)};
	}
	return precedence;
}

PG_FUNCTION_INFO_V1(labelset_resolve);
Datum
labelset_resolve(PG_FUNCTION_ARGS)
{
	struct varlena *labels;
	LabelPrecedence precedence;
	bool		has_timestamp = !PG_ARGISNULL(1);
	const bool *kept;
	LabelReader reader;
	LabelBuilder builder;
	Label		label;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	labels = PG_GETARG_PACKED_P(0);
	precedence = read_precedence(fcinfo, 2);
	kept = label_resolve(labels, has_timestamp, has_timestamp ? PG_GETARG_TIMESTAMPTZ(1) : 0, &precedence);
	label_builder_init(&builder, false);
	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		if (!kept[reader.read - 1])
			continue;
		label_take(&reader, &reader.fields, &label);
		label_builder_add(&builder, &label);
	}
	PG_RETURN_POINTER(label_builder_finish(&builder));
}
