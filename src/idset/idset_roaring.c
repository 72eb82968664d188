/*
 * idset_roaring.c
 *	  Sets of ids from and to 64-bit Roaring bitmaps in the portable format of
 *	  https://github.com/RoaringBitmap/RoaringFormatSpec, which CRoaring, its kin in
 *	  Java, Go and Rust, and pg_roaringbitmap write.
 *
 * The format has unsigned numbers, so negative ids, as two's complement, come
 * last in it. All numbers are little-endian:
 *
 *	64-bit		uint64 number of buckets; for each, by ascending high half: uint32
 *				high half of its ids, 32-bit bitmap of the low halves
 *	32-bit		cookie; for each container uint16 key, uint16 ids - 1; offsets; data
 *	cookie		uint32 12346, uint32 containers; or, if some are of runs, uint16
 *				12347, uint16 containers - 1, a bit per container: whether it is
 *	offsets		for each container the uint32 offset of its data from the cookie; none
 *				if some containers are of runs and there are fewer than 4
 *	data		array of uint16, up to 4,096 ids; bitmap of 8,192 bytes, of more; or
 *				uint16 number of runs, for each uint16 first, uint16 length - 1
 *
 * A container's data are a block's data as they are, but for the number of runs.
 */
#include "idset/idset.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "idset/id_runs.h"
#include "idset/idset_format.h"
#include "text/bytes.h"

#define COOKIE			12346
#define COOKIE_RUNS		12347
#define OFFSETS_FROM	4		/* containers, if some are of runs */
#define MAX_CONTAINERS	65536

/* blocks of a bucket have the same high half of ids */
#define BUCKET_BITS		(32 - ID_BLOCK_BITS)
#define BUCKET_HIGH(key) ((uint32) ((key) >> BUCKET_BITS))

StaticAssertDecl(ID_BITMAP_BYTES == 8192 && ID_MAX_ARRAY == 4096 && ID_BLOCK_BITS == 16,
				 "a stored block is a container");

/*
 * Writing
 */

/* Returns how many blocks from the first one on are in its bucket. */
static uint32
bucket_length(const IdBlock *blocks, uint32 n)
{
	uint32		length = 1;

	while (length < n && BUCKET_HIGH(blocks[length].key) == BUCKET_HIGH(blocks[0].key))
		length++;
	return length;
}

/* Returns how many blocks of a bucket are runs. */
static uint32
bucket_runs(const IdBlock *blocks, uint32 n)
{
	uint32		runs = 0;

	for (uint32 i = 0; i < n; i++)
		runs += blocks[i].kind == IDS_RUNS;
	return runs;
}

/* bytes of the data of a container */
static uint32
container_bytes(const IdBlock *block)
{
	return id_block_bytes(block) + (block->kind == IDS_RUNS ? sizeof(uint16) : 0);
}

/* bytes before the data of the first container */
static uint32
header_bytes(uint32 n, bool has_runs)
{
	return has_runs ? 4 + (n + 7) / 8 + (n < OFFSETS_FROM ? 4 : 8) * n : 8 + 8 * n;
}

/* Returns how many bytes blocks take, in all their buckets. */
static uint64
buckets_bytes(const IdBlock *blocks, uint32 n, uint64 *buckets)
{
	uint64		bytes = 0;

	for (uint32 i = 0, length; i < n; i += length)
	{
		CHECK_FOR_INTERRUPTS();
		length = bucket_length(&blocks[i], n - i);
		bytes += 4 + header_bytes(length, bucket_runs(&blocks[i], length) > 0);
		for (uint32 j = i; j < i + length; j++)
			bytes += container_bytes(&blocks[j]);
		(*buckets)++;
	}
	return bytes;
}

static void
put_uint16(StringInfo out, uint32 value)
{
	appendStringInfoChar(out, (char) value);
	appendStringInfoChar(out, (char) (value >> 8));
}

