/*
 * jsonld_walk.h
 *	  Walking over the objects of a JSON-LD document.
 */
#ifndef FACTAG_JSONLD_WALK_H
#define FACTAG_JSONLD_WALK_H

#include "factag.h"

#include "utils/jsonb.h"

typedef struct JsonldObject
{
	JsonbContainer *container;
	uint32		page;			/* the number of the element of an outermost array, else 1 */
} JsonldObject;

/*
 * Walks over all objects of a jsonb in the order of the document, an object
 * before the objects in it. It does not recurse, so no nesting is too deep.
 * What is in an @context says how names are meant, and is left out.
 */
typedef struct JsonldWalk
{
	MemoryContext context;
	JsonbIterator **iterators;	/* one for each container that the walk is in */
	int			depth;
	int			size;
	bool		has_pages;		/* the root is an array */
	uint32		page;
	JsonbContainer *root;		/* until the walk has entered it */
} JsonldWalk;

extern void jsonld_walk_init(JsonldWalk *walk, JsonbContainer *root);
extern bool jsonld_walk_next(JsonldWalk *walk, JsonldObject *object);

#endif							/* FACTAG_JSONLD_WALK_H */
