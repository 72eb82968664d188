/*
 * pattern_class.c
 *	  The classes of a pattern for folded text; see pattern_class.h.
 *
 * What the class says stays, and what its members become in folded text is added: [’] is
 * [’'], and [aß] is (?:[aß]|ss). A negated class excludes both; it cannot exclude what is
 * several characters. Ranges stand for kinds of characters, and stay as they are, since some
 * character of [\x80-\xff] is ss when folded; only a range of which nothing is left in folded
 * text, such as [ａ-ｚ], becomes what its characters become. The option hans adds to ranges.
 */
#include "rules/pattern_class.h"

#include <unicode/uchar.h>

#include "miscadmin.h"

#include "evasion/evasion.h"
#include "rules/pattern_write.h"
#include "text/hans.h"

/* characters of a range that are looked at one by one */
#define MOST_OF_RANGE 2048

/* characters first to last */
typedef struct ClassRange
{
	pg_wchar	first;
	pg_wchar	last;
} ClassRange;

typedef struct ClassFold
{
	EvasionOptions options;
	bool		caseless;
	bool		negated;
	bool		other;			/* some member is left in folded text */
	bool		dropped;		/* some member that is written is not */
	bool		letters;		/* it has a set that the letters of ASCII are in, such as \w */
	int			nranges;		/* its characters, sorted and without overlaps */
	ClassRange *ranges;
	PatternSet	added;			/* characters that become members too */
	StringInfoData several;		/* alternatives of several characters: |ss|ff */
} ClassFold;

/* Whether folding leaves a character as it is, case aside if that counts for nothing. */
static bool
stays(const ClassFold *fold, pg_wchar c, const pg_wchar *image, int n)
{
	return n == 1 && (image[0] == c || (fold->caseless && pattern_same_caseless(image[0], c)));
}

/* Adds what a character becomes, which is something. */
static void
add_image(ClassFold *fold, const pg_wchar *image, int n)
{
	fold->other = true;
	if (n == 1)
	{
		pattern_set_add_variants(&fold->added, image[0], fold->options);
		return;
	}
	appendStringInfoChar(&fold->several, '|');
	for (int i = 0; i < n; i++)
		pattern_write_variants(&fold->several, image[i], fold->options);
}

/* qsort */
static int
compare_ranges(const void *a, const void *b)
{
	const ClassRange *x = a;
	const ClassRange *y = b;

	return x->first < y->first ? -1 : x->first > y->first;
}

/* Whether a set in a class has the small letters of ASCII. */
static bool
has_letters(const RegexToken *token)
{
	static const char *const sets[] = {
		"\\w", "\\pL", "\\p{L}", "\\p{L&}", "\\p{Ll}", "[:alpha:]", "[:alnum:]", "[:word:]"
	};

	for (Size i = 0; i < lengthof(sets); i++)
	{
		if (strlen(sets[i]) == (Size) (token->end - token->start) &&
			memcmp(sets[i], token->start, token->end - token->start) == 0)
			return true;
	}
	return false;
}

/* Reads what a class has. */
static void
read_members(ClassFold *fold, RegexScan scan)
{
	RegexToken	token;
	int			size = 16;
	int			n = 0;

	fold->ranges = palloc(size * sizeof(ClassRange));
	while (regex_scan_next(&scan, &token) && token.kind != REGEX_CLASS_END)
	{
		CHECK_FOR_INTERRUPTS();
		if (token.kind == REGEX_MEMBER_SET)
			fold->letters = fold->letters || has_letters(&token);
		if (token.kind != REGEX_MEMBER)
			continue;
		if (fold->nranges == size)
			fold->ranges = repalloc(fold->ranges, (size *= 2) * sizeof(ClassRange));
		fold->ranges[fold->nranges++] = (ClassRange) {token.first, token.last};
	}
	qsort(fold->ranges, fold->nranges, sizeof(ClassRange), compare_ranges);
	for (int i = 1; i < fold->nranges; i++)
	{
		if (fold->ranges[i].first > fold->ranges[n].last)
			fold->ranges[++n] = fold->ranges[i];
		else
			fold->ranges[n].last = Max(fold->ranges[n].last, fold->ranges[i].last);
	}
	fold->nranges = Min(fold->nranges, n + 1);
}

