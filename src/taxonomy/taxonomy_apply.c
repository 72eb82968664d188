/*
 * taxonomy_apply.c
 *	  SQL's taxonomy_apply.
 */
#include "factag.h"

#include "utils/timestamp.h"

#include "taxonomy/taxonomy_cache.h"
#include "taxonomy/taxonomy_meaning.h"
#include "taxonomy/taxonomy_names.h"
#include "text/timestamp.h"

/* Whether a set would stay as it is: there is nothing to rename, to complete or to imply. */
static bool
stays(const Taxonomy *taxonomy, const struct varlena *set, bool completes, bool implied)
{
	TagsetReader reader;

	tagset_reader_init(&reader, set);
	while (tagset_reader_next(&reader))
	{
		int			matched;
		uint32		node = tree_find(&taxonomy->tree, reader.path, reader.len, &matched);
		const TaxonomyInfo *info = taxonomy_info(taxonomy, node);

		if (taxonomy_alias(taxonomy, node, TREE_NONE) != TREE_NONE)
			return false;
		if (implied && node != TREE_NONE && taxonomy->tree.nodes[node].implies != TREE_NONE)
			return false;
		if (completes && info->lifetime == LIFETIME_DYNAMIC && info->duration)
		{
			Attributes	attrs;

			tagset_reader_attributes(&reader, &attrs);
			if (!attributes_has(&attrs, ATTRIBUTE_UNTIL))
				return false;
		}
	}
	return true;
}

/* the set as it means today, with a timestamp completed, and with what it implies if asked for */
PG_FUNCTION_INFO_V1(taxonomy_apply);
Datum
taxonomy_apply(PG_FUNCTION_ARGS)
{
	bool		implied = !PG_ARGISNULL(3) && PG_GETARG_BOOL(3);
	struct varlena *set;
	const Taxonomy *taxonomy;
	TimestampTz at = 0;
	Meaning		meaning;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	set = PG_GETARG_PACKED_P(0);
	if (!PG_ARGISNULL(2))
	{
		at = PG_GETARG_TIMESTAMPTZ(2);
		timestamp_check_finite(at);
	}
	taxonomy = taxonomy_argument(fcinfo, 1);
	if (stays(taxonomy, set, !PG_ARGISNULL(2), implied))
		PG_RETURN_POINTER(set);
	taxonomy_mean(&meaning, taxonomy, set, PG_ARGISNULL(2) ? NULL : &at, implied);
	PG_RETURN_POINTER(meaning_set(&meaning));
}
