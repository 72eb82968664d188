/*
 * gin_keys.h
 *	  What the GIN operator classes share: keys of paths, and the conditions that
 *	  look them up.
 *
 *	  Keys are the paths of the elements and of their strict ancestors. An
 *	  ancestor's key has the separator behind it, as a path that goes on: so both
 *	  kinds of one path stand side by side in the order of keys, an element's
 *	  first. "At or below p" is the element key or the ancestor key of p. Since
 *	  every prefix of an element is a key, a pattern holds of an element or of
 *	  something above it just when some key matches the whole pattern.
 *
 *	  A class of keys apart has a byte before the path that no path begins with.
 *	  Its keys may carry a facet, something else that is said of the element, in
 *	  bytes behind one that no path holds.
 */
#ifndef FACTAG_GIN_KEYS_H
#define FACTAG_GIN_KEYS_H

#include "factag.h"

#include "access/gin.h"

#include "query/query_eval.h"

#define GIN_KEYS_PLAIN	0		/* no byte before the path */
#define GIN_MAX_KEYS	((Size) 1024 * 1024 * 1024) /* bytes of a value's keys, which are in memory at once */

/* the keys of one value, in blocks: a key has a short header where it can */
typedef struct GinKeyWriter
{
	Datum	   *keys;
	int			count;
	int			size;
	char	   *block;
	Size		left;			/* bytes of the block */
	Size		bytes;			/* of all keys */
} GinKeyWriter;

/* Begins with room for about so many keys. */
extern void gin_writer_init(GinKeyWriter *writer, int size);

/*
 * Writes the keys of a path that do not end within the first so many bytes, which have theirs.
 * 54000 where the value's keys take more than GIN_MAX_KEYS.
 */
extern void gin_writer_add_path(GinKeyWriter *writer, uint8 class, const char *path, int len, int shared);

/* The same with a facet. */
extern void gin_writer_add_facet(GinKeyWriter *writer, uint8 class, const char *path, int len, int shared, const char *facet, int facetlen);

/*
 * The keys of a term: from first to second - 1, and from there to end - 1. Some
 * key of each group must be there, unless the second is empty.
 */
typedef struct GinTermKeys
{
	int			first;
	int			second;
	int			end;
	bool		exact;			/* the keys tell all; never with two groups: two elements may have one each */
} GinTermKeys;

/* the keys that a condition looks up */
typedef struct GinQuery
{
	int			nkeys;
	int			size;
	Datum	   *keys;
	bool	   *partial;
	const QueryTerm **patterns; /* of partial keys, else NULL */

	/* of a query */
	const QueryPlan *plan;
	GinTermKeys *terms;
} GinQuery;

extern GinQuery *gin_query_make(void);

/* The same for a query, whose terms are to be added in their order, each between begin and end. */
extern GinQuery *gin_query_make_terms(const QueryPlan *plan);
extern void gin_begin_term(GinQuery *gq, const QueryTerm *term);
extern void gin_begin_second(GinQuery *gq, const QueryTerm *term);
extern void gin_end_term(GinQuery *gq, const QueryTerm *term, bool exact);

/* Adds the key of an element, or the two keys of "at or below". */
extern void gin_add_element(GinQuery *gq, uint8 class, const char *path, int len);
extern void gin_add_ancestor(GinQuery *gq, uint8 class, const char *path, int len);
extern void gin_add_at_or_below(GinQuery *gq, uint8 class, const char *path, int len);

/* Adds the keys of a facet of a literal term's elements. */
extern void gin_add_facet(GinQuery *gq, uint8 class, const QueryTerm *term, const char *facet, int facetlen);

/* The same for every facet of a class, for comparePartial to choose from. */
extern void gin_add_facets(GinQuery *gq, uint8 class, const QueryTerm *term);

/* Adds the keys of a term: exact ones, or a partial one for a pattern. */
extern void gin_add_term(GinQuery *gq, uint8 class, const QueryTerm *term);

/* Whether rows without any of its keys may meet a query. */
extern bool gin_query_needs_all(const QueryPlan *plan);

/*
 * The extra data of a condition: a partial key's is its pattern, the others
 * have none, so that GIN can share a key between conditions. One pointer more,
 * behind them, hands the condition to consistent and triConsistent.
 */
extern Pointer *gin_extra(const GinQuery *gq);

/* whether any of these keys is there */
extern QueryTruth gin_any_of(const GinTernaryValue *check, int from, int to);

/* What the keys say of a query; a term of which they are not exact needs the row. */
extern QueryTruth gin_query_matches(const GinQuery *gq, const GinTernaryValue *check);

/*
 * Whether a key matches a partial key's pattern: 0 if so, -1 to go on, 1 past
 * the last key of the class that begins with the pattern's literal head.
 */
extern int	gin_compare_pattern(uint8 class, const char *key, int len, const QueryTerm *term);

#endif							/* FACTAG_GIN_KEYS_H */
