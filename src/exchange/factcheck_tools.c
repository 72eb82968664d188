/*
 * factcheck_tools.c
 *	  Reviews in responses of Google's Fact Check Tools API; see factcheck_tools.h.
 *	  The names of its fields are those of its v1alpha1.
 */
#include "exchange/factcheck_tools.h"

#include "exchange/claimreview_source.h"
#include "exchange/review_claims.h"
#include "exchange/review_rating.h"
#include "text/url.h"

/* the member that has the reviews, and the fields of claims, pages and reviews */
static const struct
{
	const char *reviews;
	const char *publisher;		/* with name, and site for claims */
	const char *date;
	const char *claimant;
}			shapes[] = {
	[FACTCHECK_CLAIM] = {"claimReview", "publisher", "reviewDate", "claimant"},
	[FACTCHECK_PAGE] = {"claimReviewMarkups", "claimReviewAuthor", "publishDate", "claimAuthor"}
};

FactcheckKind
factcheck_kind(const JsonldObject *object)
{
	JsonldNode	node;

	jsonld_node_init(&node, NULL, object);
	if (jsonld_values(&node, "@type") != NIL)
		return FACTCHECK_NONE;
	for (FactcheckKind kind = FACTCHECK_CLAIM; kind <= FACTCHECK_PAGE; kind++)
	{
		if (factcheck_reviews(&node, kind) != NIL)
			return kind;
	}
	return FACTCHECK_NONE;
}

List *
factcheck_reviews(const JsonldNode *node, FactcheckKind kind)
{
	return review_nodes(node, shapes[kind].reviews);
}

/* Finds the first node in a property. */
static bool
first_node(const JsonldNode *node, const char *property, JsonldNode *found)
{
	List	   *nodes = review_nodes(node, property);

	if (nodes == NIL)
		return false;
	*found = *(JsonldNode *) linitial(nodes);
	return true;
}

/* Sets the source: the publisher, else the host of the review's address. */
static void
set_source(Review *review, const JsonldNode *parent, FactcheckKind kind, const char *url)
{
	JsonldNode	publisher;
	char		by[FACTAG_MAX_PATH];
	char	   *site = NULL;
	char	   *name = NULL;
	int			len = 0;

	if (first_node(parent, shapes[kind].publisher, &publisher))
	{
		site = jsonld_property(&publisher, "site");
		name = jsonld_property(&publisher, "name");
		/* A site is a bare domain. */
		if (site && !url_is_web(site))
			site = psprintf("//%s", site);
	}
	if (site || name)
		len = claimreview_publisher_source(site, name, url, by, &review->publisher);
	if (len == 0)
		len = claimreview_publisher_source(url, NULL, url, by, &review->publisher);
	review_set_source(review, by, len);
}

/* Adds the rating of a node: words, and a number on a page. */
static List *
read_rating(const JsonldNode *node, List *ratings)
{
	ReviewRating *rating = palloc0(sizeof(ReviewRating));

	rating->words = jsonld_property(node, "textualRating");
	rating->value = jsonld_property(node, "ratingValue");
	rating->worst = jsonld_property(node, "worstRating");
	rating->best = jsonld_property(node, "bestRating");
	return rating->words || rating->value ? lappend(ratings, rating) : ratings;
}

void
factcheck_put(Review *review, FactcheckKind kind, const JsonldNode *markup, ReturnSetInfo *rsinfo)
{
	const JsonldNode parent = review->node;
	const bool	is_claim = kind == FACTCHECK_CLAIM;
	ReviewClaim claim = {0};
	JsonldNode	node;
	char	   *url = jsonld_property(markup, "url");
	List	   *ratings = NIL;

	if (!is_claim && !url)
		url = jsonld_property(&parent, "pageUrl");
	claim.text = is_claim ? jsonld_property(&parent, "text") : jsonld_property(markup, "claimReviewed");
	if (!claim.text)
		review_note(review, "no %s", is_claim ? "text" : "claimReviewed");
	if (is_claim)
		claim.claimant = jsonld_property(&parent, shapes[kind].claimant);
	else if (first_node(markup, shapes[kind].claimant, &node))
		claim.claimant = jsonld_property(&node, "name");

	set_source(review, is_claim ? markup : &parent, kind, url);
	review->node = is_claim ? *markup : parent;
	review_set_dates(review, &shapes[kind].date, 1);
	if (is_claim)
		ratings = read_rating(markup, ratings);
	else if (first_node(markup, "rating", &node))
		ratings = read_rating(&node, ratings);
	review_set_rating(review, ratings, jsonld_property(markup, "languageCode"));
	review_set_url(review, url);
	review_put(review, &claim, rsinfo);
}
