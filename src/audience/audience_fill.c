/*
 * audience_fill.c
 *	  Making the base of an audience from its source.
 *
 * The source is read in the order of ids, so there is one chunk in memory at a time.
 */
#include "audience/audience_fill.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#include "audience/audience_sql.h"
#include "audience/audience_write.h"

/* rows that are fetched at a time */
#define FETCH_ROWS	1000

/* Returns the statement that reads the source. */
static char *
source_text(const Audience *audience)
{
	const char *id = quote_identifier(get_attname(audience->source, audience->id_column, false));
	const char *tags = quote_identifier(get_attname(audience->source, audience->tags_column, false));

	return psprintf("SELECT s.%s::pg_catalog.int8, s.%s FROM ONLY %s AS s WHERE s.%s IS NOT NULL ORDER BY s.%s",
					id, tags, audience_relation_name(audience->source), tags, id);
}

/* Opens a cursor for the source, which may sort in maintenance_work_mem. */
static Portal
open_source(const Audience *audience)
{
	int			guc_level = NewGUCNestLevel();
	char		memory[32];
	SPIPlanPtr	plan;
	Portal		portal;

	snprintf(memory, sizeof(memory), "%d", Max(maintenance_work_mem, work_mem));
	(void) set_config_option("work_mem", memory, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	plan = SPI_prepare(source_text(audience), 0, NULL);
	if (!plan)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, false);
	/* a sort takes its memory when it begins */
	SPI_cursor_fetch(portal, true, FETCH_ROWS);
	AtEOXact_GUC(true, guc_level);
	return portal;
}

/* Writes a chunk, if there is one, and frees it. */
static void
write_chunk(const Audience *audience, AudienceChunk *chunk, int64 *chunks)
{
	if (!chunk)
		return;
	audience_chunk_finish(chunk);
	audience_insert_chunk(audience, chunk);
	audience_chunk_free(chunk);
	(*chunks)++;
}

int64
audience_fill(const Audience *audience, int64 *chunks)
{
	Portal		portal = open_source(audience);
	AudienceChunk *chunk = NULL;
	int64		members = 0;
	int64		before = 0;

	*chunks = 0;
	for (; SPI_processed > 0; SPI_cursor_fetch(portal, true, FETCH_ROWS))
	{
		SPITupleTable *table = SPI_tuptable;
		uint64		n = SPI_processed;

		for (uint64 i = 0; i < n; i++)
		{
			bool		isnull;
			int64		id = DatumGetInt64(SPI_getbinval(table->vals[i], table->tupdesc, 1, &isnull));
			Datum		value;
			struct varlena *tags;

			CHECK_FOR_INTERRUPTS();
			if (isnull)
				ereport(ERROR,
						(errcode(ERRCODE_NOT_NULL_VIOLATION),
						 errmsg("column \"%s\" of an audience's table must not be NULL",
								get_attname(audience->source, audience->id_column, false))));
			if (members > 0 && id <= before)
				ereport(ERROR,
						(errcode(ERRCODE_UNIQUE_VIOLATION),
						 errmsg("id " INT64_FORMAT " is not unique", id)));
			value = SPI_getbinval(table->vals[i], table->tupdesc, 2, &isnull);
			tags = DatumGetPackedP(value);
			if (chunk && audience_chunk_number(chunk) != audience_chunk_of(audience, id))
			{
				write_chunk(audience, chunk, chunks);
				chunk = NULL;
			}
			if (!chunk)
				chunk = audience_chunk_make(audience_chunk_of(audience, id));
			audience_chunk_add(chunk, id, tags);
			if ((Pointer) tags != DatumGetPointer(value))
				pfree(tags);
			before = id;
			members++;
		}
		SPI_freetuptable(table);
	}
	write_chunk(audience, chunk, chunks);
	SPI_cursor_close(portal);
	return members;
}
