/*
 * label_jsonb.h
 *	  Casts between labels and jsonb, for C.
 */
#ifndef FACTAG_LABEL_JSONB_H
#define FACTAG_LABEL_JSONB_H

#include "factag.h"

/* The casts from jsonb. */
extern Datum factlabel_from_jsonb(PG_FUNCTION_ARGS);
extern Datum labelset_from_jsonb(PG_FUNCTION_ARGS);

#endif							/* FACTAG_LABEL_JSONB_H */
