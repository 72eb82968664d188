/*
 * audience_scan.h
 *	  Reads the rows of an audience's tables by index, in the active snapshot. The
 *	  tables must be locked (audience_open). Reads through the access methods, without SPI, so that a
 *	  query costs little more than its pages do, and values stay toasted until they are needed.
 */
#ifndef FACTAG_AUDIENCE_SCAN_H
#define FACTAG_AUDIENCE_SCAN_H

#include "audience/audience.h"
#include "audience/audience_blocks.h"
#include "audience/audience_shape.h"

/* a row of NAME_tags; a Datum is 0 where the column is NULL, and valid until the next row */
typedef struct AudienceRow
{
	char		path[FACTAG_MAX_PATH];
	int			len;
	int64		chunk;
	int32		rows;
	bool		dynamic;
	Datum		ids;			/* these are not detoasted */
	Datum		own;
	Datum		attributed;
	Datum		weight;
	Datum		value;
	Datum		since;
	Datum		until;
} AudienceRow;

typedef struct AudienceScan AudienceScan;

/* The rows of a path, by chunk. The bytes of paths and prefixes must stay in memory until the scan ends. */
extern AudienceScan *audience_scan_path(const Audience *audience, const char *path, int len);

/* The rows of the paths that begin with a path or are it, by path in preorder, then chunk; all rows if len is 0. */
extern AudienceScan *audience_scan_subtree(const Audience *audience, const char *path, int len);

/*
 * The paths that begin with some bytes, in preorder, for audience_scan_next_path: from the index alone, so that
 * there may be some without rows.
 */
extern AudienceScan *audience_scan_paths(const Audience *audience, const char *prefix, int len);

/* All rows, in no order. */
extern AudienceScan *audience_scan_all(const Audience *audience);

/* The rows of a chunk, in no order. */
extern AudienceScan *audience_scan_chunk(const Audience *audience, int64 chunk);

/* Goes to the next row; false if there is none. */
extern bool audience_scan_next(AudienceScan *scan, AudienceRow *row);

/* Goes to the next path, which is not that of the row; false if there is none. The first time row->len is 0. */
extern bool audience_scan_next_path(AudienceScan *scan, AudienceRow *row);

/* Goes past the rows or paths at or below a path, whose bytes are copied. */
extern void audience_scan_skip(AudienceScan *scan, const char *path, int len);
extern void audience_scan_end(AudienceScan *scan);

/* Everybody whose tags are not NULL, as the base has them: all, or those of a chunk. In the current memory context. */
extern IdBlocks *audience_members(const Audience *audience);
extern IdBlocks *audience_members_chunk(const Audience *audience, int64 chunk);

/* Their number, from the column rows. */
extern int64 audience_members_count(const Audience *audience);

#endif							/* FACTAG_AUDIENCE_SCAN_H */
