/*
 * jsonld_document.h
 *	  The objects of a JSON-LD document: in order, and by their @id.
 *
 * A feed is often an array of the documents of several pages. An @id without a
 * scheme, that of a blank node ("_:b0") or a relative one ("#desk"), has a
 * meaning only within its page. So the elements of an outermost array are
 * numbered as pages, from 1, and such an @id is looked up on its own page. A full
 * address means the same on every page.
 */
#ifndef FACTAG_JSONLD_DOCUMENT_H
#define FACTAG_JSONLD_DOCUMENT_H

#include "factag.h"

#include "utils/jsonb.h"

typedef struct JsonldObject
{
	JsonbContainer *container;
	uint32		page;
} JsonldObject;

/*
 * Walks over all objects of a jsonb in the order of the document, an object
 * before the objects in it. It does not recurse, so no nesting is too deep.
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

/* the objects by their @id */
typedef struct JsonldDocument JsonldDocument;

extern JsonldDocument *jsonld_document_make(JsonbContainer *root);

/* at most this many objects of one @id are used, the first ones of the document */
#define JSONLD_SAME 8

/*
 * Finds the objects that have the @id of the given one and more members than
 * that and the @type, the object itself included; same takes JSONLD_SAME.
 * Returns their number.
 */
extern int	jsonld_document_find(const JsonldDocument *document, const JsonldObject *object,
								 JsonldObject *same);

/* Whether an object has no members but its @id and @type. */
extern bool jsonld_is_bare(JsonbContainer *object);

#endif							/* FACTAG_JSONLD_DOCUMENT_H */
