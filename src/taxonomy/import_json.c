/*
 * import_json.c
 *	  Members of JSON objects; see import_json.h.
 */
#include "taxonomy/import_json.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

JsonbContainer *
import_json(const char *document, int len)
{
	char	   *text = pnstrdup(document, len);
	Datum		datum = DirectFunctionCall1(jsonb_in, CStringGetDatum(text));

	pfree(text);
	return &DatumGetJsonbP(datum)->root;
}

bool
import_member(JsonbContainer *object, const char *name, JsonbValue *v)
{
	return JsonContainerIsObject(object) && getKeyJsonValueFromContainer(object, name, strlen(name), v) &&
		v->type != jbvNull;
}

JsonbContainer *
import_object(const JsonbValue *v)
{
	return v->type == jbvBinary && JsonContainerIsObject(v->val.binary.data) ? v->val.binary.data : NULL;
}

JsonbContainer *
import_array(const JsonbValue *v)
{
	return v->type == jbvBinary && JsonContainerIsArray(v->val.binary.data) ? v->val.binary.data : NULL;
}

/* The text of a single value. */
static const char *
scalar_text(const JsonbValue *v, int *len)
{
	const char *text;

	switch (v->type)
	{
		case jbvString:
			*len = v->val.string.len;
			return v->val.string.val;
		case jbvNumeric:
			text = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
			break;
		case jbvBool:
			text = v->val.boolean ? "true" : "false";
			break;
		default:
			return NULL;
	}
	*len = strlen(text);
	return text;
}

const char *
import_json_text(const JsonbValue *v, int *len)
{
	JsonbContainer *array = import_array(v);
	JsonbIterator *it;
	JsonbValue	element;
	StringInfoData out;

	if (!array)
		return scalar_text(v, len);
	initStringInfo(&out);
	it = JsonbIteratorInit(array);
	(void) JsonbIteratorNext(&it, &element, true);
	while (JsonbIteratorNext(&it, &element, true) == WJB_ELEM)
	{
		int			n;
		const char *text = scalar_text(&element, &n);

		CHECK_FOR_INTERRUPTS();
		if (!text)
			return NULL;
		if (out.len > 0)
			appendStringInfoChar(&out, '|');
		appendBinaryStringInfo(&out, text, n);
	}
	*len = out.len;
	return out.data;
}
