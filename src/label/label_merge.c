/*
 * label_merge.c
 *	  Merges two logs in their stored form; see label_merge.h.
 *
 * The strings of a log are sorted, and so are its labels. So both are merged in one pass
 * each, and nothing is sorted. A label is copied as it is stored, apart from the numbers
 * of its strings and the bytes that its path shares with the path before.
 *
 * If a label gives way to a greater one with the same key, a string may be left that no
 * label of the result has. Then the other strings get new numbers, and the labels are
 * merged once more.
 */
#include "label/label_merge.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "text/path.h"

#define NO_STRING	PG_UINT32_MAX

/* one of the two logs */
typedef struct MergeInput
{
	LabelReader reader;
	uint32	   *numbers;		/* of its strings, among the strings of both logs */
	bool		more;			/* the reader is at a label */
	bool		taken;			/* label has been set from it */
	Label		label;
} MergeInput;

/* a string of either log */
typedef struct MergeString
{
	const uint8 *stored;		/* a varint length and the bytes */
	uint32		number;			/* in the result */
	bool		used;			/* by a label of the result */
} MergeString;

typedef struct Merge
{
	MergeInput	a;
	MergeInput	b;
	MergeString *strings;		/* sorted, each once */
	uint32		nstrings;

	/* the labels of the result */
	StringInfoData labels;
	uint32		count;
	uint64		text;			/* bytes that they print to */
	bool		dropped;		/* some label gave way to a greater one */

	/* the last one of them */
	const MergeInput *last;		/* the log that has it */
	int			start;			/* where it begins in labels */
	uint32		by;				/* numbers among the strings of both logs, or NO_STRING */
	uint32		claim;
	int			len;
	char		path[FACTAG_MAX_PATH];
} Merge;

/* the strings of a log, one after another */
typedef struct StringCursor
{
	const uint8 *next;
	uint32		left;
	uint32	   *number;			/* where the current string's number goes */
	bool		more;			/* there is a current string */
	const uint8 *stored;
	const char *data;
	uint32		len;
} StringCursor;

static void
next_string(StringCursor *cursor)
{
	cursor->more = cursor->left > 0;
	if (!cursor->more)
		return;
	cursor->left--;
	cursor->number++;
	cursor->stored = cursor->next;
	cursor->data = (const char *) get_varint(cursor->stored, &cursor->len);
	cursor->next = (const uint8 *) cursor->data + cursor->len;
}

/* Begins with the first string of a log. */
static void
first_string(StringCursor *cursor, MergeInput *input)
{
	input->numbers = palloc_extended(sizeof(uint32) * Max(input->reader.nstrings, 1), MCXT_ALLOC_HUGE);
	cursor->number = input->numbers - 1;
	cursor->next = input->reader.strings;
	cursor->left = input->reader.nstrings;
	next_string(cursor);
}

static void
merge_strings(Merge *merge)
{
	Size		most = (Size) merge->a.reader.nstrings + merge->b.reader.nstrings;
	StringCursor a = {0};
	StringCursor b = {0};

	merge->strings = palloc_extended(sizeof(MergeString) * Max(most, 1), MCXT_ALLOC_HUGE);
	first_string(&a, &merge->a);
	first_string(&b, &merge->b);
	while (a.more || b.more)
	{
		int			c = !a.more ? 1 : !b.more ? -1 : path_compare(a.data, a.len, b.data, b.len);
		MergeString *string = &merge->strings[merge->nstrings];

		CHECK_FOR_INTERRUPTS();
		string->stored = c <= 0 ? a.stored : b.stored;
		string->number = merge->nstrings;
		string->used = false;
		if (c <= 0)
		{
			*a.number = merge->nstrings;
			next_string(&a);
		}
		if (c >= 0)
		{
			*b.number = merge->nstrings;
			next_string(&b);
		}
		merge->nstrings++;
	}
}

static void
next_label(MergeInput *input)
{
	input->more = label_reader_next(&input->reader);
	input->taken = false;
}

static const Label *
take_label(MergeInput *input)
{
	if (!input->taken)
		label_take(&input->reader, &input->reader.fields, &input->label);
	input->taken = true;
	return &input->label;
}

/*
 * Compares the current labels of both logs; < 0, 0, > 0. *same_key tells whether they are
 * one assertion. Mostly the paths differ, and nothing else is read.
 */
static int
compare_inputs(MergeInput *a, MergeInput *b, bool *same_key)
{
	int			c = path_compare(a->reader.path, a->reader.len, b->reader.path, b->reader.len);

	*same_key = false;
	if (c != 0)
		return c;
	c = label_compare_key(take_label(a), take_label(b));
	*same_key = c == 0;
	return c != 0 ? c : label_compare(&a->label, &b->label);
}

