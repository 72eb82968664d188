/*
 * skos_name.c
 *	  The name of a concept; see skos_name.h.
 */
#include "taxonomy/skos_name.h"

#include "text/language.h"

/* a label that may become a name, the better the less its rank */
typedef struct Candidate
{
	SkosText	text;
	int			rank;
} Candidate;

/* Takes a label if it is better than the one before. */
static void
offer(Candidate *candidate, SkosText text, int rank)
{
	import_trim(&text.s, &text.len);
	if (text.len > 0 && rank < candidate->rank)
		*candidate = (Candidate) {text, rank};
}

int
skos_language_rank(const char *lang, const char *language)
{
	char		tag[LANGUAGE_MAX + 1];
	char		range[LANGUAGE_MAX + 1];
	size_t		len = strlen(lang);
	int			rank = 0;

	if (!language || !language_normalize(language, tag))
		return 200;
	strlcpy(range, lang, sizeof(range));
	do
	{
		if (strcmp(tag, range) == 0)
			return rank;
		rank++;
	} while (language_widen(range));
	if (strncmp(tag, lang, len) == 0 && tag[len] == '-')
		return 100;
	if (strcmp(tag, "en") == 0)
		return 150;
	return 300;
}

SkosText
skos_id_end(SkosText id)
{
	int			from = id.len;

	while (from > 0 && !strchr("#/:", id.s[from - 1]))
		from--;
	return from < id.len ? (SkosText) {id.s + from, id.len - from} : id;
}

SkosText
skos_name(const SkosDocument *document, int first, const char *lang)
{
	const SkosObject *objects = document->objects;
	Candidate	best = {{NULL, 0}, PG_INT32_MAX};
	SkosProperties properties;
	const SkosProperty *property;

	for (int object = first; object >= 0; object = objects[object].next)
	{
		skos_properties_init(&properties, document, object);
		while ((property = skos_properties_next(&properties)))
		{
			int			base = skos_is(property, "prefLabel") ? 0 : skos_is(property, "label") ? 1000 :
				skos_is(property, "notation") ? 2000 : -1;

			for (int i = 0; i < property->n && base >= 0; i++)
			{
				if (!property->values[i].is_object)
					offer(&best, property->values[i].text, base + skos_language_rank(lang, property->values[i].language));
			}
		}
	}
	if (!best.text.s && objects[first].id.s[0] != '\001')
		best.text = skos_id_end(objects[first].id);
	return best.text;
}
