/*
 * claimreview.c
 *	  Labels of schema.org's ClaimReview, a row for each review. A row describes
 *	  what could not be read; no jsonb raises an error.
 */
#include "factag.h"

#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "exchange/claim_key.h"
#include "exchange/claimreview_source.h"
#include "exchange/jsonld.h"
#include "exchange/review_date.h"
#include "label/label_format.h"
#include "text/number.h"
#include "text/url.h"
#include "verdict/factverdict.h"
#include "verdict/rating.h"
#include "verdict/rating_map.h"

enum
{
	COLUMN_CLAIM, COLUMN_CLAIMANT, COLUMN_LABEL, COLUMN_URL, COLUMN_PROBLEM, COLUMNS
};

typedef struct Review
{
	JsonldNode	node;
	const char *publisher;		/* for the map of ratings */
	Label		label;
	StringInfoData problem;
} Review;

static void note(Review *review, const char *fmt,...) pg_attribute_printf(2, 3);

/* Adds to the description of what could not be read. */
static void
note(Review *review, const char *fmt,...)
{
	va_list		args;

	if (review->problem.len > 0)
		appendStringInfoString(&review->problem, "; ");
	va_start(args, fmt);
	factag_append_va(&review->problem, fmt, args);
	va_end(args);
}

/* Sets a text of the label, and cuts it at its limit. */
static void
set_text(Review *review, Attribute which, const char *text)
{
	int			len = strlen(text);
	int			most = attribute_defs[which].maxlen;

	if (len > most)
	{
		note(review, "%s is cut at %d bytes", attribute_defs[which].name, most);
		len = pg_mbcliplen(text, len, most);
	}
	label_set(&review->label, which, attribute_make_text(text, len));
}

/* Reads a date or a timestamp; false if there is none. */
static bool
read_timestamp(Review *review, const char *name, TimestampTz *timestamp)
{
	char	   *text = jsonld_property(&review->node, name);

	if (!text)
		return false;
	if (review_date_parse(text, timestamp))
		return true;
	note(review, "%s \"%s\" is not a date", name, lex_clip(text));
	return false;
}

/* Sets when the label was asserted: when the review was published, or modified since. */
static void
read_at(Review *review)
{
	TimestampTz published;
	TimestampTz modified;
	bool		is_published = read_timestamp(review, "datePublished", &published);
	bool		is_modified = read_timestamp(review, "dateModified", &modified);
	AttributeValue at;

	if (!is_published && !is_modified)
		return;
	at.timestamp = is_modified && (!is_published || modified > published) ? modified : published;
	label_set(&review->label, ATTRIBUTE_AT, at);
}

static bool
read_number(const char *text, double *number)
{
	return text && number_parse(text, false, number) == NUMBER_OK;
}

/* the verdict of a number on its scale; 0 if there is none */
static Verdict
number_verdict(const char *value, const char *worst, const char *best)
{
	double		number,
				low,
				high;
	Verdict		verdict;

	return read_number(value, &number) && read_number(worst, &low) && read_number(best, &high) &&
		verdict_from_number(number, low, high, &verdict) ? verdict : 0;
}

/* Whether a number alone can give this verdict. */
static bool
is_trusted(Verdict verdict)
{
	return verdict == VERDICT_FALSE || verdict == VERDICT_MOSTLY_FALSE || verdict == VERDICT_MIXED;
}

/* Notes why a number gives no verdict. */
static void
note_number(Review *review, const char *value, const char *worst, const char *best)
{
	double		number;

	if (!read_number(value, &number))
		note(review, "ratingValue \"%s\" is not a number", lex_clip(value));
	else if (!read_number(worst, &number) || !read_number(best, &number))
		note(review, "ratingValue %s has no scale: worstRating is %s, bestRating is %s",
			 lex_clip(value), worst ? lex_clip(worst) : "missing", best ? lex_clip(best) : "missing");
	else
		note(review, "ratingValue %s is not on a scale from %s (worst) to %s (best)",
			 lex_clip(value), lex_clip(worst), lex_clip(best));
}

