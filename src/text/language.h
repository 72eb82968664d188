/*
 * language.h
 *	  Language tags (BCP 47), for look-ups as in RFC 4647: a tag is shortened
 *	  until it is found.
 */
#ifndef FACTAG_LANGUAGE_H
#define FACTAG_LANGUAGE_H

#include "factag.h"

/* bytes of a tag; longer ones are cut, which loses no language */
#define LANGUAGE_MAX 47

/*
 * Normalizes a tag: lower case, and Chinese with a script, so that zh-TW becomes
 * zh-hant-tw, zh-CN becomes zh-hans-cn and zh becomes zh-hans. False if the tag
 * is NULL, empty or "und" (undetermined). out takes LANGUAGE_MAX + 1 bytes.
 */
extern bool language_normalize(const char *tag, char *out);

/*
 * Removes the last subtag, and a single-character one before it; false if there
 * is only one subtag.
 */
extern bool language_widen(char *tag);

/* A tag as BCP 47 recommends to write it, palloc'd: zh-Hant-TW; NULL if it is not well-formed. */
extern const char *language_tag(const char *tag);

/* The language tag of item i; NULL if it is to be left out. */
typedef const char *(*LanguageOf) (const void *items, int i);

/*
 * Returns which of n items is for a language, NULL for none: found by lookup as in RFC
 * 4647, where the tag is shortened until it is found, with Chinese tags given their
 * script; else the first in English; -1 if there is none.
 */
extern int	language_find(const void *items, int n, LanguageOf of, const char *language);

#endif							/* FACTAG_LANGUAGE_H */
