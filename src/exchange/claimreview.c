/*
 * claimreview.c
 *	  Labels of schema.org's ClaimReview, a row a claim. What cannot be read is
 *	  said in the row; no jsonb raises an error.
 */
#include "exchange/claimreview.h"

#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "verdict/factverdict.h"
#include "label/label_format.h"
#include "text/url.h"
#include "text/timestamp.h"
#include "text/number.h"

enum
{
	COLUMN_CLAIM, COLUMN_CLAIMANT, COLUMN_LABEL, COLUMN_URL, COLUMN_PROBLEM, COLUMNS
};

/* bytes of YYYY-MM-DD */
#define DATE_LENGTH 10

typedef struct Review
{
	const JsonldDocument *document;
	JsonbContainer *object;
	const char *publisher;		/* for the map of ratings */
	Label		label;
	StringInfoData problem;
} Review;

static void note(Review *review, const char *fmt,...) pg_attribute_printf(2, 3);

/* Notes what could not be read. */
static void
note(Review *review, const char *fmt,...)
{
	int			more;

	if (review->problem.len > 0)
		appendStringInfoString(&review->problem, "; ");
	do
	{
		va_list		args;

		va_start(args, fmt);
		more = appendStringInfoVA(&review->problem, fmt, args);
		va_end(args);
		if (more > 0)
			enlargeStringInfo(&review->problem, more);
	} while (more > 0);
}

/* Sets a text of the label, cut at its limit. */
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

/* whether a text is a date with an offset and no time, as XML Schema has them: 2026-03-04+08:00 */
static bool
is_date_with_offset(const char *text)
{
	return strlen(text) > DATE_LENGTH && strspn(text, "0123456789-") >= DATE_LENGTH &&
		!strchr(text, 'T') && strchr("Zz+-", text[DATE_LENGTH]);
}

/* Reads a date or a time; without an offset it is UTC's. */
static bool
read_moment(Review *review, const char *name, TimestampTz *timestamp)
{
	char	   *text = jsonld_property(review->document, review->object, name);
	TimestampStatus status;

	if (!text)
		return false;
	status = timestamp_parse(text, timestamp);
	if (status == TIMESTAMP_SYNTAX && is_date_with_offset(text))
		status = timestamp_parse(psprintf("%.*sT00:00:00%s", DATE_LENGTH, text, text + DATE_LENGTH), timestamp);
	if (status == TIMESTAMP_NO_OFFSET)
		status = timestamp_parse(psprintf("%s%s", text, strchr(text, ':') ? "Z" : "T00:00:00Z"), timestamp);
	if (status != TIMESTAMP_OK)
		note(review, "%s \"%s\" is not a date", name, lex_clip(text));
	return status == TIMESTAMP_OK;
}

/* When it was asserted: published, or changed since then. */
static void
read_moments(Review *review)
{
	TimestampTz published;
	TimestampTz modified;
	bool		is_published = read_moment(review, "datePublished", &published);
	bool		is_modified = read_moment(review, "dateModified", &modified);
	AttributeValue at;

	if (!is_published && !is_modified)
		return;
	at.timestamp = is_modified && (!is_published || modified > published) ? modified : published;
	label_set(&review->label, ATTRIBUTE_AT, at);
}

static bool
read_number(const char *text, double *number)
{
	return text && number_parse8(text, number) == NUMBER_OK;
}

/* The verdict of a number on the scale that is given; 0, and a note where why says so, if there is none. */
static Verdict
read_scale(Review *review, const char *value, const char *worst, const char *best, bool why)
{
	double		number,
				low,
				high;
	Verdict		verdict;

	if (!read_number(value, &number))
	{
		if (why && value)
			note(review, "ratingValue \"%s\" is not a number", lex_clip(value));
	}
	else if (!read_number(worst, &low) || !read_number(best, &high))
	{
		if (why)
			note(review, "ratingValue %s has no scale: worstRating is %s, bestRating is %s",
				 lex_clip(value), worst ? lex_clip(worst) : "missing", best ? lex_clip(best) : "missing");
	}
	else if (!verdict_from_number(number, low, high, &verdict))
	{
		if (why)
			note(review, "ratingValue %s is not on a scale from %s (worst) to %s (best)",
				 lex_clip(value), lex_clip(worst), lex_clip(best));
	}
	else
		return verdict;
	return 0;
}

