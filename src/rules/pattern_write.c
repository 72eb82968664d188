/*
 * pattern_write.c
 *	  Writing the parts of a pattern for folded text; see pattern_write.h.
 */
#include "rules/pattern_write.h"

#include <unicode/uchar.h>

#include "ascii.h"
#include "text/hans.h"

void
pattern_set_add(PatternSet *set, pg_wchar c)
{
	if (set->n == set->size)
	{
		set->size = Max(set->size * 2, 16);
		set->chars = set->chars ? repalloc(set->chars, set->size * sizeof(pg_wchar)) :
			palloc(set->size * sizeof(pg_wchar));
	}
	set->chars[set->n++] = c;
}

/* qsort */
static int
compare_characters(const void *a, const void *b)
{
	pg_wchar	x = *(const pg_wchar *) a;
	pg_wchar	y = *(const pg_wchar *) b;

	return x < y ? -1 : x > y;
}

void
pattern_set_sort(PatternSet *set)
{
	int			n = 0;

	if (set->n > 1)
		qsort(set->chars, set->n, sizeof(pg_wchar), compare_characters);
	for (int i = 0; i < set->n; i++)
	{
		if (n == 0 || set->chars[n - 1] != set->chars[i])
			set->chars[n++] = set->chars[i];
	}
	set->n = n;
}

void
pattern_set_add_variants(PatternSet *set, pg_wchar c, EvasionOptions options)
{
	pg_wchar	variants[HANS_VARIANTS];
	int			n;

	if (!(options & EVASION_HANS))
	{
		pattern_set_add(set, c);
		return;
	}
	n = hans_variants(c, variants);
	for (int i = 0; i < n; i++)
		pattern_set_add(set, variants[i]);
}

void
pattern_write_character(StringInfo out, pg_wchar c)
{
	unsigned char bytes[8];

	/* controls, and blanks outside ASCII that extended mode ignores, are easier to read as numbers */
	if (c < ' ' || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x206F))
	{
		appendStringInfo(out, "\\x{%x}", c);
		return;
	}
	if (c < 0x80 && !ascii_is_word(c))
		appendStringInfoChar(out, '\\');
	unicode_to_utf8(c, bytes);
	appendBinaryStringInfo(out, (char *) bytes, pg_utf_mblen(bytes));
}

void
pattern_write_members(StringInfo out, PatternSet *set)
{
	pattern_set_sort(set);
	for (int i = 0; i < set->n;)
	{
		int			end = i + 1;

		while (end < set->n && set->chars[end] == set->chars[end - 1] + 1)
			end++;
		pattern_write_character(out, set->chars[i]);
		if (end - i > 2)
			appendStringInfoChar(out, '-');
		if (end - i > 1)
			pattern_write_character(out, set->chars[end - 1]);
		i = end;
	}
}

void
pattern_write_variants(StringInfo out, pg_wchar c, EvasionOptions options)
{
	PatternSet	set = {0};

	pattern_set_add_variants(&set, c, options);
	if (set.n == 1)
		pattern_write_character(out, c);
	else
	{
		appendStringInfoChar(out, '[');
		pattern_write_members(out, &set);
		appendStringInfoChar(out, ']');
	}
	pfree(set.chars);
}

bool
pattern_same_caseless(pg_wchar a, pg_wchar b)
{
	return a == b || u_foldCase(a, U_FOLD_CASE_DEFAULT) == u_foldCase(b, U_FOLD_CASE_DEFAULT);
}
