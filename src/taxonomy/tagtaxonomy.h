/*
 * tagtaxonomy.h
 *	  Type tagtaxonomy: the version byte, then the canonical text.
 */
#ifndef FACTAG_TAGTAXONOMY_H
#define FACTAG_TAGTAXONOMY_H

#include "taxonomy/taxonomy_text.h"
#include "text/lexer.h"

#define TAGTAXONOMY_DATA(p)		((const char *) VARDATA_ANY(p) + 1)
#define TAGTAXONOMY_LEN(p)		((int) VARSIZE_ANY_EXHDR(p) - 1)

static inline struct varlena *
DatumGetTagtaxonomyP(Datum d)
{
	struct varlena *p = (struct varlena *) PG_DETOAST_DATUM_PACKED(d);

	if (unlikely(VARSIZE_ANY_EXHDR(p) < 1 || *(const uint8 *) VARDATA_ANY(p) != FACTAG_FORMAT))
		factag_unknown_layout("tagtaxonomy");
	return p;
}

#define PG_GETARG_TAGTAXONOMY_P(n)	DatumGetTagtaxonomyP(PG_GETARG_DATUM(n))

/*
 * Makes a value of lines of text, with their comments: for what makes taxonomies of
 * other formats. All is checked as text input is; NULL if an error was saved.
 */
extern struct varlena *tagtaxonomy_make(const char *text, int len, Node *escontext);

/* The lines of a stored taxonomy, which must stay in memory. */
extern TaxonomyText *tagtaxonomy_unpack(const struct varlena *taxonomy);

/*
 * The stored form of lines, unchecked. Fails if its text is too long (54000); NULL if
 * that error was saved.
 */
extern struct varlena *tagtaxonomy_pack(const TaxonomyText *text, Node *escontext);

#endif							/* FACTAG_TAGTAXONOMY_H */
