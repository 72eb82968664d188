/*
 * taxonomy.h
 *	  A taxonomy made ready for use: its tree of names, what each inherits, its links
 *	  and its conditions. taxonomy_compile.h makes one from the lines.
 */
#ifndef FACTAG_TAXONOMY_H
#define FACTAG_TAXONOMY_H

#include "factag.h"

#include "datatype/timestamp.h"

#include "pcre/regex.h"
#include "query/query_plan.h"
#include "taxonomy/taxonomy_tree.h"

typedef enum TermLifetime
{
	LIFETIME_ANY,
	LIFETIME_STATIC,
	LIFETIME_DYNAMIC
} TermLifetime;

/* what a tag inherits, or has by itself */
typedef struct TaxonomyInfo
{
	bool		open;
	bool		deprecated;
	TermLifetime lifetime;
	int			rule;			/* of the segments right below, in rules; -1 for none */
	const Duration *duration;	/* of LIFETIME_DYNAMIC; NULL for none */
	const char *deprecation;	/* a text, or NULL */
} TaxonomyInfo;

/* a naming rule */
typedef struct TaxonomyRule
{
	const char *pattern;
	int			len;
	Regex	   *regex;			/* NULL until it is first tried */
	Size		counted_size;	/* of regex, as the taxonomy's code_size has it */
} TaxonomyRule;

/* what every set must match */
typedef struct TaxonomyMust
{
	const char *text;			/* as it is written */
	QueryPlan  *plan;			/* with the names of today */
} TaxonomyMust;

/* from source to target; an alias if the source has TREE_ALIAS, else an implication */
typedef struct TaxonomyLink
{
	uint32		source;
	uint32		target;
} TaxonomyLink;

/* bytes of compiled naming rules, beyond which they are all freed */
#define TAXONOMY_MAX_CODE_SIZE ((Size) 16 * 1024 * 1024)

typedef struct Taxonomy
{
	uint64		serial;			/* no other one of this backend has it */
	TaxonomyTree tree;
	int			ninfos;
	TaxonomyInfo *infos;		/* the first is that of the options */
	int			nrules;
	TaxonomyRule *rules;
	int			nmusts;
	TaxonomyMust *musts;
	uint32		nlinks;
	TaxonomyLink *links;		/* by source, then by target; each pair once */
	uint32	   *by_target;		/* their numbers, by target, then by source */
	MemoryContext code_context; /* of the compiled naming rules */
	Size		code_size;		/* their bytes */
} Taxonomy;

/* What a name inherits whose deepest node is this one. */
static inline const TaxonomyInfo *
taxonomy_info(const Taxonomy *taxonomy, uint32 node)
{
	return &taxonomy->infos[node == TREE_NONE ? 0 : taxonomy->tree.nodes[node].info];
}

/* The links from a node, *n of them. */
extern const TaxonomyLink *taxonomy_links_from(const Taxonomy *taxonomy, uint32 source, uint32 *n);

/* The link at a place of by_target. */
static inline const TaxonomyLink *
taxonomy_link_to(const Taxonomy *taxonomy, uint32 place)
{
	return &taxonomy->links[taxonomy->by_target[place]];
}

/* The first place in by_target of a link whose target is this node or a later one. */
extern uint32 taxonomy_first_to(const Taxonomy *taxonomy, uint32 target);

/* Whether a segment obeys a naming rule, -1 for none. 54000 where the pattern reaches a limit. */
extern bool taxonomy_rule_matches(Taxonomy *taxonomy, int rule, const char *segment, int len);

/*
 * Checks the names below the declared ones: whether the path whose deepest node is
 * node, with matched bytes, obeys the naming rules below it. If not, *segment and *len
 * get what does not, and *rule the rule.
 */
extern bool taxonomy_names_match(Taxonomy *taxonomy, const char *path, int pathlen, uint32 node, int matched,
								 const char **segment, int *len, int *rule);

typedef enum NameStatus
{
	NAME_DECLARED,
	NAME_OPEN,					/* below an open one */
	NAME_UNKNOWN
} NameStatus;

/* Whether a name is known, given its deepest node and the bytes that this matches. */
static inline NameStatus
taxonomy_name_status(const Taxonomy *taxonomy, int len, uint32 node, int matched)
{
	if (node != TREE_NONE && matched == len && (taxonomy->tree.nodes[node].flags & TREE_DECLARED))
		return NAME_DECLARED;
	return taxonomy_info(taxonomy, node)->open ? NAME_OPEN : NAME_UNKNOWN;
}

/* Bytes that a taxonomy takes outside its own memory. */
extern Size taxonomy_extra_size(const Taxonomy *taxonomy);

#endif							/* FACTAG_TAXONOMY_H */