/* The words of a rating: alternateName, else its name, else a value that is no number. */
static char *
read_words(const JsonldNode *rating, char **value)
{
	static const char *const names[] = {"alternateName", "name"};
	double		number;

	for (size_t i = 0; i < lengthof(names); i++)
	{
		char	   *words = jsonld_property(rating, names[i]);

		if (words)
			return words;
	}
	if (*value && !read_number(*value, &number))
	{
		char	   *words = *value;

		*value = NULL;
		return words;
	}
	return NULL;
}

/*
 * Sets the verdict: that of the words if the map has them; without words that of the
 * number on its scale, unless that would be true or mostly true, since many publishers
 * turn their scale round.
 */
static void
read_rating(Review *review)
{
	char	   *lang = jsonld_property(&review->node, "inLanguage");
	ListCell   *cell;
	char	   *words = NULL;
	char	   *value = NULL;
	char	   *worst = NULL;
	char	   *best = NULL;
	char	   *scale = NULL;
	Verdict		said = 0;
	Verdict		counted;
	AttributeValue verdict;

	/* Of several ratings use the first that has words or a value. */
	foreach(cell, jsonld_values(&review->node, "reviewRating"))
	{
		JsonldNode	rating;

		if (jsonld_value_node(&review->node, lfirst(cell), &rating))
		{
			value = jsonld_property(&rating, "ratingValue");
			worst = jsonld_property(&rating, "worstRating");
			best = jsonld_property(&rating, "bestRating");
			words = read_words(&rating, &value);
		}
		else
			words = jsonld_text(lfirst(cell));
		if (words || value)
			break;
	}
	if (!words && !value)
	{
		note(review, "no rating");
		return;
	}

	if (words && !verdict_from_rating(words, strlen(words), review->publisher, lang, &said))
		said = 0;
	counted = number_verdict(value, worst, best);
	if (counted != 0)
		scale = psprintf("%s on a scale from %s (worst) to %s (best)", lex_clip(value), lex_clip(worst), lex_clip(best));
	verdict.verdict = said;
	if (said == 0)
	{
		if (words)
			note(review, "the rating \"%s\" is unknown", lex_clip(words));
		if (counted == 0 && value)
			note_number(review, value, worst, best);
		else if (words && counted != 0)
			note(review, "%s would mean %s", scale, verdict_name(counted));
		else if (counted != 0 && !is_trusted(counted))
			note(review, "%s would mean %s, which a number alone does not show", scale, verdict_name(counted));
		if (is_trusted(counted) && (!words || (review->publisher && rating_publisher_has_scale(rating_publisher(review->publisher)))))
			verdict.verdict = counted;
	}
	else if (counted != 0 && said != counted && verdict_on_scale(said))
		note(review, "the rating \"%s\" means %s, but %s %s", lex_clip(words), verdict_name(said), scale, verdict_name(counted));
	if (verdict.verdict != 0)
		label_set(&review->label, ATTRIBUTE_VERDICT, verdict);
	else if (!words)
		words = value;
	if (words)
		set_text(review, ATTRIBUTE_SAID, words);
}

/* Finds the first node that is reviewed; false if there is none. */
static bool
find_item(const Review *review, JsonldNode *item)
{
	ListCell   *cell;

	foreach(cell, jsonld_values(&review->node, "itemReviewed"))
	{
		if (jsonld_value_node(&review->node, lfirst(cell), item))
			return true;
	}
	return false;
}

/* the text of the claim; NULL, with a note, if there is none; item may be NULL */
static char *
read_claim(Review *review, const JsonldNode *item)
{
	char	   *claim = jsonld_property(&review->node, "claimReviewed");

	if (!claim && item && jsonld_is(item, "Claim"))
	{
		claim = jsonld_property(item, "text");
		if (!claim)
			claim = jsonld_property(item, "name");
	}
	if (!claim)
		note(review, "no claimReviewed");
	return claim;
}

/*
 * the names of those who made the claim, in JSONLD_TEXT bytes; NULL if there
 * are none; item may be NULL
 */
static char *
read_claimant(Review *review, const JsonldNode *item)
{
	StringInfoData names;
	ListCell   *cell;

	if (!item)
		return NULL;
	initStringInfo(&names);
	foreach(cell, jsonld_values(item, "author"))
	{
		JsonldNode	node;
		char	   *name = jsonld_value_node(item, lfirst(cell), &node) ?
			jsonld_property(&node, "name") : jsonld_text(lfirst(cell));

		if (name && names.len + strlen(name) > JSONLD_TEXT)
		{
			note(review, "claimants are left out after %d bytes", JSONLD_TEXT);
			break;
		}
		if (name)
			appendStringInfo(&names, "%s%s", names.len > 0 ? ", " : "", name);
	}
	return names.len > 0 ? names.data : NULL;
}

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

