/*
 * idset_format.c
 *	  The bytes of an idset; see idset_format.h.
 */
#include "idset/idset_format.h"

#include "access/detoast.h"
#include "miscadmin.h"

#include "idset/id_runs.h"
#include "text/bytes.h"

StaticAssertDecl((IDSET_DIRECTORY & FACTAG_FORMAT_MASK) == 0,
				 "flags must leave the version nibble alone");
StaticAssertDecl(FACTAG_MAX_ID_BLOCKS < 1 << 28 && 1 + 10 + 4 <= FACTAG_HEADER_BYTES,
				 "the counts must be in the first bytes");
StaticAssertDecl(IDS_RUNS <= 3, "a kind has two bits");
StaticAssertDecl(ID_MAX_ARRAY * 2 == ID_BITMAP_BYTES && ID_MAX_RUNS * 4 < ID_BITMAP_BYTES,
				 "no block takes more bytes than a bitmap");

/* bytes of a block, at least: its key, its kind and an id */
#define LEAST_BLOCK (1 + 1 + 2)

/* entries of the directory that are read at once: about as many as a chunk of a TOAST table has */
#define DIRECTORY_SLICE (2000 / IDSET_ENTRY)

/* what precedes the blocks */
typedef struct IdsetHeader
{
	uint64		count;
	uint32		blocks;
	const uint8 *directory;
	const uint8 *end;			/* of the directory */
} IdsetHeader;

static inline uint32
groups_of(uint32 blocks)
{
	return (blocks + IDSET_GROUP - 1) / IDSET_GROUP;
}

static inline uint64
zigzag(int64 key)
{
	return ((uint64) key << 1) ^ (key < 0 ? ~UINT64CONST(0) : 0);
}

static inline int64
unzigzag(uint64 code)
{
	return (int64) ((code >> 1) ^ (code & 1 ? ~UINT64CONST(0) : 0));
}

void
idset_damaged(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("an idset is damaged")));
}

/* Reads a number, none of whose bytes may lie at the end or beyond. */
static const uint8 *
read_number(const uint8 *p, const uint8 *end, uint64 *number)
{
	const uint8 *last = p;

	if (end - p < VARINT64_BYTES)
	{
		while (last < end && *last >= 0x80)
			last++;
		if (last >= end)
			idset_damaged();
	}
	return get_varint64(p, number);
}

/* Reads the version and the counts; the directory may lie beyond what was read of the value. */
static void
read_header(const struct varlena *idset, IdsetHeader *header)
{
	const uint8 *p = (const uint8 *) VARDATA_ANY(idset);
	const uint8 *end = p + VARSIZE_ANY_EXHDR(idset);
	uint64		blocks = 0;

	if (VARSIZE_ANY_EXHDR(idset) < 2 || (*p & ~IDSET_DIRECTORY) != FACTAG_FORMAT)
		factag_unknown_layout("idset");
	header->directory = read_number(p + 1, end, &header->count);
	if (header->count > 0)
		header->directory = read_number(header->directory, end, &blocks);
	if (blocks > FACTAG_MAX_ID_BLOCKS || (blocks > IDSET_GROUP) != ((*p & IDSET_DIRECTORY) != 0))
		idset_damaged();
	header->blocks = (uint32) blocks;
	header->end = header->directory;
	if (header->blocks > IDSET_GROUP)
		header->end += IDSET_ENTRY * (Size) (groups_of(header->blocks) - 1);
}

/*
 * Reads a block, the number `at` of its group, and returns its end; block->key
 * is the key before. Its count of ids is 0 if it is a block of runs.
 */
static const uint8 *
read_block(const uint8 *p, const uint8 *end, uint32 at, IdBlock *block)
{
	uint64		key;
	uint64		number;
	uint32		most;

	p = read_number(p, end, &key);
	block->key = at == 0 ? unzigzag(key) : (int64) ((uint64) block->key + key + 1);
	p = read_number(p, end, &number);
	block->kind = number & 3;
	block->n = (uint32) (number >> 2) + 1;
	block->count = block->kind == IDS_RUNS ? 0 : block->n;
	block->data = p;
	/* whoever uses the block relies on this for its memory */
	most = block->kind == IDS_ARRAY ? ID_MAX_ARRAY : block->kind == IDS_RUNS ? ID_MAX_RUNS : ID_BLOCK_IDS;
	if (block->kind > IDS_RUNS || number >> 2 >= most || id_block_bytes(block) > (Size) (end - p))
		idset_damaged();
	return p + id_block_bytes(block);
}

