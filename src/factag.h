/*
 * factag.h
 *	  Limits, the bytes that every type shares, and the Datum macros.
 *	  The layouts are drawn in doc/format.md.
 */
#ifndef FACTAG_H
#define FACTAG_H

#include "compat.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

/* limits, as the reference states them */
#define FACTAG_MAX_SEGMENT	255		/* bytes of a folded segment */
#define FACTAG_MAX_PATH		2000	/* bytes of a path, separators included */
#define FACTAG_MAX_ELEMENTS	10000000	/* elements of a set */
#define FACTAG_MAX_SET_TEXT	(256 * 1024 * 1024) /* bytes that a set prints to, quotes aside */
#define FACTAG_MAX_TERMS	10000	/* terms of a query */
#define FACTAG_MAX_NESTING	1000	/* levels of a query */
#define FACTAG_MAX_VALUES	1000	/* filters of a term, values of a filter */
#define FACTAG_MAX_QUERY	(16 * 1024 * 1024)	/* bytes of a stored query, which prints to 16 times as much at most */
#define FACTAG_MAX_LABELS	1000000	/* assertions of a log */
#define FACTAG_MAX_RULES	10000	/* rules of a rule set */
#define FACTAG_MAX_RULE_TEXT	(1024 * 1024)	/* bytes that a rule set prints to */
#define FACTAG_MAX_RULE_NESTING	100 /* levels of a condition */
#define FACTAG_MAX_RULE_LABELS	100 /* labels of a rule */
#define FACTAG_MAX_TAXONOMY_LINES	1000000	/* lines of a taxonomy */
#define FACTAG_MAX_TAXONOMY_NAMES	4000000	/* its names, with their ancestors */
#define FACTAG_MAX_TAXONOMY_STEPS	1000000	/* names that links lead to from one tag, former ones included */
#define FACTAG_MAX_TAXONOMY_TEXT	(256 * 1024 * 1024)	/* bytes that a taxonomy prints to */
#define FACTAG_MAX_POLICY_LINES	100000	/* lines of a policy */
#define FACTAG_MAX_POLICY_TEXT	(16 * 1024 * 1024)	/* bytes that a policy prints to */
#define FACTAG_MAX_ID_BLOCKS	(16 * 1024 * 1024)	/* blocks of 65,536 ids in which a set of ids has some */
#define FACTAG_MAX_IDS_TEXT	(900 * 1000 * 1000) /* bytes that a set of ids prints to */
#define FACTAG_MAX_CLAIM	200		/* bytes of the key of a claim */
#define FACTAG_MAX_SAID		200		/* bytes of a rating in its source's words */
#define FACTAG_MAX_REF		2000	/* bytes of a reference */

/* bytes that a loop over a text scans between two checks for interrupts */
#define FACTAG_INTERRUPT_BYTES (64 * 1024)

/*
 * Inside a path segments are joined by a byte below every byte that a segment
 * may hold, so memcmp is preorder. The three bytes after it are wildcards, found
 * in patterns alone.
 */
#define FACTAG_SEPARATOR	0x01
#define FACTAG_STAR			0x02	/* any run of characters */
#define FACTAG_GLOBSTAR		0x03	/* as a whole segment: any number of segments */
#define FACTAG_REGEX		0x04	/* begins a segment that is a regular expression */

/*
 * Every value begins with a byte whose high nibble is the version of its
 * layout. The low nibble holds flags; those without a meaning are zero.
 */
#define FACTAG_FORMAT		0x10
#define FACTAG_FORMAT_MASK	0xF0

/* version byte of the binary protocol: the text form follows */
#define FACTAG_WIRE_VERSION 1

/* a tagpath: the version byte, then the path */
#define TAGPATH_DATA(p)		((const char *) VARDATA_ANY(p) + 1)
#define TAGPATH_LEN(p)		((int) VARSIZE_ANY_EXHDR(p) - 1)

/* Refuses a datum of a layout that this library does not know (XX001). */
pg_noreturn static inline void
factag_unknown_layout(const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("unknown layout of a %s", type),
			 errhint("It was written by a newer version of factag, or is damaged.")));
}

/* The memory of the aggregate that calls; refuses any other caller (55000). */
extern MemoryContext factag_aggregate_context(FunctionCallInfo fcinfo);

/* Body of a transition or combine function that has nothing to add: the state in argument 0, unchanged. Errors as above. */
extern Datum factag_aggregate_unchanged(FunctionCallInfo fcinfo);

/*
 * Whether an argument is a constant of the plan. A parameter is not: the
 * simple expressions of PL/pgSQL keep fn_extra while their parameters change.
 */
extern bool factag_argument_is_constant(FmgrInfo *flinfo, int argno);

/* Appends a formatted text; appendStringInfo for functions with variable arguments of their own. */
extern void factag_append_va(StringInfo out, const char *fmt, va_list args) pg_attribute_printf(2, 0);

/* Whether any argument of the call is NULL. */
extern bool factag_has_null(FunctionCallInfo fcinfo);

/* Returns argument 0, for a function that changes nothing if another argument is NULL. */
extern Datum factag_unchanged(FunctionCallInfo fcinfo);

static inline struct varlena *
DatumGetTagpathP(Datum d)
{
	struct varlena *p = (struct varlena *) PG_DETOAST_DATUM_PACKED(d);

	if (unlikely(VARSIZE_ANY_EXHDR(p) < 1 || *(const uint8 *) VARDATA_ANY(p) != FACTAG_FORMAT))
		factag_unknown_layout("tagpath");
	return p;
}

#define PG_GETARG_TAGPATH_P(n)	DatumGetTagpathP(PG_GETARG_DATUM(n))

/* a value of any other type of variable length, detoasted; its header may be a short one */
#define DatumGetPackedP(d)		((struct varlena *) PG_DETOAST_DATUM_PACKED(d))
#define PG_GETARG_PACKED_P(n)	DatumGetPackedP(PG_GETARG_DATUM(n))

/*
 * The first bytes of a set or log, or all of it: enough for the version byte and the
 * number of elements. Of a value that is out of line or compressed only a slice is read.
 */
#define FACTAG_HEADER_BYTES 16

static inline struct varlena *
factag_header_slice(Datum value)
{
	struct varlena *p = (struct varlena *) DatumGetPointer(value);

	if (VARATT_IS_EXTERNAL(p) || VARATT_IS_COMPRESSED(p))
		return (struct varlena *) PG_DETOAST_DATUM_SLICE(value, 0, FACTAG_HEADER_BYTES);
	return p;
}

#endif							/* FACTAG_H */
