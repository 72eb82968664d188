#pragma GCC diagnostic ignored "-Wunused-parameter"
/*
 * audience_sql.c
 *	  Statements that write an audience's tables.
 */
#include "audience/audience_sql.h"

char *
audience_relation_name(Oid relid)
{
	elog(ERROR, "not yet");
}

char *
audience_schema_name(Oid schema)
{
	elog(ERROR, "not yet");
}

SPIPlanPtr
audience_plan(Oid relid, int statement, Oid schema, AudienceText text, const void *arg, int nargs, const Oid *argtypes)
{
	elog(ERROR, "not yet");
}

