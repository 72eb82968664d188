/*
 * policy_line.c
 *	  The lines of a policy; see policy_line.h.
 */
#include "policy/policy_line.h"

#include "ascii.h"
#include "policy/policy_specials.h"
#include "query/query_specials.h"
#include "text/attribute.h"
#include "text/path.h"

/* names and attributes: before the condition, after it, and in options and ladders */
static const LineSyntax name_syntax = {
	.names = &policy_name_specials, .values = &attribute_value_specials, .arrows = true, .whole = true
};

/* a condition */
static const LineSyntax condition_syntax = {
	.names = &query_specials, .values = &query_value_specials, .query = true, .arrows = true, .whole = true,
	.is_path = query_attribute_is_path
};

static const char *const option_names[POLICY_LINE_TYPES] = {
	[POLICY_BY] = "by", [POLICY_TRUST] = "trust", [POLICY_FACTS] = "facts", [POLICY_FREE] = "free",
	[POLICY_NEVER_EXEMPT] = "never-exempt"
};

/* the words that ladders and exemptions begin with */
static const struct
{
	const char *word;
	PolicyLineType type;
}			keywords[] = {{"ladder", POLICY_LADDER}, {"exempt", POLICY_EXEMPTION}};

PolicyLineType
policy_option(const char *name, int len)
{
	for (int type = 0; type < POLICY_LINE_TYPES; type++)
	{
		if (option_names[type] && strlen(option_names[type]) == (size_t) len &&
			pg_strncasecmp(option_names[type], name, len) == 0)
			return type;
	}
	return POLICY_BLANK;
}

const char *
policy_option_name(PolicyLineType type)
{
	return option_names[type];
}

bool
policy_name_misleads(const char *path, int len)
{
	if (*path == '%' || policy_option(path, len) != POLICY_BLANK)
		return true;
	for (size_t i = 0; i < lengthof(keywords); i++)
	{
		int			n = strlen(keywords[i].word);

		if (len > n && path[n] == ' ' && memcmp(path, keywords[i].word, n) == 0)
			return true;
	}
	return false;
}

/* Takes the name of an option and its colon from the lexer; false if there is none. */
static bool
accept_option(Lexer *lx, PolicyParts *parts)
{
	int			len;
	const char *value;
	const char *word = line_option(lx, &len, &value);
	PolicyLineType type = word ? policy_option(word, len) : POLICY_BLANK;

	if (type == POLICY_BLANK)
		return false;
	parts->type = type;
	lx->cur = value;
	return true;
}

/*
 * Takes the word that a ladder or an exemption begins with from the lexer: a name comes
 * after it, and a blank between them. Else the word is the name of a rule.
 */
static void
accept_keyword(Lexer *lx, PolicyParts *parts)
{
	for (size_t i = 0; i < lengthof(keywords); i++)
	{
		int			n = strlen(keywords[i].word);
		const char *name;
		int			len;
		char		c;

		if (lx->end - lx->cur <= n || pg_strncasecmp(lx->cur, keywords[i].word, n) != 0 ||
			lex_blank(lx->cur + n, lx->end) == 0)
			continue;
		name = lex_blanks_end(lx->cur + n, lx->end);
		c = lex_ascii(name, lx->end, &len);
		if (name < lx->end && (c == ':' || c == '/' || c == '['))
			continue;
		parts->type = keywords[i].type;
		lx->cur = name;
		return;
	}
}

/* Whether a colon stands before a blank, as that of a name does. In Chinese it is wide and no blank follows it. */
static bool
colon_ends_name(const char *p, const char *end)
{
	int			len;

	return lex_ascii(p, end, &len) == ':' && (*p != ':' || p + len >= end || lex_blank(p + len, end));
}

/* Looks at an arrow; false if an error was saved. */
static bool
note_arrow(LineScanner *scanner, PolicyParts *parts)
{
	Lexer	   *lx = scanner->lx;

	if (parts->type != POLICY_RULE && parts->type != POLICY_EXEMPTION)
		return lex_fail(lx, scanner->at, "Put a name that holds an arrow in double quotes.",
						"Only rules and exemptions have an arrow.");
	if (scanner->arrow == '=')
		return lex_fail(lx, scanner->at, "Write a rule as name: query -> output; put a name that holds an arrow in double quotes.",
						"Expected \"->\", found \"=>\".");
	if (parts->arrowlen > 0)
		return lex_fail(lx, scanner->at, "Begin each rule and exemption on a line of its own, without a blank; put a name that holds an arrow in double quotes.",
						"A line has one arrow.");
	parts->arrow = scanner->at - lx->input;
	parts->arrowlen = scanner->p - scanner->at;
	scanner->syntax = &name_syntax;
	return true;
}

/* LineNote: PolicyParts is the argument. */
static bool
note_character(LineScanner *scanner, void *arg)
{
	PolicyParts *parts = arg;
	bool		has_name = parts->type >= POLICY_LADDER;

	if (has_name && parts->colonlen == 0)
	{
		if (scanner->c != ':')
			return true;
		parts->colon = scanner->at - scanner->lx->input;
		parts->colonlen = scanner->p - scanner->at;
		scanner->opens = true;
		if (parts->type != POLICY_LADDER)
			scanner->syntax = &condition_syntax;
		return true;
	}
	if (scanner->arrow)
		return note_arrow(scanner, parts);
	if (scanner->c == '<' && parts->type == POLICY_LADDER)
		scanner->opens = true;
	/* within a condition: a line that should have begun without a blank */
	if (scanner->syntax == &condition_syntax && colon_ends_name(scanner->at, scanner->end))
		return lex_fail(scanner->lx, scanner->at, "Begin each rule on a line of its own, without a blank; put a name with a colon in double quotes.",
						"A condition has a colon before a blank.");
	return true;
}

bool
policy_line_read(LineReader *reader, const char *start, PolicyParts *parts)
{
	Lexer	   *lx = reader->lx;
	int			len;

	memset(parts, 0, sizeof(PolicyParts));
	line_begin(reader, start);
	parts->type = lx->cur < lx->end && *lx->cur != '#' ? POLICY_RULE : POLICY_BLANK;
	if (parts->type == POLICY_RULE && !accept_option(lx, parts))
		accept_keyword(lx, parts);
	if (parts->type >= POLICY_LADDER && lex_ascii(lx->cur, lx->end, &len) == '%')
		return lex_fail(lx, lx->cur, "Put the name in double quotes: names that begin with % are kept for options of later versions.",
						"A name begins with \"%%\".");
	return line_divide(reader, &name_syntax, lx->cur, note_character, parts);
}
