/*
 * gin_keys.h
 *	  What the GIN operator classes of tagset and labelset share: the keys of
 *	  paths, and the conditions that look them up. That of tagquery, whose keys mean
 *	  something else, only collects them here.
 *
 * A condition asks for an element at a path or anywhere below it. A btree of whole
 * elements would have to scan a range for that. Instead, a row has a key for each
 * of its elements and one for each ancestor of an element, so "at or below p" is
 * the union of two posting lists, and GIN intersects and unites such lists.
 *
 * Keys
 * ----
 * The key of an element is its path. The key of an ancestor is its path followed
 * by the separator, FACTAG_SEPARATOR (0x01, written "/" here). That one byte tells
 * "a row has p itself" from "a row has something below p". The set
 * "interest/real-estate/apartment, region/taipei" has the keys
 *
 *		interest/							ancestor
 *		interest/real-estate/				ancestor
 *		interest/real-estate/apartment		element
 *		region/								ancestor
 *		region/taipei						element
 *
 * and conditions look up
 *
 *		interest/real-estate			interest/real-estate | interest/real-estate/
 *		=interest/real-estate			interest/real-estate
 *		tags @> {a, b/c}				(a | a/) & (b/c | b/c/)
 *		tags && {a/b}					a | a/b | a/b/
 *		tags <@ {a/b}					a | a/b, or a row without keys; and a recheck,
 *										since other elements may be there as well
 *
 * Queries are evaluated over the keys with three truth values, so AND, OR, "N of" and
 * plain terms are exact, and only the rest is rechecked; see gin_match.h.
 *
 * Patterns
 * --------
 * A pattern with wildcards is a partial match: GIN scans the keys in their order,
 * which is that of bytes, from the literal head of the pattern on, and asks
 * gin_compare_pattern about each. Every ancestor of an element has a key, so the
 * pattern matches an element or an ancestor of one if and only if the whole pattern
 * matches some key. For the pattern of the segments "a", "*" and "c", whose literal
 * head is "a/":
 *
 *		a				  before the head, not visited
 *	->	a/				  no match
 *		a/b				  no match
 *		a/b/			  no match; the rows that have a/b/c have a key of their own
 *		a/b/c			* match: a row with this element
 *		a/b/c/			* match: a row with an element below it
 *		a/b/c/d			  no match; its row has the key a/b/c/
 *		a/x/c			* match
 *		ab				  does not begin with the head: the scan ends
 *
 * With "=", ancestor keys do not match: only elements count.
 *
 * A filter on the path leaves out the keys whose subtree has nothing that passes it;
 * the rows of the others are rechecked, unless the keys say all:
 *
 *		a[path=a/b|a/c]					a/b | a/b/ | a/c | a/c/; exact
 *		a[path!=a/b]					a | a/, the keys of the term
 *		** /b[path=a]					a partial match, of which x/b and x/b/ are left out
 *
 * Key classes and facets
 * ----------------------
 * An operator class may keep several classes of keys apart. A key of any but
 * GIN_KEYS_PLAIN begins with a byte that names its class and is less than any byte
 * a path begins with, so each class is one range of the index. Keys may also carry
 * a facet: another property of the element, in a form the operator class chooses.
 * It follows FACET_MARK, a byte that no path contains:
 *
 *		[class] path [separator] [FACET_MARK facet]
 *
 * Facets answer "an element at or below p with this property" by one key lookup;
 * labelset_keys.h has three kinds.
 */
#ifndef FACTAG_GIN_KEYS_H
#define FACTAG_GIN_KEYS_H

#include "factag.h"

#include "access/gin.h"

#include "query/query_algebra.h"

#define GIN_KEYS_PLAIN	0		/* key class: no byte before the path */

/* limit of the bytes of one value's keys, which are in memory at once */
#define GIN_MAX_KEYS	((Size) 1024 * 1024 * 1024)

/*
 * Collects the keys of one value. Short keys, which have a short varlena header,
 * are cut from common blocks.
 */
typedef struct GinKeyWriter
{
	Datum	   *keys;
	int			count;
	int			size;			/* of the array */
	char	   *block;			/* free part of the current block */
	Size		left;			/* its bytes */
	Size		bytes;			/* of all keys */
} GinKeyWriter;

/* Starts with room for this many keys; the array grows as needed. */
extern void gin_writer_init(GinKeyWriter *writer, int size);

