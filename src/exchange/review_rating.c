/*
 * review_rating.c
 *	  The rating of a review; see review_rating.h.
 */
#include "exchange/review_rating.h"

#include "text/lexer.h"
#include "text/number.h"
#include "verdict/factverdict.h"
#include "verdict/rating.h"
#include "verdict/rating_map.h"

/* ratings that a problem quotes */
#define MAX_QUOTED 5

static bool
read_number(const char *text, double *number)
{
	return text && number_parse(text, false, number) == NUMBER_OK;
}

/* Adds a rating for each wording of a node, or one for its number. */
static void
add_ratings(List **ratings, const JsonldNode *node)
{
	static const char *const names[] = {"alternateName", "name"};
	ReviewRating common = {NULL, jsonld_property(node, "ratingValue"), jsonld_property(node, "worstRating"), jsonld_property(node, "bestRating"), 0};
	List	   *wordings = NIL;
	ListCell   *cell;
	double		number;

	for (size_t i = 0; i < lengthof(names) && wordings == NIL; i++)
	{
		foreach(cell, jsonld_values(node, names[i]))
		{
			char	   *words = jsonld_text(lfirst(cell));

			if (words)
				wordings = lappend(wordings, words);
		}
	}
	/* A value that is no number is a wording. */
	if (wordings == NIL && common.value && !read_number(common.value, &number))
	{
		wordings = list_make1(unconstify(char *, common.value));
		common.value = NULL;
	}
	if (wordings == NIL && common.value)
		wordings = list_make1(NULL);
	foreach(cell, wordings)
	{
		ReviewRating *rating = palloc(sizeof(ReviewRating));

		*rating = common;
		rating->words = lfirst(cell);
		*ratings = lappend(*ratings, rating);
	}
}

List *
review_ratings(const Review *review, const char *name)
{
	List	   *ratings = NIL;
	ListCell   *cell;

	foreach(cell, jsonld_values(&review->node, name))
	{
		JsonldNode	node;

		if (jsonld_value_node(&review->node, lfirst(cell), &node))
			add_ratings(&ratings, &node);
		else
		{
			ReviewRating *rating = palloc0(sizeof(ReviewRating));

			rating->words = jsonld_text(lfirst(cell));
			if (rating->words)
				ratings = lappend(ratings, rating);
		}
	}
	return ratings;
}

static bool
same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* the ratings without those that are there twice */
static List *
distinct_ratings(List *ratings)
{
	List	   *distinct = NIL;
	ListCell   *cell;
	ListCell   *other;

	foreach(cell, ratings)
	{
		ReviewRating *a = lfirst(cell);
		bool		is_there = false;

		foreach(other, distinct)
		{
			ReviewRating *b = lfirst(other);

			is_there |= same_text(a->words, b->words) && same_text(a->value, b->value) && same_text(a->worst, b->worst) && same_text(a->best, b->best);
		}
		if (!is_there)
			distinct = lappend(distinct, a);
	}
	return distinct;
}

/* the verdict of the words; 0 if they are unknown or there are none */
static Verdict
words_verdict(const Review *review, const ReviewRating *rating, const char *lang)
{
	Verdict		verdict;

	if (rating->verdict != 0)
		return rating->verdict;
	return rating->words && verdict_from_rating(rating->words, strlen(rating->words), review->publisher, lang, &verdict) ? verdict : 0;
}

/* the verdict of the number on its scale; 0 if there is none */
static Verdict
number_verdict(const ReviewRating *rating)
{
	double		number,
				low,
				high;
	Verdict		verdict;

	return read_number(rating->value, &number) && read_number(rating->worst, &low) && read_number(rating->best, &high) &&
		verdict_from_number(number, low, high, &verdict) ? verdict : 0;
}

/* Whether a number alone can give this verdict. */
static bool
is_trusted(Verdict verdict)
{
	return verdict == VERDICT_FALSE || verdict == VERDICT_MOSTLY_FALSE || verdict == VERDICT_MIXED;
}

/* "4 on a scale from 1 (worst) to 5 (best)" */
static char *
describe_number(const ReviewRating *rating)
{
	return psprintf("%s on a scale from %s (worst) to %s (best)", lex_clip(rating->value), lex_clip(rating->worst), lex_clip(rating->best));
}

