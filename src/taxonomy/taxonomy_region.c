/*
 * taxonomy_region.c
 *	  Regions of the space of paths; see taxonomy_region.h.
 *
 * Which paths below another one match a pattern follows from the places in the pattern
 * that its matching can have come to after the segments of that path: as many as the
 * pattern has "any number of segments", at most. The rest of the pattern from such a
 * place on has to match the rest of the path.
 */
#include "taxonomy/taxonomy_region.h"

#include "miscadmin.h"

#include "query/query_match.h"
#include "query/query_pack.h"
#include "query/query_parse.h"
#include "taxonomy/taxonomy_rename.h"
#include "text/path.h"

/* segments of a pattern, which has one byte for each and one between two */
#define MAX_SEGMENTS (FACTAG_MAX_PATH / 2 + 1)

Region
region_make(RegionSegments *segments, const char *pattern, int len, bool exact)
{
	Region		region = {.exact = exact, .segments = segments};
	char	   *copy;

	/* a/ ** matches a and all below it, as a alone does */
	while (len >= 3 && pattern[len - 1] == FACTAG_GLOBSTAR)
	{
		len -= 2;
		region.exact = false;
	}
	if (len == 1 && pattern[0] == FACTAG_GLOBSTAR)
		region.exact = false;
	copy = palloc(len);
	memcpy(copy, pattern, len);
	region.pattern = copy;
	region.len = len;
	region.head = taxonomy_literal_head(pattern, len);
	return region;
}

/* A segment of a pattern as a term by itself. */
static const QueryTerm *
segment_term(RegionSegments *segments, const char *p, int len)
{
	for (int i = 0; i < segments->n; i++)
	{
		const QueryTerm *term = segments->plans[i]->terms[0];

		if (term->patternlen == len && memcmp(term->pattern, p, len) == 0)
			return term;
	}
	if (segments->n == segments->size)
	{
		segments->size = Max(segments->size * 2, 4);
		segments->plans = segments->plans ? repalloc(segments->plans, sizeof(QueryPlan *) * segments->size) :
			palloc(sizeof(QueryPlan *) * segments->size);
	}
	segments->plans[segments->n] = query_plan(query_pack(query_term(p, len, true)));
	segments->plans[segments->n]->gave_up = segments->gave_up;
	return segments->plans[segments->n++]->terms[0];
}

/* Whether a segment matches one of a pattern, which is not "any number of segments". */
static bool
segment_matches(const Region *region, const char *p, int plen, const char *segment, int len)
{
	bool		literal = true;

	for (int i = 0; i < plen && literal; i++)
		literal = (unsigned char) p[i] > FACTAG_REGEX;
	if (literal)
		return plen == len && memcmp(p, segment, len) == 0;
	if (plen == 1 && *p == FACTAG_STAR)
		return true;
	return query_term_matches_path(segment_term(region->segments, p, plen), segment, len, false);
}

/* a pattern's segments, and the places that its matching can have come to */
typedef struct Matching
{
	int			n;				/* segments */
	int			start[MAX_SEGMENTS + 1];
	int			len[MAX_SEGMENTS + 1];
	bool		places[MAX_SEGMENTS + 1];	/* before a segment; n: it has matched */
	bool		next[MAX_SEGMENTS + 1];
} Matching;

static bool
is_globstar(const Region *region, const Matching *matching, int i)
{
	return matching->len[i] == 1 && region->pattern[matching->start[i]] == FACTAG_GLOBSTAR;
}

/* Adds a place, and those that it reaches without a segment. */
static void
add_place(const Region *region, const Matching *matching, bool *places, int i)
{
	places[i] = true;
	while (i < matching->n && is_globstar(region, matching, i))
		places[++i] = true;
}

/* Takes one segment of a path. */
static void
take_segment(const Region *region, Matching *matching, const char *segment, int len)
{
	memset(matching->next, false, matching->n + 1);
	for (int i = 0; i <= matching->n; i++)
	{
		if (!matching->places[i])
			continue;
		if (i == matching->n)
			matching->next[i] |= !region->exact;
		else if (is_globstar(region, matching, i))
			add_place(region, matching, matching->next, i);
		else if (segment_matches(region, region->pattern + matching->start[i], matching->len[i], segment, len))
			add_place(region, matching, matching->next, i + 1);
	}
	memcpy(matching->places, matching->next, matching->n + 1);
}

/* Finds the places after the segments of a path. */
static void
match_path(const Region *region, Matching *matching, const char *path, int len)
{
	const char *end = region->pattern + region->len;

	matching->n = 0;
	for (const char *p = region->pattern; p < end;)
	{
		const char *stop = path_segment_end(p, end);

		matching->start[matching->n] = p - region->pattern;
		matching->len[matching->n++] = stop - p;
		p = stop + 1;
	}
	memset(matching->places, false, matching->n + 1);
	add_place(region, matching, matching->places, 0);
	for (const char *p = path; p < path + len;)
	{
		const char *stop = path_segment_end(p, path + len);

		CHECK_FOR_INTERRUPTS();
		take_segment(region, matching, p, stop - p);
		p = stop + 1;
	}
}

