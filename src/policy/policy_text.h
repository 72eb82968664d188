/*
 * policy_text.h
 *	  A policy as it is written: its lines, which are options, ladders, rules and
 *	  exemptions. policy_parse.h reads it and policy_deparse.h writes it;
 *	  policy_program.h makes it executable.
 */
#ifndef FACTAG_POLICY_TEXT_H
#define FACTAG_POLICY_TEXT_H

#include "query/query.h"
#include "text/duration.h"

/* the paths below which the labels of the actor and of the context are */
#define POLICY_ACTOR "actor"
#define POLICY_CONTEXT "context"

#define POLICY_MAX_LADDERS 64

typedef enum PolicyLineType
{
	POLICY_BLANK,				/* or a comment alone */
	POLICY_BY,					/* by: path */
	POLICY_TRUST,				/* trust: path, … */
	POLICY_FACTS,				/* facts: path, … */
	POLICY_FREE,				/* free: path, … */
	POLICY_NEVER_EXEMPT,		/* never-exempt: path, … */
	POLICY_LADDER,				/* ladder path: step < … */
	POLICY_RULE,				/* name: query -> output, … */
	POLICY_EXEMPTION			/* exempt name: query -> rule, … */
} PolicyLineType;

#define POLICY_LINE_TYPES (POLICY_EXEMPTION + 1)

/* a path, and where it was read */
typedef struct PolicyName
{
	const char *path;
	int			len;
	uint32		at;				/* byte of the input */
} PolicyName;

typedef enum PolicyAttributeKind
{
	POLICY_SHADOW,				/* a flag */
	POLICY_DSA,					/* dsa=CODE|CODE */
	POLICY_GROUND,
	POLICY_NOTICE,				/* notice-LANG */
	POLICY_OTHER				/* x-… */
} PolicyAttributeKind;

typedef struct PolicyAttribute
{
	PolicyAttributeKind kind;
	int			textlen;
	uint32		at;				/* byte of the input */
	const char *key;			/* of POLICY_NOTICE the language, of POLICY_OTHER the rest of the name; else "" */
	const char *text;			/* the value; of POLICY_DSA the codes with | between them; NULL for a flag */
} PolicyAttribute;

/* attributes in the order in which they print */
typedef struct PolicyAttributes
{
	int			n;
	PolicyAttribute *attributes;
} PolicyAttributes;

/* a step of a ladder: one segment */
typedef struct PolicyStep
{
	PolicyName	name;
	PolicyAttributes attributes;
} PolicyStep;

typedef struct PolicyOutput
{
	PolicyName	name;			/* a step of a ladder, or at or below a free root */
	const Duration *lasts;		/* "for"; NULL for none */
} PolicyOutput;

typedef struct PolicyLine
{
	PolicyLineType type;
	PolicyName	name;			/* of a ladder, a rule or an exemption */
	PolicyAttributes attributes;	/* of a rule or an exemption */
	QueryNode  *condition;		/* of a rule or an exemption */
	int			nnames;			/* paths of an option; the rules that an exemption names */
	PolicyName *names;
	int			noutputs;		/* of a rule */
	PolicyOutput *outputs;
	int			nsteps;			/* of a ladder, the mildest first */
	PolicyStep *steps;
	const char *comment;		/* from its "#" on; NULL for none */
	int			commentlen;
} PolicyLine;

typedef struct PolicyText
{
	int			nlines;
	int			size;			/* lines allocated */
	PolicyLine *lines;
	int			count[POLICY_LINE_TYPES];	/* lines by type */
	PolicyName	by;				/* of option "by"; its path is NULL without it */
} PolicyText;

/* Appends a line; leaves out an empty one at the start or after another empty one. */
extern void policy_text_append(PolicyText *text, const PolicyLine *line);

/* Drops the empty lines at the end. */
extern void policy_text_trim(PolicyText *text);

/* Writes the path of a step of a ladder, its name below the ladder's; returns its length. */
extern int	policy_step_path(const PolicyLine *ladder, int step, char *path);

/*
 * Writes the source of a rule's labels, its name below the path of option "by", which takes
 * FACTAG_MAX_PATH bytes at most; returns its length.
 */
extern int	policy_source_path(const PolicyText *text, const PolicyLine *rule, char *path);

#endif							/* FACTAG_POLICY_TEXT_H */
