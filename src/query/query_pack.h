/*
 * query_pack.h
 *	  The stored form of a query: the tree in preorder, drawn in doc/format.md.
 */
#ifndef FACTAG_QUERY_PACK_H
#define FACTAG_QUERY_PACK_H

#include "query/query.h"

/* Writes the stored form; NULL where it would exceed FACTAG_MAX_QUERY. */
extern struct varlena *query_pack(const QueryNode *node);

/* Reads it back (XX001 if damaged); the tree points into the datum's bytes. */
extern QueryNode *query_unpack(const struct varlena *query);

#endif							/* FACTAG_QUERY_PACK_H */
