/*
 * audience.h
 *	  An audience: a copy of one column of tags, turned around. For each tag it has
 *	  the ids of the rows at or below that tag, so that a query is answered by
 *	  set algebra. Its tables belong to the user; audience_create makes them:
 *
 *	  NAME			the definition, one row; its name is the audience's
 *	  NAME_tags		a row for each tag or ancestor, and chunk of ids
 *	  NAME_members	a row for each chunk: all ids whose tags are not NULL
 *	  NAME_pending	rows that changed since the last compaction: id, tags; NULL: gone
 *
 *	  and three triggers on the source table tie them to it, each with the name of the
 *	  audience at its creation as argument, by which they find each other:
 *
 *	  audience_hold	 a constraint trigger FROM the definition, UPDATE OF the two columns,
 *					 WHEN (false): it holds the columns and drops with the definition
 *	  audience_note	 a constraint trigger FROM the pending table: writes it, row by row
 *	  audience_empty a statement trigger on TRUNCATE
 *
 *	  The triggers are the catalog: which columns, which pending table, which source. The
 *	  definition only names the other two tables, and is not believed any further than
 *	  audience_open checks.
 *
 *	  The invariant, in each snapshot, between statements: for each id with a pending row, that
 *	  row has its tags; for each other id, the base has them. A pending row of
 *	  the current transaction takes precedence over another transaction's.
 */
#ifndef FACTAG_AUDIENCE_H
#define FACTAG_AUDIENCE_H

#include "factag.h"

#include "access/attnum.h"
#include "storage/lockdefs.h"

#include "audience/audience_fault.h"

/* the layout of the tables, which the definition has */
#define AUDIENCE_LAYOUT	1

/* a chunk has the ids that agree in all but their low bits */
#define AUDIENCE_CHUNK_BITS_MIN	16
#define AUDIENCE_CHUNK_BITS_MAX	20

typedef struct Audience
{
	Oid			audience;		/* the definition */
	Oid			tags;
	Oid			members;
	Oid			pending;
	Oid			source;			/* the table that the audience is of; InvalidOid if it is gone */
	Oid			owner;			/* of the four tables */
	Oid			schema;			/* of the extension's objects */
	AttrNumber	id_column;		/* of the source */
	AttrNumber	tags_column;
	int			chunk_bits;
	bool		disabled;		/* a trigger that notes changes is disabled */
} Audience;

/* what an audience is opened for, which decides the rights that are needed and the locks that are taken */
typedef enum AudienceUse
{
	AUDIENCE_READ,
	AUDIENCE_LIST,				/* audience_status: as to read, but waits for no lock (55P03) */
	AUDIENCE_COMPACT,
	AUDIENCE_REBUILD,
	AUDIENCE_EMPTY,
	AUDIENCE_CHECK				/* audience_problems: also reads the source, which is locked first */
} AudienceUse;

/*
 * Opens an audience: resolves it through the catalogs, checks rights, the shape and owner of
 * its tables and row security, locks the tables in the one order (source, definition, tags, members,
 * pending) until the end of the transaction, and reads the definition in the active
 * snapshot, or for AUDIENCE_EMPTY and AUDIENCE_REBUILD in the latest one. Relid may be any relation's OID.
 *
 * 42P01 no such relation; 42501 rights, or row security is active; 55000 not an audience, or one whose
 * tables, definition or triggers are not what they should be; 40001 the snapshot is older than the audience;
 * 0A000 the source has children, or is not permanent.
 */
extern void audience_open(Audience *audience, FunctionCallInfo fcinfo, Oid relid, AudienceUse use);

/* The same, but returns an error of the audience instead of raising it; schema is the extension's. */
extern void audience_look(Audience *audience, Oid schema, Oid relid, AudienceUse use, AudienceFault *fault);

/*
 * Resolves an audience through the catalogs alone, without locks or rights; what is not found is
 * InvalidOid or 0. False, without an error, if relid is no audience's definition.
 */
extern bool audience_resolve(Audience *audience, Oid relid);

/*
 * Refuses to go on (25001) where statements share a snapshot, which would be older than the lock that is
 * about to be taken, and so lack the last changes.
 */
extern void audience_need_new_snapshots(const char *function);

/* Sets the fault of a relation that is no audience's definition (55000); the hint names its audience, if it has one. */
extern void audience_set_not_one(Oid relid, AudienceFault *fault);

/* The schema of the function that is being called, in which factag's types and operators are. */
extern Oid	audience_function_schema(FunctionCallInfo fcinfo);

static inline int64
audience_chunk_of(const Audience *audience, int64 id)
{
	return id >> audience->chunk_bits;	/* arithmetic: towards minus infinity */
}

/* The first and the last id of a chunk. */
static inline void
audience_chunk_bounds(const Audience *audience, int64 chunk, int64 *first, int64 *last)
{
	*first = (int64) ((uint64) chunk << audience->chunk_bits);
	*last = *first | (((int64) 1 << audience->chunk_bits) - 1);
}

#endif							/* FACTAG_AUDIENCE_H */
