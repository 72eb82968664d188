/*
 * character.c
 *	  Folding of single characters for the prefilter.
 *
 * When PCRE2 ignores case, it regards characters as equal that simple case
 * mappings connect, as k, K and the Kelvin sign. ICU's simple folding maps each
 * such set to one character. The dotted and the dotless i become i as well,
 * since some versions of PCRE2 regard them as equal to i.
 *
 * White space becomes one space, so that \s is a single character.
 *
 * ICU and PCRE2 may know different versions of Unicode. By Unicode's stability
 * policy two existing characters never become case variants of each other, so
 * the libraries can differ only in characters that ICU does not know. Those are
 * reported as CHARACTER_UNKNOWN.
 */
#include "prefilter/character.h"

#include <unicode/uchar.h>

#include "utils/memutils.h"

#define PAGE_BITS	7
#define PAGE_SIZE	(1 << PAGE_BITS)

const uint8 ascii_fold[128] = {
	0, 1, 2, 3, 4, 5, 6, 7, 8, 32, 32, 32, 32, 32, 14, 15,
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
	32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
	48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
	64, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
	112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 91, 92, 93, 94, 95,
	96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
	112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127,
};

const uint16 ascii_weight[128] = {
	4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 420, 4, 4, 4, 4, 4,
	4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
	10000, 50, 190, 50, 50, 50, 50, 190, 190, 190, 50, 50, 620, 360, 620, 190,
	190, 190, 190, 190, 190, 190, 190, 190, 190, 190, 190, 50, 50, 50, 50, 50,
	50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50, 25, 50, 25, 50,
	25, 3906, 790, 1581, 1953, 5952, 1069, 1023, 2604, 3441, 83, 418, 2046, 1395, 3441, 3627,
	1162, 55, 2976, 3255, 4371, 1488, 465, 837, 102, 930, 51, 25, 25, 25, 25, 4,
};

/* foldings of the basic plane, in pages that are made when a text needs them */
static uint32 *pages[0x10000 >> PAGE_BITS];

/* White space outside ASCII: PCRE2's \h and \v, all of which \s matches in any version. */
static bool
is_wide_space(uint32 c)
{
	return c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200A) ||
		c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static uint32
fold_by_icu(uint32 c)
{
	if (c == 0x0130 || c == 0x0131)
		return 'i';
	if (is_wide_space(c))
		return ' ';
	/* the exception: characters that became equal in Unicode 15.1, which this ICU may not know */
	if (c == 0x1FD3)
		return 0x0390;
	if (c == 0x1FE3)
		return 0x03B0;
	if (c == 0xFB05)
		return 0xFB06;
	if (u_charType((UChar32) c) == U_UNASSIGNED)
		return CHARACTER_UNKNOWN;
	return (uint32) u_foldCase((UChar32) c, U_FOLD_CASE_DEFAULT);
}

uint32
character_fold_slow(uint32 c)
{
	uint32	  **page;

	if (c >= 0x10000)
		return fold_by_icu(c);
	page = &pages[c >> PAGE_BITS];
	if (unlikely(!*page))
	{
		uint32	   *fresh = MemoryContextAlloc(TopMemoryContext, PAGE_SIZE * sizeof(uint32));

		for (int i = 0; i < PAGE_SIZE; i++)
			fresh[i] = fold_by_icu((c & ~(uint32) (PAGE_SIZE - 1)) + i);
		*page = fresh;
	}
	return (*page)[c & (PAGE_SIZE - 1)];
}
