/*
 * language.c
 *	  Language tags; see language.h.
 */
#include "text/language.h"

#include "ascii.h"

/* first subtags, and those that they are looked up as (BCP 47, and CLDR's language aliases) */
static const struct
{
	const char *from;
	const char *to;
}			aliases[] = {
	{"cmn", "zh"},
	{"in", "id"},
	{"iw", "he"},
	{"mo", "ro"},
	{"nb", "no"},
	{"nn", "no"},
	{"tl", "fil"}
};

/* whether a subtag is a region where Chinese is written in the traditional script */
static bool
writes_traditional(const char *subtag, size_t len)
{
	return len == 2 && (memcmp(subtag, "tw", 2) == 0 || memcmp(subtag, "hk", 2) == 0 || memcmp(subtag, "mo", 2) == 0);
}

/* Adds the script to a Chinese tag that has none. */
static void
add_chinese_script(char *tag)
{
	const char *rest = tag + 2;
	const char *script = "-hans";
	char		copy[LANGUAGE_MAX + 1];

	for (const char *p = rest; *p == '-';)
	{
		size_t		len = strcspn(++p, "-");

		if (len == 4 && (memcmp(p, "hans", 4) == 0 || memcmp(p, "hant", 4) == 0))
			return;
		if (writes_traditional(p, len))
			script = "-hant";
		p += len;
	}
	strlcpy(copy, rest, sizeof(copy));
	snprintf(tag, LANGUAGE_MAX + 1, "zh%s%s", script, copy);
}

bool
language_normalize(const char *tag, char *out)
{
	size_t		first;
	int			n = 0;

	if (!tag)
		return false;
	for (; *tag && n < LANGUAGE_MAX; tag++)
	{
		if (*tag != ' ')
			out[n++] = *tag == '_' ? '-' : pg_ascii_tolower((unsigned char) *tag);
	}
	out[n] = '\0';
	first = strcspn(out, "-");
	if (first == 0 || (first == 3 && memcmp(out, "und", 3) == 0))
		return false;
	for (size_t i = 0; i < lengthof(aliases); i++)
	{
		if (strlen(aliases[i].from) == first && memcmp(out, aliases[i].from, first) == 0)
		{
			char		rest[LANGUAGE_MAX + 1];

			strlcpy(rest, out + first, sizeof(rest));
			snprintf(out, LANGUAGE_MAX + 1, "%s%s", aliases[i].to, rest);
			break;
		}
	}
	if (strncmp(out, "zh", 2) == 0 && (out[2] == '\0' || out[2] == '-'))
		add_chinese_script(out);
	return true;
}

bool
language_widen(char *tag)
{
	char	   *last = strrchr(tag, '-');

	if (!last)
		return false;
	*last = '\0';
	/*
	 * RFC 4647, section 3.4: a single-character subtag is removed together with
	 * the one after it.
	 */
	last = strrchr(tag, '-');
	if (last && last[1] && !last[2])
		*last = '\0';
	return true;
}

const char *
language_tag(const char *tag)
{
	char	   *out = pstrdup(tag);
	bool		singleton = false;	/* after a subtag of one character all is lower case */

	if (strlen(tag) > LANGUAGE_MAX || !ascii_is_letter((unsigned char) *tag))
		return NULL;
	for (char *p = out; *p;)
	{
		int			len = 0;

		for (; ascii_is_alnum((unsigned char) p[len]); len++)
			p[len] = pg_ascii_tolower((unsigned char) p[len]);
		if (len == 0 || len > 8 || (p[len] && p[len] != '-') || (p[len] && !p[len + 1]))
			return NULL;
		if (p > out && !singleton && len == 2)
			p[1] = pg_ascii_toupper((unsigned char) p[1]);
		if (p > out && !singleton && (len == 2 || len == 4))
			p[0] = pg_ascii_toupper((unsigned char) p[0]);
		singleton |= len == 1;
		p += len + (p[len] == '-');
	}
	return out;
}

/* Whether a tag is for this language, as it is written or normalized. */
static bool
is_for(const char *tag, const char *language)
{
	char		normalized[LANGUAGE_MAX + 1];

	return pg_strcasecmp(tag, language) == 0 ||
		(language_normalize(tag, normalized) && strcmp(normalized, language) == 0);
}

/* the first item for a language, or for one that begins with it and a hyphen; -1 if there is none */
static int
find_first(const void *items, int n, LanguageOf of, const char *language, bool longer)
{
	size_t		len = strlen(language);

	for (int i = 0; i < n; i++)
	{
		const char *tag = of(items, i);

		if (tag && (longer ? pg_strncasecmp(tag, language, len) == 0 && tag[len] == '-' : is_for(tag, language)))
			return i;
	}
	return -1;
}

int
language_find(const void *items, int n, LanguageOf of, const char *language)
{
	char		range[LANGUAGE_MAX + 1];
	int			found = -1;

	if (language_normalize(language, range))
	{
		do
			found = find_first(items, n, of, range, false);
		while (found < 0 && language_widen(range));
	}
	if (found < 0)
		found = find_first(items, n, of, "en", false);
	return found >= 0 ? found : find_first(items, n, of, "en", true);
}
