/*
 * regex_scan.c
 *	  The tokens of a pattern; see regex_scan.h.
 */
#include "pcre/regex_scan.h"

#include "ascii.h"
#include "pcre/regex.h"
#include "pcre/regex_escape.h"

void
regex_scan_init(RegexScan *scan, const char *pattern, int len, int flags)
{
	memset(scan, 0, sizeof(RegexScan));
	scan->p = pattern;
	scan->end = pattern + len;
	scan->extended[0] = (flags & REGEX_EXTENDED) != 0;
}

/* Reads letters that set options after "(?", and the parenthesis or colon after them. */
static void
read_options(RegexScan *scan, RegexToken *token)
{
	uint8		extended = scan->extended[scan->depth];
	bool		unset = false;

	token->kind = REGEX_OTHER;
	for (; scan->p < scan->end; scan->p++)
	{
		switch (*scan->p)
		{
			case '^':
				extended = 0;
				break;
			case '-':
				unset = true;
				break;
			case 'x':
				extended = unset ? 0 : scan->p[-1] == 'x' ? 2 : 1;
				break;
			case ')':
				scan->p++;
				scan->extended[scan->depth] = extended;
				return;
			case ':':
				scan->p++;
				token->kind = REGEX_OPEN;
				scan->extended[scan->depth + 1] = extended;
				return;
			default:
				if (!ascii_is_letter(*scan->p))
					return;
		}
	}
}

static bool
is_one_of(const char *name, Size len, const char *const *names, Size n)
{
	for (Size i = 0; i < n; i++)
	{
		if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
			return true;
	}
	return false;
}

/* Reads what follows "(*": a verb, or the name of an assertion or another group. */
static void
read_verb(RegexScan *scan, RegexToken *token)
{
	static const char *const lookbehinds[] = {
		"plb", "nlb", "naplb", "positive_lookbehind", "negative_lookbehind",
		"non_atomic_positive_lookbehind"
	};
	static const char *const others[] = {"atomic", "sr", "script_run", "asr", "atomic_script_run"};
	const char *name = scan->p;

	while ((regex_peek(scan) >= 'a' && regex_peek(scan) <= 'z') || regex_peek(scan) == '_')
		scan->p++;
	if (scan->p == name || regex_peek(scan) != ':')
	{
		token->kind = REGEX_OTHER;
		regex_skip_past(scan, ')');
		return;
	}
	token->lookbehind = is_one_of(name, scan->p - name, lookbehinds, lengthof(lookbehinds));
	token->lookaround = !is_one_of(name, scan->p - name, others, lengthof(others));
	token->negated = token->lookaround && *name == 'n' && name[1] != 'a' && name[1] != 'o';
	scan->p++;
}

/* Reads what belongs to a parenthesis, after it. */
static void
read_open(RegexScan *scan, RegexToken *token)
{
	token->kind = REGEX_OPEN;
	scan->extended[scan->depth + 1] = scan->extended[scan->depth];
	if (regex_peek(scan) == '*')
	{
		scan->p++;
		read_verb(scan, token);
		return;
	}
	if (regex_peek(scan) != '?')
		return;
	scan->p++;
	switch (regex_peek(scan))
	{
		case '#':
			token->kind = REGEX_IGNORED;
			regex_skip_past(scan, ')');
			return;
		case '=':
		case '!':
		case '*':
			token->lookaround = true;
			token->negated = *scan->p == '!';
			scan->p++;
			return;
		case ':':
		case '|':
		case '>':
			scan->p++;
			return;
		case '<':
			token->lookbehind = regex_at(scan, "<=") || regex_at(scan, "<!") || regex_at(scan, "<*");
			token->lookaround = token->lookbehind;
			token->negated = regex_at(scan, "<!");
			if (token->lookbehind)
				scan->p += 2;
			else
				regex_skip_past(scan, '>');
			return;
		case '\'':
			scan->p++;
			regex_skip_past(scan, '\'');
			return;
		case '(':
			/* a condition that is an assertion is a group of its own */
			if (!regex_at(scan, "(?") && !regex_at(scan, "(*"))
				regex_skip_past(scan, ')');
			return;
		case 'P':
			if (regex_at(scan, "P<"))
			{
				regex_skip_past(scan, '>');
				return;
			}
			token->kind = REGEX_OTHER;
			regex_skip_past(scan, ')');
			return;
		case '&':
		case '+':
		case 'C':
		case 'R':
		case '0':
		case '1':
		case '2':
		case '3':
		case '4':
		case '5':
		case '6':
		case '7':
		case '8':
		case '9':
			token->kind = REGEX_OTHER;
			regex_skip_past(scan, ')');
			return;
		case '-':
			if (scan->p + 1 < scan->end && ascii_is_digit(scan->p[1]))
			{
				token->kind = REGEX_OTHER;
				regex_skip_past(scan, ')');
				return;
			}
			read_options(scan, token);
			return;
		default:
			read_options(scan, token);
	}
}

/* The bytes of a blank that PCRE2 ignores in extended mode, 0 if there is none. */
static int
ignored_blank(const RegexScan *scan)
{
	const unsigned char *s = (const unsigned char *) scan->p;

	if (s[0] == ' ' || (s[0] >= '\t' && s[0] <= '\r'))
		return 1;
	if (s[0] == 0xC2)			/* U+0085 */
		return s[1] == 0x85 ? 2 : 0;
	/* U+200E, U+200F, U+2028 and U+2029 */
	return s[0] == 0xE2 && s[1] == 0x80 && ((s[2] | 1) == 0x8F || (s[2] | 1) == 0xA9) ? 3 : 0;
}

