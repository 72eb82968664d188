/*
 * pattern_requirement.h
 *	  What every match of a pattern must contain.
 */
#ifndef FACTAG_PATTERN_REQUIREMENT_H
#define FACTAG_PATTERN_REQUIREMENT_H

#include "prefilter/pattern_reader.h"
#include "prefilter/requirement.h"

/* groups within groups that are read; PCRE2's default limit is 250 as well */
#define PATTERN_MAX_DEPTH	250

/*
 * The requirement of a pattern that is valid for PCRE2 in UTF and UCP mode with
 * any newline; options are PATTERN_EXTENDED and PATTERN_EXTENDED_MORE.
 * Returns false, with *req not set, if the pattern is not understood.
 */
extern bool pattern_requirement(const char *pattern, int len, int options, Requirement *req);

#endif							/* FACTAG_PATTERN_REQUIREMENT_H */
