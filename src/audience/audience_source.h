/*
 * audience_source.h
 *	  The table that an audience is of: what it must be for the audience to be exact.
 */
#ifndef FACTAG_AUDIENCE_SOURCE_H
#define FACTAG_AUDIENCE_SOURCE_H

#include "factag.h"

#include "access/attnum.h"
#include "utils/relcache.h"

#include "audience/audience_fault.h"

/* Tells whether a relation can have an audience; 0A000 if it is no permanent table, or has children. */
extern void audience_source_check(Oid source, AudienceFault *fault);

/* Whether two columns of a relation have the types of an id and of tags; schema is the extension's. */
extern bool audience_source_has_columns(Oid source, AttrNumber id, AttrNumber tags, Oid schema);

/*
 * Returns an index that makes sure that no two rows have one id, at any time; InvalidOid if there is
 * none.
 */
extern Oid	audience_source_index(Relation source, AttrNumber id);

#endif							/* FACTAG_AUDIENCE_SOURCE_H */
