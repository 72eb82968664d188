/*
 * taxonomy_compile.h
 *	  Making a taxonomy ready for use.
 */
#ifndef FACTAG_TAXONOMY_COMPILE_H
#define FACTAG_TAXONOMY_COMPILE_H

#include "taxonomy/taxonomy.h"
#include "taxonomy/taxonomy_text.h"

/* the lines of a taxonomy and the nodes that they are about */
typedef struct TaxonomySource
{
	const TaxonomyText *text;
	uint32	   *node;			/* of each line: the term or the source of the link; else TREE_NONE */
	uint32	   *targets;		/* nodes of the targets of links, in the order of the lines */
	uint32	   *first;			/* of each node: the first line that is its term, or TREE_NONE */
	uint32	   *next;			/* of each line: the next line with the same term, or TREE_NONE */
} TaxonomySource;

/*
 * Compiles the lines in the current memory context; what the taxonomy points to is
 * copied there, except that names are in the stored text. *source gets what the checks need, in the memory context "temporary".
 */
extern Taxonomy *taxonomy_compile(const TaxonomyText *text, MemoryContext temporary, TaxonomySource *source);

/* Compiles the conditions, whose old names are replaced by today's. */
extern void taxonomy_compile_musts(Taxonomy *taxonomy, const TaxonomyText *text);

#endif							/* FACTAG_TAXONOMY_COMPILE_H */