/* Where [:name:] ends that begins here; NULL if there is none. */
static const char *
posix_end(const RegexScan *scan)
{
	const char *p = scan->p + 2;

	if (!regex_at(scan, "[:"))
		return NULL;
	if (p < scan->end && *p == '^')
		p++;
	while (p < scan->end && *p >= 'a' && *p <= 'z')
		p++;
	return scan->end - p >= 2 && p[0] == ':' && p[1] == ']' ? p + 2 : NULL;
}

/* Reads one item of a class: a character, a set, or what is ignored. */
static void
read_item(RegexScan *scan, RegexToken *token)
{
	const char *end;

	token->kind = REGEX_MEMBER;
	if (regex_at(scan, "\\E"))
	{
		token->kind = REGEX_IGNORED;
		scan->quoted = false;
		scan->p += 2;
		return;
	}
	if (!scan->quoted && regex_at(scan, "\\Q"))
	{
		token->kind = REGEX_IGNORED;
		scan->quoted = true;
		scan->p += 2;
		return;
	}
	if (!scan->quoted && scan->extended[scan->depth] == 2 && (*scan->p == ' ' || *scan->p == '\t'))
	{
		token->kind = REGEX_IGNORED;
		scan->p++;
		return;
	}
	if (!scan->quoted && (end = posix_end(scan)) != NULL)
	{
		token->kind = REGEX_MEMBER_SET;
		scan->p = end;
		return;
	}
	if (!scan->quoted && *scan->p == '\\')
	{
		scan->p++;
		regex_read_escape(scan, token);
		token->kind = token->kind == REGEX_CHARACTER ? REGEX_MEMBER :
			token->kind == REGEX_SET ? REGEX_MEMBER_SET : REGEX_OTHER;
	}
	else
	{
		token->quoted = scan->quoted;
		token->first = regex_read_character(scan);
	}
	token->last = token->first;
}

/* Reads a token within a class; a hyphen between two characters makes them one. */
static void
read_in_class(RegexScan *scan, RegexToken *token)
{
	RegexScan	next;
	RegexToken	last;

	if (!scan->quoted && *scan->p == ']' && !scan->first)
	{
		scan->p++;
		scan->in_class = false;
		token->kind = REGEX_CLASS_END;
		return;
	}
	read_item(scan, token);
	if (token->kind == REGEX_IGNORED)
		return;
	scan->first = false;
	if (token->kind != REGEX_MEMBER || scan->quoted || regex_peek(scan) != '-')
		return;
	next = *scan;
	next.p++;
	do
	{
		if (next.p == next.end || (!next.quoted && *next.p == ']'))
			return;
		read_item(&next, &last);
	} while (last.kind == REGEX_IGNORED);
	if (last.kind == REGEX_MEMBER && last.first >= token->first)
	{
		token->last = last.first;
		*scan = next;
	}
}

/* Reads a quantifier; false if there is none. */
static bool
read_quantifier(RegexScan *scan, RegexToken *token)
{
	bool		plain = true;

	token->kind = REGEX_QUANTIFIER;
	token->min = *scan->p == '+';
	token->max = *scan->p == '?' ? 1 : -1;
	if (*scan->p == '*' || *scan->p == '+' || *scan->p == '?')
		scan->p++;
	else if (!regex_read_repeat(scan, &token->min, &token->max, &plain))
		return false;
	if (!plain)
		token->kind = REGEX_BRACES;
	else if (regex_peek(scan) == '?' || regex_peek(scan) == '+')
		scan->p++;
	return true;
}

bool
regex_scan_next(RegexScan *scan, RegexToken *token)
{
	int			blank;

	if (scan->p >= scan->end)
		return false;
	memset(token, 0, sizeof(RegexToken));
	token->start = scan->p;
	if (scan->in_class)
		read_in_class(scan, token);
	else if (regex_at(scan, "\\E") || (!scan->quoted && regex_at(scan, "\\Q")))
	{
		token->kind = REGEX_IGNORED;
		scan->quoted = scan->p[1] == 'Q';
		scan->p += 2;
	}
	else if (scan->quoted)
	{
		token->kind = REGEX_CHARACTER;
		token->quoted = true;
		token->first = regex_read_character(scan);
	}
	else if (scan->extended[scan->depth] && (blank = ignored_blank(scan)) > 0)
	{
		token->kind = REGEX_IGNORED;
		scan->p += blank;
	}
	else if (scan->extended[scan->depth] && *scan->p == '#')
	{
		token->kind = REGEX_IGNORED;
		while (scan->p < scan->end && *scan->p != '\n' && *scan->p != '\r')
			scan->p++;
	}
	else if (!read_quantifier(scan, token))
	{
		token->kind = REGEX_CHARACTER;
		token->first = regex_read_character(scan);
		switch (token->first)
		{
			case '\\':
				regex_read_escape(scan, token);
				break;
			case '(':
				read_open(scan, token);
				if (token->kind == REGEX_OPEN && scan->depth + 2 < REGEX_SCAN_DEPTH)
					scan->depth++;
				break;
			case ')':
				token->kind = REGEX_CLOSE;
				scan->depth = Max(scan->depth - 1, 0);
				break;
			case '|':
				token->kind = REGEX_OR;
				break;
			case '.':
				token->kind = REGEX_SET;
				break;
			case '^':
			case '$':
				token->kind = REGEX_OTHER;
				break;
			case '[':
				token->kind = REGEX_OTHER;
				if (regex_at(scan, "[:<:]]") || regex_at(scan, "[:>:]]"))
				{
					scan->p += 6;
					break;
				}
				token->kind = REGEX_CLASS;
				token->negated = regex_peek(scan) == '^';
				scan->p += token->negated;
				scan->in_class = scan->first = true;
				break;
			default:
				break;
		}
	}
	token->end = scan->p;
	if (token->kind == REGEX_CHARACTER)
		token->last = token->first;
	return true;
}
