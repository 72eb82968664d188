/*
 * condition.c
 *	  The condition of a rule; see condition.h.
 */
#include "rules/condition.h"

#include "miscadmin.h"

#include "pcre/regex.h"

Condition *
condition_make(ConditionType type)
{
	Condition  *condition = palloc0(sizeof(Condition));

	condition->type = type;
	return condition;
}

Condition *
condition_combine(ConditionType type, List *children)
{
	Condition  *condition;
	int			total = 0;
	ListCell   *cell;

	if (list_length(children) == 1)
		return linitial(children);
	foreach(cell, children)
	{
		Condition  *child = lfirst(cell);

		total += child->type == type ? child->nchildren : 1;
	}
	condition = condition_make(type);
	condition->children = palloc(sizeof(Condition *) * total);
	foreach(cell, children)
	{
		Condition  *child = lfirst(cell);

		if (child->type != type)
			condition->children[condition->nchildren++] = child;
		else
		{
			memcpy(condition->children + condition->nchildren, child->children,
				   sizeof(Condition *) * child->nchildren);
			condition->nchildren += child->nchildren;
		}
	}
	return condition;
}

bool
condition_fold_pattern(const Condition *condition, EvasionOptions fold, FoldedPattern *result,
					   PatternFoldError *error)
{
	const char *pattern;
	int			len = condition->patternlen;

	pattern = pattern_fold(condition->pattern, &len, condition->flags, fold, error);
	result->pattern = pattern ? pattern : condition->pattern;
	result->len = pattern ? len : condition->patternlen;
	result->flags = condition->flags;
	/* folded text has no capitals, so a capital in the pattern would never match */
	if (fold & EVASION_CASEFOLD)
		result->flags |= REGEX_CASELESS;
	return pattern != NULL;
}

bool
condition_possible_unmatched(const Condition *condition, bool outcome)
{
	int			n = 0;

	check_stack_depth();
	switch (condition->type)
	{
		case CONDITION_PATTERN:
			return !outcome;
		case CONDITION_COMPARE:
			return true;
		case CONDITION_NOT:
			return condition_possible_unmatched(condition->children[0], !outcome);
		default:
			/* for true count the children that can be true, for false those that must be */
			for (int i = 0; i < condition->nchildren; i++)
			{
				const Condition *child = condition->children[i];

				n += condition_possible_unmatched(child, outcome) == outcome;
			}
			break;
	}
	switch (condition->type)
	{
		case CONDITION_AND:
			return outcome ? n == condition->nchildren : n < condition->nchildren;
		case CONDITION_OR:
			return outcome ? n > 0 : n == 0;
		default:
			return outcome ? n >= condition->least : n < condition->least;
	}
}
