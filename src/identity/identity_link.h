/*
 * identity_link.h
 *	  Writing the links of an event.
 *
 * A row of the table of links is a run: evidence of one pair by one source, from at to last, while the weaker identifier, b, was not seen with
 * another. So a repeated event only moves the end of a run, and persons of the past are known exactly.
 */
#ifndef FACTAG_IDENTITY_LINK_H
#define FACTAG_IDENTITY_LINK_H

#include "identity/identity_settle.h"

#include "datatype/timestamp.h"

/*
 * Writes that a source (text) saw n identifiers together at a timestamp. They must be locked. Returns what changed for identity_settle, and how
 * many changes there are. Where rows change, the weaker identifiers get a new version, and so do both of a
 * pair that is new.
 */
extern IdentityChange *identity_link(const Identity *graph, const IdentityMember *members, int n, TimestampTz at, Datum source,
									 int *changed);

#endif							/* FACTAG_IDENTITY_LINK_H */
