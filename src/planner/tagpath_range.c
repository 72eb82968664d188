/*
 * tagpath_range.c
 *	  Planner support: turns "path <@ x", "x @> path" and "path @@ query" into a
 *	  range on a plain btree index.
 *
 * Paths sort bytewise, which is preorder, so a subtree is one range. Its lower
 * bound is its top path. Its upper bound, exclusive, is the path followed by a byte
 * that no path has there. With ^A for the separator (0x01), the order is
 *
 *		a  <  a^Ab  <  a^Ab^Ac  <  a 0x02  <  ab  <  a 0xFF  <  b
 *
 *		a		a <= path < a 0x02		the subtree; 0x02 is FACTAG_STAR, which is
 *										above the separator and below every byte of
 *										a segment
 *		=a		a <= path < a 0x01		the path alone
 *		a*		a <= path < a 0xFF		a literal head; UTF-8 has no byte 0xFF
 *
 * An AND of terms is in the intersection of their ranges, an OR in the smallest
 * range around all of them, and so is "N of"; a NOT has no range. The range of a query is lossy, so
 * the operator is rechecked.
 *
 * If the value is a constant, the bounds are constants, which EXPLAIN shows although
 * they are not valid paths. Otherwise they are calls of functions that compute them
 * during execution. These take an argument of type internal, so SQL can neither call
 * them nor store such a bound.
 */
#include "factag.h"

#include "access/htup_details.h"
#include "access/stratnum.h"
#include "catalog/pg_am.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "query/query_plan.h"
#include "tagpath/tagpath.h"
#include "text/path.h"

/* start <= path < end; end is a path and one more byte */
typedef struct Range
{
	int			startlen;
	int			endlen;
	char		start[FACTAG_MAX_PATH];
	char		end[FACTAG_MAX_PATH + 1];
} Range;

/* Sets a range that holds all paths. */
static void
range_all(Range *range)
{
	range->startlen = 0;
	range->endlen = 1;
	range->end[0] = (char) 0xFF;
}

/* Sets the range from head up to head followed by a byte. */
static void
range_from(Range *range, const char *head, int len, unsigned char end)
{
	memcpy(range->start, head, len);
	range->startlen = len;
	memcpy(range->end, head, len);
	range->end[len] = (char) end;
	range->endlen = len + 1;
}

/* Replaces a range by its intersection with another, if shared, or by the range around both. */
static void
range_combine(Range *range, const Range *other, bool shared)
{
	int			starts = path_compare(other->start, other->startlen, range->start, range->startlen);
	int			ends = path_compare(other->end, other->endlen, range->end, range->endlen);

	if (shared ? starts > 0 : starts < 0)
	{
		memcpy(range->start, other->start, other->startlen);
		range->startlen = other->startlen;
	}
	if (shared ? ends < 0 : ends > 0)
	{
		memcpy(range->end, other->end, other->endlen);
		range->endlen = other->endlen;
	}
}

/* Computes a range that holds every path matching a query; false if there is none but all paths. */
static bool
range_of_query(const QueryStep *step, Range *range)
{
	const QueryTerm *term = step->term;
	bool		all = step->type == QUERY_AND;
	bool		found = false;
	int			unknown = 0;	/* operands without a range */
	int			allowed;
	Range	   *other;

	check_stack_depth();
	if (step->type == QUERY_TERM)
	{
		if (term->headlen == 0)
			return false;
		range_from(range, term->pattern, term->headlen,
				   !term->literal ? 0xFF : term->exact ? FACTAG_SEPARATOR : FACTAG_STAR);
		return true;
	}
	if (step->type == QUERY_NOT)
		return false;

	/*
	 * Any operand narrows an AND, but every operand of an OR must have a range. If fewer
	 * than N operands of "N of" have none, a path that matches is in the range of another.
	 */
	allowed = all ? step->nchildren : step->type == QUERY_OR ? 0 : step->least - 1;
	other = palloc(sizeof(Range));
	for (int i = 0; i < step->nchildren; i++)
	{
		bool		known = range_of_query(&step->children[i], found ? other : range);

		if (known && found)
			range_combine(range, other, all);
		if (!known && ++unknown > allowed)
		{
			found = false;
			break;
		}
		found |= known;
	}
	pfree(other);
	return found;
}

/*
 * Computes the range for the value of a comparison, which is a tagquery if query
 * is set, or else a tagpath. Returns false if that is the range of all paths.
 */
static bool
find_range(struct varlena *value, bool query, Range *range)
{
	if (query)
	{
		if (range_of_query(&query_plan(value)->root, range))
			return true;
		range_all(range);
		return false;
	}
	range_from(range, TAGPATH_DATA(value), TAGPATH_LEN(value), FACTAG_STAR);
	return true;
}

/* Body of the functions that compute a bound during execution: of argument 0, NULL for NULL. */
static Datum
bound(FunctionCallInfo fcinfo, bool end, bool query)
{
	Range	   *range;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	range = palloc(sizeof(Range));
	find_range(PG_GETARG_PACKED_P(0), query, range);
	PG_RETURN_POINTER(end ? tagpath_form(range->end, range->endlen) :
					  tagpath_form(range->start, range->startlen));
}

PG_FUNCTION_INFO_V1(tagpath_range_start);
Datum
tagpath_range_start(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, false, false);
}

PG_FUNCTION_INFO_V1(tagpath_range_end);
Datum
tagpath_range_end(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, true, false);
}

PG_FUNCTION_INFO_V1(tagquery_range_start);
Datum
tagquery_range_start(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, false, true);
}

PG_FUNCTION_INFO_V1(tagquery_range_end);
Datum
tagquery_range_end(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, true, true);
}

