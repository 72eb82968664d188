/*
 * idset_rows.c
 *	  idset_ids, which returns the ids as rows, and its support function.
 */
#include "idset/idset.h"

#include "funcapi.h"
#include "nodes/primnodes.h"
#include "nodes/supportnodes.h"

#include "idset/idset_format.h"

PG_FUNCTION_INFO_V1(idset_ids);
Datum
idset_ids(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	int64		id;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;
		IdReader   *reader;

		context = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		/* a copy: the argument may be gone by the second call */
		reader = palloc(sizeof(IdReader));
		id_reader_init(reader, idset_blocks((struct varlena *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0))));
		context->user_fctx = reader;
		MemoryContextSwitchTo(old);
	}
	context = SRF_PERCALL_SETUP();
	if (!id_reader_next(context->user_fctx, &id))
		SRF_RETURN_DONE(context);
	SRF_RETURN_NEXT(context, Int64GetDatum(id));
}

/* what the planner expects of a set that it does not know */
#define DEFAULT_ROWS 10000

/* Whether the node calls idset_ids, and so has an idset as its argument. */
static bool
is_idset_ids(const Node *node)
{
	const FuncExpr *call = (const FuncExpr *) node;
	FmgrInfo	function;

	if (!node || !IsA(node, FuncExpr) || list_length(call->args) != 1)
		return false;
	fmgr_info(call->funcid, &function);
	return function.fn_addr == idset_ids;
}

PG_FUNCTION_INFO_V1(idset_ids_support);
Datum
idset_ids_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	SupportRequestRows *rows;
	const Const *set;

	if (!IsA(request, SupportRequestRows) || !is_idset_ids(((SupportRequestRows *) request)->node))
		PG_RETURN_POINTER(NULL);
	rows = (SupportRequestRows *) request;
	set = linitial(((FuncExpr *) rows->node)->args);
	if (!IsA(set, Const))
		rows->rows = DEFAULT_ROWS;
	else
		rows->rows = set->constisnull ? 0 : idset_count_datum(set->constvalue);
	PG_RETURN_POINTER(rows);
}
