/*
 * policy_attribute.c
 *	  The attributes of rules, exemptions and steps; see policy_attribute.h.
 */
#include "policy/policy_attribute.h"

#include "miscadmin.h"

#include "ascii.h"
#include "policy/policy_specials.h"
#include "text/attribute.h"
#include "text/language.h"
#include "text/line_value.h"
#include "text/quote.h"

static const char *const attribute_hint =
	"The attributes are shadow, dsa, ground, notice-LANGUAGE and x-NAME: [dsa=KEYWORD_HATE_SPEECH; notice-en=\"Removed.\"].";

static const char *const names[POLICY_ATTRIBUTE_KINDS] = {
	[POLICY_SHADOW] = "shadow", [POLICY_DSA] = "dsa", [POLICY_GROUND] = "ground", [POLICY_NOTICE] = "notice-",
	[POLICY_OTHER] = "x-"
};

/* whether a kind's name goes on with a key */
static bool
has_key(PolicyAttributeKind kind)
{
	return kind == POLICY_NOTICE || kind == POLICY_OTHER;
}

char *
policy_attribute_name(const PolicyAttribute *attribute)
{
	return psprintf("%s%s", names[attribute->kind], attribute->key);
}

const PolicyAttribute *
policy_attribute_find(const PolicyAttributes *attributes, PolicyAttributeKind kind, const char *key)
{
	for (int i = 0; i < attributes->n; i++)
	{
		const PolicyAttribute *attribute = &attributes->attributes[i];

		if (attribute->kind == kind && strcmp(attribute->key, key) == 0)
			return attribute;
	}
	return NULL;
}

const char *
policy_next_code(const char **codes, int *len)
{
	const char *code = *codes;

	if (*code == '\0')
		return NULL;
	*len = strcspn(code, "|");
	*codes = code + *len + (code[*len] == '|');
	return code;
}

/* Reads the name of an attribute. */
static bool
read_name(Lexer *lx, PolicyAttribute *attribute)
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
	for (int kind = 0; kind < POLICY_ATTRIBUTE_KINDS; kind++)
	{
		size_t		len = strlen(names[kind]);

		if (pg_strncasecmp(name, names[kind], len) != 0 || (!has_key(kind) && name[len]))
			continue;
		attribute->kind = kind;
		if (!has_key(kind))
			return true;
		attribute->key = kind == POLICY_OTHER ? line_value_key(name + len) : language_tag(name + len);
		if (attribute->key)
			return true;
	}
	return lex_fail_code(lx, ERRCODE_INVALID_PARAMETER_VALUE, at, attribute_hint,
						 "There is no attribute \"%s\".", lex_clip(name));
}

/* Whether a word is a code as the DSA's are: capitals, digits and underscores. */
static bool
is_code(const char *word)
{
	for (const char *p = word; *p; p++)
	{
		if (!ascii_is_upper((unsigned char) *p) && !ascii_is_digit((unsigned char) *p) && *p != '_')
			return false;
	}
	return true;
}

/* Whether a list of codes has one. */
static bool
has_code(const char *codes, const char *code)
{
	int			len;

	for (const char *p; (p = policy_next_code(&codes, &len)) != NULL;)
	{
		if ((size_t) len == strlen(code) && memcmp(p, code, len) == 0)
			return true;
	}
	return false;
}

/* Reads the codes of attribute dsa. */
static bool
read_codes(Lexer *lx, PolicyAttribute *attribute)
{
	StringInfoData codes;

	initStringInfo(&codes);
	do
	{
		const char *at;
		char	   *word;

		CHECK_FOR_INTERRUPTS();
		lex_skip_blanks(lx);
		at = lx->cur;
		word = lex_bare_word(lx, policy_code_specials, "a code");
		if (!word)
			return false;
		if (!is_code(word))
			return lex_fail(lx, at, "Write the codes of the DSA Transparency Database as [dsa=STATEMENT_CATEGORY_VIOLENCE|KEYWORD_HATE_SPEECH].",
							"Expected a code, found \"%s\".", lex_clip(word));
		if (has_code(codes.data, word))
			return lex_fail(lx, at, NULL, "The code %s is given twice.", lex_clip(word));
		if (codes.len + strlen(word) >= LINE_MAX_VALUE)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
								 "The value of dsa can have at most %d bytes.", LINE_MAX_VALUE);
		appendStringInfo(&codes, "%s%s", codes.len > 0 ? "|" : "", word);
	} while (lex_accept(lx, '|'));
	attribute->text = codes.data;
	attribute->textlen = codes.len;
	return true;
}

/* Reads a text, after "=". */
static bool
read_text(Lexer *lx, PolicyAttribute *attribute)
{
	const char *at;
	char	   *word;

	lex_skip_blanks(lx);
	at = lx->cur;
	word = lex_word(lx, attribute_value_specials, "a value");
	if (!word)
		return false;
	line_value_join(word);
	if (*word == '\0')
		return lex_fail(lx, at, NULL, "The value of %s is empty.", policy_attribute_name(attribute));
	if (strlen(word) > LINE_MAX_VALUE)
		return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, at, NULL,
							 "The value of %s can have at most %d bytes.", policy_attribute_name(attribute), LINE_MAX_VALUE);
	attribute->text = word;
	attribute->textlen = strlen(word);
	return true;
}

