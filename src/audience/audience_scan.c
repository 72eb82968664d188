/*
 * audience_scan.c
 *	  Reading the rows of an audience's tables.
 *
 * The scans are those of the system catalogs, which take any table, index and snapshot
 * and are the same in all versions of the server. Nothing plans or
 * executes a statement, and no function of the tables' owner runs.
 */
#include "audience/audience_scan.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relscan.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/pg_am.h"
#include "catalog/pg_index.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "tagpath/tagpath.h"
#include "text/path.h"

/* rows, or entries of the index alone, that are passed by before the index is searched for the next one to return */
#define PASSED_ROWS		8
#define PASSED_ENTRIES	64

struct AudienceScan
{
	Relation	heap;
	Relation	index;			/* of an ordered scan; NULL */
	SysScanDesc scan;
	ScanKeyData key;
	const char *prefix;			/* of the paths, ended by a separator or the end if whole */
	int			prefixlen;
	bool		whole;
	bool		finished;
	char	   *skipped;		/* the path at or below which rows are passed by; NULL */
	int			skippedlen;
	int			passed;			/* number of such rows, */
	int			most;			/* up to which the index is not searched */
	const TupleTableSlot *row;	/* the current row */
};

/*
 * Whether the active snapshot may be used with an index: one that is made anew, in a table with rows that
 * were just updated, lacks what older snapshots see (indcheckxmin).
 */
static bool
index_is_usable(Relation index)
{
	return index->rd_index->indisvalid &&
		(!index->rd_index->indcheckxmin ||
		 TransactionIdPrecedes(HeapTupleHeaderGetXmin(index->rd_indextuple->t_data), TransactionXmin));
}

/* Whether a btree index begins with n columns that follow each other in its table, from one on. */
static bool
index_is_on(Relation index, int first, int n)
{
	if (index->rd_rel->relam != BTREE_AM_OID || index->rd_index->indnkeyatts < n)
		return false;
	for (int i = 0; i < n; i++)
	{
		if (index->rd_index->indkey.values[i] != first + i)
			return false;
	}
	return true;
}

/* Opens the primary key of a table, which is on its first n columns (55000). */
static Relation
open_primary_key(Relation heap, int n)
{
	Relation	index;

	list_free(RelationGetIndexList(heap));
	index = OidIsValid(heap->rd_pkindex) ? index_open(heap->rd_pkindex, AccessShareLock) : NULL;
	if (!index || !index_is_on(index, 1, n))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" of an audience lacks its primary key", RelationGetRelationName(heap)),
				 errhint("Add the primary key again, or make the audience anew with audience_drop and audience_create.")));
	if (!index_is_usable(index))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("the primary key of table \"%s\" is newer than the snapshot", RelationGetRelationName(heap)),
				 errhint("Begin the transaction again.")));
	return index;
}

/* Opens a table, which audience_open has locked. */
static AudienceScan *
scan_open(Oid table)
{
	AudienceScan *scan = palloc0(sizeof(AudienceScan));

	scan->heap = table_open(table, NoLock);
	return scan;
}

/* Begins to read a table by its primary key. */
static void
begin_ordered(AudienceScan *scan, int nkeys)
{
	ScanKeyData key = scan->key;	/* which may be changed */

	scan->scan = systable_beginscan_ordered(scan->heap, scan->index, GetActiveSnapshot(), nkeys, &key);
}

/* Sets the key: a path, and how the paths of the rows compare with it. */
static void
set_path_key(AudienceScan *scan, StrategyNumber strategy, const char *path, int len)
{
	Oid			family = scan->index->rd_opfamily[0];
	Oid			type = scan->index->rd_opcintype[0];
	Oid			operator = get_opfamily_member(family, type, type, strategy);

	if (scan->key.sk_argument)
		pfree(DatumGetPointer(scan->key.sk_argument));
	ScanKeyEntryInitialize(&scan->key, 0, AUDIENCE_TAGS_PATH, strategy, InvalidOid, InvalidOid,
						   get_opcode(operator), PointerGetDatum(tagpath_form(path, len)));
}

