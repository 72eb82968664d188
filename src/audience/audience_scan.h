/*
 * audience_scan.h
 *	  Reads the rows of an audience's tables by index, in the active snapshot. The
 *	  tables must be locked (audience_open). Reads through the access methods, without SPI, so that a
 *	  query costs little more than its pages do, and values stay toasted until they are needed.
 */
#ifndef FACTAG_AUDIENCE_SCAN_H
#define FACTAG_AUDIENCE_SCAN_H

#include "audience/audience.h"
#include "audience/audience_shape.h"
#include "idset/id_blocks.h"

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

/* A memory context for the work on a row, to be reset after each: it keeps some memory then. */
extern MemoryContext audience_scratch(void);

/* Everybody whose tags are not NULL, as the base has them: all, or those of a chunk. In the current memory context. */
extern IdBlocks *audience_members(const Audience *audience);
extern IdBlocks *audience_members_chunk(const Audience *audience, int64 chunk);

/* Their number, from the column rows. */
extern int64 audience_members_count(const Audience *audience);

/* The blocks of a toasted idset, which point into a copy in the current memory context; appended to a set. */
extern void audience_append_ids(IdBlocks *set, Datum ids);

/* Appends the blocks of a row, which share their data. Both refuse blocks that are not above those before (XX001). */
extern void audience_append_blocks(IdBlocks *set, const IdBlocks *more);

#endif							/* FACTAG_AUDIENCE_SCAN_H */
