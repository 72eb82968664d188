/*
 * evasion_pattern.c
 *	  Folding of patterns, so that they match folded text; see evasion.h.
 */
#include "evasion/evasion.h"

#include "lib/stringinfo.h"

/* what the place being read in a pattern is part of */
typedef struct PatternPlace
{
	bool		quoted;			/* between \Q and \E */
	bool		class;			/* in a class */
	bool		first;			/* at the start of it, where a bracket is a character */
	bool		single;			/* after a character of it, where a hyphen makes a range */
	bool		range;			/* after that hyphen */
} PatternPlace;

/* Notes that a character was read. In a class, it may begin a range unless it ends one. */
static void
take_character(PatternPlace *place)
{
	place->first = false;
	place->single = !place->range;
	place->range = false;
}

/* Whether p, after a character of a class, is a hyphen that makes a range. */
static bool
is_range_hyphen(const char *p, const char *stop)
{
	return p + 1 < stop && p[0] == '-' && p[1] != ']';
}

/* Reads a backslash and the character after it; returns its end. */
static const char *
read_escape(PatternPlace *place, const char *p, const char *stop)
{
	if (p + 1 == stop || (unsigned char) p[1] >= 0x80)
		return p + 1;
	if (p[1] == 'E' || (p[1] == 'Q' && !place->quoted))
	{
		place->quoted = p[1] == 'Q';
		return p + 2;
	}
	take_character(place);
	return p + (place->quoted ? 1 : 2);
}

/* Reads one item of ASCII in a class; returns its end. */
static const char *
read_in_class(PatternPlace *place, const char *p, const char *stop)
{
	if (*p == ']' && !place->first)
	{
		place->class = false;
		return p + 1;
	}
	if (*p == '[' && p + 1 < stop && p[1] == ':')
	{
		const char *end = memmem(p + 2, stop - p - 2, ":]", 2);

		if (end)
		{
			place->first = place->single = place->range = false;
			return end + 2;
		}
	}
	if (place->single && is_range_hyphen(p, stop))
	{
		place->single = false;
		place->range = true;
	}
	else
		take_character(place);
	return p + 1;
}

/* Reads one item of ASCII; returns its end. */
static const char *
read_ascii(PatternPlace *place, const char *p, const char *stop)
{
	if (*p == '\\')
		return read_escape(place, p, stop);
	if (place->quoted)
	{
		take_character(place);
		return p + 1;
	}
	if (place->class)
		return read_in_class(place, p, stop);
	if (*p == '[')
	{
		*place = (PatternPlace) {.class = true, .first = true};
		return p + (p + 1 < stop && p[1] == '^' ? 2 : 1);
	}
	if (stop - p >= 3 && memcmp(p, "(?#", 3) == 0)
	{
		while (p < stop && *p != ')')
			p++;
		return p;
	}
	return p + 1;
}

/* Returns the end of the character of several bytes that begins at p. */
static const char *
character_end(const char *p, const char *stop)
{
	do
		p++;
	while (p < stop && ((unsigned char) *p & 0xC0) == 0x80);
	return p;
}

/* Appends a character of a pattern, folded. */
static void
append_folded(StringInfo out, const char *from, const char *to)
{
	EvasionText	folded;

	evasion_fold(from, to - from, EVASION_HANS, &folded);
	appendBinaryStringInfo(out, folded.text, folded.len);
	pfree(folded.text);
	if (folded.start)
	{
		pfree(folded.start);
		pfree(folded.end);
	}
}

const char *
evasion_pattern(const char *pattern, int *len, EvasionOptions options)
{
	const char *stop = pattern + *len;
	const char *p = pattern;
	PatternPlace place = {0};
	StringInfoData out;

	if (!(options & EVASION_HANS))
		return pattern;
	initStringInfo(&out);
	while (p < stop)
	{
		const char *start = p;
		bool		bound;

		if ((unsigned char) *p < 0x80)
		{
			p = read_ascii(&place, p, stop);
			appendBinaryStringInfo(&out, start, p - start);
			continue;
		}
		p = character_end(p, stop);
		/* the ends of a range stay, or it would be another range */
		bound = place.class && (place.range || (!place.quoted && is_range_hyphen(p, stop)));
		if (bound)
			appendBinaryStringInfo(&out, start, p - start);
		else
			append_folded(&out, start, p);
		take_character(&place);
	}
	*len = out.len;
	return out.data;
}
