/*
 * module.c
 *	  Module entry points: initialization and the encoding check.
 */
#include "factag.h"

#include "mb/pg_wchar.h"
#include "utils/guc.h"

#include "memo.h"
#include "pcre/regex.h"
#include "rules/rule_run.h"

FACTAG_MODULE_MAGIC;

void		_PG_init(void);

/* Defines the settings and reserves their prefix, so that a mistyped factag.* is an error. */
void
_PG_init(void)
{
	memo_define_settings();
	regex_define_settings();
	rule_define_settings();
	MarkGUCPrefixReserved("factag");
}

/* Refuses a database that is not UTF-8; called once, by the install script. */
PG_FUNCTION_INFO_V1(factag_require_utf8);
Datum
factag_require_utf8(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	if (GetDatabaseEncoding() != PG_UTF8)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("factag needs a database whose encoding is UTF8"),
				 errdetail("This database's encoding is %s. Tags are Unicode text, folded by Unicode's rules.",
						   GetDatabaseEncodingName()),
				 errhint("Create one with CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0, and move the data with pg_dump.")));
	PG_RETURN_VOID();
}