/* Writes the cookie. */
static void
write_cookie(StringInfo out, const IdBlock *blocks, uint32 n, bool has_runs)
{
	if (!has_runs)
	{
		put_uint32(out, COOKIE);
		put_uint32(out, n);
		return;
	}
	put_uint32(out, COOKIE_RUNS | (n - 1) << 16);
	for (uint32 i = 0; i < n; i += 8)
	{
		int			bits = 0;

		for (uint32 j = i; j < Min(i + 8, n); j++)
			bits |= (blocks[j].kind == IDS_RUNS) << (j - i);
		appendStringInfoChar(out, (char) bits);
	}
}

static void
write_bucket(StringInfo out, const IdBlock *blocks, uint32 n)
{
	bool		has_runs = bucket_runs(blocks, n) > 0;
	uint32		offset = header_bytes(n, has_runs);

	put_uint32(out, BUCKET_HIGH(blocks[0].key));
	write_cookie(out, blocks, n, has_runs);
	for (uint32 i = 0; i < n; i++)
	{
		put_uint16(out, (uint32) blocks[i].key & 0xFFFF);
		put_uint16(out, blocks[i].count - 1);
	}
	for (uint32 i = 0; i < n && (!has_runs || n >= OFFSETS_FROM); i++)
	{
		put_uint32(out, offset);
		offset += container_bytes(&blocks[i]);
	}
	for (uint32 i = 0; i < n; i++)
	{
		if (blocks[i].kind == IDS_RUNS)
			put_uint16(out, blocks[i].n);
		appendBinaryStringInfo(out, (const char *) blocks[i].data, id_block_bytes(&blocks[i]));
	}
}

/* Writes the buckets of blocks. */
static void
write_buckets(StringInfo out, const IdBlock *blocks, uint32 n)
{
	for (uint32 i = 0, length; i < n; i += length)
	{
		CHECK_FOR_INTERRUPTS();
		length = bucket_length(&blocks[i], n - i);
		write_bucket(out, &blocks[i], length);
	}
}

PG_FUNCTION_INFO_V1(idset_to_roaring);
Datum
idset_to_roaring(PG_FUNCTION_ARGS)
{
	IdBlocks   *set = idset_blocks(PG_GETARG_PACKED_P(0));
	StringInfoData out;
	uint32		negative = 0;
	uint64		buckets = 0;
	uint64		bytes;

	while (negative < set->n && set->blocks[negative].key < 0)
		negative++;
	bytes = VARHDRSZ + sizeof(uint64) + buckets_bytes(set->blocks, negative, &buckets) +
		buckets_bytes(set->blocks + negative, set->n - negative, &buckets);
	/* a text buffer has room for its final zero, too */
	if (bytes >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the Roaring bitmap would take " UINT64_FORMAT " bytes, and a bytea has at most %d",
						bytes - VARHDRSZ, (int) (MaxAllocSize - VARHDRSZ - 1)),
				 errhint("Export the set in parts, such as set & '{1-1000000000}'.")));
	initStringInfo(&out);
	enlargeStringInfo(&out, (int) bytes);
	appendStringInfoSpaces(&out, VARHDRSZ);
	put_uint64(&out, buckets);
	write_buckets(&out, set->blocks + negative, set->n - negative);
	write_buckets(&out, set->blocks, negative);
	Assert((uint64) out.len == bytes);
	SET_VARSIZE(out.data, out.len);
	PG_RETURN_BYTEA_P((bytea *) out.data);
}

/*
 * Reading
 */

typedef struct RoaringInput
{
	const uint8 *start;
	const uint8 *cur;
	const uint8 *end;
} RoaringInput;

/* Raises the error for what is at the place (22P03). */
pg_noreturn static void malformed(const RoaringInput *in, const uint8 *at, const char *detail,...) pg_attribute_printf(3, 4);

