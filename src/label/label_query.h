/*
 * label_query.h
 *	  The SQL functions of "@@" of labelset and tagquery.
 */
#ifndef FACTAG_LABEL_QUERY_H
#define FACTAG_LABEL_QUERY_H

#include "factag.h"

extern PGDLLEXPORT Datum labelset_meets(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum tagquery_met_by_labels(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum factlabel_meets(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum tagquery_met_by_label(PG_FUNCTION_ARGS);

#endif							/* FACTAG_LABEL_QUERY_H */
