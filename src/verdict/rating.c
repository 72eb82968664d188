/*
 * rating.c
 *	  Reading ratings in fact-checkers' words; see rating.h.
 */
#include "verdict/rating.h"

#include "mb/pg_wchar.h"

#include "text/fold.h"
#include "text/input.h"
#include "text/language.h"
#include "verdict/rating_key.h"
#include "verdict/rating_map.h"

/* bytes at the beginning of a text in which the end of the rating is looked for */
#define MAX_HEAD FACTAG_MAX_SEGMENT

/* bytes after the rating in which a "but" is looked for */
#define MAX_TURN 64

/* who rates, and in which language */
typedef struct Context
{
	int			publisher;		/* -1: unknown */
	const char *lang;			/* NULL: unknown */
} Context;

/* a part of a text */
typedef struct Part
{
	const char *s;
	int			len;
} Part;

/* the verdict of a text that is nothing but a rating; 0 if there is none */
static Verdict
find_whole(const Context *context, Part text, bool own)
{
	char		key[FACTAG_MAX_SEGMENT + 1];

	return rating_key(text.s, text.len, key) ? rating_map_find(key, context->publisher, context->lang, own) : 0;
}

/* Whether a string is at p. */
static bool
is_at(const char *p, const char *end, const char *string)
{
	int			n = strlen(string);

	return end - p >= n && memcmp(p, string, n) == 0;
}

/* the bytes of the first of some strings that is at p; 0 if none is */
static int
one_of(const char *p, const char *end, const char *const *strings, int count)
{
	for (int i = 0; i < count; i++)
	{
		if (is_at(p, end, strings[i]))
			return strlen(strings[i]);
	}
	return 0;
}

/* the bytes of a dash at p that separates: one with a blank after it; 0 if there is none */
static int
dash(const char *p, const char *end)
{
	static const char *const dashes[] = {"-", "–", "—"};
	int			n = one_of(p, end, dashes, lengthof(dashes));

	return n > 0 && lex_blank(p + n, end) > 0 ? n : 0;
}

/* the bytes of what ends a rating in front of a sentence; 0 if there is none at p */
static int
stop(const char *p, const char *end)
{
	static const char *const stops[] = {".", ":", ";", "!", "\n", "。", "：", "；", "！", "।", "۔", "؛"};
	int			n = one_of(p, end, stops, lengthof(stops));

	return n > 0 ? n : dash(p, end);
}

/* the bytes of what ends the name of a rating; 0 if there is none at p */
static int
colon(const char *p, const char *end)
{
	static const char *const colons[] = {":", "：", "="};
	int			n = one_of(p, end, colons, lengthof(colons));

	return n > 0 ? n : dash(p, end);
}

/* the bytes of what stands between two ratings; 0 if there is none at p */
static int
joint(const char *p, const char *end)
{
	static const char *const joints[] = {"/", "|", ",", ";", "&", "+", "／", "，", "；", "、", "،"};

	return one_of(p, end, joints, lengthof(joints));
}

typedef int (*Separator) (const char *p, const char *end);

/*
 * Splits a text at the first separator, among its first bytes; false if there is
 * none.
 */
static bool
split(Part text, Separator separator, Part *head, Part *rest)
{
	const char *end = text.s + text.len;
	const char *last = text.s + Min(text.len, MAX_HEAD);

	for (const char *p = text.s; p < last; p += pg_utf_mblen((const unsigned char *) p))
	{
		int			n = separator(p, end);

		if (n > 0)
		{
			head->s = text.s;
			head->len = p - text.s;
			rest->s = p + n;
			rest->len = end - rest->s;
			return true;
		}
	}
	return false;
}

/* Reads the name of a publisher, with or without "'s"; -1 if it is none. */
static int
read_publisher(const char *name)
{
	int			len = strlen(name);
	int			found = rating_publisher(name);

	if (found < 0 && len > 2 && strcmp(name + len - 2, "'s") == 0)
		found = rating_publisher(pnstrdup(name, len - 2));
	return found;
}

/*
 * Whether the key of what stands in front of a colon only announces the rating: what
 * ratings are called, a publisher, or both, with "by" between them if the publisher
 * comes last. *publisher is the publisher, or -1.
 */
static bool
announces(char *key, int *publisher)
{
	*publisher = -1;
	if (rating_is_called(key))
		return true;
	*publisher = read_publisher(key);
	if (*publisher >= 0)
		return true;
	for (char *blank = strchr(key, ' '); blank; blank = strchr(blank + 1, ' '))
	{
		*blank = '\0';
		if (rating_is_called(blank + 1))
			*publisher = read_publisher(key);
		else if (rating_is_called(key) && strncmp(blank + 1, "by ", 3) == 0)
			*publisher = read_publisher(blank + 4);
		*blank = ' ';
		if (*publisher >= 0)
			return true;
	}
	return false;
}

