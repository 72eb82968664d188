/*
 * hashtag.h
 *	  Finding hashtags in running text, after UAX #31 (UAX31-R8, extended hashtag
 *	  identifiers) with a profile.
 */
#ifndef FACTAG_HASHTAG_H
#define FACTAG_HASHTAG_H

#include "factag.h"

typedef struct HashtagScan
{
	const uint8 *text;
	int32		len;
	int32		at;				/* the next byte to read */
	bool		url;			/* inside a URL, where # begins a fragment */
} HashtagScan;

extern void hashtag_scan_init(HashtagScan *scan, const char *text, int len);

/*
 * Finds the next hashtag and folds it into segment, which has FACTAG_MAX_SEGMENT
 * bytes. Hashtags that cannot be a segment are skipped. Returns false at the end
 * of the text.
 */
extern bool hashtag_next(HashtagScan *scan, char *segment, int *seglen);

#endif							/* FACTAG_HASHTAG_H */
