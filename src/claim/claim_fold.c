/*
 * claim_fold.c
 *	  Folding of claims; see claim_fold.h. By Unicode's definition of a boundary, text is folded
 *	  right if it is folded piece by piece, and each piece begins at a character that has a
 *	  normalization boundary before it.
 */
#include "claim/claim_fold.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "utils/memutils.h"

#include "text/hans.h"
#include "text/icu.h"

uint32	   *claim_pages[0x110000 / CLAIM_PAGE];

/* ranges whose letters, marks and digits are written without blanks; doc/format.md lists them */
static const struct
{
	pg_wchar	first;
	pg_wchar	last;
}			cjk_ranges[] =
{
	{0x1100, 0x11FF}, {0x2E80, 0x2FDF}, {0x3000, 0x31FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA960, 0xA97F},
	{0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0xFF66, 0xFFDC}, {0x1AFF0, 0x1B16F}, {0x20000, 0x3FFFF}
};

/* Returns the class of a character that is folded: 0 if it separates words. */
static uint32
class_of(pg_wchar c)
{
	if (!(U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_MN_MASK | U_GC_MC_MASK | U_GC_N_MASK)))
		return 0;
	for (Size i = 0; i < lengthof(cjk_ranges); i++)
	{
		if (c >= cjk_ranges[i].first && c <= cjk_ranges[i].last)
			return CLAIM_WORD | CLAIM_CJK;
	}
	return CLAIM_WORD;
}

/* Normalizes UTF-16 into out, which has the given size. */
static int32
normalize(IcuForm form, const UChar *src, int32 len, UChar *out, int32 size)
{
	UErrorCode	status = U_ZERO_ERROR;

	len = unorm2_normalize(icu_normalizer(form), src, len, out, size, &status);
	icu_check(status, "Unicode normalization");
	return len;
}

/* Folds UTF-16 of at most CLAIM_PIECE characters; returns the number of characters written to out. */
static int
fold_units(const UChar *src, int32 len, pg_wchar *out)
{
	UChar		decomposed[CLAIM_PIECE * 8];
	UChar		folded[CLAIM_PIECE_FOLDED];
	int			n = 0;

	len = normalize(ICU_NFD, src, len, decomposed, lengthof(decomposed));
	len = normalize(ICU_NFKC_CASEFOLD, decomposed, len, folded, lengthof(folded));
	for (int32 i = 0; i < len;)
	{
		UChar32		c;

		U16_NEXT(folded, i, len, c);
		out[n++] = hans_simplified(c);
	}
	return n;
}

/* Returns the entry of a character. */
static uint32
entry_of(pg_wchar c)
{
	UChar		src[2];
	int32		len = 0;
	pg_wchar	folded[CLAIM_PIECE_FOLDED];
	uint32		flags = 0;

	if (U_IS_SURROGATE(c))
		return c;
	if (!unorm2_hasBoundaryBefore(icu_normalizer(ICU_NFD), c) ||
		!unorm2_hasBoundaryBefore(icu_normalizer(ICU_NFKC_CASEFOLD), c))
		flags |= CLAIM_JOINS;
	U16_APPEND_UNSAFE(src, len, c);
	if (fold_units(src, len, folded) != 1)
		return flags | CLAIM_SEVERAL;
	return flags | class_of(folded[0]) | folded[0];
}

void
claim_page_fill(pg_wchar page)
{
	uint32		entries[CLAIM_PAGE];
	uint32	   *kept;

	for (int i = 0; i < CLAIM_PAGE; i++)
		entries[i] = entry_of(page * CLAIM_PAGE + i);
	kept = MemoryContextAlloc(TopMemoryContext, sizeof(entries));
	memcpy(kept, entries, sizeof(entries));
	claim_pages[page] = kept;
}

const uint8 *
claim_fold_piece(const uint8 *p, const uint8 *end, uint32 *out, int *n)
{
	UChar		units[CLAIM_PIECE * 2];
	pg_wchar	folded[CLAIM_PIECE_FOLDED];
	int32		len = 0;
	int			chars = 0;

	while (p < end && chars < CLAIM_PIECE)
	{
		int32		i = 0;
		UChar32		c;

		U8_NEXT_UNSAFE(p, i, c);
		if (chars > 0 && !(claim_fold_char(c) & CLAIM_JOINS))
			break;
		U16_APPEND_UNSAFE(units, len, c);
		p += i;
		chars++;
	}
	*n = fold_units(units, len, folded);
	for (int i = 0; i < *n; i++)
		out[i] = folded[i] | class_of(folded[i]);
	return p;
}
