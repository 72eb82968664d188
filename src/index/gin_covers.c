/*
 * gin_covers.c
 *	  The GIN condition of "value @> set"; see gin_covers.h.
 */
#include "index/gin_covers.h"

#include "miscadmin.h"

#include "index/gin_match.h"
#include "tagset/tagset_reader.h"

void
gin_add_covers(GinQuery *gq, uint8 class, const struct varlena *set)
{
	TagsetReader reader;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		gin_add_at_or_below(gq, class, reader.path, reader.len);
	}
}

QueryTruth
gin_covers(const GinTernaryValue *check, int nkeys)
{
	QueryTruth	result = QUERY_TRUE;

	for (int i = 0; i < nkeys; i += 2)
	{
		QueryTruth	t = gin_any_of(check, i, i + 2);

		if (t == QUERY_FALSE)
			return QUERY_FALSE;
		if (t == QUERY_MAYBE)
			result = QUERY_MAYBE;
	}
	return result;
}
