/*
 * audience_source.c
 *	  The table that an audience is of.
 */
#include "audience/audience_source.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/nbtree.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_opfamily.h"
#include "catalog/pg_type.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "audience/audience_shape.h"

static const char *const one_each = "Make an audience for each of its parts: their counts add up, and idset_union unites their ids.";

void
audience_source_check(Oid source, AudienceFault *fault)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(source));
	Form_pg_class form;

	if (!HeapTupleIsValid(tuple))
	{
		audience_fault_set(fault, ERRCODE_UNDEFINED_TABLE, psprintf("relation with OID %u does not exist", source), NULL, NULL);
		return;
	}
	form = (Form_pg_class) GETSTRUCT(tuple);
	if (form->relkind == RELKIND_PARTITIONED_TABLE)
		audience_fault_set(fault, ERRCODE_FEATURE_NOT_SUPPORTED,
						   psprintf("cannot keep an audience of the partitioned table \"%s\"", NameStr(form->relname)),
						   NULL, one_each);
	else if (form->relkind != RELKIND_RELATION)
		audience_fault_set(fault, ERRCODE_FEATURE_NOT_SUPPORTED,
						   psprintf("cannot keep an audience of \"%s\"", NameStr(form->relname)),
						   pstrdup("It is not a table."), NULL);
	else if (form->relpersistence != RELPERSISTENCE_PERMANENT)
		audience_fault_set(fault, ERRCODE_FEATURE_NOT_SUPPORTED,
						   psprintf("cannot keep an audience of table \"%s\"", NameStr(form->relname)),
						   pstrdup(form->relpersistence == RELPERSISTENCE_TEMP ? "It is temporary." :
								   "It is unlogged: a crash would empty it, and not the audience."),
						   NULL);
	else if (form->relhassubclass && find_inheritance_children(source, NoLock) != NIL)
		audience_fault_set(fault, ERRCODE_FEATURE_NOT_SUPPORTED,
						   psprintf("cannot keep an audience of table \"%s\"", NameStr(form->relname)),
						   pstrdup("Other tables inherit from it, and queries of it read their rows too."), one_each);
	ReleaseSysCache(tuple);
}

bool
audience_source_has_columns(Oid source, AttrNumber id, AttrNumber tags, Oid schema)
{
	Oid			id_type = getBaseType(get_atttype(source, id));

	return (id_type == INT2OID || id_type == INT4OID || id_type == INT8OID) &&
		getBaseType(get_atttype(source, tags)) == audience_tagset_type(schema);
}

/*
 * Whether an index makes a column of integers unique, for all rows and at once. Its predicate is not read: that
 * evaluates functions of the table's owner, here with the rights of the caller.
 */
static bool
is_unique_on(Relation index, AttrNumber column)
{
	Form_pg_index form = index->rd_index;

	return form->indisunique && form->indimmediate && form->indisvalid && form->indisready && form->indislive &&
		form->indnkeyatts == 1 && form->indkey.values[0] == column && heap_attisnull(index->rd_indextuple, Anum_pg_index_indpred, NULL) &&
		index->rd_rel->relam == BTREE_AM_OID && index->rd_opfamily[0] == INTEGER_BTREE_FAM_OID;
}

Oid
audience_source_index(Relation source, AttrNumber id)
{
	List	   *indexes = RelationGetIndexList(source);
	ListCell   *cell;
	Oid			found = InvalidOid;

	foreach(cell, indexes)
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);

		if (!OidIsValid(found) && is_unique_on(index, id))
			found = RelationGetRelid(index);
		index_close(index, NoLock);
	}
	list_free(indexes);
	return found;
}
