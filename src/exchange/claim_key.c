/*
 * claim_key.c
 *	  The key of a claim; see claim_key.h.
 */
#include "exchange/claim_key.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "exchange/html_entities.h"
#include "text/fold.h"
#include "text/lexer.h"

/* Appends a word, folded unless it cannot be a segment. */
static void
add_word(StringInfo out, const char *word, int len)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			n;

	if (out->len > 0)
		appendStringInfoChar(out, ' ');
	if (fold_segment(word, len, 0, folded, &n) == FOLD_OK)
		appendBinaryStringInfo(out, folded, n);
	else
		appendBinaryStringInfo(out, word, len);
}

bool
claim_key(const char *text, int len, char *key)
{
	static const char digits[] = "0123456789abcdef";
	char	   *decoded = html_decode(text, len > CLAIM_KEY_TEXT ? pg_mbcliplen(text, len, CLAIM_KEY_TEXT) : len, true, &len);
	const char *end = decoded + len;
	StringInfoData words;
	bytea	   *hash;
	const uint8 *bytes;

	initStringInfo(&words);
	for (const char *p = decoded; p < end;)
	{
		const char *start = p;
		int			blank = 0;

		CHECK_FOR_INTERRUPTS();
		while (p < end && (blank = lex_blank(p, end)) == 0)
			p++;
		if (p > start)
			add_word(&words, start, p - start);
		p += blank;
	}
	if (words.len == 0)
		return false;
	hash = DatumGetByteaPP(DirectFunctionCall1(sha256_bytea, PointerGetDatum(cstring_to_text_with_len(words.data, words.len))));
	bytes = (const uint8 *) VARDATA_ANY(hash);
	for (int i = 0; i < CLAIM_KEY_LENGTH; i++)
		key[i] = digits[(bytes[i / 2] >> (i % 2 ? 0 : 4)) & 0x0F];
	key[CLAIM_KEY_LENGTH] = '\0';
	pfree(words.data);
	pfree(decoded);
	return true;
}

/* NULL if the text has no words */
PG_FUNCTION_INFO_V1(claimreview_key);
Datum
claimreview_key(PG_FUNCTION_ARGS)
{
	text	   *claim = PG_GETARG_TEXT_PP(0);
	char		key[CLAIM_KEY_LENGTH + 1];

	if (!claim_key(VARDATA_ANY(claim), VARSIZE_ANY_EXHDR(claim), key))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(key));
}
