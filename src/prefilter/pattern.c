/*
 * pattern.c
 *	  A cautious reading of pcre2's patterns: what every match must hold.
 *
 * Text is compared folded, so it does not matter where case is ignored; nor
 * do anchors and what a dot leaves out. Lookarounds take no characters and
 * are left out, back references, calls and conditions may take any. What is
 * not understood for certain, in this version of pcre2 and later ones, makes
 * the whole pattern one of which nothing is known.
 */
#include "prefilter/pattern.h"

#include "miscadmin.h"

static bool read_alternatives(PatternReader *r, int options, bool group, Requirement *d);

static inline bool
at(const PatternReader *r, const char *what)
{
	size_t		len = strlen(what);

	return (size_t) (r->end - r->p) >= len && memcmp(r->p, what, len) == 0;
}

static inline bool
accept(PatternReader *r, const char *what)
{
	if (!at(r, what))
		return false;
	r->p += strlen(what);
	return true;
}

/* Moves behind the next one of this character. */
static bool
skip_to(PatternReader *r, uint8 c)
{
	while (r->p < r->end)
		if (*r->p++ == c)
			return true;
	return false;
}

/* the blank that pcre2 skips in extended mode: its length in bytes, 0 if there is none */
static int
skipped_blank(const PatternReader *r)
{
	const uint8 *p = r->p;
	uint32		c = character_read(&p, r->end);

	if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || (c | 1) == 0x200F || (c | 1) == 0x2029)
		return p - r->p;
	return 0;
}

/*
 * Skips comments, blanks in extended mode and quotes around nothing; what
 * follows is a quantifier of what came before them. false if a comment may
 * end elsewhere for pcre2.
 */
static bool
skip_ignored(PatternReader *r, int options)
{
	for (;;)
	{
		int			blank;

		if (r->p == r->end)
			return true;
		if (r->quoted)
		{
			if (!accept(r, "\\E"))
				return true;
			r->quoted = false;
		}
		else if (at(r, "(?#"))
		{
			if (!skip_to(r, ')'))
				return false;
		}
		else if (accept(r, "\\Q\\E") || accept(r, "\\E"))
			continue;
		else if ((options & PATTERN_EXTENDED) && *r->p == '#')
		{
			/* other newlines than ours would end it: do not guess */
			while (r->p < r->end && *r->p != '\n')
			{
				if (skipped_blank(r) > 0 && *r->p != ' ' && *r->p != '\t')
					return false;
				(void) character_read(&r->p, r->end);
			}
		}
		else if ((options & PATTERN_EXTENDED) && (blank = skipped_blank(r)) > 0)
			r->p += blank;
		else
			return true;
	}
}

/* {n}, {n,} or {n,m} */
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

/* Reads the quantifiers of what has just been read. false if they are not understood. */
static bool
read_quantifiers(PatternReader *r, int options, bool allowed, Requirement *d)
{
	for (;;)
	{
		int			min;
		int			max;

		if (!skip_ignored(r, options))
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
					/* a character for some versions, a quantifier for others */
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
		requirement_repeat(d, min, max);
	}
}

/* What takes no characters but must be read through: its demand is dropped. */
static bool
read_dropped(PatternReader *r, int options)
{
	Requirement		d;

	if (!read_alternatives(r, options, true, &d))
		return false;
	requirement_free(&d);
	return true;
}

/* Behind "(?": what opens a lookaround, non-atomic ones included. */
static bool
accept_lookaround(PatternReader *r)
{
	return accept(r, "=") || accept(r, "!") || accept(r, "*") ||
		accept(r, "<=") || accept(r, "<!") || accept(r, "<*");
}

/* Behind "(?(": a conditional group, of which nothing is known. */
static bool
read_conditional(PatternReader *r, int options, Requirement *d)
{
	if (r->p < r->end && *r->p == '?')
	{
		/* the condition is a lookaround */
		r->p++;
		if (!accept_lookaround(r) || !read_dropped(r, options))
			return false;
	}
	else if (at(r, "*") || !skip_to(r, ')'))
		return false;
	if (!read_dropped(r, options))
		return false;
	requirement_init_any(d);
	return true;
}

/* Behind "(*": a verb. Those that make a match longer or end it early are not for us. */
static bool
read_verb(PatternReader *r)
{
	static const char *const verbs[] = {"COMMIT", "PRUNE", "SKIP", "THEN", "FAIL", "F"};

	for (int i = 0; i < (int) lengthof(verbs); i++)
	{
		const uint8 *start = r->p;

		if (accept(r, verbs[i]) && r->p < r->end && (*r->p == ')' || *r->p == ':'))
			return skip_to(r, ')');
		r->p = start;
	}
	return false;
}

