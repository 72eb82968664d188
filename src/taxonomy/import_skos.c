/*
 * import_skos.c
 *	  SKOS concepts in JSON-LD; see import_skos.h.
 *
 * Concepts are told apart by their @id, so two of one name below one parent are two
 * tags. Then no arrow can lead in a circle where broader does not.
 */
#include "taxonomy/import_skos.h"

#include "miscadmin.h"

#include "taxonomy/skos_concept.h"
#include "taxonomy/skos_describe.h"
#include "taxonomy/skos_name.h"
#include "text/fold.h"

#define MAX_DEPTH (FACTAG_MAX_PATH / 2 + 1)	/* a segment and its separator have two bytes */

/* where a concept is in the book */
typedef struct Place
{
	bool		placed;
	bool		on_way;			/* its place is being looked for */
	bool		below_itself;
	ImportName	name;
	uint32		tag;
} Place;

typedef struct SkosImport
{
	SkosReader	reader;
	ImportBook *book;
	SkosDocument *document;
	SkosConcepts *concepts;
	Place	   *places;			/* by concept */
} SkosImport;

/* The path of a place below another concept, -1 for the root. */
static void
place_path(const SkosImport *import, int parent, ImportPath *path)
{
	int			ancestors[MAX_DEPTH];
	int			n = 0;

	for (int c = parent; c >= 0; c = import->concepts->concepts[c].parent)
	{
		Assert(n < MAX_DEPTH);
		ancestors[n++] = c;
	}
	import_path_root(import->book, path);
	while (n-- > 0)
		import_path_add(import->book, path, import->places[ancestors[n]].name);
}

/* Tries a name with something in parentheses after it; false if that is no name or is taken. */
static bool
try_name(SkosImport *import, const ImportPath *parent, SkosText name, SkosText more, ImportName *result, uint32 *tag)
{
	char		folded[FACTAG_MAX_SEGMENT];
	const char *text = psprintf("%.*s (%.*s)", Min(name.len, FACTAG_MAX_SEGMENT * 4), name.s,
								Min(more.len, FACTAG_MAX_SEGMENT * 4), more.s);
	ImportPath	path = *parent;
	char	   *copy;

	if (fold_segment(text, strlen(text), 0, folded, &result->len) != FOLD_OK)
		return false;
	copy = palloc(result->len);
	memcpy(copy, folded, result->len);
	result->segment = copy;
	import_path_add(import->book, &path, *result);
	*tag = import_number(import->book, &path);
	return !import_declared(import->book, *tag);
}

/*
 * Finds a tag for a concept below a parent: by its name, or if that is another concept's
 * by its name and the end of its @id, or a number.
 */
static uint32
free_tag(SkosImport *import, int concept, int parent, ImportName *name)
{
	ImportBook *book = import->book;
	SkosText	text = skos_name(import->document, import->concepts->concepts[concept].object, import->reader.lang);
	SkosText	id = import->document->objects[import->concepts->concepts[concept].object].id;
	ImportPath	above;
	ImportPath	path;
	uint32		tag;
	bool		found;

	skos_at(import->concepts, concept);
	*name = import_fold(&book->place, "name", text.len ? text.s : "", text.len);
	place_path(import, parent, &above);
	path = above;
	import_path_add(book, &path, *name);
	tag = import_number(book, &path);
	if (!import_declared(book, tag))
		return tag;
	found = id.s[0] != '\001' && try_name(import, &above, text, skos_id_end(id), name, &tag);
	for (int i = 0; i <= import->concepts->n && !found; i++)
	{
		const char *number = psprintf("%d", concept + 1 + i);

		CHECK_FOR_INTERRUPTS();
		found = try_name(import, &above, text, (SkosText) {number, strlen(number)}, name, &tag);
	}
	if (found)
	{
		import_comment(book, tag, "another concept has the same name below the same parent");
		return tag;
	}
	import_fail(&book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, "Give the concepts different labels.",
				"another concept has the name \"%s\" below the same parent, and it is too long to add to", import_clip(text.s, text.len));
}

