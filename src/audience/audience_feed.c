/*
 * audience_feed.c
 *	  Reads the rows of an audience's source.
 */
#include "audience/audience_feed.h"

#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#include "usertable/table_sql.h"

/* rows that are fetched at a time */
#define FETCH_ROWS	1000

struct AudienceFeed
{
	MemoryContext context;
	Portal		portal;
	SPITupleTable *table;		/* the rows that were fetched */
	uint64		n;
	uint64		next;			/* of them */
	struct varlena *detoasted;	/* the current row's tags, if they are a copy */
};

/* Returns the statement that reads the source. */
static char *
source_text(const Audience *audience)
{
	const char *id = quote_identifier(get_attname(audience->source, audience->id_column, false));
	const char *tags = quote_identifier(get_attname(audience->source, audience->tags_column, false));

	return psprintf("SELECT s.%s::pg_catalog.int8, s.%s FROM ONLY %s AS s WHERE s.%s IS NOT NULL "
					"ORDER BY s.%s NULLS LAST",
					id, tags, table_sql_name(audience->source), tags, id);
}

static void
fetch(AudienceFeed *feed)
{
	MemoryContext old = CurrentMemoryContext;

	if (feed->table)
		SPI_freetuptable(feed->table);
	SPI_cursor_fetch(feed->portal, true, FETCH_ROWS);
	feed->table = SPI_tuptable;
	feed->n = SPI_processed;
	feed->next = 0;
	/* SPI leaves its own context behind */
	MemoryContextSwitchTo(old);
}

AudienceFeed *
audience_feed_open(const Audience *audience, bool active_snapshot)
{
	AudienceFeed *feed = palloc0(sizeof(AudienceFeed));
	MemoryContext old = CurrentMemoryContext;
	int			guc_level = NewGUCNestLevel();
	char		memory[32];
	SPIPlanPtr	plan;

	snprintf(memory, sizeof(memory), "%d", Max(maintenance_work_mem, work_mem));
	(void) set_config_option("work_mem", memory, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	plan = SPI_prepare(source_text(audience), 0, NULL);
	if (!plan)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	feed->context = old;
	feed->portal = SPI_cursor_open(NULL, plan, NULL, NULL, active_snapshot);
	/* a sort takes its memory when it begins */
	fetch(feed);
	AtEOXact_GUC(false, guc_level);
	MemoryContextSwitchTo(old);
	return feed;
}

bool
audience_feed_next(AudienceFeed *feed, AudienceFeedRow *row)
{
	MemoryContext old;
	Datum		id;
	Datum		tags;
	bool		isnull;

	CHECK_FOR_INTERRUPTS();
	if (feed->detoasted)
		pfree(feed->detoasted);
	feed->detoasted = NULL;
	if (feed->next == feed->n && feed->n > 0)
		fetch(feed);
	if (feed->next == feed->n)
		return false;
	id = SPI_getbinval(feed->table->vals[feed->next], feed->table->tupdesc, 1, &row->no_id);
	/* on 32 bits a bigint is passed by reference, and NULL has none */
	row->id = row->no_id ? 0 : DatumGetInt64(id);
	tags = SPI_getbinval(feed->table->vals[feed->next], feed->table->tupdesc, 2, &isnull);
	old = MemoryContextSwitchTo(feed->context);
	row->tags = DatumGetPackedP(tags);
	MemoryContextSwitchTo(old);
	if ((Pointer) row->tags != DatumGetPointer(tags))
		feed->detoasted = row->tags;
	feed->next++;
	return true;
}

void
audience_feed_close(AudienceFeed *feed)
{
	MemoryContext old = CurrentMemoryContext;

	if (feed->table)
		SPI_freetuptable(feed->table);
	SPI_cursor_close(feed->portal);
	pfree(feed);
	MemoryContextSwitchTo(old);
}
