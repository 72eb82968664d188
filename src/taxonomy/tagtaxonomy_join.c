/*
 * tagtaxonomy_join.c
 *	  SQL's || and taxonomy_agg.
 */
#include "taxonomy/tagtaxonomy.h"

#include "utils/memutils.h"

#include "taxonomy/taxonomy_join.h"
#include "taxonomy/taxonomy_parse.h"
#include "text/line_value.h"

/* the taxonomy in an argument; NULL if the argument is NULL */
static TaxonomyText *
taxonomy_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : tagtaxonomy_unpack(PG_GETARG_TAGTAXONOMY_P(n));
}

/* the lines that a text argument has, which are checked once they are joined; NULL if it is NULL */
static TaxonomyText *
text_argument(FunctionCallInfo fcinfo, int n)
{
	Lexer		lx;
	text	   *t;

	if (PG_ARGISNULL(n))
		return NULL;
	t = PG_GETARG_TEXT_PP(n);
	lex_init(&lx, "tagtaxonomy", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	return taxonomy_parse(&lx);
}

/* Joins two taxonomies, of which NULL is the empty one; returns SQL's NULL if both are NULL. */
static Datum
concat(FunctionCallInfo fcinfo, TaxonomyText *a, TaxonomyText *b)
{
	TaxonomyText *texts[2];
	int			n = 0;

	if (a)
		texts[n++] = a;
	if (b)
		texts[n++] = b;
	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(taxonomy_join(texts, n));
}

PG_FUNCTION_INFO_V1(tagtaxonomy_concat);
Datum
tagtaxonomy_concat(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, taxonomy_argument(fcinfo, 0), taxonomy_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(tagtaxonomy_concat_text);
Datum
tagtaxonomy_concat_text(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, taxonomy_argument(fcinfo, 0), text_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(tagtaxonomy_text_concat);
Datum
tagtaxonomy_text_concat(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, text_argument(fcinfo, 0), taxonomy_argument(fcinfo, 1));
}

/* The text gathered by taxonomy_agg(text), one value after the other. */
PG_FUNCTION_INFO_V1(taxonomy_agg_text_step);
Datum
taxonomy_agg_text_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	StringInfo	state = PG_ARGISNULL(0) ? NULL : (StringInfo) PG_GETARG_POINTER(0);
	MemoryContext old = MemoryContextSwitchTo(context);

	if (PG_ARGISNULL(1))
		state = state ? state : makeStringInfo();
	else
	{
		text	   *t = PG_GETARG_TEXT_PP(1);

		state = line_gather(state, t, "taxonomy", FACTAG_MAX_TAXONOMY_TEXT);
		PG_FREE_IF_COPY(t, 1);
	}
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(taxonomy_agg_text_final);
Datum
taxonomy_agg_text_final(PG_FUNCTION_ARGS)
{
	StringInfo	state = PG_ARGISNULL(0) ? NULL : (StringInfo) PG_GETARG_POINTER(0);

	(void) factag_aggregate_context(fcinfo);
	PG_RETURN_POINTER(tagtaxonomy_make(state ? state->data : "", state ? state->len : 0, NULL));
}

/* the taxonomies gathered by taxonomy_agg(tagtaxonomy) */
typedef struct AggState
{
	int			n;
	int			size;
	uint64		text;			/* bytes of them all */
	TaxonomyText **texts;
} AggState;

PG_FUNCTION_INFO_V1(taxonomy_agg_step);
Datum
taxonomy_agg_step(PG_FUNCTION_ARGS)
{
	MemoryContext context = factag_aggregate_context(fcinfo);
	AggState   *state = PG_ARGISNULL(0) ? NULL : (AggState *) PG_GETARG_POINTER(0);
	MemoryContext old = MemoryContextSwitchTo(context);

	if (!state)
	{
		state = palloc0(sizeof(AggState));
		state->size = 16;
		state->texts = palloc(sizeof(TaxonomyText *) * state->size);
	}
	if (!PG_ARGISNULL(1))
	{
		struct varlena *taxonomy = PG_GETARG_TAGTAXONOMY_P(1);

		state->text += VARSIZE_ANY_EXHDR(taxonomy);
		if (state->text > FACTAG_MAX_TAXONOMY_TEXT)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("taxonomies to be joined can have at most %d bytes", FACTAG_MAX_TAXONOMY_TEXT),
					 errhint("Join fewer taxonomies, or shorter ones.")));
		if (state->n == state->size)
			state->texts = repalloc_huge(state->texts, sizeof(TaxonomyText *) * (state->size *= 2));
		state->texts[state->n++] = tagtaxonomy_unpack(taxonomy);
		PG_FREE_IF_COPY(taxonomy, 1);
	}
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(taxonomy_agg_final);
Datum
taxonomy_agg_final(PG_FUNCTION_ARGS)
{
	AggState   *state = PG_ARGISNULL(0) ? NULL : (AggState *) PG_GETARG_POINTER(0);

	(void) factag_aggregate_context(fcinfo);
	PG_RETURN_POINTER(taxonomy_join(state ? state->texts : NULL, state ? state->n : 0));
}
