/*
 * taxonomy_names.c
 *	  Following links forwards; see taxonomy_names.h.
 */
#include "taxonomy/taxonomy_names.h"

#include "miscadmin.h"

#include "keyed_hash.h"
#include "text/path.h"

/* from this many names on a hash table finds those that are there already */
#define MANY_NAMES 12

typedef struct NameEntry
{
	const ReachedName *name;
	uint32		hash;
	char		status;
} NameEntry;

static inline bool
same_name(const ReachedName *a, const ReachedName *b)
{
	return a->len == b->len && a->made_by == b->made_by && a->final == b->final &&
		memcmp(a->path, b->path, a->len) == 0;
}

static inline uint32
hash_name(const ReachedName *name)
{
	return hash_combine(keyed_hash(name->path, name->len),
						murmurhash32(name->made_by + name->final));
}

#define SH_PREFIX name_table
#define SH_ELEMENT_TYPE NameEntry
#define SH_KEY_TYPE const ReachedName *
#define SH_KEY name
#define SH_HASH_KEY(table, key) hash_name(key)
#define SH_EQUAL(table, a, b) same_name(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

void
names_init(NameList *list)
{
	list->n = 0;
	list->size = 8;
	list->names = palloc(sizeof(ReachedName) * list->size);
	list->table = NULL;
	list->text = 0;
	list->context = CurrentMemoryContext;
}

/* The hash table points into the array, so it is made again when the array has moved. */
static void
make_table(NameList *list)
{
	if (list->table)
		name_table_destroy(list->table);
	list->table = name_table_create(list->context, list->size, NULL);
	for (int i = 0; i < list->n; i++)
	{
		bool		found;

		(void) name_table_insert(list->table, &list->names[i], &found);
	}
}

/* Whether a name is in the list. */
static bool
has_name(const NameList *list, const ReachedName *name)
{
	if (list->table)
		return name_table_lookup(list->table, name) != NULL;
	for (int i = 0; i < list->n; i++)
	{
		if (same_name(&list->names[i], name))
			return true;
	}
	return false;
}

/* Appends a name, with a copy of its path, unless it is there. */
static void
add_name(NameList *list, const char *path, int len, uint32 made_by, bool final)
{
	ReachedName name = {.path = path, .len = len, .made_by = made_by, .final = final};
	char	   *copy;
	bool		found;

	if (has_name(list, &name))
		return;
	list->text += len;
	if (list->n >= FACTAG_MAX_TAXONOMY_STEPS || list->text > FACTAG_MAX_SET_TEXT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a tag would mean or imply too many names"),
				 errdetail("The links of a taxonomy lead from a tag to at most %d names.", FACTAG_MAX_TAXONOMY_STEPS),
				 errhint("Give fewer links several targets.")));
	copy = MemoryContextAlloc(list->context, len);
	memcpy(copy, path, len);
	name.path = copy;
	if (list->n == list->size)
	{
		list->size *= 2;
		list->names = repalloc_huge(list->names, sizeof(ReachedName) * list->size);
		list->names[list->n++] = name;
		if (list->n > MANY_NAMES)
			make_table(list);
		return;
	}
	list->names[list->n] = name;
	if (list->table)
		(void) name_table_insert(list->table, &list->names[list->n], &found);
	list->n++;
}

/* Appends the names that the links from a source make of a name, at or below it. */
static void
follow_links(NameList *list, const Taxonomy *taxonomy, uint32 source, const char *path, int len, uint32 made_by)
{
	uint32		n;
	const TaxonomyLink *links = taxonomy_links_from(taxonomy, source, &n);
	int			sourcelen = path_ancestor(path, len, taxonomy->tree.nodes[source].depth);
	char		target[FACTAG_MAX_PATH];
	char		moved[FACTAG_MAX_PATH];

	for (uint32 i = 0; i < n; i++)
	{
		int			targetlen = tree_path(&taxonomy->tree, links[i].target, target);
		int			movedlen = path_rebase(path, len, sourcelen, target, targetlen, moved);

		CHECK_FOR_INTERRUPTS();
		add_name(list, moved, movedlen, made_by, false);
	}
}

/* Follows links from the names of the list, from one on, until there are no new names. */
static void
follow(NameList *list, const Taxonomy *taxonomy, int from, bool implied)
{
	for (int i = from; i < list->n; i++)
	{
		ReachedName name = list->names[i];
		int			matched;
		uint32		node = tree_find(&taxonomy->tree, name.path, name.len, &matched);

		CHECK_FOR_INTERRUPTS();
		if (!name.final)
		{
			uint32		alias = taxonomy_alias(taxonomy, node, name.made_by);

			if (alias != TREE_NONE)
				follow_links(list, taxonomy, alias, name.path, name.len, alias);
			else
				add_name(list, name.path, name.len, TREE_NONE, true);
			continue;
		}
		if (!implied || node == TREE_NONE)
			continue;
		for (uint32 source = taxonomy->tree.nodes[node].implies; source != TREE_NONE;)
		{
			uint32		parent = taxonomy->tree.nodes[source].parent;

			follow_links(list, taxonomy, source, name.path, name.len, TREE_NONE);
			source = parent == TREE_NONE ? TREE_NONE : taxonomy->tree.nodes[parent].implies;
		}
	}
}

void
names_add_meaning(NameList *list, const Taxonomy *taxonomy, const char *path, int len, uint32 made_by)
{
	int			from = list->n;

	add_name(list, path, len, made_by, false);
	follow(list, taxonomy, from, false);
}

void
names_add_implied(NameList *list, const Taxonomy *taxonomy, const char *path, int len)
{
	int			from = list->n;

	add_name(list, path, len, TREE_NONE, true);
	follow(list, taxonomy, from, true);
}