/* Begins again, with the scan as it was made. */
static void
begin_again(AudienceScan *scan)
{
	index_rescan(scan->scan->iscan, &scan->key, 1, NULL, 0);
}

/* Begins again elsewhere. The path has the same number in the index as in the table. */
static void
begin_at(AudienceScan *scan, StrategyNumber strategy, const char *path, int len)
{
	set_path_key(scan, strategy, path, len);
	begin_again(scan);
}

AudienceScan *
audience_scan_path(const Audience *audience, const char *path, int len)
{
	AudienceScan *scan = scan_open(audience->tags);

	scan->index = open_primary_key(scan->heap, 2);
	set_path_key(scan, BTEqualStrategyNumber, path, len);
	begin_ordered(scan, 1);
	return scan;
}

/* The rows whose paths begin with some bytes; where `whole`, the next one is a separator. */
static AudienceScan *
scan_range(const Audience *audience, const char *prefix, int len, bool whole)
{
	AudienceScan *scan = scan_open(audience->tags);

	scan->index = open_primary_key(scan->heap, 2);
	scan->prefix = prefix;
	scan->prefixlen = len;
	scan->whole = whole;
	scan->most = PASSED_ROWS;
	if (len > 0)
		set_path_key(scan, BTGreaterEqualStrategyNumber, prefix, len);
	else
		/* this key takes less time for each row */
		ScanKeyEntryInitialize(&scan->key, SK_ISNULL | SK_SEARCHNOTNULL, AUDIENCE_TAGS_PATH, InvalidStrategy,
							   InvalidOid, InvalidOid, InvalidOid, (Datum) 0);
	begin_ordered(scan, 1);
	return scan;
}

AudienceScan *
audience_scan_subtree(const Audience *audience, const char *path, int len)
{
	return scan_range(audience, path, len, len > 0);
}

AudienceScan *
audience_scan_paths(const Audience *audience, const char *prefix, int len)
{
	AudienceScan *scan = scan_range(audience, prefix, len, false);

	/* the scan must know that before it begins */
	scan->scan->iscan->xs_want_itup = true;
	scan->most = PASSED_ENTRIES;
	begin_again(scan);
	return scan;
}

/* Begins to read the rows of a table whose column is a chunk, by an index if there is one. */
static void
begin_chunk(AudienceScan *scan, AttrNumber column, int64 chunk)
{
	List	   *indexes = RelationGetIndexList(scan->heap);
	Oid			usable = InvalidOid;
	ListCell   *lc;

	foreach(lc, indexes)
	{
		Relation	index = index_open(lfirst_oid(lc), AccessShareLock);

		if (index_is_on(index, column, 1) && index_is_usable(index) &&
			heap_attisnull(index->rd_indextuple, Anum_pg_index_indpred, NULL))
			usable = RelationGetRelid(index);
		index_close(index, AccessShareLock);
		if (OidIsValid(usable))
			break;
	}
	list_free(indexes);
	ScanKeyInit(&scan->key, column, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(chunk));
	scan->scan = systable_beginscan(scan->heap, usable, OidIsValid(usable), GetActiveSnapshot(), 1, &scan->key);
}

AudienceScan *
audience_scan_all(const Audience *audience)
{
	AudienceScan *scan = scan_open(audience->tags);

	scan->scan = systable_beginscan(scan->heap, InvalidOid, false, GetActiveSnapshot(), 0, NULL);
	return scan;
}

AudienceScan *
audience_scan_chunk(const Audience *audience, int64 chunk)
{
	AudienceScan *scan = scan_open(audience->tags);

	begin_chunk(scan, AUDIENCE_TAGS_CHUNK, chunk);
	return scan;
}

