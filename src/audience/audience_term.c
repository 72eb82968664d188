/*
 * audience_term.c
 *	  The ids that a term matches.
 */
#include "audience/audience_term.h"

#include "audience/audience_scan.h"

/* A literal term without filters or timestamp. */
static IdBlocks *
plain_term(const Audience *audience, const QueryTerm *term)
{
	IdBlocks   *set = id_blocks_make();
	AudienceScan *scan = audience_scan_path(audience, term->pattern, term->patternlen);
	AudienceRow row;

	while (audience_scan_next(scan, &row))
		audience_append_ids(set, term->exact && row.own ? row.own : row.ids);
	audience_scan_end(scan);
	return set;
}

IdBlocks *
audience_term(const Audience *audience, const QueryTerm *term)
{
	if (!QUERY_TERM_PLAIN(term))
		elog(ERROR, "not yet");
	return plain_term(audience, term);
}
