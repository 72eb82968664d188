/*
 * tagset_array.h
 *	  Casts between sets and arrays, for C.
 */
#ifndef FACTAG_TAGSET_ARRAY_H
#define FACTAG_TAGSET_ARRAY_H

#include "factag.h"

/* The cast from text[]. NULL if an error was saved into the call's context. */
extern Datum tagset_from_array(PG_FUNCTION_ARGS);

#endif							/* FACTAG_TAGSET_ARRAY_H */
