/*
 * policy_rules.c
 *	  SQL's policy_rules: the lines of a policy as rows.
 */
#include "policy/labelpolicy.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/json.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "policy/policy_attribute.h"
#include "policy/policy_line.h"
#include "policy/policy_notice.h"
#include "policy/policy_shadowed.h"
#include "query/query_deparse.h"
#include "text/quote.h"

enum
{
	COLUMN_POSITION,
	COLUMN_KIND,
	COLUMN_NAME,
	COLUMN_BY,
	COLUMN_CONDITION,
	COLUMN_OUTPUTS,
	COLUMN_NOTICE,
	COLUMN_SHADOWED_BY,
	COLUMN_ATTRIBUTES,
	COLUMN_COMMENT,
	COLUMNS
};

typedef struct Row
{
	Datum		values[COLUMNS];
	bool		nulls[COLUMNS];
} Row;

/* Sets a column. */
static void
set(Row *row, int column, Datum value)
{
	row->values[column] = value;
	row->nulls[column] = false;
}

/* A path as a text, as labelset_rows has it. */
static Datum
path_datum(const char *path, int len)
{
	return PointerGetDatum(quote_path_text(path, len, path_specials));
}

static Datum
name_datum(const PolicyName *name)
{
	return path_datum(name->path, name->len);
}

