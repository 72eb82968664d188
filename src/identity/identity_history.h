/*
 * identity_history.h
 *	  Since when, and until when, identifiers were in others' persons.
 */
#ifndef FACTAG_IDENTITY_HISTORY_H
#define FACTAG_IDENTITY_HISTORY_H

#include "identity/identity_region.h"

/* Writes that identifiers, whose rows are locked, get other persons now. */
extern void identity_history_write(const Identity *graph, const IdentityMove *moves, int n);

#endif							/* FACTAG_IDENTITY_HISTORY_H */
