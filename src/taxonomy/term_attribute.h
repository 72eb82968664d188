/*
 * term_attribute.h
 *	  The attributes of a term of a taxonomy, of which some are also options of all
 *	  its terms.
 */
#ifndef FACTAG_TERM_ATTRIBUTE_H
#define FACTAG_TERM_ATTRIBUTE_H

#include "text/duration.h"
#include "text/lexer.h"

/* in the order in which they print, except that options and attributes differ in what they allow */
typedef enum TermAttributeKind
{
	/* inherited: also options */
	TERM_OPEN,
	TERM_STATIC,
	TERM_DYNAMIC,
	TERM_NAME,
	TERM_DEPRECATED,
	TERM_PURPOSE,

	/* of one term only */
	TERM_EXCLUSIVE,
	TERM_TITLE,					/* title-LANG */
	TERM_ALT,					/* alt-LANG */
	TERM_NOTE,
	TERM_OTHER					/* x-… */
} TermAttributeKind;

#define TERM_INHERITED (TERM_PURPOSE + 1)
#define TERM_KINDS (TERM_OTHER + 1)

typedef struct TermAttribute
{
	TermAttributeKind kind;
	int			textlen;
	uint32		at;				/* byte of the input */
	const char *key;			/* of TERM_TITLE and TERM_ALT the language, of TERM_OTHER the rest of the name; else "" */
	const char *text;			/* the value; TERM_NAME's is the pattern; NULL for a flag */
	const Duration *duration;	/* of TERM_DYNAMIC; NULL for none */
} TermAttribute;

/* The kind of an option's name, in any case; TERM_INHERITED if there is none. */
extern TermAttributeKind term_option(const char *name, int len);
extern const char *term_attribute_name(TermAttributeKind kind);

/* The name of an attribute, its key included; palloc'd. */
extern char *term_attribute_full_name(const TermAttribute *attribute);

/*
 * Reads the value of an option, after its colon, up to the lexer's end; false if an
 * error was saved. attribute->kind is set.
 */
extern bool term_option_read(Lexer *lx, TermAttribute *attribute);

/*
 * Reads "[...]", after its bracket, and sorts the attributes as they print; false if
 * an error was saved. Names are read first: 22023 for an unknown one.
 */
extern bool term_attributes_read(Lexer *lx, TermAttribute **attributes, int *n);

/* Append the value of an option, and "[...]" unless there are no attributes. */
extern void term_option_deparse(StringInfo out, const TermAttribute *attribute);
extern void term_attributes_deparse(StringInfo out, const TermAttribute *attributes, int n);

/* Compare what attributes are about, and whether they say the same. */
extern int	term_attribute_compare(const TermAttribute *a, const TermAttribute *b);
extern bool term_attribute_same(const TermAttribute *a, const TermAttribute *b);

#endif							/* FACTAG_TERM_ATTRIBUTE_H */
