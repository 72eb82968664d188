/*
 * regex_version.h
 *	  Versions of PCRE2, and of Unicode in it: in use, and of the headers that
 *	  factag was compiled with.
 */
#ifndef FACTAG_REGEX_VERSION_H
#define FACTAG_REGEX_VERSION_H

#include "factag.h"

/* The results are palloc'd or constant. PCRE2's headers do not tell the version of Unicode. */
extern const char *regex_version(void);
extern const char *regex_compiled_version(void);
extern const char *regex_unicode_version(void);

#endif							/* FACTAG_REGEX_VERSION_H */
