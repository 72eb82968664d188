/*
 * audience_patch.h
 *	  Writing the changes of some members into the base of an audience.
 */
#ifndef FACTAG_AUDIENCE_PATCH_H
#define FACTAG_AUDIENCE_PATCH_H

#include "audience/audience_chunk.h"

/* Returns (ids - touched) | fresh, in the current memory context; *changed gets whether this differs from ids. */
extern IdBlocks *audience_patch_ids(const IdBlocks *ids, const IdBlocks *touched, const IdBlocks *fresh, bool *changed);

/*
 * Merges the elements of two columns, in the current memory context: those of the first one whose ids are not touched, and
 * all of the second one.
 */
extern void audience_patch_column(const AudienceColumn *old, const IdBlocks *touched, const AudienceColumn *fresh,
								  Datum values[AUDIENCE_COLUMNS]);

/*
 * Takes the touched ids of a chunk, which are all in it, out of the base and puts those in that the fresh rows have; they have
 * been finished, and are read. Within SPI, as the owner, under the lock of the chunk, with an active snapshot that was
 * taken since. In the current memory context, which should be short-lived.
 */
extern void audience_patch(const Audience *audience, const IdBlocks *touched, AudienceChunk *fresh);

#endif							/* FACTAG_AUDIENCE_PATCH_H */
