/*
 * import_misp.c
 *	  MISP's machine tags; see import_misp.h.
 *
 * A tag is ns:predicate, or ns:predicate="value" where the predicate has values. MISP
 * (Taxonomy::checkIfNewTagIsAllowedByTaxonomy) compares those that are the same but for
 * the last part, and allows only one of them if the namespace is exclusive, or the
 * predicate. It excepts tlp:white and tlp:clear, which mean the same.
 */
#include "taxonomy/import_misp.h"

#include "miscadmin.h"

#include "taxonomy/import_index.h"
#include "taxonomy/import_json.h"
#include "text/path.h"
#include "text/quote.h"

typedef struct Predicate
{
	JsonbContainer *object;		/* NULL if only its values are there */
	const char *text;
	int			textlen;
	ImportName	name;
	uint32		tag;
	bool		has_values;
	bool		again;			/* an earlier one folds to the same name */
} Predicate;

typedef struct Machinetag
{
	ImportBook *book;
	bool		exclusive;
	Predicate  *predicates;
	int			n;
	int			size;
	ImportIndex names;
	int			ndistinct;
} Machinetag;

/* members that are not kept as x-… */
static const char *const structure[] = {"value", "expanded", "exclusive", "predicates", "values", "entry", "predicate"};

static bool
is_structure(const JsonbValue *key)
{
	for (size_t i = 0; i < lengthof(structure); i++)
	{
		if (key->val.string.len == (int) strlen(structure[i]) &&
			memcmp(key->val.string.val, structure[i], key->val.string.len) == 0)
			return true;
	}
	return false;
}

/* Adds the members of an object that describe a tag. */
static void
describe(ImportBook *book, uint32 tag, JsonbContainer *object)
{
	JsonbIterator *it = JsonbIteratorInit(object);
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	v;
	const char *text;
	int			len;

	if (import_member(object, "expanded", &v) && (text = import_json_text(&v, &len)))
		import_title(book, tag, NULL, text, len);
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&it, &v, true);
		if (is_structure(&key) || v.type == jbvNull)
			continue;
		text = import_json_text(&v, &len);
		if (!text)
		{
			text = JsonbToCString(NULL, v.val.binary.data, v.val.binary.len);
			len = strlen(text);
		}
		import_other(book, tag, key.val.string.val, key.val.string.len, text, len);
	}
}

/* Fails for an object that lacks a name or list. */
pg_noreturn static void
fail_structure(ImportBook *book, const char *detail)
{
	import_fail(&book->place, ERRCODE_INVALID_TEXT_REPRESENTATION,
				"A machine tag file is {\"namespace\": …, \"predicates\": [{\"value\": …}], \"values\": [{\"predicate\": …, \"entry\": [{\"value\": …}]}]}.",
				"%s", detail);
}

/* Finds a member that is a string. */
static void
string_member(ImportBook *book, JsonbContainer *object, const char *name, const char **s, int *len)
{
	JsonbValue	v;

	if (!import_member(object, name, &v) || v.type != jbvString)
		fail_structure(book, psprintf("\"%s\" is missing, or not a string", name));
	*s = v.val.string.val;
	*len = v.val.string.len;
}

/* Whether a member is true. */
static bool
is_true(JsonbContainer *object, const char *name)
{
	JsonbValue	v;

	return import_member(object, name, &v) && v.type == jbvBool && v.val.boolean;
}

/* Begins to read a list of objects that a member is; NULL if there is none. */
static JsonbIterator *
list_member(ImportBook *book, JsonbContainer *object, const char *name, bool required)
{
	JsonbValue	v;
	JsonbIterator *it;

	if (!import_member(object, name, &v))
	{
		if (required)
			fail_structure(book, psprintf("\"%s\" is missing", name));
		return NULL;
	}
	if (!import_array(&v))
		fail_structure(book, psprintf("\"%s\" is not a list", name));
	it = JsonbIteratorInit(import_array(&v));
	(void) JsonbIteratorNext(&it, &v, true);
	return it;
}

/* Takes the next object of a list; NULL at the end. */
static JsonbContainer *
next_object(ImportBook *book, JsonbIterator **it)
{
	JsonbValue	v;

	CHECK_FOR_INTERRUPTS();
	if (!*it || JsonbIteratorNext(it, &v, true) != WJB_ELEM)
		return NULL;
	if (!import_object(&v))
		fail_structure(book, "an element of a list is not an object");
	return import_object(&v);
}

