/*
 * query_match.c
 *	  Matching of a path against a pattern; see query_match.h.
 *
 * Both levels, characters in a segment and segments in a path, use the same
 * greedy scheme: after a mismatch only the last star takes one more, because
 * whatever an earlier star could gain by taking more the last one gains too.
 * So there is no backtracking over more than one star, and the time is bounded
 * by the product of the lengths.
 */
#include "query/query_match.h"

#include "utils/memutils.h"

#include "text/path.h"

/* path_segment_end without a call: segments are short, and there are many */
static inline const char *
segment_end(const char *p, const char *end)
{
	while (p < end && *p != FACTAG_SEPARATOR)
		p++;
	return p;
}

/*
 * Whether a segment matches one of a pattern. Comparing bytes is enough: in
 * UTF-8 no character's bytes occur inside another character.
 */
static bool
match_segment(const char *p, const char *pend, const char *s, const char *send)
{
	const char *star = NULL;	/* after the last star */
	const char *taken = NULL;	/* end of what the last star has taken */

	while (s < send)
	{
		if (p < pend && *p == FACTAG_STAR)
		{
			star = ++p;
			taken = s;
			if (p == pend)
				return true;
		}
		else if (p < pend && *p == *s)
		{
			p++;
			s++;
		}
		else if (star)
		{
			p = star;
			s = ++taken;
		}
		else
			return false;
	}
	while (p < pend && *p == FACTAG_STAR)
		p++;
	return p == pend;
}

/*
 * Compiles a regular expression into the term's memory; error if PCRE2 no longer
 * accepts it. The term may outlive the query, so it gets the memory only when all
 * is done.
 */
static void
compile_regex(const QueryTerm *term, QueryRegex *regex)
{
	const char *end = path_segment_end(regex->segment, term->pattern + term->patternlen);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag expression",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	Regex	   *compiled;
	RegexError	error;

	compiled = regex_compile(regex->segment + 1, end - regex->segment - 1, REGEX_CASELESS, &error);
	MemoryContextSwitchTo(old);
	if (!compiled)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_REGULAR_EXPRESSION),
				 errmsg("a regular expression of a stored tagquery does not compile: %s", error.message),
				 errhint("It was accepted by another version of factag or of PCRE2.")));
	MemoryContextSetParent(context, term->context);
	regex->regex = compiled;
}

/* Updates the plan's regex_size after a match, for which machine code may have been made. */
static inline void
note_size(const QueryTerm *term, QueryRegex *regex)
{
	Size		size = regex_size(regex->regex);

	term->plan->regex_size += size - regex->size;
	regex->size = size;
}

/* Reports that the regular expression at p reached a limit in a segment of len bytes. */
pg_noreturn static pg_noinline void
limit_reached(const QueryTerm *term, const char *p, int len, const char *setting)
{
	const char *end = path_segment_end(p, term->pattern + term->patternlen);

	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a regular expression of a tagquery reaches a limit of matching"
					" in a segment of %d bytes", len),
			 errdetail("The expression is \"%.*s\".", (int) (end - p - 1), p + 1),
			 setting ? errhint("Write it so that it backtracks less, or raise %s.", setting) :
			 errhint("Write it so that it backtracks less.")));
}

/* Whether a segment matches the regular expression that begins at p. */
static bool
match_regex(const QueryTerm *term, const char *p, const char *s, const char *send)
{
	QueryRegex *regex;
	int			i = 0;
	RegexMatch	found;
	RegexStatus status;
	bool	   *gave_up = term->plan->gave_up;

	if (gave_up && *gave_up)
		return false;
	while (term->regexes[i].segment != p)
		i++;
	regex = &term->regexes[i];
	if (!regex->regex)
		compile_regex(term, regex);
	status = regex_match(regex->regex, s, send - s, 0, REGEX_LIMITS_SET, &found);
	note_size(term, regex);
	if (status == REGEX_LIMIT)
	{
		if (!gave_up)
			limit_reached(term, p, send - s, found.limit);
		*gave_up = true;
	}
	return status == REGEX_MATCH;
}

/*
 * p and s are each at the beginning of a segment or, after the last segment,
 * one byte past the end.
 */
bool
query_term_matches_path(const QueryTerm *term, const char *path, int len, bool below)
{
	const char *p = term->pattern;
	const char *pend = term->pattern + term->patternlen;
	const char *s = path;
	const char *send = path + len;
	const char *star = NULL;
	const char *taken = NULL;

	for (;;)
	{
		const char *pstop = NULL;
		const char *sstop = NULL;

		if (p <= pend)
		{
			pstop = segment_end(p, pend);
			if (*p == FACTAG_GLOBSTAR)
			{
				star = p = pstop + 1;
				taken = s;
				continue;
			}
		}
		else if (below || s > send)
			return true;

		if (p <= pend && s > send)
			return false;		/* no star can help: taking more would leave even less */
		if (p <= pend)
		{
			sstop = segment_end(s, send);
			if (p < pend && *p == FACTAG_REGEX ?
				match_regex(term, p, s, sstop) : match_segment(p, pstop, s, sstop))
			{
				p = pstop + 1;
				s = sstop + 1;
				continue;
			}
		}
		if (!star)
			return false;
		p = star;
		taken = s = segment_end(taken, send) + 1;
		if (s > send + 1)
			return false;
	}
}
