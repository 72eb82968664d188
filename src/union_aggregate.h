/*
 * union_aggregate.h
 *	  Aggregates that make one set of many: tagset_union and labelset_union, and
 *	  those that take single elements. The result does not depend on the order
 *	  of rows.
 *
 * The state collects elements. Whenever it has grown to twice its distinct
 * elements it sorts them and merges equal ones, so memory is proportional to
 * the distinct elements, and time to n log n. Between processes the state
 * travels as a set.
 */
#ifndef FACTAG_UNION_AGGREGATE_H
#define FACTAG_UNION_AGGREGATE_H

#include "factag.h"

/* the beginning of every state */
typedef struct UnionState
{
	MemoryContext context;		/* of its elements */
	uint32		merge_at;		/* number of elements at which to merge */
} UnionState;

/* What a type does with its state, in the state's context; what is added is copied. */
typedef struct UnionMethods
{
	Size		state_size;
	uint32		most;			/* elements that a state holds */
	void		(*init) (UnionState *state);

	/* Sorts, and merges equal elements; returns how many are left. */
	uint32		(*merge) (UnionState *state);
	void		(*add_set) (UnionState *state, const struct varlena *set);
	void		(*add_state) (UnionState *state, const UnionState *other);

	/* Makes the set; elements may be added afterwards. */
	struct varlena *(*finish) (UnionState *state);
} UnionMethods;

/* The state in argument 0, made if it is NULL; refuses calls outside an aggregate (55000). */
extern UnionState *union_state(FunctionCallInfo fcinfo, const UnionMethods *methods);

extern void union_merge(UnionState *state, const UnionMethods *methods);

/*
 * Merges if the state has grown enough; call it after adding an element, with
 * the number of elements.
 */
static inline void
union_added(UnionState *state, const UnionMethods *methods, uint32 count)
{
	if (count >= state->merge_at)
		union_merge(state, methods);
}

/*
 * The support functions, which refuse calls outside an aggregate too;
 * union_step adds the set in argument 1.
 */
extern Datum union_step(FunctionCallInfo fcinfo, const UnionMethods *methods);
extern Datum union_combine(FunctionCallInfo fcinfo, const UnionMethods *methods);
extern Datum union_final(FunctionCallInfo fcinfo, const UnionMethods *methods);
extern Datum union_serialize(FunctionCallInfo fcinfo, const UnionMethods *methods);
extern Datum union_deserialize(FunctionCallInfo fcinfo, const UnionMethods *methods);

/*
 * Defines the support functions of one aggregate. The declaration at the end
 * lets a semicolon follow.
 */
#define UNION_AGGREGATE(name, methods) \
	PG_FUNCTION_INFO_V1(name##_step); \
	Datum name##_step(PG_FUNCTION_ARGS) { return union_step(fcinfo, methods); } \
	PG_FUNCTION_INFO_V1(name##_combine); \
	Datum name##_combine(PG_FUNCTION_ARGS) { return union_combine(fcinfo, methods); } \
	PG_FUNCTION_INFO_V1(name##_final); \
	Datum name##_final(PG_FUNCTION_ARGS) { return union_final(fcinfo, methods); } \
	PG_FUNCTION_INFO_V1(name##_serialize); \
	Datum name##_serialize(PG_FUNCTION_ARGS) { return union_serialize(fcinfo, methods); } \
	PG_FUNCTION_INFO_V1(name##_deserialize); \
	Datum name##_deserialize(PG_FUNCTION_ARGS) { return union_deserialize(fcinfo, methods); } \
	extern int	factag_no_such_symbol

#endif							/* FACTAG_UNION_AGGREGATE_H */
