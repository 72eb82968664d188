/*
 * taxonomy_simplify.c
 *	  A union of regions made simpler; see taxonomy_simplify.h.
 *
 * If a region excludes E, and other regions have what it would have below E, then it need
 * only exclude what these exclude below E. So interest[path!=interest/flat] | interest/flat
 * becomes interest[...] | interest/flat without the exclusion, and then interest alone,
 * since it covers the other one.
 *
 * A region is plain if its pattern is literal and it is not exact: all at or below a path.
 * Plain regions that may cover another one are found by its path and its ancestors. The
 * others are tried one by one if they are few: what is not found makes a longer query, not
 * another one.
 */
#include "taxonomy/taxonomy_simplify.h"

#include "miscadmin.h"

#include "text/path.h"

#define FEW_PATTERNS 64

typedef struct Simplification
{
	RegionList *list;			/* sorted */
	bool	   *dropped;		/* of each region */
	int			npatterns;		/* regions that are not plain, or 0 if they are many */
	int			patterns[FEW_PATTERNS];
} Simplification;

/* qsort */
static int
compare_regions(const void *a, const void *b)
{
	CHECK_FOR_INTERRUPTS();
	return region_compare(a, b);
}

static bool
is_plain(const Region *region)
{
	return region_is_literal(region) && !region->exact;
}

/* Whether a path is at or below the literal beginning of a region's pattern. */
static bool
below_head(const Region *region, const char *path, int len)
{
	return region->head == 0 || path_within(path, len, region->pattern, region->head);
}

/* a region that may be covered, and whether it was found to be */
typedef struct Covering
{
	const Region *region;
	bool		covered;
} Covering;

/* RegionCallback: whether what another region has below the head is the region, or all */
static void
compare_moved(void *arg, const Region *moved)
{
	Covering   *covering = arg;
	const Region *region = covering->region;

	covering->covered |= (is_plain(moved) && moved->len == region->head) ||
		(moved->len == region->len && memcmp(moved->pattern, region->pattern, region->len) == 0 &&
		 (!moved->exact || region->exact));
}

/* Whether a pattern is found to match all that another one matches, exclusions aside. */
static bool
pattern_covers(const Region *cover, const Region *region)
{
	Covering	covering = {region, false};

	if (is_plain(cover))
		return path_within(region->pattern, region->head, cover->pattern, cover->len);
	if (region->head == 0)
	{
		if (cover->len == 1 && *cover->pattern == FACTAG_GLOBSTAR)
			return true;
		return cover->len == region->len && memcmp(cover->pattern, region->pattern, region->len) == 0 &&
			(!cover->exact || region->exact);
	}
	(void) region_move(cover, region->pattern, region->head, region->pattern, region->head, compare_moved, &covering);
	return covering.covered;
}

/* Whether a region is found to have all of another one. */
static bool
covers(const Region *cover, const Region *region)
{
	if (!pattern_covers(cover, region))
		return false;
	for (int i = 0; i < cover->nexcluded; i++)
	{
		const RegionPath *path = &cover->excluded[i];

		if (path_within(region->pattern, region->head, path->path, path->len))
			return false;
		if (below_head(region, path->path, path->len) && !region_excludes(region, path->path, path->len) &&
			region_move(region, path->path, path->len, path->path, path->len, NULL, NULL))
			return false;
	}
	return true;
}

