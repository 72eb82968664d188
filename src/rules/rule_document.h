/*
 * rule_document.h
 *	  What rules look at: a text, or a jsonb document with its texts and fields.
 */
#ifndef FACTAG_RULE_DOCUMENT_H
#define FACTAG_RULE_DOCUMENT_H

#include "rules/rule_program.h"

#include "utils/jsonb.h"

/* a text as it is, and as patterns see it */
typedef struct DocumentText
{
	const char *original;
	int			originallen;
	FoldedText	folded;
} DocumentText;

/* what a document has at a field: a value, or the elements of an array */
typedef struct DocumentField
{
	bool		found;			/* it was looked for, */
	bool		there;			/* and is there, whatever it holds */
	int			nvalues;
	JsonbValue *values;
	int			ntexts;			/* those of the values that are strings */
	DocumentText *texts;
} DocumentField;

typedef struct RuleDocument
{
	RuleProgram *program;
	Jsonb	   *json;			/* NULL for a text */
	int			ntexts;			/* the text, or all strings of a document if some pattern asks for them */
	DocumentText *texts;
	DocumentField *fields;		/* by number */
} RuleDocument;

/* Make a document of a text, or of jsonb; what they hold points into it. */
extern void document_init_text(RuleDocument *document, RuleProgram *program, const char *text, int len);
extern void document_init_json(RuleDocument *document, RuleProgram *program, Jsonb *json);

/* a field by its number, looked for when first asked for; empty in a text */
extern DocumentField *document_field(RuleDocument *document, int number);

/* Whether a comparison holds of the document. */
extern bool document_compare(RuleDocument *document, const Condition *condition);

/* the bytes of the original that a match in a text came from */
static inline void
document_place(const DocumentText *text, int from, int to, int *start, int *end)
{
	*start = text->folded.start ? (int) text->folded.start[from] : from;
	*end = !text->folded.end ? to : to > from ? (int) text->folded.end[to - 1] : *start;
}

#endif							/* FACTAG_RULE_DOCUMENT_H */
