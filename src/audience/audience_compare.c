/*
 * audience_compare.c
 *	  What is wrong with a chunk of an audience.
 */
#include "audience/audience_compare.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "audience/audience_patch.h"
#include "audience/audience_stored.h"
#include "idset/id_builder.h"
#include "text/path.h"

/* rows that there is room for at first */
#define FIRST_SIZE 64

/* ids that a detail names */
#define NAMED_IDS 5

/* what the three sources of rows have at a path */
typedef struct CompareRow
{
	const char *path;
	int			len;
	const AudienceChunkRow *expected;	/* what the table makes; NULL: nothing */
	const AudienceChunkRow *pending;
	struct BaseRow *base;
	uint32		parent;			/* the row above it + 1; 0: none */
} CompareRow;

/* a row of NAME_tags */
typedef struct BaseRow
{
	AudienceStored stored;
	bool		is_dynamic;		/* what dynamic should be */
} BaseRow;

typedef struct Comparison
{
	int64		chunk;
	const IdBlocks *touched;
	CompareRow *rows;			/* in preorder */
	uint32		n;
	uint32		size;
	AudienceProblem problem;
	void	   *arg;
} Comparison;

static const IdBlocks no_ids = {0};

/* Returns some ids in words. */
static char *
ids_text(const IdBlocks *ids)
{
	StringInfoData text;
	IdReader	reader;
	int64		id;

	initStringInfo(&text);
	id_reader_init(&reader, ids);
	appendStringInfoString(&text, ids->count == 1 ? "id" : "ids");
	for (int i = 0; i < NAMED_IDS && id_reader_next(&reader, &id); i++)
		appendStringInfo(&text, "%s " INT64_FORMAT, i == 0 ? "" : ",", id);
	if (ids->count > NAMED_IDS)
		appendStringInfo(&text, " and " INT64_FORMAT " more", ids->count - NAMED_IDS);
	return text.data;
}

/* Reports a problem with ids, unless there are none; they take the place of %s in the detail. */
static void
report_ids(const Comparison *comparison, const char *problem, const CompareRow *row, const IdBlocks *ids, const char *detail)
{
	IdReader	reader;
	int64		first;

	if (ids->count == 0)
		return;
	id_reader_init(&reader, ids);
	(void) id_reader_next(&reader, &first);
	comparison->problem(comparison->arg, problem, row ? row->path : NULL, row ? row->len : 0, &first,
						psprintf(detail, ids_text(ids)));
}

/* Reports a problem with a row. */
static void
report_row(const Comparison *comparison, const char *problem, const CompareRow *row, const char *detail)
{
	comparison->problem(comparison->arg, problem, row->path, row->len, NULL,
						psprintf("chunk " INT64_FORMAT ": %s", comparison->chunk, detail));
}

static CompareRow *
add_row(Comparison *comparison, const char *path, int len)
{
	if (comparison->n == comparison->size)
	{
		comparison->size = comparison->size == 0 ? FIRST_SIZE : comparison->size * 2;
		comparison->rows = comparison->rows ?
			repalloc_huge(comparison->rows, comparison->size * sizeof(CompareRow)) :
			palloc(comparison->size * sizeof(CompareRow));
	}
	comparison->rows[comparison->n] = (CompareRow) {.path = path, .len = len};
	return &comparison->rows[comparison->n++];
}

/* Reads the rows of a chunk that is in memory. */
static void
read_chunk(Comparison *comparison, AudienceChunk *chunk, bool expected)
{
	AudienceChunkRow row;

	while (audience_chunk_next(chunk, &row))
	{
		AudienceChunkRow *copy = memcpy(palloc(sizeof(row)), &row, sizeof(row));
		CompareRow *added = add_row(comparison, row.path, row.len);

		CHECK_FOR_INTERRUPTS();
		if (expected)
			added->expected = copy;
		else
			added->pending = copy;
	}
}

/* Reads the rows of the base. */
static void
read_base(Comparison *comparison, const Audience *audience)
{
	AudienceScan *scan = audience_scan_chunk(audience, comparison->chunk);
	AudienceRow row;

	while (audience_scan_next(scan, &row))
	{
		BaseRow    *base = palloc(sizeof(BaseRow));

		audience_stored_copy(&row, &base->stored);
		base->is_dynamic = audience_stored_timed(&base->stored);
		add_row(comparison, base->stored.path, base->stored.len)->base = base;
	}
	audience_scan_end(scan);
}