/* Appends the current label of a log to the result. */
static void
write_label(Merge *merge, const MergeInput *input)
{
	StringInfo	out = &merge->labels;
	const LabelReader *reader = &input->reader;
	uint32		mask = reader->fields.mask;
	uint32		fixed = label_offset(mask, LABEL_BY);
	const uint8 *p = reader->fields.values + fixed;
	uint32		by = NO_STRING;
	uint32		claim = NO_STRING;
	int			start = out->len;
	int			shared = reader->shared;

	if (merge->last != input)
		shared = path_shared(merge->path, merge->len, reader->path, reader->len);
	front_put(out, reader->path, reader->len, shared, false);
	put_varint(out, mask);
	appendBinaryStringInfo(out, (const char *) reader->fields.values, fixed);
	merge->text += LABEL_TEXT_SIZE(reader->len, mask);
	for (uint32 texts = mask & LABEL_TEXTS; texts; texts &= texts - 1)
	{
		uint32		number;
		uint32		len;
		MergeString *string;

		p = get_varint(p, &number);
		number = input->numbers[number];
		string = &merge->strings[number];
		string->used = true;
		put_varint(out, string->number);
		(void) get_varint(string->stored, &len);
		merge->text += len;
		if ((texts & -texts) == LABEL_BY)
			by = number;
		else if ((texts & -texts) == LABEL_CLAIM)
			claim = number;
	}

	/* this label supersedes the one before if it is in the same series */
	if (merge->count > 0 && shared == merge->len && shared == reader->len &&
		by == merge->by && claim == merge->claim)
		front_set_flag((uint8 *) out->data + merge->start);
	memcpy(merge->path + shared, reader->path + shared, reader->len - shared);
	merge->len = reader->len;
	merge->by = by;
	merge->claim = claim;
	merge->start = start;
	merge->last = input;
	merge->count++;
}

static void
merge_labels(Merge *merge, const struct varlena *a, const struct varlena *b)
{
	label_reader_init(&merge->a.reader, a);
	label_reader_init(&merge->b.reader, b);
	resetStringInfo(&merge->labels);
	merge->count = 0;
	merge->text = 0;
	merge->last = NULL;
	merge->len = 0;
	next_label(&merge->a);
	next_label(&merge->b);
	while (merge->a.more || merge->b.more)
	{
		bool		same_key = false;
		int			c = !merge->a.more ? 1 : !merge->b.more ? -1 : compare_inputs(&merge->a, &merge->b, &same_key);
		bool		from_a = same_key ? c >= 0 : c < 0;

		CHECK_FOR_INTERRUPTS();
		write_label(merge, from_a ? &merge->a : &merge->b);
		if (same_key && c != 0)
			merge->dropped = true;
		if (from_a || same_key)
			next_label(&merge->a);
		if (!from_a || same_key)
			next_label(&merge->b);
	}
}

/* Numbers the strings that labels of the result have; returns whether others are left out. */
static bool
renumber_strings(Merge *merge)
{
	uint32		n = 0;

	for (uint32 i = 0; i < merge->nstrings; i++)
	{
		merge->strings[i].number = n;
		n += merge->strings[i].used;
	}
	return n < merge->nstrings;
}

struct varlena *
label_merge(const struct varlena *a, const struct varlena *b)
{
	Merge	   *merge = palloc0(sizeof(Merge));
	LabelStrings strings;
	StringInfoData out;

	label_reader_init(&merge->a.reader, a);
	label_reader_init(&merge->b.reader, b);
	merge_strings(merge);
	initStringInfo(&merge->labels);
	enlargeStringInfo(&merge->labels, Min(VARSIZE_ANY(a) + VARSIZE_ANY(b), MaxAllocSize / 2));
	merge_labels(merge, a, b);
	if (merge->dropped && renumber_strings(merge))
		merge_labels(merge, a, b);
	labelset_check_size(merge->count, merge->text);

	label_strings_init(&strings);
	for (uint32 i = 0; i < merge->nstrings; i++)
	{
		uint32		len;
		const char *data = (const char *) get_varint(merge->strings[i].stored, &len);

		if (merge->strings[i].used)
			label_strings_add(&strings, data, len);
	}
	labelset_begin(&out, merge->count, &strings);
	appendBinaryStringInfo(&out, merge->labels.data, merge->labels.len);
	pfree(merge->labels.data);
	pfree(merge->strings);
	pfree(merge->a.numbers);
	pfree(merge->b.numbers);
	pfree(merge);
	return labelset_end(&out);
}
