/*
 * taxonomy_problem.c
 *	  What is wrong with a set; see taxonomy_problem.h.
 */
#include "taxonomy/taxonomy_problem.h"

#include "miscadmin.h"

#include "tagset/tagset_query.h"
#include "taxonomy/taxonomy_exclusive.h"
#include "taxonomy/taxonomy_names.h"
#include "text/path.h"

typedef struct Scan
{
	Taxonomy   *taxonomy;
	const struct varlena *set;
	Meaning		meaning;
	ProblemCallback callback;	/* NULL: only whether there is an error matters */
	void	   *arg;
	bool		error;			/* one was found */
	bool		deprecated;		/* check_plain came by a deprecated tag */
} Scan;

/* Reports a problem. */
static void
report(Scan *scan, const TaxonomyProblem *problem)
{
	scan->error |= problem->error;
	if (scan->callback)
		scan->callback(scan->arg, problem);
}

/* Whether the scan needs nothing but the knowledge that there is an error; notes it. */
static bool
suffices(Scan *scan)
{
	if (scan->callback)
		return false;
	scan->error = true;
	return true;
}

/* "means" and the name of today, for a tag that was renamed; else NULL. */
static const char *
meaning_text(const MeantTag *tag)
{
	return tag->renamed ? psprintf("means %s", taxonomy_path_text(tag->path, tag->len)) : NULL;
}

/* Reports that a tag is not known. */
static void
report_unknown(Scan *scan, const char *text, const MeantTag *tag)
{
	TaxonomyProblem problem = {.problem = "unknown", .error = true, .tag = text};

	if (suffices(scan))
		return;
	problem.detail = meaning_text(tag);
	problem.hint = taxonomy_unknown_hint(scan->taxonomy, tag->path, tag->len);
	report(scan, &problem);
}

/* Reports a segment that breaks a naming rule. */
static void
report_name(Scan *scan, const char *text, const char *segment, int len, int rule)
{
	const TaxonomyRule *broken = &scan->taxonomy->rules[rule];
	TaxonomyProblem problem = {.problem = "name", .error = true, .tag = text};

	if (suffices(scan))
		return;
	problem.detail = psprintf("%s does not match /%.*s/", taxonomy_path_text(segment, len), broken->len, broken->pattern);
	problem.hint = psprintf("every name here matches /%.*s/ as a whole", broken->len, broken->pattern);
	report(scan, &problem);
}

/* Checks the end of a tag against what is static and what is dynamic. */
static void
check_lifetime(Scan *scan, const char *text, const MeantTag *tag, const TaxonomyInfo *info)
{
	TaxonomyProblem problem = {.error = true, .tag = text};

	if (info->lifetime == LIFETIME_STATIC && attributes_has(&tag->attributes, ATTRIBUTE_UNTIL))
	{
		problem.problem = "static";
		problem.detail = "it never ends, but has until";
		problem.hint = "leave out until";
	}
	else if (info->lifetime == LIFETIME_DYNAMIC && !tag->ends)
	{
		problem.problem = "dynamic";
		problem.detail = "it must end, but has no until";
		problem.hint = info->duration ? "add until, or let taxonomy_apply(tags, taxonomy, now()) add it" : "add until";
	}
	else
		return;
	if (!suffices(scan))
		report(scan, &problem);
}

/* Reports that a tag is deprecated. */
static void
report_deprecated(Scan *scan, const char *text, const TaxonomyInfo *info)
{
	TaxonomyProblem problem = {.problem = "deprecated", .tag = text};

	problem.detail = info->deprecation;
	problem.hint = info->deprecation ? info->deprecation : "use another tag for what is new";
	report(scan, &problem);
}

