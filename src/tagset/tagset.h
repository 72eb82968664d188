/*
 * tagset.h
 *	  Type tagset, as its neighbours use it.
 */
#ifndef FACTAG_TAGSET_H
#define FACTAG_TAGSET_H

#include "tagset/tagset_format.h"

/* Compares two sets: by elements, paths first, then attributes. */
extern int	tagset_compare(const struct varlena *a, const struct varlena *b);

/* Reads text input; NULL if an error was saved into escontext. */
extern struct varlena *tagset_parse(const char *text, int len, Node *escontext);

/* The empty set. */
extern struct varlena *tagset_empty(void);

#endif							/* FACTAG_TAGSET_H */
