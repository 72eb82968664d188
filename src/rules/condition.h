/*
 * condition.h
 *	  The condition of a rule: a tree over patterns and comparisons of fields.
 */
#ifndef FACTAG_CONDITION_H
#define FACTAG_CONDITION_H

#include "rules/pattern_fold.h"

#include "nodes/pg_list.h"
#include "utils/numeric.h"

typedef enum ConditionType
{
	CONDITION_PATTERN,			/* /pattern/flags, of the text or of a field */
	CONDITION_COMPARE,			/* field op value */
	CONDITION_NOT,				/* one child */
	CONDITION_AND,				/* two children or more, none of them CONDITION_AND */
	CONDITION_OR,				/* two children or more, none of them CONDITION_OR */
	CONDITION_COUNT				/* at least "least" of its children */
} ConditionType;

typedef enum FieldOperator
{
	FIELD_EQ, FIELD_NE, FIELD_LT, FIELD_LE, FIELD_GT, FIELD_GE
} FieldOperator;

typedef enum FieldKind
{
	FIELD_STRING, FIELD_NUMBER, FIELD_BOOL, FIELD_NULL,
	FIELD_FIELD					/* another field, whose numbers count */
} FieldKind;

/* what a syntax error in a condition suggests: an example with every construct */
#define CONDITION_HINT \
	"Write a condition as /pattern/i & !/other/ | 2 of (/a/, /b/) & title ~ /pattern/ & age < 3."

/* a field of a jsonb document: its keys from the outermost in; no keys for the text itself */
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
	const char *pattern;		/* without its slashes; terminated */
	int			patternlen;
	int			flags;			/* RegexFlag */

	/* CONDITION_COMPARE */
	FieldOperator op;
	FieldKind kind;				/* which of the following is the value */
	const char *string;
	int			stringlen;
	Numeric		numeric;
	bool		boolean;
	RuleField	other;
	int			other_number;	/* of the other field, in a program; -1 for none */

	/* CONDITION_NOT, CONDITION_AND, CONDITION_OR and CONDITION_COUNT */
	int			nchildren;
	struct Condition **children;
	int			least;			/* CONDITION_COUNT */
} Condition;

/* a pattern as it is compiled, for text folded as a rule set's options say */
typedef struct FoldedPattern
{
	const char *pattern;
	int			len;
	int			flags;			/* RegexFlag */
} FoldedPattern;

/* A condition of this type, all else zero. */
extern Condition *condition_make(ConditionType type);

/* Combine children, flattening those of the same type; a single child is returned as it is. */
extern Condition *condition_combine(ConditionType type, List *children);

/*
 * Sets *result to the pattern of a CONDITION_PATTERN as it must be for folded text. False with
 * *error filled if there is none; *result is the pattern as it is written then.
 */
extern bool condition_fold_pattern(const Condition *condition, EvasionOptions fold,
								   FoldedPattern *result, PatternFoldError *error);

/* Whether a condition can have this outcome for a document in which no pattern matches. */
extern bool condition_possible_unmatched(const Condition *condition, bool outcome);

#endif							/* FACTAG_CONDITION_H */
