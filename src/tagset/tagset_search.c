/*
 * tagset_search.c
 *	  Looking for paths in the bytes of a tagset; see tagset_search.h.
 */
#include "tagset/tagset_search.h"

#include "miscadmin.h"

#include "tagset/tagset_bytes.h"
#include "text/path.h"

/*
 * The last block whose first path is before or at the given one (the first
 * block if none is): what is sought is in it or after it.
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
 * Looks for a path in count elements that begin a block. Front coding does
 * most of the work: an element that shares more with the one before than that
 * one had in common with the path is still before it, one that shares less is
 * behind it, and only where both are equal are bytes compared. Returns 1 if
 * found, 0 if the elements have passed the path, -1 if they all are before it.
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
 * Merges the terms with the elements, both in preorder, as a merge sort that
 * knows common prefixes does: what the current element has in common with the
 * current term (matched) and what each has in common with the one before it
 * tell most of the order, and bytes are compared only where those are equal.
 */
void
tagset_has_each(const struct varlena *set, const QueryPlan *plan, bool *matched_terms)
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
		matched_terms[plan->plain[t]->index] = false;
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
				/* what it has in common with the element before is not known */
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

			/* the first element at the term or behind it */
			matched_terms[term->index] = matched == pathlen &&
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
