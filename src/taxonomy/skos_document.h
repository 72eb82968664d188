/*
 * skos_document.h
 *	  The concepts of a JSON-LD document, and their properties by local name, whatever
 *	  the prefix: skos:broader, http://www.w3.org/2004/02/skos/core#broader, or what the
 *	  context of the document calls so.
 */
#ifndef FACTAG_SKOS_DOCUMENT_H
#define FACTAG_SKOS_DOCUMENT_H

#include "taxonomy/import_index.h"
#include "taxonomy/import_place.h"

#include "utils/jsonb.h"

typedef struct SkosText
{
	const char *s;
	int			len;
} SkosText;

/* an object of the document; several may say something about one concept */
typedef struct SkosObject
{
	JsonbContainer *container;
	SkosText	id;				/* a full address if the context says how; made up for an object without one */
	bool		has_id;			/* that means something outside the document */
	int			first;			/* the first object of this id, which stands for all */
	int			next;			/* the next one, -1 after the last */
	bool		is_concept;		/* of the first object, about all */
	bool		is_scheme;
} SkosObject;

typedef struct SkosDocument
{
	ImportPlace *place;
	SkosObject *objects;
	int			n;
	int			size;
	ImportIndex ids;
	ImportIndex terms;			/* what the context defines */
	struct SkosTerm *defined;
	int			nterms;
	int			terms_size;
	const char *language;		/* of texts that name none; NULL for none */
} SkosDocument;

/* Reads a document. */
extern SkosDocument *skos_document_make(ImportPlace *place, const char *text, int len);

/* a value of a property */
typedef struct SkosValue
{
	SkosText	text;			/* of a literal, or the id of what is referred to */
	const char *language;		/* of a literal; NULL for none */
	bool		is_object;		/* an object of the document, or a reference to one */
} SkosValue;

/* the values of a property of one object */
typedef struct SkosProperty
{
	SkosText	name;			/* local */
	SkosValue  *values;
	int			n;
	int			size;
	bool		incomplete;		/* it has values that are neither literals nor references */
} SkosProperty;

/* the properties of one object, but its id and context */
typedef struct SkosProperties
{
	const SkosDocument *document;
	JsonbIterator *it;
	SkosProperty property;
} SkosProperties;

extern void skos_properties_init(SkosProperties *properties, const SkosDocument *document, int object);

/* Takes the next property; NULL after the last. It is valid until the next call. */
extern const SkosProperty *skos_properties_next(SkosProperties *properties);

/* Whether a property has a local name. */
extern bool skos_is(const SkosProperty *property, const char *name);

/* The id that a value refers to: a literal, too, may be one. */
extern SkosText skos_reference(const SkosDocument *document, const SkosValue *value);

/* The object that stands for an id, -1 if there is none. */
extern int	skos_find(SkosDocument *document, SkosText id);

#endif							/* FACTAG_SKOS_DOCUMENT_H */
