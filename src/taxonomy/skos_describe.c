/*
 * skos_describe.c
 *	  What a concept says about its tag; see skos_describe.h.
 */
#include "taxonomy/skos_describe.h"

#include "taxonomy/skos_name.h"

/* Adds literals of a property as x-NAME, those of another language as x-NAME-LANGUAGE. */
static void
describe_other(const SkosReader *reader, uint32 tag, const SkosProperty *property)
{
	StringInfoData text;
	const char *language = NULL;

	initStringInfo(&text);
	for (int i = 0; i <= property->n; i++)
	{
		const SkosValue *value = i < property->n ? &property->values[i] : NULL;
		const char *next = value ? value->language : NULL;

		if (next && pg_strcasecmp(next, reader->book->language) == 0)
			next = NULL;
		if (text.len > 0 && (!value || (next ? !language || strcmp(next, language) != 0 : language != NULL)))
		{
			const char *name = psprintf("%.*s%s%s", Min(property->name.len, 64), property->name.s, language ? "-" : "", language ? language : "");

			import_other(reader->book, tag, name, strlen(name), text.data, text.len);
			resetStringInfo(&text);
		}
		language = next;
		/* what has no id cannot be told */
		if (!value || (value->is_object && value->text.s[0] == '\001'))
			continue;
		appendStringInfo(&text, "%s%.*s", text.len > 0 ? "|" : "", value->text.len, value->text.s);
	}
	pfree(text.data);
}

/* Whether one of the values is true. */
static bool
says_true(const SkosProperty *property)
{
	for (int i = 0; i < property->n; i++)
	{
		SkosText	text = property->values[i].text;

		if ((text.len == 4 && pg_strncasecmp(text.s, "true", 4) == 0) || (text.len == 1 && *text.s == '1'))
			return true;
	}
	return false;
}

/* Whether a property has only the one scheme of the document as its value. */
static bool
is_scheme_only(const SkosReader *reader, const SkosProperty *property)
{
	if (reader->nschemes != 1 || property->n != 1)
		return false;
	for (int i = 0; i < reader->document->n; i++)
	{
		if (reader->document->objects[i].is_scheme)
		{
			SkosText	id = skos_reference(reader->document, &property->values[0]);

			return id.len == reader->document->objects[i].id.len &&
				memcmp(id.s, reader->document->objects[i].id.s, id.len) == 0;
		}
	}
	return false;
}

/* Adds what a property of a concept says to its tag. */
static void
describe_property(const SkosReader *reader, uint32 tag, const SkosProperty *property)
{
	ImportBook *book = reader->book;
	bool		title = skos_is(property, "prefLabel") || skos_is(property, "label") || skos_is(property, "title");
	bool		alt = skos_is(property, "altLabel") || skos_is(property, "hiddenLabel");

	if (property->incomplete)
		import_comment(book, tag, "%s is not kept in full", import_clip(property->name.s, property->name.len));
	if (skos_is(property, "broader") || skos_is(property, "narrower") || skos_is(property, "isReplacedBy") || skos_is(property, "replaces") ||
		skos_is(property, "topConceptOf") || skos_is(property, "hasTopConcept") || skos_is(property, "notation"))
		return;
	if (skos_is(property, "inScheme") && is_scheme_only(reader, property))
		return;
	if (skos_is(property, "deprecated"))
	{
		if (says_true(property))
			import_attribute(book, tag, "deprecated", NULL, 0);
		return;
	}
	if (!title && !alt && !skos_is(property, "definition"))
	{
		if (!skos_is(property, "@type"))
			describe_other(reader, tag, property);
		return;
	}
	for (int i = 0; i < property->n; i++)
	{
		const SkosValue *value = &property->values[i];

		if (title)
			import_title(book, tag, value->language, value->text.s, value->text.len);
		else if (alt)
			import_alt(book, tag, value->language, value->text.s, value->text.len);
		else if (!value->language || skos_language_rank(reader->lang, value->language) < 100)
			import_attribute(book, tag, "note", value->text.s, value->text.len);
		else
		{
			const char *name = psprintf("definition-%s", value->language);

			import_other(book, tag, name, strlen(name), value->text.s, value->text.len);
		}
	}
}

void
skos_describe(const SkosReader *reader, uint32 tag, int object, bool labels_only)
{
	SkosProperties properties;
	const SkosProperty *property;

	for (int pass = 0; pass < 2; pass++)
	{
		for (int i = object; i >= 0; i = reader->document->objects[i].next)
		{
			skos_properties_init(&properties, reader->document, i);
			while ((property = skos_properties_next(&properties)))
			{
				bool		label = skos_is(property, "prefLabel");

				if (label != (pass == 0) || (labels_only && !label && !skos_is(property, "altLabel") && !skos_is(property, "title")))
					continue;
				describe_property(reader, tag, property);
			}
		}
	}
}
