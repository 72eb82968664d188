/*
 * identity_member.h
 *	  Identifiers, as the rule needs them.
 */
#ifndef FACTAG_IDENTITY_MEMBER_H
#define FACTAG_IDENTITY_MEMBER_H

#include "identity/identity_statement.h"

typedef struct IdentityMember
{
	int64		id;
	int			kind;			/* priority */
	int64		person;
	bool		shared;
} IdentityMember;

/*
 * The kind k of each identifier i. A plan that is made while the tables are small is kept: for a join it may read all identifiers through an index on
 * kinds, for ever.
 */
#define IDENTITY_KIND_OF_EACH "CROSS JOIN LATERAL (SELECT * FROM ONLY {kind} WHERE kind = i.kind LIMIT 1) k "

/* what a statement selects for members */
#define IDENTITY_MEMBER_SELECT "SELECT i.id, k.priority, i.person, i.shared FROM ONLY {identifier} i " IDENTITY_KIND_OF_EACH

/* Executes such a statement, whose parameter is an array of n ids. Returns as many rows as *found tells. */
extern IdentityMember *identity_member_execute(const Identity *graph, const IdentityStatement *statement, const int64 *ids, int n, int *found);

/* Reads identifiers, in the order of their ids. One that does not exist is left out. */
extern IdentityMember *identity_member_read(const Identity *graph, const int64 *ids, int n, int *found);

/* Reads the identifiers of persons. */
extern IdentityMember *identity_member_of_persons(const Identity *graph, const int64 *persons, int n, int *found);

/*
 * What a row of NAME_person is made from, before GROUP BY i.person: of all persons; of some, before a further condition. And what replaces a row that
 * is there.
 */
#define IDENTITY_PERSON_COLUMNS \
	"SELECT i.person, {schema}.tagset_union(i.tags) AS tags, count(*)::integer AS identifiers, bool_or(k.per_person IS NOT NULL) AS known "
#define IDENTITY_PERSON_SELECT_ALL \
	IDENTITY_PERSON_COLUMNS "FROM ONLY {identifier} i JOIN ONLY {kind} k ON k.kind = i.kind WHERE NOT i.shared "
#define IDENTITY_PERSON_SELECT IDENTITY_PERSON_COLUMNS "FROM ONLY {identifier} i " IDENTITY_KIND_OF_EACH "WHERE NOT i.shared "
#define IDENTITY_PERSON_REPLACE \
	"ON CONFLICT (person) DO UPDATE SET tags = excluded.tags, identifiers = excluded.identifiers, known = excluded.known"

/* Sorts identifiers by id; and finds one among them, or returns NULL. */
extern void identity_member_sort(IdentityMember *members, int n);
extern const IdentityMember *identity_member_find(const IdentityMember *members, int n, int64 id);

/* Sorts ids, leaves out those that are there twice, and returns how many are left; compares ids, for qsort and bsearch; finds one. */
extern int identity_member_sort_ids(int64 *ids, int n);
extern int	identity_member_compare_ids(const void *a, const void *b);
extern bool identity_member_has_id(const int64 *ids, int n, int64 id);

#endif							/* FACTAG_IDENTITY_MEMBER_H */
