/*
 * tagpath.h
 *	  Type tagpath, as other folders use it: a version byte, then the path.
 */
#ifndef FACTAG_TAGPATH_H
#define FACTAG_TAGPATH_H

#include "factag.h"

#include "lib/stringinfo.h"

/* Makes a tagpath of a path in its stored form. */
extern struct varlena *tagpath_form(const char *path, int len);

/* Parses text input; NULL if an error was saved into escontext. */
extern struct varlena *tagpath_parse(const char *text, int len, Node *escontext);

/* text to tagpath; refuses a star outside quotes (22P02). */
extern Datum tagpath_without_star(PG_FUNCTION_ARGS);

#endif							/* FACTAG_TAGPATH_H */
