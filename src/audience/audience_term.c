/*
 * audience_term.c
 *	  The ids that a term matches.
 *
 * The rows at and below a path that matches the pattern are walked in preorder, each path with its chunks. A row gives
 * all ids at or below its path, if all elements there match: then the rows below it, of the same
 * chunk, have nothing to add. Otherwise it gives the ids of the elements at that very path that match.
 *
 * Every ancestor of an element has rows, so a pattern with wildcards is compared with paths, not with what is below
 * them.
 */
#include "audience/audience_term.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "audience/audience_chunk_list.h"
#include "audience/audience_filter.h"
#include "audience/audience_scan.h"
#include "idset/id_builder.h"
#include "query/query_match.h"
#include "query/query_path_filter.h"
#include "text/path.h"

/* a path on the way from the top to the current one, which it is at or above */
typedef struct Frame
{
	int			len;
	bool		done;			/* nothing below it can add ids */
	uint32		rows;			/* of that path */
	ChunkList	closed;			/* the chunks where nothing below it adds ids */
} Frame;

typedef struct TermWalk
{
	const Audience *audience;
	const QueryTerm *term;
	AudienceFilter filter;
	AudienceRow row;
	MemoryContext scratch;
	MemoryContext context;		/* of the result */

	/* the current path */
	char		path[FACTAG_MAX_PATH];
	int			len;
	PathScope	scope;			/* which paths at and below it pass the filters on the path */
	bool		own_passes;		/* whether it passes them itself */

	Frame	   *frames;
	int			nframes;
	int			size;

	/* the result: blocks that were appended while their chunks ascend, and then the builder */
	IdBlocks   *set;
	int64		last_chunk;
	IdBuilder  *builder;
} TermWalk;

/* Begins to add a row's ids: enters the context where they are to be. */
static MemoryContext
begin_adding(TermWalk *walk)
{
	bool		append = !walk->builder && (walk->set->n == 0 || walk->row.chunk > walk->last_chunk);

	if (!append && !walk->builder)
	{
		walk->builder = id_builder_make(walk->context);
		id_builder_add_set(walk->builder, walk->set);
	}
	walk->last_chunk = walk->row.chunk;
	return MemoryContextSwitchTo(append ? walk->context : walk->scratch);
}

/* Adds ids, which are in the context that begin_adding entered. */
static void
add_ids(TermWalk *walk, const IdBlocks *ids, MemoryContext old)
{
	MemoryContextSwitchTo(old);
	if (walk->builder)
		id_builder_add_set(walk->builder, ids);
	else
		audience_append_blocks(walk->set, ids);
	MemoryContextReset(walk->scratch);
}

/* Adds the ids at or below the current row's path. */
static void
add_all(TermWalk *walk)
{
	MemoryContext old = begin_adding(walk);
	IdBlocks   *ids = id_blocks_make();

	audience_append_ids(ids, walk->row.ids);
	add_ids(walk, ids, old);
}

/* Adds those at that very path that match. */
static void
add_own(TermWalk *walk)
{
	MemoryContext old = begin_adding(walk);

	add_ids(walk, audience_filter_row(&walk->filter, &walk->row, walk->scratch), old);
}

/* Makes a frame of the current path. */
static void
push_frame(TermWalk *walk)
{
	Frame	   *frame;

	if (walk->nframes == walk->size)
	{
		int			size = Max(16, walk->size * 2);

		walk->frames = walk->frames ? repalloc(walk->frames, sizeof(Frame) * size) :
			MemoryContextAlloc(walk->context, sizeof(Frame) * size);
		memset(walk->frames + walk->size, 0, sizeof(Frame) * (size - walk->size));
		walk->size = size;
	}
	if (walk->nframes > 0)
		chunk_list_rewind(&walk->frames[walk->nframes - 1].closed);
	frame = &walk->frames[walk->nframes++];
	frame->len = walk->len;
	frame->done = false;
	frame->rows = 0;
	chunk_list_clear(&frame->closed);
}

/* The path that the frames lead to has no further rows: if each of them is closed, all is said. */
static void
finish_path(TermWalk *walk)
{
	if (walk->nframes > 0)
	{
		Frame	   *frame = &walk->frames[walk->nframes - 1];

		frame->done = frame->closed.n == frame->rows;
	}
}