static void
malformed(const RoaringInput *in, const uint8 *at, const char *detail,...)
{
	StringInfoData text;
	va_list		args;
	uint32		cookie = in->end - in->start >= 4 ? get_uint32(in->start) : 0;
	bool		is_32_bit = cookie == COOKIE || (cookie & 0xFFFF) == COOKIE_RUNS;

	initStringInfo(&text);
	va_start(args, detail);
	factag_append_va(&text, detail, args);
	va_end(args);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid Roaring bitmap"),
			 errdetail("%s The error is at byte %d.", text.data, (int) (at - in->start)),
			 is_32_bit ?
			 errhint("This seems to be a 32-bit bitmap. Make it one of 64 bits: '\\x010000000000000000000000'::bytea || bitmap.") :
			 errhint("idset_from_roaring reads the portable format of 64-bit Roaring bitmaps.")));
}

/* Returns the next bytes, and goes past them. */
static const uint8 *
take(RoaringInput *in, uint64 bytes, const char *what)
{
	const uint8 *p = in->cur;

	if (bytes > (uint64) (in->end - p))
		malformed(in, p, "Expected " UINT64_FORMAT " bytes of %s, found %d.", bytes, what, (int) (in->end - p));
	in->cur += bytes;
	return p;
}

static uint32
get_uint16(const uint8 *p)
{
	return id_low(p, 0);
}

/*
 * Returns how many runs are left when those that touch are joined, which other
 * programs write and a block does not have; 65,536 ids have at most 32,768. Fails
 * unless they ascend and have as many ids as the container.
 */
static uint32
check_runs(const RoaringInput *in, const uint8 *runs, uint32 n, uint32 count)
{
	uint32		ids = 0;
	uint32		joined = 0;

	for (uint32 i = 0; i < n; i++)
	{
		uint32		first = id_run_first(runs, i);
		uint32		last = id_run_last(runs, i);

		if (last > PG_UINT16_MAX)
			malformed(in, runs + 4 * (Size) i, "A run ends beyond its container.");
		if (i > 0 && first <= id_run_last(runs, i - 1))
			malformed(in, runs + 4 * (Size) i, "The runs of a container must ascend without overlap.");
		joined += i == 0 || first > id_run_last(runs, i - 1) + 1;
		ids += last - first + 1;
	}
	if (ids != count)
		malformed(in, runs, "The runs of a container have %u ids, its header says %u.", ids, count);
	return joined;
}

/* Makes the block of a container of runs. */
static void
read_runs(RoaringInput *in, IdBlock *block)
{
	uint32		n = get_uint16(take(in, sizeof(uint16), "a number of runs"));
	const uint8 *runs = take(in, 4 * (uint64) n, "runs");
	uint8	   *joined;

	block->kind = IDS_RUNS;
	block->data = runs;
	block->n = check_runs(in, runs, n, block->count);
	if (block->n > ID_MAX_RUNS)
	{
		uint8	   *words = palloc0(ID_BITMAP_BYTES);

		id_runs_set(runs, n, words);
		block->kind = IDS_BITMAP;
		block->n = block->count;
		block->data = words;
		return;
	}
	if (block->n == n)
		return;
	joined = palloc(4 * (Size) block->n);
	for (uint32 i = 0, at = 0, end; i < n; i = end, at++)
	{
		for (end = i + 1; end < n && id_run_first(runs, end) == id_run_last(runs, end - 1) + 1;)
			end++;
		id_run_put(joined, at, id_run_first(runs, i), id_run_last(runs, end - 1));
	}
	block->data = joined;
}

/* Makes the block of a container without runs. */
static void
read_ids(RoaringInput *in, IdBlock *block)
{
	block->n = block->count;
	if (block->count > ID_MAX_ARRAY)
	{
		uint32		bits;

		block->kind = IDS_BITMAP;
		block->data = take(in, ID_BITMAP_BYTES, "a bitmap");
		bits = id_words_count(block->data);
		if (bits != block->count)
			malformed(in, block->data, "A bitmap has %u ids, its header says %u.", bits, block->count);
		return;
	}
	block->kind = IDS_ARRAY;
	block->data = take(in, 2 * (uint64) block->count, "an array");
	for (uint32 i = 1; i < block->n; i++)
	{
		if (id_low(block->data, i) <= id_low(block->data, i - 1))
			malformed(in, block->data + 2 * (Size) i, "The ids of an array must ascend.");
	}
}

