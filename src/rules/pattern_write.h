/*
 * pattern_write.h
 *	  Writing the parts of a pattern for folded text. Private to the folding of patterns
 *	  (pattern_fold.h).
 */
#ifndef FACTAG_PATTERN_WRITE_H
#define FACTAG_PATTERN_WRITE_H

#include "factag.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"

#include "evasion/evasion_options.h"

/* a set of characters, to be written as members of a class */
typedef struct PatternSet
{
	int			n;
	int			size;
	pg_wchar   *chars;
} PatternSet;

extern void pattern_set_add(PatternSet *set, pg_wchar c);

/* Sorts the characters and removes duplicates. */
extern void pattern_set_sort(PatternSet *set);

/* Adds a character with what the option hans lets it stand for. */
extern void pattern_set_add_variants(PatternSet *set, pg_wchar c, EvasionOptions options);

/* Appends a character, escaped where it would mean something else in a pattern or a class. */
extern void pattern_write_character(StringInfo out, pg_wchar c);

/* Appends the members of a class, sorted first, in ranges. */
extern void pattern_write_members(StringInfo out, PatternSet *set);

/* Appends a character with its variants: a class if there are any. */
extern void pattern_write_variants(StringInfo out, pg_wchar c, EvasionOptions options);

/* Whether both characters are the same if case counts for nothing. */
extern bool pattern_same_caseless(pg_wchar a, pg_wchar b);

#endif							/* FACTAG_PATTERN_WRITE_H */
