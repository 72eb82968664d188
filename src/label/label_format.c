/*
 * label_format.c
 *	  Making the stored form of labels; see label_format.h.
 */
#include "label/label_format.h"

#include "miscadmin.h"

#include "text/path.h"

/* attributes in the order of their bits */
static const Attribute stored[] = {
	ATTRIBUTE_VERDICT, ATTRIBUTE_SCORE, ATTRIBUTE_AT, ATTRIBUTE_SEEN, ATTRIBUTE_UNTIL,
	ATTRIBUTE_BY, ATTRIBUTE_CLAIM, ATTRIBUTE_SAID, ATTRIBUTE_REF,
	ATTRIBUTE_NEG, ATTRIBUTE_DENY
};

#define MAX_TEXTS 4				/* texts and paths of one label, apart from its own path */

/* the hint where a log would be too large */
#define FEWER_LABELS "labelset_prune drops the labels that no answer after a timestamp needs."

StaticAssertDecl((LABELS_FLAGS & FACTAG_FORMAT_MASK) == 0, "flags must leave the version nibble alone");
StaticAssertDecl(1 << (lengthof(stored) - 1) == LABEL_DENY, "a bit for each stored attribute");
StaticAssertDecl(FACTAG_MAX_LABELS < PG_INT32_MAX / MAX_TEXTS, "counts are read as 32-bit varints");

void
label_take(const LabelReader *reader, const LabelFields *fields, Label *label)
{
	label->path = reader->path;
	label->len = reader->len;
	label->present = 0;
	for (int i = 0; i < (int) lengthof(stored); i++)
	{
		Attribute	which = stored[i];

		if (label_attribute(reader, fields, which, &label->value[which]))
			label->present |= ATTRIBUTE_BIT(which);
	}
}

/* a text of a label, and the place for its number */
typedef struct Text
{
	const char *data;
	int			len;
	uint32	   *number;
} Text;

static int
compare_texts(const void *a, const void *b)
{
	const Text *x = a;
	const Text *y = b;

	CHECK_FOR_INTERRUPTS();
	return path_compare(x->data, x->len, y->data, y->len);
}

void
label_strings_init(LabelStrings *strings)
{
	initStringInfo(&strings->bytes);
	initStringInfo(&strings->directory);
	strings->count = 0;
}

void
label_strings_add(LabelStrings *strings, const char *data, int len)
{
	if (strings->count > 0 && strings->count % LABELS_BLOCK == 0)
		put_uint32(&strings->directory, strings->bytes.len);
	put_varint(&strings->bytes, len);
	appendBinaryStringInfo(&strings->bytes, data, len);
	strings->count++;
}

void
labelset_check_size(uint64 count, uint64 text)
{
	if (count > FACTAG_MAX_LABELS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a labelset has at most %d labels", FACTAG_MAX_LABELS),
				 errhint(FEWER_LABELS)));
	if (text > FACTAG_MAX_SET_TEXT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a labelset prints to at most %d bytes", FACTAG_MAX_SET_TEXT),
				 errhint(FEWER_LABELS)));
}

void
labelset_begin(StringInfo out, uint32 count, LabelStrings *strings)
{
	uint8		flags = 0;

	if (strings->count > 0)
		flags = LABELS_STRINGS | (strings->directory.len > 0 ? LABELS_DIRECTORY : 0);
	initStringInfo(out);
	/* Leave room for the length, which is set at the end. */
	put_uint32(out, 0);
	appendStringInfoChar(out, (char) (FACTAG_FORMAT | flags));
	put_varint(out, count);
	if (strings->count > 0)
	{
		put_varint(out, strings->count);
		put_varint(out, strings->bytes.len);
		appendBinaryStringInfo(out, strings->directory.data, strings->directory.len);
		appendBinaryStringInfo(out, strings->bytes.data, strings->bytes.len);
	}
	pfree(strings->bytes.data);
	pfree(strings->directory.data);
}

struct varlena *
labelset_end(StringInfo out)
{
	SET_VARSIZE(out->data, out->len);
	return (struct varlena *) out->data;
}

/*
 * Collects the strings of sorted labels. numbers[] gets the numbers of each label's
 * strings, MAX_TEXTS for each label, in the order of the bits.
 */
static void
collect_strings(LabelStrings *strings, const Label *labels, uint32 count, uint32 *numbers)
{
	Text	   *texts = palloc_extended(sizeof(Text) * MAX_TEXTS * Max(count, 1), MCXT_ALLOC_HUGE);
	uint32		n = 0;

	for (uint32 i = 0; i < count; i++)
	{
		uint32	   *number = numbers + (Size) i * MAX_TEXTS;

		for (int j = 0; j < (int) lengthof(stored); j++)
		{
			if (!(label_bit(stored[j]) & LABEL_TEXTS))
				continue;
			if (label_has(&labels[i], stored[j]))
			{
				texts[n].data = attribute_text(labels[i].value[stored[j]], &texts[n].len);
				texts[n++].number = number;
			}
			number++;
		}
	}
	if (n > 1)
		qsort(texts, n, sizeof(Text), compare_texts);

	label_strings_init(strings);
	for (uint32 i = 0; i < n; i++)
	{
		if (i == 0 || compare_texts(&texts[i - 1], &texts[i]) != 0)
			label_strings_add(strings, texts[i].data, texts[i].len);
		*texts[i].number = strings->count - 1;
	}
	pfree(texts);
}

/* Appends a label. before and next are its neighbours, NULL at the ends. */
static void
write_label(StringInfo out, const Label *before, const Label *label, const Label *next, const uint32 *numbers)
{
	bool		superseded = next && label_compare_series(label, next) == 0;
	uint32		mask = 0;
	int			shared = before ? path_shared(before->path, before->len, label->path, label->len) : 0;

	front_put(out, label->path, label->len, shared, superseded);
	for (int i = 0; i < (int) lengthof(stored); i++)
	{
		if (label_has(label, stored[i]))
			mask |= label_bit(stored[i]);
	}
	put_varint(out, mask);
	for (int i = 0; i < (int) lengthof(stored); i++)
	{
		uint32		bit = label_bit(stored[i]);

		if ((mask & bit) && (bit & LABEL_TEXTS))
			put_varint(out, *numbers);
		else if (mask & bit)
			attribute_put_value(out, &attribute_defs[stored[i]], label->value[stored[i]]);
		if (bit & LABEL_TEXTS)
			numbers++;
	}
}

struct varlena *
labelset_pack(const Label *labels, uint32 count)
{
	StringInfoData out;
	LabelStrings strings;
	uint32	   *numbers = palloc_extended(sizeof(uint32) * MAX_TEXTS * Max(count, 1), MCXT_ALLOC_HUGE);
	uint64		text = 0;

	/* Strings are shared, so a small log could print to more than a text can hold. */
	for (uint32 i = 0; i < count; i++)
		text += label_text_size(&labels[i]);
	labelset_check_size(count, text);
	collect_strings(&strings, labels, count, numbers);
	labelset_begin(&out, count, &strings);
	for (uint32 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_label(&out, i > 0 ? &labels[i - 1] : NULL, &labels[i], i + 1 < count ? &labels[i + 1] : NULL,
					numbers + (Size) i * MAX_TEXTS);
	}
	pfree(numbers);
	return labelset_end(&out);
}
