/*
 * regex_scan.h
 *	  The tokens of a pattern, one after another: for what must be known about a pattern
 *	  beyond PCRE2's verdict, and for rewriting it. The syntax is that of PCRE2 10.42.
 */
#ifndef FACTAG_REGEX_SCAN_H
#define FACTAG_REGEX_SCAN_H

#include "pcre/regex_token.h"

/* Begins to read a pattern with these flags (RegexFlag). */
extern void regex_scan_init(RegexScan *scan, const char *pattern, int len, int flags);

/* Reads the next token; false at the end. Every byte belongs to a token. */
extern bool regex_scan_next(RegexScan *scan, RegexToken *token);

#endif							/* FACTAG_REGEX_SCAN_H */
