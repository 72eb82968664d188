/*
 * ruleset_matches.c
 *	  Why a rule matches: the places where its patterns match, as rows and as marks
 *	  in the text. Positions are those in the original text, also if it is folded.
 */
#include "factag.h"

#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "rules/rule_cache.h"
#include "rules/rule_run.h"
#include "text/quote.h"

/* bytes of the original text */
typedef struct Span
{
	int			start;
	int			end;
} Span;

/* spans of one text at most */
#define MOST_SPANS 10000000

typedef struct Spans
{
	int			n;
	int			size;
	Span	   *spans;
	uint64	   *added;			/* bitmap of the patterns whose matches are there */
} Spans;

static void
init_spans(Spans *spans, const RuleProgram *program)
{
	memset(spans, 0, sizeof(Spans));
	spans->added = palloc0(BITMAP_SIZE(program->npatterns + 1));
}

static void
add_span(Spans *spans, int start, int end)
{
	if (spans->n == spans->size)
	{
		if (spans->n >= MOST_SPANS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("the rules match at more than %d places of a text", MOST_SPANS),
					 errhint("Use fewer rules, or a part of the text only.")));
		spans->size = Min(Max(spans->size * 2, 16), MOST_SPANS);
		spans->spans = spans->spans ? repalloc_huge(spans->spans, sizeof(Span) * spans->size) :
			palloc(sizeof(Span) * spans->size);
	}
	spans->spans[spans->n].start = start;
	spans->spans[spans->n].end = end;
	spans->n++;
}

