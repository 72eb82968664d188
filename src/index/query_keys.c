/*
 * query_keys.c
 *	  The keys of a query in an index of saved queries; see query_keys.h.
 */
#include "index/query_keys.h"

#include "miscadmin.h"

#include "text/path.h"

/*
 * The share of values that are expected to have a path of one segment, and what each
 * further segment leaves of it. The planner expects the same of a column without
 * statistics (planner/tag_statistics.c).
 */
#define SHARE_OF_ROOT		0.1
#define SHARE_OF_CHILD		0.3

/* a key in a list; lists are joined without copying */
typedef struct KeyLink
{
	QueryKey	key;
	struct KeyLink *next;
} KeyLink;

/* the keys of a part of a query */
typedef struct KeyList
{
	bool		every;			/* a value without any path may match */
	int			count;
	double		share;			/* of the values that are expected to have one of the keys */
	KeyLink    *first;
	KeyLink    *last;
} KeyList;

/* Adds a key to a list. */
static void
add_key(KeyList *list, const char *path, int len)
{
	KeyLink    *link = palloc(sizeof(KeyLink));

	link->key = (QueryKey) {path, len};
	link->next = list->first;
	if (!list->first)
		list->last = link;
	list->first = link;
	list->count++;
}

/* Adds the keys of another list to a list. */
static void
join_lists(KeyList *list, const KeyList *other)
{
	list->every = list->every || other->every;
	list->count += other->count;
	list->share += other->share;
	if (!other->first)
		return;
	if (list->last)
		list->last->next = other->first;
	else
		list->first = other->first;
	list->last = other->last;
}

/* Returns the share of values that are expected to have a path. */
static double
path_share(const char *path, int len)
{
	double		share = SHARE_OF_ROOT;

	for (int i = 0; i < len; i++)
	{
		if (path[i] == FACTAG_SEPARATOR)
			share *= SHARE_OF_CHILD;
	}
	return share;
}

/*
 * Gets the key of a value of a filter on the path, for a term whose elements are at or
 * below a head: the deeper of both. Returns false if no element is at or below both.
 */
static bool
filter_key(AttributeValue value, QueryKey head, QueryKey *key)
{
	key->path = attribute_text(value, &key->len);
	if (head.len == 0 || path_within(key->path, key->len, head.path, head.len))
		return true;
	if (!path_within(head.path, head.len, key->path, key->len))
		return false;
	*key = head;
	return true;
}

/* Returns the share of values that are expected to have a key of a filter on the path. */
static double
filter_share(const QueryFilter *filter, QueryKey head)
{
	double		share = 0;

	for (int i = 0; i < filter->nvalues; i++)
	{
		QueryKey	key;

		CHECK_FOR_INTERRUPTS();
		if (filter_key(filter->values[i], head, &key))
			share += path_share(key.path, key.len);
	}
	return share;
}

/* Returns the keys of a term: what its pattern begins with, or the paths of a filter. */
static KeyList
term_keys(const QueryTerm *term)
{
	QueryKey	head = {term->pattern, query_term_head(term)};
	const QueryFilter *best = NULL;
	KeyList		list = {.every = head.len == 0, .share = path_share(head.path, head.len)};

	for (int i = 0; i < term->nfilters && term->path_filters > 0; i++)
	{
		const QueryFilter *filter = &term->filters[i];
		double		share;

		if (filter->attribute != ATTRIBUTE_PATH || filter->op != QUERY_EQ)
			continue;
		share = filter_share(filter, head);
		if (list.every || share < list.share)
		{
			best = filter;
			list.every = false;
			list.share = share;
		}
	}
	if (list.every)
		return list;
	if (!best)
		add_key(&list, head.path, head.len);
	for (int i = 0; best && i < best->nvalues; i++)
	{
		QueryKey	key;

		if (filter_key(best->values[i], head, &key))
			add_key(&list, key.path, key.len);
	}
	return list;
}

/* qsort: the best list first */
static int
compare_lists(const void *a, const void *b)
{
	const KeyList *x = a;
	const KeyList *y = b;

	if (x->every != y->every)
		return x->every ? 1 : -1;
	if (x->share != y->share)
		return x->share < y->share ? -1 : 1;
	return x->count < y->count ? -1 : x->count > y->count;
}

static KeyList step_keys(const QueryStep *step, bool negated);

/* Returns the keys of "at least so many of the children", each negated if "negated" is set. */
static KeyList
count_keys(const QueryStep *step, int least, bool negated)
{
	KeyList    *lists = palloc(sizeof(KeyList) * step->nchildren);
	KeyList		list = {.every = false};

	for (int i = 0; i < step->nchildren; i++)
		lists[i] = step_keys(&step->children[i], negated);
	qsort(lists, step->nchildren, sizeof(KeyList), compare_lists);
	for (int i = 0; i <= step->nchildren - least; i++)
		join_lists(&list, &lists[i]);
	pfree(lists);
	return list;
}

/* Returns the keys of a part of a query, or of its negation. */
static KeyList
step_keys(const QueryStep *step, bool negated)
{
	int			least = 1;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (step->type == QUERY_TERM)
		return negated ? (KeyList) {.every = true} : term_keys(step->term);
	if (step->type == QUERY_NOT)
		return step_keys(&step->children[0], !negated);
	if (step->type == QUERY_AND)
		least = step->nchildren;
	else if (step->type == QUERY_COUNT)
		least = step->least;
	return count_keys(step, negated ? step->nchildren - least + 1 : least, negated);
}

/* qsort: in preorder */
static int
compare_keys(const void *a, const void *b)
{
	const QueryKey *x = a;
	const QueryKey *y = b;

	return path_compare(x->path, x->len, y->path, y->len);
}

void
query_keys_find(const QueryPlan *plan, QueryKeys *keys)
{
	KeyList		list = {.every = true};
	QueryKey   *key;
	int			n = 0;

	if (!plan->unanchored)
		list = step_keys(&plan->root, false);
	*keys = (QueryKeys) {.every = list.every};
	if (list.every)
		return;
	keys->keys = key = palloc_extended(sizeof(QueryKey) * Max(list.count, 1), MCXT_ALLOC_HUGE);
	for (const KeyLink *link = list.first; link; link = link->next)
		key[n++] = link->key;
	qsort(key, n, sizeof(QueryKey), compare_keys);
	/* a value with a path has its ancestors, so a key below another one is needless */
	for (int i = 0, last = -1; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (last < 0 || !path_within(key[i].path, key[i].len, key[last].path, key[last].len))
			key[++last] = key[i];
		keys->count = last + 1;
	}
}