/*
 * Emits keys for the path and its ancestors, skipping those within the first
 * "shared" bytes: the previous path emitted them. Error 54000 if the keys of the
 * value take more than GIN_MAX_KEYS.
 */
extern void gin_writer_add_path(GinKeyWriter *writer, uint8 class, const char *path, int len,
								int shared);

/* The same with a facet; "shared" then refers to the previous path with this facet. */
extern void gin_writer_add_facet(GinKeyWriter *writer, uint8 class, const char *path, int len,
								 int shared, const char *facet, int facetlen);

/* Emits one key of the path with a facet, and none of its ancestors. */
extern void gin_writer_add_key(GinKeyWriter *writer, uint8 class, const char *path, int len,
							   const char *facet, int facetlen);

/*
 * The keys of a query's term, in up to three groups. A row has the term's element if it
 * has a key of the first, keys[surely .. any_of - 1]. Else it has the element only if it
 * has a key of each of the others that is not empty: keys[any_of .. and_any_of - 1] and
 * keys[and_any_of .. end - 1].
 */
typedef struct GinTermKeys
{
	int			surely;			/* equals any_of if there is no such group */
	int			any_of;
	int			and_any_of;		/* equals end if there is one group only */
	int			end;
	bool		exact;			/* the converse holds; never with two groups, since two
								 * elements may have one key each */
} GinTermKeys;

/* the keys that a condition looks up */
typedef struct GinQuery
{
	int			nkeys;
	int			size;			/* of the arrays */
	Datum	   *keys;
	bool	   *partial;
	const void **extra;			/* of a partial key, what comparePartial gets, else NULL */

	/* only of a tagquery */
	const QueryPlan *plan;
	GinTermKeys *terms;			/* by index of the term */
} GinQuery;

/* Makes a condition without keys. */
extern GinQuery *gin_query_make(void);

/*
 * Makes the condition of a tagquery. The caller then adds the keys of each term, in
 * order, between gin_begin_term and gin_end_term. gin_begin_any_of ends the group of
 * sure keys, if there is one, and gin_begin_and_any_of separates the other two.
 */
extern GinQuery *gin_query_make_terms(const QueryPlan *plan);
extern void gin_begin_term(GinQuery *gq, const QueryTerm *term);
extern void gin_begin_any_of(GinQuery *gq, const QueryTerm *term);
extern void gin_begin_and_any_of(GinQuery *gq, const QueryTerm *term);
extern void gin_end_term(GinQuery *gq, const QueryTerm *term, bool exact);

/* Add the key of an element, the key of an ancestor, or both: "at or below". */
extern void gin_add_element(GinQuery *gq, uint8 class, const char *path, int len);
extern void gin_add_ancestor(GinQuery *gq, uint8 class, const char *path, int len);
extern void gin_add_at_or_below(GinQuery *gq, uint8 class, const char *path, int len);

/* Adds the keys of a literal term's path with a facet. */
extern void gin_add_facet(GinQuery *gq, uint8 class, const QueryTerm *term, const char *facet,
						  int facetlen);

/* The same with any facet of a class, by partial match; comparePartial selects the facets. */
extern void gin_add_any_facet(GinQuery *gq, uint8 class, const QueryTerm *term);

/* The same of one path, with other extra data for comparePartial than the term. */
extern void gin_add_scan(GinQuery *gq, uint8 class, const char *path, int len, const void *extra);

/*
 * Adds the keys of a term without its filters, except that those on the path make
 * them fewer; a pattern gets a partial key.
 */
extern void gin_add_term(GinQuery *gq, uint8 class, const QueryTerm *term);

/* Whether the keys that gin_add_term adds are exact, where they have all of the term's elements. */
extern bool gin_term_is_exact(const QueryTerm *term);

/*
 * The array for extractQuery's extra_data. A partial key gets its own. Other
 * keys get NULL, so that GIN can share them between conditions. One more element
 * after the last key passes the GinQuery to consistent and triConsistent.
 */
extern Pointer *gin_extra(const GinQuery *gq);

/*
 * comparePartial of a pattern: 0 if a key matches it, -1 if not, 1 at the end of the
 * keys of the class that begin with the pattern's literal head.
 */
extern int	gin_compare_pattern(uint8 class, const char *key, int len, const QueryTerm *term);

#endif							/* FACTAG_GIN_KEYS_H */
