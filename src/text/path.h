/*
 * path.h
 *	  Arithmetic on stored paths: segments joined by FACTAG_SEPARATOR, at least one
 *	  byte long.
 */
#ifndef FACTAG_PATH_H
#define FACTAG_PATH_H

#include "factag.h"

/* Returns the end of the segment that begins at p. */
static inline const char *
path_segment_end(const char *p, const char *end)
{
	const char *stop = p < end ? memchr(p, FACTAG_SEPARATOR, end - p) : NULL;

	return stop ? stop : end;
}

/* Compares bytewise, which is preorder; < 0, 0, > 0. */
static inline int
path_compare(const char *a, int alen, const char *b, int blen)
{
	int			shorter = alen < blen ? alen : blen;
	/* an empty path may be a null pointer, which memcmp does not take */
	int			c = shorter > 0 ? memcmp(a, b, shorter) : 0;

	return c ? c : alen - blen;
}

/* Returns the number of bytes at the start that two paths have in common. */
static inline int
path_shared(const char *a, int alen, const char *b, int blen)
{
	int			most = alen < blen ? alen : blen;
	int			shared = 0;

	while (shared < most && a[shared] == b[shared])
		shared++;
	return shared;
}

/* Whether path is top or below it. */
static inline bool
path_within(const char *path, int len, const char *top, int toplen)
{
	return len >= toplen && (len == toplen || path[toplen] == FACTAG_SEPARATOR) &&
		memcmp(path, top, toplen) == 0;
}

/* Returns the number of segments. */
extern int	path_depth(const char *path, int len);

/* Returns the length of the first "depth" segments, or -1 if there are fewer. */
extern int	path_ancestor(const char *path, int len, int depth);

/* Returns the length of the parent, 0 at the top. */
extern int	path_parent(const char *path, int len);

/* Returns the length of the deepest path that both are at or below, 0 if there is none. */
extern int	path_common(const char *a, int alen, const char *b, int blen);

/*
 * Replaces the first fromlen bytes of a path, a whole ancestor or the path
 * itself, with another path. Returns the length of the result in buf, which has
 * FACTAG_MAX_PATH bytes; 54000 if it does not fit.
 */
extern int	path_rebase(const char *path, int len, int fromlen,
						const char *to, int tolen, char *buf);

#endif							/* FACTAG_PATH_H */