/* qsort: by path */
static int
compare_rows(const void *a, const void *b)
{
	const CompareRow *x = a;
	const CompareRow *y = b;

	CHECK_FOR_INTERRUPTS();
	return path_compare(x->path, x->len, y->path, y->len);
}

/* Sorts the rows, makes one of those of a path, and finds out which rows of the base are dynamic. */
static void
merge_rows(Comparison *comparison)
{
	CompareRow *rows = comparison->rows;
	uint32		n = 0;
	uint32		above = 0;

	if (comparison->n > 0)
		qsort(rows, comparison->n, sizeof(CompareRow), compare_rows);
	for (uint32 i = 0; i < comparison->n; i++)
	{
		CompareRow *row = &rows[i];

		CHECK_FOR_INTERRUPTS();
		if (n > 0 && path_compare(rows[n - 1].path, rows[n - 1].len, row->path, row->len) == 0)
		{
			CompareRow *same = &rows[n - 1];

			same->expected = same->expected ? same->expected : row->expected;
			same->pending = same->pending ? same->pending : row->pending;
			same->base = same->base ? same->base : row->base;
			continue;
		}
		while (above > 0 && !path_within(row->path, row->len, rows[above - 1].path, rows[above - 1].len))
			above = rows[above - 1].parent;
		row->parent = above;
		rows[n++] = *row;
		above = n;
	}
	comparison->n = n;
	for (uint32 i = n; i > 0; i--)
	{
		const CompareRow *row = &rows[i - 1];
		uint32		parent;

		if (!row->base || !row->base->is_dynamic)
			continue;
		for (parent = row->parent; parent > 0 && !rows[parent - 1].base;)
			parent = rows[parent - 1].parent;
		if (parent > 0)
			rows[parent - 1].base->is_dynamic = true;
	}
}

/* Checks what a row of the base says of itself. */
static void
check_base(const Comparison *comparison, const CompareRow *row, const IdBlocks *ids, const IdBlocks *own)
{
	const AudienceStored *base = &row->base->stored;

	if (base->rows != ids->count)
		report_row(comparison, "rows", row, psprintf("rows is %d, but there are " INT64_FORMAT " ids", base->rows, ids->count));
	else if (ids->count == 0)
		report_row(comparison, "rows", row, "there are no ids");
	report_ids(comparison, "own", row, id_blocks_minus(own, ids), "own has %s, but ids does not");
	if (base->dynamic != row->base->is_dynamic)
		report_row(comparison, "dynamic", row, row->base->is_dynamic ?
				   "dynamic is false, but an element at or below the tag begins or ends" :
				   "dynamic is true, but no element at or below the tag begins or ends");
}

static bool
same_values(const Datum a[AUDIENCE_COLUMNS], const Datum b[AUDIENCE_COLUMNS])
{
	for (int i = 0; i < AUDIENCE_COLUMNS; i++)
	{
		if (!audience_stored_equal(a[i], b[i]))
			return false;
	}
	return true;
}

/* The ids whose attributes differ in two columns; an id that is in one alone has attributes that the other lacks. */
static IdBlocks *
differing_ids(const AudienceColumn *a, const AudienceColumn *b)
{
	IdBuilder  *ids = id_builder_make(CurrentMemoryContext);
	const IdBlocks *both = id_blocks_and(a->ids, b->ids);
	IdReader	readers[2];
	uint32		positions[2] = {0, 0};
	IdReader	reader;
	int64		id;

	id_builder_add_set(ids, id_blocks_minus(a->ids, both));
	id_builder_add_set(ids, id_blocks_minus(b->ids, both));
	id_reader_init(&readers[0], a->ids);
	id_reader_init(&readers[1], b->ids);
	id_reader_init(&reader, both);
	while (id_reader_next(&reader, &id))
	{
		Attributes	attributes[2];

		CHECK_FOR_INTERRUPTS();
		for (int i = 0; i < 2; i++)
		{
			int64		at;

			while (id_reader_next(&readers[i], &at) && at < id)
				positions[i]++;
			audience_column_attributes(i == 0 ? a : b, positions[i]++, &attributes[i]);
		}
		if (attributes_compare(&attributes[0], &attributes[1]) != 0)
			id_builder_add(ids, id);
	}
	return id_builder_finish(ids);
}

