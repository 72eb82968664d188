/*
 * term_attribute.c
 *	  The attributes of a term; see term_attribute.h.
 */
#include "taxonomy/term_attribute.h"

#include "miscadmin.h"

#include "ascii.h"
#include "pcre/regex.h"
#include "taxonomy/taxonomy_specials.h"
#include "text/language.h"
#include "text/line_value.h"
#include "text/quote.h"
#include "text/slash_pattern.h"

static const char *const attribute_hint =
	"The attributes are exclusive, open, static, dynamic, name, deprecated, purpose, title-LANGUAGE, "
	"alt-LANGUAGE, note and x-NAME: [dynamic=P90D; title-en=\"Campaigns\"].";

static const char *const names[TERM_KINDS] = {
	[TERM_OPEN] = "open", [TERM_STATIC] = "static", [TERM_DYNAMIC] = "dynamic", [TERM_NAME] = "name",
	[TERM_DEPRECATED] = "deprecated", [TERM_PURPOSE] = "purpose", [TERM_EXCLUSIVE] = "exclusive",
	[TERM_TITLE] = "title-", [TERM_ALT] = "alt-", [TERM_NOTE] = "note", [TERM_OTHER] = "x-"
};

/* whether a kind's name goes on with a key */
static bool
has_key(TermAttributeKind kind)
{
	return kind == TERM_TITLE || kind == TERM_ALT || kind == TERM_OTHER;
}

TermAttributeKind
term_option(const char *name, int len)
{
	for (int kind = 0; kind < TERM_INHERITED; kind++)
	{
		if (strlen(names[kind]) == (size_t) len && pg_strncasecmp(names[kind], name, len) == 0)
			return kind;
	}
	return TERM_INHERITED;
}

const char *
term_attribute_name(TermAttributeKind kind)
{
	return names[kind];
}

char *
term_attribute_full_name(const TermAttribute *attribute)
{
	return psprintf("%s%s", names[attribute->kind], attribute->key);
}

/* Reports an attribute that is not known; returns false. */
static bool
unknown(Lexer *lx, const char *at, const char *name)
{
	return lex_fail_code(lx, ERRCODE_INVALID_PARAMETER_VALUE, at, attribute_hint,
						 "There is no attribute \"%s\".", lex_clip(name));
}

/* Reads the name of an attribute. */
static bool
read_name(Lexer *lx, TermAttribute *attribute)
{
	const char *at;
	char	   *name;

	lex_skip_blanks(lx);
	at = lx->cur;
	attribute->at = at - lx->input;
	attribute->key = "";
	name = lex_bare_word(lx, attribute_name_specials, "an attribute");
	if (!name)
		return false;
	for (int kind = 0; kind < TERM_KINDS; kind++)
	{
		size_t		len = strlen(names[kind]);

		if (pg_strncasecmp(name, names[kind], len) != 0 || (!has_key(kind) && name[len]))
			continue;
		attribute->kind = kind;
		if (!has_key(kind))
			return true;
		attribute->key = kind == TERM_OTHER ? line_value_key(name + len) : language_tag(name + len);
		if (attribute->key)
			return true;
	}
	return unknown(lx, at, name);
}

/* Reads a pattern between slashes. */
static bool
read_pattern(Lexer *lx, TermAttribute *attribute)
{
	static const char *const hint = "Write a naming rule as name: /[a-z0-9-]+/ or [name=/[a-z0-9-]+/].";
	const char *from;
	const char *to;
	RegexError	error;

	lex_skip_blanks(lx);
	if (lx->cur >= lx->end || *lx->cur != '/')
		return lex_fail(lx, lx->cur, hint, "Expected a pattern between slashes, found %s.", lex_describe(lx));
	from = lx->cur + 1;
	to = slash_pattern_end(from, lx->end);
	if (!to)
		return lex_fail(lx, lx->cur, "Inside a pattern write a slash as \\/.", "A pattern has no closing slash.");
	if (to == from)
		return lex_fail(lx, lx->cur, hint, "The pattern is empty.");
	if (to - from > REGEX_MAX_PATTERN)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
							 "A pattern can have at most %d bytes.", REGEX_MAX_PATTERN);
	for (const char *p = from; p < to; p++)
	{
		if ((unsigned char) *p < ' ')
			return lex_fail(lx, p, "Write it as an escape, such as \\t.", "The pattern contains a control character.");
	}
	attribute->text = slash_pattern_read(from, to, &attribute->textlen);
	if (!regex_check(attribute->text, attribute->textlen, REGEX_WHOLE, &error))
		return lex_fail(lx, slash_pattern_place(from, error.offset), NULL, "The pattern is invalid: %s.", error.message);
	lx->cur = to + 1;
	return true;
}

