/*
 * jsonld.c
 *	  Nodes and values of JSON-LD; see jsonld.h.
 */
#include "exchange/jsonld.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "exchange/html_entities.h"
#include "text/lexer.h"

/* prefixes of schema.org's names, in keys and types */
static const char *const prefixes[] = {
	"", "schema:", "http://schema.org/", "https://schema.org/", "http://www.schema.org/", "https://www.schema.org/"
};

/* where microdata as JSON has an item's properties */
#define MICRODATA "properties"

/* levels of arrays in arrays, and of @value in @value, that are followed */
#define MAX_DEPTH 4

static bool
is_object(const JsonbValue *v)
{
	return v->type == jbvBinary && JsonContainerIsObject(v->val.binary.data);
}

/* Finds a member that is not null. */
static bool
find_member(JsonbContainer *object, const char *name, JsonbValue *v)
{
	return JsonContainerIsObject(object) &&
		getKeyJsonValueFromContainer(object, name, strlen(name), v) && v->type != jbvNull;
}

/* Finds a member under any of schema.org's names of a property. */
static bool
find_named(JsonbContainer *object, const char *name, JsonbValue *v)
{
	char		key[64];

	for (size_t i = 0; i < lengthof(prefixes); i++)
	{
		snprintf(key, sizeof(key), "%s%s", prefixes[i], name);
		if (find_member(object, key, v))
			return true;
	}
	return false;
}

/* Finds a property of an object, or of an item of microdata. */
static bool
find_property(JsonbContainer *object, const char *name, JsonbValue *v)
{
	JsonbValue	properties;

	if (name[0] == '@')
		return find_member(object, name, v) || find_member(object, name + 1, v);
	return find_named(object, name, v) ||
		(find_member(object, MICRODATA, &properties) && is_object(&properties) &&
		 find_named(properties.val.binary.data, name, v));
}

void
jsonld_node_init(JsonldNode *node, const JsonldDocument *document, const JsonldObject *object)
{
	node->document = document;
	node->objects[0] = *object;
	node->count = 1;
	if (document)
		node->count += jsonld_document_find(document, object, node->objects + 1);
}

bool
jsonld_value_node(const JsonldNode *node, const JsonldValue *value, JsonldNode *result)
{
	JsonldObject object;

	if (!is_object(&value->value))
		return false;
	object.container = value->value.val.binary.data;
	object.page = value->page;
	jsonld_node_init(result, node->document, &object);
	return true;
}

/*
 * Appends a value, or the elements of an array. elements counts those that have
 * been read, because a document may refer to one array many times.
 */
static void
add_values(List **values, const JsonbValue *v, uint32 page, int depth, int *elements)
{
	JsonbIterator *it;
	JsonbValue	element;

	CHECK_FOR_INTERRUPTS();
	if (v->type == jbvNull || list_length(*values) >= JSONLD_VALUES)
		return;
	if (v->type != jbvBinary || !JsonContainerIsArray(v->val.binary.data))
	{
		JsonldValue *value = palloc(sizeof(JsonldValue));

		value->value = *v;
		value->page = page;
		*values = lappend(*values, value);
		return;
	}
	if (depth == 0)
		return;
	it = JsonbIteratorInit(v->val.binary.data);
	(void) JsonbIteratorNext(&it, &element, true);
	while (list_length(*values) < JSONLD_VALUES && (*elements)++ < JSONLD_ELEMENTS &&
		   JsonbIteratorNext(&it, &element, true) == WJB_ELEM)
		add_values(values, &element, page, depth - 1, elements);
}

List *
jsonld_values(const JsonldNode *node, const char *name)
{
	List	   *values = NIL;
	int			elements = 0;
	JsonbValue	v;

	for (int i = 0; i < node->count; i++)
	{
		if (find_property(node->objects[i].container, name, &v))
		{
			add_values(&values, &v, node->objects[i].page, MAX_DEPTH, &elements);
			break;
		}
	}
	return values;
}

/* Whether a type is one of schema.org's, with any prefix. */
static bool
is_type(const JsonbValue *v, const char *type)
{
	if (v->type != jbvString)
		return false;
	for (size_t i = 0; i < lengthof(prefixes); i++)
	{
		int			len = strlen(prefixes[i]);

		if (v->val.string.len == len + (int) strlen(type) &&
			memcmp(v->val.string.val, prefixes[i], len) == 0 &&
			memcmp(v->val.string.val + len, type, strlen(type)) == 0)
			return true;
	}
	return false;
}

bool
jsonld_is(const JsonldNode *node, const char *type)
{
	ListCell   *cell;

	foreach(cell, jsonld_values(node, "@type"))
	{
		if (is_type(&((JsonldValue *) lfirst(cell))->value, type))
			return true;
	}
	return false;
}

/* a copy of a text without outer blanks; NULL if nothing is left */
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

/* a copy of a text of a web page, which may hold character references; NULL if nothing is left */
static char *
page_text(const char *s, int len)
{
	char	   *decoded;

	if (!memchr(s, '&', len))
		return trim(s, len);
	decoded = html_decode(s, len, false, &len);
	return trim(decoded, pg_mbcliplen(decoded, len, JSONLD_TEXT));
}

static char *
text_of(const JsonbValue *v, int depth)
{
	JsonbValue	inner;

	if (v->type == jbvString)
		return page_text(v->val.string.val, pg_mbcliplen(v->val.string.val, v->val.string.len, JSONLD_TEXT));
	if (v->type == jbvNumeric)
		return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v->val.numeric)));
	if (is_object(v) && depth > 0 && find_member(v->val.binary.data, "@value", &inner))
		return text_of(&inner, depth - 1);
	return NULL;
}

char *
jsonld_text(const JsonldValue *value)
{
	return text_of(&value->value, MAX_DEPTH);
}

char *
jsonld_property(const JsonldNode *node, const char *name)
{
	ListCell   *cell;

	foreach(cell, jsonld_values(node, name))
	{
		char	   *text = jsonld_text(lfirst(cell));

		if (text)
			return text;
	}
	return NULL;
}
