/*
 * labelpolicy.c
 *	  Type labelpolicy: input, output, casts.
 */
#include "policy/labelpolicy.h"

#include "policy/policy_check.h"
#include "policy/policy_deparse.h"
#include "policy/policy_parse.h"
#include "text/driver_text.h"
#include "text/text_type.h"

/* Reports that a policy is too long; returns NULL. */
static struct varlena *
too_long(Lexer *lx)
{
	lx->lines = true;
	lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->input, NULL,
				  "A policy can have at most %d bytes.", FACTAG_MAX_POLICY_TEXT);
	return NULL;
}

/* Reads and checks the lexer's whole input; NULL if an error was saved. */
static struct varlena *
read_policy(Lexer *lx)
{
	PolicyText *text;

	if (lx->input_end - lx->input > FACTAG_MAX_POLICY_TEXT)
		return too_long(lx);
	text = policy_parse(lx);
	return text && policy_check(lx, text) ? labelpolicy_pack(text, lx) : NULL;
}

struct varlena *
labelpolicy_make(const char *text, int len, Node *escontext)
{
	Lexer		lx;

	lex_init(&lx, "labelpolicy", text, len, escontext);
	return read_policy(&lx);
}

PolicyText *
labelpolicy_unpack(const struct varlena *policy)
{
	Lexer		lx;

	lex_init(&lx, "labelpolicy", LABELPOLICY_DATA(policy), LABELPOLICY_LEN(policy), NULL);
	return policy_parse(&lx);
}

struct varlena *
labelpolicy_pack(const PolicyText *text, Lexer *lx)
{
	StringInfoData out;
	struct varlena *policy;

	initStringInfo(&out);
	/* space for the header, which is set at the end */
	appendBinaryStringInfo(&out, "\0\0\0\0", VARHDRSZ);
	appendStringInfoChar(&out, FACTAG_FORMAT);
	policy_deparse(&out, text);
	if (out.len - VARHDRSZ - 1 > FACTAG_MAX_POLICY_TEXT)
		return too_long(lx);
	policy = (struct varlena *) out.data;
	SET_VARSIZE(policy, out.len);
	return policy;
}

static Datum
parse(Lexer *lx)
{
	return PointerGetDatum(driver_text_refuse(lx) ? read_policy(lx) : NULL);
}

/* The stored form is the text. */
static void
deparse(StringInfo out, Datum value)
{
	struct varlena *policy = DatumGetLabelpolicyP(value);

	appendBinaryStringInfo(out, LABELPOLICY_DATA(policy), LABELPOLICY_LEN(policy));
}

TEXT_TYPE(labelpolicy, parse, deparse);
TEXT_TYPE_ERROR(labelpolicy, parse);
