/*
 * tagpath_query.h
 *	  The SQL functions of "@@" of tagpath and tagquery.
 */
#ifndef FACTAG_TAGPATH_QUERY_H
#define FACTAG_TAGPATH_QUERY_H

#include "factag.h"

extern PGDLLEXPORT Datum tagpath_meets(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum tagquery_met_by_path(PG_FUNCTION_ARGS);

#endif							/* FACTAG_TAGPATH_QUERY_H */
