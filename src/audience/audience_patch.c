/*
 * audience_patch.c
 *	  Writing the changes of some members into the base of an audience.
 *
 * The rows that the chunk has are merged with those that the members make now. A row that has no touched id, and gets none, is
 * left alone, and so is the subtree below it, whose ids are among its own. The others are written from the last
 * to the first in preorder, children before parents, because a parent is dynamic if a child is.
 */
#include "audience/audience_patch.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "audience/audience_write.h"
#include "idset/idset_format.h"
#include "text/path.h"

/* rows that there is room for at first */
#define FIRST_SIZE 64

/* a row that the chunk has, or gets, or both */
typedef struct PatchRow
{
	const char *path;
	int			len;
	bool		exists;
	AudienceStored old;			/* if it exists; values as they are stored */
	const AudienceChunkRow *fresh;	/* NULL: no touched member has the path now */
	bool		touched;		/* it has a touched id, or gets one */
	uint32		parent;			/* the row above it + 1; 0: none */
	bool		dynamic;		/* a row below it is; once that is known */
} PatchRow;

typedef struct Patch
{
	const Audience *audience;
	int64		chunk;
	const IdBlocks *touched;
	PatchRow   *rows;			/* in preorder */
	uint32		n;
	uint32		size;
	MemoryContext context;		/* of the work on a row */
} Patch;

static const IdBlocks no_ids = {0};

static bool
same_ids(const IdBlocks *a, const IdBlocks *b)
{
	return a->count == b->count && id_blocks_common(a, b) == a->count;
}

IdBlocks *
audience_patch_ids(const IdBlocks *ids, const IdBlocks *touched, const IdBlocks *fresh, bool *changed)
{
	/* few ids are touched, so this takes less time than comparing the results */
	*changed = !same_ids(id_blocks_and(ids, touched), fresh);
	return *changed ? id_blocks_or(id_blocks_minus(ids, touched), fresh) : unconstify(IdBlocks *, ids);
}

/* an element of a column */
typedef struct ColumnReader
{
	const AudienceColumn *column;
	IdReader	ids;
	uint32		position;		/* of the next element */
	int64		id;				/* of the current one */
	bool		ended;
} ColumnReader;

static void
column_next(ColumnReader *reader)
{
	reader->ended = !id_reader_next(&reader->ids, &reader->id);
	reader->position++;
}

static void
column_start(ColumnReader *reader, const AudienceColumn *column)
{
	reader->column = column;
	reader->position = 0;
	id_reader_init(&reader->ids, column->ids);
	column_next(reader);
}

/* Adds the current element to a builder, and goes to the next one. */
static void
column_move(ColumnReader *reader, AudienceColumnBuilder *builder)
{
	Attributes	attrs;

	audience_column_attributes(reader->column, reader->position - 1, &attrs);
	audience_column_builder_add(builder, reader->id, &attrs);
	column_next(reader);
}

void
audience_patch_column(const AudienceColumn *old, const IdBlocks *touched, const AudienceColumn *fresh,
					  Datum values[AUDIENCE_COLUMNS])
{
	AudienceColumnBuilder *builder = audience_column_builder_make(CurrentMemoryContext);
	ColumnReader kept;
	ColumnReader added;

	column_start(&kept, old);
	column_start(&added, fresh);
	while (!kept.ended || !added.ended)
	{
		CHECK_FOR_INTERRUPTS();
		if (!kept.ended && id_blocks_has(touched, kept.id))
			column_next(&kept);
		else if (added.ended || (!kept.ended && kept.id < added.id))
			column_move(&kept, builder);
		else
			column_move(&added, builder);
	}
	audience_column_builder_finish(builder, values);
}

static PatchRow *
add_row(Patch *patch)
{
	if (patch->n == patch->size)
	{
		patch->size = patch->size == 0 ? FIRST_SIZE : patch->size * 2;
		patch->rows = patch->rows ? repalloc_huge(patch->rows, patch->size * sizeof(PatchRow)) :
			palloc(patch->size * sizeof(PatchRow));
	}
	patch->rows[patch->n] = (PatchRow) {0};
	return &patch->rows[patch->n++];
}