/* Checks one name of today of an element. */
static void
check_tag(Scan *scan, const char *text, const MeantTag *tag)
{
	Taxonomy   *taxonomy = scan->taxonomy;
	int			matched;
	uint32		node = tree_find(&taxonomy->tree, tag->path, tag->len, &matched);
	const TaxonomyInfo *info = taxonomy_info(taxonomy, node);
	const char *segment;
	int			len;
	int			rule;

	switch (taxonomy_name_status(taxonomy, tag->len, node, matched))
	{
		case NAME_UNKNOWN:
			report_unknown(scan, text, tag);
			break;
		case NAME_OPEN:
			if (!taxonomy_names_match(taxonomy, tag->path, tag->len, node, matched, &segment, &len, &rule))
				report_name(scan, text, segment, len, rule);
			break;
		case NAME_DECLARED:
			break;
	}
	check_lifetime(scan, text, tag, info);
	if (info->deprecated && scan->callback)
		report_deprecated(scan, text, info);
}

/* Reports that an element has an old name; tags are what it means, n of them. */
static void
report_alias(Scan *scan, const char *text, const MeantTag *const *tags, int n)
{
	StringInfoData names;
	TaxonomyProblem problem = {.problem = "alias", .tag = text};

	initStringInfo(&names);
	for (int i = 0; i < n; i++)
		appendStringInfo(&names, "%s%s", i > 0 ? ", " : "", taxonomy_path_text(tags[i]->path, tags[i]->len));
	problem.detail = psprintf("means %s", names.data);
	problem.hint = psprintf("write %s", names.data);
	report(scan, &problem);
}

/* qsort: by the element that they come from, then by path */
static int
compare_origins(const void *a, const void *b)
{
	const MeantTag *x = *(const MeantTag *const *) a;
	const MeantTag *y = *(const MeantTag *const *) b;

	CHECK_FOR_INTERRUPTS();
	return x->origin != y->origin ? (x->origin < y->origin ? -1 : 1) : x < y ? -1 : x > y;
}

/* Checks the elements in their order. */
static void
check_elements(Scan *scan)
{
	const Meaning *meaning = &scan->meaning;
	const MeantTag **tags = palloc_extended(sizeof(MeantTag *) * Max(meaning->n, 1), MCXT_ALLOC_HUGE);
	TagsetReader reader;
	uint32		next = 0;

	for (uint32 i = 0; i < meaning->n; i++)
		tags[i] = &meaning->tags[i];
	qsort(tags, meaning->n, sizeof(MeantTag *), compare_origins);
	tagset_reader_init(&reader, scan->set);
	while (tagset_reader_next(&reader) && (scan->callback || !scan->error))
	{
		const char *text = scan->callback ? taxonomy_path_text(reader.path, reader.len) : NULL;
		uint32		from = next;

		CHECK_FOR_INTERRUPTS();
		for (; next < meaning->n && tags[next]->origin == reader.read - 1; next++)
			check_tag(scan, text, tags[next]);
		if (scan->callback && tags[from]->renamed)
			report_alias(scan, text, tags + from, next - from);
	}
	pfree(tags);
}

