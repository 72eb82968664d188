/*
 * taxonomy_links.c
 *	  SQL's taxonomy_links: the links of a taxonomy as rows.
 */
#include "factag.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#include "taxonomy/taxonomy_cache.h"
#include "text/quote.h"

enum
{
	COLUMN_TAG, COLUMN_LINK, COLUMN_TARGET, COLUMNS
};

static Datum
node_text(const TaxonomyTree *tree, uint32 node)
{
	char		path[FACTAG_MAX_PATH];

	return PointerGetDatum(quote_path_text(path, tree_path(tree, node, path), path_specials));
}

PG_FUNCTION_INFO_V1(taxonomy_links);
Datum
taxonomy_links(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const Taxonomy *taxonomy = taxonomy_argument(fcinfo, 0);
	MemoryContext row_context;
	MemoryContext old;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	row_context = AllocSetContextCreate(CurrentMemoryContext, "taxonomy_links", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(row_context);
	for (uint32 i = 0; i < taxonomy->nlinks; i++)
	{
		const TaxonomyLink *link = &taxonomy->links[i];
		bool		alias = (taxonomy->tree.nodes[link->source].flags & TREE_ALIAS) != 0;
		Datum		values[COLUMNS];
		bool		nulls[COLUMNS] = {0};

		CHECK_FOR_INTERRUPTS();
		values[COLUMN_TAG] = node_text(&taxonomy->tree, link->source);
		values[COLUMN_LINK] = CStringGetTextDatum(alias ? "alias" : "implication");
		values[COLUMN_TARGET] = node_text(&taxonomy->tree, link->target);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(row_context);
	return (Datum) 0;
}
