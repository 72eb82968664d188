/*
 * import_json.h
 *	  Members of JSON objects, for importers.
 */
#ifndef FACTAG_IMPORT_JSON_H
#define FACTAG_IMPORT_JSON_H

#include "factag.h"

#include "utils/jsonb.h"

/* Reads a document, which is an object or array; fails if it is none. */
extern JsonbContainer *import_json(const char *document, int len);

/* Finds a member of an object that is not null. */
extern bool import_member(JsonbContainer *object, const char *name, JsonbValue *v);

/* The object or array that a value is; NULL if it is none. */
extern JsonbContainer *import_object(const JsonbValue *v);
extern JsonbContainer *import_array(const JsonbValue *v);

/*
 * The text of a string, number or boolean, or of several in an array, with "|" between
 * them; NULL if it is anything else.
 */
extern const char *import_json_text(const JsonbValue *v, int *len);

#endif							/* FACTAG_IMPORT_JSON_H */
