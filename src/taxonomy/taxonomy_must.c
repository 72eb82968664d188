/*
 * taxonomy_must.c
 *	  The conditions of a taxonomy made ready; see taxonomy_compile.h.
 */
#include "taxonomy/taxonomy_compile.h"

#include "miscadmin.h"

#include "query/query_deparse.h"
#include "query/query_pack.h"
#include "query/query_parse.h"
#include "taxonomy/taxonomy_rename.h"

/* Makes a condition ready. */
static void
compile_must(Taxonomy *taxonomy, TaxonomyMust *must, QueryNode *query)
{
	StringInfoData text;
	QueryNode  *renamed = taxonomy_rename(taxonomy, query);
	struct varlena *packed;

	(void) query_check(renamed);
	packed = query_pack(renamed);
	if (!packed)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a condition of a taxonomy takes at most %d bytes", FACTAG_MAX_QUERY),
				 errhint("Write it as several lines, or shorter.")));
	initStringInfo(&text);
	query_deparse(&text, query);
	must->text = text.data;
	must->plan = query_plan(packed);
}

void
taxonomy_compile_musts(Taxonomy *taxonomy, const TaxonomyText *text)
{
	int			n = 0;

	for (int i = 0; i < text->nlines; i++)
		n += text->lines[i].type == LINE_MUST;
	taxonomy->musts = palloc_extended(sizeof(TaxonomyMust) * Max(n, 1), MCXT_ALLOC_HUGE);
	for (int i = 0; i < text->nlines; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (text->lines[i].type == LINE_MUST)
			compile_must(taxonomy, &taxonomy->musts[taxonomy->nmusts++], text->lines[i].must);
	}
}
