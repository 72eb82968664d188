/*
 * verdict.c
 *	  Names of the verdicts; see verdict.h.
 */
#include "text/verdict.h"

static const char *const names[VERDICT_LAST + 1] = {
	[VERDICT_FALSE] = "false",
	[VERDICT_MOSTLY_FALSE] = "mostly-false",
	[VERDICT_MIXED] = "mixed",
	[VERDICT_MOSTLY_TRUE] = "mostly-true",
	[VERDICT_TRUE] = "true",
	[VERDICT_UNPROVEN] = "unproven",
	[VERDICT_MISSING_CONTEXT] = "missing-context",
	[VERDICT_ALTERED] = "altered",
	[VERDICT_SATIRE] = "satire",
	[VERDICT_OPINION] = "opinion",
	[VERDICT_OUTDATED] = "outdated"
};

const char *
verdict_name(Verdict v)
{
	return names[v];
}

Verdict
verdict_by_name(const char *name, int len)
{
	for (int v = 1; v <= VERDICT_LAST; v++)
	{
		const char *n = names[v];
		int			i = 0;

		while (i < len && n[i] &&
			   (n[i] == pg_ascii_tolower((unsigned char) name[i]) ||
				(n[i] == '-' && (name[i] == ' ' || name[i] == '_'))))
			i++;
		if (i == len && !n[i])
			return v;
	}
	return 0;
}
