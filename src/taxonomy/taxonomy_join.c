/*
 * taxonomy_join.c
 *	  Joining taxonomies; see taxonomy_join.h.
 */
#include "taxonomy/taxonomy_join.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "taxonomy/tagtaxonomy.h"
#include "taxonomy/taxonomy_deparse.h"
#include "text/line_table.h"

/* Takes the options of a taxonomy; refuses those that are set differently. */
static void
take_options(TaxonomyText *result, const TaxonomyText *from)
{
	for (int kind = 0; kind < TERM_INHERITED; kind++)
	{
		const TermAttribute *option = from->options[kind];

		if (option && result->options[kind] && !term_attribute_same(option, result->options[kind]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot join taxonomies whose option \"%s\" differs", term_attribute_name(kind)),
					 errdetail("An option applies to all tags of a taxonomy."),
					 errhint("Set it in one of them only, or write it as an attribute of the tags at the top.")));
		if (option)
			result->options[kind] = option;
	}
	if (result->options[TERM_STATIC] && result->options[TERM_DYNAMIC])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot join a taxonomy whose tags are static with one whose tags are dynamic"),
				 errhint("Write static or dynamic as an attribute of the tags at the top.")));
}

/* Appends the lines of a taxonomy that no earlier one has. */
static void
take_lines(TaxonomyText *result, const TaxonomyText *from, line_table_hash *table)
{
	const char **texts = palloc_extended(sizeof(char *) * Max(from->nlines, 1), MCXT_ALLOC_HUGE);
	int			n = 0;
	StringInfoData out;
	bool		found;

	initStringInfo(&out);
	for (int i = 0; i < from->nlines; i++)
	{
		const TaxonomyLine *line = &from->lines[i];
		TaxonomyLine bare = *line;

		CHECK_FOR_INTERRUPTS();
		found = false;
		if (line->type != LINE_BLANK)
		{
			/* an option is there once, whatever the comments */
			if (line->type == LINE_OPTION)
				bare.comment = NULL;
			resetStringInfo(&out);
			taxonomy_deparse_line(&out, &bare);
			texts[n] = pnstrdup(out.data, out.len);
			found = line_table_lookup(table, texts[n++]) != NULL;
		}
		if (!found)
			taxonomy_text_append(result, line);
	}
	for (int i = 0; i < n; i++)
		(void) line_table_insert(table, texts[i], &found);
	pfree(texts);
}

struct varlena *
taxonomy_join(TaxonomyText *const *texts, int n)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag taxonomies", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	TaxonomyText *joined = palloc0(sizeof(TaxonomyText));
	line_table_hash *table = line_table_create(context, 256, NULL);
	struct varlena *unchecked;
	struct varlena *result;

	for (int i = 0; i < n; i++)
	{
		take_options(joined, texts[i]);
		take_lines(joined, texts[i], table);
	}
	taxonomy_text_trim(joined);
	unchecked = tagtaxonomy_pack(joined, NULL);
	MemoryContextSwitchTo(old);
	result = tagtaxonomy_make(TAGTAXONOMY_DATA(unchecked), TAGTAXONOMY_LEN(unchecked), NULL);
	MemoryContextDelete(context);
	return result;
}