/* Goes to the next row of any table, and gets its first columns; false at the end. */
static bool
next_tuple(AudienceScan *scan, int columns)
{
	HeapTuple	tuple;

	CHECK_FOR_INTERRUPTS();
	tuple = scan->index ? systable_getnext_ordered(scan->scan, ForwardScanDirection) : systable_getnext(scan->scan);
	if (!HeapTupleIsValid(tuple))
		return false;
	/* the scan has just put the tuple there */
	slot_getsomeattrs(scan->scan->slot, columns);
	scan->row = scan->scan->slot;
	return true;
}

/* Refuses a row with a NULL where audience_create allowed none. */
static void
check_not_null(const AudienceScan *scan, AttrNumber first, AttrNumber last)
{
	for (int i = first - 1; i < last; i++)
	{
		if (scan->row->tts_isnull[i])
			ereport(ERROR,
					(errcode(ERRCODE_DATA_CORRUPTED),
					 errmsg("column \"%s\" of table \"%s\" of an audience has a NULL",
							NameStr(TupleDescAttr(RelationGetDescr(scan->heap), i)->attname),
							RelationGetRelationName(scan->heap)),
					 errhint("Call audience_rebuild.")));
	}
}

/* A column of the current row; 0 if it is NULL. */
static inline Datum
scan_value(const AudienceScan *scan, AttrNumber column)
{
	return scan->row->tts_isnull[column - 1] ? (Datum) 0 : scan->row->tts_values[column - 1];
}

/* Gets a path from a column. */
static void
get_path(Datum column, AudienceRow *row)
{
	struct varlena *path = DatumGetTagpathP(column);

	row->len = TAGPATH_LEN(path);
	if (row->len > FACTAG_MAX_PATH)
		factag_unknown_layout("tagpath");
	memcpy(row->path, TAGPATH_DATA(path), row->len);
	if ((Pointer) path != DatumGetPointer(column))
		pfree(path);
}

/* Whether a column has the path of a row. */
static inline bool
is_path(Datum column, const AudienceRow *row)
{
	const struct varlena *path = (const struct varlena *) DatumGetPointer(column);

	/* one that is compressed is compared when it has been read */
	return !VARATT_IS_COMPRESSED(path) && TAGPATH_LEN(path) == row->len &&
		memcmp(TAGPATH_DATA(path), row->path, row->len) == 0;
}

/* Whether a path is beyond those that the scan is about. */
static bool
is_beyond(const AudienceScan *scan, const AudienceRow *row)
{
	/* the paths that begin with the same bytes are next to each other; those with a separator come first */
	return row->len < scan->prefixlen || memcmp(row->path, scan->prefix, scan->prefixlen) != 0 ||
		(scan->whole && !path_within(row->path, row->len, scan->prefix, scan->prefixlen));
}

/* Whether the row is to be passed by. After some such rows, the scan begins again beyond them. */
static bool
row_is_skipped(AudienceScan *scan, const AudienceRow *row)
{
	if (!scan->skipped)
		return false;
	if (!path_within(row->path, row->len, scan->skipped, scan->skippedlen))
	{
		pfree(scan->skipped);
		scan->skipped = NULL;
		return false;
	}
	if (++scan->passed == scan->most)
	{
		/* this byte is above a separator, and below all others of a path */
		scan->skipped[scan->skippedlen] = FACTAG_SEPARATOR + 1;
		begin_at(scan, BTGreaterEqualStrategyNumber, scan->skipped, scan->skippedlen + 1);
	}
	return true;
}

void
audience_scan_skip(AudienceScan *scan, const char *path, int len)
{
	if (scan->whole && len <= scan->prefixlen)
		scan->finished = true;
	if (scan->skipped)
		pfree(scan->skipped);
	scan->skipped = memcpy(palloc(len + 1), path, len);
	scan->skippedlen = len;
	scan->passed = 0;
}

