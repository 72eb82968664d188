/*
 * audience_fill.c
 *	  Making the base of an audience from its source.
 *
 * The source is read in the order of ids, so there is one chunk in memory at a time.
 */
#include "audience/audience_fill.h"

#include "utils/lsyscache.h"

#include "audience/audience_feed.h"
#include "audience/audience_write.h"

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
	AudienceFeed *feed = audience_feed_open(audience, false);
	AudienceFeedRow row;
	AudienceChunk *chunk = NULL;
	int64		members = 0;
	int64		before = 0;

	*chunks = 0;
	while (audience_feed_next(feed, &row))
	{
		if (row.no_id)
			ereport(ERROR,
					(errcode(ERRCODE_NOT_NULL_VIOLATION),
					 errmsg("column \"%s\" of table \"%s\" has NULLs",
							get_attname(audience->source, audience->id_column, false), get_rel_name(audience->source)),
					 errhint("An audience needs an id for each row that has tags.")));
		/* the unique index, without which there is no audience, is damaged */
		if (members > 0 && row.id <= before)
			ereport(ERROR,
					(errcode(ERRCODE_UNIQUE_VIOLATION),
					 errmsg("more than one row of table \"%s\" has id " INT64_FORMAT,
							get_rel_name(audience->source), row.id),
					 errdetail("A unique index of the column is damaged."),
					 errhint("Delete what is there twice, and REINDEX the table.")));
		if (chunk && audience_chunk_number(chunk) != audience_chunk_of(audience, row.id))
		{
			write_chunk(audience, chunk, chunks);
			chunk = NULL;
		}
		if (!chunk)
			chunk = audience_chunk_make(audience_chunk_of(audience, row.id));
		audience_chunk_add(chunk, row.id, row.tags);
		before = row.id;
		members++;
	}
	write_chunk(audience, chunk, chunks);
	audience_feed_close(feed);
	return members;
}
