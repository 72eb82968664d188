/*
 * url.c
 *	  The host of a URL, and the syntax of a web address; see url.h.
 */
#include "text/url.h"

#include "ascii.h"
#include "text/input.h"

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

/* unreserved characters that are no letters or digits, and sub-delims: RFC 3986, sections 2.2 and 2.3 */
#define PLAIN_SIGNS "-._~!$&'()*+,;="

/* Returns the end of the characters from p on that are plain, beyond ASCII, encoded with "%", or in "also". */
static const char *
skip_plain(const char *p, const char *also)
{
	const char *end = p + strlen(p);

	while (p < end)
	{
		if (*p == '%')
		{
			if (!isxdigit((unsigned char) p[1]) || !isxdigit((unsigned char) p[2]))
				break;
			p += 2;
		}
		else if (IS_HIGHBIT_SET(*p) ? lex_blank(p, end) > 0 :
				 !ascii_is_alnum((unsigned char) *p) && !strchr(PLAIN_SIGNS, *p) && !strchr(also, *p))
			break;
		p++;
	}
	return p;
}

/* Returns the end of the host at p, p itself if there is none. */
static const char *
skip_host(const char *p)
{
	const char *start = p;
	const char *end = p + strlen(p);

	if (*p == '[')
	{
		p += 1 + strspn(p + 1, "0123456789abcdefABCDEF:.");
		return *p == ']' && p - start > 2 ? p + 1 : start;
	}
	while (ascii_is_word((unsigned char) *p) || *p == '-' || *p == '.' || IS_HIGHBIT_SET(*p))
	{
		/* no label is empty, but that of the root, at the end */
		if ((*p == '.' && (p == start || p[-1] == '.')) || lex_blank(p, end) > 0)
			return start;
		p++;
	}
	return p;
}

bool
url_is_valid(const char *s)
{
	const char *p;
	const char *host;

	if (!url_is_web(s) || *s == '/')
		return false;
	p = strstr(s, "://") + 3;
	host = skip_plain(p, ":");
	host = *host == '@' ? host + 1 : p;
	p = skip_host(host);
	if (p == host)
		return false;
	if (*p == ':')
		p += 1 + strspn(p + 1, "0123456789");
	if (*p == '/')
		p = skip_plain(p, ":@/");
	/* brackets are common here, though RFC 3986 would have them encoded */
	if (*p == '?')
		p = skip_plain(p + 1, ":@/?[]");
	if (*p == '#')
		p = skip_plain(p + 1, ":@/?");
	return *p == '\0';
}
