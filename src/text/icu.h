/*
 * icu.h
 *	  What the callers of ICU share: the check for errors, and the normalizers.
 */
#ifndef FACTAG_ICU_H
#define FACTAG_ICU_H

#include "factag.h"

#include <unicode/unorm2.h>
#include <unicode/utypes.h>

typedef enum IcuForm
{
	ICU_NFC,
	ICU_NFD,
	ICU_NFKC,
	ICU_NFKC_CASEFOLD
} IcuForm;

/*
 * Raises an error where a call of ICU failed (38000). None of ours fails on
 * valid input, except for want of room; such callers test for that first.
 */
extern void icu_check(UErrorCode status, const char *what);

/* Returns the normalizer of a form, which lives as long as the backend. */
extern const UNormalizer2 *icu_normalizer(IcuForm form);

/*
 * Normalizes one code point into out, which takes size units, and returns the
 * number of units written.
 */
extern int32 icu_normalize_char(IcuForm form, UChar32 c, UChar *out, int32 size);

#endif							/* FACTAG_ICU_H */
