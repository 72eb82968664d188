/*
 * rule_text.h
 *	  A rule set as it is written: its lines, parsed and printed. What runs is
 *	  made from it in rule_program.h.
 */
#ifndef FACTAG_RULE_TEXT_H
#define FACTAG_RULE_TEXT_H

#include "label/label.h"
#include "evasion/evasion.h"

#include "utils/numeric.h"

typedef enum ConditionType
{
	CONDITION_PATTERN,			/* /pattern/flags, of the text or of a field */
	CONDITION_COMPARE,			/* field op value */
	CONDITION_NOT,				/* one child */
	CONDITION_AND,				/* two children or more, none of them CONDITION_AND */
	CONDITION_OR,				/* two children or more, none of them CONDITION_OR */
	CONDITION_COUNT				/* at least so many of its children */
} ConditionType;

typedef enum FieldOperator
{
	FIELD_EQ, FIELD_NE, FIELD_LT, FIELD_LE, FIELD_GT, FIELD_GE
} FieldOperator;

typedef enum FieldKind
{
	FIELD_STRING, FIELD_NUMBER, FIELD_BOOL, FIELD_NULL
} FieldKind;

/* a place in a jsonb document: keys from the outside in; none for the text itself */
typedef struct RuleField
{
	int			nkeys;
	char	  **keys;
} RuleField;

typedef struct Condition
{
	ConditionType type;
	RuleField	field;			/* of CONDITION_PATTERN and CONDITION_COMPARE */
	int			number;			/* of the pattern, in a program */
	int			field_number;	/* of the field, in a program; -1 for the text itself */

	/* CONDITION_PATTERN */
	const char *pattern;
	int			patternlen;
	int			flags;			/* RegexFlag */

	/* CONDITION_COMPARE */
	FieldOperator op;
	FieldKind kind;
	const char *string;
	int			stringlen;
	Numeric		numeric;
	bool		boolean;

	/* the others */
	int			nchildren;
	struct Condition **children;
	int			least;			/* CONDITION_COUNT */
} Condition;

typedef struct Rule
{
	const char *name;			/* a path */
	int			namelen;
	const char *at;				/* where it was read */
	Condition  *condition;
	int			nlabels;
	Label	   *labels;			/* their outcomes: path and attributes, no source, no time */
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
	Rule	   *rule;
	const char *comment;		/* from its "#" on; NULL for none */
	int			commentlen;
} RuleLine;

/* nothing, not even a comment */
static inline bool
rule_line_is_empty(const RuleLine *line)
{
	return line->type == LINE_BLANK && !line->comment;
}

/* what a rule set's options say; has tells which lines are there */
typedef struct RuleOptions
{
	bool		has[LINE_RULE];
	const char *by;				/* a path */
	int			bylen;
	EvasionOptions fold;
	bool		skip;			/* a pattern that reaches a limit counts as not matched */
} RuleOptions;

typedef struct RuleText
{
	RuleOptions options;
	int			nlines;
	int			size;
	RuleLine   *lines;
	int			nrules;
} RuleText;

/* a pattern as it is compiled for text folded so, and its flags */
typedef struct RulePattern
{
	const char *pattern;
	int			len;
	int			flags;
} RulePattern;

extern RulePattern rule_pattern(const Condition *condition, EvasionOptions fold);

/*
 * Reads the lexer's whole input; NULL if an error was saved. With check each
 * pattern is compiled, to find what is wrong with it, and each name and limit
 * looked at; without, the text was checked before.
 */
extern RuleText *rule_parse(Lexer *lx, bool check);

/* Reads a condition that ends at the lexer's end; its patterns will look at text folded so. */
extern Condition *condition_parse(Lexer *lx, bool check, EvasionOptions fold);

/* where a condition ends: at its arrow, or at the end if there is none; NULL if an error was saved */
extern const char *condition_end(Lexer *lx, int *arrow);

/* Adds an empty line. */
extern RuleLine *rule_add_line(RuleText *text);

/* Adds a line as texts keep it: of empty ones one stays, none at the start. */
extern void rule_take_line(RuleText *text, const RuleLine *line);

/* Drops the empty lines at the end. */
extern void rule_trim(RuleText *text);

/* a rule whose name one before it has, NULL if there is none */
extern const Rule *rule_duplicate(const RuleText *text);

/*
 * All texts in one, in their order, options first; the names of their rules
 * must differ (42710), the options that several set must agree (22023), and each
 * pattern must compile folded as the option of another text says (2201B).
 */
extern RuleText *rule_join(RuleText *const *texts, int n);

/* Append the canonical text. */
extern void rule_deparse(StringInfo out, const RuleText *text);
extern void condition_deparse(StringInfo out, const Condition *condition);
extern void rule_deparse_labels(StringInfo out, const Rule *rule);

/* a rule's name as errors and functions show it, palloc'd */
extern char *rule_name_text(const Rule *rule);

/* the option of a name, or LINE_RULE; and back */
extern RuleLineType rule_option(const char *name, int len);
extern const char *rule_option_name(RuleLineType type);

#endif							/* FACTAG_RULE_TEXT_H */
