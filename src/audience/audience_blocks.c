/*
 * audience_blocks.c
 *	  The ids of rows as blocks.
 */
#include "audience/audience_blocks.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "idset/idset_format.h"

/* memory that is kept from row to row: a few values of a dense chunk */
#define SCRATCH_BYTES	(64 * 1024)

MemoryContext
audience_scratch(void)
{
	return AllocSetContextCreate(CurrentMemoryContext, "row of an audience",
								 SCRATCH_BYTES, SCRATCH_BYTES, ALLOCSET_DEFAULT_MAXSIZE);
}

/* Refuses blocks that do not follow those before them: the ids of a row are not those of its chunk. */
static void
check_order(const IdBlocks *set, int64 key)
{
	if (set->n > 0 && set->blocks[set->n - 1].key >= key)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("the ids of an audience are not in the chunk where they are stored"),
				 errhint("Call audience_rebuild.")));
}

void
audience_append_ids(IdBlocks *set, Datum ids)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(ids);
	IdBlocks	more = {.context = CurrentMemoryContext};

	/* the blocks point into the value, which must outlive the row */
	if (VARATT_IS_EXTENDED(value))
		value = (struct varlena *) PG_DETOAST_DATUM_PACKED(ids);
	if ((Pointer) value == DatumGetPointer(ids))
		value = memcpy(palloc(VARSIZE_ANY(value)), value, VARSIZE_ANY(value));
	idset_append_blocks(&more, value);
	audience_append_blocks(set, &more);
	if (more.blocks)
		pfree(more.blocks);
}

void
audience_append_blocks(IdBlocks *set, const IdBlocks *more)
{
	if (more->n == 0)
		return;
	check_order(set, more->blocks[0].key);
	for (uint32 i = 0; i < more->n; i++)
		id_blocks_append(set, &more->blocks[i]);
}

Size
audience_blocks_bytes(const IdBlocks *set)
{
	Size		bytes = 0;

	for (uint32 i = 0; i < set->n; i++)
		bytes += id_block_bytes(&set->blocks[i]);
	return bytes;
}

IdBlocks *
audience_copy_blocks(const IdBlocks *set)
{
	IdBlocks   *copy = id_blocks_make();
	uint8	   *data = MemoryContextAllocHuge(CurrentMemoryContext, Max(1, audience_blocks_bytes(set)));

	for (uint32 i = 0; i < set->n; i++)
	{
		IdBlock		block = set->blocks[i];

		CHECK_FOR_INTERRUPTS();
		block.data = memcpy(data, block.data, id_block_bytes(&block));
		data += id_block_bytes(&block);
		id_blocks_append(copy, &block);
	}
	return copy;
}