/* Reads a duration. */
static bool
read_duration(Lexer *lx, TermAttribute *attribute, const char *at, const char *word)
{
	Duration   *duration = palloc(sizeof(Duration));

	switch (duration_parse(word, duration))
	{
		case DURATION_OK:
			attribute->duration = duration;
			if (duration->months > 0 || duration->usecs > 0)
				return true;
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL, "The duration \"%s\" is not positive.",
								 lex_clip(word));
		case DURATION_RANGE:
			return lex_fail_code(lx, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, at, NULL, "The duration \"%s\" is too long.",
								 lex_clip(word));
		case DURATION_SYNTAX:
			break;
	}
	return lex_fail(lx, at, "Write a duration as P90D, P1Y6M or PT36H.",
					"Expected a duration, found \"%s\".", lex_clip(word));
}

/* Removes the blanks around the words between "|"; false if one of them is empty. */
static bool
trim_words(char *text)
{
	char	   *to = text;

	for (const char *p = text;; p++)
	{
		const char *stop = p + strcspn(p, "|");
		const char *from = lex_blanks_end(p, stop);
		const char *end = lex_text_end(from, stop);

		if (end == from)
			return false;
		memmove(to, from, end - from);
		to += end - from;
		if (*stop == '\0')
			break;
		*to++ = '|';
		p = stop;
	}
	*to = '\0';
	return true;
}

/* Takes a word as the value of an attribute that has text. */
static bool
take_text(Lexer *lx, TermAttribute *attribute, const char *at, char *word)
{
	const char *name = names[attribute->kind];

	line_value_join(word);
	if (*word == '\0')
		return lex_fail(lx, at, NULL, "The value of %s%s is empty.", name, attribute->key);
	if (strlen(word) > LINE_MAX_VALUE)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "The value of %s%s can have at most %d bytes.", name, attribute->key, LINE_MAX_VALUE);
	if (attribute->kind == TERM_PURPOSE && !trim_words(word))
		return lex_fail(lx, at, "Write [purpose=profile|behaviour].", "A purpose is empty.");
	attribute->text = word;
	attribute->textlen = strlen(word);
	return true;
}

/* Reads a value, after "=" or a colon. */
static bool
read_value(Lexer *lx, TermAttribute *attribute, LexSpecials specials)
{
	const char *at;
	char	   *word;

	if (attribute->kind == TERM_NAME)
		return read_pattern(lx, attribute);
	lex_skip_blanks(lx);
	at = lx->cur;
	word = lex_word(lx, specials, attribute->kind == TERM_DYNAMIC ? "a duration" : "a value");
	if (!word)
		return false;
	return attribute->kind == TERM_DYNAMIC ? read_duration(lx, attribute, at, word) :
		take_text(lx, attribute, at, word);
}

/* Whether what comes next is the bare word "true", which stands for a flag in options. */
static bool
accept_true(Lexer *lx)
{
	const char *end;

	lex_skip_blanks(lx);
	end = lex_text_end(lx->cur, lx->end);
	if (end - lx->cur != 4 || pg_strncasecmp(lx->cur, "true", 4) != 0)
		return false;
	lx->cur = end;
	return true;
}

bool
term_option_read(Lexer *lx, TermAttribute *attribute)
{
	TermAttributeKind kind = attribute->kind;
	bool		flag = kind == TERM_OPEN || kind == TERM_STATIC;

	attribute->key = "";
	if ((flag || kind == TERM_DYNAMIC || kind == TERM_DEPRECATED) && accept_true(lx))
		return true;
	if (flag)
		return lex_fail(lx, lx->cur, "Leave the option out if it does not apply.",
						"Expected true, found %s.", lex_describe(lx));
	return read_value(lx, attribute, taxonomy_option_specials) && lex_expect_end(lx);
}

/* Reads one attribute, its value if it has one. */
static bool
read_attribute(Lexer *lx, TermAttribute *attribute)
{
	TermAttributeKind kind;
	bool		flag;

	if (!read_name(lx, attribute))
		return false;
	kind = attribute->kind;
	flag = kind == TERM_OPEN || kind == TERM_STATIC || kind == TERM_EXCLUSIVE;
	if (lex_peek(lx, attribute_name_specials) == '=')
	{
		if (flag)
			return lex_fail(lx, lx->cur, "Write the flag alone, as in [open], or leave it out.",
							"The flag %s takes no value.", names[kind]);
		(void) lex_accept(lx, '=');
		return read_value(lx, attribute, attribute_value_specials);
	}
	if (flag || kind == TERM_DYNAMIC || kind == TERM_DEPRECATED || kind == TERM_OTHER)
		return true;
	return lex_fail(lx, lx->cur, attribute_hint, "Expected \"=\" after %s%s, found %s.", names[kind], attribute->key,
					lex_describe(lx));
}

