/*
 * pattern_requirement.c
 *	  What every match of a pattern must contain, by recursive descent over its
 *	  syntax.
 *
 * The requirement is never too strong:
 *
 *	 - characters are required folded, so it does not matter where case is ignored
 *
 *	 - anchors require nothing, nor do lookarounds, which match no characters of
 *	   their own; a dot may match a newline
 *
 *	 - a back reference, a subroutine call or a conditional group may match
 *	   anything
 *
 *	 - a pattern that is not understood for certain requires nothing at all
 */
#include "prefilter/pattern_requirement.h"

#include "miscadmin.h"

#include "prefilter/pattern_bracket.h"
#include "prefilter/pattern_escape.h"
#include "prefilter/pattern_group.h"

static bool read_alternatives(PatternReader *r, int options, bool group, Requirement *req);

/* Reads {n}, {n,} or {n,m}; false if it is none of them. *max is -1 for {n,}. */
static bool
read_braces(PatternReader *r, int *min, int *max)
{
	const uint8 *p = r->p + 1;
	int			n[2] = {0, 0};

	for (int i = 0; i < 2; i++)
	{
		const uint8 *digits = p;

		for (; p < r->end && *p >= '0' && *p <= '9' && n[i] <= 65535; p++)
			n[i] = n[i] * 10 + *p - '0';
		if (p == r->end || n[i] > 65535 || (i == 0 && p == digits))
			return false;
		if (i == 1 && p == digits)
			n[1] = -1;
		if (i == 1 || *p != ',')
		{
			if (*p != '}')
				return false;
			*min = n[0];
			*max = i == 0 ? n[0] : n[1];
			r->p = p + 1;
			return *max < 0 || *min <= *max;
		}
		p++;
	}
	return false;
}

/*
 * Reads the quantifiers of an item, if it is allowed to have any, and applies them
 * to its requirement. Returns false if they are not understood.
 */
static bool
read_quantifiers(PatternReader *r, int options, bool allowed, Requirement *req)
{
	for (;;)
	{
		int			min;
		int			max;

		if (!pattern_skip_ignored(r, options))
			return false;
		if (r->p == r->end || r->quoted)
			return true;
		switch (*r->p)
		{
			case '?':
				min = 0;
				max = 1;
				r->p++;
				break;
			case '*':
				min = 0;
				max = -1;
				r->p++;
				break;
			case '+':
				min = 1;
				max = -1;
				r->p++;
				break;
			case '{':
				if (!read_braces(r, &min, &max))
				{
					/* some versions read a quantifier here, others a character */
					if (r->end - r->p >= 2 && strchr("0123456789, \t", r->p[1]))
						return false;
					return true;
				}
				break;
			default:
				return true;
		}
		if (!allowed)
			return false;
		if (r->p < r->end && (*r->p == '?' || *r->p == '+'))
			r->p++;
		requirement_repeat(req, min, max);
	}
}

/* Reads a group to its end, without regard to what it requires. */
static bool
skip_alternatives(PatternReader *r, int options)
{
	Requirement req;

	if (!read_alternatives(r, options, true, &req))
		return false;
	requirement_free(&req);
	return true;
}

/* Reads a conditional group after "(?(", which may match anything. */
static bool
read_conditional(PatternReader *r, int options, Requirement *req)
{
	if (pattern_accept(r, "?"))
	{
		/* the condition is a lookaround */
		if (!pattern_accept_lookaround(r) || !skip_alternatives(r, options))
			return false;
	}
	else if (pattern_at(r, "*") || !pattern_skip_past(r, ')'))
		return false;
	if (!skip_alternatives(r, options))
		return false;
	requirement_init_any(req);
	return true;
}

/*
 * Reads a group after its opening parenthesis. *options change if it sets them for
 * what follows; *quantified is set to false if it cannot have a quantifier.
 */
static bool
read_group(PatternReader *r, int *options, bool *quantified, Requirement *req)
{
	int			inner = *options;

	switch (pattern_group(r, &inner))
	{
		case GROUP_ALTERNATIVES:
			return read_alternatives(r, inner, true, req);
		case GROUP_LOOKAROUND:
			requirement_init_empty(req);
			return skip_alternatives(r, inner);
		case GROUP_CONDITIONAL:
			return read_conditional(r, inner, req);
		case GROUP_CALL:
			requirement_init_any(req);
			return true;
		case GROUP_VERB:
		case GROUP_OPTIONS:
			*options = inner;
			*quantified = false;
			requirement_init_empty(req);
			return true;
		case GROUP_UNREADABLE:
			break;
	}
	return false;
}