/* The path of a predicate, or of the root for NULL. */
static void
predicate_path(const Machinetag *machinetag, const Predicate *predicate, ImportPath *path)
{
	import_path_root(machinetag->book, path);
	if (predicate)
		import_path_add(machinetag->book, path, predicate->name);
}

/* Adds a predicate. */
static Predicate *
add_predicate(Machinetag *machinetag, const char *text, int len, JsonbContainer *object)
{
	ImportBook *book = machinetag->book;
	Predicate  *predicate;
	ImportPath	path;

	if (machinetag->n == machinetag->size)
	{
		machinetag->size = Max(16, machinetag->size * 2);
		machinetag->predicates = machinetag->n ?
			repalloc_huge(machinetag->predicates, sizeof(Predicate) * (Size) machinetag->size) :
			palloc(sizeof(Predicate) * machinetag->size);
	}
	predicate = &machinetag->predicates[machinetag->n++];
	import_at(&book->place, "predicate", text, len);
	*predicate = (Predicate) {.object = object, .text = text, .textlen = len};
	predicate->name = import_fold(&book->place, "name", text, len);
	predicate_path(machinetag, predicate, &path);
	predicate->tag = import_number(book, &path);
	return predicate;
}

/* Reads the predicates. */
static void
read_predicates(Machinetag *machinetag, JsonbContainer *document)
{
	JsonbIterator *it = list_member(machinetag->book, document, "predicates", true);
	JsonbContainer *object;

	while ((object = next_object(machinetag->book, &it)))
	{
		const char *text;
		int			len;

		string_member(machinetag->book, object, "value", &text, &len);
		add_predicate(machinetag, text, len, object);
		import_index_add(&machinetag->names, text, len, machinetag->n - 1);
	}
}

/* The predicate of a list of values; it is added if it is not there. */
static Predicate *
predicate_of(Machinetag *machinetag, JsonbContainer *values)
{
	const char *text;
	int			len;
	int			n;

	string_member(machinetag->book, values, "predicate", &text, &len);
	n = import_index_find(&machinetag->names, text, len);
	return n >= 0 ? &machinetag->predicates[n] : add_predicate(machinetag, text, len, NULL);
}

/* Finds the predicates whose names differ in case alone. */
static void
mark_again(Machinetag *machinetag)
{
	ImportIndex folded = {0};

	for (int i = 0; i < machinetag->n; i++)
		import_index_add(&folded, machinetag->predicates[i].name.segment, machinetag->predicates[i].name.len, i);
	for (int i = 0; i < machinetag->n; i++)
	{
		Predicate  *predicate = &machinetag->predicates[i];

		predicate->again = import_index_find(&folded, predicate->name.segment, predicate->name.len) != i;
		machinetag->ndistinct += !predicate->again;
	}
}

/* Tells for each predicate whether it has values. */
static void
mark_predicates(Machinetag *machinetag, JsonbContainer *document)
{
	JsonbIterator *it = list_member(machinetag->book, document, "values", false);
	JsonbContainer *values;
	JsonbIterator *entries;

	while ((values = next_object(machinetag->book, &it)))
	{
		Predicate  *predicate = predicate_of(machinetag, values);

		entries = list_member(machinetag->book, values, "entry", true);
		predicate->has_values |= next_object(machinetag->book, &entries) != NULL;
	}
}

/* Adds the values. */
static void
add_values(Machinetag *machinetag, JsonbContainer *document)
{
	ImportBook *book = machinetag->book;
	JsonbIterator *it = list_member(book, document, "values", false);
	JsonbContainer *values;
	JsonbContainer *entry;

	while ((values = next_object(book, &it)))
	{
		Predicate  *predicate = predicate_of(machinetag, values);
		JsonbIterator *entries = list_member(book, values, "entry", true);

		while ((entry = next_object(book, &entries)))
		{
			const char *text;
			int			len;
			ImportPath	path;
			uint32		tag;

			string_member(book, entry, "value", &text, &len);
			import_at(&book->place, psprintf("value %s =", import_clip(predicate->text, predicate->textlen)), text, len);
			predicate_path(machinetag, predicate, &path);
			import_path_add(book, &path, import_fold(&book->place, "name", text, len));
			tag = import_number(book, &path);
			if (!import_declare(book, tag))
				import_again(book, tag);
			describe(book, tag, entry);
		}
	}
}

/* The first predicate of a name that is a tag itself; NULL if there is none. */
static Predicate *
find_plain(Machinetag *machinetag, const char *name)
{
	for (int i = 0; i < machinetag->n; i++)
	{
		Predicate  *predicate = &machinetag->predicates[i];

		if (predicate->object && !predicate->has_values && predicate->name.len == (int) strlen(name) &&
			memcmp(predicate->name.segment, name, predicate->name.len) == 0)
			return predicate;
	}
	return NULL;
}

