/*
 * jsonld.c
 *	  Reading JSON-LD; see jsonld.h.
 */
#include "exchange/jsonld.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "text/lexer.h"

/* what may stand before a name of schema.org's, in keys and types */
static const char *const prefixes[] = {"", "schema:", "http://schema.org/", "https://schema.org/"};

/* arrays in arrays and nodes in nodes are followed this far */
#define MAX_DEPTH 4

/* Finds a member; null is none. */
static bool
find_member(JsonbContainer *object, const char *name, JsonbValue *v)
{
	return JsonContainerIsObject(object) &&
		getKeyJsonValueFromContainer(object, name, strlen(name), v) && v->type != jbvNull;
}

/* an object's own value of a property, under any of its names */
static bool
find_own(JsonbContainer *object, const char *name, JsonbValue *v)
{
	char		key[64];

	if (name[0] == '@')
		return find_member(object, name, v) || find_member(object, name + 1, v);
	for (size_t i = 0; i < lengthof(prefixes); i++)
	{
		snprintf(key, sizeof(key), "%s%s", prefixes[i], name);
		if (find_member(object, key, v))
			return true;
	}
	return false;
}

/* the same, of the object itself or else of one that has its @id */
static bool
find_property(const JsonldDocument *document, JsonbContainer *object, const char *name, JsonbValue *v)
{
	JsonbContainer *same[JSONLD_SAME];
	int			n;

	if (find_own(object, name, v))
		return true;
	n = jsonld_same(document, object, same);
	for (int i = 0; i < n; i++)
	{
		if (find_own(same[i], name, v))
			return true;
	}
	return false;
}

JsonbContainer *
jsonld_node(const JsonbValue *v)
{
	return v->type == jbvBinary && JsonContainerIsObject(v->val.binary.data) ? v->val.binary.data : NULL;
}

/* looked counts the elements of arrays, of which a document may refer to the same again and again */
static void
add_values(List **values, const JsonbValue *v, int depth, int *looked)
{
	JsonbIterator *it;
	JsonbValue	element;

	CHECK_FOR_INTERRUPTS();
	if (v->type == jbvNull || list_length(*values) >= JSONLD_VALUES)
		return;
	if (v->type != jbvBinary || !JsonContainerIsArray(v->val.binary.data))
	{
		JsonbValue *copy = palloc(sizeof(JsonbValue));

		*copy = *v;
		*values = lappend(*values, copy);
		return;
	}
	if (depth == 0)
		return;
	it = JsonbIteratorInit(v->val.binary.data);
	(void) JsonbIteratorNext(&it, &element, true);
	while (list_length(*values) < JSONLD_VALUES && (*looked)++ < JSONLD_ELEMENTS &&
		   JsonbIteratorNext(&it, &element, true) == WJB_ELEM)
		add_values(values, &element, depth - 1, looked);
}

List *
jsonld_values(const JsonldDocument *document, JsonbContainer *object, const char *name)
{
	List	   *values = NIL;
	int			looked = 0;
	JsonbValue	v;

	if (find_property(document, object, name, &v))
		add_values(&values, &v, MAX_DEPTH, &looked);
	return values;
}

bool
jsonld_is(const JsonldDocument *document, JsonbContainer *object, const char *type)
{
	ListCell   *cell;

	foreach(cell, jsonld_values(document, object, "@type"))
	{
		const JsonbValue *v = lfirst(cell);

		if (v->type != jbvString)
			continue;
		for (size_t i = 0; i < lengthof(prefixes); i++)
		{
			int			len = strlen(prefixes[i]);

			if (v->val.string.len == len + (int) strlen(type) &&
				memcmp(v->val.string.val, prefixes[i], len) == 0 &&
				memcmp(v->val.string.val + len, type, strlen(type)) == 0)
				return true;
		}
	}
	return false;
}

/* the text without outer blanks; NULL if nothing is left */
static char *
trim(const char *s, int len)
{
	const char *end = s + len;
	const char *stop = s;
	int			blank;

	while ((blank = lex_blank(s, end)) > 0)
		s += blank;
	for (const char *p = s; p < end;)
	{
		blank = lex_blank(p, end);
		p += blank > 0 ? blank : 1;
		if (blank == 0)
			stop = p;
	}
	return stop > s ? pnstrdup(s, stop - s) : NULL;
}

static char *
text_of(const JsonbValue *v, int depth)
{
	JsonbContainer *node;
	JsonbValue	inner;

	if (v->type == jbvString)
		return trim(v->val.string.val, pg_mbcliplen(v->val.string.val, v->val.string.len, JSONLD_TEXT));
	if (v->type == jbvNumeric)
		return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
	node = jsonld_node(v);
	if (node && depth > 0 && find_member(node, "@value", &inner))
		return text_of(&inner, depth - 1);
	return NULL;
}

char *
jsonld_text(const JsonbValue *v)
{
	return text_of(v, MAX_DEPTH);
}

char *
jsonld_property(const JsonldDocument *document, JsonbContainer *object, const char *name)
{
	ListCell   *cell;

	foreach(cell, jsonld_values(document, object, name))
	{
		char	   *text = jsonld_text(lfirst(cell));

		if (text)
			return text;
	}
	return NULL;
}
