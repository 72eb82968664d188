/*
 * skos_document.c
 *	  The concepts of a JSON-LD document; see skos_document.h.
 */
#include "taxonomy/skos_document.h"

#include "miscadmin.h"

#include "taxonomy/import_json.h"
#include "text/jsonld_walk.h"

#define MAX_DEPTH 8				/* levels of arrays in arrays, lists and sets */

/* a name that the context defines */
typedef struct SkosTerm
{
	SkosText	target;			/* what it stands for; of a prefix, the address */
	const char *language;		/* of its texts; NULL for none */
} SkosTerm;

/* JSON-LD's keywords, and what documents without a context of their own write for them */
static const struct
{
	const char *keyword;
	const char *names[3];
}			keywords[] = {
	{"@id", {"id", "uri"}},
	{"@type", {"type"}},
	{"@value", {"value"}},
	{"@language", {"lang", "language"}},
	{"@list", {NULL}},
	{"@set", {NULL}},
	{"@none", {"none"}}
};

static bool
is_text(SkosText text, const char *s)
{
	return text.len == (int) strlen(s) && memcmp(text.s, s, text.len) == 0;
}

/* What the context defines a name to be; NULL if nothing. */
static const SkosTerm *
find_term(const SkosDocument *document, SkosText name)
{
	int			n = import_index_find((ImportIndex *) &document->terms, name.s, name.len);

	return n < 0 ? NULL : &document->defined[n];
}

/* The part of a name after its prefix. */
static SkosText
local_name(SkosText name)
{
	for (int i = name.len; i > 0; i--)
	{
		if (strchr("#/:", name.s[i - 1]))
			return (SkosText) {name.s + i, name.len - i};
	}
	return name;
}

/* What a key means: a keyword, or a local name. */
static SkosText
meaning(const SkosDocument *document, SkosText key)
{
	const SkosTerm *term = find_term(document, key);

	if (term && term->target.len > 0)
		key = term->target;
	return key.len > 0 && *key.s == '@' ? key : local_name(key);
}

/* Whether a key is a keyword. */
static bool
is_keyword(const SkosDocument *document, SkosText key, const char *keyword)
{
	SkosText	name = meaning(document, key);

	if (is_text(name, keyword))
		return true;
	for (size_t i = 0; i < lengthof(keywords); i++)
	{
		if (strcmp(keywords[i].keyword, keyword) != 0)
			continue;
		/* only the bare name, which the context does not define */
		for (int j = 0; j < 3 && keywords[i].names[j]; j++)
		{
			if (is_text(key, keywords[i].names[j]) && !find_term(document, key))
				return true;
		}
	}
	return false;
}

/* Finds the member of an object that is a keyword. */
static bool
find_keyword(const SkosDocument *document, JsonbContainer *object, const char *keyword, JsonbValue *v)
{
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	key;

	if (import_member(object, keyword, v))
		return true;
	it = JsonbIteratorInit(object);
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&it, v, true);
		if (v->type != jbvNull && is_keyword(document, (SkosText) {key.val.string.val, key.val.string.len}, keyword))
			return true;
	}
	return false;
}

/* Adds what the context says about a name. The first definition of a name counts. */
static void
define(SkosDocument *document, SkosText name, const JsonbValue *v)
{
	JsonbContainer *object = import_object(v);
	SkosTerm	term = {{NULL, 0}, NULL};
	JsonbValue	member;

	if (v->type == jbvString)
		term.target = (SkosText) {v->val.string.val, v->val.string.len};
	if (object && import_member(object, "@id", &member) && member.type == jbvString)
		term.target = (SkosText) {member.val.string.val, member.val.string.len};
	if (object && import_member(object, "@language", &member) && member.type == jbvString)
		term.language = pnstrdup(member.val.string.val, member.val.string.len);
	if (is_text(name, "@language"))
	{
		if (!document->language && v->type == jbvString)
			document->language = pnstrdup(term.target.s, term.target.len);
		return;
	}
	if (!term.target.s && !term.language)
		return;
	if (document->nterms == document->terms_size)
	{
		document->terms_size = Max(16, document->terms_size * 2);
		document->defined = document->nterms ?
			repalloc_huge(document->defined, sizeof(SkosTerm) * (Size) document->terms_size) :
			palloc(sizeof(SkosTerm) * document->terms_size);
	}
	import_index_add(&document->terms, name.s, name.len, document->nterms);
	document->defined[document->nterms++] = term;
}

/* Reads a context: an object, or an array of such; an address says nothing here. */
static void
read_context(SkosDocument *document, const JsonbValue *context, int depth)
{
	JsonbContainer *container = context->type == jbvBinary ? context->val.binary.data : NULL;
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	v;

	if (!container || depth == 0)
		return;
	it = JsonbIteratorInit(container);
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token == WJB_ELEM)
			read_context(document, &key, depth - 1);
		else if (token == WJB_KEY)
		{
			(void) JsonbIteratorNext(&it, &v, true);
			define(document, (SkosText) {key.val.string.val, key.val.string.len}, &v);
		}
	}
}

