/*
 * pattern_group.h
 *	  What follows an opening parenthesis of a pattern.
 */
#ifndef FACTAG_PATTERN_GROUP_H
#define FACTAG_PATTERN_GROUP_H

#include "prefilter/pattern_reader.h"

typedef enum GroupKind
{
	GROUP_ALTERNATIVES,			/* a group, capturing or not: its alternatives follow */
	GROUP_LOOKAROUND,			/* the same, but it matches no characters */
	GROUP_CONDITIONAL,			/* "(?(": the condition follows */
	GROUP_CALL,					/* a back reference or subroutine call, read to its end */
	GROUP_VERB,					/* such as (*COMMIT), read to its end */
	GROUP_OPTIONS,				/* such as (?i), read to its end, for the enclosing group */
	GROUP_UNREADABLE
} GroupKind;

/*
 * Reads what follows an opening parenthesis. *options are those of the enclosing
 * group; they change if the group sets options, for GROUP_ALTERNATIVES its own.
 */
extern GroupKind pattern_group(PatternReader *r, int *options);

/* Reads what begins a lookaround after "(?", non-atomic ones included; false if it is none. */
extern bool pattern_accept_lookaround(PatternReader *r);

#endif							/* FACTAG_PATTERN_GROUP_H */
