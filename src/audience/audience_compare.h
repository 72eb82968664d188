/*
 * audience_compare.h
 *	  What is wrong with a chunk of an audience: its rows, with the pending ones, are compared with those that its source makes.
 */
#ifndef FACTAG_AUDIENCE_COMPARE_H
#define FACTAG_AUDIENCE_COMPARE_H

#include "audience/audience_chunk.h"

/* a problem: what it is, the path if it is about one, one of the ids that have it if any, and what is wrong */
typedef void (*AudienceProblem) (void *arg, const char *problem, const char *path, int len, const int64 *id, const char *detail);

/*
 * Compares. The chunks have been finished, and are read. Touched ids have a pending row, whose tags are in pending unless they are
 * NULL. stored_members is the number of rows that NAME_members has, -1 if it has no row. In the active snapshot, and in the
 * current memory context, which should be short-lived.
 */
extern void audience_compare(const Audience *audience, AudienceChunk *source, AudienceChunk *pending,
							 const IdBlocks *touched, int64 stored_members, AudienceProblem problem, void *arg);

#endif							/* FACTAG_AUDIENCE_COMPARE_H */
