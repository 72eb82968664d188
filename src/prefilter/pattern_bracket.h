/*
 * pattern_bracket.h
 *	  Bracketed classes of a pattern, such as [a-z].
 */
#ifndef FACTAG_PATTERN_BRACKET_H
#define FACTAG_PATTERN_BRACKET_H

#include "prefilter/char_class.h"
#include "prefilter/pattern_reader.h"

/* Reads a class after its opening bracket; false if it is not understood. */
extern bool pattern_bracket(PatternReader *r, int options, CharClass *c);

#endif							/* FACTAG_PATTERN_BRACKET_H */
