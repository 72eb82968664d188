/*
 * keyed_hash.c
 *	  Keys, and long keys of tables; see keyed_hash.h.
 */
#include "keyed_hash.h"

#include "utils/memutils.h"

KeyedHash	keyed_hash_state;

#define BLOCKS(len) (((len) + KEYED_HASH_BLOCK - 1) / KEYED_HASH_BLOCK)
#define HASH_BYTES(len) (BLOCKS(len) * sizeof(uint32))

StaticAssertDecl(HASH_BYTES(HASH_BYTES(MaxAllocSize)) <= KEYED_HASH_BLOCK,
				 "the levels suffice for every value");

void
keyed_hash_prepare(void)
{
	if (!pg_strong_random(keyed_hash_state.keys, sizeof(keyed_hash_state.keys)))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate random numbers")));
	keyed_hash_state.ready = true;
}

uint32
keyed_hash_long(const char *key, Size len)
{
	uint32	   *hashes = palloc(HASH_BYTES(len));
	uint32		result;
	int			level = 0;

	for (; len > KEYED_HASH_BLOCK; level++)
	{
		/* from the second level on, a hash value replaces one that was read before */
		for (Size i = 0; i < BLOCKS(len); i++)
			hashes[i] = keyed_hash_block(keyed_hash_state.keys[level], key + i * KEYED_HASH_BLOCK,
										 Min(KEYED_HASH_BLOCK, len - i * KEYED_HASH_BLOCK));
		key = (const char *) hashes;
		len = HASH_BYTES(len);
	}
	result = keyed_hash_block(keyed_hash_state.keys[level], key, len);
	pfree(hashes);
	return result;
}