/* Sets the attributes of the label. */
static void
read_label(Review *review, const char *claim, const char *url)
{
	const char *keyed = claim ? claim : url;
	char		by[FACTAG_MAX_PATH];
	int			by_len = claimreview_source(&review->node, url, by, &review->publisher);
	char		key[CLAIM_KEY_LENGTH + 1];

	if (by_len > 0)
		label_set(&review->label, ATTRIBUTE_BY, attribute_make_text(by, by_len));
	else
		note(review, "no author or publisher");
	if (keyed && claim_key(keyed, strlen(keyed), key))
		set_text(review, ATTRIBUTE_CLAIM, key);
	read_at(review);
	read_rating(review);
	if (!url)
		note(review, "no url");
	else if (strlen(url) > FACTAG_MAX_REF)
		note(review, "the url is longer than %d bytes", FACTAG_MAX_REF);
	else
		set_text(review, ATTRIBUTE_REF, url);
}

/* Sets a column to a text, or to NULL. */
static void
set_column(Datum *values, bool *nulls, int column, const char *text)
{
	nulls[column] = text == NULL;
	if (text)
		values[column] = CStringGetTextDatum(text);
}

static void
fill_row(Review *review, Datum *values, bool *nulls)
{
	JsonldNode	node;
	JsonldNode *item = find_item(review, &node) ? &node : NULL;
	char	   *url = read_url(review);
	char	   *claim = read_claim(review, item);
	char	   *claimant = read_claimant(review, item);

	read_label(review, claim, url);
	set_column(values, nulls, COLUMN_CLAIM, claim);
	set_column(values, nulls, COLUMN_CLAIMANT, claimant);
	values[COLUMN_LABEL] = PointerGetDatum(labelset_pack(&review->label, 1));
	nulls[COLUMN_LABEL] = false;
	set_column(values, nulls, COLUMN_URL, url);
	set_column(values, nulls, COLUMN_PROBLEM,
			   review->problem.len > 0 ? review->problem.data : NULL);
}

/* whether an object itself, without others of its @id, is a review */
static bool
is_review(const JsonldObject *object)
{
	JsonldNode	node;

	jsonld_node_init(&node, NULL, object);
	return jsonld_is(&node, "ClaimReview");
}

/* whether an object only refers to a review elsewhere in the document, which gets the row */
static bool
refers_to_review(const JsonldNode *node)
{
	if (!jsonld_is_bare(node->objects[0].container))
		return false;
	for (int i = 1; i < node->count; i++)
	{
		if (is_review(&node->objects[i]))
			return true;
	}
	return false;
}

/*
 * claimreview_labels(jsonb, path, seen): reviews at any depth, but not those
 * within other reviews
 */
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
	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	row_context = AllocSetContextCreate(CurrentMemoryContext, "claimreview_labels", ALLOCSET_DEFAULT_SIZES);
	root = &PG_GETARG_JSONB_P(0)->root;
	jsonld_walk_init(&walk, root);
	while (jsonld_walk_next(&walk, &object))
	{
		Review		review = {0};
		Datum		values[COLUMNS];
		bool		nulls[COLUMNS];

		MemoryContextReset(row_context);
		MemoryContextSwitchTo(row_context);
		if (is_review(&object))
		{
			MemoryContextSwitchTo(context);
			/* Only a document with reviews is read a second time. */
			if (!document)
				document = jsonld_document_make(root);
			MemoryContextSwitchTo(row_context);
			jsonld_node_init(&review.node, document, &object);
			if (!refers_to_review(&review.node))
			{
				initStringInfo(&review.problem);
				review.label.path = TAGPATH_DATA(path);
				review.label.len = TAGPATH_LEN(path);
				if (!PG_ARGISNULL(2))
					label_set(&review.label, ATTRIBUTE_SEEN, seen);
				fill_row(&review, values, nulls);
				tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
				jsonld_walk_skip(&walk);
			}
		}
		MemoryContextSwitchTo(context);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
