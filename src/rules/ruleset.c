/*
 * ruleset.c
 *	  Type ruleset: input, output, casts, joining.
 */
#include "rules/ruleset.h"

#include "text/driver_text.h"
#include "text/text_type.h"

#include "rules/rule_deparse.h"
#include "rules/rule_join.h"
#include "rules/rule_parse.h"

/* Reads the lexer's whole input; NULL if an error was saved. */
static RuleText *
read_rules(Lexer *lx)
{
	if (lx->end - lx->input > FACTAG_MAX_RULE_TEXT)
	{
		lx->lines = true;
		lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->input, NULL,
					  "A rule set can have at most %d bytes.", FACTAG_MAX_RULE_TEXT);
		return NULL;
	}
	return rule_parse(lx, true);
}

RuleText *
ruleset_read(const char *s, int len, int64 row)
{
	Lexer		lx;
	RuleText   *text;

	lex_init(&lx, "ruleset", s, len, NULL);
	lx.row = row;
	text = read_rules(&lx);
	text->row = row;
	return text;
}

RuleText *
ruleset_unpack(const struct varlena *ruleset)
{
	Lexer		lx;

	lex_init(&lx, "ruleset", RULESET_DATA(ruleset), RULESET_LEN(ruleset), NULL);
	return rule_parse(&lx, false);
}

struct varlena *
ruleset_pack(const RuleText *text, Node *escontext)
{
	StringInfoData out;
	struct varlena *ruleset;

	initStringInfo(&out);
	rule_deparse(&out, text);
	if (out.len > FACTAG_MAX_RULE_TEXT)
	{
		errsave(escontext,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("rule set would take %d bytes", out.len),
				 errdetail("A rule set takes at most %d bytes.", FACTAG_MAX_RULE_TEXT)));
		return NULL;
	}
	ruleset = palloc(VARHDRSZ + 1 + out.len);
	SET_VARSIZE(ruleset, VARHDRSZ + 1 + out.len);
	*VARDATA(ruleset) = FACTAG_FORMAT;
	memcpy(VARDATA(ruleset) + 1, out.data, out.len);
	pfree(out.data);
	return ruleset;
}

static Datum
parse(Lexer *lx)
{
	RuleText   *text = driver_text_refuse(lx) ? read_rules(lx) : NULL;

	return PointerGetDatum(text ? ruleset_pack(text, lx->escontext) : NULL);
}

/* The stored form is the text. */
static void
deparse(StringInfo out, Datum value)
{
	struct varlena *ruleset = DatumGetRulesetP(value);

	appendBinaryStringInfo(out, RULESET_DATA(ruleset), RULESET_LEN(ruleset));
}

TEXT_TYPE(ruleset, parse, deparse);
TEXT_TYPE_ERROR(ruleset, parse);

PG_FUNCTION_INFO_V1(ruleset_count);
Datum
ruleset_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(ruleset_unpack(PG_GETARG_RULESET_P(0))->nrules);
}

/* the rule set in an argument; NULL if the argument is NULL */
static RuleText *
rules_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : ruleset_unpack(PG_GETARG_RULESET_P(n));
}

/* the rule set that text input reads from a text argument; NULL if the argument is NULL */
static RuleText *
text_argument(FunctionCallInfo fcinfo, int n)
{
	text	   *t;

	if (PG_ARGISNULL(n))
		return NULL;
	t = PG_GETARG_TEXT_PP(n);
	return ruleset_read(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), 0);
}

/* Joins two rule sets, of which NULL is the empty one; returns SQL's NULL if both are NULL. */
static Datum
concat(FunctionCallInfo fcinfo, RuleText *a, RuleText *b)
{
	RuleText   *texts[] = {a, b};

	if (!a && !b)
		PG_RETURN_NULL();
	if (!a || !b)
		PG_RETURN_POINTER(ruleset_pack(a ? a : b, NULL));
	PG_RETURN_POINTER(ruleset_pack(rule_join(texts, 2), NULL));
}

PG_FUNCTION_INFO_V1(ruleset_concat);
Datum
ruleset_concat(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, rules_argument(fcinfo, 0), rules_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(ruleset_concat_text);
Datum
ruleset_concat_text(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, rules_argument(fcinfo, 0), text_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(ruleset_text_concat);
Datum
ruleset_text_concat(PG_FUNCTION_ARGS)
{
	return concat(fcinfo, text_argument(fcinfo, 0), rules_argument(fcinfo, 1));
}