/* Notes why a number gives no verdict. */
static void
note_number(Review *review, const ReviewRating *rating)
{
	double		number;

	if (!read_number(rating->value, &number))
		review_note(review, "ratingValue \"%s\" is not a number", lex_clip(rating->value));
	else if (!read_number(rating->worst, &number) || !read_number(rating->best, &number))
		review_note(review, "ratingValue %s has no scale: worstRating is %s, bestRating is %s", lex_clip(rating->value),
					rating->worst ? lex_clip(rating->worst) : "missing", rating->best ? lex_clip(rating->best) : "missing");
	else
		review_note(review, "ratingValue %s is not on a scale from %s (worst) to %s (best)",
					lex_clip(rating->value), lex_clip(rating->worst), lex_clip(rating->best));
}

/* the verdict of a single rating, with notes; 0 if there is none */
static Verdict
judge(Review *review, const ReviewRating *rating, const char *lang)
{
	Verdict		said = words_verdict(review, rating, lang);
	Verdict		counted = number_verdict(rating);

	if (said != 0)
	{
		if (counted != 0 && said != counted && verdict_on_scale(said))
			review_note(review, "the rating \"%s\" means %s, but %s %s", lex_clip(rating->words), verdict_name(said), describe_number(rating), verdict_name(counted));
		return said;
	}
	if (!rating->words)
	{
		if (counted == 0)
			note_number(review, rating);
		else if (!is_trusted(counted))
			review_note(review, "%s would mean %s, which a number alone does not show", describe_number(rating), verdict_name(counted));
		return is_trusted(counted) ? counted : 0;
	}
	review_note(review, "the rating \"%s\" is unknown", lex_clip(rating->words));
	if (counted != 0)
		review_note(review, "%s would mean %s", describe_number(rating), verdict_name(counted));
	else if (rating->value)
		note_number(review, rating);
	return review->publisher && rating_publisher_has_scale(rating_publisher(review->publisher)) && is_trusted(counted) ? counted : 0;
}

/* the verdict that several ratings agree on, with a note that lists them; 0 if they do not */
static Verdict
agree(Review *review, List *ratings, const char *lang)
{
	StringInfoData list;
	Verdict		agreed = 0;
	bool		differ = false;
	bool		worded = false;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, ratings)
	{
		const ReviewRating *rating = lfirst(cell);
		int			i = foreach_current_index(cell);
		Verdict		verdict = rating->words ? words_verdict(review, rating, lang) : number_verdict(rating);

		worded |= rating->words != NULL;
		differ |= verdict == 0 || (i > 0 && verdict != agreed);
		agreed = verdict;
		if (i < MAX_QUOTED)
			appendStringInfo(&list, "%s\"%s\" (%s)", i > 0 ? ", " : "", lex_clip(rating->words ? rating->words : rating->value), verdict ? verdict_name(verdict) : "unknown");
		else if (i == MAX_QUOTED)
			appendStringInfoString(&list, ", …");
	}
	review_note(review, "the review has %d ratings%s: %s", list_length(ratings), differ ? " that differ" : "", list.data);
	return !differ && (worded || is_trusted(agreed)) ? agreed : 0;
}

void
review_set_rating(Review *review, List *ratings, const char *lang)
{
	ReviewRating *first;
	AttributeValue verdict;
	const char *said;

	ratings = distinct_ratings(ratings);
	review->is_rated = ratings != NIL;
	if (ratings == NIL)
	{
		review_note(review, "no rating");
		return;
	}
	first = linitial(ratings);
	said = first->words;
	if (list_length(ratings) == 1)
		verdict.verdict = judge(review, first, lang);
	else
		verdict.verdict = agree(review, ratings, lang);
	if (verdict.verdict != 0)
		label_set(&review->label, ATTRIBUTE_VERDICT, verdict);
	else if (list_length(ratings) > 1)
		said = NULL;
	else if (!said)
		said = first->value;
	if (said)
		review_set_text(review, ATTRIBUTE_SAID, said);
}
