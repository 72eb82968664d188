/*
 * rule_text.h
 *	  A rule set as it is written: its lines, options and rules. rule_parse.h
 *	  reads it and rule_deparse.h writes it; rule_program.h makes it executable.
 */
#ifndef FACTAG_RULE_TEXT_H
#define FACTAG_RULE_TEXT_H

#include "label/label.h"
#include "rules/condition.h"

typedef struct Rule
{
	const char *name;			/* a path */
	int			namelen;
	const char *at;				/* where it was read */
	Condition  *condition;
	int			nlabels;
	Label	   *labels;			/* path and attributes; the source and time are added when it runs */
} Rule;

typedef enum RuleLineType
{
	LINE_BLANK,					/* or a comment alone */
	LINE_BY,
	LINE_FOLD,
	LINE_ON_LIMIT,
	LINE_RULE
} RuleLineType;

typedef struct RuleLine
{
	RuleLineType type;
	Rule	   *rule;			/* of LINE_RULE, else NULL */
	const char *comment;		/* from its "#" on; NULL for none */
	int			commentlen;
} RuleLine;

/* the values of a rule set's options */
typedef struct RuleOptions
{
	bool		has[LINE_RULE]; /* by RuleLineType: there is a line of it */
	const char *by;				/* a path */
	int			bylen;
	EvasionOptions fold;
	bool		skip;			/* a pattern that reaches a limit counts as not matched */
} RuleOptions;

typedef struct RuleText
{
	RuleOptions options;
	int64		row;			/* of an aggregate, that it is from; else 0 */
	int			nlines;
	int			size;			/* lines allocated */
	RuleLine   *lines;
	int			nrules;
} RuleText;

/* what options to come begin with; a rule's name that does is quoted */
#define RULE_RESERVED '%'

/* Adds a line, all zero, to be filled by the caller. */
extern RuleLine *rule_text_new_line(RuleText *text);

/* Appends a line; leaves out an empty one at the start or after another empty one. */
extern void rule_text_append(RuleText *text, const RuleLine *line);

/* Drops the empty lines at the end. */
extern void rule_text_trim(RuleText *text);

/* The first rule whose name an earlier one has; NULL if there is none. */
extern const Rule *rule_text_find_duplicate(const RuleText *text);

/*
 * Writes the source of a rule's labels, its name below the path of option "by", which takes
 * FACTAG_MAX_PATH bytes at most; returns its length.
 */
extern int	rule_source_path(const RuleOptions *options, const Rule *rule, char *path);

/* The option of a name, LINE_RULE if there is none; and the name of an option. */
extern RuleLineType rule_option(const char *name, int len);
extern const char *rule_option_name(RuleLineType type);

#endif							/* FACTAG_RULE_TEXT_H */
