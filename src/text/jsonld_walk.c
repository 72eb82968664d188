/*
 * jsonld_walk.c
 *	  Walking over the objects of a JSON-LD document; see jsonld_walk.h.
 */
#include "text/jsonld_walk.h"

#include "miscadmin.h"

void
jsonld_walk_init(JsonldWalk *walk, JsonbContainer *root)
{
	walk->context = CurrentMemoryContext;
	walk->size = 16;
	walk->iterators = palloc(sizeof(JsonbIterator *) * walk->size);
	walk->depth = 0;
	walk->has_pages = JsonContainerIsArray(root);
	walk->page = walk->has_pages ? 0 : 1;
	walk->root = root;
}

static void
enter(JsonldWalk *walk, JsonbContainer *container)
{
	MemoryContext old = MemoryContextSwitchTo(walk->context);

	if (walk->depth == walk->size)
	{
		walk->size *= 2;
		walk->iterators = repalloc_huge(walk->iterators, sizeof(JsonbIterator *) * walk->size);
	}
	walk->iterators[walk->depth++] = JsonbIteratorInit(container);
	MemoryContextSwitchTo(old);
}

/* the next container in the one that the walk is in, which it leaves if there is none; else NULL */
static JsonbContainer *
next_container(JsonldWalk *walk)
{
	JsonbValue	v;
	bool		context = false;

	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		switch (JsonbIteratorNext(&walk->iterators[walk->depth - 1], &v, true))
		{
			case WJB_END_ARRAY:
			case WJB_END_OBJECT:
			case WJB_DONE:
				/* the iterator has freed itself */
				walk->depth--;
				return NULL;
			case WJB_ELEM:
				if (walk->depth == 1 && walk->has_pages)
					walk->page++;
				break;
			case WJB_KEY:
				context = v.val.string.len == 8 && memcmp(v.val.string.val, "@context", 8) == 0;
				continue;
			case WJB_VALUE:
				break;
			default:
				continue;
		}
		if (v.type == jbvBinary && !context)
			return v.val.binary.data;
	}
}

bool
jsonld_walk_next(JsonldWalk *walk, JsonldObject *object)
{
	JsonbContainer *container = walk->root;

	walk->root = NULL;
	while (container || walk->depth > 0)
	{
		if (!container)
			container = next_container(walk);
		if (!container)
			continue;
		enter(walk, container);
		if (JsonContainerIsObject(container))
		{
			object->container = container;
			object->page = walk->page;
			return true;
		}
		container = NULL;
	}
	return false;
}