/* Reads the cookie; returns the number of containers, and which are of runs, NULL if none is. */
static uint32
read_cookie(RoaringInput *in, const uint8 **runs)
{
	const uint8 *at = in->cur;
	uint32		cookie = get_uint32(take(in, 4, "a cookie"));
	uint32		n;

	*runs = NULL;
	if ((cookie & 0xFFFF) == COOKIE_RUNS)
	{
		n = (cookie >> 16) + 1;
		*runs = take(in, (n + 7) / 8, "flags of runs");
		if (n % 8 != 0 && (*runs)[n / 8] >> n % 8 != 0)
			malformed(in, *runs + n / 8, "A flag of runs is set for no container.");
		return n;
	}
	if (cookie != COOKIE)
		malformed(in, at, "Expected %d or %d, found %u.", COOKIE, COOKIE_RUNS, cookie);
	n = get_uint32(take(in, 4, "a number of containers"));
	if (n > MAX_CONTAINERS)
		malformed(in, at + 4, "A bitmap of 32 bits has at most %d containers, not %u.", MAX_CONTAINERS, n);
	return n;
}

/* Appends the ids of a 32-bit bitmap with this high half. */
static void
read_bucket(RoaringInput *in, uint32 high, IdBlocks *set)
{
	const uint8 *cookie = in->cur;
	const uint8 *runs;
	uint32		n = read_cookie(in, &runs);
	const uint8 *headers = take(in, 4 * (uint64) n, "headers of containers");
	const uint8 *offsets = !runs || n >= OFFSETS_FROM ? take(in, 4 * (uint64) n, "offsets of containers") : NULL;

	for (uint32 i = 0; i < n; i++)
	{
		const uint8 *header = headers + 4 * (Size) i;
		uint32		key = get_uint16(header);
		IdBlock		block = {.key = (int64) (int32) high * (1 << BUCKET_BITS) + key,
			.count = get_uint16(header + 2) + 1};

		CHECK_FOR_INTERRUPTS();
		if (i > 0 && key <= get_uint16(header - 4))
			malformed(in, header, "The keys of containers must ascend.");
		if (offsets && get_uint32(offsets + 4 * (Size) i) != (uint32) (in->cur - cookie))
			malformed(in, offsets + 4 * (Size) i, "The offset of a container is %u, and its data are at %u.",
					  get_uint32(offsets + 4 * (Size) i), (uint32) (in->cur - cookie));
		if (runs && (runs[i / 8] >> i % 8 & 1))
			read_runs(in, &block);
		else
			read_ids(in, &block);
		id_blocks_append(set, &block);
	}
}

PG_FUNCTION_INFO_V1(idset_from_roaring);
Datum
idset_from_roaring(PG_FUNCTION_ARGS)
{
	bytea	   *bitmap = PG_GETARG_BYTEA_PP(0);
	const uint8 *start = (const uint8 *) VARDATA_ANY(bitmap);
	RoaringInput in = {start, start, start + VARSIZE_ANY_EXHDR(bitmap)};
	uint64		buckets = get_uint64(take(&in, sizeof(uint64), "a number of buckets"));
	IdBlocks   *negative = id_blocks_make();
	IdBlocks   *others = id_blocks_make();
	uint32		last = 0;

	for (uint64 i = 0; i < buckets; i++)
	{
		const uint8 *at = in.cur;
		uint32		high = get_uint32(take(&in, 4, "the high half of ids"));

		CHECK_FOR_INTERRUPTS();
		if (i > 0 && high <= last)
			malformed(&in, at, "The high halves of buckets must ascend.");
		last = high;
		read_bucket(&in, high, (int32) high < 0 ? negative : others);
	}
	if (in.cur < in.end)
		malformed(&in, in.cur, "Expected the end, found %d more bytes.", (int) (in.end - in.cur));
	for (uint32 i = 0; i < others->n; i++)
		id_blocks_append(negative, &others->blocks[i]);
	PG_RETURN_POINTER(idset_store(negative));
}