/*
 * Leaves out what announces a rating, and takes its publisher unless one is known.
 * False if nothing does, or another publisher's name does, or a name that is a rating.
 */
static bool
skip_name(Context *context, Part *text)
{
	Part		head;
	Part		rest;
	char		key[FACTAG_MAX_SEGMENT + 1];
	int			named;

	if (!split(*text, colon, &head, &rest) || !rating_key(head.s, head.len, key) || !announces(key, &named))
		return false;
	if (named >= 0 && ((context->publisher >= 0 && named != context->publisher) || find_whole(context, head, false) != 0))
		return false;
	if (named >= 0)
		context->publisher = named;
	*text = rest;
	return true;
}

/* the verdict that all parts of a text mean; 0 if they differ, or there is only one */
static Verdict
find_joined(const Context *context, Part text)
{
	Verdict		agreed = 0;
	Part		part;
	bool		more;

	if (text.len > MAX_HEAD || !split(text, joint, &part, &text))
		return 0;
	do
	{
		Verdict		v = find_whole(context, part, false);

		if (v == 0 || (agreed != 0 && v != agreed))
			return 0;
		agreed = v;
		more = text.len > 0;
		if (more && !split(text, joint, &part, &text))
		{
			part = text;
			text.len = 0;
		}
	} while (more);
	return agreed;
}

/* Whether a text begins with a word that turns round what was said before. */
static bool
turns(Part text)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			len;

	while (text.len > 0)
	{
		int			n = stop(text.s, text.s + text.len);

		if (n == 0)
			n = lex_blank(text.s, text.s + text.len);
		if (n == 0)
			break;
		text.s += n;
		text.len -= n;
	}
	return fold_segment(text.s, pg_mbcliplen(text.s, text.len, MAX_TURN), 0, folded, &len) == FOLD_OK &&
		rating_turns(folded, len);
}

/*
 * Splits what brackets enclose at the beginning of a text from the rest of it
 * ("【錯誤】網傳…"); false if there are none.
 */
static bool
split_brackets(Part text, Part *head, Part *rest)
{
	static const char *const brackets[][2] = {{"[", "]"}, {"【", "】"}, {"(", ")"}, {"「", "」"}, {"［", "］"}, {"（", "）"}};
	const char *end = text.s + text.len;
	const char *start = text.s;
	int			blank;

	while ((blank = lex_blank(start, end)) > 0)
		start += blank;
	for (size_t i = 0; i < lengthof(brackets); i++)
	{
		if (!is_at(start, end, brackets[i][0]))
			continue;
		start += strlen(brackets[i][0]);
		for (const char *p = start; p < end && p - start < MAX_HEAD; p += pg_utf_mblen((const unsigned char *) p))
		{
			if (is_at(p, end, brackets[i][1]))
			{
				head->s = start;
				head->len = p - start;
				rest->s = p + strlen(brackets[i][1]);
				rest->len = end - rest->s;
				return true;
			}
		}
		return false;
	}
	return false;
}

/*
 * the verdict of the publisher's own rating in front of a sentence; 0 if there is
 * none, or the sentence takes something of it back
 */
static Verdict
find_sentence(const Context *context, Part text)
{
	Part		head;
	Part		rest;
	Verdict		v;
	Verdict		other;

	if (context->publisher < 0 || !(split_brackets(text, &head, &rest) || split(text, stop, &head, &rest)))
		return 0;
	v = find_whole(context, head, true);
	if (v == 0)
		return 0;
	other = find_whole(context, rest, false);
	if ((other != 0 && other != v) || ((v == VERDICT_TRUE || v == VERDICT_MOSTLY_TRUE) && turns(rest)))
		return 0;
	return v;
}

bool
verdict_from_rating(const char *rating, int len, const char *publisher, const char *lang, Verdict *verdict)
{
	char		tag[LANGUAGE_MAX + 1];
	Context		context = {rating_publisher(publisher), language_normalize(lang, tag) ? tag : NULL};
	Part		text = {rating, len};

	*verdict = find_whole(&context, text, false);
	if (*verdict == 0 && skip_name(&context, &text))
		*verdict = find_whole(&context, text, false);
	if (*verdict == 0)
		*verdict = find_joined(&context, text);
	if (*verdict == 0)
		*verdict = find_sentence(&context, text);
	return *verdict != 0;
}
