/*
 * identity_blocked.h
 *	  Values that events drop, because they stand for nobody: "anonymous", "0000-0000".
 */
#ifndef FACTAG_IDENTITY_BLOCKED_H
#define FACTAG_IDENTITY_BLOCKED_H

#include "identity/identity_kinds.h"

/*
 * Whether a value is blocked by its kind. Errors: 2201B if the kind's blocked_pattern does not compile, 54000 if matching reaches a
 * limit.
 */
extern bool identity_blocked(const Identity *graph, const IdentityKind *kind, const char *value, int len);

#endif							/* FACTAG_IDENTITY_BLOCKED_H */