/* Whether the current path passes all filters on the path. */
static bool
passes_path_filters(const TermWalk *walk)
{
	const QueryTerm *term = walk->term;

	for (int i = 0; term->path_filters > 0 && i < term->nfilters; i++)
	{
		if (term->filters[i].attribute == ATTRIBUTE_PATH && !path_filter_passes(&term->filters[i], walk->path, walk->len))
			return false;
	}
	return true;
}

/* Comes to the path of the current row; false if none of its rows adds ids. */
static bool
begin_path(TermWalk *walk, AudienceScan *scan)
{
	const QueryTerm *term = walk->term;
	const AudienceRow *row = &walk->row;

	finish_path(walk);
	/* the frames lead to the path before, which is at or below them all */
	while (walk->nframes > 0 && !path_within(row->path, row->len, walk->path, walk->frames[walk->nframes - 1].len))
		walk->nframes--;
	memcpy(walk->path, row->path, row->len);
	walk->len = row->len;
	if (walk->nframes > 0 && walk->frames[walk->nframes - 1].done)
	{
		audience_scan_skip(scan, walk->path, walk->frames[walk->nframes - 1].len);
		return false;
	}
	walk->own_passes = passes_path_filters(walk);
	if (term->exact)
		return walk->own_passes;
	walk->scope = term->path_filters > 0 ?
		path_filters_scope(term->filters, term->nfilters, walk->path, walk->len) : PATHS_ALL;
	push_frame(walk);
	walk->frames[walk->nframes - 1].done = walk->scope == PATHS_NONE;
	return walk->scope != PATHS_NONE;
}

/* Adds what the current row has to add. */
static void
read_row(TermWalk *walk)
{
	Frame	   *frame;

	if (walk->term->exact)
	{
		add_own(walk);
		return;
	}
	frame = &walk->frames[walk->nframes - 1];
	frame->rows++;
	if (walk->nframes > 1 && chunk_list_has(&frame[-1].closed, walk->row.chunk))
		chunk_list_add(&frame->closed, walk->row.chunk, walk->context);
	else if (walk->filter.n == 0 && walk->scope == PATHS_ALL && !(walk->term->has_timestamp && walk->row.dynamic))
	{
		add_all(walk);
		chunk_list_add(&frame->closed, walk->row.chunk, walk->context);
	}
	else if (walk->own_passes)
		add_own(walk);
}

/* Adds the ids that match at a path that matches the pattern or, unless the term is exact, below it. */
static void
add_path(TermWalk *walk, const char *path, int len)
{
	const QueryTerm *term = walk->term;
	bool		path_alone = term->exact || (term->nfilters == 0 && !term->has_timestamp);
	AudienceScan *scan = path_alone ? audience_scan_path(walk->audience, path, len) :
		audience_scan_subtree(walk->audience, path, len);
	bool		adds = false;

	walk->nframes = 0;
	walk->len = 0;
	while (audience_scan_next(scan, &walk->row))
	{
		if (walk->row.len != walk->len || memcmp(walk->row.path, walk->path, walk->len) != 0)
			adds = begin_path(walk, scan);
		if (adds)
			read_row(walk);
	}
	audience_scan_end(scan);
}

/* Adds what each path that matches a pattern with wildcards adds. */
static void
add_paths(TermWalk *walk)
{
	const QueryTerm *term = walk->term;
	AudienceScan *scan = audience_scan_paths(walk->audience, term->pattern, term->headlen);
	AudienceRow *row = palloc(sizeof(AudienceRow));

	row->len = 0;
	while (audience_scan_next_path(scan, row))
	{
		if (!query_term_matches_path(term, row->path, row->len, false))
			continue;
		add_path(walk, row->path, row->len);
		/* what is below a path that matches has been read with it */
		if (!term->exact)
			audience_scan_skip(scan, row->path, row->len);
	}
	audience_scan_end(scan);
	pfree(row);
}

IdBlocks *
audience_term(const Audience *audience, const QueryTerm *term)
{
	TermWalk   *walk = palloc0(sizeof(TermWalk));
	IdBlocks   *result;

	walk->audience = audience;
	walk->term = term;
	audience_filter_init(&walk->filter, term);
	walk->context = CurrentMemoryContext;
	walk->scratch = audience_scratch();
	walk->set = id_blocks_make();
	if (term->literal)
		add_path(walk, term->pattern, term->patternlen);
	else
		add_paths(walk);
	MemoryContextDelete(walk->scratch);
	result = walk->builder ? id_builder_finish(walk->builder) : walk->set;
	pfree(walk);
	return result;
}
