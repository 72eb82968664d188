/*
 * compat.h
 *	  What differs between the supported servers (15 to 19). The only file that
 *	  reads PG_VERSION_NUM.
 */
#ifndef FACTAG_COMPAT_H
#define FACTAG_COMPAT_H

#include "postgres.h"

#if PG_VERSION_NUM < 150000
#error "factag needs PostgreSQL 15 or newer"
#endif

#include "nodes/nodes.h"

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#else
/* soft errors came with 16: before, an input function's errors are all hard */
#define errsave(escontext, ...) \
	do { (void) (escontext); ereport(ERROR, __VA_ARGS__); } while (0)
#endif

#endif							/* FACTAG_COMPAT_H */