/* Reads the rows that the chunk has. */
static void
read_old_rows(Patch *patch)
{
	AudienceScan *scan = audience_scan_chunk(patch->audience, patch->chunk);
	AudienceRow row;

	while (audience_scan_next(scan, &row))
	{
		PatchRow   *old = add_row(patch);

		old->exists = true;
		audience_stored_copy(&row, &old->old);
		old->path = old->old.path;
		old->len = old->old.len;
	}
	audience_scan_end(scan);
}

/* Reads the rows that the members make now. */
static void
read_fresh_rows(Patch *patch, AudienceChunk *fresh)
{
	AudienceChunkRow row;

	while (audience_chunk_next(fresh, &row))
	{
		PatchRow   *new = add_row(patch);

		CHECK_FOR_INTERRUPTS();
		new->fresh = memcpy(palloc(sizeof(row)), &row, sizeof(row));
		new->path = row.path;
		new->len = row.len;
	}
}

/* qsort: by path, an existing row before a fresh one */
static int
compare_rows(const void *a, const void *b)
{
	const PatchRow *x = a;
	const PatchRow *y = b;
	int			c = path_compare(x->path, x->len, y->path, y->len);

	CHECK_FOR_INTERRUPTS();
	return c ? c : (int) y->exists - (int) x->exists;
}

/* Sorts the rows, and makes one row of an existing and a fresh one. */
static void
merge_rows(Patch *patch)
{
	uint32		n = 0;
	uint32		above = 0;

	if (patch->n > 0)
		qsort(patch->rows, patch->n, sizeof(PatchRow), compare_rows);
	for (uint32 i = 0; i < patch->n; i++)
	{
		PatchRow   *row = &patch->rows[i];
		const PatchRow *before = n > 0 ? &patch->rows[n - 1] : NULL;

		CHECK_FOR_INTERRUPTS();
		if (before && row->fresh && !before->fresh && path_compare(before->path, before->len, row->path, row->len) == 0)
		{
			patch->rows[n - 1].fresh = row->fresh;
			continue;
		}
		while (above > 0 && !path_within(row->path, row->len, patch->rows[above - 1].path, patch->rows[above - 1].len))
			above = patch->rows[above - 1].parent;
		row->parent = above;
		patch->rows[n++] = *row;
		above = n;
	}
	patch->n = n;
}

/* Finds the rows that have a touched id. */
static void
find_touched(Patch *patch)
{
	MemoryContext old = MemoryContextSwitchTo(patch->context);

	for (uint32 i = 0; i < patch->n; i++)
	{
		PatchRow   *row = &patch->rows[i];

		CHECK_FOR_INTERRUPTS();
		if (row->fresh)
			row->touched = true;
		else if (row->parent == 0 || patch->rows[row->parent - 1].touched)
		{
			row->touched = id_blocks_overlap(audience_stored_ids(row->old.ids), patch->touched);
			MemoryContextReset(patch->context);
		}
	}
	MemoryContextSwitchTo(old);
}

/* Makes the columns of attributes that a touched row gets; those that stay the same remain as they are stored. */
static bool
patch_columns(const Patch *patch, const PatchRow *row, Datum values[AUDIENCE_COLUMNS])
{
	static const Datum none[AUDIENCE_COLUMNS] = {0};
	AudienceColumn old;
	AudienceColumn fresh;
	bool		changed = false;

	memcpy(values, row->old.columns, sizeof(row->old.columns));
	if (!(row->fresh && DatumGetPointer(row->fresh->columns[0])) &&
		!id_blocks_overlap(audience_stored_ids(row->old.columns[0]), patch->touched))
		return false;
	audience_column_check(audience_column_get(row->old.columns, &old), patch->chunk);
	audience_column_check(audience_column_get(row->fresh ? row->fresh->columns : none, &fresh), patch->chunk);
	audience_patch_column(&old, patch->touched, &fresh, values);
	for (int i = 0; i < AUDIENCE_COLUMNS; i++)
	{
		Datum		before = row->old.columns[i];

		if (audience_stored_equal(before, values[i]))
			values[i] = before;
		else
			changed = true;
	}
	return changed;
}