/* Reads the contexts of the document: of its outermost object, or objects. */
static void
read_contexts(SkosDocument *document, JsonbContainer *root)
{
	JsonbIterator *it;
	JsonbValue	v;

	if (JsonContainerIsObject(root))
	{
		if (import_member(root, "@context", &v))
			read_context(document, &v, MAX_DEPTH);
		return;
	}
	it = JsonbIteratorInit(root);
	(void) JsonbIteratorNext(&it, &v, true);
	while (JsonbIteratorNext(&it, &v, true) == WJB_ELEM)
	{
		JsonbValue	context;

		CHECK_FOR_INTERRUPTS();
		if (import_object(&v) && import_member(import_object(&v), "@context", &context))
			read_context(document, &context, MAX_DEPTH);
	}
}

/* The full address of an id, if its prefix is one that the context defines. */
static SkosText
expand_id(const SkosDocument *document, SkosText id)
{
	const char *colon = memchr(id.s, ':', id.len);
	const SkosTerm *term;
	char	   *full;
	int			rest;

	if (!colon)
		return id;
	rest = id.s + id.len - (colon + 1);
	if (rest >= 2 && memcmp(colon + 1, "//", 2) == 0)
		return id;
	term = find_term(document, (SkosText) {id.s, colon - id.s});
	if (!term || term->target.len == 0)
		return id;
	full = palloc_extended((Size) term->target.len + rest, MCXT_ALLOC_HUGE);
	memcpy(full, term->target.s, term->target.len);
	memcpy(full + term->target.len, colon + 1, rest);
	return (SkosText) {full, term->target.len + rest};
}

/* The id of an object; made up of its place if it has none. */
static SkosText
object_id(const SkosDocument *document, JsonbContainer *object, bool *has_id)
{
	JsonbValue	v;
	SkosText	id;

	*has_id = false;
	if (find_keyword(document, object, "@id", &v) && v.type == jbvString && v.val.string.len > 0)
	{
		id = (SkosText) {v.val.string.val, v.val.string.len};
		*has_id = id.len < 2 || memcmp(id.s, "_:", 2) != 0;
		return expand_id(document, id);
	}
	/* no id of a document begins with a control character */
	id.s = psprintf("\001%p", object);
	id.len = strlen(id.s);
	return id;
}

/* Adds the objects of the document. */
static void
read_objects(SkosDocument *document, JsonbContainer *root)
{
	JsonldWalk	walk;
	JsonldObject object;

	jsonld_walk_init(&walk, root);
	while (jsonld_walk_next(&walk, &object))
	{
		SkosObject *o;

		if (document->n == document->size)
		{
			document->size = Max(64, document->size * 2);
			document->objects = document->n ?
				repalloc_huge(document->objects, sizeof(SkosObject) * (Size) document->size) :
				palloc(sizeof(SkosObject) * document->size);
		}
		o = &document->objects[document->n];
		*o = (SkosObject) {.container = object.container, .next = -1};
		o->id = object_id(document, object.container, &o->has_id);
		import_index_add(&document->ids, o->id.s, o->id.len, document->n++);
	}
}

/* Notes what an object says that it is. */
static void
read_types(SkosDocument *document, int number, bool *typed, bool *named)
{
	SkosProperties properties;
	const SkosProperty *property;
	SkosObject *first = &document->objects[document->objects[number].first];

	skos_properties_init(&properties, document, number);
	while ((property = skos_properties_next(&properties)))
	{
		*named |= skos_is(property, "prefLabel");
		if (!skos_is(property, "@type"))
			continue;
		for (int i = 0; i < property->n; i++)
		{
			SkosText	type = local_name(property->values[i].text);

			*typed = true;
			first->is_concept |= is_text(type, "Concept");
			first->is_scheme |= is_text(type, "ConceptScheme");
		}
	}
}

/* Puts the objects of one id together, and finds out what they are. */
static void
join_objects(SkosDocument *document)
{
	int		   *last = palloc_extended(sizeof(int) * Max((Size) document->n, 1), MCXT_ALLOC_HUGE);

	for (int i = 0; i < document->n; i++)
	{
		SkosObject *object = &document->objects[i];

		CHECK_FOR_INTERRUPTS();
		object->first = skos_find(document, object->id);
		if (object->first != i)
			document->objects[last[object->first]].next = i;
		last[object->first] = i;
	}
	pfree(last);
	for (int i = 0; i < document->n; i++)
	{
		bool		typed = false;
		bool		named = false;

		if (document->objects[i].first != i)
			continue;
		for (int j = i; j >= 0; j = document->objects[j].next)
			read_types(document, j, &typed, &named);
		/* a concept may be left without a type, but a label alone is none */
		if (!typed && named && document->objects[i].id.s[0] != '\001')
			document->objects[i].is_concept = true;
	}
}