/* Gives the callback a region: a path, and the rest of a pattern from a place on. */
static void
give(const Region *region, const Matching *matching, int place, const char *to, int tolen, RegionCallback callback, void *arg)
{
	char		pattern[FACTAG_MAX_PATH];
	int			len = tolen;
	Region		result;

	memcpy(pattern, to, tolen);
	if (place < matching->n)
	{
		int			rest = region->len - matching->start[place];

		if (tolen + 1 + rest > FACTAG_MAX_PATH)
		{
			bool		literal = taxonomy_literal_head(region->pattern + matching->start[place], rest) == rest;

			/* no path is that long */
			if (literal)
				return;
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("a pattern of the expanded tagquery would be longer than %d bytes", FACTAG_MAX_PATH),
					 errhint("Write the term of the tagquery with fewer or shorter segments.")));
		}
		pattern[len++] = FACTAG_SEPARATOR;
		memcpy(pattern + len, region->pattern + matching->start[place], rest);
		len += rest;
	}
	result = region_make(region->segments, pattern, len, region->exact);
	callback(arg, &result);
}

bool
region_move(const Region *region, const char *from, int fromlen, const char *to, int tolen,
			RegionCallback callback, void *arg)
{
	Matching	matching;
	bool		any = false;

	/* for literals, which are most: one is at or below the other */
	if (region_is_literal(region) && !path_within(region->pattern, region->len, from, fromlen) &&
		(region->exact || !path_within(from, fromlen, region->pattern, region->len)))
		return false;
	match_path(region, &matching, from, fromlen);
	if (matching.places[matching.n] && !region->exact)
	{
		/* all that is below */
		if (callback)
			give(region, &matching, matching.n, to, tolen, callback, arg);
		return true;
	}
	for (int i = 0; i <= matching.n; i++)
	{
		if (!matching.places[i])
			continue;
		any = true;
		if (!callback)
			return true;
		give(region, &matching, i, to, tolen, callback, arg);
		/* what follows "any number of segments" is in that already */
		while (i < matching.n && is_globstar(region, &matching, i))
			i++;
	}
	return any;
}

/* Where a path is, or would be, among those excluded. */
static int
find_excluded(const Region *region, const char *path, int len)
{
	int			low = 0;
	int			high = region->nexcluded;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (path_compare(region->excluded[middle].path, region->excluded[middle].len, path, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
region_excludes(const Region *region, const char *path, int len)
{
	int			i = find_excluded(region, path, len);

	if (i < region->nexcluded && region->excluded[i].len == len && memcmp(region->excluded[i].path, path, len) == 0)
		return true;
	/* the one before is the only one that can be above it, since none is below another */
	return i > 0 && path_within(path, len, region->excluded[i - 1].path, region->excluded[i - 1].len);
}

bool
region_exclude(Region *region, const char *path, int len)
{
	int			from;
	int			to;
	char	   *copy;

	CHECK_FOR_INTERRUPTS();
	if (path_within(region->pattern, region->head, path, len))
		return false;
	if (region_excludes(region, path, len) || !region_move(region, path, len, path, len, NULL, NULL))
		return true;
	from = to = find_excluded(region, path, len);
	while (to < region->nexcluded && path_within(region->excluded[to].path, region->excluded[to].len, path, len))
		to++;
	if (region->nexcluded + 1 > region->size)
	{
		RegionPath *excluded;

		region->size = Max(region->nexcluded * 2, 4);
		excluded = palloc_extended(sizeof(RegionPath) * (Size) region->size, MCXT_ALLOC_HUGE);
		if (region->nexcluded > 0)
			memcpy(excluded, region->excluded, sizeof(RegionPath) * region->nexcluded);
		region->excluded = excluded;
	}
	copy = palloc(len);
	memcpy(copy, path, len);
	memmove(region->excluded + from + 1, region->excluded + to, sizeof(RegionPath) * (region->nexcluded - to));
	region->excluded[from] = (RegionPath) {copy, len};
	region->nexcluded += from + 1 - to;
	return true;
}

int
region_compare(const Region *a, const Region *b)
{
	int			c = path_compare(a->pattern, a->len, b->pattern, b->len);

	if (c == 0)
		c = a->exact - b->exact;
	if (c == 0)
		c = a->nexcluded - b->nexcluded;
	for (int i = 0; c == 0 && i < a->nexcluded; i++)
		c = path_compare(a->excluded[i].path, a->excluded[i].len, b->excluded[i].path, b->excluded[i].len);
	return c;
}
