/*
 * policy_attribute.h
 *	  The attributes of rules, exemptions and steps: their names, and how they are
 *	  read and printed. policy_check.h tells which of them a line may have.
 */
#ifndef FACTAG_POLICY_ATTRIBUTE_H
#define FACTAG_POLICY_ATTRIBUTE_H

#include "policy/policy_text.h"
#include "text/lexer.h"

#define POLICY_ATTRIBUTE_KINDS (POLICY_OTHER + 1)

/* The name of an attribute, its key included; palloc'd. */
extern char *policy_attribute_name(const PolicyAttribute *attribute);

/* The attribute of a kind, with this key; NULL if there is none. */
extern const PolicyAttribute *policy_attribute_find(const PolicyAttributes *attributes, PolicyAttributeKind kind,
													const char *key);

/* Takes the next code of attribute dsa from *codes, which begins with its text; NULL after the last. */
extern const char *policy_next_code(const char **codes, int *len);

/*
 * Reads "[...]", after its bracket, and sorts the attributes as they print; false if
 * an error was saved. 22023 for an unknown name.
 */
extern bool policy_attributes_read(Lexer *lx, PolicyAttributes *attributes);

/* Appends "[...]", and a blank before it, unless there are no attributes. */
extern void policy_attributes_deparse(StringInfo out, const PolicyAttributes *attributes);

/*
 * Adds the attributes of a list that another lacks, in the order in which they print. Returns one that
 * both have with different values, then nothing is added; NULL if there is none.
 */
extern const PolicyAttribute *policy_attributes_unite(PolicyAttributes *to, const PolicyAttributes *from);

#endif							/* FACTAG_POLICY_ATTRIBUTE_H */