/* The first region of the list at this very literal path, -1 if there is none; more may follow it. */
static int
find_path(const RegionList *list, const char *path, int len)
{
	int			low = 0;
	int			high = list->n;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (path_compare(list->regions[middle].pattern, list->regions[middle].len, path, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->n && path_compare(list->regions[low].pattern, list->regions[low].len, path, len) == 0 ? low : -1;
}

/*
 * A region of the list, other than number "but" and not dropped, for which a test is true;
 * NULL if none is found. Tried are those whose path is at or above the region's, and those
 * with wildcards.
 */
static const Region *
find_cover(const Simplification *s, int but, const Region *region, bool (*test) (const Region *cover, const Region *region))
{
	const RegionList *list = s->list;

	for (int n = region->head; n > 0; n = path_parent(region->pattern, n))
	{
		for (int i = find_path(list, region->pattern, n); i >= 0 && i < list->n; i++)
		{
			const Region *cover = &list->regions[i];

			if (cover->len != n || memcmp(cover->pattern, region->pattern, n) != 0)
				break;
			if (i != but && !s->dropped[i] && is_plain(cover) && test(cover, region))
				return cover;
		}
	}
	for (int i = 0; i < s->npatterns; i++)
	{
		const Region *cover = &list->regions[s->patterns[i]];

		CHECK_FOR_INTERRUPTS();
		if (s->patterns[i] != but && !s->dropped[s->patterns[i]] && test(cover, region))
			return cover;
	}
	return NULL;
}

/* find_cover: exclusions above the region's literal beginning leave nothing of it */
static bool
covers_but_below(const Region *cover, const Region *region)
{
	return !region_excludes(cover, region->pattern, region->head) && pattern_covers(cover, region);
}

/* a growing list of paths */
typedef struct PathStack
{
	int			n;
	int			size;
	RegionPath *paths;
} PathStack;

static void
push(PathStack *stack, const RegionPath *path)
{
	if (stack->n == stack->size)
	{
		stack->size = Max(stack->size * 2, 16);
		stack->paths = stack->paths ? repalloc_huge(stack->paths, sizeof(RegionPath) * (Size) stack->size) :
			palloc(sizeof(RegionPath) * stack->size);
	}
	stack->paths[stack->n++] = *path;
}

/* RegionCallback: appends to a list */
static void
collect(void *arg, const Region *region)
{
	region_list_add(arg, region);
}

/*
 * Whether other regions have what region number "number" would have at or below a path
 * that it excludes. If so, what they exclude below the path is pushed.
 */
static bool
is_needless(const Simplification *s, int number, const RegionPath *path, PathStack *todo)
{
	RegionList	parts = {0};
	int			before = todo->n;

	(void) region_move(&s->list->regions[number], path->path, path->len, path->path, path->len, collect, &parts);
	for (int i = 0; i < parts.n; i++)
	{
		const Region *cover = find_cover(s, number, &parts.regions[i], covers_but_below);

		if (!cover)
		{
			todo->n = before;
			return false;
		}
		for (int j = 0; j < cover->nexcluded; j++)
		{
			if (path_within(cover->excluded[j].path, cover->excluded[j].len, path->path, path->len))
				push(todo, &cover->excluded[j]);
		}
	}
	return true;
}

/* Drops the exclusions of a region that others make needless. */
static void
reduce_exclusions(const Simplification *s, int number)
{
	Region	   *region = &s->list->regions[number];
	Region		reduced = region_copy(region);
	PathStack	todo = {0};
	bool		changed = false;

	for (int i = region->nexcluded - 1; i >= 0; i--)
		push(&todo, &region->excluded[i]);
	reduced.nexcluded = 0;
	while (todo.n > 0)
	{
		RegionPath	path = todo.paths[--todo.n];

		CHECK_FOR_INTERRUPTS();
		if (is_needless(s, number, &path, &todo))
			changed = true;
		else
			(void) region_exclude(&reduced, path.path, path.len);
	}
	if (changed)
		*region = reduced;
	if (todo.paths)
		pfree(todo.paths);
}

void
taxonomy_simplify(RegionList *list)
{
	Simplification s = {.list = list, .dropped = palloc0(Max(list->n, 1))};
	int			kept = 0;

	if (list->n < 2)
		return;
	qsort(list->regions, list->n, sizeof(Region), compare_regions);
	for (int i = 0; i < list->n; i++)
	{
		if (is_plain(&list->regions[i]))
			continue;
		if (s.npatterns == FEW_PATTERNS)
		{
			s.npatterns = 0;
			break;
		}
		s.patterns[s.npatterns++] = i;
	}
	for (int i = 0; i < list->n; i++)
	{
		if (list->regions[i].nexcluded > 0)
			reduce_exclusions(&s, i);
	}
	/* from the end, so that of two that cover each other the first stays */
	for (int i = list->n - 1; i >= 0; i--)
	{
		CHECK_FOR_INTERRUPTS();
		s.dropped[i] = find_cover(&s, i, &list->regions[i], covers) != NULL;
	}
	for (int i = 0; i < list->n; i++)
	{
		if (!s.dropped[i])
			list->regions[kept++] = list->regions[i];
	}
	list->n = kept;
}