/* Whether a class has a character; for those of its sets only letters of ASCII are known. */
static bool
has_member(const ClassFold *fold, pg_wchar c)
{
	int			low = 0;
	int			high = fold->nranges;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (fold->ranges[middle].last < c)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < fold->nranges && fold->ranges[low].first <= c)
		return true;
	if (c < 'a' || c > 'z')
		return false;
	return fold->letters || (fold->caseless && has_member(fold, c - 'a' + 'A'));
}

/* UTF-8 of some characters, palloc'd. */
static char *
characters_text(const pg_wchar *chars, int n)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < n; i++)
	{
		unsigned char bytes[8];

		unicode_to_utf8(chars[i], bytes);
		appendBinaryStringInfo(&text, (char *) bytes, pg_utf_mblen(bytes));
	}
	return text.data;
}

/*
 * Adds a character that is written in the class. Fails if the class is negated and the
 * character becomes several, not all of which it has.
 */
static bool
add_written(ClassFold *fold, pg_wchar c, PatternFoldError *error)
{
	pg_wchar	image[EVASION_EXPANSION];
	int			n = evasion_image(c, fold->options, image);
	pg_wchar	look;

	if (stays(fold, c, image, n))
	{
		fold->other = true;
		look = fold->negated ? 0 : evasion_look(c, fold->options);
		if (look)
			pattern_set_add(&fold->added, look);
		pattern_set_add_variants(&fold->added, c, fold->options);
		return true;
	}
	if (!fold->negated)
	{
		if (n > 0)
			add_image(fold, image, n);
		else
			fold->dropped = true;
		return true;
	}
	if (n == 1)
		pattern_set_add_variants(&fold->added, image[0], fold->options);
	for (int i = 0; n > 1 && i < n; i++)
	{
		if (has_member(fold, image[i]))
			continue;
		error->message = psprintf("a negated class has \"%s\", which is \"%s\" in folded text",
								  characters_text(&c, 1), characters_text(image, n));
		error->hint = psprintf("Write (?!%s) before a class without it.", characters_text(image, n));
		return false;
	}
	return true;
}

/* Whether folding leaves no character of a range in the text. */
static bool
range_is_gone(const ClassFold *fold, pg_wchar first, pg_wchar last)
{
	pg_wchar	image[EVASION_EXPANSION];
	bool		assigned = false;

	if (last - first >= MOST_OF_RANGE)
		return false;
	for (pg_wchar c = first; c <= last; c++)
	{
		if (!u_isdefined(c))
			continue;
		assigned = true;
		if (stays(fold, c, image, evasion_image(c, fold->options, image)))
			return false;
	}
	return assigned;
}

/* Adds the variants of a range's characters that are not in it themselves. */
static void
add_variants_of_range(ClassFold *fold, pg_wchar first, pg_wchar last)
{
	const HansPair *pairs;
	int			n = hans_pairs(&pairs);

	for (int i = 0; i < n; i++)
	{
		bool		simplified = pairs[i].simplified >= first && pairs[i].simplified <= last;
		bool		traditional = pairs[i].traditional >= first && pairs[i].traditional <= last;

		if (simplified != traditional)
			pattern_set_add(&fold->added, simplified ? pairs[i].traditional : pairs[i].simplified);
	}
}

