/*
 * label_builder.c
 *	  Builds a log from labels in any order; see label_builder.h.
 */
#include "label/label_builder.h"

#include "miscadmin.h"

/*
 * Labels that a new builder has room for. They are few because an aggregate has a builder
 * for each group, and palloc rounds up to a power of two.
 */
#define FIRST_LABELS 3

StaticAssertDecl(FIRST_LABELS * sizeof(Label) <= 512, "the first labels take a small chunk");

void
label_builder_init(LabelBuilder *builder, bool copy_texts)
{
	builder->count = 0;
	builder->size = FIRST_LABELS;
	builder->labels = palloc(sizeof(Label) * builder->size);
	builder->copy_texts = copy_texts;
}

/* a copy of a text or path */
static AttributeValue
copy_text(AttributeValue value)
{
	int			len;
	const char *text = attribute_text(value, &len);

	return attribute_make_text(text, len);
}

/* Merges; 54000 if more than FACTAG_MAX_LABELS are left. */
static void
merge_within_limit(LabelBuilder *builder)
{
	label_builder_merge(builder);
	labelset_check_size(builder->count, 0);
}

void
label_builder_add(LabelBuilder *builder, const Label *label)
{
	Label	   *added;
	char	   *path;

	CHECK_FOR_INTERRUPTS();
	/*
	 * The limit is one of distinct labels, so there is room for two full logs
	 * before they are merged.
	 */
	if (builder->count == 2 * FACTAG_MAX_LABELS)
		merge_within_limit(builder);
	if (builder->count == builder->size)
	{
		builder->size = Min(builder->size * 2, 2 * FACTAG_MAX_LABELS);
		builder->labels = repalloc(builder->labels, sizeof(Label) * builder->size);
	}
	path = palloc(label->len);
	memcpy(path, label->path, label->len);
	added = &builder->labels[builder->count++];
	*added = *label;
	added->path = path;
	if (!builder->copy_texts)
		return;
	for (int which = 0; which < ATTRIBUTE_COUNT; which++)
	{
		if (label_has(added, which) && attribute_is_text(&attribute_defs[which]))
			added->value[which] = copy_text(added->value[which]);
	}
}

void
label_builder_add_all(LabelBuilder *builder, const struct varlena *labels)
{
	LabelReader reader;
	Label		label;

	label_reader_init(&reader, labels);
	while (label_reader_next(&reader))
	{
		label_take(&reader, &reader.fields, &label);
		label_builder_add(builder, &label);
	}
}

/* qsort */
static int
compare_labels(const void *a, const void *b)
{
	CHECK_FOR_INTERRUPTS();
	return label_compare(a, b);
}

/* Frees what label_builder_add copied. */
static void
free_label(const LabelBuilder *builder, Label *label)
{
	pfree(unconstify(char *, label->path));
	if (!builder->copy_texts)
		return;
	for (int which = 0; which < ATTRIBUTE_COUNT; which++)
	{
		if (label_has(label, which) && attribute_is_text(&attribute_defs[which]))
			pfree(unconstify(uint8 *, label->value[which].text));
	}
}

void
label_builder_clear(LabelBuilder *builder)
{
	for (uint32 i = 0; i < builder->count; i++)
		free_label(builder, &builder->labels[i]);
	builder->count = 0;
}

void
label_builder_merge(LabelBuilder *builder)
{
	uint32		n = 0;

	if (builder->count < 2)
		return;
	qsort(builder->labels, builder->count, sizeof(Label), compare_labels);
	for (uint32 i = 0; i < builder->count; i++)
	{
		Label	   *label = &builder->labels[i];

		/* Labels are in order, so the last one with a key is the greatest. */
		if (n > 0 && label_compare_key(&builder->labels[n - 1], label) == 0)
			free_label(builder, &builder->labels[--n]);
		builder->labels[n++] = *label;
	}
	builder->count = n;
}

struct varlena *
label_builder_finish(LabelBuilder *builder)
{
	label_builder_merge(builder);
	return labelset_pack(builder->labels, builder->count);
}