/* The words of a rating: alternateName, else what stands where they should not. */
static char *
read_words(const Review *review, JsonbContainer *rating, char **value)
{
	static const char *const names[] = {"alternateName", "name"};
	double		number;

	for (size_t i = 0; i < lengthof(names); i++)
	{
		char	   *words = jsonld_property(review->document, rating, names[i]);

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

/* Reads the verdict: the words where the map knows them, else the number on its scale. */
static void
read_rating(Review *review)
{
	const JsonldDocument *document = review->document;
	char	   *lang = jsonld_property(document, review->object, "inLanguage");
	ListCell   *cell;
	char	   *words = NULL;
	char	   *value = NULL;
	char	   *worst = NULL;
	char	   *best = NULL;
	Verdict		said = 0;
	Verdict		counted;
	AttributeValue verdict;

	/* the first of several that says something */
	foreach(cell, jsonld_values(document, review->object, "reviewRating"))
	{
		JsonbContainer *rating = jsonld_node(lfirst(cell));

		if (rating)
		{
			value = jsonld_property(document, rating, "ratingValue");
			worst = jsonld_property(document, rating, "worstRating");
			best = jsonld_property(document, rating, "bestRating");
			words = read_words(review, rating, &value);
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
	counted = read_scale(review, value, worst, best, said == 0);
	if (words && said == 0 && counted == 0)
		note(review, "the rating \"%s\" is unknown", lex_clip(words));
	if (said != 0 && counted != 0 && said != counted && verdict_on_scale(said))
		note(review, "the rating \"%s\" means %s, but %s on a scale from %s (worst) to %s (best) %s",
			 lex_clip(words), verdict_name(said), lex_clip(value), lex_clip(worst), lex_clip(best), verdict_name(counted));

	verdict.verdict = said ? said : counted;
	if (verdict.verdict != 0)
		label_set(&review->label, ATTRIBUTE_VERDICT, verdict);
	else if (!words)
		words = value;
	if (words)
		set_text(review, ATTRIBUTE_SAID, words);
}

/* the first node that is reviewed; NULL if there is none */
static JsonbContainer *
item_reviewed(Review *review)
{
	ListCell   *cell;

	foreach(cell, jsonld_values(review->document, review->object, "itemReviewed"))
	{
		JsonbContainer *node = jsonld_node(lfirst(cell));

		if (node)
			return node;
	}
	return NULL;
}

/* the text of the claim; NULL if there is none */
static char *
read_claim(Review *review, JsonbContainer *item)
{
	char	   *claim = jsonld_property(review->document, review->object, "claimReviewed");

	if (!claim && item && jsonld_is(review->document, item, "Claim"))
	{
		claim = jsonld_property(review->document, item, "text");
		if (!claim)
			claim = jsonld_property(review->document, item, "name");
	}
	if (!claim)
		note(review, "no claimReviewed");
	return claim;
}

/* the names of who made the claim, as many as JSONLD_TEXT holds; NULL if there are none */
static char *
read_claimant(Review *review, JsonbContainer *item)
{
	StringInfoData names;
	ListCell   *cell;

	if (!item)
		return NULL;
	initStringInfo(&names);
	foreach(cell, jsonld_values(review->document, item, "author"))
	{
		JsonbContainer *node = jsonld_node(lfirst(cell));
		char	   *name = node ? jsonld_property(review->document, node, "name") : jsonld_text(lfirst(cell));

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
	char	   *url = jsonld_property(review->document, review->object, "url");
	ListCell   *cell;

	if (url)
		return url;
	foreach(cell, jsonld_values(review->document, review->object, "mainEntityOfPage"))
	{
		JsonbContainer *page = jsonld_node(lfirst(cell));

		if (page)
			url = jsonld_property(review->document, page, "url");
		if (page && !url)
		{
			/* what names a node within the document is no address */
			url = jsonld_property(review->document, page, "@id");
			if (url && !url_is_web(url))
				url = NULL;
		}
		if (!page)
			url = jsonld_text(lfirst(cell));
		if (url)
			return url;
	}
	return NULL;
}

/* Fills one row. */
static void
fill_row(Review *review, Datum *values, bool *nulls)
{
	char	   *url = read_url(review);
	JsonbContainer *item = item_reviewed(review);
	char	   *claim = read_claim(review, item);
	char	   *claimant = read_claimant(review, item);
	const char *keyed = claim ? claim : url;
	char		by[FACTAG_MAX_PATH];
	int			by_len = claimreview_source(review->document, review->object, url, by, &review->publisher);
	char		key[CLAIM_KEY_LENGTH + 1];

	if (by_len > 0)
		label_set(&review->label, ATTRIBUTE_BY, attribute_make_text(by, by_len));
	else
		note(review, "no author or publisher");
	if (keyed && claim_key(keyed, strlen(keyed), key))
		set_text(review, ATTRIBUTE_CLAIM, key);
	read_moments(review);
	read_rating(review);
	if (!url)
		note(review, "no url");
	else if (strlen(url) > FACTAG_MAX_REF)
		note(review, "the url is longer than %d bytes", FACTAG_MAX_REF);
	else
		set_text(review, ATTRIBUTE_REF, url);

	memset(nulls, true, COLUMNS * sizeof(bool));
	if (claim)
	{
		values[COLUMN_CLAIM] = CStringGetTextDatum(claim);
		nulls[COLUMN_CLAIM] = false;
	}
	if (claimant)
	{
		values[COLUMN_CLAIMANT] = CStringGetTextDatum(claimant);
		nulls[COLUMN_CLAIMANT] = false;
	}
	values[COLUMN_LABEL] = PointerGetDatum(labelset_pack(&review->label, 1));
	nulls[COLUMN_LABEL] = false;
	if (url)
	{
		values[COLUMN_URL] = CStringGetTextDatum(url);
		nulls[COLUMN_URL] = false;
	}
	if (review->problem.len > 0)
	{
		values[COLUMN_PROBLEM] = CStringGetTextDatum(review->problem.data);
		nulls[COLUMN_PROBLEM] = false;
	}
}

/* Passes over the object or array that an iterator has just entered. */
static void
skip_container(JsonbIterator **it)
{
	JsonbValue	v;

	for (int depth = 1; depth > 0;)
	{
		CHECK_FOR_INTERRUPTS();
		switch (JsonbIteratorNext(it, &v, false))
		{
			case WJB_BEGIN_OBJECT:
			case WJB_BEGIN_ARRAY:
				depth++;
				break;
			case WJB_END_OBJECT:
			case WJB_END_ARRAY:
			case WJB_DONE:
				depth--;
				break;
			default:
				break;
		}
	}
}

/* Whether an object only refers to a review that stands elsewhere in the document, where it is a row. */
static bool
refers_to_review(const JsonldDocument *document, JsonbContainer *object)
{
	JsonbContainer *same[JSONLD_SAME];
	int			n;

	if (!jsonld_is_bare(object))
		return false;
	n = jsonld_same(document, object, same);
	for (int i = 0; i < n; i++)
	{
		if (jsonld_is(NULL, same[i], "ClaimReview"))
			return true;
	}
	return false;
}

/*
 * claimreview_labels(jsonb, path, seen). Reviews are found at any depth, by an
 * iterator, so that no nesting is too deep; not within other reviews.
 */
PG_FUNCTION_INFO_V1(claimreview_labels);
Datum
claimreview_labels(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row_context;
	struct varlena *path;
	JsonbContainer *root;
	JsonldDocument *document = NULL;
	JsonbIterator *it;
	JsonbIteratorToken token;
	JsonbValue	v;
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
	it = JsonbIteratorInit(root);
	while ((token = JsonbIteratorNext(&it, &v, false)) != WJB_DONE)
	{
		Review		review = {0};
		Datum		values[COLUMNS];
		bool		nulls[COLUMNS];
		MemoryContext old;
		bool		found;

		CHECK_FOR_INTERRUPTS();
		if (token != WJB_BEGIN_OBJECT)
			continue;
		review.object = it->container;
		old = MemoryContextSwitchTo(row_context);
		found = jsonld_is(NULL, review.object, "ClaimReview");
		MemoryContextSwitchTo(old);
		/* a document without reviews is not read twice */
		if (found && !document)
			document = jsonld_document_make(root);
		MemoryContextSwitchTo(row_context);
		if (found && !refers_to_review(document, review.object))
		{
			review.document = document;
			initStringInfo(&review.problem);
			review.label.path = TAGPATH_DATA(path);
			review.label.len = TAGPATH_LEN(path);
			if (!PG_ARGISNULL(2))
				label_set(&review.label, ATTRIBUTE_SEEN, seen);
			fill_row(&review, values, nulls);
			MemoryContextSwitchTo(old);
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
			skip_container(&it);
		}
		MemoryContextSwitchTo(old);
		MemoryContextReset(row_context);
	}
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
