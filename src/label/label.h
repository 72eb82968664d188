/*
 * label.h
 *	  One assertion as a struct: comparison, input and output.
 */
#ifndef FACTAG_LABEL_H
#define FACTAG_LABEL_H

#include "query/query_attribute.h"

/* outside quotes, in logs and single labels; their attributes have specials of their own */
LEX_SPECIALS(label_specials, '/', ',', '[', ']');

extern const AttributeTable label_attributes;
#define LABEL_ATTRIBUTE_COUNT 11

typedef struct Label
{
	const char *path;
	int			len;
	AttributeMask present;
	AttributeValue value[ATTRIBUTE_COUNT];	/* set where the attribute is present */
} Label;

static inline bool
label_has(const Label *label, Attribute which)
{
	return (label->present & ATTRIBUTE_BIT(which)) != 0;
}

static inline void
label_set(Label *label, Attribute which, AttributeValue value)
{
	label->present |= ATTRIBUTE_BIT(which);
	label->value[which] = value;
}

/* Three-way comparison of one attribute; absent sorts first. */
extern int	label_compare_attribute(Attribute which, const Label *a, const Label *b);

/*
 * Three-way comparisons of two labels. Labels of one path, source and claim are
 * a series. Labels of one series, at and seen have the same key and are one
 * assertion, of which a log keeps the greatest. label_compare sorts by key, then
 * by the other attributes.
 */
extern int	label_compare_series(const Label *a, const Label *b);
extern int	label_compare_key(const Label *a, const Label *b);
extern int	label_compare(const Label *a, const Label *b);

/* Whether two labels differ in at and seen only, or not at all. */
extern bool label_equal_except_time(const Label *a, const Label *b);

/* Three-way comparison by at, then seen: the later label of a series overrides the earlier one. */
extern int	label_compare_time(const Label *a, const Label *b);

/*
 * An upper bound of the bytes that a label prints to, apart from quotes and from the texts
 * and paths of its attributes, which label_text_size adds.
 */
#define LABEL_TEXT_SIZE(len, present) ((uint64) (len) + 2 + ((present) ? 260 : 0))

extern uint64 label_text_size(const Label *label);

/*
 * Reads path[attributes]; false if an error was saved. path takes FACTAG_MAX_PATH
 * bytes, and the label points to it.
 */
extern bool label_read(Lexer *lx, char *path, Label *label);
extern void label_deparse(StringInfo out, const Label *label);

#endif							/* FACTAG_LABEL_H */
