/*
 * tagset_algebra.c
 *	  Operations on two sets, or on a set and a path. The elements of both sets are
 *	  in preorder, so each operation merges them in a single pass. Only @>, <@ and && look
 *	  for each element of a set in the other one if that has many more.
 */
#include "tagset/tagset.h"

#include "miscadmin.h"

#include "tagset/tagset_search.h"
#include "text/path.h"

#define READ_PATH(r) (r).path, (r).len
#define PATH_ARGS(p) TAGPATH_DATA(p), TAGPATH_LEN(p)

static int
compare(const TagsetReader *a, const TagsetReader *b)
{
	return path_compare(a->path, a->len, b->path, b->len);
}

static bool
within(const TagsetReader *a, const TagsetReader *top)
{
	return path_within(a->path, a->len, top->path, top->len);
}

/* Whether a search for each element of one set is less than reading the other: it reads about a block. */
static bool
is_few_beside(const struct varlena *few, const struct varlena *many)
{
	return tagset_size(many) / TAGSET_BLOCK > tagset_size(few);
}

/* Whether a set of many elements has one at or below each path of a set of few. */
static bool
has_all(const struct varlena *many, const struct varlena *few)
{
	TagsetReader r;

	tagset_reader_init(&r, few);
	while (tagset_reader_next(&r))
	{
		CHECK_FOR_INTERRUPTS();
		if (!tagset_has(many, READ_PATH(r), false))
			return false;
	}
	return true;
}

/* whether for each path on the right, the left has one at or below it */
static bool
covers(const struct varlena *left, const struct varlena *right)
{
	TagsetReader l;
	TagsetReader r;
	bool		more;

	if (is_few_beside(right, left))
		return has_all(left, right);
	tagset_reader_init(&l, left);
	tagset_reader_init(&r, right);
	more = tagset_reader_next(&l);
	while (tagset_reader_next(&r))
	{
		CHECK_FOR_INTERRUPTS();
		while (more && compare(&l, &r) < 0)
			more = tagset_reader_next(&l);
		if (!more || !within(&l, &r))
			return false;
	}
	return true;
}

PG_FUNCTION_INFO_V1(tagset_covers_set);
Datum
tagset_covers_set(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(covers(PG_GETARG_PACKED_P(0), PG_GETARG_PACKED_P(1)));
}

PG_FUNCTION_INFO_V1(tagset_covered_by);
Datum
tagset_covered_by(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(covers(PG_GETARG_PACKED_P(1), PG_GETARG_PACKED_P(0)));
}

PG_FUNCTION_INFO_V1(tagset_covers_path);
Datum
tagset_covers_path(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(1);

	PG_RETURN_BOOL(tagset_has_datum(PG_GETARG_DATUM(0), PATH_ARGS(path), false));
}

PG_FUNCTION_INFO_V1(tagpath_covered_by);
Datum
tagpath_covered_by(PG_FUNCTION_ARGS)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(0);

	PG_RETURN_BOOL(tagset_has_datum(PG_GETARG_DATUM(1), PATH_ARGS(path), false));
}

/*
 * Whether a set of many elements has one at, above or below a path. If it has nothing at or
 * below an ancestor of the path, the path has no relative there, and the search ends.
 */
static bool
has_relative(const struct varlena *many, const char *path, int len)
{
	for (int i = 1; i <= len; i++)
	{
		TagsetPlace place;

		if (i < len && path[i] != FACTAG_SEPARATOR)
			continue;
		if (!tagset_find(many, path, i, TAGSET_BELOW, &place))
			return false;
		/* what is found first is the ancestor itself, if that is an element */
		if (place.coded.shared + place.coded.len == (uint32) i)
			return true;
	}
	return true;
}

/* Whether a set of many elements has one at, above or below some path of a set of few. */
static bool
has_any(const struct varlena *many, const struct varlena *few)
{
	TagsetReader r;

	tagset_reader_init(&r, few);
	while (tagset_reader_next(&r))
	{
		CHECK_FOR_INTERRUPTS();
		if (has_relative(many, READ_PATH(r)))
			return true;
	}
	return false;
}

