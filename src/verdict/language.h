/*
 * language.h
 *	  Language tags (BCP 47), widened step by step as RFC 4647 looks them up.
 */
#ifndef FACTAG_LANGUAGE_H
#define FACTAG_LANGUAGE_H

#include "factag.h"

/* a longer tag than this is cut: no language is lost */
#define LANGUAGE_MAX 47

/*
 * Writes the tag in lower case, Chinese with its script: zh-TW becomes
 * zh-hant-tw, zh-CN and zh become zh-hans. False if the tag is NULL, empty or
 * "und", which say nothing.
 */
extern bool language_read(const char *tag, char *out);

/* Drops the last subtag, and one before it of a single character; false if only one is there. */
extern bool language_widen(char *tag);

#endif							/* FACTAG_LANGUAGE_H */
