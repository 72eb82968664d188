/*
 * policy_implies.c
 *	  Whether a condition holds wherever another does; see policy_implies.h.
 *
 * The trees are taken apart from the roots down: each child of an "or" that is assumed, and
 * each of an "and" that is to be shown, has to do; of an "and" that is assumed, or an "or" that
 * is to be shown, one child is enough. So all comes down to pairs of terms, of which one is
 * met by whatever element meets the other.
 */
#include "policy/policy_implies.h"

#include "miscadmin.h"

#include "query/query_eval.h"
#include "query/query_match.h"
#include "query/query_path_filter.h"
#include "taxonomy/taxonomy_rename.h"
#include "text/path.h"

PolicyPattern
policy_pattern(const QueryNode *term)
{
	PolicyPattern pattern = {.path = term->pattern, .len = term->patternlen, .exact = term->exact};

	while (pattern.len >= 3 && pattern.path[pattern.len - 1] == FACTAG_GLOBSTAR)
	{
		pattern.len -= 2;
		pattern.exact = false;
	}
	pattern.head = taxonomy_literal_head(pattern.path, pattern.len);
	return pattern;
}

static bool
has_regex(const PolicyPattern *pattern)
{
	return memchr(pattern->path, FACTAG_REGEX, pattern->len) != NULL;
}

/* Whether b matches each path that a matches. */
static bool
pattern_implies(const PolicyPattern *a, const PolicyPattern *b)
{
	if (b->len == 1 && *b->path == FACTAG_GLOBSTAR)
		return true;
	if (b->exact)
	{
		if (a->exact && a->len == b->len && memcmp(a->path, b->path, a->len) == 0)
			return true;
	}
	else if (path_within(a->path, a->len, b->path, b->len))
		return true;
	/* a literal path that b matches; then, if not exact, what is below too */
	if (a->head == a->len && b->head < b->len && !has_regex(b) && (a->exact || !b->exact))
	{
		QueryTerm	term = {.pattern = b->path, .patternlen = b->len};

		return query_term_matches_path(&term, a->path, a->len, !b->exact);
	}
	return false;
}

/* Whether each value of filter a is at or below one of filter b. */
static bool
values_within(const QueryFilter *a, const QueryFilter *b)
{
	QueryFilter within = {.attribute = b->attribute, .op = QUERY_EQ, .nvalues = b->nvalues, .values = b->values};

	for (int i = 0; i < a->nvalues; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!query_filter_passes(&within, a->values[i]))
			return false;
	}
	return true;
}

/* Whether no value of filter a is on one line of descent with one of filter b. */
static bool
values_apart(const QueryFilter *a, const QueryFilter *b)
{
	for (int i = 0; i < a->nvalues; i++)
	{
		int			len;
		const char *path = attribute_text(a->values[i], &len);

		CHECK_FOR_INTERRUPTS();
		for (int j = 0; j < b->nvalues; j++)
		{
			int			otherlen;
			const char *other = attribute_text(b->values[j], &otherlen);

			if (path_within(path, len, other, otherlen) || path_within(other, otherlen, path, len))
				return false;
		}
	}
	return true;
}

/* Whether a source or path that passes filter a passes filter b; values stand for what is below them too. */
static bool
path_filter_implies(const QueryFilter *a, const QueryFilter *b)
{
	if (b->op == QUERY_EQ)
		return a->op == QUERY_EQ && values_within(a, b);
	return a->op == QUERY_EQ ? values_apart(a, b) : values_within(b, a);
}

/* Whether two filters with values that are relative to the moment asked for are the same. */
static bool
same_relative(const QueryFilter *a, const QueryFilter *b)
{
	const AttributeDef *def = &attribute_defs[a->attribute];

	if (a->op != b->op || a->nvalues != b->nvalues || !a->relative || !b->relative)
		return false;
	for (int i = 0; i < a->nvalues; i++)
	{
		const Duration *x = a->relative[i];
		const Duration *y = b->relative[i];

		if (!x != !y || (x && (x->months != y->months || x->usecs != y->usecs)) ||
			(!x && attribute_compare_value(def, a->values[i], b->values[i]) != 0))
			return false;
	}
	return true;
}

/* Whether a value that is less, or greater, as filter a asks is so as filter b asks: both have one value. */
static bool
range_implies(const QueryFilter *a, const QueryFilter *b)
{
	bool		less = a->op == QUERY_LT || a->op == QUERY_LE;
	int			c = attribute_compare_value(&attribute_defs[a->attribute], a->values[0], b->values[0]);

	if (less != (b->op == QUERY_LT || b->op == QUERY_LE))
		return false;
	if (c == 0)
		return b->op == QUERY_LE || b->op == QUERY_GE || a->op == QUERY_LT || a->op == QUERY_GT;
	return less ? c < 0 : c > 0;
}

