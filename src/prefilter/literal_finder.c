/*
 * literal_finder.c
 *	  Finding literals by their first bytes; see literal_finder.h.
 *
 * At each byte of a text the scan asks two bitmaps whether a literal may begin there: one of hashed
 * groups of four bytes, those that literals begin with, and one of pairs of bytes, those that shorter
 * literals begin with. The bitmaps are small enough for the processor's cache, and say no at most
 * bytes: what patterns require is rare, and so are its first bytes.
 *
 * Where they say yes, the scan asks for keys. A literal's key is its first six bytes, the first
 * four of one that has four or five, or all of a shorter one. A Bloom filter says no to most keys
 * that no literal has. Only where it says yes are the literals themselves looked at.
 *
 * Literals are sorted, so that those with one key are neighbours, which a hash table finds.
 * Each knows its prefix: the longest other literal of its key that it begins with. In the text
 * "winners or losers", after a lookup of "winner":
 *
 *	 literal      prefix
 *	 winner       -
 *	 winners      winner
 *	 winners of   winners       found by binary search: the greatest that is not after the text
 *	 winners-     winners
 *
 * What the text begins with is that literal or among its prefixes: a literal that the text
 * begins with is not after the text, and all between it and the text begin with it too.
 * So "winners of" is compared, then "winners", which the text begins with, and then "winner" is
 * known to be there as well. The time that this takes depends on the length of literals, and
 * hardly on their number.
 */
#include "prefilter/literal_finder.h"

#include "miscadmin.h"
#include "port/pg_bswap.h"

#include "ascii.h"
#include "keyed_hash.h"
#include "prefilter/bitmap.h"

#define MAX_LENGTHS		3		/* of keys that are looked for at one place */
#define CHUNK			256		/* bytes that are scanned at a time */
#define PAIRS			65536	/* of bytes */
#define BITS_OF_KEY		16		/* of the filter and of the starts, at least */
#define MAX_WORD_BITS	20		/* the logarithm of the most words of each */

/* of the hash table: the literals with a key */
typedef struct KeySlot
{
	uint64		key;
	uint32		first;
	uint32		after;			/* the one after the last; 0 in an empty slot */
} KeySlot;

struct LiteralFinder
{
	uint64	   *starts;			/* bitmap of the hashed first four bytes of literals of LITERAL_MIDDLE_KEY bytes or more, */
	uint64	   *pairs;			/* and of the first two bytes of shorter ones */
	uint64	   *filter;			/* a Bloom filter of the keys: two bits of a word for each */
	uint64		multiplier;		/* of the hash function */
	uint32		start_mask;		/* bits of starts, words of the filter, and slots, less one */
	uint32		filter_mask;
	uint32		slot_mask;
	int			slot_shift;		/* from a hash value to a slot */
	KeySlot    *slots;
	const LiteralTable *table;
	const LiteralInfo *literals;	/* the table's */
	const uint8 *bytes;
};

/* The next four and eight bytes, the first one being the lowest. */
static inline uint32
load_four(const uint8 *p)
{
	uint32		bytes;

	memcpy(&bytes, p, sizeof(bytes));
#ifdef WORDS_BIGENDIAN
	bytes = pg_bswap32(bytes);
#endif
	return bytes;
}

static inline uint64
load_eight(const uint8 *p)
{
	uint64		bytes;

	memcpy(&bytes, p, sizeof(bytes));
#ifdef WORDS_BIGENDIAN
	bytes = pg_bswap64(bytes);
#endif
	return bytes;
}

/* The key of the first bytes of these. Keys of different lengths differ. */
static inline uint64
make_key(uint64 bytes, int len)
{
	return (bytes & ((UINT64CONST(1) << (8 * len)) - 1)) | (uint64) len << 56;
}

static uint64
literal_key(const LiteralFinder *f, const LiteralInfo *l)
{
	uint8		bytes[8] = {0};

	memcpy(bytes, f->bytes + l->start, Min(l->len, LITERAL_LONG_KEY));
	return make_key(load_eight(bytes), literal_key_length(l->len));
}

/*
 * The hash value, of which the highest bits count. The multiplier is random, so that nobody can
 * choose literals whose keys collide.
 */
static inline uint64
hash_key(const LiteralFinder *f, uint64 key)
{
	return key * f->multiplier;
}

/* The bit of starts for four bytes. */
static inline uint32
start_bit(const LiteralFinder *f, uint32 four)
{
	return (hash_key(f, four) >> 32) & f->start_mask;
}

