/*
 * claimreview_export.c
 *	  A label as schema.org's ClaimReview, which claimreview_labels reads back.
 */
#include "factag.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"

#include "exchange/claimreview_source.h"
#include "exchange/html_entities.h"
#include "label/label_format.h"
#include "text/path.h"
#include "text/quote.h"
#include "text/timestamp.h"
#include "verdict/rating.h"
#include "verdict/verdict_title.h"

/* Appends "name": "value" and a comma before it. The value reads back as it is, without its references decoded. */
static void
add_text(StringInfo out, const char *name, const char *value)
{
	appendStringInfo(out, ",\"%s\":", name);
	escape_json(out, html_encode(value));
}

/* a text or path of the label as a string; NULL if the label does not have it */
static char *
label_string(const Label *label, Attribute which)
{
	const char *text;
	int			len;

	if (!label_has(label, which))
		return NULL;
	text = attribute_text(label->value[which], &len);
	return pnstrdup(text, len);
}

/*
 * Appends the author. If the source is CLAIMREVIEW_ROOT and a domain, appends its
 * address too, so that it reads back as the same source. Sets *publisher to what
 * the map of ratings looks up, or NULL.
 */
static void
add_author(StringInfo out, const Label *label, const char **publisher)
{
	const int	root = strlen(CLAIMREVIEW_ROOT);
	StringInfoData name;
	const char *by;
	int			len;

	*publisher = NULL;
	if (!label_has(label, ATTRIBUTE_BY))
		return;
	by = attribute_text(label->value[ATTRIBUTE_BY], &len);
	if (path_depth(by, len) == 2 && path_within(by, len, CLAIMREVIEW_ROOT, root))
		*publisher = pnstrdup(by + root + 1, len - root - 1);
	appendStringInfoString(out, ",\"author\":{\"@type\":\"Organization\"");
	if (*publisher)
	{
		const char *domain = *publisher;

		add_text(out, "name", domain);
		if (strchr(domain, '.') && domain[strspn(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-")] == '\0')
			add_text(out, "url", psprintf("https://%s", domain));
	}
	else
	{
		initStringInfo(&name);
		quote_path(&name, by, len, path_specials);
		add_text(out, "name", name.data);
	}
	appendStringInfoChar(out, '}');
}

/* Whether words read back as the verdict; 0 is none. */
static bool
reads_back(const char *words, const char *publisher, Verdict verdict)
{
	Verdict		read;

	return verdict_from_rating(words, strlen(words), publisher, NULL, &read) ? read == verdict : verdict == 0;
}

/*
 * Appends the rating: a number if the verdict is on the scale, and words. The
 * words are the source's if they read back as the verdict. Otherwise they become
 * the explanation, and the words are our title of the verdict.
 */
static void
add_rating(StringInfo out, const Label *label, const char *publisher)
{
	char	   *said = label_string(label, ATTRIBUTE_SAID);
	bool		rated = label_has(label, ATTRIBUTE_VERDICT);
	Verdict		verdict = rated ? (Verdict) label->value[ATTRIBUTE_VERDICT].verdict : 0;

	if (!said && !rated)
		return;
	appendStringInfoString(out, ",\"reviewRating\":{\"@type\":\"Rating\"");
	if (rated && verdict_on_scale(verdict))
		appendStringInfo(out, ",\"ratingValue\":%d,\"bestRating\":%d,\"worstRating\":%d",
						 verdict, VERDICT_TRUE, VERDICT_FALSE);
	if (said && reads_back(said, publisher, verdict))
		add_text(out, "alternateName", said);
	else
	{
		if (rated)
			add_text(out, "alternateName", verdict_title(verdict, NULL));
		if (said)
			add_text(out, "ratingExplanation", said);
	}
	appendStringInfoChar(out, '}');
}

/* Refuses a label that a review cannot express. */
static void
refuse(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a label with %s is no ClaimReview", what),
			 errdetail("A ClaimReview publishes a finding; it can neither withdraw nor deny one."),
			 errhint("Leave out the labels for which factlabel_neg or factlabel_deny is true.")));
}

/* NULL if the label or the claim is NULL */
PG_FUNCTION_INFO_V1(claimreview_from_label);
Datum
claimreview_from_label(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	StringInfoData at;
	LabelReader reader;
	Label		label;
	const char *publisher;
	char	   *url;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	label_reader_init(&reader, PG_GETARG_PACKED_P(0));
	if (!label_reader_next(&reader))
		PG_RETURN_NULL();
	label_take(&reader, &reader.fields, &label);
	if (label_has(&label, ATTRIBUTE_NEG))
		refuse("neg");
	if (label_has(&label, ATTRIBUTE_DENY))
		refuse("deny");

	initStringInfo(&out);
	appendStringInfoString(&out, "{\"@context\":\"https://schema.org\",\"@type\":\"ClaimReview\"");
	add_text(&out, "claimReviewed", text_to_cstring(PG_GETARG_TEXT_PP(1)));
	if (!PG_ARGISNULL(2))
	{
		appendStringInfoString(&out, ",\"itemReviewed\":{\"@type\":\"Claim\",\"author\":{\"@type\":\"Person\"");
		add_text(&out, "name", text_to_cstring(PG_GETARG_TEXT_PP(2)));
		appendStringInfoString(&out, "}}");
	}
	add_author(&out, &label, &publisher);
	add_rating(&out, &label, publisher);
	if (label_has(&label, ATTRIBUTE_AT))
	{
		initStringInfo(&at);
		timestamp_print(&at, label.value[ATTRIBUTE_AT].timestamp);
		add_text(&out, "datePublished", at.data);
	}
	url = PG_ARGISNULL(3) ? label_string(&label, ATTRIBUTE_REF) : text_to_cstring(PG_GETARG_TEXT_PP(3));
	if (url)
		add_text(&out, "url", url);
	appendStringInfoChar(&out, '}');
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data)));
}
