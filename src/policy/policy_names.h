/*
 * policy_names.h
 *	  Names of a policy, sorted for look-ups.
 */
#ifndef FACTAG_POLICY_NAMES_H
#define FACTAG_POLICY_NAMES_H

#include "policy/policy_text.h"

typedef struct PolicyNames
{
	int			n;
	int			size;
	const PolicyName **names;	/* by path, then by place, once they are sorted */
} PolicyNames;

/* Adds a name, of which the pointer is kept. Then the names have to be sorted again. */
extern void policy_names_add(PolicyNames *names, const PolicyName *name);
extern void policy_names_sort(PolicyNames *names);

/* Adds the names of all lines of a type: those of an option, else the line's own. */
extern void policy_names_add_lines(PolicyNames *names, const PolicyText *text, PolicyLineType type);

/* The name with a path; NULL if there is none. */
extern const PolicyName *policy_names_find(const PolicyNames *names, const char *path, int len);

/* A name at or above a path; NULL if there is none. */
extern const PolicyName *policy_names_above(const PolicyNames *names, const char *path, int len);

/* The number of the first name at or below a path, and of the first one after those. */
extern int	policy_names_from(const PolicyNames *names, const char *path, int len);
extern int	policy_names_to(const PolicyNames *names, const char *path, int len, int from);

/* Of the names whose path an earlier one has, the one that comes first; NULL if there is none. */
extern const PolicyName *policy_names_twin(const PolicyNames *names);

/* A path as errors show it, clipped; palloc'd. */
extern const char *policy_path_text(const char *path, int len);

/* Some of the names, for a hint: "a, b, c, and 5 more"; palloc'd. */
extern const char *policy_names_text(const PolicyNames *names);

#endif							/* FACTAG_POLICY_NAMES_H */
