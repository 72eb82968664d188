/*
 * taxonomy_text.h
 *	  A taxonomy as it is written: its lines, which are options, terms and links.
 *	  taxonomy_parse.h reads it and taxonomy_deparse.h writes it.
 */
#ifndef FACTAG_TAXONOMY_TEXT_H
#define FACTAG_TAXONOMY_TEXT_H

#include "query/query.h"
#include "taxonomy/term_attribute.h"

typedef enum TaxonomyLineType
{
	LINE_BLANK,					/* or a comment alone */
	LINE_MUST,					/* must: query */
	LINE_OPTION,				/* attribute: value */
	LINE_TERM,
	LINE_ALIAS,					/* path -> path, … */
	LINE_IMPLICATION			/* path => path, … */
} TaxonomyLineType;

/* a path, and where it was read */
typedef struct TaxonomyName
{
	const char *path;
	int			len;
	uint32		at;				/* byte of the input */
} TaxonomyName;

typedef struct TaxonomyLine
{
	TaxonomyLineType type;
	int			nattributes;	/* of LINE_TERM; LINE_OPTION has one */
	int			ntargets;		/* of LINE_ALIAS and LINE_IMPLICATION */
	int			commentlen;
	TaxonomyName name;			/* the term, or the source of a link */
	TermAttribute *attributes;
	TaxonomyName *targets;
	QueryNode  *must;
	const char *comment;		/* from its "#" on; NULL for none */
} TaxonomyLine;

typedef struct TaxonomyText
{
	int			nlines;
	int			size;			/* lines allocated */
	TaxonomyLine *lines;
	const TermAttribute *options[TERM_INHERITED];	/* by TermAttributeKind; NULL where there is no line of it */
	const char *stored;			/* the stored text that the lines were read from; NULL if there is none */
	int			storedlen;
} TaxonomyText;

static inline bool
taxonomy_line_is_link(const TaxonomyLine *line)
{
	return line->type == LINE_ALIAS || line->type == LINE_IMPLICATION;
}

/* Appends a line; leaves out an empty one at the start or after another empty one. */
extern void taxonomy_text_append(TaxonomyText *text, const TaxonomyLine *line);

/* Drops the empty lines at the end. */
extern void taxonomy_text_trim(TaxonomyText *text);

#endif							/* FACTAG_TAXONOMY_TEXT_H */
