/*
 * tagquery.c
 *	  Type tagquery: input, output, composition.
 */
#include "factag.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "query/query_deparse.h"
#include "query/query_pack.h"
#include "query/query_parse.h"
#include "text/driver_text.h"
#include "text/text_type.h"
#include "text/timestamp.h"

/* Reads the rest of a lexer's input as a query; 0 if an error was saved. */
static Datum
parse(Lexer *lx)
{
	QueryNode  *node = driver_text_refuse(lx) ? query_parse(lx) : NULL;
	struct varlena *query = node ? query_pack(node) : NULL;

	if (node && !query)
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
					  "A query can take at most %d bytes when it is stored.", FACTAG_MAX_QUERY);
	return PointerGetDatum(query);
}

static void
deparse(StringInfo out, Datum value)
{
	query_deparse(out, query_unpack(DatumGetPackedP(value)));
}

TEXT_TYPE(tagquery, parse, deparse);
TEXT_TYPE_ERROR(tagquery, parse);

/* Returns a composed query; 54000 beyond the limits. */
static Datum
return_query(QueryNode *node)
{
	struct varlena *query;

	query_check(node);
	query = query_pack(node);
	if (!query)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a tagquery takes at most %d bytes as it is stored", FACTAG_MAX_QUERY),
				 errhint("Name fewer paths, or fewer values in filters.")));
	PG_RETURN_POINTER(query);
}

/* Returns two queries combined by QUERY_AND or QUERY_OR. */
static Datum
combine(QueryNodeType type, QueryNode *left, QueryNode *right)
{
	QueryNode  *nodes[2] = {left, right};

	return return_query(query_combine(type, nodes, 2));
}

/* Parses an argument; raises errors, even in a soft error context. */
static QueryNode *
parse_text(const text *t)
{
	Lexer		lx;

	lex_init(&lx, "tagquery", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	(void) driver_text_refuse(&lx);
	return query_parse(&lx);
}

PG_FUNCTION_INFO_V1(tagquery_and);
Datum
tagquery_and(PG_FUNCTION_ARGS)
{
	return combine(QUERY_AND, query_unpack(PG_GETARG_PACKED_P(0)),
				   query_unpack(PG_GETARG_PACKED_P(1)));
}

PG_FUNCTION_INFO_V1(tagquery_or);
Datum
tagquery_or(PG_FUNCTION_ARGS)
{
	return combine(QUERY_OR, query_unpack(PG_GETARG_PACKED_P(0)), query_unpack(PG_GETARG_PACKED_P(1)));
}

PG_FUNCTION_INFO_V1(tagquery_or_text);
Datum
tagquery_or_text(PG_FUNCTION_ARGS)
{
	return combine(QUERY_OR, query_unpack(PG_GETARG_PACKED_P(0)), parse_text(PG_GETARG_TEXT_PP(1)));
}

PG_FUNCTION_INFO_V1(tagquery_text_or);
Datum
tagquery_text_or(PG_FUNCTION_ARGS)
{
	return combine(QUERY_OR, parse_text(PG_GETARG_TEXT_PP(0)), query_unpack(PG_GETARG_PACKED_P(1)));
}

PG_FUNCTION_INFO_V1(tagquery_not);
Datum
tagquery_not(PG_FUNCTION_ARGS)
{
	return return_query(query_not(query_unpack(PG_GETARG_PACKED_P(0))));
}

/* in fn_extra of tagquery_at: the arguments of the last call, and its result */
typedef struct AtCall
{
	struct varlena *query;
	TimestampTz at;
	struct varlena *result;		/* NULL until a call succeeded */
	bool		constant;		/* the query never changes */
} AtCall;

static struct varlena *
copy_query(MemoryContext context, const struct varlena *query)
{
	struct varlena *copy = MemoryContextAlloc(context, VARSIZE_ANY(query));

	memcpy(copy, query, VARSIZE_ANY(query));
	return copy;
}

/*
 * tagset_matches(tags, query) is inlined as tags @@ tagquery_at(query, now()), which
 * is evaluated for each row. So the last result is kept, and returned as long as the
 * arguments are the same.
 */
PG_FUNCTION_INFO_V1(tagquery_at);
Datum
tagquery_at(PG_FUNCTION_ARGS)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	AtCall	   *last = flinfo->fn_extra;
	struct varlena *query;
	struct varlena *result;
	TimestampTz at;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	at = PG_GETARG_TIMESTAMPTZ(1);
	if (last && last->result && last->constant && last->at == at)
		PG_RETURN_POINTER(last->result);
	query = PG_GETARG_PACKED_P(0);
	if (last && last->result && last->at == at &&
		VARSIZE_ANY_EXHDR(query) == VARSIZE_ANY_EXHDR(last->query) &&
		memcmp(VARDATA_ANY(query), VARDATA_ANY(last->query), VARSIZE_ANY_EXHDR(query)) == 0)
		PG_RETURN_POINTER(last->result);
	timestamp_check_finite(at);
	result = (struct varlena *) DatumGetPointer(return_query(query_at(query_unpack(query), at)));
	if (!last)
		last = flinfo->fn_extra = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(AtCall));
	if (last->result)
	{
		pfree(last->query);
		pfree(last->result);
		last->result = NULL;
	}
	last->constant = factag_argument_is_constant(flinfo, 0);
	last->query = copy_query(flinfo->fn_mcxt, query);
	last->at = at;
	last->result = copy_query(flinfo->fn_mcxt, result);
	PG_RETURN_POINTER(result);
}

PG_FUNCTION_INFO_V1(tagquery_term);
Datum
tagquery_term(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);

	return return_query(query_term(TAGPATH_DATA(path), TAGPATH_LEN(path), PG_GETARG_BOOL(1)));
}

/* Stores the terms of a tree, in the order written, as text. */
static void
collect_terms(const QueryNode *node, Datum *texts, int *n)
{
	check_stack_depth();
	if (node->type == QUERY_TERM)
	{
		StringInfoData out;

		initStringInfo(&out);
		query_deparse_term(&out, node);
		texts[(*n)++] = PointerGetDatum(cstring_to_text_with_len(out.data, out.len));
		pfree(out.data);
	}
	for (int i = 0; i < node->nchildren; i++)
		collect_terms(node->children[i], texts, n);
}

PG_FUNCTION_INFO_V1(tagquery_terms);
Datum
tagquery_terms(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	Datum		term;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;
		QueryNode  *root;
		Datum	   *texts;
		int			n = 0;

		context = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		root = query_unpack(PG_GETARG_PACKED_P(0));
		context->max_calls = query_check(root);
		texts = palloc(sizeof(Datum) * context->max_calls);
		collect_terms(root, texts, &n);
		context->user_fctx = texts;
		MemoryContextSwitchTo(old);
	}
	context = SRF_PERCALL_SETUP();
	if (context->call_cntr >= context->max_calls)
		SRF_RETURN_DONE(context);
	/* read it first: SRF_RETURN_NEXT increments call_cntr before it evaluates its argument */
	term = ((Datum *) context->user_fctx)[context->call_cntr];
	SRF_RETURN_NEXT(context, term);
}
