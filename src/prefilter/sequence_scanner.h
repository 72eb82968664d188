/*
 * sequence_scanner.h
 *	  Finds which of many sequences of character classes occur in a text, in one
 *	  pass.
 */
#ifndef FACTAG_SEQUENCE_SCANNER_H
#define FACTAG_SEQUENCE_SCANNER_H

#include "factag.h"

#include "prefilter/sequence_set.h"

typedef struct SequenceScanner SequenceScanner;
typedef struct SequenceScannerBuilder SequenceScannerBuilder;

extern SequenceScannerBuilder *sequence_scanner_begin(void);

/*
 * Adds sequences, reduced by sequence_set_choose, each of which makes the
 * pattern a candidate. Returns false, and adds nothing, if there is no room.
 */
extern bool sequence_scanner_add(SequenceScannerBuilder *b, int pattern, const SequenceSet *set);

/* The scanner, NULL if no sequence was added. Frees the builder. */
extern SequenceScanner *sequence_scanner_finish(SequenceScannerBuilder *b);

/* Scans the next piece of a text, given as symbols; begin tells that it is the first one. */
extern void sequence_scanner_scan(SequenceScanner *s, const uint8 *symbols, int len, bool begin);

/* Sets the bits of the patterns whose sequences occurred since the text began. */
extern void sequence_scanner_candidates(const SequenceScanner *s, uint64 *candidates);

#endif							/* FACTAG_SEQUENCE_SCANNER_H */
