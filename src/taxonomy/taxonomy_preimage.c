/*
 * taxonomy_preimage.c
 *	  Following links backwards; see taxonomy_preimage.h.
 *
 * taxonomy_names.c takes a name through states: at first it is as it was stored. If an
 * alias other than the one that made it applies, the deepest such alias replaces it.
 * Else it is a name of today, from which implications make more names, in the state of
 * stored ones.
 *
 * A goal is a region of names and what happens to them next: an alias replaces them, or
 * none does, and then they are names of today. The first goals are the given regions of
 * names of today. From a goal the search goes back to
 *
 * - the names that are stored in that state;
 * - those that an alias makes: names at or below its source, which it replaces next;
 * - those that an implication makes: names of today at or below its source.
 *
 * An alias replaces a name next if no deeper one applies, so what is at or below deeper
 * alias sources is excluded; but not the source of the alias that made the name, since
 * that does not apply to it. Arrows in a circle are refused, so the search ends.
 */
#include "taxonomy/taxonomy_preimage.h"

#include "miscadmin.h"

#include "keyed_hash.h"
#include "text/path.h"

typedef struct Goal
{
	Region		region;
	uint32		alias;			/* the source of the alias that comes next, TREE_NONE for names of today */
} Goal;

typedef struct GoalEntry
{
	const Goal *goal;
	uint32		hash;
	char		status;
} GoalEntry;

static inline bool
same_goal(const Goal *a, const Goal *b)
{
	return a->alias == b->alias && region_compare(&a->region, &b->region) == 0;
}

static inline uint32
hash_goal(const Goal *goal)
{
	return hash_combine(keyed_hash(goal->region.pattern, goal->region.len), murmurhash32(goal->alias));
}

#define SH_PREFIX goal_table
#define SH_ELEMENT_TYPE GoalEntry
#define SH_KEY_TYPE const Goal *
#define SH_KEY goal
#define SH_HASH_KEY(table, key) hash_goal(key)
#define SH_EQUAL(table, a, b) same_goal(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct Search
{
	const Taxonomy *taxonomy;
	goal_table_hash *table;		/* of all goals so far */
	int			n;
	int			size;
	Goal	  **goals;			/* the same, in order */
	RegionList	stored;			/* the result */
	int64		excluded;		/* paths excluded from it */

	/* of the link that is being followed */
	const Goal *goal;
	uint32		source;
	uint32		alias;			/* of the new goals */
	int			sourcelen;
	int			targetlen;
	char		source_path[FACTAG_MAX_PATH];
	char		target_path[FACTAG_MAX_PATH];
	uint32		target;
} Search;

void
taxonomy_expansion_too_large(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("the expanded tagquery would have more than %d terms", FACTAG_MAX_TERMS),
			 errhint("Write the rows under the names of today with taxonomy_apply, and then ask without expansion.")));
}

void
region_list_add(RegionList *list, const Region *region)
{
	if (list->n == list->size)
	{
		list->size = Max(list->size * 2, 8);
		list->regions = list->regions ? repalloc_huge(list->regions, sizeof(Region) * (Size) list->size) :
			palloc(sizeof(Region) * list->size);
	}
	list->regions[list->n++] = *region;
}

/* Adds a goal unless it is there. */
static void
add_goal(Search *search, const Region *region, uint32 alias)
{
	Goal	   *goal = palloc(sizeof(Goal));
	bool		found;

	*goal = (Goal) {*region, alias};
	(void) goal_table_insert(search->table, goal, &found);
	if (found)
		return;
	if (search->n >= FACTAG_MAX_TERMS)
		taxonomy_expansion_too_large();
	if (search->n == search->size)
	{
		search->size = Max(search->size * 2, 8);
		search->goals = search->goals ? repalloc(search->goals, sizeof(Goal *) * search->size) :
			palloc(sizeof(Goal *) * search->size);
	}
	search->goals[search->n++] = goal;
}

/* Whether an alias would replace a name before what the goal says happens. */
static inline bool
comes_first(const Search *search, const Goal *goal, uint32 alias)
{
	return goal->alias == TREE_NONE || (alias != goal->alias && tree_within(&search->taxonomy->tree, alias, goal->alias));
}

