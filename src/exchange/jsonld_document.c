/*
 * jsonld_document.c
 *	  The objects of a JSON-LD document; see jsonld_document.h.
 */
#include "exchange/jsonld_document.h"

#include "miscadmin.h"

#include "text/path.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* an object with an @id */
typedef struct Identified
{
	const char *id;
	int			len;
	uint32		page;			/* on which the @id has its meaning; 0 for every page */
	Size		order;			/* in the document */
	JsonldObject object;
} Identified;

struct JsonldDocument
{
	Identified *objects;		/* sorted */
	Size		count;
	Size		size;
};

/* members that say nothing about an object but which one it is, and of which type */
static const char *const naming[] = {"@id", "@type", "type", "@context"};

static bool
get_member(JsonbContainer *object, const char *name, JsonbValue *v)
{
	return getKeyJsonValueFromContainer(object, name, strlen(name), v) != NULL;
}

bool
jsonld_is_bare(JsonbContainer *object)
{
	uint32		members = JsonContainerSize(object);
	JsonbValue	v;

	if (members > lengthof(naming))
		return false;
	for (size_t i = 0; i < lengthof(naming); i++)
	{
		if (get_member(object, naming[i], &v))
			members--;
	}
	return members == 0;
}

/* whether an @id begins with a scheme, as a full address does */
static bool
has_scheme(const char *id, int len)
{
	for (int i = 0; i < len; i++)
	{
		if (id[i] == ':')
			return i > 0;
		if (!strchr(i == 0 ? LETTERS : LETTERS "0123456789+.-", id[i]))
			return false;
	}
	return false;
}

/* Reads the @id of an object; false if it has none. */
static bool
identify(const JsonldObject *object, Identified *identified)
{
	JsonbValue	v;

	if (!get_member(object->container, "@id", &v) || v.type != jbvString || v.val.string.len == 0)
		return false;
	identified->id = v.val.string.val;
	identified->len = v.val.string.len;
	identified->page = has_scheme(identified->id, identified->len) ? 0 : object->page;
	identified->object = *object;
	return true;
}

/* by @id and page */
static int
compare_ids(const Identified *a, const Identified *b)
{
	int			c = path_compare(a->id, a->len, b->id, b->len);

	return c ? c : (a->page > b->page) - (a->page < b->page);
}

/* qsort: by @id and page, then in the order of the document */
static int
compare_identified(const void *a, const void *b)
{
	const Identified *x = a;
	const Identified *y = b;
	int			c = compare_ids(x, y);

	CHECK_FOR_INTERRUPTS();
	return c ? c : (x->order > y->order) - (x->order < y->order);
}

static void
add_object(JsonldDocument *document, const JsonldObject *object)
{
	Identified	identified;

	if (!identify(object, &identified) || jsonld_is_bare(object->container))
		return;
	if (document->count == document->size)
	{
		document->size *= 2;
		document->objects = repalloc_huge(document->objects, sizeof(Identified) * document->size);
	}
	identified.order = document->count;
	document->objects[document->count++] = identified;
}

JsonldDocument *
jsonld_document_make(JsonbContainer *root)
{
	JsonldDocument *document = palloc(sizeof(JsonldDocument));
	JsonldWalk	walk;
	JsonldObject object;

	document->count = 0;
	document->size = 16;
	document->objects = palloc(sizeof(Identified) * document->size);
	jsonld_walk_init(&walk, root);
	while (jsonld_walk_next(&walk, &object))
		add_object(document, &object);
	if (document->count > 1)
		qsort(document->objects, document->count, sizeof(Identified), compare_identified);
	return document;
}

int
jsonld_document_find(const JsonldDocument *document, const JsonldObject *object, JsonldObject *same)
{
	Identified	wanted;
	Size		low = 0;
	Size		high = document->count;
	int			n = 0;

	if (document->count == 0 || !identify(object, &wanted))
		return 0;
	while (low < high)
	{
		Size		middle = (low + high) / 2;

		if (compare_ids(&document->objects[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < document->count && n < JSONLD_SAME &&
		   compare_ids(&document->objects[low], &wanted) == 0)
		same[n++] = document->objects[low++].object;
	return n;
}
