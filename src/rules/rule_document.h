/*
 * rule_document.h
 *	  What rules are applied to: a text, or a jsonb document with its strings and
 *	  fields.
 */
#ifndef FACTAG_RULE_DOCUMENT_H
#define FACTAG_RULE_DOCUMENT_H

#include "evasion/evasion.h"
#include "rules/rule_program.h"

#include "utils/jsonb.h"

/* a text as it was given, and as patterns see it */
typedef struct DocumentText
{
	const char *original;
	int			originallen;
	EvasionText	folded;
	StartRanges *ranges;		/* where patterns may match, or NULL: everywhere */
} DocumentText;

/* the values of a field: one, or the elements of an array */
typedef struct DocumentField
{
	bool		searched;		/* the rest is filled */
	bool		exists;			/* the document has the field, whatever its value */
	int			nvalues;		/* neither objects nor arrays */
	JsonbValue *values;
	int			ntexts;			/* those of the values that are strings */
	DocumentText *texts;
} DocumentField;

typedef struct RuleDocument
{
	RuleProgram *program;
	Jsonb	   *json;			/* NULL for a text */
	int			ntexts;			/* the text; or all strings of json if uses_text, else none */
	DocumentText *texts;
	DocumentField *fields;		/* by number; of json only */
} RuleDocument;

/* Make a document of a text or of jsonb, which it points into. */
extern void document_init_text(RuleDocument *document, RuleProgram *program,
							   const char *text, int len);
extern void document_init_json(RuleDocument *document, RuleProgram *program, Jsonb *json);

/* A field by its number, searched for when it is first needed; a text has no fields. */
extern DocumentField *document_field(RuleDocument *document, int number);

/* Whether a CONDITION_COMPARE is true for the document. */
extern bool document_compare(RuleDocument *document, const Condition *condition);

/* The bytes of the original text that a match in the folded text came from. */
static inline void
document_original_span(const DocumentText *text, int from, int to, int *start, int *end)
{
	*start = text->folded.start ? (int) text->folded.start[from] : from;
	*end = !text->folded.end ? to : to > from ? (int) text->folded.end[to - 1] : *start;
}

#endif							/* FACTAG_RULE_DOCUMENT_H */
