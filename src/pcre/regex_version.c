/*
 * regex_version.c
 *	  See regex_version.h.
 */
#include "pcre/regex_internal.h"
#include "pcre/regex_version.h"

/* Returns one of PCRE2's strings about itself, up to a space. */
static const char *
config_text(uint32 what)
{
	int			size = pcre2_config(what, NULL);
	char	   *text;

	if (size < 0)
		elog(ERROR, "PCRE2 does not tell its version");
	text = palloc(size);
	pcre2_config(what, text);
	text[strcspn(text, " ")] = '\0';
	return text;
}

/* its release date follows the version */
const char *
regex_version(void)
{
	return config_text(PCRE2_CONFIG_VERSION);
}

const char *
regex_compiled_version(void)
{
	return CppAsString2(PCRE2_MAJOR) "." CppAsString2(PCRE2_MINOR);
}

const char *
regex_unicode_version(void)
{
	return config_text(PCRE2_CONFIG_UNICODE_VERSION);
}
