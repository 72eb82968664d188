/*
 * identity_event.h
 *	  An event: identifiers that were seen together, as jsonb.
 */
#ifndef FACTAG_IDENTITY_EVENT_H
#define FACTAG_IDENTITY_EVENT_H

#include "identity/identity_kinds.h"

#include "utils/jsonb.h"

#define IDENTITY_EVENT_MOST 64	/* identifiers of an event */
#define IDENTITY_VALUE_MOST 1024	/* bytes of a value */

typedef struct IdentitySeen
{
	const IdentityKind *kind;
	char	   *value;
	int			len;
} IdentitySeen;

typedef struct IdentityEvent
{
	int			n;
	IdentitySeen seen[IDENTITY_EVENT_MOST]; /* each once, in the order of priorities and of the values' bytes */
} IdentityEvent;

/*
 * Reads an object from kinds to values. Blocked values and NULL are dropped. Errors, of which none shows a value: 22023 for another shape,
 * 23503 for an unknown kind, 54000 for too many identifiers or too long a value; and those of identity_blocked.
 */
extern void identity_event_read(const Identity *graph, const IdentityKinds *kinds, Jsonb *identifiers, IdentityEvent *event);

#endif							/* FACTAG_IDENTITY_EVENT_H */
