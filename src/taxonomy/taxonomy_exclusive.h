/*
 * taxonomy_exclusive.h
 *	  Conflicts below exclusive tags: children that are there at the same time.
 */
#ifndef FACTAG_TAXONOMY_EXCLUSIVE_H
#define FACTAG_TAXONOMY_EXCLUSIVE_H

#include "taxonomy/taxonomy_meaning.h"

/*
 * Called for each exclusive tag with a conflict, with those of n tags below it, marked,
 * that conflict with another one; false ends the search.
 */
typedef bool (*ConflictCallback) (void *arg, uint32 exclusive, const MeantTag *tags, const bool *marked, uint32 n);

/* Finds the conflicts of a meaning, implied tags included; false if the search was ended. */
extern bool taxonomy_conflicts(const Taxonomy *taxonomy, const Meaning *meaning, ConflictCallback callback, void *arg);

/* Whether a tag at a path of len bytes, whose deepest node is node, is below an exclusive one: the nearest, or TREE_NONE. */
extern uint32 taxonomy_exclusive_above(const Taxonomy *taxonomy, uint32 node, int len, int matched);

#endif							/* FACTAG_TAXONOMY_EXCLUSIVE_H */
