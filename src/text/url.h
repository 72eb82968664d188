/*
 * url.h
 *	  Whose address a URL is.
 */
#ifndef FACTAG_URL_H
#define FACTAG_URL_H

#include "factag.h"

/*
 * The host of a URL, with or without its scheme, or a bare domain as it is:
 * where it begins in the text, and its length, which may be 0. Whoever the URL
 * names before an @ is not the host.
 */
extern const char *url_host(const char *url, int *len);

/* Whether a text looks like a web address: http://, https:// or // */
extern bool url_is_web(const char *s);

#endif							/* FACTAG_URL_H */
