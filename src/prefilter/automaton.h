/*
 * automaton.h
 *	  Finds which of many literals occur in a text, in one pass.
 */
#ifndef FACTAG_AUTOMATON_H
#define FACTAG_AUTOMATON_H

#include "factag.h"

#include "prefilter/piece.h"
#include "prefilter/start_ranges.h"

/* bytes of a literal at most */
#define AUTOMATON_MAX_LITERAL	64

/* flags of a literal: where it must not have an ASCII word character as its neighbour */
#define LITERAL_WORD_START		0x01	/* before it */
#define LITERAL_WORD_END		0x02	/* after it */

typedef struct AutomatonBuilder AutomatonBuilder;
typedef struct Automaton Automaton;

extern AutomatonBuilder *automaton_begin(void);

/*
 * Adds a literal, not empty, that makes the pattern a candidate for matches that begin
 * a distance before the literal's end. It may belong to several patterns, with
 * different flags.
 */
extern void automaton_add(AutomatonBuilder *b, int pattern, const uint8 *literal, int len,
						  int flags, Distance back);

/* The automaton, NULL if no literal was added. Frees the builder. */
extern Automaton *automaton_finish(AutomatonBuilder *b);

/*
 * Scans the next piece of a text, and adds where matches of the patterns begin whose
 * literals end in it. *state is 0 at the start of a text. The AUTOMATON_MAX_LITERAL
 * bytes before the piece must be those before it in the folded text, or zeros before its
 * start.
 */
extern void automaton_scan(const Automaton *a, uint32 *state, Piece *piece, StartRanges *ranges);

#endif							/* FACTAG_AUTOMATON_H */
