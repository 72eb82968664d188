/*
 * tagpath_range.c
 *	  Planner support: turns "path <@ x", "path @> x" and "path @@ query" into
 *	  conditions on a plain btree or BRIN index.
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
 * The paths at or above a^Ab^Ac are three, "path = ANY ('{a,a/b,a/b/c}')", which a
 * btree looks up one by one. Other indexes get the range from the first to the last
 * of them, which is lossy. So do further columns of a btree: before PostgreSQL 17,
 * the index then returns rows array element by array element, and the planner, which
 * knows that of arrays in the query, would take them for sorted.
 *
 * If the value is a constant, the bounds are constants, which EXPLAIN shows although
 * they are not valid paths. Otherwise they are calls of functions that compute them
 * during execution. These take an argument of type internal, so SQL can neither call
 * them nor store such a bound.
 */
#include "factag.h"

#include "access/htup_details.h"
#include "access/stratnum.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "planner/query_cost.h"
#include "query/query_plan.h"
#include "tagpath/tagpath.h"
#include "text/path.h"

/* the paths that a comparison is true of */
typedef enum RangeKind
{
	SUBTREE,					/* path <@ value */
	ANCESTORS,					/* path @> value */
	MATCHES,					/* path @@ value */
	NO_RANGE					/* the other argument is the path */
} RangeKind;

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
 * Computes the range for the value of a comparison, a tagquery for MATCHES and else a
 * tagpath. Returns false if that is the range of all paths, or of a query that has to
 * fail for whatever row it is evaluated.
 */
static bool
find_range(struct varlena *value, RangeKind kind, Range *range)
{
	if (kind == MATCHES)
	{
		const QueryPlan *plan = query_plan_unchecked(value);

		if (!plan->unanchored && range_of_query(&plan->root, range))
			return true;
		range_all(range);
		return false;
	}
	range_from(range, TAGPATH_DATA(value), TAGPATH_LEN(value),
			   kind == SUBTREE ? FACTAG_STAR : FACTAG_SEPARATOR);
	if (kind == ANCESTORS)
		range->startlen = path_ancestor(range->start, range->startlen, 1);
	return true;
}

/* Returns the path and its ancestors as an array of the type. */
static Datum
ancestor_array(const struct varlena *path, Oid tagpath)
{
	int			depth = path_depth(TAGPATH_DATA(path), TAGPATH_LEN(path));
	Datum	   *paths = palloc(sizeof(Datum) * depth);
	int16		typlen;
	bool		typbyval;
	char		typalign;

	for (int i = 0; i < depth; i++)
		paths[i] = PointerGetDatum(tagpath_form(TAGPATH_DATA(path),
												path_ancestor(TAGPATH_DATA(path), TAGPATH_LEN(path), i + 1)));
	get_typlenbyvalalign(tagpath, &typlen, &typbyval, &typalign);
	return PointerGetDatum(construct_array(paths, depth, tagpath, typlen, typbyval, typalign));
}

/* Body of the functions that compute a bound during execution: of argument 0, NULL for NULL. */
static Datum
bound(FunctionCallInfo fcinfo, bool end, RangeKind kind)
{
	Range	   *range;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	range = palloc(sizeof(Range));
	find_range(PG_GETARG_PACKED_P(0), kind, range);
	PG_RETURN_POINTER(end ? tagpath_form(range->end, range->endlen) :
					  tagpath_form(range->start, range->startlen));
}

PG_FUNCTION_INFO_V1(tagpath_range_start);
Datum
tagpath_range_start(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, false, SUBTREE);
}

PG_FUNCTION_INFO_V1(tagpath_range_end);
Datum
tagpath_range_end(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, true, SUBTREE);
}

PG_FUNCTION_INFO_V1(tagquery_range_start);
Datum
tagquery_range_start(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, false, MATCHES);
}

PG_FUNCTION_INFO_V1(tagquery_range_end);
Datum
tagquery_range_end(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, true, MATCHES);
}

