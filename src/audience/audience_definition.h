/*
 * audience_definition.h
 *	  Reads the definition of an audience.
 */
#ifndef FACTAG_AUDIENCE_DEFINITION_H
#define FACTAG_AUDIENCE_DEFINITION_H

#include "factag.h"

#include "utils/snapshot.h"

typedef struct AudienceDefinition
{
	int			rows;			/* number of rows: of an audience, one */
	int			layout;			/* the rest is that of the last row, and 0 where it is NULL */
	int			chunk_bits;
	Oid			tags;
	Oid			members;
	Oid			pending;
} AudienceDefinition;

/* Reads it as a snapshot has it, or if that is NULL as it now is. The table must be locked, and have the shape of a definition. */
extern void audience_definition_read(Oid relid, Snapshot snapshot, AudienceDefinition *definition);

#endif							/* FACTAG_AUDIENCE_DEFINITION_H */