/* Gives a concept its place, and those above it theirs. */
static void
place_concept(SkosImport *import, int concept)
{
	int			way[MAX_DEPTH];
	int			n = 0;

	for (int c = concept; c >= 0 && !import->places[c].placed; c = import->concepts->concepts[c].parent)
	{
		if (import->places[c].on_way)
		{
			/* it replaces what is above it: broader alone leads in no circle */
			import->concepts->concepts[way[n - 1]].parent = -1;
			import->places[way[n - 1]].below_itself = true;
			break;
		}
		if (n == MAX_DEPTH)
		{
			skos_at(import->concepts, concept);
			import_fail(&import->book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL,
						"the path of the tag has more than %d bytes", FACTAG_MAX_PATH);
		}
		import->places[c].on_way = true;
		way[n++] = c;
	}
	while (n-- > 0)
	{
		Place	   *place = &import->places[way[n]];

		CHECK_FOR_INTERRUPTS();
		place->tag = free_tag(import, way[n], import->concepts->concepts[way[n]].parent, &place->name);
		(void) import_declare(import->book, place->tag);
		place->placed = true;
		if (place->below_itself)
			import_comment(import->book, place->tag, "what replaces its broader concept is below it");
	}
}

/* Makes a code an alias of tags; the first is where comments go. */
static void
add_code(SkosImport *import, const uint32 *tags, int n, const char *what, SkosText code)
{
	uint32		alias = import_code(import->book, tags[0], what, code.s, code.len);

	for (int i = 1; i < n && alias != TREE_NONE; i++)
		import_alias(import->book, alias, tags[i]);
}

/* Makes the notations and the id of an object aliases of tags. */
static void
add_codes(SkosImport *import, int object, const uint32 *tags, int n)
{
	const SkosObject *first = &import->document->objects[object];
	SkosProperties properties;
	const SkosProperty *property;

	for (int i = object; i >= 0; i = import->document->objects[i].next)
	{
		skos_properties_init(&properties, import->document, i);
		while ((property = skos_properties_next(&properties)))
		{
			for (int j = 0; j < property->n && skos_is(property, "notation"); j++)
				add_code(import, tags, n, "notation", property->values[j].text);
		}
	}
	if (first->has_id)
		add_code(import, tags, n, "@id", first->id);
}

/* Adds comments for what a concept refers to and is not there. */
static void
comment_missing(SkosImport *import, uint32 tag, const SkosLinks *links, const char *what)
{
	for (const SkosLink *link = links->first; link; link = link->next)
	{
		if (link->concept < 0)
			import_comment(import->book, tag, "%s \"%s\" is missing", what, import_clip(link->id.s, link->id.len));
	}
}

/* Adds what a concept that has a place says. */
static void
add_concept(SkosImport *import, int number)
{
	const SkosConcept *concept = &import->concepts->concepts[number];
	uint32		tag = import->places[number].tag;

	skos_at(import->concepts, number);
	skos_describe(&import->reader, tag, concept->object, false);
	comment_missing(import, tag, &concept->broader, "broader");
	comment_missing(import, tag, &concept->replaced_by, "isReplacedBy");
	add_codes(import, concept->object, &tag, 1);
}

/* Whether a concept has its place at or below another one. */
static bool
is_below(const SkosImport *import, int concept, int top)
{
	while (concept >= 0 && concept != top)
		concept = import->concepts->concepts[concept].parent;
	return concept >= 0;
}

/* Adds a further place of a concept, below another one: a tag that it implies. */
static void
add_place(SkosImport *import, int number, int parent)
{
	uint32		tag = import->places[number].tag;
	ImportName	name;
	uint32		place;

	skos_at(import->concepts, number);
	if (is_below(import, parent, number))
	{
		if (!import->places[number].below_itself)
			import_comment(import->book, tag, "what replaces a broader concept is below it");
		return;
	}
	place = free_tag(import, number, parent, &name);
	(void) import_declare(import->book, place);
	skos_describe(&import->reader, place, import->concepts->concepts[number].object, true);
	import_implies(import->book, tag, place);
}

/* Adds the further places of a concept, below its other broader concepts and what replaces these. */
static void
add_places(SkosImport *import, int number)
{
	const SkosConcept *concept = &import->concepts->concepts[number];
	int			parents[FACTAG_MAX_VALUES];
	int			successors[FACTAG_MAX_VALUES];
	int			n = 0;

	parents[n++] = concept->parent;
	for (const SkosLink *link = concept->broader.first; link; link = link->next)
	{
		int			nsuccessors = link->concept < 0 ? 0 : skos_successors(import->concepts, link->concept, successors);

		CHECK_FOR_INTERRUPTS();
		for (int j = 0; j < nsuccessors; j++)
		{
			/* one that replaces its own parent has the place of that */
			bool		known = successors[j] == number;

			for (int i = 0; i < n && !known; i++)
				known = parents[i] == successors[j];
			if (known)
				continue;
			if (n == FACTAG_MAX_VALUES)
			{
				skos_at(import->concepts, number);
				import_fail(&import->book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL,
							"broader leads to more than %d concepts", FACTAG_MAX_VALUES);
			}
			parents[n++] = successors[j];
			add_place(import, number, successors[j]);
		}
	}
}

