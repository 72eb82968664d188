/*
 * tagset_exclusive.c
 *	  SQL: tagset_exclusive.
 *
 * Two passes over the set, with the groups, sorted, beside it: the first finds which child of each group stays, the
 * second copies what stays. Groups that were applied one after the other would give the same in any order: a child that
 * goes has no later since than the one that stays, so the latest since of a group above them remains.
 */
#include "tagset/tagset_array.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "tagpath/tagpath.h"
#include "tagset/tagset.h"

/* segments that a path may have, so groups above one */
#define MOST_SEGMENTS (FACTAG_MAX_PATH / 2 + 1)

/* a group at or above the current element */
typedef struct OpenGroup
{
	int			len;			/* of its path */
	uint32		number;			/* among all groups, in preorder */
	int			childlen;		/* of the path of its current child; 0: none yet */
	uint32		child;			/* number of that child, from 1 on */
	TimestampTz latest;			/* since in the group so far */
} OpenGroup;

/* reads a set beside the groups */
typedef struct GroupWalk
{
	TagsetReader reader;
	TagsetReader groups;
	bool		more;			/* the current path of groups is ahead */
	int			depth;
	OpenGroup	open[MOST_SEGMENTS];	/* from the top down */
} GroupWalk;

static void
walk_begin(GroupWalk *walk, const struct varlena *set, const struct varlena *groups)
{
	tagset_reader_init(&walk->reader, set);
	tagset_reader_init(&walk->groups, groups);
	walk->more = tagset_reader_next(&walk->groups);
	walk->depth = 0;
}

/* Makes the children of the open groups current that the element is at or below. */
static void
enter_children(GroupWalk *walk)
{
	const TagsetReader *reader = &walk->reader;

	for (int i = 0; i < walk->depth; i++)
	{
		OpenGroup  *group = &walk->open[i];

		if (reader->len == group->len)
			continue;
		/* the element before was at or below the current child */
		if (group->childlen > 0 && reader->shared >= group->childlen &&
			(reader->len == group->childlen || reader->path[group->childlen] == FACTAG_SEPARATOR))
			continue;
		group->childlen = path_segment_end(reader->path + group->len + 1, reader->path + reader->len) - reader->path;
		group->child++;
	}
}

/* Goes to the next element, and the groups at or above it; false if there is none. */
static bool
walk_next(GroupWalk *walk)
{
	TagsetReader *reader = &walk->reader;
	TagsetReader *groups = &walk->groups;

	CHECK_FOR_INTERRUPTS();
	if (!tagset_reader_next(reader))
		return false;
	while (walk->depth > 0)
	{
		int			len = walk->open[walk->depth - 1].len;

		/* the open group was at or above the element before */
		if (reader->shared >= len && (reader->len == len || reader->path[len] == FACTAG_SEPARATOR))
			break;
		walk->depth--;
	}
	while (walk->more && path_compare(groups->path, groups->len, reader->path, reader->len) <= 0)
	{
		if (path_within(reader->path, reader->len, groups->path, groups->len))
			walk->open[walk->depth++] = (OpenGroup) {.len = groups->len, .number = groups->read - 1, .latest = DT_NOBEGIN};
		CHECK_FOR_INTERRUPTS();
		walk->more = tagset_reader_next(groups);
	}
	enter_children(walk);
	return true;
}

/* Finds the number of the child of each group that stays. */
static void
find_latest(GroupWalk *walk, uint32 *stays)
{
	while (walk_next(walk))
	{
		TimestampTz since = DT_NOBEGIN;
		Attributes	attrs;

		if (walk->depth == 0)
			continue;
		tagset_reader_attributes(&walk->reader, &attrs);
		if (attributes_has(&attrs, ATTRIBUTE_SINCE))
			since = attrs.value[ATTRIBUTE_SINCE].timestamp;
		for (int i = 0; i < walk->depth; i++)
		{
			OpenGroup  *group = &walk->open[i];

			if (walk->reader.len > group->len && (stays[group->number] == 0 || since > group->latest))
			{
				stays[group->number] = group->child;
				group->latest = since;
			}
		}
	}
}

/* Whether the current element is below no group, or in the child that stays. */
static bool
element_stays(const GroupWalk *walk, const uint32 *stays)
{
	for (int i = 0; i < walk->depth; i++)
	{
		const OpenGroup *group = &walk->open[i];

		if (walk->reader.len > group->len && group->child != stays[group->number])
			return false;
	}
	return true;
}

/* The set with one child of each group. */
static struct varlena *
exclusive(const struct varlena *set, const struct varlena *groups)
{
	GroupWalk  *walk = palloc(sizeof(GroupWalk));
	uint32	   *stays = palloc0(sizeof(uint32) * tagset_size(groups) + 1);
	TagsetWriter writer;

	walk_begin(walk, set, groups);
	find_latest(walk, stays);
	tagset_writer_init(&writer);
	walk_begin(walk, set, groups);
	while (walk_next(walk))
	{
		if (element_stays(walk, stays))
			tagset_writer_copy(&writer, &walk->reader);
	}
	pfree(stays);
	pfree(walk);
	return tagset_writer_finish(&writer);
}

/* The elements of an array of a type of variable length; refuses NULL among them. */
static Datum *
elements(ArrayType *array, int *n)
{
	Datum	   *values;
	bool	   *nulls;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &values, &nulls, n);
	for (int i = 0; i < *n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a group of tags cannot be NULL"),
					 errhint("Remove NULL from the array: array_remove(groups, NULL).")));
	}
	return values;
}

PG_FUNCTION_INFO_V1(tagset_exclusive);
Datum
tagset_exclusive(PG_FUNCTION_ARGS)
{
	int			n;
	Datum	   *paths = elements(PG_GETARG_ARRAYTYPE_P(1), &n);
	TagsetBuilder builder;

	tagset_builder_init(&builder);
	for (int i = 0; i < n; i++)
	{
		struct varlena *path = DatumGetTagpathP(paths[i]);

		CHECK_FOR_INTERRUPTS();
		tagset_builder_add(&builder, TAGPATH_DATA(path), TAGPATH_LEN(path), NULL);
	}
	PG_RETURN_POINTER(exclusive(PG_GETARG_PACKED_P(0), tagset_builder_finish(&builder)));
}

PG_FUNCTION_INFO_V1(tagset_exclusive_text);
Datum
tagset_exclusive_text(PG_FUNCTION_ARGS)
{
	int			n;
	Datum	   *texts = elements(PG_GETARG_ARRAYTYPE_P(1), &n);
	TagsetBuilder builder;

	tagset_builder_init(&builder);
	for (int i = 0; i < n; i++)
	{
		Datum		value = DirectFunctionCall1(tagpath_without_star, texts[i]);
		struct varlena *path = DatumGetTagpathP(value);

		CHECK_FOR_INTERRUPTS();
		tagset_builder_add(&builder, TAGPATH_DATA(path), TAGPATH_LEN(path), NULL);
		pfree(path);
	}
	PG_RETURN_POINTER(exclusive(PG_GETARG_PACKED_P(0), tagset_builder_finish(&builder)));
}
