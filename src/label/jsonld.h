/*
 * jsonld.h
 *	  Reading schema.org's vocabulary out of JSON-LD as pages carry it: names
 *	  with and without prefix, one value or an array of them, a node or just
 *	  its name. Nothing here raises an error for any jsonb.
 */
#ifndef FACTAG_JSONLD_H
#define FACTAG_JSONLD_H

#include "factag.h"

#include "nodes/pg_list.h"
#include "utils/jsonb.h"

/* Whether @type, or one of them, is this type of schema.org's. */
extern bool jsonld_is(JsonbContainer *object, const char *type);

/* The values (JsonbValue *) of a property, arrays flattened, nulls left out; of long ones the first JSONLD_VALUES. */
#define JSONLD_VALUES 100
extern List *jsonld_values(JsonbContainer *object, const char *name);

/* the node that a value is; NULL if it is none */
extern JsonbContainer *jsonld_node(const JsonbValue *v);

/*
 * A value as text without outer blanks, palloc'd: a string, a number, or a
 * node's @value. NULL where there is none or it is empty.
 */
extern char *jsonld_text(const JsonbValue *v);

/* the text of a property's first value that has one; NULL if there is none */
extern char *jsonld_property(JsonbContainer *object, const char *name);

#endif							/* FACTAG_JSONLD_H */
