/*
 * table_owner.h
 *	  Work that is done as the owner of tables that functions made for a user, whoever calls: with the
 *	  owner's rights, and restricted as REINDEX is, so that the owner's code (triggers,
 *	  defaults, functions of constraints) gains nothing from the caller's rights.
 */
#ifndef FACTAG_TABLE_OWNER_H
#define FACTAG_TABLE_OWNER_H

#include "factag.h"

typedef struct OwnerContext
{
	Oid			user;
	int			context;
	int			guc_level;
} OwnerContext;

/*
 * Become the owner, with a search_path of pg_catalog and pg_temp, jit off, row security not forced on the
 * owner; and the caller again. An error undoes it at the end of the transaction or
 * subtransaction. No transaction may end between the two.
 */
extern void table_as_owner(OwnerContext *saved, Oid owner);
extern void table_as_caller(const OwnerContext *saved);

/* Returns the owner of a relation; InvalidOid if it is gone. */
extern Oid	table_owner_of(Oid relid);

/* Takes away what default privileges granted on a relation that was just made, and on its sequences, so that only its owner can read them. */
extern void table_revoke_defaults(Oid relid);

#endif							/* FACTAG_TABLE_OWNER_H */