/*
 * &&: where neither of two paths is above the other, no later path is above or
 * below the smaller one, so its side goes on.
 */
PG_FUNCTION_INFO_V1(tagset_overlaps_set);
Datum
tagset_overlaps_set(PG_FUNCTION_ARGS)
{
	const struct varlena *left = PG_GETARG_PACKED_P(0);
	const struct varlena *right = PG_GETARG_PACKED_P(1);
	TagsetReader a;
	TagsetReader b;
	bool		more;

	if (is_few_beside(right, left))
		PG_RETURN_BOOL(has_any(left, right));
	if (is_few_beside(left, right))
		PG_RETURN_BOOL(has_any(right, left));
	tagset_reader_init(&a, left);
	tagset_reader_init(&b, right);
	more = tagset_reader_next(&a) && tagset_reader_next(&b);
	while (more)
	{
		CHECK_FOR_INTERRUPTS();
		if (within(&a, &b) || within(&b, &a))
			PG_RETURN_BOOL(true);
		more = compare(&a, &b) < 0 ? tagset_reader_next(&a) : tagset_reader_next(&b);
	}
	PG_RETURN_BOOL(false);
}

/* the elements of both sets; at the same path, that of the right */
static struct varlena *
concat(const struct varlena *left, const struct varlena *right)
{
	TagsetReader a;
	TagsetReader b;
	TagsetWriter writer;
	bool		more_a;
	bool		more_b;

	tagset_reader_init(&a, left);
	tagset_reader_init(&b, right);
	tagset_writer_init(&writer);
	more_a = tagset_reader_next(&a);
	more_b = tagset_reader_next(&b);
	while (more_a || more_b)
	{
		int			c = !more_a ? 1 : !more_b ? -1 : compare(&a, &b);

		tagset_writer_copy(&writer, c < 0 ? &a : &b);
		if (c <= 0)
			more_a = tagset_reader_next(&a);
		if (c >= 0)
			more_b = tagset_reader_next(&b);
	}
	return tagset_writer_finish(&writer);
}

/* the set in an argument; NULL if the argument is NULL */
static struct varlena *
set_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : PG_GETARG_PACKED_P(n);
}

