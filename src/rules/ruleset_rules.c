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
#include "text/input.h"
#include "text/quote.h"

/* what a row has, in the order of ruleset_row's columns */
enum
{
	RULE_POSITION, RULE_NAME, RULE_BY, RULE_CONDITION, RULE_LABEL, RULE_COMMENT, RULE_COLUMNS
};

/* The source of a rule's labels: its name below the path of option "by". */
static text *
source_text(const RuleOptions *options, const Rule *rule)
{
	char		path[FACTAG_MAX_PATH];
	int			len = rule_source_path(options, rule, path);

	return quote_path_text(path, len, path_specials);
}

/* Fills the row of a rule. */
static void
fill_row(const RuleText *text, const RuleLine *line, int position, Datum *values, bool *nulls)
{
	const Rule *rule = line->rule;
	StringInfoData out;

	initStringInfo(&out);
	values[RULE_POSITION] = Int32GetDatum(position);
	values[RULE_NAME] = PointerGetDatum(quote_path_text(rule->name, rule->namelen, path_specials));
	values[RULE_BY] = PointerGetDatum(source_text(&text->options, rule));
	condition_deparse(&out, rule->condition);
	values[RULE_CONDITION] = PointerGetDatum(cstring_to_text(out.data));
	resetStringInfo(&out);
	rule_deparse_labels(&out, rule);
	values[RULE_LABEL] = PointerGetDatum(cstring_to_text(out.data));
	nulls[RULE_COMMENT] = !line->comment;
	if (line->comment)
	{
		/* without its sign */
		const char *end = line->comment + line->commentlen;
		const char *start = lex_blanks_end(line->comment + 1, end);

		values[RULE_COMMENT] = PointerGetDatum(cstring_to_text_with_len(start, end - start));
	}
	pfree(out.data);
}

/* Returns a row for each rule, with these of the columns. */
static Datum
rules(FunctionCallInfo fcinfo, const int *columns, int ncolumns)
{
	RuleText   *text = ruleset_unpack(PG_GETARG_RULESET_P(0));
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			position = 0;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < text->nlines; i++)
	{
		Datum		all[RULE_COLUMNS];
		bool		all_nulls[RULE_COLUMNS] = {0};
		Datum		values[RULE_COLUMNS];
		bool		nulls[RULE_COLUMNS];

		CHECK_FOR_INTERRUPTS();
		if (!text->lines[i].rule)
			continue;
		fill_row(text, &text->lines[i], ++position, all, all_nulls);
		for (int k = 0; k < ncolumns; k++)
		{
			values[k] = all[columns[k]];
			nulls[k] = all_nulls[columns[k]];
		}
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(ruleset_rules);
Datum
ruleset_rules(PG_FUNCTION_ARGS)
{
	static const int columns[] = {RULE_POSITION, RULE_NAME, RULE_CONDITION, RULE_LABEL};

	return rules(fcinfo, columns, lengthof(columns));
}

PG_FUNCTION_INFO_V1(ruleset_rows);
Datum
ruleset_rows(PG_FUNCTION_ARGS)
{
	static const int columns[] = {
		RULE_POSITION, RULE_NAME, RULE_BY, RULE_CONDITION, RULE_LABEL, RULE_COMMENT
	};

	return rules(fcinfo, columns, lengthof(columns));
}
