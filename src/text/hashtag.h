/*
 * hashtag.h
 *	  Hashtags in running text, after UAX #31 (UAX31-R8, extended hashtag
 *	  identifiers) with a profile.
 */
#ifndef FACTAG_HASHTAG_H
#define FACTAG_HASHTAG_H

#include "factag.h"

typedef struct HashtagScan
{
	const uint8 *text;
	int32		len;
	int32		at;				/* what is not read yet */
	bool		url;			/* within a URL, where # begins a fragment */
} HashtagScan;

extern void hashtag_scan_init(HashtagScan *scan, const char *text, int len);

/*
 * Goes on to the next hashtag and folds it into segment, which takes
 * FACTAG_MAX_SEGMENT bytes. What cannot be a segment is passed over. Returns
 * false at the end of the text.
 */
extern bool hashtag_next(HashtagScan *scan, char *segment, int *seglen);

#endif							/* FACTAG_HASHTAG_H */