/* The word of the filter for a hash value. Its other bits choose two bits of the word. */
static inline uint64 *
filter_word(const LiteralFinder *f, uint64 hash)
{
	return &f->filter[(hash >> 36) & f->filter_mask];
}

/* Whether literals with a key may exist, by its hash value. */
static inline bool
may_have_key(const LiteralFinder *f, uint64 hash)
{
	uint64		word = *filter_word(f, hash);

	return (word >> (hash >> 58)) & (word >> ((hash >> 52) & 63)) & 1;
}

/* The slot of a key, or the empty one where it belongs. */
static inline KeySlot *
find_slot(const LiteralFinder *f, uint64 key, uint64 hash)
{
	uint32		i = hash >> f->slot_shift;

	while (f->slots[i].after != 0 && f->slots[i].key != key)
		i = (i + 1) & f->slot_mask;
	return &f->slots[i];
}

/* Makes tables for a number of keys. */
static void
make_tables(LiteralFinder *f, uint32 nkeys)
{
	int			slot_bits = 4;
	int			word_bits = 1;

	while (((uint64) 1 << slot_bits) < 2 * (uint64) nkeys)
		slot_bits++;
	while (((uint64) 64 << word_bits) < BITS_OF_KEY * (uint64) nkeys)
		word_bits++;
	word_bits = Min(word_bits, MAX_WORD_BITS);
	if (!keyed_hash_state.ready)
		keyed_hash_prepare();
	f->multiplier = keyed_hash_state.keys[0][0] | 1;
	f->start_mask = ((uint32) 64 << word_bits) - 1;
	f->filter_mask = ((uint32) 1 << word_bits) - 1;
	f->slot_mask = ((uint32) 1 << slot_bits) - 1;
	f->slot_shift = 64 - slot_bits;
	f->slots = palloc_extended(((Size) 1 << slot_bits) * sizeof(KeySlot), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	f->starts = palloc0(((Size) 1 << word_bits) * sizeof(uint64));
	f->filter = palloc0(((Size) 1 << word_bits) * sizeof(uint64));
	f->pairs = palloc0(BITMAP_SIZE(PAIRS));
}

/* Enters the literals first to after, which have one key, into the tables. */
static void
add_key(LiteralFinder *f, uint64 key, uint32 first, uint32 after)
{
	uint64		hash = hash_key(f, key);
	int			len = f->literals[first].len;

	*find_slot(f, key, hash) = (KeySlot) {key, first, after};
	*filter_word(f, hash) |= UINT64CONST(1) << (hash >> 58) | UINT64CONST(1) << ((hash >> 52) & 63);
	if (len >= LITERAL_MIDDLE_KEY)
		bitmap_set(f->starts, start_bit(f, key));
	else if (len == 1)
	{
		for (int second = 0; second < 256; second++)
			bitmap_set(f->pairs, (key & 0xFF) | second << 8);
	}
	else
		bitmap_set(f->pairs, key & 0xFFFF);
}

/* Finds the keys of the literals, and enters them into the tables if enter is set. Returns their number. */
static uint32
collect_keys(LiteralFinder *f, bool enter)
{
	uint32		nkeys = 0;

	for (uint32 first = 0, after; first < (uint32) f->table->nliterals; first = after)
	{
		uint64		key = literal_key(f, &f->literals[first]);

		for (after = first + 1; after < (uint32) f->table->nliterals; after++)
			if (literal_key(f, &f->literals[after]) != key)
				break;
		if (enter)
			add_key(f, key, first, after);
		nkeys++;
	}
	return nkeys;
}

LiteralFinder *
literal_finder_make(const LiteralTable *table)
{
	LiteralFinder *f;

	if (!table)
		return NULL;
	f = palloc0(sizeof(LiteralFinder));
	f->table = table;
	f->literals = table->literals;
	f->bytes = table->bytes;
	make_tables(f, collect_keys(f, false));
	(void) collect_keys(f, true);
	return f;
}

/* Adds where matches begin of the patterns of a literal at p, unless its neighbours contradict its flags. */
static void
report(const LiteralFinder *f, const LiteralInfo *l, const uint8 *p, Piece *piece, StartRanges *ranges)
{
	const uint8 *after = p + l->len;
	int			at;

	CHECK_FOR_INTERRUPTS();
	/* it was found in the piece before */
	if (after <= piece->bytes)
		return;
	/* a neighbour that is not ASCII, or in the next piece, is left to PCRE2 */
	if ((l->flags & LITERAL_WORD_START) && ascii_is_word(p[-1]))
		return;
	if ((l->flags & LITERAL_WORD_END) && after < piece->bytes + piece->nbytes && ascii_is_word(*after))
		return;
	at = piece_position_of_byte(piece, after - piece->bytes);
	for (uint32 i = l->patterns; i < l[1].patterns; i++)
		start_ranges_add(ranges, f->table->patterns[i].number, at, at, f->table->patterns[i].back);
}

/* Finds the literals with this key that begin at p, which has nbytes bytes of the piece. */
static void
find_literals(const LiteralFinder *f, uint64 key, const uint8 *p, int nbytes, Piece *piece,
			  StartRanges *ranges)
{
	const KeySlot *slot = find_slot(f, key, hash_key(f, key));
	const LiteralInfo *l;
	uint32		low = slot->first;
	uint32		high = slot->after;

	if (high == 0)
		return;
	/* the first is not after the text, or the text begins with none */
	while (high - low > 1)
	{
		uint32		middle = low + (high - low) / 2;
		int			r;

		l = &f->literals[middle];
		r = memcmp(f->bytes + l->start, p, Min(l->len, nbytes));
		if (r < 0 || (r == 0 && l->len <= nbytes))
			low = middle;
		else
			high = middle;
	}
	for (uint32 i = low + 1; i; i = l->prefix)
	{
		l = &f->literals[i - 1];
		if (l->len > nbytes || memcmp(f->bytes + l->start, p, l->len) != 0)
			continue;
		/* the text begins with its prefixes as well */
		for (; i; i = l->prefix)
		{
			l = &f->literals[i - 1];
			report(f, l, p, piece, ranges);
		}
		return;
	}
}

/*
 * Finds literals at n places of a chunk, by keys of the given lengths. The first loop lists the keys that
 * pass the filter, without a branch, which the processor would often mispredict. The second looks them up.
 */
static void
find_keys(const LiteralFinder *f, const uint8 *chunk, const uint16 *places, int n, const int *lengths,
		  int nlengths, Piece *piece, StartRanges *ranges)
{
	const uint8 *end = piece->bytes + piece->nbytes;
	struct
	{
		uint16		place;
		uint16		len;
	}			found[CHUNK * MAX_LENGTHS + 1];
	int			nfound = 0;

	for (int i = 0; i < n; i++)
	{
		/* some may be the zeros after the piece, which texts do not have */
		uint64		bytes = load_eight(chunk + places[i]);

		for (int j = 0; j < nlengths; j++)
		{
			found[nfound].place = places[i];
			found[nfound].len = lengths[j];
			nfound += may_have_key(f, hash_key(f, make_key(bytes, lengths[j])));
		}
	}
	for (int i = 0; i < nfound; i++)
	{
		const uint8 *p = chunk + found[i].place;

		find_literals(f, make_key(load_eight(p), found[i].len), p, end - p, piece, ranges);
	}
}

void
literal_finder_scan(const LiteralFinder *f, Piece *piece, StartRanges *ranges)
{
	static const int lengths[] = {LITERAL_LONG_KEY, LITERAL_MIDDLE_KEY};
	static const int short_lengths[MAX_LENGTHS] = {3, 2, 1};
	const uint64 *starts = f->starts;
	const uint64 *pairs = f->pairs;
	const uint8 *end = piece->bytes + piece->nbytes;
	const uint8 *chunk = piece->bytes;

	/* a literal may have begun before the piece */
	if (piece->from > 0)
		chunk -= f->table->longest - 1;
	for (; chunk < end; chunk += CHUNK)
	{
		int			n = Min(CHUNK, end - chunk);
		uint16		at_starts[CHUNK + 1];
		uint16		at_pairs[CHUNK + 1];
		int			nstarts = 0;
		int			npairs = 0;

		for (int i = 0; i < n; i++)
		{
			uint32		four = load_four(chunk + i);

			at_starts[nstarts] = at_pairs[npairs] = i;
			nstarts += bitmap_has(starts, start_bit(f, four));
			npairs += bitmap_has(pairs, four & 0xFFFF);
		}
		find_keys(f, chunk, at_starts, nstarts, lengths, lengthof(lengths), piece, ranges);
		find_keys(f, chunk, at_pairs, npairs, short_lengths, MAX_LENGTHS, piece, ranges);
	}
}
