#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_chunk.c
 *	  The rows that the members of one chunk make.
 */
#include "audience/audience_chunk.h"

AudienceChunk *
audience_chunk_make(int64 chunk)
{
	elog(ERROR, "not yet");
}

void
audience_chunk_free(AudienceChunk *chunk)
{
	elog(ERROR, "not yet");
}

void
audience_chunk_add(AudienceChunk *chunk, int64 id, const struct varlena *tags)
{
	elog(ERROR, "not yet");
}

void
audience_chunk_finish(AudienceChunk *chunk)
{
	elog(ERROR, "not yet");
}

bool
audience_chunk_next(AudienceChunk *chunk, AudienceChunkRow *row)
{
	elog(ERROR, "not yet");
}

IdBlocks *
audience_chunk_members(AudienceChunk *chunk)
{
	elog(ERROR, "not yet");
}

void
audience_chunk_insert(const Audience *audience, AudienceChunk *chunk)
{
	elog(ERROR, "not yet");
}

