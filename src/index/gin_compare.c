/*
 * gin_compare.c
 *	  GIN's comparison of keys, which all operator classes share. An index build calls it
 *	  about twelve times per key of a row.
 */
#include "text/bytes.h"

/* bytes that are compared as numbers, before memcmp compares the rest */
#define WORDS_BYTES 64

/* The bytes of a key of less than eight, with zeros after them. In a short one, reads overlap. */
static inline uint64
few_bytes(const char *p, int len)
{
	if (len >= 4)
		return (uint64) get_ordered32(p) << 32 | (uint64) get_ordered32(p + len - 4) << 8 * (8 - len);
	if (len == 0)
		return 0;
	return (uint64) (uint8) p[0] << 56 | (uint64) (uint8) p[len / 2] << 8 * (7 - len / 2) |
		(uint64) (uint8) p[len - 1] << 8 * (8 - len);
}

/* Compares two keys of which one has less than eight bytes; -1, 0 or 1. */
static inline int
compare_short(const char *a, int alen, const char *b, int blen)
{
	uint64		x = alen < 8 ? few_bytes(a, alen) : get_ordered64(a);
	uint64		y = blen < 8 ? few_bytes(b, blen) : get_ordered64(b);

	if (x != y)
		return x < y ? -1 : 1;
	/* the longer one goes on with bytes that are zero */
	return alen < blen ? -1 : alen > blen;
}

/* Compares two keys bytewise; -1, 0 or 1. */
static inline int
compare_keys(const char *a, int alen, const char *b, int blen)
{
	int			shorter = Min(alen, blen);
	int			at = 0;
	int			c;

	if (shorter < 8)
		return compare_short(a, alen, b, blen);
	/* eight bytes at a time; the last eight may overlap those before */
	do
	{
		uint64		x = get_ordered64(a + at);
		uint64		y = get_ordered64(b + at);

		if (x != y)
			return x < y ? -1 : 1;
		if (at == shorter - 8)
			return alen < blen ? -1 : alen > blen;
		at = Min(at + 8, shorter - 8);
	} while (at < WORDS_BYTES);
	c = memcmp(a + at, b + at, shorter - at);
	if (c == 0)
		c = alen - blen;
	return c < 0 ? -1 : c > 0;
}

/* Whether a key has the short header that all keys but long ones have, and is in line. */
static inline bool
is_short(const struct varlena *key)
{
	return VARATT_IS_SHORT(key) && !VARATT_IS_EXTERNAL(key);
}

/* Compares two keys of which one has a long header, or is compressed. */
static pg_noinline int
compare_long_keys(Datum a, Datum b)
{
	struct varlena *x = DatumGetPackedP(a);
	struct varlena *y = DatumGetPackedP(b);
	int			c = compare_keys(VARDATA_ANY(x), VARSIZE_ANY_EXHDR(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(y));

	if (PointerGetDatum(x) != a)
		pfree(x);
	if (PointerGetDatum(y) != b)
		pfree(y);
	return c;
}

/* GIN's compare, bytewise. */
PG_FUNCTION_INFO_V1(factag_gin_compare);
Datum
factag_gin_compare(PG_FUNCTION_ARGS)
{
	const struct varlena *a = (const struct varlena *) PG_GETARG_POINTER(0);
	const struct varlena *b = (const struct varlena *) PG_GETARG_POINTER(1);

	if (likely(is_short(a) && is_short(b)))
		PG_RETURN_INT32(compare_keys(VARDATA_SHORT(a), VARSIZE_SHORT(a) - VARHDRSZ_SHORT,
									 VARDATA_SHORT(b), VARSIZE_SHORT(b) - VARHDRSZ_SHORT));
	PG_RETURN_INT32(compare_long_keys(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}