SkosDocument *
skos_document_make(ImportPlace *place, const char *text, int len)
{
	SkosDocument *document = palloc0(sizeof(SkosDocument));
	JsonbContainer *root = import_json(text, len);

	document->place = place;
	if (JsonContainerIsScalar(root))
		import_fail(place, ERRCODE_INVALID_TEXT_REPRESENTATION, "A document has its concepts in an array, or in @graph.",
					"the document is neither an object nor an array");
	read_contexts(document, root);
	read_objects(document, root);
	join_objects(document);
	return document;
}

int
skos_find(SkosDocument *document, SkosText id)
{
	return import_index_find(&document->ids, id.s, id.len);
}

SkosText
skos_reference(const SkosDocument *document, const SkosValue *value)
{
	return value->is_object ? value->text : expand_id(document, value->text);
}

void
skos_properties_init(SkosProperties *properties, const SkosDocument *document, int object)
{
	properties->document = document;
	properties->it = JsonbIteratorInit(document->objects[object].container);
	memset(&properties->property, 0, sizeof(SkosProperty));
}

/* Appends a value. */
static void
add_value(SkosProperty *property, SkosValue value)
{
	if (property->n == property->size)
	{
		property->size = Max(4, property->size * 2);
		property->values = property->n ? repalloc_huge(property->values, sizeof(SkosValue) * (Size) property->size) :
			palloc(sizeof(SkosValue) * property->size);
	}
	property->values[property->n++] = value;
}

static void read_values(SkosProperties *properties, const JsonbValue *v, const char *language, int depth);

/* Reads an object whose keys are languages: {"en": "Flat", "de": ["Wohnung"]}. */
static void
read_language_map(SkosProperties *properties, JsonbContainer *object, int depth)
{
	JsonbIterator *it = JsonbIteratorInit(object);
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	v;

	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		SkosText	name = {key.val.string.val, key.val.string.len};

		CHECK_FOR_INTERRUPTS();
		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&it, &v, true);
		if (v.type == jbvString || import_array(&v))
			read_values(properties, &v, is_keyword(properties->document, name, "@none") ? NULL :
						pnstrdup(name.s, name.len), depth - 1);
		else if (v.type != jbvNull)
			properties->property.incomplete = true;
	}
}

/* Reads an object: a literal with its language, a list, a reference, or texts by language. */
static void
read_object(SkosProperties *properties, JsonbContainer *object, const char *language, int depth)
{
	const SkosDocument *document = properties->document;
	SkosValue	value = {.is_object = true};
	JsonbValue	v;
	bool		has_id;

	if (find_keyword(document, object, "@list", &v) || find_keyword(document, object, "@set", &v))
		read_values(properties, &v, language, depth - 1);
	else if (find_keyword(document, object, "@value", &v) && v.type != jbvBinary)
	{
		JsonbValue	lang;

		if (find_keyword(document, object, "@language", &lang))
			language = lang.type == jbvString ? pnstrdup(lang.val.string.val, lang.val.string.len) : NULL;
		read_values(properties, &v, language, depth - 1);
	}
	else
	{
		value.text = object_id(document, object, &has_id);
		if (value.text.s[0] == '\001' && !find_keyword(document, object, "@type", &v))
			read_language_map(properties, object, depth);
		else
			add_value(&properties->property, value);
	}
}

/* Reads a value, or those in an array. */
static void
read_values(SkosProperties *properties, const JsonbValue *v, const char *language, int depth)
{
	JsonbContainer *array = import_array(v);
	SkosValue	value = {.language = language};
	JsonbIterator *it;
	JsonbValue	element;

	CHECK_FOR_INTERRUPTS();
	if (depth <= 0)
		properties->property.incomplete = true;
	else if (array)
	{
		it = JsonbIteratorInit(array);
		(void) JsonbIteratorNext(&it, &element, true);
		while (JsonbIteratorNext(&it, &element, true) == WJB_ELEM)
			read_values(properties, &element, language, depth - 1);
	}
	else if (import_object(v))
		read_object(properties, import_object(v), language, depth);
	else
	{
		value.text.s = import_json_text(v, &value.text.len);
		if (value.text.s)
			add_value(&properties->property, value);
	}
}

const SkosProperty *
skos_properties_next(SkosProperties *properties)
{
	const SkosDocument *document = properties->document;
	SkosProperty *property = &properties->property;
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	v;

	while ((token = JsonbIteratorNext(&properties->it, &key, true)) != WJB_DONE)
	{
		SkosText	name = {key.val.string.val, key.val.string.len};
		const SkosTerm *term;

		CHECK_FOR_INTERRUPTS();
		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&properties->it, &v, true);
		property->name = meaning(document, name);
		property->n = 0;
		property->incomplete = false;
		if (is_text(property->name, "@context") || is_keyword(document, name, "@id"))
			continue;
		if (is_keyword(document, name, "@type"))
			property->name = (SkosText) {"@type", 5};
		term = find_term(document, name);
		read_values(properties, &v, term && term->language ? term->language : document->language, MAX_DEPTH);
		return property;
	}
	return NULL;
}

bool
skos_is(const SkosProperty *property, const char *name)
{
	return is_text(property->name, name);
}
