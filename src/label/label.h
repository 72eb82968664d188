/*
 * label.h
 *	  One assertion, taken apart: compared, read and printed.
 */
#ifndef FACTAG_LABEL_H
#define FACTAG_LABEL_H

#include "text/attribute.h"

typedef struct Label
{
	const char *path;
	int			len;
	AttributeMask present;
	AttributeValue value[ATTRIBUTE_COUNT];	/* of what is present */
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

/* Whether one attribute comes first, absent before all else; < 0, 0, > 0. */
extern int	label_compare_attribute(Attribute which, const Label *a, const Label *b);

/*
 * By path, source, claim; label_compare_key then by at and seen,
 * label_compare by everything. Labels of one key are one assertion, of which
 * a log keeps the greatest.
 */
extern int	label_compare_series(const Label *a, const Label *b);
extern int	label_compare_key(const Label *a, const Label *b);
extern int	label_compare(const Label *a, const Label *b);

/* Whether two say the same, whenever they say it. */
extern bool label_same_words(const Label *a, const Label *b);

/* by at, then seen: which of two of one voice speaks */
extern int	label_compare_time(const Label *a, const Label *b);

/* the bytes it prints to, quotes aside, or a little more */
extern uint64 label_text_size(const Label *label);

/* Reads path[attributes]; path has FACTAG_MAX_PATH bytes and holds the label's. */
extern bool label_read(Lexer *lx, char *path, Label *label);
extern void label_deparse(StringInfo out, const Label *label);

#endif							/* FACTAG_LABEL_H */