/* Appends the elements, marked, that tags come from, each once, in their order. */
static const char *
origins_text(const Scan *scan, const MeantTag *tags, const bool *marked, uint32 n)
{
	uint32		size = tagset_size(scan->set);
	bool	   *wanted = palloc_extended(Max(size, 1), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	TagsetReader reader;
	StringInfoData out;

	for (uint32 i = 0; i < n; i++)
	{
		if (marked[i])
			wanted[tags[i].origin] = true;
	}
	initStringInfo(&out);
	tagset_reader_init(&reader, scan->set);
	while (tagset_reader_next(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (wanted[reader.read - 1])
			appendStringInfo(&out, "%s%s", out.len > 0 ? ", " : "", taxonomy_path_text(reader.path, reader.len));
	}
	pfree(wanted);
	return out.data;
}

/* ConflictCallback */
static bool
report_conflict(void *arg, uint32 exclusive, const MeantTag *tags, const bool *marked, uint32 n)
{
	Scan	   *scan = arg;
	TaxonomyProblem problem = {.problem = "exclusive", .error = true};
	char		path[FACTAG_MAX_PATH];

	if (suffices(scan))
		return false;
	problem.tag = origins_text(scan, tags, marked, n);
	problem.detail = psprintf("one below %s at a time", taxonomy_path_text(path, tree_path(&scan->taxonomy->tree, exclusive, path)));
	problem.hint = "keep one of them, or let each end (until) before the next begins (since)";
	report(scan, &problem);
	return true;
}

/* Checks the conditions on a set that has what is implied. */
static void
check_musts(Scan *scan, const struct varlena *set)
{
	for (int i = 0; i < scan->taxonomy->nmusts && (scan->callback || !scan->error); i++)
	{
		const TaxonomyMust *must = &scan->taxonomy->musts[i];
		TaxonomyProblem problem = {.problem = "must", .error = true};
		TagsetSubject subject;

		CHECK_FOR_INTERRUPTS();
		tagset_subject_init(&subject, set);
		if (query_matches(must->plan, &subject.subject) || suffices(scan))
			continue;
		problem.detail = must->text;
		problem.hint = "every set matches this query, with what its tags mean and imply";
		report(scan, &problem);
	}
}

/*
 * Looks at the elements one by one, which suffices unless one has an old name, implies
 * another, or has a sibling below an exclusive tag. Returns false if it does not
 * suffice; else scan->error tells whether there is an error.
 */
static bool
check_plain(Scan *scan)
{
	Taxonomy   *taxonomy = scan->taxonomy;
	const TreeNode *nodes = taxonomy->tree.nodes;
	TagsetReader reader;

	tagset_reader_init(&reader, scan->set);
	while (tagset_reader_next(&reader))
	{
		MeantTag	tag = {.path = reader.path, .len = reader.len};
		int			matched;
		uint32		node = tree_find(&taxonomy->tree, reader.path, reader.len, &matched);
		const TaxonomyInfo *info = taxonomy_info(taxonomy, node);
		NameStatus	status = taxonomy_name_status(taxonomy, reader.len, node, matched);
		const char *segment;
		int			len;
		int			rule;

		if (node != TREE_NONE)
		{
			uint32		exclusive = taxonomy_exclusive_above(taxonomy, node, reader.len, matched);

			if (nodes[node].implies != TREE_NONE || nodes[node].alias != TREE_NONE)
				return false;
			if (exclusive != TREE_NONE)
			{
				int			toplen = path_ancestor(reader.path, reader.len, nodes[exclusive].depth);
				const char *branch = path_segment_end(reader.path + toplen + 1, reader.path + reader.len);

				/* the tag before is below it too, but in another branch */
				if (reader.shared > toplen && reader.shared < branch - reader.path)
					return false;
				/* more exclusive tags above this one */
				if (nodes[exclusive].parent != TREE_NONE && nodes[nodes[exclusive].parent].exclusive != TREE_NONE)
					return false;
			}
		}
		if (status == NAME_UNKNOWN ||
			(status == NAME_OPEN && !taxonomy_names_match(taxonomy, reader.path, reader.len, node, matched, &segment, &len, &rule)))
			scan->error = true;
		scan->deprecated |= info->deprecated;
		if (info->lifetime != LIFETIME_ANY)
		{
			tagset_reader_attributes(&reader, &tag.attributes);
			tag.ends = attributes_has(&tag.attributes, ATTRIBUTE_UNTIL);
			check_lifetime(scan, NULL, &tag, info);
		}
		if (scan->error)
			return true;
	}
	check_musts(scan, scan->set);
	return true;
}

bool
taxonomy_find_problems(Taxonomy *taxonomy, const struct varlena *set, ProblemCallback callback, void *arg)
{
	Scan		scan = {.taxonomy = taxonomy, .set = set, .callback = callback, .arg = arg};

	/* a set without any problem, as most are, needs no more than this */
	scan.callback = NULL;
	if (check_plain(&scan) && (!callback || (!scan.error && !scan.deprecated)))
		return scan.error;
	scan.callback = callback;
	scan.error = false;
	taxonomy_mean(&scan.meaning, taxonomy, set, NULL, false);
	check_elements(&scan);
	if (scan.error && !callback)
		return true;
	taxonomy_mean_implied(&scan.meaning, taxonomy);
	if (!taxonomy_conflicts(taxonomy, &scan.meaning, report_conflict, &scan))
		return true;
	if (taxonomy->nmusts > 0)
		check_musts(&scan, meaning_set(&scan.meaning));
	return scan.error;
}
