/*
 * tagset_jsonb.h
 *	  Casts between sets and jsonb, for C.
 */
#ifndef FACTAG_TAGSET_JSONB_H
#define FACTAG_TAGSET_JSONB_H

#include "factag.h"

/* The cast from jsonb. */
extern Datum tagset_from_jsonb(PG_FUNCTION_ARGS);

#endif							/* FACTAG_TAGSET_JSONB_H */
