/*
 * tagset_search.c
 *	  Looking for paths in the bytes of a tagset; see tagset_search.h.
 */
#include "tagset/tagset_search.h"

#include "access/detoast.h"
#include "miscadmin.h"

#include "tagset/tagset_bytes.h"
#include "text/path.h"

/* a stored value of fewer bytes is read as a whole, which takes no longer than some slices */
#define SLICED_BYTES (256 * 1024)

/*
 * The elements of a set: in memory, or in a value that is stored out of line and
 * uncompressed, of which slices are read.
 */
typedef struct Elements
{
	const uint8 *all;			/* in memory, or else NULL */
	Datum		value;
	uint32		offset;			/* of the first element in the value */
	uint32		bytes;			/* of all elements */
	struct varlena *slice;		/* the last one read, or NULL */
} Elements;

/* The bytes from start to end; valid until the next call. */
static inline const uint8 *
get_elements(Elements *elements, uint32 start, uint32 end)
{
	if (likely(elements->all))
		return elements->all + start;
	if (elements->slice)
		pfree(elements->slice);
	elements->slice = (struct varlena *) PG_DETOAST_DATUM_SLICE(elements->value, elements->offset + start,
																Min(end, elements->bytes) - start);
	return (const uint8 *) VARDATA_ANY(elements->slice);
}

/* bytes of the first element of a block, up to the end of its path, at most */
#define FIRST_PATH_BYTES (FACTAG_MAX_PATH + 2 * 5)

/*
 * Returns the last block that begins at or before a path, or else the first
 * block. The first element at or after the path is in it or begins the next one.
 */
