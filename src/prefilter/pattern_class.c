/*
 * pattern_class.c
 *	  Escapes and bracketed classes of a pattern.
 */
#include "prefilter/pattern.h"

static inline bool
is_digit(uint8 c)
{
	return c >= '0' && c <= '9';
}

static int
hex_value(uint8 c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads at most max digits to a base of 8 or 16. */
static bool
read_digits(PatternReader *r, int base, int max, uint32 *value)
{
	int			n = 0;

	*value = 0;
	for (; n < max && r->p < r->end; n++, r->p++)
	{
		int			digit = hex_value(*r->p);

		if (digit < 0 || digit >= base)
			break;
		*value = *value * base + digit;
		if (*value > 0x10FFFF)
			return false;
	}
	return n > 0;
}

/* Reads {digits}; later versions of pcre2 allow more than this. */
static bool
read_braced(PatternReader *r, int base, uint32 *value)
{
	if (r->p == r->end || *r->p++ != '{' || !read_digits(r, base, 16, value))
		return false;
	return r->p < r->end && *r->p++ == '}';
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

/* scripts without ASCII */
static bool
is_wide_script(const char *name, int len)
{
	static const char *const scripts[] = {"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"};

	for (int i = 0; i < (int) lengthof(scripts); i++)
		if (strlen(scripts[i]) == (size_t) len && memcmp(scripts[i], name, len) == 0)
			return true;
	return false;
}

/* \p or \P */
static bool
read_property(PatternReader *r, bool negative, CharClass *c)
{
	const char *name;

	class_any(c);
	if (r->p == r->end)
		return false;
	if (*r->p != '{')
	{
		r->p++;
		return true;
	}
	name = (const char *) ++r->p;
	if (!skip_to(r, '}'))
		return false;
	if (!negative && is_wide_script(name, (const char *) r->p - 1 - name))
	{
		class_init(c);
		class_add_wide(c, false);
	}
	return true;
}

/* \g and \k, which refer to a group by name or number */
static bool
read_reference(PatternReader *r)
{
	if (r->p == r->end)
		return false;
	switch (*r->p++)
	{
		case '{':
			return skip_to(r, '}');
		case '<':
			return skip_to(r, '>');
		case '\'':
			return skip_to(r, '\'');
		case '+':
		case '-':
			if (r->p == r->end || !is_digit(*r->p))
				return false;
			break;
		default:
			if (!is_digit(r->p[-1]))
				return false;
	}
	while (r->p < r->end && is_digit(*r->p))
		r->p++;
	return true;
}

/* a digit, not 0, outside a class: a back reference, or octal if there are not so many groups */
static void
read_number(PatternReader *r, Escape *e)
{
	e->kind = ESCAPE_ANYTHING;
	while (r->p < r->end && is_digit(*r->p))
		r->p++;
}

static void
set_character(Escape *e, uint32 c)
{
	e->kind = ESCAPE_CHARACTER;
	e->character = c;
}

void
pattern_escape(PatternReader *r, bool in_class, Escape *e)
{
	uint32		c;
	bool		valid = true;

	e->kind = ESCAPE_UNREADABLE;
	if (r->p == r->end)
		return;
	c = character_read(&r->p, r->end);
	if (c >= 0x80 || !ascii_is_word(c) || c == '_')
	{
		set_character(e, c);
		return;
	}
	switch (c)
	{
		case 'a':
			set_character(e, '\a');
			return;
		case 'e':
			set_character(e, 0x1B);
			return;
		case 'f':
			set_character(e, '\f');
			return;
		case 'n':
			set_character(e, '\n');
			return;
		case 'r':
			set_character(e, '\r');
			return;
		case 't':
			set_character(e, '\t');
			return;
		case 'c':
			if (r->p == r->end || *r->p < ' ' || *r->p > '~')
				return;
			c = *r->p++;
			if (c >= 'a' && c <= 'z')
				c -= 'a' - 'A';
			set_character(e, c ^ 0x40);
			return;
		case 'x':
			if (r->p < r->end && *r->p == '{')
				valid = read_braced(r, 16, &c);
			else
				(void) read_digits(r, 16, 2, &c);
			if (valid)
				set_character(e, c);
			return;
		case 'o':
			if (read_braced(r, 8, &c))
				set_character(e, c);
			return;
		case 'N':
			if (r->end - r->p >= 3 && memcmp(r->p, "{U+", 3) == 0)
			{
				r->p += 3;
				if (read_digits(r, 16, 16, &c) && r->p < r->end && *r->p++ == '}')
					set_character(e, c);
				return;
			}
			if (in_class)
				return;
			break;
		case 'p':
		case 'P':
			if (read_property(r, c == 'P', &e->set))
				e->kind = ESCAPE_CLASS;
			return;
		case '0':
			r->p--;
			(void) read_digits(r, 8, 3, &c);
			set_character(e, c);
			return;
		case '1':
		case '2':
		case '3':
		case '4':
		case '5':
		case '6':
		case '7':
			if (in_class)
			{
				r->p--;
				(void) read_digits(r, 8, 3, &c);
				set_character(e, c);
			}
			else
				read_number(r, e);
			return;
		case '8':
		case '9':
			if (!in_class)
				read_number(r, e);
			return;
		case 'b':
			if (in_class)
				set_character(e, '\b');
			else
				e->kind = ESCAPE_BOUNDARY;
			return;
		case 'R':
			if (in_class)
				return;
			(void) class_escape(&e->set, 'R');
			e->kind = ESCAPE_NEWLINE;
			return;
		case 'X':
			if (!in_class)
				e->kind = ESCAPE_CLUSTER;
			return;
		case 'A':
		case 'B':
		case 'G':
		case 'K':
		case 'Z':
		case 'z':
			if (!in_class)
				e->kind = ESCAPE_NOTHING;
			return;
		case 'g':
		case 'k':
			if (!in_class && read_reference(r))
				e->kind = ESCAPE_ANYTHING;
			return;
		default:
			break;
	}
	if (class_escape(&e->set, c))
		e->kind = ESCAPE_CLASS;
}

/* what one step through a class has read */
typedef enum ClassItem
{
	ITEM_CHARACTER,				/* as written */
	ITEM_ESCAPED,				/* a character, never syntax */
	ITEM_CLASS,
	ITEM_NONE,					/* \Q, \E, a skipped blank */
	ITEM_UNREADABLE
} ClassItem;

/*
 * [:name:] behind its opening bracket. An opening that pcre2 might read in
 * another way is unreadable: where the class ends depends on it.
 */
static ClassItem
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
	if (r->end - p < 2 || p[0] != ':' || p[1] != ']' || !class_posix(set, (const char *) name, p - name))
		return ITEM_UNREADABLE;
	r->p = p + 2;
	if (negative)
		class_negate(set);
	return ITEM_CLASS;
}

static ClassItem
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
pattern_class(PatternReader *r, int options, CharClass *c)
{
	bool		negative = false;
	bool		first = true;	/* a closing bracket here is a character */
	bool		open = false;	/* from is there, a hyphen would make a range */
	bool		hyphen = false; /* and there it is */
	bool		doubtful = false;	/* something between that may or may not matter */
	bool		certain = true; /* what is in the class is known */
	uint32		from = 0;
	uint32		code;
	CharClass	set;

	class_init(c);
	if (r->p < r->end && *r->p == '^')
	{
		negative = true;
		r->p++;
	}
	while (r->p < r->end)
	{
		ClassItem	item = read_item(r, options, &code, &set);

		if (item == ITEM_UNREADABLE)
			return false;
		if (item == ITEM_NONE)
		{
			/* whether a bracket now is the first one, or a hyphen one of a range, is for pcre2 to say */
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
					class_add(c, '-');
				if (!certain)
					class_any(c);
				else if (negative)
					class_negate(c);
				return true;
			}
		}
		if (doubtful && (hyphen || code == '-'))
			certain = false;
		doubtful = false;
		first = false;
		if (item == ITEM_CLASS)
		{
			class_add_class(c, &set);
			if (hyphen)
				certain = false;
			open = hyphen = false;
		}
		else if (hyphen)
		{
			if (from > code)
				certain = false;
			else
				class_add_range(c, from, code);
			open = hyphen = false;
		}
		else if (item == ITEM_CHARACTER && code == '-' && open)
			hyphen = true;
		else
		{
			class_add(c, code);
			from = code;
			open = true;
		}
	}
	return false;
}
