/*
 * claimreview_source.c
 *	  Who publishes a ClaimReview, as a path; see claimreview.h.
 */
#include "exchange/claimreview.h"

#include "verdict/rating.h"
#include "text/url.h"
#include "text/fold.h"

/* Appends a segment to the root; the path's length, 0 if it cannot be one. */
static int
add_segment(char *by, const char *s, int len)
{
	const int	root = strlen(CLAIMREVIEW_ROOT);
	int			n;

	memcpy(by, CLAIMREVIEW_ROOT, root);
	by[root] = FACTAG_SEPARATOR;
	return fold_segment(s, len, 0, by + root + 1, &n) == FOLD_OK ? root + 1 + n : 0;
}

/* the source that a known publisher's domain, url or name stands for; 0 if it is unknown */
static int
known_source(const char *text, char *by, const char **publisher)
{
	int			known = rating_publisher(text);

	if (known < 0)
		return 0;
	*publisher = rating_publisher_domain(known);
	return add_segment(by, *publisher, strlen(*publisher));
}

/* the source of a url: a known publisher, or its host; 0 if it has none */
static int
url_source(const char *url, char *by, const char **publisher)
{
	int			known;
	const char *host;
	int			len;

	if (!url_is_web(url))
		return 0;
	known = known_source(url, by, publisher);
	if (known > 0)
		return known;
	host = url_host(url, &len);
	if (len > 4 && pg_strncasecmp(host, "www.", 4) == 0)
	{
		host += 4;
		len -= 4;
	}
	return add_segment(by, host, len);
}

/* the source of an organization, a person, or just its url or name */
static int
node_source(const JsonldDocument *document, const JsonbValue *v, char *by, const char **publisher)
{
	JsonbContainer *node = jsonld_node(v);
	char	   *text;
	int			len = 0;

	if (!node)
	{
		text = jsonld_text(v);
		if (!text)
			return 0;
		return url_is_web(text) ? url_source(text, by, publisher) :
			(len = known_source(text, by, publisher)) ? len : add_segment(by, text, strlen(text));
	}
	text = jsonld_property(document, node, "url");
	if (text)
		len = url_source(text, by, publisher);
	if (len == 0 && (text = jsonld_property(document, node, "name")) != NULL)
	{
		len = known_source(text, by, publisher);
		if (len == 0)
			len = add_segment(by, text, strlen(text));
	}
	/* a reference to what the document does not have: its address is the publisher's */
	if (len == 0 && (text = jsonld_property(document, node, "@id")) != NULL)
		len = url_source(text, by, publisher);
	return len;
}

int
claimreview_source(const JsonldDocument *document, JsonbContainer *review, const char *url,
				   char *by, const char **publisher)
{
	List	   *authors = jsonld_values(document, review, "author");
	ListCell   *cell;
	int			len;

	*publisher = NULL;
	foreach(cell, authors)
	{
		JsonbContainer *node = jsonld_node(lfirst(cell));

		if (!(node && jsonld_is(document, node, "Person")) && (len = node_source(document, lfirst(cell), by, publisher)) > 0)
			return len;
	}
	foreach(cell, jsonld_values(document, review, "publisher"))
	{
		if ((len = node_source(document, lfirst(cell), by, publisher)) > 0)
			return len;
	}
	foreach(cell, authors)
	{
		if ((len = node_source(document, lfirst(cell), by, publisher)) > 0)
			return len;
	}
	return url ? url_source(url, by, publisher) : 0;
}
