/*
 * query_walk.h
 *	  Template: evaluates the tree of a query over an algebra.
 *
 *	  An algebra has values and operations on them. What the values are is
 *	  its own affair: whether a row matches, what an index knows of a row (true,
 *	  false or maybe), the rows of a bitmap that match. The walk gives each term
 *	  its value, combines the values from the leaves up, and skips operands that
 *	  cannot change the result.
 *
 *	  This is a template, as lib/sort_template.h is, so that the compiler can
 *	  inline the operations: "tags @@ query" spends its time here. Define, then
 *	  include this file:
 *
 *	  WALK_NAME				the function's name
 *	  WALK_CONTEXT			type of the context, passed to it by pointer
 *	  WALK_VALUE			type of a value
 *	  WALK_TERM(c, term)	the value of a const QueryTerm *
 *	  WALK_NOT(c, a)		not a
 *	  WALK_AND(c, a, b)		a and b; a is not none
 *	  WALK_OR(c, a, b)		a or b; a is not all
 *	  WALK_IS_NONE(c, a)	whether "a and anything" is a
 *	  WALK_IS_ALL(c, a)		whether "a or anything" is a
 *	  WALK_COUNT(c, step)	the value of a QUERY_COUNT step, whose children the
 *							function named WALK_NAME evaluates
 *
 *	  or, for true and false, WALK_BOOL in place of the type of a value and the
 *	  operations on it.
 *
 *	  The result is a static function
 *
 *		  WALK_VALUE WALK_NAME(WALK_CONTEXT *context, const QueryStep *step)
 *
 *	  c is the context's pointer. The last two tests may answer false where true is
 *	  right, which only costs time. query_algebra.h has a ready instance for algebras of sets.
 */
#include "miscadmin.h"

#include "query/query_plan.h"

#ifdef WALK_BOOL
#define WALK_VALUE bool
#define WALK_NOT(c, a) (!(a))
#define WALK_AND(c, a, b) (b)
#define WALK_OR(c, a, b) (b)
#define WALK_IS_NONE(c, a) (!(a))
#define WALK_IS_ALL(c, a) (a)
#endif

static WALK_VALUE
WALK_NAME(WALK_CONTEXT *context, const QueryStep *step)
{
	WALK_VALUE	result;

	if (step->type == QUERY_TERM)
		return WALK_TERM(context, step->term);
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
#ifndef WALK_BOOL
	if (step->type == QUERY_COUNT)
		return WALK_COUNT(context, step);
#endif
	result = WALK_NAME(context, &step->children[0]);
	if (step->type == QUERY_NOT)
		return WALK_NOT(context, result);
	if (step->type == QUERY_AND)
	{
		for (int i = 1; i < step->nchildren && !WALK_IS_NONE(context, result); i++)
		{
			WALK_VALUE	next = WALK_NAME(context, &step->children[i]);

			result = WALK_AND(context, result, next);
		}
	}
#ifdef WALK_BOOL
	else if (step->type == QUERY_COUNT)
	{
		int			missing = step->least - result;

		for (int i = 1; missing > 0 && missing <= step->nchildren - i; i++)
			missing -= WALK_NAME(context, &step->children[i]);
		return missing == 0;
	}
#endif
	else
	{
		for (int i = 1; i < step->nchildren && !WALK_IS_ALL(context, result); i++)
		{
			WALK_VALUE	next = WALK_NAME(context, &step->children[i]);

			result = WALK_OR(context, result, next);
		}
	}
	return result;
}

#undef WALK_BOOL
#undef WALK_NAME
#undef WALK_CONTEXT
#undef WALK_VALUE
#undef WALK_TERM
#undef WALK_NOT
#undef WALK_AND
#undef WALK_OR
#undef WALK_IS_NONE
#undef WALK_IS_ALL
#undef WALK_COUNT
