/*
 * evasion_sql.c
 *	  factag_fold(): a text as the rules of a rule set see it.
 */
#include "evasion/evasion.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* Returns the options that an array names; NULL elements count for nothing. */
static EvasionOptions
read_options(ArrayType *array)
{
	EvasionOptions options = 0;
	Datum	   *names;
	bool	   *nulls;
	int			n;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		text	   *name;
		EvasionOptions bit;

		if (nulls[i])
			continue;
		name = DatumGetTextPP(names[i]);
		if (!evasion_option(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), &bit))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unknown option of folding: \"%s\"", text_to_cstring(name)),
					 errhint("The options are " EVASION_NAMES ".")));
		options |= bit;
	}
	return options;
}

PG_FUNCTION_INFO_V1(factag_fold);
Datum
factag_fold(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	EvasionOptions options = read_options(PG_GETARG_ARRAYTYPE_P(1));
	EvasionText	folded;

	evasion_fold(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), options, &folded);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(folded.text, folded.len));
}
