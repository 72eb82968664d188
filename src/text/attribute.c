/*
 * attribute.c
 *	  Values of attributes: taken from SQL, stored and compared; see attribute.h.
 *	  Their text form is in attribute_text.c.
 */
#include "text/attribute.h"

#include <math.h>

#include "text/path.h"
#include "text/timestamp.h"

#define MAX_VARINT 5

AttributeValue
attribute_from_number(const AttributeDef *def, float8 number)
{
	AttributeValue value;

	if (isnan(number) || isinf(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be a finite number", def->name),
				 errhint("Leave %s out, or give NULL, where it is not known.", def->name)));
	value.number = number + 0.0;	/* -0 becomes 0 */
	if (def->kind == KIND_FLOAT4)
	{
		value.number = (float4) value.number;
		if (isinf(value.number) || (value.number == 0 && number != 0))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("the number is too large or too small for %s", def->name),
					 errhint("Give 0, or a number whose size is between about 1e-45 and 3e38.")));
	}
	if (value.number < def->least && isinf(def->greatest))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must not be negative", def->name),
				 errhint("Give 0 or a positive number.")));
	if (value.number < def->least || value.number > def->greatest)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be between %g and %g", def->name, def->least, def->greatest),
				 errhint("Scale the numbers to this range.")));
	return value;
}

AttributeValue
attribute_from_timestamp(TimestampTz timestamp)
{
	AttributeValue value;

	timestamp_check_finite(timestamp);
	value.timestamp = timestamp;
	return value;
}

AttributeValue
attribute_make_text(const char *text, int len)
{
	uint8	   *stored = palloc(MAX_VARINT + len);
	uint8	   *p = stored;
	AttributeValue value = {.text = stored};

	for (uint32 rest = len; ; rest >>= 7)
	{
		*p++ = rest < 0x80 ? rest : (rest & 0x7F) | 0x80;
		if (rest < 0x80)
			break;
	}
	memcpy(p, text, len);
	return value;
}

bool
attribute_from_text(const AttributeDef *def, const char *text, int len, Node *escontext,
					AttributeValue *value)
{
	if (len == 0)
	{
		errsave(escontext,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be empty", def->name),
				 errhint("Use NULL if there is none.")));
		return false;
	}
	if (len > def->maxlen)
	{
		errsave(escontext,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s can have at most %d bytes", def->name, def->maxlen),
				 errdetail("It has %d bytes.", len)));
		return false;
	}
	*value = attribute_make_text(text, len);
	return true;
}

int
attribute_compare_value(const AttributeDef *def, AttributeValue a, AttributeValue b)
{
	const char *x;
	const char *y;
	int			xlen;
	int			ylen;

	switch (def->kind)
	{
		case KIND_FLOAT4:
		case KIND_FLOAT8:
			return a.number < b.number ? -1 : a.number > b.number;
		case KIND_TIMESTAMP:
			return a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp;
		case KIND_VERDICT:
			return a.verdict - b.verdict;
		case KIND_PATH:
		case KIND_TEXT:
			if (a.text == b.text)
				return 0;
			x = attribute_text(a, &xlen);
			y = attribute_text(b, &ylen);
			return path_compare(x, xlen, y, ylen);
		case KIND_FLAG:
			return 0;
	}
	return 0;
}

void
attribute_put_value(StringInfo out, const AttributeDef *def, AttributeValue value)
{
	const char *text;
	int			len;

	switch (def->kind)
	{
		case KIND_FLOAT4:
			put_float4(out, (float4) value.number);
			break;
		case KIND_FLOAT8:
			put_float8(out, value.number);
			break;
		case KIND_TIMESTAMP:
			put_uint64(out, (uint64) value.timestamp);
			break;
		case KIND_VERDICT:
			appendStringInfoChar(out, (char) value.verdict);
			break;
		case KIND_PATH:
		case KIND_TEXT:
			text = attribute_text(value, &len);
			put_varint(out, len);
			appendBinaryStringInfo(out, text, len);
			break;
		case KIND_FLAG:
			break;
	}
}

const uint8 *
attribute_get_value(const uint8 *p, const AttributeDef *def, AttributeValue *value)
{
	uint32		len;

	switch (def->kind)
	{
		case KIND_FLOAT4:
			value->number = get_float4(p);
			return p + 4;
		case KIND_FLOAT8:
			value->number = get_float8(p);
			return p + 8;
		case KIND_TIMESTAMP:
			value->timestamp = (TimestampTz) get_uint64(p);
			return p + 8;
		case KIND_VERDICT:
			value->verdict = *p;
			return p + 1;
		case KIND_PATH:
		case KIND_TEXT:
			value->text = p;
			p = get_varint(p, &len);
			return p + len;
		case KIND_FLAG:
			break;
	}
	return p;
}

bool
attribute_allowed(const AttributeTable *table, int number)
{
	for (int i = 0; i < table->n; i++)
	{
		if (table->numbers[i] == number)
			return true;
	}
	return false;
}