/*
 * Whether every name at or below a node is replaced by another alias than the goal says,
 * unless that made the name.
 */
static bool
is_replaced(const Search *search, const Goal *goal, uint32 node, uint32 made_by)
{
	const TreeNode *nodes = search->taxonomy->tree.nodes;
	uint32		alias = node == TREE_NONE ? TREE_NONE : nodes[node].alias;

	while (alias != TREE_NONE)
	{
		if (alias != made_by && comes_first(search, goal, alias))
			return true;
		alias = nodes[alias].parent == TREE_NONE ? TREE_NONE : nodes[nodes[alias].parent].alias;
	}
	return false;
}

/* The number of the first link whose source is a node or comes after it. */
static uint32
first_link_from(const Taxonomy *taxonomy, uint32 node)
{
	uint32		n;

	return taxonomy_links_from(taxonomy, node, &n) - taxonomy->links;
}

/*
 * Calls back with the alias sources strictly below a node, or all for TREE_NONE, that
 * come before what the goal says, but for that which made the name; of those on one
 * line of descent the uppermost. Ends if the callback returns false; returns that.
 */
static bool
each_replaced(const Search *search, const Goal *goal, uint32 node, uint32 made_by,
			  bool (*callback) (void *arg, uint32 alias), void *arg)
{
	const Taxonomy *taxonomy = search->taxonomy;
	const TreeNode *nodes = taxonomy->tree.nodes;
	uint32		from = node == TREE_NONE ? 0 : node + 1;
	uint32		end = node == TREE_NONE ? taxonomy->tree.nnodes : nodes[node].end;

	/* deeper than the alias of the goal are only those below it */
	if (goal->alias != TREE_NONE)
	{
		from = Max(from, goal->alias + 1);
		end = Min(end, nodes[goal->alias].end);
	}
	if (from >= end)
		return true;
	for (uint32 i = first_link_from(taxonomy, from); i < taxonomy->nlinks && taxonomy->links[i].source < end;)
	{
		uint32		source = taxonomy->links[i].source;

		CHECK_FOR_INTERRUPTS();
		if (!(nodes[source].flags & TREE_ALIAS) || source == made_by || !comes_first(search, goal, source))
		{
			i++;
			continue;
		}
		if (!callback(arg, source))
			return false;
		i = first_link_from(taxonomy, nodes[source].end);
	}
	return true;
}

typedef struct Exclusion
{
	Search	   *search;
	Region	   *region;
} Exclusion;

/* each_replaced: excludes an alias source from a region of stored names */
static bool
exclude_alias(void *arg, uint32 alias)
{
	Exclusion  *exclusion = arg;
	char		path[FACTAG_MAX_PATH];
	int			len = tree_path(&exclusion->search->taxonomy->tree, alias, path);

	return region_exclude(exclusion->region, path, len);
}

/* Adds the names that are stored in the state of a goal to the result. */
static void
take_stored(Search *search, const Goal *goal)
{
	Region		region = region_copy(&goal->region);
	Exclusion	exclusion = {search, &region};
	int			matched;
	uint32		node = tree_find(&search->taxonomy->tree, region.pattern, region.head, &matched);

	if (is_replaced(search, goal, node, TREE_NONE))
		return;
	/* below a head that is not in the tree there is no alias source */
	if (matched == region.head && !each_replaced(search, goal, node, TREE_NONE, exclude_alias, &exclusion))
		return;
	search->excluded += region.nexcluded;
	if (search->stored.n >= FACTAG_MAX_TERMS || search->excluded > FACTAG_MAX_TERMS * INT64CONST(10))
		taxonomy_expansion_too_large();
	region_list_add(&search->stored, &region);
}

/* each_replaced: excludes an alias source below the link's target, moved to below its source */
static bool
exclude_moved_alias(void *arg, uint32 alias)
{
	Exclusion  *exclusion = arg;
	Search	   *search = exclusion->search;
	char		path[FACTAG_MAX_PATH];
	char		moved[FACTAG_MAX_PATH];
	int			len = tree_path(&search->taxonomy->tree, alias, path);

	/* what would be longer than a path is not there to be excluded */
	if (search->sourcelen + len - search->targetlen > FACTAG_MAX_PATH)
		return true;
	len = path_rebase(path, len, search->targetlen, search->source_path, search->sourcelen, moved);
	return region_exclude(exclusion->region, moved, len);
}

