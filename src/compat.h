/*
 * compat.h
 *	  What differs between the supported servers (15 to 19). The only file that
 *	  reads PG_VERSION_NUM.
 */
#ifndef FACTAG_COMPAT_H
#define FACTAG_COMPAT_H

#include "postgres.h"

#if PG_VERSION_NUM < 150000
#error "factag needs PostgreSQL 15 or newer"
#endif

#include "nodes/nodes.h"

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#else
/* soft errors came with 16: before, an input function's errors are all hard */
#define errsave(escontext, ...) \
	do { (void) (escontext); ereport(ERROR, __VA_ARGS__); } while (0)
#endif

/* Calls an input function; false if an error was saved into escontext. For code that includes fmgr.h. */
#if PG_VERSION_NUM >= 160000
#define factag_input(flinfo, text, ioparam, escontext, result) \
	InputFunctionCallSafe((flinfo), (text), (ioparam), -1, (escontext), (result))
#else
#define factag_input(flinfo, text, ioparam, escontext, result) \
	((void) (escontext), *(result) = InputFunctionCall((flinfo), (text), (ioparam), -1), true)
#endif

/* 18 has it as a specifier, before the declaration, and no longer as an attribute */
#if PG_VERSION_NUM < 180000
#define pg_noreturn pg_attribute_noreturn()
#endif

/* 18 can tell a module's name and version: SELECT * FROM pg_get_loaded_modules() */
#if PG_VERSION_NUM >= 180000
#define FACTAG_MODULE_MAGIC PG_MODULE_MAGIC_EXT(.name = "factag", .version = FACTAG_VERSION)
#else
#define FACTAG_MODULE_MAGIC PG_MODULE_MAGIC
#endif

/* for code that includes catalog/pg_proc.h, miscadmin.h and utils/acl.h */
#if PG_VERSION_NUM >= 160000
#define factag_may_execute(function) \
	(object_aclcheck(ProcedureRelationId, (function), GetUserId(), ACL_EXECUTE) == ACLCHECK_OK)
#else
#define factag_may_execute(function) (pg_proc_aclcheck((function), GetUserId(), ACL_EXECUTE) == ACLCHECK_OK)
#endif

/* for code that includes catalog/pg_class.h, catalog/pg_namespace.h and utils/acl.h */
#if PG_VERSION_NUM >= 160000
#define factag_owns_relation(relation, user) object_ownercheck(RelationRelationId, (relation), (user))
#define factag_may_create_in(schema, user) \
	(object_aclcheck(NamespaceRelationId, (schema), (user), ACL_CREATE) == ACLCHECK_OK)
#else
#define factag_owns_relation(relation, user) pg_class_ownercheck((relation), (user))
#define factag_may_create_in(schema, user) (pg_namespace_aclcheck((schema), (user), ACL_CREATE) == ACLCHECK_OK)
#endif

/* for code that includes commands/vacuum.h */
#if PG_VERSION_NUM >= 180000
#define factag_vacuum_delay_point() vacuum_delay_point(true)
#else
#define factag_vacuum_delay_point() vacuum_delay_point()
#endif
#if PG_VERSION_NUM >= 170000
#define factag_statistics_target(stats) ((stats)->attstattarget)
#else
#define factag_statistics_target(stats) ((stats)->attr->attstattarget)
#endif

/*
 * For code that includes miscadmin.h: whether CHECK_FOR_INTERRUPTS would now
 * process an interrupt, and whether a pending one cancels the query or ends
 * the session.
 */
#define factag_interrupt_pending() \
	(unlikely(INTERRUPTS_PENDING_CONDITION()) && INTERRUPTS_CAN_BE_PROCESSED())
#define factag_cancel_pending()	(QueryCancelPending || ProcDiePending)

#endif							/* FACTAG_COMPAT_H */
