/*
 * html_entities.h
 *	  Character references of HTML in text that comes from web pages.
 */
#ifndef FACTAG_HTML_ENTITIES_H
#define FACTAG_HTML_ENTITIES_H

#include "factag.h"

/*
 * Returns a text with its character references decoded: &amp; &#38; &#x26;. They must
 * end with a semicolon, since "&copy" may be part of an address. What is no reference
 * stays. The result is palloc'd and terminated; *outlen gets its length.
 *
 * With nested, what decoding yields is decoded again, until nothing is left to decode;
 * without, "&amp;lt;" becomes "&lt;".
 */
extern char *html_decode(const char *s, int len, bool nested, int *outlen);

/* Returns a text that decodes, not nested, to this one: the same, unless it has references. */
extern const char *html_encode(const char *s);

#endif							/* FACTAG_HTML_ENTITIES_H */
