/*
 * literal_table.h
 *	  The literals of many patterns, in order; the finder (literal_finder.h) finds them in texts.
 */
#ifndef FACTAG_LITERAL_TABLE_H
#define FACTAG_LITERAL_TABLE_H

#include "factag.h"

#include "prefilter/distance.h"

/* bytes of a literal at most */
#define LITERAL_MAX_BYTES		64

/* flags of a literal: where it must not have an ASCII word character as its neighbour */
#define LITERAL_WORD_START		0x01	/* before it */
#define LITERAL_WORD_END		0x02	/* after it */

/*
 * A literal's key is what it begins with: of a long one, and of a shorter one that is not short, as many
 * bytes as these, and all of a short one.
 */
#define LITERAL_LONG_KEY		6
#define LITERAL_MIDDLE_KEY		4

/* The number of bytes of a literal's key. */
static inline int
literal_key_length(int len)
{
	return len >= LITERAL_LONG_KEY ? LITERAL_LONG_KEY : len >= LITERAL_MIDDLE_KEY ? LITERAL_MIDDLE_KEY : len;
}

/* a distinct literal: different bytes or flags */
typedef struct LiteralInfo
{
	uint32		start;			/* in the table's bytes */
	uint32		prefix;			/* index + 1 of the longest other literal with its key that it begins with, or 0 */
	uint32		patterns;		/* its patterns' first index; they end where the next literal's begin */
	uint8		len;
	uint8		flags;
} LiteralInfo;

/* a pattern of a literal */
typedef struct LiteralPattern
{
	uint32		number;
	Distance	back;			/* from the literal's end to the start of a match */
} LiteralPattern;

typedef struct LiteralTable
{
	LiteralInfo *literals;		/* by the key's length, then bytes; and one more, for the end of the last one's patterns */
	LiteralPattern *patterns;
	uint8	   *bytes;
	int			nliterals;
	int			longest;		/* bytes of the longest literal */
} LiteralTable;

typedef struct LiteralTableBuilder LiteralTableBuilder;

extern LiteralTableBuilder *literal_table_begin(void);

/*
 * Adds a literal, not empty, that makes the pattern a candidate for matches that begin
 * a distance before the literal's end. It may belong to several patterns, with
 * different flags.
 */
extern void literal_table_add(LiteralTableBuilder *b, int pattern, const uint8 *literal, int len,
							  int flags, Distance back);

/* The table, NULL if no literal was added. Frees the builder. */
extern LiteralTable *literal_table_finish(LiteralTableBuilder *b);

#endif							/* FACTAG_LITERAL_TABLE_H */
