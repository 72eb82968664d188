/*
 * char_class.c
 *	  The set of characters that one position of a pattern can match.
 *
 * Patterns run with PCRE2_UCP, so which characters outside ASCII are letters or
 * digits depends on PCRE2's version of Unicode. So a class such as \w contains all
 * characters outside ASCII, and \d all of them except CJK, which has no digits.
 */
#include "prefilter/char_class.h"

#include "port/pg_bitutils.h"

/* a range of more characters outside ASCII counts as all of them */
#define CHAR_CLASS_MAX_RANGE 512

void
char_class_init(CharClass *c)
{
	memset(c, 0, sizeof(CharClass));
	c->listed = true;
}

/* Adds a character outside ASCII. */
static void
add_wide_character(CharClass *c, uint32 code)
{
	uint32		folded = character_fold(code);

	if (folded == CHARACTER_UNKNOWN)
	{
		/* a text with it is not filtered; a text without it may have its other case */
		char_class_add_wide(c, true);
		for (int i = 'a'; i <= 'z'; i++)
			symbol_add(&c->symbols, i);
		return;
	}
	symbol_add(&c->symbols, character_symbol(folded));
	for (int i = 0; i < c->n; i++)
		if (c->list[i] == folded)
			return;
	if (c->n == CHAR_CLASS_MAX_LISTED)
		c->listed = false;
	else
		c->list[c->n++] = folded;
}

void
char_class_add(CharClass *c, uint32 code)
{
	if (code < 0x80)
		c->ascii[code / 64] |= UINT64CONST(1) << (code % 64);
	else
		add_wide_character(c, code);
}

void
char_class_add_range(CharClass *c, uint32 from, uint32 to)
{
	for (; from <= to && from < 0x80; from++)
		char_class_add(c, from);
	if (from <= to && to - from >= CHAR_CLASS_MAX_RANGE)
		char_class_add_wide(c, true);
	else
		for (; from <= to; from++)
			char_class_add(c, from);
}

void
char_class_add_wide(CharClass *c, bool folding)
{
	c->listed = false;
	c->symbols.bits[2] = c->symbols.bits[3] = ~UINT64CONST(0);
	if (folding)
	{
		symbol_add(&c->symbols, ' ');
		/* K from the Kelvin sign, s from the long s, i from two Turkish letters */
		symbol_add(&c->symbols, 'k');
		symbol_add(&c->symbols, 's');
		symbol_add(&c->symbols, 'i');
	}
}

/* Adds the digits of other scripts, by all symbols that they can have. */
static void
add_wide_digits(CharClass *c)
{
	c->listed = false;
	for (int i = SYMBOL_OTHER; i < SYMBOL_CJK; i++)
		symbol_add(&c->symbols, i);
}

void
char_class_add_class(CharClass *c, const CharClass *other)
{
	c->ascii[0] |= other->ascii[0];
	c->ascii[1] |= other->ascii[1];
	c->fuzzy |= other->fuzzy;
	c->spaces |= other->spaces;
	for (int i = 0; i < (int) lengthof(c->symbols.bits); i++)
		c->symbols.bits[i] |= other->symbols.bits[i];
	if (!other->listed)
		c->listed = false;
	for (int i = 0; i < other->n && c->listed; i++)
		add_wide_character(c, other->list[i]);
}

void
char_class_negate(CharClass *c)
{
	bool		spaces = c->spaces;

	c->spaces = false;
	c->ascii[0] = c->fuzzy ? ~UINT64CONST(0) : ~c->ascii[0];
	c->ascii[1] = c->fuzzy ? ~UINT64CONST(0) : ~c->ascii[1];
	memset(&c->symbols, 0, sizeof(SymbolSet));
	char_class_add_wide(c, true);
	if (spaces)
		c->symbols.bits[' ' / 64] &= ~(UINT64CONST(1) << (' ' % 64));
}

void
char_class_any(CharClass *c)
{
	char_class_init(c);
	char_class_negate(c);
	c->fuzzy = true;
}

bool
char_class_escape(CharClass *c, char letter)
{
	char_class_init(c);
	switch (letter)
	{
		case 'd':
			char_class_add_range(c, '0', '9');
			add_wide_digits(c);
			return true;
		case 'D':
			char_class_add_range(c, '0', '9');
			char_class_negate(c);
			return true;
		case 'w':
		case 'W':
			for (int i = 0; i < 128; i++)
				if (ascii_is_word(i) == (letter == 'w'))
					char_class_add(c, i);
			char_class_add_wide(c, letter == 'w');
			if (letter == 'W')
				symbol_add(&c->symbols, ' ');
			return true;
		case 's':
		case 'S':
			char_class_add_range(c, '\t', '\r');
			char_class_add(c, ' ');
			c->spaces = true;
			if (letter == 'S')
				char_class_negate(c);
			return true;
		case 'h':				/* white space outside ASCII folds to ' ', which it has */
		case 'H':
			char_class_add(c, '\t');
			char_class_add(c, ' ');
			if (letter == 'H')
				char_class_negate(c);
			return true;
		case 'v':
		case 'V':
		case 'R':				/* its first character: the caller adds the \n of \r\n */
			char_class_add_range(c, '\n', '\r');
			if (letter == 'V')
				char_class_negate(c);
			return true;
		case 'N':
			char_class_any(c);
			return true;
		default:
			return false;
	}
}

