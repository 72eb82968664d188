/*
 * jsonld.h
 *	  Reading schema.org's vocabulary from JSON-LD as pages carry it: names with
 *	  and without a prefix; one value or an array of values; and for a node, an
 *	  object, just its name, or a reference to an object elsewhere in the
 *	  document. Microdata as JSON (HTML standard, section 5.6.1) has the properties
 *	  of an item in a member of their own. These functions raise no errors, whatever
 *	  the jsonb is.
 */
#ifndef FACTAG_JSONLD_H
#define FACTAG_JSONLD_H

#include "factag.h"

#include "nodes/pg_list.h"

#include "exchange/jsonld_document.h"

/*
 * A node: an object, and the objects that have its @id. A property that one
 * object does not have is looked up in the next. References are resolved once,
 * when the node is made, and not followed further, so circles do no harm.
 */
typedef struct JsonldNode
{
	const JsonldDocument *document;
	int			count;
	JsonldObject objects[1 + JSONLD_SAME];
} JsonldNode;

/* With NULL for the document, the node is the object alone. */
extern void jsonld_node_init(JsonldNode *node, const JsonldDocument *document,
							 const JsonldObject *object);

/* Whether the node's @type, or one of several, is this type of schema.org's. */
extern bool jsonld_is(const JsonldNode *node, const char *type);

/* a value of a property, and the page of the object that has it */
typedef struct JsonldValue
{
	JsonbValue	value;
	uint32		page;
} JsonldValue;

/*
 * The values (JsonldValue *) of a property, without nulls; arrays are flattened.
 * Of many values the first JSONLD_VALUES, among the first JSONLD_ELEMENTS
 * elements of arrays.
 */
#define JSONLD_VALUES 100
#define JSONLD_ELEMENTS 1000
extern List *jsonld_values(const JsonldNode *node, const char *name);

/* Makes a node of a value of another node; false if the value is no object. */
extern bool jsonld_value_node(const JsonldNode *node, const JsonldValue *value, JsonldNode *result);

/*
 * The text of a value without outer blanks, palloc'd: a string, a number, or an
 * object's @value; NULL if there is none or it is empty. Character references of HTML
 * are decoded once, since pages put what their HTML has into JSON-LD too. Of a long
 * string the first JSONLD_TEXT bytes, since many references may lead to one text.
 */
#define JSONLD_TEXT (64 * 1024)
extern char *jsonld_text(const JsonldValue *value);

/* the text of the first value of a property that has a text; NULL if there is none */
extern char *jsonld_property(const JsonldNode *node, const char *name);

#endif							/* FACTAG_JSONLD_H */
