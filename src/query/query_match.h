/*
 * query_match.h
 *	  Matching of a path against a pattern: a path of a query, possibly with
 *	  wildcards. A segment may hold "*", any characters; be "**", any number of
 *	  segments; or be a regular expression, which matches one segment.
 */
#ifndef FACTAG_QUERY_MATCH_H
#define FACTAG_QUERY_MATCH_H

#include "query/query_plan.h"

/*
 * Whether a path matches a term's pattern; with below, also whether an
 * ancestor of the path does. 54000 where a regular expression reaches a limit, unless the
 * plan has gave_up. The time is at most the product of both lengths, regular
 * expressions aside.
 */
extern bool query_term_matches_path(const QueryTerm *term, const char *path, int len, bool below);

#endif							/* FACTAG_QUERY_MATCH_H */
