/*
 * tagset_aggregate.c
 *	  tagset_agg of single tags and tagset_union of sets; see union_aggregate.h. The
 *	  result does not depend on the order of rows.
 */
#include "tagset/tagset.h"

#include "tagpath/tagpath.h"
#include "tagset/tagset_make.h"
#include "text/driver_text.h"
#include "text/path.h"
#include "union_aggregate.h"

typedef struct TagsetState
{
	UnionState	state;			/* first */
	TagsetBuilder builder;
} TagsetState;

static const UnionMethods methods;

static TagsetBuilder *
builder_of(UnionState *state)
{
	return &((TagsetState *) state)->builder;
}

static void
init(UnionState *state)
{
	tagset_builder_init(builder_of(state));
}

static uint32
merge(UnionState *state)
{
	TagsetBuilder *builder = builder_of(state);
	uint32		n = 0;

	tagset_builder_sort(builder);
	for (uint32 i = 0; i < builder->count; i++)
	{
		TagsetElement *e = &builder->elements[i];
		TagsetElement *last = n > 0 ? &builder->elements[n - 1] : NULL;

		if (last && path_compare(last->path, last->len, e->path, e->len) == 0)
		{
			attributes_unite(&last->attributes, &e->attributes);
			pfree(unconstify(char *, e->path));
		}
		else
			builder->elements[n++] = *e;
	}
	builder->count = n;
	return n;
}

static void
add_tag(UnionState *state, const char *path, int len, const Attributes *attrs)
{
	TagsetBuilder *builder = builder_of(state);

	tagset_builder_add(builder, path, len, attrs);
	union_added(state, &methods, builder->count);
}

static void
add_set(UnionState *state, const struct varlena *set)
{
	TagsetReader reader;
	Attributes	attrs;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		tagset_reader_attributes(&reader, &attrs);
		add_tag(state, reader.path, reader.len, &attrs);
	}
}

static void
add_state(UnionState *state, const UnionState *other)
{
	const TagsetBuilder *builder = &((const TagsetState *) other)->builder;

	for (uint32 i = 0; i < builder->count; i++)
	{
		const TagsetElement *e = &builder->elements[i];

		add_tag(state, e->path, e->len, &e->attributes);
	}
}

static struct varlena *
finish(UnionState *state)
{
	(void) merge(state);
	return tagset_builder_finish(builder_of(state));
}

static const UnionMethods methods = {
	.state_size = sizeof(TagsetState),
	.most = FACTAG_MAX_ELEMENTS,
	.init = init,
	.merge = merge,
	.add_set = add_set,
	.add_state = add_state,
	.finish = finish
};

UNION_AGGREGATE(tagset_union, &methods);

/* Adds a path to the state in argument 0, with attributes in arguments 2 to 5 or without. */
static Datum
agg_step(FunctionCallInfo fcinfo, UnionState *state, const struct varlena *path)
{
	Attributes	attrs = {0};
	MemoryContext old;

	if (PG_NARGS() > 2)
		tagset_attribute_args(fcinfo, 2, &attrs);
	old = MemoryContextSwitchTo(state->context);
	add_tag(state, TAGPATH_DATA(path), TAGPATH_LEN(path), &attrs);
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(tagset_agg_step);
Datum
tagset_agg_step(PG_FUNCTION_ARGS)
{
	UnionState *state = union_state(fcinfo, &methods);

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	return agg_step(fcinfo, state, PG_GETARG_TAGPATH_P(1));
}

/* the same, with the path as text */
PG_FUNCTION_INFO_V1(tagset_agg_text_step);
Datum
tagset_agg_text_step(PG_FUNCTION_ARGS)
{
	UnionState *state = union_state(fcinfo, &methods);
	Lexer		lx;
	text	   *t;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	t = PG_GETARG_TEXT_PP(1);
	lex_init(&lx, "tagpath", VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL);
	(void) driver_text_refuse(&lx);
	return agg_step(fcinfo, state, tagpath_parse(VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t), NULL));
}
