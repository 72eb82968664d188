/*
 * tagset_search.c
 *	  Looking for paths in the bytes of a tagset; see tagset_search.h.
 */
#include "tagset/tagset_search.h"

#include "miscadmin.h"

#include "tagset/tagset_bytes.h"
#include "text/path.h"

/*
 * Returns the last block that begins at or before a path, or else the first
 * block. The first element at or after the path is in it or begins the next one.
 */
static uint32
find_block(const uint8 *directory, const uint8 *elements, uint32 count, const char *path, int len)
{
	uint32		low = 0;
	uint32		high = (count - 1) / TAGSET_BLOCK;

	while (low < high)
	{
		uint32		middle = (low + high + 1) / 2;
		FrontCoded	first;

		(void) front_get(elements + tagset_block_start(directory, middle), &first);
		if (path_compare((const char *) first.suffix, first.len, path, len) <= 0)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

bool
tagset_reader_seek(TagsetReader *reader, const char *path, int len)
{
	if ((reader->flags & TAGSET_BLOCKS) && reader->read == 0)
	{
		const uint8 *directory = reader->p - tagset_directory_bytes(reader->flags, reader->count);
		uint32		block = find_block(directory, reader->p, reader->count, path, len);

		reader->p += tagset_block_start(directory, block);
		reader->read = block * TAGSET_BLOCK;
	}
	while (tagset_reader_next(reader))
	{
		if (path_compare(reader->path, reader->len, path, len) >= 0)
			return true;
	}
	return false;
}

/*
 * Looks for a path in the next count elements, which begin a block. Returns 1 if
 * it is found, 0 if the elements go past it without it, -1 if all of them are
 * before it; only then it moves *elements to what follows.
 *
 * Front coding saves most comparisons. Matched is the number of bytes that the
 * element before has in common with the path. An element that shares more than
 * that with the element before differs from the path where that one does, and is
 * before the path as well. One that shares less is after the path. Only if it
 * shares just as much are bytes compared.
 */
static inline int
find_in_block(const uint8 **elements, uint32 count, const char *path, int len, bool exact)
{
	const uint8 *p = *elements;
	uint32		matched = 0;

	for (uint32 i = 0; i < count; i++)
	{
		FrontCoded	coded;
		uint32		j = 0;

		p = front_get(p, &coded);
		if (unlikely(coded.flag))
			p += 1 + TAGSET_ATTRIBUTE_BYTES(*p);

		if (coded.shared > matched)
			continue;
		if (coded.shared < matched)
			return 0;
		while (j < coded.len && matched < (uint32) len && coded.suffix[j] == (uint8) path[matched])
		{
			matched++;
			j++;
		}
		if (matched == (uint32) len)
			return j == coded.len || (coded.suffix[j] == FACTAG_SEPARATOR && !exact);
		if (j < coded.len && coded.suffix[j] > (uint8) path[matched])
			return 0;
	}
	*elements = p;
	return -1;
}

bool
tagset_has(const struct varlena *set, const char *path, int len, bool exact)
{
	uint8		flags;
	uint32		count;
	const uint8 *p = tagset_read_header(set, &flags, &count);
	const uint8 *directory = p;
	uint32		done;

	if (!(flags & TAGSET_BLOCKS))
		return find_in_block(&p, count, path, len, exact) == 1;

	p += tagset_directory_bytes(flags, count);
	done = find_block(directory, p, count, path, len) * TAGSET_BLOCK;
	p += tagset_block_start(directory, done / TAGSET_BLOCK);
	for (; done < count; done += TAGSET_BLOCK)
	{
		int			found = find_in_block(&p, Min(TAGSET_BLOCK, count - done), path, len, exact);

		if (found >= 0)
			return found == 1;
	}
	return false;
}

/*
 * Merges the terms with the elements, both in preorder, as the merge step of LCP
 * merge sort does (see tagset_distance.c). Matched is the number of bytes that
 * the current element and the current term have in common. When either side
 * goes on, what the new one shares with its predecessor mostly tells which side
 * is less now; bytes are compared only where it shares exactly matched bytes.
 */
void
tagset_has_each(const struct varlena *set, const QueryPlan *plan, bool *found)
{
	uint8		flags;
	uint32		count;
	const uint8 *p = tagset_read_header(set, &flags, &count);
	uint32		read = 0;
	const uint8 *suffix = NULL; /* of the current element */
	uint32		shared = 0;
	uint32		len = 0;
	uint32		matched = 0;
	bool		less = true;	/* the current element is before the current term */
	int			i = 0;

	for (int t = 0; t < plan->nplain; t++)
		found[plan->plain[t]->index] = false;
	p += tagset_directory_bytes(flags, count);
	while (i < plan->nplain)
	{
		const QueryTerm *term = plan->plain[i];
		const char *path = term->pattern;
		uint32		pathlen = term->patternlen;
		bool		compare;

		if (less)
		{
			FrontCoded	coded;

			if (read == count)
				return;
			p = front_get(p, &coded);
			suffix = coded.suffix;
			shared = coded.shared;
			len = coded.shared + coded.len;
			if (unlikely(coded.flag))
				p += 1 + TAGSET_ATTRIBUTE_BYTES(*p);
			if (read++ % TAGSET_BLOCK == 0)
			{
				/* a block's first path is stored whole: what it shares is not known */
				CHECK_FOR_INTERRUPTS();
				matched = 0;
			}
			compare = shared == matched;
			if (shared < matched)
			{
				less = false;
				matched = shared;
			}
		}
		else
		{
			uint32		common;

			/* this is the first element at or after the term's path */
			found[term->index] = matched == pathlen &&
				(len == pathlen || (!term->exact && suffix[matched - shared] == FACTAG_SEPARATOR));
			if (++i == plan->nplain)
				return;
			common = plan->shared[i];
			path = plan->plain[i]->pattern;
			pathlen = plan->plain[i]->patternlen;
			compare = common == matched;
			if (common < matched)
			{
				less = true;
				matched = common;
			}
		}
		if (compare)
		{
			while (matched < len && matched < pathlen && suffix[matched - shared] == (uint8) path[matched])
				matched++;
			less = matched < pathlen &&
				(matched == len || suffix[matched - shared] < (uint8) path[matched]);
		}
	}
}