/* qsort: by start, then the longer first */
static int
compare_spans(const void *a, const void *b)
{
	const Span *x = a;
	const Span *y = b;

	CHECK_FOR_INTERRUPTS();
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

/* Adds every match of a pattern in the text, from left to right, without overlaps. */
static void
add_matches(Spans *spans, RuleDocument *document, SharedPattern *pattern)
{
	const DocumentText *text = document->texts;
	int			at = 0;
	int			from;
	int			to;

	while (at <= text->folded.len && rule_match(document->program, pattern, text, at, &from, &to))
	{
		int			start;
		int			end;

		CHECK_FOR_INTERRUPTS();
		document_original_span(text, from, to, &start, &end);
		add_span(spans, start, end);
		/* after an empty match the search goes on one character later */
		at = to;
		if (to <= from)
			at = regex_next_start(rule_program_regex(document->program, pattern),
								  text->folded.text, text->folded.len, at);
	}
}

/*
 * Adds the matches that make a condition true, or, if negated, false. A pattern
 * that must not match has no match to show, and that of a field none in the text.
 */
static void
add_condition(Spans *spans, RuleDocument *document, const Condition *condition, bool negated)
{
	check_stack_depth();
	if (condition->type == CONDITION_PATTERN)
	{
		int			number = condition->number;

		if (negated || condition->field_number >= 0 ||
			!bitmap_has(document->program->candidates, number))
			return;
		/* other conditions may have added it already */
		if (!bitmap_has(spans->added, number))
			add_matches(spans, document, &document->program->patterns[number]);
		bitmap_set(spans->added, number);
		return;
	}
	negated = negated != (condition->type == CONDITION_NOT);
	for (int i = 0; i < condition->nchildren; i++)
	{
		/* a child with the other outcome is not a reason, such as one alternative of a | */
		if (rule_condition_matches(document, condition->children[i]) != negated)
			add_condition(spans, document, condition->children[i], negated);
	}
}

/* Sorts the spans and removes duplicates. */
static void
sort_spans(Spans *spans)
{
	int			n = 0;

	if (spans->n > 1)
		qsort(spans->spans, spans->n, sizeof(Span), compare_spans);
	for (int i = 0; i < spans->n; i++)
	{
		if (n == 0 || compare_spans(&spans->spans[n - 1], &spans->spans[i]) != 0)
			spans->spans[n++] = spans->spans[i];
	}
	spans->n = n;
}

enum
{
	MATCH_RULE, MATCH_LABEL, MATCH_START, MATCH_LENGTH, MATCH_MATCH, MATCH_COLUMNS
};

/* Writes a row for each label of a rule. */
static void
put_rows(ReturnSetInfo *rsinfo, const Rule *rule, const Datum *labels, Datum *values, bool *nulls)
{
	for (int i = 0; i < rule->nlabels; i++)
	{
		values[MATCH_LABEL] = labels[i];
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

/* Writes the rows of a rule that matches: for each span, or one without a span if there is none. */
static void
put_rule(ReturnSetInfo *rsinfo, const Rule *rule, const char *text, const Spans *spans)
{
	Datum		values[MATCH_COLUMNS];
	bool		nulls[MATCH_COLUMNS] = {0};
	Datum		labels[FACTAG_MAX_RULE_LABELS];
	int			bytes = 0;
	int			characters = 0;

	for (int i = 0; i < rule->nlabels; i++)
		labels[i] = PointerGetDatum(quote_path_text(rule->labels[i].path, rule->labels[i].len, path_specials));
	values[MATCH_RULE] = PointerGetDatum(quote_path_text(rule->name, rule->namelen, path_specials));
	if (spans->n == 0)
	{
		nulls[MATCH_START] = nulls[MATCH_LENGTH] = nulls[MATCH_MATCH] = true;
		put_rows(rsinfo, rule, labels, values, nulls);
	}
	for (int i = 0; i < spans->n; i++)
	{
		const Span *span = &spans->spans[i];

		CHECK_FOR_INTERRUPTS();
		characters += pg_mbstrlen_with_len(text + bytes, span->start - bytes);
		bytes = span->start;
		values[MATCH_START] = Int32GetDatum(characters + 1);
		values[MATCH_LENGTH] = Int32GetDatum(pg_mbstrlen_with_len(text + bytes, span->end - bytes));
		values[MATCH_MATCH] = PointerGetDatum(cstring_to_text_with_len(text + bytes, span->end - bytes));
		put_rows(rsinfo, rule, labels, values, nulls);
		/* a long text may have millions of spans */
		pfree(DatumGetPointer(values[MATCH_MATCH]));
	}
}

/* Prepares the text in argument 0 for the rule set in argument 1. */
static void
take_text(FunctionCallInfo fcinfo, RuleDocument *document)
{
	RuleProgram *program = rule_program_argument(fcinfo, 1);
	text	   *t = PG_GETARG_TEXT_PP(0);

	document_init_text(document, program, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
}

PG_FUNCTION_INFO_V1(ruleset_matches);
Datum
ruleset_matches(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	RuleDocument document;
	RuleRun		run;
	int			number;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	take_text(fcinfo, &document);
	rule_run_init(&run, &document);
	while ((number = rule_run_next(&run)) >= 0)
	{
		const Rule *rule = document.program->rules[number].rule;
		Spans		spans;

		init_spans(&spans, document.program);
		add_condition(&spans, &document, rule->condition, false);
		sort_spans(&spans);
		put_rule(rsinfo, rule, document.texts->original, &spans);
		if (spans.spans)
			pfree(spans.spans);
		pfree(spans.added);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(ruleset_highlight);
Datum
ruleset_highlight(PG_FUNCTION_ARGS)
{
	text	   *start_mark = PG_GETARG_TEXT_PP(2);
	text	   *stop_mark = PG_GETARG_TEXT_PP(3);
	RuleDocument document;
	const DocumentText *t;
	RuleRun		run;
	Spans		spans;
	StringInfoData out;
	int			number;
	int			done = 0;

	take_text(fcinfo, &document);
	t = document.texts;
	init_spans(&spans, document.program);
	rule_run_init(&run, &document);
	while ((number = rule_run_next(&run)) >= 0)
		add_condition(&spans, &document, document.program->rules[number].rule->condition, false);
	sort_spans(&spans);

	initStringInfo(&out);
	for (int i = 0; i < spans.n;)
	{
		int			start = spans.spans[i].start;
		int			end = spans.spans[i].end;

		CHECK_FOR_INTERRUPTS();
		/* spans that overlap get one pair of marks */
		for (i++; i < spans.n && spans.spans[i].start < end; i++)
			end = Max(end, spans.spans[i].end);
		if (start == end)
			continue;
		appendBinaryStringInfo(&out, t->original + done, start - done);
		appendBinaryStringInfo(&out, VARDATA_ANY(start_mark), VARSIZE_ANY_EXHDR(start_mark));
		appendBinaryStringInfo(&out, t->original + start, end - start);
		appendBinaryStringInfo(&out, VARDATA_ANY(stop_mark), VARSIZE_ANY_EXHDR(stop_mark));
		done = end;
	}
	appendBinaryStringInfo(&out, t->original + done, t->originallen - done);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
