/*
 * automaton.h
 *	  Finds which of many literals occur in a text, in one pass.
 */
#ifndef FACTAG_AUTOMATON_H
#define FACTAG_AUTOMATON_H

#include "factag.h"

/* bytes of a literal at most */
#define AUTOMATON_MAX_LITERAL	64

/* flags of a literal: where it must not have an ASCII word character as its neighbour */
#define LITERAL_WORD_START		0x01	/* before it */
#define LITERAL_WORD_END		0x02	/* after it */

typedef struct AutomatonBuilder AutomatonBuilder;
typedef struct Automaton Automaton;

/* the state of a scan between two pieces of a text */
typedef struct AutomatonScan
{
	uint32		state;			/* 0 at the start of a text */
	uint64	   *seen;			/* bitmap of the literals found so far */
} AutomatonScan;

extern AutomatonBuilder *automaton_begin(void);

/*
 * Adds a literal, not empty, that makes the pattern a candidate. A literal may
 * belong to several patterns, with different flags.
 */
extern void automaton_add(AutomatonBuilder *b, int pattern, const uint8 *literal, int len,
						  int flags);

/* The automaton, NULL if no literal was added. Frees the builder. */
extern Automaton *automaton_finish(AutomatonBuilder *b);

/* The number of different literals: the bits of AutomatonScan's seen. */
extern int	automaton_literals(const Automaton *a);

/*
 * Scans the next piece of a folded text, and sets the bits of the patterns whose
 * literals end in it. The AUTOMATON_MAX_LITERAL bytes before the piece must be
 * those before it in the text, or zeros before its start.
 */
extern void automaton_scan(const Automaton *a, AutomatonScan *scan, const uint8 *text, int len,
						   uint64 *candidates);

#endif							/* FACTAG_AUTOMATON_H */
