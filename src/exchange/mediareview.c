/*
 * mediareview.c
 *	  schema.org's MediaReview; see mediareview.h.
 */
#include "exchange/mediareview.h"

#include "exchange/review_claims.h"
#include "exchange/review_rating.h"

/*
 * schema.org's MediaManipulationRatingEnumeration, whose names may end in "Content",
 * and a misspelling that its first users have
 */
static const struct
{
	const char *name;
	Verdict		verdict;
}			categories[] = {
	{"Decontextualized", VERDICT_MISSING_CONTEXT},
	{"Decontexualized", VERDICT_MISSING_CONTEXT},
	{"EditedOrCropped", VERDICT_ALTERED},
	{"OriginalMedia", VERDICT_TRUE},
	{"SatireOrParody", VERDICT_SATIRE},
	{"Staged", VERDICT_ALTERED},
	{"Transformed", VERDICT_ALTERED}
};

/* the verdict of a category, given by its name or its address; 0 if it is none */
static Verdict
category_verdict(const char *category)
{
	const char *slash = strrchr(category, '/');
	const char *colon = strrchr(category, ':');
	const char *name = slash ? slash + 1 : colon ? colon + 1 : category;

	for (size_t i = 0; i < lengthof(categories); i++)
	{
		int			len = strlen(categories[i].name);

		if (strncmp(name, categories[i].name, len) == 0 && (name[len] == '\0' || strcmp(name + len, "Content") == 0))
			return categories[i].verdict;
	}
	return 0;
}

List *
mediareview_ratings(const Review *review)
{
	List	   *ratings = NIL;
	ListCell   *cell;

	foreach(cell, jsonld_values(&review->node, "mediaAuthenticityCategory"))
	{
		ReviewRating *rating = palloc0(sizeof(ReviewRating));
		JsonldNode	node;

		rating->words = jsonld_value_node(&review->node, lfirst(cell), &node) ? jsonld_property(&node, "@id") : jsonld_text(lfirst(cell));
		if (!rating->words)
			continue;
		rating->verdict = category_verdict(rating->words);
		ratings = lappend(ratings, rating);
	}
	return ratings != NIL ? ratings : review_ratings(review, "reviewRating");
}

/* the address of a media item: its own, or where it appears */
static char *
media_address(const JsonldNode *item)
{
	static const char *const names[] = {"contentUrl", "accessedOnUrl", "embedUrl", "url"};
	ListCell   *cell;

	for (size_t i = 0; i < lengthof(names); i++)
	{
		char	   *address = jsonld_property(item, names[i]);

		if (address)
			return address;
	}
	foreach(cell, review_nodes(item, "mediaItemAppearance"))
	{
		for (size_t i = 0; i < lengthof(names); i++)
		{
			char	   *address = jsonld_property(lfirst(cell), names[i]);

			if (address)
				return address;
		}
	}
	return NULL;
}

/* the texts of the claims that a media item is taken for */
static List *
interpreted_claims(const JsonldNode *item)
{
	List	   *texts = NIL;
	ListCell   *cell;

	foreach(cell, jsonld_values(item, "interpretedAsClaim"))
	{
		JsonldNode	claim;
		char	   *text = jsonld_value_node(item, lfirst(cell), &claim) ? review_claim_text(&claim) : jsonld_text(lfirst(cell));

		if (text)
			texts = lappend(texts, text);
	}
	return texts;
}

/* Adds what is claimed of an item: each claim that it is taken for, else the item itself. */
static void
add_item(Review *review, List **claims, const JsonldNode *item, const char *page)
{
	char	   *address = media_address(item);
	List	   *texts = interpreted_claims(item);
	char	   *claimant = review_authors(review, list_make1(unconstify(JsonldNode *, item)), "creator");
	ListCell   *cell;

	if (!claimant)
		claimant = review_authors(review, list_make1(unconstify(JsonldNode *, item)), "author");
	if (texts == NIL)
		texts = list_make1(jsonld_property(&review->node, "claimReviewed"));
	foreach(cell, texts)
	{
		ReviewClaim *claim = palloc0(sizeof(ReviewClaim));

		claim->text = lfirst(cell);
		claim->keyed = address ? address : page;
		claim->claimant = claimant;
		if (!address)
			claim->problem = "the media has no address";
		*claims = lappend(*claims, claim);
	}
}

List *
mediareview_claims(Review *review, const char *page)
{
	List	   *items = review_nodes(&review->node, "itemReviewed");
	List	   *claims = NIL;
	ListCell   *cell;

	if (list_length(items) == JSONLD_VALUES)
		review_note(review, "media is left out after %d", JSONLD_VALUES);
	foreach(cell, items)
		add_item(review, &claims, lfirst(cell), page);
	if (claims == NIL)
	{
		ReviewClaim *claim = palloc0(sizeof(ReviewClaim));

		claim->text = jsonld_property(&review->node, "claimReviewed");
		claim->keyed = page;
		claim->problem = "no itemReviewed";
		claims = list_make1(claim);
	}
	return claims;
}
