/*
 * literal_finder.h
 *	  Finds which of many literals occur in a text, in one pass.
 */
#ifndef FACTAG_LITERAL_FINDER_H
#define FACTAG_LITERAL_FINDER_H

#include "factag.h"

#include "prefilter/literal_table.h"
#include "prefilter/piece.h"
#include "prefilter/start_ranges.h"

typedef struct LiteralFinder LiteralFinder;

/* The finder of a table's literals; NULL for NULL. */
extern LiteralFinder *literal_finder_make(const LiteralTable *table);

/*
 * Scans the next piece of a text, and adds where matches of the patterns begin whose
 * literals end in it. The LITERAL_MAX_BYTES bytes before the piece must be those before
 * it in the folded text, or zeros before its start.
 */
extern void literal_finder_scan(const LiteralFinder *f, Piece *piece, StartRanges *ranges);

#endif							/* FACTAG_LITERAL_FINDER_H */
