/*
 * taxonomy_terms.c
 *	  SQL's taxonomy_terms: the tags of a taxonomy as rows.
 */
#include "factag.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/json.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "taxonomy/tagtaxonomy.h"
#include "taxonomy/taxonomy_compile.h"
#include "taxonomy/taxonomy_title.h"
#include "text/duration.h"
#include "text/path.h"
#include "text/quote.h"

/* the columns; the first LEVELS segments have a column each */
#define LEVELS 6
enum
{
	COLUMN_POSITION,
	COLUMN_TAG,
	COLUMN_PARENT,
	COLUMN_DEPTH,
	COLUMN_LEVEL1,
	COLUMN_TITLE = COLUMN_LEVEL1 + LEVELS,
	COLUMN_KIND,
	COLUMN_LIFETIME,
	COLUMN_EXCLUSIVE,
	COLUMN_OPEN,
	COLUMN_DEPRECATED,
	COLUMN_PURPOSE,
	COLUMN_ATTRIBUTES,
	COLUMNS
};

typedef struct Terms
{
	const Taxonomy *taxonomy;
	TaxonomySource source;
	const TermAttribute **purposes; /* of each node, NULL where there is none */
	const char *language;		/* of titles, or NULL */
	int			position;
	Datum		values[COLUMNS];
	bool		nulls[COLUMNS];
} Terms;

/* qsort: as they print */
static int
compare_attributes(const void *a, const void *b)
{
	return term_attribute_compare(a, b);
}

/* The attributes of a term on all its lines, each once; *n of them. */
static TermAttribute *
own_attributes(const Terms *terms, uint32 node, int *n)
{
	const TaxonomySource *source = &terms->source;
	int			total = 0;
	TermAttribute *attributes;

	for (uint32 i = source->first[node]; i != TREE_NONE; i = source->next[i])
		total += source->text->lines[i].nattributes;
	attributes = palloc_extended(sizeof(TermAttribute) * Max(total, 1), MCXT_ALLOC_HUGE);
	total = 0;
	for (uint32 i = source->first[node]; i != TREE_NONE; i = source->next[i])
	{
		const TaxonomyLine *line = &source->text->lines[i];

		for (int j = 0; j < line->nattributes; j++)
			attributes[total++] = line->attributes[j];
	}
	qsort(attributes, total, sizeof(TermAttribute), compare_attributes);
	*n = 0;
	for (int i = 0; i < total; i++)
	{
		if (*n == 0 || term_attribute_compare(&attributes[*n - 1], &attributes[i]) != 0)
			attributes[(*n)++] = attributes[i];
	}
	return attributes;
}

