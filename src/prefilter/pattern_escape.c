/*
 * pattern_escape.c
 *	  Escapes of a pattern; see pattern_escape.h.
 */
#include "prefilter/pattern_escape.h"

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

/* Reads at most max digits in base 8 or 16; false if there is none or the value is too large. */
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

/* Reads {digits}; false if there is anything else, as later versions of PCRE2 allow. */
static bool
read_braced(PatternReader *r, int base, uint32 *value)
{
	if (r->p == r->end || *r->p++ != '{' || !read_digits(r, base, 16, value))
		return false;
	return r->p < r->end && *r->p++ == '}';
}

/* Whether a script has no ASCII characters. */
static bool
is_wide_script(const char *name, int len)
{
	static const char *const scripts[] = {"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"};

	for (int i = 0; i < (int) lengthof(scripts); i++)
		if (strlen(scripts[i]) == (size_t) len && memcmp(scripts[i], name, len) == 0)
			return true;
	return false;
}

/* Reads a property after \p or \P; except for a few scripts it is any character. */
static bool
read_property(PatternReader *r, bool negative, CharClass *c)
{
	const char *name;

	char_class_any(c);
	if (r->p == r->end)
		return false;
	if (*r->p != '{')
	{
		r->p++;
		return true;
	}
	name = (const char *) ++r->p;
	if (!pattern_skip_past(r, '}'))
		return false;
	if (!negative && is_wide_script(name, (const char *) r->p - 1 - name))
	{
		char_class_init(c);
		char_class_add_wide(c, false);
	}
	return true;
}

/* Reads the rest of \g or \k, which refer to a group by name or number. */
static bool
read_reference(PatternReader *r)
{
	if (r->p == r->end)
		return false;
	switch (*r->p++)
	{
		case '{':
			return pattern_skip_past(r, '}');
		case '<':
			return pattern_skip_past(r, '>');
		case '\'':
			return pattern_skip_past(r, '\'');
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

/*
 * Reads the rest of \ and a digit other than 0, outside a class. This is a back
 * reference, or an octal number if the pattern has fewer groups.
 */
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
			(void) char_class_escape(&e->set, 'R');
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
	if (char_class_escape(&e->set, c))
		e->kind = ESCAPE_CLASS;
}