/* Adds the predicates. An exclusive one's values are compared. */
static void
add_predicates(Machinetag *machinetag, bool tlp)
{
	ImportBook *book = machinetag->book;
	Predicate  *white = tlp ? find_plain(machinetag, "white") : NULL;
	Predicate  *clear = tlp ? find_plain(machinetag, "clear") : NULL;

	for (int i = 0; i < machinetag->n; i++)
	{
		Predicate  *predicate = &machinetag->predicates[i];

		CHECK_FOR_INTERRUPTS();
		import_at(&book->place, "predicate", predicate->text, predicate->textlen);
		if (white && clear && predicate->tag == white->tag)
		{
			if (!import_declared(book, predicate->tag))
				import_alias(book, predicate->tag, clear->tag);
		}
		else if (!import_declare(book, predicate->tag))
			import_again(book, predicate->tag);
		if (predicate->has_values && (machinetag->exclusive || (predicate->object && is_true(predicate->object, "exclusive"))))
			import_attribute(book, predicate->tag, "exclusive", NULL, 0);
		if (predicate->object)
			describe(book, predicate->tag, predicate->object);
		else
			import_comment(book, predicate->tag, "it is not in the list of predicates");
	}
}

/* Appends the root, each segment in quotes. */
static void
quote_root(const ImportBook *book, StringInfo out)
{
	const char *end = book->root.path + book->root.len;

	for (const char *p = book->root.path; p < end;)
	{
		const char *stop = path_segment_end(p, end);

		quote_text(out, p, stop - p);
		if (stop < end)
			appendStringInfoChar(out, '/');
		p = stop + 1;
	}
}

/* Appends the predicates that are tags themselves, or the exclusive ones of these; returns their number. */
static int
append_plain(Machinetag *machinetag, StringInfo out, const char *separator, bool exclusive)
{
	int			n = 0;

	for (int i = 0; i < machinetag->n; i++)
	{
		const Predicate *predicate = &machinetag->predicates[i];

		CHECK_FOR_INTERRUPTS();
		if (predicate->has_values || predicate->again || !predicate->object || (exclusive && !is_true(predicate->object, "exclusive")))
			continue;
		if (n++ > 0)
			appendStringInfoString(out, separator);
		quote_root(machinetag->book, out);
		appendStringInfoChar(out, '/');
		quote_text(out, predicate->name.segment, predicate->name.len);
	}
	return n;
}

/*
 * Compares the predicates that are tags themselves, if the namespace is exclusive or one
 * of them. Where others have values, or only some are exclusive, that is no exclusive root.
 */
static void
compare_predicates(Machinetag *machinetag, uint32 root)
{
	StringInfoData all;
	StringInfoData exclusive;
	int			n;

	initStringInfo(&all);
	initStringInfo(&exclusive);
	n = append_plain(machinetag, &all, ", ", false);
	if (machinetag->exclusive && n == machinetag->ndistinct)
		import_attribute(machinetag->book, root, "exclusive", NULL, 0);
	else if (n < 2)
		return;
	else if (machinetag->exclusive)
		import_line(machinetag->book, psprintf("must: !2 of (%s)", all.data));
	else if (append_plain(machinetag, &exclusive, " | ", true) > 0)
		import_line(machinetag->book, psprintf("must: !((%s) & 2 of (%s))", exclusive.data, all.data));
}

void
import_misp(ImportBook *book, const char *document, int len)
{
	Machinetag *machinetag = palloc0(sizeof(Machinetag));
	JsonbContainer *object = import_json(document, len);
	const char *namespace;
	int			namespacelen;
	ImportPath	path;
	uint32		root;

	machinetag->book = book;
	if (!JsonContainerIsObject(object))
		fail_structure(book, "the document is not an object");
	string_member(book, object, "namespace", &namespace, &namespacelen);
	import_at(&book->place, "namespace", namespace, namespacelen);
	machinetag->exclusive = is_true(object, "exclusive");
	import_path_root(book, &path);
	root = import_number(book, &path);
	(void) import_declare(book, root);
	read_predicates(machinetag, object);
	mark_predicates(machinetag, object);
	mark_again(machinetag);
	import_at(&book->place, "namespace", namespace, namespacelen);
	compare_predicates(machinetag, root);
	describe(book, root, object);
	add_predicates(machinetag, machinetag->exclusive && namespacelen == 3 && pg_strncasecmp(namespace, "tlp", 3) == 0);
	add_values(machinetag, object);
}
