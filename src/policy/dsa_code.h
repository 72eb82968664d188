/*
 * dsa_code.h
 *	  The codes that a statement of reasons takes by Article 17 of the EU's Digital
 *	  Services Act, which are compiled from dsa_code.tsv.
 */
#ifndef FACTAG_DSA_CODE_H
#define FACTAG_DSA_CODE_H

#include "factag.h"

/* which field a code belongs to */
typedef enum DsaCodeKind
{
	/* what is done: codes of a step */
	DSA_VISIBILITY,
	DSA_MONETARY,
	DSA_PROVISION,
	DSA_ACCOUNT,

	/* why and how: codes of a rule */
	DSA_GROUND,
	DSA_CATEGORY,
	DSA_KEYWORD,
	DSA_ACCOUNT_TYPE,
	DSA_AUTOMATED_DECISION,
	DSA_CONTENT_TYPE,
	DSA_SOURCE_TYPE,

	/* values that are no codes: a policy has none */
	DSA_ANSWER,
	DSA_COUNTRY,
	DSA_LANGUAGE
} DsaCodeKind;

#define DSA_LAST_STEP_KIND DSA_ACCOUNT
#define DSA_LAST_CODE_KIND DSA_SOURCE_TYPE

/* Whether a step of a ladder has codes of a kind; a rule has the others. */
static inline bool
dsa_kind_of_step(DsaCodeKind kind)
{
	return kind <= DSA_LAST_STEP_KIND;
}

/* Whether a text is a code of any version; sets its kind. Case matters. */
extern bool dsa_code_known(const char *code, int len, DsaCodeKind *kind);

/* Whether a text is a code or a value of a kind in a version. */
extern bool dsa_code_valid(DsaCodeKind kind, const char *code, int len, int version);

/* the number of the version with a name; -1 if there is none */
extern int	dsa_version_find(const char *name, int len);

/* the name of a version, counted from the oldest, which is 0; NULL after the newest */
extern const char *dsa_version_name(int version);

#endif							/* FACTAG_DSA_CODE_H */