/* Adds a range; false with *error if that cannot be. */
static bool
add_range(ClassFold *fold, pg_wchar first, pg_wchar last, PatternFoldError *error)
{
	pg_wchar	image[EVASION_EXPANSION];

	if (fold->options & EVASION_HANS && last >= 0x2E80)
		add_variants_of_range(fold, first, last);
	if (!fold->negated && range_is_gone(fold, first, last))
	{
		for (pg_wchar c = first; c <= last; c++)
		{
			int			n = u_isdefined(c) ? evasion_image(c, fold->options, image) : 0;

			if (n > 0)
				add_image(fold, image, n);
		}
		return true;
	}
	fold->other = true;
	/* of a range that stays, the ends are written, so that they count where they become several */
	return (evasion_image(first, fold->options, image) <= 1 || add_written(fold, first, error)) &&
		(evasion_image(last, fold->options, image) <= 1 || add_written(fold, last, error));
}

bool
pattern_set_fold(StringInfo out, const RegexToken *token, EvasionOptions options)
{
	static const char *const capitals[] = {"\\p{Lu}", "\\p{Lt}", "\\p{Uppercase}", "\\p{Upper}"};
	int			len = token->end - token->start;

	for (Size i = 0; i < lengthof(capitals) && options & EVASION_CASEFOLD; i++)
	{
		if ((int) strlen(capitals[i]) == len && pg_strncasecmp(capitals[i], token->start, len) == 0 &&
			token->start[1] == 'p')
		{
			appendStringInfoString(out, "\\p{L&}");
			return true;
		}
	}
	appendBinaryStringInfo(out, token->start, len);
	return false;
}

PatternClassResult
pattern_class_fold(StringInfo out, const char *pattern, RegexScan *scan, const RegexToken *open,
				   bool caseless, EvasionOptions options, PatternFoldError *error)
{
	ClassFold	fold = {.options = options, .caseless = caseless, .negated = open->negated};
	RegexToken	token = *open;
	bool		changed = false;
	int			kept = 0;
	PatternClassResult result;
	StringInfoData text;

	read_members(&fold, *scan);
	initStringInfo(&fold.several);
	initStringInfo(&text);
	appendBinaryStringInfo(&text, open->start, open->end - open->start);
	while (regex_scan_next(scan, &token) && token.kind != REGEX_CLASS_END)
	{
		if (token.kind == REGEX_MEMBER_SET)
		{
			fold.other = true;
			changed = pattern_set_fold(&text, &token, options) || changed;
			continue;
		}
		/* a hyphen at the end would make a range with what is added */
		if (token.kind == REGEX_MEMBER && !token.quoted && token.end - token.start == 1 && *token.start == '-')
			appendStringInfoChar(&text, '\\');
		appendBinaryStringInfo(&text, token.start, token.end - token.start);
		if (token.kind != REGEX_MEMBER)
			continue;
		if (!(token.first == token.last ? add_written(&fold, token.first, error) :
			  add_range(&fold, token.first, token.last, error)))
		{
			error->offset = token.start - pattern;
			return PATTERN_CLASS_FAILED;
		}
	}
	/* members that the class has already do not change it */
	pattern_set_sort(&fold.added);
	for (int i = 0; i < fold.added.n; i++)
	{
		if (!has_member(&fold, fold.added.chars[i]))
			fold.added.chars[kept++] = fold.added.chars[i];
	}
	fold.added.n = kept;
	pattern_write_members(&text, &fold.added);
	appendStringInfoChar(&text, ']');
	changed = changed || fold.added.n > 0 || fold.several.len > 0;
	result = changed ? PATTERN_CLASS_CHANGED : PATTERN_CLASS_SAME;
	if (!fold.other && !fold.negated)
	{
		result = PATTERN_CLASS_DROPPED;
		appendStringInfoString(out, "(?:)");
	}
	else if (fold.dropped)
	{
		result = PATTERN_CLASS_OPTIONAL;
		appendStringInfo(out, "(?:%s%s|)", text.data, fold.several.data);
	}
	else if (fold.several.len > 0)
		appendStringInfo(out, "(?:%s%s)", text.data, fold.several.data);
	else
		appendBinaryStringInfo(out, text.data, text.len);
	pfree(text.data);
	pfree(fold.several.data);
	pfree(fold.ranges);
	return result;
}
