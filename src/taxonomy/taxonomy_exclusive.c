/*
 * taxonomy_exclusive.c
 *	  Conflicts below exclusive tags; see taxonomy_exclusive.h.
 */
#include "taxonomy/taxonomy_exclusive.h"

#include "miscadmin.h"

#include "text/path.h"

/* the lifetime of a tag below an exclusive one, not empty */
typedef struct Lifetime
{
	TimestampTz since;
	TimestampTz until;
	uint32		branch;			/* number of the child at or above it */
	uint32		index;			/* of the tag */
} Lifetime;

/* the extreme of two branches: the best lifetime seen, and the best of another branch */
typedef struct Extremes
{
	bool		has_first;
	bool		has_second;
	Lifetime	first;
	Lifetime	second;
} Extremes;

uint32
taxonomy_exclusive_above(const Taxonomy *taxonomy, uint32 node, int len, int matched)
{
	const TreeNode *nodes = taxonomy->tree.nodes;
	uint32		exclusive = node == TREE_NONE ? TREE_NONE : nodes[node].exclusive;

	/* the tag itself is not below itself */
	if (exclusive != TREE_NONE && exclusive == node && matched == len)
		exclusive = nodes[node].parent == TREE_NONE ? TREE_NONE : nodes[nodes[node].parent].exclusive;
	return exclusive;
}

/* qsort: by their beginning */
static int
compare_lifetimes(const void *a, const void *b)
{
	const Lifetime *x = a;
	const Lifetime *y = b;

	CHECK_FOR_INTERRUPTS();
	return x->since < y->since ? -1 : x->since > y->since;
}

/* The extreme lifetime of another branch; NULL if there is none. */
static const Lifetime *
of_another_branch(const Extremes *extremes, uint32 branch)
{
	if (extremes->has_first && extremes->first.branch != branch)
		return &extremes->first;
	return extremes->has_first && extremes->has_second ? &extremes->second : NULL;
}

/* Takes a lifetime into account; better tells whether it is more extreme than the first. */
static void
take(Extremes *extremes, const Lifetime *lifetime, bool better, bool better_than_second)
{
	if (!extremes->has_first)
	{
		extremes->first = *lifetime;
		extremes->has_first = true;
	}
	else if (lifetime->branch == extremes->first.branch)
	{
		if (better)
			extremes->first = *lifetime;
	}
	else if (better)
	{
		extremes->second = extremes->first;
		extremes->has_second = true;
		extremes->first = *lifetime;
	}
	else if (!extremes->has_second || better_than_second)
	{
		extremes->second = *lifetime;
		extremes->has_second = true;
	}
}

/*
 * Marks the tags whose lifetimes overlap that of another branch. In the order of their
 * beginnings, a lifetime overlaps an earlier one if the latest end so far is after its
 * beginning, and a later one if the next beginning is before its end.
 */
static bool
mark_overlaps(Lifetime *lifetimes, uint32 n, bool *marked)
{
	Extremes	latest = {0};
	Extremes	next = {0};
	bool		any = false;

	qsort(lifetimes, n, sizeof(Lifetime), compare_lifetimes);
	for (uint32 i = 0; i < n; i++)
	{
		const Lifetime *lifetime = &lifetimes[i];
		const Lifetime *other = of_another_branch(&latest, lifetime->branch);

		if (other && other->until > lifetime->since)
			any = marked[lifetime->index] = true;
		take(&latest, lifetime, latest.has_first && lifetime->until > latest.first.until,
			 latest.has_second && lifetime->until > latest.second.until);
	}
	for (uint32 i = n; any && i-- > 0;)
	{
		const Lifetime *lifetime = &lifetimes[i];
		const Lifetime *other = of_another_branch(&next, lifetime->branch);

		if (other && other->since < lifetime->until)
			marked[lifetime->index] = true;
		/* each is earlier than those before it */
		take(&next, lifetime, true, true);
	}
	return any;
}

/* Looks for a conflict among n tags below an exclusive one of toplen bytes; false if the search was ended. */
static bool
check_group(uint32 exclusive, int toplen, const MeantTag *tags, uint32 n, ConflictCallback callback, void *arg)
{
	Lifetime   *lifetimes;
	bool	   *marked;
	uint32		count = 0;
	uint32		branch = 0;
	int			branchlen = 0;
	bool		go_on = true;

	lifetimes = palloc_extended(sizeof(Lifetime) * (Size) n, MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < n; i++)
	{
		const MeantTag *tag = &tags[i];
		Lifetime	lifetime = {.since = PG_INT64_MIN, .until = PG_INT64_MAX, .index = i};

		if (i > 0 && !path_within(tag->path, tag->len, tags[i - 1].path, branchlen))
			branch++;
		branchlen = path_segment_end(tag->path + toplen + 1, tag->path + tag->len) - tag->path;
		lifetime.branch = branch;
		if (attributes_has(&tag->attributes, ATTRIBUTE_SINCE))
			lifetime.since = tag->attributes.value[ATTRIBUTE_SINCE].timestamp;
		if (attributes_has(&tag->attributes, ATTRIBUTE_UNTIL))
			lifetime.until = tag->attributes.value[ATTRIBUTE_UNTIL].timestamp;
		if (lifetime.since < lifetime.until)
			lifetimes[count++] = lifetime;
	}
	if (branch > 0)
	{
		marked = palloc_extended(n, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
		if (mark_overlaps(lifetimes, count, marked))
			go_on = callback(arg, exclusive, tags, marked, n);
		pfree(marked);
	}
	pfree(lifetimes);
	return go_on;
}

bool
taxonomy_conflicts(const Taxonomy *taxonomy, const Meaning *meaning, ConflictCallback callback, void *arg)
{
	for (uint32 i = 0; i < meaning->n; i++)
	{
		const MeantTag *tag = &meaning->tags[i];
		const MeantTag *before = i > 0 ? tag - 1 : NULL;
		int			matched;
		uint32		node = tree_find(&taxonomy->tree, tag->path, tag->len, &matched);
		uint32		exclusive = taxonomy_exclusive_above(taxonomy, node, tag->len, matched);

		CHECK_FOR_INTERRUPTS();
		while (exclusive != TREE_NONE)
		{
			const TreeNode *top = &taxonomy->tree.nodes[exclusive];
			int			toplen = path_ancestor(tag->path, tag->len, top->depth);
			uint32		n = 1;

			/* the first tag below it takes all of them */
			if (before && before->len > toplen && path_within(before->path, before->len, tag->path, toplen))
				break;
			while (i + n < meaning->n && path_within(tag[n].path, tag[n].len, tag->path, toplen))
				n++;
			if (!check_group(exclusive, toplen, tag, n, callback, arg))
				return false;
			exclusive = top->parent == TREE_NONE ? TREE_NONE : taxonomy->tree.nodes[top->parent].exclusive;
		}
	}
	return true;
}
