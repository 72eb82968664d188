/*
 * claimreview_source.c
 *	  The source of a ClaimReview; see claimreview_source.h.
 */
#include "exchange/claimreview_source.h"

#include "text/fold.h"
#include "text/url.h"
#include "verdict/rating_map.h"

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

/* the source of a publisher in the map of ratings, by domain, url or name */
static int
known_source(const char *text, char *by, const char **publisher)
{
	int			known = rating_publisher(text);

	if (known < 0)
		return 0;
	*publisher = rating_publisher_domain(known);
	return add_segment(by, *publisher, strlen(*publisher));
}

/* the source of a url: the publisher in the map, else the host */
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

/* the source of a publisher's name, which may be one in the map */
static int
name_source(const char *name, char *by, const char **publisher)
{
	int			len = known_source(name, by, publisher);

	return len > 0 ? len : add_segment(by, name, strlen(name));
}

/* the source of an author or a publisher: a node, a url or a name */
static int
value_source(const JsonldNode *review, const JsonldValue *value, char *by, const char **publisher)
{
	JsonldNode	node;
	char	   *text;
	int			len = 0;

	if (!jsonld_value_node(review, value, &node))
	{
		text = jsonld_text(value);
		if (!text)
			return 0;
		return url_is_web(text) ? url_source(text, by, publisher) :
			name_source(text, by, publisher);
	}
	text = jsonld_property(&node, "url");
	if (text)
		len = url_source(text, by, publisher);
	if (len == 0 && (text = jsonld_property(&node, "name")) != NULL)
		len = name_source(text, by, publisher);
	/* An @id that the document does not explain is the publisher's address. */
	if (len == 0 && (text = jsonld_property(&node, "@id")) != NULL)
		len = url_source(text, by, publisher);
	return len;
}

/* the source of the first value that has one; of persons only if asked */
static int
first_source(const JsonldNode *review, List *values, bool persons, char *by, const char **publisher)
{
	ListCell   *cell;

	foreach(cell, values)
	{
		const JsonldValue *value = lfirst(cell);
		JsonldNode	node;
		int			len;

		if (!persons && jsonld_value_node(review, value, &node) && jsonld_is(&node, "Person"))
			continue;
		len = value_source(review, value, by, publisher);
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
	len = first_source(review, authors, false, by, publisher);
	if (len == 0)
		len = first_source(review, jsonld_values(review, "publisher"), true, by, publisher);
	if (len == 0)
		len = first_source(review, authors, true, by, publisher);
	if (len == 0 && url)
		len = url_source(url, by, publisher);
	return len;
}
