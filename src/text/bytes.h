/*
 * bytes.h
 *	  Numbers as they are stored: little-endian and unaligned, the same on every
 *	  machine. The get functions that return a pointer return the end of what they
 *	  read.
 */
#ifndef FACTAG_BYTES_H
#define FACTAG_BYTES_H

#include "factag.h"

#include "lib/stringinfo.h"
#include "port/pg_bswap.h"

/*
 * LEB128: seven bits in each byte, the lowest first; the high bit is set if more bytes
 * follow. Of a damaged value no more than five bytes are read.
 */
static inline const uint8 *
get_varint(const uint8 *p, uint32 *value)
{
	uint32		v = *p++;

	if (unlikely(v >= 0x80))
	{
		int			shift = 7;
		uint32		b;

		v &= 0x7F;
		do
		{
			b = *p++;
			v |= (b & 0x7F) << shift;
			shift += 7;
		} while (b >= 0x80 && shift < 35);
	}
	*value = v;
	return p;
}

#define VARINT_BYTES 5			/* at most */

/* Writes at p, where there is room; returns the end. */
static inline uint8 *
write_varint(uint8 *p, uint32 value)
{
	while (value >= 0x80)
	{
		*p++ = (uint8) (value | 0x80);
		value >>= 7;
	}
	*p++ = (uint8) value;
	return p;
}

static inline void
put_varint(StringInfo out, uint32 value)
{
	while (value >= 0x80)
	{
		appendStringInfoChar(out, (char) (value | 0x80));
		value >>= 7;
	}
	appendStringInfoChar(out, (char) value);
}

#define VARINT64_BYTES 10		/* at most */

/* the same of 64 bits */
static inline const uint8 *
get_varint64(const uint8 *p, uint64 *value)
{
	uint64		v = *p & 0x7F;

	for (int shift = 7; *p++ >= 0x80 && shift < 64; shift += 7)
		v |= (uint64) (*p & 0x7F) << shift;
	*value = v;
	return p;
}

static inline void
put_varint64(StringInfo out, uint64 value)
{
	while (value >= 0x80)
	{
		appendStringInfoChar(out, (char) (value | 0x80));
		value >>= 7;
	}
	appendStringInfoChar(out, (char) value);
}

static inline uint32
get_uint32(const uint8 *p)
{
	return (uint32) p[0] | (uint32) p[1] << 8 | (uint32) p[2] << 16 | (uint32) p[3] << 24;
}

static inline uint64
get_uint64(const uint8 *p)
{
	return (uint64) get_uint32(p) | (uint64) get_uint32(p + 4) << 32;
}

static inline void
put_uint32(StringInfo out, uint32 value)
{
	for (int i = 0; i < 4; i++, value >>= 8)
		appendStringInfoChar(out, (char) value);
}

static inline void
put_uint64(StringInfo out, uint64 value)
{
	put_uint32(out, (uint32) value);
	put_uint32(out, (uint32) (value >> 32));
}

/*
 * The four or eight bytes at p as a number that is in the order of the bytes, which is
 * memcmp's: big-endian.
 */
static inline uint32
get_ordered32(const char *p)
{
	uint32		word;

	memcpy(&word, p, sizeof(word));
	return pg_ntoh32(word);
}

static inline uint64
get_ordered64(const char *p)
{
	uint64		word;

	memcpy(&word, p, sizeof(word));
	return pg_ntoh64(word);
}

/* in IEEE 754, which PostgreSQL requires */
static inline float4
get_float4(const uint8 *p)
{
	uint32		bits = get_uint32(p);
	float4		value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

static inline float8
get_float8(const uint8 *p)
{
	uint64		bits = get_uint64(p);
	float8		value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

static inline void
put_float4(StringInfo out, float4 value)
{
	uint32		bits;

	memcpy(&bits, &value, sizeof(bits));
	put_uint32(out, bits);
}

static inline void
put_float8(StringInfo out, float8 value)
{
	uint64		bits;

	memcpy(&bits, &value, sizeof(bits));
	put_uint64(out, bits);
}

#endif							/* FACTAG_BYTES_H */