/* the paths at or above argument 0, NULL for NULL */
PG_FUNCTION_INFO_V1(tagpath_range_ancestors);
Datum
tagpath_range_ancestors(PG_FUNCTION_ARGS)
{
	Oid			tagpath;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	tagpath = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	PG_RETURN_DATUM(ancestor_array(PG_GETARG_TAGPATH_P(0), tagpath));
}

/* Makes a constant of a type of variable length. */
static Expr *
make_constant(Datum value, Oid type)
{
	return (Expr *) makeConst(type, -1, InvalidOid, -1, value, false, false);
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
 * Makes a call of a function that computes a bound or the ancestors. It is looked up in
 * the schema of the operator's function; NULL if it is not there or the user may not
 * execute it.
 */
static Expr *
make_call(SupportRequestIndexCondition *req, const char *name, Expr *value, Oid valuetype,
		  Oid resulttype)
{
	Oid			types[2] = {valuetype, INTERNALOID};
	/* without a check of USAGE on the schema, which the reader of a view may lack */
	Oid			function = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid,
										   CStringGetDatum(name),
										   PointerGetDatum(buildoidvector(types, 2)),
										   ObjectIdGetDatum(get_func_namespace(req->funcid)));

	if (!OidIsValid(function) || !may_call(req->root, function))
		return NULL;
	return (Expr *) makeFuncExpr(function, resulttype,
								 list_make2(value, makeNullConst(INTERNALOID, -1, InvalidOid)),
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
}

/* Makes "path = ANY (the value's ancestors)"; NIL if the function is not to be called. */
static List *
ancestor_conditions(SupportRequestIndexCondition *req, Oid eq, Expr *path, Expr *value, Oid tagpath)
{
	ScalarArrayOpExpr *any = makeNode(ScalarArrayOpExpr);
	Oid			array = get_array_type(tagpath);
	Expr	   *ancestors;

	if (IsA(value, Const))
		ancestors = make_constant(ancestor_array(DatumGetTagpathP(((Const *) value)->constvalue), tagpath), array);
	else
		ancestors = make_call(req, "tagpath_range_ancestors", value, tagpath, array);
	if (!ancestors)
		return NIL;
	any->opno = eq;
	any->opfuncid = get_opcode(eq);
	any->useOr = true;
	any->args = list_make2(path, ancestors);
	any->location = -1;
	return list_make1(any);
}

/* Makes the two conditions "path >= start" and "path < end"; NIL if there is no range. */
static List *
range_conditions(SupportRequestIndexCondition *req, Oid ge, Oid lt, Expr *path, Expr *value,
				 Oid tagpath, RangeKind kind)
{
	Expr	   *start = NULL;
	Expr	   *end = NULL;

	if (IsA(value, Const))
	{
		Range	   *range = palloc(sizeof(Range));

		if (!find_range(DatumGetPackedP(((Const *) value)->constvalue), kind, range))
			return NIL;
		start = make_constant(PointerGetDatum(tagpath_form(range->start, range->startlen)), tagpath);
		end = make_constant(PointerGetDatum(tagpath_form(range->end, range->endlen)), tagpath);
	}
	else if (kind != ANCESTORS)
	{
		Oid			valuetype = getBaseType(exprType((Node *) value));

		start = make_call(req, kind == MATCHES ? "tagquery_range_start" : "tagpath_range_start",
						  value, valuetype, tagpath);
		end = make_call(req, kind == MATCHES ? "tagquery_range_end" : "tagpath_range_end",
						copyObject(value), valuetype, tagpath);
	}
	if (!start || !end)
		return NIL;
	return list_make2(make_opclause(ge, BOOLOID, false, path, start, InvalidOid, InvalidOid),
					  make_opclause(lt, BOOLOID, false, copyObject(path), end,
									InvalidOid, InvalidOid));
}

/* Makes the conditions for an index; NIL if there are none. Sets req->lossy. */
static List *
index_conditions(SupportRequestIndexCondition *req, Expr *path, Expr *value, RangeKind kind)
{
	Oid			tagpath = getBaseType(exprType((Node *) path));
	Oid			btree = lookup_type_cache(tagpath, TYPECACHE_BTREE_OPFAMILY)->btree_opf;
	Oid			eq = get_opfamily_member(btree, tagpath, tagpath, BTEqualStrategyNumber);
	Oid			ge = get_opfamily_member(btree, tagpath, tagpath, BTGreaterEqualStrategyNumber);
	Oid			lt = get_opfamily_member(btree, tagpath, tagpath, BTLessStrategyNumber);

	if (IsA(value, Const) && ((Const *) value)->constisnull)
		return NIL;
	if (kind == ANCESTORS && req->index->amsearcharray && req->indexcol == 0 &&
		op_in_opfamily(eq, req->opfamily))
	{
		req->lossy = false;
		return ancestor_conditions(req, eq, path, value, tagpath);
	}
	/* whatever the kind of index: these operators are what it must have */
	if (!op_in_opfamily(ge, req->opfamily) || !op_in_opfamily(lt, req->opfamily))
		return NIL;
	/* paths in the range of a query need not match it, nor be ancestors */
	req->lossy = kind != SUBTREE;
	return range_conditions(req, ge, lt, path, value, tagpath, kind);
}

/*
 * Body of the support functions: returns the index conditions for an operator, given
 * what it is true of for the path in either of its arguments, and the cost of "@@"; NULL for
 * other requests and indexes.
 */
static Datum
range_support(FunctionCallInfo fcinfo, RangeKind left, RangeKind right)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	SupportRequestIndexCondition *req;
	RangeKind	kind;
	List	   *args;
	List	   *conditions;

	if (IsA(request, SupportRequestCost) && (left == MATCHES || right == MATCHES))
		PG_RETURN_POINTER(query_match_cost(fcinfo, (SupportRequestCost *) request));
	if (!IsA(request, SupportRequestIndexCondition))
		PG_RETURN_POINTER(NULL);
	req = (SupportRequestIndexCondition *) request;
	kind = req->indexarg == 0 ? left : right;
	if (kind == NO_RANGE)
		PG_RETURN_POINTER(NULL);
	if (is_opclause(req->node))
		args = ((OpExpr *) req->node)->args;
	else if (is_funcclause(req->node))
		args = ((FuncExpr *) req->node)->args;
	else
		PG_RETURN_POINTER(NULL);
	if (list_length(args) != 2 ||
		!is_pseudo_constant_for_index(req->root, list_nth(args, 1 - req->indexarg), req->index))
		PG_RETURN_POINTER(NULL);

	conditions = index_conditions(req, list_nth(args, req->indexarg),
								  list_nth(args, 1 - req->indexarg), kind);
	PG_RETURN_POINTER(conditions == NIL ? NULL : conditions);
}

/* left <@ right */
PG_FUNCTION_INFO_V1(tagpath_within_support);
Datum
tagpath_within_support(PG_FUNCTION_ARGS)
{
	return range_support(fcinfo, SUBTREE, ANCESTORS);
}

/* left @> right */
PG_FUNCTION_INFO_V1(tagpath_contains_support);
Datum
tagpath_contains_support(PG_FUNCTION_ARGS)
{
	return range_support(fcinfo, ANCESTORS, SUBTREE);
}

/* path @@ query */
PG_FUNCTION_INFO_V1(tagpath_meets_support);
Datum
tagpath_meets_support(PG_FUNCTION_ARGS)
{
	return range_support(fcinfo, MATCHES, NO_RANGE);
}

/* query @@ path */
PG_FUNCTION_INFO_V1(tagquery_met_by_support);
Datum
tagquery_met_by_support(PG_FUNCTION_ARGS)
{
	return range_support(fcinfo, NO_RANGE, MATCHES);
}
