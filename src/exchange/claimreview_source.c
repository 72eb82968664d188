/*
 * claimreview_source.c
 *	  The source of a review; see claimreview_source.h.
 */
#include "exchange/claimreview_source.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "text/fold.h"
#include "text/url.h"
#include "verdict/rating_map.h"

/*
 * Hosts of many publishers: an address there says who runs the site, not who wrote
 * the page. Subdomains count too.
 */
static const char *const shared_hosts[] = {
	"facebook.com", "fb.com", "google.com", "instagram.com", "linkedin.com", "medium.com", "t.me", "telegram.me",
	"tiktok.com", "twitter.com", "wikidata.org", "wikipedia.org", "x.com", "youtu.be", "youtube.com"
};

/*
 * The functions below write a path into by and return its length, or 0 if there
 * is none.
 */

/* the root with a segment below it; none if the text cannot be a segment */
static int
add_segment(char *by, const char *s, int len)
{
	const int	root = strlen(CLAIMREVIEW_ROOT);
	int			n;

	memcpy(by, CLAIMREVIEW_ROOT, root);
	by[root] = FACTAG_SEPARATOR;
	return fold_segment(s, len, 0, by + root + 1, &n) == FOLD_OK ? root + 1 + n : 0;
}

/* the source of a publisher in the map of ratings */
static int
known_source(int known, char *by, const char **publisher)
{
	*publisher = rating_publisher_domain(known);
	return add_segment(by, *publisher, strlen(*publisher));
}

/* the host of a web address, without "www."; NULL if there is none, or it has many publishers */
static char *
own_host(const char *url)
{
	const char *host;
	char	   *copy;
	int			len;

	if (!url || !url_is_web(url))
		return NULL;
	host = url_host(url, &len);
	if (len > 4 && pg_strncasecmp(host, "www.", 4) == 0)
	{
		host += 4;
		len -= 4;
	}
	if (len == 0)
		return NULL;
	copy = pnstrdup(host, len);
	for (size_t i = 0; i < lengthof(shared_hosts); i++)
	{
		int			n = strlen(shared_hosts[i]);

		if (len >= n && pg_strcasecmp(copy + len - n, shared_hosts[i]) == 0 && (len == n || copy[len - n - 1] == '.'))
			return NULL;
	}
	return copy;
}

/* whether a domain is below a host that is no top-level domain */
static bool
is_below(const char *domain, const char *host)
{
	int			len = strlen(domain);
	int			n = strlen(host);

	return len > n && strchr(host, '.') && domain[len - n - 1] == '.' && pg_strcasecmp(domain + len - n, host) == 0;
}

/* the letters and digits of a text, folded, into squeezed, which takes a segment; its length */
static int
squeeze(const char *s, int len, char *squeezed)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			n = 0;

	if (fold_segment(s, len, 0, folded, &len) != FOLD_OK)
		return 0;
	for (int i = 0; i < len;)
	{
		int			start = i;
		UChar32		c;

		U8_NEXT(folded, i, len, c);
		if (!u_isalnum(c))
			continue;
		memmove(squeezed + n, folded + start, i - start);
		n += i - start;
	}
	return n;
}

/*
 * whether a publisher's name is that of a host, or of a part of it in front of the
 * last dot: "Alt News" of altnews.in
 */
static bool
names_host(const char *name, const char *host)
{
	char		ours[FACTAG_MAX_SEGMENT];
	char		theirs[FACTAG_MAX_SEGMENT];
	int			len = squeeze(name, strlen(name), ours);

	if (len == 0)
		return false;
	if (squeeze(host, strlen(host), theirs) == len && memcmp(ours, theirs, len) == 0)
		return true;
	for (const char *dot = strchr(host, '.'); dot; host = dot + 1, dot = strchr(host, '.'))
	{
		if (squeeze(host, dot - host, theirs) == len && memcmp(ours, theirs, len) == 0)
			return true;
	}
	return false;
}

int
claimreview_publisher_source(const char *address, const char *name, const char *page, char *by, const char **publisher)
{
	int			known = address && url_is_web(address) ? rating_publisher(address) : -1;
	char	   *host = own_host(address);
	int			len = 0;

	if (known < 0 && name)
	{
		/* A known name counts unless the address is another publisher's. */
		known = rating_publisher(name);
		if (known >= 0 && host && !is_below(rating_publisher_domain(known), host))
			known = -1;
	}
	if (known >= 0)
		return known_source(known, by, publisher);
	if (!host && name)
	{
		host = own_host(page);
		if (host && !names_host(name, host))
			host = NULL;
	}
	if (host)
		len = add_segment(by, host, strlen(host));
	if (len == 0 && name)
		len = add_segment(by, name, strlen(name));
	return len;
}

/* the source of an author or a publisher: a node, a url or a name */
static int
value_source(const JsonldNode *review, const JsonldValue *value, const char *page, char *by, const char **publisher)
{
	JsonldNode	node;
	char	   *text;
	int			len;

	if (!jsonld_value_node(review, value, &node))
	{
		text = jsonld_text(value);
		if (!text)
			return 0;
		return url_is_web(text) ? claimreview_publisher_source(text, NULL, page, by, publisher) :
			claimreview_publisher_source(NULL, text, page, by, publisher);
	}
	len = claimreview_publisher_source(jsonld_property(&node, "url"), jsonld_property(&node, "name"), page, by, publisher);
	/* An @id that the document does not explain is the publisher's address. */
	if (len == 0 && (text = jsonld_property(&node, "@id")) != NULL)
		len = claimreview_publisher_source(text, NULL, page, by, publisher);
	return len;
}

/* the source of the first value that has one; of persons only if asked */
static int
first_source(const JsonldNode *review, List *values, bool persons, const char *page, char *by, const char **publisher)
{
	ListCell   *cell;

	foreach(cell, values)
	{
		const JsonldValue *value = lfirst(cell);
		JsonldNode	node;
		int			len;

		if (!persons && jsonld_value_node(review, value, &node) && jsonld_is(&node, "Person"))
			continue;
		len = value_source(review, value, page, by, publisher);
		if (len > 0)
			return len;
	}
	return 0;
}

int
claimreview_source(const JsonldNode *review, const char *url, char *by, const char **publisher)
{
	List	   *authors = jsonld_values(review, "author");
	int			len;

	*publisher = NULL;
	len = first_source(review, authors, false, url, by, publisher);
	if (len == 0)
		len = first_source(review, jsonld_values(review, "publisher"), true, url, by, publisher);
	if (len == 0)
		len = first_source(review, authors, true, url, by, publisher);
	if (len == 0 && url)
		len = claimreview_publisher_source(url, NULL, url, by, publisher);
	return len;
}
