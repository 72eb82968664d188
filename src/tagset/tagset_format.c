/*
 * tagset_format.c
 *	  Making the bytes of a tagset; see tagset_format.h.
 */
#include "tagset/tagset_format.h"

#include "miscadmin.h"

#include "text/path.h"

/* the hint where a set would be too large */
#define FEWER_ELEMENTS "Store more rows of fewer tags."

static const Attributes no_attributes = {0};

StaticAssertDecl((TAGSET_FLAGS & FACTAG_FORMAT_MASK) == 0,
				 "flags must leave the version nibble alone");
StaticAssertDecl(FACTAG_MAX_ELEMENTS < PG_INT32_MAX, "counts are read as 32-bit varints");
StaticAssertDecl(TAGSET_ATTRIBUTE_COUNT <= 8, "one byte tells which attributes are present");

void
tagset_writer_init(TagsetWriter *writer)
{
	initStringInfo(&writer->elements);
	initStringInfo(&writer->directory);
	writer->count = 0;
	writer->text = 0;
	writer->flags = 0;
	writer->len = 0;
}

void
tagset_writer_append(TagsetWriter *writer, const char *path, int len,
					 const Attributes *attrs)
{
	int			shared = 0;

	CHECK_FOR_INTERRUPTS();
	if (writer->count >= FACTAG_MAX_ELEMENTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a tagset has at most %d elements", FACTAG_MAX_ELEMENTS),
				 errhint(FEWER_ELEMENTS)));
	/* front coding can pack elements whose text would be longer than text can be */
	writer->text += TAGSET_ELEMENT_TEXT(len, attrs);
	if (writer->text > FACTAG_MAX_SET_TEXT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a tagset prints to at most %d bytes", FACTAG_MAX_SET_TEXT),
				 errhint(FEWER_ELEMENTS)));
	if (writer->count % TAGSET_BLOCK != 0)
		shared = path_shared(writer->path, writer->len, path, len);
	else if (writer->count > 0)
		put_uint32(&writer->directory, writer->elements.len);

	front_put(&writer->elements, path, len, shared, attrs->present != 0);
	if (attrs->present)
	{
		writer->flags |= TAGSET_ATTRIBUTES;
		appendStringInfoChar(&writer->elements, (char) attrs->present);
		for (int which = 0; which < TAGSET_ATTRIBUTE_COUNT; which++)
		{
			if (attributes_has(attrs, which))
				attribute_put_value(&writer->elements, &attribute_defs[which], attrs->value[which]);
		}
	}
	memcpy(writer->path + shared, path + shared, len - shared);
	writer->len = len;
	writer->count++;
}

void
tagset_writer_copy(TagsetWriter *writer, const TagsetReader *reader)
{
	Attributes	attrs;

	tagset_reader_attributes(reader, &attrs);
	tagset_writer_append(writer, reader->path, reader->len, &attrs);
}

struct varlena *
tagset_writer_finish(TagsetWriter *writer)
{
	const StringInfoData *directory = &writer->directory;
	const StringInfoData *elements = &writer->elements;
	Size		most = VARHDRSZ + 1 + VARINT_BYTES + (Size) directory->len + elements->len;
	struct varlena *set = palloc(most);
	uint8	   *p = (uint8 *) VARDATA(set);

	if (directory->len > 0)
		writer->flags |= TAGSET_BLOCKS;
	*p++ = FACTAG_FORMAT | writer->flags;
	p = write_varint(p, writer->count);
	memcpy(p, directory->data, directory->len);
	p += directory->len;
	memcpy(p, elements->data, elements->len);
	p += elements->len;
	SET_VARSIZE(set, (char *) p - (char *) set);
	pfree(elements->data);
	pfree(directory->data);
	return set;
}

/*
 * Elements that a new builder has room for. They are few because an aggregate has a builder
 * for each group, and palloc rounds up to a power of two.
 */
#define FIRST_ELEMENTS 4

StaticAssertDecl(FIRST_ELEMENTS * sizeof(TagsetElement) <= 256, "the first elements take a small chunk");

void
tagset_builder_init(TagsetBuilder *builder)
{
	builder->count = 0;
	builder->size = FIRST_ELEMENTS;
	builder->elements = palloc(sizeof(TagsetElement) * builder->size);
}

void
tagset_builder_add(TagsetBuilder *builder, const char *path, int len,
				   const Attributes *attrs)
{
	TagsetElement *element;
	char	   *copy;

	CHECK_FOR_INTERRUPTS();
	if (builder->count == builder->size)
	{
		if (builder->count >= FACTAG_MAX_ELEMENTS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("a tagset has at most %d elements", FACTAG_MAX_ELEMENTS),
					 errhint(FEWER_ELEMENTS)));
		builder->size = Min(builder->size * 2, FACTAG_MAX_ELEMENTS);
		builder->elements = repalloc(builder->elements, sizeof(TagsetElement) * builder->size);
	}
	copy = palloc(len);
	memcpy(copy, path, len);
	element = &builder->elements[builder->count];
	element->path = copy;
	element->len = len;
	element->order = builder->count++;
	element->attributes = attrs ? *attrs : no_attributes;
}

/* qsort: by path, then in the order in which they were added */
static int
compare_elements(const void *a, const void *b)
{
	const TagsetElement *x = a;
	const TagsetElement *y = b;
	int			c = path_compare(x->path, x->len, y->path, y->len);

	CHECK_FOR_INTERRUPTS();
	return c ? c : (x->order < y->order ? -1 : 1);
}

void
tagset_builder_sort(TagsetBuilder *builder)
{
	/* pg_qsort checks first whether the input is in order already */
	qsort(builder->elements, builder->count, sizeof(TagsetElement), compare_elements);
}

struct varlena *
tagset_builder_finish(TagsetBuilder *builder)
{
	TagsetWriter writer;

	tagset_builder_sort(builder);
	tagset_writer_init(&writer);
	for (uint32 i = 0; i < builder->count; i++)
	{
		const TagsetElement *e = &builder->elements[i];

		if (i + 1 < builder->count &&
			path_compare(e->path, e->len, e[1].path, e[1].len) == 0)
			continue;
		tagset_writer_append(&writer, e->path, e->len, &e->attributes);
	}
	return tagset_writer_finish(&writer);
}
