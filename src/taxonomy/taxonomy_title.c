/*
 * taxonomy_title.c
 *	  What a reader is shown for a tag; see taxonomy_title.h.
 */
#include "taxonomy/taxonomy_title.h"

#include "text/language.h"

/* Whether the language of a title is this one, as it is written or normalized. */
static bool
is_in(const TermAttribute *title, const char *language)
{
	char		normalized[LANGUAGE_MAX + 1];

	return pg_strcasecmp(title->key, language) == 0 ||
		(language_normalize(title->key, normalized) && strcmp(normalized, language) == 0);
}

/* The first title in a language, or in one that begins with it and a hyphen. */
static const TermAttribute *
find_title(const TermAttribute *attributes, int n, const char *language, bool longer)
{
	size_t		len = strlen(language);

	for (int i = 0; i < n; i++)
	{
		const TermAttribute *title = &attributes[i];

		if (title->kind != TERM_TITLE)
			continue;
		if (longer ? pg_strncasecmp(title->key, language, len) == 0 && title->key[len] == '-' : is_in(title, language))
			return title;
	}
	return NULL;
}

const TermAttribute *
taxonomy_title(const TermAttribute *attributes, int n, const char *language)
{
	const TermAttribute *title = NULL;
	char		range[LANGUAGE_MAX + 1];

	if (language_normalize(language, range))
	{
		do
			title = find_title(attributes, n, range, false);
		while (!title && language_widen(range));
	}
	if (!title)
		title = find_title(attributes, n, "en", false);
	return title ? title : find_title(attributes, n, "en", true);
}
