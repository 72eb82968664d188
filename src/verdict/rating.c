/*
 * rating.c
 *	  Reading ratings in fact-checkers' words; see rating.h.
 */
#include "verdict/rating.h"

#include "verdict/language.h"
#include "verdict/rating_key.h"
#include "verdict/rating_map.h"

bool
verdict_from_rating(const char *rating, int len, const char *publisher, const char *lang, Verdict *verdict)
{
	char		key[FACTAG_MAX_SEGMENT + 1];
	char		tag[LANGUAGE_MAX + 1];

	if (!rating_key(rating, len, key))
		return false;
	*verdict = rating_map_find(key, rating_publisher(publisher), language_normalize(lang, tag) ? tag : NULL);
	return *verdict != 0;
}
