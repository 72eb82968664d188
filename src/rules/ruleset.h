/*
 * ruleset.h
 *	  Type ruleset: the version byte, then the canonical text.
 */
#ifndef FACTAG_RULESET_H
#define FACTAG_RULESET_H

#include "rules/rule_text.h"

#define RULESET_DATA(p)		((const char *) VARDATA_ANY(p) + 1)
#define RULESET_LEN(p)		((int) VARSIZE_ANY_EXHDR(p) - 1)

static inline struct varlena *
DatumGetRulesetP(Datum d)
{
	struct varlena *p = (struct varlena *) PG_DETOAST_DATUM_PACKED(d);

	if (unlikely(VARSIZE_ANY_EXHDR(p) < 1 || *(const uint8 *) VARDATA_ANY(p) != FACTAG_FORMAT))
		factag_unknown_layout("ruleset");
	return p;
}

#define PG_GETARG_RULESET_P(n)	DatumGetRulesetP(PG_GETARG_DATUM(n))

/*
 * Reads a rule set from text. Errors tell the row of the aggregate that it is from, unless
 * that is 0.
 */
extern RuleText *ruleset_read(const char *s, int len, int64 row);

/* The lines of a stored rule set. */
extern RuleText *ruleset_unpack(const struct varlena *ruleset);

/* The stored form. Fails if its text is too long (54000); NULL if that error was saved. */
extern struct varlena *ruleset_pack(const RuleText *text, Node *escontext);

#endif							/* FACTAG_RULESET_H */
