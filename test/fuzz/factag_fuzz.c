/*
 * factag_fuzz.c
 *	  libFuzzer within a server process: a target is an SQL function of text or
 *	  bytea, which may raise what a user can be told and must not answer false.
 */
#include "postgres.h"

#include <stdlib.h>
#include <unistd.h>

#include "access/gin.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/resowner.h"

PG_MODULE_MAGIC;

/* of libFuzzer, which the extension is linked with here */
extern int	LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback) (const uint8_t *data, size_t size));

#define MAX_PARTS 4

static Oid	target;
static int	nparts;
static Oid	part_types[MAX_PARTS];
static MemoryContext input_memory;
static MemoryContext home_memory;

/* Ends the process where a target fails; libFuzzer keeps the input. */
static void
found(const char *what)
{
	fprintf(stderr, "FOUND: %s\n", what);
	abort();
}

/* A text of these bytes, what is no UTF-8 replaced. */
static Datum
make_text(const uint8_t *data, size_t size)
{
	text	   *t = palloc(VARHDRSZ + size);
	char	   *out = VARDATA(t);
	size_t		i = 0;

	while (i < size)
	{
		int			n = pg_utf_mblen(data + i);

		if (data[i] == 0 || i + n > size || !pg_utf8_islegal(data + i, n))
		{
			*out++ = '?';
			i++;
			continue;
		}
		memcpy(out, data + i, n);
		out += n;
		i += n;
	}
	SET_VARSIZE(t, out - (char *) t);
	return PointerGetDatum(t);
}

static Datum
make_bytea(const uint8_t *data, size_t size)
{
	bytea	   *b = palloc(VARHDRSZ + size);

	SET_VARSIZE(b, VARHDRSZ + size);
	memcpy(VARDATA(b), data, size);
	return PointerGetDatum(b);
}

/* Calls the target; an input's parts are separated by zero bytes, the last takes the rest. */
static bool
call_target(const uint8_t *data, size_t size)
{
	LOCAL_FCINFO(fcinfo, MAX_PARTS);
	FmgrInfo	flinfo;
	Datum		result;

	fmgr_info(target, &flinfo);
	InitFunctionCallInfoData(*fcinfo, &flinfo, nparts, InvalidOid, NULL, NULL);
	for (int i = 0; i < nparts; i++)
	{
		const uint8_t *end = i < nparts - 1 && size > 0 ? memchr(data, 0, size) : NULL;
		size_t		len = end ? (size_t) (end - data) : size;

		fcinfo->args[i].value = part_types[i] == BYTEAOID ? make_bytea(data, len) : make_text(data, len);
		fcinfo->args[i].isnull = false;
		data += len;
		size -= len;
		if (end)
		{
			data++;
			size--;
		}
	}
	result = FunctionCallInvoke(fcinfo);
	return fcinfo->isnull || DatumGetBool(result);
}

/* whether a user may be told such a thing; a mistake in a target is none */
static bool
is_users_fault(const ErrorData *error)
{
	switch (error->sqlerrcode)
	{
		case ERRCODE_ASSERT_FAILURE:
		case ERRCODE_UNDEFINED_FUNCTION:
		case ERRCODE_AMBIGUOUS_FUNCTION:
		case ERRCODE_UNDEFINED_COLUMN:
		case ERRCODE_SYNTAX_ERROR:
		case ERRCODE_DATATYPE_MISMATCH:
			return false;
		default:
			return ERRCODE_TO_CATEGORY(error->sqlerrcode) != ERRCODE_INTERNAL_ERROR;
	}
}

/* libFuzzer's callback */
static int
run_input(const uint8_t *data, size_t size)
{
	ResourceOwner owner = CurrentResourceOwner;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(input_memory);
	PG_TRY();
	{
		if (!call_target(data, size))
			found("the target answered false");
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(input_memory);
		error = CopyErrorData();
		FlushErrorState();
		if (!is_users_fault(error))
		{
			fprintf(stderr, "%s: %s\n%s\n", unpack_sql_state(error->sqlerrcode), error->message, error->context ? error->context : "");
			found("an error that no user should see");
		}
	}
	PG_END_TRY();
	RollbackAndReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(home_memory);
	CurrentResourceOwner = owner;
	MemoryContextReset(input_memory);
	return 0;
}

/* fuzz_run(function, arguments of libFuzzer …); the process ends with it */
PG_FUNCTION_INFO_V1(fuzz_run);
Datum
fuzz_run(PG_FUNCTION_ARGS)
{
	Datum	   *elements;
	int			nelements;
	char	  **argv;
	int			argc;
	Oid		   *types;

	target = PG_GETARG_OID(0);
	get_func_signature(target, &types, &nparts);
	if (nparts < 1 || nparts > MAX_PARTS)
		elog(ERROR, "a target has 1 to %d arguments", MAX_PARTS);
	memcpy(part_types, types, sizeof(Oid) * nparts);
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, &nelements);
	argv = palloc0(sizeof(char *) * (nelements + 2));
	argv[0] = "fuzz";
	for (int i = 0; i < nelements; i++)
		argv[i + 1] = TextDatumGetCString(elements[i]);
	argc = nelements + 1;

	home_memory = CurrentMemoryContext;
	input_memory = AllocSetContextCreate(TopMemoryContext, "fuzz input", ALLOCSET_DEFAULT_SIZES);
	/* nothing of the server's own way to end */
	_exit(LLVMFuzzerRunDriver(&argc, &argv, run_input));
}