bool
char_class_posix(CharClass *c, const char *name, int len)
{
	enum
	{
		ALPHA, LOWER, UPPER, ALNUM, ASCII, BLANK, CNTRL, DIGIT, GRAPH, PRINT, PUNCT, SPACE, WORD, XDIGIT
	};
	/* ranges of ASCII, up to one from 0 */
	static const struct
	{
		const char *name;
		uint8		from[4];
		uint8		to[4];
	}			classes[] =
	{
		[ALPHA] = {"alpha", {'A', 'a'}, {'Z', 'z'}},
		[LOWER] = {"lower", {'A', 'a'}, {'Z', 'z'}},	/* flag i may be set: both cases */
		[UPPER] = {"upper", {'A', 'a'}, {'Z', 'z'}},
		[ALNUM] = {"alnum", {'A', 'a', '0'}, {'Z', 'z', '9'}},
		[ASCII] = {"ascii", {1}, {127}},
		[BLANK] = {"blank", {'\t', ' '}, {'\t', ' '}},
		[CNTRL] = {"cntrl", {1, 127}, {31, 127}},
		[DIGIT] = {"digit", {'0'}, {'9'}},
		[GRAPH] = {"graph", {'!'}, {'~'}},
		[PRINT] = {"print", {' '}, {'~'}},
		[PUNCT] = {"punct", {'!', ':', '[', '{'}, {'/', '@', '`', '~'}},
		[SPACE] = {"space", {'\t', ' '}, {'\r', ' '}},
		[WORD] = {"word", {'A', 'a', '0', '_'}, {'Z', 'z', '9', '_'}},
		[XDIGIT] = {"xdigit", {'A', 'a', '0'}, {'F', 'f', '9'}}
	};

	char_class_init(c);
	for (int i = 0; i < (int) lengthof(classes); i++)
		if (strlen(classes[i].name) == (size_t) len && memcmp(classes[i].name, name, len) == 0)
		{
			for (int k = 0; k < 4 && classes[i].from[k]; k++)
				char_class_add_range(c, classes[i].from[k], classes[i].to[k]);
			c->fuzzy = i == LOWER || i == UPPER;
			if (i == ASCII || i == CNTRL)
				char_class_add(c, 0);
			if (i == DIGIT)
				add_wide_digits(c);
			else
				char_class_add_wide(c, true);
			return true;
		}
	return false;
}

/* Folds a bitmap of ASCII characters. */
static void
fold_ascii(const uint64 *ascii, uint64 *folded)
{
	const uint64 spaces = UINT64CONST(0x1F) << '\t';
	const uint64 capitals = UINT64CONST(0x3FFFFFF) << ('A' - 64);

	folded[0] = (ascii[0] & ~spaces) | (ascii[0] & spaces ? UINT64CONST(1) << ' ' : 0);
	folded[1] = (ascii[1] & ~capitals) | (ascii[1] & capitals) << ('a' - 'A');
}

void
char_class_symbols(const CharClass *c, SymbolSet *set)
{
	uint64		folded[2];

	fold_ascii(c->ascii, folded);
	*set = c->symbols;
	set->bits[0] |= folded[0];
	set->bits[1] |= folded[1];
}

int
char_class_characters(const CharClass *c, uint32 *out, int max)
{
	SymbolSet	set;
	int			n = 0;

	if (!c->listed)
		return -1;
	char_class_symbols(c, &set);
	for (int w = 0; w < 2; w++)
		for (uint64 bits = set.bits[w]; bits; bits &= bits - 1)
		{
			if (n == max)
				return -1;
			out[n++] = w * 64 + pg_rightmost_one_pos64(bits);
		}
	for (int i = 0; i < c->n; i++)
		if (c->list[i] >= 0x80)
		{
			if (n == max)
				return -1;
			out[n++] = c->list[i];
		}
	return n;
}

double
symbols_chance(const SymbolSet *set)
{
	uint32		weight = 0;

	for (int i = 0; i < SYMBOLS; i++)
		if (symbol_in(set, i))
			weight += i < 0x80 ? ascii_weight[i] : WEIGHT_SYMBOL;
	return Min((double) weight / WEIGHT_TOTAL, 1);
}
