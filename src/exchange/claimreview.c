/*
 * claimreview.c
 *	  Labels of schema.org's ClaimReview and MediaReview, and of responses of the Fact
 *	  Check Tools API: a row for each claim of a review. A row describes what could not
 *	  be read; no jsonb raises an error.
 */
#include "factag.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/timestamp.h"

#include "exchange/claimreview_source.h"
#include "exchange/factcheck_tools.h"
#include "exchange/mediareview.h"
#include "exchange/review.h"
#include "exchange/review_claims.h"
#include "exchange/review_rating.h"
#include "text/url.h"

/* the address of the review; NULL if there is none */
static char *
read_url(const Review *review)
{
	char	   *url = jsonld_property(&review->node, "url");
	ListCell   *cell;

	if (url)
		return url;
	foreach(cell, jsonld_values(&review->node, "mainEntityOfPage"))
	{
		JsonldNode	page;

		if (!jsonld_value_node(&review->node, lfirst(cell), &page))
			url = jsonld_text(lfirst(cell));
		else if ((url = jsonld_property(&page, "url")) == NULL)
		{
			/* An @id that only names an object of the document is no address. */
			url = jsonld_property(&page, "@id");
			if (url && !url_is_web(url))
				url = NULL;
		}
		if (url)
			return url;
	}
	return NULL;
}

/* what an object of a document is */
typedef enum Kind
{
	KIND_NONE,
	KIND_CLAIMREVIEW,
	KIND_MEDIAREVIEW,
	KIND_FACTCHECK
} Kind;

/* Tells what an object itself is, without others of its @id. */
static Kind
kind_of(const JsonldObject *object)
{
	JsonldNode	node;

	jsonld_node_init(&node, NULL, object);
	if (jsonld_is(&node, "ClaimReview"))
		return KIND_CLAIMREVIEW;
	if (jsonld_is(&node, "MediaReview"))
		return KIND_MEDIAREVIEW;
	return factcheck_kind(object) != FACTCHECK_NONE ? KIND_FACTCHECK : KIND_NONE;
}

/* whether an object only refers to a review elsewhere in the document, which gets the row */
static bool
refers_to_review(const JsonldNode *node)
{
	if (!jsonld_is_bare(node->objects[0].container))
		return false;
	for (int i = 1; i < node->count; i++)
	{
		if (kind_of(&node->objects[i]) != KIND_NONE)
			return true;
	}
	return false;
}

/* Puts the rows of a ClaimReview or a MediaReview. */
static void
put_review(Review *review, Kind kind, ReturnSetInfo *rsinfo)
{
	static const char *const dates[] = {"datePublished", "dateModified"};
	char	   *url = read_url(review);
	List	   *claims = kind == KIND_MEDIAREVIEW ? mediareview_claims(review, url) : review_claims(review);
	List	   *ratings = kind == KIND_MEDIAREVIEW ? mediareview_ratings(review) : review_ratings(review, "reviewRating");
	char		by[FACTAG_MAX_PATH];
	ListCell   *cell;

	review_set_source(review, by, claimreview_source(&review->node, url, by, &review->publisher));
	review_set_dates(review, dates, lengthof(dates));
	review_set_rating(review, ratings, jsonld_property(&review->node, "inLanguage"));
	review_set_url(review, url);
	foreach(cell, claims)
		review_put(review, lfirst(cell), rsinfo);
}

/* Puts the rows of the reviews in a claim or a page of the Fact Check Tools API. */
static void
put_factchecks(const Review *empty, const JsonldObject *object, ReturnSetInfo *rsinfo)
{
	FactcheckKind kind = factcheck_kind(object);
	ListCell   *cell;

	foreach(cell, factcheck_reviews(&empty->node, kind))
	{
		Review		review = *empty;

		initStringInfo(&review.problem);
		factcheck_put(&review, kind, lfirst(cell), rsinfo);
	}
}

/* claimreview_labels(jsonb, path, seen): reviews at any depth */
PG_FUNCTION_INFO_V1(claimreview_labels);
Datum
claimreview_labels(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext context = CurrentMemoryContext;
	MemoryContext row_context;
	struct varlena *path;
	JsonbContainer *root;
	JsonldDocument *document = NULL;
	JsonldWalk	walk;
	JsonldObject object;
	AttributeValue seen = {0};

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("path must not be null"),
				 errhint("Give the path that the labels assert, such as 'misinfo'.")));
	path = PG_GETARG_TAGPATH_P(1);
	if (!PG_ARGISNULL(2))
		seen = attribute_from_timestamp(PG_GETARG_TIMESTAMPTZ(2));
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	row_context = AllocSetContextCreate(CurrentMemoryContext, "claimreview_labels", ALLOCSET_DEFAULT_SIZES);
	root = &PG_GETARG_JSONB_P(0)->root;
	jsonld_walk_init(&walk, root);
	while (jsonld_walk_next(&walk, &object))
	{
		Review		review = {0};
		Kind		kind;

		MemoryContextReset(row_context);
		MemoryContextSwitchTo(row_context);
		kind = kind_of(&object);
		if (kind != KIND_NONE)
		{
			MemoryContextSwitchTo(context);
			/* Only a document with reviews is read a second time. */
			if (!document)
				document = jsonld_document_make(root);
			MemoryContextSwitchTo(row_context);
			jsonld_node_init(&review.node, document, &object);
			initStringInfo(&review.problem);
			review.label.path = TAGPATH_DATA(path);
			review.label.len = TAGPATH_LEN(path);
			if (!PG_ARGISNULL(2))
				label_set(&review.label, ATTRIBUTE_SEEN, seen);
			if (kind == KIND_FACTCHECK)
				put_factchecks(&review, &object, rsinfo);
			else if (!refers_to_review(&review.node))
				put_review(&review, kind, rsinfo);
		}
		MemoryContextSwitchTo(context);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