/* Makes a constant of type tagpath. */
static Expr *
make_bound(const char *path, int len, Oid tagpath)
{
	return (Expr *) makeConst(tagpath, -1, InvalidOid, -1,
							  PointerGetDatum(tagpath_form(path, len)), false, false);
}

/* Checks EXECUTE permission. If the ACL is not the default, marks the plan as role-dependent. */
static bool
may_call(PlannerInfo *root, Oid function)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));

	if (!HeapTupleIsValid(tuple))
		return false;
	if (!heap_attisnull(tuple, Anum_pg_proc_proacl, NULL))
		root->glob->dependsOnRole = true;
	ReleaseSysCache(tuple);
	return factag_may_execute(function);
}

/*
 * Makes a call of the function that computes a bound. It is looked up in the
 * schema of the operator's function; NULL if it is not there or the user may not
 * execute it.
 */
static Expr *
make_bound_call(PlannerInfo *root, Oid namespace, const char *name, Expr *value, Oid valuetype,
				Oid tagpath)
{
	Oid			types[2] = {valuetype, INTERNALOID};
	/* without a check of USAGE on the schema, which the reader of a view may lack */
	Oid			function = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid,
										   CStringGetDatum(name),
										   PointerGetDatum(buildoidvector(types, 2)),
										   ObjectIdGetDatum(namespace));

	if (!OidIsValid(function) || !may_call(root, function))
		return NULL;
	return (Expr *) makeFuncExpr(function, tagpath,
								 list_make2(value, makeNullConst(INTERNALOID, -1, InvalidOid)),
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
}

/* Makes the two index conditions "path >= start" and "path < end"; NIL if there is no range. */
static List *
index_conditions(SupportRequestIndexCondition *req, Expr *path, Expr *value, bool query)
{
	Oid			tagpath = getBaseType(exprType((Node *) path));
	Oid			valuetype = getBaseType(exprType((Node *) value));
	Oid			ge = get_opfamily_member(req->opfamily, tagpath, tagpath,
										 BTGreaterEqualStrategyNumber);
	Oid			lt = get_opfamily_member(req->opfamily, tagpath, tagpath, BTLessStrategyNumber);
	Expr	   *start;
	Expr	   *end;

	if (!OidIsValid(ge) || !OidIsValid(lt))
		return NIL;
	if (IsA(value, Const))
	{
		Const	   *c = (Const *) value;
		Range	   *range = palloc(sizeof(Range));

		if (c->constisnull ||
			!find_range((struct varlena *) PG_DETOAST_DATUM_PACKED(c->constvalue), query, range))
			return NIL;
		start = make_bound(range->start, range->startlen, tagpath);
		end = make_bound(range->end, range->endlen, tagpath);
	}
	else
	{
		Oid			namespace = get_func_namespace(req->funcid);

		start = make_bound_call(req->root, namespace,
								query ? "tagquery_range_start" : "tagpath_range_start",
								value, valuetype, tagpath);
		end = make_bound_call(req->root, namespace,
							  query ? "tagquery_range_end" : "tagpath_range_end",
							  copyObject(value), valuetype, tagpath);
		if (!start || !end)
			return NIL;
	}
	return list_make2(make_opclause(ge, BOOLOID, false, path, start, InvalidOid, InvalidOid),
					  make_opclause(lt, BOOLOID, false, copyObject(path), end,
									InvalidOid, InvalidOid));
}

/*
 * Body of the support functions: returns the index conditions for an operator
 * whose path is argument patharg and whose other argument is a tagquery, if query
 * is set, or else a tagpath; NULL for other requests and indexes.
 */
static Datum
range_support(FunctionCallInfo fcinfo, int patharg, bool query)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	SupportRequestIndexCondition *req;
	List	   *args;
	List	   *conditions;

	if (!IsA(request, SupportRequestIndexCondition))
		PG_RETURN_POINTER(NULL);
	req = (SupportRequestIndexCondition *) request;
	if (req->index->relam != BTREE_AM_OID || req->indexarg != patharg)
		PG_RETURN_POINTER(NULL);
	if (is_opclause(req->node))
		args = ((OpExpr *) req->node)->args;
	else if (is_funcclause(req->node))
		args = ((FuncExpr *) req->node)->args;
	else
		PG_RETURN_POINTER(NULL);
	if (list_length(args) != 2 ||
		!is_pseudo_constant_for_index(req->root, list_nth(args, 1 - patharg), req->index))
		PG_RETURN_POINTER(NULL);

	conditions = index_conditions(req, list_nth(args, patharg), list_nth(args, 1 - patharg), query);
	if (conditions == NIL)
		PG_RETURN_POINTER(NULL);
	/* paths in the range of a query need not match it */
	req->lossy = query;
	PG_RETURN_POINTER(conditions);
}

/* path <@ top */
PG_FUNCTION_INFO_V1(tagpath_within_support);
Datum
tagpath_within_support(PG_FUNCTION_ARGS)
{
	return range_support(fcinfo, 0, false);
}

/* top @> path */
PG_FUNCTION_INFO_V1(tagpath_contains_support);
Datum
tagpath_contains_support(PG_FUNCTION_ARGS)
{
	return range_support(fcinfo, 1, false);
}

/* path @@ query */
PG_FUNCTION_INFO_V1(tagpath_meets_support);
Datum
tagpath_meets_support(PG_FUNCTION_ARGS)
{
	return range_support(fcinfo, 0, true);
}

/* query @@ path */
PG_FUNCTION_INFO_V1(tagquery_met_by_support);
Datum
tagquery_met_by_support(PG_FUNCTION_ARGS)
{
	return range_support(fcinfo, 1, true);
}
