/*
 * taxonomy_cache.c
 *	  Compiled taxonomies, found by the bytes of their source; see taxonomy_cache.h.
 */
#include "taxonomy/taxonomy_cache.h"

#include "utils/memutils.h"

#include "memo.h"
#include "taxonomy/tagtaxonomy.h"
#include "taxonomy/taxonomy_compile.h"

/* Memo.compile */
static void *
compile(const struct varlena *source)
{
	MemoryContext temporary = AllocSetContextCreate(CurrentMemoryContext, "factag taxonomy", ALLOCSET_DEFAULT_SIZES);
	MemoryContext own = MemoryContextSwitchTo(temporary);
	TaxonomyText *text = tagtaxonomy_unpack(DatumGetTagtaxonomyP(PointerGetDatum(source)));
	TaxonomySource lines;
	Taxonomy   *taxonomy;

	MemoryContextSwitchTo(own);
	taxonomy = taxonomy_compile(text, temporary, &lines);
	taxonomy_compile_musts(taxonomy, text);
	MemoryContextDelete(temporary);
	return taxonomy;
}

/* Memo.extra_size */
static Size
extra_size(const void *taxonomy)
{
	return taxonomy_extra_size(taxonomy);
}

Taxonomy *
taxonomy_argument(FunctionCallInfo fcinfo, int argno)
{
	static Memo memo = {
		.name = "factag taxonomies",
		.compile = compile,
		.extra_size = extra_size,
		.limit = &memo_cache_size
	};

	return memo_argument(&memo, fcinfo, argno);
}