/* What a line is about: outputs of a rule, steps of a ladder, rules of an exemption, or paths of an option. */
static Datum
outputs_array(const PolicyLine *line)
{
	int			n = line->noutputs + line->nsteps + line->nnames;
	Datum	   *outputs = palloc_extended(sizeof(Datum) * Max(n, 1), MCXT_ALLOC_HUGE);

	n = 0;
	for (int i = 0; i < line->noutputs; i++)
		outputs[n++] = name_datum(&line->outputs[i].name);
	for (int i = 0; i < line->nsteps; i++)
	{
		char		path[FACTAG_MAX_PATH];
		int			len = policy_step_path(line, i, path);

		outputs[n++] = path_datum(path, len);
	}
	for (int i = 0; i < line->nnames; i++)
		outputs[n++] = name_datum(&line->names[i]);
	return PointerGetDatum(construct_array(outputs, n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* Begins the next key of a JSON object. */
static void
print_key(StringInfo out, const char *key)
{
	if (out->data[out->len - 1] != '{')
		appendStringInfoChar(out, ',');
	escape_json(out, key);
	appendStringInfoChar(out, ':');
}

/* Appends a path as a key. */
static void
print_path_key(StringInfo out, const PolicyName *name)
{
	StringInfoData path;

	initStringInfo(&path);
	quote_path(&path, name->path, name->len, path_specials);
	print_key(out, path.data);
}

/* Appends codes as a JSON array. */
static void
print_codes(StringInfo out, const char *codes)
{
	const char *code;
	int			len;

	appendStringInfoChar(out, '[');
	while ((code = policy_next_code(&codes, &len)) != NULL)
		appendStringInfo(out, "%s\"%.*s\"", out->data[out->len - 1] == '[' ? "" : ",", len, code);
	appendStringInfoChar(out, ']');
}

/* Appends attributes as keys of a JSON object: a flag is true, codes are an array, anything else is a string. */
static void
print_attributes(StringInfo out, const PolicyAttributes *attributes)
{
	for (int i = 0; i < attributes->n; i++)
	{
		const PolicyAttribute *attribute = &attributes->attributes[i];

		print_key(out, policy_attribute_name(attribute));
		if (attribute->kind == POLICY_DSA)
			print_codes(out, attribute->text);
		else if (attribute->text)
			escape_json(out, attribute->text);
		else
			appendStringInfoString(out, "true");
	}
}

/* Appends the steps of a ladder that have attributes. */
static void
print_steps(StringInfo out, const PolicyLine *line)
{
	bool		begun = false;

	for (int i = 0; i < line->nsteps; i++)
	{
		const PolicyStep *step = &line->steps[i];

		if (step->attributes.n == 0)
			continue;
		if (!begun)
		{
			print_key(out, "steps");
			appendStringInfoChar(out, '{');
			begun = true;
		}
		print_path_key(out, &step->name);
		appendStringInfoChar(out, '{');
		print_attributes(out, &step->attributes);
		appendStringInfoChar(out, '}');
	}
	if (begun)
		appendStringInfoChar(out, '}');
}

/* Appends how long the outputs of a rule last that end. */
static void
print_durations(StringInfo out, const PolicyLine *line)
{
	bool		begun = false;

	for (int i = 0; i < line->noutputs; i++)
	{
		const PolicyOutput *output = &line->outputs[i];

		if (!output->lasts)
			continue;
		if (!begun)
		{
			print_key(out, "for");
			appendStringInfoChar(out, '{');
			begun = true;
		}
		print_path_key(out, &output->name);
		appendStringInfoChar(out, '"');
		duration_print(out, *output->lasts);
		appendStringInfoChar(out, '"');
	}
	if (begun)
		appendStringInfoChar(out, '}');
}

/* The attributes of a line as jsonb. */
static Datum
attributes_jsonb(const PolicyLine *line)
{
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	print_attributes(&out, &line->attributes);
	print_steps(&out, line);
	print_durations(&out, line);
	appendStringInfoChar(&out, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data));
}

/* Sets the columns that only rules have. */
static void
fill_rule(Row *row, const PolicyText *text, const PolicyLine *line, const PolicyLine *shadow, const char *language)
{
	const PolicyAttribute *notice = policy_notice(&line->attributes, language);
	char		path[FACTAG_MAX_PATH];
	int			len = policy_source_path(text, line, path);

	set(row, COLUMN_BY, path_datum(path, len));
	if (notice)
		set(row, COLUMN_NOTICE, PointerGetDatum(cstring_to_text_with_len(notice->text, notice->textlen)));
	if (shadow)
		set(row, COLUMN_SHADOWED_BY, name_datum(&shadow->name));
}

/* Fills the row of a line, which has the position. */
static void
fill_row(Row *row, const PolicyLine *line, int position)
{
	static const char *const kinds[POLICY_LINE_TYPES] = {
		[POLICY_LADDER] = "ladder", [POLICY_RULE] = "rule", [POLICY_EXEMPTION] = "exemption"
	};
	const char *kind = kinds[line->type];

	memset(row->nulls, true, sizeof(row->nulls));
	set(row, COLUMN_POSITION, Int32GetDatum(position));
	set(row, COLUMN_KIND, CStringGetTextDatum(kind ? kind : "option"));
	set(row, COLUMN_NAME, kind ? name_datum(&line->name) : CStringGetTextDatum(policy_option_name(line->type)));
	if (line->condition)
	{
		StringInfoData condition;

		initStringInfo(&condition);
		query_deparse(&condition, line->condition);
		set(row, COLUMN_CONDITION, PointerGetDatum(cstring_to_text_with_len(condition.data, condition.len)));
	}
	set(row, COLUMN_OUTPUTS, outputs_array(line));
	set(row, COLUMN_ATTRIBUTES, attributes_jsonb(line));
	if (line->comment)
	{
		/* without its sign */
		const char *end = line->comment + line->commentlen;
		const char *start = lex_blanks_end(line->comment + 1, end);

		set(row, COLUMN_COMMENT, PointerGetDatum(cstring_to_text_with_len(start, end - start)));
	}
}

PG_FUNCTION_INFO_V1(policy_rules);
Datum
policy_rules(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext context;
	MemoryContext row_context;
	MemoryContext old;
	const char *language;
	PolicyText *lines;
	const PolicyLine **shadowed;
	int			position = 0;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	context = AllocSetContextCreate(CurrentMemoryContext, "policy_rules", ALLOCSET_DEFAULT_SIZES);
	row_context = AllocSetContextCreate(context, "policy_rules row", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	language = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
	lines = labelpolicy_unpack(PG_GETARG_LABELPOLICY_P(0));
	shadowed = policy_shadowed(lines);
	MemoryContextSwitchTo(row_context);
	for (int i = 0; i < lines->nlines; i++)
	{
		const PolicyLine *line = &lines->lines[i];
		Row			row;

		CHECK_FOR_INTERRUPTS();
		if (line->type == POLICY_BLANK)
			continue;
		fill_row(&row, line, ++position);
		if (line->type == POLICY_RULE)
			fill_rule(&row, lines, line, shadowed[i], language);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, row.values, row.nulls);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return (Datum) 0;
}
