/*
 * taxonomy_expand.c
 *	  Queries under stored names; see taxonomy_expand.h. SQL's taxonomy_expand.
 */
#include "taxonomy/taxonomy_expand.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "query/query_pack.h"
#include "query/query_parse.h"
#include "taxonomy/taxonomy_cache.h"
#include "taxonomy/taxonomy_rename.h"
#include "taxonomy/taxonomy_simplify.h"

typedef struct Expansion
{
	const Taxonomy *taxonomy;
	RegionSegments segments;
	int			terms;			/* so far */
} Expansion;

/* RegionCallback: appends to a list */
static void
collect(void *arg, const Region *region)
{
	region_list_add(arg, region);
}

/* The parts of the regions that a filter on the path lets pass. */
static RegionList
apply_filter(const RegionList *regions, const QueryFilter *filter)
{
	RegionList	result = {0};

	for (int i = 0; i < regions->n; i++)
	{
		Region		region = region_copy(&regions->regions[i]);
		bool		any = true;

		for (int j = 0; j < filter->nvalues && any; j++)
		{
			int			len;
			const char *path = attribute_text(filter->values[j], &len);

			if (filter->op == QUERY_EQ)
				(void) region_move(&region, path, len, path, len, collect, &result);
			else
				any = region_exclude(&region, path, len);
		}
		if (filter->op != QUERY_EQ && any)
			region_list_add(&result, &region);
	}
	return result;
}

/* The regions of names of today that a term asks for. */
static RegionList
term_regions(Expansion *expansion, const QueryNode *term)
{
	RegionList	regions = {0};
	Region		region = region_make(&expansion->segments, term->pattern, term->patternlen, term->exact);

	region_list_add(&regions, &region);
	/* those that must be below a path first: they make regions without exclusions */
	for (int i = 0; i < term->nfilters; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_PATH && term->filters[i].op == QUERY_EQ)
			regions = apply_filter(&regions, &term->filters[i]);
	}
	for (int i = 0; i < term->nfilters; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_PATH && term->filters[i].op == QUERY_NE)
			regions = apply_filter(&regions, &term->filters[i]);
	}
	return regions;
}

/* A term for a region, with the other filters of the query's term. */
static QueryNode *
region_term(const QueryNode *term, const Region *region)
{
	QueryNode  *node = query_term(region->pattern, region->len, region->exact);
	int			added = (region->nexcluded + FACTAG_MAX_VALUES - 1) / FACTAG_MAX_VALUES;

	node->filters = palloc(sizeof(QueryFilter) * (term->nfilters + added + 1));
	for (int i = 0; i < term->nfilters; i++)
	{
		if (term->filters[i].attribute != ATTRIBUTE_PATH)
			node->filters[node->nfilters++] = term->filters[i];
	}
	if (node->nfilters + added > FACTAG_MAX_VALUES)
		taxonomy_expansion_too_large();
	for (int i = 0; i < region->nexcluded; i++)
	{
		QueryFilter *filter;

		if (i % FACTAG_MAX_VALUES == 0)
			node->filters[node->nfilters++] = (QueryFilter) {
				.attribute = ATTRIBUTE_PATH, .op = QUERY_NE,
				.values = palloc(sizeof(AttributeValue) * Min(region->nexcluded - i, FACTAG_MAX_VALUES))
			};
		filter = &node->filters[node->nfilters - 1];
		filter->values[filter->nvalues++] = attribute_make_text(region->excluded[i].path, region->excluded[i].len);
	}
	return node;
}

/* A term that nothing matches: what is at a path but not below it. */
static QueryNode *
nothing(const QueryNode *term)
{
	static const char never[] = "never";
	int			head = taxonomy_literal_head(term->pattern, term->patternlen);
	const char *path = head > 0 ? term->pattern : never;
	int			len = head > 0 ? head : (int) strlen(never);
	QueryNode  *node = query_term(path, len, false);

	node->nfilters = 1;
	node->filters = palloc(sizeof(QueryFilter));
	node->filters[0] = (QueryFilter) {.attribute = ATTRIBUTE_PATH, .op = QUERY_NE, .nvalues = 1};
	node->filters[0].values = palloc(sizeof(AttributeValue));
	node->filters[0].values[0] = attribute_make_text(path, len);
	return node;
}