void
idset_append_blocks(IdBlocks *set, const struct varlena *idset)
{
	const uint8 *end = (const uint8 *) VARDATA_ANY(idset) + VARSIZE_ANY_EXHDR(idset);
	int64		count = set->count;
	IdsetHeader header;
	const uint8 *p;
	IdBlock		block = {0};

	read_header(idset, &header);
	/* before memory is allocated for so many blocks */
	if (header.end > end || header.blocks > (Size) (end - header.end) / LEAST_BLOCK)
		idset_damaged();
	p = header.end;
	id_blocks_reserve(set, header.blocks);
	for (uint32 i = 0; i < header.blocks; i++)
	{
		int64		before = block.key;

		CHECK_FOR_INTERRUPTS();
		p = read_block(p, end, i % IDSET_GROUP, &block);
		if (block.kind == IDS_RUNS)
			block.count = id_runs_count(block.data, block.n);
		/* runs that overlap could have more ids than whoever uses the block has room for */
		if (block.count == 0 || block.count > ID_BLOCK_IDS || (i > 0 && block.key <= before))
			idset_damaged();
		id_blocks_append(set, &block);
	}
	if (p != end || set->count - count != (int64) header.count)
		idset_damaged();
}

int64
idset_count_datum(Datum idset)
{
	IdsetHeader header;

	read_header(factag_header_slice(idset), &header);
	return (int64) header.count;
}

/* a value of which only slices are read if it is out of line, and not compressed */
typedef struct SlicedValue
{
	Datum		value;
	bool		out_of_line;
	Size		size;			/* without the varlena header */
} SlicedValue;

static void
sliced_value_init(SlicedValue *sliced, Datum value)
{
	struct varlena *p = (struct varlena *) DatumGetPointer(value);

	sliced->out_of_line = false;
	if (VARATT_IS_EXTERNAL_ONDISK(p))
	{
		struct varatt_external pointer;

		VARATT_EXTERNAL_GET_POINTER(pointer, p);
		sliced->out_of_line = VARATT_EXTERNAL_GET_EXTSIZE(pointer) + VARHDRSZ == (uint32) pointer.va_rawsize;
	}
	sliced->value = sliced->out_of_line ? value : PointerGetDatum(PG_DETOAST_DATUM_PACKED(value));
	sliced->size = toast_raw_datum_size(sliced->value) - VARHDRSZ;
}

/* the bytes from an offset up to another */
static const uint8 *
sliced_value_read(const SlicedValue *sliced, Size from, Size to)
{
	if (to > sliced->size)
		idset_damaged();
	if (sliced->out_of_line)
		return (const uint8 *) VARDATA_ANY(PG_DETOAST_DATUM_SLICE(sliced->value, (int32) from, (int32) (to - from)));
	return (const uint8 *) VARDATA_ANY(DatumGetPointer(sliced->value)) + from;
}

static inline int64
entry_key(const uint8 *directory, uint32 entry)
{
	return (int64) get_uint64(directory + IDSET_ENTRY * (Size) entry);
}

static inline uint32
entry_offset(const uint8 *directory, uint32 entry)
{
	return get_uint32(directory + IDSET_ENTRY * (Size) entry + 8);
}

/*
 * A set whose blocks are looked for in slices. Entry i of the directory is
 * about group i + 1.
 */
typedef struct SlicedSet
{
	SlicedValue value;
	Size		directory;		/* offsets */
	Size		blocks;
	uint32		n;				/* number of blocks */
	uint32		groups;
} SlicedSet;

static void
sliced_set_init(SlicedSet *set, Datum idset)
{
	const struct varlena *head;
	IdsetHeader header;

	sliced_value_init(&set->value, idset);
	head = factag_header_slice(set->value.value);
	read_header(head, &header);
	set->directory = header.directory - (const uint8 *) VARDATA_ANY(head);
	set->blocks = header.end - (const uint8 *) VARDATA_ANY(head);
	set->n = header.blocks;
	set->groups = groups_of(header.blocks);
}

static const uint8 *
read_entries(const SlicedSet *set, uint32 first, uint32 n)
{
	return sliced_value_read(&set->value, set->directory + IDSET_ENTRY * (Size) first,
							 set->directory + IDSET_ENTRY * (Size) (first + n));
}

/* the offset at which a group begins, and the one before it ends */
static Size
group_offset(const SlicedSet *set, uint32 group)
{
	if (group == 0)
		return set->blocks;
	if (group == set->groups)
		return set->value.size;
	return set->blocks + entry_offset(read_entries(set, group - 1, 1), 0);
}

/* the group that has the key, if any has */
static uint32
find_group(const SlicedSet *set, int64 key)
{
	uint32		low = 0;
	uint32		high = set->groups;

	/* group low is the first, or does not begin after the key; group high does, or there is none */
	while (high - low > 1)
	{
		uint32		entry = low;
		uint32		n = high - low - 1;
		uint32		below = 0;
		const uint8 *entries;

		/* of many, look at one, and go on with half of them */
		if (n > DIRECTORY_SLICE)
		{
			entry += n / 2;
			n = 1;
		}
		entries = read_entries(set, entry, n);
		while (below < n && entry_key(entries, below) <= key)
			below++;
		if (below < n)
			high = entry + below + 1;
		if (below > 0)
			low = entry + below;
	}
	return low;
}

