/*
 * import_index.c
 *	  Looking up what a document names by a key; see import_index.h.
 */
#include "taxonomy/import_index.h"

#include "miscadmin.h"

#include "text/path.h"

void
import_index_add(ImportIndex *index, const char *key, int len, int value)
{
	if (index->n == index->size)
	{
		index->size = Max(64, index->size * 2);
		index->keys = index->n ? repalloc_huge(index->keys, sizeof(ImportKey) * (Size) index->size) :
			palloc(sizeof(ImportKey) * index->size);
	}
	index->keys[index->n++] = (ImportKey) {key, len, value};
	index->sorted = false;
}

/* qsort: by key, then by value */
static int
compare_keys(const void *a, const void *b)
{
	const ImportKey *x = a;
	const ImportKey *y = b;
	int			c = path_compare(x->key, x->len, y->key, y->len);

	CHECK_FOR_INTERRUPTS();
	return c ? c : (x->value > y->value) - (x->value < y->value);
}

int
import_index_find(ImportIndex *index, const char *key, int len)
{
	int			low = 0;
	int			high = index->n;

	if (!index->sorted && index->n > 0)
		qsort(index->keys, index->n, sizeof(ImportKey), compare_keys);
	index->sorted = true;
	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		const ImportKey *k = &index->keys[middle];

		if (path_compare(k->key, k->len, key, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < index->n && path_compare(index->keys[low].key, index->keys[low].len, key, len) == 0)
		return index->keys[low].value;
	return -1;
}
