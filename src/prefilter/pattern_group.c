/*
 * pattern_group.c
 *	  What follows an opening parenthesis of a pattern; see pattern_group.h.
 */
#include "prefilter/pattern_group.h"

/*
 * Reads the rest of a verb after "(*". Rejects verbs such as ACCEPT that can
 * extend or truncate a match, and all that a later PCRE2 may know.
 */
static bool
read_verb(PatternReader *r)
{
	static const char *const verbs[] = {"COMMIT", "PRUNE", "SKIP", "THEN", "FAIL", "F"};

	for (int i = 0; i < (int) lengthof(verbs); i++)
	{
		const uint8 *start = r->p;

		if (pattern_accept(r, verbs[i]) && (pattern_at(r, ")") || pattern_at(r, ":")))
			return pattern_skip_past(r, ')');
		r->p = start;
	}
	return false;
}

/* Reads letters that set options, after "(?", up to ")" or ":" included; false if it is none. */
static bool
read_options(PatternReader *r, int *options)
{
	bool		unset = false;
	bool		extended = false;
	int			new_options = *options;

	if (pattern_accept(r, "^"))
		new_options = 0;
	for (; r->p < r->end; r->p++)
		switch (*r->p)
		{
			case 'i':
			case 'm':
			case 's':
			case 'n':
			case 'J':
			case 'U':
				break;
			case '-':
				if (unset)
					return false;
				unset = true;
				break;
			case 'x':
				if (extended)
					return false;
				extended = true;
				new_options = unset ? 0 : PATTERN_EXTENDED;
				if (!unset && pattern_at(r, "xx"))
				{
					r->p++;
					new_options |= PATTERN_EXTENDED_MORE;
				}
				break;
			case ')':
			case ':':
				r->p++;
				*options = new_options;
				return true;
			default:
				return false;
		}
	return false;
}

/* Reads the name of a group, after "(?"; false if it is none. */
static bool
read_group_name(PatternReader *r)
{
	if (pattern_accept(r, "P<"))
		return pattern_skip_past(r, '>');
	if (pattern_accept(r, "'"))
		return pattern_skip_past(r, '\'');
	if (pattern_at(r, "<") && !pattern_at(r, "<=") && !pattern_at(r, "<!") && !pattern_at(r, "<*"))
		return pattern_skip_past(r, '>');
	return false;
}

/* Reads a back reference or a subroutine call, after "(?"; false if it is none. */
static bool
read_call(PatternReader *r)
{
	const uint8 *p = r->p;

	if (pattern_at(r, "P=") || pattern_at(r, "P>") || pattern_at(r, "&"))
		return pattern_skip_past(r, ')');
	if (pattern_at(r, "+") || pattern_at(r, "-") || pattern_at(r, "R"))
		p++;
	while (p < r->end && *p >= '0' && *p <= '9')
		p++;
	if (p == r->p || p == r->end || *p != ')')
		return false;
	r->p = p + 1;
	return true;
}

bool
pattern_accept_lookaround(PatternReader *r)
{
	return pattern_accept(r, "=") || pattern_accept(r, "!") || pattern_accept(r, "*") ||
		pattern_accept(r, "<=") || pattern_accept(r, "<!") || pattern_accept(r, "<*");
}

GroupKind
pattern_group(PatternReader *r, int *options)
{
	if (pattern_accept(r, "*"))
		return read_verb(r) ? GROUP_VERB : GROUP_UNREADABLE;
	if (!pattern_accept(r, "?") ||
		pattern_accept(r, ":") || pattern_accept(r, ">") || pattern_accept(r, "|"))
		return GROUP_ALTERNATIVES;
	if (pattern_accept_lookaround(r))
		return GROUP_LOOKAROUND;
	if (read_group_name(r))
		return GROUP_ALTERNATIVES;
	if (pattern_accept(r, "("))
		return GROUP_CONDITIONAL;
	if (read_call(r))
		return GROUP_CALL;
	if (!read_options(r, options))
		return GROUP_UNREADABLE;
	return r->p[-1] == ':' ? GROUP_ALTERNATIVES : GROUP_OPTIONS;
}
