/*
 * evasion_pattern.c
 *	  Patterns as they must be to meet folded text; see evasion.h.
 */
#include "evasion.h"

#include "lib/stringinfo.h"

/*
 * Whether the bytes from at to end, in a class, are next to a hyphen: the ends
 * of a range stay, or the range would be another.
 */
static bool
in_range(const char *pattern, const char *at, const char *end, const char *stop)
{
	return (at > pattern && at[-1] == '-') || (end < stop && *end == '-');
}

/* the end of the character that begins at p, of more than one byte */
static const char *
character_end(const char *p, const char *stop)
{
	do
		p++;
	while (p < stop && ((unsigned char) *p & 0xC0) == 0x80);
	return p;
}

/* Appends characters of a pattern, folded. */
static void
append_folded(StringInfo out, const char *from, const char *to)
{
	FoldedText	folded;

	if (from == to)
		return;
	evasion_fold(from, to - from, EVASION_HANS, &folded);
	appendBinaryStringInfo(out, folded.text, folded.len);
}

const char *
evasion_pattern(const char *pattern, int *len, FoldOptions options)
{
	const char *stop = pattern + *len;
	const char *p = pattern;
	bool		class = false;
	StringInfoData out;

	if (!(options & EVASION_HANS))
		return pattern;
	initStringInfo(&out);
	while (p < stop)
	{
		const char *start = p;

		if ((unsigned char) *p < 0x80)
		{
			if (*p == '[')
				class = true;
			else if (*p == ']')
				class = false;
			p += *p == '\\' && p + 1 < stop && (unsigned char) p[1] < 0x80 ? 2 : 1;
			appendBinaryStringInfo(&out, start, p - start);
			continue;
		}
		while (p < stop && (unsigned char) *p >= 0x80)
		{
			const char *end = character_end(p, stop);

			if (class && in_range(pattern, p, end, stop))
			{
				append_folded(&out, start, p);
				appendBinaryStringInfo(&out, p, end - p);
				start = end;
			}
			p = end;
		}
		append_folded(&out, start, p);
	}
	*len = out.len;
	return out.data;
}
