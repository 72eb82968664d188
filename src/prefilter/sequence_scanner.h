/*
 * sequence_scanner.h
 *	  Finds which of many sequences of character classes occur in a text, in one
 *	  pass.
 */
#ifndef FACTAG_SEQUENCE_SCANNER_H
#define FACTAG_SEQUENCE_SCANNER_H

#include "factag.h"

#include "prefilter/piece.h"
#include "prefilter/sequence_set.h"
#include "prefilter/start_ranges.h"

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

/*
 * Scans the next piece of a text, and adds where matches of the patterns begin whose sequences
 * end in it, to the block of symbols.
 */
extern void sequence_scanner_scan(SequenceScanner *s, Piece *piece, StartRanges *ranges);

#endif							/* FACTAG_SEQUENCE_SCANNER_H */
