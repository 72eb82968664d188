/*
 * tagset_make.h
 *	  An element's attributes as arguments of SQL functions.
 */
#ifndef FACTAG_TAGSET_MAKE_H
#define FACTAG_TAGSET_MAKE_H

#include "factag.h"

#include "tagset/tagset_attribute.h"

/*
 * Gets the attributes in four arguments, from number first on: weight and value,
 * float8, since and until, timestamptz. NULL stands for an absent one.
 */
extern void tagset_attribute_args(FunctionCallInfo fcinfo, int first, Attributes *attrs);

#endif							/* FACTAG_TAGSET_MAKE_H */