/* The requirement of a given character. */
static void
require_character(uint32 c, Requirement *req)
{
	CharClass	set;

	char_class_init(&set);
	char_class_add(&set, c);
	requirement_init_class(req, &set);
}

/* Reads an escape after its backslash. */
static bool
read_escape(PatternReader *r, Requirement *req)
{
	Escape		e;
	Requirement more;			/* the \n that may follow \r */
	CharClass	newline;

	pattern_escape(r, false, &e);
	switch (e.kind)
	{
		case ESCAPE_CHARACTER:
			require_character(e.character, req);
			return true;
		case ESCAPE_CLASS:
			requirement_init_class(req, &e.set);
			return true;
		case ESCAPE_NEWLINE:
			requirement_init_class(req, &e.set);
			char_class_init(&newline);
			char_class_add(&newline, '\n');
			requirement_init_class(&more, &newline);
			requirement_repeat(&more, 0, 1);
			requirement_join(req, &more);
			return true;
		case ESCAPE_CLUSTER:
			char_class_any(&e.set);
			requirement_init_class(req, &e.set);
			requirement_repeat(req, 1, -1);
			return true;
		case ESCAPE_BOUNDARY:
			requirement_init_boundary(req);
			return true;
		case ESCAPE_NOTHING:
			requirement_init_empty(req);
			return true;
		case ESCAPE_ANYTHING:
			requirement_init_any(req);
			return true;
		case ESCAPE_UNREADABLE:
			break;
	}
	return false;
}

/*
 * Reads one item of an alternative, without its quantifiers; *quantified tells
 * whether it can have any.
 */
static bool
read_item(PatternReader *r, int *options, bool *quantified, Requirement *req)
{
	CharClass	set;
	const uint8 *start = r->p;
	uint32		c = character_read(&r->p, r->end);

	*quantified = true;
	if (r->quoted)
	{
		require_character(c, req);
		return true;
	}
	switch (c)
	{
		case '\\':
			return read_escape(r, req);
		case '[':
			r->p = start;
			if (pattern_accept(r, "[[:<:]]") || pattern_accept(r, "[[:>:]]"))
			{
				requirement_init_empty(req);
				return true;
			}
			r->p = start + 1;
			if (!pattern_bracket(r, *options, &set))
				return false;
			requirement_init_class(req, &set);
			return true;
		case '(':
			return read_group(r, options, quantified, req);
		case '.':
			char_class_any(&set);
			requirement_init_class(req, &set);
			return true;
		case '^':
		case '$':
			requirement_init_empty(req);
			return true;
		case '*':
		case '+':
		case '?':
			return false;		/* nothing to repeat */
		default:
			require_character(c, req);
			return true;
	}
}

/* Whether the next character stands for itself and the one after it is no quantifier. */
static bool
is_plain(const PatternReader *r, int options)
{
	return !r->quoted && !(options & PATTERN_EXTENDED) && r->end - r->p >= 2 &&
		*r->p < 0x80 && (ascii_is_word(*r->p) || *r->p == ' ') &&
		r->p[1] < 0x80 && (ascii_is_word(r->p[1]) || r->p[1] == ' ');
}

/* Reads the alternatives of a group, and its closing parenthesis, or of the whole pattern. */
static bool
read_alternatives(PatternReader *r, int options, bool group, Requirement *req)
{
	Requirement branch;			/* of the current alternative */

	CHECK_FOR_INTERRUPTS();
	if (++r->depth > PATTERN_MAX_DEPTH)
		return false;
	requirement_init_none(req);
	requirement_init_empty(&branch);
	for (;;)
	{
		Requirement item;
		bool		quantified;

		if (!pattern_skip_ignored(r, options))
			return false;
		if (r->p == r->end || (!r->quoted && *r->p == ')'))
			break;
		if (!r->quoted && *r->p == '|')
		{
			r->p++;
			requirement_unite(req, &branch);
			requirement_init_empty(&branch);
			continue;
		}
		if (!r->quoted && pattern_accept(r, "\\Q"))
		{
			r->quoted = true;
			continue;
		}
		if (is_plain(r, options))
		{
			requirement_join_character(&branch, ascii_fold[*r->p++]);
			continue;
		}
		if (!read_item(r, &options, &quantified, &item) ||
			!read_quantifiers(r, options, quantified, &item))
			return false;
		requirement_join(&branch, &item);
	}
	requirement_unite(req, &branch);
	r->depth--;
	if (!group)
		return r->p == r->end;
	return r->p < r->end && *r->p++ == ')';
}

bool
pattern_requirement(const char *pattern, int len, int options, Requirement *req)
{
	PatternReader r = {(const uint8 *) pattern, (const uint8 *) pattern + len, false, 0};

	return read_alternatives(&r, options, false, req);
}
