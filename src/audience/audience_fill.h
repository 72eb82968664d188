/*
 * audience_fill.h
 *	  Makes the base of an audience from its source.
 */
#ifndef FACTAG_AUDIENCE_FILL_H
#define FACTAG_AUDIENCE_FILL_H

#include "audience/audience.h"

/*
 * Fills the empty tables of an audience from its source. Within SPI, as the owner, with the source locked
 * against writers and a snapshot taken since. 23502 for a NULL id. Returns the number of members, and
 * *chunks gets that of the chunks.
 */
extern int64 audience_fill(const Audience *audience, int64 *chunks);

#endif							/* FACTAG_AUDIENCE_FILL_H */
