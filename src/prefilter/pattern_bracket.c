/*
 * pattern_bracket.c
 *	  Bracketed classes of a pattern; see pattern_bracket.h.
 */
#include "prefilter/pattern_bracket.h"

#include "prefilter/pattern_escape.h"

/* what read_item has read */
typedef enum BracketItem
{
	ITEM_CHARACTER,				/* unescaped: may be syntax */
	ITEM_ESCAPED,				/* a character that is not syntax */
	ITEM_CLASS,
	ITEM_NONE,					/* \Q, \E or an ignored blank */
	ITEM_UNREADABLE
} BracketItem;

/*
 * Reads [:name:] after its opening bracket. If it has no known name PCRE2 may read
 * the bracket in another way, on which the end of the class depends.
 */
static BracketItem
read_posix(PatternReader *r, CharClass *set)
{
	const uint8 *name = r->p + 1;
	const uint8 *p;
	bool		negative = false;

	if (name < r->end && *name == '^')
	{
		negative = true;
		name++;
	}
	for (p = name; p < r->end && *p >= 'a' && *p <= 'z'; p++)
		;
	if (r->end - p < 2 || p[0] != ':' || p[1] != ']' ||
		!char_class_posix(set, (const char *) name, p - name))
		return ITEM_UNREADABLE;
	r->p = p + 2;
	if (negative)
		char_class_negate(set);
	return ITEM_CLASS;
}

/* Reads one item of a class: a character into *c, a class into *set. */
static BracketItem
read_item(PatternReader *r, int options, uint32 *c, CharClass *set)
{
	Escape		e;

	*c = character_read(&r->p, r->end);
	if (r->quoted)
	{
		if (*c != '\\' || r->p == r->end || *r->p != 'E')
			return ITEM_ESCAPED;
		r->p++;
		r->quoted = false;
		return ITEM_NONE;
	}
	if ((options & PATTERN_EXTENDED_MORE) && (*c == ' ' || *c == '\t'))
		return ITEM_NONE;
	if (*c == '[' && r->p < r->end)
	{
		if (*r->p == ':')
			return read_posix(r, set);
		if (*r->p == '.' || *r->p == '=')
			return ITEM_UNREADABLE;
	}
	if (*c != '\\')
		return ITEM_CHARACTER;
	if (r->p < r->end && (*r->p == 'Q' || *r->p == 'E'))
	{
		r->quoted = *r->p++ == 'Q';
		return ITEM_NONE;
	}
	pattern_escape(r, true, &e);
	if (e.kind == ESCAPE_CLASS)
	{
		*set = e.set;
		return ITEM_CLASS;
	}
	*c = e.character;
	return e.kind == ESCAPE_CHARACTER ? ITEM_ESCAPED : ITEM_UNREADABLE;
}

bool
pattern_bracket(PatternReader *r, int options, CharClass *c)
{
	bool		negative = false;
	bool		first = true;	/* no item was read: a closing bracket is a character */
	bool		open = false;	/* from is set: a hyphen would make a range */
	bool		hyphen = false; /* that hyphen was read */
	bool		doubtful = false;	/* an ITEM_NONE was read just before */
	bool		certain = true; /* c has all characters of the class */
	uint32		from = 0;
	uint32		code;
	CharClass	set;

	char_class_init(c);
	if (r->p < r->end && *r->p == '^')
	{
		negative = true;
		r->p++;
	}
	while (r->p < r->end)
	{
		BracketItem	item = read_item(r, options, &code, &set);

		if (item == ITEM_UNREADABLE)
			return false;
		if (item == ITEM_NONE)
		{
			/* versions of PCRE2 may differ in what a bracket or hyphen means after it */
			doubtful = true;
			continue;
		}
		if (item == ITEM_CHARACTER && code == ']')
		{
			if (first && doubtful)
				return false;
			if (!first)
			{
				if (hyphen)
					char_class_add(c, '-');
				if (!certain)
					char_class_any(c);
				else if (negative)
					char_class_negate(c);
				return true;
			}
		}
		if (doubtful && (hyphen || code == '-'))
			certain = false;
		doubtful = false;
		first = false;
		if (item == ITEM_CLASS)
		{
			char_class_add_class(c, &set);
			if (hyphen)
				certain = false;
			open = hyphen = false;
		}
		else if (hyphen)
		{
			if (from > code)
				certain = false;
			else
				char_class_add_range(c, from, code);
			open = hyphen = false;
		}
		else if (item == ITEM_CHARACTER && code == '-' && open)
			hyphen = true;
		else
		{
			char_class_add(c, code);
			from = code;
			open = true;
		}
	}
	return false;
}
