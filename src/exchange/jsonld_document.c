/*
 * jsonld_document.c
 *	  The nodes of a JSON-LD document by their @id; see jsonld.h.
 *
 * A feed is often an array of the documents of several pages. What an @id
 * without a scheme means, a blank node's ("_:b0") or a relative one ("#desk"),
 * is a page's own matter: such names are kept apart by the element of the
 * outermost array that they stand in. A full address is the same everywhere.
 */
#include "exchange/jsonld.h"

#include "miscadmin.h"

#include "text/path.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* a node object that says something */
typedef struct Identified
{
	const char *id;
	int			len;
	uint32		page;			/* whose the @id is; 0 for everyone's */
	JsonbContainer *object;
} Identified;

struct JsonldDocument
{
	Identified *nodes;			/* sorted */
	Size		count;
	Size		size;
	JsonbContainer **pages;		/* elements of the outermost array, in the order of their addresses */
	uint32		npages;
	uint32		pages_size;
};

/* members that say nothing of a node */
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

/* the page that an object stands on: a jsonb's elements lie in memory one behind the other */
static uint32
page_of(const JsonldDocument *document, const JsonbContainer *object)
{
	uint32		low = 0;
	uint32		high = document->npages;

	while (low < high)
	{
		uint32		middle = (low + high) / 2;

		if ((const char *) document->pages[middle] <= (const char *) object)
			low = middle + 1;
		else
			high = middle;
	}
	return low + 1;
}

/* Reads the @id of an object; false if it has none. */
static bool
identify(const JsonldDocument *document, JsonbContainer *object, Identified *node)
{
	JsonbValue	v;

	if (!get_member(object, "@id", &v) || v.type != jbvString || v.val.string.len == 0)
		return false;
	node->id = v.val.string.val;
	node->len = v.val.string.len;
	node->page = has_scheme(node->id, node->len) ? 0 : page_of(document, object);
	node->object = object;
	return true;
}

/* by @id and page */
static int
compare_names(const Identified *a, const Identified *b)
{
	int			c = path_compare(a->id, a->len, b->id, b->len);

	return c ? c : (a->page > b->page) - (a->page < b->page);
}

/* qsort: then in the order of the document */
static int
compare_nodes(const void *a, const void *b)
{
	const Identified *x = a;
	const Identified *y = b;
	int			c = compare_names(x, y);

	CHECK_FOR_INTERRUPTS();
	return c ? c : ((char *) x->object > (char *) y->object) - ((char *) x->object < (char *) y->object);
}

static void
add_page(JsonldDocument *document, JsonbContainer *element)
{
	if (document->npages == document->pages_size)
	{
		document->pages_size *= 2;
		document->pages = repalloc_huge(document->pages, sizeof(JsonbContainer *) * document->pages_size);
	}
	document->pages[document->npages++] = element;
}

static void
add_node(JsonldDocument *document, JsonbContainer *object)
{
	Identified	node;

	if (!identify(document, object, &node) || jsonld_is_bare(object))
		return;
	if (document->count == document->size)
	{
		document->size *= 2;
		document->nodes = repalloc_huge(document->nodes, sizeof(Identified) * document->size);
	}
	document->nodes[document->count++] = node;
}

JsonldDocument *
jsonld_document_make(JsonbContainer *root)
{
	JsonldDocument *document = palloc0(sizeof(JsonldDocument));
	JsonbIterator *it = JsonbIteratorInit(root);
	JsonbIteratorToken token;
	JsonbValue	v;
	bool		is_array = JsonContainerIsArray(root);
	int			depth = 0;

	document->size = document->pages_size = 16;
	document->nodes = palloc(sizeof(Identified) * document->size);
	document->pages = palloc(sizeof(JsonbContainer *) * document->pages_size);
	while ((token = JsonbIteratorNext(&it, &v, false)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token == WJB_BEGIN_OBJECT || token == WJB_BEGIN_ARRAY)
		{
			if (depth++ == 1 && is_array)
				add_page(document, it->container);
			if (token == WJB_BEGIN_OBJECT)
				add_node(document, it->container);
		}
		else if (token == WJB_END_OBJECT || token == WJB_END_ARRAY)
			depth--;
	}
	if (document->count > 1)
		qsort(document->nodes, document->count, sizeof(Identified), compare_nodes);
	return document;
}

int
jsonld_same(const JsonldDocument *document, JsonbContainer *object, JsonbContainer **same)
{
	Identified	wanted;
	Size		low = 0;
	Size		high;
	int			n = 0;

	if (!document || document->count == 0 || !identify(document, object, &wanted))
		return 0;
	high = document->count;
	while (low < high)
	{
		Size		middle = (low + high) / 2;

		if (compare_names(&document->nodes[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < document->count && n < JSONLD_SAME && compare_names(&document->nodes[low], &wanted) == 0)
		same[n++] = document->nodes[low++].object;
	return n;
}