/* Behind "(?": letters that set options; sets *options, stops behind ")" or ":". */
static bool
read_options(PatternReader *r, int *options)
{
	bool		unset = false;
	bool		extended = false;
	int			new_options = *options;

	if (accept(r, "^"))
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
				if (!unset && at(r, "xx"))
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

/* Behind "(?": the name of a group. */
static bool
read_group_name(PatternReader *r)
{
	if (accept(r, "P<"))
		return skip_to(r, '>');
	if (accept(r, "'"))
		return skip_to(r, '\'');
	if (at(r, "<") && !at(r, "<=") && !at(r, "<!") && !at(r, "<*"))
		return skip_to(r, '>');
	return false;
}

/* Behind "(?": a back reference or a call, to its end. */
static bool
read_call(PatternReader *r)
{
	const uint8 *p = r->p;

	if (at(r, "P=") || at(r, "P>") || at(r, "&"))
		return skip_to(r, ')');
	if (at(r, "+") || at(r, "-") || at(r, "R"))
		p++;
	while (p < r->end && *p >= '0' && *p <= '9')
		p++;
	if (p == r->p || p == r->end || *p != ')')
		return false;
	r->p = p + 1;
	return true;
}

/*
 * Behind an opening parenthesis. *options change for what follows in the
 * enclosing group if this sets them; *quantified: a quantifier may follow.
 */
static bool
read_group(PatternReader *r, int *options, bool *quantified, Requirement *d)
{
	int			inner = *options;

	if (accept(r, "*"))
	{
		*quantified = false;
		requirement_init_empty(d);
		return read_verb(r);
	}
	if (!accept(r, "?") || accept(r, ":") || accept(r, ">") || accept(r, "|"))
		return read_alternatives(r, inner, true, d);
	if (accept_lookaround(r))
	{
		requirement_init_empty(d);
		return read_dropped(r, inner);
	}
	if (read_group_name(r))
		return read_alternatives(r, inner, true, d);
	if (accept(r, "("))
		return read_conditional(r, inner, d);
	if (read_call(r))
	{
		requirement_init_any(d);
		return true;
	}
	if (!read_options(r, &inner))
		return false;
	if (r->p[-1] == ':')
		return read_alternatives(r, inner, true, d);
	*options = inner;
	*quantified = false;
	requirement_init_empty(d);
	return true;
}

/* One character that is known. */
static void
demand_character(uint32 c, Requirement *d)
{
	CharClass	set;

	class_init(&set);
	class_add(&set, c);
	requirement_init_class(d, &set);
}

static bool
read_escape(PatternReader *r, Requirement *d)
{
	Escape		e;
	Requirement		more;
	CharClass	newline;

	pattern_escape(r, false, &e);
	switch (e.kind)
	{
		case ESCAPE_CHARACTER:
			demand_character(e.character, d);
			return true;
		case ESCAPE_CLASS:
			requirement_init_class(d, &e.set);
			return true;
		case ESCAPE_NEWLINE:
			requirement_init_class(d, &e.set);
			class_init(&newline);
			class_add(&newline, '\n');
			requirement_init_class(&more, &newline);
			requirement_repeat(&more, 0, 1);
			requirement_join(d, &more);
			return true;
		case ESCAPE_CLUSTER:
			class_any(&e.set);
			requirement_init_class(d, &e.set);
			requirement_repeat(d, 1, -1);
			return true;
		case ESCAPE_BOUNDARY:
			requirement_init_boundary(d);
			return true;
		case ESCAPE_NOTHING:
			requirement_init_empty(d);
			return true;
		case ESCAPE_ANYTHING:
			requirement_init_any(d);
			return true;
		case ESCAPE_UNREADABLE:
			break;
	}
	return false;
}

/* Reads one item of a branch, without its quantifiers. */
static bool
read_item(PatternReader *r, int *options, bool *quantified, Requirement *d)
{
	CharClass	set;
	const uint8 *start = r->p;
	uint32		c = character_read(&r->p, r->end);

	*quantified = true;
	if (r->quoted)
	{
		demand_character(c, d);
		return true;
	}
	switch (c)
	{
		case '\\':
			return read_escape(r, d);
		case '[':
			r->p = start;
			if (accept(r, "[[:<:]]") || accept(r, "[[:>:]]"))
			{
				requirement_init_empty(d);
				return true;
			}
			r->p = start + 1;
			if (!pattern_class(r, *options, &set))
				return false;
			requirement_init_class(d, &set);
			return true;
		case '(':
			return read_group(r, options, quantified, d);
		case '.':
			class_any(&set);
			requirement_init_class(d, &set);
			return true;
		case '^':
		case '$':
			requirement_init_empty(d);
			return true;
		case '*':
		case '+':
		case '?':
			return false;		/* nothing to repeat */
		default:
			demand_character(c, d);
			return true;
	}
}

/* whether a character is itself, and what comes next cannot be a quantifier of it */
static bool
is_plain(const PatternReader *r, int options)
{
	return !r->quoted && !(options & PATTERN_EXTENDED) && r->end - r->p >= 2 &&
		*r->p < 0x80 && (ascii_is_word(*r->p) || *r->p == ' ') &&
		r->p[1] < 0x80 && (ascii_is_word(r->p[1]) || r->p[1] == ' ');
}

/*
 * Reads the alternatives of a group, behind its closing parenthesis, or of the
 * whole pattern.
 */
static bool
read_alternatives(PatternReader *r, int options, bool group, Requirement *d)
{
	Requirement		branch;

	CHECK_FOR_INTERRUPTS();
	if (++r->depth > PATTERN_MAX_DEPTH)
		return false;
	requirement_init_none(d);
	requirement_init_empty(&branch);
	for (;;)
	{
		Requirement		item;
		bool		quantified;

		if (!skip_ignored(r, options))
			return false;
		if (r->p == r->end || (!r->quoted && *r->p == ')'))
			break;
		if (!r->quoted && *r->p == '|')
		{
			r->p++;
			requirement_unite(d, &branch);
			requirement_init_empty(&branch);
			continue;
		}
		if (!r->quoted && accept(r, "\\Q"))
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
	requirement_unite(d, &branch);
	r->depth--;
	if (!group)
		return r->p == r->end;
	return r->p < r->end && *r->p++ == ')';
}

bool
pattern_requirement(const char *pattern, int len, int options, Requirement *d)
{
	PatternReader r = {(const uint8 *) pattern, (const uint8 *) pattern + len, false, 0};

	return read_alternatives(&r, options, false, d);
}