/* Makes the row that a touched one becomes; its rows are 0 if nobody is left. Returns whether it changes. */
static bool
patch_row(const Patch *patch, const PatchRow *row, AudienceStored *stored)
{
	const IdBlocks *old_ids = audience_stored_ids(row->old.ids);
	const IdBlocks *old_own = DatumGetPointer(row->old.own) ? audience_stored_ids(row->old.own) : old_ids;
	const IdBlocks *fresh_ids = row->fresh ? row->fresh->ids : &no_ids;
	const IdBlocks *fresh_own = row->fresh ? row->fresh->own : &no_ids;
	bool		ids_changed;
	bool		own_changed;
	IdBlocks   *ids = audience_patch_ids(old_ids, patch->touched, fresh_ids, &ids_changed);
	IdBlocks   *own;
	bool		changed;

	stored->rows = (int32) ids->count;
	if (ids->count == 0)
		return row->exists;
	own = audience_patch_ids(old_own, patch->touched, fresh_own, &own_changed);
	if (ids_changed)
		stored->ids = PointerGetDatum(idset_store(ids));
	/* children have no ids that their parent itself lacks */
	if (own->count == ids->count)
		stored->own = (Datum) 0;
	else if (own_changed || !DatumGetPointer(row->old.own))
		stored->own = PointerGetDatum(idset_store(own));
	changed = patch_columns(patch, row, stored->columns);
	return changed || ids_changed || stored->rows != row->old.rows || stored->own != row->old.own;
}

/* Writes a row as it becomes, if it changes, and tells its parent whether it is dynamic. */
static void
write_row(const Patch *patch, PatchRow *row)
{
	AudienceStored stored = row->old;
	bool		changed = row->touched && patch_row(patch, row, &stored);

	stored.path = row->path;
	stored.len = row->len;
	stored.chunk = patch->chunk;
	if (row->touched && stored.rows == 0)
	{
		if (row->exists)
			audience_delete_row(patch->audience, row->path, row->len, patch->chunk);
		return;
	}
	stored.dynamic = row->dynamic || audience_stored_timed(&stored);
	if (stored.dynamic && row->parent > 0)
		patch->rows[row->parent - 1].dynamic = true;
	if (!row->exists)
		audience_insert_row(patch->audience, &stored);
	else if (changed || stored.dynamic != row->old.dynamic)
		audience_update_row(patch->audience, &stored);
}

/* Writes who has tags. */
static void
patch_members(const Patch *patch, AudienceChunk *fresh)
{
	const IdBlocks *old = audience_members_chunk(patch->audience, patch->chunk);
	bool		changed;
	IdBlocks   *members = audience_patch_ids(old, patch->touched, audience_chunk_members(fresh), &changed);

	if (changed)
		audience_write_members(patch->audience, patch->chunk, members);
}

void
audience_patch(const Audience *audience, const IdBlocks *touched, AudienceChunk *fresh)
{
	Patch		patch = {.audience = audience, .chunk = audience_chunk_number(fresh), .touched = touched};
	MemoryContext old;

	patch.context = AllocSetContextCreate(CurrentMemoryContext, "row of an audience", ROW_CONTEXT_SIZES);
	read_old_rows(&patch);
	read_fresh_rows(&patch, fresh);
	merge_rows(&patch);
	find_touched(&patch);
	old = MemoryContextSwitchTo(patch.context);
	for (uint32 i = patch.n; i > 0; i--)
	{
		CHECK_FOR_INTERRUPTS();
		write_row(&patch, &patch.rows[i - 1]);
		MemoryContextReset(patch.context);
	}
	patch_members(&patch, fresh);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(patch.context);
}