/* Reads one attribute, its value if it has one. */
static bool
read_attribute(Lexer *lx, PolicyAttribute *attribute)
{
	if (!read_name(lx, attribute))
		return false;
	if (lex_peek(lx, attribute_name_specials) == '=')
	{
		if (attribute->kind == POLICY_SHADOW)
			return lex_fail(lx, lx->cur, "Write the flag alone, as in [shadow], or leave it out.",
							"The flag shadow takes no value.");
		(void) lex_accept(lx, '=');
		return attribute->kind == POLICY_DSA ? read_codes(lx, attribute) : read_text(lx, attribute);
	}
	if (attribute->kind == POLICY_SHADOW || attribute->kind == POLICY_OTHER)
		return true;
	return lex_fail(lx, lx->cur, attribute_hint, "Expected \"=\" after %s, found %s.", policy_attribute_name(attribute),
					lex_describe(lx));
}

/* Compares what attributes are about, in the order in which they print. */
static int
compare_kinds(const PolicyAttribute *a, const PolicyAttribute *b)
{
	return a->kind != b->kind ? (int) a->kind - (int) b->kind : strcmp(a->key, b->key);
}

/* qsort: as they print, then as they were written */
static int
compare_attributes(const void *a, const void *b)
{
	const PolicyAttribute *x = a;
	const PolicyAttribute *y = b;
	int			c = compare_kinds(x, y);

	return c ? c : x->at < y->at ? -1 : x->at > y->at;
}

bool
policy_attributes_read(Lexer *lx, PolicyAttributes *attributes)
{
	int			size = 1;
	PolicyAttribute *items;

	memset(attributes, 0, sizeof(PolicyAttributes));
	if (lex_accept(lx, ']'))
		return true;
	items = palloc(sizeof(PolicyAttribute) * size);
	do
	{
		if (attributes->n == FACTAG_MAX_VALUES)
			return lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
								 "There can be at most %d attributes.", FACTAG_MAX_VALUES);
		if (attributes->n == size)
			items = repalloc(items, sizeof(PolicyAttribute) * (size *= 2));
		memset(&items[attributes->n], 0, sizeof(PolicyAttribute));
		if (!read_attribute(lx, &items[attributes->n++]))
			return false;
	} while (lex_accept(lx, ';'));
	if (!lex_accept(lx, ']'))
		return lex_fail(lx, lx->cur, attribute_hint, "Expected \";\" or \"]\", found %s.", lex_describe(lx));
	qsort(items, attributes->n, sizeof(PolicyAttribute), compare_attributes);
	for (int i = 1; i < attributes->n; i++)
	{
		if (compare_kinds(&items[i - 1], &items[i]) == 0)
			return lex_fail(lx, lx->input + items[i].at, NULL, "The attribute %s is given twice.",
							policy_attribute_name(&items[i]));
	}
	attributes->attributes = items;
	return true;
}

void
policy_attributes_deparse(StringInfo out, const PolicyAttributes *attributes)
{
	for (int i = 0; i < attributes->n; i++)
	{
		const PolicyAttribute *attribute = &attributes->attributes[i];

		appendStringInfo(out, "%s%s%s", i == 0 ? " [" : "; ", names[attribute->kind], attribute->key);
		if (!attribute->text)
			continue;
		appendStringInfoChar(out, '=');
		if (attribute->kind == POLICY_DSA)
			appendBinaryStringInfo(out, attribute->text, attribute->textlen);
		else
			quote_text(out, attribute->text, attribute->textlen);
	}
	if (attributes->n > 0)
		appendStringInfoChar(out, ']');
}

/* Whether two attributes of a kind and key have the same value. */
static bool
same_value(const PolicyAttribute *a, const PolicyAttribute *b)
{
	return !a->text == !b->text && a->textlen == b->textlen && (!a->text || memcmp(a->text, b->text, a->textlen) == 0);
}

const PolicyAttribute *
policy_attributes_unite(PolicyAttributes *to, const PolicyAttributes *from)
{
	PolicyAttribute *united = palloc(sizeof(PolicyAttribute) * Max(to->n + from->n, 1));
	int			n = 0;
	int			i = 0;
	int			j = 0;

	while (i < to->n || j < from->n)
	{
		const PolicyAttribute *a = i < to->n ? &to->attributes[i] : NULL;
		const PolicyAttribute *b = j < from->n ? &from->attributes[j] : NULL;
		int			c = !b ? -1 : !a ? 1 : compare_kinds(a, b);

		if (c == 0 && !same_value(a, b))
			return b;
		united[n++] = c <= 0 ? *a : *b;
		i += c <= 0;
		j += c >= 0;
	}
	to->attributes = united;
	to->n = n;
	return NULL;
}
