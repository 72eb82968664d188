/*
 * taxonomy_meaning.c
 *	  What a set means; see taxonomy_meaning.h.
 */
#include "taxonomy/taxonomy_meaning.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "taxonomy/taxonomy_names.h"
#include "text/duration.h"
#include "text/path.h"

/* Adds a tag, with a copy of its path. */
static void
add_tag(Meaning *meaning, const MeantTag *tag)
{
	char	   *copy = palloc(tag->len);

	CHECK_FOR_INTERRUPTS();
	meaning->text += TAGSET_ELEMENT_TEXT(tag->len, &tag->attributes);
	if (meaning->n >= FACTAG_MAX_ELEMENTS || meaning->text > FACTAG_MAX_SET_TEXT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a set would mean or imply more than a tagset can hold"),
				 errhint("Give fewer links of the taxonomy several targets.")));
	if (meaning->n == meaning->size)
	{
		meaning->size *= 2;
		meaning->tags = repalloc_huge(meaning->tags, sizeof(MeantTag) * (Size) meaning->size);
	}
	memcpy(copy, tag->path, tag->len);
	meaning->tags[meaning->n] = *tag;
	meaning->tags[meaning->n++].path = copy;
}

/* Makes an empty list of names in the meaning's scratch memory. */
static void
start_names(Meaning *meaning, NameList *list)
{
	MemoryContext old;

	if (!meaning->scratch)
		meaning->scratch = AllocSetContextCreate(CurrentMemoryContext, "factag names", ALLOCSET_SMALL_SIZES);
	MemoryContextReset(meaning->scratch);
	old = MemoryContextSwitchTo(meaning->scratch);
	names_init(list);
	MemoryContextSwitchTo(old);
}

/* Adds what an element of the set means. */
static void
add_element(Meaning *meaning, const Taxonomy *taxonomy, const TagsetReader *reader)
{
	MeantTag	tag = {.path = reader->path, .len = reader->len, .origin = reader->read - 1};
	NameList	list;
	int			matched;
	uint32		node = tree_find(&taxonomy->tree, reader->path, reader->len, &matched);

	tagset_reader_attributes(reader, &tag.attributes);
	tag.ends = attributes_has(&tag.attributes, ATTRIBUTE_UNTIL);
	if (taxonomy_alias(taxonomy, node, TREE_NONE) == TREE_NONE)
	{
		add_tag(meaning, &tag);
		return;
	}
	tag.renamed = true;
	start_names(meaning, &list);
	names_add_meaning(&list, taxonomy, reader->path, reader->len, TREE_NONE);
	for (int i = 0; i < list.n; i++)
	{
		tag.path = list.names[i].path;
		tag.len = list.names[i].len;
		if (list.names[i].final)
			add_tag(meaning, &tag);
	}
}

/* qsort: by path, then by origin; what is implied last */
static int
compare_tags(const void *a, const void *b)
{
	const MeantTag *x = a;
	const MeantTag *y = b;
	int			c = path_compare(x->path, x->len, y->path, y->len);

	CHECK_FOR_INTERRUPTS();
	if (c != 0)
		return c;
	if (x->origin != y->origin)
		return x->origin < y->origin ? -1 : 1;
	return x->implied - y->implied;
}

/* The end of the tags at one path, from the first of them on. */
static uint32
path_end(const Meaning *meaning, uint32 from)
{
	uint32		to = from + 1;

	while (to < meaning->n && meant_same_path(&meaning->tags[from], &meaning->tags[to]))
		to++;
	return to;
}

/* Sorts the tags, and unites those at one path. */
static void
unite(Meaning *meaning)
{
	uint32		kept = 0;

	qsort(meaning->tags, meaning->n, sizeof(MeantTag), compare_tags);
	for (uint32 from = 0, to; from < meaning->n; from = to)
	{
		Attributes	attributes = meaning->tags[from].attributes;
		uint32		first = kept;

		to = path_end(meaning, from);
		for (uint32 i = from + 1; i < to; i++)
			attributes_unite(&attributes, &meaning->tags[i].attributes);
		for (uint32 i = from; i < to; i++)
		{
			if (i > from && meaning->tags[i].origin == meaning->tags[kept - 1].origin && kept > first)
				continue;
			meaning->tags[kept++] = meaning->tags[i];
		}
		for (uint32 i = first; i < kept; i++)
			meaning->tags[i].attributes = attributes;
	}
	meaning->n = kept;
}

