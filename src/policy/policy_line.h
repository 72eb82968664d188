/*
 * policy_line.h
 *	  The lines of a policy: what each is, where its name and its condition end, and
 *	  its comment. line_reader.h tells where lines begin and end.
 */
#ifndef FACTAG_POLICY_LINE_H
#define FACTAG_POLICY_LINE_H

#include "policy/policy_text.h"
#include "text/line_reader.h"

/* bytes of the input, and the bytes that stand there; 0 for none */
typedef struct PolicyParts
{
	PolicyLineType type;		/* POLICY_BLANK if there is nothing but a comment */
	Size		colon;			/* after the name of a rule, exemption or ladder */
	int			colonlen;
	Size		arrow;			/* after the condition of a rule or exemption */
	int			arrowlen;
} PolicyParts;

/* The type of the option of this name, in any case; POLICY_BLANK if there is none; and the name of an option. */
extern PolicyLineType policy_option(const char *name, int len);
extern const char *policy_option_name(PolicyLineType type);

/* Whether a line that begins with a folded name must begin with a quote, because the name would be read as something else. */
extern bool policy_name_misleads(const char *path, int len);

/*
 * Takes the line that begins at start: the lexer then reads it up to the comment, an
 * option from its value on, a ladder or exemption from its name on. False if an error was
 * saved. Only offsets into the input remain valid.
 */
extern bool policy_line_read(LineReader *reader, const char *start, PolicyParts *parts);

#endif							/* FACTAG_POLICY_LINE_H */
