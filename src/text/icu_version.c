/*
 * icu_version.c
 *	  See icu_version.h.
 */
#include "text/icu_version.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

static const char *
version_text(const UVersionInfo version)
{
	char	   *text = palloc(U_MAX_VERSION_STRING_LENGTH);

	u_versionToString(version, text);
	return text;
}

const char *
icu_version(void)
{
	UVersionInfo version;

	u_getVersion(version);
	return version_text(version);
}

const char *
icu_compiled_version(void)
{
	return U_ICU_VERSION;
}

const char *
icu_unicode(void)
{
	UVersionInfo version;

	u_getUnicodeVersion(version);
	return version_text(version);
}

const char *
icu_compiled_unicode(void)
{
	return U_UNICODE_VERSION;
}