/* The terms for stored names that lead to what a term asks for. */
static QueryNode *
expand_term(Expansion *expansion, const QueryNode *term)
{
	RegionList	wanted = term_regions(expansion, term);
	RegionList	stored = taxonomy_preimage(expansion->taxonomy, &wanted);
	QueryNode **nodes;

	taxonomy_simplify(&stored);
	expansion->terms += Max(stored.n, 1);
	if (expansion->terms > FACTAG_MAX_TERMS)
		taxonomy_expansion_too_large();
	if (stored.n == 0)
		return nothing(term);
	nodes = palloc(sizeof(QueryNode *) * stored.n);
	for (int i = 0; i < stored.n; i++)
		nodes[i] = region_term(term, &stored.regions[i]);
	return query_combine(QUERY_OR, nodes, stored.n);
}

static QueryNode *
expand(Expansion *expansion, QueryNode *query)
{
	QueryNode **children;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (query->type == QUERY_TERM)
		return expand_term(expansion, query);
	children = palloc(sizeof(QueryNode *) * query->nchildren);
	for (int i = 0; i < query->nchildren; i++)
		children[i] = expand(expansion, query->children[i]);
	switch (query->type)
	{
		case QUERY_NOT:
			return query_not(children[0]);
		case QUERY_AT:
			return query_at(children[0], query->timestamp);
		case QUERY_COUNT:
			return query_count(query->least, children, query->nchildren);
		default:
			return query_combine(query->type, children, query->nchildren);
	}
}

QueryNode *
taxonomy_expand_query(const Taxonomy *taxonomy, QueryNode *query)
{
	Expansion	expansion = {.taxonomy = taxonomy};

	return expand(&expansion, taxonomy_rename(taxonomy, query));
}

/* in fn_extra of taxonomy_expand: the arguments of the last call, and its result */
typedef struct ExpandCall
{
	FmgrInfo	flinfo;			/* of the call, for the cache of taxonomies to keep its own in */
	MemoryContext context;		/* of what follows; NULL until a call succeeded */
	uint64		serial;			/* of the taxonomy */
	struct varlena *query;
	struct varlena *result;
} ExpandCall;

/* The compiled taxonomy in argument 1. */
static const Taxonomy *
get_taxonomy(FunctionCallInfo fcinfo, ExpandCall *call)
{
	LOCAL_FCINFO(inner, 2);

	InitFunctionCallInfoData(*inner, &call->flinfo, 2, fcinfo->fncollation, NULL, NULL);
	inner->args[0] = fcinfo->args[0];
	inner->args[1] = fcinfo->args[1];
	return taxonomy_argument(inner, 1);
}

/* Expands a query in the current memory context. */
static struct varlena *
expand_packed(const Taxonomy *taxonomy, const struct varlena *query)
{
	QueryNode  *expanded = taxonomy_expand_query(taxonomy, query_unpack(query));
	struct varlena *result;

	(void) query_check(expanded);
	result = query_pack(expanded);
	if (!result)
		taxonomy_expansion_too_large();
	return result;
}

static struct varlena *
copy_query(MemoryContext context, const struct varlena *query)
{
	struct varlena *copy = MemoryContextAlloc(context, VARSIZE_ANY(query));

	memcpy(copy, query, VARSIZE_ANY(query));
	return copy;
}

/*
 * taxonomy_matches(tags, query, t) is inlined, and the expansion is evaluated for each
 * row if the taxonomy is not a constant. So the last result is kept.
 */
PG_FUNCTION_INFO_V1(taxonomy_expand);
Datum
taxonomy_expand(PG_FUNCTION_ARGS)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	ExpandCall *call = flinfo->fn_extra;
	struct varlena *query = PG_GETARG_PACKED_P(0);
	const Taxonomy *taxonomy;
	MemoryContext context;
	MemoryContext work;
	MemoryContext old;
	struct varlena *result;

	if (!call)
	{
		call = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(ExpandCall));
		call->flinfo = *flinfo;
		flinfo->fn_extra = call;
	}
	taxonomy = get_taxonomy(fcinfo, call);
	if (call->context && call->serial == taxonomy->serial &&
		VARSIZE_ANY_EXHDR(query) == VARSIZE_ANY_EXHDR(call->query) &&
		memcmp(VARDATA_ANY(query), VARDATA_ANY(call->query), VARSIZE_ANY_EXHDR(query)) == 0)
		PG_RETURN_POINTER(call->result);
	work = AllocSetContextCreate(CurrentMemoryContext, "taxonomy_expand", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(work);
	result = expand_packed(taxonomy, query);
	MemoryContextSwitchTo(old);
	context = AllocSetContextCreate(flinfo->fn_mcxt, "taxonomy_expand result", ALLOCSET_SMALL_SIZES);
	result = copy_query(context, result);
	query = copy_query(context, query);
	if (call->context)
		MemoryContextDelete(call->context);
	call->context = context;
	call->serial = taxonomy->serial;
	call->query = query;
	call->result = result;
	MemoryContextDelete(work);
	PG_RETURN_POINTER(result);
}
