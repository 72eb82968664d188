/*
 * taxonomy.c
 *	  A taxonomy made ready for use; see taxonomy.h.
 */
#include "taxonomy/taxonomy.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "text/path.h"

const TaxonomyLink *
taxonomy_links_from(const Taxonomy *taxonomy, uint32 source, uint32 *n)
{
	uint32		low = 0;
	uint32		high = taxonomy->nlinks;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;

		if (taxonomy->links[middle].source < source)
			low = middle + 1;
		else
			high = middle;
	}
	for (*n = 0; low + *n < taxonomy->nlinks && taxonomy->links[low + *n].source == source;)
		(*n)++;
	return taxonomy->links + low;
}

uint32
taxonomy_first_to(const Taxonomy *taxonomy, uint32 target)
{
	uint32		low = 0;
	uint32		high = taxonomy->nlinks;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;

		if (taxonomy_link_to(taxonomy, middle)->target < target)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Frees all compiled naming rules. */
static void
free_code(Taxonomy *taxonomy)
{
	for (int i = 0; i < taxonomy->nrules; i++)
	{
		taxonomy->rules[i].regex = NULL;
		taxonomy->rules[i].counted_size = 0;
	}
	MemoryContextReset(taxonomy->code_context);
	taxonomy->code_size = 0;
}

/* Compiles a naming rule; error if PCRE2 no longer accepts it. */
static void
compile_rule(Taxonomy *taxonomy, TaxonomyRule *rule)
{
	MemoryContext old;
	RegexError	error;

	if (taxonomy->code_size > TAXONOMY_MAX_CODE_SIZE)
		free_code(taxonomy);
	old = MemoryContextSwitchTo(taxonomy->code_context);
	rule->regex = regex_compile(rule->pattern, rule->len, REGEX_WHOLE, &error);
	MemoryContextSwitchTo(old);
	if (!rule->regex)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_REGULAR_EXPRESSION),
				 errmsg("a naming rule of a stored taxonomy does not compile: %s", error.message),
				 errdetail("The pattern is /%.*s/.", rule->len, rule->pattern),
				 errhint("It was accepted by another version of factag or of PCRE2.")));
}

bool
taxonomy_rule_matches(Taxonomy *taxonomy, int number, const char *segment, int len)
{
	TaxonomyRule *rule;
	RegexMatch	match;
	RegexStatus status;
	Size		size;

	if (number < 0)
		return true;
	rule = &taxonomy->rules[number];
	if (!rule->regex)
		compile_rule(taxonomy, rule);
	status = regex_match(rule->regex, segment, len, 0, REGEX_LIMITS_SET, &match);
	size = regex_size(rule->regex);
	taxonomy->code_size += size - rule->counted_size;
	rule->counted_size = size;
	if (status == REGEX_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a naming rule of a taxonomy reaches a limit of matching in a segment of %d bytes", len),
				 errdetail("The pattern is /%.*s/.", rule->len, rule->pattern),
				 match.limit ? errhint("Write it so that it backtracks less, or raise %s.", match.limit) :
				 errhint("Write it so that it backtracks less.")));
	return status == REGEX_MATCH;
}

bool
taxonomy_names_match(Taxonomy *taxonomy, const char *path, int pathlen, uint32 node, int matched,
					 const char **segment, int *len, int *rule)
{
	const char *end = path + pathlen;

	/* nodes that are there for a link's sake are not declared */
	while (node != TREE_NONE && !(taxonomy->tree.nodes[node].flags & TREE_DECLARED))
	{
		matched = path_parent(path, matched);
		node = taxonomy->tree.nodes[node].parent;
	}
	*rule = taxonomy_info(taxonomy, node)->rule;
	if (*rule < 0)
		return true;
	for (const char *p = matched > 0 ? path + matched + 1 : path; p < end;)
	{
		const char *stop = path_segment_end(p, end);

		if (!taxonomy_rule_matches(taxonomy, *rule, p, stop - p))
		{
			*segment = p;
			*len = stop - p;
			return false;
		}
		p = stop + 1;
	}
	return true;
}

Size
taxonomy_extra_size(const Taxonomy *taxonomy)
{
	Size		size = taxonomy->code_size;

	for (int i = 0; i < taxonomy->nmusts; i++)
		size += taxonomy->musts[i].plan->regex_size;
	return size;
}