bool
audience_scan_next(AudienceScan *scan, AudienceRow *row)
{
	do
	{
		if (scan->finished || !next_tuple(scan, AUDIENCE_TAGS_COLUMNS))
			return false;
		check_not_null(scan, AUDIENCE_TAGS_PATH, AUDIENCE_TAGS_IDS);
		get_path(scan_value(scan, AUDIENCE_TAGS_PATH), row);
	} while (row_is_skipped(scan, row));
	if (scan->prefixlen > 0 && is_beyond(scan, row))
		return false;
	check_not_null(scan, AUDIENCE_TAGS_DYNAMIC, AUDIENCE_TAGS_DYNAMIC);
	row->chunk = DatumGetInt64(scan_value(scan, AUDIENCE_TAGS_CHUNK));
	row->rows = DatumGetInt32(scan_value(scan, AUDIENCE_TAGS_ROWS));
	row->dynamic = DatumGetBool(scan_value(scan, AUDIENCE_TAGS_DYNAMIC));
	row->ids = scan_value(scan, AUDIENCE_TAGS_IDS);
	row->own = scan_value(scan, AUDIENCE_TAGS_OWN);
	row->attributed = scan_value(scan, AUDIENCE_TAGS_ATTRIBUTED);
	row->weight = scan_value(scan, AUDIENCE_TAGS_WEIGHT);
	row->value = scan_value(scan, AUDIENCE_TAGS_VALUE);
	row->since = scan_value(scan, AUDIENCE_TAGS_SINCE);
	row->until = scan_value(scan, AUDIENCE_TAGS_UNTIL);
	return true;
}

bool
audience_scan_next_path(AudienceScan *scan, AudienceRow *row)
{
	IndexScanDesc index = scan->scan->iscan;

	for (int same = 0;;)
	{
		bool		isnull;
		Datum		path;

		CHECK_FOR_INTERRUPTS();
		if (!index_getnext_tid(index, ForwardScanDirection))
			return false;
		path = index_getattr(index->xs_itup, AUDIENCE_TAGS_PATH, index->xs_itupdesc, &isnull);
		if (is_path(path, row))
		{
			/* of many chunks, the rest is passed by */
			if (++same == scan->most)
				begin_at(scan, BTGreaterStrategyNumber, row->path, row->len);
			continue;
		}
		same = 0;
		get_path(path, row);
		if (!row_is_skipped(scan, row))
			return !is_beyond(scan, row);
	}
}

void
audience_scan_end(AudienceScan *scan)
{
	if (scan->index)
	{
		systable_endscan_ordered(scan->scan);
		index_close(scan->index, AccessShareLock);
	}
	else
		systable_endscan(scan->scan);
	table_close(scan->heap, NoLock);
	pfree(scan);
}

static bool
next_member(AudienceScan *scan)
{
	if (!next_tuple(scan, AUDIENCE_MEMBERS_COLUMNS))
		return false;
	check_not_null(scan, AUDIENCE_MEMBERS_CHUNK, AUDIENCE_MEMBERS_IDS);
	return true;
}

/* Reads the ids of the members table's rows, and ends the scan. */
static IdBlocks *
read_members(AudienceScan *scan)
{
	IdBlocks   *set = id_blocks_make();

	while (next_member(scan))
		audience_append_ids(set, scan_value(scan, AUDIENCE_MEMBERS_IDS));
	audience_scan_end(scan);
	return set;
}

/* Begins to read the members table by its primary key. */
static AudienceScan *
scan_members(const Audience *audience)
{
	AudienceScan *scan = scan_open(audience->members);

	scan->index = open_primary_key(scan->heap, 1);
	begin_ordered(scan, 0);
	return scan;
}

IdBlocks *
audience_members(const Audience *audience)
{
	return read_members(scan_members(audience));
}

IdBlocks *
audience_members_chunk(const Audience *audience, int64 chunk)
{
	AudienceScan *scan = scan_open(audience->members);

	begin_chunk(scan, AUDIENCE_MEMBERS_CHUNK, chunk);
	return read_members(scan);
}

int64
audience_members_count(const Audience *audience)
{
	AudienceScan *scan = scan_members(audience);
	int64		count = 0;

	while (next_member(scan))
		count += DatumGetInt32(scan_value(scan, AUDIENCE_MEMBERS_ROWS));
	audience_scan_end(scan);
	return count;
}
