/*
 * label.c
 *	  Comparison, input and output of one assertion; see label.h.
 */
#include "label/label.h"

#include "text/path.h"
#include "text/quote.h"

/* in the order in which they print */
static const uint8 numbers[] = {
	ATTRIBUTE_VERDICT, ATTRIBUTE_SCORE, ATTRIBUTE_BY, ATTRIBUTE_CLAIM,
	ATTRIBUTE_AT, ATTRIBUTE_SEEN, ATTRIBUTE_UNTIL,
	ATTRIBUTE_NEG, ATTRIBUTE_DENY, ATTRIBUTE_SAID, ATTRIBUTE_REF
};

const AttributeTable label_attributes = {
	attribute_defs, lengthof(numbers), numbers,
	"The attributes are verdict, score, by, claim, at, seen, until, neg, deny, said and ref: [verdict=false; by=agency/afp; at=2026-07-01T00:00:00Z]."
};

StaticAssertDecl(lengthof(numbers) == LABEL_ATTRIBUTE_COUNT, "every attribute of a label is counted");

/* the attributes by which labels sort after the path */
static const Attribute sort_order[] = {
	ATTRIBUTE_BY, ATTRIBUTE_CLAIM,
	ATTRIBUTE_AT, ATTRIBUTE_SEEN,
	ATTRIBUTE_VERDICT, ATTRIBUTE_SCORE, ATTRIBUTE_UNTIL, ATTRIBUTE_NEG, ATTRIBUTE_DENY, ATTRIBUTE_SAID, ATTRIBUTE_REF
};

#define SERIES_END	2			/* ends the attributes that identify a series: source and claim */
#define KEY_END		4			/* ends those that identify an assertion: at and seen too */
#define SORT_END	((int) lengthof(sort_order))

int
label_compare_attribute(Attribute which, const Label *a, const Label *b)
{
	bool		has_a = label_has(a, which);
	bool		has_b = label_has(b, which);

	if (has_a != has_b)
		return has_a ? 1 : -1;
	return has_a ? attribute_compare_value(&attribute_defs[which], a->value[which], b->value[which]) : 0;
}

static int
compare_attributes(const Label *a, const Label *b, int from, int to)
{
	for (int i = from; i < to; i++)
	{
		int			c = label_compare_attribute(sort_order[i], a, b);

		if (c != 0)
			return c;
	}
	return 0;
}

static int
compare_to(const Label *a, const Label *b, int to)
{
	int			c = path_compare(a->path, a->len, b->path, b->len);

	return c ? c : compare_attributes(a, b, 0, to);
}

int
label_compare_series(const Label *a, const Label *b)
{
	return compare_to(a, b, SERIES_END);
}

int
label_compare_key(const Label *a, const Label *b)
{
	return compare_to(a, b, KEY_END);
}

int
label_compare(const Label *a, const Label *b)
{
	return compare_to(a, b, SORT_END);
}

int
label_compare_time(const Label *a, const Label *b)
{
	return compare_attributes(a, b, SERIES_END, KEY_END);
}

bool
label_equal_except_time(const Label *a, const Label *b)
{
	return label_compare_series(a, b) == 0 && compare_attributes(a, b, KEY_END, SORT_END) == 0;
}

uint64
label_text_size(const Label *label)
{
	uint64		size = LABEL_TEXT_SIZE(label->len, label->present);

	for (int which = 0; which < ATTRIBUTE_COUNT; which++)
	{
		int			len;

		if (!label_has(label, which) ||
			!attribute_is_text(&attribute_defs[which]))
			continue;
		(void) attribute_text(label->value[which], &len);
		size += len;
	}
	return size;
}

bool
label_read(Lexer *lx, char *path, Label *label)
{
	label->path = path;
	return lex_path(lx, label_specials, path, &label->len) &&
		attributes_read(lx, &label_attributes, &label->present, label->value);
}

void
label_deparse(StringInfo out, const Label *label)
{
	quote_path(out, label->path, label->len, label_specials);
	attributes_deparse(out, &label_attributes, label->present, label->value);
}
