/*
 * evasion_options.h
 *	  The options of folding against evasion.
 */
#ifndef FACTAG_EVASION_OPTIONS_H
#define FACTAG_EVASION_OPTIONS_H

#include "factag.h"

/* a set of options; the bits are not stored anywhere */
typedef uint16 EvasionOptions;

enum
{
	EVASION_CASEFOLD = 1,
	EVASION_INVISIBLE = 2,
	EVASION_CONFUSABLES = 4,
	EVASION_REPEATS = 8,
	EVASION_LEET = 16,
	EVASION_SPACED = 32,
	EVASION_HANS = 64,
	EVASION_WIDTH = 128
};

/* the names of all options, for hints */
#define EVASION_NAMES \
	"casefold, confusables, hans, invisible, leet, repeats, spaced, width"

/* the most characters that one becomes: 18 in NFKC, 3 in case folding, and some reserve */
#define EVASION_EXPANSION 32

#endif							/* FACTAG_EVASION_OPTIONS_H */
