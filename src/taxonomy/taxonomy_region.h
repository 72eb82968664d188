/*
 * taxonomy_region.h
 *	  Regions of the space of paths: the paths that match the pattern of a term, those
 *	  below some other paths excluded.
 */
#ifndef FACTAG_TAXONOMY_REGION_H
#define FACTAG_TAXONOMY_REGION_H

#include "factag.h"

#include "query/query_plan.h"

typedef struct RegionPath
{
	const char *path;
	int			len;
} RegionPath;

/* segments of patterns with wildcards, made ready: those of the regions of one query */
typedef struct RegionSegments
{
	int			n;
	int			size;
	QueryPlan **plans;
	bool	   *gave_up;		/* of those plans: set where a regular expression reaches a limit; NULL for an error */
} RegionSegments;

/*
 * Without exact a pattern is also matched by what is below its matches. A pattern
 * that ends in "any number of segments" is stored without it, unless it is that alone.
 */
typedef struct Region
{
	const char *pattern;
	int			len;
	bool		exact;
	int			head;			/* bytes of its whole literal segments at the start */
	RegionSegments *segments;
	int			nexcluded;
	int			size;			/* allocated by this region; 0 if it shares the array */
	RegionPath *excluded;		/* sorted, none at or below another; what is at or below them is not in the region */
} Region;

/* The region of a pattern, nothing excluded. The pattern is copied. */
extern Region region_make(RegionSegments *segments, const char *pattern, int len, bool exact);

/* A copy from which more can be excluded. */
static inline Region
region_copy(const Region *region)
{
	Region		copy = *region;

	copy.size = 0;
	return copy;
}

static inline bool
region_is_literal(const Region *region)
{
	return region->head == region->len;
}

/*
 * Callback for the paths of a region at or below another path: those at the path "to",
 * which has tolen bytes, and then at or below the rest of a pattern.
 */
typedef void (*RegionCallback) (void *arg, const Region *region);

/*
 * Moves what is at or below "from" to the same place below "to", as regions without
 * exclusions. With a NULL callback only finds out whether there is anything; returns
 * that. 54000 if a pattern with wildcards becomes too long; a literal that does matches
 * no path.
 */
extern bool region_move(const Region *region, const char *from, int fromlen,
						const char *to, int tolen, RegionCallback callback, void *arg);

/* Excludes what is at or below a path, which is copied; false if the whole region is. */
extern bool region_exclude(Region *region, const char *path, int len);

/* Whether a path is at or below one that is excluded. */
extern bool region_excludes(const Region *region, const char *path, int len);

/* Compares by pattern, then exactness, then exclusions; < 0, 0, > 0. */
extern int	region_compare(const Region *a, const Region *b);

#endif							/* FACTAG_TAXONOMY_REGION_H */
