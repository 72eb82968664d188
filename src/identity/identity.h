/*
 * identity.h
 *	  Identity graphs: what a call of one of their functions begins and ends with.
 */
#ifndef FACTAG_IDENTITY_H
#define FACTAG_IDENTITY_H

#include "factag.h"

#include "identity/identity_shape.h"
#include "usertable/table_owner.h"

#define IDENTITY_LAYOUT 1		/* column layout of the definition */

typedef struct Identity
{
	Oid			graph;			/* the definition, which stands for the graph */
	Oid			owner;
	Oid			schema;			/* of factag's functions */
	Oid			tables[IDENTITY_TABLES];
	Oid			refused;		/* the view */
	bool		first;			/* prefer is 'first' */
	int			most;			/* identifiers that a person may have */
	bool		stale;			/* limits changed since the last full identity_resolve */
	bool		read_only;		/* statements see the active snapshot, and write nothing */
	OwnerContext saved;
} Identity;

/* what a call does: the privilege that the caller needs, and the locks that are taken, follow from it */
typedef enum IdentityUse
{
	IDENTITY_USE_FIND,			/* SELECT on NAME_identifier */
	IDENTITY_USE_READ,			/* SELECT on NAME_identifier and NAME_link */
	IDENTITY_USE_READ_ALL,		/* the same; reads whole tables */
	IDENTITY_USE_SEE,			/* INSERT on NAME_link */
	IDENTITY_USE_UNLINK,		/* UPDATE on NAME_link */
	IDENTITY_USE_ERASE,			/* DELETE on NAME_identifier */
	IDENTITY_USE_RESOLVE,		/* UPDATE on NAME_person */
	IDENTITY_USE_RESOLVE_ALL,	/* the same; excludes every other writer until the end of the transaction */
	IDENTITY_USE_TRIGGER,		/* none: the caller wrote identifiers */
	IDENTITY_USE_LIMITS			/* none: the caller changed limits */
} IdentityUse;

/*
 * Opens a graph: checks its tables and the caller's privilege (42501), locks them, connects SPI, and becomes the
 * graph's owner, restricted, with search_path pg_catalog, pg_temp. Errors: 42P01, 55000. Until identity_close the current memory
 * context is SPI's.
 */
extern void identity_open(Identity *graph, FunctionCallInfo fcinfo, Oid relid, IdentityUse use);
extern void identity_close(Identity *graph);

/* Refuses a relation that is no identity graph (55000), or gone (42P01). */
pg_noreturn extern void identity_refuse(Oid relid);

#endif							/* FACTAG_IDENTITY_H */
