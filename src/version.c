/*
 * version.c
 *	  Versions of factag and of the libraries that its results depend on, and
 *	  whether a stored value is what they would make of its text today.
 */
#include "factag.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "pcre/regex_version.h"
#include "text/icu_version.h"

enum
{
	VERSION_COMPONENT, VERSION_USED, VERSION_COMPILED, VERSION_COLUMNS
};

static void
put_version(ReturnSetInfo *rsinfo, const char *component, const char *used, const char *compiled)
{
	Datum		values[VERSION_COLUMNS] = {0};
	bool		nulls[VERSION_COLUMNS] = {0};

	values[VERSION_COMPONENT] = PointerGetDatum(cstring_to_text(component));
	values[VERSION_USED] = PointerGetDatum(cstring_to_text(used));
	if (compiled)
		values[VERSION_COMPILED] = PointerGetDatum(cstring_to_text(compiled));
	else
		nulls[VERSION_COMPILED] = true;
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* Returns a row for each component. */
PG_FUNCTION_INFO_V1(factag_version);
Datum
factag_version(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	put_version(rsinfo, "factag", FACTAG_VERSION, NULL);
	put_version(rsinfo, "ICU", icu_version(), icu_compiled_version());
	put_version(rsinfo, "Unicode in ICU", icu_unicode(), icu_compiled_unicode());
	put_version(rsinfo, "PCRE2", regex_version(), regex_compiled_version());
	put_version(rsinfo, "Unicode in PCRE2", regex_unicode_version(), NULL);
	return (Datum) 0;
}

/* the type of the argument, looked up once per call site */
typedef struct CanonicalType
{
	FmgrInfo	input;
	FmgrInfo	output;
	Oid			ioparam;
} CanonicalType;

static CanonicalType *
canonical_type(FmgrInfo *flinfo)
{
	CanonicalType *type = flinfo->fn_extra;

	if (!type)
	{
		Oid		   *argtypes;
		int			nargs;
		Oid			input;
		Oid			output;
		bool		isvarlena;

		type = MemoryContextAlloc(flinfo->fn_mcxt, sizeof(CanonicalType));
		get_func_signature(flinfo->fn_oid, &argtypes, &nargs);
		getTypeInputInfo(argtypes[0], &input, &type->ioparam);
		getTypeOutputInfo(argtypes[0], &output, &isvarlena);
		fmgr_info_cxt(input, &type->input, flinfo->fn_mcxt);
		fmgr_info_cxt(output, &type->output, flinfo->fn_mcxt);
		flinfo->fn_extra = type;
	}
	return type;
}

/*
 * Reads text as a type's input function does; false if that raises an error
 * about the text. No subtransaction is needed to go on after the error: our input
 * functions only allocate memory, all of it in the current context or freed by
 * the context's callbacks. (Soft errors would not do. 15 lacks them, and limits
 * that are found late are hard errors.)
 */
static bool
can_read(CanonicalType *type, char *text, Datum *value)
{
	MemoryContext context = CurrentMemoryContext;
	volatile bool ok = true;

	PG_TRY();
	{
		*value = InputFunctionCall(&type->input, text, type->ioparam, -1);
	}
	PG_CATCH();
	{
		int			category = ERRCODE_TO_CATEGORY(geterrcode());

		/* not cancellation or lack of memory; a name can be there twice or be unknown */
		if (category != ERRCODE_DATA_EXCEPTION && category != ERRCODE_PROGRAM_LIMIT_EXCEEDED &&
			category != ERRCODE_SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION)
			PG_RE_THROW();
		MemoryContextSwitchTo(context);
		FlushErrorState();
		ok = false;
	}
	PG_END_TRY();
	return ok;
}

/*
 * Returns whether a value, written as text and read again, has the same bytes.
 * Serves every type whose input is text of ours.
 */
PG_FUNCTION_INFO_V1(factag_is_canonical);
Datum
factag_is_canonical(PG_FUNCTION_ARGS)
{
	CanonicalType *type = canonical_type(fcinfo->flinfo);
	struct varlena *value = PG_GETARG_PACKED_P(0);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag_is_canonical", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	Datum		again;
	bool		same = false;

	if (can_read(type, OutputFunctionCall(&type->output, PointerGetDatum(value)), &again))
	{
		struct varlena *other = PG_DETOAST_DATUM_PACKED(again);

		same = VARSIZE_ANY_EXHDR(value) == VARSIZE_ANY_EXHDR(other) &&
			memcmp(VARDATA_ANY(value), VARDATA_ANY(other), VARSIZE_ANY_EXHDR(value)) == 0;
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_BOOL(same);
}
