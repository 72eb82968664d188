/*
 * skos_concept.h
 *	  The concepts of a document and how they are related: which are broader, which
 *	  replace others, and so where each has its place.
 */
#ifndef FACTAG_SKOS_CONCEPT_H
#define FACTAG_SKOS_CONCEPT_H

#include "taxonomy/skos_document.h"

/* another concept, or what a document refers to as one */
typedef struct SkosLink
{
	struct SkosLink *next;
	int			concept;		/* -1: there is none of this id */
	SkosText	id;
} SkosLink;

typedef struct SkosLinks
{
	SkosLink   *first;
	SkosLink   *last;
	int			n;
} SkosLinks;

typedef struct SkosConcept
{
	int			object;
	SkosLinks	broader;		/* in the order of the document, those by a narrower of others last */
	SkosLinks	replaced_by;
	bool		replaced;		/* by a concept of the document */
	int			parent;			/* the concept below which it has its place; -1 for the root */
} SkosConcept;

typedef struct SkosConcepts
{
	SkosDocument *document;
	ImportPlace *place;
	SkosConcept *concepts;
	int			n;
	int		   *of_object;		/* the concept of an object that stands for its id, else -1 */
} SkosConcepts;

/* Finds the concepts; circles fail. */
extern SkosConcepts *skos_concepts_make(SkosDocument *document);

/* Makes errors and comments name a concept. */
extern void skos_at(const SkosConcepts *concepts, int concept);

/*
 * The concepts that stand for one today: itself, or those that replace it, to the end.
 * out takes FACTAG_MAX_VALUES; returns their number.
 */
extern int	skos_successors(const SkosConcepts *concepts, int concept, int *out);

#endif							/* FACTAG_SKOS_CONCEPT_H */
