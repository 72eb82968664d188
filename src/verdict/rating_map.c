/*
 * rating_map.c
 *	  Look-ups in the map of ratings and publishers; see rating_map.h.
 */
#include "verdict/rating_map.h"

#include "text/fold.h"
#include "text/language.h"
#include "text/url.h"
#include "verdict/rating_loose.h"

/* the first byte of the scripts from U+0800 on, some of which have no blank after a word */
#define FIRST_WITHOUT_BLANKS 0xE0

typedef struct PublisherName
{
	const char *name;			/* folded */
	int			publisher;
} PublisherName;

/* a row by its key without marks */
typedef struct LooseRow
{
	const char *loose;
	int			row;
} LooseRow;

typedef struct Publisher
{
	const char *domain;
	bool		has_scale;
} Publisher;

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
	return publishers[publisher].domain;
}

bool
rating_publisher_has_scale(int publisher)
{
	return publishers[publisher].has_scale;
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

/*
 * the publisher with a folded name, domain or URL; -1 if there is none. The name is
 * changed.
 */
static int
find_publisher(char *folded)
{
	int			found = find_name(folded);
	char	   *host = found < 0 ? host_of(folded) : NULL;

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

/*
 * Removes a word that says nothing about who the publisher is from the end of a
 * folded name: a legal form, or what the publisher does. False if there is none.
 */
static bool
strip_suffix(char *name)
{
	static const char *const suffixes[] = {
		" llc", " inc", " inc.", " ltd", " ltd.", " gmbh", " e.v.", " platform", " team", " staff", " news desk",
		" fact check", " fact checks", " fact checker", " fact checking", " fact-check", " fact-checking",
		" factcheck", " factchecking", " faktencheck", " verifica", " verify"
	};
	int			len = strlen(name);

	for (size_t i = 0; i < lengthof(suffixes); i++)
	{
		int			n = strlen(suffixes[i]);

		if (len > n && strcmp(name + len - n, suffixes[i]) == 0)
		{
			name[len - n] = '\0';
			n = strlen(name);
			if (n > 1 && name[n - 1] == ',')
				name[n - 1] = '\0';
			return true;
		}
	}
	return false;
}

/*
 * the publisher with a folded name that has something around it: "the" in front, a
 * legal form at the end, a part in parentheses, of which either part may be the name
 * ("Checamos (AFP)"), or what belongs to the publisher ("AFP's Factual"). -1 if there
 * is none. The name is changed.
 */
static int
find_decorated(char *name)
{
	char	   *open = strstr(name, " (");
	char	   *owned;
	int			len = strlen(name);
	int			found = -1;

	if (open && name[len - 1] == ')')
	{
		name[len - 1] = '\0';
		*open = '\0';
		found = find_name(open + 2);
		if (found < 0)
			found = find_name(name);
	}
	if (found < 0 && strncmp(name, "the ", 4) == 0)
		found = find_name(name += 4);
	while (found < 0 && strip_suffix(name))
		found = find_name(name);
	if (found < 0 && (owned = strstr(name, "'s ")) != NULL)
	{
		*owned = '\0';
		found = find_name(name);
	}
	return found;
}

int
rating_publisher(const char *publisher)
{
	char		folded[FACTAG_MAX_SEGMENT + 1];
	char		name[FACTAG_MAX_SEGMENT + 1];
	int			len;
	int			found;

	if (!publisher)
		return -1;
	/* A long URL could not be folded; only its host counts. */
	len = strlen(publisher);
	if (len > FACTAG_MAX_SEGMENT)
		publisher = url_host(publisher, &len);
	if (fold_segment(publisher, len, 0, folded, &len) != FOLD_OK)
		return -1;
	folded[len] = '\0';
	strlcpy(name, folded, sizeof(name));
	found = find_publisher(folded);
	return found >= 0 ? found : find_decorated(name);
}

/*
 * the rows that a key may stand for: those with the key, or, if loose, those whose
 * keys without marks are the same
 */
typedef struct Rows
{
	const char *key;
	bool		loose;
	int			first;
	int			end;
} Rows;

static const char *
key_at(int i, bool loose)
{
	return loose ? loose_rows[i].loose : ratings[i].key;
}

/* Finds the rows whose keys, or loose keys, are wanted. */
static Rows
find_rows(const char *key, const char *wanted, bool loose)
{
	const int	count = loose ? lengthof(loose_rows) : lengthof(ratings);
	Rows		rows = {.key = key, .loose = loose};
	int			low = 0;
	int			high = count;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (strcmp(key_at(middle, loose), wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	rows.first = rows.end = low;
	while (rows.end < count && strcmp(key_at(rows.end, loose), wanted) == 0)
		rows.end++;
	return rows;
}

/* the row at a place; NULL if it is not meant */
static const Rating *
row_at(const Rows *rows, int i)
{
	const Rating *row = &ratings[rows->loose ? loose_rows[i].row : i];

	return !rows->loose || rating_loose_matches(rows->key, row->key) ? row : NULL;
}

/* Whether a row is for a language; NULL is any language. */
static bool
is_for(const Rating *row, const char *lang)
{
	return lang && row->lang ? strcmp(row->lang, lang) == 0 : lang == row->lang;
}

/*
 * Whether rows for a publisher are there, and for a language unless every language
 * counts; *verdict is that of all of them, 0 if they differ.
 */
static bool
find_agreed(const Rows *rows, int publisher, const char *lang, bool every_lang, Verdict *verdict)
{
	bool		any = false;

	*verdict = 0;
	for (int i = rows->first; i < rows->end; i++)
	{
		const Rating *row = row_at(rows, i);

		if (!row || row->publisher != publisher || !(every_lang || is_for(row, lang)))
			continue;
		if (any && row->verdict != *verdict)
		{
			*verdict = 0;
			return true;
		}
		any = true;
		*verdict = row->verdict;
	}
	return any;
}

/* the verdict for a language, else for a wider one, else for any; 0 if there is none */
static Verdict
find_language(const Rows *rows, int publisher, const char *lang)
{
	char		tag[LANGUAGE_MAX + 1];
	Verdict		v;

	strlcpy(tag, lang, sizeof(tag));
	do
	{
		if (find_agreed(rows, publisher, tag, false, &v))
			return v;
	} while (language_widen(tag));
	find_agreed(rows, publisher, NULL, false, &v);
	return v;
}

/* the verdict that rows mean to a publisher in a language; 0 if there is none */
static Verdict
choose(const Rows *rows, int publisher, const char *lang, bool own)
{
	Verdict		v = 0;

	if (lang && publisher >= 0)
		v = find_language(rows, publisher, lang);
	if (v == 0 && lang && !own)
		v = find_language(rows, -1, lang);
	if (v != 0)
		return v;
	/* The language is unknown: a rating counts only if it means the same in every language. */
	if ((publisher < 0 || !find_agreed(rows, publisher, NULL, true, &v)) && !own)
		find_agreed(rows, -1, NULL, true, &v);
	return v;
}

Verdict
rating_map_find(const char *key, int publisher, const char *lang, bool own)
{
	Rows		rows = find_rows(key, key, false);
	Verdict		v = choose(&rows, publisher, lang, own);
	char		loose[FACTAG_MAX_SEGMENT + 1];

	if (v != 0)
		return v;
	rating_loose_key(key, loose);
	rows = find_rows(key, loose, true);
	return choose(&rows, publisher, lang, own);
}

static int
compare_word(const void *key, const void *entry)
{
	return strcmp(key, *(const char *const *) entry);
}

bool
rating_is_called(const char *key)
{
	return bsearch(key, rating_names, lengthof(rating_names), sizeof(char *), compare_word) != NULL;
}

bool
rating_turns(const char *folded, int len)
{
	for (size_t i = 0; i < lengthof(turning_words); i++)
	{
		const char *word = turning_words[i];
		int			n = strlen(word);

		if (len >= n && memcmp(folded, word, n) == 0 &&
			(len == n || (unsigned char) word[0] >= FIRST_WITHOUT_BLANKS || strchr(" ,.:;-", folded[n])))
			return true;
	}
	return false;
}