/* When a lifetime ends that begins at a timestamp; 22008 beyond the range of timestamps. */
static TimestampTz
end_of_lifetime(TimestampTz since, const Duration *duration)
{
	TimestampTz end = duration_add(since, *duration);

	if (TIMESTAMP_NOT_FINITE(end))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("timestamp out of range"),
				 errdetail("A dynamic tag would end after the last timestamp.")));
	return end;
}

/* Gives dynamic tags without an end one. */
static void
complete(Meaning *meaning, const Taxonomy *taxonomy, TimestampTz at)
{
	for (uint32 i = 0; i < meaning->n; i++)
	{
		MeantTag   *tag = &meaning->tags[i];
		const TaxonomyInfo *info;
		int			matched;
		TimestampTz since = at;

		if (attributes_has(&tag->attributes, ATTRIBUTE_UNTIL))
			continue;
		info = taxonomy_info(taxonomy, tree_find(&taxonomy->tree, tag->path, tag->len, &matched));
		if (info->lifetime != LIFETIME_DYNAMIC || !info->duration)
			continue;
		if (attributes_has(&tag->attributes, ATTRIBUTE_SINCE))
			since = tag->attributes.value[ATTRIBUTE_SINCE].timestamp;
		attributes_set_timestamp(&tag->attributes, ATTRIBUTE_UNTIL, end_of_lifetime(since, info->duration));
	}
}

void
taxonomy_mean_implied(Meaning *meaning, const Taxonomy *taxonomy)
{
	uint32		n = meaning->n;
	NameList	list;

	for (uint32 from = 0, to; from < n; from = to)
	{
		const MeantTag *tag = &meaning->tags[from];

		CHECK_FOR_INTERRUPTS();
		for (to = from + 1; to < n && meant_same_path(tag, &meaning->tags[to]);)
			to++;
		start_names(meaning, &list);
		names_add_implied(&list, taxonomy, tag->path, tag->len);
		for (int i = 1; i < list.n; i++)
		{
			if (!list.names[i].final)
				continue;
			for (uint32 j = from; j < to; j++)
			{
				MeantTag	implied = meaning->tags[j];

				implied.path = list.names[i].path;
				implied.len = list.names[i].len;
				implied.implied = true;
				add_tag(meaning, &implied);
			}
		}
	}
	if (meaning->n > n)
		unite(meaning);
}

void
taxonomy_mean(Meaning *meaning, const Taxonomy *taxonomy, const struct varlena *set, const TimestampTz *at, bool implied)
{
	TagsetReader reader;

	meaning->n = 0;
	meaning->text = 0;
	meaning->scratch = NULL;
	meaning->size = Max(tagset_size(set), 8);
	meaning->tags = palloc_extended(sizeof(MeantTag) * (Size) meaning->size, MCXT_ALLOC_HUGE);
	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
		add_element(meaning, taxonomy, &reader);
	unite(meaning);
	if (at)
		complete(meaning, taxonomy, *at);
	if (!implied)
		return;
	taxonomy_mean_implied(meaning, taxonomy);
	if (at)
		complete(meaning, taxonomy, *at);
}

struct varlena *
meaning_set(const Meaning *meaning)
{
	TagsetWriter writer;

	tagset_writer_init(&writer);
	for (uint32 i = 0; i < meaning->n; i++)
	{
		const MeantTag *tag = &meaning->tags[i];

		if (i == 0 || !meant_same_path(tag - 1, tag))
			tagset_writer_append(&writer, tag->path, tag->len, &tag->attributes);
	}
	return tagset_writer_finish(&writer);
}
