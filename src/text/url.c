/*
 * url.c
 *	  The host of a URL; see url.h.
 */
#include "text/url.h"

#define SCHEME_CHARACTERS \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-"

const char *
url_host(const char *url, int *len)
{
	size_t		scheme = strspn(url, SCHEME_CHARACTERS);
	bool		has_scheme = scheme > 0 && strncmp(url + scheme, "://", 3) == 0;
	const char *host = has_scheme ? url + scheme + 3 : url + strspn(url, "/");
	const char *end = host + strcspn(host, "/\\?#");

	/* as browsers read it, a name and a password may contain anything but a slash, "@" too */
	for (const char *p = end; p > host; p--)
	{
		if (p[-1] == '@')
		{
			host = p;
			break;
		}
	}
	/* an IPv6 address has colons, and is in brackets */
	if (host < end && *host == '[')
		*len = Min(strcspn(host, "]") + 1, (size_t) (end - host));
	else
		*len = Min(strcspn(host, ":"), (size_t) (end - host));
	return host;
}

bool
url_is_web(const char *s)
{
	return pg_strncasecmp(s, "http://", 7) == 0 ||
		pg_strncasecmp(s, "https://", 8) == 0 || strncmp(s, "//", 2) == 0;
}
