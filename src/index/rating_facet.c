/*
 * rating_facet.c
 *	  Verdict and score in GIN keys; see rating_facet.h.
 */
#include "index/rating_facet.h"

#include <math.h>

#include "query/query_eval.h"

#define TENTHS 10

/* The least score of a tenth, rounded to float4 as stored scores are. */
static inline float8
tenth_start(int tenth)
{
	return (float4) tenth / (float4) TENTHS;
}

/* The tenth of a score, 0 to 10. Tenth 10 holds the score 1 only. */
static int
score_tenth(float8 score)
{
	int			tenth = (int) (score * TENTHS);

	while (tenth < TENTHS && score >= tenth_start(tenth + 1))
		tenth++;
	while (tenth > 0 && score < tenth_start(tenth))
		tenth--;
	return tenth;
}

bool
rating_facet(const LabelReader *reader, char *rating)
{
	AttributeValue value;

	rating[0] = rating[1] = 0;
	if (label_attribute(reader, &reader->fields, ATTRIBUTE_VERDICT, &value))
		rating[0] = 1 + value.verdict;
	if (label_attribute(reader, &reader->fields, ATTRIBUTE_SCORE, &value))
		rating[1] = 1 + score_tenth(value.number);
	return rating[0] || rating[1];
}

bool
rating_has(const QueryFilter *filter)
{
	return filter->attribute == ATTRIBUTE_VERDICT || filter->attribute == ATTRIBUTE_SCORE;
}

/* A filter on the score splits no tenth where it begins or ends with one. */
bool
rating_exact(const QueryFilter *filter)
{
	float8		bound = filter->values[0].number;

	if (filter->attribute == ATTRIBUTE_VERDICT)
		return true;
	return (filter->op == QUERY_LT || filter->op == QUERY_GE) &&
		bound == tenth_start(score_tenth(bound));
}

/* Whether some score of a tenth may pass a filter. */
static bool
tenth_passes(const QueryFilter *filter, int tenth)
{
	float8		least = tenth_start(tenth);
	float8		beyond = tenth == TENTHS ? INFINITY : tenth_start(tenth + 1);

	for (int i = 0; i < filter->nvalues; i++)
	{
		float8		bound = filter->values[i].number;

		switch (filter->op)
		{
			case QUERY_EQ:
				if (least <= bound && bound < beyond)
					return true;
				break;
			case QUERY_NE:
				return true;
			case QUERY_LT:
				return least < bound;
			case QUERY_LE:
				return least <= bound;
			case QUERY_GT:
			case QUERY_GE:
				return beyond > bound;
		}
	}
	return false;
}

bool
rating_passes(const QueryTerm *term, const uint8 *rating)
{
	for (int i = 0; i < term->nfilters; i++)
	{
		const QueryFilter *filter = &term->filters[i];
		bool		on_score = filter->attribute == ATTRIBUTE_SCORE;
		uint8		byte = rating[on_score ? 1 : 0];
		AttributeValue value;

		if (!rating_has(filter))
			continue;
		value.verdict = byte - 1;
		if (byte == 0 ||
			!(on_score ? tenth_passes(filter, byte - 1) : query_filter_passes(filter, value)))
			return false;
	}
	return true;
}
