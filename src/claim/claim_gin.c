/*
 * claim_gin.c
 *	  The GIN operator class of claims. A text has a key for each of its terms that is no 4-gram:
 *	  the hash value. A claim is a candidate if its keys that the query looks up weigh enough.
 *
 * More keys never make a candidate none, so nothing is rechecked. A row that is being moved from the
 * pending list has all of its keys there, where a scan looks first, and some of them in the tree: if
 * those are enough, all are, and if they are not, the row was found before.
 */
#include "claim/claimquery.h"

#include "access/gin.h"
#include "miscadmin.h"

#include "claim/claim_terms.h"

PG_FUNCTION_INFO_V1(claim_gin_extract_value);
Datum
claim_gin_extract_value(PG_FUNCTION_ARGS)
{
	ClaimTermList list = claim_term_list(PG_GETARG_PACKED_P(0), false);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	Datum	   *keys = palloc(Max(list.n, 1) * sizeof(Datum));
	ClaimTable	seen;

	/* GIN sorts the keys and drops repeated ones, but takes more memory for each */
	*nkeys = 0;
	claim_table_init(&seen, list.n);
	for (uint32 i = 0; i < list.n; i++)
	{
		ClaimSlot  *slot = claim_table_slot(&seen, list.hashes[i]);

		CHECK_FOR_INTERRUPTS();
		if (slot->value != 0)
			continue;
		*slot = (ClaimSlot) {list.hashes[i], 1};
		keys[(*nkeys)++] = Int32GetDatum((int32) list.hashes[i]);
	}
	pfree(seen.slots);
	pfree(list.hashes);
	PG_RETURN_POINTER(keys);
}

PG_FUNCTION_INFO_V1(claim_gin_extract_query);
Datum
claim_gin_extract_query(PG_FUNCTION_ARGS)
{
	ClaimQuery *query = claimquery_make(PG_GETARG_PACKED_P(0));
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	Pointer   **extra = (Pointer **) PG_GETARG_POINTER(4);
	Datum	   *keys = palloc(Max(query->nkeys, 1) * sizeof(Datum));

	/* without keys, in GIN's default mode, nothing is found: nothing is a candidate */
	*nkeys = query->nkeys;
	for (int i = 0; i < query->nkeys; i++)
		keys[i] = Int32GetDatum((int32) query->keys[i]);
	/* GIN passes this on to the functions below */
	*extra = palloc(Max(query->nkeys, 1) * sizeof(Pointer));
	for (int i = 0; i < query->nkeys; i++)
		(*extra)[i] = (Pointer) query;
	PG_RETURN_POINTER(keys);
}

PG_FUNCTION_INFO_V1(claim_gin_consistent);
Datum
claim_gin_consistent(PG_FUNCTION_ARGS)
{
	const bool *check = (const bool *) PG_GETARG_POINTER(0);
	int			nkeys = PG_GETARG_INT32(3);
	const ClaimQuery *query = (const ClaimQuery *) ((Pointer *) PG_GETARG_POINTER(4))[0];
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);
	uint32		sum = 0;

	for (int i = 0; i < nkeys; i++)
		sum += check[i] ? query->weights[i] : 0;
	*recheck = false;
	PG_RETURN_BOOL(sum >= query->least);
}

PG_FUNCTION_INFO_V1(claim_gin_triconsistent);
Datum
claim_gin_triconsistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);
	int			nkeys = PG_GETARG_INT32(3);
	const ClaimQuery *query = (const ClaimQuery *) ((Pointer *) PG_GETARG_POINTER(4))[0];
	uint32		surely = 0;
	uint32		perhaps = 0;

	/* without branches, because a scan asks for each row that has any of the keys */
	for (int i = 0; i < nkeys; i++)
	{
		surely += check[i] == GIN_TRUE ? query->weights[i] : 0;
		perhaps += check[i] != GIN_FALSE ? query->weights[i] : 0;
	}
	if (surely >= query->least)
		PG_RETURN_GIN_TERNARY_VALUE(GIN_TRUE);
	PG_RETURN_GIN_TERNARY_VALUE(perhaps >= query->least ? GIN_MAYBE : GIN_FALSE);
}
