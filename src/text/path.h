/*
 * path.h
 *	  Arithmetic of stored paths: segments joined by FACTAG_SEPARATOR, at least
 *	  one byte.
 */
#ifndef FACTAG_PATH_H
#define FACTAG_PATH_H

#include "factag.h"

/* the end of the segment that begins at p */
static inline const char *
path_segment_end(const char *p, const char *end)
{
	const char *stop = p < end ? memchr(p, FACTAG_SEPARATOR, end - p) : NULL;

	return stop ? stop : end;
}

/* bytewise, which is preorder; < 0, 0, > 0 */
static inline int
path_compare(const char *a, int alen, const char *b, int blen)
{
	int			c = memcmp(a, b, alen < blen ? alen : blen);

	return c ? c : alen - blen;
}

/* bytes that two paths begin with in common */
static inline int
path_shared(const char *a, int alen, const char *b, int blen)
{
	int			most = alen < blen ? alen : blen;
	int			shared = 0;

	while (shared < most && a[shared] == b[shared])
		shared++;
	return shared;
}

/* whether path is at or below top */
static inline bool
path_within(const char *path, int len, const char *top, int toplen)
{
	return len >= toplen && (len == toplen || path[toplen] == FACTAG_SEPARATOR) &&
		memcmp(path, top, toplen) == 0;
}

/* number of segments */
extern int	path_depth(const char *path, int len);

/* length of the first depth segments, or -1 where there are fewer */
extern int	path_ancestor(const char *path, int len, int depth);

/* length of the parent, 0 at the top */
extern int	path_parent(const char *path, int len);

/* length of the deepest path at or above both, 0 if there is none */
extern int	path_common(const char *a, int alen, const char *b, int blen);

/*
 * Moves a path that is at or below one of fromlen bytes to below another; buf
 * takes FACTAG_MAX_PATH bytes. Returns the new length; 54000 if it is longer.
 */
extern int	path_rebase(const char *path, int len, int fromlen, const char *to, int tolen, char *buf);

#endif							/* FACTAG_PATH_H */
