/*
 * automaton.h
 *	  Which of many literals occur in a text, in one pass over it.
 */
#ifndef FACTAG_AUTOMATON_H
#define FACTAG_AUTOMATON_H

#include "factag.h"

/* bytes of a literal at most */
#define AUTOMATON_MAX_LITERAL	64

/* what a literal's neighbours must not be: characters of a word */
#define LITERAL_WORD_START		0x01
#define LITERAL_WORD_END		0x02

typedef struct AutomatonBuilder AutomatonBuilder;
typedef struct Automaton Automaton;

/* where a scan stands between one piece of the text and the next */
typedef struct AutomatonScan
{
	uint32		state;
	uint64	   *seen;			/* literals that need no more looking after */
} AutomatonScan;

extern AutomatonBuilder *automaton_begin(void);

/* a literal of folded bytes, not empty, that makes the pattern a candidate */
extern void automaton_add(AutomatonBuilder *b, int pattern, const uint8 *literal, int len, int flags);

/* NULL if there are no literals */
extern Automaton *automaton_finish(AutomatonBuilder *b);

extern int	automaton_literals(const Automaton *a);

/*
 * Scans the next piece of folded text. AUTOMATON_MAX_LITERAL bytes before it
 * are readable and hold what came before, zeros at the text's start. seen is
 * a bitmap of automaton_literals bits, empty at the start.
 */
extern void automaton_scan(const Automaton *a, AutomatonScan *scan, const uint8 *text, int len, uint64 *candidates);

#endif							/* FACTAG_AUTOMATON_H */
