/*
 * rating_map.c
 *	  The map of ratings and publishers, and the look-ups in it; see rating.h.
 */
#include "verdict/rating.h"

#include "verdict/factverdict.h"
#include "verdict/language.h"
#include "text/url.h"
#include "text/fold.h"

typedef struct PublisherName
{
	const char *name;			/* folded */
	int			publisher;
} PublisherName;

#include "verdict/ratings_data.h"

const Rating *
rating_rows(int *count)
{
	*count = lengthof(ratings);
	return ratings;
}

const char *
rating_publisher_domain(int publisher)
{
	return publisher_domains[publisher];
}

static int
compare_name(const void *name, const void *entry)
{
	return strcmp(name, ((const PublisherName *) entry)->name);
}

static int
find_name(const char *name)
{
	const PublisherName *found = bsearch(name, publisher_names, lengthof(publisher_names),
										 sizeof(PublisherName), compare_name);

	return found ? found->publisher : -1;
}

/* Cuts a URL or domain down to its host; NULL if it is neither. */
static char *
host_of(char *s)
{
	int			len;
	char	   *host = unconstify(char *, url_host(s, &len));

	if (len == 0 || memchr(host, ' ', len) || !memchr(host, '.', len))
		return NULL;
	host[len] = '\0';
	if (host[len - 1] == '.')
		host[len - 1] = '\0';
	return host;
}

int
rating_publisher(const char *publisher)
{
	char		folded[FACTAG_MAX_SEGMENT + 1];
	int			len;
	int			found;
	char	   *host;

	if (!publisher)
		return -1;
	/* of a long URL the host is what counts */
	len = strlen(publisher);
	if (len > FACTAG_MAX_SEGMENT)
		publisher = url_host(publisher, &len);
	if (fold_segment(publisher, len, 0, folded, &len) != FOLD_OK)
		return -1;
	folded[len] = '\0';
	found = find_name(folded);
	host = found < 0 ? host_of(folded) : NULL;
	/* the host, then the domains above it, a top-level domain alone left out */
	while (host && strchr(host, '.'))
	{
		found = find_name(host);
		if (found >= 0)
			break;
		host = strchr(host, '.') + 1;
	}
	return found;
}

/* rows of one key */
typedef struct Rows
{
	const Rating *first;
	const Rating *end;
} Rows;

static Rows
find_key(const char *key)
{
	Rows		rows;
	size_t		low = 0;
	size_t		high = lengthof(ratings);

	while (low < high)
	{
		size_t		middle = (low + high) / 2;

		if (strcmp(ratings[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	rows.first = rows.end = ratings + low;
	while (rows.end < ratings + lengthof(ratings) && strcmp(rows.end->key, key) == 0)
		rows.end++;
	return rows;
}

/* the verdict of one publisher's row for a language, NULL for the row of any; 0 if there is none */
static Verdict
find_exact(Rows rows, int publisher, const char *lang)
{
	for (const Rating *r = rows.first; r < rows.end; r++)
	{
		if (r->publisher == publisher && (lang && r->lang ? strcmp(r->lang, lang) == 0 : lang == r->lang))
			return r->verdict;
	}
	return 0;
}

/* the verdict for a language, its wider ones, then any */
static Verdict
find_language(Rows rows, int publisher, const char *lang)
{
	char		tag[LANGUAGE_MAX + 1];
	Verdict		v;

	strlcpy(tag, lang, sizeof(tag));
	do
	{
		v = find_exact(rows, publisher, tag);
	} while (v == 0 && language_widen(tag));
	return v ? v : find_exact(rows, publisher, NULL);
}

/* Whether there are rows of a publisher; the verdict of all of them, 0 if they differ. */
static bool
find_agreed(Rows rows, int publisher, Verdict *verdict)
{
	bool		any = false;

	*verdict = 0;
	for (const Rating *r = rows.first; r < rows.end; r++)
	{
		if (r->publisher != publisher)
			continue;
		if (any && r->verdict != *verdict)
		{
			*verdict = 0;
			return true;
		}
		any = true;
		*verdict = r->verdict;
	}
	return any;
}

bool
verdict_from_rating(const char *rating, int len, const char *publisher, const char *lang, Verdict *verdict)
{
	char		key[FACTAG_MAX_SEGMENT + 1];
	char		tag[LANGUAGE_MAX + 1];
	int			who = rating_publisher(publisher);
	Rows		rows;

	if (!rating_key(rating, len, key))
		return false;
	rows = find_key(key);
	if (language_read(lang, tag))
	{
		*verdict = who >= 0 ? find_language(rows, who, tag) : 0;
		if (*verdict == 0)
			*verdict = find_language(rows, -1, tag);
		if (*verdict != 0)
			return true;
	}
	/* in whatever language: only where all of them mean the same */
	if (who < 0 || !find_agreed(rows, who, verdict))
		find_agreed(rows, -1, verdict);
	return *verdict != 0;
}
