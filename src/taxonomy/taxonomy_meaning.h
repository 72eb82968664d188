/*
 * taxonomy_meaning.h
 *	  What a set means: its elements under the names of today, and what they imply.
 */
#ifndef FACTAG_TAXONOMY_MEANING_H
#define FACTAG_TAXONOMY_MEANING_H

#include "tagset/tagset.h"
#include "taxonomy/taxonomy.h"

typedef struct MeantTag
{
	const char *path;
	int			len;
	uint32		origin;			/* number of the element that it comes from */
	bool		renamed;		/* that has another name */
	bool		implied;
	bool		ends;			/* that has an end, whatever the tags that it has become one with */
	Attributes	attributes;		/* of all tags at this path, united */
} MeantTag;

/* Tags by path, then by origin. A path is there once for each origin. */
typedef struct Meaning
{
	uint32		n;
	uint32		size;
	MeantTag   *tags;
	uint64		text;			/* bytes of their text, about */
	MemoryContext scratch;		/* for one element at a time; NULL until it is needed */
} Meaning;

/* whether two tags are at one path */
static inline bool
meant_same_path(const MeantTag *a, const MeantTag *b)
{
	return a->len == b->len && memcmp(a->path, b->path, a->len) == 0;
}

/*
 * Fills a meaning, in this order: elements that meet become one, dynamic tags get an
 * end, what is implied is added, and gets an end. Ends are given only if there is a
 * timestamp. 54000 if the result is more than a set can hold.
 */
extern void taxonomy_mean(Meaning *meaning, const Taxonomy *taxonomy, const struct varlena *set,
						  const TimestampTz *at, bool implied);

/* Adds what is implied to a meaning that is without it. */
extern void taxonomy_mean_implied(Meaning *meaning, const Taxonomy *taxonomy);

/* The set of a meaning's tags. */
extern struct varlena *meaning_set(const Meaning *meaning);

#endif							/* FACTAG_TAXONOMY_MEANING_H */
