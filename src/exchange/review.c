/*
 * review.c
 *	  A review of claims and its rows; see review.h.
 */
#include "exchange/review.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "exchange/claim_key.h"
#include "exchange/review_date.h"
#include "text/lexer.h"

enum
{
	COLUMN_CLAIM, COLUMN_CLAIMANT, COLUMN_LABEL, COLUMN_URL, COLUMN_PROBLEM, COLUMNS
};

void
review_note(Review *review, const char *fmt,...)
{
	va_list		args;

	if (review->problem.len > 0)
		appendStringInfoString(&review->problem, "; ");
	va_start(args, fmt);
	factag_append_va(&review->problem, fmt, args);
	va_end(args);
}

void
review_set_text(Review *review, Attribute which, const char *text)
{
	int			len = strlen(text);
	int			most = attribute_defs[which].maxlen;

	if (len > most)
	{
		review_note(review, "%s is cut at %d bytes", attribute_defs[which].name, most);
		len = pg_mbcliplen(text, len, most);
	}
	label_set(&review->label, which, attribute_make_text(text, len));
}

void
review_set_source(Review *review, const char *by, int len)
{
	if (len > 0)
		label_set(&review->label, ATTRIBUTE_BY, attribute_make_text(by, len));
	else
		review_note(review, "no author or publisher");
}

void
review_set_url(Review *review, const char *url)
{
	review->url = url;
	if (!url)
		review_note(review, "no url");
	else if (strlen(url) > FACTAG_MAX_REF)
		review_note(review, "the url is longer than %d bytes", FACTAG_MAX_REF);
	else
		review_set_text(review, ATTRIBUTE_REF, url);
}

void
review_set_dates(Review *review, const char *const *names, int count)
{
	AttributeValue at = {0};
	bool		any = false;

	for (int i = 0; i < count; i++)
	{
		char	   *text = jsonld_property(&review->node, names[i]);
		TimestampTz timestamp;

		if (!text)
			continue;
		if (!review_date_parse(text, &timestamp))
		{
			review_note(review, "%s \"%s\" is not a date", names[i], lex_clip(text));
			continue;
		}
		if (!any || timestamp > at.timestamp)
			at.timestamp = timestamp;
		any = true;
	}
	if (any)
		label_set(&review->label, ATTRIBUTE_AT, at);
}

/* Sets a column to a text, or to NULL. */
static void
set_column(Datum *values, bool *nulls, int column, const char *text)
{
	nulls[column] = text == NULL;
	if (text)
		values[column] = CStringGetTextDatum(text);
}

/* the label of a claim; NULL if it would only assert the path, as nobody's and without a finding */
static struct varlena *
make_label(const Review *review, const ReviewClaim *claim)
{
	Label		label = review->label;
	const char *keyed = claim->keyed ? claim->keyed : claim->text ? claim->text : review->url;
	char		key[CLAIM_KEY_LENGTH + 1];

	if (!label_has(&label, ATTRIBUTE_BY) && !review->is_rated && !review->url)
		return NULL;
	if (keyed && claim_key(keyed, strlen(keyed), key))
		label_set(&label, ATTRIBUTE_CLAIM, attribute_make_text(key, CLAIM_KEY_LENGTH));
	return labelset_pack(&label, 1);
}

void
review_put(const Review *review, const ReviewClaim *claim, ReturnSetInfo *rsinfo)
{
	struct varlena *label = make_label(review, claim);
	Datum		values[COLUMNS];
	bool		nulls[COLUMNS];
	StringInfoData problem;

	initStringInfo(&problem);
	if (claim->problem)
		appendStringInfoString(&problem, claim->problem);
	if (review->problem.len > 0)
		appendStringInfo(&problem, "%s%s", problem.len > 0 ? "; " : "", review->problem.data);

	set_column(values, nulls, COLUMN_CLAIM, claim->text);
	set_column(values, nulls, COLUMN_CLAIMANT, claim->claimant);
	nulls[COLUMN_LABEL] = label == NULL;
	values[COLUMN_LABEL] = PointerGetDatum(label);
	set_column(values, nulls, COLUMN_URL, review->url);
	set_column(values, nulls, COLUMN_PROBLEM, problem.len > 0 ? problem.data : NULL);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}
