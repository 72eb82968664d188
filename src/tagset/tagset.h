/*
 * tagset.h
 *	  Type tagset, as other folders use it.
 */
#ifndef FACTAG_TAGSET_H
#define FACTAG_TAGSET_H

#include "tagset/tagset_format.h"

/* Compares two sets element by element, paths first, then attributes; -1, 0 or 1. */
extern int	tagset_compare(const struct varlena *a, const struct varlena *b);

/* Parses text input; NULL if an error was saved into escontext. */
extern struct varlena *tagset_parse(const char *text, int len, Node *escontext);

/* Makes the empty set. */
extern struct varlena *tagset_empty(void);

#endif							/* FACTAG_TAGSET_H */
