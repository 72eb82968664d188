/*
 * table_owner.c
 *	  Work as the owner of a user's tables.
 */
#include "usertable/table_owner.h"

#include "access/htup_details.h"
#include "catalog/dependency.h"
#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/syscache.h"

#include "usertable/table_sql.h"

/* Sets a setting until table_as_caller. */
static void
set_locally(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

void
table_as_owner(OwnerContext *saved, Oid owner)
{
	GetUserIdAndSecContext(&saved->user, &saved->context);
	SetUserIdAndSecContext(owner, saved->context | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	saved->guc_level = NewGUCNestLevel();
	set_locally("search_path", "pg_catalog, pg_temp");
	set_locally("jit", "off");
	/* else the caller could have plans made anew for each statement */
	set_locally("plan_cache_mode", "auto");
}

void
table_as_caller(const OwnerContext *saved)
{
	AtEOXact_GUC(false, saved->guc_level);
	SetUserIdAndSecContext(saved->user, saved->context);
}

Oid
table_owner_of(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			owner = InvalidOid;

	if (HeapTupleIsValid(tuple))
	{
		owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
		ReleaseSysCache(tuple);
	}
	return owner;
}

void
table_revoke_defaults(Oid relid)
{
	char	   *name = table_sql_name(relid);
	Oid			owner = table_owner_of(relid);
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	bool		isnull;
	Datum		datum = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_relacl, &isnull);
	Acl		   *acl = isnull ? NULL : DatumGetAclPCopy(datum);
	ListCell   *cell;

	ReleaseSysCache(tuple);
	for (int i = 0; acl && i < ACL_NUM(acl); i++)
	{
		Oid			grantee = ACL_DAT(acl)[i].ai_grantee;

		if (grantee != owner)
			(void) table_sql_run(psprintf("REVOKE ALL ON TABLE %s FROM %s", name,
								  OidIsValid(grantee) ? quote_identifier(GetUserNameFromId(grantee, false)) : "PUBLIC"));
	}
	if (acl)
		(void) table_sql_run(psprintf("GRANT ALL ON TABLE %s TO %s", name, quote_identifier(GetUserNameFromId(owner, false))));
	/* of identity columns; a sequence owns none */
	foreach(cell, getOwnedSequences(relid))
		table_revoke_defaults(lfirst_oid(cell));
}
