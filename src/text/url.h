/*
 * url.h
 *	  The host of a URL, and whether a text is one.
 */
#ifndef FACTAG_URL_H
#define FACTAG_URL_H

#include "factag.h"

/*
 * Returns where the host begins in a URL with or without a scheme, or in a bare
 * domain; *len gets its length, which may be 0. A user's name before an "@" is
 * not part of the host.
 */
extern const char *url_host(const char *url, int *len);

/* Whether a text begins like a web address: with http://, https:// or // */
extern bool url_is_web(const char *s);

/*
 * Whether a text is an address of the web as a whole: with http:// or https://, by the
 * syntax of RFC 3986, characters beyond ASCII included as in RFC 3987.
 */
extern bool url_is_valid(const char *s);

#endif							/* FACTAG_URL_H */
