/*
 * tagset_unknown.c
 *	  The terms of a query that no tag of a vocabulary can match, which are mostly
 *	  misspelt.
 */
#include "tagset/tagset_search.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "query/query_deparse.h"
#include "query/query_match.h"
#include "query/query_path_filter.h"
#include "text/path.h"

/* Whether a path matches a term by its pattern and its filters on the path. */
static bool
path_matches(const QueryTerm *term, const char *path, int len)
{
	if (!query_term_matches_path(term, path, len, !term->exact))
		return false;
	for (int i = 0; i < term->nfilters; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_PATH && !path_filter_passes(&term->filters[i], path, len))
			return false;
	}
	return true;
}

/* Whether the path of some element of a set matches a term. */
static bool
set_matches(const struct varlena *set, const QueryTerm *term)
{
	TagsetReader reader;

	if (term->literal && term->path_filters == 0)
		return tagset_has(set, term->pattern, term->patternlen, term->exact);
	tagset_reader_init(&reader, set);
	for (bool more = tagset_reader_seek(&reader, term->pattern, term->headlen); more;
		 more = tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (reader.len < term->headlen || memcmp(reader.path, term->pattern, term->headlen) != 0)
			break;
		if (path_matches(term, reader.path, reader.len))
			return true;
	}
	return false;
}

/* Whether a set has an element at or below each path that a term's filters name. */
static bool
has_filter_paths(const struct varlena *set, const QueryNode *node)
{
	for (int i = 0; i < node->nfilters; i++)
	{
		const QueryFilter *filter = &node->filters[i];

		if (filter->attribute != ATTRIBUTE_PATH)
			continue;
		for (int j = 0; j < filter->nvalues; j++)
		{
			int			len;
			const char *path = attribute_text(filter->values[j], &len);

			CHECK_FOR_INTERRUPTS();
			if (!tagset_has(set, path, len, false))
				return false;
		}
	}
	return true;
}

/* The text of the terms that a vocabulary does not have, in the order written; *n gets their number. */
static Datum *
unknown_terms(const QueryPlan *plan, const struct varlena *vocabulary, uint64 *n)
{
	Datum	   *texts = palloc(sizeof(Datum) * plan->nterms);

	*n = 0;
	for (int i = 0; i < plan->nterms; i++)
	{
		const QueryTerm *term = plan->terms[i];
		StringInfoData out;

		CHECK_FOR_INTERRUPTS();
		if (set_matches(vocabulary, term) && has_filter_paths(vocabulary, term->node))
			continue;
		initStringInfo(&out);
		query_deparse_term(&out, term->node);
		texts[(*n)++] = PointerGetDatum(cstring_to_text_with_len(out.data, out.len));
		pfree(out.data);
	}
	return texts;
}

PG_FUNCTION_INFO_V1(tagquery_unknown);
Datum
tagquery_unknown(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	Datum		term;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		context = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		/* nothing is evaluated as of a timestamp, so that the query may lack one */
		context->user_fctx = unknown_terms(query_plan_unchecked(PG_GETARG_PACKED_P(0)),
										   PG_GETARG_PACKED_P(1), &context->max_calls);
		MemoryContextSwitchTo(old);
	}
	context = SRF_PERCALL_SETUP();
	if (context->call_cntr >= context->max_calls)
		SRF_RETURN_DONE(context);
	/* read it first: SRF_RETURN_NEXT increments call_cntr before it evaluates its argument */
	term = ((Datum *) context->user_fctx)[context->call_cntr];
	SRF_RETURN_NEXT(context, term);
}