static uint32
find_block(const uint8 *directory, Elements *elements, uint32 count, const char *path, int len)
{
	uint32		low = 0;
	uint32		high = (count - 1) / TAGSET_BLOCK;

	while (low < high)
	{
		uint32		middle = (low + high + 1) / 2;
		uint32		start = tagset_block_start(directory, middle);
		FrontCoded	first;

		(void) front_get(get_elements(elements, start, start + FIRST_PATH_BYTES), &first);
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
		Elements	elements = {.all = reader->p};
		uint32		block = find_block(directory, &elements, reader->count, path, len);

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
 * Looks for a path in the count elements at p, which begin a block. Returns 1 if it is
 * found, and then fills *place, with the element's number in the block; 0 if the
 * elements go past it without it; -1 if all of them are before it.
 *
 * Front coding saves most comparisons. Matched is the number of bytes that the
 * element before has in common with the path. An element that shares more than
 * that with the element before differs from the path where that one does, and is
 * before the path as well. One that shares less is after the path. Only if it
 * shares just as much are bytes compared.
 */
static inline int
find_in_block(const uint8 *p, uint32 count, const char *path, int len, TagsetScope scope,
			  TagsetPlace *place)
{
	uint32		matched = 0;

	for (uint32 i = 0; i < count; i++)
	{
		FrontCoded	coded;
		const uint8 *attributes = NULL;
		uint32		j = 0;

		p = front_get(p, &coded);
		if (unlikely(coded.flag))
		{
			attributes = p;
			p += 1 + TAGSET_ATTRIBUTE_BYTES(*p);
		}

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
		{
			coded.shared = matched - j; /* as it is, but the loop need not keep it for this */
			*place = (TagsetPlace) {coded, p, attributes, i};
			return j == coded.len || scope == TAGSET_BEGINNING ||
				(coded.suffix[j] == FACTAG_SEPARATOR && scope == TAGSET_BELOW);
		}
		if (j < coded.len && coded.suffix[j] > (uint8) path[matched])
			return 0;
	}
	return -1;
}

/* Looks for a path in a set with a directory. */
static bool
find_in_blocks(const uint8 *directory, Elements *elements, uint32 count, const char *path, int len,
			   TagsetScope scope, TagsetPlace *place)
{
	uint32		blocks = (count - 1) / TAGSET_BLOCK + 1;

	for (uint32 block = find_block(directory, elements, count, path, len); block < blocks; block++)
	{
		uint32		end = block + 1 < blocks ? tagset_block_start(directory, block + 1) : PG_UINT32_MAX;
		int			found = find_in_block(get_elements(elements, tagset_block_start(directory, block), end),
										  Min(TAGSET_BLOCK, count - block * TAGSET_BLOCK), path, len, scope, place);

		if (found >= 0)
		{
			place->number += block * TAGSET_BLOCK;
			return found == 1;
		}
	}
	return false;
}

bool
tagset_find(const struct varlena *set, const char *path, int len, TagsetScope scope,
			TagsetPlace *place)
{
	uint8		flags;
	uint32		count;
	const uint8 *p = tagset_read_header(set, &flags, &count);
	Elements	elements;

	if (!(flags & TAGSET_BLOCKS))
		return find_in_block(p, count, path, len, scope, place) == 1;
	elements.all = p + tagset_directory_bytes(flags, count);
	return find_in_blocks(p, &elements, count, path, len, scope, place);
}

/* Returns how many bytes a number takes as a varint. */
static inline int
varint_bytes(uint32 value)
{
	int			n = 1;

	for (; value >= 0x80; value >>= 7)
		n++;
	return n;
}

bool
tagset_reader_begin(TagsetReader *reader, const struct varlena *set, const char *bytes, int len)
{
	TagsetPlace place;

	tagset_reader_init(reader, set);
	if (len == 0)
		return true;
	if (!tagset_find(set, bytes, len, TAGSET_BEGINNING, &place))
		return false;
	/* it shares no more than these bytes with the element before, which does not begin with them */
	memcpy(reader->path, bytes, len);
	reader->len = len;
	reader->p = place.coded.suffix - varint_bytes(place.coded.shared) - varint_bytes(place.coded.len << 1);
	reader->read = place.number;
	return true;
}

bool
tagset_has_datum(Datum set, const char *path, int len, bool exact)
{
	Size		size;			/* of the value, uncompressed */
	struct varlena *header;
	struct varlena *directory;
	uint8		flags;
	uint32		count;
	uint32		head;
	TagsetPlace place;
	Elements	elements = {.value = set};
	bool		found;

	if (!VARATT_IS_EXTERNAL_ONDISK(DatumGetPointer(set)))
		return tagset_has(DatumGetPackedP(set), path, len, exact);
	size = toast_raw_datum_size(set) - VARHDRSZ;
	if (size < SLICED_BYTES || toast_datum_size(set) < size)
		return tagset_has(DatumGetPackedP(set), path, len, exact);
	header = factag_header_slice(set);
	head = tagset_read_header(header, &flags, &count) - (const uint8 *) VARDATA_ANY(header);
	if (!(flags & TAGSET_BLOCKS))
		return tagset_has(DatumGetPackedP(set), path, len, exact);
	elements.offset = head + tagset_directory_bytes(flags, count);
	elements.bytes = size - elements.offset;
	directory = (struct varlena *) PG_DETOAST_DATUM_SLICE(set, head, tagset_directory_bytes(flags, count));
	found = find_in_blocks((const uint8 *) VARDATA_ANY(directory), &elements, count, path, len, exact ? TAGSET_AT : TAGSET_BELOW, &place);
	if (elements.slice)
		pfree(elements.slice);
	pfree(directory);
	pfree(header);
	return found;
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

	for (int t = 0; t < plan->nbare; t++)
		found[plan->bare[t]->index] = false;
	p += tagset_directory_bytes(flags, count);
	while (i < plan->nbare)
	{
		const QueryTerm *term = plan->bare[i];
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
			if (++i == plan->nbare)
				return;
			common = plan->shared[i];
			path = plan->bare[i]->pattern;
			pathlen = plan->bare[i]->patternlen;
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
