/*
 * icu.c
 *	  What the callers of ICU share; see icu.h.
 */
#include "text/icu.h"

#include <unicode/utf16.h>

void
icu_check(UErrorCode status, const char *what)
{
	if (U_FAILURE(status))
		ereport(ERROR,
				(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
				 errmsg("%s failed: %s", what, u_errorName(status))));
}

const UNormalizer2 *
icu_normalizer(IcuForm form)
{
	/* ICU owns the instances and never frees them */
	static const UNormalizer2 *cached[ICU_NFKC_CASEFOLD + 1];

	if (unlikely(cached[form] == NULL))
	{
		UErrorCode	status = U_ZERO_ERROR;
		const UNormalizer2 *loaded = NULL;

		switch (form)
		{
			case ICU_NFC:
				loaded = unorm2_getNFCInstance(&status);
				break;
			case ICU_NFD:
				loaded = unorm2_getNFDInstance(&status);
				break;
			case ICU_NFKC:
				loaded = unorm2_getNFKCInstance(&status);
				break;
			case ICU_NFKC_CASEFOLD:
				loaded = unorm2_getNFKCCasefoldInstance(&status);
				break;
		}
		icu_check(status, "loading Unicode normalization data");
		cached[form] = loaded;
	}
	return cached[form];
}

int32
icu_normalize_char(IcuForm form, UChar32 c, UChar *out, int32 size)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		src[2];
	int32		srclen = 0;
	int32		len;

	U16_APPEND_UNSAFE(src, srclen, c);
	len = unorm2_normalize(icu_normalizer(form), src, srclen, out, size, &status);
	icu_check(status, "Unicode normalization");
	return len;
}
