/*
 * policy_names.c
 *	  Names of a policy, sorted for look-ups; see policy_names.h.
 */
#include "policy/policy_names.h"

#include "miscadmin.h"

#include "text/path.h"
#include "text/quote.h"

#define HINT_NAMES 20			/* names in a hint */

void
policy_names_add(PolicyNames *names, const PolicyName *name)
{
	if (names->n == names->size)
	{
		names->size = names->size ? names->size * 2 : 16;
		names->names = names->names ? repalloc_huge(names->names, sizeof(PolicyName *) * names->size) :
			palloc(sizeof(PolicyName *) * names->size);
	}
	names->names[names->n++] = name;
}

void
policy_names_add_lines(PolicyNames *names, const PolicyText *text, PolicyLineType type)
{
	for (int i = 0; i < text->nlines && text->count[type] > 0; i++)
	{
		const PolicyLine *line = &text->lines[i];

		if (line->type != type)
			continue;
		if (type >= POLICY_LADDER)
			policy_names_add(names, &line->name);
		else
		{
			for (int j = 0; j < line->nnames; j++)
				policy_names_add(names, &line->names[j]);
		}
	}
}

/* qsort: by path, then by place */
static int
compare_names(const void *a, const void *b)
{
	const PolicyName *x = *(const PolicyName *const *) a;
	const PolicyName *y = *(const PolicyName *const *) b;
	int			c = path_compare(x->path, x->len, y->path, y->len);

	CHECK_FOR_INTERRUPTS();
	return c ? c : x->at < y->at ? -1 : x->at > y->at;
}

void
policy_names_sort(PolicyNames *names)
{
	qsort(names->names, names->n, sizeof(PolicyName *), compare_names);
}

int
policy_names_from(const PolicyNames *names, const char *path, int len)
{
	int			low = 0;
	int			high = names->n;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (path_compare(names->names[middle]->path, names->names[middle]->len, path, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int
policy_names_to(const PolicyNames *names, const char *path, int len, int from)
{
	while (from < names->n && path_within(names->names[from]->path, names->names[from]->len, path, len))
		from++;
	return from;
}

const PolicyName *
policy_names_find(const PolicyNames *names, const char *path, int len)
{
	int			i = policy_names_from(names, path, len);

	if (i == names->n || names->names[i]->len != len || memcmp(names->names[i]->path, path, len) != 0)
		return NULL;
	return names->names[i];
}

const PolicyName *
policy_names_above(const PolicyNames *names, const char *path, int len)
{
	const PolicyName *name = NULL;

	for (; len > 0 && !name; len = path_parent(path, len))
		name = policy_names_find(names, path, len);
	return name;
}

const PolicyName *
policy_names_twin(const PolicyNames *names)
{
	const PolicyName *twin = NULL;

	for (int i = 1; i < names->n; i++)
	{
		const PolicyName *name = names->names[i];

		if (name->len == names->names[i - 1]->len && memcmp(name->path, names->names[i - 1]->path, name->len) == 0 &&
			(!twin || name->at < twin->at))
			twin = name;
	}
	return twin;
}

const char *
policy_path_text(const char *path, int len)
{
	StringInfoData out;

	initStringInfo(&out);
	quote_path(&out, path, len, path_specials);
	return lex_clip(out.data);
}

const char *
policy_names_text(const PolicyNames *names)
{
	StringInfoData out;

	initStringInfo(&out);
	for (int i = 0; i < names->n && i < HINT_NAMES; i++)
		appendStringInfo(&out, "%s%s", i > 0 ? ", " : "", policy_path_text(names->names[i]->path, names->names[i]->len));
	if (names->n > HINT_NAMES)
		appendStringInfo(&out, ", and %d more", names->n - HINT_NAMES);
	return out.data;
}
