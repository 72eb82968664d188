/*
 * taxonomy_title.c
 *	  What a reader is shown for a tag; see taxonomy_title.h.
 */
#include "taxonomy/taxonomy_title.h"

#include "text/language.h"

/* LanguageOf */
static const char *
title_language(const void *attributes, int i)
{
	const TermAttribute *attribute = (const TermAttribute *) attributes + i;

	return attribute->kind == TERM_TITLE ? attribute->key : NULL;
}

const TermAttribute *
taxonomy_title(const TermAttribute *attributes, int n, const char *language)
{
	int			found = language_find(attributes, n, title_language, language);

	return found < 0 ? NULL : &attributes[found];
}
