/*
 * labelpolicy.h
 *	  Type labelpolicy: the version byte, then the canonical text.
 */
#ifndef FACTAG_LABELPOLICY_H
#define FACTAG_LABELPOLICY_H

#include "policy/policy_text.h"
#include "text/lexer.h"

#define LABELPOLICY_DATA(p)		((const char *) VARDATA_ANY(p) + 1)
#define LABELPOLICY_LEN(p)		((int) VARSIZE_ANY_EXHDR(p) - 1)

static inline struct varlena *
DatumGetLabelpolicyP(Datum d)
{
	struct varlena *p = (struct varlena *) PG_DETOAST_DATUM_PACKED(d);

	if (unlikely(VARSIZE_ANY_EXHDR(p) < 1 || *(const uint8 *) VARDATA_ANY(p) != FACTAG_FORMAT))
		factag_unknown_layout("labelpolicy");
	return p;
}

#define PG_GETARG_LABELPOLICY_P(n)	DatumGetLabelpolicyP(PG_GETARG_DATUM(n))

/*
 * Makes a value of lines of text, with their comments. All is checked as text input is;
 * NULL if an error was saved.
 */
extern struct varlena *labelpolicy_make(const char *text, int len, Node *escontext);

/* The lines of a stored policy. */
extern PolicyText *labelpolicy_unpack(const struct varlena *policy);

/*
 * The stored form of lines, unchecked. Fails if its text is too long (54000); NULL if
 * that error was saved.
 */
extern struct varlena *labelpolicy_pack(const PolicyText *text, Lexer *lx);

#endif							/* FACTAG_LABELPOLICY_H */
