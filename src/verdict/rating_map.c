/*
 * rating_map.c
 *	  Look-ups in the map of ratings and publishers; see rating_map.h.
 */
#include "verdict/rating_map.h"

#include "text/fold.h"
#include "text/url.h"
#include "verdict/language.h"
#include "verdict/rating_key.h"

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

/* Cuts a URL or a domain down to its host, in place; NULL if it is neither. */
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
	/* A long URL could not be folded; only its host counts. */
	len = strlen(publisher);
	if (len > FACTAG_MAX_SEGMENT)
		publisher = url_host(publisher, &len);
	if (fold_segment(publisher, len, 0, folded, &len) != FOLD_OK)
		return -1;
	folded[len] = '\0';
	found = find_name(folded);
	host = found < 0 ? host_of(folded) : NULL;
	/* Try the host, then the domains above it, except for a top-level domain. */
	while (host && strchr(host, '.'))
	{
		found = find_name(host);
		if (found >= 0)
			break;
		host = strchr(host, '.') + 1;
	}
	return found;
}

/* the rows with one key */
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

/*
 * the verdict of the row for a publisher and a language, NULL for any language;
 * 0 if there is none
 */
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

/* the verdict for a language, else for a wider one, else for any; 0 if there is none */
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

/* Whether a publisher has rows; *verdict is that of all of them, 0 if they differ. */
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
	if (language_normalize(lang, tag))
	{
		*verdict = who >= 0 ? find_language(rows, who, tag) : 0;
		if (*verdict == 0)
			*verdict = find_language(rows, -1, tag);
		if (*verdict != 0)
			return true;
	}
	/* The language is unknown: a rating counts only if it means the same in every language. */
	if (who < 0 || !find_agreed(rows, who, verdict))
		find_agreed(rows, -1, verdict);
	return *verdict != 0;
}
