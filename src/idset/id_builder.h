/*
 * id_builder.h
 *	  Makes a set of ids that come in any order, and more than once. It takes
 *	  least time where they ascend.
 */
#ifndef FACTAG_ID_BUILDER_H
#define FACTAG_ID_BUILDER_H

#include "factag.h"

#include "idset/id_blocks.h"

typedef struct IdBuilder IdBuilder;

/* A builder whose memory, and the set's, comes from a context. */
extern IdBuilder *id_builder_make(MemoryContext context);

/* Each adds ids; 54000 beyond FACTAG_MAX_ID_BLOCKS. A run has its last id. */
extern void id_builder_add(IdBuilder *builder, int64 id);
extern void id_builder_add_run(IdBuilder *builder, int64 first, int64 last);
extern void id_builder_add_set(IdBuilder *builder, const IdBlocks *set);

/* The set, which is valid until ids are added; this is allowed. */
extern IdBlocks *id_builder_finish(IdBuilder *builder);

#endif							/* FACTAG_ID_BUILDER_H */
