/*
 * policy_notice.c
 *	  What the person is told whom a decision concerns; see policy_notice.h.
 */
#include "policy/policy_notice.h"

#include "text/language.h"

/* LanguageOf */
static const char *
notice_language(const void *attributes, int i)
{
	const PolicyAttribute *attribute = (const PolicyAttribute *) attributes + i;

	return attribute->kind == POLICY_NOTICE ? attribute->key : NULL;
}

const PolicyAttribute *
policy_notice(const PolicyAttributes *attributes, const char *language)
{
	int			found = language_find(attributes->attributes, attributes->n, notice_language, language);

	for (int i = 0; found < 0 && i < attributes->n; i++)
	{
		if (attributes->attributes[i].kind == POLICY_NOTICE)
			found = i;
	}
	return found < 0 ? NULL : &attributes->attributes[found];
}
