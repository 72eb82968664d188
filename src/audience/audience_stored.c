/*
 * audience_stored.c
 *	  A row of NAME_tags as it is stored.
 */
#include "audience/audience_stored.h"

#include "utils/datum.h"

#include "idset/idset_format.h"

/* Copies a value as it is stored: what is toasted stays so. */
static Datum
copy_value(Datum value)
{
	return DatumGetPointer(value) ? datumCopy(value, false, -1) : (Datum) 0;
}

void
audience_stored_copy(const AudienceRow *row, AudienceStored *stored)
{
	stored->path = memcpy(palloc(Max(row->len, 1)), row->path, row->len);
	stored->len = row->len;
	stored->chunk = row->chunk;
	stored->rows = row->rows;
	stored->ids = copy_value(row->ids);
	stored->own = copy_value(row->own);
	stored->dynamic = row->dynamic;
	stored->columns[0] = copy_value(row->attributed);
	stored->columns[1 + ATTRIBUTE_WEIGHT] = copy_value(row->weight);
	stored->columns[1 + ATTRIBUTE_VALUE] = copy_value(row->value);
	stored->columns[1 + ATTRIBUTE_SINCE] = copy_value(row->since);
	stored->columns[1 + ATTRIBUTE_UNTIL] = copy_value(row->until);
}

void
audience_stored_make(int64 chunk, const AudienceChunkRow *row, AudienceStored *stored)
{
	stored->path = row->path;
	stored->len = row->len;
	stored->chunk = chunk;
	stored->rows = (int32) row->ids->count;
	stored->ids = PointerGetDatum(idset_store(row->ids));
	stored->own = row->own == row->ids ? (Datum) 0 : PointerGetDatum(idset_store(row->own));
	stored->dynamic = row->dynamic;
	memcpy(stored->columns, row->columns, sizeof(stored->columns));
}

const IdBlocks *
audience_stored_ids(Datum value)
{
	IdBlocks   *set = id_blocks_make();

	if (DatumGetPointer(value))
		idset_append_blocks(set, DatumGetPackedP(value));
	return set;
}

bool
audience_stored_equal(Datum a, Datum b)
{
	const struct varlena *x;
	const struct varlena *y;

	if (!DatumGetPointer(a) || !DatumGetPointer(b))
		return DatumGetPointer(a) == DatumGetPointer(b);
	x = DatumGetPackedP(a);
	y = DatumGetPackedP(b);
	return VARSIZE_ANY_EXHDR(x) == VARSIZE_ANY_EXHDR(y) &&
		memcmp(VARDATA_ANY(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(x)) == 0;
}
