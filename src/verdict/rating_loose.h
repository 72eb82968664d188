/*
 * rating_loose.h
 *	  Keys of ratings as they are written without marks: in capitals, which lose
 *	  the accents of Greek and French and the dot of the Turkish i, and on keyboards
 *	  without them.
 */
#ifndef FACTAG_RATING_LOOSE_H
#define FACTAG_RATING_LOOSE_H

#include "factag.h"

/*
 * Makes what the spellings of a key have in common: its letters without the marks
 * of Latin, Greek, Cyrillic, Hebrew and Arabic. loose takes FACTAG_MAX_SEGMENT + 1
 * bytes and is terminated.
 */
extern void rating_loose_key(const char *key, char *loose);

/*
 * Whether a key can be a spelling of a row's key, if both have the same loose key:
 * marks may be missing, but not be others. In Arabic and Hebrew, where marks and
 * the forms of a letter are written as one likes, there may also be more.
 */
extern bool rating_loose_matches(const char *key, const char *row_key);

#endif							/* FACTAG_RATING_LOOSE_H */
