/*
 * verdict_title.h
 *	  The titles of verdicts for readers.
 */
#ifndef FACTAG_VERDICT_TITLE_H
#define FACTAG_VERDICT_TITLE_H

#include "text/verdict.h"

/*
 * the title that readers are shown, in the language of a BCP 47 tag; English if
 * that is NULL or unknown
 */
extern const char *verdict_title(Verdict verdict, const char *lang);

#endif							/* FACTAG_VERDICT_TITLE_H */
