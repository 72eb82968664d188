/*
 * jsonld.h
 *	  Reading schema.org's vocabulary out of JSON-LD as pages carry it: names
 *	  with and without prefix, one value or an array of them, a node or just
 *	  its name, or a reference to a node that stands elsewhere in the document.
 *	  Nothing here raises an error for any jsonb.
 */
#ifndef FACTAG_JSONLD_H
#define FACTAG_JSONLD_H

#include "factag.h"

#include "nodes/pg_list.h"
#include "utils/jsonb.h"

/*
 * The nodes of a document by their @id. What one node object of an @id does not
 * say is looked up in the others of the same @id: once, so nothing goes in
 * circles. Where a function takes a document, NULL looks at the object alone.
 */
typedef struct JsonldDocument JsonldDocument;

extern JsonldDocument *jsonld_document_make(JsonbContainer *root);

/* node objects of one @id that count: the first that say something */
#define JSONLD_SAME 8

/* Finds the node objects that have the same @id and say more than that and their @type; returns how many. */
extern int	jsonld_same(const JsonldDocument *document, JsonbContainer *object, JsonbContainer **same);

/* Whether an object says no more than its @id and @type. */
extern bool jsonld_is_bare(JsonbContainer *object);

/* Whether @type, or one of them, is this type of schema.org's. */
extern bool jsonld_is(const JsonldDocument *document, JsonbContainer *object, const char *type);

/* The values (JsonbValue *) of a property, arrays flattened, nulls left out; of long ones the first
 * JSONLD_VALUES, among the first JSONLD_ELEMENTS elements. */
#define JSONLD_VALUES 100
#define JSONLD_ELEMENTS 1000
extern List *jsonld_values(const JsonldDocument *document, JsonbContainer *object, const char *name);

/* the node that a value is; NULL if it is none */
extern JsonbContainer *jsonld_node(const JsonbValue *v);

/*
 * A value as text without outer blanks, palloc'd: a string, a number, or a
 * node's @value. NULL where there is none or it is empty. Of a long string the
 * first JSONLD_TEXT bytes: many references may lead to one text.
 */
#define JSONLD_TEXT (64 * 1024)
extern char *jsonld_text(const JsonbValue *v);

/* the text of a property's first value that has one; NULL if there is none */
extern char *jsonld_property(const JsonldDocument *document, JsonbContainer *object, const char *name);

#endif							/* FACTAG_JSONLD_H */
