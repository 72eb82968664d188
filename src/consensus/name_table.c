/*
 * name_table.c
 *	  Numbers for byte strings; see name_table.h.
 */
#include "consensus/name_table.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "keyed_hash.h"

/* initial sizes: small, because there may be a hundred thousand groups */
#define NAMES_AT_FIRST 8
#define BYTES_AT_FIRST 120

/* slots of the hash table for each name that there is room for */
#define SLOTS_PER_NAME 2

/* the most names that there is room for; there are never more names than votes */
#define MOST_NAMES ((uint32) 1 << 27)

/* the longest name, so that a row of the result has room for two */
#define LONGEST_NAME (MaxAllocSize / 4)

void
name_table_init(NameTable *table, MemoryContext context)
{
	memset(table, 0, sizeof(NameTable));
	table->context = context;
	table->size = NAMES_AT_FIRST;
	table->names = MemoryContextAlloc(context, table->size * sizeof(NameEntry));
	table->slots = MemoryContextAllocZero(context, table->size * SLOTS_PER_NAME * sizeof(uint32));
	table->bytes_size = BYTES_AT_FIRST;
	table->bytes = MemoryContextAlloc(context, table->bytes_size);
}

/* the slot of a name, or the empty slot for it */
static inline uint32 *
find_slot(const NameTable *table, const char *name, uint32 len, uint32 hash)
{
	uint32		mask = table->size * SLOTS_PER_NAME - 1;

	for (uint32 i = hash & mask;; i = (i + 1) & mask)
	{
		const NameEntry *found;

		if (table->slots[i] == 0)
			return &table->slots[i];
		found = &table->names[table->slots[i] - 1];
		if (found->hash == hash && found->len == len && memcmp(table->bytes + found->at, name, len) == 0)
			return &table->slots[i];
	}
}

/* Refuses names that take too much. */
pg_noreturn static void
refuse(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a consensus with too long names or units"),
			 errdetail("A name or unit may have 256 MB, and all of them together 1 GB."),
			 errhint("Aggregate a part at a time, with GROUP BY.")));
}

/* Doubles the room for names, and the hash table with it. */
static void
grow(NameTable *table)
{
	Size		slots;
	uint32		mask;

	if (table->size >= MOST_NAMES)
		refuse();
	table->size *= 2;
	slots = (Size) table->size * SLOTS_PER_NAME;
	mask = slots - 1;
	table->names = repalloc_huge(table->names, (Size) table->size * sizeof(NameEntry));
	pfree(table->slots);
	table->slots = NULL;
	table->slots = MemoryContextAllocExtended(table->context, slots * sizeof(uint32), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (uint32 number = 0; number < table->count; number++)
	{
		uint32		i = table->names[number].hash & mask;

		CHECK_FOR_INTERRUPTS();
		while (table->slots[i] != 0)
			i = (i + 1) & mask;
		table->slots[i] = number + 1;
	}
}

/* Makes room for the bytes of one more name. */
static void
reserve(NameTable *table, uint32 len)
{
	Size		size = table->bytes_size;

	if (len > LONGEST_NAME || len > MaxAllocSize - table->bytes_len)
		refuse();
	if (size - table->bytes_len >= len)
		return;
	while (size - table->bytes_len < len)
		size *= 2;
	table->bytes_size = Min(size, MaxAllocSize);
	table->bytes = repalloc(table->bytes, table->bytes_size);
}

uint32
name_table_add(NameTable *table, const char *name, uint32 len)
{
	uint32		hash = keyed_hash(name, len);
	uint32	   *slot = find_slot(table, name, len, hash);
	NameEntry  *added;

	if (likely(*slot != 0))
		return *slot - 1;
	reserve(table, len);
	if (table->count == table->size)
	{
		grow(table);
		slot = find_slot(table, name, len, hash);
	}
	added = &table->names[table->count++];
	added->hash = hash;
	added->at = table->bytes_len;
	added->len = len;
	memcpy(table->bytes + table->bytes_len, name, len);
	table->bytes_len += len;
	*slot = table->count;
	return table->count - 1;
}

/* qsort_arg: numbers by the bytes of their names */
static int
compare_numbers(const void *a, const void *b, void *arg)
{
	const NameTable *table = arg;
	const NameEntry *x = &table->names[*(const uint32 *) a];
	const NameEntry *y = &table->names[*(const uint32 *) b];
	int			order = memcmp(table->bytes + x->at, table->bytes + y->at, Min(x->len, y->len));

	CHECK_FOR_INTERRUPTS();
	if (order != 0)
		return order;
	return (x->len > y->len) - (x->len < y->len);
}

uint32 *
name_table_order(const NameTable *table)
{
	uint32	   *order = MemoryContextAllocHuge(CurrentMemoryContext, Max(table->count, 1) * sizeof(uint32));

	for (uint32 number = 0; number < table->count; number++)
		order[number] = number;
	qsort_arg(order, table->count, sizeof(uint32), compare_numbers, unconstify(NameTable *, table));
	return order;
}

uint32 *
name_table_ranks(const uint32 *order, uint32 count)
{
	uint32	   *ranks = MemoryContextAllocHuge(CurrentMemoryContext, Max(count, 1) * sizeof(uint32));

	for (uint32 place = 0; place < count; place++)
	{
		CHECK_FOR_INTERRUPTS();
		ranks[order[place]] = place;
	}
	return ranks;
}

Size
name_table_message_size(const NameTable *table)
{
	return 2 * sizeof(uint32) + table->bytes_len + (Size) table->count * sizeof(uint32);
}

void
name_table_serialize(StringInfo out, const NameTable *table)
{
	pq_sendint32(out, table->bytes_len);
	pq_sendbytes(out, table->bytes, table->bytes_len);
	pq_sendint32(out, table->count);
	enlargeStringInfo(out, table->count * sizeof(uint32));
	for (uint32 number = 0; number < table->count; number++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_writeint32(out, table->names[number].len);
	}
}

void
name_table_deserialize(StringInfo in, NameTable *table)
{
	uint32		at = 0;

	/* no slots: adding a name would be a bug */
	memset(table, 0, sizeof(NameTable));
	table->bytes_len = pq_getmsgint(in, 4);
	table->bytes = unconstify(char *, pq_getmsgbytes(in, table->bytes_len));
	table->count = pq_getmsgint(in, 4);
	table->names = MemoryContextAllocHuge(CurrentMemoryContext, Max(table->count, 1) * sizeof(NameEntry));
	for (uint32 number = 0; number < table->count; number++)
	{
		NameEntry  *name = &table->names[number];

		CHECK_FOR_INTERRUPTS();
		name->at = at;
		name->len = pq_getmsgint(in, 4);
		at += name->len;
	}
}

uint32 *
name_table_add_all(NameTable *table, const NameTable *other)
{
	uint32	   *numbers = MemoryContextAllocHuge(CurrentMemoryContext, Max(other->count, 1) * sizeof(uint32));

	for (uint32 number = 0; number < other->count; number++)
	{
		CHECK_FOR_INTERRUPTS();
		numbers[number] = name_table_add(table, name_table_bytes(other, number), name_table_len(other, number));
	}
	return numbers;
}