/* what a type's receive function makes of a message, as text */
PG_FUNCTION_INFO_V1(fuzz_receive);
Datum
fuzz_receive(PG_FUNCTION_ARGS)
{
	Oid			type = PG_GETARG_OID(0);
	bytea	   *message = PG_GETARG_BYTEA_PP(1);
	Oid			receive;
	Oid			output;
	Oid			param;
	bool		varlena;
	StringInfoData in;

	getTypeBinaryInputInfo(type, &receive, &param);
	getTypeOutputInfo(type, &output, &varlena);
	initStringInfo(&in);
	appendBinaryStringInfo(&in, VARDATA_ANY(message), VARSIZE_ANY_EXHDR(message));
	PG_RETURN_TEXT_P(cstring_to_text(OidOutputFunctionCall(output, OidReceiveFunctionCall(receive, &in, param, -1))));
}

/* --- what a GIN index would say of one row ------------------------------------------- */

static Oid
support(const char *format, const char *type)
{
	return DatumGetObjectId(DirectFunctionCall1(regprocedurein, CStringGetDatum(psprintf(format, type, type))));
}

static int
compare_keys(const void *a, const void *b, void *compare)
{
	return DatumGetInt32(FunctionCall2(compare, *(const Datum *) a, *(const Datum *) b));
}

/* whether the row has a key of the query, found as the index looks it up */
static bool
has_key(FmgrInfo *compare, FmgrInfo *partial, const Datum *keys, int nkeys, Datum key, bool is_partial, int strategy, Pointer extra)
{
	for (int i = 0; i < nkeys; i++)
	{
		int			c = DatumGetInt32(FunctionCall2(compare, keys[i], key));

		if (c < 0)
			continue;
		if (!is_partial)
			return c == 0;
		c = DatumGetInt32(FunctionCall4(partial, key, keys[i], Int16GetDatum(strategy), PointerGetDatum(extra)));
		if (c == 0)
			return true;
		if (c > 0)
			return false;
	}
	return false;
}

/* fuzz_gin(type, value, query, answer, strategy): whether its GIN operator class agrees with the answer */
PG_FUNCTION_INFO_V1(fuzz_gin);
Datum
fuzz_gin(PG_FUNCTION_ARGS)
{
	char	   *type = text_to_cstring(PG_GETARG_TEXT_PP(0));
	Datum		value = PG_GETARG_DATUM(1);
	Datum		query = PG_GETARG_DATUM(2);
	bool		answer = PG_GETARG_BOOL(3);
	int			strategy = PG_GETARG_INT32(4);
	FmgrInfo	compare;
	FmgrInfo	partial;
	Datum	   *keys;
	Datum	   *asked;
	int32		nkeys = 0;
	int32		nasked = 0;
	bool	   *is_partial = NULL;
	Pointer    *extra = NULL;
	bool	   *nulls = NULL;
	int32		mode = GIN_SEARCH_MODE_DEFAULT;
	bool	   *check;
	GinTernaryValue *ternary;
	bool		any = false;
	bool		recheck = true;
	bool		met;
	Oid			consistent = support("%1$s_gin_consistent(internal,smallint,%1$s,integer,internal,internal,internal,internal)", type);
	Oid			triconsistent = support("%1$s_gin_triconsistent(internal,smallint,%1$s,integer,internal,internal,internal)", type);

	fmgr_info(support("factag_gin_compare(bytea,bytea)", type), &compare);
	fmgr_info(support("%1$s_gin_compare_partial(bytea,bytea,smallint,internal)", type), &partial);
	keys = (Datum *) DatumGetPointer(OidFunctionCall2(support("%1$s_gin_extract_value(%1$s,internal)", type), value, PointerGetDatum(&nkeys)));
	asked = (Datum *) DatumGetPointer(OidFunctionCall7(support("%1$s_gin_extract_query(%1$s,internal,smallint,internal,internal,internal,internal)", type),
													   query, PointerGetDatum(&nasked), Int16GetDatum(strategy), PointerGetDatum(&is_partial),
													   PointerGetDatum(&extra), PointerGetDatum(&nulls), PointerGetDatum(&mode)));
	qsort_arg(keys, nkeys, sizeof(Datum), compare_keys, &compare);

	check = palloc0(nasked + 1);
	ternary = palloc0(nasked + 1);
	for (int i = 0; i < nasked; i++)
	{
		check[i] = has_key(&compare, &partial, keys, nkeys, asked[i], is_partial && is_partial[i], strategy, extra ? extra[i] : NULL);
		any = any || check[i];
	}
	/* a row with no key of the query is not even looked at */
	if (!any && (mode == GIN_SEARCH_MODE_DEFAULT || (mode == GIN_SEARCH_MODE_INCLUDE_EMPTY && nkeys > 0)))
		PG_RETURN_BOOL(!answer);

	met = DatumGetBool(OidFunctionCall8(consistent, PointerGetDatum(check), Int16GetDatum(strategy), query, Int32GetDatum(nasked),
										PointerGetDatum(extra), PointerGetDatum(&recheck), PointerGetDatum(asked), PointerGetDatum(nulls)));
	if (met ? !recheck && !answer : answer)
		PG_RETURN_BOOL(false);

	/* all keys known, and then some of them not */
	for (int unknown = 0; unknown < 16; unknown++)
	{
		GinTernaryValue t;

		for (int i = 0; i < nasked; i++)
			ternary[i] = (unknown >> (i % 4)) & 1 ? GIN_MAYBE : check[i] ? GIN_TRUE : GIN_FALSE;
		t = DatumGetGinTernaryValue(OidFunctionCall7(triconsistent, PointerGetDatum(ternary), Int16GetDatum(strategy), query, Int32GetDatum(nasked),
													 PointerGetDatum(extra), PointerGetDatum(asked), PointerGetDatum(nulls)));
		if (t != GIN_MAYBE && (t == GIN_TRUE) != answer)
			PG_RETURN_BOOL(false);
	}
	PG_RETURN_BOOL(true);
}