/* Whether a value that passes filter a passes filter b, of the same attribute. */
static bool
filter_implies(const QueryFilter *a, const QueryFilter *b)
{
	const AttributeDef *def = &attribute_defs[a->attribute];

	if (def->kind == KIND_FLAG)
		return true;
	if (a->relative || b->relative)
		return same_relative(a, b);
	if (def->kind == KIND_PATH)
		return path_filter_implies(a, b);
	if (b->op == QUERY_NE)
	{
		/* what b leaves out does not pass a */
		for (int i = 0; i < b->nvalues; i++)
		{
			if (query_filter_passes(a, b->values[i]))
				return false;
		}
		return true;
	}
	if (a->op == QUERY_EQ)
	{
		for (int i = 0; i < a->nvalues; i++)
		{
			if (!query_filter_passes(b, a->values[i]))
				return false;
		}
		return true;
	}
	return a->op != QUERY_NE && b->op != QUERY_EQ && range_implies(a, b);
}

static bool
asks_for_denials(const QueryNode *term)
{
	for (int i = 0; i < term->nfilters; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_DENY)
			return true;
	}
	return false;
}

/* Whether each element that meets term a meets term b. */
static bool
term_implies(const QueryNode *a, const QueryNode *b, int64 *steps)
{
	PolicyPattern of_a = policy_pattern(a);
	PolicyPattern of_b = policy_pattern(b);

	/* assertions and denials are not met by the same terms */
	if (asks_for_denials(a) != asks_for_denials(b) || !pattern_implies(&of_a, &of_b))
		return false;
	for (int i = 0; i < b->nfilters; i++)
	{
		const QueryFilter *filter = &b->filters[i];
		bool		implied = filter->attribute == ATTRIBUTE_PATH && of_a.head > 0 &&
			path_filters_scope(filter, 1, of_a.path, of_a.head) == PATHS_ALL;

		for (int j = 0; j < a->nfilters && !implied && *steps > 0; j++)
		{
			*steps -= 1 + a->filters[j].nvalues * (int64) filter->nvalues / 16;
			implied = a->filters[j].attribute == filter->attribute && filter_implies(&a->filters[j], filter);
		}
		if (!implied)
			return false;
	}
	return true;
}

/* How many children of b are shown by children of a that each show one of them. */
static int
count_pairs(const QueryNode *a, const QueryNode *b, int64 *steps)
{
	bool	   *taken = palloc0(sizeof(bool) * b->nchildren);
	int			pairs = 0;

	for (int i = 0; i < a->nchildren; i++)
	{
		for (int j = 0; j < b->nchildren; j++)
		{
			if (!taken[j] && policy_implies(a->children[i], b->children[j], steps))
			{
				taken[j] = true;
				pairs++;
				break;
			}
		}
	}
	pfree(taken);
	return pairs;
}

/* Whether at least "least" of the children of a assumed node show b, or of a node to be shown follow from a. */
static bool
enough_children(const QueryNode *a, const QueryNode *b, bool of_a, int least, int64 *steps)
{
	int			n = of_a ? a->nchildren : b->nchildren;

	for (int i = 0; i < n && least > 0 && least <= n - i; i++)
		least -= of_a ? policy_implies(a->children[i], b, steps) : policy_implies(a, b->children[i], steps);
	return least <= 0;
}

bool
policy_implies(const QueryNode *a, const QueryNode *b, int64 *steps)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (--*steps < 0)
		return false;
	if (a->type == QUERY_OR)
		return enough_children(a, b, true, a->nchildren, steps);
	if (b->type == QUERY_AND)
		return enough_children(a, b, false, b->nchildren, steps);
	if (a->type == QUERY_TERM && b->type == QUERY_TERM)
		return term_implies(a, b, steps);
	if (a->type == QUERY_AND && enough_children(a, b, true, 1, steps))
		return true;
	if (b->type == QUERY_OR && enough_children(a, b, false, 1, steps))
		return true;
	if (b->type == QUERY_COUNT && enough_children(a, b, false, b->least, steps))
		return true;
	if (a->type != QUERY_COUNT)
		return false;
	/* "N of" has one of any children that are more than those it can do without */
	if (enough_children(a, b, true, a->nchildren - a->least + 1, steps))
		return true;
	return b->type == QUERY_COUNT && count_pairs(a, b, steps) - (a->nchildren - a->least) >= b->least;
}