/* Compares attributes, of ids that have the very tag on both sides. */
static void
compare_columns(const Comparison *comparison, const CompareRow *row, const IdBlocks *both)
{
	static const Datum none[AUDIENCE_COLUMNS] = {0};
	const Datum *expected_values = row->expected ? row->expected->columns : none;
	const Datum *base_values = row->base ? row->base->stored.columns : none;
	const Datum *pending_values = row->pending ? row->pending->columns : none;
	Datum		values[AUDIENCE_COLUMNS];
	AudienceColumn expected;
	AudienceColumn base;
	AudienceColumn pending;
	AudienceColumn actual;
	const char *problem;

	if (!DatumGetPointer(pending_values[0]) && comparison->touched->count == 0 && same_values(expected_values, base_values))
		return;
	problem = audience_column_get(base_values, &base);
	if (!problem)
		problem = audience_column_get(expected_values, &expected);
	if (!problem)
		problem = audience_column_get(pending_values, &pending);
	if (!problem)
	{
		audience_patch_column(&base, comparison->touched, &pending, values);
		problem = audience_column_get(values, &actual);
	}
	if (problem)
	{
		report_row(comparison, "attributes", row, problem);
		return;
	}
	report_ids(comparison, "attributes", row, id_blocks_and(differing_ids(&expected, &actual), both),
			   "the attributes differ for %s");
}

/* Compares what there is at a path. */
static void
compare_row(const Comparison *comparison, const CompareRow *row)
{
	const IdBlocks *base_ids = row->base ? audience_stored_ids(row->base->stored.ids) : &no_ids;
	const IdBlocks *base_own = row->base && DatumGetPointer(row->base->stored.own) ?
		audience_stored_ids(row->base->stored.own) : base_ids;
	const IdBlocks *expected_ids = row->expected ? row->expected->ids : &no_ids;
	const IdBlocks *expected_own = row->expected ? row->expected->own : &no_ids;
	bool		changed;
	const IdBlocks *ids = audience_patch_ids(base_ids, comparison->touched, row->pending ? row->pending->ids : &no_ids, &changed);
	const IdBlocks *own = audience_patch_ids(base_own, comparison->touched, row->pending ? row->pending->own : &no_ids, &changed);
	const IdBlocks *both = id_blocks_and(ids, expected_ids);

	if (row->base)
		check_base(comparison, row, base_ids, base_own);
	report_ids(comparison, "missing", row, id_blocks_minus(expected_ids, ids), "the audience lacks %s");
	report_ids(comparison, "extra", row, id_blocks_minus(ids, expected_ids), "the table lacks %s");
	report_ids(comparison, "own", row, id_blocks_and(both, id_blocks_minus(expected_own, own)),
			   "in the audience, the tag itself lacks %s");
	report_ids(comparison, "own", row, id_blocks_and(both, id_blocks_minus(own, expected_own)),
			   "in the table, the tag itself lacks %s");
	compare_columns(comparison, row, id_blocks_and(own, expected_own));
}

/* Compares who has tags. */
static void
compare_members(const Comparison *comparison, const Audience *audience, const IdBlocks *expected,
				const IdBlocks *pending, int64 stored_rows)
{
	const IdBlocks *base = audience_members_chunk(audience, comparison->chunk);
	bool		changed;
	const IdBlocks *members = audience_patch_ids(base, comparison->touched, pending, &changed);

	if (stored_rows >= 0 && (stored_rows != base->count || stored_rows == 0))
		comparison->problem(comparison->arg, "rows", NULL, 0, NULL,
							psprintf("chunk " INT64_FORMAT ": rows is " INT64_FORMAT ", but there are " INT64_FORMAT " members",
									 comparison->chunk, stored_rows, base->count));
	report_ids(comparison, "member", NULL, id_blocks_minus(expected, members), "the audience lacks %s");
	report_ids(comparison, "member", NULL, id_blocks_minus(members, expected), "the table lacks %s");
}

void
audience_compare(const Audience *audience, AudienceChunk *source, AudienceChunk *pending,
				 const IdBlocks *touched, int64 stored_members, AudienceProblem problem, void *arg)
{
	Comparison	comparison = {
		.chunk = audience_chunk_number(source), .touched = touched, .problem = problem, .arg = arg
	};
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "row of an audience", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old;

	read_base(&comparison, audience);
	read_chunk(&comparison, source, true);
	read_chunk(&comparison, pending, false);
	merge_rows(&comparison);
	old = MemoryContextSwitchTo(context);
	compare_members(&comparison, audience, audience_chunk_members(source), audience_chunk_members(pending), stored_members);
	for (uint32 i = 0; i < comparison.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(context);
		compare_row(&comparison, &comparison.rows[i]);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}