/* The words of a purpose as an array. */
static Datum
purpose_array(const TermAttribute *purpose)
{
	Datum	   *words = palloc(sizeof(Datum) * (purpose->textlen + 1));
	int			n = 0;

	for (const char *p = purpose->text;; p++)
	{
		const char *stop = p + strcspn(p, "|");

		words[n++] = PointerGetDatum(cstring_to_text_with_len(p, stop - p));
		if (*stop == '\0')
			break;
		p = stop;
	}
	return PointerGetDatum(construct_array(words, n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* A term's own attributes as jsonb: a flag is true, a purpose an array, anything else a string. */
static Datum
attributes_jsonb(const TermAttribute *attributes, int n)
{
	StringInfoData out;
	StringInfoData duration;

	initStringInfo(&out);
	initStringInfo(&duration);
	appendStringInfoChar(&out, '{');
	for (int i = 0; i < n; i++)
	{
		const TermAttribute *attribute = &attributes[i];

		if (i > 0)
			appendStringInfoChar(&out, ',');
		escape_json(&out, term_attribute_full_name(attribute));
		appendStringInfoChar(&out, ':');
		if (attribute->kind == TERM_PURPOSE)
		{
			Datum		json = DirectFunctionCall1(array_to_json, purpose_array(attribute));

			appendBinaryStringInfo(&out, VARDATA_ANY(DatumGetPointer(json)), VARSIZE_ANY_EXHDR(DatumGetPointer(json)));
		}
		else if (attribute->duration)
		{
			resetStringInfo(&duration);
			duration_print(&duration, *attribute->duration);
			escape_json(&out, duration.data);
		}
		else if (attribute->text)
			escape_json(&out, attribute->text);
		else
			appendStringInfoString(&out, "true");
	}
	appendStringInfoChar(&out, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data));
}

/* A lifetime as an interval. */
static Interval *
lifetime_interval(const Duration *duration)
{
	Interval   *interval = palloc(sizeof(Interval));

	interval->month = duration->months;
	interval->day = duration->usecs / USECS_PER_DAY;
	interval->time = duration->usecs % USECS_PER_DAY;
	return interval;
}

/* Sets a column. */
static void
set(Terms *terms, int column, Datum value)
{
	terms->values[column] = value;
	terms->nulls[column] = false;
}

/* Sets the columns about the path of a node. */
static void
set_path(Terms *terms, uint32 number)
{
	const TreeNode *node = &terms->taxonomy->tree.nodes[number];
	char		path[FACTAG_MAX_PATH];
	int			len = tree_path(&terms->taxonomy->tree, number, path);
	int			parent = path_parent(path, len);
	const char *p = path;

	set(terms, COLUMN_TAG, PointerGetDatum(quote_path_text(path, len, path_specials)));
	if (parent > 0)
		set(terms, COLUMN_PARENT, PointerGetDatum(quote_path_text(path, parent, path_specials)));
	set(terms, COLUMN_DEPTH, Int32GetDatum(node->depth));
	for (int level = 0; level < LEVELS && p < path + len; level++)
	{
		const char *stop = path_segment_end(p, path + len);

		set(terms, COLUMN_LEVEL1 + level, PointerGetDatum(cstring_to_text_with_len(p, stop - p)));
		p = stop + 1;
	}
}

/* Fills the row of a node. */
static void
fill_row(Terms *terms, uint32 number)
{
	const Taxonomy *taxonomy = terms->taxonomy;
	const TreeNode *node = &taxonomy->tree.nodes[number];
	const TaxonomyInfo *info = &taxonomy->infos[node->info];
	int			n;
	TermAttribute *attributes = own_attributes(terms, number, &n);
	const TermAttribute *title = taxonomy_title(attributes, n, terms->language);

	memset(terms->nulls, true, sizeof(terms->nulls));
	set(terms, COLUMN_POSITION, Int32GetDatum(++terms->position));
	set_path(terms, number);
	set(terms, COLUMN_TITLE, PointerGetDatum(title ? cstring_to_text(title->text) :
											 cstring_to_text_with_len(tree_segment(&taxonomy->tree, node), node->seglen)));
	if (info->lifetime != LIFETIME_ANY)
		set(terms, COLUMN_KIND, CStringGetTextDatum(info->lifetime == LIFETIME_STATIC ? "static" : "dynamic"));
	if (info->lifetime == LIFETIME_DYNAMIC && info->duration)
		set(terms, COLUMN_LIFETIME, IntervalPGetDatum(lifetime_interval(info->duration)));
	set(terms, COLUMN_EXCLUSIVE, BoolGetDatum((node->flags & TREE_EXCLUSIVE) != 0));
	set(terms, COLUMN_OPEN, BoolGetDatum(info->open));
	set(terms, COLUMN_DEPRECATED, BoolGetDatum(info->deprecated));
	if (terms->purposes[number])
		set(terms, COLUMN_PURPOSE, purpose_array(terms->purposes[number]));
	set(terms, COLUMN_ATTRIBUTES, attributes_jsonb(attributes, n));
}

/* Finds the purpose of each node: its own, or that of the nearest one above, or the option's. */
static void
find_purposes(Terms *terms)
{
	const TaxonomyTree *tree = &terms->taxonomy->tree;
	const TaxonomySource *source = &terms->source;

	terms->purposes = palloc_extended(sizeof(TermAttribute *) * Max(tree->nnodes, 1), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < tree->nnodes; i++)
	{
		uint32		parent = tree->nodes[i].parent;

		terms->purposes[i] = parent == TREE_NONE ? source->text->options[TERM_PURPOSE] : terms->purposes[parent];
		for (uint32 j = source->first[i]; j != TREE_NONE; j = source->next[j])
		{
			const TaxonomyLine *line = &source->text->lines[j];

			for (int k = 0; k < line->nattributes; k++)
			{
				if (line->attributes[k].kind == TERM_PURPOSE)
					terms->purposes[i] = &line->attributes[k];
			}
		}
	}
}

PG_FUNCTION_INFO_V1(taxonomy_terms);
Datum
taxonomy_terms(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Terms		terms = {0};
	MemoryContext context;
	MemoryContext row_context;
	MemoryContext old;
	const TaxonomyTree *tree;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	context = AllocSetContextCreate(CurrentMemoryContext, "taxonomy_terms", ALLOCSET_DEFAULT_SIZES);
	row_context = AllocSetContextCreate(context, "taxonomy_terms row", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	terms.language = PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
	terms.taxonomy = taxonomy_compile(tagtaxonomy_unpack(PG_GETARG_TAGTAXONOMY_P(0)), context, &terms.source);
	tree = &terms.taxonomy->tree;
	find_purposes(&terms);
	MemoryContextSwitchTo(row_context);
	for (uint32 i = 0; i < tree->nnodes; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!(tree->nodes[i].flags & TREE_DECLARED))
			continue;
		fill_row(&terms, i);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, terms.values, terms.nulls);
		MemoryContextReset(row_context);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return (Datum) 0;
}