/* Adds a concept that others replace: its old name, if that is free, and its codes mean theirs. */
static void
add_replaced(SkosImport *import, int number)
{
	const SkosConcept *concept = &import->concepts->concepts[number];
	ImportBook *book = import->book;
	SkosText	text = skos_name(import->document, concept->object, import->reader.lang);
	int			successors[FACTAG_MAX_VALUES];
	uint32		tags[FACTAG_MAX_VALUES];
	int			n = skos_successors(import->concepts, number, successors);
	ImportPath	path;
	uint32		old;

	skos_at(import->concepts, number);
	for (int i = 0; i < n; i++)
		tags[i] = import->places[successors[i]].tag;
	place_path(import, concept->parent, &path);
	import_path_add(book, &path, import_fold(&book->place, "name", text.len ? text.s : "", text.len));
	old = import_number(book, &path);
	if (!import_declared(book, old))
	{
		for (int i = 0; i < n; i++)
			import_alias(book, old, tags[i]);
		skos_describe(&import->reader, old, concept->object, false);
		comment_missing(import, old, &concept->replaced_by, "isReplacedBy");
	}
	else
	{
		/* the name is in use again; its labels are the tag's other words */
		import_comment(book, tags[0], "it is replaced by this, and its name is in use");
		skos_describe(&import->reader, tags[0], concept->object, true);
	}
	add_codes(import, concept->object, tags, n);
}

/* Makes the scheme the root, if there is one; of several, comments tell. */
static void
add_schemes(SkosImport *import)
{
	ImportBook *book = import->book;

	for (int i = 0; i < import->document->n; i++)
		import->reader.nschemes += import->document->objects[i].is_scheme;
	for (int i = 0; i < import->document->n; i++)
	{
		const SkosObject *object = &import->document->objects[i];
		ImportPath	path;
		uint32		root;

		CHECK_FOR_INTERRUPTS();
		if (!object->is_scheme)
			continue;
		if (import->reader.nschemes > 1)
		{
			const char *text = psprintf("concept scheme %s", import_clip(object->id.s, object->id.len));

			import_remark(book, text, strlen(text));
			continue;
		}
		import_at(&book->place, "concept scheme", object->id.s, object->id.len);
		import_path_root(book, &path);
		root = import_number(book, &path);
		(void) import_declare(book, root);
		skos_describe(&import->reader, root, i, false);
		add_codes(import, i, &root, 1);
	}
}

void
import_skos(ImportBook *book, const char *document, int len)
{
	SkosImport *import = palloc0(sizeof(SkosImport));

	import->book = book;
	if (!language_normalize(book->language, import->reader.lang))
		import->reader.lang[0] = '\0';
	import->document = skos_document_make(&book->place, document, len);
	import->reader.book = book;
	import->reader.document = import->document;
	import->concepts = skos_concepts_make(import->document);
	if (import->concepts->n == 0)
		import_fail(&book->place, ERRCODE_INVALID_TEXT_REPRESENTATION,
					"A concept is {\"@id\": …, \"@type\": \"skos:Concept\", \"skos:prefLabel\": …}; RDF of other forms can be converted to JSON-LD.",
					"the document has no concept");
	import->places = palloc_extended(sizeof(Place) * (Size) import->concepts->n, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	add_schemes(import);
	for (int i = 0; i < import->concepts->n; i++)
	{
		if (!import->concepts->concepts[i].replaced)
			place_concept(import, i);
	}
	for (int i = 0; i < import->concepts->n; i++)
	{
		if (!import->concepts->concepts[i].replaced)
			add_concept(import, i);
	}
	for (int i = 0; i < import->concepts->n; i++)
	{
		if (!import->concepts->concepts[i].replaced)
			add_places(import, i);
	}
	for (int i = 0; i < import->concepts->n; i++)
	{
		if (import->concepts->concepts[i].replaced)
		{
			add_replaced(import, i);
			book->may_circle = true;
		}
	}
}