/* the set that text input reads from a text argument; NULL if the argument is NULL */
static struct varlena *
text_argument(FunctionCallInfo fcinfo, int n)
{
	text	   *t;

	if (PG_ARGISNULL(n))
		return NULL;
	t = PG_GETARG_TEXT_PP(n);
	return tagset_parse(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
}

/* concat, for which NULL is the empty set; SQL's NULL if both sides are NULL. */
static Datum
concat_or_null(FunctionCallInfo fcinfo, struct varlena *left, struct varlena *right)
{
	if (!left && !right)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(!left ? right : !right ? left : concat(left, right));
}

PG_FUNCTION_INFO_V1(tagset_concat);
Datum
tagset_concat(PG_FUNCTION_ARGS)
{
	return concat_or_null(fcinfo, set_argument(fcinfo, 0), set_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(tagset_concat_text);
Datum
tagset_concat_text(PG_FUNCTION_ARGS)
{
	return concat_or_null(fcinfo, set_argument(fcinfo, 0), text_argument(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(tagset_text_concat);
Datum
tagset_text_concat(PG_FUNCTION_ARGS)
{
	return concat_or_null(fcinfo, text_argument(fcinfo, 0), set_argument(fcinfo, 1));
}

/* &: the elements of the left whose paths are also paths of the right */
PG_FUNCTION_INFO_V1(tagset_restrict);
Datum
tagset_restrict(PG_FUNCTION_ARGS)
{
	TagsetReader a;
	TagsetReader b;
	TagsetWriter writer;
	bool		more;

	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	tagset_reader_init(&a, PG_GETARG_PACKED_P(0));
	tagset_reader_init(&b, PG_GETARG_PACKED_P(1));
	tagset_writer_init(&writer);
	more = tagset_reader_next(&a) && tagset_reader_next(&b);
	while (more)
	{
		int			c = compare(&a, &b);

		CHECK_FOR_INTERRUPTS();
		if (c == 0)
			tagset_writer_copy(&writer, &a);
		more = c <= 0 ? tagset_reader_next(&a) : tagset_reader_next(&b);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}

/* - tagset: the elements of the left that are not at or below a path of the right */
PG_FUNCTION_INFO_V1(tagset_remove_set);
Datum
tagset_remove_set(PG_FUNCTION_ARGS)
{
	TagsetReader a;
	TagsetReader b;
	TagsetWriter writer;
	bool		more;

	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	tagset_reader_init(&a, PG_GETARG_PACKED_P(0));
	tagset_reader_init(&b, PG_GETARG_PACKED_P(1));
	tagset_writer_init(&writer);
	more = tagset_reader_next(&b);
	while (tagset_reader_next(&a))
	{
		CHECK_FOR_INTERRUPTS();
		/* a path on the right stays current while elements below it may follow */
		while (more && compare(&b, &a) < 0 && !within(&a, &b))
			more = tagset_reader_next(&b);
		if (!more || !within(&a, &b))
			tagset_writer_copy(&writer, &a);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}

/* the elements of the set in argument 0 that are, or are not, at or below the path in argument 1 */
static Datum
select_below(FunctionCallInfo fcinfo, bool below)
{
	struct varlena *path = PG_GETARG_TAGPATH_P(1);
	TagsetReader reader;
	TagsetWriter writer;
	bool		more;

	tagset_reader_init(&reader, PG_GETARG_PACKED_P(0));
	tagset_writer_init(&writer);
	more = below ? tagset_reader_seek(&reader, PATH_ARGS(path)) : tagset_reader_next(&reader);
	while (more)
	{
		CHECK_FOR_INTERRUPTS();
		if (path_within(READ_PATH(reader), PATH_ARGS(path)) == below)
			tagset_writer_copy(&writer, &reader);
		else if (below)
			break;				/* a subtree is one run of elements */
		more = tagset_reader_next(&reader);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}

PG_FUNCTION_INFO_V1(tagset_remove_path);
Datum
tagset_remove_path(PG_FUNCTION_ARGS)
{
	if (factag_has_null(fcinfo))
		return factag_unchanged(fcinfo);
	return select_below(fcinfo, false);
}

PG_FUNCTION_INFO_V1(tagset_below);
Datum
tagset_below(PG_FUNCTION_ARGS)
{
	return select_below(fcinfo, true);
}

/* the set with all ancestors, which have no attributes unless they were elements */
PG_FUNCTION_INFO_V1(tagset_expand);
Datum
tagset_expand(PG_FUNCTION_ARGS)
{
	static const Attributes none = {0};
	TagsetReader reader;
	TagsetWriter writer;

	tagset_reader_init(&reader, PG_GETARG_PACKED_P(0));
	tagset_writer_init(&writer);
	while (tagset_reader_next(&reader))
	{
		/*
		 * An ancestor that ends within the part shared with the path before
		 * was written already: as an ancestor of that path or, where all of
		 * that path is shared, as that path itself.
		 */
		for (int i = reader.shared; i < reader.len; i++)
		{
			if (reader.path[i] == FACTAG_SEPARATOR &&
				!(i == reader.shared && i > 0 && writer.len == i))
				tagset_writer_append(&writer, reader.path, i, &none);
		}
		tagset_writer_copy(&writer, &reader);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}

/* the elements without another one below: in preorder that would be the next one */
PG_FUNCTION_INFO_V1(tagset_leaves);
Datum
tagset_leaves(PG_FUNCTION_ARGS)
{
	TagsetReader reader;
	TagsetReader ahead;
	TagsetWriter writer;

	tagset_reader_init(&reader, PG_GETARG_PACKED_P(0));
	tagset_reader_init(&ahead, PG_GETARG_PACKED_P(0));
	tagset_reader_next(&ahead);
	tagset_writer_init(&writer);
	while (tagset_reader_next(&reader))
	{
		if (!tagset_reader_next(&ahead) || !within(&ahead, &reader))
			tagset_writer_copy(&writer, &reader);
	}
	PG_RETURN_POINTER(tagset_writer_finish(&writer));
}
