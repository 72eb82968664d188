/*
 * taxonomy_problem.h
 *	  What is wrong with a set, by a taxonomy.
 */
#ifndef FACTAG_TAXONOMY_PROBLEM_H
#define FACTAG_TAXONOMY_PROBLEM_H

#include "query/query.h"
#include "taxonomy/taxonomy.h"

typedef struct TaxonomyProblem
{
	const char *problem;		/* unknown, name, static, dynamic, alias, deprecated, exclusive or must */
	bool		error;			/* else a warning */
	const char *tag;			/* as the set has it; NULL for must */
	const char *detail;			/* or NULL */
	const char *hint;
} TaxonomyProblem;

typedef void (*ProblemCallback) (void *arg, const TaxonomyProblem *problem);

/*
 * Calls back with each problem of a set: those of its elements in their order, then
 * those of the set. Without a callback, returns at the first error. Whether there is
 * an error.
 */
extern bool taxonomy_find_problems(Taxonomy *taxonomy, const struct varlena *set, ProblemCallback callback, void *arg);

/* Calls back with each problem of the names in a query: those that are not known, old or deprecated. */
extern void taxonomy_find_query_problems(const Taxonomy *taxonomy, const QueryNode *query,
										 ProblemCallback callback, void *arg);

/* Where to look for a name that is not known: names near it. */
extern const char *taxonomy_unknown_hint(const Taxonomy *taxonomy, const char *path, int len);

/* A path, in scalar syntax. */
extern const char *taxonomy_path_text(const char *path, int len);

#endif							/* FACTAG_TAXONOMY_PROBLEM_H */
