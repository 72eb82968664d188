/*
 * policy_exempt.c
 *	  Option never-exempt; see policy_exempt.h.
 */
#include "policy/policy_exempt.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "query/query_path_filter.h"
#include "taxonomy/taxonomy_region.h"
#include "text/path.h"

/* Adds a path below a side, a name at the top. */
static void
add_below(NeverExempt *never, const char *side, const PolicyName *name)
{
	int			sidelen = strlen(side);
	PolicyName *below = palloc(sizeof(PolicyName));
	char	   *path = palloc(sidelen + 1 + name->len);

	memcpy(path, side, sidelen);
	path[sidelen] = FACTAG_SEPARATOR;
	memcpy(path + sidelen + 1, name->path, name->len);
	*below = (PolicyName) {path, sidelen + 1 + name->len, name->at};
	policy_names_add(&never->paths, below);
}

void
never_exempt_init(NeverExempt *never, const PolicyText *text)
{
	const PolicyNames *option = &never->option;

	memset(never, 0, sizeof(NeverExempt));
	never->context = AllocSetContextCreate(CurrentMemoryContext, "factag never-exempt", ALLOCSET_SMALL_SIZES);
	policy_names_add_lines(&never->option, text, POLICY_NEVER_EXEMPT);
	for (int i = 0; i < option->n; i++)
	{
		policy_names_add(&never->paths, option->names[i]);
		add_below(never, POLICY_ACTOR, option->names[i]);
		add_below(never, POLICY_CONTEXT, option->names[i]);
	}
	policy_names_sort(&never->paths);
}

/* Whether the filters of a term on the path itself pass for a path. */
static bool
filters_pass(const QueryNode *term, const char *path, int len)
{
	for (int i = 0; i < term->nfilters; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_PATH && !path_filter_passes(&term->filters[i], path, len))
			return false;
	}
	return true;
}

/* Whether the filters of a term may pass for some path at or below one. */
static bool
filters_may_pass(const QueryNode *term, const char *path, int len)
{
	return path_filters_scope(term->filters, term->nfilters, path, len) != PATHS_NONE;
}

/* The path at or below which a region, that of a term, meets something; NULL if there is none. */
static const PolicyName *
find_in_region(const PolicyNames *paths, const QueryNode *term, const Region *region)
{
	bool		literal = region_is_literal(region);
	const PolicyName *above = policy_names_above(paths, region->pattern, region->head);
	bool	   *gave_up = region->segments->gave_up;
	int			from;
	int			to;

	/* all that the pattern matches is there */
	if (above && literal && region->exact)
		return filters_pass(term, region->pattern, region->len) ? above : NULL;
	if (above)
		return filters_may_pass(term, region->pattern, region->head) ? above : NULL;
	if (literal && region->exact)
		return NULL;
	from = policy_names_from(paths, region->pattern, region->head);
	to = region->head > 0 ? policy_names_to(paths, region->pattern, region->head, from) : paths->n;
	for (int i = from; i < to; i++)
	{
		const PolicyName *name = paths->names[i];

		CHECK_FOR_INTERRUPTS();
		if (!filters_may_pass(term, name->path, name->len))
			continue;
		/* a regular expression that reaches a limit may match */
		*gave_up = false;
		if (literal || region_move(region, name->path, name->len, name->path, name->len, NULL, NULL) || *gave_up)
			return name;
	}
	return NULL;
}

const PolicyName *
never_exempt_find(NeverExempt *never, const QueryNode *term)
{
	MemoryContext old = MemoryContextSwitchTo(never->context);
	bool		gave_up = false;
	RegionSegments segments = {.gave_up = &gave_up};
	Region		region = region_make(&segments, term->pattern, term->patternlen, term->exact);
	const PolicyName *found = find_in_region(&never->paths, term, &region);

	MemoryContextSwitchTo(old);
	MemoryContextReset(never->context);
	return found;
}

const char *
never_exempt_filter(const NeverExempt *never, const PolicyName *found)
{
	const PolicyName *option = found;
	const char *path;

	for (int i = 0; i < never->option.n; i++)
	{
		if (never->option.names[i]->at == found->at)
			option = never->option.names[i];
	}
	path = policy_path_text(option->path, option->len);
	return psprintf("[path!=%s|%s/%s|%s/%s]", path, POLICY_ACTOR, path, POLICY_CONTEXT, path);
}
