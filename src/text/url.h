/*
 * url.h
 *	  The host of a URL.
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

#endif							/* FACTAG_URL_H */
