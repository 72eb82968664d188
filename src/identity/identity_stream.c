/*
 * identity_stream.c
 *	  Rows of a statement, one after the other, where there may be more than memory has room for.
 */
#include "identity/identity_stream.h"

#include "executor/tuptable.h"
#include "tcop/dest.h"
#include "utils/builtins.h"

typedef struct Receiver
{
	DestReceiver methods;		/* first */
	const Oid  *types;
	int			ncolumns;
	IdentityRow take;
	void	   *context;
	MemoryContext memory;		/* in which take allocates: the caller's */
} Receiver;

/* rStartup: refuses columns of other types (55000) */
static void
start(DestReceiver *self, int operation, TupleDesc desc)
{
	const Receiver *receiver = (const Receiver *) self;

	(void) operation;
	for (int i = 0; i < receiver->ncolumns; i++)
	{
		if (i < desc->natts && TupleDescAttr(desc, i)->atttypid == receiver->types[i])
			continue;
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("a table of an identity graph is not as identity_create made it"),
				 errdetail("A column does not have type %s.", format_type_be(receiver->types[i])),
				 errhint("Make the graph anew with identity_drop and identity_create.")));
	}
}

/* receiveSlot */
static bool
receive(TupleTableSlot *slot, DestReceiver *self)
{
	const Receiver *receiver = (const Receiver *) self;
	MemoryContext old;

	slot_getsomeattrs(slot, receiver->ncolumns);
	for (int i = 0; i < receiver->ncolumns; i++)
	{
		/* the owner has dropped a constraint */
		if (slot->tts_isnull[i])
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("a table of an identity graph is not as identity_create made it"),
					 errdetail("A column that must not be NULL is NULL.")));
	}
	old = MemoryContextSwitchTo(receiver->memory);
	receiver->take(slot->tts_values, receiver->context);
	MemoryContextSwitchTo(old);
	return true;
}

/* rShutdown, rDestroy */
static void
finish(DestReceiver *self)
{
	(void) self;
}

void
identity_stream(const Identity *graph, const IdentityStatement *statement, const Oid *types, int ncolumns,
				IdentityRow take, void *context)
{
	Receiver	receiver = {
		.methods = {.receiveSlot = receive, .rStartup = start, .rShutdown = finish, .rDestroy = finish, .mydest = DestTuplestore},
		.types = types, .ncolumns = ncolumns, .take = take, .context = context, .memory = CurrentMemoryContext
	};
	SPIExecuteOptions options = {.read_only = graph->read_only, .dest = &receiver.methods};
	int			result = SPI_execute_plan_extended(identity_plan(graph, statement), &options);

	if (result != statement->expected)
		elog(ERROR, "a statement failed: %s", SPI_result_code_string(result));
}
