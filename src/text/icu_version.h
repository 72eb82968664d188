/*
 * icu_version.h
 *	  Versions of ICU, and of Unicode in it: in use, and of the headers that
 *	  factag was compiled with.
 */
#ifndef FACTAG_ICU_VERSION_H
#define FACTAG_ICU_VERSION_H

#include "factag.h"

/* The results are palloc'd or constant. */
extern const char *icu_version(void);
extern const char *icu_compiled_version(void);
extern const char *icu_unicode(void);
extern const char *icu_compiled_unicode(void);

#endif							/* FACTAG_ICU_VERSION_H */
