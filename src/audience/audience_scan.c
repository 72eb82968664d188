#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_scan.c
 *	  Reading the rows of an audience's tables.
 */
#include "audience/audience_scan.h"

AudienceScan *
audience_scan_path(const Audience *audience, const char *path, int len)
{
	elog(ERROR, "not yet");
}

AudienceScan *
audience_scan_subtree(const Audience *audience, const char *path, int len)
{
	elog(ERROR, "not yet");
}

AudienceScan *
audience_scan_chunk(const Audience *audience, int64 chunk)
{
	elog(ERROR, "not yet");
}

bool
audience_scan_next(AudienceScan *scan, AudienceRow *row)
{
	elog(ERROR, "not yet");
}

void
audience_scan_end(AudienceScan *scan)
{
	elog(ERROR, "not yet");
}

IdBlocks *
audience_members(const Audience *audience)
{
	elog(ERROR, "not yet");
}

IdBlocks *
audience_members_chunk(const Audience *audience, int64 chunk)
{
	elog(ERROR, "not yet");
}

void
audience_append_ids(IdBlocks *set, Datum ids)
{
	elog(ERROR, "not yet");
}