bool
idset_has_datum(Datum idset, int64 id)
{
	int64		key = id >> ID_BLOCK_BITS;
	SlicedSet	set;
	uint32		group;
	Size		from;
	Size		to;
	const uint8 *p;
	const uint8 *end;
	IdBlock		block = {0};

	sliced_set_init(&set, idset);
	if (set.n == 0)
		return false;
	group = find_group(&set, key);
	from = group_offset(&set, group);
	to = group_offset(&set, group + 1);
	if (from > to)
		idset_damaged();
	p = sliced_value_read(&set.value, from, to);
	end = p + (to - from);
	for (uint32 i = 0; i < Min(IDSET_GROUP, set.n - group * IDSET_GROUP); i++)
	{
		p = read_block(p, end, i, &block);
		if (block.key == key)
			return id_block_has(&block, (uint16) id);
		if (block.key > key)
			break;
	}
	return false;
}

/* bytes of an id's text, with its sign and what separates it from the next one */
static uint32
id_text(int64 id)
{
	uint64		rest = id < 0 ? -(uint64) id : (uint64) id;
	uint32		len = id < 0 ? 3 : 2;

	for (; rest >= 10; rest /= 10)
		len++;
	return len;
}

/* Refuses a set whose text would be too long (54000). */
static void
check_text(const IdBlocks *set)
{
	IdReader	reader;
	uint64		text = 0;
	int64		first;
	int64		last;

	if (set->n == 0)
		return;
	/* few enough, even if each was written as the longest one is */
	first = set->blocks[0].key * ID_BLOCK_IDS;
	last = set->blocks[set->n - 1].key * ID_BLOCK_IDS + (ID_BLOCK_IDS - 1);
	if (set->count <= FACTAG_MAX_IDS_TEXT / Max(id_text(first), id_text(last)))
		return;
	id_reader_init(&reader, set);
	while (id_reader_next_run(&reader, &first, &last))
	{
		text += id_text(first) + (first == last ? 0 : id_text(last));
		if (text > FACTAG_MAX_IDS_TEXT)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("an idset prints to at most %d bytes", FACTAG_MAX_IDS_TEXT),
					 errhint("Read it in binary format, or as rows of idset_ids.")));
	}
}

/* Writes an entry of the directory. */
static void
put_entry(uint8 *entry, int64 key, uint32 offset)
{
	for (int i = 0; i < 8; i++)
		entry[i] = (uint8) ((uint64) key >> (8 * i));
	for (int i = 0; i < 4; i++)
		entry[8 + i] = (uint8) (offset >> (8 * i));
}

struct varlena *
idset_store(const IdBlocks *set)
{
	StringInfoData out;
	uint32		groups = groups_of(set->n);
	Size		directory;
	Size		blocks;
	int64		before = 0;

	/* the bytes of a set are hardly more than those of its text, so they fit too */
	check_text(set);
	initStringInfo(&out);
	/* space for the varlena header, which is set at the end */
	put_uint32(&out, 0);
	appendStringInfoChar(&out, FACTAG_FORMAT | (groups > 1 ? IDSET_DIRECTORY : 0));
	put_varint64(&out, (uint64) set->count);
	if (set->n > 0)
		put_varint(&out, set->n);
	directory = out.len;
	blocks = directory + (groups > 1 ? IDSET_ENTRY * (Size) (groups - 1) : 0);
	enlargeStringInfo(&out, (int) (blocks - directory));
	out.len = (int) blocks;
	for (uint32 i = 0; i < set->n; i++)
	{
		const IdBlock *block = &set->blocks[i];
		IdBlock		stored = *block;

		CHECK_FOR_INTERRUPTS();
		stored.kind = id_block_stored_kind(block, &stored.n);
		if (i % IDSET_GROUP != 0)
			put_varint64(&out, (uint64) block->key - (uint64) before - 1);
		else
		{
			if (i > 0)
				put_entry((uint8 *) out.data + directory + IDSET_ENTRY * (Size) (i / IDSET_GROUP - 1),
						  block->key, (uint32) (out.len - blocks));
			put_varint64(&out, zigzag(block->key));
		}
		before = block->key;
		put_varint(&out, (stored.n - 1) << 2 | stored.kind);
		enlargeStringInfo(&out, (int) id_block_bytes(&stored));
		id_block_write(block, stored.kind, (uint8 *) out.data + out.len);
		out.len += (int) id_block_bytes(&stored);
	}
	SET_VARSIZE(out.data, out.len);
	return (struct varlena *) out.data;
}