/* RegionCallback: what the link makes from names at or below its source becomes a goal */
static void
add_moved(void *arg, const Region *moved)
{
	Search	   *search = arg;
	const Goal *goal = search->goal;
	uint32		made_by = search->alias;
	Region		region = region_copy(moved);
	Exclusion	exclusion = {search, &region};

	for (int i = 0; i < goal->region.nexcluded; i++)
	{
		const RegionPath *excluded = &goal->region.excluded[i];
		char		path[FACTAG_MAX_PATH];
		int			len;

		/* only what is below the target can be reached; what is at or above it leaves nothing */
		if (!path_within(excluded->path, excluded->len, search->target_path, search->targetlen))
			continue;
		if (search->sourcelen + excluded->len - search->targetlen > FACTAG_MAX_PATH)
			continue;
		len = path_rebase(excluded->path, excluded->len, search->targetlen, search->source_path, search->sourcelen, path);
		if (!region_exclude(&region, path, len))
			return;
	}
	if (!each_replaced(search, goal, search->target, made_by, exclude_moved_alias, &exclusion))
		return;
	add_goal(search, &region, search->alias);
}

/* Goes back over a link to a goal. */
static void
follow_link(Search *search, const Goal *goal, const TaxonomyLink *link)
{
	const TaxonomyTree *tree = &search->taxonomy->tree;
	bool		alias = (tree->nodes[link->source].flags & TREE_ALIAS) != 0;

	CHECK_FOR_INTERRUPTS();
	/* an alias does not apply to what it made itself */
	if (alias && link->source == goal->alias)
		return;
	search->goal = goal;
	search->source = link->source;
	search->target = link->target;
	search->alias = alias ? link->source : TREE_NONE;
	search->sourcelen = tree_path(tree, link->source, search->source_path);
	search->targetlen = tree_path(tree, link->target, search->target_path);
	if (is_replaced(search, goal, link->target, search->alias) ||
		region_excludes(&goal->region, search->target_path, search->targetlen))
		return;
	(void) region_move(&goal->region, search->target_path, search->targetlen,
					   search->source_path, search->sourcelen, add_moved, search);
}

/* Goes back over the links to a goal: those whose target is on one line of descent with its region. */
static void
follow_links(Search *search, const Goal *goal)
{
	const Taxonomy *taxonomy = search->taxonomy;
	const TreeNode *nodes = taxonomy->tree.nodes;
	int			matched;
	uint32		node = tree_find(&taxonomy->tree, goal->region.pattern, goal->region.head, &matched);
	uint32		from = node == TREE_NONE ? 0 : node;
	uint32		end = matched < goal->region.head ? from : node == TREE_NONE ? taxonomy->tree.nnodes : nodes[node].end;

	for (uint32 i = taxonomy_first_to(taxonomy, from); i < taxonomy->nlinks && taxonomy_link_to(taxonomy, i)->target < end; i++)
		follow_link(search, goal, taxonomy_link_to(taxonomy, i));
	/* a node that is deeper than the head matches is above the region, and so are its ancestors */
	if (node != TREE_NONE && matched == goal->region.head)
		node = nodes[node].parent;
	for (; node != TREE_NONE; node = nodes[node].parent)
	{
		for (uint32 i = taxonomy_first_to(taxonomy, node); i < taxonomy->nlinks && taxonomy_link_to(taxonomy, i)->target == node; i++)
			follow_link(search, goal, taxonomy_link_to(taxonomy, i));
	}
}

RegionList
taxonomy_preimage(const Taxonomy *taxonomy, const RegionList *regions)
{
	Search		search = {.taxonomy = taxonomy};

	search.table = goal_table_create(CurrentMemoryContext, 16, NULL);
	for (int i = 0; i < regions->n; i++)
		add_goal(&search, &regions->regions[i], TREE_NONE);
	for (int i = 0; i < search.n; i++)
	{
		take_stored(&search, search.goals[i]);
		follow_links(&search, search.goals[i]);
	}
	goal_table_destroy(search.table);
	return search.stored;
}
