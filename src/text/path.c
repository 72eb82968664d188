/*
 * path.c
 *	  Arithmetic on stored paths; see path.h.
 */
#include "text/path.h"

int
path_depth(const char *path, int len)
{
	int			depth = 1;

	for (int i = 0; i < len; i++)
		depth += path[i] == FACTAG_SEPARATOR;
	return depth;
}

int
path_ancestor(const char *path, int len, int depth)
{
	for (int i = 0; i < len; i++)
	{
		if (path[i] == FACTAG_SEPARATOR && --depth == 0)
			return i;
	}
	return depth == 1 ? len : -1;
}

int
path_parent(const char *path, int len)
{
	while (len > 0 && path[len - 1] != FACTAG_SEPARATOR)
		len--;
	return len > 0 ? len - 1 : 0;
}

int
path_common(const char *a, int alen, const char *b, int blen)
{
	int			shorter = alen < blen ? alen : blen;
	int			common = 0;
	int			i;

	for (i = 0; i < shorter && a[i] == b[i]; i++)
	{
		if (a[i] == FACTAG_SEPARATOR)
			common = i;
	}
	if (i == shorter &&
		(i == alen || a[i] == FACTAG_SEPARATOR) && (i == blen || b[i] == FACTAG_SEPARATOR))
		common = i;
	return common;
}

int
path_rebase(const char *path, int len, int fromlen, const char *to, int tolen, char *buf)
{
	if (tolen + len - fromlen > FACTAG_MAX_PATH)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the moved path would be longer than %d bytes", FACTAG_MAX_PATH),
				 errhint("Move the paths to a shorter one, or shorten them first.")));
	memcpy(buf, to, tolen);
	memcpy(buf + tolen, path + fromlen, len - fromlen);
	return tolen + len - fromlen;
}
