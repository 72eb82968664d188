/*
 * fold.c
 *	  Folding of segments; see fold.h. ASCII and what folding leaves alone are folded
 *	  without ICU, since most segments are.
 */
#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "miscadmin.h"

#include "text/icu.h"

/*
 * The number of times that folding is repeated before a text that still changes
 * is refused. By Unicode's definitions the second pass changes nothing. Should
 * collapsing blanks or an error in ICU's data break that, the check makes sure
 * that a printed value still reads back to the same bytes.
 */
#define FOLD_MAX_PASSES 4

/*
 * Longer text for one segment is refused unread, unless it is ASCII: it can only
 * fit into 255 bytes if folding drops nearly all of its characters.
 */
#define FOLD_MAX_SOURCE 65536

/*
 * Folds a text whose first bytes, as many as "same" says, folding leaves alone, and whose
 * others are ASCII. Control characters that are blanks are allowed.
 */
static FoldStatus
fold_ascii(const char *src, int len, int same, int flags, char *dst, int *dstlen)
{
	int			n = same;
	bool		blank = false;
	bool		inner = (flags & FOLD_INNER_START) != 0;

	memcpy(dst, src, same);
	for (int i = same; i < len; i++)
	{
		unsigned char c = src[i];

		if (unlikely(i % FACTAG_INTERRUPT_BYTES == FACTAG_INTERRUPT_BYTES - 1))
			CHECK_FOR_INTERRUPTS();
		if (c == ' ' || (c >= '\t' && c <= '\r'))
		{
			blank = true;
			continue;
		}
		if (c < 0x20 || c == 0x7F)
			return FOLD_CONTROL;
		if (n + (blank && (n > 0 || inner)) >= FACTAG_MAX_SEGMENT)
			return FOLD_TOO_LONG;
		if (blank && (n > 0 || inner))
			dst[n++] = ' ';
		blank = false;
		dst[n++] = (c >= 'A' && c <= 'Z') ? c + ('a' - 'A') : c;
	}
	if (blank && (flags & FOLD_INNER_END) && (n > 0 || inner))
	{
		if (n >= FACTAG_MAX_SEGMENT)
			return FOLD_TOO_LONG;
		dst[n++] = ' ';
	}
	*dstlen = n;
	return n > 0 ? FOLD_OK : FOLD_EMPTY;
}

/* Applies one of ICU's normalizers; the result is palloc'd. */
static UChar *
normalize(IcuForm form, const UChar *src, int32 len, int32 *outlen)
{
	UErrorCode	status = U_ZERO_ERROR;
	int32		size = len * 2 + 16;
	UChar	   *out = palloc(size * sizeof(UChar));

	*outlen = unorm2_normalize(icu_normalizer(form), src, len, out, size, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR)
	{
		size = *outlen + 1;
		out = repalloc(out, size * sizeof(UChar));
		status = U_ZERO_ERROR;
		*outlen = unorm2_normalize(icu_normalizer(form), src, len, out, size, &status);
	}
	icu_check(status, "Unicode normalization");
	return out;
}

/* Makes each run of blanks one space and removes outer ones, in place; returns the new length. */
static int32
collapse_blanks(UChar *s, int32 len, int flags)
{
	int32		n = 0;
	int32		i = 0;
	bool		blank = false;

	while (i < len)
	{
		UChar32		c;
		int32		start = i;

		U16_NEXT(s, i, len, c);
		if (u_isUWhiteSpace(c))
		{
			blank = true;
			continue;
		}
		if (blank && (n > 0 || (flags & FOLD_INNER_START)))
			s[n++] = ' ';
		blank = false;
		while (start < i)
			s[n++] = s[start++];
	}
	if (blank && (flags & FOLD_INNER_END) && (n > 0 || (flags & FOLD_INNER_START)))
		s[n++] = ' ';
	return n;
}

/* Folds any text through ICU. */
static FoldStatus
fold_unicode(const char *src, int len, int flags, char *dst, int *dstlen)
{
	UErrorCode	status = U_ZERO_ERROR;
	int32		n;
	UChar	   *s;
	FoldStatus	result = FOLD_OK;
	bool		stable = false;

	if (len > FOLD_MAX_SOURCE)
		return FOLD_TOO_LONG;

	/* each UTF-16 unit comes from at least one byte of UTF-8 */
	s = palloc((len + 1) * sizeof(UChar));
	u_strFromUTF8(s, len + 1, &n, src, len, &status);
	icu_check(status, "reading UTF-8");

	for (int pass = 0; pass < FOLD_MAX_PASSES && !stable; pass++)
	{
		int32		dlen;
		int32		flen;
		UChar	   *d = normalize(ICU_NFD, s, n, &dlen);
		UChar	   *f = normalize(ICU_NFKC_CASEFOLD, d, dlen, &flen);

		pfree(d);
		flen = collapse_blanks(f, flen, flags);
		stable = (flen == n && memcmp(f, s, n * sizeof(UChar)) == 0);
		pfree(s);
		s = f;
		n = flen;
	}
	if (!stable)
		result = FOLD_UNSTABLE;

	for (int32 i = 0; i < n && result == FOLD_OK;)
	{
		bool		first = (i == 0);
		UChar32		c;

		U16_NEXT(s, i, n, c);
		if (u_charType(c) == U_CONTROL_CHAR)
			result = FOLD_CONTROL;
		else if (U_IS_UNICODE_NONCHAR(c))
			result = FOLD_NONCHARACTER;
		else if (first && !(flags & FOLD_INNER_START) && (U_GET_GC_MASK(c) & U_GC_M_MASK))
			result = FOLD_MARK;
	}
	if (result == FOLD_OK && n == 0)
		result = FOLD_EMPTY;
	if (result == FOLD_OK)
	{
		int32		outlen;

		u_strToUTF8(dst, FACTAG_MAX_SEGMENT, &outlen, s, n, &status);
		if (status == U_BUFFER_OVERFLOW_ERROR)
			result = FOLD_TOO_LONG;
		else
			icu_check(status, "writing UTF-8");
		*dstlen = outlen;
	}
	pfree(s);
	return result;
}

FoldStatus
fold_segment(const char *src, int len, int flags, char *dst, int *dstlen)
{
	int			most = Min(len, FACTAG_MAX_SEGMENT);
	int			same;

	/* folding leaves ASCII alone that has no capitals and no blanks */
	for (same = 0; same < most; same++)
	{
		unsigned char c = src[same];

		if (fold_keeps_wide(src + same, src + most))
			same += 2;
		else if (c <= ' ' || c >= 0x7F || (c >= 'A' && c <= 'Z'))
			break;
	}
	if (same == len && len > 0)
	{
		memcpy(dst, src, len);
		*dstlen = len;
		return FOLD_OK;
	}
	for (int i = same; i < len; i++)
	{
		if (unlikely(i % FACTAG_INTERRUPT_BYTES == FACTAG_INTERRUPT_BYTES - 1))
			CHECK_FOR_INTERRUPTS();
		if (IS_HIGHBIT_SET(src[i]))
			return fold_unicode(src, len, flags, dst, dstlen);
	}
	return fold_ascii(src, len, same, flags, dst, dstlen);
}