/* Exclusive prints first. */
static int
rank(TermAttributeKind kind)
{
	return kind == TERM_EXCLUSIVE ? -1 : (int) kind;
}

int
term_attribute_compare(const TermAttribute *a, const TermAttribute *b)
{
	return a->kind != b->kind ? rank(a->kind) - rank(b->kind) : strcmp(a->key, b->key);
}

bool
term_attribute_same(const TermAttribute *a, const TermAttribute *b)
{
	if (!a->text != !b->text || !a->duration != !b->duration)
		return false;
	if (a->duration && (a->duration->months != b->duration->months || a->duration->usecs != b->duration->usecs))
		return false;
	return !a->text || (a->textlen == b->textlen && memcmp(a->text, b->text, a->textlen) == 0);
}

/* qsort: as they print, then as they were written */
static int
compare_attributes(const void *a, const void *b)
{
	const TermAttribute *x = a;
	const TermAttribute *y = b;
	int			c = term_attribute_compare(x, y);

	return c ? c : x->at < y->at ? -1 : x->at > y->at;
}

/* Refuses an attribute that is there twice, and static beside dynamic. */
static bool
check_attributes(Lexer *lx, const TermAttribute *attributes, int n)
{
	for (int i = 1; i < n; i++)
	{
		const TermAttribute *a = &attributes[i - 1];
		const TermAttribute *b = &attributes[i];

		if (term_attribute_compare(a, b) == 0)
			return lex_fail(lx, lx->input + b->at, NULL, "The attribute %s%s is given twice.", names[b->kind], b->key);
		if (a->kind == TERM_STATIC && b->kind == TERM_DYNAMIC)
			return lex_fail(lx, lx->input + Max(a->at, b->at), "A static tag never ends, a dynamic one always does.",
							"A tag cannot be both static and dynamic.");
	}
	return true;
}

bool
term_attributes_read(Lexer *lx, TermAttribute **attributes, int *n)
{
	int			size = 1;
	TermAttribute *items;

	*n = 0;
	*attributes = NULL;
	if (lex_accept(lx, ']'))
		return true;
	items = palloc(sizeof(TermAttribute) * size);
	do
	{
		if (*n == FACTAG_MAX_VALUES)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "A term can have at most %d attributes.", FACTAG_MAX_VALUES);
		if (*n == size)
			items = repalloc(items, sizeof(TermAttribute) * (size *= 2));
		memset(&items[*n], 0, sizeof(TermAttribute));
		if (!read_attribute(lx, &items[(*n)++]))
			return false;
	} while (lex_accept(lx, ';'));
	if (!lex_accept(lx, ']'))
		return lex_fail(lx, lx->cur, attribute_hint, "Expected \";\" or \"]\", found %s.", lex_describe(lx));
	qsort(items, *n, sizeof(TermAttribute), compare_attributes);
	*attributes = items;
	return check_attributes(lx, items, *n);
}

/* Appends the words of a purpose, quoted together where they must be. */
static void
print_purpose(StringInfo out, const TermAttribute *attribute)
{
	quote_piece(out, attribute->text, attribute->textlen, purpose_specials);
}

/* Appends a value. */
static void
print_value(StringInfo out, const TermAttribute *attribute)
{
	if (attribute->kind == TERM_NAME)
		slash_pattern_deparse(out, attribute->text, attribute->textlen);
	else if (attribute->duration)
		duration_print(out, *attribute->duration);
	else if (attribute->kind == TERM_PURPOSE)
		print_purpose(out, attribute);
	else
		quote_text(out, attribute->text, attribute->textlen);
}

void
term_option_deparse(StringInfo out, const TermAttribute *attribute)
{
	if (attribute->text || attribute->duration)
		print_value(out, attribute);
	else
		appendStringInfoString(out, "true");
}

void
term_attributes_deparse(StringInfo out, const TermAttribute *attributes, int n)
{
	for (int i = 0; i < n; i++)
	{
		const TermAttribute *attribute = &attributes[i];

		appendStringInfo(out, "%s%s%s", i == 0 ? " [" : "; ", names[attribute->kind], attribute->key);
		if (!attribute->text && !attribute->duration)
			continue;
		appendStringInfoChar(out, '=');
		print_value(out, attribute);
	}
	if (n > 0)
		appendStringInfoChar(out, ']');
}
