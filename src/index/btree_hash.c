/*
 * btree_hash.c
 *	  Comparison and hashing of every type, for btree and hash indexes, sorting,
 *	  grouping and joins. Equal values have equal bytes. SQL declares these
 *	  functions by comparison.sql.in and operator_classes.sql.in.
 */
#include "factag.h"

#include "common/hashfn.h"
#include "utils/sortsupport.h"

#include "label/labelset.h"
#include "tagset/tagset.h"
#include "text/path.h"

typedef int (*Compare) (const struct varlena *a, const struct varlena *b);

/* Compares the stored bytes, which is preorder for paths. */
static int
compare_bytes(const struct varlena *a, const struct varlena *b)
{
	int			c = path_compare(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b));

	return c < 0 ? -1 : c > 0;
}

static bool
equal_bytes(const struct varlena *a, const struct varlena *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

/* Compares the arguments and frees detoasted copies, as btree requires of its support functions. */
static int
compare_args(FunctionCallInfo fcinfo, Compare compare)
{
	struct varlena *a = PG_GETARG_PACKED_P(0);
	struct varlena *b = PG_GETARG_PACKED_P(1);
	int			c = compare(a, b);

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return c;
}

static bool
equal_args(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_GETARG_PACKED_P(0);
	struct varlena *b = PG_GETARG_PACKED_P(1);
	bool		equal = equal_bytes(a, b);

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return equal;
}

static Datum
hash_arg(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_GETARG_PACKED_P(0);
	Datum		hash = hash_any((unsigned char *) VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a));

	PG_FREE_IF_COPY(a, 0);
	return hash;
}

static Datum
hash_arg_extended(FunctionCallInfo fcinfo, uint64 seed)
{
	struct varlena *a = PG_GETARG_PACKED_P(0);
	Datum		hash = hash_any_extended((unsigned char *) VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a),
										 seed);

	PG_FREE_IF_COPY(a, 0);
	return hash;
}

/*
 * Defines the functions of one type: their results, of arguments in fcinfo. The
 * declaration at the end lets a semicolon follow.
 */
#define COMPARISON(type, equal, compare, hash, hash_extended) \
	PG_FUNCTION_INFO_V1(type##_eq); \
	Datum type##_eq(PG_FUNCTION_ARGS) { PG_RETURN_BOOL(equal); } \
	PG_FUNCTION_INFO_V1(type##_ne); \
	Datum type##_ne(PG_FUNCTION_ARGS) { PG_RETURN_BOOL(!(equal)); } \
	PG_FUNCTION_INFO_V1(type##_lt); \
	Datum type##_lt(PG_FUNCTION_ARGS) { PG_RETURN_BOOL((compare) < 0); } \
	PG_FUNCTION_INFO_V1(type##_le); \
	Datum type##_le(PG_FUNCTION_ARGS) { PG_RETURN_BOOL((compare) <= 0); } \
	PG_FUNCTION_INFO_V1(type##_gt); \
	Datum type##_gt(PG_FUNCTION_ARGS) { PG_RETURN_BOOL((compare) > 0); } \
	PG_FUNCTION_INFO_V1(type##_ge); \
	Datum type##_ge(PG_FUNCTION_ARGS) { PG_RETURN_BOOL((compare) >= 0); } \
	PG_FUNCTION_INFO_V1(type##_cmp); \
	Datum type##_cmp(PG_FUNCTION_ARGS) { PG_RETURN_INT32(compare); } \
	PG_FUNCTION_INFO_V1(type##_hash); \
	Datum type##_hash(PG_FUNCTION_ARGS) { return hash; } \
	PG_FUNCTION_INFO_V1(type##_hash_extended); \
	Datum type##_hash_extended(PG_FUNCTION_ARGS) { return hash_extended; } \
	extern int	factag_no_such_symbol

/* a type of variable length, in the order of a function */
#define VARLENA_COMPARISON(type, compare) \
	COMPARISON(type, equal_args(fcinfo), compare_args(fcinfo, compare), hash_arg(fcinfo), \
			   hash_arg_extended(fcinfo, PG_GETARG_INT64(1)))

VARLENA_COMPARISON(tagpath, compare_bytes);
VARLENA_COMPARISON(tagset, tagset_compare);
VARLENA_COMPARISON(tagquery, compare_bytes);
VARLENA_COMPARISON(factlabel, labelset_compare);
VARLENA_COMPARISON(labelset, labelset_compare);
VARLENA_COMPARISON(ruleset, compare_bytes);
VARLENA_COMPARISON(tagtaxonomy, compare_bytes);
VARLENA_COMPARISON(labelpolicy, compare_bytes);
VARLENA_COMPARISON(idset, compare_bytes);
VARLENA_COMPARISON(claimstats, compare_bytes);
VARLENA_COMPARISON(claimquery, compare_bytes);

/* a verdict's byte, unchecked: comparisons raise no errors */
#define BYTE_ARG(n) ((int) DatumGetUInt8(PG_GETARG_DATUM(n)))

/* The byte's order is the scale, then the verdicts off the scale. */
COMPARISON(factverdict, BYTE_ARG(0) == BYTE_ARG(1),
		   (BYTE_ARG(0) > BYTE_ARG(1)) - (BYTE_ARG(0) < BYTE_ARG(1)),
		   hash_uint32(BYTE_ARG(0)), hash_uint32_extended(BYTE_ARG(0), PG_GETARG_INT64(1)));

static int
tagpath_fastcmp(Datum x, Datum y, SortSupport ssup)
{
	struct varlena *a = (struct varlena *) PG_DETOAST_DATUM_PACKED(x);
	struct varlena *b = (struct varlena *) PG_DETOAST_DATUM_PACKED(y);
	int			c = compare_bytes(a, b);

	(void) ssup;
	if ((Pointer) a != DatumGetPointer(x))
		pfree(a);
	if ((Pointer) b != DatumGetPointer(y))
		pfree(b);
	return c;
}

PG_FUNCTION_INFO_V1(tagpath_sortsupport);
Datum
tagpath_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = tagpath_fastcmp;
	PG_RETURN_VOID();
}
