/*
 * keyed_hash.h
 *	  The hash function of tables whose keys users choose. Its random keys are drawn
 *	  once per backend, so nobody can choose names that collide. What a table returns
 *	  must not depend on the order of its slots.
 *
 * It is pair-multiply-shift (M. Thorup, "High Speed Hashing for Integers and Strings",
 * 2015), which is strongly universal: any two different keys collide with a probability of
 * 2^-32. A seed in front of a hash function that mixes word by word does not give that: a
 * difference in the top bit of a word passes through a multiplication unchanged, so the
 * next word can cancel it for every seed.
 */
#ifndef FACTAG_KEYED_HASH_H
#define FACTAG_KEYED_HASH_H

#include "factag.h"

#include "common/hashfn.h"

/* longer keys are hashed block by block, and then the hash values of the blocks */
#define KEYED_HASH_BLOCK 4096

/* random numbers of a block: two for its length, two for each eight bytes */
#define KEYED_HASH_KEYS (2 + KEYED_HASH_BLOCK / 4)

/* the blocks of a key; the blocks of their hash values; the hash values of those */
#define KEYED_HASH_LEVELS 3

typedef struct KeyedHash
{
	bool		ready;
	uint64		keys[KEYED_HASH_LEVELS][KEYED_HASH_KEYS];
} KeyedHash;

extern KeyedHash keyed_hash_state;

/* Draws the keys. */
extern void keyed_hash_prepare(void);

/* Hashes a key of more than KEYED_HASH_BLOCK bytes. */
extern uint32 keyed_hash_long(const char *key, Size len);

static inline uint64
keyed_hash_load(const char *p)
{
	uint64		word;

	memcpy(&word, p, sizeof(word));
	return word;
}

/* Multiplies the two halves of a word, each added to a random number. */
static inline uint64
keyed_hash_pair(const uint64 *keys, uint64 word)
{
	return (keys[0] + (uint32) word) * (keys[1] + (word >> 32));
}

/*
 * Hashes a block with the keys of a level. The last word may overlap the one before:
 * blocks of one length still differ in a word.
 */
static inline uint32
keyed_hash_block(const uint64 *keys, const char *block, Size len)
{
	uint64		sum = keys[0] + keys[1] * len;
	const char *end = block + len;

	keys += 2;
	if (len >= 8)
	{
		for (; end - block > 8; block += 8, keys += 2)
			sum += keyed_hash_pair(keys, keyed_hash_load(block));
		sum += keyed_hash_pair(keys, keyed_hash_load(end - 8));
	}
	else
	{
		uint64		word = 0;

		while (block < end)
			word = word << 8 | (uint8) *block++;
		sum += keyed_hash_pair(keys, word);
	}
	/* the upper half is the hash value; what follows is one to one, and spreads similar keys */
	return murmurhash32((uint32) (sum >> 32));
}

static inline uint32
keyed_hash(const char *key, Size len)
{
	if (unlikely(!keyed_hash_state.ready))
		keyed_hash_prepare();
	if (unlikely(len > KEYED_HASH_BLOCK))
		return keyed_hash_long(key, len);
	return keyed_hash_block(keyed_hash_state.keys[0], key, len);
}

#endif							/* FACTAG_KEYED_HASH_H */
