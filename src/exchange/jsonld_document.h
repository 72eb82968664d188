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

#include "text/jsonld_walk.h"

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
