/*
 * ruleset_rules.c
 *	  The rules of a set as rows.
 */
#include "rules/ruleset.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "rules/rule_deparse.h"
#include "text/quote.h"

enum
{
	RULE_POSITION, RULE_NAME, RULE_CONDITION, RULE_LABEL, RULE_COLUMNS
};

PG_FUNCTION_INFO_V1(ruleset_rules);
Datum
ruleset_rules(PG_FUNCTION_ARGS)
{
	RuleText   *text = ruleset_unpack(PG_GETARG_RULESET_P(0));
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			position = 0;
	StringInfoData out;

	InitMaterializedSRF(fcinfo, 0);
	initStringInfo(&out);
	for (int i = 0; i < text->nlines; i++)
	{
		const Rule *rule = text->lines[i].rule;
		Datum		values[RULE_COLUMNS];
		bool		nulls[RULE_COLUMNS] = {0};

		CHECK_FOR_INTERRUPTS();
		if (!rule)
			continue;
		values[RULE_POSITION] = Int32GetDatum(++position);
		values[RULE_NAME] = PointerGetDatum(quote_path_text(rule->name, rule->namelen, path_specials));
		resetStringInfo(&out);
		condition_deparse(&out, rule->condition);
		values[RULE_CONDITION] = PointerGetDatum(cstring_to_text(out.data));
		resetStringInfo(&out);
		rule_deparse_labels(&out, rule);
		values[RULE_LABEL] = PointerGetDatum(cstring_to_text(out.data));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
